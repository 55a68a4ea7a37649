"""Reader of a CSV file: its rows as the lines and tables of a sheet."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from plandoc.codes import Code
from plandoc.errors import PaperError, Place, Problem
from plandoc.formats.text.decoding import decoded
from plandoc.imports.paper import Cell, Paper, Row
from plandoc.imports.sheets import SheetRow, pieces_of_sheet

_DELIMITERS = (";", "\t", ",", "|")
_NAMED = "sep="
_SAMPLE = 200
_LONGEST_ROW = 16_384


def read_csv_paper(source: bytes, file: str = "") -> Paper:
    """Return what is written in a CSV file, whatever its encoding and delimiter.

    Raises `PaperError` if it is no text, or not one that is cut into cells.
    """
    problems: list[Problem] = []
    text = decoded(source, file, problems)
    named, _, rest = text.partition("\n")
    delimiter = ""
    if named.lower().startswith(_NAMED) and len(named) == len(_NAMED) + 1:
        delimiter, text = named[-1], "\n" + rest
    rows = list(_rows(text, delimiter or _delimiter(text), file))
    return Paper(file, tuple(pieces_of_sheet(rows)), problems=tuple(problems))


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most rows the same number of cells."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            rows = list(islice(_cut(text, delimiter), _SAMPLE))
        except csv.Error:
            return 0, 0
        counts = Counter(len(row) for row in rows if len(row) > 1)
        width, times = max(counts.items(), key=lambda item: item[0] * item[1], default=(0, 0))
        return width * times, times

    return max(_DELIMITERS, key=agreement)


def _cut(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(text.splitlines(keepends=True), delimiter=delimiter)


def _rows(text: str, delimiter: str, file: str) -> Iterator[SheetRow]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    before = 0
    try:
        for number, texts in enumerate(reader, 1):
            place = Place(file, line=before + 1)
            before = reader.line_num
            cells = tuple(
                Cell.of(said.strip("\n"), column, place)
                for column, said in enumerate(texts[:_LONGEST_ROW])
                if said.strip()
            )
            if len(texts) > _LONGEST_ROW:
                raise PaperError([Problem(Code.PAPER_ROW_TOO_LONG, place=place)])
            if cells:
                yield SheetRow(number, Row(cells, place))
    except csv.Error as error:
        place = Place(file, line=before + 1)
        raise PaperError([Problem(Code.PAPER_ROW_TOO_LONG, place=place)]) from error
