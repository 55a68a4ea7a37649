"""Whatever two plans say, their differences are all there and nothing else is."""

from hypothesis import given
from hypothesis import strategies as st
from support.edited_plans import edited, holders
from support.effort import tries
from support.strategies import plans, texts

from plandoc.revisions.compare import Change, compare, word_segments
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.layout import Layout
from plandoc.schema.outcome import Outcome
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.words.texts import normalised

CASES = 150


@given(plans(shapes=True), st.data())
@tries(CASES)
def test_no_difference_is_exactly_the_same_hash(plan, data):
    """Two plans differ where their hashes do, and nowhere else; in both directions."""
    other = edited(data, plan)
    same = plan.content_hash == other.content_hash
    assert (not compare(plan, other).differences) == same
    assert (not compare(other, plan).differences) == same


@given(plans(shapes=True), plans(shapes=True))
@tries(CASES)
def test_strangers_differ(one, other):
    """Plans that have nothing to do with each other are compared as well."""
    same = one.content_hash == other.content_hash
    assert (not compare(one, other).differences) == same
    assert compare(one, one).differences == ()
    compare(one, other, across_years=True)


@given(plans(shapes=True), st.data())
@tries(100)
def test_what_is_not_approved_is_no_difference(plan, data):
    """Outcomes, ids, widths, layout, revision, author: none of them is content."""
    value = plan.model_dump(mode="json")
    value |= {"id": "other", "revision": 7, "author": "А.Б. Вгд", "accepted": []}
    value["layout"] = Layout(column_numbers=True, requisite_width=100).model_dump(mode="json")
    for column in plan.columns:
        place = plan.columns.index(column)
        heading = column.heading if column.key not in STANDARD_COLUMNS or column.heading else ""
        kept = {"key": column.key, "heading": heading, "group": column.group}
        kept |= {"second_heading": column.second_heading}
        value["columns"][place] = {**kept, "width": 20, "merge": not column.merge}
    for number, holder in enumerate([value, *holders(value)]):
        for place, row in enumerate(holder["activities"]):
            row |= {"id": f"i{number}-{place}", "amended": "приказ № 1"}
            row["outcome"] = Outcome(text=data.draw(texts())).model_dump(mode="json")
    other = Plan.model_validate(value)
    assert other.content_hash == plan.content_hash
    assert compare(plan, other).differences == ()


@given(texts(), texts())
@tries(CASES)
def test_segments_lead_from_one_text_to_the_other(old, new):
    """What stayed and went is the old text, what stayed and came the new one."""
    segments = word_segments(old, new)
    was = "".join(s.text for s in segments if s.change is not Change.ADDED)
    now = "".join(s.text for s in segments if s.change is not Change.REMOVED)
    assert (was, now) == (normalised(old), normalised(new))
    assert all(s.text for s in segments)


DEADLINES = (
    "Сентябрь 2018", "Май-сентябрь 2019", "Апрель, октябрь 2018 г.", "В течение года",
    "до 15 января", "до 25.12.2018", "Ежеквартально", "по мере поступления", "",
)  # fmt: skip


@given(st.lists(st.sampled_from(DEADLINES), min_size=1), st.integers(1, 5))
@tries(100)
def test_a_year_that_only_moved_is_no_difference(deadlines, years):
    """Deadlines moved by the distance, and the label of the period in texts, are not told."""
    period = Period.school_year(2018)
    later = Period.school_year(2018 + years)

    def plan(period, words):
        rows = [
            {"id": f"a{n}", "title": f"Дело {n} на {period.spelled} учебный год", "deadline": text}
            for n, text in enumerate(words)
        ]
        return Plan(title="План", period=period, activities=rows)

    old = plan(period, deadlines)
    dues = [row.activity.deadline for row in old.activity_rows()]
    moved = [due.shift(years).deadline.text if due else "" for due in dues]
    new = plan(later, moved)
    assert compare(old, new, across_years=True).differences == ()
    assert compare(old, new).differences
