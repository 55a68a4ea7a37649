"""Last year's paper becomes a plan file, and the plan goes on living."""

import re
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from openpyxl import load_workbook
from support.hand_made import cell, document, paragraph, table
from support.printed import without_plan
from support.workbooks import unzipped, zipped

from plandoc import (
    Activity,
    Period,
    Plan,
    build_file,
    check_file,
    import_document,
    import_files,
    load_plan,
    render_document,
    roll_over_file,
)
from plandoc.cli import main
from plandoc.codes import Code, Severity
from plandoc.errors import OutputError, PaperError, PlandocError
from plandoc.fields import Align, Layout, Margins, Orientation, PaperSize
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording

HEADS = ["№ п/п", "Мероприятия", "Срок", "Ответственный"]
WIDE = '<w:gridSpan w:val="4"/>'
CENTER = '<w:jc w:val="center"/>'


def paper(*rows: list[str], title: str = "План работы школы на 2018-2019 учебный год") -> bytes:
    return document(
        paragraph("УТВЕРЖДАЮ", '<w:jc w:val="right"/>'),
        paragraph("Директор школы ________ И.А. Лугов", '<w:jc w:val="right"/>'),
        paragraph(title, CENTER, "<w:b/>"),
        table(HEADS, *rows, widths=[500, 3000, 1500, 2000]),
        paragraph("Завуч ________ С.В. Белезекина"),
    )


