"""What a Word document shows beside its body, and what stands in it but is not seen as such.

Headers, footers, notes, comments, pictures, what fields compute and what numbers itself are beside
the body. Hidden is what a reader of the page does not see as it is typed (`looks`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.lines import lines_beside, parts_beside
from plandoc.formats.docx.looks import LEAST_PAGE, Looks, has_room, measure
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_tables import numbered
from plandoc.formats.docx.word_text import body_of, text_of, through
from plandoc.ooxml.markup import attribute, inner, local_name
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.ooxml.pull import seen
from plandoc.returns.filled import Line, Returned
from plandoc.words.texts import without_spaces

_FLOATING = (
    "{*}drawing", "{*}pict", "{*}object", "{*}contentPart", "{*}altChunk", "{*}subDoc",
    "{*}framePr", "{*}tblpPr",
)  # fmt: skip
"""What may cover a text; `altChunk` and `subDoc` bring a whole other document."""

_TOLD = (*_FLOATING, "{*}fldSimple", "{*}fldChar", "{*}instrText", "{*}rt")
"""What is told of a document wherever it stands."""

_COUNTED = ("{*}tbl", "{*}body", "{*}sectPr")
"""What decides the places and the pages of other elements."""

_LARGEST_CODE = 1_800_000
"""The largest size of a QR code: 5 cm, in English metric units."""

_COMPUTED = re.compile(
    r"\s*\\?\s*(?:PAGE|NUMPAGES|SECTIONPAGES|PAGEREF|TOC|HYPERLINK|FORM\w+)\b", re.IGNORECASE
)
"""Fields that print their own text or the number of a page."""

_HAS_WORD = re.compile(r"[^\W\d_]{2}")
_LEVEL = re.compile(r"%[1-9]")


class Beyond:
    """Reads a document for what its rows and lines do not tell.

    Raises `ReturnedFileError` like `read_document`, which gave the rows.
    """

    def __init__(self, source: bytes, returned: Returned) -> None:
        self.file = returned.file
        self.package = open_package(source, returned.file, kind=returned.kind)
        self.looks = Looks(self.package)
        self.outcomes = {
            (row.place.table, row.place.row): without_spaces(str(row.cells["outcome"].value or ""))
            for row in returned.rows
            if "outcome" in row.cells
        }

    def around(self) -> Iterator[Line]:
        """Yield what a page shows beside the text: by paragraph, by field, by what is numbered."""
        yield from lines_beside(self.package)
        for part, root in self._parts:
            for code, element in _fields(root):
                if code.strip() and not _COMPUTED.match(code):
                    yield Line(f"{{ {code.strip()} }}", self._place(element, part))
            for ruby in root.iter("{*}rt"):
                yield Line(text_of(ruby), self._place(ruby, part))
        yield from self._numbers()

    def hidden(self) -> Iterator[Line]:
        """Yield the text that is not seen as text of the plan, by paragraph, outcomes apart."""
        for part, root in self._parts:
            for paragraph in root.iter("{*}p"):
                if next(paragraph.iterancestors("{*}Fallback", "{*}del"), None) is None:
                    text = self.looks.unseen(paragraph)
                    if text.strip() and not self._is_outcome(paragraph):
                        yield Line(text, self._place(paragraph, part))

    def pictures(self) -> Iterator[Place]:
        """Yield where pictures, shapes, frames and objects are; QR codes of footers apart."""
        for part, root in self._parts:
            for one in root.iter(*_FLOATING):
                fallback = next(one.iterancestors("{*}Fallback"), None)
                if fallback is None and not ("footer" in part and _is_code(one)):
                    yield self._place(one, part)

    @cached_property
    def _parts(self) -> Sequence[tuple[str, _Element]]:
        """The parts with words, the body (`""`) first."""
        beside = ((part, self.package.xml(part)) for part in parts_beside(self.package))
        return [("", self._main()), *beside]

    def _main(self) -> _Element:
        """Return the main part, in which rows of which nothing is told are empty.

        Pages stand behind their rows, which are asked on the least page: what is seen on it is
        seen on any other one. A document with still smaller pages is read as a whole.
        """
        looks = Looks(self.package, LEAST_PAGE)

        def see(row: _Element) -> None:
            if _stands_alone(row) and not any(self._tells(p, looks) for p in row.iter("{*}p")):
                row.clear()

        root = seen(self.package, self.package.main, see, "tr", kept=True)
        whole = all(map(has_room, root.iter("{*}sectPr")))
        return root if whole else self.package.xml(self.package.main)

    def _tells(self, paragraph: _Element, looks: Looks) -> bool:
        """Whether a paragraph has text that is not seen as such, or words that number it."""
        numbered = self._words and looks.numbering(paragraph) in self._words
        return bool(numbered or looks.unseen(paragraph).strip())

    @property
    def _body(self) -> _Element:
        return body_of(self._parts[0][1])

    def _numbers(self) -> Iterator[Line]:
        """Yield the words that number paragraphs by themselves."""
        if not self._words:
            return
        for part, root in self._parts:
            for paragraph in root.iter("{*}p"):
                if text := self._words.get(self.looks.numbering(paragraph), ""):
                    yield Line(text, self._place(paragraph, part))

    @cached_property
    def _words(self) -> Mapping[tuple[str, str], str]:
        return _words_of_numbers(self.package)

    def _is_outcome(self, paragraph: _Element) -> bool:
        """Whether a paragraph is of the outcome of its row, which was not approved."""
        cell = next(paragraph.iterancestors("{*}tc"), None)
        marks = () if cell is None else cell.iter("{*}bookmarkStart")
        if cell is None or not any(attribute(one, "name").startswith(PREFIX) for one in marks):
            return False
        place = self._place(paragraph, "")
        return self.outcomes.get((place.table, place.row)) == without_spaces(text_of(cell))

    def _place(self, element: _Element, part: str) -> Place:
        """Return the row of a table or the paragraph of the body in which an element stands."""
        if part:
            return Place(self.file, part=part)
        place = Place(self.file)
        for around in (element, *element.iterancestors()):
            if around in self._paragraphs:
                return replace(place, paragraph=self._paragraphs[around])
            if around in self._rows:
                table, row = self._rows[around]
                return replace(place, table=table, row=row)
            if around in self._tables:
                return replace(place, table=self._tables[around])
        return place

    @cached_property
    def _tables(self) -> Mapping[_Element, int]:
        return numbered(self._body)

    @cached_property
    def _rows(self) -> Mapping[_Element, tuple[int, int]]:
        """The numbers of a row: of its table and its own."""
        return {
            row: (number, at)
            for table, number in self._tables.items()
            for at, row in enumerate(through(table, "tr"), 1)
        }

    @cached_property
    def _paragraphs(self) -> Mapping[_Element, int]:
        paragraphs = enumerate(through(self._body, "p"), 1)
        return {paragraph: number for number, paragraph in paragraphs}


def _stands_alone(row: _Element) -> bool:
    """Whether a row, but for its looks, is all that it takes to tell what is in it.

    It is one of a table of the body with properties, and has nothing in it but paragraphs.
    """
    table = row.getparent()
    around = None if table is None else table.getparent()
    if table is None or around is None or around.getparent() is not row.getroottree().getroot():
        return False
    in_body = local_name(table) == "tbl" and local_name(around) == "body"
    known = in_body and inner(table, "tblPr") is not None
    return known and next(row.iter(*_TOLD, *_COUNTED), None) is None


def _is_code(drawing: _Element) -> bool:
    """Whether a picture is the code that plandoc prints: of its name, and small."""
    named = any(attribute(one, "name").startswith("QR") for one in drawing.iter("{*}docPr"))
    sizes = [measure(attribute(e, n)) for e in drawing.iter("{*}extent") for n in ("cx", "cy")]
    return named and all(size <= _LARGEST_CODE for size in sizes)


def _fields(root: _Element) -> Iterator[tuple[str, _Element]]:
    """Yield the code of each field with an element in it."""
    for field in root.iter("{*}fldSimple"):
        yield attribute(field, "instr"), field
    open_: list[list[str]] = []
    for one in root.iter("{*}fldChar", "{*}instrText"):
        step = attribute(one, "fldCharType")
        if step == "begin":
            open_.append([])
        elif step in {"separate", "end"}:
            if open_ and open_[-1]:
                yield "".join(open_[-1]), one
                open_[-1].clear()
            if open_ and step == "end":
                open_.pop()
        elif open_:
            open_[-1].append(one.text or "")


def _words_of_numbers(package: Package) -> Mapping[tuple[str, str], str]:
    """Return the words that a list prints before its paragraphs, by its number and its level."""
    found: dict[tuple[str, str], str] = {}
    for part in package.related(package.main, "numbering"):
        root = package.xml(part)
        lists = {attribute(one, "abstractNumId"): one for one in root.iterfind("{*}abstractNum")}
        for one in root.iterfind("{*}num"):
            of = inner(one, "abstractNumId")
            base = None if of is None else lists.get(attribute(of, "val"))
            levels = [*(() if base is None else base), *one.iter("{*}lvl")]
            for level in levels:
                text = inner(level, "lvlText")
                words = "" if text is None else _LEVEL.sub("", attribute(text, "val"))
                if _HAS_WORD.search(words):
                    found[attribute(one, "numId"), attribute(level, "ilvl")] = words
    return found
