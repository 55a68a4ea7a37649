"""The workbook as real readers show it: LibreOffice, OnlyOffice, the Open XML SDK."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from support.engines import (
    ENGINES,
    libreoffice_pdf,
    missing_texts,
    pdf_boxes,
    pdf_pages,
    pdfs,
    resave,
    resave_all,
    validator_errors,
)
from support.random_plans import random_plan
from support.told import disagreements, told_plan
from support.tracking_text import cell_of, keys_of, table_rows, workbook

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.schema.executors import by_executor
from plandoc.schema.plan import Plan
from plandoc.wording.columns import cell_text
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in

HOSTILE = [
    "=1+1",
    "+7 900",
    "-5",
    "@x",
    "'апостроф",
    "<b>&amp;",
    "{{ x }}",
    " края ",
    "две\nстроки",
]
# OnlyOffice keeps validations and colours in extensions that openpyxl does not read back, and puts
# the mark of its licence as a shape on sheets that are not protected.
pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.filterwarnings("ignore:DrawingML support is incomplete:UserWarning"),
]
TODAY = date.today()  # noqa: DTZ011 - the engines read the same clock


def day(days):
    return (TODAY + timedelta(days=days)).strftime("%d.%m.%Y")


def hostile_plan():
    activities = [
        {"title": text, "expected_result": text, "outcome": {"text": text, "evidence": text}}
        for text in HOSTILE
    ]
    return Plan(title="=План", period="2021 год", activities=activities)


def state_plan():
    """Return a plan with an activity for each state, titled by the state it must show."""
    cases = [
        ("Выполнено", -5, {"status": "done"}),
        ("Выполнено", -5, {"status": "done", "date": day(-6)}),
        ("Выполнено позже срока", -5, {"status": "done", "date": day(-4)}),
        ("Выполнено", -5, {"status": "done", "date": day(-4), "moved_to": day(-3)}),
        ("Просрочено", -1, None),
        ("Просрочено", -1, {"status": "in_progress"}),
        ("Выполнено частично", -1, {"status": "partly"}),
        ("Скоро срок", 0, None),
        ("Скоро срок", 14, {"status": "in_progress"}),
        ("Предстоит", 15, None),
        ("В работе", 15, {"status": "in_progress"}),
        ("Выполнено частично", 15, {"status": "partly"}),
        ("Не выполнено", -5, {"status": "not_done"}),
        ("Исключено", -5, {"status": "removed"}),
        ("Перенесено", -5, {"status": "postponed", "moved_to": "по решению совета"}),
        ("Перенесено", -5, {"moved_to": "по решению совета"}),
        ("Перенесено", -5, {"status": "postponed", "moved_to": day(30)}),
        ("Просрочено", -5, {"status": "postponed", "moved_to": day(-1)}),
        ("Без точной даты", None, None),
        ("В работе", None, {"status": "in_progress"}),
    ]
    activities = [
        {
            "title": state,
            "executors": ["А", "Б"] if n % 2 else ["В"],
            "deadline": "по мере необходимости" if days is None else day(days),
            "outcome": outcome,
        }
        for n, (state, days, outcome) in enumerate(cases)
    ]
    first, last = TODAY - timedelta(days=60), TODAY + timedelta(days=60)
    return Plan(
        title="План",
        period={"first": first.isoformat(), "last": last.isoformat()},
        sections=[
            {"title": "Первый", "activities": activities[:10]},
            {"title": "Пустой"},
            {"title": "Второй", "activities": activities[10:]},
        ],
    )


@pytest.fixture(scope="module")
def plans(examples):
    found = {
        path.stem: read_plan(path.read_bytes(), str(path))[0] for path in examples.glob("*.yaml")
    }
    assert "seed" in found
    empty = Plan(title="План", period="2021 год")
    deep = Plan(
        title="Plan of work",
        language="en",
        period={"first": "2019-01-01", "last": "2023-12-31"},
        activities=[{"title": "outside", "deadline": "May 2021"}],
        sections=[{"title": "A", "sections": [{"title": "B", "sections": [{"title": "C"}]}]}],
    )
    return found | {"empty": empty, "deep": deep, "hostile": hostile_plan(), "states": state_plan()}


@pytest.fixture(scope="module")
def books(plans):
    return {name: render_tracking(plan) for name, plan in plans.items()}


@pytest.fixture(scope="module")
def copies(plans):
    """Return the copies of executors of two plans."""
    return {
        f"{name}: {executor}": render_tracking(plans[name], executor=executor)
        for name in ("states", "deep")
        for executor in by_executor(plans[name])
    }


def test_the_validator_finds_nothing(books, copies):
    """Microsoft's Open XML SDK finds no error in any workbook, whole or an executor's copy."""
    assert (len(books) > 4, len(copies)) == (True, 4)
    found = {name: validator_errors(book, ".xlsx") for name, book in (books | copies).items()}
    assert not any(found.values()), found


@pytest.mark.parametrize("engine", ENGINES)
def test_every_text_is_printed(engine, plans, books):
    """What each engine prints holds every text of the plan, on a sane number of pages."""
    printed = dict(zip(books, pdfs(engine, [(b, ".xlsx") for b in books.values()]), strict=True))
    for name, plan in plans.items():
        wording = Wording(plan.language)
        keys = ["number", "title", "executors", "deadline", "expected_result", "outcome"]
        texts = {
            cell_text(row, key, plan, wording) for row in plan.activity_rows() for key in keys[:5]
        }
        texts |= {row.activity.outcome.text for row in plan.activity_rows() if row.activity.outcome}
        texts |= {wording.section_heading(s) for row in plan.activity_rows() for s in row.sections}
        shown = [text for text in texts if text.strip()]
        assert missing_texts(printed[name], shown) == [], name
        assert 4 <= len(pdf_pages(printed[name])) < 25, name
    guide = pdf_pages(printed["seed"])[-1]
    assert "Как заполнять" in guide
    assert "Куда отправить" in guide


@pytest.mark.parametrize(("name", "pages", "paper"), [("seed", 8, 297), ("college", 6, 420)])
def test_what_is_printed_are_the_visible_sheets(name, pages, paper, books):
    """Each visible sheet and none of the hidden ones, across, the register on A4 or on A3."""
    pdf = libreoffice_pdf(books[name], ".xlsx")
    words, printed = words_in("ru").tracking, pdf_pages(pdf)
    titles = [
        words.summary.title, words.months.title, words.load.title, words.guide.title.split("«")[0],
    ]  # fmt: skip
    for title in titles:
        beginning = title.partition("{")[0]
        assert any(page.lstrip().startswith(beginning) for page in printed), title
    hidden = [row["id"] for row in table_rows(workbook(books[name]))]
    assert len(hidden) > 10
    assert not any(text in page for text in ("plandoc.", *hidden) for page in printed)
    assert len(printed) <= pages
    assert round(pdf_boxes(pdf)[0].width) == paper


def test_no_state_is_cut_short(books):
    """Each state is printed whole on the register and on the calendar."""
    pages = pdf_pages(libreoffice_pdf(books["states"], ".xlsx"))
    first = next(n for n, page in enumerate(pages) if page.lstrip().startswith("График"))
    later = (n for n, page in enumerate(pages) if page.lstrip().startswith(("Нагрузка", "Как")))
    calendar = "\n".join(pages[first : next(later)])
    assert calendar.count("позже") == calendar.count("срока") == 2  # the title and the state
    assert calendar.count("частично") == 4


def test_headings_are_repeated(books):
    """The headings of the register stand on each of its pages, no date is shown as #####."""
    pages = pdf_pages(libreoffice_pdf(books["seed"], ".xlsx"))
    register = [
        page for page in pages if "Подтверждение" in page and "Как заполнять лист" not in page
    ]
    assert len(register) > 1
    assert all("Состояние" in page for page in register)
    assert not any("##" in page for page in pages)


