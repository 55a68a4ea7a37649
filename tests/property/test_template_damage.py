"""Templates damaged at random: a document that opens, or a located problem, never a traceback."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.effort import tries
from support.templates import PLAN, SECTION, TABLE, TITLE, around, paragraph, row, table, template

from plandoc.errors import TemplateError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.standard import standard_template_bytes

WORDS = (
    "{%tr if notes %}", "{%tr endif %}", "{%p for note in notes %}", "{%p endfor %}", "{% else %}",
    "{{ title }}", "{{ titel }}", "{{ title", "}}", "{%tc if title %}", "{% vm %}", "{% hm %}",
    "{% cellbg 'FF0000' %}", "{% colspan 2 %}", "{#p x #}", "{{r title }}", "«", "{% set a = 1 %}",
    "{{ rows|length }}", "{{ rows[7] }}", "{%- if title -%}", "{% endif %}", "\u200b", "{{ }}",
    "{%p %}", "{%%}", "{##}", "{{ loop.index }}", "{{ title|join(',') }}", "{{ -1|abs }}",
)  # fmt: skip
VALUES = (
    "",
    "0",
    "-1",
    "1.5",
    "99999999999999999999",
    "²",
    "auto",
    "{{ title }}",
    "{% if x %}",
    "x",
)
NAMES = ("w:tbl", "w:tr", "w:tc", "w:p", "w:r", "w:t", "w:sectPr", "w:gridCol", "w:tcPr", "w:sdt")
SMALL = template(
    TITLE + TABLE + table(row("a", "b"), row("{{ title }}", "d")) + paragraph("{# x #}конец"),
    parts={"footer": around("ftr", paragraph("{{ title }}"))},
    section=SECTION,
)
STEPS = st.tuples(
    st.sampled_from(("drop", "copy", "move", "text", "attribute", "rename", "unwrap", "comment")),
    st.integers(0, 10_000), st.integers(0, 10_000),
)  # fmt: skip


def parts_of(source: bytes) -> dict[str, bytes]:
    """Return the parts of a template."""
    with ZipFile(BytesIO(source)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as a file."""
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def damage(root: etree._Element, step: str, first: int, second: int) -> None:  # noqa: C901 - a branch for each kind of damage
    """Do one thing to a tree that keeps it a tree."""
    below = list(root.iter(etree.Element))[1:]
    if not below:
        return
    one, other = below[first % len(below)], below[second % len(below)]
    parent = one.getparent()
    assert parent is not None
    if step == "drop":
        parent.remove(one)
    elif step == "copy":
        parent.append(etree.fromstring(etree.tostring(one)))
    elif step == "move" and other not in {one, *one.iterdescendants()}:
        other.append(one)
    elif step == "text":
        texts = list(root.iter("{*}t")) or below
        texts[first % len(texts)].text = WORDS[second % len(WORDS)]
    elif step == "attribute" and one.attrib:
        name = sorted(map(str, one.attrib))[second % len(one.attrib)]
        one.set(name, VALUES[(first + second) % len(VALUES)])
    elif step == "rename":
        prefix = str(one.tag).partition("}")[0]
        one.tag = f"{prefix}}}{NAMES[second % len(NAMES)][2:]}"
    elif step == "unwrap":
        for child in list(one):
            one.addprevious(child)
        parent.remove(one)
    elif step == "comment":
        one.addprevious(etree.Comment(" {{ nothing }} "))


@pytest.mark.parametrize("source", [SMALL, standard_template_bytes()], ids=["small", "shipped"])
@tries(150)
@given(steps=st.lists(STEPS, min_size=1, max_size=4), which=st.integers(0, 20))
def test_any_damage_gives_a_document_or_a_problem(source, steps, which):
    """Whatever is damaged, every part of a document that is made is XML."""
    parts = parts_of(source)
    names = sorted(name for name in parts if name.endswith(("document.xml", "footer.xml", ".rels")))
    name = names[which % len(names)] if which > 12 else "word/document.xml"
    root = etree.fromstring(parts[name])
    for step, first, second in steps:
        damage(root, step, first, second)
    damaged = packed({**parts, name: etree.tostring(root)})
    try:
        made = render_document(PLAN, damaged)
    except TemplateError as error:
        for problem in error.problems:
            assert problem.text("ru")
            assert problem.text("en")
        return
    for part, data in parts_of(made).items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(data)
