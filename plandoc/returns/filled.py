"""The content of a filled file before interpretation.

Readers of all formats return the same structure: rows in file order, with cells by column key
(`plandoc.wording.columns`), each cell with its place. Nothing is interpreted, and nothing but
blank rows is omitted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from plandoc.errors import Place, Problem
from plandoc.ooxml.kind import FileKind

Value = str | bool | int | float | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as stored; the `value` of a formula is the last computed one, if any.

    `seen` is what a person sees of a number that has a format of its own: `35%` of 0.35; `None`
    where that is not known.
    """

    value: Value
    place: Place
    formula: str = ""
    seen: str | None = ""


class TextCells(Mapping[str, Cell]):
    """The cells of a row that has nothing but texts, made when they are asked for.

    A cell with its place weighs several times as much as its text. `columns` say by key which text
    it is and the part of its place; rows that are alike share them.
    """

    __slots__ = ("_columns", "_place", "_texts")

    def __init__(
        self,
        place: Place,
        columns: Mapping[str, tuple[int, str]],
        texts: tuple[str | None, ...],
    ) -> None:
        self._place, self._columns, self._texts = place, columns, texts

    def __getitem__(self, key: str) -> Cell:
        at, part = self._columns[key]
        row = self._place
        return Cell(self._texts[at], Place(row.file, table=row.table, row=row.row, part=part))

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def __repr__(self) -> str:
        return repr(dict(self))


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of the table that is not entirely empty.

    `cells` maps column keys to cells: `id`, `number`, `title`, `fields.place`, `outcome.status`
    (workbook), `outcome` (document, the whole outcome). An empty cell has no value; a column that
    the file does not have has no cell.
    """

    place: Place
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A text outside the rows: a paragraph, or a cell above the register.

    `in_table` marks headings of columns and sections in the table of the plan.
    """

    text: str
    place: Place
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from.

    `text` is the value as in `Outcome.texts`, `shown` the value formatted for readers.
    """

    text: str
    shown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of an activity with different values in files, or in a file and the plan.

    `base` is the value with which the files were issued, formatted for readers; `plan` is the
    current value of the plan. The field `row` stands for a row that one file deleted and another
    one filled in.
    """

    id: str
    number: str
    title: str
    field: str
    base: str
    plan: Option | None
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """The resolution of a conflict about one field.

    `options` are the texts that were offered; `taken` is one of them or a text written in.
    """

    id: str
    field: str
    options: tuple[str, ...]
    taken: str
    place: Place


@dataclass(frozen=True, slots=True)
class Returned:
    """The content of a filled file.

    `manifest` identifies the plan (`plandoc.plan_id`, `plandoc.revision`, …); it is empty if it was
    lost. `issued` are the texts with which the file was issued, by id and column key
    (`plandoc.wording.columns.issued_texts`); `None` if they were lost.
    """

    file: str
    sha256: str
    kind: FileKind
    manifest: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[SeenRow, ...] = ()
    issued: Mapping[str, Mapping[str, str]] | None = None
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
