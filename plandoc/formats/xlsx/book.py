"""A workbook for reading: sheets, defined names, properties; cells are read on demand."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape
from string import ascii_uppercase, digits

from lxml.etree import _Element

from plandoc.errors import Problem, ReturnedFileError
from plandoc.formats.xlsx.cells import (
    Reading,
    SheetRow,
    column_letters,
    column_number,
    decoded,
    shared_strings,
    sheet_rows,
)
from plandoc.formats.xlsx.number_formats import BUILT_IN, EAST_ASIAN_DATES, is_date
from plandoc.formats.xlsx.serials import SINCE_1900, SINCE_1904
from plandoc.formats.xlsx.shown import GENERAL
from plandoc.ooxml.markup import attribute, local_name
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import custom_properties
from plandoc.ooxml.refusals import damaged, too_many

MOST_SHEETS = 1_000
"""Maximum number of sheets: each is looked through for what is ours."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_LONGEST_TAG = 200
_ON_PAGES = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^<>]*>([^<>]+)<")
_LONGEST_ON_PAGE = 2_000
_OURS = re.compile(r"(?:\A\s*|\n+)plandoc: ?\n")
"""The beginning of text added by plandoc in a comment (`plandoc.formats.xlsx.annotated`)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its name, part and visibility."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, such as `B2:C4`."""

    text: str

    @property
    def first(self) -> str:
        """The upper left cell."""
        return self.text.partition(":")[0]

    @property
    def top(self) -> int:
        """The number of the first row."""
        return int(self.first.lstrip(ascii_uppercase))

    @property
    def bottom(self) -> int:
        """The number of the last row."""
        return int(self.text.partition(":")[2].lstrip(ascii_uppercase))

    @property
    def columns(self) -> range:
        """The numbers of the columns."""
        left, right = (column_number(cell.rstrip(digits)) for cell in self.text.split(":"))
        return range(left, right + 1)


