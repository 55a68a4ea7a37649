"""Numbers as people type them, as numbers of cells that look the same."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from plandoc.wording.totals import decimals_in, in_style, is_grouped, number_in

_MOST_DIGITS = 15
"""Digits that Excel keeps of a number."""


class Number(NamedTuple):
    """The value of a cell and its format."""

    value: int | float
    format: str


def number_of(text: str) -> Number | None:
    """Return the number that a cell shows as the author typed it, else `None`: `007` is a text.

    The suite of the reader chooses the decimal sign and what stands between thousands.
    """
    number = number_in(text)
    if number is None or len(number.as_tuple().digits) > _MOST_DIGITS:
        return None
    if _plain(in_style(number, [text])) != _plain(text):
        return None
    return Number(_value(number), format_of([text]))


def is_amount(text: str) -> bool:
    """Whether a text is surely a number that a cell can show as typed; `12.10` may be a day."""
    is_sure = not decimals_in(text) or "," in text or is_grouped([text])
    return is_sure and number_of(text) is not None


def format_of(texts: Iterable[str]) -> str:
    """Return the format of numbers in the style of some texts."""
    shown = list(texts)
    decimals = max(map(decimals_in, shown), default=0)
    whole = "#,##0" if is_grouped(shown) else "0"
    return f"{whole}.{'0' * decimals}" if decimals else whole


def sum_of(texts: Iterable[str]) -> int | float:
    """Return the sum of texts that are numbers."""
    return _value(sum(filter(None, map(number_in, texts)), Decimal()))


def _value(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _plain(text: str) -> str:
    return "".join(text.split()).replace(",", ".").replace("\u2212", "-")
