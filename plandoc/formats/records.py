"""Plans from rows of any kind: of a CSV reader, a database, the records of a data frame."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from plandoc.codes import Code
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.formats.yaml.plan_reader import parse_plan
from plandoc.imports.executors import split_executors
from plandoc.imports.numbers import Number, numbering_of
from plandoc.imports.outcomes import with_state
from plandoc.imports.roles import role_of
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.explained import shown
from plandoc.schema.given import as_text
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, language_of, words_in
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import heading_key

if TYPE_CHECKING:
    from plandoc.schema.typed import Keyed, Named

SECTION, ID = "section", "id"
_LANGUAGE = "ru-RU"
_COUNTED: Mapping[str, object] = {"sections": [], "activities": "1.", "running": True}
"""The numbering of rows that have no numbers: counted through."""

_OURS = (*STANDARD_COLUMNS, SECTION, ID)
_UNNAMED = "—"
"""The heading of cells that have none, as `csv.DictReader` returns those beyond the last."""

_LISTS = (list, tuple, set, frozenset)
_NO_FILE = "rows.json"
_NAME_OF_A_PROGRAM = re.compile(r"[a-z][a-z0-9_]*")
"""A heading that a database gives: paper has the usual one, a column of its own this key."""
_DAY_OF_A_DATABASE = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d{1,6})?)?)?", re.ASCII)
Data = dict[str, Any]


def plan_from_rows(
    rows: "Iterable[Keyed | Named]",
    *,
    title: str,
    period: Period | str,
    columns: Mapping[str, str] | None = None,
    **fields: object,
) -> Plan:
    """Return the plan of rows: `Plan.from_rows`, which says how.

    >>> rows = [{"№": 1, "Мероприятие": "Собрание", "Срок": "Май", "Кто": "Директор, завуч"}]
    >>> plan = plan_from_rows(rows, title="План", period="2021", columns={"Кто": "executors"})
    >>> [executor.name for executor in plan.activities[0].executors]
    ['Директор', 'завуч']
    """
    held = [{_UNNAMED if h is None else str(h): v for h, v in _cells(row)} for row in rows]
    keys = _keys(list(dict.fromkeys(heading for row in held for heading in row)), columns or {})
    read = _Rows(keys)
    for number, row in enumerate(held, 1):
        read.add(number, row)
    if read.problems:
        raise PlanFileError(read.problems)
    language = str(fields.get("language", _LANGUAGE))
    data: Data = {
        "title": title,
        "period": period.model_dump(mode="json") if isinstance(period, Period) else period,
        "activities": read.activities,
        "sections": list(read.sections.values()),
        **({"columns": [*_columns(keys, language)]} if keys else {}),
        **_plain(fields),
    }
    table = {"activities": data["activities"], "sections": data["sections"]}
    typed = any(read.shown.values())
    data.setdefault("numbering", numbering_of(table, read.numbers) if typed else _COUNTED)
    plan = _valid(data, read.rows)
    for placed, activity in zip(plan.activity_rows(), _activities(table), strict=True):
        shown = read.shown.get(id(activity), "")
        if shown and shown != placed.number:
            activity["number"] = shown
        with_state(activity, plan.period, language)
    return _valid(data, read.rows)


def _cells(row: "Keyed | Named") -> Iterator[tuple[Any, object]]:
    cells: Mapping[Any, object] = row._asdict() if hasattr(row, "_asdict") else dict(row)
    yield from cells.items()


# --- headings -------------------------------------------------------------------------------------


def _keys(headings: Sequence[str], told: Mapping[str, str]) -> dict[str, str]:
    """Return the key of each heading; own columns have one that no other column has."""
    keys = {heading: told.get(heading, _known(heading)) for heading in headings}
    problems: list[Problem] = []
    missing = [heading for heading in told if heading not in keys]
    if missing and headings:
        values = {"heading": missing[0], "known": ", ".join(headings)}
        problems.append(Problem(Code.ROWS_HEADING_UNKNOWN, values=values))
    for key in dict.fromkeys(keys.values()):
        same = [heading for heading in headings if keys[heading] == key]
        own = [heading for heading in same if heading not in told and key not in _OURS]
        keys.update(dict.fromkeys(own[1:] if len(own) == len(same) else own, ""))
        if key and len(same) - len(own) > 1:
            values = {"headings": listed(map(quoted, same)), "key": key}
            problems.append(Problem(Code.ROWS_COLUMN_TWICE, values=values))
    if headings and "title" not in keys.values() and not problems:
        values = {"known": ", ".join(headings)}
        problems.append(Problem(Code.ROWS_WITHOUT_TITLES, values=values))
    if problems:
        raise PlanFileError(problems)
    for number, heading in enumerate(headings, 1):
        if heading not in told and not keys[heading]:
            named = _NAME_OF_A_PROGRAM.fullmatch(heading) and heading not in keys.values()
            keys[heading] = heading if named else f"column_{number}"
    return keys


def _known(heading: str) -> str:
    """Return the key that a heading is or means, `""` for one of a plan's own."""
    if heading in _OURS:
        return heading
    said = heading_key(heading)
    sections = (words_in(language).tracking.headings[SECTION] for language in LANGUAGES)
    if said in map(heading_key, sections):
        return SECTION
    return role_of(heading)


