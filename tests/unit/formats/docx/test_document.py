"""plandoc.formats.docx.document: the DOCX to sign."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.docx_text import bare, outline, part

import plandoc.formats.docx.document as door
from plandoc.errors import LostTextError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.issued import Issued, carried_in, issued_of, issued_xml
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.ooxml.pack import pack
from plandoc.ooxml.package import Package
from plandoc.page.sheet import PAPERS
from plandoc.progress.figures import report
from plandoc.schema.activity import Activity, Section
from plandoc.schema.approval import Approval, Officer, Signature
from plandoc.schema.layout import Column, Layout, Margins, PaperSize
from plandoc.schema.outcome import Outcome
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan, ShortNames
from plandoc.wording.columns import issued_texts, manifest
from plandoc.wording.phrases import Wording
from plandoc.words.texts import without_spaces

SIX = ["number", "title", "executors", "deadline", "expected_result", "outcome"]
WIDE = Activity(
    title="Разработка и утверждение плана-графика работы кластера",
    executors=["Председатель координационного совета"],
    deadline="Сентябрь-октябрь 2018 г.",
    expected_result="Утверждённый план-график работы",
)
HOSTILE = [
    "<w:t>&amp; & < > \" '",
    "{{ title }} {% for x in y %} {# c #}",
    "{_{ x }_} {_% y %_}",
    "строка\nвторая\tс табуляцией",
    "=1+1",
    "неразрывный\u00a0пробел и\u2011дефис",
    "  пробелы по краям  ",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀 漢字 עברית",
    "&lt;уже&gt; &#1040;",
    "\u2028\u2029",
    "я" * 3000,
]


def plan(*titles, **changes):
    activities = [Activity(title=title, deadline="май 2019") for title in titles]
    return Plan(
        **{
            "title": "План работы",
            "period": Period.school_year(2018),
            "sections": [Section(title="Раздел", activities=activities)],
            **changes,
        }
    )


def rows_of(document, table=-1):
    return Document(BytesIO(document)).tables[table]._tbl.tr_lst


@pytest.mark.parametrize("hostile", HOSTILE)
def test_any_text_goes_in_and_comes_out_unchanged(hostile):
    """Marks of XML and Jinja, breaks, blanks and length: all of it is found in the document."""
    made = render_document(
        plan(
            f"начало {hostile} конец",
            title=f"План {hostile} года",
            notes=[f"Примечание {hostile}."],
            signatures=[Signature(post=f"Пост {hostile}.")],
            approvals=[Approval(kind="approve", officer=Officer(post=f"Пост {hostile}."))],
        )
    )
    cells = [
        bare("".join(t.text or "" for t in tc.iter(qn("w:t"))))
        for row in rows_of(made, 1)
        for tc in row.tc_lst
    ]
    expected = bare(hostile.replace("\u2011", ""))
    assert any(expected in cell.replace("-", "") or expected in cell for cell in cells)


def test_breaks_and_tabs_are_words_own():
    """A newline in a title is a line break, a tab is a tab."""
    xml = part(render_document(plan("х", title="Первая\nвторая\tтретья")), "word/document.xml")
    assert "<w:br/>" in xml
    assert "<w:tab/>" in xml


def test_same_plan_same_bytes():
    """Two renderings of one plan are one file."""
    assert render_document(plan("а")) == render_document(plan("а"))


def test_dates_come_from_the_caller():
    """`created` stands in the properties; without it there is no date."""
    dated = render_document(plan("а"), created=datetime(2018, 9, 1, tzinfo=UTC))
    assert "2018-09-01T00:00:00Z" in part(dated, "docProps/core.xml")
    assert "dcterms" not in part(render_document(plan("а")), "docProps/core.xml").split(">", 2)[2]


def test_the_file_says_what_it_is():
    """Title, author, subject and language stand in the properties; identity beside them."""
    subject = plan("а", author="Отдел <плана>", language="ru-RU")
    made = render_document(subject)
    core = Document(BytesIO(made)).core_properties
    assert (core.title, core.author) == ("План работы на 2018-2019 учебный год", "Отдел <плана>")
    assert (core.subject, core.language) == ("на 2018-2019 учебный год", "ru-RU")
    custom = part(made, "docProps/custom.xml")
    assert subject.id in custom
    for name, value in manifest(subject, Wording("ru-RU")).items():
        assert f'name="{name}"><vt:lpwstr>{value}</vt:lpwstr>' in custom


def template_with(last="", **added):
    """Return plandoc's own template with XML at the end of its body, and with parts added."""
    with ZipFile(BytesIO(standard_template_bytes())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode()
    parts["word/document.xml"] = xml.replace("<w:sectPr", f"{last}<w:sectPr", 1).encode()
    return pack(parts | added)


def issued_in(document, number=1):
    name = f"customXml/item{number}.xml"
    return issued_of(Package({name: part(document, name).encode()}), name)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_the_file_holds_what_was_issued(hostile):
    """Texts by id and key, headings by key, sections and what stands below, all as they are."""
    place = Column(key="place", heading="Место <&> «зал»")
    subject = plan(
        columns=["title", "outcome", place],
        sections=[
            Section(
                title="Раздел",
                activities=[Activity(title=f"а{hostile}", fields={"place": f"б{hostile}"})],
            )
        ],
        notes=[f"Примечание {hostile}."],
    )
    held = issued_in(render_document(subject))
    wording = Wording("ru-RU")
    assert held.texts == issued_texts(subject, wording)
    assert next(iter(held.texts.values()))["fields.place"] == f"б{hostile}"
    assert list(held.columns.items()) == [
        ("title", "Наименование мероприятия"),
        ("outcome", "Отметка о выполнении"),
        ("fields.place", "Место <&> «зал»"),
    ]
    assert held.sections == ("1. Раздел",)
    assert bare(subject.notes[0]) in "".join(map(bare, held.lines))
    assert {"1. Раздел", "Отметка о выполнении"} <= set(held.lines)


def test_what_was_issued_stands_beside_the_data_of_a_template():
    """A template's own custom XML keeps its place; one that holds an old plan's gets the new."""
    old = b"".join(issued_xml(Issued({"title": "Старый"}, {})))
    made = render_document(plan("а"), template_with(**{"customXml/item1.xml": b"<their/>"}))
    assert part(made, "customXml/item1.xml") == "<their/>"
    assert list(issued_in(made, 2).columns)[:2] == ["number", "title"]
    made = render_document(plan("а"), template_with(**{"customXml/item1.xml": old}))
    assert list(issued_in(made).columns)[:2] == ["number", "title"]
    assert "customXml/item2.xml" not in ZipFile(BytesIO(made)).namelist()


def test_a_plan_of_any_size_is_carried():
    """Parsers refuse a text of ten megabytes, and with it all that was issued."""
    carried = "План " * 2_000_000
    told = b"".join(issued_xml(Issued({"title": "Тема"}, {}, plan=carried)))
    package = Package({"customXml/item1.xml": told})
    assert issued_of(package, "customXml/item1.xml").columns == {"title": "Тема"}
    assert carried_in(package) == carried


def test_bookmarks_of_a_template_keep_their_numbers():
    """No two bookmarks of a document have one number, whatever the template has already."""
    own = '<w:bookmarkStart w:id="2" w:name="своя"/><w:bookmarkEnd w:id="2"/>'
    made = render_document(plan("а", "б"), template_with(own))
    starts = Document(BytesIO(made)).element.xpath("//w:bookmarkStart")
    numbers = [start.get(qn("w:id")) for start in starts]
    assert len(numbers) == 3
    assert len(set(numbers)) == 3


def without_last_row(context):
    """Return a context whose table lacks its last row."""
    blocks = tuple(
        replace(block, table=replace(block.table, rows=block.table.rows[:-1]))
        if block.table
        else block
        for block in context.blocks
    )
    return replace(context, blocks=blocks)


def test_a_lost_text_is_said_to_be_a_bug(monkeypatch):
    """When a text does not reach the document, plandoc accuses itself."""
    real = door.context_of

    def forgetful(*arguments):
        return without_last_row(real(*arguments))

    monkeypatch.setattr(door, "context_of", forgetful)
    with pytest.raises(LostTextError, match="последнее"):
        render_document(plan("первое", "последнее"))


def test_a_text_that_stands_twice_is_sought_twice(monkeypatch):
    """Losing one of two equal activities is noticed."""
    real = door.context_of

    def forgetful(*arguments):
        return without_last_row(real(*arguments))

    monkeypatch.setattr(door, "context_of", forgetful)
    with pytest.raises(LostTextError):
        render_document(plan("одно и то же", "одно и то же"))


def test_the_header_row_is_flagged_and_the_number_row_with_it():
    """Headings, and column numbers if asked for, repeat on every page."""
    flagged = [
        r.find(f".//{qn('w:tblHeader')}") is not None for r in rows_of(render_document(plan("а")))
    ]
    assert flagged == [True, False, False]
    made = render_document(plan("а", layout=Layout(column_numbers=True)))
    flagged = [r.find(f".//{qn('w:tblHeader')}") is not None for r in rows_of(made)]
    assert flagged == [True, True, False, False]


def test_short_rows_stay_whole_and_long_rows_may_split():
    """A row of a line is unsplittable; one taller than the page must split or lose text."""
    rows = rows_of(render_document(plan("коротко", "слово " * 800)))
    split = [row.find(f".//{qn('w:cantSplit')}").get(qn("w:val")) for row in rows[2:]]
    assert split == ["on", "off"]


def test_a_section_keeps_with_the_row_below_and_spans_all_columns():
    """A section heading is a real heading, kept with what follows, as wide as the table."""
    row = rows_of(render_document(plan("а")))[1]
    assert [tc.grid_span for tc in row.tc_lst] == [6]
    style = row.tc_lst[0].p_lst[0].pPr.pStyle.val
    assert style == "Heading1"
    heading = next(
        s for s in Document(BytesIO(render_document(plan("а")))).styles if s.style_id == style
    )
    assert heading.paragraph_format.keep_with_next


def test_grid_and_cells_have_the_same_widths():
    """Fixed layout, and every cell as wide as its grid column."""
    made = render_document(plan("а", "б"))
    table = Document(BytesIO(made)).tables[-1]._tbl
    grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
    assert table.tblPr.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    for row in table.tr_lst:
        widths = [int(tc.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for tc in row.tc_lst]
        assert widths == (grid if len(widths) > 1 else [sum(grid)])


@pytest.mark.parametrize(
    ("columns", "layout", "size"),
    [
        (["number", "title", "deadline", "executors"], {}, (210, 297)),
        (SIX, {}, (297, 210)),
        (["number", "title"], {"orientation": "landscape"}, (297, 210)),
        (SIX,
         {"orientation": "portrait"}, (210, 297)),
    ],
)  # fmt: skip
def test_the_sheet_turns_by_its_columns_unless_told(columns, layout, size):
    """Few columns stand upright, many full ones lie; the plan has the last word."""
    changes = {"sections": [], "activities": [WIDE], "columns": columns}
    made = Document(BytesIO(render_document(plan(**changes, layout=Layout(**layout)))))
    section = made.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_a_plan_kept_over_ten_years_has_a_wide_left_margin():
    """30 mm instead of 20, and the table is narrower by as much."""
    layout = Layout(kept_over_ten_years=True, orientation="landscape")
    made = Document(BytesIO(render_document(plan("а", layout=layout))))
    assert round(made.sections[0].left_margin.mm) == 30
    grid = made.tables[-1]._tbl.tblGrid
    assert sum(int(c.get(qn("w:w"))) for c in grid) == pytest.approx(257 * 56.7, abs=20)


@pytest.mark.parametrize("size", PaperSize)
def test_a_plan_may_have_its_own_sheet_margins_and_font(size):
    """What the layout says of the page stands in the document and in its report."""
    layout = Layout(paper=size, margins=Margins(left=25, top=12), font="Arial")
    subject = plan("а", layout=layout)
    printed, _ = render_report_document(subject, report(subject, date(2018, 10, 1)))
    for made in (render_document(subject), printed):
        section = Document(BytesIO(made)).sections[0]
        sides = sorted(round(one.mm, 1) for one in (section.page_width, section.page_height))
        assert sides == [*PAPERS[size]]
        margins = section.left_margin, section.right_margin, section.top_margin
        assert [round(one.mm) for one in margins] == [25, 10, 12]
        fonts = re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]+)"', part(made, "word/styles.xml"))
        assert set(fonts) == {"Arial"}


