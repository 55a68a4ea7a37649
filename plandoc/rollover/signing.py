"""Approvals and signatures of next year: names are kept, dates cleared, «И.о.» questioned."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from plandoc.codes import Code
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.review import Choice, NoteKind
from plandoc.rollover.notes import Note, Question, note
from plandoc.rollover.slots import Finder, Slot
from plandoc.schema.approval import Act, Minutes, Officer, Signature
from plandoc.schema.partial_date import PartialDate
from plandoc.wording.phrases import Wording
from plandoc.words.texts import shortened

_MADE = (Choice.SHIFT,)
_ASKED = (Choice.KEEP, Choice.EDIT)

Basis = Officer | Act | Minutes | Signature


def clear(data: dict[str, Any]) -> None:
    """Replace dates of approvals, annexes and signatures, and numbers of acts, by blanks.

    A date or number that is switched off (`null`) stays switched off.
    """
    blocks = [block for block in data.get("blocks", ()) if isinstance(block, dict)]
    signing = [data, *blocks]
    bases = [
        approval[key]
        for part in signing
        for approval in part.get("approvals", ())
        for key in ("officer", "act", "minutes")
        if key in approval
    ]
    annexes = (block.get("annex") for block in blocks)
    acts = [annex["to"] for annex in annexes if isinstance(annex, dict) and "to" in annex]
    signatures = [one for part in signing for one in part.get("signatures", ())]
    for basis in [*bases, *acts, *signatures]:
        if basis.get("date") is not None:
            style = PartialDate.model_validate(basis["date"]).style
            basis["date"] = PartialDate(style=style).model_dump()
        if basis.get("number") is not None:
            basis["number"] = ""


def notes_on_signing(finder: Finder) -> Iterator[Note]:
    """Yield notes on cleared values, and a question about every acting official."""
    plan, officer = finder.step.plan, ROOT / "officer"
    for index, approval in enumerate(plan.approvals):
        slot = finder.of_approval(index, ROOT, "approval", "")
        yield from _cleared(slot, approval.bases, finder)
        if approval.officer:
            yield from _acting(
                approval.officer,
                finder.of_approval(index, officer / "post", "approval.post"),
                finder.of_approval(index, officer / "name", "approval.name"),
                finder,
            )
    for index, block in enumerate(plan.blocks):
        if block.annex and block.annex.to:
            path = ROOT / "blocks" / index / "annex" / "to"
            slot = finder.of_plan(path, "approval", text="")
            yield from _cleared(slot, [block.annex.to], finder)
        place = ROOT / "blocks" / index
        for at, approval in enumerate(block.approvals):
            slot = finder.of_plan(place / "approvals" / at, "approval", text="")
            yield from _cleared(slot, approval.bases, finder)
            if approval.officer:
                named = place / "approvals" / at / "officer"
                yield from _acting(
                    approval.officer,
                    finder.of_plan(named / "post", "approval.post"),
                    finder.of_plan(named / "name", "approval.name"),
                    finder,
                )
        yield from _signatures(block.signatures, place, finder)
    yield from _signatures(plan.signatures, ROOT, finder)


def _signatures(
    signatures: Sequence[Signature], holder: FieldPath, finder: Finder
) -> Iterator[Note]:
    for index, signature in enumerate(signatures):
        path, title = holder / "signatures" / index, shortened(signature.post)
        yield from _cleared(finder.of_plan(path, "signature", title, ""), [signature], finder)
        yield from _acting(
            signature,
            finder.of_plan(path / "post", "signature.post", title),
            finder.of_plan(path / "name", "signature.name", title),
            finder,
        )


def _cleared(slot: Slot, bases: Sequence[Basis], finder: Finder) -> Iterator[Note]:
    wording = finder.step.wording
    before = " ".join(filter(None, (_written(basis, wording, blank=False) for basis in bases)))
    after = " ".join(filter(None, (_written(basis, wording, blank=True) for basis in bases)))
    if before != after:
        question = Question(
            Code.ROLLOVER_APPROVALS_CLEARED, NoteKind.CHANGE, default=Choice.SHIFT, choices=_MADE
        )
        yield note(slot, question, before, after)


def _written(basis: Basis, wording: Wording, *, blank: bool) -> str:
    """Return the date and the number of a basis, as they are or as blanks."""
    parts = []
    if basis.date is not None:
        day = PartialDate(style=basis.date.style) if blank else basis.date
        parts.append(day.text(wording.language))
    number = None if isinstance(basis, Officer | Signature) else basis.number
    if number is not None:
        slot = wording.words.number_slot
        parts.append(wording.words.reference.number.format((not blank and number) or slot))
    return " ".join(parts)


def _acting(who: Officer | Signature, post: Slot, name: Slot, finder: Finder) -> Iterator[Note]:
    if not re.search(finder.step.words.acting, who.post, re.IGNORECASE | re.MULTILINE):
        return
    for slot in (post, name):
        if slot.text:
            values = {"post": shortened(who.post), "name": who.name}
            question = Question(
                Code.ROLLOVER_ACTING_OFFICER, NoteKind.QUESTION, values=values, choices=_ASKED
            )
            yield note(slot, question, slot.text, "")
