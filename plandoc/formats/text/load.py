"""The load of executors by months as a picture for a terminal."""

from collections.abc import Iterator

from babel.dates import format_date

from plandoc.formats.text.table import Column, Part, Table, printable
from plandoc.progress.load import Load
from plandoc.words.language import words_in

_SHADES = " ░▒▓█"
_MONTH, _NAME = 3, 28


def load_parts(load: Load, language: str) -> list[Part]:
    """Return a heading and a table: a row for each executor, a shaded count for each month."""
    return list(_parts(load, language))


def _parts(load: Load, language: str) -> Iterator[Part]:
    words = words_in(language)
    told, nobody = words.report.load, words.report.names.no_executor
    yield told.title
    if not load.lines:
        return
    names = [format_date(month, "LLL", locale=language) for month in load.months]
    columns = [
        Column(words.report.tables["executor"], _NAME, lines=2),
        *(Column(name.strip(".")[:_MONTH], _MONTH, right=True) for name in names),
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


def _shaded(count: int, most: int) -> str:
    """Return a count with a shade that is the darker the nearer it is to the largest one."""
    if not count:
        return "·"
    shade = _SHADES[-(-count * (len(_SHADES) - 1) // most)]
    return f"{shade}{count}"
