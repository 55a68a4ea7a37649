"""plandoc.formats.docx.hyphenation: which paragraphs may be hyphenated."""

import re

import pytest
from support.docx_text import part
from support.wide_plans import nine_columns_plan

from plandoc.formats.docx.document import render_document
from plandoc.schema.plan import Plan

_PARAGRAPH = re.compile(r"<w:p[ >].*?</w:p>", re.DOTALL)


@pytest.mark.parametrize(("language", "regional"), [("ru-RU", "ru-RU"), ("ru", "ru-RU")])
def test_paragraphs_with_soft_hyphens_alone_may_be_hyphenated(language, regional):
    """They allow it and have a region in the language of each run; all others have neither."""
    plan = nine_columns_plan(4).model_copy(update={"language": language})
    document = render_document(plan)
    assert "<w:autoHyphenation/>" in part(document, "word/settings.xml")
    styles = part(document, "word/styles.xml")
    assert '<w:suppressAutoHyphens w:val="1"/>' in styles
    assert set(re.findall('<w:lang w:val="([^"]*)"', styles)) == {"ru"}
    paragraphs = _PARAGRAPH.findall(part(document, "word/document.xml"))
    soft = [text for text in paragraphs if "softHyphen" in text]
    assert 0 < len(soft) < len(paragraphs)
    for text in paragraphs:
        broken = text in soft
        assert ('<w:suppressAutoHyphens w:val="0"/>' in text) == broken
        runs = len(re.findall("<w:r[ >]", text))
        assert text.count(f'<w:lang w:val="{regional}"/>') == (runs if broken else 0)


def test_a_document_in_which_no_word_breaks_is_as_it_was():
    """It neither allows hyphenation nor loses the region of its language."""
    plan = Plan(title="План", period="2018", activities=[{"title": "Дело"}])
    document = render_document(plan)
    assert "autoHyphenation" not in part(document, "word/settings.xml")
    styles = part(document, "word/styles.xml")
    assert "suppressAutoHyphens" not in styles
    assert '<w:lang w:val="ru-RU"' in styles
