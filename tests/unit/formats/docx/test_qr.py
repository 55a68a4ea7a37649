"""The QR code at the lower right corner of the first page."""

import sys
from io import BytesIO

import pytest
import zxingcpp
from docx import Document
from docx.oxml.ns import qn
from PIL import Image
from support.docx_text import part
from support.engines import validator_errors
from support.workbooks import unzipped

from plandoc import load_plan
from plandoc.errors import PlandocError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.qr import qr_png
from plandoc.formats.docx.qr_code import qr_text
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.schema.plan import Plan

PLAN = Plan.model_validate({"id": "p1", "title": "План", "period": "2018-2019"})
TEXT = f"План на 2018-2019 учебный год\nРедакция 1\nplandoc:p1/1/{PLAN.content_hash[:16]}"


def decoded(picture):
    """Return what the code in a PNG says."""
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(picture)).convert("L"))
    return found.text


def made_with(edit):
    """Return a document with a code, printed by the shipped template after `edit`."""
    opened = Document(BytesIO(standard_template_bytes()))
    edit(opened)
    target = BytesIO()
    opened.save(target)
    return render_document(PLAN, target.getvalue(), qr=True)


def first_footer(document):
    """Return the footer of the first page, which must have one of its own."""
    section = Document(BytesIO(document)).sections[0]
    assert section.different_first_page_header_footer
    return section.first_page_footer


def pictures(story):
    """Return the pictures of a header or footer."""
    return list(story._element.iter(qn("wp:docPr")))


def image_of(document):
    """Return the image that the picture of the first footer leads to."""
    footer = first_footer(document)
    (blip,) = footer._element.iter(qn("a:blip"))
    return footer.part.related_parts[blip.get(qn("r:embed"))].blob


def test_the_code_says_whose_document_it_is(examples):
    """Title, revision, id and the beginning of the hash: decoded from the picture itself."""
    assert qr_text(PLAN) == TEXT
    assert decoded(image_of(render_document(PLAN, qr=True))) == TEXT
    longest = PLAN.model_copy(update={"id": "W" * 32, "revision": 9999})
    assert decoded(qr_png(qr_text(longest))) == qr_text(longest)
    seed = load_plan(examples / "seed.yaml")
    assert seed.content_hash.startswith(decoded(image_of(render_document(seed, qr=True)))[-16:])


def test_same_plan_same_bytes():
    """A document with a code is as reproducible as one without."""
    assert qr_png(TEXT) == qr_png(TEXT)
    assert render_document(PLAN, qr=True) == render_document(PLAN, qr=True)


def test_without_the_option_nothing_changes():
    """A document has no trace of a code unless it is asked for."""
    plain = unzipped(render_document(PLAN))
    coded = unzipped(render_document(PLAN, qr=True))
    assert coded.keys() - plain.keys() == {
        "word/plandoc-footer.xml",
        "word/_rels/plandoc-footer.xml.rels",
        "word/media/plandoc-qr.png",
    }
    assert not any(name.endswith(".png") for name in plain)


def test_the_code_is_of_the_size_reserved_for_it():
    """22 mm with its quiet zone, at the right, told to those who cannot see it."""
    footer = first_footer(render_document(PLAN, qr=True))
    extent = next(footer._element.iter(qn("wp:extent")))
    assert {int(extent.get(side)) / 36000 for side in ("cx", "cy")} == {22}
    (told,) = pictures(footer)
    assert told.get("descr") == "QR-код: план p1, редакция 1"
    assert footer.paragraphs[-1]._p.pPr.jc.get(qn("w:val")) == "right"


@pytest.mark.office
def test_a_footer_of_ones_own_is_kept():
    """What a template prints at the foot of its first page stays above the code."""

    def edit(opened):
        opened.sections[0].first_page_footer.paragraphs[0].text = "Экз. № ___ {{ title }}"

    made = made_with(edit)
    texts = [paragraph.text for paragraph in first_footer(made).paragraphs]
    assert texts[0].startswith("Экз. № ___ План")
    assert decoded(image_of(made)) == TEXT
    assert validator_errors(made, ".docx") == []


@pytest.mark.office
@pytest.mark.parametrize("off", [True, False])
def test_a_template_without_a_first_page_gets_one(off):
    """Where all pages are alike the first one keeps its header and footer, and gets the code."""

    def edit(opened):
        section = opened.sections[0]
        section.footer.paragraphs[0].text = "Внизу"
        run = section.footer.paragraphs[0].add_run()
        run.add_picture(BytesIO(qr_png("чужая картинка")))
        section.header.paragraphs[0].text = "Вверху"
        section.first_page_header.paragraphs[0].text = "не видно"
        title = section._sectPr.find(qn("w:titlePg"))
        if off:
            title.set(qn("w:val"), "0")
        else:
            section._sectPr.remove(title)
            section._sectPr.remove(section._sectPr.find(qn("w:docGrid")))

    made = made_with(edit)
    section = Document(BytesIO(made)).sections[0]
    references = section._sectPr.findall(qn("w:headerReference"))
    assert sorted(found.get(qn("w:type")) for found in references) == ["default", "first"]
    assert section.first_page_header.paragraphs[0].text == "Вверху"
    assert section.footer.paragraphs[0].text == "Внизу"
    footer = first_footer(made)
    assert footer.paragraphs[0].text == "Внизу"
    own, code = (
        footer.part.related_parts[blip.get(qn("r:embed"))].blob
        for blip in footer._element.iter(qn("a:blip"))
    )
    assert (decoded(own), decoded(code)) == ("чужая картинка", TEXT)
    assert "не видно" not in part(made, "word/plandoc-header.xml")
    assert validator_errors(made, ".docx") == []


def test_without_segno_it_is_said_what_to_install(monkeypatch):
    """A code that cannot be drawn is refused with the way out, never left out silently."""
    monkeypatch.setitem(sys.modules, "segno", None)
    monkeypatch.delitem(sys.modules, "plandoc.formats.docx.qr", raising=False)
    with pytest.raises(PlandocError, match="PLN889") as error:
        render_document(PLAN, qr=True)
    assert ".[qr]" in error.value.text("ru")
    assert render_document(PLAN)
