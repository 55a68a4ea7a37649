"""Cells of sheets, from XML as every kind of program writes it."""
# ruff: noqa: DTZ001 - cells of Excel know no time zone

import io
from datetime import date, datetime
from datetime import time as clock

import pytest
from openpyxl import Workbook
from openpyxl.packaging.custom import IntProperty, StringProperty
from openpyxl.workbook.defined_name import DefinedName
from support.work import calls
from support.workbooks import (
    MAIN,
    OFFICE,
    STRICT,
    STRICT_OFFICE,
    relations,
    unzipped,
    with_parts,
    workbook_of,
)

from plandoc.errors import ReturnedFileError
from plandoc.formats.xlsx.book import MOST_SHEETS, Book
from plandoc.formats.xlsx.cells import MOST_CELLS, MOST_COLUMNS, MOST_MERGED, MOST_ROWS
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

# Styles 0–9: plain, a built-in date, own formats of dates, times and numbers.
STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/>'
    '<numFmt numFmtId="165" formatCode="[$-419]d mmmm yyyy&quot; г.&quot;;@"/>'
    '<numFmt numFmtId="166" formatCode="0&quot; дней&quot;"/>'
    '<numFmt numFmtId="167" formatCode="[h]:mm"/>'
    '<numFmt numFmtId="14" formatCode="General"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="164"/></cellStyleXfs>'
    "<cellXfs><xf/>"
    + "".join(f'<xf numFmtId="{n}"/>' for n in (15, 164, 165, 166, 167, 14, 22, 30))
    + "</cellXfs>"
)
STRINGS = (
    "<si><t>первая</t></si><si><t>вторая</t></si><si><r><t>жирная</t></r><r><t> строка</t></r></si>"
)


def book(source):
    return Book(open_package(source, "лист.xlsx", kind=FileKind.WORKBOOK))


def rows_of(source, sheet=0):
    opened = book(source)
    return list(opened.rows(opened.sheets[sheet]))


def values(*cells, **parts):
    """Return the values of the first row, from the XML of its cells."""
    (row,) = rows_of(workbook_of(f'<row r="1">{"".join(cells)}</row>', **parts))
    return row.values


def refused(source, sheet=0):
    with pytest.raises(ReturnedFileError) as found:
        rows_of(source, sheet)
    (problem,) = found.value.problems
    return problem


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<c><v>5</v></c>", 5),
        ("<c><v>-1.50</v></c>", -1.5),
        ("<c><v>3.0</v></c>", 3),
        ("<c><v>1E3</v></c>", 1000),
        ("<c><v>1e400</v></c>", "1e400"),
        (f"<c><v>{'9' * 400}</v></c>", "9" * 400),
        ("<c><v>12345678901234567890</v></c>", 12345678901234567890),
        ('<c t="n"><v>сорок</v></c>', "сорок"),
        ("<c><v>NaN</v></c>", "NaN"),
        ('<c t="b"><v>1</v></c>', True),
        ('<c t="b"><v>true</v></c>', True),
        ('<c t="b"><v>0</v></c>', False),
        ('<c t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c t="str"><v> края </v></c>', " края "),
        ('<c t="inlineStr"><is><t>а</t></is></c>', "а"),
        ('<c t="inlineStr"><is><r><rPr><b/></rPr><t>а</t></r><r><t> б</t></r></is></c>', "а б"),
        ('<c t="inlineStr"><is><t>東</t><rPh sb="0" eb="1"><t>hi</t></rPh></is></c>', "東"),
        ('<c t="s"><v>1</v></c>', "вторая"),
        ('<c t="s"><v>2</v></c>', "жирная строка"),
        ('<c t="d"><v>2018-10-12</v></c>', date(2018, 10, 12)),
        ('<c t="d"><v>2018-10-12T00:00:00Z</v></c>', date(2018, 10, 12)),
        ('<c t="d"><v>2018-10-12T09:30:00Z</v></c>', datetime(2018, 10, 12, 9, 30)),
        ('<c t="d"><v>PT3H</v></c>', "PT3H"),
        ('<c t="d"><v>вчера</v></c>', "вчера"),
        ('<c s="1"><v>43385</v></c>', date(2018, 10, 12)),
        ('<c s="2"><v>43385</v></c>', date(2018, 10, 12)),
        ('<c s="2"><v>43385.0</v></c>', date(2018, 10, 12)),
        ('<c s="3"><v>43385.5</v></c>', datetime(2018, 10, 12, 12)),
        ('<c s="7"><v>0.5</v></c>', clock(12)),
        ('<c s="8"><v>43385</v></c>', date(2018, 10, 12)),
        ('<c s="2"><v>-5</v></c>', date(1899, 12, 25)),
        ('<c s="2"><v>99999999</v></c>', 99999999),
        ('<c s="2" t="str"><v>12.10.2018</v></c>', "12.10.2018"),
        ('<c s="2"><v>12.10.2018</v></c>', "12.10.2018"),
        ('<c s="4"><v>43385</v></c>', 43385),
        ('<c s="5"><v>1.25</v></c>', 1.25),
        ('<c s="6"><v>43385</v></c>', 43385),
        ('<c s="99"><v>43385</v></c>', 43385),
        ("<c><v>1<!-- one -->2</v><extLst/></c>", 12),
    ],
)  # fmt: skip
def test_every_kind_of_cell(cell, value):
    """A cell gives what a person sees behind its format, without guessing at texts."""
    read = values(cell, strings=STRINGS, styles=STYLES)
    assert read == {1: value}
    assert type(read[1]) is type(value)


