"""Reader of a document made by hand: its paragraphs and tables as they stand.

Tracked changes count as accepted, content controls and fields as what they show. Text boxes, hidden
words, headers, notes and comments are lines of their own layers.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.docx.boxes import outermost_boxes, texts_of_box
from plandoc.formats.docx.chunks import read_chunk
from plandoc.formats.docx.issued import carried_in, issued_in
from plandoc.formats.docx.lean import lean
from plandoc.formats.docx.lines import lines_beside
from plandoc.formats.docx.list_labels import ListLabels
from plandoc.formats.docx.looks import Looks, measure
from plandoc.formats.docx.paper_paragraphs import TWIPS, Paragraphs, Said, Types, prompts_around
from plandoc.formats.docx.paper_rows import PaperRows, borders_in, is_heading, marks_in
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.signed_below import holds_signatures
from plandoc.formats.docx.word_tables import cells_of, merged_in, numbered
from plandoc.formats.docx.word_text import body_of, text_of, through
from plandoc.imports.paper import Cell, Grid, Layer, Line, Look, Own, Paper, Piece, Row, lines_of
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.markup import attribute, detach, inner, local_name, whole
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import custom_properties
from plandoc.page.row_mark import mark_of
from plandoc.schema.plan import Plan

_LAYERS = (
    ("header", Layer.HEADER),
    ("footer", Layer.FOOTER),
    ("notes", Layer.NOTE),
    ("comments", Layer.COMMENT),
)
_PICTURES = ("{*}drawing", "{*}pict", "{*}object")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OURS = "plandoc."
_PUSHING = 3
"""From how many blank paragraphs a text is taken to be pushed to the next page by them."""


def read_paper(source: bytes, file: str = "", *, inside: bool = False) -> Paper:
    """Return what is written in a document; one `inside` of another is not looked into further.

    Raises `ReturnedFileError` if the file is not a DOCX that can be opened, and `PaperError` for a
    report or an amendment that plandoc made of a plan.
    """
    package = open_package(source, file, kind=FileKind.DOCUMENT)
    manifest = _manifest(package)
    if "plandoc.kind" in manifest:
        raise PaperError([Problem(Code.PAPER_IS_OURS, place=Place(file))])
    drawn = _drawn(package, manifest, inside=inside)  # whose tree is gone before another is read
    unread = _unread(package, drawn.pieces)
    return replace(drawn, pieces=(*drawn.pieces, *unread))


def _drawn(package: Package, manifest: Mapping[str, str], *, inside: bool) -> Paper:
    """Return a paper with what stands where words should."""
    reader = _Reader(package, inside=inside)
    body = body_of(reader.root)
    return Paper(
        package.file,
        (*reader.pieces(body, None), *reader.hidden_in_cells, *_beside(package)),
        look=_look(body, reader.types),
        problems=(*warnings(package), *reader.problems),
        manifest=manifest,
        own=reader.own,
        years=_years(package),
        pictures=sum(1 for _ in reader.root.iter(*_PICTURES)),
    )


def _manifest(package: Package) -> Mapping[str, str]:
    found = custom_properties(package)
    return {name: text for name, text in found.items() if name.startswith(_OURS)}


def _own(package: Package) -> Own | None:
    issued = issued_in(package)
    if issued is None or issued.damaged:
        return None
    return Own(issued.columns, issued.texts)


def carried_plan(source: bytes, file: str = "") -> Plan | None:
    """Return the plan that a document of plandoc carries, `None` for any other document.

    Raises `ReturnedFileError` like `read_paper`.
    """
    package = open_package(source, file, kind=FileKind.DOCUMENT)
    with suppress(ValueError, RecursionError):
        return Plan.model_validate(json.loads(carried_in(package)))
    return None


def _years(package: Package) -> tuple[int, ...]:
    """Return the years in which the file was made and last saved."""
    for part in package.related("", "core-properties"):
        root = package.xml(part)
        dates = (root.find(f"{{*}}{name}") for name in ("modified", "created"))
        texts = [one.text or "" for one in dates if one is not None]
        return tuple(int(text[:4]) for text in texts if text[:4].isdigit())
    return ()


def _unread(package: Package, pieces: Sequence[Piece]) -> Iterator[Line]:
    """Yield paragraphs with words that nothing above says: they stand where no paragraph should."""
    texts = [line.said for line in lines_of(pieces)]
    said = {word for text in texts for word in _WORD.findall(text)}
    letters = "\n".join("".join(_WORD.findall(text)) for text in texts)

    def unsaid(paragraph: _Element) -> str:
        runs = [one.text or "" for one in paragraph.iter("{*}t")]
        words = (word for run in runs for word in _WORD.findall(run) if word not in said)
        found = any(word not in letters for word in words) and not _is_gone(paragraph)
        return " ".join(runs) if found else ""

    def empty(row: _Element) -> None:
        if not any(map(unsaid, row.iter("{*}p"))):
            row.clear()

    for text in filter(None, map(unsaid, lean(package, empty).iter("{*}p"))):
        yield Line(text, Place(package.file), layer=Layer.HIDDEN)


def _is_gone(paragraph: _Element) -> bool:
    """Whether a paragraph has words that were moved away, or only says what to type."""
    moved = next(paragraph.iter("{*}moveFrom", "{*}del"), None) is not None
    around = next(paragraph.iterancestors("{*}moveFrom", "{*}del", "{*}Fallback"), None)
    rows = paragraph.iterancestors("{*}tr")
    deleted = any(inner(row, "trPr", "del") is not None for row in rows)
    return moved or around is not None or deleted or prompts_around(paragraph)


def _beside(package: Package) -> Iterator[Line]:
    for line in lines_beside(package):
        part = line.place.part
        layer = next((layer for name, layer in _LAYERS if name in part), Layer.BOX)
        yield Line(line.text, line.place, layer=layer)


class _Reader:
    """Walks the body; tables have the same numbers as in the reader of filled documents."""

    def __init__(self, package: Package, *, inside: bool) -> None:
        self.package, self.file, self.inside = package, package.file, inside
        self.problems: list[Problem] = []
        self.hidden_in_cells: list[Line] = []
        self.own = _own(package)
        self.ids = {mark_of(id_): id_ for id_ in (self.own.texts if self.own else ())}
        self.looks = Looks(package)
        self.labels = ListLabels(package, self.looks)
        self.said = Paragraphs(self.looks, own=self.own is not None)
        self.rows = PaperRows(self.said, self.labels)
        hides = _may_hide(package)
        self.root = lean(package, None if hides else self.rows.see, faces=True)
        self.boxes = self._boxes(self.root)
        self.hidden = self._hidden(self.root) if hides else {}
        self.numbers = numbered(body_of(self.root))
        self.paragraphs = 0
        self.breaks = False
        self.gap = 0
        self.rendered = False
        self.types: tuple[Types, Types] = Counter(), Counter()
        """The letters in the body, and those in cells."""

    def _boxes(self, root: _Element) -> dict[_Element, list[_Element]]:
        """Detach the boxes; return them by the paragraph that holds them, each once."""
        found: dict[_Element, list[_Element]] = {}
        for box in outermost_boxes(root):
            around = next(box.iterancestors("{*}p"), None)
            spare = next(box.iterancestors("{*}Fallback"), None) is not None
            if around is not None and not spare:
                found.setdefault(around, []).append(box)
            detach(box)
        return found

    def _in_box(self, box: _Element, place: Place) -> Iterator[Piece]:
        """Yield the paragraphs and tables of a box; WordArt has words alone."""
        for text in [] if len(box) else texts_of_box(box):
            yield Line(text, place, layer=Layer.BOX)
        self.numbers |= {
            table: len(self.numbers) + at for at, table in enumerate(box.iter("{*}tbl"), 1)
        }
        for piece in self.pieces(box, place):
            if isinstance(piece, Grid) or not piece.blank:
                yield replace(piece, layer=Layer.BOX)

    def _hidden(self, root: _Element) -> dict[_Element, str]:
        """Detach the runs that nobody sees; return their texts by paragraph."""
        found: dict[_Element, str] = {}
        for paragraph in root.iter("{*}p"):
            for run in list(paragraph.iter("{*}r")):
                if "vanish" in self.looks.face(paragraph, run):
                    found[paragraph] = found.get(paragraph, "") + text_of(run)
                    detach(run)
        return {paragraph: text for paragraph, text in found.items() if text.strip()}

    def pieces(self, parent: _Element, cell: Place | None) -> Iterator[Piece]:
        """Yield the paragraphs and tables of the body or of a cell."""
        for child in through(parent, "p", "tbl", "altChunk"):
            if local_name(child) == "altChunk":
                yield from self._chunk(child)
            elif child in self.numbers:
                rows = list(through(child, "tr"))
                signed = [row for row in rows if holds_signatures(row)]
                yield self._grid(child)
                for row in signed:  # stands under the table, though in a row of it
                    for one in through(row, "tc"):
                        yield from self.pieces(one, None)
            elif local_name(child) == "p":
                yield from self._lines(child, cell)

    def _chunk(self, chunk: _Element) -> Iterator[Piece]:
        """Yield what is written in another document that stands here whole."""
        found: Paper | Problem = Problem(Code.PAPER_CHUNK_UNREAD, place=Place(self.file))
        if not self.inside:
            found = read_chunk(self.package, chunk, partial(read_paper, inside=True))
        if isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.problems += found.problems
            yield from found.pieces

    def _lines(self, paragraph: _Element, cell: Place | None) -> Iterator[Piece]:
        self.paragraphs += cell is None
        place = cell or Place(self.file, paragraph=self.paragraphs)
        in_cell = cell is not None
        said = self.said.read(paragraph, self.types[in_cell])
        line = self._line(said, place, self.labels.label(paragraph), in_cell=in_cell)
        if cell is not None or not line.blank or "\n" in line.text:
            yield line
        for box in self.boxes.get(paragraph, ()):
            yield from self._in_box(box, place)
        if paragraph in self.hidden:
            yield Line(self.hidden[paragraph], place, layer=Layer.HIDDEN)

    def _line(self, said: Said, place: Place, label: str = "", *, in_cell: bool) -> Line:
        text, face = said.text, said.face
        gap = 0 if in_cell else self.gap
        rendered = not in_cell and (self.rendered or face.rendered)
        pushed = gap >= _PUSHING and rendered
        new_page = (face.before or self.breaks or pushed) and bool(text.strip())
        if not in_cell:
            self.gap = 0 if text.strip() else self.gap + 1
            self.rendered = rendered and not text.strip()
        self.breaks = face.after or ((face.before or self.breaks) and not text.strip())
        return Line(
            text,
            place,
            marked=said.marked,
            label=label,
            align=face.align,
            level=face.level,
            bold=face.bold,
            new_page=new_page,
            gap=gap,
            start=face.start,
        )

    def _id_of(self, names: Iterable[str]) -> str:
        """Return the id of the activity that plandoc wrote into a row, if it is the only one."""
        marks = {name.removeprefix(PREFIX) for name in names if name.startswith(PREFIX)}
        mark = marks.pop() if len(marks) == 1 else ""
        return self.ids.get(mark, mark)

    def _grid(self, table: _Element) -> Grid:
        number = self.numbers[table]
        rows = [
            (at, row)
            for at, row in enumerate(through(table, "tr"), 1)
            if inner(row, "trPr", "del") is None and not holds_signatures(row)
        ]
        covered = merged_in((at, self._cells_of(row)) for at, row in rows).covered
        breaks = self.breaks
        ruled = self._ruled(table)
        read = []
        for at, row in rows:
            place = Place(self.file, table=number, row=at)
            cells = self._cells_of(row)
            plain = self.rows.pop(row, None)
            for one, count in plain.letters if plain else ():
                self.types[True][one] += count
            read.append(
                Row(
                    tuple(
                        self._cell(cell, left, right, place, covered=(at, left) in covered)
                        for cell, left, right, _ in cells
                    ),
                    place,
                    heading=plain.heading if plain else is_heading(row),
                    id=self._id_of(plain.marks if plain else marks_in(row)),
                )
            )
        widths = [
            whole(attribute(column, "w")) for column in table.iterfind("{*}tblGrid/{*}gridCol")
        ]
        return Grid(
            tuple(read),
            Place(self.file, table=number),
            tuple(round(width / TWIPS, 1) for width in widths),
            ruled=ruled,
            new_page=breaks,
        )

    def _cells_of(
        self, row: _Element
    ) -> Iterator[tuple[_Element | tuple[Said, ...], int, int, str]]:
        """Return the cells of a row like `cells_of`, what they say for those of a plain one."""
        plain = self.rows.get(row)
        if plain is None:
            return cells_of(row)
        return ((cell, *span) for cell, span in zip(plain.cells, plain.spans, strict=True))

    def _ruled(self, table: _Element) -> bool:
        """Whether the table or a cell of it has lines."""
        borders = {attribute(one, "val") for one in table.iterfind("{*}tblPr/{*}tblBorders/*")}
        for row in table.iterfind("{*}tr"):
            plain = self.rows.get(row)
            borders |= plain.borders if plain else borders_in(row)
        if inner(table, "tblPr", "tblStyle") is not None and not borders:
            return True
        return not borders <= {"nil", "none", ""}

    def _cell(
        self,
        cell: _Element | tuple[Said, ...],
        left: int,
        right: int,
        place: Place,
        *,
        covered: bool,
    ) -> Cell:
        pieces: list[Piece] = (
            [self._line(one, place, in_cell=True) for one in cell]
            if isinstance(cell, tuple)
            else list(self.pieces(cell, place))
        )
        said = [piece for piece in pieces if isinstance(piece, Line)]
        self.hidden_in_cells += (line for line in said if line.layer is Layer.HIDDEN)
        lines = tuple(line for line in said if line.layer is not Layer.HIDDEN)
        tables = tuple(piece for piece in pieces if isinstance(piece, Grid))
        if covered and not any(line.text.strip() for line in lines):
            lines = ()
        return Cell(_trimmed(lines), left, right - left, covered, tables, place)


def _may_hide(package: Package) -> bool:
    """Whether a document or its styles name words that nobody sees."""
    parts = (package.main, *package.related(package.main, "styles"))
    return any(package.holds(part, b"vanish") for part in parts)


def _trimmed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines without the blank ones at their end."""
    while lines and lines[-1].blank:
        lines = lines[:-1]
    return lines


