"""plandoc.returns.take_in: files merged into a plan three ways, every row accounted for."""

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from support.filled import document, manifest, sheet, table
from support.problems import codes

from plandoc.errors import Place, Severity
from plandoc.returns.filled import Cell, Decision
from plandoc.returns.proposals import with_proposals
from plandoc.returns.take_in import Fate, ProposalKind, take_in
from plandoc.schema.plan import Plan
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording

A, B, C = "a1", "b2", "c3"


def plan_of(**outcomes):
    rows = [
        (A, "Заседание совета", "Октябрь 2018"),
        (B, "Семинар для мастеров", "Ноябрь 2018"),
        (C, "Круглый стол с работодателями", "В течение года"),
    ]
    activities = [
        {"id": ident, "title": title, "deadline": deadline, "outcome": outcomes.get(ident)}
        for ident, title, deadline in rows
    ]
    return Plan(id="план-1".encode().hex(), title="План", period="2018-2019", activities=activities)


def outcome(plan, ident):
    found = next(r.activity.outcome for r in plan.activity_rows() if r.activity.id == ident)
    return found.texts() if found else {}


def fates(taken):
    return [account.fate for account in taken.accounts]


DONE = {"outcome.status": "Выполнено", "outcome.date": date(2018, 10, 12)}


def test_an_untouched_sheet_says_nothing():
    """What went out and came back as it was changes nothing, marks included."""
    plan = plan_of(a1={"status": "done", "date": "2018-10-12", "moved_to": "до 30 ноября 2018 г."})
    taken = take_in(plan, [sheet(plan)])
    assert taken.plan == plan
    assert fates(taken) == [Fate.UNCHANGED] * 3
    assert (taken.changes, taken.conflicts, taken.proposals, taken.problems) == ((), (), (), ())


def test_a_filled_row_becomes_an_outcome():
    """Status, date and the rest go into the plan; the row counts as created."""
    plan = plan_of()
    marks = {**DONE, "outcome.evidence": "протокол № 3"}
    taken = take_in(plan, [sheet(plan, {A: marks})])
    assert outcome(taken.plan, A) == {
        "status": "done", "date": "2018-10-12", "evidence": "протокол № 3",
    }  # fmt: skip
    assert fates(taken) == [Fate.CREATED, Fate.UNCHANGED, Fate.UNCHANGED]
    change = taken.changes[0]
    assert (change.old, change.new, change.places[0].cell) == ("", "done", "G5")


def test_what_another_file_of_the_run_brings_is_not_told_as_deleted():
    """A document that was issued with the outcomes of a sheet, and both come back at once."""
    plan, full = plan_of(), plan_of(a1={"status": "done", "evidence": "протокол № 3"})
    said = {A: {"outcome.status": "Выполнено", "outcome.evidence": "протокол № 3"}}
    taken = take_in(plan, [sheet(plan, said, file="а.xlsx"), sheet(full, file="б.xlsx")])
    assert outcome(taken.plan, A) == {"status": "done", "evidence": "протокол № 3"}
    assert codes(taken) == []
    part = {A: {"outcome.status": "Выполнено"}}
    taken = take_in(plan, [sheet(plan, part, file="а.xlsx"), sheet(full, file="б.xlsx")])
    assert codes(taken) == ["PLN769"]
    assert taken.problems[0].values == {"found": "протокол № 3"}


def test_a_later_sheet_goes_on_from_what_it_knew():
    """A mark that went out and was changed on the sheet is updated without a question."""
    plan = plan_of(a1={"status": "in_progress"})
    taken = take_in(plan, [sheet(plan, {A: DONE})])
    assert outcome(taken.plan, A)["status"] == "done"
    assert fates(taken)[0] is Fate.UPDATED


def test_a_blank_never_erases():
    """An emptied cell leaves the plan as it was, and is said."""
    plan = plan_of(a1={"status": "done", "evidence": "протокол № 3"})
    taken = take_in(plan, [sheet(plan, {A: {"outcome.evidence": None}})])
    assert taken.plan == plan
    assert codes(taken) == ["PLN775"]
    assert "протокол № 3" in taken.problems[0].text("ru")


def test_an_old_sheet_does_not_overwrite_what_is_newer():
    """What a sheet did not change says nothing against a plan that went on since."""
    plan = plan_of(a1={"status": "done", "date": "2018-10-12"})
    old = sheet(plan_of(a1={"status": "in_progress"}))
    taken = take_in(plan, [old])
    assert taken.plan == plan
    assert fates(taken)[0] is Fate.UNCHANGED


def test_a_mark_deleted_in_the_plan_stays_deleted():
    """A cell that still says what went out says nothing new: it is told and not put back."""
    full = plan_of(a1={"status": "done", "text": "Выполнено"}, c3={"reason": "ждём"})
    taken = take_in(plan_of(), [sheet(full)])
    assert taken.plan == plan_of()
    assert codes(taken) == ["PLN769", "PLN769"]
    assert "Выполнено" in taken.problems[0].text("ru")
    assert (taken.conflicts, set(fates(taken))) == ((), {Fate.UNCHANGED})


def test_a_mark_deleted_in_the_plan_and_changed_on_the_sheet_is_a_question():
    """Neither side wins by itself; «в плане» keeps it deleted, also at the next collect."""
    full = plan_of(a1={"status": "in_progress", "evidence": "протокол № 3"})
    for marks in ({"outcome.status": "Выполнено"}, {"outcome.evidence": "протокол № 4"}):
        file = sheet(full, {A: marks})
        taken = take_in(plan_of(), [file])
        (conflict,) = taken.conflicts
        assert (taken.plan, conflict.field, conflict.plan.text) == (plan_of(), "status", "")
        offered = ("", conflict.options[0].text)
        for chosen in offered:
            choice = Decision(A, "status", offered, chosen, Place())
            decided = take_in(plan_of(), [file], decisions=[choice])
            assert decided.conflicts == ()
            restored = {"evidence": "протокол № 3", "status": chosen}
            restored |= {name.partition(".")[2]: text for name, text in marks.items()}
            expected = {**restored, "status": chosen} if chosen else {}
            assert outcome(decided.plan, A) == expected
        assert outcome(take_in(full, [file], decisions=[choice]).plan, A)["status"]


