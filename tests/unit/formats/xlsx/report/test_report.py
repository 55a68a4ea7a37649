"""The workbook of the report, read back with openpyxl."""
# ruff: noqa: DTZ001 - cells of Excel and entries of a zip know no time zone

import io
import re
import zipfile
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries
from support.effort import tries
from support.problems import codes
from support.reported import large_plan, seed_reported
from support.strategies import plans
from support.tracking_text import decoded, workbook

from plandoc.errors import TrackingError
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.formats.xlsx.report.breakdown import _step
from plandoc.formats.xlsx.report.frame import COLOURS
from plandoc.formats.xlsx.sheets.limits import LONGEST_TEXT
from plandoc.progress.figures import State, report
from plandoc.schema.plan import Plan

JUNE = date(2019, 6, 1)
HOSTILE = [
    "=1+1", "+7 900 000", "-5", "@SUM(A1)", "'апостроф", "_x0041_", " края ", "две\nстроки",
    "<b>&amp;\"'", "{{ x }}", "😀", "=cmd|' /C calc'!A0",
]  # fmt: skip
SHEETS = ["Итоги", "По исполнителям", "По месяцам", "Мероприятия"]


def rendered(plan, today=JUNE, **options):
    return render_report_workbook(plan, report(plan, today), **options)


def plan_of(*activities, **parts):
    content = {"title": "План", "period": "2018-2019 учебный год", "activities": activities}
    return Plan(**content | parts)


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def rows_of(sheet):
    """Return the rows of the only table of a sheet as dicts by heading, then the row under it."""
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    heads, *rows, under = sheet.iter_rows(top, bottom + 1, left, right, values_only=True)
    assert list(heads) == [column.name for column in table.tableColumns]
    return [dict(zip(heads, row, strict=True)) for row in rows], dict(
        zip(heads, under, strict=True)
    )


@pytest.fixture(scope="module")
def seed(examples):
    return workbook(rendered(seed_reported(examples)))


@pytest.fixture(scope="module")
def large():
    return workbook(rendered(large_plan(), date(2021, 9, 1)))


def test_the_sheets_say_of_which_plan_and_day_they_are(seed):
    """Every sheet has the title of the plan and the day of the report above its table."""
    assert seed.sheetnames == SHEETS
    for sheet in seed:
        told = " ".join(str(row[0].value) for row in sheet.iter_rows(1, 3) if row[0].value)
        assert told.startswith("Отчёт о выполнении плана работы образовательно-")
        assert "по состоянию на 1 июня 2019 г." in told.replace("\u00a0", " ")


def test_the_totals_are_the_figures_of_the_report(examples, seed):
    """The first sheet holds every figure of the plan, shares as numbers with a format."""
    sheet = seed["Итоги"]
    found = {row[0].value: row[2] for row in sheet.iter_rows(1, 18) if row[2].value is not None}
    total = report(seed_reported(examples), JUNE).total
    assert [cell.value for cell in found.values()] == pytest.approx([
        total.planned, total.due, *total.states.values(), 5 / 13, 9 / 19,
    ])  # fmt: skip
    assert list(found)[-2:] == ["В срок, %: 5 из 13", "Выполнено, %: 9 из 19"]
    assert [cell.number_format for cell in found.values()][-2:] == ["0.0%", "0.0%"]


def test_each_table_holds_its_lines_and_the_whole_plan_under_it(examples, seed):
    """Lines of sections, executors and months stand in their order; the plan below, unfiltered."""
    figures = report(seed_reported(examples), JUNE)
    for name, lines in zip(
        SHEETS, (figures.sections, figures.executors, figures.months), strict=False
    ):
        rows, under = rows_of(seed[name])
        heading = {"Итоги": "Раздел", "По исполнителям": "Исполнитель"}.get(name, "Месяц")
        assert [row[heading] for row in rows] == [line.name for line in lines]
        for row, line in zip(rows, lines, strict=True):
            figures = [value for head, value in row.items() if head not in {"№", heading}]
            counts = line.counts
            assert figures[:2] == [counts.planned, counts.due]
            assert figures[2:-2] == list(counts.states.values())
            share = counts.on_time_share
            assert figures[-2] == ("–" if share is None else pytest.approx(float(share)))
            assert figures[-1] == pytest.approx(float(counts.done_share))
        assert (under[heading], under["По плану"], under["Срок наступил"]) == (
            "Всего по плану", 20, 13,
        )  # fmt: skip
    assert rows_of(seed["Итоги"])[0][0]["№"] == "Задача 1."


