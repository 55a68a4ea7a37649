"""Does a file say what a sealed revision says? A file and a lock or a plan in, a verdict out.

The file is compared with the same file made afresh of the sealed plan and read by the same
readers, so that whatever those take for blanks or hyphens is the same on both sides. The caller
makes and reads the files; nothing here knows a format.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.returns.filled import FileKind, Line, Returned
from plandoc.revisions.lock import Lock, Seal, without_outcomes
from plandoc.revisions.verify.lines import compare_lines
from plandoc.revisions.verify.order import Token, moved
from plandoc.revisions.verify.rows import compare_rows
from plandoc.revisions.verify.shown import key_of
from plandoc.schema.plan import Plan
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import shortened


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


@dataclass(frozen=True, slots=True)
class Unsealed:
    """A plan that nobody sealed, to compare a file with as with a sealed revision."""

    plan: Plan

    @classmethod
    def of(cls, plan: Plan) -> "Unsealed":
        """Return a plan without its outcomes."""
        return cls(without_outcomes(plan))

    @property
    def revision(self) -> int:
        """The number of the revision."""
        return self.plan.revision

    @property
    def content_hash(self) -> str:
        """The hash of what is to be approved in the plan."""
        return self.plan.content_hash

    @property
    def sealed_on(self) -> None:
        """No day: nothing was signed."""


Printed = Callable[[Plan], Seen]
"""Makes a file of the kind that is verified from a plan, and reads it."""


def verify_sealed(seen: Seen, lock: Lock, printed: Printed) -> Verdict:
    """Return whether a file says what was sealed, told by its manifest or by what is nearest.

    A revision is known by the hash of its content, then by its number; a file that has lost both
    is compared with every revision, and the one with the fewest differences is taken.
    """
    return _verdict(seen, lock.plan_id, lock.seals, printed)


def verify_unsealed(seen: Seen, plan: Plan, printed: Printed) -> Verdict:
    """Return whether a file says what a plan says, outcomes apart."""
    return _verdict(seen, plan.id, [Unsealed.of(plan)], printed)


def _verdict(
    seen: Seen, plan_id: str, revisions: Sequence[Seal | Unsealed], printed: Printed
) -> Verdict:
    told = seen.returned.manifest
    place = Place(file=seen.returned.file)
    own = told.get("plandoc.plan_id", "")
    if own and plan_id and own != plan_id:
        values: dict[str, object] = {"found": own, "own": plan_id}
        return Verdict(None, (Problem(Code.VERIFY_FILE_OF_OTHER_PLAN, place=place, values=values),))
    number = told.get("plandoc.revision", "")
    if revision := _by_hash(told, revisions):
        return _against(revision, seen, printed, ToldBy.HASH)
    if revision := next((one for one in revisions if str(one.revision) == number), None):
        return _against(revision, seen, printed, ToldBy.REVISION)
    if number or not revisions:
        known = ", ".join(str(one.revision) for one in revisions) or "—"
        values = {"revision": number or "—", "known": known}
        return Verdict(
            None, (Problem(Code.VERIFY_REVISION_NOT_LOCKED, place=place, values=values),)
        )
    found = (_against(one, seen, printed, ToldBy.NEAREST) for one in reversed(revisions))
    return min(found, key=lambda verdict: len(verdict.differences))


def _by_hash(
    told: Mapping[str, str], revisions: Sequence[Seal | Unsealed]
) -> Seal | Unsealed | None:
    """Return the revision of that content; of several the one of that number, or the latest."""
    content = told.get("plandoc.content_hash", "")
    same = [one for one in revisions if one.content_hash == content]
    numbered = (one for one in same if str(one.revision) == told.get("plandoc.revision"))
    return next(numbered, same[-1] if same else None)


def _against(revision: Seal | Unsealed, seen: Seen, printed: Printed, by: ToldBy) -> Verdict:
    plan = revision.plan
    found = tuple(_found(plan, printed(plan), seen))
    return Verdict(
        revision.revision,
        tuple(problem for problem in found if problem.severity is not Severity.NOTE),
        tuple(problem for problem in found if problem.severity is Severity.NOTE),
        by,
        revision.sealed_on,
    )


def _found(plan: Plan, approved: Seen, seen: Seen) -> Iterator[Problem]:
    """Yield what is not the same, and notes on what may be otherwise."""
    place = Place(file=seen.returned.file)
    in_document = seen.returned.kind is FileKind.DOCUMENT
    own = tuple(line for line in seen.lines if key_of(line.text) not in approved.frame)
    lines = compare_lines(approved.lines, own, strict_tables=in_document)
    rows = compare_rows(approved.returned, seen.returned, _headings(plan))
    yield from lines.problems
    told = {p.values["text"] for p in lines.problems if p.code is Code.VERIFY_TEXT_MISSING}
    for heading in rows.lost:
        if shortened(heading) not in told:
            yield Problem(
                Code.VERIFY_TEXT_MISSING, place=place, values={"text": shortened(heading)}
            )
    yield from rows.problems
    if in_document:
        yield from moved(lines.same, rows.pairs)
    else:
        yield from _sorted(rows.pairs)
    for problem in seen.returned.problems:
        # A verdict says in its own words what these two remark.
        if problem.code not in (Code.DOCUMENT_PROPERTIES_MISSING, Code.DOCUMENT_TEXT_IGNORED):
            strange = in_document and problem.code is Code.DOCUMENT_COLUMN_IGNORED
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
