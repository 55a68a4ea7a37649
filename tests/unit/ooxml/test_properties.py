"""What a file says of itself."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from support.workbooks import relations, unzipped, with_parts, workbook_of

from plandoc.errors import ReturnedFileError
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.properties import (
    CoreProperties,
    core_title,
    core_xml,
    custom_properties,
    write_core,
    write_custom,
)
from plandoc.words.texts import one_line

HOSTILE = "<&>\"'»\n"


def document(source=None):
    return open_package(source or standard_template_bytes(), kind=FileKind.DOCUMENT)


def test_core_properties_are_read_back_by_others():
    """Every property is where Word looks for it, escaped; what is empty is left out."""
    package = document()
    moment = datetime(2018, 9, 1, 12, tzinfo=UTC)
    told = CoreProperties(title=HOSTILE.strip(), language="ru-RU", author="А", created=moment)
    write_core(package, told)
    assert core_title(package) == one_line(HOSTILE)
    core = Document(BytesIO(package.saved())).core_properties
    assert (core.title, core.language, core.author) == (told.title, "ru-RU", "А")
    assert (core.created, core.modified) == (moment, moment)
    text = package.read("docProps/core.xml").decode()
    assert "subject" not in text
    assert "revision" not in text


def test_custom_properties_come_back():
    """What is written is read, in workbooks as in documents."""
    told = {"plandoc.plan_id": "p<1>", "plandoc.title": "План «&»"}
    for package in (document(), open_package(workbook_of(), kind=FileKind.WORKBOOK)):
        write_custom(package, told)
        write_custom(package, told)
        assert custom_properties(package) == told
        listed = [r for r in package.relations() if r.kind == "custom-properties"]
        assert [r.part for r in listed] == ["docProps/custom.xml"]
        assert unzipped(package.saved())["[Content_Types].xml"].count(b"/custom.xml") == 1


def test_properties_stand_where_the_package_says():
    """Another name of the part is kept; without a relation the usual name is looked at."""
    own = relations(
        ("r1", "officeDocument", "xl/workbook.xml"), ("r2", "custom-properties", "own.xml")
    )
    source = with_parts(workbook_of(), {"_rels/.rels": own, "own.xml": "<Properties/>"})
    package = open_package(source, kind=FileKind.WORKBOOK)
    write_custom(package, {"a": "b"})
    assert "docProps/custom.xml" not in package
    assert custom_properties(package) == {"a": "b"}
    lost = with_parts(workbook_of(), {"docProps/custom.xml": package.read("own.xml")})
    assert custom_properties(open_package(lost, kind=FileKind.WORKBOOK)) == {"a": "b"}
    assert custom_properties(open_package(workbook_of(), kind=FileKind.WORKBOOK)) == {}


def test_damaged_properties_are_a_problem():
    """The part is named."""
    source = with_parts(workbook_of(), {"docProps/custom.xml": "<a"})
    with pytest.raises(ReturnedFileError) as refused:
        custom_properties(open_package(source, kind=FileKind.WORKBOOK))
    assert refused.value.problems[0].place.part == "docProps/custom.xml"


@pytest.mark.parametrize("year", [1, 201, 999, 1000, 9999])
def test_a_year_has_four_digits(year):
    """W3CDTF knows no shorter years."""
    xml = core_xml(CoreProperties(created=datetime(year, 1, 1, tzinfo=UTC)))
    assert f">{year:04}-01-01T00:00:00Z<".encode() in xml
