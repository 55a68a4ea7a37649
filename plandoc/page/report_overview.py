"""The first page of a report: its figure, and what is late, what is next, what nobody reported."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from babel import Locale
from babel.dates import format_date

from plandoc.fieldpath import FieldPath
from plandoc.page.measure import wrap
from plandoc.page.report_tables import due_text, in_brackets
from plandoc.page.sheet import Page, twips
from plandoc.page.widths import PADDING
from plandoc.progress.figures import SOON_DAYS, Report, Standing, State
from plandoc.schema.plan import Plan
from plandoc.schema.rows import name_of_table
from plandoc.schema.tree import table_of
from plandoc.wording.mentions import mentions, numbered_tables
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.tables.report import Overview
from plandoc.words.texts import decapitalised, headline, one_line, shortened

_FEW, _MANY = 2, 5
"""How many activities a list names, on a page with little room and on one with much."""

_ROOMY, _ROOMIEST = 110.0, 135.0
"""Room from which a list has many activities, and each of them two lines, in millimetres."""

_SIZE = 10.0
_TEXTS, _LINE, _MARGINS = 24.0, 4.4, 8.0
"""The height of the figure with its note, of a line of a list, of what is around the lists."""

_LEAST = 28.0
_MOST_NUMBERS = 12
_SHORTEST = 8
_TABLE = 26


@dataclass(frozen=True, slots=True)
class ChartContext:
    """A picture: its caption, its alternative text, its size in English metric units."""

    caption: str
    alternative: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class GroupContext:
    """A short list of activities: its heading with their number, its lines, its width in twips."""

    heading: str
    lines: tuple[str, ...]
    width: int


@dataclass(frozen=True, slots=True)
class OverviewContext:
    """What the first page says: `9 из 19`, what that is, how much was due, the lists.

    `picture` is `None` unless one was drawn; `told` are its figures in words. It has `room` twips
    of height.
    """

    figure: str
    caption: str
    note: str
    told: tuple[str, ...]
    picture: ChartContext | None
    groups: tuple[GroupContext, ...]
    room: int


def overview_context(
    plan: Plan, report: Report, wording: Wording, page: Page, room: float
) -> OverviewContext:
    """Return the first page of a report, of which `room` millimetres of height are free."""
    language = wording.language
    document = words_in(language).report.document
    words, total = document.overview, report.total
    lists = {
        words.late: report.missed,
        words.soon.format(days=SOON_DAYS): report.coming(SOON_DAYS),
        words.silent: report.silent,
    }
    width = page.body / len(lists)
    most, deep = _MANY if room > _ROOMY else _FEW, 2 if room > _ROOMIEST else 1
    numbered = numbered_tables(plan)
    rows = (row for row in plan.activity_rows() if table_of(row.path) in numbered)
    times = Counter(row.number for row in rows)
    lister = _Lister(plan, wording, words, numbered, times, width - PADDING, most, deep)
    states = _states(report.missed, words_in(language).report.states, words)
    among = tuple(told for told in states if lister.height([told]) == 1)
    first = replace(lister, most=most - len(among))
    listers = (first, lister, lister)
    lines = [tuple(one.lines(found)) for one, found in zip(listers, lists.values(), strict=True)]
    lines[0] += among
    room -= _TEXTS + _MARGINS + _LINE * (1 + max(map(lister.height, lines)))
    form = Locale.parse(language).plural_form(total.left)
    caption = words.caption.get(form, words.caption["other"])
    return OverviewContext(
        figure=words.figure.format(done=total.done, left=total.left),
        caption=caption.format(share=in_brackets(total.done_share, language)),
        note=due_text(total, document, language),
        told=(),
        picture=None,
        groups=tuple(
            GroupContext(
                with_non_breaking(words.group.format(name=name, count=len(found))),
                tuple(map(with_non_breaking, told)),
                twips(width * (at + 1)) - twips(width * at),
            )
            for at, ((name, found), told) in enumerate(zip(lists.items(), lines, strict=True))
        ),
        room=twips(max(_LEAST, room)),
    )


def _states(
    standings: Sequence[Standing], names: Mapping[str, str], words: Overview
) -> Iterator[str]:
    """Yield how many of a list are in which state, on one line, if they are in several."""
    counts = Counter(standing.state for standing in standings)
    if len(counts) > 1:
        entries = (
            words.entry.format(
                name=words.partly if state is State.PARTLY else decapitalised(names[state]),
                count=counts[state],
            )
            for state in State
            if counts[state]
        )
        yield ", ".join(entries)


@dataclass(frozen=True, slots=True)
class _Lister:
    plan: Plan
    wording: Wording
    words: Overview
    numbered: frozenset[FieldPath]
    times: Mapping[str, int]
    width: float
    most: int
    deep: int

    def lines(self, standings: Sequence[Standing]) -> list[str]:
        """Return a line for each of the first activities, and one that numbers the others."""
        most = self.most if len(standings) > self.most + 1 else len(standings)
        lines = [self._line(standing) for standing in standings[:most]]
        if rest := standings[most:]:
            numbers = mentions((one.row for one in rest), self.plan, title=lambda _: "")
            text = self.words.others.format(count=len(rest), activities=numbers)
            named = len(rest) <= _MOST_NUMBERS and "«»" not in text and self._fits(text)
            lines.append(text if named else self.words.more.format(count=len(rest)))
        return lines or [self.words.none]

    def _line(self, standing: Standing) -> str:
        """Return a row; its title, which the table has in full, ends where the lines do.

        Where tables have the same numbers, its table is named.
        """
        due = self._due(standing)
        row = standing.row
        path = table_of(row.path)
        number = row.number if path in self.numbered else ""
        title, table = headline(row.activity.title), ""
        if number and self.times[row.number] > 1 and (name := name_of_table(self.plan, path)):
            table = f" ({shortened(name, _TABLE)})"
        for longest in range(max(len(title), _SHORTEST), _SHORTEST - 1, -1):
            text = self.words.line.format(
                number=number, title=f"{shortened(title, longest)}{table}", due=due
            ).strip()
            if self._fits(text):
                break
        return text

    def _due(self, standing: Standing) -> str:
        """Return the last day, or the words of a deadline that has none."""
        deadline, outcome = standing.row.deadline, standing.row.activity.outcome
        if (deadline and deadline.last) or (outcome and outcome.moved_to):
            pattern = words_in(self.wording.language).report.status.date
            return format_date(standing.due, pattern, locale=self.wording.language)
        return (deadline and one_line(deadline.text)) or self.words.no_deadline

    def height(self, texts: Sequence[str]) -> int:
        """Return the number of lines of a list."""
        return sum(len(wrap(text, self.width, _SIZE)) for text in texts)

    def _fits(self, text: str) -> bool:
        return len(wrap(with_non_breaking(text), self.width, _SIZE)) <= self.deep
