"""Parts of an office document with their relations and content types."""

import pytest
from lxml import etree
from support.workbooks import (
    STRICT,
    STRICT_OFFICE,
    relations,
    unzipped,
    with_parts,
    workbook_of,
    zipped,
)  # fmt: skip

from plandoc.errors import ReturnedFileError
from plandoc.ooxml.archive import CHUNK
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package, Relation, relations_of

SHEET, BOOK, TYPES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"
ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'


def opened(source=None):
    source = workbook_of(ROWS, styles="<fonts/>") if source is None else source
    return open_package(source, "лист.xlsx", kind=FileKind.WORKBOOK)


def types(package):
    """Return the content types of a package by part or extension."""
    entries = etree.fromstring(package.read(TYPES))
    return {e.get("PartName") or e.get("Extension"): e.get("ContentType") for e in entries}


def problem_of(refused):
    (problem,) = refused.value.problems
    return problem.code, problem.place.file, problem.place.part


def test_what_was_not_changed_keeps_its_bytes_and_its_place():
    """A package that was looked at is saved as it was; content types stand first."""
    source = workbook_of(ROWS, styles="<fonts/>")
    package = opened(source)
    package.tree(SHEET)
    package.relations(BOOK)
    assert unzipped(package.saved()) == unzipped(source)
    package.edit(BOOK).set("changed", "1")
    saved, before = unzipped(package.saved()), unzipped(source)
    assert list(saved) == list(before)
    assert {name for name in before if saved[name] != before[name]} == {BOOK}


def test_rows_of_an_edited_sheet_are_never_parsed():
    """What stands between the tags of the rows comes back byte for byte, XML or not."""
    odd = '<sheetData  a="1"><row>&#65;<!-- --><c/ ></row></sheetData >'
    sheet = f'<!-- a --><worksheet xmlns="urn:x">{odd}<end/></worksheet>'
    package = opened(with_parts(workbook_of(), {SHEET: sheet}))
    package.edit(SHEET).set("b", "2")
    saved = unzipped(package.saved())[SHEET].decode()
    assert package.rows(SHEET).decode() == odd
    assert odd in saved
    assert '<worksheet xmlns="urn:x" b="2">' in saved
    assert "<!-- a -->" in saved


def test_a_part_that_is_written_replaces_its_tree():
    """Bytes that are given count, whatever was edited before; a new part comes last."""
    package = opened()
    package.edit(BOOK).set("changed", "1")
    package.write(BOOK, b"<new/>")
    package.write("xl/more.bin", b"\x00")
    assert package.read("XL/Workbook.xml") == b"<new/>"
    assert package.tree(BOOK).tag == "new"
    assert package.names[-1] == "xl/more.bin"
    assert b"".join(package.chunks("xl/more.bin")) == b"\x00"


def test_relations_name_parts_as_they_are_written():
    """Targets are resolved, whatever their case; those outside the file are no parts."""
    listed = relations(("r1", "worksheet", "Worksheets/SHEET1.xml"), ("r2", "styles", "/xl/no.xml"))
    outside = '<Relationship Id="r3" Type="a/hyperlink" Target="http://a" TargetMode="External"/>'
    listed = listed.replace("</Relationships>", f"{outside}</Relationships>")
    package = opened(with_parts(workbook_of(), {relations_of(BOOK): listed}))
    assert package.relations(BOOK) == (
        Relation("r1", "worksheet", SHEET),
        Relation("r2", "styles", "xl/no.xml"),
    )
    assert package.related(BOOK, "worksheet") == (SHEET,)
    assert package.related(BOOK, "styles") == ()
    assert package.relations(SHEET) == ()


def test_a_relation_that_is_added_twice_is_one():
    """The same kind to the same part gives the id that is there, and no part is written anew."""
    package = opened()
    before = package.read(relations_of(BOOK))
    assert package.relate(BOOK, "worksheet", SHEET.upper()) == "r1"
    assert package.read(relations_of(BOOK)) == before
    first = package.relate(BOOK, "theme", "xl/theme.xml")
    assert package.relate(BOOK, "theme", "xl/theme.xml") == first
    assert [r.id for r in package.relations(BOOK)] == ["r1", "r2", "r3", "rId1"]


