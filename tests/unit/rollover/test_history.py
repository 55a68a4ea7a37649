"""plandoc.rollover.history: how activities ended, and what follows for the new plan."""

import pytest
from support.rolled import first, plan_of, roll, said

from plandoc.review import Answer, Choice, NoteKind
from plandoc.rollover.roll_over import apply_review
from plandoc.schema.carried import CarriedActivity
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan


def ended(title="Заседание совета", deadline="Май 2019", carried=None, **outcome):
    activity = {"title": title, "deadline": deadline, "outcome": outcome or None}
    return plan_of({**activity, **({"carried_from": carried} if carried else {})})


@pytest.mark.parametrize(
    ("outcome", "before", "expected"),
    [
        ({}, None, CarriedActivity(number="1.")),
        (
            {"status": "done"},
            {"number": "7", "postponed": 2},
            CarriedActivity(number="1.", status=Status.DONE),
        ),
        (
            {"status": "postponed", "moved_to": "Октябрь 2019"},
            {"postponed": 1},
            CarriedActivity(
                number="1.", status=Status.POSTPONED, moved_to="Октябрь 2019", postponed=2
            ),
        ),
        (
            {"status": "not_done"},
            {"postponed": 1},
            CarriedActivity(number="1.", status=Status.NOT_DONE, postponed=1),
        ),
        ({}, {"postponed": 1}, CarriedActivity(number="1.", postponed=1)),
    ],
)  # fmt: skip
def test_an_activity_remembers_how_it_ended(outcome, before, expected):
    """Number, status and new date are kept; postponements add up until the activity is done."""
    new = first(roll(ended(carried=before, **outcome)))
    assert new.carried_from == expected
    assert new.outcome is None


def test_history_is_written_compactly():
    """An activity with nothing but its number remembers it as one text, and reads it back."""
    plan = roll(ended()).plan
    written = plan.model_dump(mode="json", exclude_defaults=True)
    assert written["activities"][0]["carried_from"] == "1."
    assert Plan.model_validate(written) == plan


@pytest.mark.parametrize(
    ("times", "words"),
    [(0, "один раз"), (1, "дважды"), (2, "трижды"), (3, "4 раза"), (4, "5 раз"), (20, "21 раз")],
)
def test_what_was_postponed_is_offered_with_its_history(times, words):
    """«1 прошлого плана: перенесено на «Октябрь 2019», переносилось дважды», with the new date."""
    outcome = {"status": "postponed", "moved_to": "Октябрь 2019"}
    rolled = roll(ended(carried={"postponed": times}, **outcome))
    assert said(rolled, NoteKind.QUESTION) == [("deadline", "PLN852", "Май 2020", "Октябрь 2019")]
    text = rolled.open[0].problem.saying("ru").found
    assert text == f"1 прошлого плана: перенесено на «Октябрь 2019», переносилось {words}"


def test_history_is_told_in_english_too():
    """An English plan tells it in English."""
    plan = ended(status="not_done").model_copy(update={"language": "en-GB"})
    assert roll(plan).open[0].problem.saying("en").found == "1 of last year's plan: not done"


@pytest.mark.parametrize(
    ("deadline", "moved_to", "after"),
    [
        ("Май 2019", "Октябрь 2019", "Октябрь 2019"),
        ("Май 2019", "октябрь", "октябрь"),  # before May, in the old year, that is no postponement
        ("Сентябрь 2018", "октябрь", ""),  # October of which year?
        ("Сентябрь 2018", "Октябрь 2018", ""),  # was to be done last year
        ("Май 2019", "2019-2020 учебный год", "2019-2020 учебный год"),
        ("Май 2019", "на следующий год", ""),
        (None, "Октябрь 2019", "Октябрь 2019"),
    ],
)
def test_the_new_date_is_proposed_where_it_is_in_the_new_year(deadline, moved_to, after):
    """A new date of last year, or one of which the year is not told, is no proposal."""
    rolled = roll(ended(deadline=deadline, status="postponed", moved_to=moved_to))
    asked = [n for n in rolled.open if n.problem.code == "PLN852"]
    assert [n.after for n in asked] == [after]


@pytest.mark.parametrize("deadline", ["Май 2019", "по приказу", None])
@pytest.mark.parametrize("status", ["not_done", "partly", "in_progress", "postponed"])
def test_the_row_that_asks_until_when_takes_a_deadline(status, deadline):
    """It stands on the deadline, which may be kept, given anew, or go with the activity."""
    rolled = roll(ended(deadline=deadline, status=status))
    (asked,) = [n for n in rolled.open if n.problem.code == "PLN852"]
    assert asked.field == "deadline"
    assert {Choice.KEEP, Choice.EDIT, Choice.DROP} <= set(asked.choices)
    answered = apply_review(rolled, {asked.key: Answer(Choice.EDIT, "Октябрь 2019")})
    assert answered.problems == ()
    assert str(first(answered).deadline) == "Октябрь 2019"
    kept = apply_review(rolled, {asked.key: Answer(Choice.KEEP)})
    assert first(kept).deadline == first(rolled).deadline


