"""A difference between two plans, as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from plandoc.errors import Place
from plandoc.matching import MatchedBy
from plandoc.schema.rows import ActivityRow


class Subject(StrEnum):
    """What differs."""

    PLAN = "plan"
    SECTION = "section"
    ACTIVITY = "activity"


class Kind(StrEnum):
    """How something differs.

    A deadline is earlier or later by its last day, then by its first one; `same_days` are other
    words for the same days, `other_days` is what can be told neither way.
    """

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    WORDS = "words"
    EXECUTORS = "executors"
    EARLIER = "earlier"
    LATER = "later"
    OTHER_DAYS = "other_days"
    SAME_DAYS = "same_days"


class Change(StrEnum):
    """What became of a piece of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Segment(NamedTuple):
    """Some words of a text, or one item of a list, and what became of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in two plans.

    `id`, `number` and `title` are those of the activity (of the section its label and heading),
    in the new plan where it is there. `field` is the field of the activity, section or plan
    (`deadline`, `fields.place`, `approvals`), empty for a whole row; `heading` is what the plan
    calls a column of its own. `old` and `new` are texts as printed, `segments` lead from one to
    the other. A place is a path in its plan, `None` where the plan has no such thing.
    """

    subject: Subject
    kind: Kind
    field: str = ""
    old: str = ""
    new: str = ""
    id: str = ""
    number: str = ""
    title: str = ""
    heading: str = ""
    segments: tuple[Segment, ...] = ()
    old_place: Place | None = None
    new_place: Place | None = None


class Pair(NamedTuple):
    """An activity of the old plan and what it is in the new one."""

    old: ActivityRow
    new: ActivityRow
    by: MatchedBy