class Book:
    """A workbook as a package of parts."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._kept: dict[Sheet, Sequence[SheetRow]] = {}
        self._root = package.xml(package.main)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The worksheets in order, without chart sheets.

        Raises `ReturnedFileError` where two of them are the same part, which nothing writes, and
        where there are too many.
        """
        relations = self.package.relations(self.package.main)
        parts = {
            relation.id: relation.part for relation in relations if relation.kind == "worksheet"
        }
        found: list[Sheet] = []
        seen: set[str | None] = set()
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            part = parts.get(attribute(sheet, "id"))
            if part in seen:
                raise damaged(self.package.file, self.package.main)
            if part is not None:
                seen.add(part)
                if len(found) == MOST_SHEETS:
                    raise too_many(self.package.file, self.package.main, MOST_SHEETS)
                visible = sheet.get("state", "visible") == "visible"
                found.append(Sheet(decoded(sheet.get("name", "")), part, visible))
        return tuple(found)

    @cached_property
    def filled(self) -> Mapping[Sheet, SheetRow]:
        """The sheets that are not empty, each with its first row that is not empty.

        A sheet that cannot be read is not among them, but in `broken`.
        """
        return self._first_rows[0]

    @property
    def broken(self) -> tuple[Problem, ...]:
        """The problems of unreadable sheets."""
        return self._first_rows[1]

    @cached_property
    def _first_rows(self) -> tuple[dict[Sheet, SheetRow], tuple[Problem, ...]]:
        filled: dict[Sheet, SheetRow] = {}
        broken: list[Problem] = []
        reading = self._reading
        for sheet in self.sheets:
            try:
                first = next(sheet_rows(self.package, sheet.part, reading), None)
            except ReturnedFileError as error:
                broken += (problem.at(sheet=sheet.name) for problem in error.problems)
            else:
                filled |= {sheet: first} if first else {}
        return filled, tuple(broken)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """References by defined name; workbook scope takes precedence over sheet scope."""
        found: dict[str, str] = {}
        names = self._root.findall("{*}definedNames/{*}definedName")
        for name in sorted(names, key=lambda one: one.get("localSheetId") is not None):
            found.setdefault(name.get("name", ""), name.text or "")
        return found

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom properties of the file, as text."""
        return {name: decoded(text) for name, text in custom_properties(self.package).items()}

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the non-empty rows of a sheet. Raises `ReturnedFileError`."""
        if sheet in self._kept:
            return iter(self._kept[sheet])
        return sheet_rows(self.package, sheet.part, self._reading)

    def keep(self, sheet: Sheet, rows: Sequence[SheetRow]) -> None:
        """Keep the rows of a sheet, all of which somebody holds anyway."""
        self._kept[sheet] = rows

    def shown_rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the non-empty rows of a sheet, numbers and dates as texts as shown."""
        reading = replace(self._reading, as_shown=True)
        return sheet_rows(self.package, sheet.part, reading)

    def merged(self, sheet: Sheet) -> tuple[Area, ...]:
        """Return the merged areas of a sheet."""
        found: list[bytes] = []
        rest = b""
        for chunk in self.package.chunks(sheet.part):
            held = rest + chunk
            found += _MERGED.findall(held) if b"mergeCell" in held else ()
            rest = held[-_LONGEST_TAG:]
        return tuple(Area(area.decode()) for area in dict.fromkeys(found))

    def comments(self, sheet: Sheet) -> dict[str, str]:
        """Return the comments on cells of a sheet, without those written by plandoc."""
        root = self._related(sheet.part, "comments")
        if root is None:
            return {}
        texts = {
            comment.get("ref", ""): decoded("".join(t.text or "" for t in comment.iter("{*}t")))
            for comment in root.iterfind("{*}commentList/{*}comment")
        }
        others = {cell: _OURS.split(text)[0].strip() for cell, text in texts.items()}
        return {cell: text for cell, text in others.items() if text}

    def drawn(self, sheet: Sheet) -> Iterator[str]:
        """Yield the cell below the corner of each shape on a sheet, notes apart."""
        for part in self.package.related(sheet.part, "drawing"):
            yield from map(_corner, self._drawn(part))
        for part in self.package.related(sheet.part, "vmlDrawing"):
            for shape in self._drawn(part):
                if local_name(shape) not in {"shapetype", "shapelayout"} and not _is_note(shape):
                    yield ""

    def boxes(self, sheet: Sheet) -> Iterator[tuple[str, str]]:
        """Yield the texts of shapes on a sheet, each with the cell below its corner."""
        for part in self.package.related(sheet.part, "drawing"):
            for anchor in self._drawn(part):
                text = "\n".join(
                    "".join(found.text or "" for found in paragraph.iter("{*}t"))
                    for paragraph in anchor.iterfind(".//{*}txBody/{*}p")
                    if next(paragraph.iterancestors("{*}Fallback"), None) is None
                ).strip()
                if text:
                    yield _corner(anchor), text
        for part in self.package.related(sheet.part, "vmlDrawing"):
            for shape in self._drawn(part):
                words = ["".join(box.itertext()) for box in shape.iterfind("{*}textbox")]
                if (text := " ".join(map(str.strip, words)).strip()) and not _is_note(shape):
                    yield "", text

    def pictures(self, sheet: Sheet) -> Iterator[str]:
        """Yield the cell below the corner of each picture on a sheet."""
        for part in self.package.related(sheet.part, "drawing"):
            for anchor in self._drawn(part):
                if next(anchor.iter("{*}pic"), None) is not None:
                    yield _corner(anchor)

    def _drawn(self, part: str) -> Iterator[_Element]:
        with suppress(ReturnedFileError):
            yield from self.package.tree(part).iterchildren("*")

    def page_texts(self, sheet: Sheet) -> Iterator[str]:
        """Yield the headers and footers of the pages of a sheet."""
        rest = b""
        for chunk in self.package.chunks(sheet.part):
            held = rest + chunk
            for found in _ON_PAGES.finditer(held):
                yield unescape(found[1].decode("utf-8", "replace"))
            rest = held[-_LONGEST_ON_PAGE:] if not _ON_PAGES.search(held) else b""

    @cached_property
    def _reading(self) -> Reading:
        settings = self._root.find("{*}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        epoch = SINCE_1904 if since_1904 else SINCE_1900
        return Reading(self.strings, self._dated(), epoch, self._formats)

    @cached_property
    def _formats(self) -> Mapping[str, str]:
        """The formats of numbers by the indexes of styles, without those that show any value."""
        root = self._related(self.package.main, "styles")
        if root is None:
            return {}
        codes = {str(number): code for number, code in BUILT_IN.items()}
        for form in root.iterfind("{*}numFmts/{*}numFmt"):
            codes[form.get("numFmtId", "")] = form.get("formatCode", "")
        styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        numbers = ((str(n), style.get("numFmtId", "0")) for n, style in styles)
        plain = {GENERAL, "@", ""}
        found = ((style, codes.get(number, GENERAL)) for style, number in numbers)
        return {style: code for style, code in found if code not in plain}

    @cached_property
    def strings(self) -> Sequence[str]:
        """The shared strings."""
        parts = self.package.related(self.package.main, "sharedStrings")
        return shared_strings(self.package, parts[0]) if parts else []

    def _dated(self) -> frozenset[str]:
        """Return the indexes of styles with a date format."""
        root = self._related(self.package.main, "styles")
        if root is None:
            return frozenset()
        dated = {str(n) for n, code in BUILT_IN.items() if is_date(code)}
        dated |= {str(n) for n in EAST_ASIAN_DATES}
        for form in root.iterfind("{*}numFmts/{*}numFmt"):
            number = form.get("numFmtId", "")
            (dated.add if is_date(form.get("formatCode", "")) else dated.discard)(number)
        styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(str(n) for n, style in styles if style.get("numFmtId", "0") in dated)

    def _related(self, source: str, kind: str) -> _Element | None:
        return next((self.package.xml(part) for part in self.package.related(source, kind)), None)


def _is_note(shape: _Element) -> bool:
    """Whether a shape is the box of a comment."""
    data = shape.find("{*}ClientData")
    return data is not None and data.get("ObjectType") == "Note"


def _corner(anchor: _Element) -> str:
    """Return the cell in which a shape begins."""
    found = [anchor.findtext(f"{{*}}from/{{*}}{name}", "") for name in ("col", "row")]
    if not all(re.fullmatch("[0-9]{1,7}", text) for text in found):
        return ""
    column, row = map(int, found)
    return f"{column_letters(column + 1)}{row + 1}"
