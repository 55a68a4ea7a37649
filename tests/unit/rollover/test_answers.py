"""Answers of a review put into the draft, and the review as a YAML file."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from support.problems import codes
from support.rolled import first, plan_of, roll

from plandoc.errors import Place
from plandoc.formats.yaml.review_reader import read_review
from plandoc.formats.yaml.review_writer import dump_review
from plandoc.review import Answer, Choice, NoteKind, choice_name, choice_named
from plandoc.rollover.roll_over import apply_review, review_rows
from plandoc.words.language import LANGUAGES, words_in

KEEP, SHIFT, EDIT, DROP, SPLIT, *_ = Choice
INTO = "на 2019-2020 учебный год"

A = {"id": "a", "title": "Форум «Весна-2019»", "deadline": "Октябрь 2018 (на 2020 год)"}
B = {"id": "b", "title": "Разработка паспорта", "deadline": "Сентябрь 2018"}
REMOVED = {
    "id": "c",
    "title": "Слёт 2019",
    "deadline": "Май 2019",
    "outcome": {"status": "removed"},
}


def keys(rolled):
    """Return the keys of notes by activity or field, and code."""
    return {
        f"{n.activity or n.field}.{n.field}.{n.problem.code[3:]}" if n.activity else n.field: n.key
        for n in rolled.notes
    }


def answered(plan, answers):
    """Answer notes by `id.field.code`; each answer is a choice, or a choice and a text."""
    rolled = roll(plan)
    known = keys(rolled)
    given = {
        known.get(name, name): Answer(
            *(answer if isinstance(answer, tuple) else (answer,)),
            place=Place(file="r.yaml", line=line),
        )
        for line, (name, answer) in enumerate(answers.items(), 1)
    }  # fmt: skip
    return apply_review(rolled, given)


def result(rolled):
    rows = (row.activity for row in rolled.plan.activity_rows())
    return [(one.id, one.title, str(one.deadline)) for one in rows]


def test_without_answers_the_draft_is_as_it_was():
    """No answer changes nothing, and every question stays open."""
    rolled = roll(plan_of(A, B))
    same = apply_review(rolled, {})
    assert (same.plan, same.notes, same.problems) == (rolled.plan, rolled.notes, ())
    assert len(same.open) == 3


@pytest.mark.parametrize(
    ("name", "answer", "activity"),
    [
        ("a.title.835", SHIFT, ("a", "Форум «Весна-2020»", "Октябрь 2019 (на 2020 год)")),
        ("a.title.835", KEEP, ("a", "Форум «Весна-2019»", "Октябрь 2019 (на 2020 год)")),
        ("a.title.835", (EDIT, "Форум"), ("a", "Форум", "Октябрь 2019 (на 2020 год)")),
        ("a.deadline.835", SHIFT, ("a", "Форум «Весна-2019»", "Октябрь 2019 (на 2021 год)")),
        ("a.deadline.834", KEEP, ("a", "Форум «Весна-2019»", "Октябрь 2018 (на 2020 год)")),
        ("a.deadline.834", SHIFT, ("a", "Форум «Весна-2019»", "Октябрь 2019 (на 2020 год)")),
        ("a.deadline.834", (EDIT, "Май"), ("a", "Форум «Весна-2019»", "Май")),
    ],
)
def test_an_answer_is_followed(name, answer, activity):
    """Keep leaves what stood before, shift takes the proposal, edit takes the text."""
    rolled = answered(plan_of(A), {name: answer})
    assert result(rolled) == [activity]
    assert rolled.problems == ()
    asked = {n.key for n in roll(plan_of(A)).open} - {keys(rolled)[name]}
    assert {n.key for n in rolled.open} == asked


def test_answers_about_one_text_add_up():
    """The year that is sure and the one that was asked about are settled apart."""
    rolled = answered(plan_of(A), {"a.deadline.834": KEEP, "a.deadline.835": SHIFT})
    assert result(rolled)[0][2] == "Октябрь 2018 (на 2021 год)"


def test_dropped_activities_leave_with_what_belongs_to_them():
    """An activity that is dropped is not in the draft, nor the remarks accepted for it."""
    accepted = [{"code": "PLN302", "reason": "так", "id": "b"}]
    rolled = answered(plan_of(A, B, accepted=accepted), {"b.activity.853": DROP})
    assert [row[0] for row in result(rolled)] == ["a"]
    assert rolled.plan.accepted == ()


def test_an_accepted_remark_can_be_dropped():
    """Without the remark, the activity stays."""
    plan = plan_of(
        B, accepted=[{"code": "PLN302", "reason": "так"}, {"code": "PLN421", "reason": "и"}]
    )
    rolled = roll(plan)
    key = next(n.key for n in rolled.notes if n.field == "accepted")
    dropped = apply_review(rolled, {key: Answer(DROP)})
    assert codes(dropped.plan.accepted) == ["PLN421"]
    assert len(list(dropped.plan.activity_rows())) == 1


def test_a_removed_activity_comes_back_with_its_own_questions():
    """Kept after all, it is in the draft, its deadline moved, and its years are asked about."""
    rolled = answered(plan_of(A, REMOVED), {"c.activity.854": KEEP})
    assert result(rolled)[1] == ("c", "Слёт 2019", "Май 2020")
    assert "c.title.835" in keys(rolled)
    both = answered(
        plan_of(A, REMOVED),
        {"c.activity.854": KEEP, keys(rolled)["c.title.835"]: SHIFT},
    )
    assert both.problems == ()
    assert result(both)[1][1] == "Слёт 2020"


@pytest.mark.parametrize(
    ("title", "text", "parts"),
    [
        ("Сбор заявок;\nотбор 2019", "", ["Сбор заявок", "отбор 2019"]),
        ("Сбор заявок; отбор 2019;", "", ["Сбор заявок", "отбор 2019"]),
        (
            "Заседания:\n- отбор 2019;\n2) итоги.",
            "",
            ["Заседания: отбор 2019", "Заседания: итоги."],
        ),
        ("Форум 2019", "Форум\n\n Слёт ", ["Форум", "Слёт"]),
        (
            "Форум 2019",
            "1. Форум:\n- отбор\n- итоги\n2. Слёт",
            ["Форум:\n- отбор\n- итоги", "Слёт"],
        ),
        (
            "1. Беседа о вреде\nкурения 2019\n2. Лекция:\n- врача;\n- юриста",
            "",
            ["Беседа о вреде курения 2019", "Лекция:\n- врача;\n- юриста"],
        ),
    ],
)
def test_an_activity_is_divided(title, text, parts):
    """Each part is an activity of its own that remembers the old one; all else goes to each."""
    activity = {"id": "a", "title": title, "executors": "Методист", "deadline": "Май 2019"}
    rolled = answered(plan_of({**activity, "number": "7"}, B), {"a.title.835": (SPLIT, text)})
    rows = [row.activity for row in rolled.plan.activity_rows()]
    assert [one.title for one in rows] == [*parts, B["title"]]
    assert [(str(one.deadline), one.executors[0].name) for one in rows[:-1]] == [
        ("Май 2020", "Методист")
    ] * len(parts)
    assert [(one.carried_from.number, one.carried_from.id) for one in rows[:-1]] == [
        ("7", "a")
    ] * len(parts)
    assert [one.number for one in rows[:-1]] == ["7"] + [""] * (len(parts) - 1)
    assert len({one.id for one in rows}) == len(rows)
    assert "a" not in {one.id for one in rows}


def test_dividing_says_nothing_about_the_deadline():
    """Answered on the row of the deadline, dividing leaves the deadline moved as it was."""
    activity = {"id": "a", "title": "Сбор; отбор", "deadline": "Май 2019"}
    rolled = answered(plan_of(activity), {"a.deadline.834": SPLIT})
    assert [row[1:] for row in result(rolled)] == [("Сбор", "Май 2020"), ("отбор", "Май 2020")]


def test_lines_of_a_deadline_are_shared_out():
    """A deadline and a result with a line for each part give each part its own."""
    activity = {
        "id": "a",
        "title": "Приказы:\n- о классах;\n- о нагрузке",
        "deadline": "до 3 сентября 2018\nМай 2019",
        "expected_result": "Приказ",
        "outcome": {"status": "postponed", "moved_to": "Июнь 2019"},
    }
    rolled = answered(plan_of(activity), {"a.deadline.852": SPLIT})
    rows = [row.activity for row in rolled.plan.activity_rows()]
    assert [str(one.deadline) for one in rows] == ["до 3 сентября 2019", "Май 2020"]
    assert [one.expected_result for one in rows] == ["Приказ", "Приказ"]
    assert rows[1].carried_from.postponed == 1


def test_school_quarters_can_be_written_anew():
    """A line for each quarter, in any usual dash; what are no days is refused with its place."""
    plan = plan_of(A, school_quarters=[["01.09.2018", "28.10.2018"]])
    text = "02.09.2019 - 27.10.2019\n05.11.2019–28.12.2019\n09.01.2020-20.03.2020\n"
    rolled = answered(plan, {"plan.school_quarters": (EDIT, text)})
    assert [f"{a:%d.%m}–{b:%d.%m}" for a, b in rolled.plan.school_quarters] == [
        "02.09–27.10", "05.11–28.12", "09.01–20.03",
    ]  # fmt: skip
    kept = answered(plan, {"plan.school_quarters": KEEP})
    assert kept.plan.school_quarters == plan.school_quarters
    assert codes(answered(plan, {"plan.school_quarters": (EDIT, "осень")})) == ["PLN123", "PLN192"]


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        ({"a.title-000000": KEEP}, ["PLN855"]),
        ({"b.activity.853": SHIFT}, ["PLN856"]),
        ({"b.activity.853": (EDIT, "текст")}, ["PLN856"]),
        ({"a.title.835": EDIT}, ["PLN857"]),
        ({"a.title.835": (EDIT, "  \n")}, ["PLN857"]),
        ({"a.title.835": SPLIT}, ["PLN857"]),
        ({"a.title.835": (SHIFT, "Форум")}, ["PLN858"]),
        ({"a.title.835": (None, "Форум")}, ["PLN858"]),
        ({"a.title.835": (EDIT, "Форум\x07")}, ["PLN101"]),
        ({"a.title.835": (SPLIT, "Форум\x07\nСлёт")}, ["PLN101"]),
        ({"a.deadline.834": (EDIT, "31 февраля 2020")}, ["PLN202"]),
        ({"a.deadline.834": (EDIT, "до 31.04.2020")}, ["PLN202"]),
        ({"a.title.835": DROP, "a.deadline.835": SHIFT}, ["PLN859"]),
        ({"a.deadline.834": (EDIT, "Май"), "a.title.835": DROP}, ["PLN859"]),
        ({"a.title.835": DROP, "a.deadline.834": (SPLIT, "а\nб")}, ["PLN859"]),
        ({"a.title.835": (SPLIT, "а\nб"), "a.deadline.834": (SPLIT, "а\nв")}, ["PLN859"]),
        ({"a.deadline.834": (EDIT, "Май"), "a.deadline.835": (EDIT, "Июнь")}, ["PLN859"]),
        ({"a.deadline.834": (EDIT, "Май"), "a.deadline.835": SHIFT}, ["PLN859"]),
        ({"b.activity.853": KEEP, "b.deadline.834": DROP}, ["PLN859"]),
        # These go together.
        ({"a.title.835": DROP, "a.deadline.834": DROP}, []),
        ({"a.title.835": DROP, "a.deadline.834": KEEP}, []),
        ({"a.deadline.834": (EDIT, "Май"), "a.deadline.835": KEEP}, []),
        ({"a.deadline.834": (EDIT, "Май"), "a.deadline.835": (EDIT, "Май")}, []),
        ({"a.title.835": (SPLIT, "а\nб"), "a.deadline.835": SHIFT}, []),
    ],
)
def test_what_cannot_be_followed_is_a_problem(answers, found):
    """What is unknown, unfit, wordless or contradicted counts as not given, and is said."""
    rolled = answered(plan_of(A, B), answers)
    assert codes(rolled) == found
    if found:
        assert result(rolled) == result(roll(plan_of(A, B)))
        assert all(n.answer is None for n in rolled.notes)
        assert all(problem.place.line for problem in rolled.problems)
        assert all(problem.text(language) for problem in rolled.problems for language in LANGUAGES)


def test_two_proposals_for_the_same_words_contradict():
    """A stale year and a new date cannot both be taken."""
    outcome = {"status": "postponed", "moved_to": "Ноябрь 2019"}
    activity = {"id": "a", "deadline": "Октябрь 2019", "outcome": outcome}
    rolled = answered(plan_of(activity), {"a.deadline.842": SHIFT, "a.deadline.852": SHIFT})
    assert codes(rolled) == ["PLN859"]
    one = answered(plan_of(activity), {"a.deadline.852": SHIFT})
    assert str(first(one).deadline) == "Ноябрь 2019"


def test_all_problems_come_at_once_and_good_answers_are_followed():
    """Three bad answers are three problems; the good one beside them is taken."""
    answers = {
        "x": KEEP,
        "a.title.835": EDIT,
        "a.deadline.835": SHIFT,
        "b.activity.853": SHIFT,
    }
    rolled = answered(plan_of(A, B), answers)
    assert codes(rolled) == ["PLN855", "PLN857", "PLN856"]
    assert result(rolled)[0][2] == "Октябрь 2019 (на 2021 год)"


# The YAML file


def test_a_review_that_nobody_answered_says_nothing():
    """Written and read back untouched, a review has no answers and no problems."""
    rolled = roll(plan_of(A, B, REMOVED))
    for language in LANGUAGES:
        text = dump_review(review_rows(rolled, language), INTO, language).decode()
        assert read_review(text) == ({}, ())
        assert set(YAML(typ="safe").load(text)) == {n.key for n in rolled.notes}


def test_questions_come_before_what_was_done():
    """The file begins with what waits for an answer; what was done stands under its own heading."""
    rolled = roll(plan_of(A, B))
    text = dump_review(review_rows(rolled), INTO, "ru").decode()
    heading = text.index(words_in("ru").rollover.review.made)
    for note in rolled.notes:
        assert (text.index(f"\n{note.key}:") < heading) is note.open
    assert text.startswith("# Вопросы к черновику плана на 2019-2020 учебный год.")


def test_an_answer_in_the_file_is_read_with_its_place():
    """Words of any language and keys are choices; a text may have several lines."""
    text = (
        "a.title-1:\n  choice: Исправить\n  text: |-\n    Форум\n    Слёт\n"
        "b.title-2: {Решение: shift}\n"
        "c.title-3:\n  choice: drop\n  text:\n"
        "d.title-4:\n  text: забыли ответ\n"
        "e.title-5:\n"
    )
    answers, problems = read_review(text, "r.yaml")
    assert problems == ()
    assert answers == {
        "a.title-1": Answer(EDIT, "Форум\nСлёт", Place("r.yaml", 2, 11)),
        "b.title-2": Answer(SHIFT, "", Place("r.yaml", 6, 22)),
        "c.title-3": Answer(DROP, "", Place("r.yaml", 8, 11)),
        "d.title-4": Answer(None, "забыли ответ", Place("r.yaml", 10, 1)),
    }


def test_what_is_wrong_in_the_file_is_said_at_once():
    """A typo in a choice, an unknown key, a list, a bare word: each with its line and column."""
    text = (
        "a: {choice: исправит}\nb: {choice: что-то другое}\nc: {ответ: keep}\nd: keep\n"
        "e: {choice: keep, text: [а]}\ne: {choice: keep}\n"
    )
    answers, problems = read_review(text, "r.yaml")
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        ("PLN016", 6, 1),
        ("PLN174", 1, 13),
        ("PLN175", 2, 13),
        ("PLN172", 3, 5),
        ("PLN182", 4, 4),
        ("PLN176", 5, 25),
    ]
    assert set(answers) == {"e"}
    assert codes(read_review("- keep")[1]) == ["PLN182"]
    assert codes(read_review("a: {")[1]) == ["PLN011"]
    assert read_review("") == ({}, ())


def test_answers_given_so_far_are_written_and_read_back():
    """A review of an answered draft holds the answers, in words of its language."""
    title = 'Форум: "Весна"\nи # <лето>'
    rolled = answered(
        plan_of(A, B),
        {"a.title.835": (EDIT, title), "b.activity.853": DROP, "a.deadline.835": SHIFT},
    )
    for language in LANGUAGES:
        text = dump_review(review_rows(rolled, language), INTO, language).decode()
        answers, problems = read_review(text)
        assert problems == ()
        again = apply_review(roll(plan_of(A, B)), answers)
        assert (again.plan, again.problems) == (rolled.plan, ())


def test_hostile_texts_stay_in_their_comments():
    """Whatever a text holds, the file is read back, and shows it without control characters."""
    titles = [
        "на 2024\n\ntrue: [",
        "до 2024\u2028key: x",
        "\x85 до 2024 \x7f",
        "'\"\\ 2024 #",
        "\ufeff2024",
    ]
    rolled = roll(plan_of(*({"title": title} for title in titles)))
    text = dump_review(review_rows(rolled), INTO, "ru").decode()
    assert len(rolled.open) == len(titles)
    assert read_review(text) == ({}, ())
    assert len(YAML(typ="safe").load(text)) == len(rolled.notes)


def test_every_choice_and_kind_has_its_word():
    """Each choice is named and found by its word in every language."""
    for language in LANGUAGES:
        words = words_in(language).rollover
        assert set(words.choices) == set(Choice)
        assert set(words.kinds) == set(NoteKind)
        for choice in Choice:
            assert choice_named(f" {choice_name(choice, language).upper()} ") is choice
    assert choice_named("") is None


def test_a_review_of_the_seed_is_answered_as_a_file(examples: Path):
    """The whole way of a secretary: questions as a file, answers typed in, the plan."""
    from plandoc.formats.yaml.plan_reader import read_plan

    rolled = roll(read_plan((examples / "seed.yaml").read_bytes())[0])
    text = dump_review(review_rows(rolled), INTO, "ru").decode()
    for note in rolled.open:
        answer = "сдвинуть" if note.after else "оставить"
        text = text.replace(f"\n{note.key}:\n  решение:", f"\n{note.key}:\n  решение: {answer}")
    answers, problems = read_review(text, "review.yaml")
    reviewed = apply_review(rolled, answers)
    assert (problems, reviewed.problems, reviewed.open) == ((), (), ())
    rows = {row.number: str(row.activity.deadline) for row in reviewed.plan.activity_rows()}
    assert rows["3.2."] == "Октябрь 2019 г., апрель 2020 г."
