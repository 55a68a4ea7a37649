"""Identification of register columns that were moved, renamed, added or deleted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.formats.xlsx.cells import MOST_COLUMNS, SheetRow, column_letters
from plandoc.formats.xlsx.tracking.known import OUTCOMES, Metadata, text_of
from plandoc.matching import REWORDED, likeness
from plandoc.wording.totals import same_number
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import heading_key, one_line, shortened

_WITHIN = 0.9
_MOST_SHOWN = 40
_GENERATED_ID = re.compile("p?[0-9a-f]{8}")
_ESSENTIAL = ("id", *OUTCOMES)
"""Columns that identify the activity or contain the outcome."""

_HELPERS = ("order", "section", "first_day", "last_day", "days_left", "state")
"""Columns that are not imported."""


class Naming:
    """The columns of a register by key, and problems with them.

    Columns are identified by their headings; if headings were changed, by ids, by texts equal to
    the issued ones, by similar headings, and finally by their order between identified columns.
    """

    def __init__(
        self, known: Metadata, header: SheetRow, rows: Sequence[SheetRow], place: Place
    ) -> None:
        self.known = known
        self.rows = rows
        self.place = place
        self.row = header.number
        self.headings = {n: t for n, v in header.values.items() if (t := known.shown(v))}
        self.filled = _filled(rows)
        self.keys: dict[int, str] = {}
        self.guessed: dict[int, Severity] = {}
        self._by_heading()
        self._by_ids()
        self._by_content()
        self._by_alike()
        self._by_order()

    @property
    def told(self) -> set[int]:
        """The columns whose headings are known, or told of by a problem."""
        helpers = {n for n in self.guessed if self.keys[n] in _HELPERS}
        return (self.keys.keys() - helpers) | (self.filled.keys() - self.keys.keys())

    def problems(self) -> Iterator[Problem]:
        """Yield problems for guessed columns, missing columns, and ignored values."""
        for column, severity in sorted(self.guessed.items()):
            if self.keys[column] not in _HELPERS:
                ours = self.known.heading(self.keys[column])
                yield self._problem(Code.TRACKING_COLUMN_GUESSED, severity, column, ours=ours)
        missing = [key for key in self._missing() if key in _ESSENTIAL]
        for key in missing:
            values = {"heading": self.known.heading(key)}
            yield Problem(Code.TRACKING_COLUMN_MISSING, place=self.place, values=values)
        words = {word for words in self.known.words.values() for word in words}
        for column in self._unidentified():
            if count := self.filled[column]:
                nothing = set(OUTCOMES).issubset(missing)
                ours_once = heading_key(self.headings.get(column, "")) in words
                severity = Severity.WARNING if missing or ours_once else Severity.NOTE
                severity = Severity.ERROR if nothing else severity
                yield self._problem(
                    Code.TRACKING_COLUMN_IGNORED, severity, column,
                    count=count, texts=self._texts(column),
                )  # fmt: skip

    def _texts(self, column: int) -> str:
        """Return what stands in a column, the first cells of it."""
        letter = column_letters(column)
        texts = (
            quoted(shortened(text), before=f"{letter}{row.number} ")
            for row in self.rows
            if (text := self.known.shown(row.values.get(column)) or row.formulas.get(column, ""))
        )
        shown = [*islice(texts, _MOST_SHOWN + 1)]
        return listed([*shown[:_MOST_SHOWN], *("…" for _ in shown[_MOST_SHOWN:])])

    def _problem(self, code: Code, severity: Severity, column: int, **values: object) -> Problem:
        letter = column_letters(column)
        heading = self.headings.get(column, letter)
        place = replace(self.place, cell=f"{letter}{max(self.row, 1)}")
        return Problem(code, severity, place, {"heading": heading, **values})

    def _missing(self) -> list[str]:
        found = set(self.keys.values())
        return [key for key in self.known.keys if key not in found]

    def _unidentified(self) -> list[int]:
        return sorted((self.headings.keys() | self.filled.keys()) - self.keys.keys())

    def _by_heading(self) -> None:
        """Match issued headings, then usual ones; prefer the fullest of duplicate columns."""
        keys = {column: heading_key(text) for column, text in self.headings.items()}
        issued = {key: (heading_key(text),) for key, text in self.known.headings.items()}
        for words in (issued, self.known.words):
            for key in self._missing():
                fits = [n for n in self._unidentified() if keys.get(n) in words.get(key, ())]
                if fits:
                    self.keys[max(fits, key=lambda n: (self.filled[n], -n))] = key

    def _by_ids(self) -> None:
        if "id" in self.keys.values():
            return
        known = self.known.issued
        for column in self._unidentified():
            texts = [text_of(row.values.get(column)) for row in self.rows]
            ids = [t for t in texts if (t in known if known else _GENERATED_ID.fullmatch(t))]
            if ids and len(ids) * 2 > self.filled[column]:
                self._guess(column, "id", Severity.WARNING)
                return

    def _by_content(self) -> None:
        """Match columns with at least half of their cells equal to the issued texts of a key."""
        missing, unidentified = set(self._missing()), self._unidentified()
        for (column, key), count in self._agreeing(missing, unidentified).most_common():
            if count * 2 >= self.filled[column]:
                self._guess(column, key, Severity.NOTE)

    def _agreeing(self, keys: set[str], columns: list[int]) -> Counter[tuple[int, str]]:
        """Count the cells of each column that equal the issued text of their row under a key."""
        agreeing: Counter[tuple[int, str]] = Counter()
        if not self.known.issued or not keys or not columns:
            return agreeing
        ids = next((column for column, key in self.keys.items() if key == "id"), 0)
        for row in self.rows:
            issued = self.known.issued.get(text_of(row.values.get(ids)), {})
            texts = {key: one_line(text) for key, text in issued.items() if key in keys}
            for column in columns if texts else ():
                value = row.values.get(column)
                cell = one_line(text_of(value))
                agreeing.update(
                    (column, key)
                    for key, text in texts.items()
                    if text == cell or same_number(value, text)
                )
        return agreeing

    def _by_alike(self) -> None:
        unidentified = [column for column in self._unidentified() if column in self.headings]
        pairs = [
            (
                max(_alike(heading_key(self.headings[column]), word) for word in words),
                column,
                key,
            )
            for key in self._missing()
            if (words := self.known.words[key])
            for column in unidentified
        ]
        for alike, column, key in sorted(pairs, key=lambda pair: -pair[0]):
            if alike >= REWORDED:
                self._guess(column, key, Severity.WARNING)

    def _by_order(self) -> None:
        """Match unidentified columns between two identified ones as they were issued.

        The distance of the identified ones must be as issued (then a column without a heading and
        without values counts as well), or else the number of columns between them.
        """
        order = {key: n for n, key in enumerate(self.known.keys)}
        sure = self.known.headings or {*OUTCOMES, *_HELPERS}
        missing = [key for key in self._missing() if key in sure]
        unidentified = self._unidentified()
        edges = {0: -1, **{n: order[self.keys[n]] for n in sorted(self.keys)}}
        last_column = max([0, *self.keys, *unidentified])
        edges[MOST_COLUMNS + 1] = len(order)
        for (left, first), (right, last) in pairwise(edges.items()):
            keys = [key for key in missing if first < order[key] < last]
            columns = [column for column in unidentified if left < column < right]
            end = right if right <= MOST_COLUMNS else max(left + last - first, last_column + 1)
            if end - left == last - first == len(keys) + 1:
                columns = list(range(left + 1, end))
            elif len(keys) != len(columns):
                continue
            for column, key in zip(columns, keys, strict=True):
                self._guess(column, key, Severity.WARNING)

    def _guess(self, column: int, key: str, severity: Severity) -> None:
        if column not in self.keys and key not in self.keys.values():
            self.keys[column] = key
            self.guessed[column] = Severity.WARNING if key in _ESSENTIAL else severity


def _filled(rows: Sequence[SheetRow]) -> Counter[int]:
    """Count the non-empty cells of each column."""
    filled: Counter[int] = Counter()
    for row in rows:
        filled.update(n for n, value in row.values.items() if text_of(value))
        filled.update(n for n in row.formulas if n not in row.values)
    return filled


def _alike(heading: str, word: str) -> float:
    """Return the similarity of two headings from 0 to 1; inclusion counts as very similar."""
    if not heading or not word:
        return 0
    ours, theirs = set(word.split()), set(heading.split())
    return _WITHIN if ours <= theirs or theirs <= ours else likeness(heading, word)
