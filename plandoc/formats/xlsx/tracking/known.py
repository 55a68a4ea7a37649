"""Metadata of a workbook that are read before its register, and headings of all languages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache, cached_property

from plandoc.errors import Place
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow, column_letters
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
"""The columns of a register if the workbook does not list them."""

_ALWAYS = tuple(key for key in _USUAL if key not in PLAN_COLUMNS and key != "section")
"""The columns of every register, whether its list has them or lost them."""

_UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u2060\ufeff\u00ad"
"""White space of all kinds, and zero-width characters."""

_NAME, _VALUE, _KEY, _HEADING, FRAMED, DIGESTS = 1, 2, 4, 5, 10, 11
"""Column numbers of the sheet of lists (`plandoc.formats.xlsx.tracking.guide`)."""


def text_of(value: Value) -> str:
    """Return the value of a cell as text, `""` if it is invisible."""
    if isinstance(value, str):
        return value if value.strip(_UNSEEN) else ""
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Metadata:
    """The metadata of a workbook; lost parts are empty.

    `headings` are those of the register by key, in the issued order; `sheets` are the names of the
    sheets with the metadata, `damage` has a place on them and its text for each part that is not as
    issued. `frame` are names of sheets with what was recorded of their texts (`frame.py`).
    """

    manifest: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    issued: Mapping[str, Mapping[str, str]] | None = None
    sheets: frozenset[str] = frozenset()
    damage: tuple[tuple[Place, str], ...] = ()
    frame: tuple[tuple[str, str], ...] = ()

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The column keys in the issued order, or in the usual order."""
        if self.headings:
            return _completed(self.headings, self.issued or {})
        own = {key: None for texts in (self.issued or {}).values() for key in texts}
        usual = [key for key in _USUAL if key not in PLAN_COLUMNS or key in own or not self.issued]
        at = usual.index("first_day")
        return (*usual[:at], *(key for key in own if key not in usual), *usual[at:])

    @cached_property
    def words(self) -> dict[str, tuple[str, ...]]:
        """All possible headings of each column by key: the issued one, those of all languages."""
        headings: dict[str, list[str]] = {key: [] for key in self.keys}
        for key, text in (*self.headings.items(), *_every_heading()):
            if key in headings:
                headings[key].append(heading_key(text))
        return {key: tuple(texts) for key, texts in headings.items()}

    @property
    def language(self) -> str:
        """The language in which the workbook was issued."""
        language = self.manifest.get(f"{PREFIX}language", DEFAULT_LANGUAGE)
        return language if language in LANGUAGES else DEFAULT_LANGUAGE

    def shown(self, value: Value) -> str:
        """Return the value of a cell as it is shown there, `""` if it is invisible."""
        if isinstance(value, bool):
            return words_in(self.language).words.truth[value]
        if isinstance(value, datetime) and value.time() != time():
            return f"{value:%d.%m.%Y %H:%M}"
        return f"{value:%d.%m.%Y}" if isinstance(value, date) else text_of(value)

    def heading(self, key: str) -> str:
        """Return the heading of a column for readers."""
        usual = dict(_headings(self.language))
        return self.headings.get(key) or usual.get(key) or key.removeprefix("fields.")


