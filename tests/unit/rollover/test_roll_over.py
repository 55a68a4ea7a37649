"""plandoc.rollover.roll_over: period, who signs, texts of a plan; what is asked about them."""

from datetime import date

import pytest
from support.problems import codes
from support.rolled import YEAR, first, plan_of, roll, said

from plandoc.errors import PlandocError
from plandoc.review import Choice, NoteKind
from plandoc.rollover.roll_over import review_rows
from plandoc.schema.plan import Plan

# Periods


@pytest.mark.parametrize(
    ("into", "code"),
    [
        (YEAR, "PLN831"),
        ("2017-2018", "PLN830"),
        ("2019 год", "PLN830"),
        ({"first": "2018-10-01", "last": "2019-12-31"}, "PLN830"),
    ],
)
def test_a_period_that_is_not_later_is_refused(into, code):
    """The same period, one before and one that overlaps are refused, each in its own words."""
    with pytest.raises(PlandocError) as refused:
        roll(plan_of({}), into)
    assert codes(refused.value) == [code]
    assert all(problem.text("en") and problem.text("ru") for problem in refused.value.problems)


def test_the_period_keeps_the_spelling_of_the_plan():
    """Who types 2019-2020 does not change a plan that writes 2018/19."""
    rolled = roll(plan_of({}, period="2018/19"), "2019-2020")
    assert rolled.plan.period.spelled == "2019/20"


def test_a_period_of_another_kind_is_asked_about():
    """From a school year to a calendar year: said once, and where a deadline falls out."""
    rolled = roll(plan_of({"deadline": "Март 2019"}, {"deadline": "Октябрь 2018"}), "2020 год")
    assert said(rolled, NoteKind.QUESTION) == [
        ("plan.period", "PLN832", "на 2020 год", ""),
        ("deadline", "PLN847", "Март 2021", ""),
    ]
    assert rolled.notes[0].choices == (Choice.KEEP,)


def test_ranges_of_the_same_shape_are_the_same_kind():
    """Nine months and nine months a year later raise no question; leap days do not matter."""
    for first_day, last_day in (("09-01", "05-31"), ("09-01", "02-28")):
        period = {"first": f"2018-{first_day}", "last": f"2019-{last_day}"}
        into = {"first": f"2019-{first_day}", "last": f"2020-{last_day}".replace("02-28", "02-29")}
        assert said(roll(plan_of({"deadline": "Октябрь"}, period=period), into)) == []


def test_within_a_year_nothing_moves():
    """From the first half of a year to the second the years stay, and all is asked."""
    halves = [
        {"first": f"2018-{a}", "last": f"2018-{b}"}
        for a, b in (("01-01", "06-30"), ("07-01", "12-31"))
    ]
    plan = plan_of({"title": "План на 2018 год", "deadline": "Март 2018"}, period=halves[0])
    rolled = roll(plan, halves[1])
    assert str(first(rolled).deadline) == "Март 2018"
    assert [code for _, code, _, _ in said(rolled)] == ["PLN832", "PLN847"]
    assert all(n.before != n.after for n in rolled.notes)


# Signing, quarters, accepted remarks


def officer(post="Директор", **parts):
    return {"kind": "approve", "officer": {"post": post, "name": "И.И. Иванов", **parts}}


def test_what_the_pen_wrote_is_cleared():
    """Dates and numbers become blanks in their style; names stay, and what is `null` stays so."""
    approvals = [
        officer(date="01.09.2018"),
        {"kind": "adopt", "minutes": {"body": "советом", "date": "30.08.2018", "number": "1"}},
        {**officer(date=None), "act": {"date": "31 августа 2018 г.", "number": "112-од"}},
        officer(),
    ]
    plan = plan_of(approvals=approvals, signatures=[{"post": "Завуч", "date": "01.09.2018"}])
    rolled = roll(plan)
    one, two, three, four = rolled.plan.approvals
    assert (one.officer.name, one.officer.date.text("ru")) == ("И.И. Иванов", "__.__.____")
    assert (two.minutes.date.text("ru"), two.minutes.number) == ("__.__.____", "")
    assert (three.officer.date, three.act.date.text("ru")) == (None, "__ _____ 20__ г.")
    assert four.officer.date.blank
    assert rolled.plan.signatures[0].date.text("ru") == "__.__.____"
    made = [(n.field, n.before, n.after) for n in rolled.notes]
    assert made == [
        ("approval", "01.09.2018", "__.__.____"),
        ("approval", "30.08.2018 № 1", "__.__.____ № ____"),
        ("approval", "31 августа 2018 г. № 112-од", "__ _____ 20__ г. № ____"),
        ("signature", "01.09.2018", "__.__.____"),
    ]


