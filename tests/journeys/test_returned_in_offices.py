"""Workbooks that were filled in, and saved by an office suite or a library, come back whole."""
# ruff: noqa: DTZ001 - cells of Excel know no time zone

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.utils.datetime import to_excel
from support.engines import ENGINES, WATERMARK, javascript_resaves, resave_all
from support.problems import codes
from support.tracking_text import header_row, keys_of

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.schema.plan import Plan

pytestmark = pytest.mark.office

HOSTILE = [
    "=1+1", "+7 900", "-5", "@x", "'апостроф", "<b>&amp;", "{{ x }}", " края ", "две\nстроки",
    "_x0041_", "😀", "1e5",
]  # fmt: skip
TYPED = {
    "outcome.status": ["Выполненно", "вып.", "+", True, "done", 1],
    "outcome.text": ["Сделано\nв срок", "да", "42", 42, 0.5, "я" * 2000],
    "outcome.date": [
        date(2018, 10, 12), "12.10.2018", 43385, "12 октября 2018",
        datetime(2018, 10, 12, 9, 30), "вчера",
    ],
    "outcome.evidence": ["протокол № 3", "https://example.org/?a=1&b=2", "№ 5", "-", "–", "3/4"],
    "outcome.moved_to": ["осенью", date(2018, 11, 30), "30.11.2018", "ноябрь", "2019-05-01", "нет"],
}  # fmt: skip
COMPUTED = {"days_left", "state"}
SAVERS = [*ENGINES, "SheetJS", "SheetJS with formats"]


def hostile_plan():
    activities = [
        {
            "title": text,
            "executors": ["Отдел"],
            "expected_result": text,
            "fields": {"note": text},
            "outcome": {"text": text, "evidence": text, "reason": text},
        }
        for text in HOSTILE
    ]
    columns = ["number", "title", "expected_result", {"key": "note", "heading": "=1+1"}, "outcome"]
    return Plan(title="=План", period="2021 год", columns=columns, activities=activities)


def plain_plan(**parts):
    activities = [
        {"title": f"Мероприятие {n}", "executors": [f"Отдел {n % 2}"], "deadline": "Октябрь 2018"}
        for n in range(6)
    ]
    sections = [{"title": "Раздел", "activities": activities}]
    return Plan(**{"title": "План", "period": "2018-2019", "sections": sections} | parts)


def edited(source, *changes):
    book = load_workbook(io.BytesIO(source))
    for change in changes:
        change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def fill(book):
    """Type marks of every kind into the first six rows."""
    sheet, keys = book.worksheets[0], keys_of(book)
    for key, values in TYPED.items():
        for n, value in enumerate(values, header_row(sheet) + 1):
            cell = sheet.cell(n, keys.index(key) + 1)
            cell.value = value
            if isinstance(value, date):
                cell.number_format = "dd.mm.yyyy" if type(value) is date else "dd.mm.yyyy hh:mm"
            elif not isinstance(value, str):
                cell.number_format = "General"


def disturb(book):
    """Do what people do: rows above, hidden and new rows, a total, a column, other names."""
    sheet = book.worksheets[0]
    sheet.insert_rows(1, 2)
    (table,) = sheet.tables.values()
    table.ref = table.autoFilter.ref = "A5:R21"
    head = header_row(sheet)
    sheet.row_dimensions[head + 2].hidden = True
    for row in (head + 7, head + 9):
        sheet.cell(row, 3).value = "Итого"
    sheet.cell(head, 25).value = "Баллы"
    sheet.cell(head + 1, 25).value = 5
    reason = keys_of(book).index("outcome.reason")
    sheet.cell(head, reason + 1).value = table.tableColumns[reason].name = "Почему"
    sheet.title = "Отметки & «итоги»"
    book["Списки"].title = "Служебный"
    book.create_sheet("Заметки", 0)["A1"] = "не потерять"
    book.move_sheet("Выдано", -5)


