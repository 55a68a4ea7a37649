"""Reader of answer sheets, which are recognised by their hidden columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.answers.choices import SEAL, seal
from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import SheetRow, column_letters
from plandoc.schema.outcome import as_text

SHOWN = ("number", "activity", "field")
"""Visible columns that identify a row."""

OPEN = ("take", "own")
"""Input columns: an offered choice, or a text written in."""

_ROWS_ABOVE = 100
"""The header is searched in this many rows."""


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of answer sheet, and the codes of its problems.

    A row with one of `marks`, or with a text that begins with `prefix`, is the header. `keys` are
    the headings of the hidden columns except the seal; `headings` those of the other columns by
    key, one mapping per language.
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
    """An answer sheet: its known columns by key, and all columns by heading."""

    kind: SheetKind
    place: Place
    rows: Iterator[SheetRow]
    columns: Mapping[str, int]
    by_heading: Mapping[str, int]
    headings: Mapping[str, str]

    def answered(self) -> Iterator["AnswerRow | Problem"]:
        """Yield the answered rows, and problems of invalid ones."""
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
    """A row with a choice or a text written in."""

    sheet: AnswerSheet
    row: SheetRow

    @property
    def choice(self) -> str:
        """The choice, `""` if there is none."""
        return self.text("take").strip()

    @property
    def own(self) -> str:
        """The text written in, unchanged."""
        return self.text("own")

    @property
    def used(self) -> str:
        """The key of the filled column; the choice takes precedence."""
        return "take" if self.choice else "own"

    def text(self, key: str) -> str:
        """Return the text in the column with this key."""
        return self._at(self.sheet.columns[key])

    def prefixed(self) -> dict[str, str]:
        """Return the non-empty texts of the columns with the prefix of the kind."""
        prefix = self.sheet.kind.prefix
        found = {
            heading.removeprefix(prefix): self._at(column)
            for heading, column in self.sheet.by_heading.items()
            if prefix and heading.startswith(prefix)
        }
        return {key: text for key, text in found.items() if text}

    def is_whole(self) -> bool:
        """Whether the hidden texts belong to the visible texts of the row."""
        prefix = self.sheet.kind.prefix
        hidden = {key: self.text(key) for key in self.sheet.kind.keys}
        hidden |= {f"{prefix}{key}": text for key, text in self.prefixed().items()}
        return seal(hidden, [self.text(key) for key in SHOWN]) == self.text(SEAL)

    def place(self, key: str) -> Place:
        """Return the place of a cell, with activity and field of the row as its trail."""
        number, title, field = (" ".join(self.text(part).split()) for part in SHOWN)
        trail = " → ".join(part for part in (number or title, field) if part)
        cell = f"{column_letters(self.sheet.columns[key])}{self.row.number}"
        return replace(self.sheet.place, cell=cell, trail=trail)

    def problem(self, key: str, code: Code, **values: str) -> Problem:
        """Return a problem at the cell of a column."""
        headings = self.sheet.headings
        named = {"take": headings["take"], "own_heading": headings["own"], **values}
        return Problem(code, place=self.place(key), values=named)

    def _at(self, column: int) -> str:
        return as_text(self.row.values.get(column))  # type: ignore[arg-type]


def open_sheet(
    book: Book, sheet: Sheet, kind: SheetKind, file: str
) -> AnswerSheet | list[Problem] | None:
    """Return an answer sheet of a kind, or problems if columns are missing.

    Returns `None` for other sheets. The language of the header is the one with the most known
    headings.
    """
    rows = book.rows(sheet)
    above = takewhile(lambda row: row.number <= _ROWS_ABOVE, rows)
    header = next((row for row in above if _is_header(row, kind)), None)
    if header is None:
        return None
    by_heading = {text: column for column, text in header.values.items() if isinstance(text, str)}
    headings = max(kind.headings, key=lambda known: len(set(by_heading) & set(known.values())))
    wanted = {key: headings[key] for key in (*SHOWN, *OPEN)}
    wanted |= {key: key for key in (*kind.keys, SEAL)}
    place = Place(file, sheet=sheet.name)
    if lost := [heading for heading in wanted.values() if heading not in by_heading]:
        return [Problem(kind.lost_column, place=place, values={"heading": one}) for one in lost]
    columns = {key: by_heading[heading] for key, heading in wanted.items()}
    return AnswerSheet(kind, place, rows, columns, by_heading, headings)


def _is_header(row: SheetRow, kind: SheetKind) -> bool:
    texts = [text for text in row.values.values() if isinstance(text, str)]
    marked = any(text in kind.marks for text in texts)
    return marked or (kind.prefix != "" and any(text.startswith(kind.prefix) for text in texts))
