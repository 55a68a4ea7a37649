"""Comparison of the rows of the plan's table with those of the sealed revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
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

Texts = Mapping[str, str]


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
    shown_again: Mapping[str, Texts] = MappingProxyType({}),
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
    known_texts = {_id(row): texts for row, texts in zip(approved.rows, before, strict=True)}
    after = []
    for row in seen.rows:
        texts, same = _texts(row, keys, shown_again), known_texts.get(_id(row))
        after.append(same if texts == same else texts)  # most rows are alike: held once
    paired = _paired(approved.rows, seen.rows, before, after)
    problems: list[Problem] = []
    for old, texts in enumerate(before):
        if old not in paired:
            place = Place(file=seen.file)
            problems.append(
                Problem(Code.VERIFY_ROW_MISSING, place=place, values={"text": _name(texts)})
            )
            continue
        row, now = seen.rows[paired[old]], after[paired[old]]
        for key in keys:
            cell = row.cells.get(key)
            if texts[key] != now[key] and not _is_number(approved.rows[old].cells.get(key), cell):
                place = replace(cell.place if cell else row.place, part="", trail=_name(texts))
                values = {"column": headings.get(key, key), **excerpts(texts[key], now[key])}
                problems.append(Problem(Code.VERIFY_CELL_DIFFERS, place=place, values=values))
    known = set(paired.values())
    for new, row in enumerate(seen.rows):
        if new not in known:
            text = _name(after[new]) or _whole(row)
            problems.append(Problem(Code.VERIFY_TEXT_ADDED, place=row.place, values={"text": text}))
    pairs = tuple(
        Token(
            old,
            new,
            approved.rows[old].place,
            seen.rows[new].place,
            _name(before[old]),
            in_table=True,
        )
        for old, new in sorted(paired.items())
    )
    lost = tuple(headings.get(key, key) for key in expected if key not in present)
    return RowsCompared(pairs, tuple(problems), lost)


def _paired(
    approved: Sequence[SeenRow],
    seen: Sequence[SeenRow],
    before: Sequence[Texts],
    after: Sequence[Texts],
) -> dict[int, int]:
    """Return the matched row of the file for each approved row, as indexes.

    Ids count first, but not where a row says what another one did: sorting may leave them behind.
    """

    def differing(old: int, new: int) -> int:
        return sum(after[new][key] != text for key, text in before[old].items())

    was = [_joined(texts) for texts in before]
    known = {text: text for text in was}
    now = [known.get(text, text) for text in map(_joined, after)]
    titles = [frozenset(texts.get("title", "") for texts in side) for side in (before, after)]

    def belongs(old: int, new: int) -> bool:
        """Whether a row with an id is the one of that id."""
        if was[old] == now[new] or now[new] in known:
            return was[old] == now[new]
        one, other = before[old].get("title", ""), after[new].get("title", "")
        if one == other or not (one and other):
            return True
        gone = one in titles[1] and likeness(was[old], now[new]) < SAME_ID
        return not gone and other not in titles[0]

    by_id = {_id(row): n for n, row in enumerate(approved)}
    claims: dict[int, list[int]] = {}
    strays: dict[int, int] = {}
    for new, row in enumerate(seen):
        if (old := by_id.get(_id(row))) is not None and _id(row):
            if belongs(old, new):
                claims.setdefault(old, []).append(new)
            else:
                strays[new] = old
    paired = {
        old: min((differing(old, new), new) for new in copies)[1] for old, copies in claims.items()
    }
    claimed = {new for copies in claims.values() for new in copies}
    left = {old: text for old, text in enumerate(was) if old not in paired}
    rest = {new: text for new, text in enumerate(now) if new not in claimed}
    paired |= {old: new for old, new, _ in match_texts(left, rest)}
    found = set(paired.values())
    return paired | {
        old: new for new, old in strays.items() if old not in paired and new not in found
    }


def is_approved(key: str) -> bool:
    """Whether a column is approved: neither outcomes nor what workbooks add for themselves."""
    return key not in _NOT_APPROVED and key.partition(".")[0] != _OUTCOME


def _texts(row: SeenRow, keys: Sequence[str], shown_again: Mapping[str, Texts]) -> dict[str, str]:
    again = shown_again.get(_id(row), {})
    texts = {key: _text(row.cells.get(key)) for key in keys}
    return {key: "" if text == again.get(key) else text for key, text in texts.items()}


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
    return " ".join(filter(None, texts.values()))


def _name(texts: Texts) -> str:
    return shortened(" ".join(filter(None, (texts.get("number"), texts.get("title")))))


def _whole(row: SeenRow) -> str:
    return shortened(" ".join(filter(None, map(_text, row.cells.values()))))
