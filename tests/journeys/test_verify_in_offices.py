"""Documents and workbooks saved by office suites are verified; the code is seen on the page."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from support.engines import ENGINES, pdf_boxes, pdf_png, pdfs, resave_all, validator_errors
from support.verified import locked, refilled, replaced, verdict

from plandoc import load_plan, render_document, render_tracking
from plandoc.formats.docx.qr_code import qr_text

pytestmark = pytest.mark.office

NAMES = ("seed", "school", "flat", "college")
DPI = 150
OF_THE_ENGINE = "Unregistered Version"
"""What OnlyOffice's engine prints over each page without a licence, as a picture in its header
or a shape on its sheet."""


@pytest.fixture(scope="module")
def plans(examples):
    return {name: load_plan(examples / f"{name}.yaml") for name in NAMES}


@pytest.fixture(scope="module", params=ENGINES)
def saved(request, plans):
    """Return each example's files as an engine saves them, as they are and with one change."""
    sources = {}
    for name, plan in plans.items():
        document, workbook = render_document(plan, qr=True), render_tracking(plan)
        changed = replaced(document, (f"{plan.period.first.year}", "1917"))
        typed = refilled(workbook, _retype)
        sources |= {
            (name, "f.docx", False): (document, ".docx"),
            (name, "f.docx", True): (changed, ".docx"),
            (name, "f.xlsx", False): (workbook, ".xlsx"),
            (name, "f.xlsx", True): (typed, ".xlsx"),
        }
    copies = resave_all(request.param, list(sources.values()))
    return dict(zip(sources, copies, strict=True))


def _retype(sheet, header):
    headings = [sheet.cell(header, n).value for n in range(1, sheet.max_column + 1)]
    title = next(n for n, text in enumerate(headings, 1) if text == "Наименование мероприятия")
    sheet.cell(header + 3, title).value = "Другое дело"


def test_saving_changes_nothing_that_was_approved(saved, plans):
    """No false alarm and no note: whoever saved the file, it says what was sealed."""
    told = {
        (name, file): verdict(source, locked(plans[name]), file)
        for (name, file, changed), source in saved.items()
        if not changed
    }
    assert len(told) == 2 * len(NAMES)
    for key, found in told.items():
        notes = {str(problem.values.get("text")) for problem in found.notes}
        assert (key, found.matches, found.differences) == (key, True, ())
        assert (key, notes - {OF_THE_ENGINE}) == (key, set())
        assert (key, found.hidden) == (key, ())
        added = {str(problem.values.get("text", OF_THE_ENGINE)) for problem in found.added}
        assert (key, added - {OF_THE_ENGINE}) == (key, set())


def test_a_change_is_found_after_saving(saved, plans):
    """The one text that was changed is named, and nothing else."""
    told = {
        (name, file): verdict(source, locked(plans[name]), file).differences
        for (name, file, changed), source in saved.items()
        if changed
    }
    assert len(told) == 2 * len(NAMES)
    for (_, file), differences in told.items():
        (problem,) = differences
        expected = "Другое дело" if file == "f.xlsx" else "1917"
        assert expected in str(problem.values["now"])


@pytest.mark.parametrize("engine", ENGINES)
def test_the_code_is_read_off_the_printed_page(plans, engine):
    """Decoded from the first page, at its lower right corner, with no text beneath it."""
    documents = {name: render_document(plan, qr=True) for name, plan in plans.items()}
    printed = pdfs(engine, [(document, ".docx") for document in documents.values()])
    for (name, plan), pdf in zip(plans.items(), printed, strict=True):
        first, *others = pdf_png(pdf, DPI)
        (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(first)).convert("L"))
        assert (name, found.text) == (name, qr_text(plan))
        assert not any(zxingcpp.read_barcodes(Image.open(BytesIO(each))) for each in others)
        corner, mm = found.position, 25.4 / DPI
        page = pdf_boxes(pdf)[0]
        right, bottom = corner.bottom_right.x * mm, corner.bottom_right.y * mm
        left, top = corner.top_left.x * mm, corner.top_left.y * mm
        assert 10 <= page.width - right <= 10 + 4  # the margin and the quiet zone
        assert 10 <= page.height - bottom <= 10 + 4
        beside = [w for w in page.words if w.right > left - 2 and w.bottom > top - 2]
        assert beside == []
        assert len(page.words) > 30


def test_the_validator_finds_nothing(plans):
    """A document with a code keeps the rules of the standard."""
    made = {name: render_document(plan, qr=True) for name, plan in plans.items()}
    assert {name: validator_errors(document, ".docx") for name, document in made.items()} == {
        name: [] for name in NAMES
    }
