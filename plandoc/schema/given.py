"""What people have, as a plan takes it: nothing in its many forms, numbers and days as texts.

One rule holds for constructors, plan files and rows of tables:

- `None`, NaN, NaT and NA are nothing: as if the key was left out. So is a blank text where no text
  is held (a deadline, an outcome, a list, a number). `None` for the date or the number of an
  approval says that there is none.
- Where a text is held, a whole number, another number, a day and a UUID are the text that a cell
  shows: `5`, `2.5`, `12.10.2018`, `12.10.2018 14:30`.
- Where a day is held, the time of a `datetime` is left out.
- For a value of a list (a status, a kind of approval) the word that the paper or the sheet shows
  does, in any language and case: «Выполнено», «УТВЕРЖДАЮ».
"""

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

SURE = frozenset((str, int, bool, list, tuple, dict, date, datetime))
"""Kinds of values that are something."""
_NAMES = frozenset(("NaTType", "NAType"))


class Typed(float):
    """A number of a file that remembers how it was typed: where a text is held, `1.10` stays."""

    def __init__(self, written: str) -> None:
        self.written = written

    def __str__(self) -> str:
        return self.written


def is_nothing(value: object) -> bool:
    """Whether a value stands for nothing: `None`, NaN, and what pandas and NumPy have for it."""
    if value is None:
        return True
    kind = type(value)
    if kind in SURE:
        return False
    if issubclass(kind, float | Decimal) or kind.__name__ == "datetime64":
        return bool(value != value)  # noqa: PLR0124 - NaN and NaT are unequal to themselves
    return kind.__name__ in _NAMES


def as_text(value: object) -> str | None:
    """Return the text that a cell shows for a value, `None` for what no cell holds."""
    if is_nothing(value):
        return ""
    match value:
        case bool():
            text = None
        case Enum():
            text = value.value if isinstance(value, str) else None
        case datetime():
            text = f"{value:%d.%m.%Y}" if value.time() == time() else f"{value:%d.%m.%Y %H:%M}"
        case date():
            text = f"{value:%d.%m.%Y}"
        case float() if value.is_integer() and not isinstance(value, Typed):
            text = str(int(value))
        case str() | int() | float() | Decimal() | UUID():
            text = str(value)
        case _:
            text = _of_numpy(value)
    return text


def _of_numpy(value: object) -> str | None:
    """Return the text for a value of NumPy, which is neither a number nor a day of Python."""
    kind = type(value)
    if kind.__module__ != "numpy" or getattr(value, "shape", None) != ():
        return None
    day = kind.__name__ == "datetime64"
    plain: Any = value.astype("datetime64[us]") if day else value  # type: ignore[attr-defined]
    item: object = plain.item()
    return None if type(item) is kind else as_text(item)
