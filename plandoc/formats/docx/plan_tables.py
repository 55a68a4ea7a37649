"""Reading the tables of a plan in a Word document: rows with cells by column."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.formats.docx.headings import Column, Headings, under
from plandoc.formats.docx.issued import Issued
from plandoc.formats.docx.row_ids import RowIds
from plandoc.formats.docx.word_tables import WordCell, WordRow, WordTable
from plandoc.returns.filled import Cell, SeenRow
from plandoc.words.texts import heading_key, shortened


class PlanTables:
    """Reads the tables of a plan in order; a split-off part has the columns of the previous one."""

    def __init__(self, issued: Issued | None, file: str) -> None:
        """Initialise; `issued` are the issued texts, `None` if they were lost."""
        self.rows: list[SeenRow] = []
        self.problems: list[Problem] = []
        self.keys: set[str] = set()
        """Keys of the columns of all tables."""
        self._file = file
        self._headings = Headings(issued)
        self._ids = RowIds(issued)
        texts = issued.texts.values() if issued else ()
        self._titles = {heading_key(each["title"]) for each in texts if "title" in each}
        self._sections = set(map(heading_key, issued.sections)) if issued else None
        self._columns: tuple[Column, ...] = ()

    def knows(self, table: WordTable) -> bool:
        """Whether a table belongs to the plan: by bookmarks, headings, or titles that follow."""
        return table.marked or any(
            self._headings.read(row) or self._goes_on(row) for row in table.rows
        )

    def read(self, table: WordTable) -> None:
        """Read a table of the plan: its rows, and problems."""
        heads = self._heads(table)
        above = _above(table, heads) if not self._columns else 0
        self._columns = self._first_columns(table, heads)
        ids, problems = self._ids.of(table, self._columns, self._file)
        self.problems += problems
        strange: Counter[str] = Counter()
        below_head = True
        for row in table.rows:
            if row.number in heads:
                self._columns, below_head = heads[row.number], True
            elif row.number > above and not (below_head and _goes_on_heading(row)):
                below_head = below_head and not (row.texts or row.bookmarks)
                self._read_row(table, row, ids.get(row.number), strange)
            self.keys |= {column.key for column in self._columns}
        for heading, count in (+strange).items():
            place = Place(file=self._file, table=table.number, part=heading)
            values = {"heading": heading or "—", "count": count}
            severity = Severity.NOTE if "outcome" in self.keys else Severity.WARNING
            self.problems.append(Problem(Code.DOCUMENT_COLUMN_IGNORED, severity, place, values))

    def _goes_on(self, row: WordRow) -> bool:
        return len(row.cells) == len(self._columns) and any(
            column.key == "title" and heading_key(cell.text) in self._titles
            for column, cell in zip(self._columns, row.cells, strict=True)
        )

    def _heads(self, table: WordTable) -> dict[int, tuple[Column, ...]]:
        """Return the columns of each heading row; a first row may have all headings renamed."""
        heads = {row.number: found for row in table.rows if (found := self._headings.read(row))}
        top = table.rows[0]
        several = len(top.texts) > 1 and not top.bookmarks and not _goes_on_heading(top)
        if several and not heads and not self._columns:
            heads[top.number] = self._headings.read_renamed(top)
        return {n: self._headings.with_outcome(found, table.rows) for n, found in heads.items()}

    def _first_columns(
        self, table: WordTable, heads: dict[int, tuple[Column, ...]]
    ) -> tuple[Column, ...]:
        columns = self._columns or next(iter(heads.values()), ())
        if not columns:
            marked = next((row for row in table.rows if row.bookmarks), table.rows[0])
            nameless = self._headings.without(marked.cells)
            columns = self._headings.with_outcome(nameless, table.rows)
        return columns

    def _read_row(
        self, table: WordTable, row: WordRow, id_: str | None, strange: Counter[str]
    ) -> None:
        place = Place(file=self._file, table=table.number, row=row.number)
        placed = under(row, self._columns)
        if id_ is None and self._is_section(row, placed):
            if self._sections is not None and heading_key(row.texts[0]) not in self._sections:
                values = {"text": shortened(row.texts[0])}
                self.problems.append(
                    Problem(Code.DOCUMENT_TEXT_IGNORED, place=place, values=values)
                )
            return
        found: dict[int, list[WordCell]] = {}
        for cell, places in zip(row.cells, placed, strict=True):
            if not cell.covered:
                known = [at for at in places if self._columns[at].key]
                at = next(iter(known or places), len(self._columns))
                found.setdefault(at, []).append(cell)
                self.problems += self._merged(cell, known, place)
        cells = {"id": Cell(id_, place)} if id_ is not None else {}
        for at, parts in found.items():
            text = "\n".join(cell.text for cell in parts if len(parts) == 1 or cell.text.strip())
            column = self._columns[at] if at < len(self._columns) else Column("", "", 0, 0)
            if column.key:
                where = replace(place, part=column.heading)
                cells[column.key] = Cell(text if text.strip() else None, where)
            else:
                strange[column.heading] += bool(text.strip())
        if id_ is not None or row.texts:
            self.rows.append(SeenRow(place, cells))

    def _is_section(self, row: WordRow, placed: list[list[int]]) -> bool:
        """Whether a row has a single text that is that of a section or spans several columns."""
        if row.bookmarks or len(row.texts) != 1:
            return False
        at = next(n for n, cell in enumerate(row.cells) if cell.text.strip())
        over = len(placed[at]) > 1 or (len(row.cells) == 1 and len(self._columns) > 1)
        return over or heading_key(row.texts[0]) in (self._sections or ())

    def _merged(self, cell: WordCell, known: list[int], place: Place) -> list[Problem]:
        """Return the problems of a cell merged with others."""
        if not cell.text.strip():
            return []
        headings = [self._columns[at].heading for at in known]
        problems = []
        if cell.below:
            values = {"text": shortened(cell.text), "rows": ", ".join(map(str, cell.below))}
            problems.append((Code.DOCUMENT_CELLS_MERGED_DOWN, "".join(headings[:1]), values))
        if len(known) > 1:
            values = {
                "text": shortened(cell.text),
                "columns": ", ".join(f"«{heading}»" for heading in headings),
                "taken": headings[0],
            }
            problems.append((Code.DOCUMENT_CELLS_MERGED_ACROSS, headings[0], values))
        return [
            Problem(code, place=replace(place, part=part), values=values)
            for code, part, values in problems
        ]


def _above(table: WordTable, heads: Collection[int]) -> int:
    """Return the number of the last row above the headings, which may be their upper level."""
    marked = [row.number for row in table.rows if row.bookmarks]
    return min([*heads, *marked]) - 1 if heads else 0


def _goes_on_heading(row: WordRow) -> bool:
    """Whether a row below the headings belongs to them: column numbers, a second level."""
    numbers = [str(number) for number in range(1, len(row.texts) + 1)]
    numbered = [text.strip() for text in row.texts] == numbers
    if numbered and len(row.texts) < len(row.cells[:2]):
        numbered = False  # an unfinished row with only a number
    return not row.bookmarks and (numbered or any(cell.covered for cell in row.cells))
