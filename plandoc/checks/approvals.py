"""Rules for approvals: who agrees and approves, in which order, with which words."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from plandoc.checks.deadlines import days_of
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.page.approvals import approval_texts
from plandoc.page.measure import widest_piece
from plandoc.schema.approval import Act, Approval, ApprovalKind, Minutes
from plandoc.schema.base import copied
from plandoc.words.texts import fold, shortened, words_only

_REQUISITE_SIZE = 14.0
_SLASH = ("/", "\\")
_SURNAME_FIRST = re.compile(r"[^\W\d_][\w’'-]+\s+(?:[^\W\d_]\.\s?){1,2}")
_SPACED = re.compile(r"(?:\w ){3,}\w")
_QUOTES = "«»\"“”„'"
_YEAR = timedelta(days=366)
_HOLIDAYS = timedelta(days=14)
_MOST_SHOWN = 5


def _unknown_gender(reading: Reading) -> Iterator[Finding]:
    for index, approval in _by_act(reading):
        if approval.word == "" and reading.wording.gender(reading.plan) is None:
            yield Finding(reading.at_approval(index))


def _by_act(reading: Reading) -> Iterator[tuple[int, Approval]]:
    for index, approval in enumerate(reading.plan.approvals):
        if approval.kind is ApprovalKind.APPROVE and not approval.officer:
            yield index, approval


def _too_wide(reading: Reading) -> Iterator[Finding]:
    plan, wording = reading.plan, reading.wording
    gender = wording.gender(plan)
    by_act = {index for index, _ in _by_act(reading)}
    limit = plan.layout.requisite_width
    for index, approval in enumerate(plan.approvals):
        if index in by_act and gender is None:
            continue
        texts = approval_texts(approval, gender, wording)
        whole = "\n".join((texts.word, *texts.basis, texts.name or "", *texts.dates))
        word, width = widest_piece(whole, _REQUISITE_SIZE)
        if width > limit:
            values = {"word": word.strip("«»"), "width": f"{width:.0f}", "limit": f"{limit:.0f}"}
            yield Finding(reading.at_approval(index), values)


def _instead_of(reading: Reading) -> Iterator[Finding]:
    plan = reading.plan
    posts = [
        (reading.at_approval(index, "officer.post"), approval.officer.post)
        for index, approval in enumerate(plan.approvals)
        if approval.officer
    ]
    posts += [
        (Place(path=ROOT / "signatures" / index / "post"), signature.post)
        for index, signature in enumerate(plan.signatures)
    ]
    instead = reading.words.instead_of
    for place, post in posts:
        if post.lstrip().lower().startswith((*_SLASH, *instead)):
            yield Finding(place, {"post": shortened(post)})


def _days(approval: Approval) -> tuple[date, date] | None:
    """Return the first and last day that the date of an approval can be."""
    for basis in (approval.officer, approval.act, approval.minutes):
        if basis and basis.date and (days := basis.date.days()):
            return days
    return None


def _approvals_with_days(reading: Reading) -> Iterator[tuple[int, tuple[date, date]]]:
    for index, approval in enumerate(reading.plan.approvals):
        if reading.wording.approves(approval) and (days := _days(approval)):
            yield index, days


def _approved_before_agreed(reading: Reading) -> Iterator[Finding]:
    earlier = (ApprovalKind.AGREE, ApprovalKind.CONSIDER, ApprovalKind.ADOPT)
    for index, (_, approved) in _approvals_with_days(reading):
        for approval in reading.plan.approvals:
            days = _days(approval)
            if approval.kind in earlier and days and approved < days[0]:
                values = {
                    "approved": f"{approved:%d.%m.%Y}",
                    "agreed": f"{days[0]:%d.%m.%Y}",
                    "word": reading.wording.approval_name(approval),
                }
                yield Finding(reading.at_approval(index), values)
                break


def _overdue_at(reading: Reading, approved: date) -> list[str]:
    """Return the numbers of activities whose deadline had passed at the time of approval."""
    found = []
    for row in reading.rows:
        days = days_of(row.deadline) if row.deadline else None
        if days and reading.plan.period.first <= days[1] < approved:
            found.append(row.number.rstrip(".") or shortened(row.activity.title))
    return found


def _approved_late(reading: Reading) -> Iterator[Finding]:
    """Find approvals within the period; a year that begins in January has its holidays first."""
    period = reading.plan.period
    begin = period.first
    if begin.month == begin.day == 1:
        begin += _HOLIDAYS
    for index, (approved, _) in _approvals_with_days(reading):
        in_period = begin < approved <= period.last
        if in_period and not _overdue_at(reading, approved):
            values = {
                "approved": f"{approved:%d.%m.%Y}",
                "first": f"{period.first:%d.%m.%Y}",
            }
            yield Finding(reading.at_approval(index), values)


def _approved_after_deadlines(reading: Reading) -> Iterator[Finding]:
    for index, (approved, _) in _approvals_with_days(reading):
        if approved > reading.plan.period.last:
            continue
        if passed := _overdue_at(reading, approved):
            shown = ", ".join(passed[:_MOST_SHOWN]) + ("…" if len(passed) > _MOST_SHOWN else "")
            values = {
                "approved": f"{approved:%d.%m.%Y}",
                "count": len(passed),
                "numbers": shown,
            }
            yield Finding(reading.at_approval(index), values)


def _act_incomplete(reading: Reading) -> Iterator[Finding]:
    for index, approval in enumerate(reading.plan.approvals):
        key = "act" if approval.act else "minutes"
        basis: Act | Minutes | None = approval.act or approval.minutes
        if basis is None:
            continue
        lacks = {
            "number": basis.number is not None and not basis.number.strip(),  # `null` says: none
            "date": basis.date is None or basis.date.blank,
        }
        if missing := [name for name, lacking in lacks.items() if lacking]:
            yield Finding(reading.at_approval(index, key), {"missing": ", ".join(missing)})


def _officer_and_act(reading: Reading) -> Iterator[Finding]:
    for index, approval in enumerate(reading.plan.approvals):
        approves = approval.kind is ApprovalKind.APPROVE
        if approves and approval.officer and approval.minutes:
            yield Finding(reading.at_approval(index))


def _same_person(reading: Reading) -> Iterator[Finding]:
    seen = set()
    for index, approval in enumerate(reading.plan.approvals):
        if approval.officer is None or not approval.officer.name.strip():
            continue
        name = "".join(sorted(words_only(approval.officer.name).split()))
        if (approval.kind, approval.word, name) in seen:
            values = {"name": approval.officer.name}
            yield Finding(reading.at_approval(index, "officer.name"), values)
        seen.add((approval.kind, approval.word, name))


def _gender_mismatch(reading: Reading) -> Iterator[Finding]:
    plan, wording = reading.plan, reading.wording
    nouns = {noun for each in wording.words.gender.values() for noun in each}
    title = [word.strip("«»\"'.,:") for word in plan.title.split()]
    kind = next((word for word in title if word.lower() in nouns), title[0])
    inferred = wording.gender(copied(plan, gender=None))
    gender = wording.gender(plan)
    if gender is None:
        return
    words = wording.words.approved
    for index, approval in enumerate(plan.approvals):
        word = fold(approval.word).upper().strip(_QUOTES + ": ")
        own = word in words.values() and word != words[gender]
        declared = inferred and gender != inferred and approval.kind is ApprovalKind.APPROVE
        if own or (declared and not approval.officer):
            printed = word if own else words[gender]
            values = {"word": printed, "kind": kind, "right": words[inferred or gender]}
            yield Finding(reading.at_approval(index), values)


def _spaced_word(reading: Reading) -> Iterator[Finding]:
    """Find words of approvals in spaced letters; quotes and a colon are the author's style."""
    for index, approval in enumerate(reading.plan.approvals):
        word = approval.word.strip()
        if _SPACED.search(word):
            yield Finding(reading.at_approval(index, "word"), {"word": word})


