"""Reads a plan as a careful colleague would, and says what deserves a second look."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from plandoc.columns import cell_text, columns_of
from plandoc.errors import Place, Problem, Severity
from plandoc.measure import widest_piece
from plandoc.requisites import approval_texts
from plandoc.schema.plan import ActivityRow, Plan
from plandoc.widths import least_widths
from plandoc.wording import Wording

_REQUISITE_SIZE = 14.0
_TABLE_SIZE = 12.0
_LANDSCAPE_BODY = 267.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A plan together with the words of its language."""

    plan: Plan
    wording: Wording


Rule = Callable[[Reading], Iterator[Problem]]


def check(plan: Plan) -> tuple[Problem, ...]:
    """Return every remark about a plan, in the order of the document.

    Remarks bear the field path and the place as the author knows it («Задача 2 → 2.7 → срок»);
    only an error would keep the plan from being built.
    """
    reading = Reading(plan, Wording(plan.language))
    return tuple(problem for rule in RULES for problem in rule(reading))


def _trail(reading: Reading, row: ActivityRow, key: str) -> str:
    words = reading.wording.words
    sections = [section.label.rstrip(".") or section.section.title for section in row.sections]
    return " → ".join([*sections, row.number.rstrip("."), words["fields"][key]])


def _place(reading: Reading, row: ActivityRow, key: str) -> Place:
    return Place(path=f"{row.path}.{key}", trail=_trail(reading, row, key))


def _deadline_readings(reading: Reading) -> Iterator[Problem]:
    for row in reading.plan.activity_rows():
        if row.activity.deadline is not None:
            for problem in row.activity.deadline.problems:
                place = _place(reading, row, "deadline")
                yield problem.at(path=place.path, trail=place.trail)


def _deadline_outside_period(reading: Reading) -> Iterator[Problem]:
    period = reading.plan.period
    for row in reading.plan.activity_rows():
        deadline = row.activity.deadline
        if deadline is None:
            continue
        days = [day for interval in deadline.intervals for day in interval if day is not None]
        outside = [day for day in days if day not in period]
        if outside:
            yield Problem(
                "PLN302",
                Severity.WARNING,
                _place(reading, row, "deadline"),
                {
                    "text": deadline.text,
                    "first": reading.wording.date(period.first),
                    "last": reading.wording.date(period.last),
                },
            )


def _approval_word(reading: Reading) -> Iterator[Problem]:
    plan, wording = reading.plan, reading.wording
    for index, approval in enumerate(plan.approvals):
        if approval.kind == "approve" and not approval.officer and not wording.gender(plan):
            yield Problem("PLN301", Severity.ERROR, Place(path=f"approvals[{index}]"))


def _requisite_width(reading: Reading) -> Iterator[Problem]:
    plan, wording = reading.plan, reading.wording
    gender = wording.gender(plan)
    for index, approval in enumerate(plan.approvals):
        if approval.kind == "approve" and not approval.officer and gender is None:
            continue
        said = approval_texts(approval, gender, wording)
        whole = "\n".join((said.word, *said.basis, said.name or "", *said.dates))
        word, width = widest_piece(whole, _REQUISITE_SIZE)
        if width > plan.layout.requisite_width:
            yield Problem(
                "PLN303",
                Severity.WARNING,
                Place(path=f"approvals[{index}]"),
                {
                    "word": word,
                    "width": f"{width:.0f}",
                    "limit": f"{plan.layout.requisite_width:.0f}",
                },
            )


def _table_width(reading: Reading) -> Iterator[Problem]:
    plan, wording = reading.plan, reading.wording
    columns = columns_of(plan, wording)
    cells = [
        [cell_text(row, column.key, plan, wording) for column in columns]
        for row in plan.activity_rows()
    ]
    least = sum(least_widths(columns, cells, _TABLE_SIZE))
    if least > _LANDSCAPE_BODY:
        values = {"width": f"{least:.0f}", "limit": f"{_LANDSCAPE_BODY:.0f}"}
        yield Problem("PLN304", Severity.WARNING, Place(path="columns"), values)


RULES: tuple[Rule, ...] = (
    _approval_word,
    _requisite_width,
    _table_width,
    _deadline_readings,
    _deadline_outside_period,
)
