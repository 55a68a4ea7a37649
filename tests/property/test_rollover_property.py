"""Rolling a plan over: two years at once or one after another, and nothing lost on the way."""

from hypothesis import HealthCheck, assume, event, given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import activities, plans

from plandoc.formats.yaml.review_reader import read_review
from plandoc.formats.yaml.review_writer import dump_review
from plandoc.review import Answer, Choice, NoteKind
from plandoc.rollover.roll_over import apply_review, review_rows, roll_over
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period, PeriodKind
from plandoc.schema.plan import Plan
from plandoc.schema.tree import is_activity, walk

SLOW = tries(80, HealthCheck.filter_too_much)  # removed rows are no examples of some

TITLES = (
    "План на {0}-{1} учебный год", "Итоги {0}–{1} уч. г.", "Работа в {0}/{1:.2} учебном году",
    "Заседание совета", "Реализация программы до 2130 года", "Приказ от 01.09.{0} № 5",
)  # fmt: skip
DEADLINES = (
    "Сентябрь {0}", "до 15 мая {1} г.", "Октябрь {0} - май {1}", "1 раз в месяц", "Март",
    "Сентябрь {0} (на 2130 год)", "{0}-{1} учебный год", "01.10.{0}, 20.01.{1}", "29 февраля",
    "Апрель, октябрь {0} г.", "17 мая {1} г. (пятница)", "31 сентября {0}",
)  # fmt: skip


def later(period: Period, years: int) -> Period:
    first = period.first.year + years
    school = period.kind is PeriodKind.SCHOOL_YEAR
    return Period.school_year(first) if school else Period.calendar_year(first)


@st.composite
def yearly_plans(draw) -> Plan:
    """Plans of school and calendar years, hostile ones and ones that speak of their own years."""
    year = draw(st.integers(1990, 2100))
    school = draw(st.booleans())
    period = Period.school_year(year) if school else Period.calendar_year(year)
    plan = draw(plans(shapes=True))
    told = (str(year), str(year + 1))
    own = [
        draw(activities()).model_copy(
            update={
                "title": draw(st.sampled_from(TITLES)).format(told[0], _Short(told[1])),
                "number": "",
            }
        )
        for _ in range(draw(st.integers(1, 4)))
    ]
    data = plan.model_dump(exclude={"period", "activities"})
    listed = [one.model_dump(exclude={"id"}) for one in (*plan.activities, *own)]
    for one in listed[len(plan.activities) :]:
        one["deadline"] = draw(st.sampled_from(DEADLINES)).format(*told)
    return Plan.model_validate({**data, "period": period, "activities": listed})


