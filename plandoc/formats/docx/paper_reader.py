"""Reader of a document made by hand: its paragraphs and tables as they stand.

Tracked changes count as accepted, content controls and fields as what they show. Text boxes, hidden
words, headers, notes and comments are lines of their own layers.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.docx.boxes import outermost_boxes, texts_of_box
from plandoc.formats.docx.chunks import read_chunk
from plandoc.formats.docx.issued import carried_in, issued_in
from plandoc.formats.docx.lean import lean
from plandoc.formats.docx.lines import lines_beside
from plandoc.formats.docx.list_labels import ListLabels
from plandoc.formats.docx.looks import Looks, Properties, is_on, measure
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.signed_below import holds_signatures
from plandoc.formats.docx.word_tables import cells_of, merged_in, numbered
from plandoc.formats.docx.word_text import body_of, prompts, text_of, through
from plandoc.imports.paper import Cell, Grid, Layer, Line, Look, Own, Paper, Piece, Row, lines_of
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.markup import attribute, detach, inner, local_name, whole
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import custom_properties
from plandoc.page.row_mark import mark_of
from plandoc.schema.markup import escaped
from plandoc.schema.plan import Plan

_TWIPS = 1440 / 25.4
"""Twips in a millimetre."""

_LAYERS = (
    ("header", Layer.HEADER),
    ("footer", Layer.FOOTER),
    ("notes", Layer.NOTE),
    ("comments", Layer.COMMENT),
)
_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_HEADING = re.compile(r"(?:heading|заголовок) ?([1-9])")
_PICTURES = ("{*}drawing", "{*}pict", "{*}object")
_FIELDS = ("{*}instrText", "{*}fldSimple")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OFF = ("0", "false", "off")
_OURS = "plandoc."
_PUSHING = 3
"""From how many blank paragraphs a text is taken to be pushed to the next page by them."""

_BODY_LEVEL = 9
"""The level of the outline at which a paragraph is no heading."""


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
    unread = _unread(lean(package), drawn.pieces, file)
    return replace(drawn, pieces=(*drawn.pieces, *unread))


def _drawn(package: Package, manifest: Mapping[str, str], *, inside: bool) -> Paper:
    """Return a paper with what stands where words should."""
    root = lean(package, faces=True)
    reader = _Reader(package, root, inside=inside)
    body = body_of(root)
    return Paper(
        package.file,
        (*reader.pieces(body, None), *reader.hidden_in_cells, *_beside(package)),
        look=_look(body, reader.types),
        problems=(*warnings(package), *reader.problems),
        manifest=manifest,
        own=reader.own,
        years=_years(package),
        pictures=sum(1 for _ in root.iter(*_PICTURES)),
    )


def _manifest(package: Package) -> Mapping[str, str]:
    found = custom_properties(package)
    return {name: text for name, text in found.items() if name.startswith(_OURS)}


def _own(package: Package) -> Own | None:
    issued = issued_in(package)
    if issued is None or issued.damaged:
        return None
    return Own(issued.columns, issued.texts, _plan_in(package))


def carried_plan(source: bytes, file: str = "") -> Plan | None:
    """Return the plan that a document of plandoc carries, `None` for any other document.

    Raises `ReturnedFileError` like `read_paper`.
    """
    return _plan_in(open_package(source, file, kind=FileKind.DOCUMENT))


def _plan_in(package: Package) -> Plan | None:
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


def _unread(root: _Element, pieces: Sequence[Piece], file: str) -> Iterator[Line]:
    """Yield paragraphs with words that nothing above says: they stand where no paragraph should."""
    texts = [line.said for line in lines_of(pieces)]
    said = {word for text in texts for word in _WORD.findall(text)}
    letters = "\n".join("".join(_WORD.findall(text)) for text in texts)
    for paragraph in root.iter("{*}p"):
        runs = [one.text or "" for one in paragraph.iter("{*}t")]
        unsaid = (word for run in runs for word in _WORD.findall(run) if word not in said)
        if any(word not in letters for word in unsaid) and not _is_gone(paragraph):
            yield Line(" ".join(runs), Place(file), layer=Layer.HIDDEN)


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


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of a paragraph: texts with their faces."""

    texts: Sequence[tuple[str, frozenset[str]]]

    @property
    def marked(self) -> str:
        """The text in the markup of text blocks, `""` without bold and italic words."""
        if not any(face for text, face in self.texts if text.strip()):
            return ""
        return "".join(
            _in_face(piece, "**" * ("b" in face) + "*" * ("i" in face))
            for face, runs in groupby(self.texts, lambda one: one[1])
            for piece in re.split(r"(\n|\t)", "".join(text for text, _ in runs))
        )

    @property
    def bold(self) -> bool:
        """Whether all words are bold."""
        worded = ["b" in face for text, face in self.texts if re.search(r"\w", text)]
        return bool(worded) and all(worded)


