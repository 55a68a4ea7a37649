"""Rules for outcomes: what a report needs."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from plandoc.checks.rule import Finding, Reading, Rule, is_blank
from plandoc.codes import Code
from plandoc.marks import Mark, read_mark
from plandoc.schema.deadline import ReadingLevel
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.rows import ActivityRow
from plandoc.words.texts import shortened, words_only

_DIGIT = re.compile(r"\d")
_YEAR = timedelta(days=366)
_LONG_TEXT = 20
_COPIES = 3
_CONTRADICTING = frozenset({
    (Status.DONE, Status.NOT_DONE),
    (Status.DONE, Status.POSTPONED),
    (Status.DONE, Status.REMOVED),
    (Status.NOT_DONE, Status.DONE),
})  # fmt: skip
"""A state, and what the words beside it cannot say."""


def _with_outcome(
    reading: Reading, *statuses: Status | None
) -> Iterator[tuple[ActivityRow, Outcome]]:
    for row in reading.rows:
        outcome = row.activity.outcome
        if outcome and (not statuses or outcome.status in statuses):
            yield row, outcome


def _status(reading: Reading, outcome: Outcome) -> str:
    return reading.wording.words.status[outcome.status] if outcome.status else ""


def _read(reading: Reading, outcome: Outcome) -> Mark:
    """Return the words of an outcome as `collect` reads them."""
    return read_mark(outcome.text, reading.plan.period, language=reading.wording.language)


def _day(reading: Reading, outcome: Outcome) -> date | None:
    """Return the day of an outcome, else the one that its words name with a year."""
    if outcome.date or not outcome.text.strip():
        return outcome.date
    found = read_mark(outcome.text, language=reading.wording.language)
    return found.date


def _done_without_date(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.DONE):
        if not outcome.date and not _DIGIT.search(outcome.text + outcome.evidence):
            yield Finding(reading.at(row, "outcome"))


def _done_without_evidence(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.DONE):
        text = words_only(outcome.text)
        empty = not text or text == words_only(_status(reading, outcome))
        if empty and is_blank(outcome.evidence):
            yield Finding(reading.at(row, "outcome"))


def _postponed_without_date(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.POSTPONED):
        if outcome.moved_to is None or is_blank(outcome.moved_to.text):
            yield Finding(reading.at(row, "outcome"))


def _without_reason(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.NOT_DONE, Status.REMOVED):
        text = words_only(outcome.text)
        empty = not text or text == words_only(_status(reading, outcome))
        if empty and is_blank(outcome.reason):
            yield Finding(reading.at(row, "outcome"), {"status": _status(reading, outcome)})


def _before_period(reading: Reading) -> Iterator[Finding]:
    """Find dates before the period; an activity due before the period may be done before it."""
    for row, outcome in _with_outcome(reading):
        begins, deadline = [reading.plan.period.first], row.deadline
        if deadline and deadline.first:
            begins.append(deadline.first)
        day = _day(reading, outcome)
        if day and day < min(begins):
            yield Finding(reading.at(row, "outcome"), {"date": f"{day:%d.%m.%Y}"})


def _long_after(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading):
        day = _day(reading, outcome)
        if day and day > reading.plan.period.last + _YEAR:
            yield Finding(reading.at(row, "outcome"), {"date": f"{day:%d.%m.%Y}"})


def _moved_back(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading):
        deadline = row.deadline
        if not outcome.moved_to or not deadline:
            continue
        new = outcome.moved_to.bound_to(reading.plan.period)
        if new.last and deadline.last and new.last <= deadline.last and not new.problems:
            values = {"new": outcome.moved_to.text, "old": deadline.text}
            yield Finding(reading.at(row, "outcome"), values)


def _moved_unread(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading):
        if outcome.moved_to and not is_blank(outcome.moved_to.text):
            new = outcome.moved_to.bound_to(reading.plan.period)
            if new.reading is ReadingLevel.TEXT:
                yield Finding(reading.at(row, "outcome"), {"text": outcome.moved_to.text})


def _copied(reading: Reading) -> Iterator[Finding]:
    texts: dict[str, list[ActivityRow]] = defaultdict(list)
    for row, outcome in _with_outcome(reading):
        if len(outcome.text) >= _LONG_TEXT:
            texts[words_only(outcome.text)].append(row)
    for rows in texts.values():
        if len(rows) >= _COPIES:
            copied = rows[0].activity.outcome
            assert copied
            values = {"text": shortened(copied.text), "count": len(rows)}
            yield Finding(reading.at(rows[1], "outcome"), values)


def _contradicted(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.DONE, Status.NOT_DONE):
        said = _read(reading, outcome).status
        if said and (outcome.status, said) in _CONTRADICTING:
            values = {"status": _status(reading, outcome), "text": shortened(outcome.text)}
            yield Finding(reading.at(row, "outcome"), values)


def _moved_and_done(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, Status.DONE, Status.REMOVED):
        if outcome.moved_to:
            values = {"status": _status(reading, outcome), "text": outcome.moved_to.text}
            yield Finding(reading.at(row, "outcome"), values)


def _without_status(reading: Reading) -> Iterator[Finding]:
    for row, outcome in _with_outcome(reading, None):
        mark = _read(reading, outcome)
        told = outcome.date or outcome.evidence or outcome.moved_to or outcome.text.strip()
        if told and (mark.status is None or mark.problems):
            yield Finding(reading.at(row, "outcome"))


RULES = (
    Rule(Code.OUTCOME_DATE_MISSING, _done_without_date),
    Rule(Code.OUTCOME_EVIDENCE_MISSING, _done_without_evidence),
    Rule(Code.OUTCOME_NEW_DEADLINE_MISSING, _postponed_without_date),
    Rule(Code.OUTCOME_REASON_MISSING, _without_reason),
    Rule(Code.OUTCOME_BEFORE_PERIOD, _before_period),
    Rule(Code.OUTCOME_LONG_AFTER_PERIOD, _long_after),
    Rule(Code.OUTCOME_POSTPONED_BACKWARDS, _moved_back),
    Rule(Code.OUTCOME_NEW_DEADLINE_UNREAD, _moved_unread),
    Rule(Code.OUTCOME_COPIED, _copied),
    Rule(Code.OUTCOME_STATUS_CONTRADICTS_TEXT, _contradicted),
    Rule(Code.OUTCOME_NEW_DEADLINE_UNEXPECTED, _moved_and_done),
    Rule(Code.OUTCOME_STATUS_MISSING, _without_status),
)
