"""Packages of office documents: whatever bytes come in, and whatever is not touched."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.workbooks import unzipped, zipped

from plandoc.errors import ReturnedFileError
from plandoc.formats.docx.document import render_document
from plandoc.formats.xlsx.annotated import annotate
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package, warnings
from plandoc.ooxml.properties import custom_properties
from plandoc.schema.plan import Plan

PLAN = Plan(title="План", period="2018-2019 учебный год", activities=[{"title": "Педсовет"}])
FILES = {FileKind.WORKBOOK: render_tracking(PLAN), FileKind.DOCUMENT: render_document(PLAN)}
PARTS = {kind: unzipped(source) for kind, source in FILES.items()}
KINDS = st.sampled_from(list(FileKind))
SNIPPETS = st.sampled_from(
    [b"", b"<", b"\x00", b"\xff\xfe", b"<!DOCTYPE a>", b"&a;", b"PK\x01\x02", b"../../a", b'"']
)


@st.composite
def damaged(draw):
    """Return an office file with bytes of it changed, cut out or put in twice."""
    source = bytearray(FILES[draw(KINDS)])
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(source)))
        end = at + draw(st.integers(0, 40))
        source[at:end] = draw(st.binary(max_size=8) | SNIPPETS)
    return bytes(source)


@st.composite
def rewritten(draw):
    """Return an office file in whose parts texts were changed, whose zip is whole."""
    parts = dict(PARTS[draw(KINDS)])
    for name in draw(st.lists(st.sampled_from(sorted(parts)), max_size=3)):
        data = bytearray(parts[name])
        at = draw(st.integers(0, len(data)))
        data[at : at + draw(st.integers(0, 60))] = draw(st.binary(max_size=8) | SNIPPETS)
        parts[name] = bytes(data)
    for name in draw(st.lists(st.sampled_from(sorted(parts)), max_size=2)):
        parts.pop(name, None)
    names = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=9)
    return zipped(parts | draw(st.dictionaries(names, st.binary(), max_size=2)))


def use(package):
    """Ask a package for all that it can tell."""
    list(warnings(package))
    custom_properties(package)
    for name in package.names:
        package.relations(name)
        package.read(name)
        package.tree(name)
        package.xml(name)
    package.free_name("xl/a{}.xml")
    package.relate(package.main, "image", "a.png")
    package.saved()


@tries(2000)
@given(st.binary(max_size=400) | damaged() | rewritten(), KINDS)
def test_any_bytes_are_a_package_or_a_located_problem(source, kind):
    """Nothing but a problem that names the file comes out of bytes that are no document."""
    problems = ()
    try:
        use(open_package(source, "файл", kind=kind))
    except ReturnedFileError as error:
        problems = error.problems
    assert {problem.place.file for problem in problems} <= {"файл"}


@tries(400)
@given(st.lists(st.sampled_from([*PARTS[FileKind.WORKBOOK]]), unique=True), st.data())
def test_what_is_not_touched_keeps_every_byte(edited, data):
    """After edits of some parts all the others are saved as they were, in their order."""
    package = open_package(FILES[FileKind.WORKBOOK], kind=FileKind.WORKBOOK)
    for name in edited:
        package.edit(name).set("touched", data.draw(st.sampled_from("12")))
    before, after = PARTS[FileKind.WORKBOOK], unzipped(package.saved())
    assert list(after) == list(before)
    assert {name for name in before if after[name] != before[name]} == set(edited)


@tries(400)
@given(rewritten())
def test_a_copy_of_anything_is_a_package_or_a_problem(source):
    """Remarks are put into whatever opens as a workbook, or it is said why not."""
    with suppress(ReturnedFileError):
        copy = annotate(source, [])
        assert open_package(copy, kind=FileKind.WORKBOOK).names