def test_a_broad_font_gets_broad_columns():
    """Columns are as wide as words are in the font of the plan; an unknown one counts as broad."""
    numbers = {}
    for font in ("", "Arial", "Никому Не Известный"):
        made = Document(BytesIO(render_document(plan("а", layout=Layout(font=font)))))
        numbers[font] = int(made.tables[-1]._tbl.tblGrid[0].get(qn("w:w")))
    assert numbers[""] < numbers["Arial"] < numbers["Никому Не Известный"]


def test_every_outcome_has_a_bookmark_of_its_activity():
    """The outcome's cell can be found again by the activity's id, also after renumbering."""
    subject = plan("а", "б")
    xml = part(render_document(subject), "word/document.xml")
    for row in subject.activity_rows():
        assert xml.count(f'w:name="plandoc_{row.activity.id}"') == 1


def test_an_outcome_is_printed_in_its_column():
    """What was recorded stands in the last column."""
    done = Activity(title="а", outcome=Outcome(status="done", date="12.10.2018"))
    made = render_document(plan(sections=[Section(title="Р", activities=[done])]))
    assert "| Выполнено 12.10.2018\n" in outline(made)


def test_empty_plans_and_sections_work():
    """No activities, no sections: headings alone."""
    assert len(rows_of(render_document(plan(sections=())))) == 1
    assert len(rows_of(render_document(plan(sections=[Section(title="Пусто")])))) == 2