def test_marks_of_another_plan_are_not_deleted_ones():
    """A file of another plan brings all of its marks: nothing was deleted in this one."""
    full = plan_of(a1={"status": "done", "text": "Выполнено"}, c3={"reason": "ждём"})
    other = full.model_copy(update={"id": "other"})
    bare = other.with_outcomes({A: None, C: None})
    assert take_in(bare, [sheet(full)], other_plan=True).plan == other


def test_equal_statements_are_one():
    """Two files that say the same make one change that names both."""
    plan = plan_of()
    files = [sheet(plan, {A: DONE}, file=name) for name in ("а.xlsx", "б.xlsx")]
    taken = take_in(plan, files)
    assert {change.files for change in taken.changes} == {("а.xlsx", "б.xlsx")}
    assert fates(taken).count(Fate.CREATED) == 2
    assert not taken.conflicts


def test_a_clash_names_both_files_and_cells():
    """Two people with the same row: nothing is taken, the conflict shows both."""
    plan = plan_of()
    one = sheet(plan, {A: {"outcome.evidence": "протокол № 3"}}, file="а.xlsx")
    two = sheet(plan, {A: {"outcome.evidence": "протокол № 4"}}, file="б.xlsx")
    taken = take_in(plan, [one, two])
    assert taken.plan == plan
    conflict = taken.conflicts[0]
    assert (conflict.id, conflict.field, conflict.plan) == (A, "evidence", None)
    assert [(o.place.file, o.place.cell, o.text) for o in conflict.options] == [
        ("а.xlsx", "J5", "протокол № 3"),
        ("б.xlsx", "J5", "протокол № 4"),
    ]
    assert fates(taken).count(Fate.CONFLICT) == 2


def test_a_clash_with_the_plan_shows_what_went_out():
    """A sheet that does not know the newer mark of the plan must not overwrite it."""
    plan = plan_of(a1={"evidence": "приказ № 5"})
    went_out = plan_of(a1={"evidence": "черновик"})
    taken = take_in(
        plan, [sheet(went_out, {A: {"outcome.evidence": "протокол № 3"}})], plan_file="plan.yaml"
    )
    conflict = taken.conflicts[0]
    assert (conflict.base, conflict.plan.shown) == ("черновик", "приказ № 5")
    assert conflict.plan.place.text("ru") == "plan.yaml, activities[0].outcome.evidence"
    assert outcome(taken.plan, A) == {"evidence": "приказ № 5"}


def test_a_clash_about_the_status_holds_the_rest_back():
    """A date that belongs to «Выполнено» and a reason of «Не выполнено» are not mixed."""
    plan = plan_of()
    one = sheet(plan, {A: DONE}, file="а.xlsx")
    refusal = {"outcome.status": "Не выполнено", "outcome.reason": "болезнь"}
    two = sheet(plan, {A: refusal}, file="б.xlsx")
    taken = take_in(plan, [one, two])
    assert outcome(taken.plan, A) == {}
    assert [conflict.field for conflict in taken.conflicts] == ["status"]


def test_a_decision_finishes_the_merge():
    """Who lost the decision about the status is not heard about the rest either."""
    plan = plan_of()
    refusal = {"outcome.status": "Не выполнено", "outcome.reason": "болезнь"}
    files = [sheet(plan, {A: DONE}, file="а.xlsx"), sheet(plan, {A: refusal}, file="б.xlsx")]
    choice = Decision(A, "status", ("done", "not_done"), "done", Place("а.xlsx", sheet="К"))
    taken = take_in(
        plan, [*files, table([], file="в.xlsx", told=manifest(plan), decisions=[choice])]
    )
    assert outcome(taken.plan, A) == {"status": "done", "date": "2018-10-12"}
    assert taken.decisions == (choice,)
    again = take_in(taken.plan, files, decisions=[choice])
    assert (again.changes, again.conflicts, again.decisions) == ((), (), ())


RIVALS = {
    "status": ("Выполнено", "Не выполнено"),
    "date": (date(2018, 10, 12), date(2018, 10, 15)),
    "evidence": ("протокол № 3", "протокол № 4"),
    "moved_to": ("ноябрь 2018 г.", "декабрь 2018 г."),
    "reason": ("болезнь", "карантин"),
}
"""Two values of each field that contradict each other."""


@pytest.mark.parametrize("field", RIVALS)
def test_the_words_of_who_lost_are_not_taken(field):
    """Any field in conflict holds the words back; decided, only the words of who won are taken."""
    plan = plan_of()
    files = [
        sheet(plan, {A: {f"outcome.{field}": value, "outcome.text": text}}, file=file)
        for value, text, file in zip(
            RIVALS[field], ("слова одного", "слова другого"), ("а.xlsx", "б.xlsx"), strict=True
        )
    ]
    asked = take_in(plan, files)
    (conflict,) = asked.conflicts
    assert (conflict.field, outcome(asked.plan, A).get("text")) == (field, None)
    offered = tuple(option.text for option in conflict.options)
    for taken, kept, lost in zip(
        offered, ("одного", "другого"), ("другого", "одного"), strict=True
    ):
        decided = take_in(plan, files, decisions=[Decision(A, field, offered, taken, Place())])
        assert decided.conflicts == ()
        assert outcome(decided.plan, A)[field] == taken
        assert outcome(decided.plan, A)["text"] == f"слова {kept}"
        told = [problem for problem in decided.problems if problem.code == "PLN787"]
        assert [f"слова {lost}" in problem.text("ru") for problem in told] == [True]


def test_a_row_that_waits_for_a_decision_says_what_else_it_has():
    """Nothing of it is taken, and nothing of it is forgotten."""
    plan = plan_of()
    files = [
        sheet(plan, {A: {"outcome.date": date(2018, 10, day), "outcome.text": f"слова {day}"}},
              file=f"{day}.xlsx")
        for day in (12, 15)
    ]  # fmt: skip
    taken = take_in(plan, files)
    assert [conflict.field for conflict in taken.conflicts] == ["date"]
    told = [p for p in taken.problems if p.code == "PLN789"]
    assert [(p.place.file, p.values["rest"]) for p in told] == [
        (f"{day}.xlsx", f"Отметка о выполнении: слова {day}") for day in (12, 15)
    ]
    assert {p.place.trail for p in told} == {"1. Заседание совета"}


