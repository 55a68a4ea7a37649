"""Plans in old formats are read as well as the document they were saved from."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from support.engines import libreoffice_as
from support.hand_made import HEADS, cell, document, paragraph, table

from plandoc import Plan, import_document, import_files
from plandoc.codes import Code
from plandoc.project.office import readable

RIGHT, CENTER = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
LINES = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in SIDES)


def two_plans() -> bytes:
    pieces = []
    for number, name in enumerate(("воспитательной работы", "библиотеки")):
        pieces += [
            paragraph("УТВЕРЖДАЮ", f"{'<w:pageBreakBefore/>' * bool(number)}{RIGHT}"),
            paragraph("Директор ________ И.А. Лугов", RIGHT),
            paragraph(f"План {name} на 2018-2019 учебный год", CENTER, "<w:b/>"),
            table(
                HEADS,
                [cell("Раздел 1. Кадры", '<w:gridSpan w:val="4"/>')],
                ["1.", f"Дело {number}", "сентябрь", "Директор"],
                ["2.", f"Второе дело {number}", "май", "Завуч"],
                widths=[600, 4000, 2000, 2500],
            ).replace("<w:tblPr/>", f"<w:tblPr><w:tblBorders>{LINES}</w:tblBorders></w:tblPr>"),
            paragraph(""),
        ]
    return document(*pieces)


def workbook() -> bytes:
    book, target = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    for row in (
        ["", "", "УТВЕРЖДАЮ"],
        ["", "", "Директор ______ И.А. Лугов"],
        ["План работы на 2018-2019 учебный год"],
        ["№ п/п", "Мероприятия", "Срок", "Ответственный", "Сумма, руб."],
        ["Раздел 1. Кадры"],
        ["1.1.", "Педсовет", date(2018, 9, 12), "Директор", 1250.5],
        ["1.2.", "Аттестация", "май 2019", "Завуч", 300],
    ):
        sheet.append(row)
    sheet.merge_cells("A3:E3")
    sheet.merge_cells("A5:E5")
    sheet["C6"].number_format = "DD.MM.YYYY"
    sheet["E6"].number_format = "#,##0.00"
    other = book.create_sheet("Второй план")
    for row in (
        ["УТВЕРЖДАЮ"],
        ["Директор ______ И.А. Лугов"],
        ["План воспитательной работы на 2018-2019 учебный год"],
        ["№", "Мероприятие", "Срок", "Ответственный"],
        [1, "Субботник", "апрель", "Завхоз"],
    ):
        other.append(row)
    book.save(target)
    return target.getvalue()


@pytest.mark.office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt", "xls", "ods"])
def test_two_plans_in_an_old_format_are_the_same_two_plans(target: str, tmp_path: Path) -> None:
    """Sections, dates, numbers, approvals: what was saved in an old format is read as before."""
    is_book = target in ("xls", "ods")
    new = workbook() if is_book else two_plans()
    plans = import_document(new, "план.docx").plans
    old = tmp_path / f"план.{target}"
    old.write_bytes(libreoffice_as(new, ".xlsx" if is_book else ".docx", target))
    assert len(plans) == 2
    made = import_files([old], tmp_path / "планы")
    assert len(made.plans) == 2
    assert _said(import_document(readable(old.read_bytes(), old.name).data, "план.docx").plans) == (
        _said(plans)
    )
    assert Code.PAPER_CONVERTED in [problem.code for problem in made.problems]


def _said(plans: tuple[Plan, ...]) -> list[object]:
    return [plan.model_dump(mode="json") for plan in plans]
