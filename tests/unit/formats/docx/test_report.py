"""plandoc.formats.docx.report: the report as a DOCX."""

import re
import sys
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from support.docx_text import bare, outline, part
from support.effort import some
from support.reported_plans import SEED_DAY, SEED_MARKS, long_plan, marked

import plandoc.formats.docx.report as door
from plandoc import Activity, Column, Outcome, Period, Plan, Section, Signature, load_plan
from plandoc.errors import LostTextError, Severity, TemplateError
from plandoc.fields import Layout
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.reader import read_document
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.page.report_plan import ReportApprovals
from plandoc.progress.figures import report
from plandoc.returns.take_in import take_in
from plandoc.words.language import LANGUAGES

PICTURE, FIRST = "word/media/plandoc-chart.png", "word/media/plandoc-overview.png"
RELATIONS = "word/_rels/document.xml.rels"


def rendered(plan, day=SEED_DAY, *arguments, **options):
    return render_report_document(plan, report(plan, day), *arguments, **options)


def made(*arguments, **options):
    document, problems = rendered(*arguments, **options)
    assert problems == ()
    return document


def plan(*activities, **changes):
    return Plan(
        **{
            "title": "План работы",
            "period": Period.school_year(2018),
            "sections": [Section(title="Раздел", activities=activities)],
            **changes,
        }
    )


def names(document):
    with ZipFile(BytesIO(document)) as archive:
        return archive.namelist()


def grid(document, table):
    """Return the widths of a table behind that of the first page."""
    columns = Document(BytesIO(document)).tables[table + 1]._tbl.tblGrid
    return [round(int(column.get(qn("w:w"))) / 56.69) for column in columns]


@pytest.fixture(scope="module")
def seed(examples):
    return marked(load_plan(examples / "seed.yaml"), SEED_MARKS)


@pytest.fixture(scope="module")
def document(seed):
    return made(seed)


@pytest.fixture
def no_matplotlib(monkeypatch):
    for module in ("canvas", "picture"):
        monkeypatch.delitem(sys.modules, f"plandoc.formats.docx.{module}", raising=False)
    monkeypatch.setitem(sys.modules, "matplotlib", None)


DONE = Activity(title="Дело", outcome=Outcome(status="done", date="2018-10-12"))


def test_the_title_goes_on_with_the_heading_and_ends_with_the_day(document):
    """«ОТЧЁТ», «о выполнении плана работы …», «по состоянию на …»."""
    lines = outline(document).splitlines()
    titles = [n for n, line in enumerate(lines) if line.startswith(("Title", "Отчёт: дата"))]
    assert lines[titles[0]] == "Title: ОТЧЁТ"
    assert lines[titles[1]].startswith("Title: о выполнении плана работы / образовательно-")
    assert lines[titles[2]] == "Отчёт: дата: по состоянию на 1\u00a0июня\u00a02019\u00a0г."
    assert titles == list(range(titles[0], titles[0] + 3))


def test_outcomes_stand_in_their_column(document):
    """The layout that was signed, with its last column filled."""
    said = outline(document)
    assert "| Паспорт | Выполнено 28.09.2018 (протокол от 28.09.2018 №\u00a03)" in said
    assert "| Выполнено частично. Проект стратегии вынесен на обсуждение ¶ Срок истёк" in said


