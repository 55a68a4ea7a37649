"""Year against year as a DOCX: figures by sections, then what changed from plan to plan."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from plandoc.formats.docx.paper import (
    CELL,
    HEADING,
    NOTE,
    PAGE,
    SECTION,
    TITLE,
    Paragraph,
    Row,
    Run,
    Table,
    line,
    paper,
)
from plandoc.page.report_tables import share_text
from plandoc.progress.figures import Counts
from plandoc.revisions.compare import Difference
from plandoc.revisions.years import Step, Years, years_of
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.texts import headline, one_line

_SIZE = 11.0
_NAME = 0.4
_NOTHING = "–"


def render_years(plans: Sequence[Plan], *, created: datetime | None = None) -> bytes:
    """Return plans of several years side by side as a DOCX, the earliest first.

    A table has the activities of each section and year, removed ones left out, how many of them
    were done, and the share.
    Below, for each two neighbours: how much stayed, and lists of what came, went and got another
    deadline. Figures are those of the end of each plan; one without any mark has not begun. The
    language is that of the newest plan; the output is deterministic. Raises `PlandocError` if there
    is no plan.
    """
    years = years_of(plans)
    newest = years.plans[-1]
    page = _Page(years, newest)
    return paper(
        page.body(), title=page.title, language=newest.language, author=newest.author,
        created=created,
    )  # fmt: skip


class _Page:
    def __init__(self, years: Years, newest: Plan) -> None:
        self.years = years
        self.wording = Wording(newest.language)
        words = words_in(self.wording.language)
        self.words = words.years
        self.total = words.report.names.total
        self.outside = words.report.names.no_section
        self.marked = [any(r.activity.outcome for r in p.activity_rows()) for p in years.plans]
        self.labels = [one_line(plan.period.text) for plan in years.plans]
        self.title = self.words.title.format(periods=", ".join(self.labels))

    def body(self) -> Iterator[Paragraph | Table]:
        plan = self.years.plans[-1]
        yield line(with_non_breaking(self.title), TITLE, before=0, after=3)
        named = one_line(plan.title.replace("{period}", ""))
        yield line(with_non_breaking(named), CELL, align="center", after=6)
        yield self._figures()
        yield line(with_non_breaking(" ".join(self._notes())), NOTE, before=3, after=0)
        for (old, new), step in zip(pairwise(self.labels), self.years.steps, strict=True):
            yield from self._step(old, new, step)

    def _notes(self) -> Iterator[str]:
        """Yield how it is counted, and what is not: removed activities by year."""
        yield self.words.counted
        removed = [
            self.words.pair.format(period=label, count=gone)
            for label, total in zip(self.labels, self.years.totals, strict=True)
            if (gone := total.planned - total.left)
        ]
        if removed:
            yield self.words.removed.format(years=", ".join(removed))

    def _figures(self) -> Table:
        count = len(self.labels)
        name = PAGE.body * _NAME
        widths = [name, *[(PAGE.body - name) / (3 * count)] * (3 * count)]
        above = [[], *([line(label, HEADING)] for label in self.labels)]
        spans = (1, *([3] * count))
        below = [self.words.section, *[self.words.planned, self.words.done, "%"] * count]
        rows = [
            Row(above, heading=True, spans=spans),
            Row([[line(text, HEADING)] for text in below], heading=True),
        ]
        sections = self.years.sections
        if [one.name for one in sections] != [""]:
            rows += [self._line(one.name or self.outside, one.counts) for one in sections]
        rows.append(self._line(self.total, self.years.totals, bold=True))
        return Table(widths, rows, self.title, size=_SIZE)

    def _line(self, name: str, counts: Sequence[Counts | None], *, bold: bool = False) -> Row:
        texts: list[str] = []
        for one, marked in zip(counts, self.marked, strict=True):
            if one is None:
                texts += [_NOTHING] * 3
            elif not marked:
                texts += [str(one.left), _NOTHING, _NOTHING]
            else:
                texts += [str(one.left), str(one.done), self._share(one.done_share)]
        head = Paragraph((Run(with_non_breaking(name), bold=bold),), CELL)
        cells = [[Paragraph((Run(text, bold=bold),), CELL, align="center")] for text in texts]
        return Row([[head], *cells])

    def _share(self, share: Fraction | None) -> str:
        return _NOTHING if share is None else share_text(share, self.wording.language)

    def _step(self, old: str, new: str, step: Step) -> Iterator[Paragraph]:
        yield line(f"{old} → {new}", SECTION, before=12, after=3, keep=True)
        counted = self.words.step.format(
            kept=step.kept,
            shifted=len(step.shifted),
            dropped=len(step.dropped),
            added=len(step.added),
        )
        yield line(with_non_breaking(counted), CELL, after=3)
        yield from self._list(self.words.dropped, step.dropped)
        yield from self._list(self.words.added, step.added)
        yield from self._list(self.words.shifted, step.shifted)

    @staticmethod
    def _list(heading: str, found: Sequence[Difference]) -> Iterator[Paragraph]:
        if not found:
            return
        yield Paragraph((Run(heading, bold=True),), CELL, before=3, keep=True)
        for one in found:
            told = f"{one.number} {headline(one.title)}".strip()
            if one.field:
                told += f": {one_line(one.old) or _NOTHING} → {one_line(one.new) or _NOTHING}"
            yield line(with_non_breaking(told), CELL)
