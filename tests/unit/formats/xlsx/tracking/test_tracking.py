"""The tracking workbook, read back with openpyxl."""
# ruff: noqa: DTZ001 - cells of Excel and entries of a zip know no time zone

import io
import re
import time
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl.utils import get_column_letter, range_boundaries
from support.problems import codes
from support.tracking_text import (
    WORKINGS,
    cell_of,
    decoded,
    header_row,
    keys_of,
    table_rows,
    workbook,
)
from support.workbooks import unzipped

from plandoc.errors import TrackingError
from plandoc.formats.xlsx.sheets.cells import lines_in
from plandoc.formats.xlsx.sheets.limits import LONGEST_TEXT
from plandoc.formats.xlsx.tracking import layout, render_tracking
from plandoc.formats.xlsx.tracking.months import Mark, Scale, marks, month_of
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.formats.xlsx.tracking.register import SPARE
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.ooxml.pack import pack
from plandoc.ooxml.properties import DIGEST
from plandoc.page.measure import text_width
from plandoc.progress.figures import report
from plandoc.returns.proposals import with_proposals
from plandoc.returns.take_in import take_in
from plandoc.schema.deadline import Deadline
from plandoc.schema.executors import by_executor
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in

YEAR = "2018-2019 учебный год"
HOSTILE = [
    "=1+1", "+7 900 000", "-5", "@SUM(A1)", "'апостроф", "_x0041_", "_x005F_x0041_", " края ",
    "две\nстроки", "<b>&amp;\"'", "{{ x }}", "a\tb", "😀", "=cmd|' /C calc'!A0", "12-3", "1e5",
]  # fmt: skip
OUTCOME_KEYS = ["status", "text", "date", "evidence", "moved_to", "reason"]


def plan_of(*activities, **parts):
    return Plan(**{"title": "План работы", "period": YEAR, "activities": activities} | parts)


def hostile_plan():
    return plan_of(
        *(
            {
                "title": text,
                "executors": [text.replace("\n", " ")],
                "expected_result": text,
                "fields": {"note": text},
                "outcome": {"text": text, "evidence": text, "reason": text, "moved_to": text},
            }
            for text in HOSTILE
        ),
        columns=[
            "number",
            "title",
            "executors",
            "expected_result",
            {"key": "note", "heading": "=1+1"},
        ],
    )


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_text_stays_text():
    """Whatever a text begins with, it is stored as text and read back the same."""
    plan = hostile_plan()
    book = workbook(render_tracking(plan))
    rows = table_rows(book)
    assert len(rows) == len(HOSTILE)
    for row, text in zip(rows, HOSTILE, strict=True):
        keys = ["title", "expected_result", "fields.note", "outcome.text", "outcome.reason"]
        assert [row[key] for key in keys] == [text] * len(keys)
    n = HOSTILE.index("=1+1")
    assert cell_of(book, "title", n).data_type == "s"
    assert book.worksheets[0].cell(header_row(book.worksheets[0]), 8).value == "=1+1"


def test_formulas_are_our_own():
    """No text of a plan becomes a formula or a part of one, on any sheet."""
    data = render_tracking(hostile_plan())
    formulas = [
        formula
        for name, part in parts_of(data).items()
        if name.startswith("xl/worksheets/")
        for formula in re.findall(r"<f[^>]*>(.+?)</f>", part)
    ]
    assert len(formulas) > len(HOSTILE)
    known = re.compile(
        r"(IF|AND|OR|NOT|MAX|DATE|TODAY|ISTEXT|ISNUMBER|INDEX|MATCH|IFERROR|SUMPRODUCT|ROWS|COUNTA)\("
    )
    for formula in formulas:
        words = re.sub(r"&quot;.*?&quot;|\".*?\"|'[^']*'!", "", formula)
        assert set(re.findall(r"[A-Za-z]+\(", words)) <= {
            found + "(" for found in known.findall(words)
        }
        assert "cmd" not in formula
        assert "SUM(" not in formula


def test_a_workbook_remembers_the_figures_of_its_day():
    """With a day, every formula and chart has its result; without one none has."""
    plan = plan_of(
        {"title": "А", "deadline": "10 октября 2018 г."},
        {"title": "Б", "deadline": "25 октября 2018 г.", "outcome": {"status": "in_progress"}},
        {"title": "В", "deadline": "май 2019 г.", "outcome": {"status": "done"}},
        {"title": "Г"},
    )
    data = render_tracking(plan, today=date(2018, 10, 22))
    book, told = workbook(data), workbook(data, data_only=True)
    rows = table_rows(told)
    states = ["Просрочено", "Скоро срок", "Выполнено", "Без точной даты"]
    assert [row["state"] for row in rows] == states
    assert [row["days_left"] for row in rows] == [-12, 3, None, None]
    assert told["Сводка"]["C2"].value == datetime(2018, 10, 22)
    assert [cell.value for cell in told["Сводка"][6][2:8]] == [4, 1, 0, 1, 1, 1]
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    blank = [cell for sheet, cell in formulas if told[sheet][cell].value is None]
    assert (len(formulas) > 20, len(blank)) == (True, 2)  # no days to what is done or has no day
    assert "numCache" in parts_of(data)["xl/charts/chart1.xml"]
    undated = workbook(render_tracking(plan), data_only=True)
    assert {undated[sheet][cell].value for sheet, cell in formulas} == {None}
    created = datetime(2018, 10, 22, 9, tzinfo=UTC)
    assert "numCache" in parts_of(render_tracking(plan, created=created))["xl/charts/chart1.xml"]


def test_a_later_edit_makes_no_formula():
    """A text that begins like a formula bears quotePrefix; free words are typed as text."""
    book = workbook(render_tracking(hostile_plan()))
    for n, text in enumerate(HOSTILE):
        for key in ("title", "outcome.text"):
            assert cell_of(book, key, n).quotePrefix == (text[0] in "=+-@'")
        assert cell_of(book, "outcome.evidence", n).number_format == "@"


def test_the_id_is_hidden_and_locked():
    """The first column holds the ids of the activities, hidden and locked."""
    plan = plan_of({"title": "А", "id": "first"}, {"title": "Б", "id": "-5"})
    book = workbook(render_tracking(plan))
    sheet = book.worksheets[0]
    assert sheet.column_dimensions["A"].hidden
    assert [cell_of(book, "id", n).value for n in (0, 1)] == ["first", "-5"]
    assert cell_of(book, "id").protection.locked


