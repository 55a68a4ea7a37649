"""plandoc.schema.tree: one walk over a plan, one way to change it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import plans

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.activity import Activity, Section
from plandoc.schema.plan import Plan
from plandoc.schema.settling import HOLDERS
from plandoc.schema.tree import edited, is_activity, level_of, row_of, walk

DATA = {
    "title": "План",
    "activities": [{"id": "a"}],
    "sections": [
        {"title": "1", "activities": [{"id": "b"}, {"id": "c"}],
         "sections": [{"title": "1.1", "activities": [{"id": "d"}]}]},
        {"title": "2"},
    ],
}  # fmt: skip


def paths(tree):
    return [str(path) for path, _ in walk(tree)]


def test_a_walk_goes_through_the_document():
    """Activities of a section stand before the sections in it, each with its path."""
    assert paths(DATA) == [
        "activities[0]", "sections[0]", "sections[0].activities[0]", "sections[0].activities[1]",
        "sections[0].sections[0]", "sections[0].sections[0].activities[0]", "sections[1]",
    ]  # fmt: skip
    assert [level_of(path) for path, _ in walk(DATA) if not is_activity(path)] == [1, 2, 1]


@given(plans(shapes=True))
@tries(60)
def test_a_model_and_its_data_are_one_tree(plan):
    """A plan, its data and its rows have the same paths; each leads to what stands there."""
    data = plan.model_dump(mode="json")
    assert paths(plan) == paths(data) == [str(row.path) for row in plan.rows()]
    assert all(path.get(data) is found for path, found in walk(data))


@pytest.mark.parametrize("wrong", [None, 5, "а", [], {"activities": 5, "sections": {"а": 1}}])
def test_data_of_another_shape_is_empty(wrong):
    """What is no list of activities or sections holds nothing."""
    assert paths(wrong) == []
    assert paths({"activities": [wrong], "sections": [wrong]}) == ["activities[0]", "sections[0]"]


def test_a_section_inside_itself_ends_the_walk():
    """Data that holds itself is walked one level deeper than a plan may be, then no more."""
    section = {"title": "а"}
    section["sections"] = [section]
    assert len(paths({"sections": [section]})) == 4


def test_the_row_of_a_field():
    """The nearest activity or section around a field; the plan where there is none."""
    row = FieldPath.parse("sections[1].activities[3]")
    assert row_of(row / "outcome" / "date") == row_of(row) == row
    assert row_of(FieldPath.parse("sections[1].title")) == FieldPath.parse("sections[1]")
    assert row_of(FieldPath.parse("approvals[0].officer")) == row_of(ROOT) == ROOT


def test_rows_are_removed_replaced_and_divided():
    """Each path is mapped to what takes its place: nothing, one or several."""
    first, second = (FieldPath.parse(f"sections[0].activities[{n}]") for n in (0, 1))
    section = FieldPath.parse("sections[1]")
    changed = edited(DATA, {first: [], second: [{"id": "e"}, {"id": "f"}], section: ()})
    assert [found["id"] for path, found in walk(changed) if is_activity(path)] == list("aefd")
    assert len(changed["sections"]) == 1
    assert changed["sections"][0]["sections"] is DATA["sections"][0]["sections"]
    assert len(DATA["sections"][0]["activities"]) == 2


@given(plans(shapes=True), st.data())
@tries(60)
def test_only_what_is_named_changes(plan, draw):
    """Other rows are the very same, in their order, and so is every other field of the plan."""
    rows = [row for row in plan.activity_rows() if not row.activity.parts]
    gone = draw.draw(st.sets(st.sampled_from(rows))) if rows else set()
    changed = edited(plan, {row.path: () for row in gone})
    left = {row.activity.id: row.activity for row in rows if row not in gone}
    wholes = {row.whole.activity.id for row in plan.activity_rows() if row.whole}
    found = [row.activity for row in changed.activity_rows() if row.activity.id not in wholes]
    assert len(found) == len(left)
    assert all(one is left[one.id] for one in found)
    assert changed.model_dump(exclude=set(HOLDERS)) == plan.model_dump(exclude=set(HOLDERS))
    assert (changed is plan) == (not gone)


def test_activities_are_edited_by_id():
    """Ids stay, what is not named stays, unknown ids are passed over."""
    rows = [Activity(id=one, title=one) for one in "abc"]
    plan = Plan(
        title="П", period="2018-2019", activities=rows[:1],
        sections=[Section(title="Р", activities=rows[1:])],
    )  # fmt: skip
    parts = [Activity(id=f"b{n}", title="часть") for n in (1, 2)]
    changed = plan.with_activities({"a": (), "b": parts, "z": ()})
    assert [row.activity.id for row in changed.activity_rows()] == ["b1", "b2", "c"]
    assert [row.activity.id for row in plan.activity_rows()] == ["a", "b", "c"]
    assert plan.with_activities({}) is plan
