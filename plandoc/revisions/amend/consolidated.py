"""The amended plan: excluded rows keep their places, and numbers do not change."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.revisions.amend.numbers import (
    IndexStyle,
    bare,
    base_of,
    between,
    depth,
    following,
    indexed,
    is_index_of,
)
from plandoc.revisions.compare import Comparison
from plandoc.schema.activity import Activity, Section
from plandoc.schema.base import copied
from plandoc.schema.blocks import Block, Table
from plandoc.schema.content import rows_in_force
from plandoc.schema.numbering import label_shape
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, Row, SectionRow
from plandoc.schema.settling import short_id
from plandoc.schema.tree import row_of


class Fate(StrEnum):
    """What an amendment does to a row."""

    KEPT = "kept"
    CHANGED = "changed"
    ADDED = "added"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class PlacedActivity:
    """An activity of the amended plan, with its rows in the approved and the proposed plan.

    `implied`: it is added or excluded together with its section. `displaced`: it was proposed
    where no number is free, and stands after others.
    """

    fate: Fate
    activity: Activity
    old: ActivityRow | None = None
    new: ActivityRow | None = None
    implied: bool = False
    displaced: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSection:
    """A section of the amended plan with its label; `implied` as for an activity."""

    fate: Fate
    label: str | None
    old: SectionRow | None = None
    new: SectionRow | None = None
    implied: bool = False


Placed = PlacedActivity | PlacedSection
Inside = tuple[tuple[Activity, ...], tuple[Section, ...]]


class Consolidation:
    """Builds the amended plan; `placed` are its rows in order, each with its fate."""

    def __init__(self, comparison: Comparison, basis: str, style: IndexStyle) -> None:
        self.comparison, self.basis, self.style = comparison, basis, style
        old, new = comparison.old, comparison.new
        self.before, self.after = _children(old.rows()), _children(rows_in_force(new))
        self.active = {row.path for row in rows_in_force(old)}
        self.pairs = {pair.old.path: pair.new for pair in comparison.pairs}
        self.changed = {
            row_of(found.new_place.path)
            for found in comparison.differences
            if found.new_place and found.field not in {"", "number"}
        }
        numbers = Counter(bare(row.number) for row in old.activity_rows() if row.number)
        counting = old.numbering.running or "9" in old.numbering.activity_number((9,), 1)
        self.unique = counting and max(numbers.values(), default=1) == 1
        self.taken = set(numbers)
        self.last = ""
        self.numbering = self.proposed = old.numbering
        self.ids = {row.activity.id for row in new.activity_rows() if not row.activity.excluded}
        self.placed: list[Placed] = []
        self.emptied: set[FieldPath] = set()
        self.plan = self._plan()

    def _plan(self) -> Plan:
        old, new = self.comparison.old, self.comparison.new
        inside = self._tables()
        activities, sections = inside.get(ROOT, ((), ()))
        change = {
            "id": old.id,
            "revision": old.revision + 1,
            "amended_by": (*old.amended_by, self.basis),
            "numbering": old.numbering,
            "activities": activities,
            "sections": sections,
            "blocks": tuple(self._blocks(inside)),
        }
        return copied(new, **change)

    def _tables(self) -> dict[FieldPath, Inside]:
        """Return what stands in each table, by its path in the new plan.

        The excluded rows of a table that is gone stay where the table was, by its old path.
        """
        tables = self.comparison.tables
        inside = {}
        before = {table.path: table for table in self.comparison.old.tables()}
        old = {now: was for was, now in tables.items()}
        for table in self.comparison.new.tables():
            was = old.get(table.path)
            self.proposed = table.numbering
            self.numbering = table.numbering if was is None else before[was].numbering
            inside[table.path] = self._content(was, table.path, (), implied=was is None)
        self.gone = {}
        for path, table in before.items():
            if path not in tables and table.rows:
                self.numbering = self.proposed = table.numbering
                self.gone[path] = self._content(path, None, (), implied=False)
        return inside

    def _blocks(self, inside: Mapping[FieldPath, Inside]) -> Iterator[Block]:
        before = {table.path: table.numbering for table in self.comparison.old.tables()}
        kept = {now: before[was] for was, now in self.comparison.tables.items()}
        for index, block in enumerate(self.comparison.new.blocks):
            if block.table is None:
                yield block
                continue
            path = ROOT / "blocks" / index / "table"
            activities, sections = inside[path]
            change: dict[str, object] = {"activities": activities, "sections": sections}
            proposed = block.table.numbering or self.comparison.old.numbering
            if kept.get(path, proposed) != proposed:
                change["numbering"] = kept[path]
            yield copied(block, table=copied(block.table, **change))
        for path, (activities, sections) in self.gone.items():
            table = self.comparison.old.blocks[int(path.parts[1])].table if path else Table()
            assert table is not None
            change = {"activities": activities, "sections": sections}
            yield Block(table=copied(table, **change))

    def _content(
        self, old: FieldPath | None, new: FieldPath | None, numbers: Sequence[int], *, implied: bool
    ) -> Inside:
        """Return what stands in a section, given its old and its new path; `ROOT` is the plan."""
        activities = []
        for placed in self._activities(old, new, numbers, implied=implied):
            self.last = placed.activity.number or self.last
            activities.append(self._with_parts(placed))
        return tuple(activities), self._sections(old, new, numbers, implied=implied)

    def _with_parts(self, placed: PlacedActivity) -> Activity:
        """Note an activity and its parts; return it with them."""
        at = len(self.placed)
        gone = placed.fate is Fate.EXCLUDED
        parts = self._activities(
            placed.old.path if placed.old else None,
            placed.new.path if placed.new and not gone else None,
            (),
            implied=placed.implied or placed.fate in {Fate.ADDED, Fate.EXCLUDED},
            whole=placed.activity.number,
        )
        activity = copied(placed.activity, parts=tuple(p.activity for p in parts))
        self.placed[at:] = [replace(placed, activity=activity), *parts]
        return activity

    # --- activities -------------------------------------------------------------------------

    def _activities(
        self,
        old: FieldPath | None,
        new: FieldPath | None,
        numbers: Sequence[int],
        *,
        implied: bool,
        whole: str | None = None,
    ) -> list[PlacedActivity]:
        """Return the activities of a section or, with the number of their `whole`, parts."""
        kept = [self._kept(row, new, implied=implied) for row in _activities(self.before, old)]
        order = _Order(kept)
        here = {p.new.path for p in kept if p.new}
        taken = self.taken if self.unique else {bare(number) for number in order.numbers}
        at = 0
        for row in _activities(self.after, new):
            if row.path in here:
                at = order.find(row.path, at) + 1
                continue
            wanted = at if order.is_active_from(at) else len(order.placed)
            at = wanted or len(order.placed)
            number = row.activity.number
            if row.activity.numbered:
                if order.least:
                    at, number = self._number(order, at, taken)
                elif whole is None:
                    number = self._first_number(len(order.placed) + 1, numbers, taken)
                else:
                    number = self.numbering.part_number(whole, len(order.placed) + 1)
                taken.add(bare(number))
            activity = copied(row.activity, number=number, introduced=self.basis)
            passed = any(not p.activity.excluded for p in order.placed[wanted:at])
            order.insert(at, PlacedActivity(Fate.ADDED, activity, None, row, implied, passed))
            at += 1
        return order.placed

    def _kept(self, row: ActivityRow, new: FieldPath | None, *, implied: bool) -> PlacedActivity:
        """Return an activity of the old plan in its old place: as proposed, or excluded."""
        now = self.pairs.get(row.path)
        if row.activity.excluded:
            excluded = self._excluded(row, row.activity.excluded)
            return PlacedActivity(Fate.KEPT, excluded, row)
        if now is None or now.holder != new:
            return PlacedActivity(
                Fate.EXCLUDED, self._excluded(row, self.basis), row, implied=implied
            )
        changed = now.path in self.changed
        amended = self.basis if changed else row.activity.amended
        numbered = row.activity.numbered
        introduced = row.activity.introduced
        change = {
            "number": row.number,
            "numbered": numbered,
            "introduced": introduced,
            "amended": amended,
        }
        if row.activity.id not in self.ids:  # sheets and the journal know the row by this id
            change["id"] = row.activity.id
            self.ids.add(row.activity.id)
        activity = copied(now.activity, **change)
        return PlacedActivity(Fate.CHANGED if changed else Fate.KEPT, activity, row, now, implied)

    def _excluded(self, row: ActivityRow, by: str) -> Activity:
        """Return an excluded activity with a matching outcome and an id that no other row has."""
        activity = row.activity
        change: dict[str, object] = {"number": row.number, "excluded": by}
        if activity.id in self.ids:
            change["id"] = short_id(f"{activity.id}\n{by}")
        outcome = activity.outcome or Outcome()
        # What was done, in whole or in part, is a fact that no act undoes.
        if not activity.excluded and outcome.status not in {Status.DONE, Status.PARTLY}:
            removed = {"status": Status.REMOVED, "reason": outcome.reason or by}
            change["outcome"] = copied(outcome, **removed)
        self.ids.add(str(change.get("id", activity.id)))
        return copied(activity, **change)

    def _first_number(self, position: int, numbers: Sequence[int], taken: set[str]) -> str:
        """Return the number of a new activity where no other one has a number."""
        first = self.numbering.activity_number(numbers, position)
        if self.numbering.running and self.last:
            first = following(self.last, taken) or indexed(self.last, taken, self.style)
        while first and bare(first) in taken:
            first = following(first, ()) or indexed(first, taken, self.style)
        return first

    def _number(self, order: "_Order", at: int, taken: set[str]) -> tuple[int, str]:
        """Return the position and the number of a new activity among others with numbers."""
        known = order.numbers
        base = base_of(known, at, order.least) or next(filter(None, known))
        end = at
        while end < len(known) and is_index_of(known[end], base):
            end += 1
        ahead = [p.activity.number for p in order.placed[at:end] if not p.activity.excluded]
        before = next(filter(None, reversed(known[:at])), base)
        made = between(base, before, ahead[0], self.style) if ahead else ""
        if made and bare(made) not in taken:
            return at, made
        number = following(base, taken) if end == len(known) else ""
        return end, number or indexed(base, taken, self.style)

    # --- sections ---------------------------------------------------------------------------

    def section_label(self, numbers: Sequence[int]) -> str:
        """Return the label of a section by the approved numbering, in words that are proposed."""
        label, proposed = (n.section_label(numbers) for n in (self.numbering, self.proposed))
        return label if label_shape(label) == label_shape(proposed) else proposed

    def _sections(
        self, old: FieldPath | None, new: FieldPath | None, numbers: Sequence[int], *, implied: bool
    ) -> tuple[Section, ...]:
        order: list[tuple[SectionRow | None, SectionRow | None]] = []
        for row in _sections(self.before, old):
            now = self.comparison.sections.get(row.path)
            stays = now and now.holder == new and not self._is_emptied(row, now)
            order.append((row, now if stays else None))
        here = {now.path for _, now in order if now}
        at = 0
        for row in _sections(self.after, new):
            if row.path in self.emptied:
                continue
            if row.path in here:
                at = next(i for i, (_, now) in enumerate(order) if now and now.path == row.path)
            else:
                at = at or len(order)
                order.insert(at, (None, row))
            at += 1
        made = []
        place = _InsertedLabels(self, [row for row, _ in order if row], tuple(numbers))
        for at, (was, now) in enumerate(order):
            if was is None:
                assert now is not None
                ends = all(row is None for row, _ in order[at:])
                made.append(self._added(now, *place.for_new(now, ends=ends), implied=implied))
            else:
                place.pass_known(was)
                made += self._known(was, now, implied=implied)
        return tuple(made)

    def _is_emptied(self, was: SectionRow, now: SectionRow) -> bool:
        """Whether a section has lost all of its activities: on paper it is excluded with them."""
        emptied = _holds(self.before, was.path) and not _holds(self.after, now.path)
        if emptied:
            self.emptied.add(now.path)
        return emptied

    def _added(
        self, now: SectionRow, label: str | None, numbers: Sequence[int], *, implied: bool
    ) -> Section:
        self.placed.append(PlacedSection(Fate.ADDED, label, None, now, implied))
        activities, sections = self._content(None, now.path, numbers, implied=True)
        change = {"label": label, "activities": activities, "sections": sections}
        return copied(now.section, **change)

    def _known(
        self, was: SectionRow, now: SectionRow | None, *, implied: bool
    ) -> tuple[Section, ...]:
        """Return a section of the old plan; a removed one keeps its excluded activities."""
        label = _label(was)
        if now and label_shape(_label(now)) != label_shape(label):
            label = now.section.label
            if label is None and not now.section.month:
                label = self.section_label(was.numbers)
        fate = Fate.CHANGED if now and now.path in self.changed else Fate.KEPT
        if now is None and was.path in self.active:
            fate = Fate.EXCLUDED
        self.placed.append(PlacedSection(fate, label, was, now, implied))
        inside = self._content(
            was.path,
            now.path if now else None,
            was.numbers,
            implied=implied or fate is Fate.EXCLUDED,
        )
        if fate is Fate.EXCLUDED and not any(inside):
            return ()
        section = now.section if now else was.section
        change = {"label": label, "activities": inside[0], "sections": inside[1]}
        return (copied(section, **change),)


class _Order:
    """Activities in one place of the amended plan, while others are added among them.

    `least` is the smallest depth of their numbers, `None` where none has a number.
    """

    def __init__(self, placed: list[PlacedActivity]) -> None:
        self.placed = placed
        self.numbers = [one.activity.number for one in placed]
        self.least = min(map(depth, filter(None, self.numbers)), default=None)
        self.active = max(
            (n for n, one in enumerate(placed) if not one.activity.excluded), default=-1
        )

    def find(self, path: FieldPath, near: int) -> int:
        """Return the position of the row with a path in the new plan, probably after `near`."""
        places = chain(range(near, len(self.placed)), range(near))
        rows = ((at, self.placed[at].new) for at in places)
        return next(at for at, new in rows if new and new.path == path)

    def is_active_from(self, at: int) -> bool:
        """Whether an activity at a position or after it is in force."""
        return self.active >= at

    def insert(self, at: int, added: PlacedActivity) -> None:
        """Add an activity, which is in force."""
        number = added.activity.number
        self.placed.insert(at, added)
        self.numbers.insert(at, number)
        self.active = max(self.active + (self.active >= at), at)
        if number:
            self.least = min(filter(None, (self.least, depth(number))))


class _InsertedLabels:
    """Labels and numbers for sections that are inserted while walking through one level."""

    def __init__(
        self, consolidation: Consolidation, known: Sequence[SectionRow], above: tuple[int, ...]
    ) -> None:
        self.section_label = consolidation.section_label
        self.style = consolidation.style
        self.taken = {bare(row.label) for row in known}
        self.label = ""
        self.numbers = (*above, 0)
        self.index = 0

    def pass_known(self, row: SectionRow) -> None:
        self.label, self.numbers, self.index = row.label, row.numbers, 0

    def for_new(self, row: SectionRow, *, ends: bool) -> tuple[str | None, tuple[int, ...]]:
        """Return the label of an inserted section, and the numbers for its content."""
        if ends:
            self.numbers = (*self.numbers[:-1], self.numbers[-1] + 1)
            numbers = self.numbers
            label = self.section_label(numbers)
        else:
            self.index += 1
            numbers = (*self.numbers, self.index)
            # A custom label is not a base for labels generated by the numbering.
            alike = label_shape(self.label) == label_shape(row.label)
            label = self.label if alike else row.label
            if label_shape(label) != label and bare(label) in self.taken:
                label = indexed(label, self.taken, self.style)
        self.taken.add(bare(label))
        if row.section.month or row.section.label is not None:
            return row.section.label, numbers
        return label, numbers


def _children(rows: Iterable[Row]) -> Mapping[FieldPath, list[Row]]:
    """Return rows by the path of their section."""
    found: dict[FieldPath, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.holder].append(row)
    return found


def _activities(
    children: Mapping[FieldPath, list[Row]], path: FieldPath | None
) -> list[ActivityRow]:
    rows = children.get(path, ()) if path is not None else ()
    return [row for row in rows if isinstance(row, ActivityRow)]


def _sections(children: Mapping[FieldPath, list[Row]], path: FieldPath | None) -> list[SectionRow]:
    rows = children.get(path, ()) if path is not None else ()
    return [row for row in rows if isinstance(row, SectionRow)]


def _holds(children: Mapping[FieldPath, list[Row]], path: FieldPath) -> bool:
    """Whether an activity stands in a section, however deep."""
    return bool(_activities(children, path)) or any(
        _holds(children, row.path) for row in _sections(children, path)
    )


def _label(row: SectionRow) -> str | None:
    """Return the label of a section as printed; a month without a label has its name instead."""
    return row.section.label if row.section.month else row.label
