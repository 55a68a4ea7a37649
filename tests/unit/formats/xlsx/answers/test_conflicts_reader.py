"""What was chosen on the sheet of conflicts, read back."""

import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.tracking_text import workbook

from plandoc.errors import Place
from plandoc.formats.xlsx.annotated import remarks_workbook
from plandoc.formats.xlsx.answers.choices import chosen, seal
from plandoc.formats.xlsx.answers.conflicts_reader import read_decisions
from plandoc.formats.xlsx.answers.words import storable
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.sheets.cells import escaped
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Conflict, Option

TAKE, OWN = "Взять", "Или впишите своё"


def option(text, cell="K5"):
    return Option(text, text, Place("а.xlsx", sheet="Учёт", cell=cell))


def conflict(identity, *texts, plan=None, field="text", title="Заседание"):
    issued = option(plan) if plan is not None else None
    return Conflict(identity, "1.1", title, field, "", issued, tuple(map(option, texts)))


CONFLICTS = (
    conflict("a1", "done", "partly", field="status"),
    conflict("a1", "2018-10-13", "2018-10-14", "2018-10-15", plan="2018-10-12", field="date"),
    conflict("b2", "=1+1", "'сделано", title="=Заседание _x0041_"),
)


def filled(*choices, conflicts=CONFLICTS, language="ru", change=None):
    """Return the workbook of conflicts with what a person chose: a letter and own words a row."""
    book = workbook(remarks_workbook([], conflicts, language=language), rich_text=True)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(c.value == "plandoc.id" for c in row))
    take = header[3].column
    for row, (letter, own) in enumerate(choices, header[0].row + 1):
        sheet.cell(row, take).value = letter
        sheet.cell(row, take + 1).value = own
    if change:
        change(sheet, {cell.value: cell for cell in header})
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str):  # openpyxl reads _x005F_ as «_» and writes it so
            cell._value = escaped(cell.value)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def read(data):
    return read_decisions(
        Book(open_package(data, "лист.xlsx", kind=FileKind.WORKBOOK)), "лист.xlsx"
    )


def taken(data):
    decisions, problems = read(data)
    assert not problems
    return {(decision.id, decision.field): decision.taken for decision in decisions}


def codes_and_cells(data):
    decisions, problems = read(data)
    assert not decisions
    return [(problem.code, problem.place.cell) for problem in problems]


def test_a_number_takes_its_variant():
    """A number gives the text of its variant, «план» what the plan says, a blank nothing."""
    assert taken(filled(("2", None), ("план", None), (None, "  "))) == {
        ("a1", "status"): "partly",
        ("a1", "date"): "2018-10-12",
    }
    assert taken(filled(("1", None), ("3", None), ("1", None))) == {
        ("a1", "status"): "done",
        ("a1", "date"): "2018-10-15",
        ("b2", "text"): "=1+1",
    }


@pytest.mark.parametrize(
    ("written", "meant"), [(" 2 ", "2"), (2, "2"), (3.0, "3"), ("ПЛАН", "план"), ("Plan", "план")]
)
def test_a_choice_is_known_however_it_is_typed(written, meant):
    """Case, blanks and the type of the cell do not matter."""
    assert taken(filled((None, None), (written, None))) == taken(
        filled((None, None), (meant, None))
    )
    assert taken(filled((None, None), (written, None)))


def test_what_the_plan_deleted_may_stay_deleted():
    """«В плане» takes the empty value of a mark that the plan has deleted."""
    deleted = (conflict("a1", "done", plan="", field="status"),)
    source = filled(("план", None), conflicts=deleted)
    assert [(one.options, one.taken) for one in read(source)[0]] == [(("", "done"), "")]


