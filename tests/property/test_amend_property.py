"""Whatever a plan is changed to, its amendment says it and its numbers stay."""

import re
from collections import Counter
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from support.edited_plans import edited
from support.effort import tries
from support.strategies import plans, texts

from plandoc.codes import Code
from plandoc.errors import AmendmentError
from plandoc.revisions.amend import IndexStyle, amend
from plandoc.revisions.amend.numbers import bare
from plandoc.revisions.amend.replacing import change_forms
from plandoc.revisions.compare import Kind, Subject, compare
from plandoc.revisions.lock import Lock, against, edits, sealed
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.schema.tree import walk
from plandoc.words.texts import normalised

BASIS = "приказ № 12 от 10.01.2019"
CASES = 100


def numbers_of(table):
    return [row.number for row in table.rows if isinstance(row, ActivityRow)]


def in_order(numbers, *, among):
    rest = iter(among)
    return all(number in rest for number in numbers)


def amendment(plan, other, style=IndexStyle.DOTTED):
    """Return the amendment, `None` where there is nothing to amend."""
    try:
        return amend(plan, other, BASIS, index=style)
    except AmendmentError:
        return None


def told_apart(plan):
    """Whether no two sections have one title, by which they are known again."""
    titles = [normalised(r.section.title) for r in plan.rows() if isinstance(r, SectionRow)]
    return len(set(titles)) == len(titles)


@given(plans(shapes=True), st.data(), st.sampled_from(IndexStyle))
@tries(CASES)
def test_the_amended_plan_says_what_was_proposed(plan, data, style):
    """Numbers and order apart, the plan as amended is the plan proposed; and it is a plan."""
    other = edited(data, plan)
    made = amendment(plan, other, style)
    assume(made is not None and told_apart(plan) and told_apart(other))
    assert Plan.model_validate(made.plan.model_dump()) == made.plan
    left = compare(other, made.plan)
    for difference in left.differences:
        # A section that lost all its activities still heads the excluded ones.
        emptied = difference.subject is Subject.SECTION and difference.kind is Kind.REMOVED
        assert difference.kind in (Kind.MOVED, Kind.RENUMBERED) or emptied
    assert (made.plan.id, made.plan.revision) == (plan.id, plan.revision + 1)
    assert made.points
    assert all(point.text and point.name and (point.was or point.became) for point in made.points)


@given(plans(shapes=True), st.data())
@tries(CASES)
def test_rows_typed_anew_without_their_ids_are_told(plan, data):
    """Each point says what was or what is, also of rows that are known by their texts alone."""
    value = plan.model_dump(mode="json")
    rows = [one for _, one in walk(value) if "parts" in one and one["title"].strip()]
    assume(rows)
    for row in data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=3)):
        row |= {"id": "", "title": f"{row['title']} и отчёт"}
    made = amendment(plan, Plan.model_validate(value))
    assume(made is not None)
    assert all(point.was or point.became for point in made.points)
    assert any("отчёт" in point.became for point in made.points)


@given(plans(shapes=True), st.data())
@tries(CASES)
def test_numbers_that_were_approved_stay(plan, data):
    """Every approved row keeps its number and its place in its table, in force or excluded."""
    made = amendment(plan, edited(data, plan))
    assume(made is not None)
    before = [row.number for row in plan.activity_rows()]
    amended = [numbers_of(table) for table in made.plan.tables()]
    assert all(
        any(in_order(numbers_of(table), among=numbers) for numbers in amended)
        for table in plan.tables()
    )
    if len({bare(number) for number in before}) == len(before):
        numbers = Counter(
            (row.within, row.whole and row.whole.path, bare(row.number))
            for row in made.plan.activity_rows()
            if row.number.strip()
        )
        assert max(numbers.values(), default=1) == 1


@given(plans(shapes=True), st.data())
@tries(CASES)
def test_what_sends_to_an_amendment_is_amended(plan, data):
    """Of an edit of a sealed plan either an act is told, or what to put back, never a circle."""
    other = edited(data, plan)
    comparison = against(Lock("").with_seal(sealed(plan, date(2018, 9, 1))), other)
    assume(comparison is not None and (comparison.pairs or not any(plan.activity_rows())))
    sent = {problem.code for problem in edits(comparison)}
    assert sent
    to_put_back = {Code.LOCKED_NUMBER_CHANGED, Code.LOCKED_ORDER_CHANGED}
    assert (amendment(plan, other) is None) == (sent <= to_put_back)


@given(plans(shapes=True), st.data())
@tries(CASES)
def test_what_is_amended_is_not_amended_again(plan, data):
    """From the amended plan to itself there is nothing to change."""
    made = amendment(plan, edited(data, plan))
    assume(made is not None)
    with pytest.raises(AmendmentError, match="PLN873"):
        amend(made.plan, made.plan, BASIS)


def carried_out(text, changes):
    """Return a text after the changes that an office paper tells."""
    for form, told in changes:
        if form == "replace":
            text = text.replace(told["old"], told["new"], 1)
        elif form == "drop":
            text = text.replace(told["old"], "", 1)
        elif form == "before":
            text = text.replace(told["anchor"], told["new"] + told["anchor"], 1)
        elif form in {"line", "lines"}:
            text += told["new"]
        else:
            text = text.replace(told["anchor"], told["anchor"] + told["new"], 1)
    return "".join(text.split())


WORDS = st.sampled_from(
    ("план", "работы", "совета", "2018", "2019", "(приём)", "(отв.)", "зам.", "А.Б.", "и", "а", ".",
     ",", "(по", "плану)", "\n")
)  # fmt: skip
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(SENTENCES | texts(), SENTENCES | texts(), st.booleans())
@tries(400)
def test_clauses_carried_out_make_the_new_text(old, new, is_list):
    """What a paper tells to replace, to add and to drop leads from the old words to the new."""
    changes = change_forms(old, new, is_list=is_list)
    assume(changes is not None)
    assert carried_out(normalised(old), changes) == "".join(normalised(new).split())


LISTS = st.lists(
    st.sampled_from(
        ("Зам. директора (отв.)", "Зам. директора", "Аксёнова А.А.", "Аксёнова А.А. (отв.)",
         "Классные руководители 5-9 классов", "Методист (физика, химия)", "Мастера")
    ), min_size=1, max_size=4, unique=True,
).map(", ".join)  # fmt: skip


@given(LISTS, LISTS)
@tries(400)
def test_what_is_quoted_of_a_list_crosses_no_item_and_no_bracket(old, new):
    """Quoted words have both brackets or none, keep their full stops, and are of one item."""
    assume(changes := change_forms(old, new, is_list=True))
    for form, told in changes:
        for quoted in told.values():
            assert quoted.count("(") == quoted.count(")")
            assert not quoted.endswith(("А.А", "Зам", "отв"))
        if form == "replace":
            outside = re.sub(r"\([^)]*\)", "", told["old"] + told["new"])
            assert "," not in outside
