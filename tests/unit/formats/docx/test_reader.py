"""plandoc.formats.docx.reader: our DOCX filled in by hand, read back."""

import copy
import hashlib
import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from support.docx_text import part
from support.problems import codes
from support.work import calls
from support.workbooks import unzipped, zipped

from plandoc.errors import ReturnedFileError, Severity
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.reader import read_document
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.pack import pack
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Approval, Officer, Signature
from plandoc.schema.layout import Column, Layout
from plandoc.schema.outcome import Outcome
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.columns import cell_text, columns_of, issued_texts, manifest
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import WORD_JOINER

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
ID = ("aaa1", "bbb2", "ccc3", "ddd4")
WORDING = Wording("ru-RU")
OUTCOME = "Отметка о выполнении"


def plan(**changes):
    """Two sections of two activities; the second is done."""
    rows = [
        Activity(
            id=id_,
            title=f"Мероприятие {id_}",
            executors=["Методист И.И. Петров", "Завуч"],
            deadline="Сентябрь-октябрь 2018 г.",
            expected_result="Протокол № 5",
        )
        for id_ in ID
    ]
    rows[1] = rows[1].model_copy(update={"outcome": Outcome(status="done", date="12.10.2018")})
    return Plan(
        **{
            "title": "План работы",
            "period": Period.school_year(2018),
            "sections": [
                Section(title="Первый", activities=rows[:2]),
                Section(title="Второй", activities=rows[2:]),
            ],
            "signatures": [Signature(post="Методист", name="И.И. Петров")],
            "notes": ["Примечание первое\nв две строки."],
            **changes,
        }
    )


def w(tag):
    return f"{{{W}}}{tag}"


def made(xml):
    return etree.fromstring(re.sub(r"^<([\w:]+)", rf'<\1 xmlns:w="{W}"', xml, count=1))