@pytest.mark.slow
def test_five_thousand_rows_all_arrive():
    """A plan of 5 000 activities has 5 000 rows."""
    assert len(rows_of(render_document(plan(*(f"Дело {n}" for n in range(5000)))))) == 5002


def test_own_columns_follow_their_description():
    """Order, headings and widths of columns are the plan's."""
    columns = ["title", Column(key="place", heading="Место", width=40), "number"]
    activity = Activity(title="Дело", fields={"place": "зал"})
    made = render_document(plan(columns=columns, sections=(), activities=[activity]))
    said = outline(made)
    assert "| Наименование мероприятия | Место | № п/п\n" in said
    assert "| Дело | зал | 1.\n" in said
    assert ", 40, " in said


def test_short_names_are_listed_when_asked():
    """The list stands under the table."""
    made = render_document(
        plan("а", short_names={"КС": "Координационный совет"}, short_names_shown=ShortNames.LISTED)
    )
    assert "План: примечание: КС — Координационный совет\n" in outline(made)


def test_bullets_keep_their_marks_and_hang():
    """A line that begins with a dash is set as a list and keeps its dash."""
    made = render_document(plan("Подготовка:\n- классов;\n- мастерских."))
    paragraphs = [p for row in rows_of(made)[2:] for tc in row.tc_lst[1:2] for p in tc.p_lst]
    assert [p.pPr.pStyle.val for p in paragraphs] == ["Plan3", "Plan4", "Plan4"]
    assert bare("".join(t.text for p in paragraphs for t in p.iter(qn("w:t")))).count("-") == 2


