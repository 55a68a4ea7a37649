"""The review of a draft as bytes."""

import pytest
from support.problems import codes

from plandoc import (
    Period,
    Plan,
    PlandocError,
    apply_review,
    read_review,
    render_review,
    roll_over,
)
from plandoc.results import Answer, Choice


def draft(title: str = "План"):
    rows = [{"title": "Проверка до 2024 года", "deadline": "Май 2019 г."}]
    plan = Plan(title=title, period="2018-2019", activities=rows)
    return roll_over(plan, Period.school_year(2019))


def test_an_unanswered_review_answers_nothing() -> None:
    """A workbook and a YAML file come back as they went; the draft does not change."""
    for source in (render_review(draft()), render_review(draft(), "yaml")):
        answers, problems = read_review(source, draft())
        assert (list(problems), apply_review(draft(), answers)) == ([], draft())


def test_a_review_of_another_plan_is_refused() -> None:
    """Its identity travels with the workbook."""
    with pytest.raises(PlandocError) as caught:
        read_review(render_review(draft()), draft("Другой"))
    assert len(codes(caught.value.problems)) == 1


@pytest.mark.parametrize(
    ("key", "answer", "chosen"),
    [
        ("1.title", Choice.KEEP, Answer(Choice.KEEP)),
        ("1..title", "оставить", Answer(Choice.KEEP)),
        ("title", "Проверка до 2025 года", Answer(Choice.EDIT, "Проверка до 2025 года")),
        ("1.deadline", Answer(Choice.KEEP), Answer(Choice.KEEP)),
    ],
)
def test_answers_have_readable_keys(
    key: str, answer: Answer | Choice | str, chosen: Answer
) -> None:
    """The number of a row and its field name a note; a text is what is to stand there."""
    answered = apply_review(draft(), {key: answer})
    assert not answered.problems
    assert [note.answer for note in answered.notes if note.answer] == [chosen]


def test_a_key_that_names_several_notes_is_told() -> None:
    """No answer is given to the wrong question."""
    found = apply_review(draft(), {"1": Choice.KEEP, "9.title": Choice.KEEP})
    assert len(found.problems) == 2
    assert not any(note.answer for note in found.notes)
