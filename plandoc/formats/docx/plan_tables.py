"""Reading the tables of a plan in a Word document: rows with cells by column."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from itertools import takewhile

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.formats.docx.headings import Column, Headings, under
from plandoc.formats.docx.issued import Issued
from plandoc.formats.docx.row_ids import PREFIX, RowIds
from plandoc.formats.docx.word_tables import WordCell, WordRow, WordTable
from plandoc.page.row_mark import mark_of
from plandoc.returns.filled import SeenRow, TextCells
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import heading_key, one_line, shortened, with_both_ends

_MOST_SHOWN = 40


class PlanTables:
    """Reads the tables of a plan in order; a split-off part has the columns of the previous one."""

    def __init__(self, issued: Issued | None, file: str) -> None:
        """Initialise; `issued` are the issued texts, `None` if they were lost."""
        self.rows: list[SeenRow] = []
        self.passed: set[tuple[int | None, int | None]] = set()
        """Rows of sections, whose problems have told of them: table and row."""
        self.heads: dict[tuple[int | None, int | None], int] = {}
        """Rows of headings with the number of those that are known; they may be renamed."""
        self.problems: list[Problem] = []
        self.keys: set[str] = set()
        """Keys of the columns of all tables."""
        self._file = file
        self._headings = Headings(issued)
        self._ids = RowIds(issued)
        texts = issued.texts.values() if issued else ()
        self._titles = {heading_key(each["title"]) for each in texts if "title" in each}
        self._issued = issued
        self._others = set(map(heading_key, issued.sections)) if issued else None
        """The texts of rows that are no activities."""
        self._lines = {"", *map(heading_key, issued.lines if issued else ())}
        self._columns: tuple[Column, ...] = ()
        self._alike: dict[tuple[tuple[str, str], ...], Mapping[str, tuple[int, str]]] = {}
        self._over: dict[int, tuple[str | None, WordCell]] = {}
        """The activity and the cell above each cell that is merged with it, by column."""

    def knows(self, table: WordTable) -> bool:
        """Whether a table belongs to the plan: by bookmarks, headings, or titles that follow."""
        return table.marked or bool(self._read_heads(table)) or any(map(self._goes_on, table.rows))

    def read(self, table: WordTable) -> None:
        """Read a table of the plan: its rows, and problems."""
        heads = self._heads(table)
        begins = not self._columns or bool(self._own(table))
        above = _above(table, heads) if begins else self._groups_above(table, heads)
        self._columns = self._first_columns(table, heads)
        ids, problems = self._ids.of(table, self._columns, self._file)
        self.problems += problems
        strange: dict[str, list[str]] = defaultdict(list)
        below_head = True
        for row in table.rows:
            if row.number in heads:
                here = set(map(one_line, row.texts))
                known = [c for c in heads[row.number] if c.key and c.heading in here]
                self.heads[table.number, row.number] = min(len(known), len(row.texts))
                self._columns, below_head = heads[row.number], True
            elif self._counts_columns(row, ids):
                below_head = False
                self._tell_numbers(table, row)
            elif row.number > above and not (below_head and _goes_on_heading(row)):
                below_head = below_head and not (row.texts or row.bookmarks)
                self._read_row(table, row, ids, strange)
            self.keys |= {column.key for column in self._columns}
        for heading, texts in ((one, found) for one, found in strange.items() if found):
            place = Place(file=self._file, table=table.number, part=heading)
            shown = [*texts[:_MOST_SHOWN], *("…" for _ in texts[_MOST_SHOWN:][:1])]
            values = {"heading": heading or "—", "count": len(texts), "texts": listed(shown)}
            severity = Severity.NOTE if "outcome" in self.keys else Severity.WARNING
            self.problems.append(Problem(Code.DOCUMENT_COLUMN_IGNORED, severity, place, values))

    def _goes_on(self, row: WordRow) -> bool:
        return len(row.cells) == len(self._columns) and any(
            column.key == "title" and heading_key(cell.text) in self._titles
            for column, cell in zip(self._columns, row.cells, strict=True)
        )

    def _heads(self, table: WordTable) -> dict[int, tuple[Column, ...]]:
        """Return the columns of each heading row; a first row may have all headings renamed."""
        heads = self._read_heads(table)
        top = table.rows[0]
        no_head = bool(top.bookmarks) or _counts(top) or _goes_on_heading(top)
        several = len(top.texts) > 1 and not no_head
        own = self._own(table)
        leading = [*takewhile(self._may_head, table.rows)]
        repeated = [*takewhile(lambda row: row.repeated, leading)]
        printed = own or ({} if self._columns or not self._issued else self._issued.columns)
        if printed and leading and not heads and (own or repeated):
            lowest = reduce(lambda upper, row: _joined(upper, row) or row, repeated or leading)
            if len(lowest.cells) == len(printed):
                heads[lowest.number] = self._headings.read_renamed(lowest, printed)
        if several and not heads and not self._columns:
            renamed = _lowest(leading or [top])
            heads[renamed.number] = self._headings.read_renamed(renamed, own)
        return {n: self._headings.with_outcome(found, table.rows) for n, found in heads.items()}

    def _read_heads(self, table: WordTable) -> dict[int, tuple[Column, ...]]:
        """Return the columns of each row of known headings; of several rows of the lowest one."""
        own = self._own(table)
        heads: dict[int, tuple[Column, ...]] = {}
        above: WordRow | None = None
        for row in table.rows:
            joined = _joined(above, row)
            if found := self._headings.read(joined or row, own):
                if joined and above:
                    heads.pop(above.number, None)
                heads[row.number] = found
            above = joined or row
        return heads

    def _groups_above(self, table: WordTable, heads: Mapping[int, tuple[Column, ...]]) -> int:
        """Return the number of the last row of common headings at the top of a further table."""
        if not heads:
            return 0
        first = min(heads)
        upper = [row for row in table.rows if row.number < first]
        rows = [row for row in table.rows if row.number <= first]
        grouped = all(row.repeated for row in upper) or any(
            len(row.cells) < len(heads[first]) or any(cell.covered for cell in row.cells)
            for row in rows
        )
        return first - 1 if upper and grouped and all(map(self._may_head, upper)) else 0

    def _may_head(self, row: WordRow) -> bool:
        """Whether a row at the top of a table may be one of its headings."""
        return not (row.bookmarks or self._is_other(row) or _counts(row))

    def _own(self, table: WordTable) -> Mapping[str, str]:
        """Return the printed headings of one of several tables, by the activities in it."""
        issued = self._issued.tables if self._issued else {}
        tables = {mark_of(id_): headings for id_, headings in issued.items()}
        names = (name.removeprefix(PREFIX) for row in table.rows for name in row.bookmarks)
        return next((tables[name] for name in names if name in tables), {})

    def _first_columns(
        self, table: WordTable, heads: dict[int, tuple[Column, ...]]
    ) -> tuple[Column, ...]:
        marked = next((row for row in table.rows if row.bookmarks), table.rows[0])
        own = self._own(table)
        if not heads and len(own) == len(marked.cells):
            return self._headings.without(marked.cells, own)
        if self._columns and not (heads and own):
            return self._columns
        columns = next(iter(heads.values()), ())
        return columns or self._headings.with_outcome(
            self._headings.without(marked.cells, own), table.rows
        )

    def _counts_columns(self, row: WordRow, ids: Mapping[int, str]) -> bool:
        """Whether a row has numbers of columns: at least half of them, and one for the title."""
        if row.bookmarks or row.number in ids or len(row.cells) != len(self._columns):
            return False
        titles = [at for at, column in enumerate(self._columns) if column.key == "title"]
        return _counts(row) and all(_held(row)[at] == str(at + 1) for at in titles)

    def _tell_numbers(self, table: WordTable, row: WordRow) -> None:
        """Add a problem for a row of numbers of columns that has other words too."""
        self.passed.add((table.number, row.number))
        held = _held(row)
        counted = [str(number) for number in range(1, len(held) + 1)]
        filled = [text for text in held if text]
        if filled == counted[: len(filled)]:  # a column without a number was put between
            return
        words = [text for text, own in zip(held, counted, strict=True) if text not in {"", own}]
        self._ignore(words, Place(file=self._file, table=table.number, row=row.number))

    def _ignore(self, words: Sequence[str], place: Place) -> None:
        if words:
            values = {"text": with_both_ends(" | ".join(words))}
            self.problems.append(Problem(Code.DOCUMENT_TEXT_IGNORED, place=place, values=values))

    def _read_row(
        self, table: WordTable, row: WordRow, ids: Mapping[int, str], strange: dict[str, list[str]]
    ) -> None:
        id_ = ids.get(row.number)
        place = Place(file=self._file, table=table.number, row=row.number)
        placed = under(row, self._columns)
        if id_ is None and not row.bookmarks and len(row.texts) > 1 and self._is_other(row):
            return
        if id_ is None and self._is_section(row, placed):
            if self._others is not None:
                self._ignore(
                    [
                        line
                        for text in row.texts
                        if heading_key(text) not in self._others
                        for line in text.split("\n")
                        if heading_key(line) not in self._lines
                    ],
                    place,
                )
            self.passed.add((table.number, row.number))
            return
        found = self._cells_by_column(row, placed, ids, place)
        told: dict[str, str | None] = {} if id_ is None else {"id": id_}
        headings = dict.fromkeys(told, "")
        for at, parts in found.items():
            text = "\n".join(cell.text for cell in parts if len(parts) == 1 or cell.text.strip())
            column = self._columns[at] if at < len(self._columns) else Column("", "", 0, 0)
            if column.key:
                told[column.key] = text if text.strip() else None
                headings[column.key] = column.heading
            else:
                new = heading_key(text) not in self._texts_of(id_)
                strange[column.heading] += [
                    quoted(with_both_ends(text), before=f"{row.number} ")
                ] * new
        if id_ is not None or row.texts:
            cells = TextCells(place, self._numbered(headings), tuple(told.values()))
            self.rows.append(SeenRow(place, cells))

    def _numbered(self, headings: Mapping[str, str]) -> Mapping[str, tuple[int, str]]:
        """Return the headings of a row with their numbers: the same object for rows alike."""
        numbered = {key: (at, heading) for at, (key, heading) in enumerate(headings.items())}
        return self._alike.setdefault(tuple(headings.items()), numbered)

    def _texts_of(self, id_: str | None) -> set[str]:
        """Return the texts with which a row was issued, which are nothing new in any column."""
        texts = self._issued.texts.get(id_ or "", {}) if self._issued else {}
        return {"", *map(heading_key, texts.values())}

    def _cells_by_column(
        self, row: WordRow, placed: list[list[int]], ids: Mapping[int, str], place: Place
    ) -> dict[int, list[WordCell]]:
        """Return the cells of a row by their columns, and add the problems of merged ones."""
        id_ = ids.get(row.number)
        found: dict[int, list[WordCell]] = {}
        for present, places in zip(row.cells, placed, strict=True):
            cell = present
            known = [at for at in places if self._columns[at].key]
            at = next(iter(known or places), len(self._columns))
            shown = self._shown_in(at, known, id_)
            if not cell.covered:
                self._over[at] = (id_, cell)
                told = [at] if len(shown) > 1 else known
                self.problems += self._merged(cell, at, told, ids, place)
            else:
                self._tell_beneath(cell, at, id_, place)
                if not self._printed_as_one(at, id_):
                    continue
                cell = self._over[at][1]
            for each in shown:
                found.setdefault(each, []).append(cell)
        return found

    def _tell_beneath(self, cell: WordCell, at: int, id_: str | None, place: Place) -> None:
        """Add a problem for new words in a covered cell, which are not seen on paper."""
        above = self._over[at][1].text if at in self._over else ""
        known = map(heading_key, ("", above, self._printed(at, id_)))
        if heading_key(cell.beneath) not in known:
            heading = self._columns[at].heading if at < len(self._columns) else ""
            values = {"text": with_both_ends(cell.beneath)}
            where = replace(place, part=heading)
            self.problems.append(Problem(Code.DOCUMENT_TEXT_COVERED, place=where, values=values))

    def _is_section(self, row: WordRow, placed: list[list[int]]) -> bool:
        """Whether a row has a single text that is that of a section or spans several columns.

        Beside the text of a section there may be words in a column that somebody added.
        """
        if row.bookmarks:
            return False
        if len(row.texts) != 1:
            filled = [(c, at) for c, at in zip(row.cells, placed, strict=True) if c.text.strip()]
            named = [at for c, at in filled if heading_key(c.text) in (self._others or ())]
            beside = [n for _, at in filled if at not in named for n in at]
            return any(len(at) > 1 for at in named) and not any(
                self._columns[n].key for n in beside
            )
        at = next(n for n, cell in enumerate(row.cells) if cell.text.strip())
        over = len(placed[at]) > 1 or (len(row.cells) == 1 and len(self._columns) > 1)
        return over or self._is_other(row)

    def _is_other(self, row: WordRow) -> bool:
        """Whether a row was printed and is no activity: a section, the text of one, sums."""
        return heading_key("\n".join(row.texts)) in (self._others or ())

    def _printed_as_one(self, at: int, id_: str | None) -> bool:
        """Whether a covered cell was printed as one with the cell above: their text is the same.

        A part has no text of its own in a cell that shows that of its whole.
        """
        merged = self._issued.merged if self._issued and at < len(self._columns) else ()
        if at not in self._over or self._columns[at].key not in merged:
            return False
        above, cell = self._over[at]
        text = self._printed(at, id_)
        shown = self._printed(at, above) or cell.text
        return bool(text) and heading_key(text) == heading_key(shown)

    def _shown_in(self, at: int, known: list[int], id_: str | None) -> list[int]:
        """Return the columns that a cell says: several if it was printed over them as one."""
        texts = {self._printed(each, id_) for each in known}
        return known if len(texts) == 1 and any(texts) else [at]

    def _printed(self, at: int, id_: str | None) -> str:
        texts = self._issued.texts.get(id_ or "", {}) if self._issued else {}
        return texts.get(self._columns[at].key, "").strip() if at < len(self._columns) else ""

    def _merged(
        self, cell: WordCell, at: int, known: list[int], ids: Mapping[int, str], place: Place
    ) -> list[Problem]:
        """Return the problems of a cell merged with others by somebody else than plandoc."""
        if not cell.text.strip():
            return []
        headings = [self._columns[at].heading for at in known]
        problems = []
        below = [number for number in cell.below if not self._as_issued(at, ids.get(number), cell)]
        if below:
            values = {"text": shortened(cell.text), "rows": ", ".join(map(str, below))}
            problems.append((Code.DOCUMENT_CELLS_MERGED_DOWN, "".join(headings[:1]), values))
        if len(known) > 1:
            values = {
                "text": shortened(cell.text),
                "columns": listed(map(quoted, headings)),
                "taken": headings[0],
            }
            problems.append((Code.DOCUMENT_CELLS_MERGED_ACROSS, headings[0], values))
        return [
            Problem(code, place=replace(place, part=part), values=values)
            for code, part, values in problems
        ]

    def _as_issued(self, at: int, id_: str | None, cell: WordCell) -> bool:
        """Whether a covered cell of an activity was printed so: as one, or blank under a part."""
        if self._printed_as_one(at, id_):
            return True
        above, _ = self._over[at]
        same = heading_key(cell.text) == heading_key(self._printed(at, above))
        outcome = at < len(self._columns) and self._columns[at].key == "outcome"
        return id_ is not None and not outcome and same and not self._printed(at, id_)


def _held(row: WordRow) -> list[str]:
    """Return the text of each cell, and what is left in covered ones."""
    return [cell.text.strip() or cell.beneath for cell in row.cells]


def _joined(above: WordRow | None, row: WordRow) -> WordRow | None:
    """Return headings in two rows as one row: the cells that nothing stands below."""
    if above is None or row.bookmarks or not any(cell.covered for cell in row.cells):
        return None
    lower = [cell for cell in row.cells if not cell.covered]
    upper = [c for c in above.cells if not any(c.left <= each.left < c.right for each in lower)]
    cells = tuple(sorted((*upper, *lower), key=lambda cell: cell.left))
    return WordRow(row.number, cells, ())


def _lowest(rows: Sequence[WordRow]) -> WordRow:
    """Return the headings in several rows as one: those below common headings, and their sides."""
    found = rows[0]
    for row in rows[1:]:
        joined = _joined(found, row)
        if joined is None and len(found.cells) >= len(row.cells):
            break
        found = joined or row
    return found


def _above(table: WordTable, heads: Collection[int]) -> int:
    """Return the number of the last row above the headings, which may be their upper level."""
    marked = [row.number for row in table.rows if row.bookmarks]
    return min([*heads, *marked]) - 1 if heads else 0


def _goes_on_heading(row: WordRow) -> bool:
    """Whether a row below the headings belongs to them: column numbers, a second level."""
    numbered = _is_numbers(row)
    if numbered and len(row.texts) < len(row.cells[:2]):
        numbered = False  # an unfinished row with only a number
    return not row.bookmarks and (numbered or any(cell.covered for cell in row.cells))


def _counts(row: WordRow) -> bool:
    """Whether at least half of the cells of a row have the number of their place."""
    counted = [text == str(at) for at, text in enumerate(_held(row), 1)]
    return sum(counted) > 1 and sum(counted) * 2 >= len(counted)


def _is_numbers(row: WordRow) -> bool:
    numbers = [str(number) for number in range(1, len(row.texts) + 1)]
    return [text.strip() for text in row.texts] == numbers