def test_the_rule_stands_under_each_table(seed):
    """How figures are counted is printed on every sheet of figures, with the formula."""
    for name in SHEETS[:3]:
        told = " ".join(
            str(row[0]) for row in seed[name].iter_rows(max_col=1, values_only=True) if row[0]
        )
        assert "÷ все, у которых срок наступил × 100" in told
        assert "÷ (запланированные − исключённые) × 100" in told
        assert "«сентябрь 2018 г.» — с 1 октября" in told
    assert "учтено у каждого" in str(list(seed["По исполнителям"].values))


def test_every_activity_is_listed_with_where_it_stands(examples, seed):
    """The last sheet has all that was reported, and what the report makes of it."""
    sheet = seed["Мероприятия"]
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    heads, *rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    rows = [dict(zip(heads, row, strict=True)) for row in rows]
    standings = report(seed_reported(examples), JUNE).standings
    assert [row["№ п/п"] for row in rows] == [standing.row.number for standing in standings]
    assert [row["Дней после срока"] for row in rows] == [s.late_by for s in standings]
    assert rows[0] == {
        "№ п/п": "1.1.",
        "Раздел": "Задача 1. Создание нормативно – правовой базы деятельности "
        "образовательно-производственного кластера",
        "Мероприятие": "Разработка паспорта образовательно-производственного кластера",
        "Исполнители": "Председатель КС",
        "Срок по плану": "Сентябрь 2018",
        "Последний день срока": datetime(2018, 9, 30),
        "Состояние": "Выполнено в срок",
        "Дней после срока": None,
        "Статус": "Выполнено",
        "Дата выполнения": datetime(2018, 9, 28),
        "Подтверждение": "паспорт, протокол № 2",
        "Новый срок": None,
        "Причина": None,
        "Отметка о выполнении": None,
        "Чего не хватает в отметке": None,
    }
    moved = rows[2]
    assert (moved["Новый срок"], moved["Последний день срока"], moved["Состояние"]) == (
        "Октябрь 2019", datetime(2019, 10, 31), "Перенесено",
    )  # fmt: skip
    assert rows[15]["Чего не хватает в отметке"] == "статуса, поэтому не учтена"
    states = [sheet.cell(top + 1 + n, heads.index("Состояние") + 1) for n in range(len(rows))]
    fills = [cell.fill.fgColor.rgb[2:] for cell in states]
    assert fills == [COLOURS[standing.state] for standing in standings]


def test_the_list_keeps_its_headings_in_sight(seed):
    """Headings stand still on the screen and are repeated in print; tables have filters."""
    sheet = seed["Мероприятия"]
    (table,) = sheet.tables.values()
    top = range_boundaries(table.ref)[1]
    assert re.fullmatch(rf"[BCD]{top + 1}", sheet.freeze_panes)
    assert sheet.print_title_rows == f"${top}:${top}"
    for name in SHEETS:
        (table,) = seed[name].tables.values()
        assert table.autoFilter.ref == table.ref


def test_there_are_no_formulas(examples):
    """The report is of one day: a workbook without a formula says the same for ever."""
    parts = parts_of(rendered(seed_reported(examples)))
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == 4
    assert not any("<f>" in part or "<f " in part for part in sheets)


def charts_of(data):
    parts = parts_of(data)
    return [parts[f"xl/charts/chart{n}.xml"] for n in (1, 2, 3)]


def test_a_chart_stands_over_each_table(examples, seed):
    """Three native charts take names and numbers from the rows of the tables and nothing else."""
    for name, chart in zip(SHEETS, charts_of(rendered(seed_reported(examples))), strict=False):
        (table,) = seed[name].tables.values()
        _, top, _, bottom = range_boundaries(table.ref)
        values = re.findall(
            r"<c:val><c:numRef><c:f>'?([^'!]+)'?!\$\w+\$(\d+):\$\w+\$(\d+)<", chart
        ) or (re.findall(r"<val><numRef><f>'?([^'!]+)'?!\$\w+\$(\d+):\$\w+\$(\d+)<", chart))
        assert values
        assert set(values) == {(name, str(top + 1), str(bottom))}
        assert chart.count("<overlay") >= 3  # a title, two titles of axes
        assert 'plotVisOnly val="1"' in chart  # hidden rows leave the chart


