"""Remarks in a copy of the user's own workbook."""

import io
import re
from datetime import UTC, datetime
from functools import partial

import pytest
from lxml import etree
from openpyxl.comments import Comment
from support.problems import codes
from support.tracking_text import workbook
from support.workbooks import (
    MAIN,
    OFFICE,
    STRICT,
    STRICT_OFFICE,
    unzipped,
    with_parts,
    workbook_of,
    zipped,
)  # fmt: skip

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError, Severity
from plandoc.formats.xlsx import annotated
from plandoc.formats.xlsx.annotated.boxes import Grid, box
from plandoc.formats.xlsx.answers.words import LONGEST_SHOWN
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.returns.filled import Conflict, Option

annotate = partial(annotated.annotate, language="ru")
remarks_workbook = partial(annotated.remarks_workbook, language="ru")

REMARKS, CONFLICTS = "Замечания", "Расхождения"
HOSTILE = ["=1+1", "@x", "'", "_x0041_", "<b>&", "две\nстроки", " края ", "\x07", "\ud800"]
LONG = "Отметка заполнена не полностью: нет ни даты, ни подтверждающего документа. "


@pytest.fixture(scope="module")
def sheet(examples):
    """The tracking sheet of the example."""
    path = examples / "seed.yaml"
    return render_tracking(read_plan(path.read_bytes(), str(path))[0])


def remark(cell="K5", sheet="Учёт", severity=Severity.ERROR, text="май", **place):
    where = Place("лист.xlsx", sheet=sheet, cell=cell, trail="Задача 1 → 1.1 → Статус", **place)
    return Problem(Code.OUTCOME_NEW_DEADLINE_UNREAD, severity, where, {"text": text})


def option(text, shown="", **place):
    return Option(text, shown or text, Place(**({"file": "а.xlsx", "sheet": "Учёт"} | place)))


def conflict(*texts, plan=None, field="text", title="Заседание", base=""):
    options = tuple(option(text, cell=f"L{n}") for n, text in enumerate(texts, 5))
    issued = option(plan, file="план.yaml", sheet="", line=37) if plan else None
    return Conflict("a12345678", "1.1", title, field, base, issued, options)


def comments(data, sheet="Учёт"):
    found = (cell for row in workbook(data)[sheet].iter_rows() for cell in row)
    return {cell.coordinate: cell.comment.text for cell in found if cell.comment}


def commented(sheet, **texts):
    """Return a workbook on whose first sheet people have left comments."""
    book = workbook(sheet)
    for cell, text in texts.items():
        book.worksheets[0][cell].comment = Comment(text, "Иванов")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def table(data, sheet):
    """Return the rows of one of our sheets as dicts by heading."""
    rows = list(workbook(data)[sheet].iter_rows(values_only=True))
    start = next(n for n, row in enumerate(rows) if row[0] in {"№", "№ п/п", "No."})
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def rows_of(data, part="xl/worksheets/sheet1.xml"):
    return re.search(rb"<(\w+:)?sheetData.*sheetData>", unzipped(data)[part], re.DOTALL)[0]


def our_part(source, number):
    """Return the name of the part in which our first or second sheet stands."""
    return f"xl/worksheets/sheet{len(workbook(source).sheetnames) + number}.xml"


# --- the workbook around -------------------------------------------------------------------------


