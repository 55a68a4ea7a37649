"""plandoc.formats.docx.outline: one row of each kind stands for all."""

from io import BytesIO
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.effort import tries

from plandoc import Activity, Plan, Section, render_document
from plandoc.formats.docx.lines import lines_outside
from plandoc.formats.docx.outline import FilledPackage
from plandoc.ooxml.markup import parsed

ROWS = [
    Activity(title=f"Заседание «{n}» & обсуждение № {n}", executors=["А", "Б"][: n % 2 + 1])
    for n in range(12)
]
PLAN = Plan(
    title="План работы", period="2018-2019",
    sections=[Section(title=f"Раздел {n}", activities=ROWS[n * 6 : n * 6 + 6]) for n in (0, 1)],
)  # fmt: skip
with ZipFile(BytesIO(render_document(PLAN))) as archive:
    RELATIONS, DATA = archive.read("_rels/.rels"), archive.read("word/document.xml")
PIECE = 997  # so that ends of rows stand in two pieces as well
DAMAGE = (
    "<", ">", "&", '"', "'", "/", "</w:tr>", "<w:tr>", "<w:tc>", "</w:tc>", "</w:p>", "<w:p>",
    "<w:x/>", "<q:x/>", '<w:x w:a="1" w:a="2"/>', "\x01", "\uffff", "]]>", "<!--", "-->", "<?x",
    "?>", "<![CDATA[", "&nbsp;", "&#0;", "&#x1;", "&#99999999;", "plandoc_", "</w:tbl>", "<w:tbl>",
)  # fmt: skip


def filled(data: bytes) -> FilledPackage:
    """Return a package with a main part that came in pieces."""
    package = FilledPackage({"_rels/.rels": RELATIONS, "word/document.xml": b""})
    pieces = (data[at : at + PIECE] for at in range(0, len(data), PIECE))
    package.fill("word/document.xml", pieces, closed=True)
    return package


def is_sound(data: bytes, *, whole: bool) -> bool:
    """Whether XML is sound, by parsing the whole of it or its outline."""
    try:
        root = parsed(data) if whole else filled(data).outline
    except (etree.XMLSyntaxError, ValueError):
        return False
    return root is not None


def test_rows_of_activities_that_are_alike_stand_there_once() -> None:
    """Of twelve rows two remain, with one and with two lines of executors; no other row is lost."""
    whole, outline = parsed(DATA), filled(DATA).outline
    marks = [sum(1 for _ in root.iter("{*}bookmarkStart")) for root in (whole, outline)]
    assert marks[0] == len(ROWS) > marks[1] >= 2
    texts = [
        "".join(line.text for line in lines_outside(root, "", ())) for root in (whole, outline)
    ]
    assert all("Раздел 0" in text and "Раздел 1" in text for text in texts)


@tries(2_000)
@given(
    st.integers(0, len(DATA)),
    st.integers(0, 30),
    st.sampled_from((b"", b"\xff", b"\xd0")) | st.sampled_from(DAMAGE).map(str.encode),
)
def test_an_outline_is_sound_where_the_whole_is(place: int, removed: int, put: bytes) -> None:
    """Whatever is cut out or put in anywhere, the outline is sound if the document is."""
    data = DATA[:place] + put + DATA[place + removed :]
    assert is_sound(data, whole=False) == is_sound(data, whole=True)


def test_the_damage_is_damage() -> None:
    """Most of what is put in makes a text unsound."""
    place = DATA.index("Заседание".encode())
    broken = [
        put
        for put in DAMAGE
        if not is_sound(DATA[:place] + put.encode() + DATA[place:], whole=True)
    ]
    assert len(broken) > len(DAMAGE) / 2


def test_a_document_is_divided_alike_however_it_comes() -> None:
    """The text and the outline are the same byte by byte and all at once; so is the part."""
    made = []
    for size in (1, 7, 997, len(DATA)):
        package = FilledPackage({"_rels/.rels": RELATIONS, "word/document.xml": b""})
        pieces = (DATA[at : at + size] for at in range(0, len(DATA), size))
        package.fill("word/document.xml", pieces, closed=True)
        made.append((package.text, etree.tostring(package.outline), package.read(package.main)))
    assert all(one == made[0] for one in made)
    assert made[0][2] == DATA
    assert "Заседание".encode() in made[0][0]