def test_a_chart_shows_only_states_that_occur(examples):
    """Nine states in the seed, two in a plan of which nothing was reported."""
    assert charts_of(rendered(seed_reported(examples)))[0].count("<ser>") == 9
    plan = plan_of({"title": "А", "deadline": "май"}, {"title": "Б", "deadline": "июнь"})
    chart = charts_of(rendered(plan))[0]
    assert chart.count("<ser>") == 2
    assert COLOURS[State.OVERDUE] in chart
    assert COLOURS[State.NOT_DUE] in chart


def test_charts_can_be_read_aloud(examples):
    """Each chart has an alternative text: what it shows, of which day, the figures of the plan."""
    parts = parts_of(rendered(seed_reported(examples)))
    told = [
        re.search(r'descr="([^"]+)"', parts[f"xl/drawings/drawing{n}.xml"])[1] for n in (1, 2, 3)
    ]
    assert (
        told[1]
        .replace("\u00a0", " ")
        .startswith("Состояние мероприятий по исполнителям по состоянию на 1 июня 2019 г.: столбцы")
    )
    assert all("Выполнено в срок — 6, Выполнено позже срока — 2" in text for text in told)
    assert len(set(told)) == 3


def test_an_empty_plan_has_no_blank_charts():
    """Each sheet says that there are no activities; no table, no chart."""
    data = rendered(plan_of())
    book = workbook(data)
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert "В плане нет ни одного мероприятия." in [row[0] for row in sheet.values]
        assert not sheet.tables
    assert not any("chart" in name for name in parts_of(data))


def test_a_plan_without_sections_has_one_line():
    """A flat plan is shown as a whole, without a row that says it twice."""
    sheet = workbook(rendered(plan_of({"title": "А", "deadline": "май"})))["Итоги"]
    (table,) = sheet.tables.values()
    _, top, _, bottom = range_boundaries(table.ref)
    assert (table.name, bottom - top) == ("plandoc_plan", 1)
    assert sheet.cell(top, 1).value == "План в целом"
    assert [row[0].value for row in sheet.iter_rows(top + 1)].count("Всего по плану") == 1


def test_text_stays_text():
    """Whatever a text begins with, no sheet makes a formula of it, and it reads back the same."""
    plan = plan_of(
        *(
            {
                "title": text,
                "executors": [text.replace("\n", " ").strip()],
                "outcome": {"text": text, "evidence": text, "reason": text, "moved_to": text},
            }
            for text in HOSTILE
        ),
        sections=[{"title": "=1+1", "label": "=2", "activities": [{"title": "А"}]}],
    )
    data = rendered(plan)
    assert not any("<f>" in part for name, part in parts_of(data).items() if "worksheets" in name)
    sheet = workbook(data)["Мероприятия"]
    (table,) = sheet.tables.values()
    _, top, _, bottom = range_boundaries(table.ref)
    heads = [cell.value for cell in sheet[top]]
    rows = list(sheet.iter_rows(top + 1, bottom))
    for row, text in zip(rows, HOSTILE, strict=False):
        found = dict(zip(heads, row, strict=True))
        for head in ("Мероприятие", "Подтверждение", "Причина", "Отметка о выполнении"):
            assert decoded(found[head].value) == text
            assert found[head].data_type == "s"
            assert found[head].quotePrefix == (text[0] in "=+-@'")


def test_nothing_is_cut_to_fit_a_cell():
    """A text too long for a cell is refused with its place, all of them at once."""
    long = "а" * (LONGEST_TEXT + 1)
    plan = plan_of(
        {"title": "А", "outcome": {"text": long}},
        {"title": "Б", "outcome": {"reason": long, "status": "not_done"}},
        {"title": "В", "outcome": {"text": long[1:]}},
    )
    with pytest.raises(TrackingError) as refused:
        rendered(plan)
    assert codes(refused.value) == ["PLN701", "PLN701"]
    assert "1 → Отметка о выполнении" in refused.value.text("ru")
    assert "2 → Причина" in refused.value.text("ru")


def test_a_wide_title_column_does_not_stand_still():
    """Where titles are so long that their column fills the screen, only numbers stand still."""
    sheet = workbook(rendered(plan_of({"title": "длинный текст " * 600})))["Мероприятия"]
    assert sheet.freeze_panes.startswith("B")
    assert sheet.row_dimensions[sheet.max_row].height <= 409