def test_parts_that_are_not_named_keep_their_bytes(sheet):
    """Only the list of parts, the workbook, its styles and the sheet at fault are written anew."""
    before, after = unzipped(sheet), unzipped(annotate(sheet, [remark()], [conflict("а", "б")]))
    assert len(before) > 15
    changed = {name for name in before if after[name] != before[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/_rels/sheet1.xml.rels",
    }
    assert set(after) - set(before) == {
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
        our_part(sheet, 1),
        our_part(sheet, 2),
    }


def test_the_sheet_at_fault_gains_a_drawing_and_nothing_else(sheet):
    """Rows are given back byte for byte; of the rest only the reference to the boxes is new."""
    copy = annotate(sheet, [remark()])
    assert rows_of(copy) == rows_of(sheet)
    name = "xl/worksheets/sheet1.xml"
    before, after = (etree.fromstring(unzipped(data)[name]) for data in (sheet, copy))
    drawings = after.findall("{*}legacyDrawing")
    assert len(drawings) == 1
    assert etree.QName(drawings[0].getnext()).localname == "tableParts"
    after.remove(drawings[0])
    for root in (before, after):
        for view in root.iter("{*}sheetView"):
            view.attrib.pop("tabSelected", None)
    assert etree.tostring(after, method="c14n") == etree.tostring(before, method="c14n")


def test_cell_formats_are_added_after_those_that_were_there(sheet):
    """Formats of the user's cells keep their numbers."""
    before, after = (
        etree.fromstring(unzipped(data)["xl/styles.xml"])
        for data in (sheet, annotate(sheet, [remark()], [conflict("а", "б")]))
    )
    for section in ("fonts", "fills", "borders", "cellXfs"):
        old, new = (root.find(f"{{*}}{section}") for root in (before, after))
        same = zip(old, new, strict=False)
        assert all(etree.tostring(a) == etree.tostring(b) for a, b in same), section
        assert int(new.get("count")) == len(new) >= len(old) > 0


def test_names_of_sheets_follow_their_sheets(sheet):
    """Print titles and areas still belong to the sheets they belonged to."""
    before, after = workbook(sheet), workbook(annotate(sheet, [remark()], [conflict("а", "б")]))
    assert after.sheetnames == [REMARKS, CONFLICTS, *before.sheetnames]
    titled = {s.title: (s.print_title_rows, s.print_area) for s in before}
    assert len({titles for titles in titled.values() if titles[0]}) > 1
    for old in before:
        assert (after[old.title].print_title_rows, after[old.title].print_area) == titled[old.title]
    assert set(after.defined_names) == set(before.defined_names)


def test_remarks_are_seen_at_once(sheet):
    """The copy opens on «Замечания», the only sheet chosen, so that no edit goes to two sheets."""
    book = workbook(annotate(sheet, [remark()], [conflict("а", "б")]))
    assert book.active.title == REMARKS
    assert [s.title for s in book if s.sheet_view.tabSelected] == [REMARKS]
    assert workbook(annotate(sheet, [], [conflict("а", "б")])).active.title == CONFLICTS


def test_without_remarks_the_copy_is_the_workbook(sheet):
    """With nothing to say every part keeps its bytes."""
    assert unzipped(annotate(sheet, [])) == unzipped(sheet)


def test_same_input_same_bytes(sheet):
    """A copy bears no clock; a date that is given goes into the entries of its zip."""
    problems, disputes = [remark(), remark("L6")], [conflict("а", "б")]
    assert annotate(sheet, problems, disputes) == annotate(sheet, problems, disputes)
    dated = annotate(sheet, problems, created=datetime(2026, 2, 3, tzinfo=UTC))
    assert b"\x43\x5c" in dated[:20]  # 3 February 2026, as a zip writes it
    assert unzipped(dated) == unzipped(annotate(sheet, problems))


def test_what_is_no_workbook_is_refused(sheet):
    """A file that is not a zip, or holds no workbook, is told, not a traceback."""
    parts = unzipped(sheet)
    broken = with_parts(sheet, {"xl/workbook.xml": parts["xl/workbook.xml"][:50]})
    for source in (b"", b"PK\x03\x04", zipped({"a": "b"}), broken):
        with pytest.raises(ReturnedFileError) as refused:
            annotate(source, [remark()], file="лист.xlsx")
        assert codes(refused.value) == ["PLN780"]
        assert refused.value.problems[0].place.file == "лист.xlsx"


def test_a_workbook_that_can_be_read_can_be_sent_back(sheet):
    """Names as Windows writes them, or no list of what the package is: remarks still go in."""
    parts = unzipped(sheet)
    windows = zipped({"/" + name.replace("/", "\\"): data for name, data in parts.items()})
    for source in (windows, with_parts(sheet, {"_rels/.rels": None})):
        assert list(comments(annotate(source, [remark()]))) == ["K5"]


# --- dialects of writers -------------------------------------------------------------------------

ROW = '<row r="5" ht="30"><c r="A5" t="inlineStr"><is><t>текст</t></is></c></row>'
STRICT_TYPES = [(MAIN, STRICT), (OFFICE, STRICT_OFFICE)]


def prefixed(source):
    """Return the workbook with every element of its main namespace under a prefix."""
    parts = {}
    for name, data in unzipped(source).items():
        if name.startswith("xl/") and not name.endswith(".rels"):
            text = re.sub(r"<(/?)(\w)", r"<\1x:\2", data.decode()).replace("xmlns=", "xmlns:x=")
            parts[name] = text.encode()
    return with_parts(source, parts)


def in_1251(source):
    text = unzipped(source)["xl/worksheets/sheet1.xml"].decode()
    declared = '<?xml version="1.0" encoding="windows-1251"?>' + text
    return with_parts(source, {"xl/worksheets/sheet1.xml": declared.encode("cp1251")})


def in_utf_16(source):
    text = unzipped(source)["xl/worksheets/sheet1.xml"].decode()
    return with_parts(source, {"xl/worksheets/sheet1.xml": text.encode("utf-16")})


DIALECTS = {
    "no styles": workbook_of(ROW),
    "bare styles": workbook_of(ROW, styles="<extLst/>"),
    "prefixes": prefixed(workbook_of(ROW, styles="<cellXfs count='1'><xf/></cellXfs>")),
    "strict": workbook_of(ROW, main=STRICT, office=STRICT_OFFICE),
    "windows-1251": in_1251(workbook_of(ROW)),
    "utf-16": in_utf_16(workbook_of(ROW)),
    "no rows": workbook_of(sheet=f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'),
    "views": workbook_of(
        ROW, settings='<bookViews><workbookView firstSheet="3" activeTab="0"/></bookViews>'
    ),
    "comments": workbook_of(ROW + "<!-- <sheetData> -->"),
}


@pytest.mark.filterwarnings("ignore:Workbook contains no default style:UserWarning")
@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_is_annotated(name):
    """Whoever wrote the workbook, cells keep their text, ours are added, a second run the same."""
    source, problems = DIALECTS[name], [remark("A5", "Лист1"), remark("C9", "Лист1")]
    copy = annotate(source, problems, [conflict("а", "б")])
    assert annotate(copy, problems, [conflict("а", "б")]) == copy
    transitional = unzipped(copy)
    for part, data in transitional.items():
        for old, strict in STRICT_TYPES:
            data = data.replace(strict.encode(), old.encode())  # noqa: PLW2901 - openpyxl reads
        transitional[part] = data
    copy = with_parts(copy, transitional)
    book = workbook(copy)
    assert book.sheetnames == [REMARKS, CONFLICTS, "Лист1"]
    assert comments(copy, "Лист1").keys() == {"A5", "C9"}
    assert book["Лист1"]["A5"].value == (None if name == "no rows" else "текст")
    assert book.active.title == REMARKS
    assert book[REMARKS]["A1"].font.name == "Times New Roman"
    assert book[REMARKS]["A1"].font.size == 14
    assert "firstSheet" not in unzipped(copy)["xl/workbook.xml"].decode()


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_is_cleaned(name):
    """With nothing left to say no part of ours stays in the workbook, but for formats of cells."""
    source = DIALECTS[name]
    copy = annotate(source, [remark("A5", "Лист1"), remark("C9", "Лист1")], [conflict("а", "б")])
    added = unzipped(annotate(copy, [])).keys() - unzipped(source).keys()
    assert added <= {"xl/styles.xml"}
    assert len(unzipped(copy).keys() - unzipped(source).keys()) > 4


def test_a_strict_workbook_stays_strict():
    """Nothing transitional is put into a workbook of the strict standard."""
    parts = unzipped(annotate(DIALECTS["strict"], [remark("A5", "Лист1")], [conflict("а", "б")]))
    sheets = [
        data for name, data in parts.items() if name.startswith("xl/") and b"<xml" not in data
    ]
    assert len(sheets) > 6
    assert not any(MAIN.encode() in data for data in sheets)


def test_a_sheet_of_a_million_rows_is_not_parsed():
    """Rows of nothing but styles are given back as they were, however many they are."""
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(1, 200_000))
    source = workbook_of(rows)
    copy = annotate(source, [remark("A5", "Лист1")])
    assert rows_of(copy) == rows_of(source)


# --- comments ------------------------------------------------------------------------------------


def test_a_comment_says_what_where_and_how(sheet):
    """A comment says what is wrong, what is needed, what to do; several are numbered in one."""
    found = comments(annotate(sheet, [remark(), remark("$L$6:L7"), remark("L6", text="июнь")]))
    assert found.keys() == {"K5", "L6"}
    said = remark().saying("ru")
    first = f"Новый{said.found[5:]}\nНужно: {said.expected}\nЧто сделать: {said.remedy}"
    assert found["K5"] == f"plandoc:\n{first}"
    assert found["L6"] == f"plandoc:\n1. {first}\n\n2. {first.replace('май', 'июнь')}"


def test_a_comment_bears_our_name(sheet):
    """The author of a comment is plandoc."""
    book = workbook(annotate(sheet, [remark()]))
    assert book["Учёт"]["K5"].comment.author == "plandoc"


def test_a_remark_without_a_cell_is_only_listed(sheet):
    """A place without a cell, or on a sheet that is not there, is commented nowhere."""
    problems = [
        remark(""),
        remark("K5", "Другой"),
        remark("нет"),
        Problem(Code.SHEET_ROWS_TOO_MANY),
    ]
    problems[-1] = Problem(Code.SHEET_ROWS_TOO_MANY, values={"rows": 1, "longest": 1})
    copy = annotate(sheet, problems)
    assert comments(copy) == {}
    assert len(table(copy, REMARKS)) == 4
    links = [cell.hyperlink for row in workbook(copy)[REMARKS] for cell in row if cell.hyperlink]
    assert [link.location for link in links] == ["'Учёт'!A1", "'Учёт'!A1"]


def test_comments_of_others_are_kept(sheet):
    """A comment of somebody else stays; on the same cell ours is added after its words."""
    source = commented(sheet, K5="Иванов:\nуточнить", D7="просто так")
    copy = annotate(source, [remark(), remark("L6")])
    found = comments(copy)
    assert found["D7"] == "просто так"
    assert found["K5"].startswith("Иванов:\nуточнить\n\nplandoc:\nНовый срок")
    assert workbook(copy)["Учёт"]["K5"].comment.author == "Иванов"
    assert comments(annotate(copy, [remark("L6")])).keys() == {"K5", "D7", "L6"}
    assert comments(annotate(copy, []))["K5"] == "Иванов:\nуточнить"


def test_comments_without_boxes_gain_one(sheet):
    """Some writers leave out the boxes of comments, or what leads to them: ours has one."""
    copy = annotate(commented(sheet, D7="просто так"), [remark()])
    parts = unzipped(copy)
    (part,) = (name for name in parts if name.endswith(".vml"))
    boxless = with_parts(copy, {part: re.sub(b"<\\w+:shape .*shape>", b"", parts[part])})
    assert b"Note" in parts[part]
    assert b"Note" not in unzipped(boxless)[part]
    assert comments(annotate(boxless, [])) == {"D7": "просто так"}
    lost = annotate(with_parts(copy, {part: None}), [remark("L6")])
    assert comments(lost).keys() == {"D7", "L6"}
    sheet_part = unzipped(lost)["xl/worksheets/sheet1.xml"]
    assert sheet_part.count(b"<legacyDrawing") == 1
    assert b"<x:Row>5</x:Row>" in unzipped(lost)["xl/drawings/vmlDrawing1.vml"]


def test_a_box_that_was_there_grows_with_its_text(sheet):
    """The box of somebody's comment becomes as large as their words and ours need."""
    source = commented(sheet, K5="уточнить")
    anchors = [
        re.search(rb"Anchor>([^<]*)<", data)[1]
        for text in ("май", LONG * 9)
        for name, data in unzipped(annotate(source, [remark(text=text)])).items()
        if name.endswith(".vml")
    ]
    assert len(anchors) == 2
    assert anchors[0] != anchors[1]


def test_a_second_run_replaces_the_first(sheet):
    """What was mended disappears, what is left is there once: same remarks, same bytes."""
    source = commented(sheet, K5="уточнить")
    problems, disputes = [remark(), remark("L6"), remark("M7")], [conflict("а", "б")]
    copy = annotate(source, problems, disputes)
    assert annotate(copy, problems, disputes) == copy
    later = annotate(copy, problems[1:2])
    assert workbook(later).sheetnames.count(REMARKS) == 1
    assert CONFLICTS not in workbook(later).sheetnames
    assert comments(later) == {"K5": "уточнить", "L6": comments(copy)["L6"]}
    assert later == annotate(later, problems[1:2])


def test_a_clean_copy_is_the_workbook_again(sheet):
    """When nothing is left to say, our sheets, comments and drawings go, and no part is left."""
    copy = annotate(sheet, [remark(), remark("E7", "Сводка")], [conflict("а", "б")])
    assert comments(copy, "Сводка")
    before, after = unzipped(sheet), unzipped(annotate(copy, []))
    assert before.keys() == after.keys()
    apart = {"xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"}
    for name in before.keys() - apart:
        assert re.sub(rb' tabSelected="\d"', b"", canonical(after[name])) == canonical(before[name])
    book, old = workbook(annotate(copy, [])), workbook(sheet)
    assert book.active.title == "Учёт"
    assert [s.title for s in book if s.sheet_view.tabSelected] == ["Учёт"]
    assert [s.print_title_rows for s in book] == [s.print_title_rows for s in old]
    assert not any(s.defined_names for s in book)


def canonical(part):
    return etree.tostring(etree.fromstring(part), method="c14n")


THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"


def threaded(source):
    """Return the workbook as OnlyOffice saves it: a thread for each comment, and a reply."""
    parts = unzipped(source)
    (part,) = (name for name in parts if name.startswith("xl/comments"))
    entries = "".join(
        f'<threadedComment ref="{c.get("ref")}" id="{{{n}}}" personId="{{0}}"><text>'
        f"{''.join(c.itertext()).replace('plandoc:', '').strip()}</text></threadedComment>"
        f'<threadedComment ref="{c.get("ref")}" id="{{9{n}}}" parentId="{{{n}}}"><text>да</text>'
        "</threadedComment>"
        for n, c in enumerate(etree.fromstring(parts[part]).iter("{*}comment"))
    )
    relations = "xl/worksheets/_rels/sheet1.xml.rels"
    lead = f'<Relationship Id="t1" Type="{THREADS}/threadedComment" Target="../threads.xml"/>'
    added = parts[relations].replace(b"</Relationships>", f"{lead}</Relationships>".encode())
    thread = f'<ThreadedComments xmlns="{THREADS}">{entries}</ThreadedComments>'
    return with_parts(source, {"xl/threads.xml": thread, relations: added})


def entries(data):
    root = etree.fromstring(unzipped(data)["xl/threads.xml"])
    return [(entry.get("ref"), "".join(entry.itertext())) for entry in root]


def test_threads_are_kept_and_ours_are_replaced(sheet):
    """A remark is added to the thread of a cell; a thread that is ours goes with its replies."""
    source = threaded(commented(sheet, K5="уточнить"))
    copy = annotate(source, [remark()])
    assert entries(copy)[0][1].startswith("уточнить\n\nplandoc:\nНовый срок")
    assert entries(copy)[1] == ("K5", "да")
    assert entries(annotate(copy, [])) == entries(source)
    ours = threaded(annotate(commented(sheet, D7="просто так"), [remark()]))
    assert {ref for ref, _ in entries(ours)} == {"K5", "D7"}
    assert entries(annotate(ours, [])) == [("D7", "просто так"), ("D7", "да")]
    alone = threaded(annotate(sheet, [remark()]))
    assert "xl/threads.xml" not in unzipped(annotate(alone, []))


def test_our_comment_is_known_after_other_programs(sheet):
    """LibreOffice takes its author away, OnlyOffice then puts a blank name before its words."""
    copy = annotate(sheet, [remark()])
    comment = unzipped(copy)["xl/comments1.xml"].decode()
    lost = comment.replace("<author>plandoc<", "<author> <").replace(">plandoc:", "> :\nplandoc:")
    assert lost.count("plandoc") == 1
    assert comments(annotate(with_parts(copy, {"xl/comments1.xml": lost}), [])) == {}


BUTTON = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shape id="_x0000_s1025"><v:textbox><font>Кнопка<br></font></v:textbox>'
    '<x:ClientData ObjectType="Button"><x:Row>4</x:Row><x:Column>0</x:Column></x:ClientData>'
    "</v:shape></xml>"
)