def test_only_outcomes_are_open():
    """Of the register only outcomes and the spare rows take what is typed; it can be sorted."""
    book = workbook(render_tracking(plan_of({"title": "А"})))
    sheet, keys = book.worksheets[0], keys_of(book)
    for key in keys:
        assert cell_of(book, key).protection.locked != key.startswith("outcome."), key
    refused = sheet.data_validations.dataValidation[-1]
    assert (refused.type, refused.formula1, refused.errorStyle or "stop") == (
        "custom", f'$A{header_row(sheet) + 1}=""', "stop",
    )  # fmt: skip
    covered = {column for one in refused.sqref.ranges for column in (one.min_col, one.max_col)}
    assert covered == {n for n, key in enumerate(keys, 1) if not key.startswith("outcome.")}
    assert max(one.max_row for one in refused.sqref.ranges) == header_row(sheet) + 1 + SPARE
    assert not sheet.protection.sheet
    assert all(sheet.protection.sheet for sheet in (book["Сводка"], book["График"]))
    assert not any(sheet.protection.password for sheet in book)


@pytest.mark.parametrize(
    "headings",
    [["Раздел", "раздел", "РАЗДЕЛ (2)"], ["id", "Статус", "=1+1"], ["a\tb", "a  b", "_x0041_"]],
)
def test_the_table_is_named_as_its_cells(headings):
    """Headings differ even ignoring case and equal the table's column names; a filter is on."""
    columns = ["number", "title", *({"key": f"k{n}", "heading": h} for n, h in enumerate(headings))]
    plan = plan_of(
        {"title": "А"}, columns=columns, sections=[{"title": "С", "activities": [{"title": "Б"}]}]
    )
    sheet = workbook(render_tracking(plan)).worksheets[0]
    (table,) = sheet.tables.values()
    left, top, right, bottom = range_boundaries(table.ref)
    cells = [sheet.cell(top, column).value for column in range(left, right + 1)]
    assert [decoded(cell) for cell in cells] == [column.name for column in table.tableColumns]
    assert len({decoded(cell).casefold() for cell in cells}) == len(cells)
    assert all(cell.strip() and "\n" not in cell for cell in cells)
    assert (table.autoFilter.ref, bottom - top) == (table.ref, 2 + SPARE)
    assert not sheet.merged_cells.ranges


def test_the_plan_columns_stand_in_the_plan_order():
    """The plan's columns keep their order and headings; what was left out but is there is added."""
    plan = plan_of(
        columns=[
            "title",
            {"key": "place", "heading": "Место"},
            {"key": "number", "heading": "Пункт"},
        ],
        sections=[
            {
                "title": "Раздел",
                "activities": [{"title": "А", "deadline": "май 2019", "fields": {"place": "зал"}}],
            }
        ],
    )
    book = workbook(render_tracking(plan))
    keys = keys_of(book)
    assert keys[2:8] == ["section", "title", "fields.place", "number", "state", "deadline"]
    sheet = book.worksheets[0]
    assert sheet.cell(header_row(sheet), keys.index("number") + 1).value == "Пункт"
    (row,) = table_rows(book)
    assert (row["section"], row["fields.place"], row["number"]) == ("1. Раздел", "зал", "1.1.")


def test_days_are_dates():
    """The first and the last day are real dates, blank where a deadline names none."""
    plan = plan_of(
        {"title": "А", "deadline": "Май-сентябрь 2019"},
        {"title": "Б", "deadline": "до 15 мая 2019 г."},
        {"title": "В", "deadline": "по мере необходимости"},
        {"title": "Г"},
    )
    book = workbook(render_tracking(plan))
    days = [(row["first_day"], row["last_day"]) for row in table_rows(book)]
    assert days[0] == (datetime(2019, 5, 1), datetime(2019, 9, 30))
    assert days[1] == (None, datetime(2019, 5, 15))
    assert days[2:] == [(None, None), (None, None)]
    assert cell_of(book, "last_day").number_format == "dd.mm.yyyy"


def test_outcomes_are_written_in():
    """Every part of an outcome stands in its column; a new deadline in words stays in words."""
    plan = plan_of(
        {
            "title": "А",
            "outcome": {
                "status": "postponed", "text": "сделано\nчасть", "date": "12.10.2018",
                "evidence": "протокол № 3", "moved_to": "ноябрь 2018", "reason": "болезнь",
            },
        },
        {"title": "Б", "outcome": {"moved_to": "30.11.2018"}},
        {"title": "В", "outcome": {"status": "done", "moved_to": "6 ноября 2023"}},
        {"title": "Г", "outcome": {"moved_to": "31.02.2018"}},
    )  # fmt: skip
    rows = table_rows(workbook(render_tracking(plan)))
    found = [rows[0][f"outcome.{key}"] for key in OUTCOME_KEYS]
    assert found == [
        "Перенесено", "сделано\nчасть", datetime(2018, 10, 12), "протокол № 3", "ноябрь 2018",
        "болезнь",
    ]  # fmt: skip
    assert rows[1]["outcome.moved_to"] == datetime(2018, 11, 30)
    assert [rows[n]["outcome.status"] for n in (1, 2)] == [None, "Выполнено"]
    assert rows[2]["outcome.moved_to"] == datetime(2023, 11, 6)
    assert rows[3]["outcome.moved_to"] == "31.02.2018"


def test_statuses_come_from_a_named_range():
    """The drop-down takes a defined name that points at every status on a hidden sheet."""
    book = workbook(render_tracking(plan_of({"title": "А"}, {"title": "Б"})))
    sheet = book.worksheets[0]
    lists, dates, moved, _ = sheet.data_validations.dataValidation
    assert (lists.type, lists.formula1, lists.errorStyle or "stop") == (
        "list",
        "plandoc_statuses",
        "stop",
    )
    letter = get_column_letter(keys_of(book).index("outcome.status") + 1)
    top = header_row(sheet) + 1
    assert str(lists.sqref) == f"{letter}{top}:{letter}{top + 1 + SPARE}"
    ((name, area),) = book.defined_names["plandoc_statuses"].destinations
    assert book[name].sheet_state == "hidden"
    words = [cell.value for (cell,) in book[name][area]]
    assert words == [
        "Выполнено", "Выполнено частично", "В работе", "Не выполнено", "Перенесено", "Исключено",
    ]  # fmt: skip
    assert len(words) == len(Status)
    assert (dates.type, dates.errorStyle, dates.showErrorMessage) == ("date", "warning", True)
    assert (moved.type, moved.showErrorMessage) == (None, False)
    for rule in (lists, dates, moved):
        assert rule.showInputMessage
        assert len(rule.promptTitle) <= 32
        assert len(rule.prompt) <= 255
        assert len(rule.error or "") <= 225


