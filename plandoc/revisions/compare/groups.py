"""Differences grouped for readers: additions and removals first, renumbering last."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import StrEnum

from plandoc.revisions.compare import Comparison
from plandoc.revisions.compare.difference import Difference, Subject


class Group(StrEnum):
    """A heading under which differences are listed; the members are in order of output."""

    WHOLE = "whole"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    EXECUTORS = "executors"
    SUPERVISOR = "supervisor"
    EARLIER = "earlier"
    LATER = "later"
    OTHER_DAYS = "other_days"
    WORDS = "words"
    SAME_DAYS = "same_days"
    RENUMBERED = "renumbered"


def grouped(comparison: Comparison) -> Mapping[Group, Sequence[Difference]]:
    """Return the differences by heading, without empty headings."""
    found: dict[Group, list[Difference]] = defaultdict(list)
    for difference in comparison.differences:
        found[_group(difference)].append(difference)
    return {group: found[group] for group in Group if group in found}


def _group(difference: Difference) -> Group:
    if difference.subject is Subject.PLAN:
        return Group.WHOLE
    if difference.field == "supervisor":
        return Group.SUPERVISOR
    return Group(difference.kind)
