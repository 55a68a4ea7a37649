"""Whether a document has every text of a paper in its place, and none of its own.

Nothing is known but the two papers: a text between tables is looked for in the order of the page,
a cell in the same column of the same row, rows in their order. Texts of stamps stand side by side,
so their order is that of the stamps alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from support.papers import Cell, Grid, Line, Paper, Row, resolved


class Fault(StrEnum):
    """What is wrong with a text."""

    MISSING = "missing"
    ELSEWHERE = "elsewhere"
    ADDED = "added"
    UNMERGED = "unmerged"
    SPELT = "spelt otherwise"


@dataclass(frozen=True, slots=True)
class Astray:
    """A text that does not stand as in the paper."""

    fault: Fault
    text: str

    def __str__(self) -> str:
        return f"{self.fault}: {' / '.join(self.text.split(chr(10)))}"


def astray(paper: Paper, documents: Sequence[Paper], title: str) -> list[Astray]:
    """Return the texts that do not stand as in the paper; `title` ends the stamps."""
    printed = tuple(piece for document in documents for piece in document)
    head = _head(paper, letters(title)[:20])
    found = [*_stamps_astray(paper[:head], printed), *_lines_astray(paper[head:], printed)]
    found += _rows_astray(paper[head:], printed)
    return [*found, *_added(paper, printed)]


def _head(paper: Paper, title: str) -> int:
    """Return where the title begins, or the first table of tasks."""
    for number, part in enumerate(paper):
        if isinstance(part, Line) and title and letters(part.text).startswith(title[:20]):
            return number
        if isinstance(part, Grid) and len(part.rows) > _STAMPS:
            return number
    return 0


_STAMPS = 3
"""The most rows of a table that is made of stamps."""


# --- between tables -------------------------------------------------------------------------------


def _stamps_astray(stamps: Paper, printed: Paper) -> Iterator[Astray]:
    """Yield the texts above the title that are in no column of the document as they stand."""
    said = f"{_across(printed)}\n{_down(printed)}"
    words, signs = letters(said), _signs(said)
    for text in filter(letters, (text for part in stamps for text in _texts(part))):
        if letters(text) not in words:
            yield Astray(Fault.MISSING, text)
        elif re.search(r"\d", text) and _signs(text) not in signs:
            yield Astray(Fault.SPELT, text)


def _lines_astray(paper: Paper, printed: Paper) -> Iterator[Astray]:
    said = letters(_across(printed))
    anywhere = said + letters(_down(printed))
    after = 0
    for text in filter(
        letters, (text for part in paper if isinstance(part, Line) for text in _texts(part))
    ):
        if (at := said.find(letters(text), after)) >= 0:
            after = at
        else:
            yield Astray(Fault.ELSEWHERE if letters(text) in anywhere else Fault.MISSING, text)


def _texts(part: Line | Grid) -> list[str]:
    """Return the texts of a line, also those set apart by tabs or blanks, or of a table."""
    said = part.text if isinstance(part, Line) else _whole(part)
    return [text.strip() for text in re.split(r"\t+|\n|\s{5,}", said)]


def _across(paper: Paper) -> str:
    return "\n".join(part.text if isinstance(part, Line) else _whole(part) for part in paper)


def _whole(grid: Grid) -> str:
    return "\n".join(cell.text for row in grid.rows for cell in row if not cell.continued)


def _down(paper: Paper) -> str:
    """Return the texts of all tables column by column, as stamps are read."""
    columns: dict[tuple[int, int], list[str]] = {}
    for number, part in enumerate(paper):
        if isinstance(part, Grid):
            for cell in (cell for row in part.rows for cell in row):
                columns.setdefault((number, cell.column), []).append(cell.text)
    return "\n".join(text for column in columns.values() for text in column)


# --- tables ---------------------------------------------------------------------------------------


def _rows_astray(paper: Paper, printed: Paper) -> Iterator[Astray]:
    rows = [row for part in printed if isinstance(part, Grid) for row in resolved(part)]
    said = letters(_across(printed))
    after = 0
    for grid in (part for part in paper if isinstance(part, Grid)):
        stands: list[tuple[Cell, Cell]] = []
        for row in resolved(grid):
            cells = [cell for cell in row if not cell.blank]
            if not cells:
                continue
            if (at := _next(rows, cells, after)) is not None:
                after = at + (not _is_wide(row) or len(cells) == 1)
                stands += zip(cells, _places(rows[at], cells), strict=True)
                continue
            for cell in cells:
                anywhere = all(letters(line) in said for line in cell.text.split("\n"))
                if not cell.continued:
                    yield Astray(Fault.ELSEWHERE if anywhere else Fault.MISSING, cell.text)
        yield from _shifted(stands, grid.width)


def _next(rows: Sequence[Row], cells: Sequence[Cell], after: int) -> int | None:
    """Return the next row that has all these texts in this order."""
    return next(
        (n for n in range(after, len(rows)) if len(_places(rows[n], cells)) == len(cells)), None
    )


def _places(row: Row, cells: Sequence[Cell]) -> list[Cell]:
    """Return the cells of a row in which the texts stand, as many as are found in order."""
    found: list[Cell] = []
    left = list(row)
    for cell in cells:
        here = next((n for n, one in enumerate(left) if _stands(cell.text, one.text)), None)
        if here is None:
            break
        found.append(left[here])
        left = left[here + (not _fills_whole_row(row)) :]
    return found


def _fills_whole_row(row: Row) -> bool:
    return len(row) == 1


def _stands(wanted: str, said: str) -> bool:
    text = letters(said)
    if not (letters(wanted) and text):
        return bare(wanted) == bare(said)
    return all(line in text for line in map(letters, wanted.split("\n")))


def _shifted(stands: Iterable[tuple[Cell, Cell]], width: int) -> Iterator[Astray]:
    """Yield the texts of cells that stand in another column than most of theirs."""
    known = [(cell, here) for cell, here in stands if cell.span * 2 <= max(width, 2) or width == 1]
    usual: dict[int, Counter[int]] = {}
    for cell, here in known:
        usual.setdefault(cell.column, Counter())[here.column] += 1
    for cell, here in known:
        if usual[cell.column].most_common(1)[0][0] != here.column:
            yield Astray(Fault.ELSEWHERE, cell.text)
        elif cell.continued and not here.continued and here.span == 1:
            yield Astray(Fault.UNMERGED, cell.text)
        elif not all(line in bare(here.text) for line in map(bare, cell.text.split("\n"))):
            yield Astray(Fault.SPELT, cell.text)


def _is_wide(row: Row) -> bool:
    whole = sum(cell.span for cell in row)
    return any(cell.span * 2 > whole and not cell.blank for cell in row)


# --- what the paper has not -----------------------------------------------------------------------


def _added(paper: Paper, printed: Paper) -> Iterator[Astray]:
    """Yield the texts of a document that the paper has nowhere, but for numbers."""
    said = letters(f"{_across(paper)}\n{_down(paper)}")
    for part in printed:
        texts = [part.text] if isinstance(part, Line) else [c.text for r in part.rows for c in r]
        for text in (piece for whole in texts for piece in re.split(r"\n|\t", whole)):
            if re.search(r"[^\W\d_]", text) and letters(text) not in said:
                yield Astray(Fault.ADDED, text.strip())


# --- texts ----------------------------------------------------------------------------------------

_UNIFIED = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "\u00ad": None})


def bare(text: str) -> str:
    """Return a text without blanks, lines to write on and hyphens, with one kind of quotes."""
    return re.sub(r"[\s\-‐‑–—\u200b\u2060_]+", "", text.translate(_UNIFIED))


def letters(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]+", "", text).casefold()


def _signs(text: str) -> str:
    """Return a text with its signs, but without blanks."""
    return re.sub(r"\s+", "", text.translate(_UNIFIED))
