"""Does a file say what a sealed revision says? A file and a lock in, a verdict out.

The file is compared with the same file made afresh of the sealed plan and read by the same
readers, so that whatever those take for blanks or hyphens is the same on both sides. Who makes
and reads it is told by the caller; nothing here knows a format.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from plandoc.errors import Place, Problem, Severity
from plandoc.ooxml.kind import FileKind
from plandoc.returns.filled import Line, Returned
from plandoc.revisions.lock import Lock, Seal
from plandoc.revisions.verify.lines import compare_lines
from plandoc.revisions.verify.order import Token, moved
from plandoc.revisions.verify.rows import compare_rows
from plandoc.revisions.verify.shown import key_of
from plandoc.schema.plan import Plan
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import shortened

_STRANGE_COLUMN = "PLN745"
_TOLD_OTHERWISE = frozenset(["PLN742", "PLN748"])
"""What readers remark and a verdict says in its own words."""


class ToldBy(StrEnum):
    """By what it was told with which revision a file is compared."""

    HASH = "hash"
    REVISION = "revision"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file says: its rows, and the lines outside of them.

    `frame` are lines (`key_of`) that plandoc itself puts around a plan, which are no part of it.
    """

    returned: Returned
    lines: tuple[Line, ...] = ()
    frame: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: with which revision a file was compared, and all that is not as there.

    `revision` is `None` where there was nothing to compare with; then `differences` says why.
    `notes` are no differences: blanks that were filled in by hand, words beside the plan.
    """

    revision: int | None
    differences: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    told_by: ToldBy | None = None
    sealed_on: date | None = None

    @property
    def matches(self) -> bool:
        """Whether the file says what the revision says."""
        return self.revision is not None and not self.differences


def verify(seen: Seen, lock: Lock, printed: Callable[[Plan], Seen]) -> Verdict:
    """Return whether a file says what was sealed, told by its manifest or by what is nearest.

    `printed` makes a file of the same kind of a plan, and reads it. A revision is known by the
    hash of its content, then by its number; a file that has lost both is compared with every
    revision, and the one with the fewest differences is taken.
    """
    told = seen.returned.manifest
    place = Place(file=seen.returned.file)
    own = told.get("plandoc.plan_id", "")
    if own and lock.plan_id and own != lock.plan_id:
        values: dict[str, object] = {"found": own, "own": lock.plan_id}
        return Verdict(None, (Problem("PLN887", place=place, values=values),))
    number = told.get("plandoc.revision", "")
    if seal := _by_hash(told, lock):
        return _against(seal, seen, printed, ToldBy.HASH)
    if seal := next((seal for seal in lock.seals if str(seal.revision) == number), None):
        return _against(seal, seen, printed, ToldBy.REVISION)
    if number or not lock.seals:
        known = ", ".join(str(seal.revision) for seal in lock.seals) or "—"
        values = {"revision": number or "—", "known": known}
        return Verdict(None, (Problem("PLN888", place=place, values=values),))
    found = (_against(seal, seen, printed, ToldBy.NEAREST) for seal in reversed(lock.seals))
    return min(found, key=lambda verdict: len(verdict.differences))


def _by_hash(told: Mapping[str, str], lock: Lock) -> Seal | None:
    """Return the revision of that content; of several the one of that number, or the latest."""
    content = told.get("plandoc.content_hash", "")
    same = [seal for seal in lock.seals if seal.content_hash == content]
    numbered = (seal for seal in same if str(seal.revision) == told.get("plandoc.revision"))
    return next(numbered, same[-1] if same else None)


def _against(seal: Seal, seen: Seen, printed: Callable[[Plan], Seen], by: ToldBy) -> Verdict:
    plan = seal.plan
    found = tuple(_found(plan, printed(plan), seen))
    return Verdict(
        seal.revision,
        tuple(problem for problem in found if problem.severity is not Severity.NOTE),
        tuple(problem for problem in found if problem.severity is Severity.NOTE),
        by,
        seal.sealed_on,
    )


def _found(plan: Plan, approved: Seen, seen: Seen) -> Iterator[Problem]:
    """Yield what is not the same, and notes on what may be otherwise."""
    place = Place(file=seen.returned.file)
    in_document = seen.returned.kind is FileKind.DOCUMENT
    own = tuple(line for line in seen.lines if key_of(line.text) not in approved.frame)
    lines = compare_lines(approved.lines, own, strict_tables=in_document)
    rows = compare_rows(approved.returned, seen.returned, _headings(plan))
    yield from lines.problems
    told = {p.values["text"] for p in lines.problems if p.code == "PLN884"}
    for heading in rows.lost:
        if shortened(heading) not in told:
            yield Problem("PLN884", place=place, values={"text": shortened(heading)})
    yield from rows.problems
    if in_document:
        yield from moved(lines.same, rows.pairs)
    else:
        yield from _sorted(rows.pairs)
    for problem in seen.returned.problems:
        if problem.code not in _TOLD_OTHERWISE:
            strange = in_document and problem.code == _STRANGE_COLUMN
            yield replace(problem, severity=Severity.ERROR if strange else Severity.NOTE)


def _sorted(rows: Sequence[Token]) -> Iterator[Problem]:
    """Yield one note where a workbook was sorted, which changes nothing that was approved."""
    displaced = list(moved((), rows))
    for problem in displaced[:1]:
        more = f" (+{len(displaced) - 1})" if displaced[1:] else ""
        yield replace(
            problem,
            severity=Severity.NOTE,
            values={"text": f"{problem.values['text']}{more}"},
        )


def _headings(plan: Plan) -> dict[str, str]:
    """Return what a person calls each column, by its key."""
    wording = Wording(plan.language)
    usual: dict[str, str] = {
        **words_in(wording.language).tracking.headings,
        **wording.words.columns,
    }
    return usual | {column.path: column.heading for column in columns_of(plan, wording)}
