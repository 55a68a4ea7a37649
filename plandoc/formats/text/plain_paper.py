r"""Reader of plain text: paragraphs, and tables by tabs, by bars or in the marks of a dump.

A dump has tables between `[TABLE]` and `[/TABLE]`, a row on each line, cells between ` | `, `\n`
for a break in a cell, `{spanN}` after a cell over several columns, `^` for one that continues the
cell above, `[autoN]` for a number or a bullet that was computed. `[page break]` and `@@PAGE` part
pages; a table goes on over them. In the dump of a web page, which begins with `# HTML page`, a row
ends with `|` and a paragraph with ` / `.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from plandoc.errors import Place, Problem
from plandoc.formats.text.decoding import decoded
from plandoc.imports.paper import Cell, Grid, Layer, Line, Paper, Piece, Row
from plandoc.schema.markup import escaped

_TABLE, _END = "[TABLE]", "[/TABLE]"
_PAGE = "# HTML page"
_PAGE_BREAK = re.compile(r"\[page break\]|@@PAGE\b.*")
_BLANK, _BETWEEN = re.compile(r"\s*"), re.compile(r"\s*(?:\[page break\]|@@PAGE\b.*)?\s*")
_SPAN = re.compile(r"\{span(\d{1,3})\}\s*$")
_AUTO = re.compile(r"\[auto\d\]\s*")
_CONTINUED = "^"
_BARS = re.compile(r"\s*\|.*\|\s*")
_RULE = re.compile(r"[\s|:+=-]+")
_HEADING = re.compile(r"(#{1,6})\s+(.+)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_MOST_SPAN = 100
_CELLS_OF_TABLE = 3


@dataclass(frozen=True, slots=True)
class _Typed:
    """A line as typed, with its number."""

    text: str
    number: int
    bold: bool = False

    @property
    def cells(self) -> list[str]:
        """Its cells between tabs or bars."""
        if self.barred:
            return [part.strip() for part in self.text.strip()[1:-1].split("|")]
        return [part.strip(" ") for part in self.text.split("\t")]

    @property
    def barred(self) -> bool:
        """Whether it is a row between bars."""
        return bool(_BARS.fullmatch(self.text)) and self.text.count("|") > 1

    @property
    def in_cells(self) -> bool:
        """Whether it is cut into cells."""
        return "\t" in self.text or self.barred


def read_plain_paper(source: bytes, file: str = "") -> Paper:
    """Return what is written in a plain text. Raises `PaperError` if the file is no text."""
    problems: list[Problem] = []
    text = decoded(source, file, problems)
    marked = PurePath(file).suffix.lower() in (".md", ".markdown")
    lines = list(_lines(text))
    if lines[0].text.startswith(_PAGE):
        lines = list(_of_page(lines))
    pieces = tuple(_pieces(lines, file, marked=marked))
    return Paper(file, pieces, problems=tuple(problems))


def _lines(text: str) -> Iterator[_Typed]:
    """Yield the lines of a text, those in bold without its signs."""
    bold: set[int] = set()

    def unmarked(found: re.Match[str]) -> str:
        if "\n\n" in found[1] or "\t" in found[1]:
            return found[0]
        first = text.count("\n", 0, found.start())
        bold.update(range(first, first + found[1].count("\n") + 1))
        return found[1]

    said = _BOLD.sub(unmarked, text).split("\n")
    for number, line in enumerate(said):
        whole = number in bold
        yield _Typed(line, number + 1, whole)


def _pieces(lines: Sequence[_Typed], file: str, *, marked: bool) -> Iterator[Piece]:
    at, new_page = 0, False
    while at < len(lines):
        line = lines[at]
        if line.text.strip() == _TABLE:
            rows, at = _dumped(lines, at, file)
            yield Grid(rows, Place(file, line=line.number), new_page=new_page)
            new_page = False
            continue
        end = at
        while end < len(lines) and lines[end].in_cells:
            end += 1
        if _is_table(lines[at:end]):
            yield _grid(lines[at:end], file, new_page=new_page)
            at, new_page = end, False
            continue
        for one in lines[at : max(end, at + 1)]:
            if _PAGE_BREAK.fullmatch(one.text.strip()):
                new_page = True
            elif one.text.strip():
                yield _line(one, file, new_page=new_page, marked=marked)
                new_page = False
        at = max(end, at + 1)


def _line(line: _Typed, file: str, *, new_page: bool, marked: bool) -> Line:
    place = Place(file, line=line.number)
    text = line.text.rstrip(" ")
    heading = _HEADING.fullmatch(text)
    if heading and marked:
        return Line(heading[2], place, level=len(heading[1]), new_page=new_page)
    if heading and line.number == 1:
        return Line(text, place, layer=Layer.COMMENT)
    said = text.strip()
    in_bold = text.replace(said, f"**{escaped(said)}**") if line.bold else ""
    return Line(text, place, in_bold, bold=line.bold, new_page=new_page)


def _of_page(lines: Sequence[_Typed]) -> Iterator[_Typed]:
    """Yield the dump of a web page in the marks of other dumps; headings begin with a «№»."""
    inside = False
    yield lines[0]
    for line in lines[1:]:
        is_row = line.text.rstrip().rstrip("/ ").endswith("|")
        above, sign, heads = line.text.rpartition(" / №") if is_row else ("", "", line.text)
        if inside and (above or not is_row):
            yield replace(line, text=_END)
            inside = False
        for text in (above if is_row else line.text).split(" / "):
            yield replace(line, text=text)
        if is_row and not inside:
            yield replace(line, text=_TABLE)
            inside = True
        if is_row:
            row = f"{sign.removeprefix(' / ')}{heads}".rstrip(" /").removesuffix("|")
            cells = (re.split(r"(?:^|\s)/(?:\s|$)", cell.strip()) for cell in row.split("|"))
            yield replace(line, text=" | ".join("\\n".join(filter(None, cell)) for cell in cells))
    if inside:
        yield replace(lines[-1], text=_END)


# --- tables by tabs and bars ----------------------------------------------------------------------


def _is_table(lines: Sequence[_Typed]) -> bool:
    """Whether lines that are cut into cells are rows: two at least, with three texts in one."""
    if len(lines) < 2:  # noqa: PLR2004 - a row alone is a line moved with tabs
        return False
    return any(
        line.barred or sum(map(bool, map(str.strip, line.cells))) >= _CELLS_OF_TABLE
        for line in lines
    )


def _grid(lines: Sequence[_Typed], file: str, *, new_page: bool) -> Grid:
    rows = []
    for line in lines:
        place = Place(file, line=line.number)
        if line.barred and _RULE.fullmatch(line.text):
            continue
        cells = (
            Cell.of(re.sub(r"<br\s*/?>", "\n", text), column, place)
            for column, text in enumerate(line.cells)
        )
        rows.append(Row(tuple(cells), place))
    return Grid(tuple(rows), Place(file, line=lines[0].number), new_page=new_page)


# --- tables of a dump -----------------------------------------------------------------------------


def _dumped(lines: Sequence[_Typed], at: int, file: str) -> tuple[tuple[Row, ...], int]:
    """Return the rows of a table that begins at a line, and the line after its end.

    A table that ends where a page does goes on with the next one: the halves of a row that the end
    of the page tore apart are put together.
    """
    rows: list[Row] = []
    counts: dict[int, int] = {}
    torn = False
    while at < len(lines) and lines[at].text.strip() == _TABLE:
        at += 1
        while at < len(lines) and lines[at].text.strip() != _END:
            if lines[at].text.strip():
                row = _dumped_row(lines[at], file, counts)
                if torn and rows and _is_rest(rows[-1], row):
                    rows[-1] = _together(rows[-1], row)
                else:
                    rows.append(row)
                torn = False
            at += 1
        at += 1
        after = _next(lines, at, _BLANK)
        if after == len(lines) or not _PAGE_BREAK.fullmatch(lines[after].text.strip()):
            break
        after = _next(lines, after, _BETWEEN)
        if after == len(lines) or lines[after].text.strip() != _TABLE:
            break
        at, torn = after, True
    return tuple(rows), at


def _next(lines: Sequence[_Typed], at: int, passed: re.Pattern[str]) -> int:
    """Return the place of the next line that is not of this kind, that of the end if none is."""
    return next(
        (n for n in range(at, len(lines)) if not passed.fullmatch(lines[n].text)), len(lines)
    )


def _dumped_row(line: _Typed, file: str, counts: dict[int, int]) -> Row:
    """Return a row of a dump; `^` to its end after a text is one cell over several columns."""
    place = Place(file, line=line.number)
    texts = line.text.split(" | ") if " | " in line.text else re.split(r" ?\| ?", line.text)
    whole = len(texts)
    if _is_heading(texts):
        texts = [text for text in texts if text.strip() != _CONTINUED]
    cells: list[Cell] = []
    column = 0
    for number, text in enumerate(texts):
        found = _SPAN.search(text)
        last = number == len(texts) - 1
        span = min(_MOST_SPAN, int(found[1])) if found else whole - number if last else 1
        said = _SPAN.sub("", text).replace("\\n", "\n").strip(" |")
        if said == _CONTINUED:
            cells.append(Cell((), column, span, continued=True, place=place))
        else:
            lines = tuple(_computed(one, place, column, counts) for one in said.split("\n"))
            cells.append(Cell(lines if said else (), column, span, place=place))
        column += span
    return Row(tuple(cells), place)


def _computed(text: str, place: Place, column: int, counts: dict[int, int]) -> Line:
    """Return a paragraph of a cell: a mark alone is a computed number, others are bullets."""
    said = _AUTO.sub("", text)
    if said == text:
        return Line(text, place)
    if said.strip():
        return Line(said, place, label="-")
    counts[column] = counts.get(column, 0) + 1
    return Line("", place, label=f"{counts[column]}.")


def _is_heading(texts: Sequence[str]) -> bool:
    """Whether a row says nothing after its title, or its number and title."""
    below = [text.strip() == _CONTINUED for text in texts]
    titled = len(below) > 3 and all(below[2:])  # noqa: PLR2004 - one alone goes on from above
    return len(below) > 1 and not below[0] and (all(below[1:]) or (titled and not below[1]))


def _is_rest(upper: Row, lower: Row) -> bool:
    """Whether a row at the head of a page is the rest of the last one of the page before."""
    return len(upper.cells) == len(lower.cells) and lower.cells[0].blank


def _together(upper: Row, lower: Row) -> Row:
    return replace(
        upper,
        cells=tuple(
            replace(one, lines=(*one.lines, *other.lines))
            for one, other in zip(upper.cells, lower.cells, strict=True)
        ),
    )
