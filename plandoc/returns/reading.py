"""Reading the outcome of an activity from a row of a file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import ValidationError

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.marks import OPEN_STATUS, STATUS_DOUBTS, Mark, read_mark, read_status
from plandoc.ooxml.kind import FileKind
from plandoc.returns.fields import Fields
from plandoc.returns.filled import Cell, SeenRow
from plandoc.schema.base import code_of, validated
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, Status, as_text
from plandoc.words.texts import normalised, shortened, with_both_ends

_WITHOUT_DEED = frozenset({Status.NOT_DONE, Status.POSTPONED, Status.REMOVED})
_STATED = ("status", "date", "moved_to")
"""Fields that the words of an outcome may contradict."""

_MARKS = frozenset(("outcome", *(f"outcome.{name}" for name in OUTCOME_FIELDS)))
_COUNTED = ("order", "number", "first_day", "last_day", "days_left")
_NO_WORDS = re.compile(r"[\d\W]+")
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
        _read_issued(row, reading, issued, fields)
    if kind is FileKind.DOCUMENT:
        if reading.problems:  # what was printed is unknown when a part of it is
            reading.base = None
        _read_printed(row, reading, fields)
    else:
        _read_columns(row, reading, fields)
    _verify(row, reading)
    return reading


def not_taken(
    row: SeenRow, told: Sequence[Problem], fields: Fields, *, known: bool = True
) -> Iterator[Problem]:
    """Yield a note of the marks in a rejected row, but those in the problems that were told.

    In a row of no `known` activity any words may be a mark, but its numbers and computed days.
    """
    said = {str(value) for problem in told for value in problem.values.values()}
    texts = [
        text
        for key, cell in row.cells.items()
        if (key in _MARKS or not known) and (text := fields.told(cell).strip())
        if key != "id" or len(text.split()) > 1  # words in the hidden column are no id
        if key not in _COUNTED or not _NO_WORDS.fullmatch(text)
    ]
    if left := [text for text in texts if shortened(text) not in said]:
        values = {"text": with_both_ends("; ".join(left))}
        yield Problem(Code.ROW_NOT_TAKEN, place=row.place, values=values)


def _read_issued(
    row: SeenRow, reading: RowReading, issued: Mapping[str, str], fields: Fields
) -> None:
    """Record the issued fields; a damaged one is unknown, and the plan's value stays."""
    reading.base = {}
    for name in OUTCOME_FIELDS:
        if (text := issued.get(f"outcome.{name}")) is None:
            continue
        if _refusal(name, text) is None:
            reading.base[name] = text
            continue
        values = {"heading": fields.heading(name), "found": shortened(text)}
        reading.add_problem(Problem(Code.RETURNED_ISSUED_DAMAGED, values=values), row.place)


def _read_printed(row: SeenRow, reading: RowReading, fields: Fields) -> None:
    """Read the outcome cell of a document, unless it is unchanged since it was printed."""
    cell = row.cells.get("outcome")
    if cell is None:
        return
    text = fields.told(cell).strip()
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
    marks: list[tuple[Mark, Place]] = []
    for name in OUTCOME_FIELDS:
        cell = row.cells.get(f"outcome.{name}")
        if name == "status" and cell and not cell.formula and isinstance(cell.value, str):
            phrase = _status_in_words(cell.value, fields)
        if cell and phrase and name == "status":
            reading.put(name, as_text(phrase.status), cell.place)
        elif cell:
            _read_cell(name, cell, reading, fields)
    known = tuple(reading.base or ())
    filled = {name: text for name, text in reading.texts.items() if text}
    text, place = reading.texts.get("text", ""), reading.places.get("text", row.place)
    if phrase:
        marks.append((phrase, reading.places["status"]))
    is_new = text != reading.issued_text("text")
    restated = any(filled.get(name, "") != reading.issued_text(name) for name in _STATED)
    if text and (is_new or restated):
        marks.append((read_mark(text, fields.period, language=fields.wording.language), place))
    for mark, where in marks:
        read = {name: reading.texts[name] for name in reading.inferred}
        _compare(mark, where, filled | read, reading, fields)
        if mark is phrase or is_new:
            _infer(mark, where, reading, fields, known, of_status=mark is phrase)
    if phrase:
        both = _joined(phrase.text.strip(), text)
        reading.put("text", both, place if text else reading.places["status"])


def _joined(words: str, text: str) -> str:
    """Return the words of the status column before the text of the outcome, each once."""
    if normalised(words).casefold() in normalised(text).casefold():
        return text
    joint = " " if words.endswith((".", "!", "?", ";")) else "; "
    return f"{words}{joint}{text}" if text else words


