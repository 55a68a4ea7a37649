"""The figures of the report as plain text for a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_percent

from plandoc.formats.text.table import (
    Column,
    Part,
    Table,
    plain,
    printable,
    shortened,
    wrapped,
)
from plandoc.progress.figures import SOON_DAYS, Counts, Gap, Report, Standing, State
from plandoc.schema.plan import Plan
from plandoc.wording.mentions import mentions
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.tables.report import DueList, StatusWords

WIDTH = 90
_LEAST = 60
_LABEL = 16
_NUMBER = 8
_LINES = 3
_INDENT = "  "
_FIGURES = ("planned", "due", "done", "overdue", "on_time_share", "done_share")


def status_text(plan: Plan, report: Report, language: str, *, width: int = WIDTH) -> str:
    """Return the output of `plandoc status`: totals, shares, sections, overdue and upcoming rows.

    Lines are at most `width` columns long; texts that do not fit end in «…».
    """
    width = max(width, _LEAST)
    return plain(status_parts(plan, report, language, width=width), width)


def status_parts(plan: Plan, report: Report, language: str, *, width: int = WIDTH) -> list[Part]:
    """Return the lines and tables of `plandoc status`."""
    return list(_Status(plan, report, language, max(width, _LEAST)).lines())


def plans_parts(plans: Mapping[str, Counts], language: str) -> list[Part]:
    """Return a table with the figures of many plans, each a row with its name, and their total."""
    words = words_in(language).report
    columns = (Column(words.status.plan, None, lines=_LINES), *_figure_columns(words.status))
    lines = [*plans.items(), (words.status.plans, Counts.sum(plans.values()))]
    rows = [(printable(name), *_figures(counts, language)) for name, counts in lines]
    return [Table(columns, rows)]


def _figure_columns(words: StatusWords) -> list[Column]:
    return [Column(words.sections[name], _NUMBER, right=True) for name in _FIGURES]


def _figures(counts: Counts, language: str) -> list[str]:
    numbers = (counts.planned, counts.due, counts.done, counts.states[State.OVERDUE])
    shares = (counts.on_time_share, counts.done_share)
    return [*map(str, numbers), *(_percent(share, language) for share in shares)]


def _percent(share: Fraction | None, language: str) -> str:
    return "—" if share is None else percent(share, language)


class _Status:
    def __init__(self, plan: Plan, report: Report, language: str, width: int) -> None:
        self.plan = plan
        self.report = report
        self.language = language
        self.width = width
        self.report_words = words_in(language).report
        self.words = self.report_words.status

    def lines(self) -> Iterator[Part]:
        yield from wrapped(printable(Wording(self.plan.language).title(self.plan)), self.width)
        day = printable(Wording(self.language).date(self.report.today))
        yield self.report_words.as_of.format(date=day)
        yield ""
        if not self.report.standings:
            yield self.words.empty
            return
        yield from self._totals()
        yield from self._sections()
        yield from self._activities(self.words.late, self.report.overdue)
        yield from self._activities(self.words.soon, self.report.coming(SOON_DAYS))
        yield from self._gaps()

    def _totals(self) -> Iterator[Part]:
        total = self.report.total
        figures, states = self.report_words.figures, self.report_words.states
        rows = [(figures["planned"], total.planned), (figures["due"], total.due)]
        found = [(states[state], total.states[state]) for state in State if total.states[state]]
        columns = (Column("", None), Column("", _NUMBER, right=True))
        cells = [(name, str(count)) for name, count in (*rows, *found)]
        cells.insert(len(rows), ("", ""))
        yield self.words.counted
        yield Table(columns, cells)
        yield ""
        shares = (
            ("on_time", total.due_states[State.ON_TIME], total.due, total.on_time_share),
            ("done", total.done, total.left, total.done_share),
        )
        for key, part, whole, share in shares:
            form = self.words.no_share if share is None else self.words.share
            text = form.format(
                name=self.words.shares[key].name,
                share=_percent(share, self.language),
                part=part,
                whole=whole,
                rule=self.words.shares[key].rule,
            )
            yield from wrapped(text, self.width)

    def _sections(self) -> Iterator[Part]:
        report = self.report
        if [line.key for line in report.sections] == [""]:
            return
        labelled = any(line.label for line in report.sections)
        columns = [
            *([Column("", _LABEL, lines=_LINES)] if labelled else []),
            Column(self.report_words.tables["section"], None, lines=_LINES),
            *_figure_columns(self.words),
        ]
        lines = [(line.label, line.name, line.counts) for line in report.sections]
        lines.append(("", self.report_words.names.total, report.total))
        rows = [
            (
                *([printable(label)] if labelled else []),
                printable(name),
                *_figures(counts, self.language),
            )
            for label, name, counts in lines
        ]
        yield from ("", self.report_words.tables["sections"])
        yield Table(columns, rows)

    def _activities(self, words: DueList, standings: Sequence[Standing]) -> Iterator[Part]:
        yield ""
        yield words.title.format(count=len(standings), days=SOON_DAYS)
        if not standings:
            return
        numbered = any(standing.row.number for standing in standings)
        heads = self.words.list
        columns = [
            *([Column(heads.number, _NUMBER)] if numbered else []),
            Column(heads.title, None),
            Column(heads.executor, self.width // 4),
            Column(heads.due, 10),
            Column(words.days, _NUMBER, right=True),
        ]
        rows = []
        for standing in standings:
            row = standing.row
            executors = ", ".join(printable(one.name) for one in row.activity.executors)
            title = printable(row.activity.title)
            if row.whole and not row.number:
                title = f"{printable(row.whole.activity.title).rstrip(':')}: {title}"
            if standing.state is State.PARTLY:
                title = self.words.partly.format(title=title)
            days = abs((standing.due - self.report.today).days)
            due = format_date(standing.due, self.words.date, locale=self.language)
            number = [printable(row.number)] if numbered else []
            rows.append((*number, title, executors or "—", due, str(days)))
        yield Table(columns, rows)

    def _gaps(self) -> Iterator[str]:
        found = {gap: named for gap in Gap if (named := self.report.lacking(gap))}
        if not found:
            return
        yield from ("", self.words.gaps_title)
        for gap, standings in found.items():
            rows = (standing.row for standing in standings)
            numbers = printable(mentions(rows, self.plan, hidden=True, title=_short))
            text = self.words.gaps[gap].format(count=len(standings), numbers=numbers)
            lines = wrapped(text, self.width - 2 * len(_INDENT))
            yield from (_INDENT * (2 if n else 1) + line for n, line in enumerate(lines))


def _short(title: str) -> str:
    return shortened(printable(title), 30)


def percent(share: Fraction, language: str) -> str:
    """Return a share in percent, with one decimal: `53,3 %`."""
    pattern = Locale.parse(language).percent_formats[None].pattern.replace("0", "0.0")
    return printable(format_percent(float(share), pattern, locale=language))
