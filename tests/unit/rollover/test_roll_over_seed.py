"""The seed rolled into 2019-2020, line by line: the plan that a careful colleague would draft."""

from pathlib import Path

from plandoc.checks import check
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.review import Answer, Choice
from plandoc.rollover.roll_over import apply_review, roll_over
from plandoc.schema.period import Period

LABEL = "Разработка и утверждение плана-графика работы образовательно-производственного кластера на"

DEADLINES = {
    "1.1.": "Сентябрь 2019",
    "1.2.": "Август 2019",  # in preparation of the year, as last year
    "1.3.": "Январь 2020",
    "1.4.": "Сентябрь 2019",
    "1.5.": "Ноябрь 2019",
    "1.6.": "Ноябрь 2019",
    "2.1.": "Май-сентябрь 2020",
    "2.2.": "Сентябрь 2019",
    "2.3.": "Сентябрь 2019 (на 2020 год)",  # the year planned for waits for an answer
    "2.4.": "Апрель-май 2020",
    "2.5.": "Октябрь 2019",
    "2.6.": "Январь 2020",
    "2.7.": "Октябрь 2020",  # asked: last year it was out of the plan
    "3.1.": "Сентябрь 2019 г",
    "3.2.": "Апрель, октябрь 2019 г.",  # asked: last April was before the plan
    "3.3.": "Декабрь 2019",
    "4.1.": "Январь-май 2020 г.",
    "4.2.": "В течение года",
    "4.3.": "В течение года",
    "4.4.": "В течение года",
}

QUESTIONS = [
    # Who acted a year ago may be in office by now, or gone.
    ("", "approval.post", "PLN848", ""),
    ("", "approval.name", "PLN848", ""),
    # Done once: a passport, a strategy, a signed agreement, programmes, a web page. No marks tell
    # whether they were done.
    ("1.1.", "activity", "PLN853", ""),
    ("1.3.", "activity", "PLN853", ""),
    # The strategy's horizon is no year of the plan: there is nothing to propose.
    ("1.3.", "title", "PLN837", ""),
    ("1.4.", "activity", "PLN853", ""),
    # The admission figures are planned two years ahead, so their year moves along, probably.
    ("2.3.", "deadline", "PLN835", "Сентябрь 2019 (на 2021 год)"),
    ("2.6.", "activity", "PLN853", ""),
    # October 2019 was outside 2018-2019; it is inside this year as it stood.
    ("2.7.", "deadline", "PLN842", "Октябрь 2019"),
    ("3.1.", "activity", "PLN853", ""),
    # A meeting each half-year: October, then April of the next calendar year.
    ("3.2.", "deadline", "PLN842", "Октябрь 2019 г., апрель 2020 г."),
]


def seed(examples: Path):
    return read_plan((examples / "seed.yaml").read_bytes())[0]


def rolled(examples: Path):
    return roll_over(seed(examples), Period.school_year(2019))


def test_every_deadline(examples):
    """Each deadline keeps its words and moves by a year; what has no year stays byte for byte."""
    rows = rolled(examples).plan.activity_rows()
    assert {row.number: str(row.activity.deadline) for row in rows} == DEADLINES


def test_every_question(examples):
    """Eleven questions about twenty activities and two signatures; each with what is proposed."""
    asked = [(n.number, n.field, n.problem.code, n.after) for n in rolled(examples).open]
    assert asked == QUESTIONS


def test_everything_done_without_a_question(examples):
    """Two blanks for the pen, a year in a title, seventeen deadlines, each with before and after.

    Silent beside that: what has no year and comes every year (4.2 to 4.4), and all that is kept.
    """
    made = [n for n in rolled(examples).notes if not n.open]
    old = {row.number: str(row.activity.deadline) for row in seed(examples).activity_rows()}
    moves = [n for n in made if n.problem.code == "PLN834"]
    assert [(n.number, n.before, n.after) for n in moves] == [
        (number, old[number], DEADLINES[number]) for number in list(DEADLINES)[:17]
    ]
    assert [(n.field, n.problem.code, n.before, n.after) for n in made if n not in moves] == [
        ("approval", "PLN849", "« 01 » _____ 2018 г.", "« __ » _____ 20__ г."),
        ("approval", "PLN849", "« 01 » _____ 2018 г.", "« __ » _____ 20__ г."),
        ("title", "PLN833", f"{LABEL} 2018-2019 учебный год", f"{LABEL} 2019-2020 учебный год"),
    ]


def test_all_else_is_kept(examples):
    """Ids, titles, executors, results, numbering, short names and names of signers stay."""
    old, new = seed(examples), rolled(examples).plan
    for was, now in zip(old.activity_rows(), new.activity_rows(), strict=True):
        title = was.activity.title.replace("2018-2019", "2019-2020")
        kept = {"title": title, "deadline": now.activity.deadline}
        carried = {"carried_from": now.activity.carried_from}
        assert now.activity == was.activity.model_copy(update={**kept, **carried})
        assert now.activity.carried_from.number == was.number == now.number
    same = ("title", "columns", "numbering", "layout", "short_names", "language", "signatures")
    assert all(getattr(old, name) == getattr(new, name) for name in same)
    assert [a.officer.name for a in new.approvals] == ["Д.В. Борисов", "С.В. Белезекина"]
    assert all(a.officer.date.blank for a in new.approvals)


def test_the_plan_knows_where_it_came_from(examples):
    """The draft is another plan, at its first revision, with a link to the old one."""
    old = seed(examples).model_copy(update={"revision": 3})
    new = roll_over(old, Period.school_year(2019)).plan
    assert new.id != old.id
    assert (new.revision, new.period) == (1, Period.school_year(2019))
    link = new.carried_from
    assert (link.id, link.revision, link.period) == (old.id, 3, old.period)


def test_answered_as_a_colleague_would_it_is_a_clean_plan(examples):
    """With the proposals taken, the check finds less to say about the draft than about the seed."""
    draft = rolled(examples)
    answers = {n.key: Answer(Choice.SHIFT) for n in draft.open if n.after}
    reviewed = apply_review(draft, answers)
    assert reviewed.problems == ()
    said = {(p.place.trail, p.code) for p in check(reviewed.plan, previous=seed(examples))}
    assert said == {
        ("Задача 1 → 1.2 → срок", "PLN302"),  # August, in preparation
        ("Задача 2 → 2.1 → срок", "PLN302"),  # runs a month over the end, as last year
        ("Задача 4 → 4.3 → мероприятие", "PLN406"),  # last year's slip of grammar
    }