def test_words_about_another_day_than_that_of_the_plan_wait_for_the_decision():
    """The day in the words of a document is in conflict with the plan: never print both."""
    went_out = plan_of()
    plan = plan_of(a1={"status": "done", "date": "2018-10-12"})
    said = document(went_out, {A: "Проведено 15.10.2018"})
    asked = take_in(plan, [said])
    assert [conflict.field for conflict in asked.conflicts] == ["date"]
    assert asked.plan == plan
    offered = ("2018-10-12", "2018-10-15")
    for taken, text in zip(offered, (None, "Проведено 15.10.2018"), strict=True):
        choice = Decision(A, "date", offered, taken, Place())
        decided = outcome(take_in(plan, [said], decisions=[choice]).plan, A)
        assert (decided["date"], decided.get("text")) == (taken, text)


def test_words_of_the_plan_against_a_day_that_was_taken_are_told():
    """The plan keeps its words, and a warning names them beside the new value."""
    plan = plan_of(a1={"text": "Проведено 12.10.2018"})
    for went_out, place in ((plan, "«Учёт»!"), (plan_of(), "plan.yaml")):
        file = sheet(went_out, {A: {"outcome.date": date(2018, 10, 15)}})
        taken = take_in(plan, [file], plan_file="plan.yaml")
        assert outcome(taken.plan, A) == {"date": "2018-10-15", "text": "Проведено 12.10.2018"}
        (told,) = (problem.text("ru") for problem in taken.problems if problem.code == "PLN767")
        assert all(words in told for words in (place, "12.10.2018", "15.10.2018"))


def test_a_decision_is_not_stretched_over_what_it_did_not_see():
    """A third value that came later opens the question again."""
    plan = plan_of()
    values = ("протокол № 3", "протокол № 4", "протокол № 5")
    files = [
        sheet(plan, {A: {"outcome.evidence": value}}, file=f"{n}.xlsx")
        for n, value in enumerate(values)
    ]
    choice = Decision(A, "evidence", values[:2], values[0], Place())
    assert take_in(plan, files[:2], decisions=[choice]).changes[0].new == values[0]
    assert take_in(plan, files, decisions=[choice]).conflicts[0].field == "evidence"


def test_a_written_in_decision_is_read_as_its_field():
    """«12.10.2018» written in by hand is a date; «когда-нибудь» is a problem with its place."""
    plan = plan_of(a1={"date": "2018-10-01"})
    where = Place("а.xlsx", sheet="Расхождения", cell="H2")
    file = table([], file="а.xlsx", told=manifest(plan))
    choice = Decision(A, "date", ("2018-10-01", "2018-10-02"), "12.10.2018", where)
    taken = take_in(plan, [_with(file, choice)])
    assert outcome(taken.plan, A) == {"date": "2018-10-12"}
    bad = Decision(A, "date", ("2018-10-01", "2018-10-02"), "когда-нибудь", where)
    refused = take_in(plan, [_with(file, bad)])
    assert refused.plan == plan
    assert codes(refused) == ["PLN778"]
    assert refused.problems[0].place.cell == "H2"


def _with(file, *decisions):
    return type(file)(
        file.file, file.sha256, file.kind, file.manifest, file.rows, file.issued, decisions
    )


def test_contradictory_decisions_decide_nothing():
    """Two people who chose differently are told of each other."""
    plan = plan_of()
    values = ("протокол № 3", "протокол № 4")
    files = [
        _with(
            sheet(plan, {A: {"outcome.evidence": value}}, file=f"{value}.xlsx"),
            Decision(A, "evidence", values, value, Place(f"{value}.xlsx")),
        )
        for value in values
    ]
    taken = take_in(plan, files)
    assert taken.plan == plan
    (differ,) = (p for p in taken.problems if p.code == "PLN779")
    assert differ.text("ru").endswith(
        "; нужно одно решение: исправьте то или другое; пока не взято ни одно [PLN779]"
    )
    assert len(taken.conflicts) == 1


def test_deleting_against_filling_is_a_conflict():
    """A row that one deleted and another filled in waits for a decision; alone it is told."""
    plan = plan_of()
    deleting = sheet(plan, {A: None}, file="а.xlsx")
    filling = sheet(plan, {A: DONE}, file="б.xlsx")
    taken = take_in(plan, [deleting, filling])
    conflict = taken.conflicts[0]
    assert (conflict.field, [o.text for o in conflict.options]) == ("row", ["filled", "deleted"])
    assert outcome(taken.plan, A) == {}
    assert Fate.CONFLICT in fates(taken)
    for chosen, expected in (("filled", "done"), ("deleted", None)):
        choice = Decision(A, "row", ("filled", "deleted"), chosen, Place())
        decided = take_in(plan, [deleting, filling], decisions=[choice])
        assert outcome(decided.plan, A).get("status") == expected
    alone = take_in(plan, [deleting])
    assert codes(alone) == ["PLN776"]
    assert alone.problems[0].place.trail == "1. Заседание совета"
    assert [p.kind for p in alone.proposals] == [ProposalKind.REMOVE]


def test_conflicts_and_problems_name_the_same_file_in_any_order():
    """Of two files that deleted a row, or decided otherwise, the same one is named."""
    plan = plan_of()
    told = manifest(plan)
    files = [
        sheet(plan, {A: None}, file="а.xlsx"),
        sheet(plan, {A: None}, file="б.xlsx"),
        sheet(plan, {A: DONE}, file="в.xlsx"),
        *(
            table([], file=file, told=told, decisions=[
                Decision(B, "status", ("done", "not_done"), taken, Place(file, sheet="К"))
            ])
            for file, taken in (("г.xlsx", "done"), ("д.xlsx", "not_done"))
        ),
    ]  # fmt: skip
    first = take_in(plan, files)
    assert [option.place.file for option in first.conflicts[0].options] == ["в.xlsx", "а.xlsx"]
    assert "PLN779" in codes(first)
    assert all(take_in(plan, order) == first for order in permutations(files))


