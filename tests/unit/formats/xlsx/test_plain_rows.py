"""Rows that are read without a parser: what the parser reads, or nothing."""

import pytest
from support.workbooks import MAIN, unzipped, with_parts, workbook_of

from plandoc import Activity, Period, Plan, render_tracking
from plandoc.errors import ReturnedFileError
from plandoc.formats.xlsx.book import Book
from plandoc.formats.xlsx.cells import SheetRow
from plandoc.formats.xlsx.plain_rows import plain_rows
from plandoc.ooxml.archive import CHUNK
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

USUAL = [
    '<c r="B{n}"/>',
    '<c r="B{n}" s="3"></c>',
    '<c r="B{n}"><v>5</v></c>',
    '<c r="B{n}"><v>1E3</v></c>',
    '<c r="B{n}" t="n"><v/></c>',
    '<c r="B{n}" s="1"><v>43000</v></c>',
    '<c r="B{n}" t="b"><v>1</v></c>',
    '<c r="B{n}" t="d"><v>2018-09-01</v></c>',
    '<c r="B{n}" t="e"><v>#REF!</v></c>',
    '<c r="B{n}" t="s"><v>1</v></c>',
    '<c r="B{n}" t="inlineStr"><is><t>да</t></is></c>',
    '<c r="B{n}" t="inlineStr"><is><t xml:space="preserve"> a&lt;b &#1103;&#x44F;\n</t></is></c>',
    '<c r="B{n}" t="inlineStr"><is><t>_x0041_ _x000D_&#13;</t></is></c>',
    '<c r="B{n}" t="inlineStr"><is><t/></is></c>',
    '<c r="B{n}" t="str"><f>IF(A1&lt;2,"x","")</f><v>x</v></c>',
    '<c r="B{n}"><f/><v>2</v></c>',
    '<c r="B{n}"><f t="shared" si="0">A1+1</f></c><c r="C{n}"><f t="shared" si="0"/><v>3</v></c>',
    '<c r="ABC{n}"><v>1</v></c><c r="ABC{n}"><v>1</v></c>',
]
UNUSUAL = [
    "<c><v>5</v></c>",
    "<c r='B1'><v>5</v></c>",
    '<c r="B1" r="C1"><v>5</v></c>',
    '<c r="B1" cm="1"><v>5</v></c>',
    '<c t="n" r="B1"><v>5</v></c>',
    '<c r="b1"><v>5</v></c>',
    '<c r="B1"><v>5</v><v>6</v></c>',
    '<c r="B1" t="inlineStr"><is><r><t>a</t></r></is></c>',
    '<c r="B1" t="inlineStr"><is><t>a&nbsp;</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>a & b</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>&#1;</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>&#xD800;</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>&#9999999;</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>a\x01</t></is></c>',
    '<c r="B1" t="inlineStr"><is><t>]]></t></is></c>',
    '<c r="B1" t="inlineStr"><is><t><![CDATA[a]]></t></is></c>',
    '<c r="B1"><!-- a --><v>5</v></c>',
    '<x:c r="B1"><v>5</v></x:c>',
    '<c r="B1"><f t="shared" t="shared">A1</f></c>',
    '<c r="B1"><v>5</v></c>слово',
    '<c r="B1"><v>5</v>',
]


def rows_of(source: bytes) -> list[SheetRow] | list[str]:
    """Return the rows of the first sheet, or the codes of its refusal."""
    book = Book(open_package(source, "лист.xlsx", kind=FileKind.WORKBOOK))
    try:
        return list(book.rows(book.sheets[0]))
    except ReturnedFileError as error:
        return [problem.code.name for problem in error.problems]


def sheet_of(*cells: str, head: str = "") -> bytes:
    """Return a workbook with long rows of cells, and three ordinary ones around each."""
    filling = f'<c r="A{{n}}" t="inlineStr"><is><t>{"й" * (CHUNK // 4)}</t></is></c>'
    many = [filling, filling, *(filling + cell for cell in cells for _ in range(3)), filling]
    rows = "".join(
        f'<row r="{n}" spans="1:3" ht="15">{cell.replace("{n}", str(n))}</row>'
        for n, cell in enumerate(many, 1)
    )
    sheet = f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    strings = "<si><t>первая</t></si><si><t>вторая</t></si>"
    styles = '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>'
    return workbook_of(sheet=sheet, strings=strings, styles=styles)


