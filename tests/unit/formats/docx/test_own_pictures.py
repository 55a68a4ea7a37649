"""plandoc.formats.docx.own_pictures: a logo and a stamp by name, in the box that a template has."""

import pickle
import re
import struct
import zlib
from contextlib import suppress
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm
from support.docx_text import part
from support.engines import validator_errors
from support.problems import codes

from plandoc import (
    Plan,
    PlandocError,
    build_file,
    build_files,
    load_template,
    read_template,
    render_document,
    render_report_document,
    report,
    report_file,
    seal,
    verify,
)
from plandoc.errors import PlanFileError, TemplateError
from plandoc.formats.docx.own_pictures import LONGEST_SIDE, picture_of
from plandoc.formats.docx.standard import standard_template_bytes

PLAN = Plan(
    id="p", title="План", period="2018", gender="masculine",
    activities=[{"id": "a", "title": "Кросс"}],
)  # fmt: skip
DAY = date(2018, 9, 1)


def png(width: int = 40, height: int = 20) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    rows = zlib.compress((b"\0" + b"\x20\x40\x80" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", rows), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def jpeg(width: int = 20, height: int = 40) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "jpeg")
    return out.getvalue()


def template(*names: str, header: str = "", text: str = "") -> bytes:
    """Return the built-in template with a box of 30 × 30 mm for each name."""
    word = docx.Document(BytesIO(standard_template_bytes()))
    for name in names:
        shape = word.add_paragraph().add_run().add_picture(BytesIO(png(1, 1)), Mm(30), Mm(30))
        shape._inline.docPr.set("descr", f"{{{{ {name} }}}}")
        next(shape._inline.iter(qn("pic:cNvPr"))).set("descr", f"{{{{{name}}}}}")
    if header:
        head = word.sections[0].header
        head.is_linked_to_previous = False
        run = head.paragraphs[0].add_run()
        run.add_picture(BytesIO(png(1, 1)), Mm(30), Mm(10))._inline.docPr.set(
            "descr", f"{{{{ {header} }}}}"
        )
    if text:
        word.add_paragraph(text)
    return saved(word)


def saved(word) -> bytes:
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def sizes(source: bytes, name: str = "word/document.xml") -> list[tuple[int, int]]:
    """Return the sizes of the pictures in millimetres."""
    found = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', part(source, name))
    return [(round(int(a) / 36000), round(int(b) / 36000)) for a, b in found]


def media(source: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "/media/" in name}


def test_pictures_take_their_places():
    """As large as the box allows, the ratio kept; bytes as given, one part for each picture."""
    wide, tall = png(40, 20), jpeg(20, 40)
    source = template("logo", "stamp", "logo")
    made = render_document(PLAN, source, extra={"logo": wide, "stamp": tall})
    assert sizes(made) == [(30, 15), (15, 30), (30, 15)]
    assert sorted(media(made).values()) == sorted((wide, tall))
    document = part(made, "word/document.xml")
    relations = part(made, "word/_rels/document.xml.rels")
    embedded = re.findall(r'r:embed="(\w+)"', document)
    assert len(embedded) == 3
    assert all(relations.count(f'Id="{one}"') == 1 for one in embedded)
    types = part(made, "[Content_Types].xml")
    assert 'Extension="png" ContentType="image/png"' in types
    assert 'Extension="jpeg" ContentType="image/jpeg"' in types
    assert re.findall(r'descr="(\w+)"', document) == ["logo"] * 2 + ["stamp"] * 2 + ["logo"] * 2
    assert docx.Document(BytesIO(made)).inline_shapes[1].height.mm == pytest.approx(30)


def test_the_same_bytes_however_the_template_comes(tmp_path):
    """Bytes, compiled, pickled, loaded; the picture as bytes or as a path."""
    source = template("logo", header="logo")
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "mine.docx").write_bytes(source)
    compiled = read_template(source, extra=["logo"])
    loaded = load_template(tmp_path / "mine.docx")
    ways = (source, compiled, pickle.loads(pickle.dumps(compiled)), loaded, loaded)
    values = (png(), tmp_path / "logo.png")
    made = {render_document(PLAN, way, extra={"logo": one}) for way in ways for one in values}
    assert len(made) == 1


def test_a_picture_in_a_header():
    """The header has its own relation to the same part."""
    made = render_document(PLAN, template("logo", header="logo"), extra={"logo": png()})
    names = ZipFile(BytesIO(made)).namelist()
    (header,) = (one for one in names if one.startswith("word/header") and sizes(made, one))
    assert sizes(made, header) == [(20, 10)]
    assert len(media(made)) == 1
    assert "media/plandoc-own1.png" in part(made, f"word/_rels/{header.removeprefix('word/')}.rels")


@pytest.mark.parametrize("nothing", [None, ""])
def test_nothing_is_printed_for_no_picture(nothing):
    """Neither the box nor the picture of the template; a paragraph may depend on it."""
    source = template("logo", text="{% if logo %}с печатью{% endif %}")
    made = render_document(PLAN, source, extra={"logo": nothing})
    assert media(made) == {}
    assert "<w:drawing" not in part(made, "word/document.xml")
    assert "с печатью" not in part(made, "word/document.xml")
    assert "с печатью" in part(
        render_document(PLAN, source, extra={"logo": png()}), "word/document.xml"
    )


def test_a_picture_of_the_template_that_is_used_elsewhere_stays():
    """Word gives equal pictures one relation; only what no picture shows any longer goes."""
    word = docx.Document(BytesIO(template("logo")))
    word.add_paragraph().add_run().add_picture(BytesIO(png(1, 1)), Mm(5))
    made = render_document(PLAN, saved(word), extra={"logo": png()})
    assert sorted(media(made).values()) == sorted((png(1, 1), png()))


def test_other_programs_see_the_same_picture():
    """An SVG beside the picture, its crop and its relative size are of the former picture."""
    word = docx.Document(BytesIO(template("logo")))
    *_, blip = word.element.body.iter(qn("a:blip"))
    blip.append(parse_xml(f'<a:extLst {nsdecls("a")}><a:ext uri="{{96DAC541}}"/></a:extLst>'))
    blip.addnext(parse_xml(f'<a:srcRect {nsdecls("a")} l="10000"/>'))
    xml = part(render_document(PLAN, saved(word), extra={"logo": png()}), "word/document.xml")
    assert "96DAC541" not in xml
    assert "srcRect" not in xml


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"GIF89a" + bytes(20), "GIF"),
        (png()[:-8], "PNG"),
        (png(LONGEST_SIDE + 1, 1), "PNG"),
        (png() + bytes(2**23), "PNG"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\xff\xd8\xff", "JPEG"),
        (b"", "—"),
        (b"hello", "—"),
    ],
)
def test_what_cannot_be_printed_is_told(data, kind):
    """SVG, damaged and enormous pictures; the remedy is the same: save it as PNG."""
    with pytest.raises(TemplateError) as caught:
        render_document(PLAN, template("logo"), extra={"logo": data})
    (problem,) = caught.value.problems
    assert (problem.code, problem.values["name"]) == ("PLN119", "logo")
    assert str(problem.values["kind"]).startswith(kind)
    assert "PNG" in problem.text("en").rpartition(";")[2]