def _completed(listed: Iterable[str], issued: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Return the listed keys and, behind their usual neighbours, those that the list lost."""
    keys = list(listed)
    texts = dict.fromkeys(key for row in issued.values() for key in row)
    at = 0
    for key in (*_USUAL, *(key for key in texts if key not in _USUAL)):
        if key in keys:
            at = keys.index(key) + 1
        elif key in _ALWAYS or key in texts:
            keys.insert(at, key)
            at += 1
    return tuple(keys)


def read_metadata(book: Book) -> Metadata:
    """Return the metadata on the hidden sheets and in the properties of a workbook.

    The sheets are recognised by their content, regardless of their names and visibility; one whose
    content is damaged by its name.
    """
    lists, issued = _hidden(book)
    damage: list[tuple[Place, str]] = []
    manifest, headings, frame = _read_lists(book, lists, damage)
    sheets = frozenset(sheet.name for sheet in (lists, issued) if sheet)
    texts = _read_issued(book, issued, damage)
    return Metadata(manifest, headings, texts, sheets, tuple(damage), frame)


def manifest_of(book: Book) -> Mapping[str, str]:
    """Return the manifest among the metadata of a workbook."""
    return _read_lists(book, _hidden(book)[0], [])[0]


def _hidden(book: Book) -> tuple[Sheet | None, Sheet | None]:
    """Return the hidden sheets of lists and of issued texts."""
    lists = issued = None
    for sheet, first in book.filled.items():
        if lists is None and _text(first, _NAME).startswith(PREFIX):
            lists = sheet
        elif issued is None and _is_issued_header(first):
            issued = sheet
    return lists or _named(book, "lists"), issued or _named(book, "issued")


def _named(book: Book, key: str) -> Sheet | None:
    """Return the hidden sheet with one of our names."""
    names = {words_in(language).tracking.sheets[key] for language in LANGUAGES}
    broken = {problem.place.sheet for problem in book.broken}
    hidden = (sheet for sheet in book.sheets if not sheet.visible and sheet.name not in broken)
    return next((sheet for sheet in hidden if sheet.name in names), None)


def _is_key(text: str) -> bool:
    """Whether a text is the key of a column; a damaged one must not take a column from its own."""
    return text in _USUAL or (text.startswith("fields.") and text != "fields.")


def _is_issued_key(text: str) -> bool:
    return text in PLAN_COLUMNS or text in OUTCOMES or text.startswith("fields.")


def _is_issued_header(row: SheetRow) -> bool:
    others = [str(value) for column, value in row.values.items() if column > 1]
    return row.number == 1 and _text(row, 1) == "id" and all(map(_is_issued_key, others))


def _read_lists(
    book: Book, sheet: Sheet | None, damage: list[tuple[Place, str]]
) -> tuple[dict[str, str], dict[str, str], tuple[tuple[str, str], ...]]:
    manifest: dict[str, str] = {}
    headings: dict[str, str] = {}
    frame: list[tuple[str, str]] = []
    for row in book.rows(sheet) if sheet else ():
        assert sheet
        if framed := _text(row, FRAMED):
            frame.append((framed, _text(row, DIGESTS)))
        name, key, heading = (_text(row, column) for column in (_NAME, _KEY, _HEADING))
        if name.startswith(PREFIX):
            manifest[name] = _text(row, _VALUE)
        elif name or _text(row, _VALUE):
            damage.append((_spot(book, sheet, row.number, _NAME), name))
        if _is_key(key) and key not in headings:
            headings[key] = heading
        elif key or heading:
            damage.append((_spot(book, sheet, row.number, _KEY), key or heading))
    if sheet and not (manifest and headings):
        damage.append((Place(book.package.file, sheet=sheet.name), ""))
    manifest |= {name: text for name, text in book.properties.items() if name.startswith(PREFIX)}
    return manifest, headings, tuple(frame)


def _read_issued(
    book: Book, sheet: Sheet | None, damage: list[tuple[Place, str]]
) -> dict[str, dict[str, str]] | None:
    """Return the issued texts; a column with a damaged key has none."""
    if sheet is None:
        return None
    rows = book.rows(sheet)
    header = next(rows, SheetRow(1, {}, {}, {}))
    said = {column: text for column, value in header.values.items() if (text := text_of(value))}
    counts = Counter(text for column, text in said.items() if column > 1)
    keys = {
        column: text
        for column, text in said.items()
        if column > 1 and _is_issued_key(text) and counts[text] == 1
    }
    if header.number != 1 or not (keys or said.get(1) == "id"):
        damage.append((Place(book.package.file, sheet=sheet.name), ""))
        return None
    found: dict[str, dict[str, str]] = {}
    lost = {column: said[column] for column in said.keys() - keys.keys() - {1}}
    if said.get(1) != "id":
        lost[1] = said.get(1, "")
    for row in rows:
        texts = {column: text for column, value in row.values.items() if (text := text_of(value))}
        lost |= dict.fromkeys(texts.keys() - keys.keys() - lost.keys() - {1}, "")
        if ident := texts.get(1):
            found[ident] = {keys[n]: text for n, text in texts.items() if n in keys}
    damage += ((_spot(book, sheet, 1, column), text) for column, text in sorted(lost.items()))
    return found


def _spot(book: Book, sheet: Sheet, row: int, column: int) -> Place:
    cell = f"{column_letters(column)}{row}"
    return Place(book.package.file, sheet=sheet.name, cell=cell)


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
