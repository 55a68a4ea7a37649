"""Reader of the cells of a sheet: a single pass over its part, returning only values.

All dialects are supported: any prefix, the transitional and the strict namespace, cells without a
reference. Rows with nothing but styled cells are skipped at byte level, so that a sheet formatted
down to its last row takes only seconds, and a sheet with too many rows is refused before parsing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from math import isfinite
from string import digits
from typing import NamedTuple

from lxml.etree import _Element

from plandoc.formats.xlsx.plain_rows import PlainCell, plain_rows
from plandoc.formats.xlsx.serials import SINCE_1900, moment, moment_in
from plandoc.formats.xlsx.shown import GENERAL, Formatted, shown
from plandoc.ooxml.markup import OTHER_ENCODING
from plandoc.ooxml.parts import Parts
from plandoc.ooxml.pull import Pull, pulled
from plandoc.ooxml.refusals import damaged, too_many
from plandoc.returns.filled import Value

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_CELLS = 2_000_000
"""Maximum number of cells with values on a sheet: a hundred thousand activities."""

MOST_MERGED = 100_000
"""Maximum number of merged areas on a sheet: five in each row of twenty thousand activities."""

_ROW, _NUMBERED = b"<row ", b'<row r="'
_ROWS, _VALUES, _STRINGS = (b"<row",), (b"<v", b"<is>"), (b"<si",)
_MERGED = (b"mergeCell ",)
_BREAKS = 1
"""Number of tags with the same beginning that are not rows: `<rowBreaks>`."""

_HAS_CONTENT = re.compile(rb"</(?!c>|row>)|<f\b|<[!?]|<\w+:")
"""Marks of rows that may hold more than styles: the end of another element."""

_BOOLEANS: Mapping[str, Value] = {"=TRUE()": True, "=FALSE()": False}
"""What some programs write for a ticked box and for one that is not."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?")
_INDEX = re.compile("[0-9]{1,9}")
_REFERENCE = re.compile("[A-Za-z]{1,3}")
_LONGEST_NUMBER = 300
"""Digits of a number that fits a float; what is longer is a text."""

_EXACT = 2**53
_DIGITS, _LONGEST_ROW = re.compile("[0-9]+"), 9
_SURROGATE = re.compile("[\ud800-\udfff]")


class SheetRow(NamedTuple):
    """A non-empty row: its number, values and formulas by column number.

    Rows with the same formulas share them.
    """

    number: int
    values: Mapping[int, Value]
    formulas: Mapping[int, str]
    formatted: Mapping[int, Formatted]
    """Numbers with a format of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The context for reading cells: shared strings, date styles, the epoch.

    `formats` are those of styles that are not general. With `as_shown`, numbers are texts as shown.
    """

    strings: Sequence[str] = ()
    dated: frozenset[str] = frozenset()
    epoch: datetime = SINCE_1900
    formats: Mapping[str, str] = field(default_factory=dict)
    as_shown: bool = False
    counted: set[str] = field(default_factory=set)
    """The sheets that are known not to be too large."""