def test_every_damage_of_a_picture_is_told_or_printed():
    """Cut anywhere, a picture is whole or refused; nothing else is raised."""
    for data in (png(), jpeg()):
        for length in range(len(data)):
            with suppress(TemplateError):
                assert picture_of("logo", data[:length]).ratio > 0


def test_a_path_without_a_file_is_told(tmp_path):
    """With the path."""
    with pytest.raises(TemplateError, match=r"нет\.png"):
        render_document(PLAN, template("logo"), extra={"logo": tmp_path / "нет.png"})


def test_a_text_for_a_picture_is_told():
    """A script gives a path or bytes: a text could be meant as either."""
    for plan, extra in ((PLAN, {"logo": "logo.png"}),
                        (PLAN.model_copy(update={"extra": {"logo": "logo.png"}}), {})):  # fmt: skip
        with pytest.raises(TemplateError, match="logo") as caught:
            render_document(plan, read_template(template("logo"), extra=["logo"]), extra=extra)
        assert codes(caught.value.problems) == ["PLN118"]


@pytest.mark.parametrize("text", ["{{ logo }}", "{{ logo|upper }}", "от {{ logo }} и {{ title }}"])
def test_a_name_of_a_picture_in_a_text_is_told(text):
    """When the template is compiled, with its place; given for a text alone, when it is filled."""
    with pytest.raises(TemplateError) as caught:
        read_template(template("logo", text=text), "mine.docx", extra=["logo"])
    assert codes(caught.value.problems) == ["PLN117"]
    with pytest.raises(TemplateError) as caught:
        read_template(template("logo", text=text), "mine.docx", open_names=True)
    assert codes(caught.value.problems) == ["PLN117"]
    if "|" not in text:
        with pytest.raises(TemplateError) as caught:
            render_document(PLAN, template(text=text), extra={"logo": png()})
        (problem,) = caught.value.problems
        assert (problem.code, problem.values["name"]) == ("PLN117", "logo")
        assert problem.place.paragraph


