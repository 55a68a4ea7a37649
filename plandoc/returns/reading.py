"""Reading the outcome of an activity from a row of a file."""

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
from plandoc.words.texts import normalised, shortened

_SPOT = ("file", "sheet", "cell", "table", "row", "part")


@dataclass(slots=True)
class RowReading:
    """The outcome fields of a row by name, `""` for an empty cell, each with its place.

    `base` are the fields as issued, `None` if they are unknown; `inferred` names the fields that
    were inferred from the text of the outcome.
    """

    texts: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    base: dict[str, str] | None = None
    inferred: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def put(self, name: str, text: str, place: Place) -> None:
        """Record the text and the place of a field."""
        self.texts[name], self.places[name] = text, place

    def add_problem(self, problem: Problem, place: Place) -> None:
        """Record a problem of a cell; an error rejects the whole row."""
        self.problems.append(problem.at(**{name: getattr(place, name) for name in _SPOT}))

    @property
    def rejected(self) -> bool:
        """Whether the row is rejected."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def issued_text(self, name: str) -> str:
        """Return the issued text of a field, or `""`."""
        return (self.base or {}).get(name, "")


def read_row(
    row: SeenRow, kind: FileKind, issued: Mapping[str, str] | None, fields: Fields
) -> RowReading:
    """Return the outcome fields of a row of a file.

    `issued` are the texts with which the row was issued, by column key.
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
    """Read the outcome cell of a document, unless it is unchanged since it was printed."""
    cell = row.cells.get("outcome")
    if cell is None:
        return
    text = fields.words(cell.value).strip()
    base = reading.base or {}
    printed = fields.wording.outcome(Outcome.of_texts(base))
    if normalised(printed) == normalised(text):
        for name, issued_text in base.items():
            reading.put(name, issued_text, cell.place)
        return
    reading.put("text", text, cell.place)
    if text:
        mark = read_mark(text, fields.period, language=fields.wording.language)
        _infer(mark, cell.place, reading, fields, known=())


def _read_columns(row: SeenRow, reading: RowReading, fields: Fields) -> None:
    """Read the outcome columns of a sheet; a phrase in the status column is read as an outcome."""
    phrase: Mark | None = None
    for name in OUTCOME_FIELDS:
        cell = row.cells.get(f"outcome.{name}")
        if name == "status" and cell and not cell.formula and isinstance(cell.value, str):
            phrase = _status_in_words(cell.value, fields)
        if cell and phrase and name == "status":
            reading.put(name, as_text(phrase.status), cell.place)
        elif cell:
            _read_cell(name, cell, reading, fields)
    known = tuple(reading.base or ())
    if phrase:
        place = reading.places["status"]
        if not reading.texts.get("text"):
            reading.put("text", phrase.text.strip(), place)
        _infer(phrase, place, reading, fields, known)
    elif (text := reading.texts.get("text", "")) and text != reading.issued_text("text"):
        mark = read_mark(text, fields.period, language=fields.wording.language)
        _infer(mark, reading.places["text"], reading, fields, known)


def _read_cell(name: str, cell: Cell, reading: RowReading, fields: Fields) -> None:
    """Read a cell with one field; a formula is refused even if it shows a value."""
    if cell.formula:
        values = {"formula": cell.formula, "value": fields.words(cell.value) or "—"}
        reading.add_problem(Problem(Code.RETURNED_FORMULA, values=values), cell.place)
        return
    answer = fields.read(name, cell.value, reading.issued_text(name))
    for problem in answer.problems:
        reading.add_problem(problem, cell.place)
    if answer.text is not None:
        reading.put(name, answer.text, cell.place)


def _status_in_words(text: str, fields: Fields) -> Mark | None:
    """Return the outcome written as a phrase into the status column, if it has a status."""
    language = fields.wording.language
    if not text.strip() or read_status(text, language=language) is not None:
        return None
    mark = read_mark(text, fields.period, language=language)
    return mark if mark.status is not None else None


def _infer(
    mark: Mark, place: Place, reading: RowReading, fields: Fields, known: tuple[str, ...]
) -> None:
    """Fill in empty fields of the row from the text of an outcome.

    Fields that are `known` from the issued row are not changed.
    """
    for name in OUTCOME_FIELDS:
        text = as_text(getattr(mark, name))
        if name == "text" or not text or reading.texts.get(name) or name in known:
            continue
        if name == "date" and fields.is_far(date.fromisoformat(text)):
            values = {"found": fields.shown(name, text)}
            reading.add_problem(
                Problem(Code.RETURNED_DATE_FAR_FROM_PERIOD, Severity.WARNING, values=values), place
            )
            continue
        reading.put(name, text, place)
        reading.inferred.add(name)
    for problem in mark.problems:
        reading.add_problem(problem, place)
    if not (reading.texts.get("status") or reading.issued_text("status") or mark.problems):
        values = {"text": shortened(mark.text)}
        reading.add_problem(Problem(Code.RETURNED_STATUS_UNCLEAR, values=values), place)


def _verify(row: SeenRow, reading: RowReading) -> None:
    """Record texts that the schema does not accept, such as invalid characters."""
    for name, text in list(reading.texts.items()):
        try:
            Outcome.of_texts({name: text})
        except ValidationError as error:
            detail = error.errors()[0]
            refused = Problem(Code.RETURNED_VALUE_INVALID, values={"found": shortened(text)})
            code = code_of(detail["type"])
            if code is not Code.VALUE_INVALID:
                refused = Problem(code, values=detail.get("ctx", {}))
            reading.add_problem(refused, reading.places.get(name, row.place))
            del reading.texts[name]
