"""What people give to an import by mistake, and what is too large or made to do harm."""

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from support.hand_made import HEADS, cell, document, paragraph, table
from support.workbooks import unzipped, zipped

from plandoc import import_document
from plandoc.cli import main
from plandoc.codes import Code
from plandoc.errors import PlandocError
from plandoc.formats.docx.report import render_report_document
from plandoc.progress.figures import report

TITLE = "План работы на 2018-2019 учебный год"
CENTER, RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_LOCKED = b"\xec\xa5" + bytes(9) + b"\x13" + bytes(500)
WORD_OPEN = b"\xec\xa5" + bytes(9) + b"\x12" + bytes(500)
EXCEL_LOCKED = b"\x09\x08\x10\x00\x00\x06" + bytes(14) + b"\x2f\x00" + bytes(490)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>'


def _document(rows: int = 3) -> bytes:
    drawn = [[f"{n}.", f"Дело {n}", "сентябрь", "Директор, завуч"] for n in range(1, rows + 1)]
    return document(paragraph(TITLE, CENTER, "<w:b/>"), table(HEADS, *drawn))


def _saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _workbook(rows: int = 3) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("План")
    sheet.append([TITLE])
    sheet.append(HEADS)
    for n in range(1, rows + 1):
        sheet.append([n, f"Дело {n}", "сентябрь", "Директор, завуч"])
    return _saved(book)


def _page(rows: int = 3) -> bytes:
    cells = (f"<tr><td>{n}<td>Дело {n}<td>сентябрь<td>Директор</tr>" for n in range(1, rows + 1))
    heads = "".join(f"<td>{head}" for head in HEADS)
    return f"<h1>{TITLE}</h1><table><tr>{heads}</tr>{''.join(cells)}</table>".encode()


def _changed(part: str, data: bytes) -> bytes:
    return zipped(unzipped(_document()) | {part: data})


def _refused(data: bytes, name: str) -> list[Code]:
    with pytest.raises(PlandocError) as refused:
        import_document(data, name)
    assert all(problem.place.file == name for problem in refused.value.problems)
    assert all(problem.saying("ru").remedy for problem in refused.value.problems)
    return [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "план.docx", Code.OFFICE_FILE_ENCRYPTED),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "план.xlsx", Code.OFFICE_FILE_ENCRYPTED),
        (
            OLE + WORD_LOCKED + "WordDocument".encode("utf-16-le"),
            "план.doc",
            Code.OFFICE_FILE_ENCRYPTED,
        ),
        (
            OLE + EXCEL_LOCKED + "Workbook".encode("utf-16-le"),
            "план.xls",
            Code.OFFICE_FILE_ENCRYPTED,
        ),
        (
            OLE + WORD_OPEN + "WordDocument".encode("utf-16-le"),
            "план.docx",
            Code.OFFICE_FILE_OTHER_FORMAT,
        ),
        (OLE + "Workbook".encode("utf-16-le"), "план.xlsx", Code.OFFICE_FILE_OTHER_FORMAT),
        (b"%PDF-1.7", "план.pdf", Code.OFFICE_FILE_IS_A_PICTURE),
        (b"%PDF-1.7", "план.txt", Code.OFFICE_FILE_IS_A_PICTURE),
        (b"\xff\xd8\xff\xe0", "план.jpg", Code.OFFICE_FILE_IS_A_PICTURE),
        (b"PK\x03\x04", "план.docx", Code.OFFICE_FILE_TRUNCATED),
        (b"", "план.docx", Code.OFFICE_FILE_EMPTY),
        (b"", "план.csv", Code.OFFICE_FILE_EMPTY),
        (b"title: x\nperiod: 2020\n", "план.docx", Code.OFFICE_FILE_OTHER_KIND),
        (b"{\\rtf1", "план.txt", Code.OFFICE_FILE_OTHER_FORMAT),
        (b"\x00\x01\x02\x03", "план.txt", Code.PAPER_NOT_TEXT),
        (b"<p><img src=a.png></p>", "план.html", Code.IMPORT_ONLY_PICTURES),
    ],
)
def test_what_is_no_paper_is_named(data: bytes, name: str, code: Code) -> None:
    """A password, an older format under a new name, a scan, a piece of a file: each is told."""
    assert _refused(data, name) == [code]


