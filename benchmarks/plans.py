"""The plans that are measured: rows of as many different words as real ones, empty or filled in."""

import re
from functools import cache
from pathlib import Path
from random import Random

from plandoc import Activity, Period, Plan, Section, load_plan

SEED = Path(__file__).parent.parent / "examples" / "seed.yaml"
DONE = {"status": "done", "text": "Проведено", "date": "12.10.2018", "evidence": "протокол № 3"}


@cache
def words() -> list[str]:
    """Return the words of the example."""
    plan = load_plan(SEED)
    texts = " ".join(
        f"{row.activity.title} {row.activity.expected_result}" for row in plan.activity_rows()
    )
    return sorted({*re.findall(r"[а-яё]{3,}", texts.lower())})


def large(rows: int, turn: int = 0, *, filled: bool = False) -> Plan:
    """Return a plan of so many rows; every second one is done if it is `filled`.

    Its texts are other ones in each turn, so that nothing remembered of the last one counts.
    """
    chance, known = Random(f"{rows} {turn}"), words()

    def some(least: int, most: int) -> str:
        return " ".join(chance.choices(known, k=chance.randint(least, most)))

    activities = [
        Activity(
            title=f"Заседание № {row}: {some(6, 12)}",
            executors=[f"Отдел {some(1, 1)}", *([f"Школа № {row % 40}"] if row % 3 == 0 else [])],
            deadline=f"{chance.randint(1, 28)}.{chance.randint(9, 12):02}.2018",
            expected_result=f"Протокол № {row}, {some(2, 4)}",
            outcome=DONE if filled and row % 2 else None,
        )
        for row in range(rows)
    ]
    sections = [
        Section(title=f"Раздел {at // 25 + 1}", activities=activities[at : at + 25])
        for at in range(0, rows, 25)
    ]
    return Plan(title="План работы", period=Period.school_year(2018), sections=sections)