@pytest.mark.parametrize(
    ("row", "fate", "code"),
    [
        ({"title": "Семинар для мастеров"}, Fate.CREATED, "PLN751"),
        ({"title": "Семинар для мастеров."}, Fate.CREATED, "PLN751"),
        ({"title": "Семинар мастеров", "number": "2."}, Fate.CREATED, "PLN751"),
        ({"title": "Поездка в музей"}, Fate.REJECTED, "PLN083"),
        ({"id": "чужой", "title": "Семинар для мастеров"}, Fate.CREATED, "PLN752"),
        ({"id": A, "title": "Семинар для мастеров"}, Fate.CREATED, "PLN753"),
        ({"id": A, "title": "Субботник в парке"}, Fate.REJECTED, "PLN754"),
        ({"id": A, "title": None}, Fate.CREATED, None),
        ({"number": "2."}, Fate.REJECTED, "PLN084"),
        ({"title": "Семинар о качестве"}, Fate.REJECTED, "PLN755"),
    ],
)
def test_a_row_finds_its_activity(row, fate, code):
    """By id; without it by number and likeness, with a warning; never against the text.

    What a rejected row says is told with it.
    """
    plan = plan_of()
    file = table([{**row, **DONE}], file="а.xlsx", told=manifest(plan))
    taken = take_in(plan, [file])
    assert fates(taken) == [fate]
    lost = ["PLN788"] if fate is Fate.REJECTED else []
    assert codes(taken) == ([code] if code else []) + lost
    assert all(taken.problems[-1].values["text"] == "Выполнено; 12.10.2018" for _ in lost)


def test_a_row_without_id_is_not_guessed_among_equals():
    """Of two activities with one text only the number tells."""
    twins = [{"id": A, "title": "Совещание"}, {"id": B, "title": "Совещание"}]
    plan = Plan(title="План", period="2018-2019", activities=twins)
    file = table([{"title": "Совещание", **DONE}], file="а.xlsx", told=manifest(plan))
    assert codes(take_in(plan, [file])) == ["PLN756", "PLN788"]
    numbered = table(
        [{"title": "Совещание", "number": "2.", **DONE}], file="а.xlsx", told=manifest(plan)
    )
    assert outcome(take_in(plan, [numbered]).plan, B)["status"] == "done"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("outcome.status", "зелёный", "PLN762"),
        ("outcome.status", 7, "PLN762"),
        ("outcome.date", "когда-нибудь", "PLN763"),
        ("outcome.date", True, "PLN763"),
        ("outcome.date", date(2081, 10, 12), "PLN764"),
        ("outcome.date", "12.10.2081", "PLN764"),
        ("outcome.date", "октябрь 2081", "PLN763"),
        ("outcome.moved_to", date(2081, 10, 12), "PLN764"),
        ("outcome.text", "звонок\x07", "PLN101"),
        ("outcome.evidence", "#REF!", "PLN766"),
        ("outcome.text", Cell("3", Place("а.xlsx", sheet="Учёт", cell="H5"), "1+2"), "PLN760"),
    ],
)
def test_a_cell_that_cannot_be_read_keeps_its_row_out(key, value, code):
    """A rejection names the cell; nothing of the row is taken, the other rows are."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {**DONE, key: value}, B: DONE})])
    assert fates(taken) == [Fate.REJECTED, Fate.CREATED, Fate.UNCHANGED]
    assert outcome(taken.plan, A) == {}
    problem = next(p for p in taken.problems if p.severity is Severity.ERROR)
    assert problem.code == code
    assert problem.place.cell.endswith("5")


def test_words_in_a_row_of_nothing_else_are_named():
    """A mark in a row that says no activity is told with its words."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, rows=[{"outcome.text": "Прошёл семинар"}])])
    assert taken.problems[-1].values["found"] == "Прошёл семинар"


def test_words_in_the_column_of_order_are_told():
    """Like in every computed column nothing is taken from there; a number there is one."""
    plan = plan_of()
    for value, told in (("Прошёл", ["PLN757"]), (7, []), ("7.", [])):
        taken = take_in(plan, [sheet(plan, {A: {"order": value}})])
        assert [problem.code for problem in taken.problems] == told


def test_a_date_far_from_the_plan_is_told_with_the_days_of_the_plan():
    """The message says from when to when the plan goes, and which column takes words."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {**DONE, "outcome.date": date(2081, 10, 12)}})])
    (problem,) = (one for one in taken.problems if one.severity is Severity.ERROR)
    text = problem.text("ru")
    for found in ("12.10.2081", "01.09.2018", "31.08.2019", "«Отметка о выполнении»"):
        assert found in text


@pytest.mark.parametrize(
    ("key", "value", "field", "text"),
    [
        ("outcome.status", "Выполненно", "status", "done"),
        ("outcome.status", "вып.", "status", "done"),
        ("outcome.status", "+", "status", "done"),
        ("outcome.status", True, "status", "done"),
        ("outcome.status", "не выполнено", "status", "not_done"),
        ("outcome.date", datetime(2018, 10, 12), "date", "2018-10-12"),  # noqa: DTZ001 - as Excel stores it
        ("outcome.date", 43385, "date", "2018-10-12"),
        ("outcome.date", "12 октября 2018", "date", "2018-10-12"),
        ("outcome.date", "12.10.2018", "date", "2018-10-12"),
        ("outcome.moved_to", date(2018, 11, 30), "moved_to", "30.11.2018"),
        ("outcome.moved_to", "май 2019 г.", "moved_to", "май 2019 г."),
        ("outcome.evidence", 3.0, "evidence", "3"),
        ("outcome.evidence", 3.5, "evidence", "3,5"),
        ("outcome.reason", "  края  ", "reason", "  края  "),
    ],
)
def test_what_a_human_would_accept_is_accepted(key, value, field, text):
    """Typos, signs, serial numbers, dates as words: read as meant."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {key: value}})])
    assert outcome(taken.plan, A)[field] == text
    assert fates(taken)[0] is Fate.CREATED