def test_a_scan_in_a_workbook_is_told() -> None:
    """A workbook that only has pictures is told as such; an empty one as empty."""
    empty = _saved(Workbook())
    assert _refused(empty, "план.xlsx") == [Code.IMPORT_EMPTY]
    scan = zipped(unzipped(empty) | {"xl/media/image1.png": b"\x89PNG"})
    assert _refused(scan, "план.xlsx") == [Code.IMPORT_ONLY_PICTURES]


def test_bombs_are_refused_at_once() -> None:
    """A part that is far larger than it was packed is refused before it is unpacked."""
    began = time.process_time()
    bomb = _changed("word/media/image1.png", bytes(200 * 2**20))
    began = time.process_time()
    assert _refused(bomb, "план.docx") == [Code.OFFICE_FILE_TOO_LARGE]
    assert time.process_time() - began < 1


def test_entities_are_refused() -> None:
    """A part that declares a document type is not read."""
    xml = unzipped(_document())["word/document.xml"].partition(b"?>")[2]
    damaged = _changed("word/document.xml", ENTITY + xml)
    assert _refused(damaged, "план.docx") == [Code.OFFICE_FILE_HAS_DTD]


def test_broken_relations_do_no_harm_or_are_told() -> None:
    """Relations that lead nowhere are passed over; ones that cannot be read are told."""
    parts = unzipped(_document())
    for part in ("_rels/.rels", "word/_rels/document.xml.rels"):
        assert _refused(_changed(part, b"<Relationships"), "план.docx") == [
            Code.OFFICE_FILE_PART_DAMAGED
        ]
        lost = parts[part].replace(b'Target="', b'Target="gone/')
        (plan,) = import_document(_changed(part, lost), "план.docx").plans
        assert len(plan.activities) == 3


def test_a_locked_open_document_is_told() -> None:
    """An ODT with a password says so in its list of parts."""
    parts = {
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": b"\x00\x01",
        "META-INF/manifest.xml": b"<m><file-entry><encryption-data/></file-entry></m>",
    }
    assert _refused(zipped(parts), "план.odt") == [Code.OFFICE_FILE_ENCRYPTED]
    del parts["META-INF/manifest.xml"]
    assert _refused(zipped(parts), "план.odt") == [Code.OFFICE_FILE_OTHER_FORMAT]


def _with_chunk(name: str, chunk: bytes) -> bytes:
    parts = unzipped(document(paragraph(TITLE, CENTER), paragraph("@@")))
    xml = parts["word/document.xml"].decode()
    at = xml.rindex("<w:p>", 0, xml.index("@@"))
    end = xml.index("</w:p>", at) + len("</w:p>")
    held = f'<w:altChunk xmlns:r="{RELATION}" r:id="rIdChunk"/>'
    rels = parts["word/_rels/document.xml.rels"].decode()
    added = f'<Relationship Id="rIdChunk" Type="{RELATION}/aFChunk" Target="{name}"/>'
    rels = rels.replace("</Relationships>", f"{added}</Relationships>")
    return zipped(
        parts
        | {
            "word/document.xml": f"{xml[:at]}{held}{xml[end:]}".encode(),
            "word/_rels/document.xml.rels": rels.encode(),
            f"word/{name}": chunk,
        }
    )


def _mail(page: bytes) -> bytes:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\n"
    kind = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head.encode() + kind.encode() + page + b"\n--x--\n"


@pytest.mark.parametrize(
    ("name", "chunk"),
    [("a.htm", _page()), ("a.docx", _document()), ("a.mht", _mail(_page())), ("a.bin", _page())],
)
def test_a_document_inside_of_another_is_read(name: str, chunk: bytes) -> None:
    """What Word merges when it opens a file is text of it: HTML, a web archive, another DOCX."""
    (plan,) = import_document(_with_chunk(name, chunk), "план.docx").plans
    assert [row.activity.title for row in plan.activity_rows()] == ["Дело 1", "Дело 2", "Дело 3"]


def test_a_document_inside_of_another_that_cannot_be_read_is_told() -> None:
    """RTF, and a document in a document in a document, are told with what to do."""
    for name, chunk in (("a.rtf", b"{\\rtf1 x}"), ("a.docx", _with_chunk("b.docx", _document()))):
        imported = import_document(_with_chunk(name, chunk), "план.docx")
        assert Code.PAPER_CHUNK_UNREAD in [problem.code for problem in imported.problems]