@pytest.mark.parametrize("engine", ENGINES)
def test_states_are_computed(engine, books):
    """Each engine computes every state and the days left: done, late, overdue, soon, no date."""
    rows = table_rows(workbook(resave(engine, books["states"], ".xlsx"), data_only=True))
    assert len(rows) == 20
    assert [row["state"] for row in rows] == [row["title"] for row in rows]
    days = {row["order"]: row["days_left"] for row in rows}
    assert (days[5], days[8], days[9], days[17], days[18]) == (-1, 0, 14, 30, -1)
    assert not any(days[order] for order in (1, 13, 14, 15, 16, 19))


def formulas(book):
    """Return where the formulas of a workbook are."""
    return [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def shown(data, cells):
    """Return the values in cells as a program shows them that computes nothing."""
    book = workbook(data, data_only=True)
    values = [book[sheet][cell].value for sheet, cell in cells]
    return [round(v, 9) if isinstance(v, float) else v or 0 if v != "" else 0 for v in values]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_remembered_is_what_an_engine_computes(engine, plans):
    """Every result that a workbook remembers is the one that the engine computes on that day.

    One that was issued on another day is computed anew when it is opened.
    """
    drawn = {f"random {number}": random_plan(number) for number in range(8)}
    drawn |= {f"told {number}": told_plan(number) for number in range(8)}
    issued = {name: render_tracking(plan, today=TODAY) for name, plan in (plans | drawn).items()}
    before = TODAY - timedelta(days=25)
    older = {name: render_tracking(plan, today=before) for name, plan in (plans | drawn).items()}
    sources = [*issued.values(), *older.values()]
    saved = resave_all(engine, [(data, ".xlsx") for data in sources])
    for name, data, *computed in zip(
        issued, issued.values(), saved[: len(issued)], saved[len(issued) :], strict=True
    ):
        cells = formulas(workbook(data))
        assert cells, name
        for one in computed:
            told = zip(cells, shown(data, cells), shown(one, cells), strict=True)
            assert [(cell, a, b) for cell, a, b in told if a != b] == [], name


@pytest.mark.parametrize("engine", ENGINES)
def test_what_an_engine_computes_is_what_the_report_tells(engine):
    """States, sums and signals that the engine computes are those of the report of that day.

    The plans begin so that the day is before, in or after their year; a new deadline that is typed
    in words later is told as such, and is never green.
    """
    years = {number: TODAY.year + number % 3 - 1 for number in range(12)}
    plans = [told_plan(number, year) for number, year in years.items()]
    saved = resave_all(engine, [(render_tracking(plan), ".xlsx") for plan in plans])
    for number, (plan, data) in enumerate(zip(plans, saved, strict=True)):
        assert disagreements(plan, TODAY, data) == [], number


@pytest.mark.parametrize("engine", ENGINES)
def test_what_is_typed_later_is_asked_about(engine):
    """A deadline in words, a mark without a status, a strange status are told, never as overdue."""
    typed = [
        (
            {"outcome.status": "Перенесено", "outcome.moved_to": "в декабре"},
            "Новый срок словами",
        ),
        ({"outcome.status": "Перенесено"}, "Перенесено, нет срока"),
        ({"outcome.text": "Стенд оформлен"}, "Просрочено: нет статуса"),
        ({"outcome.status": "вып."}, "Проверьте статус"),
        ({"outcome.status": "Выполнено частично"}, "Выполнено частично"),
        ({"outcome.status": "Не выполнено"}, "Не выполнено"),
    ]  # fmt: skip
    rows = [{"title": f"дело {n}", "deadline": day(-9)} for n, _ in enumerate(typed)]
    first, last = TODAY - timedelta(days=60), TODAY + timedelta(days=60)
    plan = Plan(
        title="План",
        period={"first": first.isoformat(), "last": last.isoformat()},
        sections=[{"title": row["title"], "activities": [row]} for row in rows],
    )
    book = workbook(render_tracking(plan))
    for n, (cells, _) in enumerate(typed):
        for key, text in cells.items():
            cell_of(book, key, n).value = text
    target = io.BytesIO()
    book.save(target)
    saved = workbook(resave(engine, target.getvalue(), ".xlsx"), data_only=True)
    assert [row["state"] for row in table_rows(saved)] == [state for _, state in typed]
    signals = {row[1]: row[13] for row in saved["Сводка"].iter_rows(values_only=True)}
    assert [signals[row["title"]] for row in rows] == [2, 2, 1, 2, 1, 1]


@pytest.mark.parametrize("engine", ENGINES)
def test_parts_and_tables_of_a_period_are_computed(engine):
    """A part is late with its whole, a row without a day with its table; a whole has no state."""
    past, soon = TODAY - timedelta(days=40), TODAY + timedelta(days=60)
    whole = {"title": "целое", "deadline": day(-3), "executors": ["А"]}
    parts = [{"title": "Просрочено"}, {"title": "Предстоит", "deadline": day(30)}]
    ended = {"first": past.isoformat(), "last": (TODAY - timedelta(days=1)).isoformat()}
    table = {"period": ended, "activities": [{"title": "Просрочено"}]}
    plan = Plan(
        title="План",
        period={"first": past.isoformat(), "last": soon.isoformat()},
        activities=[whole | {"parts": parts}, {"title": "Без точной даты"}],
        blocks=["title", "table", {"table": table}],
    )
    book = workbook(resave(engine, render_tracking(plan), ".xlsx"), data_only=True)
    rows = table_rows(book)
    assert [row["state"] for row in rows] == [None, *(row["title"] for row in rows[1:])]
    assert [row["executors"] for row in rows[:3]] == ["А"] * 3
    counts = {row[1]: row[2] for row in book["Сводка"].iter_rows(max_col=3, values_only=True)}
    assert (counts["Всего по плану"], counts["А"], counts["Исполнитель не указан"]) == (4, 2, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_totals_are_counted(engine, books):
    """The summary counts by section and by executor what the register says."""
    sheet = workbook(resave(engine, books["states"], ".xlsx"), data_only=True)["Сводка"]
    rows = {row[1]: row[2:12] for row in sheet.iter_rows(max_col=12, values_only=True) if row[1]}
    # all, done, late of these, overdue, soon, rest, partly, not done, postponed, removed
    assert rows["Первый"] == (10, 4, 1, 2, 2, 1, 1, 0, 0, 0)
    assert rows["Пустой"] == (0,) * 10
    assert rows["Второй"] == (10, 0, 0, 1, 0, 3, 1, 1, 3, 1)
    assert rows["Всего по плану"] == (20, 4, 1, 3, 2, 4, 2, 1, 3, 1)
    assert rows["А"][0] == rows["Б"][0] == rows["В"][0] == 10


def test_totals_of_a_copy_are_counted(copies):
    """The summary of an executor's copy counts its rows alone, and finds each of their states."""
    saved = resave("libreoffice", copies["states: А"], ".xlsx")
    book = workbook(saved, data_only=True)
    states = [row["state"] for row in table_rows(book)]
    assert (len(states), [row["title"] for row in table_rows(book)]) == (10, states)
    rows = {row[1]: row[2:] for row in book["Сводка"].iter_rows(max_col=12, values_only=True)}
    assert (rows["Первый"][:2], rows["Первый"][3]) == ((5, 2), 1)
    assert rows["Второй"][0] == 5
    assert rows["Всего у исполнителя"][:4] == (10, 2, 0, 2)
    calendar = {row[1]: row[-1] for row in book["График"].iter_rows(values_only=True)}
    assert calendar["Скоро срок"] == "Скоро срок"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", ["hostile", "seed", "states"])
def test_a_saved_copy_keeps_what_matters(engine, name, books):
    """Saved by an office suite, the workbook keeps ids, texts, table, names, locks and manifest."""
    saved = resave(engine, books[name], ".xlsx")
    before, after = workbook(books[name]), workbook(saved)
    kept = [key for key in keys_of(before) if key not in {"days_left", "state"}]
    rows = [[row[key] for key in kept] for row in table_rows(before)]
    assert rows
    assert [[row[key] for key in kept] for row in table_rows(after)] == rows
    assert after.sheetnames == before.sheetnames
    assert [sheet.sheet_state for sheet in after] == [sheet.sheet_state for sheet in before]
    (old,), (new,) = (book.worksheets[0].tables.values() for book in (before, after))
    assert (new.name, new.ref) == (old.name, old.ref)
    assert set(before.defined_names) <= set(after.defined_names)
    manifest = {n: before.custom_doc_props[n].value for n in before.custom_doc_props.names}
    assert {n: after.custom_doc_props[n].value for n in manifest} == manifest
    assert after.worksheets[0].column_dimensions["A"].hidden
    assert not after.worksheets[0].protection.sheet
    assert after["Сводка"].protection.sheet
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        register = archive.read("xl/worksheets/sheet1.xml").decode()
    assert re.search(r"dataValidation [^>]*type=\"list\".*?plandoc_statuses", register)
    rules = (rule for area in before.worksheets[0].conditional_formatting for rule in area.rules)
    assert register.count('type="expression"') == sum(r.type == "expression" for r in rules) > 4
    assert re.search(r'dataValidation [^>]*type="custom"', register)
    assert not cell_of(after, "outcome.status").protection.locked
    assert cell_of(after, "title").protection.locked