def test_buttons_in_the_drawing_stay():
    """A drawing that holds a button, even one that is no XML, keeps it and gains a box."""
    main = f'xmlns="{MAIN}" xmlns:r="{OFFICE}"'
    drawn = f'<worksheet {main}><sheetData/><legacyDrawing r:id="d"/></worksheet>'
    lead = f'<Relationship Id="d" Type="{OFFICE}/vmlDrawing" Target="../drawings/old.vml"/>'
    relations = unzipped(workbook_of())["_rels/.rels"].decode()
    relations = re.sub(r"<Relationship .*?/>", lead, relations)
    source = with_parts(
        workbook_of(sheet=drawn),
        {"xl/drawings/old.vml": BUTTON, "xl/worksheets/_rels/sheet1.xml.rels": relations},
    )
    copy = annotate(source, [remark("A5", "Лист1")])
    root = etree.fromstring(unzipped(copy)["xl/drawings/old.vml"])
    kinds = [told.get("ObjectType") for told in root.iter("{*}ClientData")]
    assert kinds == ["Button", "Note"]
    assert len({shape.get("id") for shape in root}) == 3  # the kind of a box, the button, the box
    assert "Кнопка" in "".join(root.itertext())
    clean = unzipped(annotate(copy, []))
    assert b"Button" in clean["xl/drawings/old.vml"]
    assert b"Note" not in clean["xl/drawings/old.vml"]
    assert b"legacyDrawing" in clean["xl/worksheets/sheet1.xml"]


