"""A full calendar date as a plan file writes it."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BeforeValidator

from plandoc.codes import Code
from plandoc.schema.base import refuse

_WRITTEN = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
    r"|(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})"
)


def _read(value: Any) -> Any:
    """Return the date that a text writes, or that of a moment.

    A bare number is refused: Pydantic by itself would count it as seconds since 1970.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _WRITTEN.fullmatch(value.strip()) if isinstance(value, str) else None
    if not found:
        raise refuse(Code.FULL_DATE_UNREADABLE, value=str(value))
    year, month, day = (int(found[long] or found[short]) for long, short in _PARTS)
    try:
        return date(year, month, day)
    except ValueError:
        raise refuse(Code.FULL_DATE_IMPOSSIBLE, value=str(value)) from None


_PARTS = (("year", "y"), ("month", "m"), ("day", "d"))

Day = Annotated[date, BeforeValidator(_read)]
"""A full date, written `2018-10-12` or `12.10.2018`."""
