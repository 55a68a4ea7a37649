"""The report in DOCX as real readers show it: LibreOffice, OnlyOffice, the Open XML SDK."""

from datetime import date

import pytest
from support.engines import (
    ENGINES,
    missing_texts,
    pdf_boxes,
    pdf_pages,
    pdfs,
    resave_all,
    squeeze,
    validator_errors,
)
from support.reported_plans import SEED_DAY, SEED_MARKS, long_plan, marked

from plandoc import Column, load_plan, read_template, render_document
from plandoc.fields import Layout
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.page.context import context_of
from plandoc.page.report_plan import ReportApprovals, reported, stated
from plandoc.progress.figures import report
from plandoc.wording.columns import cell_text, columns_of
from plandoc.wording.phrases import Wording

pytestmark = pytest.mark.office

BODY = (20, 10)


@pytest.fixture(scope="module")
def plans(examples):
    """Return plans of many shapes with the days of their reports."""
    seed = marked(load_plan(examples / "seed.yaml"), SEED_MARKS)
    narrow = {"number": 12, "title": 78, "executors": 45, "deadline": 45}
    columns = tuple(Column(key=key, width=width) for key, width in narrow.items())
    upright = {"columns": columns, "layout": Layout(orientation="portrait")}
    return {
        "seed": (seed, SEED_DAY),
        "upright": (seed.model_copy(update=upright), SEED_DAY),
        "school": (load_plan(examples / "school.yaml"), date(2019, 3, 20)),
        "flat": (load_plan(examples / "flat.yaml"), date(2021, 7, 1)),
        "long": (long_plan(), date(2019, 2, 1)),
    }


@pytest.fixture(scope="module")
def documents(plans):
    made = {}
    for name, (plan, day) in plans.items():
        made[name], problems = render_report_document(plan, report(plan, day))
        assert problems == ()
    return made


@pytest.fixture(scope="module", params=ENGINES)
def printed(request, documents):
    made = pdfs(request.param, [(document, ".docx") for document in documents.values()])
    return dict(zip(documents, made, strict=True))


def texts_of(plan, report, page):
    """Yield every text of the report that is set as usual, from left to right."""
    wording = stated(plan, report)
    shown = reported(plan, ReportApprovals.CLEARED)
    columns = columns_of(shown, wording)
    yield from (column.heading for column in columns)
    for row in shown.activity_rows():
        for column in columns:
            yield from cell_text(row, column.key, shown, wording).split("\n")
    context = context_of(plan, wording, page, report)
    said = context.report
    first = said.overview
    yield from (context.title, said.heading, said.as_of)
    if said.chart or said.summary:  # else page 1 says it all
        yield from (said.summary_heading, *said.totals)
    yield from (f"{first.figure} {first.caption}", first.note)
    for group in first.groups:
        yield from (group.heading, *group.lines)
    for table in said.summary:
        yield from (table.heading, table.columns[0].heading)
        for line in (*table.lines, table.total):
            yield line.values[0].text
    yield from (said.rules_heading, *said.rules)
    for signature in plan.signatures:
        yield from (signature.post, signature.name)


def test_the_validator_finds_nothing(documents):
    """Every report obeys the standard to the letter."""
    assert {name: validator_errors(d, ".docx") for name, d in documents.items()} == {
        name: [] for name in documents
    }


def test_every_text_is_printed(plans, printed):
    """Marks, days, names, rules: nothing is lost on the way to paper."""
    page = read_template(standard_template_bytes()).page
    for name, (plan, day) in plans.items():
        texts = [t for t in texts_of(plan, report(plan, day), page) if squeeze(t)]
        assert len(texts) > 30
        assert missing_texts(printed[name], texts) == [], name


def test_the_first_page_is_the_picture(plans, printed):
    """Figure, bar, curve and three lists are all on page 1; the table begins on page 2."""
    for name, pdf in printed.items():
        first, second, *_ = map(squeeze, pdf_pages(pdf))
        plan, day = plans[name]
        context = context_of(plan, Wording(plan.language), read_template(
            standard_template_bytes()).page, report(plan, day))  # fmt: skip
        overview = context.report.overview
        listed = (text for one in overview.groups for text in (one.heading, *one.lines))
        # Of a text in two lines those of its neighbours come between.
        texts = [overview.figure, *(" ".join(text.split()[:2]) for text in listed)]
        assert [text for text in texts if squeeze(text) not in first] == [], name
        assert squeeze(context.columns[1].heading) not in first, name
        assert squeeze(context.columns[1].heading) in second, name


def test_headings_of_figures_are_printed_upwards_on_every_page_of_a_table(printed):
    """Each page that has figures has «Запланировано» over them, turned by a quarter."""
    for name, pdf in printed.items():
        figures = [(page, sum(w.text == "–" for w in page.words)) for page in pdf_boxes(pdf)]
        pages = [page for page, dashes in figures if dashes > 10]
        assert len(pages) > {"long": 2, "flat": -1, "school": -1}.get(name, 0), name
        for page in pages:
            oriented = [word for word in page.words if word.text == "Запланировано"]
            oriented = [word for word in oriented if word.bottom - word.top > word.width]
            assert oriented, name


def test_everything_keeps_between_the_margins(printed):
    """No figure, no name and no heading stands outside the text of its page."""
    for pdf in printed.values():
        for page in pdf_boxes(pdf):
            assert min(word.left for word in page.words) >= BODY[0] - 0.6
            assert max(word.right for word in page.words) <= page.width - BODY[1] + 0.6


def test_the_report_is_not_longer_than_it_must_be(printed):
    """Its first page, the plan's pages and at most four of figures."""
    counts = {name: len(pdf_pages(pdf)) for name, pdf in printed.items()}
    limits = {"seed": 9, "upright": 9, "school": 9, "flat": 4, "long": 16}
    assert {name for name in counts if counts[name] > limits[name]} == set(), counts


@pytest.mark.parametrize("engine", ENGINES)
def test_a_template_saved_by_an_office_suite_prints_plan_and_report(engine, plans):
    """Tags, widths and the place of the chart survive LibreOffice and OnlyOffice."""
    (template,) = resave_all(engine, [(standard_template_bytes(), ".docx")])
    compiled = read_template(template)
    plan, day = plans["school"]
    assert compiled.charts == {"report.chart", "report.overview.picture"}
    assert b"plandoc-chart.png" not in render_document(plan, compiled)
    document, problems = render_report_document(plan, report(plan, day), compiled)
    assert problems == ()
    assert b"plandoc-chart.png" in document
