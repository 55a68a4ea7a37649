"""Three-way merge of the outcome of an activity: the plan, the files, the issued values."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plandoc.errors import Place
from plandoc.returns.filled import Decision
from plandoc.schema.outcome import OUTCOME_FIELDS

ROW = "row"
"""The field name of a conflict about a whole row: one file deleted it, another filled it in."""

DELETED, FILLED = "deleted", "filled"

_ORDER = (*(name for name in OUTCOME_FIELDS if name != "text"), "text")
"""The fields in the order in which they are settled."""

Same = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """The outcome in a row of a file; `base` is `None` if the issued values are unknown."""

    index: int
    file: str
    place: Place
    texts: Mapping[str, str]
    places: Mapping[str, Place]
    base: Mapping[str, str] | None
    inferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field with conflicting values, each with one of the rows it comes from."""

    field: str
    values: tuple[tuple[str, RowOutcome], ...]
    base: str
    with_plan: bool


@dataclass(slots=True)
class Merged:
    """Changed fields with their source rows (none for a decision), and conflicting fields."""

    changes: dict[str, tuple[str, tuple[RowOutcome, ...]]] = field(default_factory=dict)
    conflicts: list[FieldConflict] = field(default_factory=list)
    conflicting_rows: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    """The decisions that were applied."""
    overruled: list[tuple[str, str, RowOutcome]] = field(default_factory=list)
    """The rows that lost a decision, with its field and what was taken."""


def merge(
    ours: Mapping[str, str],
    rows: Sequence[RowOutcome],
    deleted_in: Sequence[Place],
    decisions: Mapping[str, Decision],
    same: Same,
) -> Merged:
    """Merge the values in `rows` into the fields `ours` of the plan.

    An empty cell never deletes a value. A value that the file did not change since it was issued is
    ignored, even if the plan has none any more: it was deleted there. Equal values are not in
    conflict.

    The fields of an outcome belong together, and its words state the others. So they are settled
    one by one, the words last: a conflict holds back the fields after its own, and a row that loses
    a decision about one field has no say in those after it.
    """
    merged = Merged()
    heard = list(rows)
    by_field = {name: list(_new_values(name, ours, heard, same)) for name in _ORDER}
    by_field["status"] += _of_deleted_status(ours, _rows(by_field), same)
    if (
        deleted_in
        and any(by_field.values())
        and not _keeps_deleted_row(by_field, decisions, merged)
    ):
        return merged
    for name in _ORDER:
        new = list(_new_values(name, ours, heard, same))
        sources = by_field[name] if name == "status" else new
        _settle(name, ours, sources, decisions.get(name), same, merged)
        if merged.conflicts:
            merged.conflicting_rows |= {row.index for row in _rows(by_field)}
            break
        decision = decisions.get(name)
        if decision and decision in merged.decisions:
            lost = [row for row in sources if not same(name, row.texts[name], decision.taken)]
            merged.overruled += ((name, decision.taken, row) for row in lost)
            heard = [row for row in heard if row not in lost]
            if name == "status" and decision.taken and not ours.get(name):
                heard = [_whole(row) for row in heard]
    return merged


def _keeps_deleted_row(
    by_field: Mapping[str, Sequence[RowOutcome]], decisions: Mapping[str, Decision], merged: Merged
) -> bool:
    """Whether a row that another file deleted is used; without a decision, it is a conflict."""
    choice = decisions.get(ROW)
    if choice and choice.taken in {DELETED, FILLED}:
        merged.decisions.append(choice)
        return choice.taken == FILLED
    involved = _rows(by_field)
    merged.conflicts.append(FieldConflict(ROW, ((FILLED, involved[0]),), "", with_plan=False))
    merged.conflicting_rows |= {row.index for row in involved}
    return False


def _whole(row: RowOutcome) -> RowOutcome:
    """Return a row as if all of it were new, if it has the deleted status that is taken again."""
    return replace(row, base=None) if row.texts.get("status") else row


def left_out(name: str, row: RowOutcome, now: Mapping[str, str], same: Same) -> Iterator[str]:
    """Yield the fields after `name` in which a row says something else than the plan has `now`."""
    for later in _ORDER[_ORDER.index(name) + 1 :]:
        if any(_new_values(later, now, [row], same)):
            yield later


def _settle(  # noqa: PLR0913, PLR0917
    name: str,
    ours: Mapping[str, str],
    sources: Sequence[RowOutcome],
    decision: Decision | None,
    same: Same,
    merged: Merged,
) -> None:
    """Record the result for one field: nothing, a change, or a conflict."""
    own = ours.get(name, "")
    values = _distinct_values(name, sources, same)
    with_plan = any(_against_plan(name, own, row, same) for row in sources)
    texts = [*(text for text, _ in values), own]
    holds = decision is not None and (decision.taken or not own)  # nothing is kept, never made
    if decision and holds and _covers(name, decision, texts, same):
        merged.decisions.append(decision)
        if not same(name, decision.taken, own):
            agreeing = [s for s in sources if same(name, s.texts[name], decision.taken)]
            merged.changes[name] = (decision.taken, tuple(agreeing))
    elif len(values) == 1 and not with_plan:
        merged.changes[name] = (values[0][0], tuple(sources))
    elif values:
        base = next((s.base[name] for s in sources if s.base and s.base.get(name)), "")
        merged.conflicts.append(FieldConflict(name, tuple(values), base, with_plan=with_plan))
        merged.conflicting_rows |= {row.index for row in sources}


def _new_values(
    name: str, ours: Mapping[str, str], rows: Sequence[RowOutcome], same: Same
) -> Iterator[RowOutcome]:
    """Yield the rows with a new value for a field."""
    own = ours.get(name, "")
    for row in rows:
        text = row.texts.get(name, "")
        if not text or same(name, text, own):
            continue
        if not unchanged(name, row, same):
            yield row


def unchanged(name: str, row: RowOutcome, same: Same) -> bool:
    """Whether a row has a field as it was issued, which is not empty."""
    issued = (row.base or {}).get(name, "")
    return bool(issued) and same(name, row.texts.get(name, ""), issued)


def _of_deleted_status(
    ours: Mapping[str, str], rows: Iterable[RowOutcome], same: Same
) -> Iterator[RowOutcome]:
    """Yield the rows that say something new below a status which the plan has deleted since."""
    if not ours.get("status"):
        yield from (row for row in rows if unchanged("status", row, same))


def _against_plan(name: str, own: str, row: RowOutcome, same: Same) -> bool:
    """Whether a row was filled in without knowledge of the current value of the plan."""
    if row.base is None:
        return bool(own)
    return not same(name, row.base.get(name, ""), own)


def _distinct_values(
    name: str, sources: Sequence[RowOutcome], same: Same
) -> list[tuple[str, RowOutcome]]:
    found: list[tuple[str, RowOutcome]] = []
    for row in sources:
        text = row.texts[name]
        if not any(same(name, text, other) for other, _ in found):
            found.append((text, row))
    return found


def _covers(name: str, decision: Decision, texts: Sequence[str], same: Same) -> bool:
    """Whether all currently conflicting values were known when the decision was made."""
    seen = (*decision.options, decision.taken)
    return all(any(same(name, text, known) for known in seen) for text in texts if text)


def _rows(by_field: Mapping[str, Sequence[RowOutcome]]) -> list[RowOutcome]:
    found = {row.index: row for sources in by_field.values() for row in sources}
    return [found[row] for row in sorted(found)]
