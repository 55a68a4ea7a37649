"""What a plan prints, by words, and what a page must not be."""

from collections.abc import Iterator, Sequence

from plandoc import Plan
from plandoc.schema.markup import plain
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.wording.columns import cell_text, columns_of
from plandoc.wording.phrases import Wording
from support.torn_words import known_words, letters


def words_of(plan: Plan) -> set[str]:
    """Return the words that the plan prints, without hyphens and punctuation."""
    return known_words([*_above(plan), *_headings(plan), *_body(plan), *_signed(plan)])


def faults(plan: Plan, pages: Sequence[str]) -> list[str]:
    """Return what is wrong with pages: the title and nothing else, a signature and nothing else."""
    body = known_words(_body(plan))
    found = []
    for number, page in enumerate(pages, 1):
        words = set(map(letters, page.split())) - {""}
        if not words & (body - known_words([*_above(plan), *_signed(plan), *_headings(plan)])):
            found.append(f"page {number} of {len(pages)}: {' '.join(page.split())[:80]}")
    return found


def _above(plan: Plan) -> Iterator[str]:
    wording = Wording(plan.language)
    yield wording.title(plan)
    for approval in plan.approvals:
        if officer := approval.officer:
            yield from (officer.post, officer.name)
            yield wording.blank_date(officer.date) if officer.date else ""
        yield wording.approval_word(approval, None)
    for block in plan.blocks:
        yield from (block.organisation, block.heading)


def _headings(plan: Plan) -> Iterator[str]:
    wording = Wording(plan.language)
    for table in plan.tables():
        for column in columns_of(plan, wording, table.columns):
            yield from (column.heading, *column.group)


def _body(plan: Plan) -> Iterator[str]:
    wording = Wording(plan.language)
    for table in plan.tables():
        columns = columns_of(plan, wording, table.columns)
        for row in table.rows:
            if isinstance(row, SectionRow):
                yield wording.section_heading(row)
            elif isinstance(row, ActivityRow):
                yield from (cell_text(row, column.key, plan, wording) for column in columns)
    yield from wording.notes(plan)
    yield from (plain(block.text) for block in plan.blocks)
    yield wording.words.total.word


def _signed(plan: Plan) -> Iterator[str]:
    for signature in plan.signatures:
        yield from (signature.post, signature.name)