def _look(body: _Element, types: Iterable[Types]) -> Look | None:
    """Return how a document looks: the page of its longest table, and the type of most letters."""
    tables = sorted(body.iterchildren("{*}tbl"), key=lambda table: -len(table))
    page = next((one for one in body.iter("{*}sectPr") if _ends_after(tables, one)), None)
    if page is None:
        return None

    def millimetres(element: _Element | None, side: str) -> float:
        return 0 if element is None else round(measure(attribute(element, side)) / TWIPS, 1)

    def usual(letters: Types) -> tuple[float, str]:
        return letters.most_common(1)[0][0] if letters else (0, "")

    (size, font), (table_size, table_font) = map(usual, types)
    sheet, margins = inner(page, "pgSz"), inner(page, "pgMar")
    return Look(
        width=millimetres(sheet, "w"),
        height=millimetres(sheet, "h"),
        left=millimetres(margins, "left"),
        right=millimetres(margins, "right"),
        top=millimetres(margins, "top"),
        bottom=millimetres(margins, "bottom"),
        font=table_font or font,
        size=size,
        table_size=table_size,
    )


def _ends_after(tables: Sequence[_Element], section: _Element) -> bool:
    """Whether a section is the one in which the first of some tables stands."""
    if not tables:
        return True
    body, first = tables[0].getparent(), tables[0]
    top = next(one for one in (section, *section.iterancestors()) if one.getparent() is body)
    return body is None or body.index(top) > body.index(first)
