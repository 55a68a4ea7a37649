"""Comparison of plans outside their rows: title, period, approvals, columns, notes, signatures."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from plandoc.errors import Place, PlandocError
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.page.approvals import approval_texts
from plandoc.revisions.compare.across import Expectation
from plandoc.revisions.compare.difference import Difference, Kind, Subject
from plandoc.revisions.compare.segments import word_segments
from plandoc.schema.approval import Approval, Signature
from plandoc.schema.blocks import Block, TableForm
from plandoc.schema.markup import plain
from plandoc.schema.plan import Gender, Plan
from plandoc.wording.columns import columns_of, heading_of
from plandoc.wording.phrases import Wording, person_name
from plandoc.words.language import words_in
from plandoc.words.texts import normalised

_ABOVE = (
    "title", "second_title", "period", "period_in_title", "language", "second_language",
    "school_quarters", "gender",
)  # fmt: skip
_LISTS = ("approvals", "columns", "blocks", "short_names", "extra", "notes", "signatures")
_OF_THE_YEAR = ("period", "school_quarters")

Content = Mapping[str, Any]


@dataclass(frozen=True)
class WholeComparison:
    """Compares everything outside the rows; `was` and `now` are the contents of the plans."""

    old: Plan
    new: Plan
    was: Content
    now: Content
    expectation: Expectation

    def differences(self) -> Iterator[Difference]:
        """Yield the differences, those above the table first."""
        for field in _ABOVE:
            yield from self._single(field)
        for field in _LISTS:
            yield from self._listed(field)
        yield from self._single("short_names_shown")

    def _single(self, field: str) -> Iterator[Difference]:
        if field in _OF_THE_YEAR and self.expectation.years:
            return
        was, now = (content.get(field, "") for content in (self.was, self.now))
        if self.expectation.expected(was) != now:
            old, new = (_single_text(plan, field) for plan in (self.old, self.new))
            yield _difference(Kind.WORDS, field, old, new, ROOT / field, ROOT / field)

    def _listed(self, field: str) -> Iterator[Difference]:
        before, after = (_without_rows(c.get(field, [])) for c in (self.was, self.now))
        expected = [*map(_key, self.expectation.expected(before))]
        present = [*map(_key, self.expectation.present(after))]
        texts = [_texts(plan, field) for plan in (self.old, self.new)]
        matcher = SequenceMatcher(None, expected, present, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                continue
            for was, now in zip_longest(range(a, b), range(c, d)):
                yield _difference(
                    Kind.ADDED if was is None else Kind.REMOVED if now is None else Kind.WORDS,
                    field,
                    "" if was is None else texts[0][was][0],
                    "" if now is None else texts[1][now][0],
                    ROOT if was is None else texts[0][was][1],
                    ROOT if now is None else texts[1][now][1],
                )


def _without_rows(values: Sequence[Any]) -> list[Any]:
    """Return values without the rows of tables, which are compared one by one."""
    return [
        {key: part for key, part in value.items() if key != "rows"}
        if isinstance(value, Mapping)
        else value
        for value in values
    ]


def _key(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _difference(  # noqa: PLR0913, PLR0917
    kind: Kind, field: str, old: str, new: str, old_path: FieldPath, new_path: FieldPath
) -> Difference:
    return Difference(
        Subject.PLAN, kind, field, old, new,
        segments=word_segments(old, new),
        old_place=Place(path=old_path) if old_path else None,
        new_place=Place(path=new_path) if new_path else None,
    )  # fmt: skip


def _single_text(plan: Plan, field: str) -> str:
    wording = Wording(plan.language)
    match field:
        case "period":
            text = wording.period(plan.period)
        case "period_in_title":
            text = wording.title(plan)
        case "school_quarters":
            quarters = ((wording.date(a), wording.date(b)) for a, b in plan.school_quarters)
            text = ", ".join(f"{first} — {last}" for first, last in quarters)
        case "gender":
            text = wording.words.approved[plan.gender] if plan.gender else ""
        case "short_names_shown":
            text = words_in(wording.language).compare.short_names_shown[plan.short_names_shown]
        case other:
            text = getattr(plan, other)
    return normalised(text)


def _texts(plan: Plan, field: str) -> Sequence[tuple[str, FieldPath]]:
    """Return the texts of a list of the plan, each with its path, in the order of its content."""
    wording = Wording(plan.language)
    match field:
        case "approvals":
            texts = [_approval(approval, plan, wording) for approval in plan.approvals]
        case "columns":
            texts = [heading_of(column, plan, wording) for column in plan.columns]
        case "blocks":
            texts = [_block(block, plan, wording) for block in plan.blocks]
        case "short_names":
            return [
                (text, ROOT / "short_names" / short)
                for text, short in zip(wording.short_names(plan), plan.short_names, strict=True)
            ]
        case "extra":
            return [
                (f"{name}: {normalised(plan.extra[name])}", ROOT / "extra" / name)
                for name in sorted(plan.extra)
                if normalised(plan.extra[name])
            ]
        case "notes":
            return [
                (normalised(note), ROOT / "notes" / n)
                for n, note in enumerate(plan.notes)
                if normalised(note)
            ]
        case _:
            texts = [_signature(signature, wording) for signature in plan.signatures]
    return [(normalised(text), ROOT / field / n) for n, text in enumerate(texts)]


def _block(block: Block, plan: Plan, wording: Wording) -> str:
    """Return the text of a block: a place by its name, a table by its heading and columns."""
    words = words_in(wording.language).compare
    if block.place:
        return words.places[block.place]
    if block.annex:
        return "\n".join(wording.annex(block.annex))
    if block.approvals or block.signatures:
        approvals = (_approval(approval, plan, wording) for approval in block.approvals)
        return "; ".join((*approvals, *(_signature(one, wording) for one in block.signatures)))
    if block.table is None:
        return block.organisation or block.heading or plain(block.text)
    table = block.table
    headings = [
        column.heading for column in columns_of(plan, wording, table.columns or plan.columns)
    ]
    period = wording.period(table.period) if table.period else ""
    form = words.forms[table.form] if table.form is not TableForm.TABLE else ""
    told = (table.heading, period, f"({', '.join(headings)})", form, table.item)
    return " ".join(filter(None, told))


def _approval(approval: Approval, plan: Plan, wording: Wording) -> str:
    try:
        texts = approval_texts(approval, wording.gender(plan), wording)
    except PlandocError:  # the gender of УТВЕРЖДЕН- is unknown; the check reports that
        texts = approval_texts(approval, Gender.MASCULINE, wording)
    return " ".join(filter(None, (texts.word, *texts.basis, texts.name, *texts.dates)))


def _signature(signature: Signature, wording: Wording) -> str:
    date = wording.blank_date(signature.date) if signature.date else ""
    return " ".join(filter(None, (signature.post, person_name(signature.name), date)))
