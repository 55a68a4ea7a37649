"""The review of a draft as a workbook: questions out, answers back, nothing guessed."""

import io
import random
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from support.engines import ENGINES, resave, validator_errors
from support.problems import codes

from plandoc.errors import ReturnedFileError
from plandoc.formats.xlsx.answers.review_reader import read_review_workbook
from plandoc.formats.xlsx.answers.review_writer import review_workbook
from plandoc.formats.xlsx.sheets.cells import OPEN
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.review import Choice, NoteKind, ReviewRow
from plandoc.schema.plan import Plan

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
HOSTILE = ["=1+1", "<b>&", "две\nстроки", "'апостроф", "_x0041_", "«ёлочки»"]
TAKE, OWN = 11, 12


def rows():
    return [
        ReviewRow(
            key=f"ключ-{n}",
            kind=NoteKind.QUESTION if n % 2 else NoteKind.CHANGE,
            number=f"{n}.",
            activity=f"Мероприятие {text}",
            field="срок",
            question=f"Вопрос {text}",
            before=text,
            after=f"{text} и год",
            choices=(Choice.KEEP, Choice.SHIFT, Choice.EDIT, Choice.DROP),
            default=Choice.KEEP,
        )
        for n, text in enumerate(HOSTILE)
    ]


def answered(source, answers, *, shuffled=False):
    """Return the workbook with answers typed in: {key: (choice, text)}."""
    book = load_workbook(io.BytesIO(source))
    sheet = book.worksheets[0]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    header = next(n for n, line in enumerate(lines) if "plandoc.key" in line)
    body = lines[header + 1 :]
    for line in body:
        choice, text = answers.get(line[8], (None, None))
        line[TAKE - 1], line[OWN - 1] = choice, text
    if shuffled:
        random.Random(7).shuffle(body)
    for n, line in enumerate(body, header + 2):
        for column, value in enumerate(line, 1):
            cell = sheet.cell(n, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


ANSWERS = {
    "ключ-0": ("оставить", None),
    "ключ-1": ("Сдвинуть", None),
    "ключ-2": ("исправить", "Май 2020"),
    "ключ-3": (None, "Июнь 2020"),
}
READ = {
    "ключ-0": (Choice.KEEP, ""),
    "ключ-1": (Choice.SHIFT, ""),
    "ключ-2": (Choice.EDIT, "Май 2020"),
    "ключ-3": (Choice.EDIT, "Июнь 2020"),
}


def read(source):
    answers, identity, problems = read_review_workbook(source, "вопросы.xlsx")
    return {key: (a.choice, a.text) for key, a in answers.items()}, identity, problems


@pytest.mark.office
def test_an_unanswered_review_answers_nothing():
    """What came back as it went out gives no answers; same rows, same bytes."""
    source = review_workbook(
        rows(), "на 2020 год", identity={"plandoc.review": "п 2020"}, language="ru"
    )
    assert source == review_workbook(
        rows(), "на 2020 год", identity={"plandoc.review": "п 2020"}, language="ru"
    )
    answers, identity, problems = read(source)
    assert (answers, problems) == ({}, ())
    assert identity["plandoc.review"] == "п 2020"
    assert validator_errors(source, ".xlsx") == []


@pytest.mark.office
def test_answers_come_back_from_sorted_rows_and_office_suites():
    """Sorted by hand and saved by both suites, each answer finds its question."""
    source = answered(review_workbook(rows(), "на 2020 год", language="ru"), ANSWERS, shuffled=True)
    assert read(source)[0] == READ
    for engine in ENGINES:
        answers, _, problems = read(resave(engine, source, ".xlsx"))
        assert (answers, problems) == (READ, ())


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ключ-0": ("может быть", None)}, "PLN895"),
        ({"ключ-0": ("оставить", "а лучше так")}, "PLN896"),
    ],
)
def test_an_answer_that_cannot_be_understood_is_told(given, code):
    """An unknown answer, or two at once, is a problem with its cell, and nothing is taken."""
    answers, _, problems = read(
        answered(review_workbook(rows(), "на 2020 год", language="ru"), given)
    )
    assert answers == {}
    assert codes(problems) == [code]
    assert problems[0].place.cell