def _in_face(text: str, signs: str) -> str:
    """Return a text in bold or italics, its outer blanks outside of the signs."""
    if not re.search(r"\w", text):
        return escaped(text)
    said = text.strip()
    before, _, after = text.partition(said)
    return f"{before}{signs}{escaped(said)}{signs[::-1]}{after}"


class _Reader:
    """Walks the body; tables have the same numbers as in the reader of filled documents."""

    def __init__(self, package: Package, root: _Element, *, inside: bool) -> None:
        self.package, self.file, self.inside = package, package.file, inside
        self.problems: list[Problem] = []
        self.hidden_in_cells: list[Line] = []
        self.own = _own(package)
        self.ids = {mark_of(id_): id_ for id_ in (self.own.texts if self.own else ())}
        self.looks = Looks(package)
        self.labels = ListLabels(package, self.looks)
        self.boxes = self._boxes(root)
        self.hidden = self._hidden(package, root)
        self.numbers = numbered(body_of(root))
        self.paragraphs = 0
        self.breaks = False
        self.gap = 0
        self.rendered = False
        self.types: Counter[tuple[bool, float, str]] = Counter()

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

    def _hidden(self, package: Package, root: _Element) -> dict[_Element, str]:
        """Detach the runs that nobody sees; return their texts by paragraph."""
        parts = (package.main, *package.related(package.main, "styles"))
        if not any(package.holds(part, b"vanish") for part in parts):
            return {}
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
        line = self._line(paragraph, place, in_cell=cell is not None)
        if cell is not None or not line.blank or "\n" in line.text:
            yield line
        for box in self.boxes.get(paragraph, ()):
            yield from self._in_box(box, place)
        if paragraph in self.hidden:
            yield Line(self.hidden[paragraph], place, layer=Layer.HIDDEN)

    def _line(self, paragraph: _Element, place: Place, *, in_cell: bool) -> Line:
        shut = prompts_around(paragraph)
        text = "" if shut else text_of(paragraph)
        if self.own and _refers_to_page(paragraph):
            text = text.rpartition("\t")[0]
        runs = self._runs(paragraph, in_cell=in_cell)
        whole_text = "".join(one for one, _ in runs.texts) == text
        shape = self.looks.shape(paragraph)
        before, after = _page_breaks(paragraph, shape)
        gap = 0 if in_cell else self.gap
        rendered = not in_cell and (self.rendered or _is_rendered_first(paragraph))
        pushed = gap >= _PUSHING and rendered
        new_page = (before or self.breaks or pushed) and bool(text.strip())
        if not in_cell:
            self.gap = 0 if text.strip() else self.gap + 1
            self.rendered = rendered and not text.strip()
        self.breaks = after or ((before or self.breaks) and not text.strip())
        label = self.labels.label(paragraph)
        return Line(
            text,
            place,
            marked=runs.marked if whole_text else "",
            label=label,
            align=_ALIGNED.get(shape.get("jc", {}).get("val", ""), ""),
            level=self._level(paragraph, shape),
            bold=runs.bold and whole_text,
            new_page=new_page,
            gap=gap,
            start=_start(shape),
        )

    def _runs(self, paragraph: _Element, *, in_cell: bool) -> _Runs:
        texts: list[tuple[str, frozenset[str]]] = []
        for run in paragraph.iter("{*}r"):
            if next(run.iterancestors("{*}del", "{*}moveFrom", "{*}Fallback"), None) is not None:
                continue
            if text := text_of(run):
                face, size, font = self.looks.typed(paragraph, run)
                texts.append((text, face - {"vanish"}))
                self.types[in_cell, size, font] += len(text)
        return _Runs(texts)

    def _level(self, paragraph: _Element, shape: Properties) -> int:
        names = self.looks.style_names(paragraph)
        found = next((m for name in names if (m := _HEADING.fullmatch(name))), None)
        if found:
            return int(found[1])
        level = shape.get("outlineLvl", {}).get("val", "")
        at = whole(level, _BODY_LEVEL)
        return at + 1 if at < _BODY_LEVEL else 0

    def _id_of(self, row: _Element) -> str:
        """Return the id of the activity that plandoc wrote into a row, if it is the only one."""
        names = (attribute(mark, "name") for mark in row.iter("{*}bookmarkStart"))
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
        covered = merged_in((at, cells_of(row)) for at, row in rows).covered
        breaks = self.breaks
        read = []
        for at, row in rows:
            place = Place(self.file, table=number, row=at)
            read.append(
                Row(
                    tuple(
                        self._cell(cell, left, right, place, covered=(at, left) in covered)
                        for cell, left, right, _ in cells_of(row)
                    ),
                    place,
                    heading=_is_on(row, "trPr", "tblHeader"),
                    id=self._id_of(row),
                )
            )
        widths = [
            whole(attribute(column, "w")) for column in table.iterfind("{*}tblGrid/{*}gridCol")
        ]
        return Grid(
            tuple(read),
            Place(self.file, table=number),
            tuple(round(width / _TWIPS, 1) for width in widths),
            ruled=self._ruled(table),
            new_page=breaks,
        )

    def _ruled(self, table: _Element) -> bool:
        """Whether the table or a cell of it has lines."""
        borders = [
            *table.iterfind("{*}tblPr/{*}tblBorders/*"),
            *table.iterfind("{*}tr/{*}tc/{*}tcPr/{*}tcBorders/*"),
        ]
        if inner(table, "tblPr", "tblStyle") is not None and not borders:
            return True
        return any(attribute(one, "val") not in ("nil", "none", "") for one in borders)

    def _cell(self, cell: _Element, left: int, right: int, place: Place, *, covered: bool) -> Cell:
        pieces = list(self.pieces(cell, place))
        said = [piece for piece in pieces if isinstance(piece, Line)]
        self.hidden_in_cells += (line for line in said if line.layer is Layer.HIDDEN)
        lines = tuple(line for line in said if line.layer is not Layer.HIDDEN)
        tables = tuple(piece for piece in pieces if isinstance(piece, Grid))
        if covered and not any(line.text.strip() for line in lines):
            lines = ()
        return Cell(_trimmed(lines), left, right - left, covered, tables, place)