def test_a_new_relation_has_a_free_id():
    """The id that is asked for, or the first number that no other relation has."""
    package = opened()
    assert package.relate(SHEET, "comments", "xl/comments1.xml", "mine") == "mine"
    assert package.relate(SHEET, "drawing", "xl/drawings/d.xml", "mine") == "rId1"
    assert package.relate(SHEET, "image", "xl/i.png") == "rId2"
    listed = etree.fromstring(package.read(relations_of(SHEET)))
    targets = ["../comments1.xml", "../drawings/d.xml", "../i.png"]
    assert [entry.get("Target") for entry in listed] == targets
    assert [r.part for r in package.relations(SHEET)] == [
        "xl/comments1.xml", "xl/drawings/d.xml", "xl/i.png",
    ]  # fmt: skip


def test_a_part_is_attached_with_its_content_type_and_relation():
    """XML is named part by part, anything else once by its extension."""
    package = opened()
    package.attach(SHEET, "comments", "xl/comments1.xml", b"<comments/>")
    for number in (1, 2):
        package.attach(SHEET, "vmlDrawing", f"xl/d{number}.vml", b"<xml/>")
    package.attach(SHEET, "comments", "xl/comments1.xml", b"<other/>")
    office = "application/vnd.openxmlformats-officedocument"
    assert types(package) | {"/xl/workbook.xml": ""} == {
        "/xl/workbook.xml": "",
        "/xl/comments1.xml": f"{office}.spreadsheetml.comments+xml",
        "vml": f"{office}.vmlDrawing",
    }
    assert len(etree.fromstring(package.read(TYPES))) == 3
    assert package.read("xl/comments1.xml") == b"<other/>"
    assert len(package.relations(SHEET)) == 3


def test_strict_documents_get_relations_of_the_strict_standard():
    """The namespace of the main part decides, whatever its encoding."""
    source = workbook_of(main=STRICT, office=STRICT_OFFICE)
    wide = unzipped(source)[BOOK].decode().encode("utf-16")
    for strict in (source, with_parts(source, {BOOK: wide})):
        package = opened(strict)
        assert (package.namespace, package.links) == (f"{{{STRICT}}}", f"{{{STRICT_OFFICE}}}")
        package.relate(BOOK, "theme", "xl/theme.xml")
        assert f'Type="{STRICT_OFFICE}/theme"'.encode() in package.read(relations_of(BOOK))
    assert opened().links != package.links


def test_what_nothing_leads_to_is_removed():
    """With the last relation goes the part, what only it leads to, and their content types."""
    package = opened()
    package.attach(SHEET, "drawing", "xl/drawings/d.xml", b"<d/>")
    package.attach("xl/drawings/d.xml", "image", "xl/media/i.png", b"png")
    package.attach(BOOK, "theme", "xl/theme.xml", b"<t/>")
    package.attach(SHEET, "theme", "xl/theme.xml", b"<t/>")
    before = set(package.names)
    package.unrelate(SHEET, *(relation.id for relation in package.relations(SHEET)))
    assert before - set(package.names) == {
        relations_of(SHEET), "xl/drawings/d.xml", relations_of("xl/drawings/d.xml"),
        "xl/media/i.png",
    }  # fmt: skip
    assert set(types(package)) == {"/xl/workbook.xml", "/xl/theme.xml"}
    package.unrelate(SHEET, "r9")
    assert "xl/theme.xml" in package


def test_damaged_relations_may_lead_anywhere():
    """While a list of relations cannot be read, no part is taken for an orphan."""
    source = with_parts(workbook_of(), {"xl/a.xml": "<a/>", relations_of("xl/b.xml"): "<b"})
    package = opened(source)
    package.unrelate(BOOK, package.relate(BOOK, "theme", "xl/a.xml"))
    assert "xl/a.xml" in package
    with pytest.raises(ReturnedFileError) as refused:
        package.relations("xl/b.xml")
    assert problem_of(refused) == ("PLN728", "лист.xlsx", "xl/_rels/b.xml.rels")


