"""«Изменения в план …»: the document that amends a signed plan, with its own approvals."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from plandoc.formats.docx.paper import (
    CELL,
    HEADING,
    PAGE,
    REQUISITE,
    SECTION,
    TEXT,
    TITLE,
    Paragraph,
    Row,
    Table,
    line,
    paper,
)
from plandoc.page.approvals import ApprovalLevel, approval_levels
from plandoc.page.printed import contents_of, printed
from plandoc.page.sheet import TWIPS_PER_MM
from plandoc.page.widths import least_widths, proposed_widths
from plandoc.revisions.amend import Amendment, Point
from plandoc.schema.approval import Approval, Officer
from plandoc.schema.base import copied
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.plan import Gender, Plan
from plandoc.wording.columns import AMENDMENT, manifest
from plandoc.wording.declined import in_case
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import words_in
from plandoc.words.texts import capitalised, one_line

_SIZE = 11.0
_WIDTHS = (24.0, 78.0, 78.0)
_INDENT = 12.5
_NOTHING = "—"


def render_amendment(amendment: Amendment, *, created: datetime | None = None) -> bytes:
    """Return an amendment as a DOCX to sign: approvals, points, a table of old and new texts.

    The officers are those of the plan, with blanks for dates and numbers. The language is that of
    the plan. The output is deterministic.
    """
    return _Document(amendment).made(created)


def amendment_heading(plan: Plan) -> str:
    """Return the title of the paper that amends a plan."""
    wording = Wording(plan.language)
    table = words_in(wording.language).amend
    title = wording.title(copied(plan, amended_by=()))
    return table.heading.format(title=in_case(title, table.case, plan, wording).text)


class _Document:
    def __init__(self, amendment: Amendment) -> None:
        self.amendment = amendment
        self.wording = Wording(amendment.old.language)
        self.table = words_in(self.wording.language).amend

    def made(self, created: datetime | None) -> bytes:
        plan = self.amendment.old
        heading = amendment_heading(plan)
        body = (
            *self._approvals(),
            line(with_non_breaking(heading), TITLE, after=6),
            line(
                with_non_breaking(self.table.basis.format(basis=self._basis)), CELL, align="center"
            ),
            *self._points(),
            line(self.table.table_heading, SECTION, before=18, after=6, keep=True),
            self._changes(),
        )
        return paper(
            body,
            title=one_line(heading),
            language=plan.language,
            author=plan.author,
            created=created,
            manifest=manifest(self.amendment.plan, self.wording) | {"plandoc.kind": AMENDMENT},
        )

    @property
    def _basis(self) -> str:
        basis = self.amendment.basis
        return self.wording.act_named(basis, "nominative") or basis

    # --- approvals --------------------------------------------------------------------------

    def _approvals(self) -> Iterator[Paragraph | Table]:
        old = self.amendment.old
        plan = copied(old, approvals=tuple(map(blank, old.approvals)), gender=Gender.PLURAL)
        for level in approval_levels(plan, self.wording, PAGE):
            yield self._level(level)
            yield line("", REQUISITE)

    @staticmethod
    def _level(level: ApprovalLevel) -> Table:
        """Return approvals side by side: word, basis, signature, date, level by level."""
        parts: list[tuple[str, float]] = [("word", 0), ("basis", 0)]
        parts += [("name", 12)] if level.signed else []
        parts += [("date", 6)] if level.dated else []
        rows = [
            Row(
                [[line(getattr(b, part), REQUISITE, before=before)] for b in level.blocks],
                keep=True,
            )
            for part, before in parts
        ]
        widths = [block.width / TWIPS_PER_MM for block in level.blocks]
        return Table(widths, rows, level.blocks[0].word or level.blocks[-1].word, lined=False)

    # --- points -----------------------------------------------------------------------------

    def _points(self) -> Iterator[Paragraph | Table]:
        for number, point in enumerate(self.amendment.points, 1):
            text = capitalised(point.text)
            text += "" if text.endswith(":") else "."
            for at, part in enumerate(f"{number}. {text}".split("\n")):
                shape: dict[str, Any] = {"align": "both", "before": 0 if at else 6}
                whole = with_non_breaking(part)
                yield line(whole, TEXT, keep=bool(point.rows), indent=_INDENT, **shape)
            if point.rows:
                yield line("", CELL, height=3, keep=True)
                yield self._rows(point)

    def _rows(self, point: Point) -> Table:
        """Return the rows quoted by a point, under the headings of the plan."""
        columns = point.columns
        opening, closing = self.table.quoted.split("{text}")
        cells = [[with_non_breaking(text) for text in row] for row in point.rows]
        cells[0][0] = opening + cells[0][0]
        last = max((n for n, text in enumerate(cells[-1]) if text), default=0)
        cells[-1][last] += f"{closing}."
        whole = [[*map(printed, row)] for row in cells if len(row) == len(columns)]
        contents = contents_of(whole, len(columns))
        least = least_widths(columns, contents, PAGE.table_size)
        widths = proposed_widths(columns, contents, least, PAGE.body, PAGE.table_size)
        rows = [Row([[line(c.heading, HEADING)] for c in columns], heading=True)]
        for row in cells:
            if len(row) == len(columns):
                pairs = zip(row, columns, strict=True)
                rows.append(Row([_lines(text, align=c.align.value) for text, c in pairs]))
            else:
                rows.append(Row([[line(row[0], SECTION)]], keep=True))
        return Table(widths, rows, point.name)

    # --- the table of changes ---------------------------------------------------------------

    def _changes(self) -> Table:
        words = self.table.table
        headings = (words.point, words.was, words.became)
        heading = Row([[line(one, HEADING)] for one in headings], heading=True)
        rows = [
            Row([_lines(text) for text in (p.name, p.was or _NOTHING, p.became or _NOTHING)])
            for p in self.amendment.points
        ]
        return Table(_WIDTHS, [heading, *rows], self.table.table_heading, size=_SIZE)


def _lines(text: str, **shape: Any) -> list[Paragraph]:
    return [line(with_non_breaking(part), CELL, **shape) for part in text.split("\n")]


def blank(approval: Approval) -> Approval:
    """Return an approval of the same officer or body, with blanks for dates and numbers."""

    def emptied(basis: Any) -> Any:
        if basis is None:
            return None
        change: dict[str, Any] = {"date": basis.date and PartialDate(style=basis.date.style)}
        if not isinstance(basis, Officer) and basis.number is not None:
            change["number"] = ""
        return copied(basis, **change)

    bases = ("officer", "act", "minutes")
    return copied(approval, **{b: emptied(getattr(approval, b)) for b in bases})