# --- boxes ---------------------------------------------------------------------------------------


def test_a_box_holds_its_text():
    """A longer text has a larger box; beyond some lines it grows in width first."""
    short, long, longest = box("Нет даты"), box(LONG * 5), box(LONG * 40)
    assert short[0] == 260
    assert short[1] < long[1] <= 16 * 15 + 14
    assert long[0] < longest[0] == 600
    assert box("\n".join("абвгд"))[1] == 5 * 15 + 14


def test_a_box_stands_beside_its_cell():
    """A box covers as many rows and columns as its size needs, hidden ones not counted."""
    grid = Grid({2: 0, 3: 100}, {5: 0}, 64, 20)
    width, height = box("Нет даты")
    left, dx, top, dy, right, rx, bottom, by = map(int, grid.anchor(4, 1, "Нет даты").split(","))
    assert (left, top) == (2, 3)
    assert sum(grid.widths.get(n, 64) for n in range(left, right)) + rx - dx == width
    assert sum(grid.heights.get(n, 20) for n in range(top, bottom)) + by - dy == height
    last = grid.anchor(1_048_575, 16_383, LONG)
    assert last.split(", ")[4] == "16383"
    assert last.split(", ")[6] == "1048575"


def test_sizes_are_those_of_the_sheet():
    """Widths and heights are read from the sheet; a row without a number follows the one above."""
    rows = '<row ht="30"/><row r="5" hidden="1"/><row ht="45"/><row r="900" ht="60"/>'
    main = f'<worksheet xmlns="{MAIN}"><sheetFormatPr defaultRowHeight="12"/><cols>'
    cols = '<col min="2" max="3" width="10"/><col min="4" max="16384" hidden="true"/></cols>'
    whole = f"{main}{cols}<sheetData>{rows}</sheetData></worksheet>"
    package = package_of(workbook_of(sheet=whole))
    grid = Grid.of(package, "xl/worksheets/sheet1.xml", 20)
    assert grid.heights == {0: 40, 4: 0, 5: 60}
    assert grid.height == 16
    assert (grid.widths[1], grid.widths[2], grid.widths[16_383]) == (70, 70, 0)
    assert 0 not in grid.widths


