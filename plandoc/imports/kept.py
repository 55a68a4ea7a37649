"""Whether every word of a paper is in its plans; what is not is a leftover."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from plandoc.imports.imported import Leftover
from plandoc.imports.paper import Layer, Paper
from plandoc.imports.spelling import words
from plandoc.imports.stamps import unspaced
from plandoc.schema.approval import Approval
from plandoc.schema.blocks import TableForm
from plandoc.schema.plan import Gender, Plan
from plandoc.schema.rows import Row, SectionRow
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import BREAKS, PRIVATE_BULLETS, fold

_WORD = re.compile(r"\d+|[^\W\d_]+|[+✓✗☑☒□√%]")
_AS_READ = PRIVATE_BULLETS | BREAKS


def words_of(text: str) -> list[str]:
    """Return the words, numbers and marks of a text, for comparison."""
    said = fold(unspaced(text.translate(_AS_READ)))
    return [one.lstrip("0") or "0" if one.isdigit() else one for one in _WORD.findall(said)]


def leftovers_of(
    paper: Paper, plans: Iterable[Plan], stamped: Collection[int], told: Collection[int]
) -> Iterator[Leftover]:
    """Yield the lines of a paper of which words are in no plan.

    Words of `stamped` lines (by identity) that an approval has in its own form («от», «г.») are not
    looked for; those of `told` are looked for last.
    """
    known: Counter[str] = Counter()
    for plan in plans:
        known.update(word for text in texts_of(plan) for word in words_of(text))
    for line in sorted(paper.lines(), key=lambda one: (id(one) in told, one.layer != Layer.BODY)):
        missing = []
        for word in words_of(line.said):
            if known[word] > 0:
                known[word] -= 1
            elif not (id(line) in stamped and is_form(word)):
                missing.append(word)
        if missing:
            text, known_of = line.said.strip(), id(line) in told
            yield Leftover(text, line.place, line.layer, tuple(missing), told=known_of)


def is_form(word: str) -> bool:
    """Whether a word of an approval only has another form in print: «приказ», «от», «г.»."""
    return word in _usual() or word.startswith(_acts())


@cache
def _acts() -> tuple[str, ...]:
    acts = words(lambda table: [word for one in table.acts.values() for word in one])
    return acts + words(lambda table: table.minutes)


@cache
def _usual() -> frozenset[str]:
    forms = (
        form
        for language in LANGUAGES
        for table in [words_in(language).words]
        for form in table.approved.values()
    )
    short = ("от", "г", "год", "года", "n", "м", "п", "of", "from", "no")
    return frozenset(word for text in (*forms, *short) for word in words_of(text))


def texts_of(plan: Plan) -> Iterator[str]:
    """Yield every text that a plan prints or keeps."""
    yield from _strings(plan.model_dump(mode="json", exclude_defaults=True))
    yield from plan.short_names
    wording = Wording(plan.language)
    yield wording.period(plan.period)
    if plan.notes:
        yield from wording.words.notes
    if plan.short_names:
        yield wording.words.short_names
    for table in plan.tables():
        for column in table.columns:
            yield "" if column.heading else wording.words.columns.get(column.key, "")
        for row in table.rows:
            yield from _of_row(row, wording)
            if table.form is TableForm.LIST:  # a list says its headings in each item
                yield " ".join(column.heading for column in table.columns)
    parts = (one for block in plan.blocks for one in block.approvals)
    for approval in (*plan.approvals, *parts):
        yield from _of_approval(approval, wording.gender(plan), wording.of(approval))


def _of_row(row: Row, wording: Wording) -> Iterator[str]:
    """Yield what a row prints beside its own texts."""
    if isinstance(row, SectionRow):
        yield "" if row.section.label else row.label
        if row.section.month and not row.section.title:
            yield wording.section_heading(row)
        return
    yield "" if row.activity.number else row.number
    if row.activity.outcome and row.activity.outcome.status:
        yield wording.outcome(row.activity.outcome)
    if any(one.lead for one in row.activity.executors):
        yield wording.words.executor_lead


def _of_approval(approval: Approval, gender: Gender | None, wording: Wording) -> Iterator[str]:
    yield wording.approval_word(approval, gender)
    for basis in approval.bases:
        yield wording.blank_date(basis.date) if basis.date else ""
    if approval.act:
        yield "\n".join(wording.act(approval.act))
    if approval.minutes:
        yield "\n".join(wording.minutes(approval.minutes, bracketed=True))
    if approval.seal:
        yield wording.words.seal


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in ("id", "key", "kind"):
                yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield str(value)
