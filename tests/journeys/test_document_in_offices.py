"""The document as real readers show it: LibreOffice, OnlyOffice, the Open XML SDK."""

import pytest
from support.docx_text import outline, part
from support.engines import (
    ENGINES,
    missing_texts,
    pdf_boxes,
    pdf_fonts,
    pdf_pages,
    pdfs,
    resave_all,
    squeeze,
    validator_errors,
)

from plandoc import Activity, Period, Plan, Section, load_plan, render_document
from plandoc.wording.columns import cell_text, columns_of
from plandoc.wording.phrases import Wording

pytestmark = pytest.mark.office

PAGES = {"seed": range(3, 5), "flat": range(1, 4), "school": range(2, 6), "long": range(3, 20)}


def long_plan():
    """Return a plan with a row taller than a page and sections that end near page ends."""
    lines = "\n".join(f"строка {n} длинного мероприятия" for n in range(120))
    rows = [Activity(title=f"Мероприятие {n}", deadline="май") for n in range(20)]
    return Plan(
        title="План работы",
        period=Period.school_year(2018),
        sections=[
            Section(title="Длинный раздел", activities=[Activity(title=lines), *rows]),
            *(Section(title=f"Раздел {n}", activities=rows[:3]) for n in range(20)),
        ],
    )


@pytest.fixture(scope="module")
def plans(examples):
    found = {path.stem: load_plan(path) for path in sorted(examples.glob("*.yaml"))}
    assert {"seed", "flat", "school"} <= found.keys()
    return found | {"long": long_plan()}


@pytest.fixture(scope="module")
def documents(plans):
    return {name: render_document(plan) for name, plan in plans.items()}


@pytest.fixture(scope="module", params=ENGINES)
def printed(request, documents):
    made = pdfs(request.param, [(document, ".docx") for document in documents.values()])
    return dict(zip(documents, made, strict=True))


def texts_of(plan):
    wording = Wording(plan.language)
    columns = columns_of(plan, wording)
    yield wording.title(plan)
    yield from (column.heading for column in columns)
    for row in plan.rows():
        if hasattr(row, "activity"):
            for column in columns:
                yield from cell_text(row, column.key, plan, wording).split("\n")
        else:
            yield wording.section_heading(row)
    yield from plan.notes
    for signature in plan.signatures:
        yield from (signature.post, signature.name)


def test_the_validator_finds_nothing(documents):
    """Every document obeys the standard to the letter."""
    assert {name: validator_errors(d, ".docx") for name, d in documents.items()} == {
        name: [] for name in documents
    }


def test_every_text_is_printed(plans, printed):
    """No text of the plan is lost on the way to paper, also from rows taller than a page."""
    for name, plan in plans.items():
        texts = [text for text in texts_of(plan) if squeeze(text)]
        assert texts
        assert missing_texts(printed[name], texts) == [], name


def test_the_number_of_pages_is_sane(printed):
    """No document runs away or folds up."""
    counts = {name: len(pdf_pages(pdf)) for name, pdf in printed.items()}
    assert all(counts[name] in PAGES[name] for name in PAGES), counts


def test_headings_of_columns_stand_on_every_page(plans, printed):
    """The header row repeats wherever the table goes on; a cover and a contents page have none."""
    usual = {name: plan for name, plan in plans.items() if not plan.blocks}
    assert len(usual) > 2
    for name, plan in usual.items():
        heading = squeeze(columns_of(plan, Wording(plan.language))[1].heading)
        first, *rest = [squeeze(page) for page in pdf_pages(printed[name])]
        assert heading in first
        tabled = [page for page in rest if "1." in page]
        assert all(heading in page for page in tabled), name
    assert len(pdf_pages(printed["seed"])) > 1


def test_pages_are_numbered_from_the_second_at_the_top(printed):
    """Page 1 bears no number; page 2 has a 2 in the middle, 10 mm from the edge."""
    first, second, *_ = pdf_boxes(printed["seed"])
    assert [box for box in first.words if box.bottom < 18] == []
    (number,) = [box for box in second.words if box.bottom < 18]
    assert number.text == "2"
    middle = 20 + (second.width - 30) / 2
    assert number.middle == pytest.approx(middle, abs=1.5)
    assert number.top == pytest.approx(10, abs=2.5)


def test_no_line_of_an_approval_is_wider_than_8_cm(printed):
    """Measured on the page: both blocks keep to the limit and stand at their sides."""
    page = pdf_boxes(printed["seed"])[0]
    top = [
        box
        for box in page.words
        if box.bottom < next(b.top for b in page.words if b.text == "План")
    ]
    left = [box for box in top if box.middle < page.width / 2]
    right = [box for box in top if box.middle > page.width / 2]
    assert left
    assert right
    assert max(b.right for b in left) - min(b.left for b in left) <= 80.5
    assert max(b.right for b in right) - min(b.left for b in right) <= 80.5
    assert min(b.left for b in left) == pytest.approx(20, abs=0.6)
    assert max(b.right for b in right) == pytest.approx(page.width - 10, abs=1.5)


def test_the_font_is_one_with_the_widths_of_times(printed):
    """No line falls back to a font of other widths."""
    assert all("Liberation" in font or "Times" in font for font in pdf_fonts(printed["seed"]))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_resaved_document_says_the_same(documents, plans, engine):
    """Saved by another program, the document keeps its texts, its bookmarks and its identity."""
    (resaved,) = resave_all(engine, [(documents["seed"], ".docx")])
    said = squeeze(outline(resaved))
    for row in plans["seed"].activity_rows():
        assert squeeze(row.activity.title) in said
        assert f'w:name="plandoc_{row.activity.id}"' in part(resaved, "word/document.xml")
    assert plans["seed"].id in part(resaved, "docProps/custom.xml")


def test_a_section_heading_is_never_last_on_a_page(documents):
    """In LibreOffice, which obeys «keep with next» in tables, no page ends with a heading."""
    (pdf,) = pdfs("libreoffice", [(documents["long"], ".docx")])
    ends = [[line for line in page.splitlines() if line.strip()][-1] for page in pdf_pages(pdf)]
    assert ends
    assert not [line for line in ends if "Раздел" in line]