def _compare(
    mark: Mark, place: Place, filled: Mapping[str, str], reading: RowReading, fields: Fields
) -> None:
    """Record where the words of an outcome contradict the column of a field."""
    for problem in contradictions(mark, filled, fields):
        reading.add_problem(problem, place)


def contradictions(mark: Mark, filled: Mapping[str, str], fields: Fields) -> Iterator[Problem]:
    """Yield a problem for each field that has another value than the words of an outcome say."""
    codes = {problem.code for problem in mark.problems}
    said = {name: as_text(getattr(mark, name)) for name in _STATED}
    for name, text in said.items():
        found = filled.get(name, "")
        if not text or not found or fields.same(name, text, found):
            continue
        if name == "status" and (codes & STATUS_DOUBTS or not _opposite(text, found)):
            continue
        if name == "date" and codes - STATUS_DOUBTS:  # one of several days, or an unsure one
            continue
        values = {
            "text": shortened(mark.text), "said": fields.shown(name, text),
            "heading": fields.heading(name), "found": shortened(fields.shown(name, found)),
        }  # fmt: skip
        yield Problem(Code.RETURNED_FIELDS_DISAGREE, values=values)


def _opposite(one: str, other: str) -> bool:
    """Whether one status says that something was done, and the other that it was not."""
    return Status.DONE in (one, other) and not {one, other}.isdisjoint(_WITHOUT_DEED)


def _read_cell(name: str, cell: Cell, reading: RowReading, fields: Fields) -> None:
    """Read a cell with one field; a formula is refused even if it shows a value."""
    if cell.formula:
        values = {"formula": cell.formula, "value": fields.told(cell) or "—"}
        reading.add_problem(Problem(Code.RETURNED_FORMULA, values=values), cell.place)
        return
    answer = fields.read_cell(name, cell, reading.issued_text(name))
    for problem in answer.problems:
        reading.add_problem(problem, cell.place)
    if answer.text is not None:
        reading.put(name, answer.text, cell.place)


def _status_in_words(text: str, fields: Fields) -> Mark | None:
    """Return the outcome written as a phrase into the status column, if it has a status.

    A status with words that only say how it was done, such as «в срок», is a phrase too.
    """
    language = fields.wording.language
    if not text.strip() or fields.is_unmarked(text):
        return None
    mark = read_mark(text, fields.period, language=language)
    if mark.status is None:
        return None
    alone = not mark.rest and read_status(text, language=language) is not None
    return None if alone else mark


def _infer(  # noqa: PLR0913
    mark: Mark,
    place: Place,
    reading: RowReading,
    fields: Fields,
    known: tuple[str, ...],
    *,
    of_status: bool = False,
) -> None:
    """Fill in empty fields of the row from the text of an outcome.

    Fields that are `known` from the issued row are not changed. A state in its column settles what
    the words of other columns leave open; `of_status` is for the words of that column.
    """
    for name in OUTCOME_FIELDS:
        text = as_text(getattr(mark, name))
        if name == "text" or not text or reading.texts.get(name) or name in known:
            continue
        if name == "date" and fields.is_far(day := date.fromisoformat(text)):
            reading.add_problem(replace(fields.far(day), severity=Severity.WARNING), place)
            continue
        reading.put(name, text, place)
        reading.inferred.add(name)
    chosen = not of_status and reading.texts.get("status") and "status" not in reading.inferred
    for problem in mark.problems:
        if not (chosen and problem.code in OPEN_STATUS):
            reading.add_problem(problem, place)
    if not (reading.texts.get("status") or reading.issued_text("status") or mark.problems):
        values = {"text": shortened(mark.text)}
        reading.add_problem(Problem(Code.RETURNED_STATUS_UNCLEAR, values=values), place)


def _verify(row: SeenRow, reading: RowReading) -> None:
    """Record texts that the schema does not accept, such as invalid characters."""
    for name, text in list(reading.texts.items()):
        if (refused := _refusal(name, text)) is not None:
            reading.add_problem(refused, reading.places.get(name, row.place))
            del reading.texts[name]


def _refusal(name: str, text: str) -> Problem | None:
    """Return the problem of a text that the schema does not accept in a field."""
    try:
        validated(Outcome, {name: text})
    except ValidationError as error:
        detail = error.errors()[0]
        code = code_of(detail["type"])
        if code is Code.VALUE_INVALID:
            return Problem(Code.RETURNED_VALUE_INVALID, values={"found": shortened(text)})
        return Problem(code, values=detail.get("ctx", {}))
    return None
