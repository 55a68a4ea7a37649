"""The activity ids of document rows, from the names of bookmarks."""

import re
from collections.abc import Iterator, Sequence

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.headings import Column, under
from plandoc.formats.docx.issued import Issued
from plandoc.formats.docx.word_tables import WordRow, WordTable
from plandoc.page.row_mark import mark_of
from plandoc.words.texts import heading_key, shortened

PREFIX = "plandoc_"
"""The prefix of bookmark names that identify rows, followed by the activity id."""

_LONGEST_NAME = 200
"""Characters of a bookmark that are looked at; Word allows 40."""

_COPY = re.compile(r"(?:[ _]\D+[ _])?\d+")
_SURE_COPY = re.compile(r"[ _](?:Copy|Копия)[ _]\d+\Z")


class RowIds:
    """Identifies rows by their bookmarks or, if bookmarks were merged, by the issued texts."""

    def __init__(self, issued: Issued | None) -> None:
        """Initialise with the issued texts, `None` if they were lost."""
        self._texts = issued.texts if issued else {}
        self._ids = {mark_of(id_): id_ for id_ in self._texts}

    def of(
        self, table: WordTable, columns: Sequence[Column], file: str
    ) -> tuple[dict[int, str], list[Problem]]:
        """Return the ids of rows by row number, and the rows with several bookmarks.

        Vertically merged cells combine their bookmarks, and an office suite may drop some of them.
        Then, and if a row has the bookmark of another one, rows are matched by number and title.
        """
        found: dict[int, str] = {}
        problems = []
        for at, row in enumerate(table.rows):
            ids = list(dict.fromkeys(map(self._id, row.bookmarks)))
            block = [row, *_merged_below(table.rows, at)] if ids else []
            if len(ids) == len(block):
                found |= {each.number: id_ for each, id_ in zip(block, ids, strict=True)}
                continue
            for each in block:
                alike = self._alike(each, columns, ids)
                if len(alike) == 1:
                    found[each.number] = alike[0]
            if len(block) == 1:
                place = Place(file=file, table=table.number, row=row.number)
                values = {"ids": shortened(", ".join(ids)), "taken": found.get(row.number, "—")}
                problems.append(
                    Problem(Code.DOCUMENT_ROW_WITH_SEVERAL_IDS, place=place, values=values)
                )
        return found, problems

    def _id(self, bookmark: str) -> str:
        """Return the id in the name of a bookmark; LibreOffice names a copy `…_Copy_1`."""
        name = bookmark.removeprefix(PREFIX)
        if not self._texts:
            return _SURE_COPY.sub("", name)
        longest_first = (name[:end] for end in range(min(len(name), _LONGEST_NAME), 0, -1))
        known = (mark for mark in longest_first if mark in self._ids)
        mark = next((mark for mark in known if _is_copy(name[len(mark) :])), "")
        return self._ids.get(mark, name)

    def _alike(self, row: WordRow, columns: Sequence[Column], ids: Sequence[str]) -> list[str]:
        """Return the ids that were issued with the number and title of a row."""
        printed = {
            columns[places[0]].key: heading_key(cell.text)
            for cell, places in zip(row.cells, under(row, columns), strict=True)
            if places
        }
        keys = printed.keys() & {"number", "title"}
        if not keys:
            return []
        return [id_ for id_ in ids if all(printed[key] == self._issued(id_, key) for key in keys)]

    def _issued(self, id_: str, key: str) -> str:
        return heading_key(self._texts.get(id_, {}).get(key, ""))


def _is_copy(rest: str) -> bool:
    return not rest or _COPY.fullmatch(rest) is not None


def _merged_below(rows: Sequence[WordRow], at: int) -> Iterator[WordRow]:
    """Yield the rows covered by a cell with bookmarks, as long as they have none themselves."""
    below = {number for cell in rows[at].cells if cell.bookmarks for number in cell.below}
    for index in range(at + 1, len(rows)):
        row = rows[index]
        if row.number not in below or row.bookmarks:
            return
        yield row
