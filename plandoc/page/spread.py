"""The height of blocks on a page without a table, and what is left of it for `space`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.page.approvals import ApprovalLevel
from plandoc.page.blocks import BlockContext
from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, wrap
from plandoc.page.paragraphs import ParagraphContext
from plandoc.page.sheet import TWIPS_PER_MM, Page, twips
from plandoc.schema.blocks import PlanPart

_SLACK_LINES = 2
_LIST_INDENT = 8.0
_NOTE_SIZE = 12.0
_BETWEEN = {"annex": 12.0, "organisation": 12.0, "heading": 24.0, PlanPart.TITLE: 30.0}
"""Points above and below a block in the built-in template."""

_BETWEEN_LINES_OF_REPORT = 4.0
"""Those of the heading, the title and the day of a report, which stand close."""

_AROUND_TEXT, _AFTER_ITEM, _BEFORE_NOTE, _BEFORE_SIGNATURE = 8.0, 3.0, 6.0, 24.0
_ABOVE = (0.0, 0.0, 12.0, 6.0)
"""Points above the word, the basis, the signature and the date of an approval."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Shares the room that is left on a page among its spaces; lengths in millimetres.

    The texts are those that blocks print which have none themselves.
    """

    page: Page
    title: Sequence[str]
    notes: Sequence[str]
    short_names: Sequence[str]

    def spread(self, blocks: Sequence[BlockContext]) -> Iterator[BlockContext]:
        """Yield the blocks, each space as high as its share of the page."""
        start = 0
        for at, block in enumerate((*blocks, BlockContext(PlanPart.PAGE_BREAK.value))):
            if block.kind == PlanPart.PAGE_BREAK:
                yield from self._page(blocks[start : at + 1])
                start = at + 1

    def left(self, blocks: Sequence[BlockContext]) -> float:
        """Return the room that blocks leave on their page; without a break all are on one."""
        kinds = [block.kind for block in blocks]
        start = len(kinds) - [*reversed(kinds), PlanPart.PAGE_BREAK].index(PlanPart.PAGE_BREAK)
        room = self.page.height - self.page.top - self.page.bottom
        return room - sum(map(self._height, blocks[start:]))

    def _page(self, blocks: Sequence[BlockContext]) -> Iterator[BlockContext]:
        line = self._line(self.page.requisite_size)
        spaces = sum(block.kind == PlanPart.SPACE for block in blocks)
        if spaces:
            room = self.page.height - self.page.top - self.page.bottom - _SLACK_LINES * line
            share = max(line, (room - sum(map(self._height, blocks))) / spaces)
            blocks = [
                replace(block, height=twips(share)) if block.kind == PlanPart.SPACE else block
                for block in blocks
            ]
        yield from blocks

    def _height(self, block: BlockContext) -> float:
        size = self.page.requisite_size
        between = _BETWEEN.get(block.kind, 0.0) * MM_PER_POINT
        match block.kind:
            case PlanPart.APPROVALS:
                height = sum(map(self._level, block.levels))
            case PlanPart.TITLE:
                if len(self.title) > 1:
                    between = _BETWEEN_LINES_OF_REPORT * MM_PER_POINT
                height = sum(between + self._lines([text], size, bold=True) for text in self.title)
            case PlanPart.NOTES:
                height = self._apart(self.notes, _NOTE_SIZE, _BEFORE_NOTE)
            case PlanPart.SHORT_NAMES:
                height = self._apart(self.short_names, _NOTE_SIZE, _BEFORE_NOTE)
            case PlanPart.SIGNATURES:
                signed = [f"{each.post}\n{each.date}".strip() for each in block.signatures]
                height = self._apart(signed, size, _BEFORE_SIGNATURE)
            case "text":
                height = sum(map(self._paragraph, block.paragraphs))
            case kind:
                indent = block.indent / TWIPS_PER_MM
                texts = [_text(paragraph) for paragraph in block.paragraphs]
                height = between + self._lines(texts, size, indent, bold=kind == "heading")
        return height

    def _level(self, level: ApprovalLevel) -> float:
        size = self.page.requisite_size
        height = self._line(size)
        for name, above in zip(("word", "basis", "name", "date"), _ABOVE, strict=True):
            lines = max(getattr(block, name).count("\n") for block in level.blocks) + 1
            height += lines * self._line(size) + above * MM_PER_POINT
        return height

    def _paragraph(self, paragraph: ParagraphContext) -> float:
        indent, between = (_LIST_INDENT, _AFTER_ITEM) if paragraph.label else (0.0, _AROUND_TEXT)
        size = self.page.requisite_size
        return self._lines([_text(paragraph)], size, indent) + between * MM_PER_POINT

    def _apart(self, texts: Sequence[str], size: float, above: float) -> float:
        return sum(self._lines([text], size) + above * MM_PER_POINT for text in texts)

    def _lines(
        self, texts: Sequence[str], size: float, indent: float = 0.0, *, bold: bool = False
    ) -> float:
        width = self.page.body - indent
        measured = size * self.page.breadth
        lines = sum(len(wrap(text, width, measured, bold=bold)) for text in texts)
        return lines * self._line(size)

    def _line(self, size: float) -> float:
        return size * LINE_HEIGHT * MM_PER_POINT


def _text(paragraph: ParagraphContext) -> str:
    return "".join(run.text for run in paragraph.runs)
