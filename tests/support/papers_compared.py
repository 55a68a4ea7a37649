"""Compares a paper of the corpus with the document of its plan: each text in its place."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from support.paper_plans import Recipe, cell_of, drawn, is_spare, is_wide, parts
from support.papers import Cell, Grid, Line, Paper, Row, read_docx, resolved

_UNIFIED = str.maketrans({"“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "\u00ad": None})


def astray(recipe: Recipe, corpus: Path, document: bytes, *, missing: bool = False) -> list[str]:
    """Return the texts of the paper that the document has not in their place.

    A cell is looked for in the same column of the same row, rows in their order; a paragraph in
    the order of the document, those of stamps and signatures anywhere. Texts that the recipe calls
    missing are left out, unless they are asked for. Blanks, hyphens, kinds of
    quotes do not count, nor signs between executors and in stamps.
    """
    found = _astray(recipe, corpus, document)
    return [text for text in found if missing or text not in recipe.missing]


def _astray(recipe: Recipe, corpus: Path, document: bytes) -> Iterator[str]:
    printed = read_docx(document)
    rows = [row for part in printed if isinstance(part, Grid) for row in resolved(part)]
    said = "\n".join(part.text if isinstance(part, Line) else _whole(part) for part in printed)
    upright = "\n".join(cell.text for row in _columns(printed) for cell in row)
    loose, anywhere, after = _letters(said), _letters(f"{said}\n{upright}"), 0
    for kind, lines, grid in parts(recipe, recipe.paper(corpus)):
        texts = [line.text for line in lines]
        if kind == "table" and grid:
            yield from _cells_astray(recipe, grid, rows)
        elif kind == "stamps" and grid:
            texts = [line for row in grid.rows for cell in row for line in cell.text.split("\n")]
        if kind == "skip":
            continue
        for text in [piece for whole in texts for piece in re.split(r"\t+|\s{5,}", whole)]:
            if kind in _ANYWHERE:
                found = anywhere.find(_letters(text))
            else:
                after = max(after, found := loose.find(_letters(text), after))
            if found < 0:
                yield text


_ANYWHERE = ("approvals", "stamps", "signatures", "list")


def _columns(paper: Paper) -> Iterator[Sequence[Cell]]:
    """Yield the columns of all tables, as stamps are read."""
    for part in paper:
        if isinstance(part, Grid):
            yield from zip(
                *(row for row in part.rows if len(row) == len(part.rows[0])), strict=True
            )


def _whole(grid: Grid) -> str:
    return "\n".join(cell.text for row in grid.rows for cell in row)


def _cells_astray(recipe: Recipe, grid: Grid, rows: list[Row]) -> Iterator[str]:
    """Yield the texts of a table that are not in their place; take its rows from `rows`."""
    table = drawn(recipe, grid)
    heads = [Cell("", n) for n in range(len(recipe.columns))] or list(resolved(grid)[0])
    below = table.rows
    if table.headed:
        below = [tuple(heads), *below]
    for row in below:
        if is_wide(row):
            said = [cell.text for cell in row if not cell.blank]
            yield from (text for text in said if not _taken(rows, [(None, text, "")], last=False))
            continue
        if is_spare(row):
            continue
        cells = [
            (place, cell.text, column["key"])
            for place, (column, grid_place) in enumerate(
                zip(table.columns, table.places, strict=True)
            )
            if (cell := cell_of(row, heads, grid_place)) and not cell.blank
        ]
        if cells and not _taken(rows, cells):
            yield " | ".join(text for _, text, _ in cells)


def _taken(
    rows: list[Row], wanted: Sequence[tuple[int | None, str, str]], *, last: bool = True
) -> bool:
    """Whether a row has all these texts in their columns; those before it are used up.

    So is the row itself, if what is wanted is the last of it.
    """
    for number, row in enumerate(rows):
        if all(_stands(row, *one) for one in wanted):
            del rows[: number + last]
            return True
    return False


def _stands(row: Row, place: int | None, text: str, key: str) -> bool:
    if place is None:
        return any(_bare(text) in _bare(cell.text) for cell in row)
    if place >= len(row):
        return False
    said = row[place].text
    if key == "executors":
        return _letters(text) in _letters(said)
    return all(_bare(line) in _bare(said) for line in text.split("\n"))


def _bare(text: str) -> str:
    """Return a text without blanks and hyphens, with one kind of quotes."""
    return re.sub(r"[\s\-‐‑–—\u200b]+", "", text.translate(_UNIFIED))


def _letters(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]+", "", text).casefold()
