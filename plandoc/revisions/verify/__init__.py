"""Verification of a file against the sealed revisions of a plan.

The sealed plan is rendered to the same format and read by the same reader as the file, so that
spaces and hyphens are normalised in the same way on both sides. The caller provides the rendering
and the reader; this package does not depend on any format.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from plandoc.errors import Place, Problem, Severity
from plandoc.returns.filled import FileKind, Line, Returned
from plandoc.revisions.lock import Lock, Seal
from plandoc.revisions.verify.lines import compare_lines
from plandoc.revisions.verify.order import Token, moved
from plandoc.revisions.verify.rows import compare_rows
from plandoc.revisions.verify.texts import key_of
from plandoc.schema.plan import Plan
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import shortened

_STRANGE_COLUMN = "PLN745"
_REPORTED_OTHERWISE = frozenset(["PLN742", "PLN748"])
"""Remarks of readers that a verdict reports with codes of its own."""


class ToldBy(StrEnum):
    """How the revision with which a file is compared was identified."""

    HASH = "hash"
    REVISION = "revision"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of a file: its rows, and the lines outside the rows.

    `frame` are the keys (`key_of`) of lines that plandoc adds around a plan.
    """

    returned: Returned
    lines: tuple[Line, ...] = ()
    frame: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result: the revision with which a file was compared, and the differences.

    `revision` is `None` if there was nothing to compare with; then `differences` has the reason.
    `notes` are not differences: blanks filled in by hand, text outside the plan.
    """

    revision: int | None
    differences: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    told_by: ToldBy | None = None
    sealed_on: date | None = None

    @property
    def matches(self) -> bool:
        """Whether the file has the content of the revision."""
        return self.revision is not None and not self.differences


def verify(content: FileContent, lock: Lock, printed: Callable[[Plan], FileContent]) -> Verdict:
    """Return whether a file has the content of a sealed revision.

    `printed` renders a plan to the same kind of file, and reads it. The revision is identified by
    the content hash in the manifest of the file, falling back to the revision number; a file
    without both is compared with every revision, and the one with the fewest differences is used.
    """
    manifest = content.returned.manifest
    place = Place(file=content.returned.file)
    own = manifest.get("plandoc.plan_id", "")
    if own and lock.plan_id and own != lock.plan_id:
        values: dict[str, object] = {"found": own, "own": lock.plan_id}
        return Verdict(None, (Problem("PLN887", place=place, values=values),))
    number = manifest.get("plandoc.revision", "")
    if seal := _by_hash(manifest, lock):
        return _against(seal, content, printed, ToldBy.HASH)
    if seal := next((seal for seal in lock.seals if str(seal.revision) == number), None):
        return _against(seal, content, printed, ToldBy.REVISION)
    if number or not lock.seals:
        known = ", ".join(str(seal.revision) for seal in lock.seals) or "—"
        values = {"revision": number or "—", "known": known}
        return Verdict(None, (Problem("PLN888", place=place, values=values),))
    found = (_against(seal, content, printed, ToldBy.NEAREST) for seal in reversed(lock.seals))
    return min(found, key=lambda verdict: len(verdict.differences))


def _by_hash(manifest: Mapping[str, str], lock: Lock) -> Seal | None:
    """Return the revision with the content hash, preferring the same number, then the latest."""
    content = manifest.get("plandoc.content_hash", "")
    same = [seal for seal in lock.seals if seal.content_hash == content]
    numbered = (seal for seal in same if str(seal.revision) == manifest.get("plandoc.revision"))
    return next(numbered, same[-1] if same else None)


def _against(
    seal: Seal, content: FileContent, printed: Callable[[Plan], FileContent], by: ToldBy
) -> Verdict:
    plan = seal.plan
    found = tuple(_found(plan, printed(plan), content))
    return Verdict(
        seal.revision,
        tuple(problem for problem in found if problem.severity is not Severity.NOTE),
        tuple(problem for problem in found if problem.severity is Severity.NOTE),
        by,
        seal.sealed_on,
    )


def _found(plan: Plan, approved: FileContent, content: FileContent) -> Iterator[Problem]:
    """Yield the differences, and notes on permitted deviations."""
    place = Place(file=content.returned.file)
    in_document = content.returned.kind is FileKind.DOCUMENT
    own = tuple(line for line in content.lines if key_of(line.text) not in approved.frame)
    lines = compare_lines(approved.lines, own, strict_tables=in_document)
    rows = compare_rows(approved.returned, content.returned, _headings(plan))
    yield from lines.problems
    reported = {p.values["text"] for p in lines.problems if p.code == "PLN884"}
    for heading in rows.lost:
        if shortened(heading) not in reported:
            yield Problem("PLN884", place=place, values={"text": shortened(heading)})
    yield from rows.problems
    if in_document:
        yield from moved(lines.same, rows.pairs)
    else:
        yield from _sorting(rows.pairs)
    for problem in content.returned.problems:
        if problem.code not in _REPORTED_OTHERWISE:
            strange = in_document and problem.code == _STRANGE_COLUMN
            yield replace(problem, severity=Severity.ERROR if strange else Severity.NOTE)


def _sorting(rows: Sequence[Token]) -> Iterator[Problem]:
    """Yield a single note if a workbook was sorted: sorting changes no approved content."""
    displaced = list(moved((), rows))
    for problem in displaced[:1]:
        more = f" (+{len(displaced) - 1})" if displaced[1:] else ""
        yield replace(
            problem,
            severity=Severity.NOTE,
            values={"text": f"{problem.values['text']}{more}"},
        )


def _headings(plan: Plan) -> dict[str, str]:
    """Return the heading of each column, by its key."""
    wording = Wording(plan.language)
    usual: dict[str, str] = {
        **words_in(wording.language).tracking.headings,
        **wording.words.columns,
    }
    return usual | {column.path: column.heading for column in columns_of(plan, wording)}
