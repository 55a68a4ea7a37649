"""A document that plandoc printed → the plan that was printed, with what was edited on the page.

The page is read twice: as it is, and as it was printed. What is read alike both times is what the
plan says; where they differ, the page as it is has the word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from plandoc.imports.doubts import Data, Doubt
from plandoc.schema.base import validated
from plandoc.schema.plan import Plan
from plandoc.schema.settling import HOLDERS

_MISSING = object()


@dataclass(slots=True)
class ReadPlans:
    """The plans of a paper with their doubts.

    `stamped` and `told` are lines by identity: those of approvals, and those that say nothing of
    their own or of which a doubt tells. `titled` tells whether a title names a plan.
    """

    plans: list[Plan] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stamped: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    titled: bool = False


def restore(plan: Plan, first: Sequence[Plan], read: ReadPlans) -> None:
    """Put `plan` into what was read, with what differs from what was read at `first`.

    A page that is built otherwise than it was printed stays as it was read.
    """
    if list(first) == read.plans:
        read.plans, read.doubts = [plan], []
        return
    if len(first) != 1 or len(read.plans) != 1:
        return
    printed, now = _data(plan), _data(read.plans[0])
    seen, edited = _headed(_data(first[0])), _headed(now)
    try:
        whole = validated(Plan, _Edited(printed, seen, edited).plan())
    except (ValidationError, _RebuiltError):
        return
    told = _data(whole)
    read.doubts = [one for one in read.doubts if _at(told, one) == _at(now, one)]
    read.plans = [whole]


class _RebuiltError(Exception):
    """What was read is built in another way than what was printed."""


@dataclass(slots=True)
class _Edited:
    """A plan as it was printed, as its page was read then, and as it is read now, in plain data."""

    printed: Data
    seen: Data
    now: Data

    def plan(self) -> Data:
        """Return the plan with what was edited. Raises `_RebuiltError` where that has no place."""
        seen, now = ([*_activities(one)] for one in (self.seen, self.now))
        self._rows(seen, now)
        for key in dict.fromkeys((*self.seen, *self.now)):
            pair = self.seen.get(key, _MISSING), self.now.get(key, _MISSING)
            if key in HOLDERS:
                self._texts(_without_rows(pair[0]), _without_rows(pair[1]))
            elif pair[0] != pair[1]:
                _put(self.printed, key, _merged(self.printed.get(key, _MISSING), *pair))
        return self.printed

    def _rows(self, seen: list[Data], now: list[Data]) -> None:
        """Take over the edits of activities, those that were added and those that are gone."""
        ours = {one["id"]: (one, holder) for one, holder in _held(self.printed)}
        before = {one["id"]: one for one in seen if one["id"] in ours}
        kept = [one["id"] for one in now if one["id"] in before]
        if kept != [one for one in before if one in kept]:
            raise _RebuiltError  # rows were moved
        for gone in before.keys() - kept:
            one, holder = ours[gone]
            holder.remove(one)
        also, above = {one["id"] for one in seen}, ""
        for row in now:
            known = before.get(row["id"])
            if known is None and row["id"] in also:
                continue
            if known is None:
                if above not in ours:
                    raise _RebuiltError
                one, holder = ours[above]
                holder.insert(holder.index(one) + 1, row)
                ours[row["id"]] = row, holder
            else:
                for key in dict.fromkeys((*known, *row)):
                    pair = known.get(key, _MISSING), row.get(key, _MISSING)
                    if key != "parts" and pair[0] != pair[1]:
                        one = ours[row["id"]][0]
                        _put(one, key, _merged(one.get(key, _MISSING), *pair))
            above = row["id"]

    def _texts(self, seen: Any, now: Any) -> None:
        """Take over the edits of headings and texts: each is the only one of its words."""
        if seen == now:
            return
        pairs = [*_paired(seen, now)]
        for before, after in pairs:
            places = [*_places(self.printed, before)]
            if len(places) != 1:
                raise _RebuiltError
            holder, key = places[0]
            holder[key] = after


def _data(plan: Plan) -> Data:
    return plan.model_dump(mode="json", exclude_defaults=True)


def _headed(value: Any) -> Any:
    """Return a plan of which the columns say their headings alone: their look is not edited."""
    if isinstance(value, list):
        return [_headed(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: _headed(one) for key, one in value.items()}
    if "columns" in found:
        columns = ({"key": one} if isinstance(one, str) else one for one in found["columns"])
        found["columns"] = [
            {name: one[name] for name in ("key", "heading", "group") if name in one}
            for one in columns
        ]
    return found


def _put(holder: Data, key: str, value: Any) -> None:
    holder.pop(key, None)
    if value is not _MISSING:
        holder[key] = value


def _merged(printed: Any, seen: Any, now: Any) -> Any:
    """Return what is read now, where it is read as before what was printed."""
    if seen == now:
        return printed
    if all(isinstance(one, dict) for one in (printed, seen, now)):
        found: Data = {}
        for key in dict.fromkeys((*printed, *now)):
            parts = (one.get(key, _MISSING) for one in (printed, seen, now))
            _put(found, key, _merged(*parts))
        return found
    if all(isinstance(one, list) and len(one) == len(now) for one in (printed, seen, now)):
        return [_merged(*parts) for parts in zip(printed, seen, now, strict=True)]
    return now


def _held(value: Any) -> Iterator[tuple[Data, list[Any]]]:
    """Yield the activities of a plan in order, each with the list in which it stands."""
    for one in value.values() if isinstance(value, dict) else value:
        if isinstance(value, list) and isinstance(one, dict) and _is_activity(one):
            yield one, value
        if isinstance(one, dict | list):
            yield from _held(one)


def _is_activity(value: Data) -> bool:
    return "id" in value and "title" in value


def _activities(data: Data) -> Iterator[Data]:
    return (one for one, _ in _held({key: data[key] for key in HOLDERS if key in data}))


def _without_rows(value: Any) -> Any:
    """Return what holds activities without them."""
    if isinstance(value, list):
        rest = (one for one in value if not (isinstance(one, dict) and _is_activity(one)))
        return [_without_rows(one) for one in rest]
    if isinstance(value, dict):
        return {key: _without_rows(one) for key, one in value.items()}
    return value


def _paired(seen: Any, now: Any) -> Iterator[tuple[str, str]]:
    """Yield the texts that differ. Raises `_RebuiltError` where more than a text differs."""
    if isinstance(seen, dict) and isinstance(now, dict) and seen.keys() == now.keys():
        for key, one in seen.items():
            yield from _paired(one, now[key])
    elif isinstance(seen, list) and isinstance(now, list) and len(seen) == len(now):
        for one, other in zip(seen, now, strict=True):
            yield from _paired(one, other)
    elif isinstance(seen, str) and isinstance(now, str):
        yield from [(seen, now)] if seen != now else []
    elif seen != now:
        raise _RebuiltError


def _places(value: Any, text: str) -> Iterator[tuple[Any, str | int]]:
    """Yield where a text stands, as what holds it and its key."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inside:
        if isinstance(one, dict | list):
            yield from _places(one, text)
        elif one == text:
            yield value, key


def _at(data: Any, doubt: Doubt) -> Any:
    """Return what a doubt is about."""
    for part in doubt.path.parts:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return _MISSING
    return data
