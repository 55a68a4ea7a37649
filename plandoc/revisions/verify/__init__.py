"""Verification of a file against the sealed revisions of a plan, or against an unsealed plan.

The plan is rendered to the same format and read by the same reader as the file, so that spaces
and hyphens are normalised in the same way on both sides. The caller provides the rendering and the
reader; this package does not depend on any format.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import TypeVar

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.ooxml.kind import FileKind
from plandoc.returns.filled import Line, Returned
from plandoc.revisions.lock import Lock, Seal, without_outcomes
from plandoc.revisions.verify.lines import compare_lines
from plandoc.revisions.verify.order import Token, moved
from plandoc.revisions.verify.rows import compare_rows
from plandoc.revisions.verify.texts import key_of
from plandoc.schema.plan import Plan
from plandoc.wording.columns import REPORT, columns_of, row_texts
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in
from plandoc.words.texts import shortened

_REFERENCE = re.compile(r"[A-Za-z]\$?\d|\[")
"""A formula that computes something names cells, or columns of a table."""


class ToldBy(StrEnum):
    """How the revision with which a file is compared was identified."""

    HASH = "hash"
    REVISION = "revision"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of a file: its rows, and the lines outside the rows.

    `frame` are the keys (`key_of`) of lines that plandoc adds around a plan. `around`
    are texts beside the body (headers, notes), `hidden` those that cannot be seen as text.
    """

    returned: Returned
    lines: tuple[Line, ...] = ()
    frame: frozenset[str] = frozenset()
    around: tuple[Line, ...] = ()
    hidden: tuple[Line, ...] = ()
    pictures: tuple[Place, ...] = ()