def test_a_decision_says_where_it_stands():
    """A decision knows all the variants, its cell, its row in words and the file."""
    (decision,), _ = read(filled((None, None), ("1", None)))
    assert decision.options == ("2018-10-12", "2018-10-13", "2018-10-14", "2018-10-15")
    assert decision.place == Place(
        "лист.xlsx", sheet="Расхождения", cell="D7", trail="1.1 → Дата выполнения"
    )
    (own,), _ = read(filled((None, None), (None, "завтра")))
    assert own.place.cell == "E7"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (" по решению совета\n", " по решению совета\n"),
        (date(2018, 10, 16), "2018-10-16"),
        (datetime(2018, 10, 16, 9, 30), "2018-10-16T09:30:00"),  # noqa: DTZ001 - cells know no zone
        (5, "5"),
        (True, "True"),
    ],
)
def test_own_words_are_given_as_they_are(written, text):
    """What was written in is not interpreted; a date is given as ISO 8601 writes it."""
    assert taken(filled((None, written))) == {("a1", "status"): text}


def test_both_are_too_many():
    """A letter and own words in one row are a problem, and nothing is taken."""
    assert codes_and_cells(filled(("1", "завтра"))) == [("PLN781", "D6")]


def test_an_unknown_letter_is_told_with_those_there_are():
    """A letter that the row has not is a problem that names the letters of the row."""
    _, (problem, other) = read(filled(("3", None), ("D", None)))
    assert (problem.code, problem.place.cell) == ("PLN782", "D6")
    assert problem.values["letters"] == "«1», «2»"
    assert other.values["letters"] == "«план», «1», «2», «3»"
    assert "«Или впишите своё»" in problem.text("ru")
    assert codes_and_cells(filled(("план", None))) == [("PLN782", "D6")]


def test_a_formula_decides_nothing():
    """A formula where a choice was expected is a problem, whatever it was calculated to."""
    _, (problem,) = read(filled(("=A1", None)))
    assert (problem.code, problem.values["formula"]) == ("PLN785", "=A1")
    assert codes_and_cells(filled((None, "=1+1"))) == [("PLN785", "E6")]


def change_cell(heading, value, row=1):
    def change(sheet, header):
        cell = header[heading]
        sheet.cell(cell.row + row, cell.column).value = value

    return change


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("plandoc.id", "b2"),
        ("plandoc.id", None),
        ("plandoc.field", "reason"),
        ("plandoc.option.1", "другое"),
        ("plandoc.option.2", None),
        ("plandoc.seal", None),
        ("Мероприятие", "Другое мероприятие"),
        ("№ п/п", "1.2"),
        ("Что различается", "Причина"),
    ],
)
def test_a_damaged_row_decides_nothing(heading, value):
    """Where hidden texts and what is seen do not belong together, nothing is taken."""
    change = change_cell(heading, value)
    assert codes_and_cells(filled(("1", None), change=change)) == [("PLN783", "D6")]
    assert codes_and_cells(filled((None, "завтра"), change=change)) == [("PLN783", "E6")]
    assert codes_and_cells(filled((None, None), change=change)) == []


def test_sorting_only_what_is_seen_is_noticed():
    """When visible columns were sorted and hidden ones were not, no row is given to another."""

    def sort(sheet, header):
        first, third = header["№ п/п"].row + 1, header["№ п/п"].row + 3
        for cell in header.values():
            if not cell.value.startswith("plandoc."):
                one, other = (sheet.cell(row, cell.column) for row in (first, third))
                one.value, other.value = other.value, one.value

    decisions, problems = read(filled(("1", None), ("1", None), ("2", None), change=sort))
    assert [decision.place.cell for decision in decisions] == ["D7"]
    assert [(p.code, p.place.cell) for p in problems] == [("PLN783", "D6"), ("PLN783", "D8")]


