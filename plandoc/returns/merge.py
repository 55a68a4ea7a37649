"""One activity's outcome merged three ways: the plan, the files, what the files went out with."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plandoc.errors import Place
from plandoc.returns.filled import Decision
from plandoc.schema.outcome import OUTCOME_FIELDS

ROW = "row"
"""The field of a conflict about a whole row: one file deleted it, another filled it in."""

DELETED, FILLED = "deleted", "filled"

Same = Callable[[str, str, str], bool]


@dataclass(frozen=True, slots=True)
class Said:
    """What a row of a file says of the outcome; `base` is `None` where what went out is unknown."""

    row: int
    file: str
    place: Place
    texts: Mapping[str, str]
    places: Mapping[str, Place]
    base: Mapping[str, str] | None
    inferred: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Clash:
    """A field for which there is no one answer: the different values, each from its rows."""

    field: str
    values: tuple[tuple[str, Said], ...]
    base: str
    with_plan: bool


@dataclass(slots=True)
class Merged:
    """The fields that change, with the rows that say so (none: a decision did), and the clashes."""

    changes: dict[str, tuple[str, tuple[Said, ...]]] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)
    clashing: set[int] = field(default_factory=set)
    decisions: list[Decision] = field(default_factory=list)
    """The choices that were followed."""


def merge(
    ours: Mapping[str, str],
    rows: Sequence[Said],
    deleted_in: Sequence[Place],
    decisions: Mapping[str, Decision],
    same: Same,
) -> Merged:
    """Return what becomes of the fields `ours` by what `rows` say.

    A blank erases nothing; what a file did not change since it went out is no statement, unless
    the plan says nothing; equal statements are one. A clash about the status holds back all
    other fields of the activity, since they belong to one status or the other.
    """
    merged = Merged()
    speaking = {name: list(_statements(name, ours, rows, same)) for name in OUTCOME_FIELDS}
    if deleted_in and any(speaking.values()) and not _is_wanted(speaking, decisions, merged):
        return merged
    for name, statements in speaking.items():
        heard = statements
        if name != "status" and (chosen := _chosen_status(decisions, merged)):
            heard = [s for s in statements if s.texts.get("status", chosen) in {"", chosen}]
        _settle(name, ours, heard, decisions.get(name), same, merged)
        if name == "status" and merged.clashes:
            merged.clashing |= {said.row for said in _rows(speaking)}
            break
    return merged


def _is_wanted(
    speaking: Mapping[str, Sequence[Said]], decisions: Mapping[str, Decision], merged: Merged
) -> bool:
    """Whether a row that another file deleted is taken; unless decided, that is a clash."""
    choice = decisions.get(ROW)
    if choice and choice.taken in {DELETED, FILLED}:
        merged.decisions.append(choice)
        return choice.taken == FILLED
    involved = _rows(speaking)
    merged.clashes.append(Clash(ROW, ((FILLED, involved[0]),), "", with_plan=False))
    merged.clashing |= {said.row for said in involved}
    return False


def _chosen_status(decisions: Mapping[str, Decision], merged: Merged) -> str:
    """Return the status that a person chose: who said another one is not heard any further."""
    decision = decisions.get("status")
    return decision.taken if decision and decision in merged.decisions else ""


def _settle(  # noqa: PLR0913, PLR0917
    name: str,
    ours: Mapping[str, str],
    statements: Sequence[Said],
    decision: Decision | None,
    same: Same,
    merged: Merged,
) -> None:
    """Note what becomes of one field: nothing, a change, or a clash."""
    own = ours.get(name, "")
    values = _distinct(name, statements, same)
    with_plan = any(_against_plan(name, own, said, same) for said in statements)
    if decision and _covers(name, decision, [*(text for text, _ in values), own], same):
        merged.decisions.append(decision)
        if not same(name, decision.taken, own):
            agreeing = [s for s in statements if same(name, s.texts[name], decision.taken)]
            merged.changes[name] = (decision.taken, tuple(agreeing))
    elif len(values) == 1 and not with_plan:
        merged.changes[name] = (values[0][0], tuple(statements))
    elif values:
        base = next((s.base[name] for s in statements if s.base and s.base.get(name)), "")
        merged.clashes.append(Clash(name, tuple(values), base, with_plan=with_plan))
        merged.clashing |= {said.row for said in statements}


def _statements(
    name: str, ours: Mapping[str, str], rows: Sequence[Said], same: Same
) -> Iterator[Said]:
    """Yield the rows that say something new of a field."""
    own = ours.get(name, "")
    for said in rows:
        text = said.texts.get(name, "")
        if not text or same(name, text, own):
            continue
        went_out = (said.base or {}).get(name, "")
        if went_out and same(name, text, went_out) and own:
            continue
        yield said


def _against_plan(name: str, own: str, said: Said, same: Same) -> bool:
    """Whether a row speaks without knowing what the plan says by now."""
    return bool(own) and not (said.base and same(name, said.base.get(name, ""), own))


def _distinct(name: str, statements: Sequence[Said], same: Same) -> list[tuple[str, Said]]:
    found: list[tuple[str, Said]] = []
    for said in statements:
        text = said.texts[name]
        if not any(same(name, text, other) for other, _ in found):
            found.append((text, said))
    return found


def _covers(name: str, decision: Decision, texts: Sequence[str], same: Same) -> bool:
    """Whether the person who decided saw every value that stands against another now."""
    seen = (*decision.options, decision.taken)
    return all(any(same(name, text, known) for known in seen) for text in texts if text)


def _rows(speaking: Mapping[str, Sequence[Said]]) -> list[Said]:
    found = {said.row: said for statements in speaking.values() for said in statements}
    return [found[row] for row in sorted(found)]
