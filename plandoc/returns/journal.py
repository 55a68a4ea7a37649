"""The journal of a plan: changes of outcomes with their time and source file.

An append-only file with one JSON object per line (JSON Lines, https://jsonlines.org).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from plandoc.codes import Code
from plandoc.errors import Place, PlanError, Problem
from plandoc.returns.filled import Decision
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome
from plandoc.schema.plan import Plan
from plandoc.words.texts import shortened


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a field: the old and the new value, and the source cell.

    `options` are the offered values of a resolved conflict; then `old` and `new` may be equal.
    `when` includes the UTC offset; `sha256` is the hash of the file.
    """

    when: datetime
    file: str
    sha256: str
    place: str
    id: str
    number: str
    field: str
    old: str
    new: str
    options: tuple[str, ...] = ()


def journal_lines(entries: Iterable[Entry]) -> str:
    """Return entries as lines to append to a journal."""
    return "".join(json.dumps(_record(e), ensure_ascii=False) + "\n" for e in entries)


def _record(entry: Entry) -> dict[str, Any]:
    record = {f.name: getattr(entry, f.name) for f in fields(entry)}
    record["when"] = entry.when.isoformat(timespec="seconds")
    return {name: value for name, value in record.items() if name != "options" or value}


def read_journal(text: str, file: str = "") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of a journal, and a problem for each invalid line."""
    entries, problems = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(json.loads(line)))
        except (ValueError, TypeError, KeyError):
            place = Place(file=file, line=number, column=1)
            problems.append(Problem(Code.JOURNAL_LINE_UNREADABLE, place=place))
    return tuple(entries), tuple(problems)


def _entry(record: Mapping[str, Any]) -> Entry:
    texts = {f.name: record[f.name] for f in fields(Entry) if f.name not in {"when", "options"}}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError
    when = datetime.fromisoformat(record["when"])
    return Entry(when=when, options=tuple(map(str, record.get("options", ()))), **texts)


def earlier_decisions(entries: Iterable[Entry]) -> tuple[Decision, ...]:
    """Return the latest decision for each field."""
    last = {(e.id, e.field): e for e in entries if e.options}
    return tuple(
        Decision(e.id, e.field, e.options, e.new, Place(file=e.file, part=e.place))
        for e in last.values()
    )


def last_outcomes(entries: Iterable[Entry]) -> dict[str, Outcome | None]:
    """Return the outcome of each activity as the journal left it."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in entries:
        if entry.field in OUTCOME_FIELDS:
            texts[entry.id][entry.field] = entry.new
    found: dict[str, Outcome | None] = {}
    for ident, told in texts.items():
        with suppress(PlanError):  # edited by hand: no outcome at all
            found[ident] = Outcome.of_texts(told)
    return found


def state_at(plan: Plan, entries: Sequence[Entry], day: date) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its outcomes as of the end of a day.

    Later changes are undone, latest first. If the current value in the plan differs from the last
    one in the journal, the plan file was edited by hand: the value of the journal is used, with a
    warning.
    """
    texts: dict[str, dict[str, str]] = {
        row.activity.id: row.activity.outcome.texts() if row.activity.outcome else {}
        for row in plan.activity_rows()
    }
    expected: dict[tuple[str, str], str] = {}
    for entry in entries:
        if entry.field in OUTCOME_FIELDS:
            expected[entry.id, entry.field] = entry.new
    problems = []
    undone: dict[str, dict[str, str]] = defaultdict(dict)
    for entry in reversed(entries):
        if entry.when.date() <= day or entry.field not in OUTCOME_FIELDS or entry.id not in texts:
            continue
        undone[entry.id][entry.field] = entry.old
    for ident, changed in undone.items():
        for name in changed:
            now, recorded = texts[ident].get(name, ""), expected[ident, name]
            if now != recorded:
                values = {"id": ident, "field": name, "now": now or "—", "told": recorded or "—"}
                problems.append(Problem(Code.JOURNAL_DISAGREES, values=values))
    outcomes = {}
    for ident, changed in undone.items():
        told = texts[ident] | changed
        try:
            outcomes[ident] = Outcome.of_texts(told)
        except PlanError as error:
            name = str(error.problems[0].place.path)
            values = {"field": name, "value": shortened(told.get(name, ""))}
            problems.append(Problem(Code.JOURNAL_REPLAY_FAILED, values=values))
            return plan, tuple(problems)
    return plan.with_outcomes(outcomes), tuple(problems)
