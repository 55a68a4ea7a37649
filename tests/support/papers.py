"""What is written in a paper of the corpus: its paragraphs and its tables as grids of cells."""

import re
from collections.abc import Iterable, Iterator
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

from plandoc.schema.markup import escaped

_SPAN = re.compile(r"\{span(\d+)\}\s*$")
_AUTO = re.compile(r"\[auto\d\]\s*")
_TABLE = re.compile(r"^\[TABLE\]\n(.*?)^\[/TABLE\]\n?", re.MULTILINE | re.DOTALL)
_BREAK = re.compile(r"^\[/TABLE\]\n\[page break\]\n+\[TABLE\]\n", re.MULTILINE)
_PAGE = "# HTML page"
_OMITTED = re.compile(r"^(#.*|@@PAGE.*|\[page break\]|\[\.\.\.\])\n", re.MULTILINE)


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
    return tuple(_of_text(path.read_text(encoding="utf-8")))


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


def _of_text(text: str) -> Iterator[Line | Grid]:
    """Yield paragraphs and tables of a dump; the pieces of a table broken by pages are one."""
    text = _dump_of_page(text) if text.startswith(_PAGE) else text
    text = _BREAK.sub("", _OMITTED.sub("", _BREAK.sub("[broken]\n", text)))
    end = 0
    for found in _TABLE.finditer(text):
        yield from _lines(text[end : found.start()])
        yield Grid(tuple(_rejoined(_dumped(line) for line in found[1].splitlines() if line)))
        end = found.end()
    yield from _lines(text[end:])


def _dump_of_page(text: str) -> str:
    """Return the dump of a web page, whose cells end with «|» and whose paragraphs with « / »."""
    above, _, table = text.partition("\n")[2].partition("№ / п/п")
    *rows, below = f"№ / п/п{table}".strip().splitlines()
    dumped = "".join(f"{row.rstrip(' |/')}\n".replace(" / ", "\\n") for row in rows)
    paragraphs = [re.sub(r"(?: [/|])+ ", "\n", f"{part} ") for part in (above, below)]
    return f"{paragraphs[0]}\n[TABLE]\n{dumped}[/TABLE]\n{paragraphs[1]}\n"


def _lines(text: str) -> Iterator[Line]:
    yield from (Line(line, escaped(line)) for line in text.splitlines() if line.strip())


def _dumped(line: str) -> Row:
    """Return a row of a dump; `^` to its end after a text is one cell over several columns."""
    if line == "[broken]":
        return ()
    texts = line.split(" | ")
    while len(texts) > 1 and texts[-1] == "^" and _is_heading(texts):
        texts.pop()
    cells, column = [], 0
    for number, text in enumerate(texts):
        found = _SPAN.search(text)
        last = number == len(texts) - 1
        span = int(found[1]) if found else len(line.split(" | ")) - number if last else 1
        bare = _SPAN.sub("", text).replace("\\n", "\n")
        said = _AUTO.sub("- ", bare) if bare.strip() else ""
        continued = said.strip() == "^"
        counted = bool(said) and not said.strip("- \n")
        shown = "" if continued or counted else said.strip(" |")
        cells.append(Cell(shown, column, span, continued, counted))
        column += span
    return tuple(cells)


def _is_heading(texts: list[str]) -> bool:
    """Whether a row of a dump says nothing after its number and title."""
    return texts[1:] == ["^"] or (len(texts) > 2 and all(text == "^" for text in texts[2:]))


def _rejoined(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, with the halves of a row torn by the end of a page put together."""
    before: Row = ()
    torn = False
    for row in rows:
        if row and torn and row[0].blank and len(row) == len(before):
            before = tuple(
                replace(upper, text="\n".join(filter(None, (upper.text, lower.text))))
                for upper, lower in zip(before, row, strict=True)
            )
            torn = False
            continue
        torn = not row
        if before and row:
            yield before
        before = row or before
    if before:
        yield before


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