def test_each_row_says_its_state():
    """An empty cell would hide what matters; a mark is a sentence, with what it does not say."""
    rows = {
        Activity(title="а", deadline="октябрь 2018"): "Срок истёк 31.10.2018, отметки нет",
        Activity(title="б", deadline="август 2019"): "Срок не наступил",
        Activity(
            title="в", deadline="октябрь 2018",
            outcome=Outcome(status="in_progress", text="готовится проект"),
        ): "В работе. Готовится проект ¶ Срок истёк 31.10.2018",
        Activity(
            title="г", deadline="октябрь 2018",
            outcome=Outcome(status="postponed", moved_to="ноябрь 2019", reason="карантин"),
        ): "Перенесено на ноябрь 2019 г. Причина: карантин",
        Activity(
            title="д", deadline="октябрь 2018", outcome=Outcome(status="done", date="2018-11-12")
        ): "Выполнено 12.11.2018 ¶ Позже срока на 12 дн.",
        Activity(
            title="е", deadline="октябрь 2018", outcome=Outcome(status="done", evidence="акт")
        ): "Выполнено (акт) ¶ Дата не указана",
        DONE: "Выполнено 12.10.2018",
    }  # fmt: skip
    said = outline(made(plan(*rows, columns=["title"]))).replace("\u00a0", " ")
    lines = [line for line in said.splitlines() if line.startswith(" cantSplit | ")]
    told = [line.split(" | ") for line in lines]
    shown = [row[2] for row in told if len(row) == 3]
    assert [text for text in rows.values() if text not in shown] == []


def test_an_untouched_report_brings_no_marks(seed):
    """What the report says of a state is nobody's mark, whoever sends the file back."""
    document = made(seed)
    taken = take_in(seed, [read_document(document)])
    assert taken.plan == seed
    assert not taken.proposals


def test_figures_stand_between_the_plan_and_the_signatures():
    """Whoever signs, signs all of it: notes explain the table, the summary follows, then names."""
    said = outline(
        made(plan(*[DONE] * 15, notes=["Примечание."], signatures=[Signature(post="Методист")]))
    )
    order = ["[picture", "Дело", "Примечание.", "Сводка", "По разделам", "Порядок", "Методист"]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


def test_contents_name_the_figures_of_a_report():
    """And not with a template that has no bookmark for their page."""
    blocks = ["title", "contents", "table", {"heading": "Часть"}]
    subject = plan(DONE, blocks=blocks)
    entry = "План: строка содержания:  → Сводка о выполнении мероприятий"
    assert entry in outline(made(subject))
    assert "заголовок сводки: Сводка" in outline(made(subject)).split(entry)[1]
    older = without("{% bookmark item.bookmark %}")
    assert entry not in outline(made(subject, SEED_DAY, older))


def test_a_plan_without_a_column_for_outcomes_gets_one():
    """Its widths that still fit are kept; the sheet stays as it was told to lie."""
    columns = [Column(key="number", width=12), Column(key="title", width=90)]
    upright = Layout(orientation="portrait")
    document = made(plan(DONE, columns=columns, layout=upright))
    assert "| 1.1. | Дело | Выполнено 12.10.2018\n" in outline(document)
    assert grid(document, 0) == [12, 90, 78]


def test_widths_that_leave_no_room_for_outcomes_are_found_anew():
    """Columns that filled the sheet without outcomes share it with them now, by their text."""
    widths = {"number": 12, "title": 78, "executors": 45, "deadline": 45}
    columns = [Column(key=key, width=width) for key, width in widths.items()]
    wordy = Activity(title="Заседание координационного совета кластера " * 5, executors=["КС"])
    document = made(plan(wordy, columns=columns, layout=Layout(orientation="portrait")))
    found = grid(document, 0)
    assert sum(found) == pytest.approx(180, abs=2)
    assert found[-1] >= 42
    assert found[1] > 2 * found[2]


def test_outcomes_have_room_even_where_few_are_written(examples):
    """A column that was to be filled by hand is wide enough for what is printed in it."""
    assert grid(made(load_plan(examples / "school.yaml")), 1)[-1] >= 42


@pytest.mark.parametrize(
    ("approvals", "says", "is_silent_of"),
    [
        ("cleared", ["Д.В. Борисов", "« __ » _________ 20__ г."], ["_________ 2018 г."]),
        ("kept", ["Д.В. Борисов", "« 01 » _________ 2018 г."], []),
        ("none", [], ["Борисов", "СОГЛАСОВАНО", "УТВЕРЖДАЮ"]),
    ],
)
def test_approvals_are_what_was_asked_for(seed, approvals, says, is_silent_of):
    """Cleared, kept or none; cleared is what happens unasked."""
    document = made(seed, approvals=ReportApprovals(approvals))
    said = outline(document).replace("\u00a0", " ")
    assert [text for text in says if text not in said] == []
    assert [text for text in is_silent_of if text in said] == []
    assert (document == made(seed)) is (approvals == "cleared")