class _Short(str):
    """A year that a format may shorten to its last two digits."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return self[2:] if spec else str(self)


def comparable(plan: Plan, asked: set) -> dict:
    """Return a plan without its id, its history and every text that a question is about."""
    data = plan.model_dump(mode="json", exclude={"id", "carried_from", "school_quarters"})
    for place, found in walk(data):
        if is_activity(place):
            del found["carried_from"]
    for path in asked:
        data = path.replace(data, None)
    return data


def without_removed(plan: Plan) -> bool:
    return all(
        row.activity.outcome is None or row.activity.outcome.status is not Status.REMOVED
        for row in plan.activity_rows()
    )


@given(yearly_plans())
@SLOW
def test_one_year_and_one_year_is_two_years(plan):
    """Rolled over twice, a plan is what it is when rolled two years on at once.

    Apart from its id (born from title and period) and its history, in every text about which no
    step asks a question: a text with an open question keeps its words, and those may mean
    something else to the year between.
    """
    assume(without_removed(plan))  # their places would differ; they are tested by themselves
    once = roll_over(plan, later(plan.period, 1))
    twice = roll_over(once.plan, later(plan.period, 2))
    direct = roll_over(plan, later(plan.period, 2))
    asked = {
        n.path
        for rolled in (once, twice, direct)
        for n in rolled.notes
        if n.open and n.field not in ("activity", "accepted", "plan.period", "plan.school_quarters")
    }
    event(f"asked about {min(len(asked), 5)} texts")
    moved = [n for n in direct.notes if n.kind is NoteKind.CHANGE and n.path not in asked]
    event(f"moved {min(len(moved), 5)} texts")
    assert comparable(twice.plan, asked) == comparable(direct.plan, asked)
    assert [row.activity.id for row in twice.plan.activity_rows()] == [
        row.activity.id for row in plan.activity_rows()
    ]


@given(yearly_plans())
@SLOW
def test_what_is_not_noted_is_kept(plan):  # noqa: C901
    """Every text of the draft is last year's, or a note tells what became of it."""
    rolled = roll_over(plan, later(plan.period, 1))
    told = {n.path: n for n in rolled.notes if n.default is Choice.SHIFT}
    gone = [n.path for n in rolled.notes if n.default is Choice.DROP]
    assume(not gone)
    was, now = (p.model_dump(mode="json", exclude_defaults=True) for p in (plan, rolled.plan))
    for name in ("id", "revision", "period", "carried_from", "school_quarters"):
        was.pop(name, None)
        now.pop(name, None)
    for path, note in told.items():
        days = isinstance(path.get(was), dict)
        if note.field not in ("approval", "signature", "plan.school_quarters") and not days:
            assert path.get(now) == note.after
            was = path.replace(was, note.after)
    for data in (was, now):
        for place, found in walk(data):
            if is_activity(place):
                found.pop("outcome", None)
                found.pop("carried_from", None)
        blocks = [block for block in data.get("blocks", ()) if isinstance(block, dict)]
        for block in blocks:
            if isinstance(block.get("table", {}).get("period"), dict):
                del block["table"]["period"]
        annexes = (block.get("annex") for block in blocks)
        for basis in [
            *(one for part in (data, *blocks) for one in part.get("signatures", ())),
            *(annex["to"] for annex in annexes if isinstance(annex, dict) and "to" in annex),
            *(
                a.get(k, {})
                for part in (data, *blocks)
                for a in part.get("approvals", ())
                for k in ("officer", "act", "minutes")
            ),
        ]:
            if basis.get("date") is not None:
                basis.pop("date")
            if basis.get("number") is not None:
                basis.pop("number")
    assert was == now


@given(yearly_plans(), st.randoms(use_true_random=False))
@SLOW
def test_any_answers_give_a_plan_and_survive_the_file(plan, random):
    """Whatever is answered, a plan comes of it; through the file, the same one; keys are unique."""
    rolled = roll_over(plan, later(plan.period, 1))
    assert len({n.key for n in rolled.notes}) == len(rolled.notes)
    answers = {}
    for note in rolled.notes:
        choice = random.choice([None, *note.choices])
        text = random.choice(["слово", "а\nб"]) if choice in (Choice.EDIT, Choice.SPLIT) else ""
        if choice:
            answers[note.key] = Answer(choice, text)
    reviewed = apply_review(rolled, answers)
    assert {p.code for p in reviewed.problems} <= {
        "PLN859",
        "PLN103",
        "PLN111",
        "PLN123",
        "PLN192",
        "PLN199",
    }
    again, problems = read_review(dump_review(review_rows(reviewed), "на новый год", "ru").decode())
    assert problems == ()
    assert apply_review(rolled, again).plan == reviewed.plan
    assert len(reviewed.open) <= len(rolled.open) + len(answers)


@given(yearly_plans())
@SLOW
def test_questions_without_answers_change_nothing(plan):
    """What a question proposes is in no draft before somebody takes it."""
    rolled = roll_over(plan, later(plan.period, 1))
    kept = {n.key: Answer(Choice.KEEP) for n in rolled.open if n.default is Choice.KEEP}
    reviewed = apply_review(rolled, kept)
    assert reviewed.problems == ()
    assert reviewed.plan == rolled.plan
