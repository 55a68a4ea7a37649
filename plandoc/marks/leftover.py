"""The words of a mark that belong to no field."""

from bisect import bisect

from plandoc.marks.fields import SEPARATORS
from plandoc.marks.pieces import Unit
from plandoc.marks.reading import Reading, Role

_SPOKEN = (Role.SAID, Role.FIELD)


def rest_of(text: str, units: list[Unit], reading: Reading) -> str:
    """Return the words that belong to no field.

    A clause that is covered by the fields leaves nothing; another one is kept as a whole except for
    the words in the fields. A verb on its own is kept if other clauses have a state.
    """
    telling = len(reading.signals) > 1
    kept: list[int] = []
    for clause in _clauses(units):
        roles = [reading.roles[at] for at in clause]
        tells = telling and Role.SAID not in roles
        speaking = [
            (role is Role.OTHER and units[at].kind != "mark") or (tells and role is Role.TOLD)
            for role, at in zip(roles, clause, strict=True)
        ]
        if any(speaking):
            kept += [at for role, at in zip(roles, clause, strict=True) if role not in _SPOKEN]
    out, before = "", -1
    for at in _with_brackets(units, kept):
        if before >= 0 and units[at].start < units[before].end:
            continue  # the second half of «невыполнено»
        out += _joint(text, units, before, at) + text[units[at].start : units[at].end]
        before = at
    return out.strip()


def _clauses(units: list[Unit]) -> list[list[int]]:
    clauses: list[list[int]] = [[]]
    for at, unit in enumerate(units):
        if unit.kind in SEPARATORS or unit.line:
            clauses.append([])
        if unit.kind not in SEPARATORS:
            clauses[-1].append(at)
    return clauses


def _with_brackets(units: list[Unit], kept: list[int]) -> list[int]:
    """Add the brackets around units that are kept."""
    brackets = [
        (at, unit.mate)
        for at, unit in enumerate(units)
        if unit.mate > at and bisect(kept, at) < bisect(kept, unit.mate)
    ]
    return sorted({*kept, *(at for pair in brackets for at in pair)})


def _joint(text: str, units: list[Unit], first: int, second: int) -> str:
    """Return the text between two kept units."""
    if first < 0:
        return ""
    between = range(first + 1, second)
    if all(units[at].kind in SEPARATORS for at in between):
        return text[units[first].end : units[second].start]
    parted = any(units[at].kind in SEPARATORS or units[at].line for at in between)
    return "; " if parted or units[second].line else " "
