"""What a tracking sheet and a report tell of the same plan on the same day."""

import random
import re
from collections import Counter
from datetime import date, timedelta
from typing import Any

from plandoc import Plan
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.states import COUNTED, LATE, NEAR, Shown, States
from plandoc.progress.figures import Counts, State, report
from support.tracking_text import table_rows, workbook

_DEADLINES = (
    "сентябрь 2018", "октябрь, март", "Сентябрь 2018, январь, май 2019", "ежемесячно", "", None,
    "1 раз в четверть", "по мере необходимости", "до 15 ноября 2018 г.", "с 1 октября",
    "в течение года", "12.12.2018", "апрель, октябрь 2019", "с 1 октября 2030",
    "в течение года, отчёт 25 мая", "ноябрь-декабрь",
)  # fmt: skip
_MOVED = (
    None, None, "30.11.2018", "Октябрь 2018", "осенью", "март", "с 1 октября 2020", "31.02.2019",
    "в течение года", "до конца января", "5 марта", " ",
)  # fmt: skip
_YEAR = re.compile("20[0-9]{2}")
_STATUSES = (None, "done", "done", "partly", "in_progress", "not_done", "postponed", "removed")


def told_plan(number: int, year: int = 2018) -> Plan:
    """Return a plan with outcomes of every kind, the same for the same number and year."""
    luck = random.Random(number)

    def choice(texts: tuple[str | None, ...]) -> str | None:
        text = luck.choice(texts)
        return text and _YEAR.sub(lambda found: str(int(found[0]) + year - 2018), text)

    def activity(depth: int = 0) -> dict[str, object]:
        outcome = {
            "status": luck.choice(_STATUSES),
            "text": luck.choice(("", "", "собрание прошло")),
            "date": choice((None, None, "05.10.2018", "20.02.2019", "01.09.2019")),
            "evidence": luck.choice(("", "", "протокол № 3")),
            "moved_to": choice(_MOVED),
            "reason": luck.choice(("", "", "карантин")),
        }
        found: dict[str, object] = {
            "title": f"дело {luck.randint(1, 9)}",
            "executors": luck.sample(["Завуч", "Совет", "Завхоз"], luck.randint(0, 2)),
            "deadline": choice(_DEADLINES),
            "outcome": luck.choice((None, outcome, outcome)),
        }
        if not depth and luck.random() < 0.2:
            found["parts"] = [activity(1) for _ in range(luck.randint(1, 3))]
        return found

    def activities(most: int) -> list[dict[str, object]]:
        return [activity() for _ in range(luck.randint(0, most))]

    month = {"period": f"ноябрь {year} г.", "activities": activities(3)}
    return Plan(
        title="План",
        period=f"{year}-{year + 1} учебный год",
        activities=activities(4),
        sections=[{"title": f"Раздел {n}", "activities": activities(6)} for n in range(3)],
        blocks=["title", "table", *([{"table": month}] if luck.random() < 0.5 else [])],
    )


def told_day(number: int) -> date:
    """Return a day of that plan, before, in or after its period."""
    return date(2018, 8, 1) + timedelta(days=random.Random(-number).randint(0, 500))


def disagreements(plan: Plan, today: date, data: bytes | None = None) -> list[object]:
    """Return what the workbook shows on a day otherwise than the report; it may be computed."""
    issued = data or render_tracking(plan, today=today)
    book: Any = workbook(issued, data_only=True)
    layout = Layout(plan)
    states, words = States(layout), layout.words
    shown = {word: key for key, word in states.words.items()}
    assert len(shown) == len(Shown)
    figures = report(plan, today)
    by_order = dict(enumerate(figures.standings, 1))
    found: list[Any] = []
    seen: list[Shown] = []
    late = 0
    for row in table_rows(book):
        standing = by_order[int(str(row["order"]))]
        if not standing.row.counted:
            continue
        told = shown.get(str(row["state"]))
        if told not in COUNTED[standing.state]:
            found.append((row["order"], row["state"], standing.state))
        seen += [told] if told else []
        passed = isinstance(days := row["days_left"], int) and days < 0
        late += told in LATE or (told is Shown.PARTLY and passed)
    rows = [row for row in book[words.sheets["summary"]].iter_rows(values_only=True) if row[1]]
    totals = (n for n, row in enumerate(rows) if row[1] == words.summary.total)
    place = next(n for n in totals if isinstance(rows[n][2], int))  # not a heading
    total = rows[place][2:14]
    if list(total[:10]) != _counts(figures.total, soon=seen.count(Shown.SOON)):
        found.append(("сводка", total, figures.total))
    signal = 1 if late else 2 if set(seen) & set(NEAR) else 3
    if seen and total[11] != signal:
        found.append(("светофор", total[11], seen))
    counted = [row[2:12] for row in rows[:place] if isinstance(row[2], int) and row[2]]
    told_sections = Counter((*row[:4], 0, row[4] + row[5], *row[6:]) for row in counted)
    if counted and told_sections != Counter(
        tuple(_counts(line.counts)) for line in figures.sections
    ):
        found.append(("разделы", told_sections, figures.sections))
    return found


def _counts(counts: Counts, soon: int = 0) -> list[int]:
    """Return the counts in the order of the summary."""
    states = counts.states
    return [
        counts.planned, counts.done, states[State.LATE], states[State.OVERDUE], soon,
        states[State.NOT_DUE] - soon, states[State.PARTLY], states[State.NOT_DONE],
        states[State.POSTPONED], states[State.REMOVED],
    ]  # fmt: skip
