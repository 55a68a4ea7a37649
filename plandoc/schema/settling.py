"""What building a plan computes: missing ids, and deadlines read against its period."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from plandoc.schema.base import copied, filled
from plandoc.schema.deadline import Deadline
from plandoc.schema.rows import ActivityRow, TableRows
from plandoc.schema.tree import edited
from plandoc.words.language import language_of

if TYPE_CHECKING:
    from plandoc.schema.plan import Plan


def settled(plan: "Plan") -> dict[str, Any]:
    """Return the fields that building a plan computes: its `id` and all that holds activities."""
    changes = {row.path: (copied(row.activity, **now),) for row, now in _changes(plan)}
    tree = edited(plan, changes)
    return {"id": _own_id(plan)} | {name: getattr(tree, name) for name in HOLDERS}


def settle(plan: "Plan") -> None:
    """Fill in what building a plan computes; nobody else may have the plan and its activities."""
    for row, now in _changes(plan):
        filled(row.activity, **now)
    filled(plan, id=_own_id(plan), **{name: getattr(plan, name) for name in HOLDERS})


def is_plain(value: object) -> bool:
    """Whether a value is plain data throughout, so that nobody has a model that is made of it."""
    kind = type(value)
    if kind is dict:
        return all(map(is_plain, value.values()))  # type: ignore[attr-defined]
    if kind is list or kind is tuple:
        return all(map(is_plain, value))  # type: ignore[call-overload]
    return value is None or isinstance(value, str | int | float | date)


def _changes(plan: "Plan") -> Iterator[tuple[ActivityRow, dict[str, Any]]]:
    """Yield the rows of activities of which something is computed, with their new fields."""
    taken = Counter(row.activity.id for row in plan.activity_rows())
    for table in plan.tables():
        binding = _Binding(plan, table)
        for row in table.rows:
            if isinstance(row, ActivityRow) and (change := _computed(row, taken, binding)):
                yield row, change


def _own_id(plan: "Plan") -> str:
    # What tells plans of one title apart may stand in their texts («Класс 5А», «Класс 5Б») or in
    # their approvals: all schools of a region may have a plan of one title.
    said = [block.organisation + block.heading + block.text for block in plan.blocks]
    said += [one.officer.post + one.officer.name for one in plan.approvals if one.officer]
    seed = "\n".join(filter(None, said))
    return plan.id or short_id(f"{plan.title}\n{plan.period.first}\n{plan.period.last}{seed}")


HOLDERS = ("activities", "sections", "blocks")
"""The fields of a plan that hold its activities."""


def _computed(row: ActivityRow, taken: Counter[str], binding: "_Binding") -> dict[str, Any]:
    change: dict[str, Any] = {}
    if not row.activity.id:
        change["id"] = _free_id(row.activity.title, taken)
    if row.activity.deadline is not None:
        change["deadline"] = binding.bound(row.activity.deadline, row)
    return change


class _Binding:
    """Reads the deadlines of a table against its period, in the order of the document."""

    def __init__(self, plan: "Plan", table: TableRows) -> None:
        self.plan, self.period, self.opens = plan, table.period, True
        self.language = language_of(plan.language)

    def bound(self, deadline: Deadline, row: ActivityRow) -> Deadline:
        # July and August at the head of a school year's plan come before its September.
        period = self.period
        bound = deadline.bound_to(
            period,
            month=row.said.month,
            when=row.said.when,
            opens=self.opens or None,
            school_quarters=self.plan.school_quarters,
            language=self.language,
        )
        self.opens = self.opens and bound.first is not None and bound.first < period.first
        return bound


def _free_id(seed: str, taken: Counter[str]) -> str:
    attempt = 0
    while taken[found := short_id(seed, attempt)]:
        attempt += 1
    taken[found] += 1
    return found


def short_id(seed: str, attempt: int = 0) -> str:
    """Return an id computed from a text, the same for the same text and attempt.

    The letter in front keeps YAML from taking an id for a number.
    """
    digest = hashlib.sha256(f"{seed}\n{attempt}".encode()).hexdigest()
    return f"p{digest[:8]}"