def test_a_free_name_is_one_that_nothing_names():
    """Neither a part nor a relation to a part that was lost has it, in whatever case."""
    listed = relations(("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "a", "A2.xml"))
    source = with_parts(workbook_of(), {relations_of(BOOK): listed, "xl/A1.xml": "<a/>"})
    assert opened(source).free_name("xl/a{}.xml") == "xl/a3.xml"


def test_a_package_can_be_made_of_parts():
    """Parts that were made here are a package too; what is missing is a problem as well."""
    package = Package(unzipped(workbook_of()))
    assert (package.main, package.family) == (BOOK, "spreadsheetml")
    assert unzipped(package.saved()) == unzipped(workbook_of())
    with pytest.raises(ReturnedFileError) as refused:
        package.read("xl/none.xml")
    assert problem_of(refused) == ("PLN728", "", "xl/none.xml")


@pytest.mark.parametrize("method", ["xml", "tree", "edit"])
def test_every_way_to_xml_is_guarded(method):
    """Damage and document types are refused, whoever asks for the XML."""
    parts = {"xl/a.xml": "<a>", "xl/b.xml": "<!DOCTYPE b><b/>", "xl/c.xml": "\xff"}
    package = opened(zipped(unzipped(workbook_of()) | parts))
    for part, code in (("a", "PLN728"), ("b", "PLN729"), ("c", "PLN728"), ("d", "PLN728")):
        with pytest.raises(ReturnedFileError) as refused:
            getattr(package, method)(f"xl/{part}.xml")
        assert problem_of(refused) == (code, "лист.xlsx", f"xl/{part}.xml")


def test_drawings_are_repaired_as_far_as_they_go():
    """VML of old programs is no XML; where nothing can be made of it, it is damaged."""
    parts = {"xl/a.vml": "<xml><p>a<br></p></xml>", "xl/b.vml": "no element"}
    package = opened(zipped(unzipped(workbook_of()) | parts))
    assert [child.tag for child in package.tree("xl/a.vml")] == ["p"]
    with pytest.raises(ReturnedFileError) as refused:
        package.tree("xl/b.vml")
    assert problem_of(refused) == ("PLN728", "лист.xlsx", "xl/b.vml")


def test_comments_are_read_over_and_kept_in_an_edited_part():
    """A reader sees elements alone; an editor gives back what else stood there."""
    package = opened(with_parts(workbook_of(), {"xl/a.xml": "<a><!-- b --><?c d?><e/></a>"}))
    assert [child.tag for child in package.xml("xl/a.xml")] == ["e"]
    package.edit("xl/a.xml").set("f", "g")
    assert package.read("xl/a.xml").endswith(b'<a f="g"><!-- b --><?c d?><e/></a>')


def test_no_part_is_written_by_looking_at_it(monkeypatch):
    """Trees of parts that are only looked at are limited like those that are read."""
    monkeypatch.setattr("plandoc.ooxml.parts.MOST_TAGS", 4)
    package = opened(with_parts(workbook_of(ROWS), {"xl/a.xml": "<a><b/><b/><b/><b/></a>"}))
    with pytest.raises(ReturnedFileError) as refused:
        package.tree("xl/a.xml")
    assert problem_of(refused) == ("PLN732", "лист.xlsx", "xl/a.xml")
    assert package.rows(SHEET).count(b"<") > 4


def test_documents_of_one_template_share_no_change():
    """What is attached to one package is not listed in another of the same parts."""
    parts = {name: opened().read(name) for name in opened().names}
    first, second = Package(parts), Package(parts)
    first.attach(BOOK, "customXml", "customXml/item1.xml", b"<a/>")
    assert "/customXml/item1.xml" in types(first)
    assert "customXml/item1.xml" in [one.part for one in first.relations(BOOK)]
    assert dict(second.items()) == parts
    assert second.relations(BOOK) == opened().relations(BOOK)
    second.attach(BOOK, "customXml", "customXml/item1.xml", b"<a/>")
    assert dict(second.items()) == dict(first.items())


def test_a_word_is_found_across_the_pieces_of_a_part():
    word = b"vanish"
    for before in range(CHUNK - len(word) - 1, CHUNK + 2):
        package = Package({"a": b"x" * before + word + b"y" * CHUNK})
        assert package.holds("a", b"strike", word)
        assert not package.holds("a", b"strike")