def test_a_large_plan_is_readable(large):
    """40 executors have their bars; long charts stay on a page; headings are repeated in print."""
    sheet = large["По исполнителям"]
    rows, _ = rows_of(sheet)
    assert len(rows) == 40
    assert sum(row["По плану"] for row in rows) > 150
    (chart,) = sheet._charts
    width, height = chart.anchor.ext.width / 36000, chart.anchor.ext.height / 36000
    assert height / width < 178 / 277
    assert (height - 45) / 40 >= 3.8  # room for a line of text
    assert sheet.row_breaks.brk
    assert sheet.print_title_rows


def test_a_short_sheet_is_printed_on_one_page(seed, large):
    """What is a little too tall for a page is made smaller; what is much taller runs on."""
    assert seed["Итоги"].page_setup.fitToHeight == 1
    assert large["По исполнителям"].page_setup.fitToHeight == 0


def test_the_chart_of_many_sections_stands_below(seed):
    """Up to a dozen sections have their chart beside the figures; sixty have it under the table."""
    sections = [{"title": f"Раздел {n}", "activities": [{"title": "А"}]} for n in range(60)]
    sheet = workbook(rendered(plan_of(sections=sections)))["Итоги"]
    (table,) = sheet.tables.values()
    assert sheet._charts[0].anchor._from.row > range_boundaries(table.ref)[3]
    (table,) = seed["Итоги"].tables.values()
    assert seed["Итоги"]._charts[0].anchor._from.row < range_boundaries(table.ref)[1]


@tries(30)
@given(plans(shapes=True), st.dates(date(1990, 1, 1), date(2105, 1, 1)))
def test_any_plan_can_be_reported(plan, today):
    """Whatever a plan holds, its report has every activity and every text of its marks."""
    book = workbook(rendered(plan, today))
    words = {decoded(value) for row in book.worksheets[-1].values for value in row if value}
    for row in plan.activity_rows():
        assert not row.activity.title or row.activity.title in words
        outcome = row.activity.outcome
        told = (outcome.text, outcome.evidence, outcome.reason) if outcome else ()
        assert {text for text in told if text} <= words


@pytest.mark.parametrize(
    ("longest", "step"), [(0, 1), (12, 1), (13, 2), (25, 5), (61, 10), (600, 50), (601, 100)]
)
def test_axes_count_in_whole_steps(longest, step):
    """An axis has a dozen numbers at the most, all of them whole."""
    assert _step(longest) == step


def test_same_report_same_bytes(examples):
    """Without a date the file bears none; with one it bears that one, in UTC."""
    plan = seed_reported(examples)
    assert rendered(plan) == rendered(plan)
    created = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
    dated = rendered(plan, created=created)
    assert dated == rendered(plan, created=created) != rendered(plan)
    assert "2026-09-01T12:30:00Z" in parts_of(dated)["docProps/core.xml"]
    assert "dcterms:created" not in parts_of(rendered(plan))["docProps/core.xml"]


def test_the_language_is_that_of_the_plan():
    """An English plan has English sheets, headings and dates."""
    plan = plan_of({"title": "Meeting", "deadline": "May 2019"}, language="en-GB", author="Me")
    book = workbook(rendered(plan))
    assert book.sheetnames == ["Totals", "By executor", "By month", "Activities"]
    assert book["By month"]["A1"].value.startswith("Report on fulfilment: План")
    assert (book.properties.creator, book.properties.language) == ("Me", "en-GB")
    assert "yyyy-mm-dd" in [cell.number_format for row in book["Activities"] for cell in row]


def test_a_whole_has_no_state_beside_its_parts():
    """Its row stands among the activities without a state and days; its part has both."""
    parts = [{"title": "часть"}]
    book = workbook(rendered(plan_of({"title": "целое", "deadline": "Май 2019", "parts": parts})))
    rows = list(book["Мероприятия"].iter_rows(values_only=True))
    heads = next(row for row in rows if "Состояние" in row)
    whole, part = (next(row for row in rows if title in row) for title in ("целое", "часть"))
    state, due = heads.index("Состояние"), heads.index("Последний день срока")
    assert (whole[state], whole[due]) == (None, None)
    assert (part[state], part[due]) == ("Просрочено", datetime(2019, 5, 31))