def test_the_manifest_tells_whose_sheet_it_is():
    """Custom properties and the hidden lists name the plan, its revision and its content."""
    plan = plan_of({"title": "А"}, revision=3)
    book = workbook(render_tracking(plan))
    expected = {
        "plandoc.plan_id": plan.id,
        "plandoc.revision": "3",
        "plandoc.schema_version": "1",
        "plandoc.content_hash": plan.content_hash,
        "plandoc.period": "2018-09-01/2019-08-31",
        "plandoc.language": "ru",
    }
    assert {
        name: book.custom_doc_props[name].value
        for name in book.custom_doc_props.names
        if name != DIGEST
    } == expected
    pairs = book["Списки"].iter_rows(max_col=2, max_row=len(expected), values_only=True)
    assert dict(pairs) == expected
    header = book.defined_names["plandoc_header"].attr_text
    assert header.startswith(f"'Учёт'!$A${header_row(book.worksheets[0])}:")


def test_same_plan_same_bytes():
    """Nothing but the plan and `created` decides the bytes."""
    plan = hostile_plan()
    created = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
    undated = render_tracking(plan)
    time.sleep(1.1)
    assert render_tracking(plan) == undated
    assert (
        render_tracking(plan, created=created) == render_tracking(plan, created=created) != undated
    )
    assert "dcterms" not in parts_of(undated)["docProps/core.xml"].split("<dc:", 1)[1]
    core = parts_of(render_tracking(plan, created=created))["docProps/core.xml"]
    assert core.count("2026-09-01T12:30:00Z") == 2
    naive = render_tracking(plan, created=datetime(2026, 9, 1, 12, 30))
    assert naive == render_tracking(plan, created=created)


def test_the_archive_is_in_order():
    """Content types come first, each part once, all dated alike, in the caller's order."""
    data = pack({"b": b"1", "[Content_Types].xml": b"2", "a": b"3"}, stamp=datetime(1970, 1, 1))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    assert [info.filename for info in infos] == ["[Content_Types].xml", "b", "a"]
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {(info.compress_type, info.external_attr, info.extra) for info in infos} == {
        (8, 0o600 << 16, b"")
    }
    late = pack({"a": b""}, stamp=datetime(3000, 1, 1))
    with zipfile.ZipFile(io.BytesIO(late)) as archive:
        assert archive.infolist()[0].date_time[0] == 2107


def test_properties():
    """Title, author and language go into the properties of the file."""
    book = workbook(render_tracking(plan_of(author="=Иванов & <Ко>", title="План\nработы")))
    properties = book.properties
    assert properties.title == "План работы на 2018-2019 учебный год"
    assert (properties.creator, properties.language) == ("=Иванов & <Ко>", "ru-RU")


def test_rows_are_as_tall_as_their_text():
    """Every row has a height of its own, taller where its text takes more lines."""
    plan = plan_of({"title": "коротко"}, {"title": "длинно " * 60}, {"title": "я\n" * 12})
    sheet = workbook(render_tracking(plan)).worksheets[0]
    top = header_row(sheet)
    heights = [sheet.row_dimensions[row].height for row in range(1, top + 4)]
    assert all(heights)
    short, long, lines = heights[-3:]
    assert short < 40 < long
    assert lines > 12 * 11 * 1.2


def test_rows_grow_with_what_is_filled_in():
    """A height is proposed, never fixed: a long mark is not cut off on paper."""
    plan = plan_of({"title": "коротко"}, {"title": "длинно " * 60})
    sheet = unzipped(render_tracking(plan))["xl/worksheets/sheet1.xml"]
    rows = re.findall(rb"<row ([^>]*)>", sheet)
    growing = [row for row in rows if b"customHeight" not in row]
    assert len(growing) == 2 + SPARE
    assert all(b"ht=" in row for row in growing)


SCREEN_MM, SCREEN_POINTS = 345, 360
"""What Excel shows of a sheet at 1366 × 768 and 100 %, without ribbon, bars and headings."""


@pytest.mark.parametrize(
    ("name", "least"), [("seed", 8), ("college", 8), ("flat", 8), ("school", 6)]
)
def test_the_first_screen(name, least, examples):
    """The first screen shows eight rows with number, state, title, deadline, status and mark.

    Rows with lists of several lines take the room of two. What is folded takes none.
    """
    path = examples / f"{name}.yaml"
    book = workbook(render_tracking(read_plan(path.read_bytes(), str(path))[0]))
    sheet, keys = book.worksheets[0], keys_of(book)
    head = header_row(sheet)
    assert sheet.row_dimensions[head].height <= 30
    used, rows = sum(sheet.row_dimensions[row].height for row in range(1, head + 1)), 0
    while (used := used + sheet.row_dimensions[head + 1 + rows].height) <= SCREEN_POINTS:
        rows += 1
    assert rows >= least
    hidden = [sheet.column_dimensions[get_column_letter(n)].hidden for n in range(1, len(keys) + 1)]
    assert [key for key, unseen in zip(keys, hidden, strict=True) if unseen] == [
        "id", "order", "first_day", "last_day",
    ]  # fmt: skip
    widths = {
        key: sheet.column_dimensions[get_column_letter(n)].width * 7 * 25.4 / 96
        for n, (key, unseen) in enumerate(zip(keys, hidden, strict=True), 1)
        if not unseen
    }
    shown = list(widths)[: list(widths).index("outcome.text") + 1]
    assert {"number", "state", "title", "deadline", "outcome.status"} < set(shown)
    assert sum(widths[key] for key in shown) <= SCREEN_MM
    assert keys.index("state") == keys.index("number") + 1


@pytest.mark.parametrize("name", ["seed", "college", "flat", "school"])
def test_sheets_fit_on_the_screen(name, examples):
    """No sheet is wider than the screen; the names of lines stay on it."""
    path = examples / f"{name}.yaml"
    book = workbook(render_tracking(read_plan(path.read_bytes(), str(path))[0]))
    words = words_in("ru").tracking.sheets
    for key in ("summary", "months", "load"):
        sheet = book[words[key]]
        widths = [one.width * 7 * 25.4 / 96 for one in sheet.column_dimensions.values()]
        assert sum(widths) <= SCREEN_MM, key
        assert sheet.freeze_panes[0] in "BC"


