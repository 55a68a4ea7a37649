"""What the cells of a column hold: numbers, deadlines, executors, marks."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from plandoc.imports.paper import Cell
from plandoc.imports.spelling import begins, folded, name, words
from plandoc.marks import read_mark
from plandoc.schema.deadline import Deadline, Kind
from plandoc.words.language import DEFAULT_LANGUAGE

NUMBER = re.compile(r"\s*(?:\d{1,4}(?:\.\d{1,3}){0,3}|[IVXLC]+)[.)]?\s*")
FILLED = "filled"
"""The key of the number of filled cells among the fits of a column."""

_LONGEST = 80
_EXECUTOR = 60
_LETTERS = re.compile(r"[^\W\d_]")

Test = Callable[[str], object]


def is_time(text: str) -> bool:
    """Whether a heading is a time: a month, a quarter, a day of the week."""
    said = text.strip()
    if not said or len(said) > _LONGEST or not _LETTERS.search(said):
        return False
    if _counted().fullmatch(folded(said)):
        return True
    return all(part.kind is not Kind.TEXT for part in Deadline.parse(said, None).parts)


@cache
def _counted() -> re.Pattern[str]:
    named = "|".join(map(re.escape, words(lambda table: table.times)))
    return re.compile(rf"(?:\d|[ivxі]{{1,4}})[\W_]?\w{{0,2}}\s*(?:{named})\w*\.?")


def _is_mark(text: str) -> bool:
    mark = read_mark(text, None, language=DEFAULT_LANGUAGE)
    return mark.status is not None


def _texts(rows: Sequence[Sequence[Cell | None]], at: int) -> list[str]:
    return [
        cell.text
        for row in rows
        if at < len(row) and (cell := row[at]) is not None and not cell.blank
    ]


def share_of(rows: Sequence[Sequence[Cell | None]], at: int, test: Test) -> float:
    """Return how many of the filled cells of a column pass a test."""
    texts = _texts(rows, at)
    return sum(bool(test(text)) for text in texts) / len(texts) if texts else 0


def length_of(rows: Sequence[Sequence[Cell | None]], at: int) -> float:
    """Return the mean length of the texts of a column."""
    texts = _texts(rows, at)
    return sum(map(len, texts)) / max(1, len(rows))


def share_of_deadlines(rows: Sequence[Sequence[Cell | None]], at: int) -> float:
    """Return how many of the filled cells of a column are read as deadlines."""
    return share_of(rows, at, _is_deadline)


def _is_deadline(text: str) -> bool:
    return len(text) < 80 and bool(  # noqa: PLR2004 - longer than any deadline
        re.search(r"[^\W\d_]{3}|\d[./]\d", text)
        and any(part.kind is not Kind.TEXT for part in Deadline.parse(text, None).parts)
    )


def share_of_executors(rows: Sequence[Sequence[Cell | None]], at: int) -> float:
    """Return how many of the filled cells of a column name a post or a person."""
    return share_of(rows, at, _names_executor)


def _names_executor(text: str) -> bool:
    if name().search(text) or begins(text, words(lambda table: table.posts)):
        return True
    pieces = [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]
    return bool(pieces) and all(map(_is_bare_executor, pieces))


def _is_bare_executor(text: str) -> bool:
    """Whether a short text is a surname alone, a body, or a post."""
    if len(text) > _EXECUTOR:
        return False
    known = (*words(lambda table: table.bodies), *words(lambda table: table.posts))
    return bool(_surname().fullmatch(text) or begins(text, known))


@cache
def _surname() -> re.Pattern[str]:
    endings = "|".join(words(lambda table: table.surnames))
    return re.compile(rf"(?:[^\W\d_]+\s)?[^\W\d_a-zа-яё][^\W\d_A-ZА-ЯЁ]+(?:{endings})")


def fits_of(rows: Sequence[Sequence[Cell | None]], width: int) -> list[dict[str, float]]:
    """Return how much each column looks like the roles, and how many of its cells are filled.

    A row with one text is a heading, and does not count.
    """
    full = [row for row in rows if sum(bool(cell and not cell.blank) for cell in row) > 1] or rows
    longest = max([length_of(full, at) for at in range(width)], default=0)
    return [_fits(full, at, longest) for at in range(width)]


def _fits(rows: Sequence[Sequence[Cell | None]], at: int, longest: float) -> dict[str, float]:
    texts = _texts(rows, at)
    if not texts:
        labelled = any(cell and cell.label for row in rows for cell in row[at : at + 1])
        return {"number": 1} if labelled else {"outcome": 0.5}
    numbers, dated = share_of(rows, at, NUMBER.fullmatch), share_of_deadlines(rows, at)
    marks = share_of(rows, at, lambda text: _is_mark(text) and not _is_deadline(text))
    return {
        "number": numbers,
        "deadline": dated,
        "executors": share_of_executors(rows, at),
        "title": length_of(rows, at) / longest * len(set(texts)) / len(texts) * (1 - numbers),
        "outcome": max(marks, dated / 2),
        FILLED: len(texts),
    }
