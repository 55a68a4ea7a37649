"""Matching rows of a file with activities by id, falling back to number and title."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.matching import CERTAIN, REWORDED, SAME_ID, Nearest, likeness
from plandoc.returns.filled import SeenRow
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.words.texts import shortened, words_only

_AHEAD = 0.1


class Match(NamedTuple):
    """The matched activity of a row, if any, and problems."""

    activity: ActivityRow | None
    problems: tuple[Problem, ...] = ()


class Matcher:
    """Matches rows with activities.

    The id decides unless the title belongs to another activity or is more similar to it: people see
    the title, and a sheet sorted without its hidden column has ids in the wrong rows. Titles are
    compared with the current and the issued ones.
    """

    def __init__(self, plan: Plan, issued: Mapping[str, Mapping[str, str]] | None) -> None:
        self.rows = {row.activity.id: row for row in plan.activity_rows()}
        self.issued = issued or {}
        self.titled: dict[str, list[ActivityRow]] = defaultdict(list)
        for ident, row in self.rows.items():
            issued_title = self.issued.get(ident, {}).get("title", row.activity.title)
            for text in {words_only(row.activity.title), words_only(issued_title)}:
                self.titled[text].append(row)
        self.nearest = Nearest((row.activity.id, row.activity.title) for row in self.rows.values())

    def match(self, seen: SeenRow) -> Match:
        """Return the activity of a row, with a warning if it was not matched by id."""
        ident, title = cell_text(seen, "id"), cell_text(seen, "title")
        if ident in self.rows:
            return self._by_id(seen, self.rows[ident], title)
        if not title:
            found = ident or next(filter(None, (cell_text(seen, key) for key in seen.cells)), "…")
            unknown = _problem(Code.ROW_UNTITLED, seen, found=shortened(found))
            return Match(None, (unknown,))
        by_text = self._by_text(seen, title)
        if by_text.activity is None or not ident:
            return by_text
        unknown = _problem(Code.ROW_ID_UNKNOWN, seen, id=ident, taken=_name(by_text.activity))
        return Match(by_text.activity, (unknown,))

    def _by_id(self, seen: SeenRow, row: ActivityRow, title: str) -> Match:
        own = (row.activity.title, self.issued.get(row.activity.id, {}).get("title", ""))
        if not title or words_only(title) in map(words_only, own):
            other = self._sorted_away(seen, row, title)
            return self._of_other(seen, row, other) if other else Match(row)
        same = self._titled(title, cell_text(seen, "number"))
        if len(same) == 1:
            return self._of_other(seen, row, same[0])
        like = max(likeness(title, text) for text in own)
        others = (found for found, ident in self.nearest.to(title) if ident != row.activity.id)
        if same or like < SAME_ID or like <= next(others, 0.0):
            return Match(
                None,
                (_problem(Code.ROW_TEXT_REPLACED, seen, title=shortened(title), other=_name(row)),),
            )
        return Match(row)

    @staticmethod
    def _of_other(seen: SeenRow, row: ActivityRow, taken: ActivityRow) -> Match:
        values = {"id": row.activity.id, "other": _name(row), "taken": _name(taken)}
        return Match(taken, (_problem(Code.ROW_ID_OF_OTHER_ACTIVITY, seen, **values),))

    def _sorted_away(self, seen: SeenRow, row: ActivityRow, title: str) -> ActivityRow | None:
        """Return the one other activity with this title of which all else in the row was issued."""
        alike = self.titled.get(words_only(title), [])
        if len(alike) < 2 or self._says_all(seen, row):  # noqa: PLR2004
            return None
        others = [one for one in alike if one is not row and self._says_all(seen, one)]
        return others[0] if len(others) == 1 else None

    def _says_all(self, seen: SeenRow, row: ActivityRow) -> bool:
        """Whether a row has all that was issued with an activity, but its outcome and title."""
        texts = self.issued.get(row.activity.id) or {"number": row.number}
        told = {key: text for key, text in texts.items() if key in seen.cells and key != "title"}
        return all(
            words_only(cell_text(seen, key)) == words_only(text)
            for key, text in told.items()
            if not key.startswith("outcome")
        )

    def _titled(self, title: str, number: str) -> list[ActivityRow]:
        """Return the activities with this title, narrowed by number if there are several."""
        same = self.titled.get(words_only(title), [])
        numbered = [row for row in same if _bare_number(row.number) == _bare_number(number)]
        return numbered if len(same) > 1 and len(numbered) == 1 else same

    def _by_text(self, seen: SeenRow, title: str) -> Match:
        number = _bare_number(cell_text(seen, "number"))
        same = self._titled(title, number)
        if len(same) > 1:
            return Match(None, (_problem(Code.ROW_AMBIGUOUS, seen, title=shortened(title)),))
        if same:
            return Match(same[0], (self._matched_by_text(seen, same[0]),))
        near = self.nearest.to(title)
        for like, ident in near:
            row = self.rows[ident]
            if like >= REWORDED and number and _bare_number(row.number) == number:
                return Match(row, (self._matched_by_text(seen, row),))
        if near and near[0][0] >= CERTAIN:
            second = near[1][0] if len(near) > 1 else 0.0
            if near[0][0] - second >= _AHEAD:
                row = self.rows[near[0][1]]
                return Match(row, (self._matched_by_text(seen, row),))
        told = {"title": shortened(title)}
        if not near or near[0][0] < SAME_ID:
            return Match(None, (_problem(Code.ROW_UNLIKE, seen, **told),))
        nearest = _name(self.rows[near[0][1]])
        return Match(None, (_problem(Code.ROW_UNKNOWN, seen, **told, nearest=nearest),))

    @staticmethod
    def _matched_by_text(seen: SeenRow, row: ActivityRow) -> Problem:
        return _problem(Code.ROW_MATCHED_WITHOUT_ID, seen, taken=_name(row))


def cell_text(seen: SeenRow, key: str) -> str:
    """Return the cell of a row in a column as one line of text."""
    cell = seen.cells.get(key)
    if cell is None or cell.value is None:
        return ""
    value = cell.seen or cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split())


def _bare_number(number: str) -> str:
    return number.strip().rstrip(".").replace(",", ".")


def _name(row: ActivityRow) -> str:
    return f"{row.number} {shortened(row.activity.title)}".strip()


def _problem(code: Code, seen: SeenRow, **values: object) -> Problem:
    return Problem(code, place=seen.place, values=values)
