"""What the cells of a column hold: numbers, deadlines, executors, marks."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from plandoc.imports.paper import Cell
from plandoc.imports.spelling import begins, folded, name, words
from plandoc.marks import read_mark
from plandoc.schema.deadline import Deadline, Kind
from plandoc.words.language import DEFAULT_LANGUAGE

NUMBER = re.compile(r"\s*(?:\d{1,4}(?:\.\d{1,3}){0,3}|[IVXLC]+)[.)]?\s*")
_LONGEST = 80
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


def by_content(width: int, rows: Sequence[Sequence[Cell | None]]) -> list[str]:
    """Return the keys of the columns of a table without headings."""
    keys = [""] * width
    free = list(range(width))

    def take(key: str, at: int) -> None:
        keys[at] = key
        free.remove(at)

    shares = {at: share_of(rows, at, NUMBER.fullmatch) for at in free}
    if free and shares[free[0]] > 0.6:  # noqa: PLR2004 - most
        take("number", free[0])
    elif free and all(_label_only(rows, 0)):
        take("number", 0)
    if free:
        take("title", max(free, key=lambda n: length_of(rows, n)))
    dated = [at for at in free if share_of_deadlines(rows, at) > 0.5]  # noqa: PLR2004 - most
    if dated:
        take("deadline", max(dated, key=lambda n: share_of_deadlines(rows, n)))
    named = [at for at in free if share_of_executors(rows, at) > 0.5]  # noqa: PLR2004 - most
    if named:
        take("executors", max(named, key=lambda n: share_of_executors(rows, n)))
    marked = [at for at in free if share_of(rows, at, _is_mark) >= 0.5]  # noqa: PLR2004 - half
    if marked:
        take("outcome", marked[0])
    return keys


def _is_mark(text: str) -> bool:
    mark = read_mark(text, None, language=DEFAULT_LANGUAGE)
    return mark.status is not None


def _label_only(rows: Sequence[Sequence[Cell | None]], at: int) -> Iterator[bool]:
    found = [row[at] for row in rows if at < len(row)]
    yield bool(found)
    yield from (bool(cell and cell.label) for cell in found)


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
    return bool(name().search(text)) or bool(begins(text, words(lambda table: table.posts)))
