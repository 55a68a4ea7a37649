"""The journal beside a plan: what changed in its outcomes, when, and which file said so.

A line of JSON per change, only ever added to (JSON Lines, https://jsonlines.org).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from pydantic import ValidationError

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.returns.filled import Decision
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of a field: what it was, what it became, and the cell of the file that said so.

    `options` are the values between which a person chose; then `old` and `new` may be the same.
    `when` bears its offset from UTC; `sha256` is that of the file.
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
    """Return entries as they are added to a journal, a line each."""
    return "".join(json.dumps(_record(e), ensure_ascii=False) + "\n" for e in entries)


def _record(entry: Entry) -> dict[str, Any]:
    record = {f.name: getattr(entry, f.name) for f in fields(entry)}
    record["when"] = entry.when.isoformat(timespec="seconds")
    return {name: value for name, value in record.items() if name != "options" or value}


def read_journal(text: str, file: str = "") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries of a journal, and a problem for each line that is none."""
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
    """Return the choices that were made, the last one of each field."""
    last = {(e.id, e.field): e for e in entries if e.options}
    return tuple(
        Decision(e.id, e.field, e.options, e.new, Place(file=e.file, part=e.place))
        for e in last.values()
    )


def state_at(plan: Plan, entries: Sequence[Entry], day: date) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with its outcomes as they were at the end of a day.

    Later changes are undone, the last one first. Where the plan now says something else than the
    journal last wrote, somebody edited the file; the value of the journal is shown and a warning
    says so.
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
            now, told = texts[ident].get(name, ""), expected[ident, name]
            if now != told:
                values = {"id": ident, "field": name, "now": now or "—", "told": told or "—"}
                problems.append(Problem(Code.JOURNAL_DISAGREES, values=values))
    try:
        outcomes = {i: Outcome.of_texts(texts[i] | changed) for i, changed in undone.items()}
    except ValidationError as error:
        problems.append(
            Problem(Code.JOURNAL_REPLAY_FAILED, values={"reason": str(error.errors()[0]["msg"])})
        )
        return plan, tuple(problems)
    return plan.with_outcomes(outcomes), tuple(problems)
