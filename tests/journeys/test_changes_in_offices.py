"""Comparisons and amendments as real readers show them: LibreOffice, OnlyOffice, the SDK."""

import pytest
from support.changed_seed import amended, next_year, seed
from support.engines import (
    ENGINES,
    missing_texts,
    pdf_fonts,
    pdf_pages,
    pdfs,
    squeeze,
    validator_errors,
)
from support.strategies import HOSTILE

from plandoc.formats.docx.amendment import render_amendment
from plandoc.formats.docx.comparison import render_comparison
from plandoc.formats.docx.document import render_document
from plandoc.revisions.amend import amend
from plandoc.revisions.compare import compare
from plandoc.schema.plan import Plan

pytestmark = pytest.mark.office

BASIS = "приказ № 12 от 10.01.2019"
LONG = "\n".join(f"строка {n} длинного мероприятия" for n in range(120))


def plan(titles, deadline="Май 2019"):
    """Return a plan of such activities, told apart by their ids."""
    activities = [
        {"id": f"a{n}", "title": title, "deadline": deadline} for n, title in enumerate(titles)
    ]
    return Plan(id="p", title="План", period="2018-2019", activities=activities)


@pytest.fixture(scope="module")
def amendment(examples):
    return amend(seed(examples), amended(examples), BASIS)


@pytest.fixture(scope="module")
def papers(examples, amendment):
    hostile = [text for text in HOSTILE if text.strip()]
    strange = plan(hostile), plan([f"{text} и ещё" for text in hostile], "Июнь 2019")
    grown = plan(["Дело"]), plan(["Дело", LONG])
    return {
        "year": render_comparison(
            compare(seed(examples), next_year(examples), across_years=True), "ru"
        ),
        "amended": render_comparison(compare(seed(examples), amended(examples)), "ru"),
        "amendment": render_amendment(amendment),
        "consolidated": render_document(amendment.plan),
        "strange": render_comparison(compare(*strange), "ru"),
        "strange amendment": render_amendment(amend(*strange, BASIS)),
        "grown": render_comparison(compare(*grown), "ru"),
        "grown amendment": render_amendment(amend(*grown, BASIS)),
    }


@pytest.fixture(scope="module", params=ENGINES)
def printed(request, papers):
    made = pdfs(request.param, [(paper, ".docx") for paper in papers.values()])
    return dict(zip(papers, made, strict=True))


def test_the_validator_finds_nothing(papers):
    """Every paper obeys the standard to the letter, hostile text in it or not."""
    assert {name: validator_errors(p, ".docx") for name, p in papers.items()} == {
        name: [] for name in papers
    }


def test_what_changed_in_a_year_fits_on_one_page(printed):
    """Whoever signs reads an ordinary year's changes on one page."""
    assert len(pdf_pages(printed["year"])) == 1


def test_an_amendment_is_printed_whole(amendment, printed):
    """Every point, every quoted row, what was and what is: all of it is on paper."""
    texts = [cell for point in amendment.points for row in point.rows for cell in row]
    for point in amendment.points:
        texts += [point.text[1:], *point.was.split("\n"), *point.became.split("\n")]
    texts = [text for text in texts if squeeze(text)]
    assert len(texts) > 20
    assert missing_texts(printed["amendment"], texts) == []
    assert len(pdf_pages(printed["amendment"])) <= 3


def test_the_amended_plan_is_printed_with_its_acts(printed):
    """Excluded rows keep their numbers, added ones have theirs, the acts stand beside them."""
    told = [
        "(в ред. приказа от 10.01.2019 № 12)",
        "Исключено (приказ от 10.01.2019 № 12)",
        "2.3.1.",
        "Семинар для наставников на производстве",
    ]
    assert missing_texts(printed["consolidated"], told) == []


def test_a_row_taller_than_a_page_keeps_its_lines(printed):
    """No line of a very long activity is lost between pages."""
    for name in ("grown", "grown amendment"):
        assert missing_texts(printed[name], LONG.split("\n")) == [], name


def test_the_font_is_one_with_the_widths_of_times(printed):
    """No line falls back to a font of other widths."""
    for name in ("year", "amendment"):
        assert all("Liberation" in font or "Times" in font for font in pdf_fonts(printed[name]))
