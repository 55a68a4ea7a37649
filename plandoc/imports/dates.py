"""Dates as they are written by hand under approvals and in references."""

import re
from functools import cache

from pydantic import ValidationError

from plandoc.imports.periods import month_names
from plandoc.schema.base import validated
from plandoc.schema.partial_date import PartialDate
from plandoc.words.language import LANGUAGES
from plandoc.words.written import any_of


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a date any part of which may be a blank."""
    months = {re.escape(one) for language in LANGUAGES for one in month_names(language, short=True)}
    years = any_of(lambda written: written.year)
    month = "|".join(sorted(months, key=len, reverse=True))
    quoted = r"[«\"“„]\s*[_\s]*\d{0,2}[_\s]*[»\"”“]"
    year = r"(?:19|20)\s?\d\s?\d(?!\d)|20\d?[_\s]*_"
    # «20 г.» with room before it is a year to write: two digits are not enough.
    short = (
        rf"(?:{quoted}|(?<![\d./])\d{{1,2}}(?!\d))[\s._/]*"
        rf"(?:(?:{month})\w*[\s._]*|\d{{1,2}}[\s._/]+)"
        rf"(?:1[3-8]|2[1-9]|[3-5]\d|(?<=[./])(?:19|20))(?!\d)\s*(?:(?:{years})(?!\w))?"
    )
    year_first = (
        rf"(?:{year})\s*(?:{years})\s*(?:{quoted}|\d{{1,2}}|_{{2,}})"
        rf"[\s_]*(?:(?:{month})\w*|_{{2,}})"
    )
    return re.compile(
        rf"{led_source()}"
        rf"(?:{year_first}|(?:{quoted}|(?<![\d.])_*\d{{1,2}}(?!\d)|_{{2,}})"
        rf"[\s._/]*(?:{month}|\d{{1,2}}(?!\d)|_{{2,}})?[\s._/]*"
        rf"(?:{year}|_{{2,}}\s*20\d\d)[_\s]*\.?\s*(?:(?:{years})(?!\w))?|{short})",
        re.IGNORECASE,
    )


@cache
def leads_source() -> str:
    """Return the pattern of the word before a date: «от»."""
    return f"(?:{any_of(lambda written: written.date_lead)})"


def led_source() -> str:
    """Return the pattern of that word where it may be missing."""
    return rf"(?:(?<!\w){leads_source()}\s*)?"


def date_of(text: str) -> str | None:
    """Return a date as a plan file has it, `None` for what no date can be read from."""
    said = " ".join(text.split())
    tightened = re.sub(r"(?<=20) (?=\d\d\b)|(?<=20\d) (?=\d\b)", "", said)
    dotted = re.sub(r"(?<=\d)[»\"”“]?\s*\.?\s*(\d\d?)\s*\.\s*(?=\d{2})", r".\1.", tightened)
    for variant in (said, tightened, dotted.lstrip('«"“„'), re.sub(r"(?<=\d)_+(?=\s|$)", "", said)):
        try:
            validated(PartialDate, variant)
        except ValidationError:
            continue
        return variant
    return None