class Unread:
    """A file that is read when its content is asked for; its `manifest` says whose it is.

    What two files hold would be much beside a plan that is printed.
    """

    def __init__(self, manifest: Mapping[str, str], read: Callable[[], FileContent]) -> None:
        self.manifest = manifest
        self._read = read

    @cached_property
    def content(self) -> FileContent:
        """What the file holds, read once."""
        return self._read()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result: the revision with which a file was compared, and the differences.

    `revision` is `None` if there was nothing to compare with; then `differences` has the reason.
    `notes` are not differences: blanks filled in by hand, text outside the plan.
    `added` are texts and pictures beside the plan, `hidden` texts that are not seen as such.
    `superseded_by` is the revision in force where the file is of an earlier one. `amends` is the
    revision that the file amends where it is an amendment, by which `revision` came into force.
    """

    revision: int | None
    differences: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    told_by: ToldBy | None = None
    sealed_on: date | None = None
    added: tuple[Problem, ...] = ()
    hidden: tuple[Problem, ...] = ()
    superseded_by: Seal | None = None
    amends: int | None = None

    @property
    def matches(self) -> bool:
        """Whether the file has the content of the revision."""
        return self.revision is not None and not self.differences

    @property
    def clean(self) -> bool:
        """Whether it has that content and nothing else: no additions, nothing hidden."""
        return self.matches and not self.added and not self.hidden


@dataclass(frozen=True, slots=True)
class Unsealed:
    """An unsealed plan, with the interface of a sealed revision."""

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
        """The hash of the approved content."""
        return self.plan.content_hash

    @property
    def sealed_on(self) -> None:
        """Always `None`: the plan is not signed."""


Revision = TypeVar("Revision", Seal, Unsealed)

Printed = Callable[[Plan], Callable[[], FileContent]]
"""Renders a plan to the kind of file that is verified; what it returns reads that file."""

PrintedAmendments = Callable[[Seal, Seal], Iterable[FileContent]]
"""Renders the amendment between two revisions, in each way it may be worded, and reads it."""


def verify_sealed(file: Unread, lock: Lock, printed: Printed) -> Verdict:
    """Return whether a file has the content of a sealed revision.

    The revision is identified by the content hash in the manifest of the file, falling back to the
    revision number; a file without both is compared with every revision, and the one with the
    fewest differences is used.
    """
    verdict = _refusal(file, lock.plan_id) or _nearest(file, lock.seals, printed)
    latest = lock.latest
    if latest and verdict.revision is not None and verdict.revision != latest.revision:
        return replace(verdict, superseded_by=latest)
    return verdict


def verify_unsealed(file: Unread, plan: Plan, printed: Printed) -> Verdict:
    """Return whether a file has the content of a plan, ignoring outcomes.

    It is compared with this plan whichever revision it names.
    """
    unsealed = Unsealed.of(plan)
    if (refusal := _refusal(file, plan.id)) is not None:
        return refusal
    told = ToldBy.HASH if _by_hash(file.manifest, [unsealed]) else ToldBy.REVISION
    return _compared(unsealed, file, printed, told)


def verify_amendment(content: FileContent, lock: Lock, printed: PrintedAmendments) -> Verdict:
    """Return whether a paper is the amendment by which a sealed revision came into force.

    It is the one that the file names; without a name, that with the fewest differences.
    """
    manifest = content.returned.manifest
    if _is_of_other_plan(manifest, lock.plan_id):
        return _of_other_plan(content, lock.plan_id)
    number = manifest.get("plandoc.revision", "")
    steps = [*zip(lock.seals, lock.seals[1:], strict=False)]
    named = [step for step in steps if str(step[1].revision) == number]
    told = ToldBy.HASH if number else ToldBy.NEAREST
    found = [
        replace(_against(now, _Wanted.of(now.plan), approved, content, told), amends=was.revision)
        for was, now in (named if number else reversed(steps))
        for approved in printed(was, now)
    ]
    if found:
        return min(found, key=lambda verdict: len(verdict.differences))
    known = ", ".join(str(one.revision) for one in lock.seals) or "—"
    values: dict[str, object] = {"plan": lock.plan_id, "revision": number or "—", "known": known}
    place = Place(file=content.returned.file)
    return Verdict(None, (Problem(Code.VERIFY_AMENDMENT_NOT_SEALED, place=place, values=values),))


def _is_of_other_plan(manifest: Mapping[str, str], plan_id: str) -> bool:
    own = manifest.get("plandoc.plan_id", "")
    return bool(own and plan_id and own != plan_id)


def _of_other_plan(content: FileContent, plan_id: str) -> Verdict:
    """Return the verdict on a file of another plan, which is not compared."""
    returned = content.returned
    values = {"found": returned.manifest["plandoc.plan_id"], "own": plan_id}
    place = Place(file=returned.file)
    return Verdict(None, (Problem(Code.VERIFY_FILE_OF_OTHER_PLAN, place=place, values=values),))


def _refusal(file: Unread, plan_id: str) -> Verdict | None:
    """Return the verdict on a file that is not compared at all: another plan's, or a report."""
    if _is_of_other_plan(file.manifest, plan_id):
        return _of_other_plan(file.content, plan_id)
    if file.manifest.get("plandoc.kind") == REPORT:
        place = Place(file=file.content.returned.file)
        return Verdict(None, (Problem(Code.VERIFY_FILE_IS_REPORT, place=place),))
    return None


def _nearest(file: Unread, revisions: Sequence[Seal], printed: Printed) -> Verdict:
    """Return the verdict by the revision that a file names, else by the nearest one."""
    number = file.manifest.get("plandoc.revision", "")
    if revision := _by_hash(file.manifest, revisions):
        return _compared(revision, file, printed, ToldBy.HASH)
    if revision := next((one for one in revisions if str(one.revision) == number), None):
        return _compared(revision, file, printed, ToldBy.REVISION)
    place = Place(file=file.content.returned.file)
    if number or not revisions:
        known = ", ".join(str(one.revision) for one in revisions) or "—"
        values: dict[str, object] = {"revision": number or "—", "known": known}
        return Verdict(
            None, (Problem(Code.VERIFY_REVISION_NOT_LOCKED, place=place, values=values),)
        )
    found = (_compared(one, file, printed, ToldBy.NEAREST) for one in reversed(revisions))
    return min(found, key=lambda verdict: len(verdict.differences))


