"""A workbook that people changed in every way, read back."""
# ruff: noqa: DTZ001 - cells of Excel know no time zone

import io
import random
import re
from datetime import date, datetime
from hashlib import sha256

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from support.effort import some
from support.problems import codes
from support.tracking_text import header_row
from support.workbooks import MAIN, OFFICE, unzipped, with_parts, zipped

from plandoc.errors import Place, ReturnedFileError, Severity
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.ooxml.kind import FileKind
from plandoc.returns.take_in import take_in
from plandoc.schema.plan import Plan
from plandoc.wording.columns import issued_texts
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES

KEYS = [
    "id", "order", "number", "state", "section", "title", "executors", "deadline",
    "expected_result", "fields.place", "first_day", "last_day", "outcome.status", "outcome.text",
    "outcome.date", "outcome.evidence", "outcome.moved_to", "outcome.reason", "days_left",
]  # fmt: skip
MARKS = {
    "status": "done", "text": "Проведён\nв срок", "date": "12.10.2018", "evidence": "протокол № 3",
    "moved_to": "ноябрь 2018", "reason": "болезнь",
}  # fmt: skip


def plan_of(count=6, **parts):
    activities = [
        {
            "title": f"Мероприятие {n}",
            "executors": [f"Отдел {n % 3}"],
            "deadline": "Октябрь 2018",
            "expected_result": f"Справка {n}",
            "fields": {"place": f"зал {n % 2}"},
            "outcome": MARKS if n == 1 else None,
        }
        for n in range(count)
    ]
    columns = [
        "number", "title", "executors", "deadline", "expected_result",
        {"key": "place", "heading": "Место"}, "outcome",
    ]  # fmt: skip
    sections = [
        {"title": "Первый", "activities": activities[: count // 2]},
        {"title": "Второй", "activities": activities[count // 2 :]},
    ]
    return Plan(
        **{"title": "План", "period": "2018-2019 учебный год", "columns": columns}
        | {"sections": sections}
        | parts
    )


PLAN = plan_of()
ISSUED = render_tracking(PLAN)


def edited(change, source=ISSUED):
    """Return the workbook after a change, as openpyxl saves it."""
    book = load_workbook(io.BytesIO(source))
    change(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def grid_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rewritten(change, source=ISSUED):
    """Return the workbook with the cells of «Учёт» put through `change`: rows in, rows out."""

    def whole(book):
        sheet = book.worksheets[0]
        grid = change(grid_of(sheet), header_row(sheet) - 1)
        sheet.delete_rows(1, sheet.max_row)
        for n, row in enumerate(grid, 1):
            for column, value in enumerate(row, 1):
                sheet.cell(n, column, value)

    return edited(whole, source)


def cell(book, row, key):
    """Return a cell of the register by the number of its activity, from 0, and its key."""
    sheet = book.worksheets[0]
    return sheet.cell(header_row(sheet) + 1 + row, KEYS.index(key) + 1)


def read(source, file="лист.xlsx"):
    found = read_tracking(source, file)
    for problem in found.problems:
        for language in LANGUAGES:
            assert "{" not in problem.text(language)
    return found


def values(found, *keys):
    return [tuple(row.cells[key].value for key in keys) for row in found.rows]


def told(found):
    return [(problem.code, problem.severity) for problem in found.problems]


WHOLE = values(read(ISSUED), *KEYS)
PLANNED = [key for key in KEYS if key not in {"order", "section", "first_day", "last_day"}]


def test_an_untouched_workbook_comes_back_whole():
    """Every row, every column, what was issued, whose it is; nothing to remark."""
    found = read(ISSUED, "папка/лист.xlsx")
    texts = issued_texts(PLAN, Wording(PLAN.language))
    assert [row.cells["id"].value for row in found.rows] == list(texts)
    assert all(list(row.cells) == KEYS for row in found.rows)
    assert values(found, "number", "title", "fields.place", "first_day")[0] == (
        "1.1.", "Мероприятие 0", "зал 0", date(2018, 10, 1),
    )  # fmt: skip
    assert values(found, *(f"outcome.{name}" for name in MARKS))[1] == (
        "Выполнено", "Проведён\nв срок", date(2018, 10, 12), "протокол № 3", "ноябрь 2018",
        "болезнь",
    )  # fmt: skip
    assert found.issued == texts
    assert found.manifest["plandoc.plan_id"] == PLAN.id
    assert found.manifest["plandoc.content_hash"] == PLAN.content_hash
    assert (found.file, found.kind) == ("папка/лист.xlsx", FileKind.WORKBOOK)
    assert found.sha256 == sha256(ISSUED).hexdigest()
    assert (found.problems, found.decisions) == ((), ())


def test_each_cell_tells_its_place():
    """A place names file, sheet and cell; that of a row is a cell that can be seen."""
    row = read(ISSUED).rows[1]
    mark = row.cells["outcome.text"].place
    assert mark == Place(file="лист.xlsx", sheet="Учёт", cell="N5")
    assert row.place == Place(file="лист.xlsx", sheet="Учёт", cell="C5")


def test_computed_columns_show_their_formulas():
    """A formula that was never calculated has no value, and is no reason to keep a row."""
    state = read(ISSUED).rows[0].cells["state"]
    assert state.value is None
    assert state.formula.startswith("=IF(A4=")


def test_an_empty_plan_comes_back_without_rows():
    """The blank row that a table needs is no activity."""
    plan = Plan(title="План", period="2021 год")
    found = read(render_tracking(plan))
    assert (found.rows, found.issued, found.problems) == ((), {}, ())


@pytest.mark.parametrize(
    "value",
    some([
        "Выполненно", "вып.", "+", True, False, 1, 43385, 0.5, date(2018, 10, 12), "12.10.2018",
        datetime(2018, 10, 12, 9, 30), " края ", "две\nстроки", "а\u00a0б", "<b>&amp;", "'апостроф",
        "#Н/Д", "я" * 32_767,
    ]),
)  # fmt: skip
def test_marks_come_back_as_they_are_stored(value):
    """No value is interpreted, cut or tidied up."""

    def change(book):
        cell(book, 2, "outcome.text").value = value
        cell(book, 2, "outcome.status").value = value

    found = read(edited(change))
    assert values(found, "outcome.text", "outcome.status")[2] == (value, value)
    assert type(found.rows[2].cells["outcome.text"].value) is type(value)


def test_a_mark_longer_than_excel_takes_comes_back_whole():
    """40 000 characters, as other programs write them, are not cut."""
    activities = [{"title": "А", "outcome": {"evidence": "TOKEN"}}]
    source = render_tracking(Plan(title="П", period="2021 год", activities=activities))
    texts = unzipped(source)["xl/sharedStrings.xml"]
    assert texts.count(b"TOKEN") == 1
    long = "я" * 40_000
    parts = {"xl/sharedStrings.xml": texts.replace(b"TOKEN", long.encode())}
    assert values(read(with_parts(source, parts)), "outcome.evidence") == [(long,)]


def test_a_formula_in_a_mark_is_told():
    """A formula comes back with what it is, calculated or not."""

    def change(book):
        cell(book, 0, "outcome.text").value = '="a"&1'

    mark = read(edited(change)).rows[0].cells["outcome.text"]
    assert (mark.value, mark.formula) == (None, '="a"&1')


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0", "\n", "\u200b"])
def test_blank_cells_have_no_value(blank):
    """White space of any kind, emptied into a cell by a space bar, is nothing."""

    def change(book):
        cell(book, 1, "outcome.text").value = blank

    assert values(read(edited(change)), "outcome.text")[1] == (None,)


@pytest.mark.parametrize("name", ["Мои отметки", "A & «Б»'", "Сводка (2)", "Списки2"])
def test_the_sheet_may_be_called_anything(name):
    """The register is found by what stands on it."""

    def change(book):
        book["Сводка"].title = "Итоги"
        book.worksheets[0].title = name

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert found.rows[0].place.sheet == name


def test_the_register_may_stand_among_many_sheets():
    """Thirty sheets of other people change nothing; those with something on them are named."""

    def change(book):
        for n in range(30):
            book.create_sheet(f"Лист{n}", n)["B2"] = "заметка" if n == 7 else None
        book.move_sheet("Учёт", 40)

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert told(found) == [("PLN712", Severity.NOTE)]
    assert found.problems[0].values["sheets"] == "«Лист7»"


def test_a_copied_sheet_is_read_too():
    """Rows of both registers come back, and their places tell them apart."""

    def change(book):
        copy = book.copy_worksheet(book["Учёт"])
        copy.title = "Учёт (2)"
        copy.cell(4, KEYS.index("outcome.text") + 1).value = "из копии"

    found = read(edited(change))
    assert values(found, *KEYS)[:6] == WHOLE
    assert values(found, "id") == [(row[0],) for row in WHOLE] * 2
    assert [row.place.sheet for row in found.rows] == ["Учёт"] * 6 + ["Учёт (2)"] * 6
    assert found.rows[6].cells["outcome.text"].value == "из копии"
    assert found.problems == ()


@pytest.mark.parametrize("count", [1, 5, 60])
def test_rows_may_be_put_above_the_headings(count):
    """The headings are found wherever they slide to."""
    found = read(rewritten(lambda grid, _: [["Школа № 1"] for _ in range(count)] + grid))
    assert values(found, *KEYS) == WHOLE
    assert found.rows[0].cells["id"].place.cell == f"A{4 + count}"


@pytest.mark.parametrize("at", [1, 3, 6])
def test_rows_above_the_headings_are_rows(at):
    """Headings that were sorted in among the rows lose none of them, and are no row."""

    def change(grid, head):
        below = grid[head + 1 :]
        return [*grid[:head], *below[:at], grid[head], *below[at:]]

    for source in (ISSUED, unissued()):
        found = read(rewritten(change, source))
        assert values(found, *KEYS) == WHOLE
        assert found.problems == ()


def test_rows_above_the_headings_need_no_id():
    """Without ids and without what went out they are known by texts under several headings."""

    def change(grid, head):
        below = grid[head + 1 :]
        moved = [*grid[:head], *below[:3], grid[head], *below[3:]]
        return [row[1:] for row in moved]

    found = read(rewritten(change, unissued()))
    assert values(found, "title", "outcome.text") == [
        (row[KEYS.index("title")], row[KEYS.index("outcome.text")]) for row in WHOLE
    ]


@pytest.mark.parametrize("columns", [1, 3])
def test_a_title_of_the_sheet_that_is_an_activity_is_no_row(columns):
    """Above the headings a lone text is a title, also where an activity has the same one."""
    first = WHOLE[0][KEYS.index("title")]

    def change(grid, head):
        title = [None] * len(KEYS)
        title[KEYS.index("title")] = first
        title[-columns + 1 :] = [None] * (columns - 1)
        return [title, *grid[:head], *grid[head:]]

    found = read(rewritten(change))
    assert values(found, *KEYS) == WHOLE
    assert {problem.code for problem in found.problems} <= {"PLN714"}


def test_headings_copied_among_the_rows_are_no_row():
    """The same headings once more part nothing; other ones begin a register of their own."""

    def copied(grid, head):
        return [*grid[: head + 4], grid[head], *grid[head + 4 :]]

    def turned(grid, head):
        below = [row[::-1] for row in (grid[head], *grid[head + 4 :])]
        return [*grid[: head + 4], *below]

    for change in (copied, turned):
        found = read(rewritten(change))
        assert values(found, *KEYS) == WHOLE
        assert found.problems == ()


def unissued():
    """Return the workbook without what went out."""

    def change(book):
        del book["Выдано"]

    return edited(change)


@pytest.mark.parametrize("key", some(KEYS))
@pytest.mark.parametrize("damage", ["lost", "renamed"])
def test_damage_to_the_list_of_columns_loses_none(key, damage):
    """A key that the hidden list lost or holds damaged is known by its usual heading."""

    def change(book):
        for row in book["Списки"].iter_rows(min_col=4, max_col=5):
            if row[0].value == key:
                row[0].value = None if damage == "lost" else f"_{key}"

    found = read(edited(change))
    assert {key for row in found.rows for key in row.cells} >= {
        key for key in KEYS if key.startswith(("id", "outcome."))
    }
    assert values(found, *(k for k in KEYS if k.startswith(("id", "outcome.")))) == [
        tuple(value for k, value in zip(KEYS, row, strict=True) if k.startswith(("id", "outcome.")))
        for row in WHOLE
    ]


def test_sorted_rows_come_back_in_their_new_order():
    """The order of rows is that of the file."""

    def change(grid, head):
        return grid[: head + 1] + grid[:head:-1]

    assert values(read(rewritten(change)), *PLANNED[:-2]) == [
        tuple(row[KEYS.index(key)] for key in PLANNED[:-2]) for row in reversed(WHOLE)
    ]


@pytest.mark.parametrize("seed", range(5))
def test_columns_may_stand_in_any_order(seed):
    """Columns are known by their headings, not by their places."""
    order = random.Random(seed).sample(range(len(KEYS)), len(KEYS))
    found = read(rewritten(lambda grid, _: [[row[n] for n in order] for row in grid]))
    kept = [key for key in KEYS if key not in {"days_left", "state"}]
    at = [KEYS.index(key) for key in kept]
    assert values(found, *kept) == [tuple(row[n] for n in at) for row in WHOLE]
    assert found.problems == ()


def test_a_sheet_of_an_earlier_layout_is_read():
    """Once the state stood last, a row above the headings named groups, sections were in full."""
    earlier = [*(key for key in KEYS if key != "state"), "state"]
    order = [KEYS.index(key) for key in earlier]
    full = {"1": "1. Первый", "2": "2. Второй"}

    def change(grid, head):
        moved = [[full.get(row[n], row[n]) for n in order] for row in grid]
        return [*moved[:head], [None, None, "План", *[None] * 8, "Отметки"], *moved[head:]]

    found = read(rewritten(change))
    kept = [key for key in KEYS if key != "section"]
    at = [KEYS.index(key) for key in kept]
    assert values(found, *kept) == [tuple(row[n] for n in at) for row in WHOLE]
    assert values(found, "section")[0] == ("1. Первый",)
    taken = take_in(PLAN, [found])
    told = {problem.code for account in taken.accounts for problem in account.problems}
    assert "PLN757" not in told


@pytest.mark.parametrize("place", [0, 4, 13, 19])
def test_columns_may_be_added(place):
    """A column of somebody's own is not read; how much stands in it is told."""

    def change(grid, head):
        for n, row in enumerate(grid):
            row.insert(place, {head: "Баллы", head + 2: 5, head + 3: 0}.get(n))
        return grid

    found = read(rewritten(change))
    assert values(found, *PLANNED[:-2]) == [
        tuple(row[KEYS.index(key)] for key in PLANNED[:-2]) for row in WHOLE
    ]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("PLN738", Severity.NOTE)
    letter = get_column_letter(place + 1)
    texts = f"{letter}5 «5», {letter}6 «0»"
    assert problem.values == {"heading": "Баллы", "count": 2, "texts": texts}
    assert problem.place.cell == f"{letter}3"


def test_a_column_without_a_heading_is_called_by_its_letter():
    """Values under no heading are told as well."""

    def change(book):
        book.worksheets[0]["Z5"] = "в стороне"

    (problem,) = read(edited(change)).problems
    assert problem.values == {"heading": "Z", "count": 1, "texts": "Z5 «в стороне»"}


@pytest.mark.parametrize("heading", ["Баллы", ":", "*"])
def test_a_heading_without_values_is_a_text_beside_the_register(heading):
    """A column of somebody's own in which nothing stands is no column: its heading is told."""

    def change(book):
        book.worksheets[0]["Z3"] = heading

    found = read(edited(change))
    assert [(p.code, p.place.cell, p.values["text"]) for p in found.problems] == [
        ("PLN714", "Z3", heading)
    ]


TYPED = {
    "Учёт": ("C1", "A2", "R2", "Z1"),
    "Сводка": ("B4", "C3", "D8", "N30"),
    "График": ("C1", "D7", "W9", "A90"),
    "Как заполнять": ("A1", "B3", "C3", "A60"),
}


@pytest.mark.parametrize(("sheet", "cell"), some([(s, cell) for s in TYPED for cell in TYPED[s]]))
def test_words_typed_anywhere_are_told_with_their_place(sheet, cell):
    """A mark above the headings, beside a table or on another sheet is not read, but told."""

    def change(book):
        book[sheet][cell] = "Выполнено 12 октября"

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    (problem,) = found.problems
    assert (problem.code, problem.place.sheet, problem.place.cell) == ("PLN714", sheet, cell)
    assert problem.values["text"] == "Выполнено 12 октября"


@pytest.mark.parametrize("name", ["Отметки завуча", "Учёт (2)"])
def test_words_above_a_renamed_register_are_told(name):
    """The sheet is known by its texts, whatever somebody called it."""

    def change(book):
        book.worksheets[0].title = name
        book.worksheets[0]["M1"] = "Выполнено 12 октября"

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert [(p.code, p.place.cell) for p in found.problems if p.code == "PLN714"] == [
        ("PLN714", "M1")
    ]


def test_a_word_of_the_sheet_typed_once_more_is_told():
    """«Выполнено» stands on the page of instructions; typed into a month, it is a mark."""

    def change(book):
        book["График"]["C6"] = "Выполнено"
        book["График"]["E7"] = "●"
        book["Сводка"]["A40"] = "Просрочено"

    found = read(edited(change))
    assert [(p.place.cell, p.values["text"]) for p in found.problems] == [
        ("A40", "Просрочено"), ("C6", "Выполнено"), ("E7", "●"),
    ]  # fmt: skip


def test_the_setting_and_a_copied_sheet_are_no_words():
    """The number of days on «Сводка» is to be changed; a copy of a sheet has its texts."""

    def change(book):
        book["Сводка"]["C3"] = 30
        book.copy_worksheet(book["Как заполнять"]).title = "Как заполнять (2)"

    assert read(edited(change)).problems == ()


def test_many_words_are_told_together():
    """A sheet filled from top to bottom has a hundred problems and one for the rest."""

    def change(book):
        for row in range(100, 400):
            book["Как заполнять"].cell(row, 4, f"слово {row}")

    problems = read(edited(change)).problems
    assert len(problems) == 101
    assert "(200)" in str(problems[-1].values["text"])


def test_words_on_pages_and_in_comments_of_any_sheet_are_told():
    """What stands in the header of a page, or in a comment on «График», is told."""

    def change(book):
        book["Учёт"].oddHeader.center.text = "Всё выполнено"
        book["График"]["D6"].comment = Comment("перенесли", "Анна")

    found = read(edited(change))
    assert [(p.code, p.place.sheet, p.place.cell, p.values["text"]) for p in found.problems] == [
        ("PLN714", "Учёт", "", "Всё выполнено"), ("PLN711", "График", "D6", "перенесли"),
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["drawing", "vmlDrawing"])
def test_words_in_shapes_are_told(kind):
    """A text box on a sheet is told with the cell at its corner, where it has one."""
    parts = unzipped(ISSUED)
    ours = "http://schemas.openxmlformats.org"
    sheet = "xl/worksheets/sheet1.xml"
    box = {
        "drawing": (
            f'<wsDr xmlns="{ours}/drawingml/2006/spreadsheetDrawing" '
            f'xmlns:a="{ours}/drawingml/2006/main"><twoCellAnchor><from><col>2</col><row>5</row>'
            "</from><sp><txBody><a:p><a:r><a:t>Не сделано,</a:t></a:r></a:p>"
            "<a:p><a:r><a:t>болезнь</a:t></a:r></a:p></txBody></sp></twoCellAnchor></wsDr>"
        ),
        "vmlDrawing": (
            '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape><v:textbox><div>Не сделано, '
            "болезнь</div></v:textbox></v:shape><v:shape><v:textbox><div>чужое</div></v:textbox>"
            '<x:ClientData ObjectType="Note"/></v:shape></xml>'
        ),
    }[kind]
    parts["xl/drawings/shapes.xml"] = box.encode()
    listed = "xl/worksheets/_rels/sheet1.xml.rels"
    relation = (
        f'<Relationship Id="rId90" Type="{ours}/officeDocument/2006/relationships/{kind}" '
        'Target="../drawings/shapes.xml"/></Relationships>'
    )
    parts[listed] = parts[listed].replace(b"</Relationships>", relation.encode())
    assert sheet in parts
    (problem,) = read(zipped(parts)).problems
    assert (problem.code, problem.place.cell) == ("PLN714", {"drawing": "C6"}.get(kind, ""))
    assert "Не сделано, болезнь" in problem.text("ru")


@pytest.mark.parametrize("shared", [True, False])
def test_words_struck_out_are_read_and_told(shared):
    """What is struck out in a part of a cell or in a whole one is read with the rest, and told."""

    def change(book):
        text = [TextBlock(InlineFont(strike=True), "Не сделано"), "; сделано"]
        cell(book, 2, "outcome.text").value = CellRichText(*text)
        cell(book, 3, "outcome.status").value = "Выполнено"
        cell(book, 3, "outcome.status").font = Font(strike=True)
        cell(book, 4, "outcome.status").value = "Выполнено"
        cell(book, 4, "outcome.status").font = Font(strike=False)

    source = edited(change)
    if shared:  # as Excel saves rich text
        parts = unzipped(source)
        sheet = parts["xl/worksheets/sheet1.xml"].decode()
        found = re.search(r't="inlineStr"[^>]*><is>(<r>.*?)</is>', sheet)
        parts["xl/worksheets/sheet1.xml"] = sheet.replace(found[0], 't="s"><v>0</v>').encode()
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}"><si>{found[1]}</si></sst>'.encode()
        listed, end = "xl/_rels/workbook.xml.rels", b"</Relationships>"
        relation = f'<Relationship Id="rId90" Type="{OFFICE}/sharedStrings" Target="{{}}"/>'
        target = relation.format("sharedStrings.xml").encode()
        parts[listed] = parts[listed].replace(end, target + end)
        source = zipped(parts)
    found = read(source)
    assert found.rows[2].cells["outcome.text"].value == "Не сделано; сделано"
    assert [(p.code, p.place.cell, p.values["text"]) for p in found.problems] == [
        ("PLN715", "N6", "Не сделано"), ("PLN715", "M7", "Выполнено"),
    ]  # fmt: skip


def test_a_workbook_of_an_earlier_version_has_no_record():
    """Without the record of the texts around a register nothing is said of them."""

    def change(book):
        lists = book["Списки"]
        for row in range(1, 9):
            lists.cell(row, 10).value = lists.cell(row, 11).value = None
        book["Сводка"]["A50"] = "слово"

    assert read(edited(change)).problems == ()


def test_a_column_that_names_ids_is_not_the_column_of_ids():
    """With the ids deleted, a column in which a few of them are mentioned does not replace them."""

    def change(grid, head):
        ids = [row.pop(0) for row in grid]
        for n, row in enumerate(grid):
            row.append(
                {head: "Зависит от", head + 1: ids[head + 2]}.get(n, "нет" if n > head else "")
            )
        return grid

    found = read(rewritten(change))
    assert "id" not in found.rows[0].cells
    assert ("PLN739", Severity.WARNING) in told(found)


def test_a_column_renamed_and_rewritten_is_known_by_its_place():
    """Where most texts were changed too, the neighbours tell, and that is a warning."""

    def change(book):
        sheet = book.worksheets[0]
        sheet["F3"] = "Чем занимались"
        for row in range(5, 10):
            sheet.cell(row, KEYS.index("title") + 1).value = f"Иначе {row}"

    found = read(edited(change))
    assert [title for (title,) in values(found, "title")][1:3] == ["Иначе 5", "Иначе 6"]
    assert told(found) == [("PLN737", Severity.WARNING)]


def test_an_empty_column_is_nothing():
    """A blank column between ours is passed over in silence."""
    found = read(rewritten(lambda grid, _: [[*row[:12], None, *row[12:]] for row in grid]))
    assert values(found, "outcome.text", "outcome.reason")[1] == ("Проведён\nв срок", "болезнь")
    assert found.problems == ()


@pytest.mark.parametrize("key", some([key for key in KEYS if key not in {"days_left", "state"}]))
def test_columns_may_be_deleted(key):
    """What is left comes back; columns that marks need are missed, others are not."""
    n = KEYS.index(key)
    found = read(rewritten(lambda grid, _: [row[:n] + row[n + 1 :] for row in grid]))
    assert all(list(row.cells) == [k for k in KEYS if k != key] for row in found.rows)
    weighty = key == "id" or key.startswith("outcome.")
    assert told(found) == ([("PLN739", Severity.WARNING)] if weighty else [])


def renamed(changes):
    def change(book):
        sheet = book.worksheets[0]
        for key, heading in changes.items():
            sheet.cell(header_row(sheet), KEYS.index(key) + 1).value = heading

    # The header is looked for by «id», so ids are renamed last.
    return edited(change)


@pytest.mark.parametrize(
    ("key", "heading", "severity"),
    some(
        [
            ("id", "Код", Severity.WARNING),
            ("number", "Пункт", Severity.NOTE),
            ("title", "Что делаем", Severity.NOTE),
            ("executors", "Кто", Severity.NOTE),
            ("fields.place", "Где", Severity.NOTE),
            ("expected_result", "Итог", Severity.NOTE),
            ("outcome.status", "Статус выполнения", Severity.WARNING),
            ("outcome.text", "Отметка", Severity.WARNING),
            ("outcome.text", "Отметка об исполнении", Severity.WARNING),
            ("outcome.text", "Комментарий", Severity.WARNING),
            ("outcome.date", "Дата", Severity.WARNING),
            ("outcome.date", "Когда", Severity.WARNING),
            ("outcome.evidence", "Документ", Severity.WARNING),
            ("outcome.moved_to", "Перенос", Severity.WARNING),
            ("outcome.reason", "Причины", Severity.WARNING),
        ]
    ),
)
def test_a_renamed_column_is_still_ours(key, heading, severity):
    """It is known by ids, by what was issued, by likeness or by its place, and that is told."""
    found = read(renamed({key: heading}))
    assert values(found, *KEYS) == WHOLE
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("PLN737", severity)
    assert problem.values["heading"] == heading
    assert problem.place.cell == f"{get_column_letter(KEYS.index(key) + 1)}3"


def test_a_renamed_and_moved_column_is_known_by_its_likeness():
    """Where neither texts nor neighbours can tell, a heading that is alike does."""

    def change(grid, head):
        n = KEYS.index("outcome.date")
        for at, row in enumerate(grid):
            is_row = at > head and row[0]
            row.append("Баллы" if at == head else 5 if is_row else None)
            row.append("Дата выполн." if at == head else f"{at}.10.2018" if is_row else None)
            del row[n]
        return grid

    found = read(rewritten(change))
    assert values(found, "outcome.date") == [(f"{n}.10.2018",) for n in range(3, 9)]
    assert told(found) == [("PLN737", Severity.WARNING), ("PLN738", Severity.NOTE)]
    assert found.problems[0].values == {"heading": "Дата выполн.", "ours": "Дата выполнения"}


@pytest.mark.parametrize("key", ["order", "section", "first_day", "last_day", "state"])
def test_what_stands_over_a_helper_is_a_text_beside_the_register(key):
    """Nothing is taken from such a column, so that its new heading is no guess: its words are."""
    found = read(renamed({key: "Что-то своё"}))
    assert values(found, *KEYS) == WHOLE
    assert [(p.code, p.values["text"]) for p in found.problems] == [("PLN714", "Что-то своё")]


def test_headings_of_another_case_and_with_line_breaks_are_the_same():
    """Case, blanks, soft hyphens, «ё» and a colon at the end make no other heading."""
    found = read(
        renamed(
            {
                "outcome.text": "ОТМЕТКА\nо выпол\u00adнении:",
                "executors": " исполнители ",
                "deadline": "Срок исполнёния",
            }
        )
    )
    assert values(found, *KEYS) == WHOLE
    assert found.problems == ()


def test_all_headings_renamed():
    """A sheet under nothing but strange headings is found by its ids, and read by order."""
    found = read(renamed({key: f"Столбец {n}" for n, key in reversed(list(enumerate(KEYS)))}))
    assert values(found, *KEYS) == WHOLE
    assert {code for code, _ in told(found)} == {"PLN737", "PLN714"}
    assert codes(found).count("PLN737") == len(PLANNED[:-2])
    assert len(found.problems) == len(KEYS)


@pytest.mark.parametrize("named", [True, False])
def test_deleted_headings(named):
    """Without the row of headings the rows are still there."""

    def change(book):
        book.worksheets[0].delete_rows(3)
        if not named:
            del book.defined_names["plandoc_header"]

    found = read(edited(change))
    assert values(found, "id", "title", "outcome.text", "outcome.reason") == [
        (row[0], row[5], row[13], row[17]) for row in WHOLE
    ]
    found = read(edited(lambda book: book.worksheets[0].delete_rows(1, 3)))
    assert values(found, "id", "outcome.text") == [(row[0], row[13]) for row in WHOLE]


def test_rows_inserted_under_strange_headings_are_not_lost():
    """The workbook itself says where its headings stand, though the first row below is new."""

    def change(book):
        sheet = book.worksheets[0]
        sheet.insert_rows(4)
        sheet["F4"] = "Новое мероприятие"
        for n in range(len(KEYS), 0, -1):
            sheet.cell(3, n).value = f"Столбец {n}"

    found = read(edited(change))
    assert values(found, "title")[0] == ("Новое мероприятие",)
    assert values(found, *KEYS)[1:] == WHOLE


def test_what_cannot_be_told_is_a_problem_with_its_name():
    """Two strange columns where one of ours stood: neither is taken, both are named."""

    def change(grid, head):
        n = KEYS.index("outcome.evidence")
        for at, row in enumerate(grid):
            row[n] = {head: "Баллы", head + 1: "5"}.get(at)
            row.insert(n, {head: "Класс", head + 1: "7А"}.get(at))
        return grid

    found = read(rewritten(change))
    assert told(found) == [
        ("PLN739", Severity.WARNING), ("PLN738", Severity.WARNING), ("PLN738", Severity.WARNING),
    ]  # fmt: skip
    assert [problem.values["heading"] for problem in found.problems] == [
        "Подтверждение", "Класс", "Баллы",
    ]  # fmt: skip
    assert all("outcome.evidence" not in row.cells for row in found.rows)


def test_of_two_columns_with_one_heading_the_fuller_is_ours():
    """A copied column is not read, and that is a warning, since marks may stand there."""

    def change(grid, head):
        n = KEYS.index("outcome.text")
        for row in grid:
            row.insert(n, row[n])
        for row in grid[head + 1 : head + 3]:
            row[n + 1] = "заполнено здесь"
        return grid

    found = read(rewritten(change))
    assert values(found, "outcome.text")[:3] == [("заполнено здесь",)] * 2 + [(None,)]
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("PLN738", Severity.WARNING)
    texts = "N5 «Проведён в срок»"
    assert problem.values == {"heading": "Отметка о выполнении", "count": 1, "texts": texts}


@pytest.mark.parametrize("column", some(range(1, 8)))
@pytest.mark.parametrize("put", ["мусор", None, "title"])
def test_damage_to_the_headings_of_what_was_issued_is_told(column, put):
    """The texts under a damaged key are unknown, all others are kept, and the cell is named."""
    before = read(ISSUED)
    heads = [cell.value for cell in load_workbook(io.BytesIO(ISSUED))["Выдано"][1]]

    def change(book):
        book["Выдано"].cell(1, column).value = put

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    lost = {heads[column - 1], "title" if put == "title" and column > 1 else ""}
    if put == heads[column - 1]:
        lost = set()
    assert found.issued == {
        ident: {key: text for key, text in texts.items() if key not in lost}
        for ident, texts in before.issued.items()
    }
    cells = [problem.place.cell for problem in found.problems]
    assert {problem.code for problem in found.problems} <= {"PLN713"}
    assert (f"{chr(64 + column)}1" in cells) == bool(lost)


@pytest.mark.parametrize("rows", [(1, 1), (1, 50)])
@pytest.mark.parametrize("name", ["Списки", "Выдано"])
def test_a_hidden_sheet_that_lost_its_first_rows_is_told(name, rows):
    """The outcomes come back whole, and the sheet is named."""
    found = read(edited(lambda book: book[name].delete_rows(*rows)))
    keys = [key for key in KEYS if key != "fields.place"]
    assert values(found, *keys) == [tuple(row[KEYS.index(key)] for key in keys) for row in WHOLE]
    told_of = [problem.place.sheet for problem in found.problems if problem.code == "PLN713"]
    assert told_of == ([] if (name, rows) == ("Списки", (1, 1)) else [name])


@pytest.mark.parametrize("key", some(KEYS))
def test_damage_to_a_key_on_the_list_of_columns_is_told(key):
    """The cell is named, with what stands in it."""
    at = KEYS.index(key) + 1

    def change(book):
        book["Списки"].cell(at, 4).value = "мусор"

    (problem,) = (one for one in read(edited(change)).problems if one.code == "PLN713")
    assert (problem.place.sheet, problem.place.cell) == ("Списки", f"D{at}")
    assert problem.values == {"found": "мусор"}


def test_rows_moved_to_a_sheet_without_headings_are_read():
    """Issued ids that the register lost make a sheet a register; other sheets with ids are none."""

    def change(book):
        sheet = book.worksheets[0]
        head = header_row(sheet)
        copied, moved = book.create_sheet("Справка"), book.create_sheet("Лист2")
        for row in grid_of(sheet)[head : head + 2]:
            copied.append([row[0], row[4]])
        for row in grid_of(sheet)[head + 3 :]:
            moved.append(row)
        sheet.delete_rows(head + 4, 50)

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert {problem.code for problem in found.problems} == {"PLN712", "PLN737"}


@pytest.mark.parametrize("taken", ["headings", "blank", "all above"])
def test_a_register_without_its_headings_is_read_by_place(taken):
    """Columns that stand where they were issued are known, empty ones too; each guess is told."""

    def change(grid, head):
        if taken == "blank":
            return [*grid[:head], [None] * len(KEYS), *grid[head + 1 :]]
        return [*(grid[:head] if taken == "headings" else []), *grid[head + 1 :]]

    found = read(rewritten(change))
    assert values(found, *KEYS) == WHOLE
    assert {problem.code for problem in found.problems} == {"PLN737"}
    guessed = {problem.values["ours"] for problem in found.problems}
    assert {"Статус", "Отметка о выполнении", "Причина"} <= guessed


def test_a_register_whose_outcomes_are_not_found_is_an_error():
    """Without headings and with columns elsewhere nothing is read, and that is no success."""

    def change(grid, head):
        rows = (row for row in grid[head + 1 :] if row[0])
        return [[*row[:10], *"xxx", *row[10:12], *["Сделано"] * 7] for row in rows]

    found = read(rewritten(change))
    errors = {problem.code for problem in found.problems if problem.severity is Severity.ERROR}
    assert errors == {"PLN738"}


def without(*names, properties=False):
    def change(book):
        for name in names:
            del book[name]

    return edited(change, strip_properties(ISSUED) if properties else ISSUED)


def strip_properties(source):
    return with_parts(
        source,
        {
            "docProps/custom.xml": None,
            "_rels/.rels": unzipped(source)["_rels/.rels"].replace(b"custom-properties", b"lost"),
        },
    )


def test_the_manifest_is_kept_twice():
    """Whose sheet it is stands in the properties and on the hidden sheet; one is enough."""
    for source in (without("Списки"), without(properties=True)):
        assert dict(read(source).manifest) == dict(read(ISSUED).manifest)
    assert read(without("Списки", properties=True)).manifest == {}


def test_without_hidden_sheets_headings_are_enough():
    """A writer that drops hidden sheets leaves the rows; own columns are then named as strange."""
    found = read(without("Списки", "Выдано", "Расчёт", properties=True))
    keys = [key for key in KEYS if key not in {"fields.place", "state", "days_left"}]
    assert values(found, *keys) == [tuple(row[KEYS.index(key)] for key in keys) for row in WHOLE]
    assert found.issued is None
    assert told(found) == [("PLN738", Severity.NOTE)]
    said = found.problems[0].values
    assert (said["heading"], said["count"]) == ("Место", 6)
    assert str(said["texts"]).startswith("J4 «зал 0», J5 «зал 1»")


def test_a_column_that_a_plan_may_have_is_not_made_up():
    """With all lists lost nobody knows whether a strange column is one that plans usually have."""

    def change(grid, head):
        n = KEYS.index("executors") + 1
        for at, row in enumerate(grid):
            row.insert(n, {head: "Класс", head + 1: "7А"}.get(at))
        return grid

    found = read(rewritten(change, without("Списки", "Выдано", "Расчёт")))
    assert "supervisor" not in found.rows[0].cells
    assert [problem.values["heading"] for problem in found.problems] == ["Класс", "Место"]

    def named(grid, head):
        change(grid, head)[head][KEYS.index("executors") + 1] = "Контроль исполнения"
        return grid

    found = read(rewritten(named, without("Списки")))
    assert "supervisor" not in found.rows[0].cells
    assert told(found)[-1] == ("PLN738", Severity.NOTE)


def test_own_columns_are_known_by_what_was_issued():
    """With the lists lost, texts that equal what was issued tell the column."""
    found = read(without("Списки"))
    assert values(found, "fields.place") == [(f"зал {n % 2}",) for n in range(6)]


def test_hidden_sheets_may_be_shown_and_renamed():
    """What was issued is known by its own shape."""

    def change(book):
        for n, name in enumerate(("Списки", "Выдано")):
            book[name].sheet_state = "visible"
            book[name].title = f"Sheet{n}"
        book.move_sheet("Sheet1", -6)

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert found.issued == read(ISSUED).issued
    assert found.problems == ()


def test_what_was_issued_is_taken_once():
    """Of two sheets that look like it the first counts."""

    def change(book):
        book.copy_worksheet(book["Выдано"])["C2"] = "Другое"

    found = read(edited(change))
    assert found.issued == read(ISSUED).issued


def test_a_few_columns_are_a_register_too():
    """Somebody's own extract with the marks in it is read, though its ids are gone."""
    kept = ["number", "title", "deadline", "outcome.status", "outcome.text", "outcome.date"]
    places = [KEYS.index(key) for key in kept]
    found = read(rewritten(lambda grid, _: [[row[n] for n in places] for row in grid]))
    assert values(found, *kept) == [tuple(row[n] for n in places) for row in WHOLE]


def test_without_ids_rows_still_come_back():
    """A copy that lost its hidden columns is read by the other headings."""
    found = read(rewritten(lambda grid, _: [row[2:] for row in grid]))
    assert values(found, "title") == [(row[KEYS.index("title")],) for row in WHOLE]
    assert told(found) == [("PLN739", Severity.WARNING)]


@pytest.mark.parametrize("lost", [(), ("Списки", "Выдано", "Расчёт")])
def test_ids_are_known_by_their_look(lost):
    """A renamed column of ids is found with what was issued and without it."""

    def change(book):
        book.worksheets[0]["A3"] = "Ключ"

    found = read(edited(change, without(*lost)))
    assert values(found, "id") == [(row[0],) for row in WHOLE]
    assert ("PLN737", Severity.WARNING) in told(found)


def test_every_row_below_the_headings_comes_back():
    """Rows without an id, totals, notes under the table: whatever is not blank."""

    def change(book):
        sheet = book.worksheets[0]
        sheet.insert_rows(5)
        sheet["F5"] = "Новая строка"
        sheet["M8"] = None
        sheet["C11"] = "Итого"
        sheet["M11"] = 6
        sheet["B13"] = "\u00a0"
        sheet["C199"] = "Исполнил: Иванов"
        sheet["X299"] = "в стороне"
        sheet["N399"] = "=1+1"

    found = read(edited(change))
    assert len(found.rows) == 11
    assert values(found, "id", "title")[1] == (None, "Новая строка")
    assert [row.place.cell for row in found.rows[-4:]] == ["C11", "C199", "X299", "N399"]
    assert values(found, "number", "outcome.status")[7] == ("Итого", 6)
    assert [cell.value for cell in found.rows[9].cells.values()] == [None] * len(KEYS)


def test_a_cleared_row_is_not_a_deleted_one():
    """A row of which only the id is left comes back; a deleted one does not."""

    def change(book):
        sheet = book.worksheets[0]
        for column in range(2, len(KEYS) + 1):
            sheet.cell(5, column).value = None
        sheet.delete_rows(7)

    found = read(edited(change))
    assert values(found, "id") == [(row[0],) for n, row in enumerate(WHOLE) if n != 3]
    assert values(found, *KEYS[1:])[1] == (None,) * (len(KEYS) - 1)


def test_rows_of_formulas_alone_are_blank():
    """A table dragged down copies formulas; rows with nothing else are nothing."""

    def change(book):
        sheet = book.worksheets[0]
        for row in range(11, 40):
            sheet.cell(row, KEYS.index("state") + 1).value = f'=IF(A{row}="","",1)'
            sheet.cell(row, KEYS.index("days_left") + 1).value = '=""'

    assert values(read(edited(change)), *KEYS) == WHOLE


def test_duplicated_rows_come_back_twice():
    """Nothing is put together here."""
    found = read(rewritten(lambda grid, head: [*grid, grid[head + 1]]))
    title = WHOLE[0][KEYS.index("title")]
    assert values(found, "id", "title")[-1] == (WHOLE[0][0], title)
    assert len(found.rows) == 7


def test_hidden_and_filtered_rows_count_like_others():
    """What a filter hides is still there."""

    def change(book):
        for row in (5, 7, 9):
            book.worksheets[0].row_dimensions[row].hidden = True
        book.worksheets[0].sheet_state = "visible"

    assert values(read(edited(change)), *KEYS) == WHOLE


def test_merged_marks_are_told():
    """Cells merged over several rows, or over columns, hold one value: that is a warning."""

    def change(book):
        sheet = book.worksheets[0]
        sheet.merge_cells("N4:N6")
        sheet.merge_cells("M8:N8")
        sheet.merge_cells("F4:F5")
        sheet.merge_cells("C1:N1")

    found = read(edited(change))
    assert told(found) == [("PLN710", Severity.WARNING)] * 2
    assert {(p.place.cell, p.values["area"]) for p in found.problems} == {
        ("N4", "N4:N6"), ("M8", "M8:N8"),
    }  # fmt: skip


def test_words_left_under_merged_cells_are_told_and_not_read():
    """LibreOffice may keep what nobody sees: it is told with its cell and belongs to no row."""

    def fill(book):
        sheet = book.worksheets[0]
        for at, text in (("N4", "Посеяно"), ("N5", "Не взошло"), ("N6", date(2018, 10, 12))):
            sheet[at] = text

    def merge(parts):
        name = "xl/worksheets/sheet1.xml"
        areas = "".join(f'<mergeCell ref="{area}"/>' for area in ("N4:N5", "M6:O6"))
        sheet = parts[name].decode()
        at = sheet.index("<conditionalFormatting")
        merged = f"{sheet[:at]}<mergeCells>{areas}</mergeCells>{sheet[at:]}"
        return zipped({**parts, name: merged.encode()})

    whole, found = (read(source) for source in (edited(fill), merge(unzipped(edited(fill)))))
    seen = [[str(cell.value) for cell in row.cells.values()] for row in found.rows]
    assert "Посеяно" in seen[0]
    assert "Не взошло" not in seen[1]
    assert [(p.place.cell, p.values["text"]) for p in found.problems if p.code == "PLN706"] == [
        ("N5", "Не взошло"), ("N6", "12.10.2018"),
    ]  # fmt: skip
    assert "PLN706" not in codes(whole)


def test_a_picture_on_the_register_is_told():
    """A scan may hold a mark: nobody reads it, so its cell is named."""
    parts = unzipped(ISSUED)
    drawing = (
        '<d:wsDr xmlns:d="urn:d"><d:oneCellAnchor><d:from><d:col>10</d:col><d:row>4</d:row>'
        "</d:from><d:pic/></d:oneCellAnchor></d:wsDr>"
    )
    listed = "xl/worksheets/_rels/sheet1.xml.rels"
    relation = f'<Relationship Id="rId90" Type="{OFFICE}/drawing" Target="/xl/scan.xml"/>'
    end = b"</Relationships>"
    linked = parts[listed].replace(end, relation.encode() + end)
    found = read(zipped({**parts, listed: linked, "xl/scan.xml": drawing.encode()}))
    assert [(p.code, p.place.cell) for p in found.problems] == [("PLN707", "K5")]


def test_what_was_typed_outside_is_quoted_as_the_sheet_shows_it():
    """A date and a ticked box are quoted in the language of the sheet."""

    def change(book):
        sheet = book.worksheets[0]
        sheet["M1"], sheet["M2"], sheet["Z5"] = date(2018, 10, 12), True, date(2018, 10, 15)

    texts = " ".join(problem.text("ru") for problem in read(edited(change)).problems)
    assert all(shown in texts for shown in ("«12.10.2018»", "«ИСТИНА»", "Z5 «15.10.2018»"))


def test_comments_are_told():
    """Words in a comment are not lost in silence, but for those that plandoc wrote."""

    def change(book):
        sheet = book.worksheets[0]
        sheet["N4"].comment = Comment("Сделано частично", "Иванов")
        sheet["N5"].comment = Comment("plandoc:\nДата не читается", "plandoc")
        sheet["N6"].comment = Comment("Спросить\n\nplandoc:\nДата не читается", "Иванов")

    found = read(edited(change))
    assert told(found) == [("PLN711", Severity.NOTE)] * 2
    assert [(p.place.cell, p.values["text"]) for p in found.problems] == [
        ("N4", "Сделано частично"), ("N6", "Спросить"),
    ]  # fmt: skip


def test_a_workbook_without_a_register_is_refused():
    """Its sheets are named; a few words that look like headings make no register."""

    def change(book):
        del book["Учёт"]

    for source in (edited(change), other_workbook()):
        with pytest.raises(ReturnedFileError) as refused:
            read_tracking(source, "чужой.xlsx")
        (problem,) = refused.value.problems
        assert (problem.code, problem.place.file) == ("PLN736", "чужой.xlsx")
        assert "«" in problem.values["sheets"]
        for language in LANGUAGES:
            assert "{" not in problem.text(language)


def other_workbook():
    book = Workbook()
    book.active.append(["№ п/п", "Наименование мероприятия", "Статус", "Причина", "Сумма"])
    book.active.append([1, "Ремонт", "Выполнено", "", 5])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_sheets_that_only_look_like_a_register_are_left_alone():
    """Extracts under a few of our headings, and the sheets of remarks, are no registers."""

    def change(book):
        extract = book.create_sheet("Выписка", 0)
        extract.append(["№ п/п", "Наименование мероприятия", "Статус", "Причина"])
        extract.append(["1.1.", "Мероприятие 0", "Выполнено", ""])
        listed = book.create_sheet("Перечень", 0)
        listed.append(["id", "№ п/п", "Раздел", "Наименование мероприятия", "Исполнители"])
        listed.append([WHOLE[0][0], "1.1.", "", "Мероприятие 0", ""])
        book.copy_worksheet(book["Сводка"]).title = "Сводка (2)"
        remarks = book.create_sheet("Замечания!", 0)
        remarks.append(["№", "Важность", "Где", "Мероприятие", "Что не так"])
        remarks.defined_names["plandoc_remarks"] = DefinedName(
            "plandoc_remarks", attr_text="'Замечания!'!$A$1:$E$1"
        )

    found = read(edited(change))
    assert values(found, *KEYS) == WHOLE
    assert [problem.values for problem in found.problems] == [{"sheets": "«Перечень», «Выписка»"}]


@pytest.mark.parametrize("executor", ["Отдел 1", ""])
def test_an_executors_copy_says_whose_it_is(executor):
    """The manifest names the executor; rows and what was issued are theirs alone."""
    plan = PLAN if executor else Plan(
        title="План", period="2018-2019 учебный год", activities=[{"title": "А"}]
    )  # fmt: skip
    source = render_tracking(plan, executor=executor)
    for copy in (source, strip_properties(source)):
        found = read(copy)
        assert found.manifest["plandoc.executor"] == executor
        assert [row.cells["id"].value for row in found.rows] == list(found.issued)
        assert 0 < len(found.rows) < 3


@pytest.mark.parametrize("lost", [(), ("Lists", "Issued")])
def test_a_workbook_in_english(lost):
    """Headings of every language are known, also when the lists are lost."""
    source = render_tracking(plan_of(language="en"))

    def change(book):
        for name in lost:
            del book[name]

    found = read(edited(change, source))
    assert values(found, "id", "title", "outcome.text", "outcome.date")[1] == (
        WHOLE[1][0], "Мероприятие 1", "Проведён\nв срок", date(2018, 10, 12),
    )  # fmt: skip
    assert read(source).problems == ()


def test_own_headings_go_before_usual_ones():
    """A column of the plan's own under a usual heading stays what it is."""
    columns = [
        "number", {"key": "title", "heading": "Название"},
        {"key": "mine", "heading": "Наименование мероприятия"}, {"key": "s", "heading": "Статус"},
    ]  # fmt: skip
    activity = {"title": "А", "fields": {"mine": "Б", "s": "В"}, "outcome": {"status": "done"}}
    plan = Plan(title="П", period="2021 год", columns=columns, activities=[activity])
    found = read(render_tracking(plan))
    keys = ("title", "fields.mine", "fields.s", "outcome.status")
    assert values(found, *keys) == [("А", "Б", "В", "Выполнено")]
    assert found.problems == ()
    title = list(found.rows[0].cells).index("title")
    shorter = rewritten(
        lambda grid, _: [row[:title] + row[title + 1 :] for row in grid], render_tracking(plan)
    )
    assert values(read(shorter), *keys[1:]) == [("Б", "В", "Выполнено")]
    assert "title" not in read(shorter).rows[0].cells


def test_warnings_about_the_file_are_passed_on():
    """Macros and links are told with the rest."""
    found = read(with_parts(ISSUED, {"xl/vbaProject.bin": b"1"}))
    assert told(found) == [("PLN734", Severity.WARNING)]
    assert values(found, *KEYS) == WHOLE


def test_hostile_texts_come_back_as_they_are():
    """What looks like a formula, an escape or markup is text, in the register and as issued."""
    texts = ["=1+1", "_x0041_", "<b>&amp;", "{{ x }}", "'апостроф", " края ", "😀", "a\tb"]
    activities = [
        {"title": text, "outcome": {"text": text, "evidence": text, "moved_to": text}}
        for text in texts
    ]
    found = read(render_tracking(Plan(title="=П", period="2021 год", activities=activities)))
    assert values(found, "title", "outcome.text", "outcome.evidence") == [
        (text,) * 3 for text in texts
    ]
    assert [row["title"] for row in found.issued.values()] == texts


def test_a_broken_sheet_of_somebody_elses_does_not_stop_the_register():
    """What cannot be read beside the register is a warning; the register itself must be whole."""
    part = "xl/worksheets/sheet4.xml"
    found = read(with_parts(ISSUED, {part: b"<a>"}))
    assert values(found, *KEYS) == WHOLE
    assert told(found) == [("PLN728", Severity.WARNING)]
    assert (found.problems[0].place.sheet, found.problems[0].place.part) == ("Сводка", part)
    many = with_parts(ISSUED, {part: b"<a>" + b"<row/>" * 1_100_000 + b"</a>"})
    assert told(read(many)) == [("PLN732", Severity.WARNING)]
    for damage, code in ((b"<a>", "PLN728"), (None, "PLN728"), (b"<row/>" * 1_100_000, "PLN732")):
        with pytest.raises(ReturnedFileError) as refused:
            read_tracking(with_parts(ISSUED, {"xl/worksheets/sheet1.xml": damage}), "лист.xlsx")
        assert codes(refused.value) == [code]
        assert refused.value.problems[0].place.sheet == "Учёт"


def test_a_register_that_breaks_off_is_not_taken_for_a_short_one():
    """Damage below the headings refuses the file."""
    sheet = unzipped(ISSUED)["xl/worksheets/sheet1.xml"]
    cut = sheet[: sheet.rindex(b"<row")] + b"<row></sheetData></worksheet>"
    with pytest.raises(ReturnedFileError) as refused:
        read_tracking(with_parts(ISSUED, {"xl/worksheets/sheet1.xml": cut}))
    assert codes(refused.value) == ["PLN728"]


@pytest.mark.slow
def test_phantom_rows_under_the_register_are_nothing():
    """A register that was formatted down to the last row has the rows that it had."""
    sheet = unzipped(ISSUED)["xl/worksheets/sheet1.xml"]
    end = sheet.index(b"</sheetData>")
    phantom = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(50, 1_048_576)
    )
    last = b'<row r="1048576"><c r="C1048576" t="str"><v> </v></c></row>'
    whole = sheet[:end] + phantom + last + sheet[end:]
    source = with_parts(ISSUED, {"xl/worksheets/sheet1.xml": whole})
    assert values(read(source), *KEYS) == WHOLE


def test_many_merged_areas_are_told_in_one():
    """The first hundred have a problem each, the rest one that counts them."""

    def change(book):
        sheet = book.worksheets[0]
        for row in range(10, 310):
            sheet.merge_cells(f"L{row}:M{row}")

    merged = [p for p in read(edited(change)).problems if p.code == "PLN710"]
    assert len(merged) == 101
    assert "(200)" in merged[-1].text("ru")


def first_of(taken):
    """Return the first activity of the plan with what was taken."""
    return next(iter(taken.plan.activity_rows())).activity


TEXTS = ("outcome.text", "outcome.evidence", "outcome.reason", "title", "deadline", "fields.place")


@pytest.mark.parametrize("key", some(TEXTS))
@pytest.mark.parametrize(
    ("value", "form", "seen"),
    [
        (0.35, "0%", "35%"),
        (12, "0000", "0012"),
        (12.5, "0.00", "12,50"),
        (1.25, "[h]:mm", "30:00"),
        (3, '0" чел."', "3 чел."),
        (date(2019, 5, 1), "mmmm yyyy", "май 2019"),
    ],
)
def test_a_number_among_texts_comes_back_as_it_is_seen(key, value, form, seen):
    """What a person sees in a cell is what it says in a column for words."""

    def change(book):
        cell(book, 0, key).value = value
        cell(book, 0, key).number_format = form

    found = read(edited(change))
    assert told(found) == told(read(ISSUED))
    assert found.rows[0].cells[key].seen == seen
    taken = take_in(PLAN, [found])
    name = key.removeprefix("outcome.")
    if name != key:
        assert first_of(taken).outcome.texts()[name] == seen
    else:
        assert [(one.key, one.became) for one in taken.proposals] == [(key, seen)]


def test_a_number_whose_look_is_not_known_is_told():
    """The number is taken, and the person is asked to look."""

    def change(book):
        cell(book, 0, "outcome.evidence").value = 0.5
        cell(book, 0, "outcome.evidence").number_format = "# ?/?"

    found = read(edited(change))
    assert "PLN708" in codes(found)
    assert first_of(take_in(PLAN, [found])).outcome.evidence == "0,5"


@pytest.mark.parametrize(("value", "form", "seen"), [(0.5, "0%", "50%"), (1.25, "[h]:mm", "30:00")])
def test_a_number_that_is_no_day_is_told_as_it_is_seen(value, form, seen):
    """A person knows what stands in the cell, not what the file holds."""

    def change(book):
        cell(book, 0, "outcome.date").value = value
        cell(book, 0, "outcome.date").number_format = form

    problems = [p for a in take_in(PLAN, [read(edited(change))]).accounts for p in a.problems]
    assert ("PLN763", seen) in [(p.code, p.values.get("found")) for p in problems]


@pytest.mark.parametrize("form", ["dd.mm.yyyy", "mmmm yyyy", "[$-409]d-mmm", "d"])
def test_a_day_in_the_column_of_days_is_that_day_in_any_format(form):
    """A date is read by its value where a date belongs."""

    def change(book):
        cell(book, 0, "outcome.status").value = "Выполнено"
        cell(book, 0, "outcome.date").value = date(2018, 10, 12)
        cell(book, 0, "outcome.date").number_format = form

    taken = take_in(PLAN, [read(edited(change))])
    assert first_of(taken).outcome.date == date(2018, 10, 12)


@pytest.mark.parametrize("form", ["mmm yy", "mmmm yyyy", "[$-419]mmm.yy"])
def test_a_month_in_a_column_of_days_is_no_day(form):
    """Programs keep a typed «май 2019» as its first day: it is taken as a month, or refused."""

    def change(book):
        for row, key in enumerate(["outcome.moved_to", "outcome.date"]):
            cell(book, row, key).value = date(2019, 5, 1)
            cell(book, row, key).number_format = form
        cell(book, 2, "outcome.moved_to").value = "43586"

    taken = take_in(PLAN, [read(edited(change))])
    assert first_of(taken).outcome.moved_to.text == "май 2019"
    told = [problem.values["found"] for problem in taken.problems if problem.code == "PLN763"]
    assert told == ["май 2019", "43586"]


@pytest.mark.parametrize(("formula", "value"), [("=TRUE()", True), ("=FALSE()", False)])
def test_a_box_as_a_formula_is_the_box(formula, value):
    """LibreOffice writes what was ticked as a formula."""

    def change(book):
        cell(book, 0, "outcome.status").value = formula

    mark = read(edited(change)).rows[0].cells["outcome.status"]
    assert (mark.value, mark.formula) == (value, "")