def package_of(source):
    return open_package(source, kind=FileKind.WORKBOOK)


# --- sheets --------------------------------------------------------------------------------------


def test_remarks_are_listed_with_links(sheet):
    """A row a remark: what must be mended first, a link to the cell, the words in full."""
    problems = [
        remark("K5", severity=Severity.NOTE, text="один"),
        remark("L6", severity=Severity.ERROR, text="два"),
        remark("", severity=Severity.WARNING, text="три"),
    ]
    copy = annotate(sheet, problems)
    rows = table(copy, REMARKS)
    assert [row["№"] for row in rows] == ["1", "2", "3"]
    assert [row["Важность"] for row in rows] == ["Исправьте", "Проверьте", "К сведению"]
    assert [row["Где"] for row in rows] == ["Учёт!L6", "Учёт", "Учёт!K5"]
    assert rows[0]["Мероприятие"] == "Задача 1 → 1.1 → Статус"
    assert rows[0]["Что не так"] == "Новый срок «два» не прочитан как время"
    assert rows[0]["Как должно быть"] == "Дата или месяц"
    assert rows[0]["Как исправить"] == "Уточните moved_to"
    listed = workbook(copy)[REMARKS]
    links = [cell.hyperlink.location for row in listed for cell in row if cell.hyperlink]
    assert links == ["'Учёт'!L6", "'Учёт'!A1", "'Учёт'!K5"]
    assert workbook(copy)[REMARKS]["A1"].value == "Замечания: 2"


