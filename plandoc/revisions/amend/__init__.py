"""Amendment of a signed plan by an act: the points of the amendment and the amended plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from pydantic import TypeAdapter, ValidationError

from plandoc.codes import Code, Severity
from plandoc.errors import AmendmentError, Place, Problem
from plandoc.revisions.amend.consolidated import Consolidation, Fate, PlacedActivity
from plandoc.revisions.amend.numbers import IndexStyle, bare
from plandoc.revisions.amend.points import Point, Points
from plandoc.revisions.compare import Comparison, Kind, compare
from plandoc.revisions.lock import order_edits
from plandoc.schema.base import LineWords, validated
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.texts import shortened

__all__ = ["Amendment", "IndexStyle", "Point", "amend"]

_DAY = re.compile(
    r"(?<![\d.№])(?<!№\s)(?:(?P<day>\d{1,2}[./]\d{1,2}[./])(?P<year>\d{4}|\d\d)(?![\d.])"
    r"|(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<words>[«\"]?\s?\d{1,2}\s?[»\"]?\s+[^\W\d_]+\s+\d{4})\b)"
)
_SIGNS = re.compile('[«»"]')
_LINE: TypeAdapter[str] = TypeAdapter(LineWords)


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment of an approved plan.

    `plan` is the next revision: excluded rows keep their places and numbers, added rows get new
    numbers, and every changed row names the act that changed it. `points` describe the same
    changes in official wording. `problems` are notes on proposals that were not applied as given.
    """

    comparison: Comparison = field(repr=False)
    plan: Plan = field(repr=False)
    basis: str
    points: tuple[Point, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def old(self) -> Plan:
        """The revision that is amended."""
        return self.comparison.old


def amend(old: Plan, new: Plan, basis: str, *, index: IndexStyle = IndexStyle.DOTTED) -> Amendment:
    """Return the amendment that turns the approved plan `old` into `new`.

    `basis` is the act, in the nominative: `приказ № 12 от 10.01.2019`. The numbers and the order
    of the old plan's rows do not change; a row inserted after 2.3 becomes 2.3.1, or 2.3¹ with that
    `index`.

    Raises `AmendmentError` if nothing changes, the basis is missing, or the plans have no activity
    in common.
    """
    comparison = compare(old, new)
    if refused := list(_objections(comparison, basis)):
        raise AmendmentError(refused)
    basis = basis.strip()
    consolidation = Consolidation(comparison, basis, index)
    points = tuple(Points(consolidation))
    problems = tuple(_notes(consolidation))
    if not points:
        raise AmendmentError([Problem(Code.AMENDMENT_EMPTY), *order_edits(comparison)])
    return Amendment(comparison, consolidation.plan, basis, points, problems)


def basis_problems(basis: str, signed: date | None = None) -> Iterator[Problem]:
    """Yield a problem for each day in an act that does not exist, or is after the signing of it."""
    for found in _DAY.finditer(basis):
        text, year = found[0], found["year"] or ""
        values: dict[str, object] = {"day": text}
        try:
            written = f"{found['day']}20{year}" if len(year) == len("19") else text
            day = validated(PartialDate, _SIGNS.sub("", written).replace("/", "."))
        except ValidationError as error:
            told = any(one["type"] == Code.DATE_IMPOSSIBLE for one in error.errors())
            if told or not found["words"]:
                yield Problem(Code.AMENDMENT_BASIS_DAY_IMPOSSIBLE, values=values)
            continue
        parts = day.year, day.month, day.day
        if signed and None not in parts and parts > (signed.year, signed.month, signed.day):
            values = {"day": text, "signed": f"{signed:%d.%m.%Y}"}
            yield Problem(Code.AMENDMENT_BASIS_AFTER_SIGNING, values=values)


def _objections(comparison: Comparison, basis: str) -> Iterator[Problem]:
    try:
        _LINE.validate_python(basis)
    except ValidationError:
        yield Problem(Code.AMENDMENT_BASIS_MISSING)
    yield from basis_problems(basis)
    if not comparison.differences:
        yield Problem(Code.AMENDMENT_EMPTY)
    if not comparison.pairs and any(comparison.old.activity_rows()):
        yield Problem(
            Code.AMENDMENT_OF_OTHER_PLAN,
            values={"old": comparison.old.id, "new": comparison.new.id},
        )


def _notes(consolidation: Consolidation) -> Iterator[Problem]:
    """Yield notes on proposals that were not applied as given, and on what needs a look."""
    basis, comparison = consolidation.basis, consolidation.comparison
    if Wording(comparison.old.language).act_named(basis, "nominative") is None:
        yield Problem(Code.AMENDMENT_BASIS_KIND_UNKNOWN, values={"basis": shortened(basis)})
    added = {
        placed.new.path
        for placed in consolidation.placed
        if placed.fate is Fate.ADDED and placed.new
    }
    for found in comparison.of(Kind.MOVED):
        if found.new_place and found.new_place.path not in added:
            values = {"title": shortened(found.title)}
            yield Problem(Code.AMENDMENT_KEEPS_ORDER, place=found.new_place, values=values)
    if comparison.old.numbering != comparison.new.numbering:
        for told in order_edits(comparison):
            if told.code is Code.LOCKED_NUMBER_CHANGED:
                yield replace(told, code=Code.AMENDMENT_KEEPS_NUMBERS, severity=Severity.NOTE)
    for placed in consolidation.placed:
        if isinstance(placed, PlacedActivity) and placed.displaced and placed.new:
            values = {
                "title": shortened(placed.activity.title),
                "number": bare(placed.activity.number),
            }
            yield Problem(
                Code.AMENDMENT_PLACES_LATER, place=Place(path=placed.new.path), values=values
            )