def test_the_pictures_have_words(document):
    """Two images, each with one relationship and a drawing whose text says every figure."""
    xml = part(document, "word/document.xml")
    assert [names(document).count(one) for one in (PICTURE, FIRST)] == [1, 1]
    relations = re.findall(r'Id="(\w+)"[^>]*Target="media/', part(document, RELATIONS))
    assert [xml.count(f'r:embed="{relation}"') for relation in relations] == [1, 1]
    first, told = re.findall(r'<wp:docPr [^>]*descr="([^"]*)"', xml)
    assert first.startswith("Диаграмма «Выполнение плана», по состоянию на 1 июня 2019 г. Всего")
    assert "ноябрь 2018 — план 9, выполнено 7" in first
    assert "август 2019 — план 17;" in first
    assert "Задача 3. Организация взаимодействия" in told
    assert "выполнено в срок — 2, просрочено — 1." in told
    assert 'Extension="png" ContentType="image/png"' in part(document, "[Content_Types].xml")


def test_the_chart_is_as_wide_as_the_text(document):
    """Its size is that of the picture, so nothing is stretched."""
    from PIL import Image

    shapes = Document(BytesIO(document)).inline_shapes
    for shape, name in zip(shapes, (FIRST, PICTURE), strict=True):
        assert shape.width.mm == pytest.approx(267, abs=0.1)
        with ZipFile(BytesIO(document)) as archive:
            width, height = Image.open(BytesIO(archive.read(name))).size
        assert shape.height / shape.width == pytest.approx(height / width, rel=0.01)


def test_a_plan_has_no_picture_and_no_trace_of_one(seed):
    """No image, no relationship to one, no content type of one, none of the report's words."""
    document = render_document(seed)
    assert not [name for name in names(document) if "media" in name]
    assert "image" not in part(document, RELATIONS)
    assert "png" not in part(document, "[Content_Types].xml")
    assert "<w:drawing" not in part(document, "word/document.xml")
    assert "Сводка" not in outline(document)


def test_every_relationship_leads_somewhere(document, seed):
    """What is listed is in the package, in the report and in the plan."""
    for package in (document, render_document(seed)):
        targets = re.findall(r'Target="([^"]+)"', part(package, RELATIONS))
        assert len(targets) > 3
        inside = {f"word/{target}".replace("word/../", "") for target in targets}
        assert inside - set(names(package)) == set()


def test_numbers_of_drawings_and_bookmarks_are_unique(document):
    """No two drawings and no two bookmarks bear one number."""
    xml = part(document, "word/document.xml")
    for pattern in (r'<wp:docPr id="(\d+)"', r'<w:bookmarkStart [^>]*w:id="(\d+)"'):
        found = re.findall(pattern, xml)
        assert found
        assert len(found) == len(set(found))


@pytest.mark.usefixtures("no_matplotlib")
def test_without_matplotlib_the_report_is_made_and_the_lack_is_told(seed):
    """No picture, no placeholder, all figures; a note says how to get the chart."""
    document, (problem,) = rendered(seed)
    assert (problem.code, problem.severity) == ("PLN790", Severity.NOTE)
    for language in LANGUAGES:
        assert "pip install '.[charts]'" in problem.text(language)
    assert not [name for name in names(document) if "media" in name]
    assert "image" not in part(document, RELATIONS)
    said = outline(document)
    assert "[picture" not in said
    assert "Выполнение мероприятий по разделам" not in said
    assert "| Всего по плану | 20 |" in said
    assert "Отчёт: главное: 9 из 19 мероприятий выполнено (47,4\u00a0%)" in said
    assert "Всего по плану: всего 20, выполнено в срок — 6" in said
    assert "ноябрь 2018 — план 9, выполнено 7" in said