def _columns(keys: Mapping[str, str], locale: str) -> Iterator[str | Data]:
    """Yield the columns of the plan; a heading that the language has itself is left out."""
    usual = words_in(language_of(locale)).words.columns
    for heading, key in keys.items():
        if key not in ("", SECTION, ID):
            is_usual = key in usual and (
                heading == usual[key] or _NAME_OF_A_PROGRAM.fullmatch(heading)
            )
            yield key if is_usual else {"key": key, "heading": heading.strip() or _UNNAMED}


# --- rows -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """The rows so far: activities, sections by title, numbers as given."""

    keys: Mapping[str, str]
    activities: list[Data] = field(default_factory=list)
    sections: dict[str, Data] = field(default_factory=dict)
    numbers: list[Number] = field(default_factory=list)
    shown: dict[int, str] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    into: list[Data] | None = None

    def add(self, number: int, row: Mapping[str, object]) -> None:
        """Add a row; one that is blank says nothing."""
        values = {self.keys[heading]: value for heading, value in row.items()}
        texts: dict[str, str] = {}
        for key, value in values.items():
            if key and (text := self._text(number, key, value)):
                texts[key] = text
        if not texts:
            return
        if section := texts.pop(SECTION, ""):
            held = self.sections.setdefault(section, {"title": section, "activities": []})
            self.into = held["activities"]
            if not texts:
                return
        if "title" not in texts:
            self._refuse(Code.ROW_WITHOUT_TITLE, number, text=" | ".join(texts.values()))
            return
        activity = _activity(texts, values.get("executors"))
        (self.activities if self.into is None else self.into).append(activity)
        self.numbers.append(Number(activity, texts.get("number")))
        self.shown[id(activity)] = texts.get("number", "")
        self.rows[id(activity)] = number

    def _text(self, number: int, key: str, value: object) -> str:
        """Return a value as a table shows it (`plandoc.schema.given`); a list, one item a line."""
        if isinstance(value, _LISTS):
            return "\n".join(filter(None, (self._text(number, key, one) for one in value)))
        if key == "deadline" and isinstance(value, str) and _DAY_OF_A_DATABASE.fullmatch(value):
            with suppress(ValueError):
                value = datetime.fromisoformat(value)
        text = as_text(_plain(value) if key == "executors" else value)
        if text is None:
            self._refuse(Code.TEXT_EXPECTED, number, found=shown(value))
        return (text or "").strip()

    def _refuse(self, code: Code, number: int, **values: str) -> None:
        self.problems.append(Problem(code, place=Place(row=number), values=values))


def _activity(texts: Mapping[str, str], executors: object) -> Data:
    activity: Data = {"title": texts["title"]}
    for key in (ID, "supervisor", "deadline", "expected_result"):
        if key in texts:
            activity[key] = texts[key]
    if "executors" in texts:
        listed = isinstance(executors, _LISTS)
        said = texts["executors"]
        names = said.split("\n") if listed else split_executors(said)
        activity["executors"] = [name for name in names if name]
    if "outcome" in texts:
        activity["outcome"] = {"text": texts["outcome"]}
    own = {key: text for key, text in texts.items() if key not in _OURS}
    return activity | ({"fields": own} if own else {})


def _activities(table: Data) -> Iterator[Data]:
    yield from table["activities"]
    for section in table["sections"]:
        yield from section["activities"]


# --- the plan -------------------------------------------------------------------------------------


def _plain(value: Any) -> Any:
    """Return models among fields as plain data."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    dump = getattr(value, "model_dump", None)
    return dump(mode="json") if dump else value


def _valid(data: Data, rows: Mapping[int, int]) -> Plan:
    """Return the plan of plain data. Raises `PlanFileError`, with the numbers of rows."""
    try:
        return parse_plan(json.dumps(data, default=str).encode(), _NO_FILE).plan
    except PlanFileError as error:
        raise PlanFileError(_at_row(problem, data, rows) for problem in error.problems) from error


def _at_row(problem: Problem, data: Data, rows: Mapping[int, int]) -> Problem:
    """Return a problem with the number of the row instead of a line of a file."""
    holder: Any = data
    number = None
    for step in problem.place.path.parts:
        found = holder.get(step) if isinstance(holder, dict) else None
        holder = holder[step] if isinstance(holder, list) and isinstance(step, int) else found
        number = rows.get(id(holder), number)
    return problem.at(file="", line=None, column=None, row=number)
