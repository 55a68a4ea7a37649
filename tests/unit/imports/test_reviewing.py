import pytest
from support.hand_made import document, paragraph, table

from plandoc import import_document
from plandoc.codes import Code
from plandoc.imports.reviewing import apply_review, review_rows
from plandoc.results import Imported
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


def row_asked(imported: Imported, code: Code) -> str:
    """Return the key of the only question with a code."""
    doubts = [doubt for doubt in imported.doubts if doubt.path]
    at = next(n for n, doubt in enumerate(doubts) if doubt.code is code)
    return review_rows(imported)[at].key


def plan_of(*rows: list[str]) -> Imported:
    heads = ["№", "Мероприятия", "Срок", "Ответственный"]
    source = document(paragraph("План на 2020 год", '<w:jc w:val="center"/>'), table(heads, *rows))
    return import_document(source, "план.docx")


CUT = (
    ["1.", "Смотр", "май", "Завхоз"], ["2.", "Беседы о", "май", "Завуч"],
    ["", "правилах", "", ""], ["3.", "Бал", "июнь", "Инспектор ОДН Соц. педагог"],
)  # fmt: skip


def test_a_row_that_was_put_together_can_be_two():
    """`split` makes the rows of the paper of it; the doubts below follow their activities."""
    imported = plan_of(*CUT)
    done, problems = apply_review(
        imported, {row_asked(imported, Code.IMPORT_ROW_CUT): Answer(Choice.SPLIT)}
    )
    assert problems == ()
    rows = list(done.plans[0].activity_rows())
    assert [row.activity.title for row in rows] == ["Смотр", "Беседы о", "правилах", "Бал"]
    assert [row.number for row in rows] == ["1.", "2.", "", "3."]
    (doubt,) = done.doubts
    assert str(doubt.path) == "activities[3].executors"
    assert done.problems == (doubt.problem,)


def test_several_answers_find_their_rows():
    """Rows that come and go move the places of no other answer."""
    imported = plan_of(*CUT, ["", "Отдельная строка", "", ""], ["4.", "Игра", "июнь", "Завуч"])
    answers = {
        row_asked(imported, Code.IMPORT_ROW_CUT): Answer(Choice.SPLIT),
        row_asked(imported, Code.IMPORT_EXECUTORS_UNCLEAR): Answer(Choice.EDIT, "Инспектор\nЗавуч"),
        row_asked(imported, Code.IMPORT_ROW_PERHAPS_CUT): Answer(Choice.JOIN),
    }
    done, problems = apply_review(imported, answers)
    assert (problems, done.doubts) == ((), ())
    activities = done.plans[0].activities
    assert [one.title for one in activities] == [
        "Смотр", "Беседы о", "правилах", "Бал\nОтдельная строка", "Игра",
    ]  # fmt: skip
    assert [one.name for one in activities[3].executors] == ["Инспектор", "Завуч"]


def test_activities_of_one_row_become_its_parts():
    """`parts` makes parts of one activity, `split` rows of their own, `keep` leaves the row."""
    imported = plan_of(
        ["1.", "Беседы:\n- о труде;\n- о чтении", "май\nиюнь", "Завуч"],
        ["2.", "Бал", "июнь", "Завуч"],
    )
    key = row_asked(imported, Code.IMPORT_SEVERAL_IN_CELL)
    (question,) = review_rows(imported)
    assert question.choices == (Choice.KEEP, Choice.SPLIT, Choice.PARTS)
    assert (question.number, question.field) == ("1.", "мероприятие")
    parts = apply_review(imported, {key: Answer(Choice.PARTS)})[0].plans[0].activities
    assert [str(one.deadline) for one in parts[0].parts] == ["май", "июнь"]
    assert (parts[0].title, [one.name for one in parts[0].executors]) == ("Беседы:", ["Завуч"])
    split = apply_review(imported, {key: Answer(Choice.SPLIT)})[0].plans[0]
    assert [row.number for row in split.activity_rows()] == ["1.", "", "2."]
    kept = apply_review(imported, {key: Answer(Choice.KEEP)})[0]
    assert (kept.plans, kept.doubts) == (imported.plans, ())


def test_rows_of_one_cell_can_be_one_again():
    """`join` puts back together what was divided, whether into rows or into parts."""
    for lead in ("", "Беседы:\n"):
        title = f"{lead}1) о труде;\n2) о чтении"
        imported = plan_of(
            ["1.", title, "май\nиюнь", "Завуч"], ["2.", "Бал", "июнь", "Инспектор ОДН Соц. педагог"]
        )
        key = row_asked(imported, Code.IMPORT_CELL_DIVIDED)
        done, problems = apply_review(imported, {key: Answer(Choice.JOIN)})
        assert problems == ()
        assert [one.title for one in done.plans[0].activities] == [title, "Бал"]
        assert [row.number for row in done.plans[0].activity_rows()] == ["1.", "2."]
        assert str(done.doubts[0].path) == "activities[1].executors"
        assert apply_review(imported, {key: Answer(Choice.EDIT, "Бал")})[1] != ()


def test_the_title_is_shown_with_its_period():
    """A question about the title says its period; an answer that says it too keeps its place."""
    source = document(table(["№", "Мероприятия", "Срок"], ["1", "Смотр", "май"]))
    imported = import_document(source, "План работы 2020 год.docx")
    question = next(row for row in review_rows(imported) if row.field == "заголовок")
    assert question.before == "План работы 2020 год"
    assert "«План работы 2020 год»" in question.question
    answers = {question.key: Answer(Choice.EDIT, "Мой план на 2020 год")}
    assert apply_review(imported, answers)[0].plans[0].title == "Мой план {period}"


def test_rows_of_a_list_are_shown_and_not_typed_over():
    """A question about all rows shows what they are; no text can take their place."""
    items = [text for n in (1, 2, 3) for text in (f"{n}. Смотр {n}", "Отв.: Завуч")]
    source = document(paragraph("План на 2020 год"), *map(paragraph, items))
    (question,) = review_rows(import_document(source, "план.docx"))
    assert question.before == "Смотр 1\nСмотр 2\nСмотр 3"
    assert question.choices == (Choice.KEEP,)


def test_columns_without_a_heading_keep_their_texts():
    """Columns of a table without headings that have no role are the plan's own, under a dash."""
    rows = (
        ["1.", "Смотр кабинетов", "май", "тетрадь"],
        ["2.", "Сбор макулатуры", "июнь", "бумага"],
    )
    source = document(paragraph("План на 2020 год", '<w:jc w:val="center"/>'), table(*rows))
    imported = import_document(source, "план.docx")
    assert imported.leftovers == ()
    (block,) = (one.table for one in imported.plans[0].blocks if one.table)
    assert [(one.key, one.heading) for one in block.columns][-1] == ("column_4", "—")
    assert [one.fields["column_4"] for one in block.activities] == ["тетрадь", "бумага"]
