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

    A deadline is earlier or later by its last day, then by its first day. `same_days` means other
    words for the same days; `other_days` is any other difference.
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
    """The change of a segment of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Segment(NamedTuple):
    """Words of a text or an item of a list, with their change."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference between two plans.

    `id`, `number` and `title` are those of the activity (label and heading of a section), taken
    from the new plan if it has the row. `field` is the field of the activity, section or plan
    (`deadline`, `fields.place`, `approvals`), empty for a whole row; `heading` is the heading of a
    custom column. `old` and `new` are texts as printed; `segments` lead from one to the other.
    Places are paths in the respective plan, `None` if the plan does not have the row or field.
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
    """An activity of the old plan and its match in the new one."""

    old: ActivityRow
    new: ActivityRow
    by: MatchedBy