def test_the_page_number_begins_on_the_second_page():
    """The first page has a header of its own, an empty one; the rest carry the number on top."""
    made = Document(BytesIO(render_document(plan("а"))))
    section = made.sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    assert "PAGE" in section.header._element.xml
    assert round(section.header_distance.mm) == 10


def test_the_font_is_named_for_every_script():
    """Nothing is left to the defaults of a program."""
    styles = part(render_document(plan("а")), "word/styles.xml")
    assert "Calibri" not in styles
    assert styles.count('w:cs="Times New Roman"') == styles.count("<w:rFonts")


def test_six_columns_of_short_words_stand_upright():
    """A sheet is not turned for columns that have nothing to say."""
    made = Document(BytesIO(render_document(plan("Дело", columns=SIX))))
    assert round(made.sections[0].page_width.mm) == 210


def test_a_signature_takes_the_last_rows_along():
    """With a signature the last two rows keep with it, also over notes between; else none does."""

    def kept(**changes):
        rows = rows_of(render_document(plan("а", "б", "в", **changes)), 0)[2:]
        return [row.find(f".//{qn('w:keepNext')}").get(qn("w:val")) for row in rows]

    signature = Signature(post="Методист", name="С.С. Сидорова")
    assert kept(signatures=[signature], notes=["Примечание."]) == ["off", "on", "on"]
    assert kept() == ["off", "off", "off"]


