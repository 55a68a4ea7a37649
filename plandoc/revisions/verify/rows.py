"""Comparison of the rows of the plan's table with those of the sealed revision."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from operator import ne
from types import MappingProxyType

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.matching import SAME_ID, likeness, match_texts
from plandoc.returns.filled import Cell, Returned, SeenRow
from plandoc.revisions.verify.order import Token
from plandoc.revisions.verify.texts import excerpts, key_of
from plandoc.wording.totals import same_number
from plandoc.words.texts import shortened

_NOT_APPROVED = frozenset(["id", "order", "days_left", "state"])
_OUTCOME = "outcome"

Texts = tuple[str, ...]
"""The texts of a row by the columns that are compared."""


@dataclass(frozen=True, slots=True)
class RowsCompared:
    """Matched rows, differences, and the headings of columns that the file does not have."""

    pairs: tuple[Token, ...]
    problems: tuple[Problem, ...]
    lost: tuple[str, ...]


def compare_rows(
    approved: Returned,
    seen: Returned,
    headings: Mapping[str, str],
    shown_again: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> RowsCompared:
    """Return matched rows and differences for changed, missing and added rows, without outcomes.

    Rows are matched by id, falling back to their text. A column that the file does not have is
    reported once. `shown_again` are the texts of a whole by the ids of its parts and by column:
    long outcomes decide where a page shows them again, so that they are as good as blank.
    """
    expected = dict.fromkeys(k for row in approved.rows for k in row.cells if is_approved(k))
    present = {key for row in seen.rows for key in row.cells} if seen.rows else set(expected)
    keys = [key for key in expected if key in present]
    before = [_texts(row, keys, shown_again) for row in approved.rows]
    known_texts = dict(zip(map(_id, approved.rows), before, strict=True))
    after = _alike(seen.rows, keys, shown_again, known_texts)
    del known_texts
    paired = _paired(approved.rows, seen.rows, _Texts(keys, before, after))
    problems: list[Problem] = []
    for old, texts in enumerate(before):
        if old not in paired:
            place, text = Place(file=seen.file), _name(keys, texts)
            problems.append(Problem(Code.VERIFY_ROW_MISSING, place=place, values={"text": text}))
            continue
        row, now = seen.rows[paired[old]], after[paired[old]]
        for key, one, other in zip(keys, texts, now, strict=True) if texts != now else ():
            cell = row.cells.get(key)
            if one != other and not _is_number(approved.rows[old].cells.get(key), cell):
                trail = _name(keys, texts)
                place = replace(cell.place if cell else row.place, part="", trail=trail)
                values = {"column": headings.get(key, key), **excerpts(one, other)}
                problems.append(Problem(Code.VERIFY_CELL_DIFFERS, place=place, values=values))
    known = set(paired.values())
    for new, row in enumerate(seen.rows):
        if new not in known:
            text = _name(keys, after[new]) or _whole(row)
            problems.append(Problem(Code.VERIFY_TEXT_ADDED, place=row.place, values={"text": text}))
    pairs = tuple(
        Token(
            old,
            new,
            approved.rows[old].place,
            seen.rows[new].place,
            _name(keys, before[old]),
            in_table=True,
        )
        for old, new in sorted(paired.items())
    )
    lost = tuple(headings.get(key, key) for key in expected if key not in present)
    return RowsCompared(pairs, tuple(problems), lost)


class _Texts:
    """The texts of the rows of both files, by the columns that both have."""

    def __init__(
        self, keys: Sequence[str], before: Sequence[Texts], after: Sequence[Texts]
    ) -> None:
        self.before, self.after = before, after
        self._title = keys.index("title") if "title" in keys else None

    def differing(self, old: int, new: int) -> int:
        """Return in how many columns two rows differ."""
        return sum(map(ne, self.before[old], self.after[new]))

    def belongs(self, old: int, new: int) -> bool:
        """Whether a row with an id is the one of that id."""
        if self.before[old] == self.after[new]:
            return True
        was, now = _joined(self.before[old]), _joined(self.after[new])
        if was == now or now in self._known:
            return was == now
        one, other = (self._title_of(texts) for texts in (self.before[old], self.after[new]))
        if one == other or not (one and other):
            return True
        gone = one in self._titles[1] and likeness(was, now) < SAME_ID
        return not gone and other not in self._titles[0]

    def _title_of(self, texts: Texts) -> str:
        return "" if self._title is None else texts[self._title]

    @cached_property
    def _known(self) -> frozenset[str]:
        """What the approved rows say."""
        return frozenset(map(_joined, self.before))

    @cached_property
    def _titles(self) -> Sequence[frozenset[str]]:
        return [frozenset(map(self._title_of, side)) for side in (self.before, self.after)]


def _paired(approved: Sequence[SeenRow], seen: Sequence[SeenRow], texts: _Texts) -> dict[int, int]:
    """Return the matched row of the file for each approved row, as indexes.

    Ids count first, but not where a row says what another one did: sorting may leave them behind.
    """
    by_id = {_id(row): n for n, row in enumerate(approved)}
    paired: dict[int, int] = {}
    copies: dict[int, list[int]] = {}
    strays: dict[int, int] = {}
    for new, row in enumerate(seen):
        if (old := by_id.get(_id(row))) is not None and _id(row):
            if not texts.belongs(old, new):
                strays[new] = old
            elif paired.setdefault(old, new) != new:
                copies.setdefault(old, [paired[old]]).append(new)
    claimed = {*paired.values(), *(new for found in copies.values() for new in found)}
    for old, found in copies.items():
        paired[old] = min((texts.differing(old, new), new) for new in found)[1]
    left = {n: _joined(one) for n, one in enumerate(texts.before) if n not in paired}
    rest = {n: _joined(one) for n, one in enumerate(texts.after) if n not in claimed}
    paired |= {old: new for old, new, _ in match_texts(left, rest)}
    taken = set(paired.values()) if strays else set()
    return paired | {
        old: new for new, old in strays.items() if old not in paired and new not in taken
    }


def is_approved(key: str) -> bool:
    """Whether a column is approved: neither outcomes nor what workbooks add for themselves."""
    return key not in _NOT_APPROVED and key.partition(".")[0] != _OUTCOME


def _texts(
    row: SeenRow, keys: Sequence[str], shown_again: Mapping[str, Mapping[str, str]]
) -> Texts:
    again = shown_again.get(_id(row), {})
    texts = ((key, _text(row.cells.get(key))) for key in keys)
    return tuple("" if text == again.get(key) else text for key, text in texts)


def _alike(
    rows: Iterable[SeenRow],
    keys: Sequence[str],
    shown_again: Mapping[str, Mapping[str, str]],
    known: Mapping[str, Texts],
) -> list[Texts]:
    """Return the texts of rows; most are like `known` ones by their ids, and held once."""
    found = []
    for row in rows:
        texts, same = _texts(row, keys, shown_again), known.get(_id(row))
        found.append(same if same is not None and texts == same else texts)
    return found


def _text(cell: Cell | None) -> str:
    value = cell.value if cell else None
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else key_of(str(value))


def _is_number(one: Cell | None, other: Cell | None) -> bool:
    """Whether one cell has as a number what the other one has as text."""
    return one is not None and other is not None and same_number(one.value, other.value)


def _id(row: SeenRow) -> str:
    return _text(row.cells.get("id"))


def _joined(texts: Texts) -> str:
    return " ".join(filter(None, texts))


def _name(keys: Sequence[str], texts: Texts) -> str:
    told = dict(zip(keys, texts, strict=True))
    return shortened(" ".join(filter(None, (told.get("number"), told.get("title")))))


def _whole(row: SeenRow) -> str:
    return shortened(" ".join(filter(None, map(_text, row.cells.values()))))
