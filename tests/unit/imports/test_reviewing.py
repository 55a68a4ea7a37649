import pytest
from support.hand_made import document, paragraph, table

from plandoc import Imported, import_document
from plandoc.codes import Code
from plandoc.imports.reviewing import apply_review, review_rows
from plandoc.review import Answer, Choice


@pytest.fixture
def imported() -> Imported:
    rows = (
        ["1", "Большой смотр", "Инспектор ОДН Соц. педагог", "Зал"],
        ["2", "Малый смотр песни", "Завуч", "Двор"],
    )
    source = document(
        paragraph("План на 2020 год", '<w:jc w:val="center"/>'),
        table(["№", "Сущность", "Ответственный", "Где-то"], *rows),
    )
    return import_document(source, "план.docx")


def key_of(imported: Imported, code: Code) -> str:
    keys = [doubt.path for doubt in imported.doubts if doubt.code is code]
    rows = review_rows(imported)
    asked = [doubt for doubt in imported.doubts if doubt.path]
    at = next(n for n, doubt in enumerate(asked) if doubt.path == keys[0])
    return rows[at].key


def test_each_doubt_is_a_question(imported: Imported):
    """A question has its row, what was read, and what may be answered; notes are told as such."""
    rows = review_rows(imported)
    assert imported.review == rows
    question = next(row for row in rows if "Инспектор" in row.before)
    assert (question.number, question.activity) == ("1", "Большой смотр")
    assert question.choices == (Choice.KEEP, Choice.EDIT)
    assert len({row.key for row in rows}) == len(rows) == 2


def test_an_answer_replaces_what_was_read(imported: Imported):
    """`edit` puts a text in its place, `keep` leaves it; both end the doubt."""
    unclear = key_of(imported, Code.IMPORT_EXECUTORS_UNCLEAR)
    role = key_of(imported, Code.IMPORT_ROLE_GUESSED)
    answers = {
        unclear: Answer(Choice.EDIT, "Инспектор ОДН; Соц. педагог"),
        role: Answer(Choice.KEEP),
    }
    done, problems = apply_review(imported, answers)
    names = [one.name for one in done.plans[0].activities[0].executors]
    assert names == ["Инспектор ОДН", "Соц. педагог"]
    assert problems == ()
    assert done.doubts == ()
    assert done.problems == ()


def test_a_column_gets_another_role(imported: Imported):
    """The texts of a column go to its new key; what was there gets a key of its own."""
    role = key_of(imported, Code.IMPORT_ROLE_GUESSED)
    done, problems = apply_review(imported, {role: Answer(Choice.EDIT, "expected_result")})
    assert problems == ()
    plan = done.plans[0]
    assert [column.key for column in plan.columns][1] == "expected_result"
    assert plan.activities[0].expected_result == "Большой смотр"
    assert plan.activities[0].title == ""


def test_an_answer_that_does_not_fit_is_told(imported: Imported):
    """An unknown role changes nothing and leaves the doubt open; so does an unknown question."""
    role = key_of(imported, Code.IMPORT_ROLE_GUESSED)
    answers = {role: Answer(Choice.EDIT, "ерунда"), "000": Answer(Choice.KEEP)}
    done, problems = apply_review(imported, answers)
    assert {problem.code for problem in problems} == {
        Code.IMPORT_ANSWER_INVALID, Code.IMPORT_ANSWER_WITHOUT_QUESTION,
    }  # fmt: skip
    assert done.plans == imported.plans
    assert len(done.doubts) == len(imported.doubts)


def test_a_text_put_to_another_row_can_be_dropped():
    """A cell of a torn tail that is dropped leaves the plan and is a leftover."""
    heads = ["№", "Мероприятия", "Срок", "Результат"]
    rows = (
        ["1", "Смотр", "май", "Акт"], ["2", "Сбор", "июнь", ""], ["3", "Урок", "июль", ""],
        ["", "", "", "Отчёт"], ["", "", "", "Протокол"],
    )  # fmt: skip
    source = document(paragraph("План на 2020 год", '<w:jc w:val="center"/>'), table(heads, *rows))
    imported = import_document(source, "план.docx")
    row = next(one for one in imported.review if one.before == "Отчёт")
    done, _ = apply_review(imported, {row.key: Answer(Choice.DROP)})
    assert [one.expected_result for one in done.plans[0].activities] == ["Акт", "", "Протокол"]
    assert [one.text for one in done.leftovers] == ["Отчёт"]