@pytest.mark.parametrize("day", ["30.08.2018", None])
@pytest.mark.parametrize("basis", ["act", "minutes"])
@pytest.mark.parametrize("officer", [True, False])
def test_an_act_or_minutes_may_have_no_number_and_no_date(basis, day, officer):
    """Without a number none is printed, nor a blank for it; minutes with neither are the body."""
    said = {"act": {"of": "директора"}, "minutes": {"body": "решением совета"}}[basis]
    said |= {"date": day, "number": None}
    signer = {"officer": {"post": "Директор", "date": None}} if officer else {}
    made = Plan.model_validate(
        {
            "title": "План", "period": "2018-2019", "activities": [WIDE],
            "approvals": [signer | {"kind": "approve", basis: said}],
        }
    )  # fmt: skip
    text = without_spaces(re.sub("<[^>]*>", "", part(render_document(made), "word/document.xml")))
    head = text[: text.index("План")].lower()
    assert "№" not in head
    assert ("__" in head) is officer
    assert ("от30.08.2018" in head) is (day is not None)
    assert ("протокол" in head) is (basis == "minutes" and day is not None)


@pytest.mark.parametrize("date", ["« 10 » _____ 2020 г.", "_____ 2020", "10 _____ 2020"])
@pytest.mark.parametrize("language", ["ru-RU", "en-GB"])
def test_an_annex_to_an_act_that_is_not_signed_yet_is_printed(date, language):
    """Its blanks are as wide as the pen needs, however short the author made them."""
    annex = {"annex": {"to": {"kind": "order", "date": date}}}
    subject = Plan.model_validate(
        {
            "title": "План", "period": "2020", "language": language, "gender": "masculine",
            "activities": [{"title": "Дело"}], "blocks": ["title", annex, "table"],
        }
    )  # fmt: skip
    assert "____" in part(render_document(subject), "word/document.xml")


def test_an_annex_with_a_blank_date_is_printed():
    """Its blanks are longer than those of the plan file, and no text is taken for lost."""
    annex = {"annex": {"number": "1", "to": {"of": "директора", "date": "__ _____ 20__ г."}}}
    blocks = [annex, "title", "table"]
    made = Plan.model_validate({"title": "План", "period": "2018", "blocks": blocks})
    text = part(render_document(made), "word/document.xml")
    assert re.search(r"от __\u00a0_{9,}\u00a020__", text)