def test_what_needs_no_action_tells_of_none(sheet):
    """«К сведению» has no remedy on its sheet or cell, and is not counted as a thing to mend."""
    copy = annotate(sheet, [remark(severity=Severity.NOTE)])
    assert workbook(copy)[REMARKS]["A1"].value == "Замечаний нет"
    (row,) = table(copy, REMARKS)
    assert (row["Как должно быть"], row["Как исправить"]) == ("Дата или месяц", None)
    assert "Что сделать" not in comments(copy)["K5"]


def test_the_words_of_a_rejected_row_stand_with_its_error(sheet):
    """What is lost with a row is told in the remark on that row, not in another one below."""
    lost = [
        Problem(
            Code.ROW_NOT_TAKEN, None, Place("лист.xlsx", sheet="Учёт", cell=cell), {"text": text}
        )
        for cell, text in (("C5", "Провели"), ("C7", "Другое"))
    ]
    rows = table(annotate(sheet, [*lost, remark("K5"), remark("L5")]), REMARKS)
    assert [row["Где"] for row in rows] == ["Учёт!K5", "Учёт!L5", "Учёт!C7"]
    assert rows[0]["Что не так"] == (
        "Новый срок «май» не прочитан как время\nСтрока не взята, а с ней и её слова: «Провели»"
    )
    assert "«Провели»" not in rows[1]["Что не так"]


def test_remarks_tell_of_conflicts(sheet):
    """Whoever opens the copy on «Замечания» reads there that there are conflicts as well."""
    both = workbook(annotate(sheet, [remark()], [conflict("а", "б")]))[REMARKS]
    told = [cell.value for cell in both["A"] if cell.value and f"«{CONFLICTS}»" in cell.value]
    assert told == [
        f"Есть и расхождения, которые ждут вашего выбора: 1. Они на соседнем листе «{CONFLICTS}»."
    ]
    alone = workbook(annotate(sheet, [remark()]))[REMARKS]
    assert not [cell for cell in alone["A"] if CONFLICTS in str(cell.value)]


def test_english_words(sheet):
    """The words are those of the language that was asked for."""
    copy = annotate(sheet, [remark()], [conflict("а", "б")], language="en")
    assert workbook(copy).sheetnames[:2] == ["Remarks", "Conflicts"]
    assert comments(copy)["K5"].startswith("plandoc:\nThe new deadline")
    assert table(copy, "Remarks")[0]["Importance"] == "To correct"


def test_a_sheet_of_the_user_with_our_title_stays(sheet):
    """Their own «Замечания» is kept; ours is called apart, also the second time."""
    book = workbook(sheet)
    book.create_sheet("замечания")["A1"] = "мои"
    target = io.BytesIO()
    book.save(target)
    copy = annotate(annotate(target.getvalue(), [remark()]), [remark()])
    assert workbook(copy).sheetnames[0] == "Замечания (2)"
    assert workbook(copy).sheetnames.count("Замечания (2)") == 1
    assert workbook(copy)["замечания"]["A1"].value == "мои"
    assert "замечания" in workbook(annotate(copy, [])).sheetnames


def test_our_sheets_are_known_without_an_owner_of_their_names(sheet):
    """Some writers make names of a sheet global and move sheets: ours are found all the same."""
    copy = annotate(sheet, [remark()], [conflict("а", "б")])
    book = unzipped(copy)["xl/workbook.xml"].decode()
    forgot = re.sub(r'(name="plandoc_\w+") localSheetId="\d" hidden="1"', r"\1", book)
    assert forgot.count("plandoc_remarks") == forgot.count("plandoc_conflicts") == 1
    again = annotate(with_parts(copy, {"xl/workbook.xml": forgot}), [remark()])
    assert workbook(again).sheetnames[:2] == [REMARKS, "Учёт"]
    assert not any("plandoc_re" in name for name in workbook(again).defined_names)


