"""The lock file of a signed plan: the content of each approved revision, when and by whom.

A lock detects accidental edits. It is not an electronic signature and can be forged.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

from plandoc.codes import Code
from plandoc.errors import LockError, Place, Problem
from plandoc.fieldpath import ROOT
from plandoc.revisions.compare import Comparison, Difference, Kind, compare
from plandoc.schema.canonical import digest_of
from plandoc.schema.plan import Plan, ShortNames
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised, shortened

_FORMAT = 1
_YEARS = 3
"""A plan is not signed earlier before its period; a mistyped year would block every amendment."""

_TEXTS = ("approver", "basis", "content_hash")
_ROWS = ("activities", "sections")
_TOGETHER = 10_000
"""Signs and words of a lock file that become bytes together."""


@dataclass(frozen=True, slots=True)
class Seal:
    """An approved revision.

    `content` is the plan without outcomes, sufficient to build it again; `content_hash` covers its
    approved content. `basis` is the act that amended the previous revision.
    """

    revision: int
    sealed_on: date
    approver: str
    basis: str
    content_hash: str
    content: Mapping[str, Any]

    @property
    def plan(self) -> Plan:
        """The plan of this revision, without outcomes."""
        return Plan.model_validate(self.content)

    @property
    def head(self) -> Plan:
        """The plan of this revision without its rows, which are most of it: its id, its period."""
        told = {key: one for key, one in self.content.items() if key not in _ROWS}
        return Plan.model_validate(told)


@dataclass(frozen=True, slots=True)
class Lock:
    """The sealed revisions of a plan, oldest first."""

    plan_id: str
    seals: tuple[Seal, ...] = ()

    @property
    def latest(self) -> Seal | None:
        """The revision in force, `None` if no revision is sealed."""
        return self.seals[-1] if self.seals else None

    def seal_of(self, revision: int) -> Seal | None:
        """Return a sealed revision, `None` if it is not in the lock."""
        return next((seal for seal in self.seals if seal.revision == revision), None)

    def plan_of(self, revision: int) -> Plan:
        """Return the plan of a revision. Raises `LockError` if it is not sealed."""
        seal = self.seal_of(revision)
        if seal is None:
            known = ", ".join(str(s.revision) for s in self.seals) or "—"
            raise LockError(
                [Problem(Code.REVISION_UNKNOWN, values={"revision": revision, "known": known})]
            )
        return seal.plan

    def with_seal(self, seal: Seal) -> "Lock":
        """Return the lock with another revision.

        Raises `LockError` with all reasons for a refusal: another plan, a revision that is not
        newer than the latest one, a day before the latest seal.
        """
        if problems := list(self._objections(seal)):
            raise LockError(problems)
        return replace(self, plan_id=seal.head.id, seals=(*self.seals, seal))

    def _objections(self, seal: Seal) -> Iterator[Problem]:
        if self.plan_id and (found := seal.head.id) != self.plan_id:
            yield Problem(Code.LOCK_OF_OTHER_PLAN, values={"found": found, "own": self.plan_id})
        if (latest := self.latest) is None:
            return
        if seal.revision <= latest.revision:
            values: dict[str, object] = {"revision": seal.revision, "latest": latest.revision}
            yield Problem(
                Code.REVISION_NOT_NEW, values=values | {"day": f"{latest.sealed_on:%d.%m.%Y}"}
            )
        if seal.sealed_on < latest.sealed_on:
            values = {"day": f"{seal.sealed_on:%d.%m.%Y}", "latest": f"{latest.sealed_on:%d.%m.%Y}"}
            yield Problem(Code.REVISION_BEFORE_LATEST, values=values)


def sealed(plan: Plan, on: date, *, approver: str = "", basis: str = "") -> Seal:
    """Return the seal of a plan approved on a day.

    `approver` defaults to whoever approves in the plan, `basis` to the act that last amended it.
    """
    return Seal(
        revision=plan.revision,
        sealed_on=on,
        approver=approver or _approver(plan),
        basis=basis or (plan.amended_by[-1] if plan.amended_by else ""),
        content_hash=plan.content_hash,
        content=without_outcomes(plan).model_dump(mode="json", exclude_defaults=True),
    )


def seal(
    plan: Plan, lock: Lock | None = None, *, on: date, approver: str = "", basis: str = ""
) -> Lock:
    """Return the lock of a plan with its revision sealed as signed on a day.

    `on` is the day; without `lock` it is a new one. `approver` and `basis` (an act, or minutes)
    are by default those of the plan's approval. Raises `LockError` if that revision is sealed
    already or the lock is of another plan.
    """
    return signed(lock or Lock(""), sealed(plan, on, approver=approver, basis=basis))


def signed(lock: Lock, seal: Seal) -> Lock:
    """Return the lock with a revision that is signed now. Raises `LockError`, as `with_seal`."""
    period = seal.head.period
    if not period.first.year - _YEARS <= seal.sealed_on.year <= period.last.year + 1:
        values = {
            "day": f"{seal.sealed_on:%d.%m.%Y}",
            "first": f"{period.first:%d.%m.%Y}",
            "last": f"{period.last:%d.%m.%Y}",
        }
        raise LockError([Problem(Code.SEAL_FAR_FROM_PERIOD, values=values)])
    return lock.with_seal(seal)


def without_outcomes(plan: Plan) -> Plan:
    """Return a plan with what is approved in it alone."""
    return plan.with_outcomes({row.activity.id: None for row in plan.activity_rows()})


def _approver(plan: Plan) -> str:
    wording = Wording(plan.language)
    approval = next((a for a in plan.approvals if wording.approves(a)), None)
    texts: tuple[str, ...] = ()
    if approval and approval.officer:
        texts = approval.officer.post, approval.officer.name
    elif approval and approval.act:
        texts = wording.act(approval.act)
    elif approval and approval.minutes:
        texts = wording.minutes(approval.minutes, bracketed=True)
    return normalised(" ".join(texts))


def against(lock: Lock, plan: Plan) -> Comparison | None:
    """Return how a plan differs from its sealed revision, `None` if it does not.

    An unsealed revision is compared with the latest sealed one: incrementing the number by hand
    is not an amendment.
    """
    seal = lock.seal_of(plan.revision) or lock.latest
    if seal is None or seal.content_hash == plan.content_hash:
        return None
    comparison = compare(seal.plan, plan)
    shown = tuple(found for found in comparison.differences if _is_printed(found, comparison))
    return replace(comparison, differences=shown) if shown else None


def _is_printed(found: Difference, comparison: Comparison) -> bool:
    """Whether a document shows a difference: an abbreviation as written is not explained there."""
    shown = {comparison.old.short_names_shown, comparison.new.short_names_shown}
    return found.field != "short_names" or shown != {ShortNames.AS_WRITTEN}


def edits(comparison: Comparison) -> tuple[Problem, ...]:
    """Return a problem for each difference of a sealed plan, at its path in the current plan.

    Numbers and the order of rows follow from other differences; alone they are what no act amends.
    """
    found = [
        difference
        for difference in comparison.differences
        if not comparison.is_of_order(difference)
    ]
    return tuple(map(_edit, found)) if found else order_edits(comparison)


def order_edits(comparison: Comparison) -> tuple[Problem, ...]:
    """Return a problem for each row in another place, else for each one with another number.

    There is but one where the numbering of the plan changed.
    """
    found = [
        difference for difference in comparison.differences if comparison.is_of_order(difference)
    ]
    if moved := [difference for difference in found if difference.kind is Kind.MOVED]:
        return tuple(_order(Code.LOCKED_ORDER_CHANGED, one) for one in moved)
    numbers = tuple(_order(Code.LOCKED_NUMBER_CHANGED, one) for one in found)
    if comparison.old.numbering != comparison.new.numbering:
        return tuple(replace(one, place=Place(path=ROOT / "numbering")) for one in numbers[:1])
    return numbers


def _order(code: Code, found: Difference) -> Problem:
    values = {"was": shortened(found.old) or "—", "now": shortened(found.new) or "—"}
    return Problem(code, place=_place(found), values=values)


def _place(found: Difference) -> Place:
    title = shortened(found.title)  # that of a section may begin with its label
    number = "" if title.startswith(found.number) else found.number
    trail = " ".join(filter(None, (number, title)))
    return replace(found.new_place or Place(), trail=trail)


def _edit(found: Difference) -> Problem:
    place = _place(found)
    if found.kind is Kind.REMOVED:
        return Problem(Code.LOCKED_TEXT_DELETED, place=place, values={"was": shortened(found.old)})
    if found.kind is Kind.ADDED:
        return Problem(Code.LOCKED_TEXT_ADDED, place=place, values={"now": shortened(found.new)})
    values = {"was": shortened(found.old) or "—", "now": shortened(found.new) or "—"}
    return Problem(Code.LOCKED_TEXT_CHANGED, place=place, values=values)


# --- as a file --------------------------------------------------------------------------------


def render_lock(lock: Lock) -> bytes:
    """Return the bytes of the lock file, including a checksum of its content."""
    record = {
        "plandoc_lock": _FORMAT,
        "plan_id": lock.plan_id,
        "revisions": [_record(seal) for seal in lock.seals],
    }
    encoder = json.JSONEncoder(ensure_ascii=False, indent=2)
    pieces = encoder.iterencode({**record, "checksum": digest_of(record)})
    written = BytesIO()
    while some := "".join(islice(pieces, _TOGETHER)):
        written.write(some.encode())
    written.write(b"\n")
    return written.getvalue()


def dump_lock(lock: Lock) -> str:
    """Return the text of the lock file, including a checksum of its content."""
    return render_lock(lock).decode()


def _record(seal: Seal) -> dict[str, Any]:
    texts = {name: getattr(seal, name) for name in _TEXTS}
    return {
        "revision": seal.revision,
        "sealed_on": seal.sealed_on.isoformat(),
        **texts,
        "content": seal.content,
    }


def read_lock(source: str | bytes, file: str = "") -> tuple[Lock, tuple[Problem, ...]]:
    """Return the lock stored in the text or the bytes of a file, and problems that show edits.

    A revision that cannot be read is skipped and reported. Raises `LockError` if the text is not a
    lock, or has an unsupported version.
    """
    if isinstance(source, bytes):
        source = source.decode("utf-8-sig", errors="replace")
    record = _loaded(source, file)
    problems = []
    if record.pop("checksum", None) != digest_of(record):
        problems.append(Problem(Code.LOCK_EDITED, place=Place(file=file)))
    revisions, ident = record.get("revisions"), record.get("plan_id")
    lock = Lock(ident if isinstance(ident, str) else "")
    for number, entry in enumerate(revisions if isinstance(revisions, list) else []):
        place = Place(file=file, path=ROOT / "revisions" / number)
        try:
            seal, plan = _seal(entry)
            lock = lock.with_seal(seal)
        except LockError as error:
            problems += [problem.at(file=file, path=place.path) for problem in error.problems]
        except (ValueError, TypeError, KeyError):
            problems.append(
                Problem(Code.LOCK_ENTRY_INVALID, place=place, values={"number": number + 1})
            )
        else:
            if seal.content_hash != plan.content_hash:
                values = {"revision": seal.revision}
                problems.append(Problem(Code.LOCK_CONTENT_CHANGED, place=place, values=values))
    return lock, tuple(problems)


def _loaded(text: str, file: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        place = Place(file, error.lineno, error.colno)
        raise LockError([Problem(Code.LOCK_UNREADABLE, place=place)]) from None
    except RecursionError:
        record = None
    if not isinstance(record, dict) or "plandoc_lock" not in record:
        raise LockError([Problem(Code.LOCK_UNREADABLE, place=Place(file=file))])
    if record["plandoc_lock"] != _FORMAT:
        values = {"found": shortened(str(record["plandoc_lock"])), "known": _FORMAT}
        raise LockError([Problem(Code.LOCK_VERSION_UNKNOWN, place=Place(file=file), values=values)])
    return record


def _seal(entry: Mapping[str, Any]) -> tuple[Seal, Plan]:
    """Return a revision of a lock and its plan.

    Raises `ValueError`, `TypeError` or `KeyError` if it is invalid.
    """
    texts = {name: entry[name] for name in _TEXTS}
    plan = Plan.model_validate(entry["content"])
    if plan.revision != entry["revision"] or not all(isinstance(t, str) for t in texts.values()):
        raise TypeError
    day = date.fromisoformat(entry["sealed_on"])
    return Seal(plan.revision, day, content=entry["content"], **texts), plan