@pytest.mark.parametrize("title", ["Ж" * 2_000, "План мероприятий колледжа " * 100])
def test_a_long_title_is_whole_and_scrolls_away(title):
    """Its lines are no wider than the screen; rows that would take much of one are not frozen."""
    plan = plan_of({"title": "Дело", "deadline": "май 2019"}, title=title)
    book = workbook(render_tracking(plan))
    words = words_in("ru").tracking.sheets
    for key, column in (("register", "C"), ("months", "A")):
        sheet = book[words[key]]
        lines = [str(sheet[f"{column}{row}"].value or "") for row in range(1, 60)]
        assert "".join(title.split()) in "".join("".join(lines).split()), key
        assert max(text_width(line, 12, bold=True) for line in lines) < SCREEN_MM, key
        assert sheet.freeze_panes.endswith("1"), key
    short = workbook(render_tracking(plan_of({"title": "Дело", "deadline": "май 2019"})))
    assert not short[words["register"]].freeze_panes.endswith("1")


def test_a_long_title_does_not_widen_the_summary():
    """It is wrapped over the columns, so that they are printed as large as can be."""
    sheet = workbook(render_tracking(plan_of({"title": "А"}, title="План " * 40)))["Сводка"]
    assert sheet["A1"].alignment.wrap_text
    assert "A1:N1" in {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.row_dimensions[1].height > 2 * sheet.row_dimensions[2].height


def test_a_section_is_named_as_a_person_knows_it():
    """A label has words, «Задача 1»; a mere number has its title, the number of a table none."""
    sections = [{"title": "Организация учебного процесса", "activities": [{"title": "А"}]}]
    book = workbook(render_tracking(plan_of(sections=sections)))
    assert cell_of(book, "section").value == "1. Организация учебного…"
    blocks = ["title", {"heading": "I. Учебная работа"}, {"table": {"sections": sections}}, "table"]
    plan = plan_of({"title": "Б"}, blocks=blocks)
    found = {row["title"]: row["section"] for row in table_rows(workbook(render_tracking(plan)))}
    assert found["А"] == "I / 1. Организация учебного…"


def test_nothing_but_a_short_word_is_not_left_on_a_line():
    """«Сентябрь 2018 г.» does not end with «г.» alone."""
    plan = plan_of(*({"title": "А", "deadline": f"Сентябрь 201{n} г."} for n in (8, 9)))
    book = workbook(render_tracking(plan))
    cell = cell_of(book, "deadline")
    width = book.worksheets[0].column_dimensions[cell.column_letter].width * 7 * 25.4 / 96
    whole, without = (lines_in(text, width, 10) for text in (cell.value, cell.value[:-3]))
    assert whole == without


def test_the_order_of_the_plan_can_be_had_again():
    """After sorting: the column of the order is folded, not hidden for good."""
    sheet = workbook(render_tracking(plan_of({"title": "А"}))).worksheets[0]
    assert [sheet.column_dimensions[letter].outlineLevel for letter in "AB"] == [0, 1]
    assert sheet.column_dimensions["C"].collapsed


def test_the_cursor_stands_where_one_writes(examples):
    """A sheet opens with the cursor on its first yellow cell, beside the frozen titles."""
    path = examples / "seed.yaml"
    book = workbook(render_tracking(read_plan(path.read_bytes(), str(path))[0]))
    sheet = book.worksheets[0]
    cell = cell_of(book, "outcome.status")
    assert sheet.sheet_view.selection[-1].activeCell == cell.coordinate
    assert sheet.freeze_panes == f"{get_column_letter(keys_of(book).index('title') + 2)}{cell.row}"


def test_a_register_is_readable_on_paper(examples):
    """It is printed at 70 % of its size at least, without what is of use on the screen alone."""
    for path in sorted(examples.glob("*.yaml")):
        book = workbook(render_tracking(read_plan(path.read_bytes(), str(path))[0]))
        sheet, keys = book.worksheets[0], keys_of(book)
        last = range_boundaries(sheet.print_area.rpartition("!")[2])[2]
        assert keys[last:] == ["days_left"]
        letters = [get_column_letter(n) for n in range(1, last + 1)]
        columns = [sheet.column_dimensions[letter] for letter in letters]
        width = sum(c.width * 7 * 25.4 / 96 for c in columns if not c.hidden)
        room = 400 if int(sheet.page_setup.paperSize) == int(sheet.PAPERSIZE_A3) else 277
        assert room / width >= 0.7, path.name


@pytest.mark.parametrize("section", ["Задача 2", "Повышение качества"])
def test_what_was_done_beyond_the_plan_is_a_proposal(section):
    """A spare row that is filled in proposes an activity, in the section of that label or title."""
    sections = [
        {"title": title, "activities": [{"title": title}]}
        for title in ("Создание базы", "Повышение качества")
    ]
    plan = plan_of(sections=sections, numbering={"sections": ["Задача 1."]})
    book = workbook(render_tracking(plan))
    texts = {"title": "Экскурсия", "section": section, "deadline": "март 2019 г."}
    for key, text in texts.items():
        cell_of(book, key, 5).value = text
    target = io.BytesIO()
    book.save(target)
    taken = take_in(plan, [read_tracking(target.getvalue(), "лист.xlsx")])
    assert [proposal.became for proposal in taken.proposals] == ["Экскурсия"]
    made, problems = with_proposals(plan, taken.proposals)
    assert not problems
    assert [row.title for row in made.sections[1].activities] == ["Повышение качества", "Экскурсия"]


def test_a_very_long_activity_is_shown_whole():
    """3 000 characters widen the column until the row is one that Excel can draw."""
    book = workbook(render_tracking(plan_of({"title": "длинный текст " * 215})))
    sheet = book.worksheets[0]
    letter = get_column_letter(keys_of(book).index("title") + 1)
    assert sheet.row_dimensions[header_row(sheet) + 1].height < 409
    assert 45 < sheet.column_dimensions[letter].width < 255


def test_too_long_text_is_refused_whole():
    """All texts over 32 767 UTF-16 units are reported at once, with their places; none is cut."""
    fits, over, astral = "я" * LONGEST_TEXT, "я" * (LONGEST_TEXT + 1), "😀" * 16_384
    plan = plan_of(
        sections=[
            {
                "title": "Раздел",
                "activities": [{"title": fits}, {"title": over, "expected_result": astral}],
            }
        ]
    )
    with pytest.raises(TrackingError) as refused:
        render_tracking(plan)
    problems = refused.value.problems
    assert codes(problems) == ["PLN701", "PLN701"]
    assert [str(problem.place.path) for problem in problems] == [
        "sections[0].activities[1].title", "sections[0].activities[1].expected_result",
    ]  # fmt: skip
    assert problems[0].place.trail == "1 → 1.2 → Наименование мероприятия"
    assert problems[1].values == {"length": 32_768, "longest": 32_767}
    kept = plan_of({"title": fits})
    (row,) = table_rows(workbook(render_tracking(kept)))
    assert row["title"] == fits


def test_a_heading_longer_than_a_table_takes_is_refused():
    """A heading over 255 characters is refused, not cut."""
    plan = plan_of({"title": "А"}, columns=["title", {"key": "note", "heading": "я" * 256}])
    with pytest.raises(TrackingError) as refused:
        render_tracking(plan)
    assert codes(refused.value) == ["PLN702"]


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"sections": [{"title": "Пусто"}, {"title": "Тоже", "sections": [{"title": "Внутри"}]}]},
        {"columns": ["title"]},
        {"language": "en"},
    ],
)
def test_a_plan_without_activities_has_a_workbook(parts):
    """An empty plan gives a table of the spare rows, no ids, and says that it is empty."""
    book = workbook(render_tracking(plan_of(**parts)))
    sheet = book.worksheets[0]
    (table,) = sheet.tables.values()
    _, top, _, bottom = range_boundaries(table.ref)
    assert (bottom - top, table_rows(book)) == (SPARE, [])
    said = " ".join(str(cell.value) for row in sheet["C1:C3"] for cell in row)
    assert "нет ни одного мероприятия" in said or "no activities" in said