def changed(document, change=None, **parts):
    """Return the document with its main part changed, and parts put in or taken out."""
    with ZipFile(BytesIO(document)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    if change is not None:
        root = etree.fromstring(held["word/document.xml"])
        change(root)
        held["word/document.xml"] = etree.tostring(root)
    held |= parts
    return pack({name: data for name, data in held.items() if data is not None})


def table_of(root):
    """Return the plan's table: after the approvals, if any, before the signatures."""
    return next(t for t in root.iter(w("tbl")) if b"plandoc_" in etree.tostring(t))


def row_of(root, id_):
    (mark,) = root.xpath(f"//w:bookmarkStart[@w:name='plandoc_{id_}']", namespaces={"w": W})
    return next(mark.iterancestors(w("tr")))


def cells_of(row):
    return row.findall(w("tc"))


def write(cell, xml):
    """Put paragraphs into a cell in place of its own, between the ends of its bookmark."""
    old = cell.findall(w("p"))
    for new in made(f"<w:tc>{xml}</w:tc>"):
        old[0].addprevious(new)
    for paragraph in old:
        cell.remove(paragraph)


def said(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def mark(root, id_, text):
    write(cells_of(row_of(root, id_))[-1], said(text))


def values(returned, *keys):
    """Return the cells of the rows, of all keys or of some."""
    return [
        {key: cell.value for key, cell in row.cells.items() if not keys or key in keys}
        for row in returned.rows
    ]


def marks(returned):
    """Return the marks by id; every row must have an id."""
    return {row.cells["id"].value: row.cells["outcome"].value for row in returned.rows}


def only_problem(returned, code):
    assert codes(returned) == [code]
    problem = returned.problems[0]
    assert problem.severity is not Severity.ERROR
    assert problem.text("en") != problem.text("ru")
    return problem


def read(change=None, subject=None, **parts):
    return read_document(changed(render_document(subject or plan()), change, **parts), "f.docx")


# --- what comes back of a document that nobody touched --------------------------------------------


def test_an_untouched_document_gives_what_was_printed():
    """Every activity, once, with the very texts of its cells, its place, and what was issued."""
    subject = plan()
    document = render_document(subject)
    returned = read_document(document, "plan.docx")
    columns = columns_of(subject, WORDING)
    assert values(returned) == [
        {"id": row.activity.id}
        | {
            column.path: with_non_breaking(cell_text(row, column.key, subject, WORDING)) or None
            for column in columns
        }
        for row in subject.activity_rows()
    ]
    assert returned.kind is FileKind.DOCUMENT
    assert returned.file == "plan.docx"
    assert returned.sha256 == hashlib.sha256(document).hexdigest()
    assert returned.manifest == manifest(subject, WORDING)
    assert returned.issued == issued_texts(subject, WORDING)
    assert returned.problems == ()
    assert returned.decisions == ()


def test_what_keeps_a_line_together_does_not_come_back():
    """A word joiner after a dash and soft hyphens are left out of the text of a cell."""
    document = render_document(
        Plan(title="План", period="2018", activities=[{"title": "Вечер для 1–11 классов"}])
    )
    assert WORD_JOINER in part(document, "word/document.xml")
    (row,) = read_document(document).rows
    assert row.cells["title"].value == "Вечер для 1–11\u00a0классов"


def test_places_are_counted_as_a_person_counts_them():
    """Tables and rows count from 1, headings and sections too; a cell names its column."""
    third = read().rows[2]
    assert (third.place.file, third.place.table, third.place.row) == ("f.docx", 1, 6)
    assert third.cells["outcome"].place.part == OUTCOME
    assert str(third.cells["outcome"].place) == f"f.docx, таблица 1, строка 6, {OUTCOME}"


def test_own_columns_and_columns_of_one_heading_are_told_apart():
    """An own column comes back under its key, renamed ones too, equal headings in their order."""
    subject = plan(
        columns=[
            Column(key="title", heading="Примечание"),
            Column(key="place", heading="Примечание"),
            Column(key="outcome", heading="Примечание"),
        ],
        sections=[],
        activities=[Activity(id="aaa1", title="а", fields={"place": "б"})],
    )
    expected = [{"id": "aaa1", "title": "а", "fields.place": "б", "outcome": None}]
    assert values(read(subject=subject)) == expected


def test_equal_headings_keep_their_order_beside_a_new_column():
    """The first of them is the first column, the second the second."""
    own = [Column(key=key, heading="Примечание") for key in ("place", "money")]
    activity = Activity(id="aaa1", title="а", fields={"place": "б", "money": "в"})
    subject = plan(columns=["title", *own, "outcome"], sections=[], activities=[activity])
    returned = read(lambda root: add_column(root, "Новый", ids=["aaa1"]), subject)
    expected = {"title": "а", "fields.place": "б", "fields.money": "в"}
    assert values(returned, *expected) == [expected]


def test_the_row_of_column_numbers_is_no_activity():
    """Numbers under the headings are passed over; a row that begins with a number alone is not."""
    subject = plan(layout=Layout(column_numbers=True))
    assert [row["id"] for row in values(read(subject=subject))] == list(ID)

    def begun(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        for cell in cells_of(row):
            write(cell, "<w:p/>")
        write(cells_of(row)[0], said("1"))
        strip_bookmarks(row)
        table_of(root)[2].addnext(row)

    assert values(read(begun), "number")[0] == {"number": "1"}

    def blank_above(root):
        head = copy.deepcopy(table_of(root).find(w("tr")))
        for cell in cells_of(head):
            write(cell, "<w:p/>")
        table_of(root).find(w("tr")).addnext(head)

    assert values(read(blank_above, subject)) == values(read(subject=subject))


def strip_bookmarks(element):
    for found in list(element.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        found.getparent().remove(found)


def test_a_plan_without_outcomes_comes_back_by_its_first_column():
    """Bookmarks stand in the first column then, and nobody misses the column of marks."""
    returned = read(subject=plan(columns=["number", "title"]))
    assert [row["id"] for row in values(returned)] == list(ID)
    assert returned.problems == ()

    def edit(root):
        retitle(root, 0, "Пункт")
        for row in table_of(root).findall(w("tr")):
            row.find(w("tc")).addprevious(made(f"<w:tc><w:tcPr/>{said('')}</w:tc>"))

    edited = read(edit, plan(columns=["number", "title"], sections=[], activities=[ROW]))
    assert values(edited) == [{"id": "x", "title": "Дело"}]


ROW = Activity(id="x", title="Дело")


def test_a_plan_without_activities_comes_back_empty():
    """Nothing to fill in is no error."""
    returned = read(subject=plan(sections=[], columns=[Column(key="number", heading=" ")]))
    assert returned.rows == ()
    assert returned.issued == {}


# --- the file as others write it ------------------------------------------------------------------


@pytest.mark.parametrize("space", [W, STRICT])
def test_any_prefix_and_edition_of_the_standard_will_do(space):
    """A file that names the namespace otherwise says the same."""
    xml = part(render_document(plan()), "word/document.xml").replace(W, space)
    renamed = re.sub(r"\bw:", "ns0:", xml.replace("xmlns:w=", "xmlns:ns0="))
    assert "<w:" not in renamed
    assert values(read(**{"word/document.xml": renamed.encode()})) == values(read())


def test_tracked_changes_are_read_as_accepted_and_said():
    """A row deleted under tracking is gone, an inserted one is there; a note tells of each."""

    def track(root):
        for id_, change in (("bbb2", "del"), ("ccc3", "ins")):
            row = row_of(root, id_)
            row.find(w("trPr")).append(made(f'<w:{change} w:id="9"/>'))

    returned = read(track)
    assert [row["id"] for row in values(returned)] == ["aaa1", "ccc3", "ddd4"]
    assert returned.rows[1].place.row == 6
    assert [(p.code, p.severity, p.place.row) for p in returned.problems] == [
        ("PLN749", Severity.NOTE, 4),
        ("PLN749", Severity.NOTE, 6),
    ]
    deleted, inserted = (problem.values["text"] for problem in returned.problems)
    assert "Мероприятие bbb2" in deleted
    assert inserted == "—"


def test_content_controls_around_rows_cells_and_the_table_are_looked_through():
    """Whatever is wrapped stays where it is; a cell that shows only its prompt is blank."""

    def wrapped(element, properties=""):
        control = made(f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent/></w:sdt>")
        element.addprevious(control)
        control[1].append(element)

    def wrap(root):
        mark(root, "aaa1", "Выполнено")
        mark(root, "ccc3", "Место для ввода текста")
        wrapped(cells_of(row_of(root, "ccc3"))[-1], "<w:showingPlcHdr/>")
        wrapped(cells_of(row_of(root, "aaa1"))[-1])
        wrapped(row_of(root, "aaa1"))
        wrapped(table_of(root))

    returned = read(wrap)
    assert values(returned)[1:] == values(read())[1:]
    assert marks(returned) == marks(read()) | {"aaa1": "Выполнено"}
    assert returned.problems == ()


# --- cells that were merged, split, moved ---------------------------------------------------------


def span(cell, property_, value):
    properties = cell.find(w("tcPr"))
    properties.append(made(f'<w:{property_} w:val="{value}"/>' if value else f"<w:{property_}/>"))


def merged(root, *ids, place=-1, dropped=0, text="Выполнено"):
    """Merge cells downwards as office suites do: bookmarks come together in the upper cell.

    LibreOffice keeps them all, OnlyOffice drops those of empty paragraphs before the text.
    """
    cells = [cells_of(row_of(root, id_))[place] for id_ in ids]
    for cell in cells:
        span(cell, "vMerge", "restart" if cell is cells[0] else "")
    found = [start for cell in cells for start in cell.iter(w("bookmarkStart"))]
    for cell in cells:
        strip_bookmarks(cell)
    for start in reversed(found[dropped:]):
        cells[0].find(w("tcPr")).addnext(start)
    write(cells[0], said(text))


def test_a_mark_merged_over_rows_belongs_to_the_first_and_is_said():
    """The others keep their ids and have no cell of their own; the warning names row and text."""
    returned = read(lambda root: merged(root, "aaa1", "bbb2"))
    assert values(returned, "id", "outcome")[:3] == [
        {"id": "aaa1", "outcome": "Выполнено"},
        {"id": "bbb2"},
        {"id": "ccc3", "outcome": None},
    ]
    problem, beneath = returned.problems
    assert (problem.code, problem.place.row, problem.place.part) == ("PLN743", 3, OUTCOME)
    assert problem.values == {"text": "Выполнено", "rows": "4"}
    assert (beneath.code, beneath.place.row, beneath.place.part) == ("PLN717", 4, OUTCOME)
    assert beneath.values == {"text": "Выполнено 12.10.2018"}


def test_bookmarks_lost_in_a_merge_are_told_by_number_and_title():
    """Where fewer bookmarks than rows are left, no row gets the id of its neighbour."""
    returned = read(lambda root: merged(root, "aaa1", "bbb2", dropped=1))
    assert values(returned, "id", "title")[:2] == [
        {"title": "Мероприятие aaa1"},
        {"id": "bbb2", "title": "Мероприятие bbb2"},
    ]

    def retitled(root):
        write(cells_of(row_of(root, "bbb2"))[1], said("Другое"))
        merged(root, "aaa1", "bbb2", dropped=1)

    assert [row.get("id") for row in values(read(retitled))] == [None, None, "ccc3", "ddd4"]
    alike = [Activity(id=id_, title="Дело") for id_ in ID]
    subject = plan(columns=["title", "outcome"], sections=[], activities=alike)
    returned = read(lambda root: merged(root, "aaa1", "bbb2", "ccc3", dropped=1), subject)
    assert [row.get("id") for row in values(returned)] == [None, None, None, "ddd4"]


def test_rows_under_a_merged_cell_may_have_kept_their_bookmarks():
    """Then each row is its own, whatever it is called by now."""

    def merge(root):
        for id_, value in (("aaa1", "restart"), ("bbb2", "")):
            write(cells_of(row_of(root, id_))[1], said("Другое"))
            span(cells_of(row_of(root, id_))[-1], "vMerge", value)

    assert [row["id"] for row in values(read(merge))] == list(ID)


def test_merged_blank_cells_are_not_worth_a_word():
    """Without a text nothing can be taken for the wrong row."""
    returned = read(lambda root: merged(root, "ccc3", "ddd4", text=""))
    assert returned.problems == ()
    assert values(returned, "id", "outcome")[2:] == [
        {"id": "ccc3", "outcome": None},
        {"id": "ddd4"},
    ]


def test_merging_another_column_leaves_ids_alone():
    """Executors written once for two rows: the first has them, the second has no such cell."""
    returned = read(lambda root: merged(root, "aaa1", "bbb2", place=2, text="Завуч"))
    assert [row["id"] for row in values(returned)] == list(ID)
    assert [row.get("executors", "—") for row in values(returned)][:2] == ["Завуч", "—"]
    assert only_problem(returned, "PLN743").place.part == "Исполнители"


def test_a_cell_going_on_from_nowhere_is_a_cell():
    """A row sorted away from its merge keeps its own text."""

    def sort(root):
        span(cells_of(row_of(root, "ccc3"))[-1], "vMerge", "continue")
        mark(root, "ccc3", "Выполнено")

    returned = read(sort)
    assert marks(returned)["ccc3"] == "Выполнено"
    assert returned.problems == ()


def join(row, first, last):
    """Merge cells of a row as LibreOffice does: one cell, texts one after another."""
    cells = cells_of(row)[first : last + 1]
    width = sum(int(cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w"))) for cell in cells)
    cells[0].find(f"{w('tcPr')}/{w('tcW')}").set(w("w"), str(width))
    span(cells[0], "gridSpan", len(cells))
    for cell in cells[1:]:
        cells[0].extend(cell.findall(w("p")))
        row.remove(cell)


def test_cells_merged_across_columns_are_said():
    """The text is taken for the first of the columns; the warning names them all."""
    returned = read(lambda root: join(row_of(root, "aaa1"), 4, 5))
    first = values(returned)[0]
    assert first["expected_result"] == "Протокол №\u00a05\n"
    assert "outcome" not in first
    problem = only_problem(returned, "PLN744")
    assert problem.values["columns"] == f"«Ожидаемый результат», «{OUTCOME}»"
    assert problem.values["taken"] == problem.place.part == "Ожидаемый результат"


def test_a_cell_split_in_two_gives_both_its_texts():
    """«Выполнено» and «протокол» side by side under one heading are one mark of two lines."""

    def split(root):
        mark(root, "aaa1", "Выполнено")
        cell = cells_of(row_of(root, "aaa1"))[-1]
        half = copy.deepcopy(cell)
        strip_bookmarks(half)
        write(half, said("протокол № 3"))
        cell.addnext(half)
        grid = table_of(root).find(w("tblGrid"))
        width = int(grid[-1].get(w("w")))
        grid[-1].set(w("w"), str(width // 2))
        grid.append(copy.deepcopy(grid[-1]))
        for row in table_of(root).findall(w("tr")):
            if len(cells_of(row)) < 7:
                span(cells_of(row)[-1], "gridSpan", 2)

    returned = read(split)
    assert marks(returned)["aaa1"] == "Выполнено\nпротокол № 3"
    assert returned.problems == ()


def test_rows_that_begin_or_end_inside_the_table_keep_their_columns():
    """A row without its first cells, or its last ones, is read by its edges."""

    def cut(root):
        for id_, property_, cells in (
            ("aaa1", "gridBefore", slice(0, 2)),
            ("ccc3", "gridAfter", slice(2, 4)),
        ):
            row = row_of(root, id_)
            for cell in cells_of(row)[cells]:
                row.remove(cell)
            row.find(w("trPr")).insert(0, made(f'<w:{property_} w:val="2"/>'))

    first, _, third, _ = values(read(cut))
    assert first.keys() == {"id", "executors", "deadline", "expected_result", "outcome"}
    assert first["executors"] == "Методист И.И.\u00a0Петров,\nЗавуч"
    assert third.keys() == {"id", "number", "title", "executors", "deadline"}


def drag(root, *rows):
    """Drag the edge before the last column far to the right, in some rows alone."""
    grid = table_of(root).find(w("tblGrid"))
    width = int(grid[-1].get(w("w")))
    grid[-1].set(w("w"), str(width * 3 // 10))
    grid.insert(5, made(f'<w:gridCol w:w="{width * 7 // 10}"/>'))
    for row in table_of(root).findall(w("tr")):
        if len(cells_of(row)) == 6:
            span(cells_of(row)[4 if row in rows else 5], "gridSpan", 2)


def test_a_dragged_edge_changes_no_column():
    """A row with its own widths has as many cells as headings: one stands under each."""

    def edit(root):
        mark(root, "aaa1", "Выполнено")
        drag(root, row_of(root, "aaa1"))

    returned = read(edit)
    assert marks(returned)["aaa1"] == "Выполнено"
    assert values(returned)[0]["expected_result"] == "Протокол №\u00a05"
    assert returned.problems == ()


def test_a_dragged_edge_beside_merged_cells_is_no_merge():
    """A cell that reaches a little into the next column does not cover it."""

    def edit(root):
        mark(root, "aaa1", "Выполнено")
        grid = table_of(root).find(w("tblGrid"))
        row = row_of(root, "aaa1")
        join(row, 0, 1)
        grid[-1].set(w("w"), str(int(grid[-1].get(w("w"))) - 200))
        grid.insert(5, made('<w:gridCol w:w="200"/>'))
        for other in table_of(root).findall(w("tr")):
            if len(cells_of(other)) > 1:
                span(cells_of(other)[-2 if other is row else -1], "gridSpan", 2)

    returned = read(edit)
    assert marks(returned)["aaa1"] == "Выполнено"
    assert only_problem(returned, "PLN744").values["taken"] == "№ п/п"


# --- rows -----------------------------------------------------------------------------------------


def test_rows_may_be_deleted_and_sorted():
    """What is left comes back in its new order, each under its id."""

    def edit(root):
        table = table_of(root)
        table.remove(row_of(root, "bbb2"))
        table[2].addnext(row_of(root, "ddd4"))

    assert [row["id"] for row in values(read(edit))] == ["ddd4", "aaa1", "ccc3"]


def test_an_inserted_row_comes_back_without_an_id():
    """A row that a person added has its texts; a blank one is nobody's."""

    def insert(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        strip_bookmarks(row)
        blank = copy.deepcopy(row)
        for cell in cells_of(blank):
            write(cell, "<w:p/>")
        write(cells_of(row)[1], said("Новое"))
        row_of(root, "aaa1").addnext(blank)
        row_of(root, "bbb2").addnext(row)

    returned = read(insert)
    assert [row.get("id") for row in values(returned)] == ["aaa1", "bbb2", None, "ccc3", "ddd4"]
    assert values(returned)[2]["title"] == "Новое"
    assert returned.problems == ()


def test_a_row_that_names_headings_is_a_row():
    """Headings among other texts make no row of headings, nor do they beside a bookmark."""

    def insert(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        strip_bookmarks(row)
        write(cells_of(row)[2], said("Исполнители"))
        write(cells_of(row)[4], said("результат"))
        row_of(root, "aaa1").addnext(row)

    assert values(read(insert), "executors", "expected_result")[1] == {
        "executors": "Исполнители",
        "expected_result": "результат",
    }
    named = Activity(id="x", title="Наименование мероприятия", expected_result="результат")
    subject = plan(columns=["title", "expected_result"], sections=[], activities=[named])
    assert [row["id"] for row in values(read(subject=subject))] == ["x"]


@pytest.mark.parametrize("name", ["aaa1", "aaa1_Copy_1", "aaa1 Copy 12", "aaa1_Копия_1", "aaa11"])
def test_a_copied_row_has_the_id_of_the_first(name):
    """However an office suite calls the bookmark of the copy."""

    def duplicate(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        for start in row.iter(w("bookmarkStart")):
            start.set(w("name"), f"plandoc_{name}")
        row_of(root, "bbb2").addnext(row)

    assert [row["id"] for row in values(read(duplicate))] == [
        "aaa1",
        "bbb2",
        "aaa1",
        "ccc3",
        "ddd4",
    ]


def test_an_id_that_looks_like_a_copy_is_itself():
    """Of two ids one may begin as the other; a bookmark of another plan keeps its name."""
    activities = [Activity(id=id_, title=id_) for id_ in ("x", "x1", "x_Copy_1")]

    def rename(root):
        for start in row_of(root, "x1").iter(w("bookmarkStart")):
            start.set(w("name"), "plandoc_чужое7")

    subject = plan(sections=[], activities=activities)
    assert [row["id"] for row in values(read(subject=subject))] == ["x", "x1", "x_Copy_1"]
    assert [row["id"] for row in values(read(rename, subject))] == ["x", "чужое7", "x_Copy_1"]


@pytest.mark.parametrize("where", ["row", "before the row", "table in the cell"])
def test_a_bookmark_may_move_about_its_row(where):
    """On the level of the row, before it, or into a table inside the cell: the row is the same."""

    def move(root):
        row = row_of(root, "ccc3")
        (start,) = row.iter(w("bookmarkStart"))
        if where == "row":
            row.find(w("tc")).addprevious(start)
        elif where == "before the row":
            row.addprevious(start)
        else:
            cell = cells_of(row)[-1]
            write(cell, "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" + said("да"))
            next(cell.iter(w("p"))).append(start)

    returned = read(move)
    assert [row["id"] for row in values(returned)] == list(ID)
    assert returned.problems == ()


def test_bookmarks_of_two_activities_in_one_row_are_said():
    """The row keeps the id that its number and title tell; without them it has none."""

    def paste(root):
        (start,) = row_of(root, "bbb2").iter(w("bookmarkStart"))
        row_of(root, "aaa1").find(f".//{w('bookmarkStart')}").addprevious(start)

    returned = read(paste)
    assert [row.get("id") for row in values(returned)] == ["aaa1", None, "ccc3", "ddd4"]
    problem = only_problem(returned, "PLN747")
    assert problem.values == {"ids": "bbb2, aaa1", "taken": "aaa1"}
    assert problem.place.row == 3
    lost = read(paste, **{"customXml/item1.xml": b"<lost/>"})
    assert [row.get("id") for row in values(lost)] == [None, None, "ccc3", "ddd4"]
    assert lost.problems[0].values["taken"] == "—"


def test_text_in_the_wrong_column_comes_back_in_that_column():
    """The reader does not guess what was meant."""

    def misplace(root):
        write(cells_of(row_of(root, "aaa1"))[4], said("Выполнено"))

    assert values(read(misplace), "expected_result", "outcome")[0] == {
        "expected_result": "Выполнено",
        "outcome": None,
    }


def test_sections_are_no_rows_unless_somebody_filled_them_in():
    """A section's row is passed over; changed, it is said; with a mark beside it, it comes back."""

    def rename(root):
        write(cells_of(table_of(root).findall(w("tr"))[1])[0], said("Первый, выполнено"))

    returned = read(rename)
    assert [row["id"] for row in values(returned)] == list(ID)
    problem = only_problem(returned, "PLN748")
    assert problem.values == {"text": "Первый, выполнено"}
    assert problem.place.row == 2

    def fill(root):
        row = table_of(root).findall(w("tr"))[1]
        cells_of(row)[0].find(f"{w('tcPr')}/{w('gridSpan')}").set(w("val"), "5")
        row.append(made(f"<w:tc><w:tcPr/>{said('Выполнено')}</w:tc>"))

    first = values(read(fill))[0]
    assert "id" not in first
    assert first["outcome"] == "Выполнено"


def test_sections_of_a_plan_of_one_column_are_told_by_their_text():
    """Every row has one cell then."""
    subject = plan(columns=["title"])
    assert [row["id"] for row in values(read(subject=subject))] == list(ID)

    def insert(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        strip_bookmarks(row)
        write(cells_of(row)[0], said("Новое"))
        row_of(root, "aaa1").addnext(row)

    assert values(read(insert, subject), "title")[1] == {"title": "Новое"}


def test_a_row_of_one_cell_that_has_bookmarks_is_no_section():
    """All its cells merged and the bookmark of another in it: nobody's row, but a row."""

    def edit(root):
        row = row_of(root, "aaa1")
        (start,) = row_of(root, "bbb2").iter(w("bookmarkStart"))
        (own,) = row.iter(w("bookmarkStart"))
        join(row, 0, 5)
        cells_of(row)[0].find(w("tcPr")).addnext(own)
        own.addnext(start)
        write(cells_of(row)[0], said("Выполнено"))

    returned = read(edit)
    assert values(returned)[0] == {"number": "Выполнено"}
    assert codes(returned) == ["PLN747", "PLN744"]


# --- columns --------------------------------------------------------------------------------------


def add_column(root, heading="", filled=("aaa1", "ccc3"), ids=ID):
    """Insert a column before the last as office suites do: section rows fall into two cells."""
    table = table_of(root)
    grid = table.find(w("tblGrid"))
    grid.append(copy.deepcopy(grid[-1]))
    known = {row_of(root, id_): id_ for id_ in ids}
    for row in table.findall(w("tr")):
        new = made(f"<w:tc><w:tcPr/>{said('')}</w:tc>")
        if len(cells_of(row)) == 1:
            cells_of(row)[0].addprevious(new)
            continue
        cells_of(row)[-1].addprevious(new)
        if row is table.find(w("tr")):
            write(new, said(heading))
        elif known.get(row) in filled:
            write(new, said("да"))


@pytest.mark.parametrize(("heading", "named"), [("Примечание", "Примечание"), ("", "—")])
def test_a_column_added_by_hand_is_said(heading, named):
    """Its heading and how many cells are filled; the other columns are read as ever."""
    returned = read(lambda root: add_column(root, heading))
    assert values(returned) == values(read())
    told = only_problem(returned, "PLN745").values
    assert (told["heading"], told["count"]) == (named, 2)
    assert str(told["texts"]).count("«да»") == 2


def test_a_cell_merged_with_a_column_of_nobody_belongs_to_the_known_one():
    """Nothing is in doubt then."""

    def edit(root):
        add_column(root, "Примечание", filled=())
        row = row_of(root, "aaa1")
        row.remove(cells_of(row)[-2])
        span(cells_of(row)[-1], "gridSpan", 2)
        mark(root, "aaa1", "Выполнено")

    returned = read(edit)
    assert marks(returned)["aaa1"] == "Выполнено"
    assert {problem.code for problem in returned.problems} <= {"PLN748"}


def test_of_an_empty_added_column_the_heading_is_told():
    """Nothing in it, nothing lost but its heading; one without a heading is not worth a word."""
    returned = read(lambda root: add_column(root, "Примечание", filled=()))
    assert only_problem(returned, "PLN748").values == {"text": "Примечание"}
    assert read(lambda root: add_column(root, "", filled=())).problems == ()


def test_words_added_to_a_heading_are_told_and_a_renamed_one_is_not():
    """«Отметка» for «Отметка о выполнении» is a name; «всё выполнено» below it may be a mark."""

    def add(root):
        cells_of(table_of(root).find(w("tr")))[-1].append(made(said("всё выполнено")))

    problem = only_problem(read(add), "PLN748")
    assert (problem.values["text"], problem.place.row) == ("всё выполнено", 1)
    assert read(lambda root: retitle(root, -1, "Отметка")).problems == ()


def retitle(root, place, text):
    write(cells_of(table_of(root).find(w("tr")))[place], said(text))


def test_a_renamed_heading_is_known_by_its_place():
    """While all columns are there, a strange heading stands for the one that is missing."""
    returned = read(lambda root: retitle(root, -1, "Как сделано"))
    assert marks(returned) == marks(read())
    assert returned.rows[0].cells["outcome"].place.part == "Как сделано"
    assert returned.problems == ()


def test_a_renamed_column_of_marks_beside_a_new_one_is_known_by_its_bookmarks():
    """The place tells nothing any more, the bookmarks do."""

    def edit(root):
        add_column(root, "Примечание", filled=())
        retitle(root, -1, "Как сделано")

    assert marks(read(edit)) == marks(read())


def test_headings_renamed_altogether_are_known_by_their_places():
    """The first row of a table that has bookmarks and no headings is theirs."""

    def edit(root):
        for place in range(6):
            retitle(root, place, f"Столбец {place}")

    returned = read(edit)
    assert values(returned) == values(read())
    assert returned.problems == ()


def test_without_headings_columns_stand_as_printed():
    """The row of headings deleted, everything else is known by its place."""

    def edit(root):
        table_of(root).remove(table_of(root).find(w("tr")))

    returned = read(edit)
    assert values(returned) == values(read())
    lost = read(edit, **{"customXml/item1.xml": b"<lost/>"})
    assert values(lost) == values(read(), "id", "outcome")
    assert "PLN745" in codes(lost)


def test_columns_may_change_places():
    """Cells go with their headings."""

    def edit(root):
        for row in table_of(root).findall(w("tr")):
            if len(cells_of(row)) == 6:
                row.append(cells_of(row)[1])

    assert values(read(edit)) == values(read())


@pytest.mark.parametrize("put", ["", "мусор", "outcome.status"])
def test_damage_to_the_issued_list_of_columns_loses_no_mark(put):
    """A damaged or lost key of the outcomes leaves them known by their heading, and it is told."""
    document = render_document(plan())
    issued = ZipFile(BytesIO(document)).read("customXml/item1.xml").decode()
    start, end = issued.index('<column key="outcome"'), issued.index("<activity")
    for damaged, told in (
        (issued.replace('<column key="outcome"', f'<column key="{put}"'), put),
        (issued[:start] + issued[end:], None),
    ):
        returned = read(lambda root: mark(root, ID[0], "Проведено"), **{
            "customXml/item1.xml": damaged.encode()
        })  # fmt: skip
        assert marks(returned)[ID[0]] == "Проведено"
        if told is not None:
            assert only_problem(returned, "PLN750").values == {"found": told or "—"}


def test_a_deleted_column_of_marks_is_said():
    """Without it there are no marks, and no cells under their key."""

    def edit(root):
        for row in table_of(root).findall(w("tr")):
            if len(cells_of(row)) == 6:
                row.remove(cells_of(row)[-1])

    returned = read(edit)
    assert only_problem(returned, "PLN746").severity is Severity.WARNING
    assert [row.get("title") for row in values(returned)] == [f"Мероприятие {id_}" for id_ in ID]
    assert not any("outcome" in row for row in values(returned))


def test_two_rows_of_headings_are_one_heading():
    """A level above the headings and one below are no activities."""

    def edit(root):
        head = table_of(root).find(w("tr"))
        above, below = copy.deepcopy(head), copy.deepcopy(head)
        for place, cell in enumerate(cells_of(head)):
            if place != 5:
                span(cell, "vMerge", "restart")
        for place, cell in enumerate(cells_of(below)):
            write(cell, said("подробно" if place == 5 else ""))
            if place != 5:
                span(cell, "vMerge", "continue")
        for place, cell in enumerate(cells_of(above)):
            write(cell, said(f"Часть {place}"))
        head.addprevious(above)
        head.addnext(below)

    returned = read(edit)
    assert values(returned) == values(read())
    assert {problem.code for problem in returned.problems} <= {"PLN748"}


# --- tables ---------------------------------------------------------------------------------------


def split_table(root, before="ccc3", *, text="", head=False, bookmarks=True):
    """Split the plan's table in two before the row of an activity."""
    table = table_of(root)
    rows = table.findall(w("tr"))
    second = copy.deepcopy(table)
    at = rows.index(row_of(root, before))
    for row in second.findall(w("tr"))[1 if head else 0 : at]:
        second.remove(row)
    for row in rows[at:]:
        table.remove(row)
    if not bookmarks:
        strip_bookmarks(second)
    table.addnext(second)
    table.addnext(made(said(text)))


@pytest.mark.parametrize("head", [False, True])
def test_a_table_split_by_hand_is_read_as_one(head):
    """The second part needs no headings of its own; where it has them they are no row."""
    returned = read(lambda root: split_table(root, head=head))
    assert values(returned) == values(read())
    assert [row.place.table for row in returned.rows] == [1, 1, 2, 2]
    assert returned.problems == ()


def test_a_part_without_headings_and_bookmarks_is_known_by_its_titles():
    """What is left of identity then is the text; ids are for others to tell."""
    returned = read(lambda root: split_table(root, bookmarks=False))
    assert [row.get("id") for row in values(returned)] == ["aaa1", "bbb2", None, None]
    assert values(returned, "title") == values(read(), "title")


def test_rows_above_repeated_headings_belong_to_the_part_before():
    """A second part that repeats the headings in its middle loses no row above them."""

    def edit(root):
        head = copy.deepcopy(table_of(root).find(w("tr")))
        row_of(root, "ddd4").addprevious(head)
        split_table(root, bookmarks=False)

    assert values(read(edit), "title") == values(read(), "title")


def test_headings_repeated_inside_the_table_are_no_row():
    """Copied by hand to the top of a page, with the numbers of columns below."""

    def edit(root):
        head = table_of(root).find(w("tr"))
        numbers = copy.deepcopy(head)
        for place, cell in enumerate(cells_of(numbers), 1):
            write(cell, said(str(place)))
        row_of(root, "ccc3").addprevious(copy.deepcopy(head))
        row_of(root, "ccc3").addprevious(numbers)

    assert values(read(edit)) == values(read())


def test_a_table_inside_another_is_found():
    """The whole plan laid into a cell of a layout table."""

    def edit(root):
        table = table_of(root)
        outer = made("<w:tbl><w:tblGrid/><w:tr><w:tc/></w:tr></w:tbl>")
        table.addprevious(outer)
        outer.find(f".//{w('tc')}").append(table)

    returned = read(edit)
    assert values(returned) == values(read())
    assert returned.rows[0].place.table == 2


def laid_out(*rows):
    cells = ("".join(f"<w:tc>{said(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


LAID_OUT = laid_out(("Исполнители", "результат"), ("Петров", "дата"))


def test_a_table_inside_a_mark_is_part_of_the_mark():
    """Even one that names columns of the plan."""
    returned = read(lambda root: write(cells_of(row_of(root, "aaa1"))[-1], LAID_OUT + "<w:p/>"))
    assert marks(returned)["aaa1"] == "Исполнители\nрезультат\nПетров\nдата\n"
    assert values(returned)[1:] == values(read())[1:]


def test_tables_above_the_plan_are_not_the_plan():
    """An approval in which somebody wrote what headings say is no part of it."""
    returned = read(lambda root: table_of(root).addprevious(made(LAID_OUT)))
    assert values(returned) == values(read())


def test_text_outside_the_rows_is_said():
    """Below the table, between its parts, in another table: what was not there is quoted."""

    def below(root):
        table_of(root).addnext(made(said("Итого выполнено 3")))
        table_of(root).addnext(made(laid_out(("Завуч", "Методист"))))

    officer = Officer(post="Директор", name="А.А. Сидоров")
    subject = plan(approvals=[Approval(kind="approve", officer=officer)])
    problems = read(below, subject).problems
    assert {(p.code, p.severity) for p in problems} == {("PLN748", Severity.NOTE)}
    assert [p.values["text"] for p in problems] == ["Завуч", "Методист", "Итого выполнено 3"]
    assert all(p.place.table or p.place.paragraph for p in problems)
    between = read(lambda root: split_table(root, text="Продолжение"))
    assert only_problem(between, "PLN748").values == {"text": "Продолжение"}
    assert codes(read(below, **{"customXml/item1.xml": b"<lost/>"})) == []


def test_text_beside_the_body_and_above_the_table_is_said():
    """A word typed over the table, in an approval or in a comment is quoted with its place."""
    officer = Officer(post="Директор", name="А.А. Сидоров")
    subject = plan(approvals=[Approval(kind="approve", officer=officer)])
    assert read(subject=subject).problems == ()

    def above(root):
        table_of(root).addprevious(made(said("Выполнено всё")))
        first = root.find(f".//{w('tbl')}")
        assert first is not table_of(root)
        cells_of(first.find(w("tr")))[0].append(made(said("Согласен")))

    problems = read(above, subject).problems
    assert [p.values["text"] for p in problems] == ["Согласен", "Выполнено всё"]
    assert problems[0].place.table == 1
    assert problems[1].place.paragraph

    remark = f'<w:comments xmlns:w="{W}"><w:comment w:id="0">{said("Сделано?")}</w:comment>'
    listed = "word/_rels/document.xml.rels"
    parts = unzipped(render_document(subject))
    relation = (
        '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/comments" Target="comments.xml"/></Relationships>'
    )
    parts[listed] = parts[listed].replace(b"</Relationships>", relation.encode())
    parts["word/comments.xml"] = f"{remark}</w:comments>".encode()
    (problem,) = read_document(zipped(parts)).problems
    assert (problem.values["text"], problem.place.part) == ("Сделано?", "word/comments.xml")


STRUCK = (
    "<w:p><w:r><w:rPr>{}</w:rPr><w:t>Не сделано</w:t></w:r><w:r><w:t>, сделано</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("look", "told"),
    [("<w:strike/>", 1), ("<w:dstrike/>", 1), ('<w:strike w:val="0"/>', 0), ("<w:b/>", 0)],
)
def test_words_struck_out_are_read_and_said(look, told):
    """What somebody struck out of a mark is read with the rest, and quoted."""
    returned = read(lambda root: write(cells_of(row_of(root, "aaa1"))[-1], STRUCK.format(look)))
    assert marks(returned)["aaa1"] == "Не сделано, сделано"
    found = [problem for problem in returned.problems if problem.code == "PLN716"]
    assert len(found) == told
    assert all((p.values["text"], p.place.row) == ("Не сделано", 3) for p in found)


def boxed(text):
    """Return a text box as Word writes it: in two markups."""
    box = f"<w:txbxContent>{said(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing><s:txbx xmlns:s="urn:s">'
        f"{box}</s:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


@pytest.mark.parametrize(
    ("put", "code"),
    [
        (boxed("Выполнено"), "PLN718"),
        ('<w:r><w:pict><v:textpath xmlns:v="urn:v" string="Выполнено"/></w:pict></w:r>', "PLN718"),
        ("<w:r><w:drawing/></w:r>", "PLN719"),
        ("<w:r><w:object/></w:r>", "PLN719"),
        ("<w:del><w:r><w:delText>Выполнено</w:delText></w:r></w:del>", "PLN749"),
        ("<w:moveFrom><w:r><w:t>Выполнено</w:t></w:r></w:moveFrom>", "PLN749"),
        ("<w:altChunk/>", "PLN709"),
    ],
)
@pytest.mark.parametrize("place", [1, -1])
def test_what_is_no_text_of_a_cell_is_told_with_its_row(put, code, place):
    """Words over a cell, pictures, deleted words and other documents are told and never read."""

    def change(root):
        cell = cells_of(row_of(root, "aaa1"))[place]
        cell.find(w("p")).append(made(put))

    returned = read(change)
    assert marks(returned)["aaa1"] is None
    assert values(returned, "title")[0] == {"title": "Мероприятие aaa1"}
    problem = only_problem(returned, code)
    assert (problem.place.table, problem.place.row) == (1, 3)
    assert problem.values.get("text", "Выполнено") == "Выполнено"


def test_words_over_other_rows_and_paragraphs_are_told():
    """A box over the headings, a section or a paragraph is told at its place, once."""

    def change(root):
        table = table_of(root)
        for row, text in zip(table.findall(w("tr")), ("Над шапкой", "Над разделом"), strict=False):
            cells_of(row)[0].find(w("p")).append(made(boxed(text)))
        table.addnext(made(f"<w:p>{boxed('Под таблицей')}</w:p>"))

    problems = read(change).problems
    assert {problem.values["text"] for problem in problems} == {
        "Над шапкой", "Над разделом", "Под таблицей",
    }  # fmt: skip
    assert len(problems) == 3
    assert all(problem.place.row or problem.place.paragraph for problem in problems)


@pytest.mark.parametrize(("state", "text"), [("<w:checked/>", "☒"), ("", "☐")])
def test_a_ticked_box_of_a_form_is_a_sign(state, text):
    """A field of a form has no text of its own."""
    tick = f"<w:ffData><w:checkBox><w:default w:val='0'/>{state}</w:checkBox></w:ffData>"
    ends = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    field = f'<w:p><w:r><w:fldChar w:fldCharType="begin">{tick}</w:fldChar></w:r>{ends}</w:p>'
    returned = read(lambda root: write(cells_of(row_of(root, "aaa1"))[-1], field))
    assert marks(returned)["aaa1"] == text


def numbered_columns(*texts):
    """Return a change that puts a row of these texts below the headings."""

    def put(root):
        row = copy.deepcopy(row_of(root, "aaa1"))
        for bookmark in list(row.iter(w("bookmarkStart"), w("bookmarkEnd"))):
            bookmark.getparent().remove(bookmark)
        for cell, text in zip(cells_of(row), texts, strict=True):
            write(cell, said(text))
        table_of(root).findall(w("tr"))[0].addnext(row)
        mark(root, "aaa1", "Выполнено")

    return put


@pytest.mark.parametrize(
    ("last", "told"),
    [("6", []), ("6 Выполнено", ["6 Выполнено"]), ("7", ["7"]), ("Не сделано", ["Не сделано"])],
)
@pytest.mark.parametrize("printed", [False, True])
def test_a_changed_row_of_column_numbers_is_told(last, told, printed):
    """It is no activity: what is not the number of its column is told with the row."""
    subject = plan(layout=Layout(column_numbers=printed))

    def change(root):
        if printed:
            write(cells_of(table_of(root).findall(w("tr"))[1])[-1], said(last))
            mark(root, "aaa1", "Выполнено")
        else:
            numbered_columns(*"12345", last)(root)

    returned = read(change, subject)
    assert marks(returned)["aaa1"] == "Выполнено"
    assert [problem.values["text"] for problem in returned.problems] == told
    assert all(problem.place.row == 2 for problem in returned.problems)


def test_a_column_put_between_leaves_the_numbers_of_columns_as_they_are():
    """Its own number is blank, and that of the last column is no word of anybody."""

    def change(root):
        for at, row in enumerate(table_of(root).findall(w("tr"))):
            if len(cells_of(row)) > 1:
                text = "Примечание" if at == 0 else ""
                cells_of(row)[3].addnext(made(f"<w:tc><w:tcPr/>{said(text)}</w:tc>"))

    returned = read(change, plan(layout=Layout(column_numbers=True)))
    assert [row["id"] for row in values(returned)] == list(ID)
    assert [problem.values for problem in returned.problems] == [{"text": "Примечание"}]


def test_of_columns_that_are_not_known_only_new_words_are_told():
    """Where nothing tells which column is which, the texts as issued are nothing new."""

    def change(root):
        table = table_of(root)
        table.remove(table.findall(w("tr"))[0])
        for row in table.findall(w("tr")):
            row.append(made("<w:tc><w:tcPr/><w:p/></w:tc>"))
        write(cells_of(row_of(root, "aaa1"))[-1], said("Сделано"))

    (problem,) = (p for p in read(change).problems if p.code == "PLN745")
    assert problem.values["count"] == 1
    assert "Сделано" in problem.values["texts"]


def test_words_beside_a_section_in_an_added_column_are_told():
    """The section stays one: its words are no activity of their own."""

    def change(root):
        for row in table_of(root).findall(w("tr")):
            row.append(made(f"<w:tc><w:tcPr/>{said('Сделано')}</w:tc>"))

    returned = read(change)
    assert [row["id"] for row in values(returned)] == list(ID)
    told = [p for p in returned.problems if p.code == "PLN748"]
    assert {p.values["text"] for p in told} == {"Сделано"}
    assert [p.place.row for p in told][:2] == [2, 5]


# --- whose it is ----------------------------------------------------------------------------------


def test_a_document_without_its_properties_is_read_with_a_warning():
    """The manifest is empty then, the rows are all there; a damaged part is as good as none."""
    for data in (None, b"<broken"):
        returned = read(**{"docProps/custom.xml": data})
        assert returned.manifest == {}
        assert values(returned) == values(read())
        assert only_problem(returned, "PLN742").severity is Severity.WARNING


def test_without_what_was_issued_headings_of_the_language_tell():
    """Texts as issued are unknown then; columns are known by the words of any language."""
    for subject in (plan(), plan(language="en-GB")):
        expected = values(read(subject=subject))
        returned = read(subject=subject, **{"customXml/item1.xml": b"<lost/>"})
        assert returned.issued is None
        assert values(returned) == expected
        assert returned.problems == ()


def test_without_bookmarks_the_table_is_known_by_its_headings():
    """Rows have no id, everything else is there."""
    nameless = read(strip_bookmarks)
    assert values(nameless) == [
        {key: value for key, value in row.items() if key != "id"} for row in values(read())
    ]
    bare = read(strip_bookmarks, **{"customXml/item1.xml": b"<lost/>", "docProps/custom.xml": None})
    assert values(bare) == values(nameless)
    assert codes(bare) == ["PLN742"]


def test_a_document_of_others_is_refused():
    """No manifest and no table like a plan: the error counts the tables that were seen."""
    other = Document()
    other.add_table(2, 3).cell(0, 0).text = "Срок исполнения"
    target = BytesIO()
    other.save(target)
    with pytest.raises(ReturnedFileError) as refused:
        read_document(target.getvalue(), "other.docx")
    (problem,) = refused.value.problems
    assert (problem.code, problem.values["tables"]) == ("PLN740", 1)
    for language in LANGUAGES:  # whose the document is nobody knows
        columns = words_in(language).words.columns
        assert f"«{columns['title']}», «{columns['outcome']}»" in problem.values["headings"]
    assert "other.docx" in str(refused.value)


def test_our_document_without_its_table_is_refused():
    """Turned into text or deleted, the table has nothing to be read."""
    with pytest.raises(ReturnedFileError, match="PLN741"):
        read(lambda root: table_of(root).getparent().remove(table_of(root)))


def test_what_is_no_docx_is_refused():
    """The envelope is looked at first."""
    with pytest.raises(ReturnedFileError, match="PLN72"):
        read_document(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "plan.docx")


def test_macros_are_a_warning():
    """A document with macros is read, and said to have them."""
    returned = read(**{"word/vbaProject.bin": b"x"})
    assert values(returned) == values(read())
    assert only_problem(returned, "PLN734").severity is Severity.WARNING


def test_headers_and_notes_are_not_rows():
    """A table in a header or a footnote is not looked at."""
    header = (
        f'<w:hdr xmlns:w="{W}"><w:tbl><w:tr><w:tc>{said(OUTCOME)}</w:tc></w:tr></w:tbl></w:hdr>'
    )
    assert values(read(**{"word/header1.xml": header.encode()})) == values(read())


def test_the_work_grows_with_the_rows_and_no_faster():
    """Twice the rows, twice the work."""

    def work(count):
        rows = [Activity(title=f"Дело {n}", deadline="май 2019") for n in range(count)]
        return calls(read_document, render_document(plan(sections=[], activities=rows)))

    assert work(400) < 2.2 * work(200)


def test_a_row_of_many_bookmarks_is_read_in_linear_time():
    """Ten times the bookmarks in one row take some ten times the work."""

    def work(count):
        def many(root):
            cell = cells_of(row_of(root, ID[0]))[0]
            for number in range(count):
                for tag in ("bookmarkStart", "bookmarkEnd"):
                    added = etree.SubElement(cell[-1], w(tag))
                    added.set(w("id"), str(9000 + number))
                    if tag == "bookmarkStart":
                        added.set(w("name"), f"plandoc_other{number}")

        return calls(read_document, changed(render_document(plan()), many))

    few, many = work(200), work(2000)
    assert many < 12 * few


def activities(prefix, count=2, **fields):
    return [{"id": f"{prefix}{n}", "title": f"Дело {prefix}{n}", **fields} for n in range(count)]


def test_equal_headings_of_several_tables_are_those_of_their_places():
    """Columns of one heading in one table, which another table has in another order."""
    first = [{"key": "number", "heading": "Срок"}, "title", {"key": "place", "heading": "Где"}]
    second = [{"key": "place", "heading": "Срок"}, "title", {"key": "number", "heading": "Срок"}]
    tables = [
        {"table": {"columns": columns, "activities": activities(name, fields={"place": name})}}
        for name, columns in (("a", first), ("b", second))
    ]
    returned = read_document(
        render_document(plan(sections=[], notes=[], signatures=[], blocks=["title", *tables]))
    )
    assert [row["fields.place"] for row in values(returned)] == ["a", "a", "b", "b"]
    assert returned.problems == ()


def test_blank_headings_below_common_ones_are_no_rows():
    """A table whose only column has a blank heading below two rows of headings."""
    columns = [{"key": "supervisor", "heading": "\u00a0", "group": ["Кто", "контроль"]}]
    made = plan(columns=columns, sections=[], activities=activities("a", supervisor="Завуч"))
    returned = read_document(render_document(made))
    assert [row["id"] for row in values(returned)] == ["a0", "a1"]
    assert [row["supervisor"] for row in values(returned)] == ["Завуч", "Завуч"]


def test_headings_of_a_further_table_without_rows_are_no_rows():
    """Common headings above those of a table that has no activities."""
    columns = [
        {"key": "place", "heading": "план", "group": ["Где"]},
        {"key": "other", "heading": "факт", "group": ["Кто"]},
    ]
    blocks = ["title", "table", {"table": {"columns": columns}}, "notes", "signatures"]
    returned = read_document(render_document(plan(blocks=blocks)))
    assert [row["id"] for row in values(returned)] == list(ID)


def test_a_cell_that_a_part_shares_with_the_next_row_is_as_issued():
    """A part shows the result of its whole, in one cell with the equal result of the next row."""
    columns = ["number", "title", {"key": "expected_result", "merge": True}, "outcome"]
    parts = [{"title": "Первая часть", "expected_result": "Отчёт"}, {"title": "Вторая часть"}]
    rows = [
        {"title": "Дело", "expected_result": "Акт", "parts": parts},
        {"title": "Другое", "expected_result": "Акт"},
    ]
    returned = read_document(render_document(plan(columns=columns, sections=[], activities=rows)))
    results = [row.get("expected_result") for row in values(returned)]
    assert results == ["Акт", "Отчёт", "Акт", "Акт"]
    assert returned.problems == ()


def test_what_a_whole_prints_again_for_its_parts_is_no_edit():
    """An unchanged document with cells that begin anew has the issued texts, and no problem."""
    parts = [{"id": f"part{n}", "title": f"часть {n}"} for n in range(40)]
    whole = {"id": "whole", "title": "Дело", "deadline": "май", "executors": "Завуч",
             "fields": {"place": "Зал"}, "parts": parts}  # fmt: skip
    columns = ["number", "title", {"key": "place", "heading": "Место"}, "deadline", "executors"]
    made = plan(columns=columns, sections=[], activities=[whole])
    returned = read_document(render_document(made))
    assert returned.problems == ()
    assert returned.issued is not None
    again = [row for row in values(returned)[1:] if row.get("number")]
    assert again
    for row in again:
        issued = returned.issued[row["id"]]
        for key in ("number", "deadline", "executors", "fields.place"):
            assert issued[key] == row[key]


def test_a_cell_printed_over_several_columns_says_each_of_them():
    """It is no merge by somebody else; what is typed into it is said of all its columns."""
    weeks = [{"key": f"w{n}", "heading": f"{n} неделя", "merge": "across"} for n in (1, 2)]
    rows = [{"id": "a1", "title": "Среда", "fields": {"w1": "Приём", "w2": "Приём"}}]
    made = render_document(plan(columns=["title", *weeks], sections=[], activities=rows))

    def edit(root):
        write(cells_of(row_of(root, "a1"))[1], "<w:p><w:r><w:t>Обход</w:t></w:r></w:p>")

    for document, text in ((made, "Приём"), (changed(made, edit), "Обход")):
        returned = read_document(document)
        assert returned.problems == ()
        (row,) = values(returned)
        assert (row["fields.w1"], row["fields.w2"]) == (text, text)
