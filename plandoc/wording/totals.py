"""Sums of columns: numbers as people type them, and their sum in the same style."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import ColumnView
from plandoc.wording.phrases import Wording

_NUMBER = re.compile(r"[-−]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|[-−]?\d+(?:[.,]\d+)?")
_SAID = re.compile(r"\w")
_SPACES = re.compile(r"[ \u00a0\u202f]")


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is, `None` if it is anything else.

    Thousands may stand apart: `12 500,50`. A point and a comma both begin decimals.
    """
    bare = text.strip()
    if not _NUMBER.fullmatch(bare):
        return None
    return Decimal(_SPACES.sub("", bare).replace(",", ".").replace("−", "-"))


def entries(texts: Iterable[str]) -> Iterator[str]:
    """Yield each line of texts that are summed: a cell may hold several numbers."""
    for text in texts:
        yield from (line.strip() for line in text.split("\n") if _SAID.search(line))


def total_of(texts: Iterable[str]) -> str:
    """Return the sum of the numbers, in their style; `""` if a text that is not blank is none.

    It has as many decimals as the number with most of them, the decimal sign of the first one that
    has any, and thousands apart if one has them.
    """
    shown = list(entries(texts))
    numbers = [number for text in shown if (number := number_in(text)) is not None]
    if not shown or len(numbers) < len(shown):
        return ""
    return in_style(sum(numbers, Decimal()), shown)


def in_style(number: Decimal, texts: Iterable[str]) -> str:
    """Return a number in the style of some texts: their decimal sign, decimals and thousands."""
    shown = list(texts)
    sign = next((found[0] for text in shown if (found := re.search("[.,]", text))), ",")
    grouped = "," if is_grouped(shown) else ""
    decimals = max(map(decimals_in, [*shown, f"{number:f}"]))
    text = f"{number:{grouped}.{decimals}f}"
    return text.replace(",", "\u00a0").replace(".", sign)


def decimals_in(text: str) -> int:
    """Return the number of decimals in a number."""
    return len(re.split("[.,]", text, maxsplit=1)[-1]) if re.search("[.,]", text) else 0


def is_grouped(texts: Iterable[str]) -> bool:
    """Whether thousands stand apart in one of the numbers."""
    return any(_SPACES.search(text.strip()) for text in texts)


def same_number(one: object, other: object) -> bool:
    """Whether of two values of cells one is a number and the other a text that is that number."""
    if isinstance(one, str):
        one, other = other, one
    if not isinstance(one, int | float) or isinstance(one, bool) or not isinstance(other, str):
        return False
    return number_in(other) == Decimal(repr(one))


def to_sum(cells: Iterable[tuple[ActivityRow, str]]) -> dict[FieldPath, str]:
    """Return the texts of a column that its sum counts, by the paths of their rows.

    An amount of an activity itself is not added to those of its parts. A dash is no amount.
    """
    found: dict[FieldPath, str] = {}
    for row, text in cells:
        found[row.path] = text if _SAID.search(text) else ""
        if row.whole and found[row.path].strip():
            found[row.whole.path] = ""
    return found


def column_sums(
    columns: Sequence[ColumnView],
    rows: Sequence[ActivityRow],
    cells: Sequence[Sequence[str]],
    within: FieldPath = ROOT,
) -> dict[int, str]:
    """Return the sums of columns by their places; nothing if those to sum are blank.

    `cells` are the texts of the rows by columns. Outcomes are no part of the plan, and are not
    summed.
    """
    found, blank = {}, True
    summed = (i for i, c in enumerate(columns) if c.total and c.key != "outcome")
    for i in summed:
        column = [
            (row, texts[i])
            for row, texts in zip(rows, cells, strict=True)
            if row.path.is_within(within)
        ]
        texts = to_sum(column).values()
        blank = blank and not any(map(str.strip, texts))
        found[i] = total_of(texts)
    return {} if blank else found


def name_of_sums(columns: Iterable[ColumnView], wording: Wording) -> str:
    """Return the word of the author, «ИТОГО:», or that of the language."""
    own = (column.total for column in columns if isinstance(column.total, str))
    return next(own, wording.words.total.word)
