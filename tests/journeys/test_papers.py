"""Papers of all kinds become plan files: texts, workbooks, web pages, older formats."""

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from support.engines import libreoffice_as, squeeze
from support.import_readings import read_of_imported
from support.import_scores import words_in

from plandoc import Plan, import_document, load_plan, render_document, render_tracking
from plandoc.cli import main
from plandoc.codes import Code
from plandoc.errors import PaperError
from plandoc.formats.importing import paper_of

HEADS = ("№ п/п", "Наименование мероприятия", "Исполнители", "Срок исполнения")
ROWS = (("1.", "Педсовет", "Директор", "август"), ("2.", "Смотр песни", "Завуч", "до 15 мая"))
TITLE = "План работы школы на 2018-2019 учебный год"


def _workbook() -> bytes:
    book, target = Workbook(), BytesIO()
    sheet = book.worksheets[0]
    sheet["D1"], sheet["D2"], sheet["D3"] = "УТВЕРЖДАЮ", "Директор школы", "И. А. Лугов"
    sheet["A5"] = TITLE
    sheet.merge_cells("A5:D5")
    for number, row in enumerate((HEADS, *ROWS), 7):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column, text)
    book.save(target)
    return target.getvalue()


def _page() -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in (HEADS, *ROWS))
    above = "<p align=right>УТВЕРЖДАЮ<br>Директор школы<br>И. А. Лугов</p>"
    return f"{above}<h1 align=center>{TITLE}</h1><table>{cells}</table>".encode()


def _text() -> bytes:
    rows = "\n".join("\t".join(row) for row in (HEADS, *ROWS))
    return f"УТВЕРЖДАЮ\nДиректор школы\nИ. А. Лугов\n\n{TITLE}\n\n{rows}\n".encode("cp1251")


def _csv() -> bytes:
    rows = "\n".join(";".join(row) for row in (HEADS, *ROWS))
    return f"УТВЕРЖДАЮ;;;\nДиректор школы;;;\nИ. А. Лугов;;;\n{TITLE};;;\n{rows}\n".encode()


IN_OTHER_WORDS = {"рассмотрен", "года"}
"""Words of approvals that are printed in the form of plandoc: РАССМОТРЕНО, «г.»."""

PAPERS = {"план.xlsx": _workbook, "план.html": _page, "план.txt": _text, "план.csv": _csv}


def _is_the_plan(plan: Plan) -> None:
    assert plan.title == "План работы школы {period}"
    (approval,) = plan.approvals
    assert approval.officer is not None
    assert (approval.kind, squeeze(approval.officer.name)) == ("approve", "И.А.Лугов")
    rows = [(row.number, row.activity) for row in plan.activity_rows()]
    assert [
        (number, one.title, [name.name for name in one.executors], str(one.deadline))
        for number, one in rows
    ] == [(number, title, [by], when) for number, title, by, when in ROWS]


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_plan_is_read_from_every_format(name: str) -> None:
    """Approval, title, period and rows are those of a workbook, a page, a text and a CSV file."""
    imported = import_document(PAPERS[name](), name)
    assert imported.leftovers == ()
    (plan,) = imported.plans
    _is_the_plan(plan)


@pytest.mark.office
@pytest.mark.parametrize("target", ["xls", "ods"])
def test_older_workbooks_become_plan_files(tmp_path: Path, target: str) -> None:
    """A workbook in an older format is converted on the way, which is told."""
    old = tmp_path / f"план.{target}"
    old.write_bytes(libreoffice_as(_workbook(), ".xlsx", target))
    assert main(["import", str(old), "-o", str(tmp_path / "планы")]) == 0
    _is_the_plan(load_plan(tmp_path / "планы" / "план.yaml"))


@pytest.mark.office
@pytest.mark.parametrize("target", ["doc", "rtf", "odt"])
def test_older_documents_become_plan_files(tmp_path: Path, target: str) -> None:
    """The document of a plan in an older format is the same plan again."""
    (plan,) = import_document(_workbook(), "план.xlsx").plans
    old = tmp_path / f"план.{target}"
    old.write_bytes(libreoffice_as(render_document(plan), ".docx", target))
    assert main(["import", str(old), "-o", str(tmp_path / "планы")]) == 0
    _is_the_plan(load_plan(tmp_path / "планы" / "план.yaml"))


def test_a_plan_is_written_in_excel(tmp_path: Path) -> None:
    """A new workbook is filled in and imported; its name must be that of a workbook."""
    path = tmp_path / "план.xlsx"
    assert main(["new", str(path)]) == 0
    assert main(["new", str(tmp_path / "план.docx")]) == 1
    book = load_workbook(path)
    book.worksheets[0]["B4"], book.worksheets[0]["B5"] = "План", "2026-2027"
    book.worksheets[1]["C2"] = "Собрание"
    book.save(path)
    assert main(["import", str(path), "-o", str(tmp_path / "планы")]) == 0
    plan = load_plan(tmp_path / "планы" / "план.yaml")
    assert [row.activity.title for row in plan.activity_rows()] == ["Собрание"]


def test_the_seed_is_put_together(corpus: Path) -> None:
    """The torn tail of the seed is joined: seven results for seven rows, each told as a doubt."""
    path = next((corpus.parent / "seed").glob("*.txt"))
    imported = import_document(path.read_bytes(), path.name)
    (plan,) = imported.plans
    assert [len(section.activities) for section in plan.sections] == [6, 7, 3, 4]
    assert all(row.activity.expected_result for row in plan.activity_rows())
    assert [row.number for row in plan.activity_rows()][:2] == ["1.1.", "1.2."]
    assert plan.period.text == "2018-2019"
    assert [approval.kind for approval in plan.approvals] == ["agree", "approve"]
    assert [doubt.code for doubt in imported.doubts] == [Code.IMPORT_TAIL_JOINED] * 7
    assert imported.leftovers == ()


def test_the_texts_of_the_corpus_become_plans(corpus: Path) -> None:
    """Each dump of a real plan is a plan, and no word of it is lost without a leftover."""
    files = sorted((corpus / "plans").glob("*.txt"))
    assert len(files) > 15
    for path in files:
        read = read_of_imported(import_document(path.read_bytes(), path.name))
        wanted: Counter[str] = Counter()
        for line in paper_of(path.read_bytes(), path.name).lines():
            wanted += words_in(line.text)
        lost = {word for word in wanted - read.words if len(word) > 1}  # «У Т В Е Р Ж Д А Ю»
        assert lost <= IN_OTHER_WORDS, path.name


def test_a_tracking_sheet_is_no_plan() -> None:
    """A tracking sheet that is given by mistake is refused: its outcomes are for `collect`."""
    (plan,) = import_document(_workbook(), "план.xlsx").plans
    with pytest.raises(PaperError, match="plandoc collect") as refused:
        import_document(render_tracking(plan), "учёт.xlsx")
    assert [problem.code for problem in refused.value.problems] == [Code.PAPER_IS_A_TRACKING_SHEET]