@pytest.mark.parametrize(
    ("status", "deadline", "asked"),
    [
        ("not_done", "Май 2019", True),
        ("not_done", "Ежемесячно", True),
        ("partly", "Май 2019", True),
        ("in_progress", "В течение года", False),
        ("partly", "Ежеквартально", False),
        ("done", "Май 2019", False),
    ],
)
def test_what_was_not_finished_is_asked_about(status, deadline, asked):
    """Not done is always asked about; what goes on all year may well be under way."""
    assert bool(roll(ended(deadline=deadline, status=status)).open) is asked


def test_what_was_done_in_part_is_proposed_to_be_divided():
    """Of a list that was done in part, the parts are shown, for some of them are left."""
    title = "Заседания МО:\n- анализ работы;\n- утверждение планов"
    rolled = roll(ended(title, status="partly"))
    assert said(rolled, NoteKind.SPLIT) == [
        (
            "activity",
            "PLN933",
            title,
            "Заседания МО: анализ работы\nЗаседания МО: утверждение планов",
        )
    ]
    assert Choice.SPLIT in rolled.open[0].choices


@pytest.mark.parametrize("deadline", ["май", "Май 2019", None])
@pytest.mark.parametrize("title", ["Заседание", "Заседания МО:\n- анализ;\n- планы"])
@pytest.mark.parametrize("status", ["partly", "postponed", "not_done"])
def test_until_when_is_answered_for_whatever_is_not_finished(status, title, deadline):
    """A list that was done in part as well, with a deadline of whatever words or none."""
    rolled = roll(ended(title, deadline=deadline, status=status))
    (asked,) = [n for n in rolled.open if n.problem.code == "PLN852"]
    answered = apply_review(rolled, {asked.key: Answer(Choice.EDIT, "Октябрь 2019")})
    assert not answered.problems
    assert str(first(answered).deadline) == "Октябрь 2019"


def test_a_list_is_divided_and_its_deadline_named():
    """Both answers about what was done in part go together: each part has the new deadline."""
    title = "Заседания МО:\n- анализ работы;\n- утверждение планов"
    rolled = roll(ended(title, deadline="май", status="partly"))
    keys = {note.problem.code: note.key for note in rolled.open}
    answers = {
        keys["PLN933"]: Answer(Choice.SPLIT),
        keys["PLN852"]: Answer(Choice.EDIT, "Октябрь 2019"),
    }
    answered = apply_review(rolled, answers)
    assert not answered.problems
    rows = [row.activity for row in answered.plan.activity_rows()]
    assert [str(row.deadline) for row in rows][:2] == ["Октябрь 2019"] * 2


@pytest.mark.parametrize(
    ("title", "deadline", "status", "kind"),
    [
        ("Разработка паспорта кластера", "Сентябрь 2018", "done", NoteKind.DROP),
        ("Разработка и утверждение устава", "до 1 октября 2018 г.", "done", NoteKind.DROP),
        ("Подготовка и подписание соглашения", "10-12 октября 2018 г.", "done", NoteKind.DROP),
        ("Реализация стратегии до 2024 года", "Октябрь 2018", "done", NoteKind.DROP),
        ("Разработка паспорта кластера", "Сентябрь 2018", None, NoteKind.QUESTION),
        ("Разработка паспорта кластера", "Сентябрь 2018-май 2019", "done", NoteKind.QUESTION),
        ("Создание традиционного музея", "Май 2019", "done", NoteKind.QUESTION),
        ("Разработка рабочих программ", "Сентябрь 2018", None, None),
        ("Разработка плана на 2018-2019 учебный год", "Сентябрь 2018", "done", None),
        ("Создание комиссии", "В течение года", None, None),
        ("Создание комиссии", None, None, None),
        ("Создание комиссии", "Октябрь 2018, май 2019", None, None),
        ("Заседание совета", "Сентябрь 2018", "done", None),
        ("Ежегодный конкурс", "Сентябрь 2018", "done", None),
        ("Участие в разработке документов", "Сентябрь 2018", "done", None),
    ],
)
def test_what_is_done_once_is_told_by_its_words_and_its_deadline(title, deadline, status, kind):
    """What was done and is done once is proposed to drop; where unsure, it is kept and asked."""
    rolled = roll(ended(title, deadline, **({"status": status} if status else {})))
    found = [n for n in rolled.notes if n.problem.code == "PLN853"]
    assert [n.kind for n in found] == ([kind] if kind else [])
    assert all(n.choices == (Choice.KEEP, Choice.DROP) for n in found)
    assert first(rolled).title == title.replace("2018-2019", "2019-2020")


def test_what_was_removed_is_listed_and_not_carried():
    """A removed activity is not in the draft, and nothing is asked about it or its remarks."""
    removed = {"title": "Форум 2019", "outcome": {"status": "removed", "reason": "нет средств"}}
    plan = plan_of({"id": "gone", **removed}, {"title": "Семинар"})
    plan = plan.model_copy(
        update={
            "accepted": plan_of(
                accepted=[{"code": "PLN302", "reason": "так", "id": "gone"}]
            ).accepted
        }
    )
    rolled = roll(plan)
    assert [row.activity.title for row in rolled.plan.activity_rows()] == ["Семинар"]
    assert said(rolled) == [("activity", "PLN854", "Форум 2019", "")]
    assert rolled.notes[0].default is Choice.DROP
    assert rolled.open == ()
    assert rolled.plan.accepted == ()