ROWS = (
    [cell("Раздел 1. Кадры", WIDE)],
    ["1.1.", "Педсовет", "август", "Директор"],
    ["1.2.", "Аттестация", "Май 2019 г.", "Завуч,\nДиректор"],
    [cell("Раздел 2. Дети", WIDE)],
    ["2.1.", "Смотр песни", "в течение года", "Лугов И.А."],
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "Прошлый год.docx"
    path.write_bytes(paper(*ROWS))
    return path


def test_a_paper_becomes_a_plan_that_is_built_and_rolled_over(old: Path, tmp_path: Path):
    """From Word to next year's draft: import, check, build, rollover, with nothing in between."""
    assert main(["import", str(old), "-o", str(tmp_path / "планы")]) == 0
    path = tmp_path / "планы" / "Прошлый год.yaml"
    plan = load_plan(path)
    assert plan.title == "План работы школы {period}"
    assert plan.period == Period.school_year(2018)
    assert [one.title for one in plan.sections] == ["Кадры", "Дети"]
    assert [row.number for row in plan.activity_rows()] == ["1.1.", "1.2.", "2.1."]
    assert not any(row.activity.number for row in plan.activity_rows())
    assert plan.numbering.sections == ("Раздел 1.",)
    assert [one.name for one in plan.signatures] == ["С.В. Белезекина"]
    _, remarks = check_file(path)
    assert not any(problem.severity is Severity.ERROR for problem in remarks)
    assert build_file(path, tmp_path / "out").document.exists()
    draft = roll_over_file(path, Period.school_year(2019), tmp_path / "new")
    assert "2019" in str(load_plan(draft.plan).period)


def test_all_plans_are_written_or_none(old: Path, tmp_path: Path):
    """One file that cannot be read, and nothing is written; all problems are told."""
    broken = tmp_path / "broken.docx"
    broken.write_bytes(b"PK\x03\x04")
    with pytest.raises(OutputError) as refused:
        import_files([old, broken], tmp_path / "планы")
    assert [Path(problem.place.file).name for problem in refused.value.problems] == ["broken.docx"]
    assert not (tmp_path / "планы").exists()


def test_a_plan_file_that_is_there_is_kept(old: Path, tmp_path: Path):
    """An edited plan file is replaced only with --force."""
    out = tmp_path / "планы"
    (written,) = import_files([old], out).plans
    written.write_text("title: моё", encoding="utf-8")
    with pytest.raises(OutputError):
        import_files([old], out)
    import_files([old], out, force=True)
    assert load_plan(written).sections


def test_two_sources_of_one_name_are_refused(old: Path, tmp_path: Path):
    """Two files whose plans would get one name are told, and neither is written."""
    other = tmp_path / "b" / old.name
    other.parent.mkdir()
    other.write_bytes(old.read_bytes())
    with pytest.raises(OutputError) as refused:
        import_files([old, other], tmp_path / "планы")
    assert [problem.code for problem in refused.value.problems] == [Code.IMPORT_NAMES_CLASH]


def test_a_doubt_is_a_comment_where_it_belongs(tmp_path: Path):
    """What is not sure stands above its line, what is left over at the end of the plan file."""
    source = document(
        paragraph("План на 2020 год", CENTER, "<w:b/>"),
        table(["№", "Сущность", "Ответственный"], ["1", "Большой смотр", "Завуч"]),
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Черновик тайный</w:t></w:r></w:p>",
    )
    path = tmp_path / "план.docx"
    path.write_bytes(source)
    made = import_files([path], tmp_path)
    (written,) = made.plans
    text = written.read_text(encoding="utf-8")
    assert re.search(r"# Проверьте: .*«Сущность».*\n.*\n?  - key: title", text)
    assert text.rstrip().endswith("Черновик тайный")
    assert {problem.code for problem in made.problems} == {
        Code.IMPORT_ROLE_GUESSED, Code.IMPORT_LEFTOVER,
    }  # fmt: skip
    assert load_plan(written).activities[0].title == "Большой смотр"


def test_each_approval_after_a_table_begins_another_plan(tmp_path: Path):
    """A file of several plans, each with its approval, gives several plan files."""
    one = (
        paragraph("УТВЕРЖДАЮ", '<w:jc w:val="right"/>'),
        paragraph("Директор ________ И.А. Лугов", '<w:jc w:val="right"/>'),
        paragraph("План работы на 2020 год", CENTER),
        table(HEADS, ["1", "Смотр", "май", "Завуч"]),
    )
    path = tmp_path / "книга.docx"
    path.write_bytes(document(*one, *one))
    made = import_files([path], tmp_path)
    assert [file.name for file in made.plans] == ["книга-1.yaml", "книга-2.yaml"]
    assert all(len(load_plan(file).approvals) == 1 for file in made.plans)


def test_a_scan_and_an_empty_document_are_refused():
    """A document without words is told as what it is, with what to do."""
    with pytest.raises(PaperError) as empty:
        import_document(document(), "пусто.docx")
    assert [problem.code for problem in empty.value.problems] == [Code.IMPORT_EMPTY]
    picture = "<w:p><w:r><w:pict/></w:r></w:p>"
    with pytest.raises(PaperError) as scan:
        import_document(document(picture), "скан.docx")
    assert [problem.code for problem in scan.value.problems] == [Code.IMPORT_ONLY_PICTURES]


def test_a_document_without_a_plan_is_refused():
    """A letter has neither a title nor a table of a plan; a plan in prose is read with a doubt."""
    with pytest.raises(PaperError) as letter:
        import_document(document(paragraph("Письмо от 2020 года о погоде")), "письмо.docx")
    assert [problem.code for problem in letter.value.problems] == [Code.IMPORT_NO_PLAN]
    prose = document(paragraph("План на 2020 год", CENTER), paragraph("Жить хорошо."))
    imported = import_document(prose, "план.docx")
    assert imported.leftovers == ()
    assert imported.problems[0].code is Code.IMPORT_NO_TABLE


@pytest.mark.parametrize("name", ["seed", "school", "flat", "college"])
def test_our_own_document_comes_back(examples: Path, name: str):
    """A built document is imported as its plan: cover, contents, blocks, tables, parts, look."""
    plan = load_plan(examples / f"{name}.yaml")
    imported = import_document(render_document(plan), f"{name}.docx")
    assert imported.plans == (plan,)
    assert imported.problems == ()


@pytest.mark.parametrize("name", ["seed", "college"])
def test_what_was_edited_in_word_comes_from_the_page(examples: Path, name: str):
    """A title, a heading, a row that is gone and one that was added; all else is as it was."""
    plan = load_plan(examples / f"{name}.yaml")
    rows = [row for row in plan.activity_rows() if not row.whole and not row.activity.parts]
    edited, gone, above = rows[0].activity, rows[1].activity, rows[2].activity
    opened = Document(BytesIO(render_document(plan)))
    drawn = {
        mark.get(qn("w:name")).removeprefix("plandoc_"): row
        for row in opened.element.body.iter(qn("w:tr"))
        for mark in row.iter(qn("w:bookmarkStart"))
    }
    heading = next(path for path in ("sections", "blocks") if getattr(plan, path))
    _retype(drawn[edited.id], edited.title.split()[0], "ПРАВЛЕНО")
    drawn[gone.id].getparent().remove(drawn[gone.id])
    added = deepcopy(drawn[above.id])
    for mark in [*added.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    _retype(added, above.title.split()[0], "ДОБАВЛЕНО")
    drawn[above.id].addnext(added)
    file = BytesIO()
    opened.save(file)
    (read,) = import_document(file.getvalue(), f"{name}.docx").plans
    found = {row.activity.id: row.activity for row in read.activity_rows()}
    was = {row.activity.id: row.activity for row in plan.activity_rows()}
    assert found[edited.id].title.startswith("ПРАВЛЕНО")
    assert _unnumbered(found[edited.id]) == edited.model_copy(
        update={"title": found[edited.id].title}
    )
    assert gone.id not in found
    (new,) = found.keys() - was.keys()
    assert found[new].title.startswith("ДОБАВЛЕНО")
    rest = was.keys() - {edited.id, gone.id}
    assert [_unnumbered(found[key]) for key in rest] == [was[key] for key in rest]
    assert read.layout == plan.layout
    assert getattr(read, heading)


def _unnumbered(activity: Activity) -> Activity:
    """Return an activity without its number: one that the page kept is no longer computed."""
    return activity.model_copy(update={"number": ""})


def _retype(row: BaseOxmlElement, word: str, other: str) -> None:
    text = next(one for one in row.iter(qn("w:t")) if word in (one.text or ""))
    text.text = text.text.replace(word, other, 1)


def test_a_document_that_lost_its_plan_is_read_from_its_page(examples: Path):
    """Some programs drop what a document carries: what is printed comes back all the same."""
    plan = load_plan(examples / "seed.yaml")
    imported = import_document(without_plan(render_document(plan)), "seed.docx")
    assert imported.problems == ()
    assert carried(imported.plans[0]) == carried(plan)


def carried(plan: Plan) -> object:
    """What a page can carry: without widths, layout, breaks in approvals, unlisted names."""
    kept = {"title", "period", "activities", "sections", "numbering", "notes", "signatures"}
    texts = plan.model_dump(mode="json", include=kept)
    texts["title"] = texts["title"].replace("{period}", "").strip()
    columns = [
        (view.key, view.heading) for view in columns_of(plan, Wording(plan.language), plan.columns)
    ]
    approvals = [
        (one.kind, one.act, one.officer.name if one.officer else "") for one in plan.approvals
    ]
    return texts, columns, approvals


@pytest.mark.corpus
def test_papers_of_the_corpus_are_imported_whole(corpus: Path, tmp_path: Path):
    """Every document of the corpus becomes a plan without errors, and nothing is left over."""
    papers = sorted((corpus / "docx").glob("*.docx"))
    assert len(papers) > 8
    made = import_files(papers, tmp_path)
    assert len(made.plans) == len(papers)
    assert not any(problem.code is Code.IMPORT_LEFTOVER for problem in made.problems)
    for path in made.plans:
        _, remarks = check_file(path)
        assert not any(problem.severity is Severity.ERROR for problem in remarks), path


def test_questions_are_answered_in_a_workbook(tmp_path: Path):
    """A doubt is a row of a workbook; its answer goes into the plan when import runs again."""
    rows = [["1", "Большой смотр", "Инспектор ОДН Соц. педагог"]]
    path = tmp_path / "план.docx"
    path.write_bytes(
        document(
            paragraph("План на 2020 год", CENTER),
            table(["№", "Мероприятия", "Ответственный"], *rows),
        )
    )
    out = tmp_path / "планы"
    assert main(["import", str(path), "-o", str(out)]) == 0
    review = out / "план — вопросы.xlsx"
    book = load_workbook(review)
    sheet = book.active
    assert sheet is not None
    heading = "Или впишите своё"
    head = next(row for row in sheet.iter_rows() if heading in [cell.value for cell in row])
    own = [cell.value for cell in head].index(heading) + 1
    sheet.cell(head[0].row + 1, own).value = "Инспектор ОДН; Соц. педагог"
    book.save(tmp_path / "ответы.xlsx")
    again = ["import", str(path), "-o", str(out), "--review", str(tmp_path / "ответы.xlsx")]
    assert main([*again, "--force"]) == 0
    plan = load_plan(out / "план.yaml")
    assert [one.name for one in plan.activities[0].executors] == ["Инспектор ОДН", "Соц. педагог"]
    assert "# Проверьте" not in (out / "план.yaml").read_text(encoding="utf-8")


def test_a_wrong_answer_stops_all(tmp_path: Path):
    """An answer that does not fit is told, and nothing is written."""
    path = tmp_path / "план.docx"
    path.write_bytes(
        document(
            paragraph("План на 2020 год", CENTER),
            table(["№", "Сущность", "Ответственный"], ["1", "Большой смотр", "Завуч"]),
        )
    )
    (review,) = import_files([path], tmp_path / "a").reviews.values()
    book = load_workbook(review)
    sheet = book.active
    assert sheet is not None
    heading = "Или впишите своё"
    head = next(row for row in sheet.iter_rows() if heading in [cell.value for cell in row])
    sheet.cell(head[0].row + 1, [cell.value for cell in head].index(heading) + 1).value = "ерунда"
    book.save(review)
    with pytest.raises(PlandocError) as refused:
        import_files([path], tmp_path / "b", reviews=[review])
    assert [one.code for one in refused.value.problems] == [Code.IMPORT_ANSWER_INVALID]
    assert not (tmp_path / "b").exists()


@pytest.mark.parametrize("word", ["УТВЕРЖДЁН", "УТВЕРЖДЕНО", "Утверждён", "УТВЕРЖДЕН", "Утверждаю"])
def test_the_word_of_an_approval_is_printed_as_it_was(word: str):
    """A form that the title would not get (УТВЕРЖДЕНО for a plan, ё) is the author's own word."""
    lines = [word, "приказом директора от 30.08.2018 № 84-о"]
    data = document(
        *(paragraph(line, '<w:jc w:val="right"/>') for line in lines),
        paragraph("План работы на 2018-2019 учебный год", CENTER, "<w:b/>"),
        table(HEADS, ["1.", "Смотр", "май", "Завуч"]),
    )
    imported = import_document(data, "план.docx")
    assert imported.leftovers == ()
    printed = "".join(
        re.findall(
            r"<w:t[ >][^<]*",
            unzipped(render_document(imported.plans[0]))["word/document.xml"].decode(),
        )
    )
    assert word.casefold() in printed.casefold()


def test_approvals_under_a_table_stay_there():
    """«СОГЛАСОВАНО» below the signatures is an approval of its own, printed in its place."""
    source = document(
        paragraph("План на 2020 год", CENTER),
        table(HEADS, ["1", "Смотр", "май", "Завуч"]),
        paragraph("Председатель ________ П.П. Петров"),
        paragraph("СОГЛАСОВАНО"),
        paragraph("Председатель профкома"),
        paragraph("________ С.С. Сидоров"),
    )
    imported = import_document(source, "план.docx")
    (plan,) = imported.plans
    assert imported.leftovers == ()
    assert [one.name for one in plan.signatures] == ["П.П. Петров"]
    (below,) = [one for block in plan.blocks for one in block.approvals]
    assert below.officer is not None
    assert below.officer.name == "С.С. Сидоров"


def test_the_review_of_another_file_is_refused(tmp_path: Path, old: Path):
    """Answers to questions about another paper are not applied."""
    other = tmp_path / "другой.docx"
    other.write_bytes(
        document(
            paragraph("План на 2020 год", CENTER),
            table(["№", "Сущность", "Ответственный"], ["1", "Большой смотр", "Завуч"]),
        )
    )
    made = import_files([other], tmp_path / "a")
    (review,) = made.reviews.values()
    with pytest.raises(PlandocError) as refused:
        import_files([old], tmp_path / "b", reviews=[review])
    assert [one.code for one in refused.value.problems] == [Code.REVIEW_OF_OTHER_PLAN]
    assert not (tmp_path / "b").exists()


def test_the_look_is_kept_on_demand(old: Path):
    """Orientation, sizes of type and shares of columns come with the plan, if asked for."""
    data = old.read_bytes()
    plain = import_document(data, old.name).plans[0]
    kept = import_document(data, old.name, keep_look=True).plans[0]
    assert plain.layout == Layout()
    assert kept.layout.orientation is Orientation.PORTRAIT
    widths = [column.width for column in kept.columns]
    assert all(widths)
    _, title, deadline, _ = (width or 0 for width in widths)
    assert title / deadline == pytest.approx(3000 / 1500, rel=0.02)
    assert render_document(kept)


@pytest.mark.parametrize(
    ("sheet", "size", "wide"),
    [
        ((16838, 23811), PaperSize.A3, False),
        ((16838, 11906), PaperSize.A4, True),
        ((12240, 15840), PaperSize.LETTER, False),
        ((14000, 14000), None, False),
    ],
)
def test_a_rebuilt_document_has_the_look_of_the_old_one(
    sheet: tuple[int, int],
    size: PaperSize | None,
    wide: bool,  # noqa: FBT001
):
    """Sheet, margins, font, sizes of type and columns of a paper are those of what is built.

    A sheet that no plan can have is told.
    """
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>'
    page = (
        f'<w:sectPr><w:pgSz w:w="{sheet[0]}" w:h="{sheet[1]}"/><w:pgMar w:left="1701" w:right="850"'
        ' w:top="567" w:bottom="680" w:header="300" w:footer="300" w:gutter="0"/></w:sectPr>'
    )
    drawn = ["1.", "Смотр", "май", cell(paragraph("Завуч", CENTER))]
    rows = table(HEADS, drawn, widths=[1000, 4000, 2000, 2000])
    old = document(
        paragraph("План работы на 2018-2019 учебный год", CENTER, fonts),
        paragraph("Работа ведётся постоянно, весь год.", "", fonts),
        rows.replace("<w:r>", f"<w:r><w:rPr>{fonts}</w:rPr>"),
        f"<w:p><w:pPr>{page}</w:pPr></w:p>",
    )
    first = import_document(old, "план.docx", keep_look=True)
    (plan,) = first.plans
    assert plan.layout.paper is size
    assert (plan.layout.orientation is Orientation.LANDSCAPE) == wide
    assert plan.layout.margins == Margins(left=30, right=15, top=10, bottom=12)
    aligned = [column.align for column in plan.columns]
    assert aligned == [None, None, Align.LEFT, Align.CENTER]  # deadlines are centred as a rule
    assert (plan.layout.font, plan.layout.text_size, plan.layout.table_size) == ("Arial", 11, 11)
    told = [problem.code for problem in first.problems]
    assert (Code.IMPORT_SHEET_SIZE_UNKNOWN in told) == (size is None)
    again = import_document(_unmarked(render_document(plan)), "план.docx", keep_look=True)
    if size is not None:
        assert again.plans[0].layout.model_dump() == plan.layout.model_dump()
    shares = [
        [
            (column.width or 0) / sum(column.width or 0 for column in one.columns)
            for column in one.columns
        ]
        for one in (plan, again.plans[0])
    ]
    assert shares[1] == pytest.approx(shares[0], abs=0.01)


def _unmarked(built: bytes) -> bytes:
    """Return a document without what plandoc knows it by, as one made by hand."""
    parts = {name: part for name, part in unzipped(built).items() if "customXml/item" not in name}
    return zipped(parts)


def test_a_table_in_a_cell_is_its_text():
    """The rows of a table that is nested in a cell are lines of the cell, in the plan."""
    inner = cell(table(["Младшие", "5 мая"], ["Старшие", "6 мая"]) + "<w:p/>")
    imported = import_document(paper(["1", "Смотр", inner, "Завуч"]), "план.docx")
    (activity,) = imported.plans[0].activities
    assert str(activity.deadline) == "Младшие — 5 мая\nСтаршие — 6 мая"
    assert imported.leftovers == ()


def test_rows_of_another_table_stay_together():
    """In a table that is none of tasks, texts side by side are one line, so that they belong."""
    other = table(["Должность", "ФИО"], ["Завхоз", "Кузнецов"])
    source = document(
        paragraph("План на 2018-2019 учебный год", CENTER, "<w:b/>"),
        other,
        table(HEADS, ["1", "Смотр", "май", "Завуч"]),
    )
    texts = [block.text for block in import_document(source, "план.docx").plans[0].blocks]
    assert "Должность — ФИО\nЗавхоз — Кузнецов" in texts


def test_a_cover_stays_a_cover():
    """Blank paragraphs around the title of a cover become spaces, its end a page break."""
    blank = [paragraph()] * 6
    source = document(
        paragraph("УТВЕРЖДАЮ", '<w:jc w:val="right"/>'),
        paragraph("Директор школы И.А. Лугов", '<w:jc w:val="right"/>'),
        *blank,
        paragraph("План на 2020 год", CENTER, "<w:b/>"),
        *blank,
        paragraph("г. Лесной", CENTER),
        "<w:p><w:r><w:br w:type='page'/></w:r></w:p>",
        paragraph("Пояснение"),
        table(HEADS, ["1", "Смотр", "май", "Завуч"]),
    )
    (plan,) = import_document(source, "план.docx").plans
    places = [block.place.value if block.place else block.text for block in plan.blocks]
    assert places == [
        "approvals", "space", "title", "space", "г. Лесной", "page_break", "Пояснение", "table",
    ]  # fmt: skip


def test_a_second_title_without_approval_is_told():
    """A heading that names a plan and its year may be another plan: it is asked."""
    source = document(
        paragraph("План работы на 2020 год", CENTER),
        table(HEADS, ["1", "Смотр", "май", "Завуч"]),
        paragraph("План библиотеки на 2020 год", CENTER),
        table(HEADS, ["1", "Выставка", "июнь", "Завуч"]),
    )
    imported = import_document(source, "план.docx")
    assert [one.code for one in imported.problems] == [Code.IMPORT_SECOND_TITLE]
    assert imported.doubts[0].path


def test_a_russian_gets_russian_keys(tmp_path: Path, capsys) -> None:
    """`plandoc import` writes the keys of the language of its messages, and names them so."""
    source = tmp_path / "план.docx"
    heads = ["№ п/п", "Направление", "Срок", "Ответственный"]
    rows = (["1", "Педсовет", "сентябрь", "Директор"], ["2", "Совет", "май", "Завуч"])
    source.write_bytes(
        document(
            paragraph("План работы школы на 2018-2019 учебный год", CENTER, "<w:b/>"),
            table(heads, *rows, widths=[500, 3000, 1500, 2000]),
        )
    )
    assert main(["import", str(source), "-o", str(tmp_path / "ru"), "--locale", "ru"]) == 0
    said = capsys.readouterr()
    text = (tmp_path / "ru" / "план.yaml").read_text(encoding="utf-8")
    assert "название: План работы школы" in text
    assert "мероприятия:" in text
    assert "title" not in text + said.err
    assert main(["import", str(source), "-o", str(tmp_path / "en"), "--locale", "en"]) == 0
    english = (tmp_path / "en" / "план.yaml").read_text(encoding="utf-8")
    assert "title: План работы школы" in english
    assert load_plan(tmp_path / "ru" / "план.yaml") == load_plan(tmp_path / "en" / "план.yaml")


def test_a_plan_file_is_no_paper(tmp_path: Path, capsys) -> None:
    """It is refused with what to do with it, instead of being read as lines of text."""
    source = tmp_path / "план.yaml"
    source.write_text("название: План\nпериод: 2021\n", encoding="utf-8")
    assert main(["import", str(source), "-o", str(tmp_path / "п"), "--locale", "ru"]) == 1
    told = capsys.readouterr().err
    assert "PLN080" in told
    assert "plandoc build" in told
    assert not (tmp_path / "п").exists()


def test_places_have_the_keys_of_the_file(tmp_path: Path, capsys) -> None:
    """A doubt tells the field as the plan file that was written names it."""
    source = tmp_path / "план.docx"
    source.write_bytes(
        document(
            paragraph("План на 2020 год", CENTER, "<w:b/>"),
            table(["№", "Сущность", "Ответственный"], ["1", "Большой смотр", "Завуч"]),
        )
    )
    for locale, field in (("ru", "столбцы[1].ключ"), ("en", "columns[1].key")):
        main(["import", str(source), "-o", str(tmp_path / locale), "--locale", locale])
        assert f"{field}: " in capsys.readouterr().err


def test_a_cover_of_blank_paragraphs_ends_with_its_year() -> None:
    """The year at its foot ends the page; an epigraph moved by an indent stands at the right."""
    source = document(
        paragraph("План работы школы", CENTER, "<w:b/>"),
        *[paragraph("")] * 9,
        paragraph("2018 г.", CENTER),
        paragraph("Учиться всегда пригодится.", '<w:ind w:left="4500"/>'),
        paragraph("Учебный год начинается в сентябре 2018 г."),
        table(HEADS, *ROWS, widths=[500, 3000, 1500, 2000]),
    )
    (plan,) = import_document(source, "План на 2018-2019 учебный год.docx").plans
    told = [block.place or (block.text, block.align) for block in plan.blocks]
    assert told == [
        "title",
        "space",
        ("2018 г.", "center"),
        "page_break",
        ("Учиться всегда пригодится.", "right"),
        ("Учебный год начинается в сентябре 2018 г.", None),
        "table",
    ]
