"""A row of a file → what it says of its activity's outcome, or why it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import ValidationError

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.marks import Mark, read_mark, read_status
from plandoc.ooxml.kind import FileKind
from plandoc.returns.fields import Fields
from plandoc.returns.filled import Cell, SeenRow
from plandoc.schema.base import code_of
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, as_text
from plandoc.words.texts import shortened, squeezed

_SPOT = ("file", "sheet", "cell", "table", "row", "part")


@dataclass(slots=True)
class RowReading:
    """What a row says: fields by their names, `""` for a blank cell, each with its place.

    `base` are the fields as the row was issued, `None` when that is unknown; `inferred` names the
    fields that were read out of the words of a mark.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    base: dict[str, str] | None = None
    inferred: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, text: str, place: Place) -> None:
        """Note what a field says and where."""
        self.texts[name], self.places[name] = text, place

    def complain(self, problem: Problem, place: Place) -> None:
        """Note a problem with a cell; an error keeps the whole row from being taken."""
        self.problems.append(problem.at(**{name: getattr(place, name) for name in _SPOT}))

    @property
    def rejected(self) -> bool:
        """Whether nothing of the row may be taken."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def went_out(self, name: str) -> str:
        """Return what a field said when the row was issued."""
        return (self.base or {}).get(name, "")


def read_row(
    row: SeenRow, kind: FileKind, issued: Mapping[str, str] | None, fields: Fields
) -> RowReading:
    """Return what a row of a file says of its activity's outcome.

    `issued` are the texts with which the row went out, by key of column.
    """
    reading = RowReading()
    if issued is not None:
        keys = {name: f"outcome.{name}" for name in OUTCOME_FIELDS}
        reading.base = {name: issued[key] for name, key in keys.items() if key in issued}
    if kind is FileKind.DOCUMENT:
        _read_printed(row, reading, fields)
    else:
        _read_columns(row, reading, fields)
    _verify(row, reading)
    return reading


def _read_printed(row: SeenRow, reading: RowReading, fields: Fields) -> None:
    """Read a mark written into a document as a whole, unless it is as it was printed."""
    cell = row.cells.get("outcome")
    if cell is None:
        return
    text = fields.words(cell.value).strip()
    base = reading.base or {}
    printed = fields.wording.outcome(Outcome.of_texts(base))
    if squeezed(printed) == squeezed(text):
        for name, went_out in base.items():
            reading.put(name, went_out, cell.place)
        return
    reading.put("text", text, cell.place)
    if text:
        mark = read_mark(text, fields.period, language=fields.wording.language)
        _infer(mark, cell.place, reading, fields, known=())


def _read_columns(row: SeenRow, reading: RowReading, fields: Fields) -> None:
    """Read the columns of a sheet; words that stand for a status are read as a mark."""
    prose: Mark | None = None
    for name in OUTCOME_FIELDS:
        cell = row.cells.get(f"outcome.{name}")
        if name == "status" and cell and not cell.formula and isinstance(cell.value, str):
            prose = _status_in_words(cell.value, fields)
        if cell and prose and name == "status":
            reading.put(name, as_text(prose.status), cell.place)
        elif cell:
            _read_cell(name, cell, reading, fields)
    known = tuple(reading.base or ())
    if prose:
        place = reading.places["status"]
        if not reading.texts.get("text"):
            reading.put("text", prose.text.strip(), place)
        _infer(prose, place, reading, fields, known)
    elif (text := reading.texts.get("text", "")) and text != reading.went_out("text"):
        mark = read_mark(text, fields.period, language=fields.wording.language)
        _infer(mark, reading.places["text"], reading, fields, known)


def _read_cell(name: str, cell: Cell, reading: RowReading, fields: Fields) -> None:
    """Read a cell that holds one field; a formula is never taken for what it shows."""
    if cell.formula:
        values = {"formula": cell.formula, "value": fields.words(cell.value) or "—"}
        reading.complain(Problem(Code.RETURNED_FORMULA, values=values), cell.place)
        return
    answer = fields.read(name, cell.value, reading.went_out(name))
    for problem in answer.problems:
        reading.complain(problem, cell.place)
    if answer.text is not None:
        reading.put(name, answer.text, cell.place)


def _status_in_words(text: str, fields: Fields) -> Mark | None:
    """Return the mark that somebody wrote into the column of statuses, if it tells one."""
    language = fields.wording.language
    if not text.strip() or read_status(text, language=language) is not None:
        return None
    mark = read_mark(text, fields.period, language=language)
    return mark if mark.status is not None else None


def _infer(
    mark: Mark, place: Place, reading: RowReading, fields: Fields, known: tuple[str, ...]
) -> None:
    """Fill in, from the words of a mark, the fields of which the row says nothing by itself.

    Fields that are `known` from when the row went out stay as they are.
    """
    for name in OUTCOME_FIELDS:
        told = as_text(getattr(mark, name))
        if name == "text" or not told or reading.texts.get(name) or name in known:
            continue
        if name == "date" and fields.is_far(date.fromisoformat(told)):
            values = {"found": fields.shown(name, told)}
            reading.complain(
                Problem(Code.RETURNED_DATE_FAR_FROM_PERIOD, Severity.WARNING, values=values), place
            )
            continue
        reading.put(name, told, place)
        reading.inferred.add(name)
    for problem in mark.problems:
        reading.complain(problem, place)
    if not (reading.texts.get("status") or reading.went_out("status") or mark.problems):
        values = {"text": shortened(mark.text)}
        reading.complain(Problem(Code.RETURNED_STATUS_UNCLEAR, values=values), place)


def _verify(row: SeenRow, reading: RowReading) -> None:
    """Note what the schema does not accept, such as a character that no file can hold."""
    for name, text in list(reading.texts.items()):
        try:
            Outcome.of_texts({name: text})
        except ValidationError as error:
            said = error.errors()[0]
            refused = Problem(Code.RETURNED_VALUE_INVALID, values={"found": shortened(text)})
            code = code_of(said["type"])
            if code is not Code.VALUE_INVALID:
                refused = Problem(code, values=said.get("ctx", {}))
            reading.complain(refused, reading.places.get(name, row.place))
            del reading.texts[name]