def test_a_status_written_as_a_sentence_is_read_as_a_mark():
    """«Выполнено 12.10.2018, протокол № 3» in the column of statuses gives all three."""
    plan = plan_of()
    said = "Выполнено 12.10.2018, протокол № 3"
    taken = take_in(plan, [sheet(plan, {A: {"outcome.status": said}})])
    assert outcome(taken.plan, A) == {
        "status": "done", "text": said, "date": "2018-10-12", "evidence": "протокол № 3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("status", "text", "kept"),
    [
        ("Не выполнено, болел докладчик", "см. приложение",
         "Не выполнено, болел докладчик; см. приложение"),
        ("Выполнено 12.10.2018.", "протокол есть", "Выполнено 12.10.2018. протокол есть"),
        ("Выполнено досрочно", "", "Выполнено досрочно"),
        ("Выполнено, протокол № 3", "ВЫПОЛНЕНО, протокол № 3 от 12.10",
         "ВЫПОЛНЕНО, протокол № 3 от 12.10"),
        ("Выполнено", "по графику", "по графику"),
    ],
)  # fmt: skip
def test_words_of_the_status_cell_stand_in_the_text(status, text, kept):
    """A sentence in the status cell is kept, once, whatever stands in the cell of the text."""
    plan = plan_of()
    marks = {"outcome.status": status, "outcome.text": text or None}
    taken = take_in(plan, [sheet(plan, {A: marks})])
    assert outcome(taken.plan, A)["text"] == kept
    again = take_in(taken.plan, [sheet(plan, {A: marks})])
    assert (again.plan, again.conflicts) == (taken.plan, ())


@pytest.mark.parametrize(
    ("marks", "told"),
    [
        ({"status": "Выполнено", "text": "Не выполнено"}, ["PLN767"]),
        ({"status": "Перенесено", "text": "Проведено"}, ["PLN767"]),
        ({"status": "Выполнено 12.10.2018", "date": date(2018, 10, 13)}, ["PLN767"]),
        ({"status": "выполнено 12.10.2018", "text": "проведено 15.10.2018"}, ["PLN767"]),
        ({"status": "выполнено 12.10.2018", "text": "проведено 12.10.2018"}, []),
        ({"status": "Перенесено на май 2019", "text": "перенесли на апрель 2019"}, ["PLN767"]),
        ({"status": "Выполнено", "text": "Проведено 12.10.2018", "date": date(2018, 10, 13)},
         ["PLN767"]),
        ({"status": "Выполнено", "text": "Проведено 12.10.2018", "date": date(2018, 10, 12)}, []),
        ({"status": "Выполнено", "text": "4 заседания"}, []),
        ({"status": "Выполнено", "text": "Охват 120 чел."}, []),
        ({"status": "Не выполнено", "text": "слова о чём-то"}, []),
        ({"status": "В работе", "text": "Проведены два занятия"}, []),
    ],
)  # fmt: skip
def test_words_against_a_column_are_told(marks, told):
    """A state, a day or a new deadline in words that its column denies; nothing else is told."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {f"outcome.{n}": v for n, v in marks.items()}})])
    assert codes(taken) == told
    assert "{" not in "".join(p.text(language) for p in taken.problems for language in ("ru", "en"))


@pytest.mark.parametrize(
    ("words", "told", "told_of_status"),
    [
        ("в срок", "PLN522", "PLN522"),
        ("почти в срок", "PLN521", "PLN762"),
        ("12.10.2018 в срок", "PLN528", "PLN528"),
    ],
)
def test_a_chosen_state_leaves_no_doubt_about_the_state(words, told, told_of_status):
    """What words leave open, the column of the state answers; without it a human is asked."""
    plan = plan_of()
    chosen = {"outcome.status": "Выполнено", "outcome.text": words}
    taken = take_in(plan, [sheet(plan, {A: chosen})])
    assert (outcome(taken.plan, A)["status"], codes(taken)) == ("done", [])
    for column, code in (("text", told), ("status", told_of_status)):
        alone = take_in(plan, [sheet(plan, {A: {f"outcome.{column}": words}})])
        assert codes(alone) == [code]


def test_a_status_changed_against_the_words_that_went_out_is_told():
    """The words of an outcome stay when its status is changed; that they deny it is told."""
    plan = plan_of(a1={"status": "done", "text": "Проведено"})
    taken = take_in(plan, [sheet(plan, {A: {"outcome.status": "Не выполнено"}})])
    assert codes(taken) == ["PLN767"]
    assert outcome(taken.plan, A) == {"status": "not_done", "text": "Проведено"}


@pytest.mark.parametrize("value", [False, 0, "0", "-", "—", "☐", "□", "[ ]", "ЛОЖЬ", "False"])
def test_a_cell_without_a_mark_is_empty(value):
    """A box that is not ticked, a dash and zero say nothing: neither a state nor an error."""
    plan = plan_of(b2={"status": "done"})
    taken = take_in(plan, [sheet(plan, {A: {"outcome.status": value}})])
    assert (taken.plan, taken.problems, taken.changes) == (plan, (), ())
    kept = take_in(plan, [sheet(plan, {B: {"outcome.status": value}})])
    assert kept.plan == plan
    assert codes(kept) == ["PLN775"]


@pytest.mark.parametrize("name", ["text", "evidence", "moved_to", "reason"])
@pytest.mark.parametrize("word", ["FALSE", "ложь", "-", "0", "☐"])
def test_a_word_that_went_out_comes_back(name, word):
    """What a plan says is its author's word, also where a person's cell would say nothing."""
    plan = plan_of(a1={"status": "done", name: word})
    other = plan_of().model_copy(update={"id": "other"})
    taken = take_in(other, [sheet(plan)], other_plan=True)
    assert outcome(taken.plan, A)[name] == word


def test_a_box_in_the_column_of_the_text_is_no_text():
    """A box that is not ticked is no mark in any column; where none belongs, it is told."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: dict.fromkeys(
        (f"outcome.{name}" for name in ("text", "date", "evidence", "moved_to", "reason")), False
    )})])  # fmt: skip
    assert taken.plan == plan
    assert codes(taken) == ["PLN058"] * 5
    assert {one.values["found"] for one in taken.problems} == {"ЛОЖЬ"}


