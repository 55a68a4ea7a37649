"""What came back: a filled file as it was seen, before anything is decided about it.

Readers of every format give the same shape, a table of cells under the keys of columns
(`plandoc.wording.columns`): rows in the order of the file, each cell with its place. Nothing is
interpreted here, and nothing is left out but what is blank.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from plandoc.errors import Place, Problem
from plandoc.ooxml.kind import FileKind

Value = str | bool | int | float | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is stored; of a formula, `value` is what was calculated last, if anything."""

    value: Value
    place: Place
    formula: str = ""


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row of the table that is not wholly blank.

    `cells` holds cells by the keys of columns: `id`, `number`, `title`, `fields.place`,
    `outcome.status` (a workbook), `outcome` (the whole mark, a document). A column that the
    file has and the cell of which is blank gives a cell without a value; a column that the file
    lacks gives nothing.
    """

    place: Place
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Line:
    """A text that stands outside the rows: a paragraph, or a cell above a register.

    `in_table` tells headings of columns and of sections in the table of the plan from the rest.
    """

    text: str
    place: Place
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values between which a person has to choose.

    `text` is the value as `Outcome.texts` gives it, `shown` as a person reads it.
    """

    text: str
    shown: str
    place: Place


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field of an activity for which files, or a file and the plan, say different things.

    `base` is what the files were issued with, as a person reads it; `plan` what the plan says
    now. The field `row` asks whether a row that one deleted and another filled in is taken.
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
    """What a person chose for one field on the sheet of conflicts.

    `options` are the values between which the choice was, as text; `taken` is one of them, or a
    value that the person wrote in.
    """

    id: str
    field: str
    options: tuple[str, ...]
    taken: str
    place: Place


@dataclass(frozen=True, slots=True)
class Returned:
    """A filled file as it was seen.

    `manifest` holds what tells whose it is (`plandoc.plan_id`, `plandoc.revision`, …), empty when
    that was lost. `issued` are the texts with which the file went out, by id and then by key of
    column (`plandoc.wording.columns.issued_texts`); `None` when they were lost.
    """

    file: str
    sha256: str
    kind: FileKind
    manifest: Mapping[str, str] = field(default_factory=dict)
    rows: tuple[SeenRow, ...] = ()
    issued: Mapping[str, Mapping[str, str]] | None = None
    decisions: tuple[Decision, ...] = ()
    problems: tuple[Problem, ...] = ()