def test_hidden_text_stays_hidden() -> None:
    """Words that nobody sees, in a cell too, are no part of the plan; they are left over."""
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>"
    shown = "<w:r><w:t>Дело</w:t></w:r>"
    rows = table(HEADS, ["1.", cell(f"<w:p>{shown}{hidden}</w:p>"), "май", "Завуч"])
    imported = import_document(document(paragraph(TITLE, CENTER), rows), "план.docx")
    assert [row.activity.title for row in imported.plans[0].activity_rows()] == ["Дело"]
    assert [one.text for one in imported.leftovers] == ["тайное"]
    assert imported.leftovers[0].place.table == 1


def test_words_where_no_paragraph_should_be_are_left_over() -> None:
    """A cell inside of a cell is no document that Word opens, but its words are not lost."""
    odd = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('Потерянное дело')}</w:sdtContent></w:sdt>"
    rows = table(HEADS, ["1.", cell(odd), "май", "Завуч"])
    imported = import_document(document(paragraph(TITLE, CENTER), rows), "план.docx")
    assert [one.text for one in imported.leftovers] == ["Потерянное дело"]


def test_cells_merged_in_the_old_way_are_merged() -> None:
    """`hMerge` of old programs makes a section of a row, as `gridSpan` does."""
    first, rest = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    section = [cell("Раздел 1. Кадры", first), *[cell("", rest)] * 3]
    rows = table(HEADS, section, ["1.", "Дело", "май", "Завуч"])
    (plan,) = import_document(document(paragraph(TITLE, CENTER), rows), "план.docx").plans
    assert [section.title for section in plan.sections] == ["Кадры"]
    assert [row.activity.title for row in plan.activity_rows()] == ["Дело"]


def test_what_plandoc_made_of_a_plan_is_no_plan() -> None:
    """A report is told as what it is."""
    (plan,) = import_document(_document(), "план.docx").plans
    day = date(2018, 10, 1)
    made, _ = render_report_document(plan, report(plan, day))
    assert _refused(made, "отчёт.docx") == [Code.PAPER_IS_OURS]


def test_one_bad_file_among_several_writes_nothing(tmp_path: Path) -> None:
    """All files are imported or none; the exit code tells of the problem."""
    good, bad = tmp_path / "план.docx", tmp_path / "скан.pdf"
    good.write_bytes(_document())
    bad.write_bytes(b"%PDF-1.7")
    assert main(["import", str(good), str(bad), "-o", str(tmp_path / "планы")]) == 1
    assert not (tmp_path / "планы").exists()


GROUPS = (("Начало", 2), ("Окончание", 2), ("Бюджет", 3), ("Внебюджет", 3))
LOW = ("план", "факт", "план", "факт", *("1 кв", "2 кв", "3 кв") * 2)
OUTER = ("№ п/п", "Предмет (мероприятие)"), ("Ответственный", "Примечание")
ITEM = ["1", "Закупка", "сентябрь", "", "октябрь", "", *"123456", "Завхоз", "нет"]


def _wide_document() -> bytes:
    def span(text: str, columns: int) -> str:
        return cell(text, f'<w:gridSpan w:val="{columns}"/>')

    first, last = ([cell(t, '<w:vMerge w:val="restart"/>') for t in side] for side in OUTER)
    below = [cell("", "<w:vMerge/>")] * 2
    return document(
        paragraph("План закупок на 2019 год", CENTER),
        table(
            [*first, span("Сроки", 4), span("Финансирование", 6), *last],
            [*below, *(span(*one) for one in GROUPS), *below],
            [*below, *LOW, *below],
            [str(n) for n in range(1, 15)],
            ITEM,
            widths=[600] * 14,
        ),
    )


