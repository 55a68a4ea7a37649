"""What a workbook tells of itself before its register is read, and the words of all languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache, cached_property

from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.returns.filled import Value
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import OUTCOME_FIELDS
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, words_in
from plandoc.words.texts import heading_key

PREFIX = "plandoc."
OUTCOMES = tuple(f"outcome.{name}" for name in OUTCOME_FIELDS)
_USUAL = (
    "id", "order", "number", "section", *PLAN_COLUMNS[1:], "first_day", "last_day", *OUTCOMES,
    "days_left", "state",
)  # fmt: skip
"""The columns of a register, where the workbook does not say which it has."""

_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff\u00ad"
"""White space of every kind, and signs of no width."""

_NAME, _VALUE, _KEY, _HEADING = 1, 2, 4, 5
"""Columns of the sheet of lists (`plandoc.formats.xlsx.tracking.guide`)."""


def text_of(value: Value) -> str:
    """Return the value of a cell as text, `""` for what cannot be seen."""
    if isinstance(value, str):
        return value if value.strip(_UNSEEN) else ""
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Known:
    """What is known of a workbook; each part is empty where it was lost.

    `headings` are those of the register by key, in the order in which it was issued; `sheets`
    are the names of the sheets on which all this stands.
    """

    manifest: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    issued: Mapping[str, Mapping[str, str]] | None = None
    sheets: frozenset[str] = frozenset()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the columns in the order in which they were issued, or usually are."""
        if self.headings:
            return tuple(self.headings)
        own = {key: None for texts in (self.issued or {}).values() for key in texts}
        usual = [key for key in _USUAL if key not in PLAN_COLUMNS or key in own or not self.issued]
        at = usual.index("first_day")
        return (*usual[:at], *(key for key in own if key not in usual), *usual[at:])

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """Every heading that a column may bear, by key: its own one, those of all languages."""
        said: dict[str, list[str]] = {key: [] for key in self.keys}
        for key, text in (*self.headings.items(), *_every_heading()):
            if key in said:
                said[key].append(heading_key(text))
        return {key: tuple(texts) for key, texts in said.items()}

    def heading(self, key: str) -> str:
        """Return the heading of a column as a person knows it."""
        language = self.manifest.get(f"{PREFIX}language", DEFAULT_LANGUAGE)
        usual = dict(_headings(language if language in LANGUAGES else DEFAULT_LANGUAGE))
        return self.headings.get(key) or usual.get(key) or key


def learn(book: Book) -> Known:
    """Return what a workbook tells on its hidden sheets and in its properties.

    Those sheets are known by what stands on them, whatever they are called and whether they are
    still hidden.
    """
    lists = issued = None
    for sheet, first in book.filled.items():
        if lists is None and _text(first, _NAME).startswith(PREFIX):
            lists = sheet
        elif issued is None and _heads_issued(first):
            issued = sheet
    manifest, headings = _read_lists(book, lists)
    manifest |= {name: text for name, text in book.properties.items() if name.startswith(PREFIX)}
    sheets = frozenset(sheet.name for sheet in (lists, issued) if sheet)
    return Known(manifest, headings, _read_issued(book, issued), sheets)


def _heads_issued(row: SheetRow) -> bool:
    _, *others = row.values.values()
    known = {*PLAN_COLUMNS, *OUTCOMES}
    keyed = all(str(key) in known or str(key).startswith("fields.") for key in others)
    return row.number == 1 and _text(row, 1) == "id" and keyed


def _read_lists(book: Book, sheet: Sheet | None) -> tuple[dict[str, str], dict[str, str]]:
    manifest: dict[str, str] = {}
    headings: dict[str, str] = {}
    for row in book.rows(sheet) if sheet else ():
        if (name := _text(row, _NAME)).startswith(PREFIX):
            manifest[name] = _text(row, _VALUE)
        if key := _text(row, _KEY):
            headings[key] = _text(row, _HEADING)
    return manifest, headings


def _read_issued(book: Book, sheet: Sheet | None) -> dict[str, dict[str, str]] | None:
    if sheet is None:
        return None
    header, *rows = book.rows(sheet)
    keys = {column: str(key) for column, key in header.values.items() if column > 1}
    return {
        ident: {
            keys[column]: text
            for column, value in row.values.items()
            if column in keys and (text := text_of(value))
        }
        for row in rows
        if (ident := _text(row, 1))
    }


def _text(row: SheetRow, column: int) -> str:
    return text_of(row.values.get(column))


@cache
def _every_heading() -> tuple[tuple[str, str], ...]:
    return tuple(pair for language in LANGUAGES for pair in _headings(language))


def _headings(language: str) -> Iterator[tuple[str, str]]:
    yield from words_in(language).tracking.headings.items()
    for key, text in words_in(language).words.columns.items():
        if key in PLAN_COLUMNS:
            yield key, text
