"""The blocks of a document as a template prints them: `BlockContext`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.page.approvals import ApprovalLevel
from plandoc.page.paragraphs import ParagraphContext
from plandoc.page.sheet import twips
from plandoc.page.table_context import TableContext
from plandoc.schema.blocks import PlanPart


@dataclass(frozen=True, slots=True)
class SignatureContext:
    """A signature below the table: its post broken into lines, and where the line to sign on is."""

    post: str
    name: str
    date: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class EntryContext:
    """A line of the contents: its text, its indent and the bookmark whose page it names."""

    text: str
    indent: int
    bookmark: str


@dataclass(frozen=True, slots=True)
class BlockContext:
    """A block of the document in the order of the page.

    `kind` is a place (`approvals`, `title`, `table`, `contents`, `short_names`, `notes`,
    `signatures`, `page_break`, `space`), whose texts are those of the plan, or `annex`,
    `organisation`, `heading`, `text`, or `report`, where the figures of a report stand. A `table`
    has its own, `approvals` and `signatures` have those of the plan or of a part, `contents` have
    `entries`, a `space` has a `height`. What the contents name has a `bookmark`; `index` tells
    blocks apart.
    """

    kind: str
    paragraphs: tuple[ParagraphContext, ...] = ()
    align: str = ""
    indent: int = 0
    table: TableContext | None = None
    levels: tuple[ApprovalLevel, ...] = ()
    signatures: tuple[SignatureContext, ...] = ()
    entries: tuple[EntryContext, ...] = ()
    height: int = 0
    index: int = 0
    bookmark: str = ""


def with_contents(blocks: Sequence[BlockContext], summary: str) -> Iterator[BlockContext]:
    """Yield the blocks; where there are contents, they name the headings of parts and tables.

    And the one of the figures of a report, if `summary` is not empty.
    """
    entries = [*_entries(blocks, summary)]
    listed = any(block.kind == PlanPart.CONTENTS for block in blocks)
    named = {entry.bookmark for entry in entries} if listed else set()
    for index, block in enumerate(blocks):
        bookmark = _bookmark(index) if _bookmark(index) in named else ""
        own = tuple(entries) if block.kind == PlanPart.CONTENTS else ()
        yield replace(block, index=index, bookmark=bookmark, entries=own)


def _entries(blocks: Sequence[BlockContext], summary: str) -> Iterator[EntryContext]:
    """Yield a line for each heading; tables below the heading of a part are indented.

    A part ends where another is approved or signed, or at the page after its text: an explanatory
    note on a page of its own heads no table.
    """
    below, tables = 0, False
    for index, block in enumerate(blocks):
        if block.kind in _ENDS or (block.kind == PlanPart.PAGE_BREAK and not tables):
            below = 0
        tables = block.kind != "heading" and (tables or block.table is not None)
        if block.kind == "heading":
            text = " ".join(run.text for paragraph in block.paragraphs for run in paragraph.runs)
            yield EntryContext(" ".join(text.split("\n")), 0, _bookmark(index))
            below = twips(_INDENT)
        elif block.kind == "report" and summary:
            yield EntryContext(summary, 0, _bookmark(index))
        elif block.table and block.table.heading:
            heading = " ".join(block.table.heading.split("\n"))
            yield EntryContext(heading, below, _bookmark(index))


def _bookmark(index: int) -> str:
    """Return a name that Word keeps for headings in contents and does not show."""
    return f"_Toc{_FIRST + index}"


_ENDS = (PlanPart.APPROVALS, PlanPart.SIGNATURES, PlanPart.TITLE)
_INDENT = 8.0
_FIRST = 700_000_000
