"""What is written in a paper of the corpus: its paragraphs and its tables as grids of cells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TypeGuard

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.xmlchemy import BaseOxmlElement

from plandoc.formats.text.plain_paper import read_plain_paper
from plandoc.imports import paper
from plandoc.schema.markup import escaped

_LEFT_OUT = "[...]"
"""The mark of a dump where its maker left something out."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, its place in the grid, whether it continues the cell above.

    `counted` is a cell whose number Word computes; items of Word's lists begin with «- ».
    """

    text: str
    column: int
    span: int = 1
    continued: bool = False
    counted: bool = False

    @property
    def blank(self) -> bool:
        return not self.text.strip()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph between tables: its text, the text with markup, how it is aligned."""

    text: str
    marked: str
    align: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it is drawn."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max(sum(cell.span for cell in row) for row in self.rows)


Paper = tuple[Line | Grid, ...]


def read_paper(path: Path) -> Paper:
    """Return the paragraphs and tables of a file of the corpus, in its order."""
    if path.suffix == ".docx":
        return read_docx(path.read_bytes())
    pieces = read_plain_paper(path.read_bytes(), path.name).pieces
    return tuple(one for piece in pieces for one in _as_read(piece))


def read_docx(document: bytes) -> Paper:
    """Return the paragraphs that are not blank and the tables of a document."""
    body = Document(BytesIO(document)).element.body
    found: list[Line | Grid] = []
    for element in body:
        if isinstance(element, CT_P):
            found += [_line(element)] if _said(element).strip() else []
        elif isinstance(element, CT_Tbl):
            found.append(Grid(tuple(_row(row) for row in element.tr_lst)))
    return tuple(found)


def _line(paragraph: CT_P) -> Line:
    faces = [
        (text, _has(run, "w:b"), _has(run, "w:i"))
        for run in paragraph.iter(qn("w:r"))
        if (text := _said(run))
    ]
    marked = "".join(
        _in_face(line, "**" * bold + "*" * italic)
        for (bold, italic), runs in groupby(faces, lambda face: face[1:])
        for line in re.split(r"(\n|\t)", "".join(text for text, *_ in runs))
    )
    aligned = next((str(jc.get(qn("w:val"))) for jc in paragraph.iter(qn("w:jc"))), "")
    return Line(
        _listed(paragraph),
        f"- {marked.strip()}" if _is_item(paragraph) else marked,
        aligned if aligned in ("center", "right") else "",
    )


def _has(run: BaseOxmlElement, name: str) -> bool:
    found = next(run.iter(qn(name)), None)
    return found is not None and found.get(qn("w:val")) not in ("0", "false", "off")


def _in_face(text: str, signs: str) -> str:
    """Return a text in bold or italics, its outer blanks outside of the signs."""
    if not re.search(r"\w", text):
        return escaped(text)
    said = text.strip()
    before, _, after = text.partition(said)
    return f"{before}{signs}{escaped(said)}{signs[::-1]}{after}"


def _row(row: CT_Row) -> Row:
    cells, column = [], 0
    for cell in row.tc_lst:
        cells.append(_cell(cell, column))
        column += cell.grid_span
    return tuple(cells)


def _cell(cell: CT_Tc, column: int) -> Cell:
    paragraphs = list(filter(_is_paragraph, cell.iter(qn("w:p"))))
    text = "\n".join(map(_listed, paragraphs)).strip("\n")
    counted = not text.strip("- \n") and any(map(_is_item, paragraphs))
    return Cell("" if counted else text, column, cell.grid_span, cell.vMerge == "continue", counted)


def _is_paragraph(element: BaseOxmlElement) -> TypeGuard[CT_P]:
    return isinstance(element, CT_P)


def _is_item(paragraph: CT_P) -> bool:
    return paragraph.pPr is not None and paragraph.pPr.numPr is not None


def _listed(paragraph: CT_P) -> str:
    text = _said(paragraph)
    return f"- {text.strip()}" if _is_item(paragraph) else text


def _said(element: BaseOxmlElement) -> str:
    """Return the text of a paragraph or a run."""
    said = []
    for node in element.iter():
        if node.tag == qn("w:t"):
            said.append(node.text or "")
        elif node.tag == qn("w:tab") and not node.attrib:
            said.append("\t")
        elif node.tag in _MARKS:
            said.append(_MARKS[node.tag])
    return "".join(said)


_MARKS: dict[object, str] = {qn("w:br"): "\n", qn("w:noBreakHyphen"): "-"}


def _as_read(piece: paper.Line | paper.Grid) -> Iterator[Line | Grid]:
    """Yield a piece of a text as it is compared, without notes on where the text is from."""
    if isinstance(piece, paper.Grid):
        yield Grid(tuple(tuple(map(_cell_as_read, row.cells)) for row in piece.rows))
    elif piece.layer is paper.Layer.BODY and piece.text.strip() != _LEFT_OUT:
        yield Line(piece.text, escaped(piece.text))


def _cell_as_read(cell: paper.Cell) -> Cell:
    text = "" if cell.label else cell.text
    return Cell(text, cell.column, cell.span, cell.continued, bool(cell.label))


def resolved(grid: Grid) -> list[Row]:
    """Return the rows of a grid, each continued cell with the text that it continues."""
    rows: list[Row] = []
    above: dict[int, Cell] = {}
    for row in grid.rows:
        now = tuple(
            replace(cell, text=above[cell.column].text)
            if cell.continued and cell.column in above
            else cell
            for cell in row
        )
        above |= {cell.column: cell for cell in now}
        rows.append(now)
    return rows