def test_parts_of_our_sheet_go_with_it(sheet):
    """What an office suite hung on our sheet goes when the sheet is replaced."""
    copy = annotate(sheet, [remark()])
    relations = our_part(sheet, 1).replace("sheets/", "sheets/_rels/") + ".rels"
    lead = unzipped(sheet)["_rels/.rels"].decode()
    lead = re.sub(
        r"<Relationship .*/>",
        f'<Relationship Id="p" Type="{OFFICE}/printerSettings" Target="../printer99.bin"/>'
        f'<Relationship Id="q" Type="{OFFICE}/theme" Target="../theme/theme1.xml"/>'
        f'<Relationship Id="w" Type="{OFFICE}/hyperlink" Target="http://a" TargetMode="External"/>',
        lead,
    )
    hung = with_parts(copy, {relations: lead, "xl/printer99.bin": "x"})
    left = unzipped(annotate(hung, []))
    assert not {relations, "xl/printer99.bin"} & left.keys()
    assert "xl/theme/theme1.xml" in left


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(sheet, text):
    """Whatever a remark or a variant says, it is shown as text, and the copy can be opened."""
    said = Problem(
        Code.OUTCOME_NEW_DEADLINE_UNREAD,
        place=Place(sheet="Учёт", cell="K5", trail=text),
        values={"text": text},
    )
    disputed = Conflict("a1", text, text, "text", text, None, (option("а", text), option("б", "б")))
    copy = annotate(sheet, [said], [disputed])
    seen = text.replace("\x07", "\ufffd").replace("\ud800", "\ufffd")
    assert f"«{seen}»" in re.sub("_x005F_", "_", table(copy, REMARKS)[0]["Что не так"])
    row = table(copy, CONFLICTS)[0]
    assert all(not isinstance(value, str) or "\x07" not in value for value in row.values())
    cells = [c for s in (REMARKS, CONFLICTS) for r in workbook(copy)[s].iter_rows() for c in r]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_a_text_without_end_is_shown_in_part(sheet):
    """A remark that quotes 40 000 characters fits into cells and comments; the cell has it all."""
    copy = annotate(sheet, [remark(text="щ" * 40_000)])
    assert len(table(copy, REMARKS)[0]["Что не так"]) == LONGEST_SHOWN
    assert len(comments(copy)["K5"]) < 2 * LONGEST_SHOWN


def test_sheets_are_printed_readably(sheet):
    """A4 landscape, as wide as the page, the header repeated, Times New Roman, text wrapped.

    What a choice is about, and the choice, stay on the screen.
    """
    book = workbook(annotate(sheet, [remark(text=LONG * 4)], [conflict(LONG * 3, "б")]))
    for name, frozen in ((REMARKS, "A"), (CONFLICTS, "E")):
        one = book[name]
        assert (one.page_setup.orientation, int(one.page_setup.paperSize)) == ("landscape", 9)
        assert one.sheet_properties.pageSetUpPr.fitToPage
        assert (one.page_setup.fitToWidth, one.page_setup.fitToHeight) == (1, 0)
        (header,) = {cell.row for cell in one["A"] if cell.value in {"№", "№ п/п"}}
        assert one.print_title_rows == f"${header}:${header}"
        assert one.freeze_panes == f"{frozen}{header + 1}"
        last = one[one.max_row]
        assert all(cell.font.name == "Times New Roman" for cell in last)
        assert all(cell.alignment.wrap_text for cell in last)
        assert one.row_dimensions[one.max_row].height > 60


# --- conflicts -----------------------------------------------------------------------------------


def test_a_conflict_shows_all_that_is_known(sheet):
    """A row a field: what was issued, what the plan says, each variant with its place."""
    disputed = Conflict(
        "a1", "2.7", "Заседание", "date", "", option("2018-10-12", "12.10.2018", sheet="",
        file="/планы/план.yaml", line=37),
        (
            option("2018-10-13", "13.10.2018", file="б/Иванов.xlsx", cell="K6"),
            option("2018-10-14", "14.10.2018", file="отчёт.docx", sheet="", table=2, row=9),
        ),
    )  # fmt: skip
    other = conflict("а", "б", "в", base="г")
    row = table(annotate(sheet, [], [disputed, other]), CONFLICTS)[0]
    assert row["№ п/п"] == "2.7"
    assert row["Мероприятие"] == "Заседание"
    assert row["Что различается"] == "Дата выполнения"
    assert row["Было выдано"] == "—"
    assert row["Сейчас в плане"] == "12.10.2018\nплан.yaml, строка 37"
    assert row["Вариант 1"] == "13.10.2018\nИванов.xlsx, Учёт!K6"
    assert row["Вариант 2"] == "14.10.2018\nотчёт.docx, таблица 2, строка 9"
    assert row["Вариант 3"] == "—"
    assert row["Взять"] is row["Или впишите своё"] is None
    assert (row["plandoc.id"], row["plandoc.field"]) == ("a1", "date")
    assert row["plandoc.option.plan"] == "2018-10-12"
    assert row["plandoc.option.2"] == "2018-10-14"
    assert row["plandoc.option.3"] is None


def test_only_the_choice_is_open(sheet):
    """Hidden columns hold what is read back; only the two yellow columns can be written into."""
    one = workbook(annotate(sheet, [], [conflict("а", "б")]))[CONFLICTS]
    header = next(row for row in one.iter_rows() if row[0].value == "№ п/п")
    assert one.protection.sheet
    below = one[header[0].row + 1]
    open_ones = [h.value for h, c in zip(header, below, strict=True) if not c.protection.locked]
    assert open_ones == ["Взять", "Или впишите своё"]
    hidden = [h.value for h in header if one.column_dimensions[h.column_letter].hidden]
    assert hidden == [h.value for h in header if h.value.startswith("plandoc.")]
    assert len(hidden) == 5
    assert all(below[h.column - 1].number_format == "@" for h in header)


