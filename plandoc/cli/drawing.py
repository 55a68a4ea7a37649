"""Lines and tables on a terminal: drawn by rich for a person, plain text where they are piped."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from plandoc.cli.terminal import HarmlessStream, harmless
from plandoc.formats.text.status import WIDTH
from plandoc.formats.text.table import Part, Table, display_width, plain

if TYPE_CHECKING:
    from rich.console import Console

_WIDEST = 120


def print_parts(parts: Sequence[Part]) -> None:
    """Print lines and tables."""
    if not sys.stdout.isatty():
        sys.stdout.write(plain(parts, WIDTH))
        return
    from rich.console import Console

    sys.stdout.flush()
    stream = sys.stdout.stream if isinstance(sys.stdout, HarmlessStream) else sys.stdout
    # rich steers the terminal past the harmless stream, so the cells are made harmless here.
    console = Console(file=stream, markup=False, highlight=False, emoji=False)
    console.width = min(console.width, _WIDEST)
    for part in parts:
        if isinstance(part, str):
            console.print(harmless(part))
        else:
            _print_table(console, part)


def _print_table(console: "Console", table: Table) -> None:
    from rich import box
    from rich.table import Table as Drawn
    from rich.text import Text

    headed = any(column.heading for column in table.columns)
    drawn = Drawn(
        box=box.SIMPLE_HEAD if headed else None,
        show_header=headed,
        pad_edge=False,
        collapse_padding=True,
    )
    for column in table.columns:
        words = column.heading.split()
        drawn.add_column(
            Text(harmless(column.heading)),
            justify="right" if column.right else "left",
            overflow="fold",
            min_width=max(map(display_width, words), default=1) if column.most else None,
            ratio=1 if column.most is None and headed else None,
        )
    for row in table.rows:
        drawn.add_row(*(Text(harmless(cell)) for cell in row))
    console.print(drawn)
