"""plandoc.formats.docx.hazards: nothing of others gets from a template into a signed paper."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from support.docx_text import part
from support.problems import codes
from support.templates import OFFICE, PLAN, TABLE, TITLE, around, paragraph, refused, template

from plandoc.formats.docx.document import render_document

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def outside(kind: str, target: str = "http://other.example/a") -> str:
    """Return a relation that leads out of the package."""
    return (
        f'<Relationship Id="out" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    )


@pytest.mark.parametrize("kind", ["image", "aFChunk", "oleObject", "frame", "subDocument", "video"])
def test_what_is_elsewhere_is_refused(kind):
    """A paper that is signed holds all that it shows."""
    (problem,) = refused(template(relations=outside(kind)))
    assert problem.code == "PLN614"
    assert problem.values["kind"] == kind


def test_a_link_to_click_on_stays():
    """A hyperlink brings nothing in by itself."""
    link = '<w:p><w:hyperlink r:id="out"><w:r><w:t>сайт</w:t></w:r></w:hyperlink></w:p>'
    assert not refused(template(TITLE + link + TABLE, relations=outside("hyperlink")))


@pytest.mark.parametrize(
    "code",
    [
        'DDEAUTO c:\\\\cmd.exe "/k calc"',
        "INCLUDETEXT x.docx",
        ' includepicture "http://x"',
        "LINK a",
    ],
)
def test_fields_that_bring_in_files_are_refused(code):
    """However the code is split over runs; other fields stay."""

    def field(text):
        half = len(text) // 2
        steps = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "end"))
        return (
            "<w:p>"
            + next(steps)
            + "".join(
                f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
                for piece in (text[:half], text[half:])
            )
            + next(steps)
            + "</w:p>"
        )

    assert codes(refused(template(TITLE + field(code.replace("&", "&amp;")) + TABLE))) == ["PLN614"]
    assert not refused(template(TITLE + field(" PAGE ") + TABLE))
    simple = f"<w:p><w:fldSimple w:instr='{code}'/></w:p>"
    assert codes(refused(template(TITLE + simple + TABLE))) == ["PLN614"]


def test_comments_of_the_author_do_not_travel():
    """Comments and their places are removed, the words that they were about stay."""
    words = (
        paragraph("слова")
        .replace("<w:r>", '<w:commentRangeStart w:id="0"/><w:r>')
        .replace(
            "</w:p>",
            '<w:commentRangeEnd w:id="0"/><w:r><w:rPr><w:rStyle w:val="C"/></w:rPr>'
            '<w:commentReference w:id="0"/></w:r></w:p>',
        )
    )
    note = around("comments", f'<w:comment w:id="0" w:author="А">{paragraph("тайна")}</w:comment>')
    made = render_document(PLAN, template(TITLE + words + TABLE, parts={"comments": note}))
    with ZipFile(BytesIO(made)) as archive:
        assert not any("comment" in name for name in archive.namelist())
        assert not any("тайна".encode() in archive.read(name) for name in archive.namelist())
    text = part(made, "word/document.xml")
    assert "слова" in text
    assert "comment" not in text


def test_the_signed_paper_does_not_go_on_recording_changes():
    """The template was edited so; the paper that is made of it is not."""
    settings = around(
        "settings",
        '<w:zoom w:percent="100"/><w:trackRevisions/><w:doNotTrackMoves/>'
        '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>',
    )
    made = render_document(PLAN, template(parts={"settings": settings}))
    text = part(made, "word/settings.xml")
    assert "zoom" in text
    assert not any(word in text for word in ("rackRevisions", "rackMoves", "trackedChanges"))
    forms = settings.replace("trackedChanges", "forms")
    assert "forms" in part(
        render_document(PLAN, template(parts={"settings": forms})), "word/settings.xml"
    )


def test_properties_of_the_author_do_not_travel():
    """His name, his firm and a picture of the template stay behind."""
    target = BytesIO(template())
    with ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    told = "http://schemas.openxmlformats.org/officeDocument/2006"
    thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="e" Type="{told}/relationships/extended-properties" '
        f'Target="docProps/app.xml"/><Relationship Id="t" Type="{thumbnail}" '
        'Target="docProps/thumbnail.jpeg"/></Relationships>'.encode(),
    )
    parts["docProps/app.xml"] = (
        f'<Properties xmlns="{told}/extended-properties"><Company>Чужая фирма</Company>'
        "<Manager>Чужой</Manager></Properties>"
    ).encode()
    parts["docProps/thumbnail.jpeg"] = b"\xff\xd8\xff"
    with ZipFile(packed := BytesIO(), "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with ZipFile(BytesIO(render_document(PLAN, packed.getvalue()))) as archive:
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(archive.namelist())


def test_a_document_type_is_refused():
    """Entities are never resolved, and a declaration of them is told."""
    head = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert codes(refused(template(TITLE + "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", head=head))) == [
        "PLN729"
    ]


def test_a_swollen_template_is_refused_before_it_is_parsed():
    """A small file that inflates into much is refused by what its directory says."""
    target = BytesIO(template())
    with ZipFile(target, "a", compression=8) as archive:
        archive.writestr("word/media/a.bin", bytes(65 * 2**20))
    assert codes(refused(target.getvalue())) == ["PLN730"]


def test_a_text_that_is_too_long_is_refused():
    """The text of a template is a few pages."""
    assert codes(refused(template(TITLE + paragraph("x" * 9 * 2**20)))) == ["PLN622"]


def test_a_missing_part_is_told():
    """What the text refers to is there, or nothing opens the document."""
    section = '<w:sectPr><w:headerReference w:type="default" r:id="gone"/></w:sectPr>'
    assert codes(refused(template(section=section))) == ["PLN623"]


def test_the_template_that_word_attached_is_forgotten():
    """A path on the author's machine says nothing to the reader of a paper, and is not followed."""
    settings = around("settings", '<w:attachedTemplate r:id="dot"/><w:zoom w:percent="100"/>')
    source = template(parts={"settings": settings})
    listed = outside("attachedTemplate", "file:///C:/Users/ivanov/Normal.dotm").replace(
        "out", "dot"
    )
    target = BytesIO(source)
    with ZipFile(target, "a") as archive:
        archive.writestr(
            "word/_rels/settings.xml.rels",
            f'<Relationships xmlns="{RELATIONS}">{listed}</Relationships>',
        )
    made = render_document(PLAN, target.getvalue())
    assert "attachedTemplate" not in part(made, "word/settings.xml")
    assert "ivanov" not in part(made, "word/_rels/settings.xml.rels")
    assert "w:zoom" in part(made, "word/settings.xml")