def test_an_unknown_picture_is_told_with_the_nearest_name():
    """Like every name of a template."""
    with pytest.raises(TemplateError, match=r"lago.*logo") as caught:
        render_document(PLAN, template("lago"), extra={"logo": png()})
    assert codes(caught.value.problems) == ["PLN602"]
    loaded = read_template(template("logo"), open_names=True)
    with pytest.raises(TemplateError, match="logo") as caught:
        render_document(PLAN, loaded)
    assert codes(caught.value.problems) == ["PLN602"]


def test_a_shape_is_no_box():
    """A group, a shape and a chart cannot be replaced by a picture; told with the place."""
    word = docx.Document(BytesIO(template("logo")))
    *_, data = word.element.body.iter(qn("a:graphicData"))
    data.set("uri", "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup")
    with pytest.raises(TemplateError) as caught:
        read_template(saved(word), "mine.docx", extra=["logo"])
    assert set(codes(caught.value.problems)) == {"PLN116"}
    assert caught.value.problems[0].place.paragraph


def test_other_alternative_texts_are_texts():
    """A name of a plan, or words around a name of one's own."""
    word = docx.Document(BytesIO(template("title", "logo")))
    inline = word.inline_shapes[len(word.inline_shapes) - 1]._inline
    for shown in (inline.docPr, next(inline.iter(qn("pic:cNvPr")))):
        shown.set("descr", "Герб: {{ logo }}")
    made = render_document(PLAN, saved(word), extra={"logo": "орёл"})
    assert re.findall(r'descr="([^"]*)"', part(made, "word/document.xml"))[-1] == "Герб: орёл"


def test_a_plan_file_names_pictures_beside_it(tmp_path: Path):
    """`build` and `report` read them from the folder of the plan file; a missing one is told."""
    (tmp_path / "mine.docx").write_bytes(template("logo"))
    (tmp_path / "marks").mkdir()
    (tmp_path / "marks" / "logo.png").write_bytes(png())
    plan = tmp_path / "plan.yaml"
    text = (
        "title: План\nperiod: 2018\nactivities: [{title: Кросс}]\nextra: {logo: marks/logo.png}\n"
    )
    plan.write_text(text, encoding="utf-8")
    mine = load_template(tmp_path / "mine.docx")
    out = tmp_path / "out"
    assert media(build_file(plan, out, template=mine).document.read_bytes()).popitem()[1] == png()
    assert (
        png()
        in media(report_file(plan, out, today=DAY, template=mine).document.read_bytes()).values()
    )
    plan.write_text(text.replace("logo.png", "lago.png"), encoding="utf-8")
    with pytest.raises(PlanFileError, match=r"lago\.png.*logo\.png"):
        build_file(plan, out, template=mine)
    plan.write_text(text.replace("marks/logo.png", "plan.yaml"), encoding="utf-8")
    with pytest.raises(PlandocError) as caught:
        build_file(plan, out, template=mine)
    assert codes(caught.value.problems) == ["PLN119"]


def test_many_plans_are_built_again_for_another_picture(tmp_path: Path):
    """The record of `build_files` knows what the picture was."""
    (tmp_path / "mine.docx").write_bytes(template("logo"))
    (tmp_path / "logo.png").write_bytes(png())
    plan = tmp_path / "plan.yaml"
    plan.write_text(
        "title: План\nperiod: 2018\nactivities: [{title: Кросс}]\nextra: {logo: logo.png}\n",
        encoding="utf-8",
    )
    mine = load_template(tmp_path / "mine.docx")

    def skipped() -> list[bool]:
        found = build_files([plan], tmp_path / "out", template=mine, record=tmp_path / "done")
        return [one.result.skipped for one in found if one.result]

    assert [skipped(), skipped()] == [[False], [True]]
    (tmp_path / "logo.png").write_bytes(png(10, 10))
    assert [skipped(), skipped()] == [[False], [True]]


def test_pictures_are_no_part_of_what_is_signed():
    """Another picture is the same content; a document is verified whatever its picture is."""
    source = template("logo")
    lock = seal(PLAN, on=DAY, approver="Директор")
    mine = read_template(source, extra=["logo"])
    for value in (png(), png(9, 9), None):
        made = render_document(PLAN, source, extra={"logo": value})
        assert verify(made, lock, template=mine).matches


def test_the_report_has_the_picture():
    """Beside its chart."""
    made, _ = render_report_document(
        PLAN, report(PLAN, today=DAY), template("logo"), extra={"logo": png()}
    )
    assert png() in media(made).values()


@pytest.mark.office
def test_a_document_with_pictures_is_valid():
    """In the text and a header, PNG and JPEG, given and left out."""
    source = template("logo", "stamp", "seal", header="logo")
    extra = {"logo": png(), "stamp": jpeg(), "seal": None}
    assert validator_errors(render_document(PLAN, source, extra=extra), ".docx") == []
