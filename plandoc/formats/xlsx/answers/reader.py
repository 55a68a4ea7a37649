"""Sheets of answers read back: known by their hidden columns, row by row what somebody answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.answers.choices import SEAL, letters, seal
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.schema.outcome import as_text

SHOWN = ("number", "activity", "field")
"""Columns by which a person knows a row."""

OPEN = ("take", "own")
"""Columns to answer in: one of the choices offered, or words of one's own."""

_ROWS_ABOVE = 100
"""How far down the header is looked for."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of sheet of answers, and the codes of what may be wrong with its rows.

    A row that holds one of `marks`, or a text that begins with `prefix`, is the header. `keys` are
    the headings of the hidden columns, the seal besides; `headings` those of the others by key,
    a mapping for each language.
    """

    marks: tuple[str, ...]
    keys: tuple[str, ...]
    headings: tuple[Mapping[str, str], ...]
    lost_column: Code
    formula: Code
    broken_row: Code
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A sheet of answers: its columns by their keys, all of its columns by their headings."""

    kind: SheetKind
    place: Place
    rows: Iterator[SheetRow]
    columns: Mapping[str, int]
    headed: Mapping[str, int]
    headings: Mapping[str, str]

    def answered(self) -> Iterator["AnswerRow | Problem"]:
        """Yield the rows in which something was answered, and what is wrong with some of them."""
        for row in self.rows:
            answer = AnswerRow(self, row)
            formulas = [key for key in OPEN if self.columns[key] in row.formulas]
            if formulas:
                formula = row.formulas[self.columns[formulas[0]]]
                yield answer.problem(formulas[0], self.kind.formula, formula=formula)
            elif answer.choice or answer.own.strip():
                yield (
                    answer
                    if answer.is_whole()
                    else answer.problem(answer.used, self.kind.broken_row)
                )


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row in which somebody chose something, or wrote words of their own."""

    sheet: AnswerSheet
    row: SheetRow

    @property
    def choice(self) -> str:
        """What was chosen, `""` for nothing."""
        return self.text("take").strip()

    @property
    def own(self) -> str:
        """The words that were written, as they are."""
        return self.text("own")

    @property
    def used(self) -> str:
        """The key of the column that was used; the choice comes first."""
        return "take" if self.choice else "own"

    def text(self, key: str) -> str:
        """Return the text in the column of a key."""
        return self._at(self.sheet.columns[key])

    def prefixed(self) -> dict[str, str]:
        """Return the texts of the columns with the prefix of the kind, empty ones left out."""
        prefix = self.sheet.kind.prefix
        found = {
            heading.removeprefix(prefix): self._at(column)
            for heading, column in self.sheet.headed.items()
            if prefix and heading.startswith(prefix)
        }
        return {key: text for key, text in found.items() if text}

    def is_whole(self) -> bool:
        """Whether the hidden texts belong to what is seen in the row."""
        prefix = self.sheet.kind.prefix
        hidden = {key: self.text(key) for key in self.sheet.kind.keys}
        hidden |= {f"{prefix}{key}": text for key, text in self.prefixed().items()}
        return seal(hidden, [self.text(key) for key in SHOWN]) == self.text(SEAL)

    def place(self, key: str) -> Place:
        """Return the cell of a column, with the activity and the field that the row is about."""
        number, title, field = (" ".join(self.text(part).split()) for part in SHOWN)
        trail = " → ".join(part for part in (number or title, field) if part)
        cell = f"{letters(self.sheet.columns[key])}{self.row.number}"
        return replace(self.sheet.place, cell=cell, trail=trail)

    def problem(self, key: str, code: Code, **values: str) -> Problem:
        """Return a problem of the cell in a column."""
        headings = self.sheet.headings
        said = {"take": headings["take"], "own_heading": headings["own"], **values}
        return Problem(code, place=self.place(key), values=said)

    def _at(self, column: int) -> str:
        return as_text(self.row.values.get(column))  # type: ignore[arg-type]


def open_sheet(
    book: Book, sheet: Sheet, kind: SheetKind, file: str
) -> AnswerSheet | list[Problem] | None:
    """Return a sheet of answers of a kind, or the problems of one that lost columns.

    `None` means that the sheet is no such sheet. The header is read in the language that knows
    most of its headings.
    """
    rows = book.rows(sheet)
    above = takewhile(lambda row: row.number <= _ROWS_ABOVE, rows)
    header = next((row for row in above if _is_header(row, kind)), None)
    if header is None:
        return None
    headed = {text: column for column, text in header.values.items() if isinstance(text, str)}
    headings = max(kind.headings, key=lambda known: len(set(headed) & set(known.values())))
    wanted = {key: headings[key] for key in (*SHOWN, *OPEN)}
    wanted |= {key: key for key in (*kind.keys, SEAL)}
    place = Place(file, sheet=sheet.name)
    if lost := [heading for heading in wanted.values() if heading not in headed]:
        return [Problem(kind.lost_column, place=place, values={"heading": one}) for one in lost]
    columns = {key: headed[heading] for key, heading in wanted.items()}
    return AnswerSheet(kind, place, rows, columns, headed, headings)


def _is_header(row: SheetRow, kind: SheetKind) -> bool:
    texts = [text for text in row.values.values() if isinstance(text, str)]
    marked = any(text in kind.marks for text in texts)
    return marked or (kind.prefix != "" and any(text.startswith(kind.prefix) for text in texts))