def test_what_stands_in_a_text_box_is_filled_and_placed():
    """A text box stands in a paragraph, by whose number a mistake in it is found."""
    box = (
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>'
        "<w:txbxContent>HELD</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    right = template(TITLE + box.replace("HELD", paragraph("в рамке {{ title }}")) + TABLE)
    assert "в рамке План" in part(render_document(PLAN, right), "word/document.xml")
    wrong = template(TITLE + box.replace("HELD", paragraph("{{ titel }}")) + TABLE)
    (problem,) = refused(wrong)
    assert (problem.code, problem.place.paragraph) == ("PLN602", 2)


@pytest.mark.parametrize("written", ["{{ title }}", "{% if title %}", "{{ ti</x><x>tle }}"])
def test_a_tag_where_tags_are_not_filled_is_refused(written):
    """A chart, SmartArt or bound data would print it as it is written; whole or in two runs."""
    for kind in ("chart", "diagramData", "customXml", "numbering"):
        held = f"<a><p><x>{written}</x></p></a>"
        (problem,) = refused(template(parts={kind: held}))
        assert problem.code == "PLN625"
        assert problem.place.part == f"word/{kind}.xml"
        assert str(problem.values["tag"]).startswith(written[:4])
    level = '<n><lvlText val="{{ title }}"/></n>'
    assert codes(refused(template(parts={"numbering": level}))) == ["PLN625"]


def test_braces_that_are_no_tag_may_stand_anywhere():
    """Identifiers of extensions are written in single braces."""
    assert not refused(template(parts={"chart": '<a uri="{1-2}"><v>{0}</v></a>'}))


def test_a_template_without_tags_is_told_once():
    """One line, however many texts the plan has."""
    (problem,) = refused(template(paragraph("Бланк школы")))
    assert problem.code == "PLN626"
    assert problem.place.file == "my.docx"


def test_a_strict_document_is_told_how_to_save():
    """Word reads it, so what must be done is said: another kind of file in the same menu."""
    files = {}
    with ZipFile(BytesIO(template())) as archive:
        for name in archive.namelist():
            files[name] = (
                archive.read(name)
                .decode()
                .replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    "http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
                .replace(
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                    "http://purl.oclc.org/ooxml/officeDocument/relationships",
                )
            )
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    (problem,) = refused(target.getvalue())
    assert problem.code == "PLN627"
    assert problem.place.file == "my.docx"
