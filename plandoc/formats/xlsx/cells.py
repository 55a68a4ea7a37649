"""The cells of one sheet: a single pass over its part, only what holds a value.

Every dialect is read alike: any prefix, the transitional and the strict namespace, cells that do
not say where they stand. Rows of nothing but styled cells are passed over in their bytes, so
that a sheet formatted down to its last row costs seconds, and a sheet of more rows than there
can be is refused before they are parsed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from string import digits
from typing import Any, NamedTuple

from lxml.etree import _Element
from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from plandoc.ooxml.parts import Parts
from plandoc.ooxml.pull import pulled
from plandoc.ooxml.refusals import damaged, too_many
from plandoc.returns.filled import Value

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
MOST_CELLS = 2_000_000
"""Cells with values of one sheet: a hundred thousand activities."""

_ROW, _NUMBERED = b"<row ", b'<row r="'
_ROWS, _VALUES, _STRINGS = (b"<row",), (b"<v", b"<is>"), (b"<si",)
_BREAKS = 1
"""Tags that begin as rows do and are none: `<rowBreaks>`."""

_HELD = re.compile(rb"</(?!c>|row>)|<f\b|<[!?]|<\w+:")
"""Marks of rows that may hold more than styles: the end of another element."""

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([Ee][+-]?\d+)?")
_EXACT = 2**53
_SURROGATE = re.compile("[\ud800-\udfff]")


class SheetRow(NamedTuple):
    """A row that holds something: its number, values and formulas by the number of the column."""

    number: int
    values: dict[int, Value]
    formulas: dict[int, str]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to understand cells: shared strings, which styles show dates, the epoch."""

    strings: Sequence[str] = ()
    dated: frozenset[str] = frozenset()
    epoch: datetime = CALENDAR_WINDOWS_1900


def sheet_rows(parts: Parts, part: str, reading: Reading) -> Iterator[SheetRow]:
    """Yield the rows of a sheet that hold a value or a formula, in the order of the file.

    The format of a cell says whether it is a date; an error such as `#REF!` is a text. Of formulas
    shared by several cells each has the text of the first. Raises `ReturnedFileError` where the
    part is damaged or too large.
    """
    _refuse_more(parts, part, {_ROWS: MOST_ROWS + _BREAKS, _VALUES: MOST_CELLS})
    number = count = 0
    cells = _Cells(parts, part, reading)
    for row in pulled(parts, part, "row", _with_values(parts, part)):
        told = row.get("r", "")
        number = int(told) if told.isdecimal() else number + 1
        found = cells.of(row, number)
        count += len(found.values)
        if number > MOST_ROWS or count > MOST_CELLS:
            raise too_many(parts.file, part, MOST_ROWS if number > MOST_ROWS else MOST_CELLS)
        if found.values or found.formulas:
            yield found


def _refuse_more(parts: Parts, part: str, most: Mapping[tuple[bytes, ...], int]) -> None:
    """Count tags in the bytes of a part, which takes a hundredth of the time of parsing them."""
    counts = dict.fromkeys(most, 0)
    for chunk in parts.chunks(part):
        for tags, limit in most.items():
            counts[tags] += sum(map(chunk.count, tags))
            if counts[tags] > limit:
                raise too_many(parts.file, part, limit)


def _with_values(parts: Parts, part: str) -> Iterator[bytes]:
    """Yield the part without stretches in which no cell holds anything.

    A stretch is left out only where the row after it says its own number.
    """
    rest = b""
    for chunk in parts.chunks(part):
        held = rest + chunk
        cut = held.rfind(_ROW, 0, 1 - len(_NUMBERED))
        piece, rest = (held[:cut], held[cut:]) if cut > 0 else (held, b"")
        whole = piece.startswith(_ROW) and rest.startswith(_NUMBERED)
        if not whole or _HELD.search(piece):
            yield piece
    yield rest


class _Cells:
    """Reads the cells of rows of one sheet."""

    def __init__(self, parts: Parts, part: str, reading: Reading) -> None:
        self.strings = reading.strings
        self.dated = reading.dated
        self.epoch = reading.epoch
        self.shared: dict[str | None, str] = {}
        self.missing = damaged(parts.file, part)

    def of(self, row: _Element, number: int) -> SheetRow:
        """Return what the cells of a row hold."""
        found = SheetRow(number, {}, {})
        column = 0
        for cell in row:
            column = column_number(cell.get("r", "").rstrip(digits)) or column + 1
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
            if formula:
                found.formulas[column] = formula
            if text:
                value = self._value(text, cell.get("t", "n"), cell.get("s", "0"))
                if value != "":
                    found.values[column] = value
        return found

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
        dated = style in self.dated and not isinstance(number, str)
        return _as_date(number, self.epoch) if dated else number

    def _shared_string(self, text: str) -> str:
        try:
            return self.strings[int(text)]
        except (ValueError, IndexError):
            raise self.missing from None


def shared_strings(parts: Parts, part: str) -> list[str]:
    """Return the texts to which cells of all sheets refer by number."""
    _refuse_more(parts, part, {_STRINGS: MOST_CELLS})
    return [decoded(_runs(text)) for text in pulled(parts, part, "si", parts.chunks(part))]


def _runs(element: _Element) -> str:
    """Return the text of all runs of an element, still escaped, without phonetic hints."""
    parts = []
    for child in element:
        match _local(str(child.tag)):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts.append(_runs(child))
    return "".join(parts)


def decoded(text: str) -> str:
    """Return a text as Excel reads it: `_x0041_` is «A», lines end with a line feed."""
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
    """Return the number of a column, 0 where there are no letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=65_536)
def _as_number(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text.strip()):
        return decoded(text)
    with suppress(ValueError):
        return int(text)
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < _EXACT else number


@lru_cache(maxsize=65_536)
def _as_date(number: float, epoch: datetime) -> Value:
    try:
        return _day(from_excel(number, epoch))
    except (OverflowError, ValueError):
        return number


def _as_moment(text: str) -> Value:
    """Return an ISO 8601 date or time, or its text: Excel stores durations so as well."""
    try:
        value: Any = from_ISO8601(text)  # type: ignore[no-untyped-call]
    except ValueError:
        return decoded(text)
    return decoded(text) if isinstance(value, timedelta) else _day(value)


def _day(value: date | datetime | time) -> Value:
    """Return a moment as what it means: midnight is the day."""
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