def _wide_workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]

    def put(row: int, column: int, text: str, down: int = 1, across: int = 1) -> None:
        sheet.cell(row, column, text)
        if down * across > 1:
            sheet.merge_cells(
                start_row=row, end_row=row + down - 1,
                start_column=column, end_column=column + across - 1,
            )  # fmt: skip

    put(1, 1, "План закупок на 2019 год", across=14)
    for column, text in zip((1, 2, 13, 14), (*OUTER[0], *OUTER[1]), strict=True):
        put(3, column, text, down=3)
    put(3, 3, "Сроки", across=4)
    put(3, 7, "Финансирование", across=6)
    column = 3
    for text, across in GROUPS:
        put(4, column, text, across=across)
        column += across
    for column, text in enumerate(LOW, 3):
        put(5, column, text)
    for column, text in enumerate(ITEM, 1):
        put(6, column, str(column))
        sheet.cell(7, column, text or None)
    return _saved(book)


@pytest.mark.parametrize(
    ("make", "name"), [(_wide_document, "план.docx"), (_wide_workbook, "план.xlsx")]
)
def test_fourteen_columns_under_three_rows_of_headings(
    make: Callable[[], bytes], name: str
) -> None:
    """Each column keeps its headings above one another, and each cell its column."""
    (plan,) = import_document(make(), name).plans
    assert [(column.heading, column.group) for column in plan.columns[2:12]] == [
        (text, (("Сроки" if at < 4 else "Финансирование"), group))
        for at, (text, group) in enumerate(
            zip(LOW, [name for name, count in GROUPS for _ in range(count)], strict=True)
        )
    ]
    (activity,) = plan.activities
    assert (activity.title, str(activity.deadline)) == ("Закупка", "сентябрь")
    assert [one.name for one in activity.executors] == ["Завхоз"]
    assert sorted(activity.fields.values()) == [*"123456", "нет", "октябрь"]


@pytest.mark.slow
def test_a_book_of_plans_gives_each_of_them() -> None:
    """Twenty-five plans of sixty rows, each with its approval on its own page, are all there."""
    pieces = []
    for number in range(25):
        rows = [[f"{n}.", f"Дело {number}-{n}", "сентябрь", "Директор"] for n in range(1, 61)]
        pieces += [
            paragraph("УТВЕРЖДАЮ", f"<w:pageBreakBefore/>{RIGHT}"),
            paragraph("Директор ________ И.А. Лугов", RIGHT),
            paragraph(f"План {number} на 2018-2019 учебный год", CENTER, "<w:b/>"),
            table(HEADS, *rows),
        ]
    imported = import_document(document(*pieces), "книга.docx")
    titles = [[row.activity.title for row in plan.activity_rows()] for plan in imported.plans]
    assert titles == [[f"Дело {plan}-{n}" for n in range(1, 61)] for plan in range(25)]


def test_a_document_half_in_another_language_is_whole() -> None:
    """Texts of another language stand beside those of the first; nothing is left over."""
    rows = [["1", "Ата-аналар жиналысы / Собрание", "Қыркүйек / сентябрь", "Мұғалім"]]
    pieces = paragraph("План работы / Жұмыс жоспары на 2020-2021 учебный год", CENTER, "<w:b/>")
    imported = import_document(document(pieces, table(HEADS, *rows)), "план.docx")
    assert imported.leftovers == ()
    (activity,) = imported.plans[0].activities
    assert activity.title == "Ата-аналар жиналысы / Собрание"


def test_a_tracking_sheet_without_its_properties_is_still_known() -> None:
    """A sheet saved by a program that loses properties is still no plan: its lists are there."""
    from plandoc import render_tracking

    (plan,) = import_document(_document(), "план.docx").plans
    book = load_workbook(BytesIO(render_tracking(plan)))
    for name in [one.name for one in book.custom_doc_props.props]:
        del book.custom_doc_props[name]
    assert _refused(_saved(book), "план.xlsx") == [Code.PAPER_IS_A_TRACKING_SHEET]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "name"), [(_document, "план.docx"), (_workbook, "план.xlsx"), (_page, "план.html")]
)
def test_ten_thousand_rows_take_time_that_grows_with_them(
    make: Callable[[int], bytes], name: str
) -> None:
    """Four times as many rows take about four times as long, ten thousand less than a minute."""

    def seconds(rows: int) -> float:
        data = make(rows)
        began = time.process_time()
        (plan,) = import_document(data, name).plans
        assert len(plan.activities) == rows
        return time.process_time() - began

    few = seconds(2_500)
    many = seconds(10_000)
    assert many < 8 * few
    assert many < 60