@pytest.mark.parametrize(
    ("disputes", "told"),
    [
        ([conflict("а", "б")], [False, False, False]),
        ([conflict("а", "б", base="г")], [True, False, False]),
        ([conflict("а", "б"), conflict("а", "б", plan="г")], [False, True, True]),
        ([conflict("а", "б", plan="щ" * 40_000)], [False, True, False]),
    ],
)
def test_the_plan_is_told_of_where_it_says_something(sheet, disputes, told):
    """Columns of nothing are left out, and the hint names the answer «план» if a list has it."""
    one = workbook(annotate(sheet, [], disputes))[CONFLICTS]
    texts = [str(cell.value) for row in one.iter_rows() for cell in row if cell.value]
    hint = " ".join(texts[1 : texts.index("№ п/п")])
    listed = any("план" in rule.formula1 for rule in one.data_validations.dataValidation)
    assert ["Было выдано" in texts, "Сейчас в плане" in texts, listed] == told
    assert ("(«план», где он есть в списке," in hint) is listed


def test_a_row_offers_its_own_letters(sheet):
    """The list of a row holds what can be taken there; rows with the same variants share one."""
    disputes = [conflict("а", "б"), conflict("а", "б", "в", plan="г"), conflict("в", "г")]
    one = workbook(annotate(sheet, [], disputes))[CONFLICTS]
    lists = {rule.formula1: str(rule.sqref) for rule in one.data_validations.dataValidation}
    header = next(row for row in one.iter_rows() if row[0].value == "№ п/п")
    column = next(cell.column_letter for cell in header if cell.value == "Взять")
    at = header[0].row
    assert lists == {
        '"1,2"': f"{column}{at + 1} {column}{at + 3}",
        '"план,1,2,3"': f"{column}{at + 2}",
    }


def test_many_variants_have_no_list(sheet):
    """A list longer than Excel takes is left out; every variant has a number."""
    many = conflict(*(f"вариант {n}" for n in range(120)))
    copy = annotate(sheet, [], [many])
    assert not workbook(copy)[CONFLICTS].data_validations.dataValidation
    assert table(copy, CONFLICTS)[0]["plandoc.option.120"] == "вариант 119"
    fewer = annotate(sheet, [], [conflict(*map(str, range(80)))])
    (rule,) = workbook(fewer)[CONFLICTS].data_validations.dataValidation
    assert len(rule.formula1) <= 257
    assert len(rule.error) <= 225


def test_a_variant_that_no_cell_holds_is_not_offered(sheet):
    """A text of 40 000 characters is never cut in secret: it cannot be chosen, and that is said."""
    copy = annotate(sheet, [], [conflict("щ" * 40_000, "б")])
    row = table(copy, CONFLICTS)[0]
    assert row["plandoc.option.1"] is None
    assert "40000 знаков" in row["Вариант 1"]
    (rule,) = workbook(copy)[CONFLICTS].data_validations.dataValidation
    assert rule.formula1 == '"2"'
    none = annotate(sheet, [], [conflict("щ" * 40_000, "ъ" * 40_000)])
    assert not workbook(none)[CONFLICTS].data_validations.dataValidation


# --- a workbook of their own ---------------------------------------------------------------------


def test_remarks_without_a_workbook_stand_in_one_of_their_own():
    """Remarks of a filled document come in a workbook that names the file and links nowhere."""
    where = Place("/почта/отчёт.docx", table=2, row=9, trail="1.1")
    data = remarks_workbook(
        [Problem(Code.OUTCOME_NEW_DEADLINE_UNREAD, place=where, values={"text": "х"})], []
    )
    assert workbook(data).sheetnames == [REMARKS]
    assert table(data, REMARKS)[0]["Где"] == "отчёт.docx, таблица 2, строка 9"
    assert not [c for row in workbook(data)[REMARKS] for c in row if c.hyperlink]
    assert workbook(remarks_workbook([], [conflict("а", "б")])).sheetnames == [CONFLICTS]
    assert workbook(remarks_workbook([remark()], [conflict("а", "б")])).active.title == REMARKS


def test_no_remarks_are_said_in_so_many_words():
    """A workbook of no remarks says so."""
    assert workbook(remarks_workbook([]))[REMARKS]["A1"].value == "Замечаний нет"


def test_a_workbook_of_remarks_bears_only_a_given_date():
    """Same remarks, same bytes; a date goes into the properties, in UTC."""
    assert remarks_workbook([remark()]) == remarks_workbook([remark()])
    assert b"created" not in unzipped(remarks_workbook([remark()]))["docProps/core.xml"]
    for created in (datetime(2026, 2, 3, tzinfo=UTC), datetime(2026, 2, 3)):  # noqa: DTZ001
        dated = remarks_workbook([remark()], created=created)
        assert b"2026-02-03T00:00:00Z" in unzipped(dated)["docProps/core.xml"]
