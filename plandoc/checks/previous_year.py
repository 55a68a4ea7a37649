"""Rules for texts and dates copied unchanged from last year's plan."""

from collections.abc import Iterator, Mapping

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.checks.years import mentions, stale
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.schema.approval import Approval
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.partial_date import PartialDate
from plandoc.words.texts import words_only

_TEXTS = ("title", *TEXT_COLUMNS)


def _same_period(reading: Reading) -> Iterator[Finding]:
    old = reading.previous
    period = reading.plan.period
    if old and (old.period.first, old.period.last) == (period.first, period.last):
        yield Finding(Place(path=ROOT / "period"), {"period": period.brief})


def _same_year(reading: Reading) -> Iterator[Finding]:
    """Find texts that name a year and are identical to last year's."""
    old = reading.previous
    if not old or old.period.last >= reading.plan.period.last:
        return
    before = {
        words_only(text)
        for row in old.activity_rows()
        for key in _TEXTS
        if (text := getattr(row.activity, key))
    }
    references = reading.words.references
    period, words = reading.plan.period, reading.words
    recent = range(old.period.first.year - 1, old.period.last.year + 1)
    for row in reading.rows:
        for key in _TEXTS:
            text = getattr(row.activity, key)
            if words_only(text) not in before or any(stale(text, period, words)):
                continue
            years = (m for m in mentions(text) if m.preposition not in references)
            if left := next((m for m in years if m.last in recent), None):
                yield Finding(reading.at(row, key), {"years": left.words})
                break


def _dates(approval: Approval) -> Iterator[PartialDate]:
    for basis in (approval.officer, approval.act, approval.minutes):
        if basis and basis.date and None not in (basis.date.day, basis.date.month, basis.date.year):
            yield basis.date


def _same_approval_date(reading: Reading) -> Iterator[Finding]:
    if reading.previous is None:
        return
    before = {day.days() for approval in reading.previous.approvals for day in _dates(approval)}
    for index, approval in enumerate(reading.plan.approvals):
        for day in _dates(approval):
            if day.days() in before:
                values = {"date": day.text(reading.wording.language)}
                yield Finding(reading.at_approval(index), values)
                break


def _same_outcome(reading: Reading) -> Iterator[Finding]:
    old = reading.previous
    if not old or old.period.first >= reading.plan.period.first:
        return
    marks: Mapping[str, object] = {
        row.activity.id: row.activity.outcome for row in old.activity_rows() if row.activity.outcome
    }
    for row in reading.rows:
        if row.activity.outcome and marks.get(row.activity.id) == row.activity.outcome:
            yield Finding(reading.at(row, "outcome"))


RULES = (
    Rule(Code.PERIOD_OF_PREVIOUS_PLAN, _same_period),
    Rule(Code.TEXT_OF_PREVIOUS_PLAN, _same_year),
    Rule(Code.APPROVAL_DATE_OF_PREVIOUS_PLAN, _same_approval_date),
    Rule(Code.OUTCOME_OF_PREVIOUS_PLAN, _same_outcome),
)