@pytest.mark.parametrize("name", ["text", "evidence", "reason", "moved_to", "date"])
@pytest.mark.parametrize("word", ["FALSE", "ложь", False])
def test_no_word_of_a_cell_vanishes_in_silence(name, word):
    """What reads as a box is kept where it is a text, and told where it counts as empty."""
    taken = take_in(plan_of(), [sheet(plan_of(), {A: {f"outcome.{name}": word}})])
    kept = outcome(taken.plan, A) if taken.changes else {}
    assert kept == ({"text": word} if name == "text" and word else {})
    assert codes(taken) == (["PLN522"] if kept else ["PLN058"])


@pytest.mark.parametrize(("name", "damage"), [("date", "мусор"), ("status", "мусор")])
def test_damage_to_what_went_out_is_told_and_decides_nothing(name, damage):
    """Of an issued field that is damaged nothing is known; the plan keeps what it has."""
    plan = plan_of(a1={"status": "done", "text": "Есть", "date": "2018-10-12"})
    for made in (sheet, document):
        went_out = made(plan)
        broken = {**went_out.issued, A: {**went_out.issued[A], f"outcome.{name}": damage}}
        taken = take_in(plan, [replace(went_out, issued=broken)])
        assert taken.plan == plan
        assert "PLN768" in codes(taken)
        assert {p.severity for p in taken.problems} == {Severity.WARNING}


def test_a_long_mark_is_taken_whole_with_a_warning():
    """40 000 characters are kept, and somebody is told that Excel cannot hold them."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {**DONE, "outcome.text": "а" * 40_000}})])
    assert len(outcome(taken.plan, A)["text"]) == 40_000
    assert "PLN765" in codes(taken)


def test_a_mark_in_a_document_becomes_fields_and_words():
    """The words as written stay beside what was read out of them."""
    plan = plan_of()
    said = "Выполнено 12.10.2018, протокол № 3"
    taken = take_in(plan, [document(plan, {A: said})])
    assert outcome(taken.plan, A) == {
        "status": "done", "text": said, "date": "2018-10-12", "evidence": "протокол № 3",
    }  # fmt: skip
    assert all(change.inferred for change in taken.changes if change.field != "text")


def test_an_unclear_mark_is_kept_as_words():
    """What cannot be read is kept, shown with its place, and left for a human."""
    plan = plan_of()
    taken = take_in(plan, [document(plan, {A: "Снято с контроля", B: "см. приложение"})])
    assert outcome(taken.plan, A) == {"text": "Снято с контроля"}
    assert outcome(taken.plan, B) == {"text": "см. приложение"}
    assert {p.place.row for p in taken.problems} == {5, 6}
    assert fates(taken)[:2] == [Fate.CREATED, Fate.CREATED]


def test_an_untouched_document_says_nothing():
    """Marks that plandoc printed itself are not read as news."""
    plan = plan_of(
        a1={"status": "done", "date": "2018-10-12", "text": "Хорошо"},
        b2={"status": "postponed", "moved_to": "май 2019 г.", "reason": "карантин"},
    )
    taken = take_in(plan, [document(plan)])
    assert taken.plan == plan
    assert (taken.changes, taken.problems) == ((), ())


def test_edits_of_the_plan_are_proposals():
    """A changed deadline and an added row are listed with what was there, and not applied."""
    plan = plan_of()
    marks = {A: {"deadline": "Ноябрь 2018", **DONE}}
    added = {"title": "Экскурсия", "outcome.status": "Выполнено"}
    taken = take_in(plan, [sheet(plan, marks, rows=[added])])
    kinds = [(p.kind, p.key, p.was, p.became) for p in taken.proposals]
    assert kinds == [
        (ProposalKind.EDIT, "deadline", "Октябрь 2018", "Ноябрь 2018"),
        (ProposalKind.ADD, "", "", "Экскурсия"),
    ]
    assert taken.plan.activities[0].deadline.text == "Октябрь 2018"
    assert outcome(taken.plan, A)["status"] == "done"
    assert fates(taken)[-1] is Fate.PROPOSED


@pytest.mark.parametrize("read", [sheet, document])
def test_an_added_row_is_proposed_with_its_outcome(read):
    """What was done beyond the plan is no error: its mark is read as that of any other row."""
    plan = plan_of()
    added = {"title": "Экскурсия", "executors": "Завуч", "outcome.text": "Проведена 12.10.2018"}
    if read is document:
        added["outcome"] = added.pop("outcome.text")
    taken = take_in(plan, [read(plan, rows=[added])])
    (proposal,) = taken.proposals
    assert dict(proposal.outcome) == {
        "text": "Проведена 12.10.2018", "status": "done", "date": "2018-10-12",
    }  # fmt: skip
    assert dict(proposal.row) == {"title": "Экскурсия", "executors": "Завуч"}
    assert codes(taken) == ["PLN530"]
    assert taken.problems[0].place.trail == "Экскурсия"
    made, problems = with_proposals(plan, taken.proposals)
    assert not problems
    assert made.activities[-1].outcome.texts() == dict(proposal.outcome)


def test_an_added_row_that_is_taken_is_not_proposed_again():
    """The same sheet matches the activity that its row became, and changes nothing."""
    plan = plan_of()
    file = sheet(plan, rows=[{"title": "Экскурсия", **DONE}])
    made, _ = with_proposals(plan, take_in(plan, [file]).proposals)
    again = take_in(made, [file])
    assert (again.plan, again.proposals) == (made, ())
    assert codes(again) == ["PLN774", "PLN751"]


def test_an_added_row_like_one_of_the_plan_names_it():
    """It may be a mistake in the title: a warning, and still a proposal."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, rows=[{"title": "Семинар для педагогов", **DONE}])])
    assert codes(taken) == ["PLN531"]
    assert "Семинар для мастеров" in taken.problems[0].text("ru")
    assert fates(taken)[-1] is Fate.PROPOSED