def test_same_report_same_bytes(seed, document):
    """Two renderings are one file, and dates come from the caller alone."""
    assert made(seed) == document
    dated = made(seed, created=datetime(2019, 6, 1, tzinfo=UTC))
    assert "2019-06-01T00:00:00Z" in part(dated, "docProps/core.xml")


def test_the_file_says_what_it_is_and_whose_it_is(seed, document):
    """A title of its own; the identity is that of the plan which was signed."""
    core = Document(BytesIO(document)).core_properties
    assert core.title.startswith("Отчёт о выполнении плана работы образовательно-")
    assert core.title.endswith(", по состоянию на 1 июня 2019 г.")
    custom = part(document, "docProps/custom.xml")
    assert seed.id in custom
    assert seed.content_hash in custom


def test_every_outcome_can_be_found_again(seed, document):
    """The report has the plan's bookmarks, so marks written into it are known by activity."""
    xml = part(document, "word/document.xml")
    for row in seed.activity_rows():
        assert xml.count(f'w:name="plandoc_{row.activity.id}"') == 1


def test_a_report_is_read_back_like_the_plan(seed, document):
    """Its rows are the plan's, and nothing of its figures is taken for one."""
    returned = read_document(document)
    ids = [row.cells["id"].value for row in returned.rows]
    assert ids == [row.activity.id for row in seed.activity_rows()]
    assert returned.problems == ()


def test_tables_of_figures_repeat_their_headings_and_never_split_a_row(document):
    """The first row is flagged and runs upwards; the last row is bold."""
    tables = Document(BytesIO(document)).tables[3:]
    assert len(tables) == 3
    for table in tables:
        rows = table._tbl.tr_lst
        flagged = [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows]
        assert flagged == [True] + [False] * (len(rows) - 1)
        assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
        directions = [tc.tcPr.find(qn("w:textDirection")).get(qn("w:val")) for tc in rows[0].tc_lst]
        assert directions == ["lrTb"] + ["btLr"] * 14
        height = rows[0].trPr.find(qn("w:trHeight"))
        assert int(height.get(qn("w:val"))) > 1000
        bold = [run.find(f".//{qn('w:b')}") is not None for run in rows[-1].iter(qn("w:r"))]
        assert all(bold)
        grids = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        for row in rows:
            assert [int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in row.tc_lst] == grids


def test_headings_of_a_report_have_outline_levels(document):
    """A reader that jumps from heading to heading, and the bookmarks of a PDF, find them."""
    styles = Document(BytesIO(document)).styles
    for name, level in (("Отчёт: заголовок сводки", "0"), ("Отчёт: заголовок таблицы", "1")):
        assert styles[name].element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == level


def test_any_text_goes_in_and_comes_out_unchanged():
    """Marks of XML and Jinja in a section, an executor and a title reach tables and chart."""
    hostile = "<w:t>&amp; \" ' {{ title }} {% endif %} ]]> =1+1"
    subject = plan(
        sections=[
            Section(title=hostile, activities=[Activity(title="а", executors=[hostile])] * 14),
            Section(title="Второй", activities=[Activity(title=hostile, deadline="май 2018")]),
        ],
        columns=["title"],
    )
    document = made(subject)
    cells = outline(document).splitlines()
    assert sum(bare(hostile) in bare(line) for line in cells) == 7
    body = Document(BytesIO(document)).element.body
    assert any(hostile in one.get("descr") for one in body.iter(qn("wp:docPr")))


def test_an_empty_plan_has_a_report_without_a_chart():
    """There is nothing to draw, and nothing is missing."""
    document = made(plan())
    assert not [name for name in names(document) if "media" in name]
    assert "0 из 0 мероприятий выполнено" in outline(document)


def test_a_report_in_english_speaks_english():
    """All words come from the table of the plan's language."""
    said = outline(made(plan(DONE, language="en")))
    assert "Title: REPORT / on the fulfilment of activities\n" in said
    assert not re.findall("Выполнен|Сводка|состоянию", said)