@pytest.mark.parametrize(
    "cell",
    ["<c/>", "<c><v/></c>", '<c t="s"><v>0</v></c>', '<c t="s"/>', '<c t="str"><v></v></c>',
     '<c s="2"><v></v></c>', '<c t="inlineStr"><is><t/></is></c>', '<c t="inlineStr"><is/></c>'],
)  # fmt: skip
def test_what_is_empty_is_left_out(cell):
    """A cell without a value is no cell, a row without one no row."""
    source = workbook_of(f'<row r="1">{cell}</row>', styles=STYLES, strings="<si><t/></si>")
    assert rows_of(source) == []


def test_days_are_counted_from_1904_where_the_workbook_says_so():
    """A serial of the old Macintosh is four years and a day later."""
    cell = '<c s="1"><v>41923</v></c>'
    settings = '<workbookPr date1904="1"/>'
    assert values(cell, styles=STYLES, settings=settings) == {1: date(2018, 10, 12)}


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("_x0041_б", "Aб"),
        ("_x005F_x0041_", "_x0041_"),
        ("_x000D_&#10;б", "\nб"),
        ("а_x000d_б", "а\nб"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_xZZZZ_ x_y", "_xZZZZ_ x_y"),
        ("две&#13;&#10;строки", "две\nстроки"),
        ("<![CDATA[<row r='1'/>]]>", "<row r='1'/>"),
    ],
)
def test_escapes_are_decoded(stored, text):
    """Texts come back as Excel shows them, wherever they are stored."""
    strings = f"<si><t>{stored}</t></si>"
    inline = f'<c t="inlineStr"><is><t>{stored}</t></is></c>'
    cells = ('<c t="s"><v>0</v></c>', inline, f'<c t="str"><v>{stored}</v></c>')
    assert values(*cells, strings=strings) == {1: text, 2: text, 3: text}


def test_cells_need_not_say_where_they_stand():
    """Rows and cells without a reference follow the one before."""
    rows = rows_of(
        workbook_of(
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row>",
            '<row r="5"><c r="C5"><v>3</v></c><c><v>4</v></c><c r="AA5"><v>27</v></c></row>',
            "<row><c><v>6</v></c></row>",
        )
    )
    assert [(row.number, row.values) for row in rows] == [
        (1, {1: 1, 3: 3}), (5, {3: 3, 4: 4, 27: 27}), (6, {1: 6}),
    ]  # fmt: skip