def _by_hash(manifest: Mapping[str, str], revisions: Sequence[Revision]) -> Revision | None:
    """Return the revision with the content hash, preferring the same number, then the latest."""
    content = manifest.get("plandoc.content_hash", "")
    same = [one for one in revisions if one.content_hash == content]
    numbered = (one for one in same if str(one.revision) == manifest.get("plandoc.revision"))
    return next(numbered, same[-1] if same else None)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a comparison asks of a plan beside what is printed of it, which is little.

    `headings` are those of the columns by key, `shown_again` the texts of a whole that its parts
    leave blank, by their ids. `earlier` are words of plandoc's own by those of former versions, by
    key, `added` those that former versions did not have.
    """

    headings: Mapping[str, str]
    shown_again: Mapping[str, Mapping[str, str]]
    earlier: Mapping[str, str]
    added: frozenset[str]

    @classmethod
    def of(cls, plan: Plan) -> "_Wanted":
        words = Wording(plan.language).words
        usual = {column.key for column in plan.all_columns() if not column.heading.strip()}
        earlier = {
            key_of(text): words.columns[key]
            for key, text in words.columns_before.items()
            if key in usual
        }
        added = frozenset(key_of(f"{one}:") for one in words.notes)
        return cls(_headings(plan), _shown_again(plan), earlier, added)


def _compared(revision: Seal | Unsealed, file: Unread, printed: Printed, by: ToldBy) -> Verdict:
    """Return the verdict on a file by a revision, whose plan is gone when files are read."""
    wanted, read = _printed(revision.plan, printed)
    return _against(revision, wanted, read(), file.content, by)


def _printed(plan: Plan, printed: Printed) -> tuple[_Wanted, Callable[[], FileContent]]:
    return _Wanted.of(plan), printed(plan)


def _against(
    revision: Seal | Unsealed,
    wanted: _Wanted,
    approved: FileContent,
    content: FileContent,
    by: ToldBy,
) -> Verdict:
    """Return the verdict on a file by a revision and what is printed of its plan."""
    found = tuple(_found(wanted, approved, content))
    notes = [problem for problem in found if problem.severity is Severity.NOTE]
    added = [problem for problem in notes if _is_addition(problem)]
    added += _more(Code.VERIFY_TEXT_ADDED, approved.around, content.around)
    added += _typed_over(approved.returned, content.returned)
    if (pictures := len(content.pictures) - len(approved.pictures)) > 0:
        known = not approved.pictures and len(set(content.pictures)) == 1
        place = content.pictures[0] if known else Place(file=content.returned.file)
        values = {"count": pictures}
        added.append(Problem(Code.VERIFY_PICTURE_ADDED, place=place, values=values))
    return Verdict(
        revision.revision,
        tuple(problem for problem in found if problem.severity is not Severity.NOTE),
        tuple(problem for problem in notes if not _is_addition(problem)),
        by,
        revision.sealed_on,
        tuple(replace(problem, severity=Severity.ERROR) for problem in added),
        tuple(_more(Code.VERIFY_TEXT_HIDDEN, approved.hidden, content.hidden)),
    )


def _is_addition(problem: Problem) -> bool:
    """Whether a note names words that are no part of the plan: a line, a comment, a sheet."""
    return problem.code in (
        Code.VERIFY_TEXT_ADDED,
        Code.SHEET_COMMENT_IGNORED,
        Code.SHEETS_IGNORED,
        Code.TRACKING_COLUMN_IGNORED,
    )


def _more(code: Code, approved: Sequence[Line], seen: Sequence[Line]) -> Iterator[Problem]:
    """Yield a problem for each line of a file that the plan's own document does not have."""
    known = Counter(key_of(line.text) for line in approved)
    for line in seen:
        known[key_of(line.text)] -= 1
        if known[key_of(line.text)] < 0:
            yield Problem(code, place=line.place, values={"text": shortened(key_of(line.text))})


