"""Comparison of an activity in two plans, field by field."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from plandoc.errors import Place
from plandoc.fieldpath import FieldPath
from plandoc.revisions.compare.across import Expectation
from plandoc.revisions.compare.difference import Difference, Kind, Pair, Subject
from plandoc.revisions.compare.segments import item_segments, word_segments
from plandoc.schema.base import copied
from plandoc.schema.columns import STANDARD, Holds
from plandoc.schema.content import row_content
from plandoc.schema.deadline import Deadline
from plandoc.schema.deadline import Kind as PartKind
from plandoc.schema.frozen import FrozenMap
from plandoc.schema.plan import Plan
from plandoc.schema.rows import SPANNING, ActivityRow
from plandoc.schema.tree import table_of
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised

_PLACES = ("", "number")


@dataclass(frozen=True)
class FieldComparison:
    """Compares the fields of activities."""

    old: Plan
    new: Plan
    expectation: Expectation

    @cached_property
    def _headings(self) -> dict[tuple[FieldPath, str], str]:
        """Headings of the columns of tables by their keys, in the new plan."""
        return {
            (table.path, column.key): column.heading
            for table in self.new.tables()
            for column in table.columns
            if column.heading
        }

    @cached_property
    def _headings_before(self) -> dict[str, str]:
        """Headings of the columns of the old plan by their keys."""
        return {c.key: c.heading for c in self.old.all_columns() if c.heading}

    def differences(self, pair: Pair) -> Iterator[Difference]:
        """Yield the differences of an activity, in the order of its fields.

        What a part leaves to its whole in one of the plans is that of the whole, as on paper.
        """
        left = [name for name in SPANNING if pair.old.leaves(name) and pair.new.leaves(name)]
        pair = pair._replace(old=_filled(pair.old, left), new=_filled(pair.new, left))
        was, now = row_content(pair.old), row_content(pair.new)
        for column in STANDARD:
            match column.holds:
                case Holds.TITLE | Holds.TEXT:
                    yield from self._words(pair, column.key, was, now)
                case Holds.EXECUTORS if was["executors"] != now["executors"]:
                    yield self._executors(pair)
                case Holds.DEADLINE:
                    yield from self._deadline(pair, was["deadline"], now["deadline"])
        keys = [*now["fields"], *(key for key in was["fields"] if key not in now["fields"])]
        for key in keys:
            for found in self._words(pair, key, was["fields"], now["fields"], "fields."):
                heading = self._headings.get((table_of(pair.new.path), key))
                yield replace(found, heading=heading or self._headings_before.get(key, key))

    def _deadline(self, pair: Pair, was: str, now: str) -> Iterator[Difference]:
        expected = self.expectation.deadline(pair.old.activity.deadline)
        if _text(expected) != now:
            kind = deadline_kind(expected, pair.new.activity.deadline)
            yield between(pair, kind, "deadline", was, now)

    def _words(
        self, pair: Pair, key: str, was: dict[str, Any], now: dict[str, Any], prefix: str = ""
    ) -> Iterator[Difference]:
        old, new = was.get(key, ""), now.get(key, "")
        if self.expectation.expected(old) != new:
            yield between(pair, Kind.WORDS, prefix + key, old, new)

    def _executors(self, pair: Pair) -> Difference:
        old, new = executor_names(pair.old, self.old), executor_names(pair.new, self.new)
        found = between(pair, Kind.EXECUTORS, "executors", ", ".join(old), ", ".join(new))
        return replace(found, segments=item_segments(old, new))


def _filled(row: ActivityRow, but_for: Sequence[str]) -> ActivityRow:
    """Return a row with the cells that it leaves to its whole, but for some of them."""
    own = {name: getattr(row.activity, name) for name in but_for}
    return replace(row, activity=copied(row.filled.activity, **own))


def executor_names(row: ActivityRow, plan: Plan) -> list[str]:
    """Return the executors of an activity as printed, without expanding abbreviations."""
    wording = Wording(plan.language)
    as_written = copied(plan, short_names=FrozenMap())
    several = len(row.activity.executors) > 1

    return [
        normalised(wording.executor(executor, as_written, among_several=several))
        for executor in row.activity.executors
    ]


def between(pair: Pair, kind: Kind, field: str, old: str, new: str) -> Difference:
    """Return a difference of an activity, with the changed words of its field as segments."""
    below = FieldPath.parse(field)
    return Difference(
        Subject.ACTIVITY, kind, field, old, new,
        id=pair.new.activity.id,
        number=pair.new.number,
        title=pair.new.activity.title,
        segments=word_segments(old, new) if field not in _PLACES else (),
        old_place=Place(path=pair.old.path / below),
        new_place=Place(path=pair.new.path / below),
    )  # fmt: skip


def _text(deadline: Deadline | None) -> str:
    return normalised(deadline.text) if deadline else ""


def deadline_kind(old: Deadline | None, new: Deadline | None) -> Kind:
    """Return how a deadline differs: by its last day, then by its first day.

    Without a year, a month that is later in the calendar is not earlier for certain.
    """
    if old is None or new is None:
        return Kind.OTHER_DAYS
    if _same_days(old, new):
        return Kind.SAME_DAYS
    for was, now in ((old.last, new.last), (old.first, new.first)):
        if was == now:
            continue
        if was is None or now is None:
            break
        if now > was:
            return Kind.LATER
        # From May to September in a school year: nobody says that last September is meant.
        turned = (now.month, now.day) > (was.month, was.day)
        return Kind.OTHER_DAYS if turned and not _has_years(new) else Kind.EARLIER
    return Kind.OTHER_DAYS


def _has_years(deadline: Deadline) -> bool:
    return all(part.year_given for part in deadline.parts)


def _same_days(old: Deadline, new: Deadline) -> bool:
    read = all(part.kind is not PartKind.TEXT for part in (*old.parts, *new.parts))
    nonempty = bool(old.parts and new.parts)
    same = old.parts == new.parts and old.intervals == new.intervals
    spans = old.intervals and old.intervals == new.intervals and old.recurrences == new.recurrences
    return read and nonempty and bool(same or spans)
