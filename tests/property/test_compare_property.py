"""Whatever two plans say, their differences are all there and nothing else is."""

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import activities, plans, texts

from plandoc.compare import Change, compare, word_segments
from plandoc.schema.layout import STANDARD_COLUMNS, Layout
from plandoc.schema.outcome import Outcome
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.texts import squeezed

CASES = 150


def edited(data, plan):  # noqa: C901
    """Return a plan with some things in it changed, as data say."""
    value = plan.model_dump(mode="json")
    places = [value, *holders(value)]
    for _ in range(data.draw(st.integers(0, 3), "edits")):
        holder = data.draw(st.sampled_from(places), "where")
        rows = holder["activities"]
        match data.draw(st.integers(0, 7), "what"):
            case 0 if rows:
                rows.pop(data.draw(st.integers(0, len(rows) - 1)))
            case 1:
                added = data.draw(activities()).model_dump(mode="json")
                rows.insert(data.draw(st.integers(0, len(rows))), added)
            case 2 if rows:
                target = data.draw(st.sampled_from(places))["activities"]
                target.append(rows.pop(0))
            case 3 if rows:
                field = data.draw(st.sampled_from(("supervisor", "deadline", "expected_result")))
                rows[0][field] = data.draw(texts())
            case 4 if rows:
                rows[0]["excluded"] = "приказ № 12"
            case 5:
                holder["sections"].reverse()
            case 6:
                rows.reverse()
            case _:
                field = data.draw(st.sampled_from(("notes", "approvals", "signatures")))
                value[field] = value[field][1:]
    for holder in places:
        for row in holder["activities"]:
            row["outcome"] = None
            if data.draw(st.booleans(), "another id"):
                row["id"] = ""
    return Plan.model_validate(value)


def holders(value):
    for section in value["sections"]:
        yield section
        yield from holders(section)


@given(plans(), st.data())
@settings(max_examples=CASES, deadline=None)
def test_no_difference_is_exactly_the_same_hash(plan, data):
    """Two plans differ where their hashes do, and nowhere else; in both directions."""
    other = edited(data, plan)
    same = plan.content_hash == other.content_hash
    assert (not compare(plan, other).differences) == same
    assert (not compare(other, plan).differences) == same


@given(plans(), plans())
@settings(max_examples=CASES, deadline=None)
def test_strangers_differ(one, other):
    """Plans that have nothing to do with each other are compared as well."""
    same = one.content_hash == other.content_hash
    assert (not compare(one, other).differences) == same
    assert compare(one, one).differences == ()
    compare(one, other, across_years=True)


@given(plans(), st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_not_approved_is_no_difference(plan, data):
    """Outcomes, ids, widths, layout, revision, author: none of them is content."""
    value = plan.model_dump(mode="json")
    value |= {"id": "other", "revision": 7, "author": "А.Б. Вгд", "accepted": []}
    value["layout"] = Layout(column_numbers=True, requisite_width=100).model_dump(mode="json")
    for column in plan.columns:
        place = plan.columns.index(column)
        heading = column.heading if column.key not in STANDARD_COLUMNS or column.heading else ""
        value["columns"][place] = {"key": column.key, "heading": heading, "width": 20}
    for number, holder in enumerate([value, *holders(value)]):
        for place, row in enumerate(holder["activities"]):
            row |= {"id": f"i{number}-{place}", "amended": "приказ № 1"}
            row["outcome"] = Outcome(text=data.draw(texts())).model_dump(mode="json")
    other = Plan.model_validate(value)
    assert other.content_hash == plan.content_hash
    assert compare(plan, other).differences == ()


@given(texts(), texts())
@settings(max_examples=CASES, deadline=None)
def test_segments_lead_from_one_text_to_the_other(old, new):
    """What stayed and went is the old text, what stayed and came the new one."""
    segments = word_segments(old, new)
    was = "".join(s.text for s in segments if s.change is not Change.ADDED)
    now = "".join(s.text for s in segments if s.change is not Change.REMOVED)
    assert (was, now) == (squeezed(old), squeezed(new))
    assert all(s.text for s in segments)


DEADLINES = (
    "Сентябрь 2018", "Май-сентябрь 2019", "Апрель, октябрь 2018 г.", "В течение года",
    "до 15 января", "до 25.12.2018", "Ежеквартально", "по мере поступления", "",
)  # fmt: skip


@given(st.lists(st.sampled_from(DEADLINES), min_size=1), st.integers(1, 5))
@settings(max_examples=100, deadline=None)
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
    moved = [row.activity.deadline.shift(years).deadline.text for row in old.activity_rows()]
    new = plan(later, moved)
    assert compare(old, new, across_years=True).differences == ()
    assert compare(old, new).differences