def _typed_over(approved: Returned, seen: Returned) -> Iterator[Problem]:
    """Yield a problem for each cell that computes nothing where the plan's own sheet does."""
    computed = {key for row in approved.rows for key, cell in row.cells.items() if cell.formula}
    cells = (cell for row in seen.rows for key, cell in row.cells.items() if key in computed)
    for cell in cells:
        if not _REFERENCE.search(cell.formula) and (cell.formula or cell.value is not None):
            values = {"text": shortened(str(cell.value or cell.formula))}
            yield Problem(Code.VERIFY_TEXT_ADDED, place=cell.place, values=values)


def _without_repeated(approved: Sequence[Line], seen: Sequence[Line]) -> Iterator[Line]:
    """Yield lines without the heading rows that a table has again where it was divided by hand."""

    def rows(lines: Sequence[Line]) -> Iterator[tuple[tuple[str, ...], list[Line]]]:
        for _, group in groupby(lines, lambda line: (line.place.table, line.place.row)):
            row = list(group)
            yield tuple(key_of(line.text) for line in row if line.in_table), row

    left = Counter(keys for keys, _ in rows(approved) if len(keys) > 1)
    known = frozenset(left)
    for keys, row in rows(seen):
        left[keys] -= 1
        if keys not in known or left[keys] >= 0:
            yield from row


def _found(wanted: _Wanted, approved: FileContent, content: FileContent) -> Iterator[Problem]:
    """Yield the differences, and notes on permitted deviations."""
    place = Place(file=content.returned.file)
    in_document = content.returned.kind is FileKind.DOCUMENT
    own = [line for line in content.lines if key_of(line.text) not in approved.frame]
    own = list(_without_repeated(approved.lines, own))
    lines = compare_lines(
        _worded_alike(wanted, approved.lines),
        _worded_alike(wanted, own),
        strict_tables=in_document,
    )
    rows = compare_rows(approved.returned, content.returned, wanted.headings, wanted.shown_again)
    yield from lines.problems
    reported = {p.values["text"] for p in lines.problems if p.code is Code.VERIFY_TEXT_MISSING}
    for heading in rows.lost:
        if shortened(heading) not in reported:
            yield Problem(
                Code.VERIFY_TEXT_MISSING, place=place, values={"text": shortened(heading)}
            )
    yield from rows.problems
    if in_document:
        yield from moved(lines.same, rows.pairs)
    else:
        yield from _sorting(rows.pairs)
    for problem in content.returned.problems:
        # A verdict reports these two with codes of its own.
        if problem.code not in (Code.DOCUMENT_PROPERTIES_MISSING, Code.DOCUMENT_TEXT_IGNORED):
            strange = in_document and problem.code is Code.DOCUMENT_COLUMN_IGNORED
            yield replace(problem, severity=Severity.ERROR if strange else Severity.NOTE)


def _worded_alike(wanted: _Wanted, lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines without what plandoc's own words were in earlier versions.

    The usual heading of a column may be an earlier one, and notes had no heading.
    """
    return tuple(
        replace(line, text=wanted.earlier.get(key_of(line.text), line.text))
        for line in lines
        if key_of(line.text) not in wanted.added
    )


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


def _shown_again(plan: Plan) -> dict[str, dict[str, str]]:
    """Return the texts of a whole that its parts leave blank, by the ids of the parts."""
    wording = Wording(plan.language)
    found = {}
    for row in plan.activity_rows():
        if row.whole is not None:
            own, whole = (row_texts(one, plan, wording) for one in (row, row.whole))
            number = {"number": key_of(whole["number"])} if "number" in whole else {}
            blank = {key: key_of(text) for key, text in whole.items() if key not in own}
            found[row.activity.id] = number | blank
    return found


def _headings(plan: Plan) -> dict[str, str]:
    """Return the heading of each column, by its key."""
    wording = Wording(plan.language)
    usual: dict[str, str] = {
        **words_in(wording.language).tracking.headings,
        **wording.words.columns,
    }
    return usual | {column.path: column.heading for column in columns_of(plan, wording)}