def change(source, edit):
    book = load_workbook(io.BytesIO(source))
    edit(book.worksheets[0])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_damage_to_a_review_is_told():
    """A formula, a key from another row, a lost column, a question answered twice."""
    source = answered(review_workbook(rows(), "на 2020 год", language="ru"), ANSWERS)
    lines = list(load_workbook(io.BytesIO(source)).worksheets[0].iter_rows(values_only=True))
    first = next(n for n, line in enumerate(lines, 1) if "plandoc.key" in line) + 1

    def formula(sheet):
        sheet.cell(first, TAKE).value = "=A1"

    def swapped(sheet):
        sheet.cell(first, 9).value = "ключ-5"

    def cut(sheet):
        sheet.delete_cols(TAKE)

    def twice(sheet):
        last = sheet.max_row + 1
        for column in range(1, OWN + 1):
            sheet.cell(last, column).value = sheet.cell(first, column).value
            sheet.cell(last, column).data_type = "s"
        sheet.cell(last, TAKE).value = "исключить"
        sheet.cell(last, OWN).value = None

    told = {
        edit.__name__: codes(read(change(source, edit))[2])
        for edit in (formula, swapped, cut, twice)
    }
    assert told == {
        "formula": ["PLN893"], "swapped": ["PLN894"], "cut": ["PLN892"], "twice": ["PLN891"],
    }  # fmt: skip


def test_another_workbook_is_no_review():
    """A tracking sheet in its place is refused with what was expected."""
    sheet = render_tracking(Plan(title="План", period="2018-2019"))
    with pytest.raises(ReturnedFileError) as error:
        read_review_workbook(sheet, "лист.xlsx")
    assert codes(error.value) == ["PLN890"]


@pytest.mark.parametrize(("language", "shown"), [("ru", "«оставить»"), ("en", "«keep»")])
def test_the_answers_are_listed_in_the_language_of_the_book(language, shown):
    """Who answers in an English book is shown the English answers, in a Russian one the Russian."""
    source = review_workbook(rows(), "2019-2020", language=language, identity={})
    _, _, problems = read_review_workbook(answered(source, {"ключ-0": ("perhaps", None)}))
    assert shown in problems[0].values["choices"]


def test_yellow_is_only_where_one_writes():
    """Text is written beside answers that have one; what is only told needs no answer at all."""
    kinds = {
        "free": (NoteKind.QUESTION, (Choice.KEEP, Choice.EDIT), (True, True)),
        "parts": (NoteKind.SPLIT, (Choice.KEEP, Choice.SPLIT), (True, True)),
        "whole": (NoteKind.QUESTION, (Choice.KEEP, Choice.DROP), (True, False)),
        "asked": (NoteKind.QUESTION, (Choice.KEEP,), (True, False)),
        "told": (NoteKind.CHANGE, (Choice.SHIFT,), (False, False)),
    }
    asked = [
        replace(rows()[0], key=key, kind=kind, choices=choices)
        for key, (kind, choices, _) in kinds.items()
    ]
    book = load_workbook(io.BytesIO(review_workbook(asked, "2019-2020", language="ru")))
    found = {
        row[8].value: tuple(not cell.protection.locked for cell in row[TAKE - 1 : OWN])
        for row in book.active.iter_rows()
        if row[8].value in kinds
    }
    yellow = {
        row[8].value: tuple(cell.fill.fgColor.rgb == f"FF{OPEN}" for cell in row[TAKE - 1 : OWN])
        for row in book.active.iter_rows()
        if row[8].value in kinds
    }
    assert found == yellow == {key: expected for key, (_, _, expected) in kinds.items()}