def test_a_row_that_two_people_added_is_proposed_once():
    """The same words in two files are one proposal; other words are another one."""
    plan = plan_of()
    rows = [{"title": "Экскурсия", **DONE}, {"title": "Экскурсия ", **DONE}, {"title": "Экскурсия"}]
    files = [sheet(plan, rows=[row], file=f"{n}.xlsx") for n, row in enumerate(rows)]
    taken = take_in(plan, files)
    assert [bool(one.outcome) for one in taken.proposals] == [True, False]
    assert taken.fates[Fate.PROPOSED] == 3


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"outcome.status": "фыва", "executors": "Завуч"}, ["PLN083", "PLN762", "PLN788"]),
        ({"deadline": Cell("май", Place(), "B2")}, ["PLN083", "PLN760"]),
        ({"state": "Выполнено"}, ["PLN530", "PLN757"]),
        ({"last_day": date(2019, 5, 1)}, ["PLN530", "PLN757"]),
        ({"days_left": 5, "order": 4, "number": "4."}, ["PLN530"]),
    ],
)
def test_nothing_in_an_added_row_is_passed_over(cells, told):
    """A cell that cannot be read rejects it; what its proposal does not hold is told."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, rows=[{"title": "Экскурсия", **cells}])])
    assert codes(taken) == told
    assert bool(taken.proposals) is ("PLN530" in told)


@pytest.mark.parametrize(
    ("told", "code", "refused"),
    [
        ({"plan_id": "other"}, "PLN772", True),
        ({"period": "2017-09-01/2018-08-31"}, "PLN771", True),
        ({"revision": "2"}, "PLN773", False),
        ({"content_hash": "0"}, "PLN774", False),
    ],
)
def test_whose_sheet_it_is_comes_first(told, code, refused):
    """A sheet of another plan or year is refused whole, an older revision is read by ids."""
    plan = plan_of()
    file = sheet(plan, {A: DONE}, told=manifest(plan, **told))
    taken = take_in(plan, [file])
    assert codes(taken)[0] == code
    assert (outcome(taken.plan, A) == {}) is refused
    assert (set(fates(taken)) == {Fate.REJECTED}) is refused
    trusted = take_in(plan, [file], other_plan=True)
    assert outcome(trusted.plan, A)["status"] == "done"


def test_a_sheet_that_lost_everything_is_read_by_its_texts():
    """Without manifest, ids and issued texts the rows still find their activities."""
    plan = plan_of()
    rows = [{"number": "1.", "title": "Заседание совета", **DONE}]
    taken = take_in(plan, [table(rows, file="а.xlsx")])
    assert codes(taken) == ["PLN770", "PLN751"]
    assert outcome(taken.plan, A)["status"] == "done"


def test_without_what_went_out_nothing_is_overwritten():
    """When the issued texts are lost, a value that differs from the plan is a conflict."""
    plan = plan_of(a1={"status": "in_progress"})
    taken = take_in(plan, [sheet(plan, {A: DONE}, issued=False)])
    assert taken.plan == plan
    assert [conflict.field for conflict in taken.conflicts] == ["status"]


def test_copies_of_a_row_in_one_file_are_two_statements():
    """A duplicated row that says something else is a conflict within the file."""
    plan = plan_of()
    copy = {"id": A, "title": "Заседание совета", "outcome.evidence": "протокол № 4"}
    taken = take_in(plan, [sheet(plan, {A: {"outcome.evidence": "протокол № 3"}}, rows=[copy])])
    assert [o.place.cell for o in taken.conflicts[0].options] == ["J5", "J8"]


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("first_day", "спросить", True),
        ("last_day", date(2018, 11, 5), True),
        ("last_day", date(2018, 10, 31), False),
        ("state", "готово!", True),
        ("state", "Просрочено", False),
        ("state", "Выполнено", True),
        ("state", "Выполнено позже срока", True),
        ("state", date(2018, 10, 12), True),
        ("state", True, True),
        ("days_left", "мало", True),
        ("days_left", -3, False),
        ("days_left", date(2018, 10, 12), True),
        ("days_left", True, True),
        ("first_day", date(2018, 10, 1), False),
        ("first_day", "01.10.2018", False),
        ("first_day", True, True),
        ("order", date(2018, 10, 12), True),
        ("section", date(2018, 10, 12), True),
        ("section", "Другой раздел", True),
    ],
)
def test_words_beside_the_marks_are_told(key, value, told):
    """What somebody typed into a column that is worked out is not lost in silence."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {key: value}})])
    assert codes(taken) == (["PLN757"] if told else [])
    if told:
        assert taken.problems[0].place.cell.endswith("5")


