"""plandoc.ooxml.assembly: a document of its parts has their relations and content types."""

from plandoc.ooxml.assembly import DOCUMENT, Part, assembled
from plandoc.ooxml.properties import CORE, CoreProperties, core_xml


def test_parts_are_related_as_they_are_nested() -> None:
    """Each part is reached from the one around it, and has the type that its kind tells."""
    chart = Part("xl/charts/chart1.xml", "chart", b"<c/>")
    sheet = Part(
        "xl/worksheets/sheet1.xml",
        "worksheet",
        b"<s/>",
        [Part("xl/drawings/drawing1.xml", "drawing", b"<d/>", [chart])],
    )
    main = Part("xl/workbook.xml", DOCUMENT, b'<workbook xmlns="urn:main"/>', [sheet])
    about = Part("docProps/core.xml", CORE, core_xml(CoreProperties(title="План")))
    package = assembled("spreadsheetml", [main, about])
    assert (package.main, package.family) == ("xl/workbook.xml", "spreadsheetml")
    assert package.related("", CORE) == ("docProps/core.xml",)
    assert package.related(package.main, "worksheet") == (sheet.name,)
    assert package.related(sheet.name, "drawing") == ("xl/drawings/drawing1.xml",)
    assert package.related("xl/drawings/drawing1.xml", "chart") == (chart.name,)
    assert [one.id for one in package.relations()] == ["rId1", "rId2"]
    types = package.read("[Content_Types].xml").decode()
    for name, kind in (
        (chart.name, "officedocument.drawingml.chart+xml"),
        (sheet.name, "officedocument.spreadsheetml.worksheet+xml"),
        (main.name, "officedocument.spreadsheetml.sheet.main+xml"),
        (about.name, "package.core-properties+xml"),
    ):
        told = f'PartName="/{name}" ContentType="application/vnd.openxmlformats-{kind}"'
        assert told in types
