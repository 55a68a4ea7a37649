"""A workbook: its sheets, names and properties; the cells of a sheet only when asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from plandoc.read.archive import Archive, Relation
from plandoc.read.cells import Reading, SheetRow, decoded, shared_strings, sheet_rows

_EAST_ASIAN_DATES = (*range(27, 37), *range(50, 59))
"""Built-in formats of dates (ECMA-376 Part 1, 18.8.30) that openpyxl does not list."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells: its name, its part, whether it is shown."""

    name: str
    part: str
    visible: bool


class Book:
    """A workbook in an archive."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self._root = archive.xml(archive.main)
        self._relations = archive.relations(archive.main)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of cells, in their order; sheets of charts are left out."""
        parts = {r.id: r.target for r in self._relations if r.type == "worksheet"}
        found = []
        for sheet in self._root.iterfind("{*}sheets/{*}sheet"):
            part = parts.get(_by_local_name(sheet, "id"))
            if part is not None:
                visible = sheet.get("state", "visible") == "visible"
                found.append(Sheet(decoded(sheet.get("name", "")), part, visible))
        return tuple(found)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What defined names refer to, those of the whole workbook before those of one sheet."""
        found: dict[str, str] = {}
        names = self._root.findall("{*}definedNames/{*}definedName")
        for name in sorted(names, key=lambda one: one.get("localSheetId") is not None):
            found.setdefault(name.get("name", ""), name.text or "")
        return found

    @cached_property
    def properties(self) -> Mapping[str, str]:
        """The custom properties of the file, as text."""
        root = self._related(self.archive.relations(), "custom-properties")
        if root is None:
            return {}
        return {
            found.get("name", ""): decoded("".join(found.itertext()).strip())
            for found in root.iterfind("{*}property")
        }

    def rows(self, sheet: Sheet) -> Iterator[SheetRow]:
        """Yield the rows of a sheet that hold anything. Raises `ReturnedFileError`."""
        return sheet_rows(self.archive, sheet.part, self._reading)

    @cached_property
    def _reading(self) -> Reading:
        settings = self._root.find("{*}workbookPr")
        since_1904 = settings is not None and settings.get("date1904") in {"1", "true"}
        epoch = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
        strings = next((r.target for r in self._relations if r.type == "sharedStrings"), "")
        texts = shared_strings(self.archive, strings) if strings in self.archive else []
        return Reading(texts, self._dated(), epoch)

    def _dated(self) -> frozenset[str]:
        """Return the styles whose numbers are dates."""
        root = self._related(self._relations, "styles")
        if root is None:
            return frozenset()
        dated = {str(n) for n, code in BUILTIN_FORMATS.items() if _is_date(code)}
        dated |= {str(n) for n in _EAST_ASIAN_DATES}
        for form in root.iterfind("{*}numFmts/{*}numFmt"):
            number = form.get("numFmtId", "")
            (dated.add if _is_date(form.get("formatCode", "")) else dated.discard)(number)
        styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        return frozenset(str(n) for n, style in styles if style.get("numFmtId", "0") in dated)

    def _related(self, relations: tuple[Relation, ...], kind: str) -> Any:
        return next((self.archive.xml(r.target) for r in relations if r.type == kind), None)


def _is_date(code: str) -> bool:
    return bool(is_date_format(code)) and not is_timedelta_format(code)


def _by_local_name(element: Any, name: str) -> str:
    """Return an attribute of any namespace: the transitional and the strict one differ."""
    found = (value for key, value in element.attrib.items() if key.rpartition("}")[2] == name)
    return next(found, "")