def test_rows_may_be_sorted_and_columns_moved():
    """Whole rows in another order, columns elsewhere, the sheet renamed: the same decisions."""
    choices = ("2", None), ("план", None), (None, "завтра")

    def shuffle(sheet, header):
        top = header["№ п/п"].row
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=top)]
        for n, row in enumerate([rows[0], *reversed(rows[1:])], top + 2):
            for column, value in enumerate(reversed(row), 3):
                cell = sheet.cell(n, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
        sheet.delete_rows(top, 2)
        sheet.title = "Спорное"

    assert taken(filled(*choices, change=shuffle)) == taken(filled(*choices))
    assert len(taken(filled(*choices))) == 3


def test_text_may_be_spaced_anew():
    """Blanks and line breaks in what is seen do not matter."""
    change = change_cell("Мероприятие", " Заседание\n ")
    assert taken(filled(("1", None), change=change))


@pytest.mark.parametrize("heading", [TAKE, OWN, "Мероприятие", "plandoc.id", "plandoc.seal"])
def test_a_lost_column_is_told(heading):
    """Without one of its columns the sheet decides nothing, and that is said."""
    _, (problem,) = read(filled(("1", None), change=change_cell(heading, "иначе", row=0)))
    assert (problem.code, problem.values["heading"]) == ("PLN784", heading)
    assert problem.place.sheet == "Расхождения"


def test_a_sheet_without_its_hidden_columns_is_told():
    """Our sheet from which all the hidden columns were deleted is known by its name."""

    def strip(sheet, header):
        hidden = [cell.column for cell in header.values() if cell.value.startswith("plandoc.")]
        sheet.delete_cols(min(hidden), len(hidden))

    assert codes_and_cells(filled(("1", None), change=strip)) == [("PLN784", "")]


def test_a_row_that_was_copied_must_say_the_same():
    """Two equal decisions about a field are one; two that differ are a problem."""
    twice = (CONFLICTS[0], CONFLICTS[0])
    assert taken(filled(("1", None), ("1", None), conflicts=twice)) == {("a1", "status"): "done"}
    _, (problem,) = read(filled(("1", None), ("2", None), conflicts=twice))
    assert problem.code == "PLN786"
    assert problem.values["cell"] != problem.place.cell
    assert codes_and_cells(filled(("1", None), ("2", None), conflicts=twice))


def test_a_sheet_speaks_any_language():
    """A sheet issued in English is read the same."""
    assert taken(filled(("1", None), ("plan", None), language="en")) == taken(
        filled(("1", None), ("план", None))
    )


def test_other_workbooks_decide_nothing(examples):
    """A tracking sheet, and a workbook of remarks alone, hold no decisions."""
    from plandoc.formats.xlsx.tracking import render_tracking
    from plandoc.formats.yaml.plan_reader import read_plan

    path = examples / "seed.yaml"
    plan, _ = read_plan(path.read_bytes(), str(path))
    assert read(render_tracking(plan)) == ((), ())
    assert read(remarks_workbook([], language="ru")) == ((), ())


@pytest.mark.parametrize(("written", "meant"), [("b", "B"), (" В ", "B"), ("с", "C")])
def test_letters_of_earlier_files_are_known(written, meant):
    """Case, blanks and the alphabet of letters that look alike do not matter."""
    assert chosen(written, ["план"], ["plan", "A", "B", "C"]) == meant


def test_a_choice_is_one_of_the_keys():
    """A word that is no key chooses nothing."""
    assert chosen("план", ["план"], ["A"]) is None
    assert chosen("", ["план"], ["A"]) is None
    assert chosen("Б", ["план"], ["A", "B"]) is None


def test_a_seal_tells_what_belongs_together():
    """A seal changes with every text and with the place of a text, not with blanks shown."""
    hidden = {"id": "a1", "field": "text"}
    assert seal(hidden, ["1", "а б"]) == seal({**hidden, "option": ""}, ["1", " а\nб "])
    others = [
        seal(hidden, ["1", "а  б", ""]),
        seal(hidden, ["1а", " б"]),
        seal({"id": "a1"}, ["1", "а б"]),
        seal({"id": "text", "field": "a1"}, ["1", "а б"]),
    ]
    assert seal(hidden, ["1", "а б"]) not in others
    assert len(set(others)) == 4


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: storable(text) == text
)


@given(texts, texts, texts)
def test_every_text_comes_back(one, two, title):
    """Whatever a variant says, choosing it gives exactly that text."""
    data = filled(("2", None), conflicts=[conflict("a1", one, two, title=title)])
    assert taken(data) == {("a1", "text"): two}
