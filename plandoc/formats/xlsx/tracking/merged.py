"""Merged cells of a register: of each area only the upper left cell is seen, and read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.book import Area
from plandoc.formats.xlsx.cells import SheetRow, column_letters
from plandoc.formats.xlsx.tracking.known import Metadata
from plandoc.words.texts import with_both_ends

_MOST, _NAMED = 100, 10
"""Merged areas of which each has a problem of its own, and those that the last one names."""

_MOST_ROWS = 100_000
"""Rows of all areas together in which words are looked for; areas of one sheet do not overlap."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The areas in which cells of outcomes are merged, and the place of their sheet."""

    areas: Sequence[Area]
    place: Place
    known: Metadata

    def seen(self, rows: Sequence[SheetRow], problems: list[Problem]) -> list[SheetRow]:
        """Return the rows without cells that nobody sees; their words are added to the problems."""
        if not self.areas:
            return [*rows]
        at = {row.number: place for place, row in enumerate(rows)}
        numbers = sorted(at)
        found = list(rows)
        looked = 0
        for area in self.areas:
            covered = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            for number in covered[: max(_MOST_ROWS - looked, 0)]:
                found[at[number]] = self._without(found[at[number]], area, problems)
            looked += len(covered)
        return found

    def _without(self, row: SheetRow, area: Area, problems: list[Problem]) -> SheetRow:
        first = area.columns[0] if row.number == area.top else 0
        covered = {*row.values, *row.formulas}.intersection(area.columns) - {first}
        for column in sorted(covered):
            if text := self.known.shown(row.values.get(column)):
                where = replace(self.place, cell=f"{column_letters(column)}{row.number}")
                values = {"area": area.text, "text": with_both_ends(text)}
                problems.append(Problem(Code.SHEET_TEXT_COVERED, place=where, values=values))
        return SheetRow(
            row.number,
            {column: value for column, value in row.values.items() if column not in covered},
            {column: text for column, text in row.formulas.items() if column not in covered},
            row.formatted,
        )

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each area."""
        for area in self.areas[:_MOST]:
            where = replace(self.place, cell=area.first)
            yield Problem(Code.SHEET_CELLS_MERGED, place=where, values={"area": area.text})
        if others := self.areas[_MOST:]:
            where = replace(self.place, cell=others[0].first)
            named = ", ".join(area.text for area in others[:_NAMED])
            values = {"area": f"{named}, … ({len(others)})"}
            yield Problem(Code.SHEET_CELLS_MERGED, place=where, values=values)