def _nobody_approves(reading: Reading) -> Iterator[Finding]:
    stems = reading.words.adopting
    approvals = reading.plan.approvals
    if approvals and not any(
        reading.wording.approves(approval)
        or approval.kind is ApprovalKind.ADOPT
        or approval.word.lower().strip(_QUOTES).startswith(stems)
        for approval in approvals
    ):
        yield Finding(Place(path=ROOT / "approvals"))


def _surname_first(reading: Reading) -> Iterator[Finding]:
    names = [
        (reading.at_approval(index, "officer.name"), approval.officer.name)
        for index, approval in enumerate(reading.plan.approvals)
        if approval.officer
    ]
    names += [
        (Place(path=ROOT / "signatures" / index / "name"), signature.name)
        for index, signature in enumerate(reading.plan.signatures)
    ]
    for place, name in names:
        if _SURNAME_FIRST.fullmatch(name.strip()):
            surname, _, initials = name.strip().partition(" ")
            yield Finding(place, {"name": name, "right": f"{initials.strip()} {surname}"})


def _other_year(reading: Reading) -> Iterator[Finding]:
    period = reading.plan.period
    for index, approval in enumerate(reading.plan.approvals):
        days = _days(approval)
        if days and (days[1] < period.first - _YEAR or days[0] > period.last):
            first, last = days
            text = f"{first:%d.%m.%Y}" if first == last else str(first.year)
            yield Finding(reading.at_approval(index), {"date": text})


RULES = (
    Rule(Code.TITLE_GENDER_UNKNOWN, _unknown_gender),
    Rule(Code.APPROVAL_WORD_TOO_WIDE, _too_wide),
    Rule(Code.APPROVAL_SIGNED_FOR_ANOTHER, _instead_of),
    Rule(Code.APPROVED_BEFORE_AGREED, _approved_before_agreed),
    Rule(Code.APPROVED_AFTER_PERIOD_BEGAN, _approved_late),
    Rule(Code.APPROVED_AFTER_DEADLINES, _approved_after_deadlines),
    Rule(Code.ACT_NUMBER_OR_DATE_MISSING, _act_incomplete),
    Rule(Code.APPROVAL_OFFICER_AND_ACT, _officer_and_act),
    Rule(Code.APPROVAL_PERSON_REPEATED, _same_person),
    Rule(Code.APPROVAL_WORD_DISAGREES, _gender_mismatch),
    Rule(Code.APPROVAL_WORD_SPACED, _spaced_word),
    Rule(Code.APPROVAL_MISSING, _nobody_approves),
    Rule(Code.SURNAME_BEFORE_INITIALS, _surname_first),
    Rule(Code.APPROVAL_OF_OTHER_YEAR, _other_year),
)
