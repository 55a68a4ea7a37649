"""The words of a document without their looks."""

import pytest
from lxml import etree

from plandoc import Activity, Period, Plan, render_document
from plandoc.formats.docx.lean import lean, strikes, worded
from plandoc.formats.docx.lines import lines_outside
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_tables import tables_of
from plandoc.formats.docx.word_text import text_of
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package

_ROWS = 40


def _package(**parts: bytes) -> Package:
    plan = Plan(
        title="План работы",
        period=Period.school_year(2018),
        activities=[Activity(title=f"Заседание № {n}", deadline="Май") for n in range(_ROWS)],
    )
    package = open_package(render_document(plan), "plan.docx", kind=FileKind.DOCUMENT)
    for name, data in parts.items():
        package.write(getattr(package, name), data)
    return package


def test_rows_keep_their_words_and_their_marks() -> None:
    """Each row has the same texts and bookmarks as in the whole document, in a third of its XML."""
    package = _package()
    whole, found = package.xml(package.main), lean(package)
    rows = [[*root.iter("{*}tr")] for root in (whole, found)]
    assert len(rows[0]) > _ROWS
    assert [*map(text_of, rows[0])] == [*map(text_of, rows[1])]
    marks = [[mark.attrib for mark in root.iter("{*}bookmarkStart")] for root in (whole, found)]
    assert len(marks[0]) >= _ROWS
    assert marks[0] == marks[1]
    assert len(etree.tostring(found)) < len(etree.tostring(whole)) / 2


def test_tracked_changes_and_merged_cells_stay() -> None:
    """What changes the words of a row, or its cells, is no look."""
    package = _package()
    row = (
        b'<w:tr><w:tc><w:tcPr><w:tcW w:w="1"/><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p>'
        b"<w:pPr><w:jc/><w:rPr><w:del/></w:rPr></w:pPr><w:ins><w:r><w:rPr><w:b/></w:rPr>"
        b"<w:t>new</w:t></w:r></w:ins></w:p></w:tc></w:tr></w:tbl>"
    )
    data = package.read(package.main).replace(b"</w:tbl>", row, 1)
    found = lean(_package(main=data))
    added = next(mark for mark in found.iter("{*}ins")).iterancestors("{*}tr")
    names = [etree.QName(one).localname for one in next(added).iter()]
    assert names == [
        "tr", "tc", "tcPr", "gridSpan", "vMerge", "p", "pPr", "rPr", "del", "ins", "r", "t"
    ]  # fmt: skip


def test_a_strike_through_is_known_before_anything_is_parsed() -> None:
    """A document with one is not read without looks."""
    package = _package()
    assert not strikes(package)
    data = package.read(package.main).replace(b"<w:rPr></w:rPr>", b"<w:rPr><w:dstrike/></w:rPr>", 1)
    assert strikes(_package(main=data))


_CELL = b"<w:tc><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p></w:tc>"
_TABLE = b"<w:tbl><w:tblPr/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p/>"


@pytest.mark.parametrize(
    ("row", "plain"),
    [
        (_CELL * 2, 1),
        (b"<w:trPr><w:tblHeader/></w:trPr>" + _CELL, 1),
        (b"<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>" + _CELL, 1),
        (b'<w:tc><w:bookmarkStart w:id="7" w:name="plandoc_x"/><w:p/></w:tc>', 1),
        (b'<w:bookmarkStart w:id="7" w:name="plandoc_x"/>' + _CELL, 0),
        (_CELL.replace(b"one", b"one\nmore"), 0),
        (_CELL.replace(b"<w:t>one", b"<w:br/><w:t>one"), 0),
        (b"<w:tc></w:tc>" + _CELL, 0),
        (b"<w:tc><w:tcPr><w:p/></w:tcPr><w:p/></w:tc>", 0),
        (b"<w:tc>" + _TABLE + b"</w:tc>" + _CELL, 0),
        (b"<w:sdt><w:sdtContent>" + _CELL + b"</w:sdtContent></w:sdt>", 0),
        (b"<w:trPr><w:del/></w:trPr>" + _CELL, 0),
        (b"<w:p/>" + _CELL, 0),
    ],
)
def test_rows_of_nothing_but_words_are_read_as_they_come(row: bytes, plain: int) -> None:
    """They are empty afterwards; tables and lines are those of the whole document."""
    data = _package().read("word/document.xml")
    package = _package(main=data.replace(b"</w:tbl>", b"<w:tr>" + row + b"</w:tr></w:tbl>", 1))
    whole, main = package.xml(package.main), worded(package)
    before = len(worded(_package()).plain)
    assert before > _ROWS
    assert len(main.plain) == before + plain
    assert not any(map(len, main.plain))
    read = (tables_of(whole, PREFIX), tables_of(main.root, PREFIX, main.plain))
    assert [table.rows for table in read[0]] == [table.rows for table in read[1]]
    lines = (lines_outside(whole, "", ()), lines_outside(main.root, "", (), main.plain))
    assert [*lines[0]] == [*lines[1]]


def test_readers_of_papers_keep_the_faces_of_words() -> None:
    """Bold words stay bold, while what nobody asks for is forgotten."""
    package = _package()
    data = package.read(package.main).replace(b"<w:rPr></w:rPr>", b"<w:rPr><w:b/></w:rPr>")
    found = lean(_package(main=data), faces=True)
    row = [*found.iter("{*}tr")][-1]
    assert [*row.iter("{*}b")]
    assert [*row.iter("{*}pStyle")]
    assert not [*row.iter("{*}tcW", "{*}keepNext")]