@pytest.mark.parametrize("cell", USUAL)
def test_usual_cells_are_read_without_a_parser(cell: str) -> None:
    """Their values and formulas are those that the parser reads."""
    assert plain_rows(f'<row r="7" s="1">{cell.replace("{n}", "7")}</row>'.encode()) is not None
    parsed = rows_of(sheet_of(cell, head="<!-- all is left to the parser -->"))
    assert len(parsed) == 6
    assert rows_of(sheet_of(cell)) == parsed


@pytest.mark.parametrize("cell", UNUSUAL)
def test_anything_unusual_is_left_to_the_parser(cell: str) -> None:
    """It is read, or refused, as a whole piece, and the rows beside it as ever."""
    assert plain_rows(f'<row r="1">{cell}</row>'.encode()) is None
    parsed = rows_of(sheet_of(cell, head="<!-- all is left to the parser -->"))
    assert parsed
    assert rows_of(sheet_of(cell)) == parsed


@pytest.mark.parametrize(
    "piece",
    [
        b'<row r="1" ht="1" ht="2"></row>',
        b'<row ht="1" r="1"></row>',
        b'<row r="1" x:ht="1"></row>',
        b'<row r="1"><c r="A1"><v>\xff</v></c></row>',
        b'<row r="1"></row></sheetData>',
        b"<row></row>",
        b'<row r="1"/><row r="2" r="2"/>',
    ],
)
def test_unusual_rows_are_left_to_the_parser(piece: bytes) -> None:
    """So are rows whose number is not told first."""
    assert plain_rows(piece) is None


def test_empty_rows_among_others_are_nothing() -> None:
    """Programs write rows without cells for their height."""
    read = plain_rows(b'<row r="1"/>\n<row r="2" ht="3"><c r="A2"><v>1</v></c></row><row r="3"/>\n')
    assert read is not None
    assert [(number, [cell.text for cell in row]) for number, row in read] == [(2, ["1"])]


def test_no_word_of_a_comment_is_read() -> None:
    """What looks like rows in a comment, or behind one, is for the parser to judge."""
    row = f'<row r="{{n}}"><c r="A{{n}}" t="inlineStr"><is><t>{"я" * CHUNK}</t></is></c></row>'
    rows = [row.replace("{n}", str(n)) for n in range(1, 7)]
    hidden = f"{rows[0]}<!-- {''.join(rows[1:5])} -->{rows[5]}"
    read = rows_of(workbook_of(hidden))
    assert [row.number for row in read if isinstance(row, SheetRow)] == [1, 6]


def test_other_encodings_are_left_to_the_parser() -> None:
    """Bytes of a sheet in one of them may look like UTF-8."""
    text = "Р°" * CHUNK
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n in range(1, 5)
    )
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    data = f'<?xml version="1.0" encoding="windows-1251"?>{sheet}'.encode("cp1251")
    read = rows_of(with_parts(workbook_of(sheet="<x/>"), {"xl/worksheets/sheet1.xml": data}))
    assert [row.values for row in read if isinstance(row, SheetRow)] == [{1: text}] * 4


def test_a_whole_workbook_is_read_as_the_parser_reads_it() -> None:
    """Every sheet of ours, once as it is and once with a comment before its root."""
    texts = ("Совет & «семья» <1>", "= 1 + 1", " с краями ", "строка\nвторая", "_x0041_")
    plan = Plan(
        title="План",
        period=Period.school_year(2018),
        activities=[
            Activity(title=f"{texts[n % 5]} {n}", deadline="Октябрь 2018") for n in range(1_500)
        ],
    )
    source = render_tracking(plan)
    sheets = {
        name: data.replace(b"<worksheet", b"<!-- parser --><worksheet", 1)
        for name, data in unzipped(source).items()
        if name.startswith("xl/worksheets/sheet")
    }
    assert max(map(len, sheets.values())) > 2 * CHUNK
    one, other = (
        Book(open_package(found, "лист.xlsx", kind=FileKind.WORKBOOK))
        for found in (source, with_parts(source, sheets))
    )
    for sheet in one.sheets:
        assert list(one.rows(sheet)) == list(other.rows(sheet))
