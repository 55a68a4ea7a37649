"""Sums of columns: numbers as people type them, and their sum in the same style."""

import re
from collections.abc import Iterable
from decimal import Decimal

_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|[-−]?\d+(?:[.,]\d+)?")
_SPACES = re.compile(r"[ \u00a0\u202f]")


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is, `None` if it is anything else.

    Thousands may stand apart: `12 500,50`. A point and a comma both begin decimals.
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(_SPACES.sub("", bare).replace(",", ".").replace("−", "-"))


def total_of(texts: Iterable[str]) -> str:
    """Return the sum of the numbers, in their style; `""` if a text that is not blank is none.

    It has as many decimals as the number with most of them, the decimal sign of the first one that
    has any, and thousands apart if one has them.
    """
    shown = [text.strip() for text in texts if text.strip()]
    numbers = [number for text in shown if (number := number_in(text)) is not None]
    if not shown or len(numbers) < len(shown):
        return ""
    decimals = max(
        len(re.split("[.,]", text)[1]) if re.search("[.,]", text) else 0 for text in shown
    )
    sign = next((found[0] for text in shown if (found := re.search("[.,]", text))), ",")
    grouped = "," if any(map(_SPACES.search, shown)) else ""
    text = f"{sum(numbers, Decimal()):{grouped}.{decimals}f}"
    return text.replace(",", "\u00a0").replace(".", sign)