def test_empty_sections_are_counted_as_empty():
    """A section without activities stands in the summary with zeros."""
    plan = plan_of(
        sections=[{"title": "Пусто"}, {"title": "Не пусто", "activities": [{"title": "А"}]}]
    )
    sheet = workbook(render_tracking(plan))["Сводка"]
    rows = {sheet.cell(n, 2).value: sheet.cell(n, 3).value for n in range(5, 12)}
    assert rows["Пусто"] == "=0"
    assert rows["Не пусто"] == "=ROWS('Расчёт'!$B$1)"


def test_sections_have_signs_of_their_own_form():
    """A section is red with something late, yellow with something near, green otherwise."""
    sections = [
        {"title": "Поздно", "activities": [{"title": "А", "deadline": "1 октября 2018 г."}]},
        {"title": "Скоро", "activities": [{"title": "Б", "deadline": "25 октября 2018 г."}]},
        {"title": "Спокойно", "activities": [{"title": "В", "deadline": "май 2019 г."}]},
        {"title": "Пусто"},
    ]
    data = render_tracking(plan_of(sections=sections), today=date(2018, 10, 20))
    sheet = workbook(data, data_only=True)["Сводка"]
    signs = {sheet.cell(n, 2).value: sheet.cell(n, 14).value for n in range(7, 12)}
    assert signs == {
        "Поздно": 1, "Скоро": 2, "Спокойно": 3, "Пусто": None, "Всего по плану": 1,
    }  # fmt: skip
    kinds = {rule.type for ranges in sheet.conditional_formatting for rule in ranges.rules}
    assert kinds == {"dataBar", "iconSet"}
    assert sheet.cell(7, 6).number_format == "0;-0;–"


def test_each_executor_is_counted():
    """An activity counts for each of its executors once, expanded names are told."""
    plan = plan_of(
        {"title": "А", "executors": ["КС", "Отдел"]},
        {"title": "Б", "executors": ["Отдел"]},
        {"title": "В", "executors": ["КС"]},
        {"title": "Г"},
        short_names={"КС": "Координационный совет"},
    )
    book = workbook(render_tracking(plan))
    sheet = book["Сводка"]
    rows = {row[1]: row[2] for row in sheet.iter_rows(max_col=3, values_only=True) if row[1]}
    workings = book.worksheets[WORKINGS]
    assert rows["КС — Координационный совет"] == "=ROWS('Расчёт'!$C$1:$C$2)"
    assert [workings["C1"].value, workings["C2"].value] == ["=$B$1", "=$B$3"]
    assert rows["Отдел"] == "=ROWS('Расчёт'!$B$1:$B$2)"
    assert rows["Исполнитель не указан"] == "=ROWS('Расчёт'!$B$4)"


def test_many_executors_are_counted_together():
    """After 150 executors the others share a line; none of their activities is left out."""
    plan = plan_of(*({"title": "А", "executors": [f"Отдел {n:03}"]} for n in range(160)))
    sheet = workbook(render_tracking(plan))["Сводка"]
    rows = {row[1]: row[2] for row in sheet.iter_rows(max_col=3, values_only=True) if row[1]}
    assert rows["Остальные исполнители (10)"] == "=ROWS('Расчёт'!$B$151:$B$160)"


def test_numbers_are_there_even_if_the_plan_prints_none():
    """A plan that prints no numbers still has them on the sheet, one that has none does not."""
    keys = keys_of(workbook(render_tracking(plan_of({"title": "А"}, columns=["title"]))))
    assert keys[2:5] == ["number", "state", "title"]
    plan = plan_of({"title": "А"}, columns=["title"], numbering={"activities": ""})
    assert keys_of(workbook(render_tracking(plan)))[2:4] == ["state", "title"]


def test_titles_are_there_even_if_the_plan_prints_none():
    """A plan without a column of titles still has them on the sheet."""
    keys = keys_of(
        workbook(render_tracking(plan_of({"title": "А"}, columns=["number", "deadline"])))
    )
    assert keys[2:6] == ["title", "number", "state", "deadline"]


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch):
    """A plan with more rows than a sheet of Excel is refused, not cut."""
    monkeypatch.setattr(layout, "LAST_ROW", 101)
    render_tracking(plan_of({"title": "А"}))
    with pytest.raises(TrackingError) as refused:
        render_tracking(plan_of({"title": "А"}, {"title": "Б"}))
    assert codes(refused.value) == ["PLN703"]


def test_the_chart_has_titles_and_axes():
    """The chart is native, titled, with both axes titled and not deleted."""
    data = render_tracking(plan_of(sections=[{"title": "С", "activities": [{"title": "А"}]}]))
    (chart,) = [part for name, part in parts_of(data).items() if "charts/chart" in name]
    assert chart.count('<delete val="0"/>') == 2
    for title in ("Состояние мероприятий по разделам", "Раздел", "Число мероприятий"):
        assert f">{title}<" in chart
    assert "Times New Roman" in chart


YEAR_OF = Period.school_year(2018)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сентябрь 2018", {(2018, 9): Mark.DUE}),
        ("Август 2018", {(2018, 8): Mark.DUE}),
        ("Октябрь 2019", {(2019, 10): Mark.DUE}),
        ("Апрель-май 2019", {(2019, 4): Mark.RUNS, (2019, 5): Mark.DUE}),
        ("до 15 октября 2018", {(2018, 9): Mark.RUNS, (2018, 10): Mark.DUE}),
        ("с 1 июля 2019", {(2019, 7): Mark.RUNS, (2019, 8): Mark.RUNS}),
        ("по мере необходимости", {}),
    ],
)
def test_months_of_a_deadline(text, expected):
    """Months are marked by what they mean: work goes on, it is due; also outside the period."""
    found = marks(Deadline.parse(text, YEAR_OF), YEAR_OF)
    assert found == {
        month_of(date(year, month, 1)): mark for (year, month), mark in expected.items()
    }