def test_in_a_report_the_plan_s_last_rows_are_not_held_by_the_signature():
    """They go with the table; what the signature takes along are the rules of counting."""
    document = made(long_plan(), date(2019, 2, 1))
    rows = Document(BytesIO(document)).tables[1]._tbl.tr_lst
    assert rows[-1].find(f".//{qn('w:keepNext')}").get(qn("w:val")) == "off"


@pytest.mark.slow
def test_five_thousand_activities_are_reported():
    """Rows, figures and chart of a plan far larger than any real one."""
    subject = plan(*(Activity(title=f"Дело {n}", executors=["А"]) for n in range(5000)))
    assert "| Всего по плану | 5000 |" in outline(made(subject))


# --- templates that people restyle -----------------------------------------------------------


def saved(document):
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def shipped():
    return Document(BytesIO(standard_template_bytes()))


def paragraphs(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def without(*texts):
    """Return the shipped template with tags taken out of it."""
    document = shipped()
    for text in texts:
        found = [paragraph for paragraph in paragraphs(document) if text in paragraph.text]
        assert found, text
        for paragraph in found:
            paragraph.text = paragraph.text.replace(text, "")
    return saved(document)


def without_blocks(opening):
    """Return the shipped template without what stands between a tag and its end.

    Without what depends on the report, the branch of its figures goes too.
    """
    document, depth, in_report = shipped(), 0, False
    for element in list(document.element.body):
        text = "".join(node.text or "" for node in element.iter(qn("w:t")))
        if text.startswith("{%p elif item.kind"):
            in_report = '"report"' in text and opening == "{%p if report %}"
        if in_report:
            element.getparent().remove(element)
            continue
        if depth or text == opening:
            depth += text.startswith(("{%p if", "{%p for")) - text.startswith("{%p end")
            element.getparent().remove(element)
    return saved(document)


def test_a_restyled_template_prints_the_report_too(seed):
    """A word that its author added is in the plan and in the report."""
    document = shipped()
    document.add_paragraph("Отпечатано в одном экземпляре")
    template = saved(document)
    assert "Отпечатано в одном экземпляре" in outline(made(seed, SEED_DAY, template))
    assert "Отпечатано в одном экземпляре" in outline(render_document(seed, template))


@pytest.mark.parametrize(
    ("tag", "text"),
    some(
        [
            ("{{ report.heading }}", "ОТЧЁТ"),
            ("{{ group.heading }}", "Срок истёк: 4"),
            ("{{ line }}", "2.5. Проведение мониторинга"),
            ("{{ report.as_of }}", "по состоянию на 1\u00a0июня\u00a02019\u00a0г."),
            ("{{ report.summary_heading }}", "Сводка о выполнении мероприятий"),
            ("{{ total }}", "Запланировано мероприятий: 20"),
            ("{{ table.heading }}", "По разделам"),
            ("{{ value.text }}", "Задача 1. Создание нормативно"),
            ("{{ report.rules_heading }}", "Порядок подсчёта"),
            ("{{ rule }}", "Срок наступил, если"),
        ]
    ),
)
def test_a_template_that_would_lose_a_text_of_the_report_is_refused(seed, tag, text):
    """Whichever tag is missing, the first text that is lost by it is named."""
    with pytest.raises(TemplateError) as error:
        rendered(seed, SEED_DAY, without(tag))
    assert {problem.code for problem in error.value.problems} == {"PLN791"}
    assert error.value.problems[0].values["text"].startswith(text)


def test_a_template_from_before_reports_is_refused_briefly(seed):
    """It prints plans; for a report each thing that it would lose is named once."""
    template = without_blocks("{%p if report %}")
    assert outline(render_document(seed, template)) == outline(render_document(seed))
    with pytest.raises(TemplateError) as error:
        rendered(seed, SEED_DAY, template)
    lost = [problem.values["text"] for problem in error.value.problems]
    assert lost[:3] == [
        f"о выполнении плана{seed.title[4:]}\nна 2018\u20112019 учебный год",
        "ОТЧЁТ",
        "по состоянию на 1\u00a0июня\u00a02019\u00a0г.",
    ]
    assert {"По разделам", "По исполнителям", "По месяцам"} < set(lost)
    assert len(lost) == 9


def test_when_plandoc_loses_a_text_it_accuses_itself(seed, monkeypatch):
    """A line of figures that does not reach the document is a bug of plandoc."""
    real = door.context_of

    def forgetful(*arguments, **options):
        context = real(*arguments, **options)
        table = context.report.summary[1]
        short = door.replace(table, lines=(*table.lines[:-1], table.lines[0]))
        report = door.replace(context.report, summary=(context.report.summary[0], short,
                                                       context.report.summary[2]))  # fmt: skip
        return door.replace(context, report=report)

    monkeypatch.setattr(door, "context_of", forgetful)
    with pytest.raises(LostTextError, match="Секретарь"):
        rendered(seed)


def test_an_unknown_name_of_a_report_is_refused():
    """Names are looked up behind `report`, which may not be there, and in what it holds."""
    template = without("{{ report.as_of }}")
    document = Document(BytesIO(template))
    document.add_paragraph("{%p if report %}")
    document.add_paragraph("{{ report.as_off }}{{ report.chart.hight }}")
    document.add_paragraph("{%p for table in report.summary %}")
    document.add_paragraph("{{ table.haeding }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    with pytest.raises(TemplateError) as error:
        render_document(plan(DONE), saved(document))
    nearest = {p.values["name"]: p.values["nearest"] for p in error.value.problems}
    assert nearest == {"as_off": "as_of", "hight": "height", "haeding": "heading"}


def test_a_template_without_the_picture_prints_the_report_without_the_chart(seed):
    """Its author did not want it: it is not drawn, and nothing is missing."""
    report = made(seed, SEED_DAY, without_blocks("{%p if report.chart %}"))
    assert PICTURE not in names(report)
    assert "| Всего по плану | 20 |" in outline(report)


def test_a_picture_made_smaller_in_word_stays_smaller(seed):
    """Half as wide as the text, half as wide as the sheet that lies."""
    document = shipped()
    document.inline_shapes[0].width = Mm(90)
    shape = Document(BytesIO(made(seed, SEED_DAY, saved(document)))).inline_shapes[0]
    whole = Document(BytesIO(made(seed))).inline_shapes[0]
    assert shape.width.mm == pytest.approx(133.5, abs=0.1)
    assert shape.height / shape.width == pytest.approx(whole.height / whole.width, rel=0.001)


def test_a_picture_of_the_author_s_own_stays(seed):
    """A coat of arms is in the plan and in the report, where the chart is beside it."""
    from PIL import Image

    arms = BytesIO()
    Image.new("RGB", (30, 30), "navy").save(arms, "png")
    document = shipped()
    document.add_paragraph().add_run().add_picture(arms, Mm(20))
    template = saved(document)
    plain, report = render_document(seed, template), made(seed, SEED_DAY, template)
    assert len([name for name in names(plain) if "media" in name]) == 1
    assert len([name for name in names(report) if "media" in name]) == 3
    for package in (plain, report):
        embedded = re.findall(r'r:embed="(\w+)"', part(package, "word/document.xml"))
        relations = part(package, RELATIONS)
        assert embedded
        assert all(f'Id="{one}"' in relations for one in embedded)
        assert part(package, "[Content_Types].xml").count('Extension="png"') == 1


def test_a_placeholder_changed_in_word_still_is_one(seed):
    """Another image in it, cropped, also for programs that show SVG: the chart takes its place."""
    document = shipped()
    blip = document.inline_shapes[0]._inline.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(f'<a:extLst {nsdecls("a")}><a:ext uri="{{96DAC541}}"/></a:extLst>'))
    blip.addnext(parse_xml(f'<a:srcRect {nsdecls("a")} l="10000"/>'))
    report = made(seed, SEED_DAY, saved(document))
    xml = part(report, "word/document.xml")
    assert "srcRect" not in xml
    assert "96DAC541" not in xml
    assert PICTURE in names(report)
