"""The report as real readers show it: LibreOffice, OnlyOffice, the Open XML SDK."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from openpyxl.utils import range_boundaries
from support.engines import (
    ENGINES,
    libreoffice_pdfs,
    missing_texts,
    pdf_pages,
    pdfs,
    resave_all,
    validator_errors,
)
from support.reported import large_plan, seed_reported
from support.tracking_text import table_rows, workbook

from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.layout import Layout
from plandoc.formats.xlsx.tracking.states import COUNTED, States
from plandoc.ooxml.pack import pack
from plandoc.progress.figures import State, report
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

# Of saved copies openpyxl does not read extensions, nor drawings the way OnlyOffice writes them.
pytestmark = [
    pytest.mark.office,
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.filterwarnings("ignore:DrawingML support is incomplete:UserWarning"),
]
TODAY = date.today()  # noqa: DTZ011 - the engines read the same clock
JUNE = date(2019, 6, 1)
HOSTILE = ["=1+1", "+7 900", "-5", "@x", "'апостроф", "<b>&amp;", "{{ x }}", "две\nстроки"]


def day(days):
    return (TODAY + timedelta(days=days)).strftime("%d.%m.%Y")


def hostile_plan():
    activities = [
        {
            "title": text,
            "executors": [" ".join(text.split())],
            "outcome": {"text": text, "evidence": text, "moved_to": text, "status": "postponed"},
        }
        for text in HOSTILE
    ]
    sections = [{"title": "=1+1", "label": "=2", "activities": activities}]
    return Plan(title="=План", period="2021 год", sections=sections)


def plan_of_today():
    """Return every kind of mark against deadlines around today, in a period that goes on."""
    deadlines = [-40, -1, 0, 1, 14, 15, 40]
    marks = [
        None,
        {"text": "слова без статуса"},
        {"status": "in_progress"},
        {"status": "partly"},
        {"status": "not_done"},
        {"status": "removed"},
        {"status": "postponed"},
        {"status": "done"},
        *({"status": "done", "date": day(days)} for days in (-60, -40, -39, -1, 0)),
        *({"status": "done", "date": day(-3), "moved_to": day(days)} for days in (-4, -3, 20)),
        *(
            {"status": status, "moved_to": day(days)}
            for status in ("postponed", "in_progress", "partly")
            for days in (-1, 0, 14, 30)
        ),
    ]
    activities = [
        {"title": f"{n}/{m}", "deadline": day(deadline), "outcome": mark}
        for n, deadline in enumerate(deadlines)
        for m, mark in enumerate(marks)
    ]
    activities += [
        {"title": f"-/{m}", "deadline": "по мере необходимости", "outcome": mark}
        for m, mark in enumerate(marks)
    ]
    first, last = TODAY - timedelta(days=90), TODAY + timedelta(days=90)
    return Plan(
        title="План",
        period={"first": first.isoformat(), "last": last.isoformat()},
        activities=activities,
    )


@pytest.fixture(scope="module")
def books(examples):
    seed = seed_reported(examples)
    return {
        "seed": render_report_workbook(seed, report(seed, JUNE)),
        "hostile": render_report_workbook(hostile_plan(), report(hostile_plan(), JUNE)),
        "large": render_report_workbook(large_plan(), report(large_plan(), date(2021, 9, 1))),
        "empty": render_report_workbook(
            Plan(title="План", period="2021 год"),
            report(Plan(title="План", period="2021 год"), JUNE),
        ),
    }


@pytest.mark.parametrize("name", ["seed", "hostile", "large", "empty"])
def test_the_open_xml_sdk_finds_nothing_wrong(name, books):
    """Microsoft's validator accepts the workbook of an ordinary, a hostile, a large, no plan."""
    assert validator_errors(books[name], ".xlsx") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_every_text_is_shown(engine, books, examples):
    """Both suites print every title, mark and figure, and the titles and axes of each chart."""
    names = ["seed", "hostile", "large", "empty"]
    printed = dict(zip(names, pdfs(engine, [(books[n], ".xlsx") for n in names]), strict=True))
    rows = list(seed_reported(examples).activity_rows())
    told = [row.activity.title for row in rows]
    told += [row.activity.outcome.reason for row in rows if row.activity.outcome]
    told = [text for text in told if text]
    for table in ("разделам", "исполнителям", "месяцам"):
        told.append(f"Состояние мероприятий по {table}")
    told += ["Раздел", "Исполнитель", "Месяц", "Число мероприятий", "38.5%", "47.4%"]
    assert len(told) > 30
    assert missing_texts(printed["seed"], told) == []
    assert missing_texts(printed["hostile"], HOSTILE) == []
    executors = {e.name for row in large_plan().activity_rows() for e in row.activity.executors}
    title = "Состояние мероприятий по исполнителям"
    pages = iter(pdf_pages(printed["large"]))
    chart = next(page for page in pages if title in page) + next(pages)
    assert [name for name in executors if name not in chart] == []
    assert missing_texts(printed["empty"], ["В плане нет ни одного мероприятия."]) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_saved_copy_keeps_tables_values_and_charts(engine, books):
    """Saved by an office suite, the report keeps its figures, its tables and their charts."""
    names = ["seed", "hostile"]
    for name, saved in zip(
        names, resave_all(engine, [(books[n], ".xlsx") for n in names]), strict=True
    ):
        before, after = workbook(books[name]), workbook(saved)
        assert after.sheetnames == before.sheetnames
        for old, new in zip(before, after, strict=True):
            (table,), (kept,) = old.tables.values(), new.tables.values()
            assert (kept.name, kept.ref) == (table.name, table.ref)
            assert kept.autoFilter is not None
            left, top, right, bottom = range_boundaries(table.ref)
            values, saved_values = (
                [
                    [round(value, 12) if isinstance(value, float) else value for value in row]
                    for row in sheet.iter_rows(top, bottom, left, right, values_only=True)
                ]
                for sheet in (old, new)
            )
            assert values == saved_values
        with zipfile.ZipFile(io.BytesIO(saved)) as archive:
            charts = [n for n in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", n)]
        assert len(charts) == 3


def test_a_filter_redraws_the_chart(books):
    """A row that a filter hides leaves the chart: its name is printed nowhere any more."""
    hidden = "Секретарь КС"
    with zipfile.ZipFile(io.BytesIO(books["seed"])) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    (row,) = [
        cell.row for cell in workbook(books["seed"])["По исполнителям"]["A"] if cell.value == hidden
    ]
    sheet = parts["xl/worksheets/sheet2.xml"]
    parts["xl/worksheets/sheet2.xml"] = sheet.replace(
        b'<row r="%d"' % row, b'<row r="%d" hidden="1"' % row
    )
    whole, filtered = (
        next(page for page in pdf_pages(pdf) if "Состояние мероприятий по исполнителям" in page)
        for pdf in libreoffice_pdfs([(books["seed"], ".xlsx"), (pack(parts), ".xlsx")])
    )
    assert whole.count(hidden) == 2  # in the table and in the chart
    assert filtered.count(hidden) == 0
    assert filtered.count("Председатель КС") == 2


@pytest.mark.parametrize("ended", [False, True], ids=["period goes on", "period is over"])
def test_the_report_and_the_tracking_sheet_agree(ended):
    """On the same day every activity stands in the report as the sheet computes it.

    That holds for what has no day, «по мере необходимости», and for what was postponed to no
    day: both last to the end of the period.
    """
    plan = plan_of_today()
    if ended:
        last = TODAY - timedelta(days=1)
        plan = plan.model_copy(update={"period": Period(first=plan.period.first, last=last)})
    (saved,) = resave_all("libreoffice", [(render_tracking(plan), ".xlsx")])
    rows = {row["title"]: row for row in table_rows(workbook(saved, data_only=True))}
    figures = report(plan, TODAY)
    assert len(figures.standings) == len(rows) == 8 * 28
    known = {word: shown for shown, word in States(Layout(plan)).words.items()}
    shown = [(s.state, known[rows[s.row.activity.title]["state"]]) for s in figures.standings]
    assert [(state, word) for state, word in shown if word not in COUNTED[state]] == []
    overdue = [s for s in figures.standings if s.state is State.OVERDUE]
    assert len(overdue) > (20 if ended else 10)
    for standing in overdue:
        days = rows[standing.row.activity.title]["days_left"]
        assert days in (None, "", -standing.late_by)