def sheet_rows(parts: Parts, part: str, reading: Reading) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that hold a value or a formula, in the order of the file.

    The format of a cell says whether it is a date; an error such as `#REF!` is a text. Of formulas
    shared by several cells each has the text of the first. Raises `ReturnedFileError` where the
    part is damaged or too large.
    """
    if part not in reading.counted:
        most = {_ROWS: MOST_ROWS + _BREAKS, _VALUES: MOST_CELLS, _MERGED: MOST_MERGED}
        _refuse_more(parts, part, most)
        reading.counted.add(part)
    count = 0
    for found in _rows(parts, part, reading):
        number = found.number
        count += len(found.values)
        if number > MOST_ROWS or count > MOST_CELLS:
            raise too_many(parts.file, part, MOST_ROWS if number > MOST_ROWS else MOST_CELLS)
        if found.values or found.formulas:
            yield found


def _refuse_more(parts: Parts, part: str, most: Mapping[tuple[bytes, ...], int]) -> None:
    """Count tags at byte level, which is a hundred times faster than parsing."""
    counts = dict.fromkeys(most, 0)
    for chunk in parts.chunks(part):
        for tags, limit in most.items():
            counts[tags] += sum(map(chunk.count, tags))
            if counts[tags] > limit:
                raise too_many(parts.file, part, limit)


def _rows(parts: Parts, part: str, reading: Reading) -> Iterator[SheetRow]:
    """Yield the rows of a sheet, those of usual pieces without a parser.

    The parser gets all else, with which the sheet must be well-formed.
    """
    cells = _Cells(parts, part, reading)
    pull = Pull(parts, part, "row")
    number, is_plain = 0, True
    for piece, is_rows in _pieces(parts, part):
        if is_rows and not _HAS_CONTENT.search(piece):
            continue
        plain = plain_rows(piece) if is_rows and is_plain else None
        if plain is not None:
            for number, row in plain:
                yield cells.of_plain(row, number)
            continue
        is_plain = is_plain and _keeps_plain(piece)
        for element in pull.fed(piece):
            number = _number(element, number)
            yield cells.of(element, number)
    for element in pull.ended():
        number = _number(element, number)
        yield cells.of(element, number)


def _number(row: _Element, above: int) -> int:
    reference = row.get("r", "")
    return int(reference[:_LONGEST_ROW]) if _DIGITS.fullmatch(reference) else above + 1


def _keeps_plain(piece: bytes) -> bool:
    """Whether what looks like a row behind a piece is one: not in a comment, in no other code."""
    return (
        b"<!" not in piece and piece.count(b"<?") < _BREAKS + 1 and not OTHER_ENCODING.match(piece)
    )


def _pieces(parts: Parts, part: str) -> Iterator[tuple[bytes, bool]]:
    """Yield the part in pieces, and whether a piece is whole rows before one with a number."""
    rest, is_head = b"", True
    for chunk in parts.chunks(part):
        rest += chunk
        if is_head and (cut := rest.find(_ROW)) > 0:
            yield rest[:cut], False
            rest, is_head = rest[cut:], False
        cut = rest.rfind(_ROW, 0, 1 - len(_NUMBERED))
        piece, rest = (rest[:cut], rest[cut:]) if cut > 0 else (rest, b"")
        yield piece, piece.startswith(_ROW) and rest.startswith(_NUMBERED)
    yield rest, False


_formatted = lru_cache(maxsize=4_096, typed=True)(Formatted)
"""The same object for the same number: days are in many rows."""


_NOTHING: Mapping[int, Formatted] = {}
_MOST_ALIKE = 100
"""Kinds of rows by their formulas; where there are more, each row has its own."""


class _Found(NamedTuple):
    """What was found in a row so far: its values, formulas and formatted numbers by column."""

    values: dict[int, Value]
    formulas: dict[int, str]
    formatted: dict[int, Formatted]


class _Cells:
    """Reads the cells of rows of one sheet."""

    def __init__(self, parts: Parts, part: str, reading: Reading) -> None:
        self.strings = reading.strings
        self.dated = reading.dated
        self.epoch = reading.epoch
        self.formats = reading.formats
        self.as_shown = reading.as_shown
        self.shared: dict[str | None, str] = {}
        self.missing = damaged(parts.file, part)
        self.alike: dict[tuple[tuple[int, str], ...], Mapping[int, str]] = {}

    def of(self, row: _Element, number: int) -> SheetRow:
        """Return the values and formulas of a row."""
        found = _Found({}, {}, {})
        column = 0
        for cell in row:
            column = self._column(cell.get("r", "").rstrip(digits)) or column + 1
            if column > MOST_COLUMNS:
                raise self.missing
            text: str | None = None
            formula = ""
            for child in cell:
                match _local(str(child.tag)):
                    case "v":
                        text = child.text
                    case "f":
                        formula = self._formula(child)
                    case "is":
                        text = _runs(child)
            self._put(found, column, formula, text, cell.get("t", "n"), cell.get("s", "0"))
        return self._row(number, found)

    def of_plain(self, row: Iterable[PlainCell], number: int) -> SheetRow:
        """Return the values and formulas of a row that was read without a parser."""
        found = _Found({}, {}, {})
        for letters, style, kind, formula, shared, text in row:
            column = column_number(letters)
            if column > MOST_COLUMNS:
                raise self.missing
            told = "" if formula is None else f"={formula}"
            if told and shared is not None:
                told = self.shared.setdefault(shared or None, told)
            self._put(found, column, told, text, kind, style)
        return self._row(number, found)

    def _row(self, number: int, found: "_Found") -> SheetRow:
        told = tuple(found.formulas.items())
        formulas = self.alike.get(told, found.formulas)
        if len(self.alike) < _MOST_ALIKE:
            self.alike[told] = formulas
        return SheetRow(number, found.values, formulas, found.formatted or _NOTHING)

    def _put(  # noqa: PLR0913, PLR0917
        self, found: "_Found", column: int, formula: str, text: str | None, kind: str, style: str
    ) -> None:
        """Record a cell; of two cells in one place one would be lost."""
        value = _BOOLEANS.get(formula.upper())
        is_number = value is None and kind == "n"
        if value is None:
            value = self._value(text, kind, style) if text else ""
            if formula:
                found.formulas[column] = formula
        if value != "" and found.values.setdefault(column, value) != value:
            raise self.missing
        if text and is_number and style in self.formats:
            number = _as_number(text)
            if not isinstance(number, str):
                found.formatted[column] = _formatted(number, self.formats[style], self.epoch)

    def _column(self, letters: str) -> int:
        """Return the number of a column, 0 where the cell has no reference."""
        if letters and not _REFERENCE.fullmatch(letters):
            raise self.missing
        return column_number(letters)

    def _formula(self, formula: _Element) -> str:
        text = f"={formula.text or ''}"
        if formula.get("t") == "shared":
            text = self.shared.setdefault(formula.get("si"), text)
        return text

    def _value(self, text: str, kind: str, style: str) -> Value:
        match kind:
            case "s":
                return self._shared_string(text)
            case "str" | "inlineStr" | "e":
                return decoded(text)
            case "b":
                return text.strip() in {"1", "true"}
            case "d":
                return _as_moment(text)
        number = _as_number(text)
        if self.as_shown and not isinstance(number, str):
            return shown(number, self.formats.get(style, GENERAL), self.epoch)
        dated = style in self.dated and not isinstance(number, str)
        return _as_date(number, self.epoch) if dated else number

    def _shared_string(self, text: str) -> str:
        index = text.strip()
        if not _INDEX.fullmatch(index) or int(index) >= len(self.strings):
            raise self.missing
        return self.strings[int(index)]


def shared_strings(parts: Parts, part: str) -> list[str]:
    """Return the shared strings of the workbook."""
    _refuse_more(parts, part, {_STRINGS: MOST_CELLS})
    return [decoded(_runs(text)) for text in pulled(parts, part, "si", parts.chunks(part))]


def _runs(element: _Element) -> str:
    """Return the escaped text of all runs of an element, without phonetic hints."""
    parts = []
    for child in element:
        match _local(str(child.tag)):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts.append(_runs(child))
    return "".join(parts)


def decoded(text: str) -> str:
    """Return a text decoded as by Excel: `_x0041_` is «A», lines end with a line feed."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        if _SURROGATE.search(text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


@lru_cache(maxsize=256)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


@lru_cache(maxsize=16_384)
def column_number(letters: str) -> int:
    """Return the number of a column, 0 for no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=16_384)
def column_letters(number: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=65_536)
def _as_number(text: str) -> int | float | str:
    if len(text) > _LONGEST_NUMBER or not _NUMBER.fullmatch(text.strip()):
        return decoded(text)
    with suppress(ValueError):
        return int(text)
    number = float(text)
    if not isfinite(number):
        return decoded(text)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


@lru_cache(maxsize=65_536)
def _as_date(number: float, epoch: datetime) -> Value:
    try:
        return _day(moment(number, epoch))
    except (OverflowError, ValueError):
        return number


def _as_moment(text: str) -> Value:
    """Return an ISO 8601 date or time, or its text for durations, which have the same type."""
    value = moment_in(text)
    return decoded(text) if value is None else _day(value)


def _day(value: date | datetime | time) -> Value:
    """Return a moment, converted to a date if it is midnight."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
