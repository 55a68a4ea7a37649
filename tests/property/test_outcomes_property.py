"""Whatever comes back, every row is accounted for and nothing that was written is lost."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.filled import sheet
from support.problems import codes
from support.strategies import outcomes, plans

from plandoc.errors import Severity
from plandoc.returns.take_in import Fate, take_in
from plandoc.schema.outcome import OUTCOME_FIELDS
from plandoc.schema.plan import Plan

CASES = 400

MARKS = {
    "outcome.status": st.sampled_from(["Выполнено", "не вып.", "+", "В работе", "что?", None]),
    "outcome.text": st.sampled_from(["Выполнено 12.10.2018", "сделано", "=1+1", " ", None]),
    "outcome.date": st.sampled_from([date(2018, 10, 12), "12 октября 2018", "вчера", None]),
    "outcome.evidence": st.sampled_from(["протокол № 3", "протокол № 4", None]),
    "outcome.moved_to": st.sampled_from([date(2019, 5, 31), "май 2019", None]),
    "outcome.reason": st.sampled_from(["болезнь", None]),
}


@st.composite
def a_year(draw):
    """Return a plan with some marks, and sheets of it that came back in every shape."""
    titles = draw(st.lists(st.sampled_from("абвгд"), min_size=1, max_size=4))
    activities = [
        {
            "id": f"i{n}",
            "title": f"Мероприятие {title * 8}",
            "outcome": draw(
                st.none()
                | st.sampled_from(
                    [{"status": "in_progress"}, {"status": "done", "date": "2018-10-12"}]
                )
            ),
        }
        for n, title in enumerate(titles)
    ]
    plan = Plan(id="p", title="План", period="2018-2019", activities=activities)
    older = plan.with_outcomes({f"i{n}": None for n in range(len(titles))})
    files = []
    for number in range(draw(st.integers(1, 3))):
        rows = draw(
            st.dictionaries(
                st.sampled_from([a["id"] for a in activities]),
                st.none()
                | st.fixed_dictionaries(
                    {}, optional={**MARKS, "id": st.none(), "title": st.just("Другое дело")}
                ),
            )
        )
        added = draw(st.lists(st.fixed_dictionaries({"title": st.just("Новое")}, optional=MARKS)))
        went_out = draw(st.sampled_from([plan, older]))
        made = sheet(went_out, rows, rows=added, file=f"{number}.xlsx", issued=draw(st.booleans()))
        shuffled = tuple(draw(st.permutations(made.rows)))
        files.append(
            type(made)(made.file, made.sha256, made.kind, made.manifest, shuffled, made.issued)
        )
    return plan, files


@given(a_year())
@tries(CASES)
def test_every_row_of_every_file_is_accounted_for(year):
    """The fates add up to the rows, whatever was done to the sheets."""
    plan, files = year
    taken = take_in(plan, files)
    assert sum(taken.fates.values()) == sum(len(file.rows) for file in files)
    given_places = Counter((file.file, row.place) for file in files for row in file.rows)
    assert Counter((account.file, account.place) for account in taken.accounts) == given_places
    for account in taken.accounts:
        if account.fate is Fate.REJECTED:
            assert any(problem.severity is Severity.ERROR for problem in account.problems)


@given(a_year())
@tries(CASES)
def test_no_mark_of_the_plan_vanishes(year):
    """A field of the plan stays, or its change is listed with what it was."""
    plan, files = year
    taken = take_in(plan, files)
    changed = {(c.id, c.field): c for c in taken.changes}
    before = {row.activity.id: row.activity.outcome for row in plan.activity_rows()}
    after = {row.activity.id: row.activity.outcome for row in taken.plan.activity_rows()}
    for ident, outcome in before.items():
        was = outcome.texts() if outcome else {}
        now = after[ident].texts() if after[ident] else {}
        for name in OUTCOME_FIELDS:
            if was.get(name, "") == now.get(name, ""):
                continue
            change = changed[ident, name]
            assert (change.old, change.new) == (was.get(name, ""), now[name])
            assert now[name]


@given(a_year(), st.randoms(use_true_random=False))
@tries(CASES)
def test_the_order_of_the_files_does_not_matter(year, random):
    """The same files in another order make the same plan, conflicts, accounts and proposals."""
    plan, files = year
    shuffled = random.sample(files, len(files))
    assert take_in(plan, shuffled) == take_in(plan, files)


@given(a_year())
@tries(CASES)
def test_taking_in_twice_changes_nothing_more(year):
    """The plan that came of the files, with the same files again, stays as it is."""
    plan, files = year
    once = take_in(plan, files)
    again = take_in(once.plan, files)
    assert again.plan == once.plan


def has_words(outcome):
    return outcome is not None and any(text.strip() for text in outcome.texts().values())


@given(plans(shapes=True), st.lists(outcomes(), min_size=1, max_size=3))
@tries(100)
def test_hostile_marks_survive(plan, marks):
    """Outcomes of any text come back as they were issued, but not where the plan deleted them."""
    rows = list(plan.activity_rows())
    plan = plan.with_outcomes(
        {row.activity.id: mark for row, mark in zip(rows, marks, strict=False)}
    )
    bare = plan.with_outcomes({row.activity.id: None for row in rows})
    deleted = take_in(bare, [sheet(plan)])
    assert (deleted.plan, deleted.conflicts) == (bare, ())
    marked = [row for row in plan.activity_rows() if has_words(row.activity.outcome)]
    assert codes(deleted).count("PLN769") == len(marked)
    other = bare.model_copy(update={"id": f"{plan.id[:31]}x"})
    taken = take_in(other, [sheet(plan)], other_plan=True)
    for before, after in zip(plan.activity_rows(), taken.plan.activity_rows(), strict=True):
        was = before.activity.outcome.texts() if before.activity.outcome else {}
        now = after.activity.outcome.texts() if after.activity.outcome else {}
        assert {n: t for n, t in was.items() if t.strip()} == now