def test_formulas_keep_what_was_calculated():
    """A formula stands beside its last value; one that was never calculated has none."""
    (row,) = rows_of(
        workbook_of(
            '<row r="1"><c><f>1+1</f><v>2</v></c><c><f>TODAY()</f></c><c t="str"><f>""</f><v/></c>'
            '<c><f t="shared" ref="D1:E1" si="0">A1*2</f><v>4</v></c>'
            '<c><f t="shared" si="0"/><v>8</v></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
        )
    )
    assert row.values == {1: 2, 4: 4, 5: 8, 6: "#DIV/0!"}
    assert row.formulas == {
        1: "=1+1", 2: "=TODAY()", 3: '=""', 4: "=A1*2", 5: "=A1*2", 6: "=1/0",
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(("main", "office"), [(MAIN, None), (STRICT, STRICT_OFFICE)])
def test_every_dialect_is_read(prefix, main, office):
    """Prefixes and the strict namespace of ISO 29500 change nothing."""
    declared = f'xmlns:x="{main}"' if prefix else f'xmlns="{main}"'
    sheet = (
        f"<{prefix}worksheet {declared}><{prefix}sheetData><{prefix}row><{prefix}c><{prefix}v>7"
        f"</{prefix}v></{prefix}c></{prefix}row></{prefix}sheetData></{prefix}worksheet>"
    )
    options = {"main": main} | ({"office": office} if office else {})
    source = workbook_of(sheet=sheet, **options)
    assert [row.values for row in rows_of(source)] == [{1: 7}]


def test_a_string_that_is_not_there_is_damage():
    """A number that points at no shared string names the sheet."""
    for number in ("7", "x"):
        problem = refused(workbook_of(f'<row><c t="s"><v>{number}</v></c></row>'))
        assert (problem.code, problem.place.part) == ("PLN728", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("index", ["-1", "+1", "1_0", "٣", "3", "1.0", "9" * 5000])
def test_an_index_that_is_none_reads_no_other_text(index):
    """A shared string is told by a plain number of the list, anything else is damage."""
    row = f'<row r="1"><c r="A1" t="s"><v>{index}</v></c></row>'
    problem = refused(workbook_of(row, strings=STRINGS))
    assert (problem.code, problem.place.part) == ("PLN728", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        f'<row r="1"><c r="{"A" * 5000}1"><v>1</v></c></row>',
        '<row r="1"><c r="Ж1"><v>1</v></c></row>',
    ],
)
def test_a_cell_in_no_place_of_its_own_is_damage(row):
    """Two values in one place, and places that no sheet has, lose or move a text: refused."""
    assert refused(workbook_of(row)).code == "PLN728"


def test_a_row_with_a_number_of_any_length_is_refused():
    """A number of a row that no sheet has is told, however long it is."""
    assert refused(workbook_of(f'<row r="{"7" * 5000}"><c><v>1</v></c></row>')).code == "PLN732"


def test_two_sheets_of_one_part_are_refused():
    """Nothing writes them, and thousands of them would be read as often."""
    source = workbook_of('<row r="1"><c><v>1</v></c></row>')
    sheets = "".join(f'<sheet name="Л{n}" sheetId="{n}" r:id="r1"/>' for n in range(1, 9000))
    main = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    with pytest.raises(ReturnedFileError) as found:
        book(with_parts(source, {"xl/workbook.xml": main})).filled  # noqa: B018
    assert [problem.place.part for problem in found.value.problems] == ["xl/workbook.xml"]


def test_more_sheets_than_a_person_keeps_are_refused():
    """Each is looked through; a thousand are read, one more is not."""
    source = workbook_of('<row r="1"><c><v>1</v></c></row>')
    parts = unzipped(source)
    for count, allowed in ((MOST_SHEETS, True), (MOST_SHEETS + 1, False)):
        numbers = range(count)
        sheets = "".join(f'<sheet name="Л{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in numbers)
        main = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
        told = relations(*((f"r{n}", "worksheet", f"worksheets/s{n}.xml") for n in numbers))
        made = {f"xl/worksheets/s{n}.xml": parts["xl/worksheets/sheet1.xml"] for n in numbers}
        whole = {"xl/workbook.xml": main, "xl/_rels/workbook.xml.rels": told, **made}
        opened = book(with_parts(source, whole))
        if allowed:
            assert len(opened.sheets) == count
        else:
            with pytest.raises(ReturnedFileError) as found:
                opened.sheets  # noqa: B018
            assert [problem.code for problem in found.value.problems] == ["PLN732"]


def test_more_merged_areas_than_a_plan_can_have_are_refused_at_once():
    """They are counted before the sheet is parsed."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, MOST_MERGED + 2))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData/><mergeCells>{merges}</mergeCells></worksheet>'
    assert refused(workbook_of(sheet=sheet)).code == "PLN732"


def test_shared_strings_that_cannot_be_read_stop_every_sheet():
    """Texts that all sheets need are one problem, not one for each sheet."""
    source = workbook_of('<row><c t="s"><v>0</v></c></row>', strings="<si><t>а</t></si>")
    broken = with_parts(source, {"xl/sharedStrings.xml": "<a>"})
    with pytest.raises(ReturnedFileError) as found:
        _ = book(broken).filled
    assert [problem.place.part for problem in found.value.problems] == ["xl/sharedStrings.xml"]


def test_sheets_on_which_something_stands_are_known():
    """Blank sheets are left out, and those that cannot be read are told by name."""
    made = Workbook()
    made.active["B2"] = 5
    made.create_sheet("Пустой")
    made.create_sheet("Плохой")["A1"] = 1
    target = io.BytesIO()
    made.save(target)
    opened = book(with_parts(target.getvalue(), {"xl/worksheets/sheet3.xml": "<a>"}))
    assert {sheet.name: row.values for sheet, row in opened.filled.items()} == {"Sheet": {2: 5}}
    assert [(p.code, p.place.sheet) for p in opened.broken] == [("PLN728", "Плохой")]


@pytest.mark.parametrize("sheet", [f'<worksheet xmlns="{MAIN}"><sheetData><row>', "<a></b>", ""])
def test_a_sheet_that_is_cut_is_damage(sheet):
    """A sheet that ends too early is not taken for a short one."""
    source = with_parts(workbook_of(), {"xl/worksheets/sheet1.xml": sheet})
    assert refused(source).code == "PLN728"


def test_entities_in_a_sheet_are_refused():
    """A document type is noticed in a sheet too, whether it has rows or not."""
    for rows in ("", "<row><c><v>&a;</v></c></row>"):
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        declared = f'<!DOCTYPE worksheet [<!ENTITY a "1">]>{sheet}'
        assert refused(workbook_of(sheet=declared)).code == "PLN729"


def test_sheets_names_and_properties():
    """Hidden sheets, sheets of charts, names and custom properties are known for what they are."""
    made = Workbook()
    made.active.title = "A & «Б»"
    made.create_chartsheet("Диаграмма")
    made.create_sheet("Тайный").sheet_state = "veryHidden"
    made.defined_names["whole"] = DefinedName("whole", attr_text="'Тайный'!$A$1")
    made["Тайный"].defined_names["whole"] = DefinedName("whole", attr_text="'Тайный'!$B$2")
    made["Тайный"].defined_names["own"] = DefinedName("own", attr_text="'Тайный'!$C$3")
    made.custom_doc_props.append(StringProperty(name="plandoc.plan_id", value="_x005F_x0041_ ю"))
    made.custom_doc_props.append(IntProperty(name="count", value=5))
    target = io.BytesIO()
    made.save(target)
    opened = book(target.getvalue())
    assert [(sheet.name, sheet.visible) for sheet in opened.sheets] == [
        ("A & «Б»", True), ("Тайный", False),
    ]  # fmt: skip
    assert opened.names == {"whole": "'Тайный'!$A$1", "own": "'Тайный'!$C$3"}
    assert opened.properties == {"plandoc.plan_id": "_x0041_ ю", "count": "5"}
    assert book(workbook_of()).properties == {}


def phantom(rows, head="", tail=""):
    data = "".join(rows)
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{head}{data}{tail}</sheetData></worksheet>'
    return workbook_of(sheet=sheet, styles=STYLES)


@pytest.mark.slow
@pytest.mark.parametrize(
    "row",
    [
        '<row r="{0}"/>',
        '<row r="{0}" spans="1:3" s="1" customFormat="1"></row>',
        '<row r="{0}"><c r="A{0}" s="1"/><c r="B{0}" s="1"/><c r="C{0}" s="1"/></row>',
    ],
)
def test_phantom_rows_are_nothing(row):
    """A sheet formatted down to its last row is read in seconds, and what stands in it is kept."""
    rows = [row.format(number) for number in range(2, MOST_ROWS)]
    rows[500_000] = '<row r="500002"><c r="B500002"><v>7</v></c></row>'
    source = phantom(
        rows,
        '<row r="1"><c><v>1</v></c></row>',
        f'<row r="{MOST_ROWS}"><c t="str"><v> </v></c></row>',
    )
    assert calls(rows_of, source) < MOST_ROWS
    read = rows_of(source)
    assert [(row.number, row.values) for row in read] == [
        (1, {1: 1}), (500_002, {2: 7}), (MOST_ROWS, {1: " "}),
    ]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "row", ["<row/>", '<row r="{}"/>', '<row r="{}"><c s="1"/></row>', "<row><c><v>1</v></c></row>"]
)
def test_more_rows_than_a_sheet_can_have_are_refused_at_once(row):
    """A small workbook of four million tiny rows does not hold anybody."""
    source = phantom(row.format(number) for number in range(4_000_000))
    assert refused(source).code in {"PLN732", "PLN730"}
    assert calls(refused, source) < 10_000


@pytest.mark.slow
def test_rows_are_counted_whatever_their_prefix():
    """Rows that bytes do not tell are counted while they are parsed, and by what they say."""
    many = "<x:row/>" * (MOST_ROWS + 1)
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{many}</x:sheetData></x:worksheet>'
    assert refused(workbook_of(sheet=sheet)).code == "PLN732"
    beyond = f'<row r="{MOST_ROWS + 1}"><c><v>1</v></c></row>'
    assert refused(workbook_of(beyond)).code == "PLN732"


def test_more_cells_than_can_be_held_are_refused_at_once():
    """Millions of values in one row, or of shared strings, are refused unparsed."""
    cells = f"<row>{'<c><v>1</v></c>' * (MOST_CELLS + 1000)}</row>"
    strings = "<si/>" * (MOST_CELLS + 1000)
    for source in (workbook_of(cells), workbook_of("<row><c/></row>", strings=strings)):
        problem = refused(source)
        assert (problem.code, problem.values["most"]) == ("PLN732", MOST_CELLS)
        assert calls(refused, source) < 10_000


@pytest.mark.slow
def test_a_row_of_many_pieces_is_read_in_linear_time():
    """One row that is longer than the pieces in which a part is read is no trouble."""
    cells = "".join(f"<c><v>{number}</v></c>" for number in range(MOST_COLUMNS))
    (row,) = rows_of(workbook_of(f'<row r="1">{cells}</row>'))
    assert len(row.values) == MOST_COLUMNS
    assert row.values[MOST_COLUMNS] == MOST_COLUMNS - 1


def test_the_last_value_of_a_million_rows_is_not_passed_over():
    """Values at the edges of the stretches that are left out come back."""
    rows = [f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 100_001)]
    for n in range(0, 100_000, 997):
        rows[n] = f'<row r="{n + 1}"><c r="A{n + 1}"><v>{n}</v></c></row>'
    read = rows_of(phantom(rows))
    assert [row.values[1] for row in read] == list(range(0, 100_000, 997))
    assert [row.number for row in read] == [n + 1 for n in range(0, 100_000, 997)]
