"""Rows of sums: «Итого», «Всего по плану»."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plandoc.imports.doubts import Data
from plandoc.imports.shapes import Placed
from plandoc.imports.spelling import folded, words
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.wording.totals import entries, number_in
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import one_line

_LONGEST = 80
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(slots=True)
class Total:
    """A row of sums: what names it, the texts of its other cells by column, the row as one text."""

    word: str
    amounts: Mapping[str, str]
    text: str
    placed: Placed


def total_in(placed: Placed, keys: Sequence[str]) -> Total | None:
    """Return the sums that a row holds, `None` if it is none of sums."""
    said = [cell for cell in placed.row.cells if not cell.blank and not cell.continued]
    if not said or placed.row.id or not _words().match(folded(said[0].text)):
        return None
    word = one_line(said[0].text)
    amounts = {
        key: cell.text.strip()
        for key, cell in placed.named(keys).items()
        if cell is not said[0] and not cell.blank
    }
    worded = any(_LETTERS.search(amounts.get(key, "")) for key in ("title", "executors"))
    if worded or len(word) > _LONGEST:
        return None
    return Total(word, amounts, placed.row.text, placed)


def put_total(total: Total, columns: Iterable[Data], activities: Iterable[Data]) -> bool:
    """Let columns be summed as a row says; return whether each of its sums is right."""
    summed = {column["key"]: column for column in columns if column["key"] in total.amounts}
    if set(summed) != set(total.amounts) or not is_right(total, activities):
        return False
    for column in summed.values():
        column["total"] = named(total)
    return True


def is_right(total: Total, activities: Iterable[Data]) -> bool:
    """Whether a row has sums, and each is that of some activities and their parts."""
    rows = [*_with_parts(activities)]
    return bool(total.amounts) and all(
        _is_sum(text, (_text(row, key) for row in rows)) for key, text in total.amounts.items()
    )


def named(total: Total) -> bool | str:
    """Return the word of a row of sums as a plan has it, `True` for the usual one."""
    return folded(total.word) in _usual() or total.word


def _with_parts(activities: Iterable[Data]) -> Iterable[Data]:
    for activity in activities:
        yield activity
        yield from activity.get("parts", ())


def _is_sum(text: str, texts: Iterable[str]) -> bool:
    told = [number_in(one) for one in entries(texts)]
    numbers = [one for one in told if one is not None]
    return bool(numbers) and len(numbers) == len(told) and number_in(text) == sum(numbers)


def _text(activity: Data, key: str) -> str:
    found = (
        activity.get(key, "") if key in STANDARD_COLUMNS else activity.get("fields", {}).get(key)
    )
    return found if isinstance(found, str) else ""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{'|'.join(words(lambda table: table.totals))})(?!\w)")


@cache
def _usual() -> frozenset[str]:
    return frozenset(folded(words_in(language).words.total.word) for language in LANGUAGES)