@pytest.mark.parametrize(
    ("text", "mark"),
    [("В течение года", Mark.WHOLE), ("ежемесячно", Mark.DUE), ("постоянно", Mark.WHOLE)],
)
def test_months_of_the_whole_period(text, mark):
    """What lasts the whole period is marked lightest in each month, what repeats is due in each."""
    found = marks(Deadline.parse(text, YEAR_OF), YEAR_OF)
    assert list(found.values()) == [mark] * 12


def test_the_calendar_grows_to_near_deadlines():
    """Months around the period appear when a deadline lies there; far ones become arrows."""
    plan = plan_of(
        {"title": "А", "deadline": "Август 2018"},
        {"title": "Б", "deadline": "Октябрь 2019"},
        {"title": "В", "deadline": "Май 2035"},
    )
    sheet = workbook(render_tracking(plan, today=date(2018, 7, 1)), data_only=True)["График"]
    head = next(n for n in range(1, 9) if sheet.cell(n, 1).value == "№ п/п")
    months = [sheet.cell(head, column).value for column in range(3, 18)]
    assert (months[0], months[-1]) == ("авг", "окт")
    assert [sheet.cell(head - 1, column).value for column in (3, 8)] == ["2018", "2019"]
    signs = [[sheet.cell(head + n, c).value for c in range(3, 18)] for n in (1, 2, 3)]
    assert [row.index(sign) for row, sign in zip(signs, "●●►", strict=True)] == [0, 14, 14]
    assert sheet.freeze_panes == f"C{head + 1}"


def calendar_row(plan, title, today=date(2018, 10, 20)):
    """Return the signs of a row by month, as a program shows them that computes nothing."""
    sheet = workbook(render_tracking(plan, today=today), data_only=True)["График"]
    head = next(n for n in range(1, 9) if sheet.cell(n, 1).value == "№ п/п")
    (row,) = [n for n in range(head, 20) if sheet.cell(n, 2).value == title]
    signs = {sheet.cell(head, n).value: sheet.cell(row, n).value for n in range(3, 15)}
    return {month: sign for month, sign in signs.items() if sign is not None}


def test_months_have_the_colours_and_signs_of_their_state():
    """Months are coloured as the state beside them; signs tell them apart on a grey print."""
    sheet = workbook(render_tracking(plan_of({"title": "А", "deadline": "май 2019 г."})))["График"]
    rules = [rule for one in sheet.conditional_formatting for rule in one.rules]
    fills = [rule.dxf.fill.bgColor.rgb for rule in rules if rule.dxf.fill]
    months = [rule.dxf.fill.bgColor.rgb for rule in rules if '<>"",' in rule.formula[0]]
    assert fills[: len(months)] == months
    assert len(set(months)) == len(months) == 6
    assert rules[-1].formula == ["TRUE"]
    outcomes = {"done": "√", "not_done": "!", "removed": "×", "in_progress": "!"}
    plan = plan_of(
        {"title": "впереди", "deadline": "май 2019 г."},
        *(
            {"title": status, "deadline": "сентябрь 2018 г.", "outcome": {"status": status}}
            for status in outcomes
        ),
        {"title": "частями", "deadline": "сентябрь, март"},
    )
    assert calendar_row(plan, "впереди") == {"май": "●"}
    for status, sign in outcomes.items():
        assert calendar_row(plan, status) == {"сент": sign}
    assert calendar_row(plan, "частями") == {"сент": "!", "март": "●"}


def test_a_postponed_row_stands_in_its_new_month():
    """It has an arrow in the old month, and is due in the new one, in words or as a day."""
    moved = {
        "словами": "Декабрь 2018", "днём": "14.12.2018", "без дня": "по решению совета",
    }  # fmt: skip
    plan = plan_of(*(
        {
            "title": title,
            "deadline": "сентябрь 2018 г.",
            "outcome": {"status": "postponed", "moved_to": words},
        }
        for title, words in moved.items()
    ))  # fmt: skip
    assert calendar_row(plan, "словами") == {"сент": "→", "дек": "●"}
    assert calendar_row(plan, "днём") == {"сент": "→", "дек": "●"}
    assert calendar_row(plan, "без дня") == {"сент": "→"}
    assert calendar_row(plan, "днём", date(2019, 1, 20)) == {"сент": "→", "дек": "!"}


def test_a_new_deadline_in_words_is_known():
    """The day that the plan reads in a new deadline counts on the sheet as in the report."""
    plan = plan_of({
        "title": "Выборы",
        "deadline": "3-я неделя сентября",
        "outcome": {"status": "postponed", "moved_to": "Октябрь 2018"},
    })  # fmt: skip
    for day, state, left in (
        (date(2018, 10, 2), "Перенесено", 29),
        (date(2018, 10, 20), "Перенесено, скоро срок", 11),
        (date(2018, 11, 27), "Просрочено", -27),
    ):
        (row,) = table_rows(workbook(render_tracking(plan, today=day), data_only=True))
        assert (row["state"], row["days_left"]) == (state, left)
        (standing,) = report(plan, day).standings
        assert (standing.due - day).days == left


def test_long_periods_are_shown_in_quarters_and_years():
    """The calendar keeps to 36 columns: quarters for up to nine years, then years."""
    five = Scale.of(Period(first=date(2020, 1, 1), last=date(2024, 12, 31)), ())
    assert (five.step, five.count, five.labels("ru", "{number} кв.")[:2]) == (
        3,
        20,
        ["1 кв.", "2 кв."],
    )
    long = Scale.of(Period(first=date(2000, 1, 1), last=date(2030, 12, 31)), ())
    assert (long.step, long.count, long.years()[-1]) == (12, 31, "2030")
    assert long.labels("ru", "") == [""] * 31


@pytest.mark.slow
def test_five_thousand_rows():
    """A plan of 5 000 activities keeps every row."""
    activity = {"title": "Проведение заседания", "executors": ["А", "Б"], "deadline": "Май 2019"}
    plan = plan_of(
        sections=[{"title": f"Раздел {n}", "activities": [activity] * 50} for n in range(100)]
    )
    data = render_tracking(plan)
    rows = workbook(data, read_only=True).worksheets[0].iter_rows(max_col=1, values_only=True)
    ids = [value for (value,) in rows if value]
    assert ids[-5000:] == [row.activity.id for row in plan.activity_rows()]