@pytest.mark.parametrize(
    ("post", "asked"),
    [
        ("И.о. начальника Департамента", True),
        ("И. о. директора", True),
        ("Ио Директор школы", True),
        ("И.О.начальника ОМВД", True),
        ("Врио ректора", True),
        ("Временно исполняющий обязанности ректора", True),
        ("Школа № 1\nисполняющая обязанности директора", True),
        ("Директор", False),
        ("Иоанно-Предтеченский приход", False),
        ("Председатель комиссии и общественности", False),
    ],
)
def test_whoever_acts_is_asked_about(post, asked):
    """Who acts may be gone or confirmed: post and name are asked about, in signatures too."""
    plan = plan_of(approvals=[officer(post)], signatures=[{"post": post}])
    found = [(n.field, n.choices) for n in roll(plan).open]
    fields = ["approval.post", "approval.name", "signature.post"] if asked else []
    assert found == [(name, (Choice.KEEP, Choice.EDIT)) for name in fields]


def test_school_quarters_move_and_are_asked():
    """The draft has the days a year later, and the question waits; 29 February becomes the 28th."""
    quarters = [["01.09.2019", "27.10.2019"], ["05.11.2019", "29.02.2020"]]
    rolled = roll(plan_of(period="2019-2020", school_quarters=quarters), "2020-2021")
    assert rolled.plan.school_quarters == (
        (date(2020, 9, 1), date(2020, 10, 27)), (date(2020, 11, 5), date(2021, 2, 28)),
    )  # fmt: skip
    (asked,) = rolled.open
    assert (asked.default, asked.after) == (
        Choice.SHIFT, "01.09.2020 – 27.10.2020\n05.11.2020 – 28.02.2021",
    )  # fmt: skip


def test_accepted_remarks_are_asked():
    """Whether last year's reason still holds is a question; the remark stays until answered."""
    accepted = [{"code": "PLN302", "reason": "август — подготовка", "id": "a1"}]
    rolled = roll(plan_of({"id": "a1"}, accepted=accepted))
    assert said(rolled) == [("accepted", "PLN851", "PLN302: август — подготовка", "")]
    assert len(rolled.plan.accepted) == 1


# Texts


def test_years_are_found_in_every_text_of_the_plan():
    """Whatever text names the plan's own year, it moves; whatever names 2024 is asked about."""

    def told(year):
        return Plan.model_validate(
            {
                "id": "p",
                "title": f"План на {year}",
                "author": f"Отдел {year}",
                "period": YEAR,
                "approvals": [
                    {
                        "kind": "own",
                        "word": f"{year}",
                        "officer": {"post": f"{year}", "name": f"{year}", "rank": f"{year}"},
                    },
                    {"kind": "approve", "act": {"of": f"{year}"}},
                    {"kind": "adopt", "minutes": {"body": f"{year}"}},
                ],
                "columns": ["number", "title", {"key": "place", "heading": f"{year}"}],
                "short_names": {"КС": f"{year}"},
                "sections": [
                    {
                        "title": f"{year}",
                        "label": f"{year}",
                        "activities": [
                            {
                                "id": "a",
                                "number": f"{year}",
                                "title": f"{year}",
                                "executors": [f"{year}", {"name": f"{year}", "lead": True}],
                                "supervisor": f"{year}",
                                "deadline": f"по плану на {year}",
                                "expected_result": f"{year}",
                                "fields": {"place": f"{year}"},
                            }
                        ],
                    }
                ],
                "notes": [f"{year}"],
                "signatures": [{"post": f"{year}", "name": f"{year}"}],
            }
        )  # fmt: skip

    own = roll(told("2018-2019"))
    assert "2018-2019" not in own.plan.model_copy(update={"carried_from": None}).model_dump_json(
        exclude={"sections": {"__all__": {"activities": {"__all__": {"carried_from"}}}}}
    )
    strategic = roll(told("2024"))
    assert len(strategic.open) == len([n for n in own.notes if n.kind is NoteKind.CHANGE]) == 23
    assert {n.problem.code for n in strategic.open} <= {"PLN837", "PLN853"}


def test_keys_are_unique_and_stay_the_same():
    """A key names one note; asked again about the same plan, the notes have the same keys."""
    executors = ["Клуб «Лето-2019»", "Клуб «Лето-2019»"]
    plan = plan_of({"executors": executors, "expected_result": "до 2024"}, {"title": "до 2024"})
    keys = [n.key for n in roll(plan).notes]
    assert len(keys) == len(set(keys)) == 4
    assert keys == [n.key for n in roll(plan).notes]
    other = plan_of({"executors": executors, "expected_result": "до 2025"}, {"title": "до 2024"})
    assert len(set(keys) - {n.key for n in roll(other).notes}) == 1


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_row_says_what_it_asks(language):
    """In either language each row has words for its question and its field."""
    plan = plan_of(
        {"fields": {"place": "Форум 2019"}, "deadline": "17 мая 2019 г."},
        columns=["title", "deadline", {"key": "place", "heading": "Место"}],
    )
    rows = review_rows(roll(plan), language)
    assert [row.kind for row in rows] == [NoteKind.CHANGE, NoteKind.QUESTION, NoteKind.QUESTION]
    assert all(row.question and row.field and row.activity for row in rows)
    assert rows[-1].field == "Место"
    assert rows[0].choices == (Choice.KEEP, Choice.SHIFT, Choice.EDIT, Choice.DROP, Choice.SPLIT)