@pytest.mark.parametrize(
    ("marks", "state", "told"),
    [
        (DONE, "Выполнено", False),
        (DONE, "Выполнено позже срока", False),
        (DONE, "Не выполнено", True),
        ({"outcome.moved_to": "май 2019 г."}, "Перенесено", False),
        ({"outcome.status": "В работе"}, "Просрочено", False),
        ({"outcome.status": "В работе"}, "Выполнено", True),
    ],
)
def test_states_pasted_over_their_formulas_are_not_told(marks, state, told):
    """A state that follows from the marks of the row is no mark; any other that reports one is."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {**marks, "state": state}})])
    assert codes(taken) == (["PLN757"] if told else [])


def test_days_in_computed_columns_of_a_changed_plan_are_not_told():
    """What was issued there is unknown then; words, boxes and dates of others are told."""
    went_out = plan_of()
    plan = went_out.model_copy(update={"title": "Другой"})
    told = {"last_day": date(2018, 11, 5), "section": "Прежний раздел"}
    assert codes(take_in(plan, [sheet(went_out, {A: told})])) == ["PLN774"]
    strange = {"last_day": "спросить", "section": True}
    assert codes(take_in(plan, [sheet(went_out, {A: strange})])).count("PLN757") == 2


def test_a_day_beside_an_activity_without_one_is_told():
    """A date typed into a computed cell that was issued empty is one that somebody means."""
    plan = Plan(title="План", period="2018-2019", activities=[{"id": A, "title": "Совет"}])
    taken = take_in(plan, [sheet(plan, {A: {"last_day": date(2018, 10, 12)}})])
    assert codes(taken) == ["PLN757"]


def test_a_sheet_sorted_without_its_ids_is_read_by_its_texts():
    """Titles that differ by a word are told apart: no mark lands on its neighbour."""
    words = ("альфа", "бета", "гамма", "дельта")
    activities = [{"id": f"i{n}", "title": f"Мероприятие {w}"} for n, w in enumerate(words)]
    plan = Plan(title="План", period="2018-2019", activities=activities)
    went_out = sheet(plan).issued
    rows = [
        {"id": f"i{n}", "title": f"Мероприятие {word}", "outcome.evidence": word}
        for n, word in enumerate(reversed(words))
    ]
    file = table(rows, file="а.xlsx", issued=went_out, told=manifest(plan))
    taken = take_in(plan, [file])
    marks = {r.activity.title: r.activity.outcome.evidence for r in taken.plan.activity_rows()}
    assert marks == {f"Мероприятие {word}": word for word in words}
    assert codes(taken) == ["PLN753"] * 4


@pytest.mark.parametrize("issued", [True, False])
def test_equal_titles_are_told_apart_by_what_stands_beside_them(issued):
    """In a sheet sorted without its ids a mark belongs to the row that a person sees."""
    months = ("Сентябрь", "Октябрь", "Ноябрь", "Декабрь")
    rows = [{"id": f"a{n}", "title": "Заседание", "deadline": one} for n, one in enumerate(months)]
    plan = Plan(title="План", period="2018-2019", activities=rows)
    texts = issued_texts(plan, Wording("ru"))
    idents = [*texts]
    shown = {  # the id of each row, and what was issued with another one
        ident: {**texts[other], "outcome.text": f"Принято {texts[other]['deadline']}"}
        for ident, other in zip(idents, reversed(idents), strict=True)
    }
    taken = take_in(plan, [sheet(plan, shown, issued=issued)])
    said = [outcome(taken.plan, ident)["text"] for ident in idents]
    assert said == [f"Принято {month}" for month in months]
    assert codes(taken).count("PLN753") == len(months)
    edited = {"a0": {"deadline": "Май", "outcome.text": "Принято"}}
    taken = take_in(plan, [sheet(plan, edited, issued=issued)])
    assert outcome(taken.plan, "a0")["text"] == "Принято"
    assert "PLN753" not in codes(taken)


def test_a_sheet_of_another_department_with_the_same_titles_is_refused():
    """Plans of one title have one id: whose sheet it is, executors and deadlines tell."""

    def of(executor, *deadlines):
        rows = [
            {"title": title, "executors": executor, "deadline": one}
            for title, one in zip(("Педсовет", "Отчёт", "Рейд"), deadlines, strict=False)
        ]
        return Plan(title="План отделения", period="2018-2019", activities=rows)

    own, other = of("Иванов", "Октябрь", "Май", "Июнь"), of("Петров", "Март", "Апрель", "Июль")
    ident = next(own.activity_rows()).activity.id
    assert own.id == other.id
    file = sheet(other, {ident: DONE})
    taken = take_in(own, [file])
    assert (codes(taken), taken.plan) == (["PLN798"], own)
    assert fates(taken) == [Fate.REJECTED] * 3
    assert outcome(take_in(own, [file], other_plan=True).plan, ident)["status"] == "done"
    for revised in (of("Иванов", "Март", "Апрель", "Июль"), of("Петров", "Октябрь", "Май", "Июнь")):
        taken = take_in(own, [sheet(revised, {ident: DONE})])
        assert "PLN774" in codes(taken)
        assert outcome(taken.plan, ident)["status"] == "done"


def test_a_text_more_like_another_activity_is_left_for_a_person():
    """An edited title that is nearer to another activity than to its own id is not guessed."""
    activities = [
        {"id": A, "title": "Заседание совета по вопросам приёма"},
        {"id": B, "title": "Заседание совета по вопросам выпуска и аттестации"},
    ]
    plan = Plan(title="План", period="2018-2019", activities=activities)
    edited = {A: {"title": "Заседание совета по вопросам выпуска, аттестации", **DONE}}
    taken = take_in(plan, [sheet(plan, edited)])
    assert codes(taken) == ["PLN754", "PLN788"]
    assert outcome(taken.plan, A) == {}


def test_a_replaced_title_is_an_edit_of_its_row():
    """A row with its id and another text is the row whose title is replaced, not a new one."""
    plan = plan_of()
    taken = take_in(plan, [sheet(plan, {A: {"title": "День открытых дверей", **DONE}})])
    assert codes(taken) == ["PLN754", "PLN788"]
    (edit,) = taken.proposals
    assert (edit.kind, edit.id, edit.key) == (ProposalKind.EDIT, A, "title")
    assert edit.became == "День открытых дверей"


def test_a_copied_row_with_another_title_is_a_new_one():
    """Who copies a row copies its hidden id; the first keeps it, the other is new."""
    plan = plan_of()
    file = sheet(plan, rows=[{"id": A, "title": "День открытых дверей"}])
    kinds = [one.kind for one in take_in(plan, [file]).proposals]
    assert kinds == [ProposalKind.ADD]


def test_numbers_and_days_of_a_row_are_no_lost_words():
    """What the sheet counts itself is not told among the words of a row that was not taken."""
    plan = plan_of()
    row = {
        "order": 3, "number": "3.", "title": "Новое", "first_day": date(2019, 5, 1),
        "last_day": date(2019, 5, 31), "executors": "Завуч", "outcome.status": "Выполнено",
        "outcome.date": "31.31.2018",
    }  # fmt: skip
    taken = take_in(plan, [sheet(plan, rows=[row])])
    assert taken.problems[-1].values["text"] == "Завуч; Выполнено"


def test_a_chosen_status_needs_no_state_in_the_text():
    """A document named beside «Выполнено» is no assumption; without the status it is told."""
    plan = plan_of()
    chosen = take_in(plan, [sheet(plan, {A: {**DONE, "outcome.text": "приказ № 15"}})])
    assert codes(chosen.problems) == []
    bare = take_in(plan, [sheet(plan, {A: {"outcome.text": "приказ № 15"}})])
    assert codes(bare.problems) == ["PLN528"]