@pytest.fixture(scope="module")
def books():
    plan = plain_plan()
    return {
        "hostile": render_tracking(hostile_plan()),
        "filled": edited(render_tracking(plan), fill),
        "disturbed": edited(render_tracking(plan), fill, disturb),
        "copy": edited(render_tracking(plan, executor="Отдел 1"), short_fill),
        "english": render_tracking(plain_plan(language="en")),
        "empty": render_tracking(Plan(title="План", period="2021 год")),
    }


def short_fill(book):
    sheet, keys = book.worksheets[0], keys_of(book)
    sheet.cell(header_row(sheet) + 1, keys.index("outcome.text") + 1).value = "Сделано"


@pytest.fixture(scope="module")
def saved(books):
    """Return what each saver makes of the workbooks, each started once."""
    sources = list(books.values())
    found = {}

    def by(saver):
        if saver not in found:
            if saver in ENGINES:
                copies = resave_all(saver, [(source, ".xlsx") for source in sources])
            else:
                options = {"cellNF": True, "cellStyles": True} if "formats" in saver else {}
                copies = javascript_resaves(sources, options)
            found[saver] = dict(zip(books, copies, strict=True))
        return found[saver]

    return by


def kept(value, saver):
    """Return a value as the saver can keep it.

    SheetJS forgets which numbers are days unless it is asked for formats; it reads an escape
    without writing it back, and cuts numbers of characters above U+FFFF to sixteen bits.
    """
    if not saver.startswith("SheetJS"):
        return value
    if isinstance(value, str):
        return {"_x0041_": "A", "😀": "\uf600"}.get(value, value)
    if saver == "SheetJS" and isinstance(value, date | float):
        return round(to_excel(value) if isinstance(value, date) else value, 8)
    return value


def told(found, saver=""):
    """Return the cells of rows, but for what is computed."""
    return [
        {key: kept(cell.value, saver) for key, cell in row.cells.items() if key not in COMPUTED}
        for row in found.rows
    ]


def issued(found, saver):
    return {
        ident: {key: kept(text, saver) for key, text in texts.items()}
        for ident, texts in found.issued.items()
    }


@pytest.mark.parametrize("name", ["hostile", "filled", "disturbed", "copy", "english", "empty"])
@pytest.mark.parametrize("saver", SAVERS)
def test_a_saved_workbook_comes_back_whole(saver, name, books, saved):
    """Rows, texts, numbers, days, what was issued and whose it is survive; so do remarks."""
    before = read_tracking(books[name], "лист.xlsx")
    after = read_tracking(saved(saver)[name], "лист.xlsx")
    assert told(after, saver) == told(before, saver)
    assert [row.place for row in after.rows] == [row.place for row in before.rows]
    assert after.manifest == before.manifest
    assert issued(after, saver) == issued(before, saver)
    mark = " ".join(WATERMARK)  # on sheets that are not protected
    kept = tuple(problem for problem in after.problems if problem.values.get("text") != mark)
    assert kept == before.problems
    assert bool(before.rows) == (name != "empty")


def test_what_was_typed_was_there_to_be_lost(books):
    """The workbooks of this story hold every kind of mark, and the remarks about changes."""
    rows = told(read_tracking(books["disturbed"]))
    for key, values in TYPED.items():
        assert [row[key] for row in rows[:6]] == values
    assert [row["number"] for row in rows[6:]] == ["Итого", "Итого"]
    assert codes(read_tracking(books["disturbed"])) == ["PLN737", "PLN738", "PLN712"]


@pytest.mark.parametrize("saver", ENGINES)
def test_states_are_there_after_an_office_suite(saver, saved):
    """What an office suite calculated comes back beside its formula."""
    found = read_tracking(saved(saver)["hostile"])
    states = [row.cells["state"] for row in found.rows]
    # The period is over; there are words in the marks, but no status.
    assert {state.value for state in states} == {"Просрочено: нет статуса"}
    assert all(state.formula.startswith("=") for state in states)
