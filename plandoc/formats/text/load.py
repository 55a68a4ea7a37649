"""The load of executors by months as a picture for a terminal."""

from collections.abc import Iterator

from plandoc.formats.text.table import Column, Part, Table, printable
from plandoc.progress.load import Load
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in

_SHADES = " ░▒▓█"
_MONTH, _YEAR, _NAME = 3, 4, 28


def load_parts(load: Load, language: str) -> list[Part]:
    """Return a heading and a table: a row for each executor, a shaded count for each month."""
    return list(_parts(load, language))


def _parts(load: Load, language: str) -> Iterator[Part]:
    words = words_in(language)
    told, nobody = words.report.load, words.report.names.no_executor
    yield told.title
    if not load.lines:
        return
    yield told.legend
    columns = [
        Column(words.report.tables["executor"], _NAME, lines=2),
        *(Column(name, _YEAR, right=True) for name in _names(load, Wording(language))),
        Column(told.undated, _MONTH * 3, right=True),
        Column(told.total, _MONTH * 2, right=True),
    ]
    rows = [
        (
            printable(line.executor or nobody),
            *(_shaded(count, load.most) for count in line.counts),
            str(line.undated or "·"),
            str(line.total),
        )
        for line in load.lines
    ]
    yield Table(columns, rows)


def _names(load: Load, wording: Wording) -> Iterator[str]:
    """Yield the short names of months, after the year where it begins."""
    for at, month in enumerate(load.months):
        name = wording.short_month(month, _MONTH)
        yield f"{month.year} {name}" if not at or month.month == 1 else name


def _shaded(count: int, most: int) -> str:
    """Return a count with a shade that is the darker the nearer it is to the largest one.

    Where even that is small, each one more is a shade darker.
    """
    if not count:
        return "·"
    shades = len(_SHADES) - 1
    shade = _SHADES[-(-count * shades // max(most, shades))]
    return f"{shade}{count}"
