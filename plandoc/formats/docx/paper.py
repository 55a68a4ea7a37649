"""Building a document of paragraphs and tables with the page and styles of the plan."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import accumulate, chain, pairwise
from math import ceil
from types import MappingProxyType
from typing import NamedTuple

from plandoc.formats.docx.first_footer import drawing
from plandoc.formats.docx.hyphenation import with_region
from plandoc.formats.docx.placeholder import EMU_PER_MM
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.ooxml.issued import with_digest
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.markup import escape, quoted
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import CoreProperties, write_core, write_custom
from plandoc.page.measure import LINE_HEIGHT, MM_PER_POINT, text_width
from plandoc.page.sheet import BUILT_IN, Page, twips
from plandoc.page.widths import PADDING

PAGE = BUILT_IN

TITLE, SECTION, CELL, HEADING = "Title", "heading 1", "План: ячейка", "План: заголовок столбца"
TEXT, NOTE, REQUISITE, SIGNATURE = "Normal", "План: примечание", "План: гриф", "План: подпись"

_DOCUMENT, _STYLES = "word/document.xml", "word/styles.xml"
_UNSPLIT_SHARE = 0.6
_EDGE = 5.0
_RAGGED = 1.15
_STYLE = re.compile(r'w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"')
_BODY = re.compile(r"(<w:body>).*(<w:sectPr.*</w:body>)", re.DOTALL)
_SHEET = re.compile(r"<w:pgSz[^>]*/><w:pgMar[^>]*/>")
_HEADERS = re.compile(r"<w:headerReference[^>]*/>")
_PLACE = "<picture/>"
"""Stands for a picture until its part is attached."""

_LANGUAGE = re.compile(r'(<w:lang w:val=)("[^"]*")')
_SPECIAL = {
    "\n": "<w:br/>",
    "\t": "<w:tab/>",
    "\u2011": "<w:noBreakHyphen/>",
}
_PIECE = re.compile("([\n\t\u2011])")


class Run(NamedTuple):
    """Text with the same format."""

    text: str
    bold: bool = False
    underlined: bool = False
    struck: bool = False
    fill: str = ""
    """A colour behind the text, `RRGGBB`."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A square PNG of `side` millimetres, its name and what it shows."""

    data: bytes
    side: float
    name: str
    alternative: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs in a style; spacing above and below in points, first-line indent in millimetres.

    `size` is a font size in points that overrides the style.
    """

    runs: Sequence[Run]
    style: str = TEXT
    align: str = ""
    before: float | None = None
    after: float | None = None
    indent: float = 0
    height: float | None = None
    keep: bool = False
    size: float | None = None
    picture: Picture | None = None
    new_page: bool = False

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)


def line(text: str, style: str = TEXT, **shape: object) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph((Run(text),), style, **shape)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of paragraphs; a single cell spans the table. Headings repeat on every page.

    `height` is the least height in millimetres, `fills` are colours of the cells, `RRGGBB`.
    """

    cells: Sequence[Sequence[Paragraph]]
    heading: bool = False
    keep: bool = False
    spans: Sequence[int] = ()
    height: float = 0
    fills: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with column widths in millimetres; a table without lines is a form.

    `size` is a font size in points that overrides the styles.
    """

    widths: Sequence[float]
    rows: Sequence[Row]
    described: str
    lined: bool = True
    size: float | None = None


def paper(  # noqa: PLR0913
    body: Iterable[Paragraph | Table],
    *,
    title: str,
    language: str,
    author: str = "",
    created: datetime | None = None,
    manifest: Mapping[str, str] = MappingProxyType({}),
    page: Page = PAGE,
    numbered: bool = True,
) -> bytes:
    """Return the body as a DOCX; deterministic, and without `created` it has no date.

    `manifest` are properties by which the paper is known when it comes back. Pages from the second
    on are `numbered`, unless each is a paper of its own.
    """
    package = Package(_blank())
    body = list(body)
    content = _with_pictures("".join(_block(block) for block in body), body, package)
    last = _paragraph(Paragraph((), NOTE, before=0, height=1))
    document = package.read(_DOCUMENT).decode()
    document = _BODY.sub(lambda found: found[1] + content + last + found[2], document)
    if page != PAGE:
        document = _SHEET.sub(_sheet(page), document)
    if not numbered:
        document = _HEADERS.sub("", document)
    package.write(_DOCUMENT, document.encode())
    styles = package.read(_STYLES).decode()
    language = with_region(language)
    styles = _LANGUAGE.sub(lambda found: found[1] + quoted(language), styles)
    package.write(_STYLES, styles.encode())
    write_core(
        package, CoreProperties(title=title, language=language, author=author, created=created)
    )
    if manifest:
        write_custom(package, manifest)
    return with_digest(package, created)


@cache
def _blank() -> Mapping[str, bytes]:
    """Return the parts of the built-in template without its pictures."""
    package = open_package(standard_template_bytes(), kind=FileKind.DOCUMENT)
    for relation in package.relations(_DOCUMENT):
        if relation.kind == "image":
            package.unrelate(_DOCUMENT, relation.id)
    return dict(package.items())


@cache
def _style_ids() -> Mapping[str, str]:
    return {name: ident for ident, name in _STYLE.findall(_blank()[_STYLES].decode())}


def _sheet(page: Page) -> str:
    wide = ' w:orient="landscape"' if page.width > page.height else ""
    sides = ("top", "right", "bottom", "left")
    margins = " ".join(f'w:{side}="{twips(getattr(page, side))}"' for side in sides)
    return (
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{wide}/>'
        f'<w:pgMar {margins} w:header="{twips(_EDGE)}" w:footer="{twips(_EDGE)}" w:gutter="0"/>'
    )


def _with_pictures(content: str, body: Iterable[Paragraph | Table], package: Package) -> str:
    """Put the pictures of a body into their places; each file is there once."""
    relations: dict[bytes, str] = {}
    pieces = content.split(_PLACE)
    drawn = []
    for number, picture in enumerate(_pictures(body), 1):
        if picture.data not in relations:
            part = f"word/media/plandoc-{len(relations) + 1}.png"
            relations[picture.data] = package.attach(_DOCUMENT, "image", part, picture.data)
        length = round(picture.side * EMU_PER_MM)
        image = relations[picture.data]
        told = drawing(number, length, picture.name, picture.alternative, image)
        drawn.append(f"<w:r>{told}</w:r>")
    return pieces[0] + "".join(chain.from_iterable(zip(drawn, pieces[1:], strict=True)))


def _pictures(body: Iterable[Paragraph | Table]) -> Iterator[Picture]:
    for block in body:
        if isinstance(block, Table):
            for row in block.rows:
                yield from _pictures(chain.from_iterable(row.cells))
        elif block.picture:
            yield block.picture


def _block(block: Paragraph | Table) -> str:
    return _table(block) if isinstance(block, Table) else _paragraph(block)


def _paragraph(paragraph: Paragraph, size: float | None = None) -> str:
    rooms = (("before", paragraph.before), ("after", paragraph.after), ("line", paragraph.height))
    spacing = "".join(f' w:{name}="{round(room * 20)}"' for name, room in rooms if room is not None)
    indent = f'<w:ind w:firstLine="{twips(paragraph.indent)}"/>' if paragraph.indent else ""
    size = paragraph.size or size
    shape = (
        f'<w:pStyle w:val="{_style_ids()[paragraph.style]}"/>',
        "<w:keepNext/>" if paragraph.keep else "",
        "<w:pageBreakBefore/>" if paragraph.new_page else "",
        f"<w:spacing{spacing}/>" if spacing else "",
        indent,
        f'<w:jc w:val="{paragraph.align}"/>' if paragraph.align else "",
    )
    sized = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    mark = f"<w:rPr>{sized}</w:rPr>" if sized else ""
    runs = "".join(_run(run, sized) for run in paragraph.runs)
    if paragraph.picture:
        runs += _PLACE
    return f"<w:p><w:pPr>{''.join(shape)}{mark}</w:pPr>{runs}</w:p>"


def _run(run: Run, sized: str) -> str:
    marks = (
        "<w:b/><w:bCs/>" if run.bold else "",
        "<w:strike/>" if run.struck else "",
        sized,
        '<w:u w:val="single"/>' if run.underlined else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{run.fill}"/>' if run.fill else "",
    )
    text = "".join(
        _SPECIAL.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
        for piece in _PIECE.split(run.text)
        if piece
    )
    shape = "".join(marks)
    return f"<w:r>{f'<w:rPr>{shape}</w:rPr>' if shape else ''}{text}</w:r>" if text else ""


def _table(table: Table) -> str:
    # Integer widths that add up to the table width.
    edges = [0, *(twips(at) for at in accumulate(table.widths))]
    whole = [right - left for left, right in pairwise(edges)]
    stroke = (
        ' w:val="single" w:sz="4" w:space="0" w:color="auto"/>' if table.lined else ' w:val="nil"/>'
    )
    borders = "".join(
        f"<w:{side}{stroke}" for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    side, above = (74, 28) if table.lined else (0, 0)
    margins = "".join(
        f'<w:{name} w:w="{room}" w:type="dxa"/>'
        for name, room in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    look = 'w:val="0620" w:firstRow="1"' if table.lined else 'w:val="0600" w:firstRow="0"'
    rows = "".join(_row(row, table, whole) for row in table.rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in whole)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(whole)}" w:type="dxa"/>'
        f'<w:tblInd w:w="0" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f'<w:tblLook {look} w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/><w:tblCaption w:val={quoted(table.described)}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(row: Row, table: Table, whole: Sequence[int]) -> str:
    widths = table.widths
    spans = list(row.spans) or ([len(widths)] if len(row.cells) == 1 else [1] * len(widths))
    starts = [0, *accumulate(spans)]
    placed = [(cell, slice(a, a + n)) for cell, a, n in zip(row.cells, starts, spans, strict=False)]
    height = max(_height(cell, sum(widths[place])) for cell, place in placed)
    flags = (
        "<w:cantSplit/>"
        if height <= (PAGE.height - PAGE.top - PAGE.bottom) * _UNSPLIT_SHARE
        else ""
    )
    flags += f'<w:trHeight w:val="{twips(row.height)}"/>' if row.height else ""
    flags += "<w:tblHeader/>" if row.heading else ""
    fills = [
        f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        for fill in row.fills or [""] * len(spans)
    ]
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(whole[place])}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{n}"/>' if (n := place.stop - place.start) > 1 else "")
        + fill
        + ('<w:vAlign w:val="center"/>' if row.heading else "")
        + f"</w:tcPr>{''.join(_cell(cell, table.size, keep=row.keep))}</w:tc>"
        for (cell, place), fill in zip(placed, fills, strict=False)
    )
    return f"<w:tr>{f'<w:trPr>{flags}</w:trPr>' if flags else ''}{cells}</w:tr>"


def _cell(cell: Sequence[Paragraph], size: float | None, *, keep: bool) -> Iterator[str]:
    for paragraph in cell or (Paragraph((), CELL),):
        yield _paragraph(replace(paragraph, keep=paragraph.keep or keep), size)


def _height(cell: Sequence[Paragraph], width: float) -> float:
    """Return an upper estimate of the height of a cell in millimetres."""
    lines = sum(
        max(1, ceil(text_width(text, PAGE.table_size) * _RAGGED / max(1.0, width - PADDING)))
        for paragraph in cell
        for text in paragraph.text.split("\n")
    )
    return lines * PAGE.table_size * LINE_HEIGHT * MM_PER_POINT