def _refers_to_page(paragraph: _Element) -> bool:
    """Whether a paragraph is a line of contents: its last word is the number of a page."""
    fields = (attribute(one, "instr") or one.text or "" for one in paragraph.iter(*_FIELDS))
    return any("PAGEREF" in field for field in fields)


def _trimmed(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return lines without the blank ones at their end."""
    while lines and lines[-1].blank:
        lines = lines[:-1]
    return lines


def _is_rendered_first(paragraph: _Element) -> bool:
    """Whether a page began before the words of a paragraph when Word last saved the file."""
    for one in paragraph.iter("{*}lastRenderedPageBreak", "{*}t"):
        if local_name(one) != "t":
            return True
        if (one.text or "").strip():
            return False
    return False


def _start(shape: Properties) -> float:
    """Return where a paragraph begins on its line, in millimetres."""
    found = shape.get("ind")
    if not found:
        return 0.0
    left = found.get("left") or found.get("start") or ""
    return (measure(left) + measure(found.get("firstLine", ""))) / _TWIPS


def _page_breaks(paragraph: _Element, shape: Properties) -> tuple[bool, bool]:
    """Return whether a page begins before the words of a paragraph, and after them."""
    before = is_on(shape, "pageBreakBefore")
    after = inner(paragraph, "pPr", "sectPr") is not None
    told = False
    for one in paragraph.iter("{*}br", "{*}t"):
        if local_name(one) == "t":
            told = told or bool((one.text or "").strip())
        elif attribute(one, "type") == "page":
            before, after = (before, True) if told else (True, after)
    return before, after


def prompts_around(paragraph: _Element) -> bool:
    """Whether a paragraph only shows the prompt of an empty content control."""
    return any(prompts(one) for one in paragraph.iterancestors("{*}sdt"))


def _is_on(element: _Element, *names: str) -> bool:
    found = inner(element, *names)
    return found is not None and attribute(found, "val") not in _OFF


def _look(body: _Element, types: Counter[tuple[bool, float, str]]) -> Look | None:
    """Return how a document looks: the page of its longest table, and the type of most letters."""
    tables = sorted(body.iterchildren("{*}tbl"), key=lambda table: -len(table))
    page = next((one for one in body.iter("{*}sectPr") if _ends_after(tables, one)), None)
    if page is None:
        return None

    def millimetres(element: _Element | None, side: str) -> float:
        return 0 if element is None else round(measure(attribute(element, side)) / _TWIPS, 1)

    def usual(*, in_cell: bool) -> tuple[float, str]:
        counts: Counter[tuple[float, str]] = Counter()
        for (inside, size, font), letters in types.items():
            if inside == in_cell:
                counts[size, font] += letters
        return counts.most_common(1)[0][0] if counts else (0, "")

    size, font = usual(in_cell=False)
    table_size, table_font = usual(in_cell=True)
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