def shared_plan():
    return plan_of(
        {"title": "Общее", "executors": ["Отдел", "КС"], "outcome": {"status": "done"}},
        columns=["number", "title", {"key": "place", "heading": "Место"}, "outcome"],
        short_names={"КС": "Координационный  совет"},
        sections=[
            {"title": "Первый", "activities": [
                {"title": "А", "executors": ["отдел"], "fields": {"place": "зал"}},
                {"title": "Б", "executors": ["Координационный совет"]},
            ]},
            {"title": "Второй", "sections": [
                {"title": "Внутри", "activities": [
                    {"title": "В"}, {"title": "Г", "executors": ["КС"]},
                ]},
                {"title": "Рядом", "activities": [{"title": "Д", "executors": ["Отдел\u00a0"]}]},
            ]},
            {"title": "Пустой"},
        ],
    )  # fmt: skip


def test_executors_are_told_in_the_order_of_the_plan():
    """Ways to write one name are one executor; several share an activity; nobody stands last."""
    found = by_executor(shared_plan())
    titles = {name: [row.activity.title for row in rows] for name, rows in found.items()}
    assert list(titles.items()) == [
        ("Отдел", ["Общее", "А", "Д"]), ("КС", ["Общее", "Б", "Г"]), ("", ["В"]),
    ]  # fmt: skip
    assert by_executor(plan_of()) == {}


@pytest.mark.parametrize("name", ["КС", "Координационный совет", " кс"])
def test_an_executor_gets_their_own_rows(name):
    """A copy has an executor's rows alone, with the ids, numbers and order of the whole plan."""
    plan = shared_plan()
    whole = {row["id"]: row for row in table_rows(workbook(render_tracking(plan)))}
    data = render_tracking(plan, executor=name)
    book = workbook(data)
    rows = table_rows(book)
    assert [row["title"] for row in rows] == ["Общее", "Б", "Г"]
    for row in rows:
        for key in ("order", "number", "section", "title", "executors", "outcome.status"):
            assert row[key] == whole[row["id"]][key]
    assert [row["order"] for row in rows] == [1, 3, 5]
    assert book.custom_doc_props["plandoc.executor"].value == "КС"
    assert book.custom_doc_props["plandoc.content_hash"].value == plan.content_hash
    for sheet in ("Учёт", "Сводка", "График"):
        top = " ".join(str(cell.value) for row in book[sheet]["A1:C3"] for cell in row)
        assert "исполнитель: КС" in top, sheet
    assert render_tracking(plan, executor="КС") == data


def test_totals_of_a_copy_are_its_own():
    """Summary and calendar of a copy count and list its rows, and only sections that have any."""
    book = workbook(render_tracking(shared_plan(), executor="КС"))
    workings = book.worksheets[WORKINGS]
    assert [workings.cell(n, 1).value for n in range(1, 5)] == [1, 3, 5, None]
    assert workings["B3"].value.count("MATCH(A3,'Учёт'!$B$") == 1
    counted = {row[1]: row[2] for row in book["Сводка"].iter_rows(max_col=3, values_only=True)}
    assert counted["Вне разделов"] == "=ROWS('Расчёт'!$B$1)"
    assert counted["Первый"] == "=ROWS('Расчёт'!$B$2)"
    assert counted["Второй / 2.1. Внутри"] == "=ROWS('Расчёт'!$B$3)"
    assert counted["Всего у исполнителя"] == "=ROWS('Расчёт'!$B$1:$B$3)"
    assert not {"2. Второй / 2.2. Рядом", "Пустой", "Исполнитель", "Всего по плану"} & set(counted)
    calendar = [row[1] for row in book["График"].iter_rows(max_col=2, values_only=True) if row[1]]
    assert calendar[-6:] == ["Общее", "1. Первый", "Б", "2. Второй", "2.1. Внутри", "Г"]


def test_what_nobody_does_has_a_copy_too():
    """Activities without an executor are under the empty name, and the copy says so."""
    book = workbook(render_tracking(shared_plan(), executor=""))
    assert [row["title"] for row in table_rows(book)] == ["В"]
    assert "мероприятия без исполнителя" in book.properties.title
    assert "plandoc.executor" in book.custom_doc_props.names


@pytest.mark.parametrize("language", ["ru", "en"])
def test_an_executor_that_the_plan_does_not_name_is_refused(language):
    """The nearest names are told; no empty workbook is made."""
    with pytest.raises(TrackingError) as refused:
        render_tracking(shared_plan(), executor="Отдал")
    (problem,) = refused.value.problems
    assert problem.code == "PLN704"
    assert "Отдел" in problem.text(language)
    with pytest.raises(TrackingError) as refused:
        render_tracking(plan_of({"title": "А", "executors": ["Отдел"]}), executor=" ")
    assert codes(refused.value) == ["PLN705"]
    with pytest.raises(TrackingError) as refused:
        render_tracking(plan_of(), executor="Кто-то")
    assert "—" in refused.value.text(language)


@pytest.mark.parametrize("executor", [None, "КС", ""])
def test_what_was_issued_is_embedded(executor):
    """A hidden sheet holds the texts of each row, as text, under the keys of the columns."""
    plan = shared_plan()
    book = workbook(render_tracking(plan, executor=executor))
    sheet = book["Выдано"]
    assert sheet.sheet_state == "hidden"
    keys, *rows = sheet.iter_rows(values_only=True)
    texts = issued_texts(plan, Wording(plan.language))
    shown = [row["id"] for row in table_rows(book)]
    found = {
        row[0]: {k: decoded(t) for k, t in zip(keys[1:], row[1:], strict=True) if t} for row in rows
    }
    assert found == {key: texts[key] for key in shown}
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_hostile_texts_are_issued_as_they_are():
    """What looks like a formula or an escape is embedded as text too."""
    plan = hostile_plan()
    sheet = workbook(render_tracking(plan))["Выдано"]
    keys, *rows = sheet.iter_rows(values_only=True)
    assert len(rows) == len(HOSTILE)
    for row, text in zip(rows, HOSTILE, strict=True):
        found = dict(zip(keys, map(decoded, row), strict=True))
        assert found["title"] == found["fields.note"] == found["outcome.evidence"] == text


def plan_with_parts():
    """Return a plan whose first row is a whole, and a table of a month."""
    parts = [
        {"title": "часть"},
        {"title": "своя", "executors": ["Завхоз"], "deadline": "октябрь 2018 г."},
    ]
    whole = {"title": "всё", "executors": ["Завуч"], "deadline": "сентябрь 2018 г."}
    own = {"title": "целое", "executors": ["Совет"], "parts": [parts[1]]}
    month = {"period": "ноябрь 2018 г.", "activities": [{"title": "без срока"}]}
    return plan_of(whole | {"parts": parts}, own, blocks=["title", "table", {"table": month}])


