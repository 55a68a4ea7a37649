"""What a paragraph of a paper says and how it looks."""

from collections import Counter

import pytest
from support.hand_made import document, paragraph

from plandoc.formats.docx.looks import Looks
from plandoc.formats.docx.paper_paragraphs import TWIPS, Paragraphs, Said, Types
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

_PAGE = (
    '<w:p><w:r><w:t>Раздел</w:t><w:tab/><w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF a'
    '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>7</w:t>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def said(markup: str, *, own: bool = False) -> tuple[Said, Types]:
    """Return the first paragraph of a document, and its letters."""
    package = open_package(document(markup), "a.docx", kind=FileKind.DOCUMENT)
    types: Types = Counter()
    first = next(package.xml(package.main).iter("{*}p"))
    return Paragraphs(Looks(package), own=own).read(first, types), types


def test_bold_words_are_marked_up() -> None:
    """A paragraph of bold words is bold, and says so in the markup of text blocks."""
    found, types = said(paragraph("Смотр песни", run='<w:b/><w:sz w:val="28"/>'))
    assert (found.text, found.marked, found.face.bold) == ("Смотр песни", "**Смотр песни**", True)
    assert [(size, count) for (size, _), count in types.items()] == [(14.0, 11)]


def test_the_face_says_how_the_paragraph_stands() -> None:
    """Its side, the level of its heading, where its line begins."""
    properties = '<w:jc w:val="end"/><w:ind w:left="567"/><w:outlineLvl w:val="1"/>'
    face = said(paragraph("Смотр", properties))[0].face
    assert (face.align, face.level, face.start) == ("right", 2, 567 / TWIPS)


@pytest.mark.parametrize(
    ("run", "before", "after", "rendered"),
    [
        ('<w:br w:type="page"/><w:t>Смотр</w:t>', True, False, False),
        ('<w:t>Смотр</w:t><w:br w:type="page"/>', False, True, False),
        ("<w:lastRenderedPageBreak/><w:t>Смотр</w:t>", False, False, True),
        ("<w:t>Смотр</w:t><w:lastRenderedPageBreak/>", False, False, False),
    ],
)
def test_pages_begin_before_or_after_the_words(
    run: str, *, before: bool, after: bool, rendered: bool
) -> None:
    """A break in front of the words is before them."""
    face = said(f"<w:p><w:r>{run}</w:r></w:p>")[0].face
    assert (face.before, face.after, face.rendered) == (before, after, rendered)


@pytest.mark.parametrize(("own", "text"), [(True, "Раздел"), (False, "Раздел\t")])
def test_contents_of_our_own_have_no_numbers_of_pages(text: str, *, own: bool) -> None:
    """The number of a page in contents is not text, nor in our own the tab in front of it."""
    assert said(_PAGE, own=own)[0].text == text


def test_faces_alike_are_one_object() -> None:
    """A document has few faces and many paragraphs."""
    package = open_package(document(paragraph("а") * 2), "a.docx", kind=FileKind.DOCUMENT)
    read = Paragraphs(Looks(package), own=False).read
    one, other, *_ = (read(p, Counter()) for p in package.xml(package.main).iter("{*}p"))
    assert one.face is other.face
