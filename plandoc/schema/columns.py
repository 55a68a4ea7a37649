"""The standard columns of a plan. A table shows those that its plan lists."""

from enum import StrEnum
from typing import NamedTuple

_LETTER = "a-zа-яёәғқңөұүһіїєґў"
OWN_KEY = f"^[{_LETTER}][{_LETTER}0-9_]*$"
"""A key of a column of the author's own: a word in small letters, in the language of the plan."""


class Align(StrEnum):
    """How the text of a column is aligned."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Holds(StrEnum):
    """What a column holds; a column of `TEXT` is a field of `Activity` with free text."""

    NUMBER = "number"
    TITLE = "title"
    EXECUTORS = "executors"
    DEADLINE = "deadline"
    TEXT = "text"
    OUTCOME = "outcome"


class StandardColumn(NamedTuple):
    """A column that any plan may have. Its key is the name of the field of `Activity`."""

    key: str
    holds: Holds
    align: Align = Align.LEFT
    default: bool = True
    """Whether a plan that lists no columns has it."""


STANDARD = (
    StandardColumn("number", Holds.NUMBER, Align.CENTER),
    StandardColumn("title", Holds.TITLE),
    StandardColumn("executors", Holds.EXECUTORS),
    StandardColumn("supervisor", Holds.TEXT, default=False),
    StandardColumn("deadline", Holds.DEADLINE, Align.CENTER),
    StandardColumn("expected_result", Holds.TEXT),
    StandardColumn("outcome", Holds.OUTCOME),
)
"""The standard columns in their usual order; any other key is a text column of a plan's own."""

STANDARD_COLUMNS = tuple(column.key for column in STANDARD)
PLAN_COLUMNS = tuple(column.key for column in STANDARD if column.holds is not Holds.OUTCOME)
"""Keys of the columns that the plan fills: all but the outcome."""

TEXT_COLUMNS = tuple(column.key for column in STANDARD if column.holds is Holds.TEXT)
"""Keys of the columns that hold free text."""