def test_a_part_stands_on_the_sheet_with_the_cells_of_its_whole():
    """It has the executors and days of its whole; the whole has no state, its parts have."""
    book = workbook(render_tracking(plan_with_parts()))
    rows = {row["title"]: row for row in table_rows(book) if row["title"] != "своя"}
    part = rows["часть"]
    assert (part["executors"], part["deadline"]) == ("Завуч", "сентябрь 2018 г.")
    assert part["last_day"] == datetime(2018, 9, 30)
    assert [bool(rows[t]["state"]) for t in ("всё", "часть", "целое")] == [False, True, False]
    assert rows["всё"]["days_left"] is None


def test_an_executor_is_counted_by_parts():
    """«Сводка» has no line for one whose parts are all done by others, nor for parts of nobody."""
    book = workbook(render_tracking(plan_with_parts()))
    names = [cell.value for cell in book["Сводка"]["B"] if cell.value]
    assert names[names.index("Исполнитель") + 1 :][:3] == [
        "Завхоз",
        "Завуч",
        "Исполнитель не указан",
    ]
    copy = table_rows(workbook(render_tracking(plan_with_parts(), executor="Завуч")))
    assert [row["title"] for row in copy] == ["всё", "часть"]
    alone = table_rows(workbook(render_tracking(plan_with_parts(), executor="")))
    assert [row["title"] for row in alone] == ["без срока"]


def test_a_row_without_a_day_is_due_with_its_table():
    """The formula of its state has the end of the table's period, others that of the plan's."""
    rows = {row["title"]: row for row in table_rows(workbook(render_tracking(plan_with_parts())))}
    assert "DATE(2018,11,30)" in rows["без срока"]["state"]
    assert "DATE(2018,11,30)" not in rows["часть"]["state"]
    assert "DATE(2019,8,31)" in rows["часть"]["state"]


def several_tables():
    """Return a plan whose own table stands between two others."""
    rows = {"activities": [{"title": "дело", "executors": ["Совет"]}]}
    inner = {"sections": [{"title": "Осень", **rows}], **rows}
    return plan_of(
        {"title": "дело"},
        sections=[{"title": "Осень", **rows}],
        blocks=[
            "title",
            {"heading": "I. Собрания"},
            {"table": inner},
            {"heading": "II. Учёба"},
            "table",
            {"table": {"heading": "Спорт", **rows}},
        ],
    )


def test_tables_are_counted_in_their_order():
    """The summary has the tables in the order of the plan, and each line names its own."""
    sheet = workbook(render_tracking(several_tables())).worksheets[3]
    names = [cell.value for cell in sheet["B"] if cell.value]
    assert names[: names.index("Всего по плану")][-5:] == [
        "I. Собрания", "I. Собрания / Осень", "II. Учёба", "II. Учёба / Осень", "Спорт",
    ]  # fmt: skip


def test_the_chart_of_months_names_tables():
    """Over the rows of each of several tables stands its name; a single one has none."""
    sheet = workbook(render_tracking(several_tables())).worksheets[4]
    named = [cell.value for cell in sheet["B"] if cell.value and cell.font.b][-5:]
    assert named == ["I. Собрания", "Осень", "II. Учёба", "Осень", "Спорт"]
    alone = plan_of(
        blocks=["title", {"heading": "I. Собрания"}, {"table": {"activities": [{"title": "а"}]}}]
    )
    sheet = workbook(render_tracking(alone)).worksheets[4]
    assert "I. Собрания" not in [cell.value for cell in sheet["B"]]


def test_columns_are_those_of_tables_with_rows():
    """A copy for an executor has no empty columns of tables in which that executor does nothing."""
    place = {"key": "place", "heading": "Место"}
    rows = [{"title": "а", "executors": ["Завуч"], "fields": {"place": "зал"}}]
    plan = plan_of(
        {"title": "б", "executors": ["Методист"]},
        columns=["number", "title", "executors", "outcome"],
        blocks=["title", "table", {"table": {"columns": ["title", place], "activities": rows}}],
    )
    assert "fields.place" in keys_of(workbook(render_tracking(plan)))
    assert "fields.place" in keys_of(workbook(render_tracking(plan, executor="Завуч")))
    assert "fields.place" not in keys_of(workbook(render_tracking(plan, executor="Методист")))


@pytest.mark.parametrize("language", ["ru", "en", "kk", "uk"])
@pytest.mark.parametrize("period", ["2026-2027", "2021 год", "с 25.01.2021 по 28.02.2021"])
def test_what_is_shown_as_an_example_is_taken_in(period, language):
    """The days of prompts and of the guide are days of the plan's own period."""
    plan = plan_of({"title": "Семинар"}, period=period, language=language)
    book = workbook(render_tracking(plan))
    rules = book.worksheets[0].data_validations.dataValidation
    texts = [f"{rule.prompt} {rule.error}" for rule in rules if rule.prompt]
    texts += [str(cell.value) for row in book.worksheets[-1].iter_rows() for cell in row]
    guide = next(
        sheet for sheet in book if sheet.title == words_in(language).tracking.sheets["guide"]
    )
    texts += [str(cell.value) for row in guide.iter_rows() for cell in row]
    days = [day for text in texts for day in re.findall(r"\d+[.-]\d+[.-]\d+", text)]
    assert days
    for text in days:
        parts = [int(part) for part in re.split("[.-]", text)]
        day = date(*(parts if "-" in text else reversed(parts)))
        assert plan.period.first <= day <= plan.period.last


def test_a_year_that_collect_refuses_is_doubted_while_it_is_typed():
    """The bounds of the day done are those of collecting: a year around the period."""
    book = workbook(render_tracking(plan_of({"title": "Семинар"})))
    rules = book.worksheets[0].data_validations.dataValidation
    (dates,) = [rule for rule in rules if rule.type == "date"]
    assert (dates.formula1, dates.formula2) == ("DATE(2017,8,31)", "DATE(2020,8,31)")


@pytest.mark.parametrize("year", [1, 1900, 9999])
def test_the_first_and_the_last_years_have_a_sheet(year):
    """A year around the period, and months of it, are looked at only as far as there are days."""
    period = Period(first=date(year, 1, 1), last=date(year, 12, 31))
    plan = plan_of({"title": "Семинар", "deadline": "ежемесячно"}, period=period)
    for today in (period.first, period.last):
        (row,) = table_rows(workbook(render_tracking(plan, today=today)))[:1]
        assert row["title"] == "Семинар"
