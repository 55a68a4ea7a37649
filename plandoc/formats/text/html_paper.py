"""Reader of a web page: its paragraphs, lists and tables as a browser shows them."""

import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from lxml import html
from lxml.etree import ParserError, XMLSyntaxError, _Element
from lxml.html import HTMLParser

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.text.decoding import decoded
from plandoc.imports.paper import Cell, Grid, Layer, Line, Paper, Piece, Row
from plandoc.schema.markup import escaped

MOST_CELLS = 500_000
"""The most cells of a page, with those that continue others."""

_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "meta", "link", "object", "svg", "iframe")
)
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
     "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
     "header", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
     "td", "tfoot", "th", "thead", "title", "tr", "ul")
)  # fmt: skip
_BOLD, _ITALIC = frozenset(("b", "strong", "th")), frozenset(("i", "em", "cite"))
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEW_PAGE = re.compile(r"page-break-before\s*:\s*always", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_WHOLE = re.compile(r"\s*(\d{1,5})")
_MOST_SPAN = 1_000
_TOO_DEEP = "ERR_RESOURCE_LIMIT"
_BULLET = "•"
_ALIGNED = ("center", "right")


@dataclass(frozen=True, slots=True)
class _Run:
    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class _Face:
    """How text is shown where it stands."""

    bold: bool = False
    italic: bool = False
    align: str = ""
    level: int = 0
    kept: bool = False
    layer: Layer = Layer.BODY


@dataclass(slots=True)
class _Flow:
    """The pieces so far, and the paragraph that is being read."""

    file: str
    pieces: list[Piece] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    label: str = ""
    new_page: bool = False
    counts: dict[_Element, int] = field(default_factory=dict)
    cells: int = 0
    pictures: int = 0
    line: int = 1

    def end(self, face: _Face) -> None:
        """End the paragraph."""
        text = "".join(run.text for run in self.runs)
        lines = [line if face.kept else line.strip(" ") for line in text.split("\n")]
        said = "\n".join(lines).strip("\n")
        if said.strip() or self.label:
            emphatic = any(run.bold or run.italic for run in self.runs if run.text.strip())
            self.pieces.append(
                Line(
                    said,
                    Place(self.file, line=self.line),
                    _marked(self.runs) if emphatic else "",
                    self.label,
                    face.align,
                    face.level,
                    bold=all(run.bold for run in self.runs if run.text.strip()),
                    new_page=self.new_page,
                    layer=face.layer,
                )
            )
            self.new_page = False
        self.runs, self.label = [], ""


def read_html_paper(source: bytes, file: str = "") -> Paper:
    """Return what is written in a web page. Raises `PaperError` if there is nothing to read."""
    problems: list[Problem] = []
    text = _DECLARATION.sub("", decoded(source, file, problems))
    parser = HTMLParser(remove_comments=True, remove_pis=True)
    place = Place(file=file)
    flow = _Flow(file)
    with suppress(ParserError, XMLSyntaxError, ValueError):
        root = html.document_fromstring(text, parser=parser)
        if any(entry.type_name == _TOO_DEEP for entry in parser.error_log):
            raise PaperError([Problem(Code.PAPER_TOO_DEEP, place=place)])
        _read(root, flow, _Face())
        flow.end(_Face())
    if not flow.pieces and not flow.pictures:
        raise PaperError([Problem(Code.PAPER_EMPTY, place=place)])
    return Paper(file, tuple(flow.pieces), problems=tuple(problems), pictures=flow.pictures)


def _read(element: _Element, flow: _Flow, face: _Face) -> None:
    """Read what is in an element; it is as deep as the parser allows, 256 levels."""
    name = str(element.tag).lower() if isinstance(element.tag, str) else ""
    if name in _UNSEEN or not name:
        return
    own = _face(element, name, face)
    flow.pictures += name == "img"
    if name == "br":
        flow.runs.append(_Run("\n"))
        return
    if name == "table":
        flow.end(face)
        _read_table(element, flow, own)
        return
    block = name in _BLOCKS
    if block:
        flow.end(face)
        flow.line = element.sourceline or flow.line
        flow.new_page |= bool(_NEW_PAGE.search(element.get("style") or ""))
        if name == "li":
            flow.label = _label(element, flow.counts)
    _say(element.text, flow, own)
    for child in element:
        _read(child, flow, own)
        _say(child.tail, flow, own)
    if block:
        flow.end(own)


def _face(element: _Element, name: str, face: _Face) -> _Face:
    style = element.get("style") or ""
    aligned = _ALIGN.search(style)
    align = (aligned[1] if aligned else element.get("align") or "").lower()
    is_hidden = name == "title" or element.get("hidden") is not None or _HIDDEN.search(style)
    return replace(
        face,
        bold=face.bold or name in _BOLD or "font-weight:bold" in style.replace(" ", "").lower(),
        italic=face.italic or name in _ITALIC,
        align="center" if name == "center" else align if align in _ALIGNED else face.align,
        level=int(name[1]) if re.fullmatch("h[1-6]", name) else face.level,
        kept=face.kept or name == "pre",
        layer=Layer.HIDDEN if is_hidden else face.layer,
    )


def _say(text: str | None, flow: _Flow, face: _Face) -> None:
    if not text:
        return
    said = text if face.kept else _SPACE.sub(" ", text)
    if said != " " or flow.runs:
        before = flow.runs[-1].text[-1:] if flow.runs else "\n"
        said = said.lstrip(" ") if before in (" ", "\n") and not face.kept else said
        if said:
            flow.runs.append(_Run(said, face.bold, face.italic))


def _label(item: _Element, counts: dict[_Element, int]) -> str:
    """Return the number or bullet of an item of a list."""
    around = item.getparent()
    if around is None or around.tag != "ol":
        return _BULLET
    counts[around] = counts.get(around, _number(around.get("start"), 1) - 1) + 1
    return f"{counts[around]}."


def _number(text: str | None, otherwise: int) -> int:
    found = _WHOLE.match(text or "")
    return int(found[1]) if found else otherwise


def _marked(runs: list[_Run]) -> str:
    """Return a paragraph in the markup of text blocks, the signs around words."""
    said = []
    for run in runs:
        words = run.text.strip()
        signs = "**" * run.bold + "*" * run.italic
        if not signs or not re.search(r"\w", words) or "\n" in words:
            said.append(escaped(run.text))
            continue
        before, _, after = run.text.partition(words)
        said.append(f"{before}{signs}{escaped(words)}{signs[::-1]}{after}")
    return "".join(said).strip()


# --- tables ---------------------------------------------------------------------------------------


def _read_table(table: _Element, flow: _Flow, face: _Face) -> None:
    """Read a table, its caption as a line above it."""
    for caption in table.iterchildren("caption"):
        _read(caption, flow, face)
    place = Place(flow.file, line=table.sourceline)
    going: dict[int, tuple[int, int]] = {}
    rows: list[Row] = []
    for element, is_heading in _rows_of(table):
        row = _read_row(element, flow, face, going)
        rows.append(replace(row, heading=is_heading))
    new_page, flow.new_page = flow.new_page, False
    if rows:
        ruled = (table.get("border") or "1") != "0"
        flow.pieces.append(
            Grid(tuple(rows), place, ruled=ruled, new_page=new_page, layer=face.layer)
        )


def _rows_of(table: _Element) -> Iterator[tuple[_Element, bool]]:
    for child in table:
        if child.tag == "tr":
            yield child, False
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from ((row, child.tag == "thead") for row in child.iterchildren("tr"))


def _read_row(
    element: _Element, flow: _Flow, face: _Face, going: dict[int, tuple[int, int]]
) -> Row:
    """Return a row; `going` tells how far cells of rows above it still go down, and their spans."""
    place = Place(flow.file, line=element.sourceline)
    cells: list[Cell] = []
    own = deque(cell for cell in element if cell.tag in ("td", "th"))
    above = deque(sorted(going))
    column = 0
    while own or above:
        if above and (above[0] <= column or not own):
            column = above.popleft()
            rows, span = going.pop(column)
            if rows > 1:
                going[column] = (rows - 1, span)
            cells.append(Cell((), column, span, continued=True, place=place))
        else:
            cell = own.popleft()
            span = max(1, min(_MOST_SPAN, _number(cell.get("colspan"), 1)))
            down = max(1, _number(cell.get("rowspan"), 1))
            cells.append(_read_cell(cell, flow, face, column, span))
            if down > 1:
                going[column] = (down - 1, span)
        column += cells[-1].span
        flow.cells += 1
        if flow.cells > MOST_CELLS:
            values = {"most": MOST_CELLS}
            raise PaperError([Problem(Code.PAPER_CELLS_TOO_MANY, place=place, values=values)])
    return Row(tuple(cells), place)


def _read_cell(cell: _Element, flow: _Flow, face: _Face, column: int, span: int) -> Cell:
    inside = _Flow(flow.file, cells=flow.cells, line=cell.sourceline or flow.line)
    _read(cell, inside, replace(face, align=""))
    flow.cells = inside.cells
    flow.pictures += inside.pictures
    lines = tuple(piece for piece in inside.pieces if isinstance(piece, Line))
    tables = tuple(piece for piece in inside.pieces if isinstance(piece, Grid))
    place = Place(flow.file, line=cell.sourceline)
    return Cell(lines, column, span, tables=tables, place=place)
