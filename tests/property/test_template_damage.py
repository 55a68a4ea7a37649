"""Templates damaged at random: a document that opens, or a located problem, never a traceback."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from support.damage import STEPS, damage_tree
from support.effort import tries
from support.templates import PLAN, SECTION, TABLE, TITLE, around, paragraph, row, table, template
from support.workbooks import unzipped, zipped

from plandoc.errors import TemplateError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.standard import standard_template_bytes

SMALL = template(
    TITLE + TABLE + table(row("a", "b"), row("{{ title }}", "d")) + paragraph("{# x #}конец"),
    parts={"footer": around("ftr", paragraph("{{ title }}"))},
    section=SECTION,
)
DAMAGE = st.tuples(st.sampled_from(STEPS), st.integers(0, 10_000), st.integers(0, 10_000))


@pytest.mark.parametrize("source", [SMALL, standard_template_bytes()], ids=["small", "shipped"])
@tries(150)
@given(steps=st.lists(DAMAGE, min_size=1, max_size=4), which=st.integers(0, 20))
def test_any_damage_gives_a_document_or_a_problem(source, steps, which):
    """Whatever is damaged, every part of a document that is made is XML."""
    parts = unzipped(source)
    names = sorted(name for name in parts if name.endswith(("document.xml", "footer.xml", ".rels")))
    name = names[which % len(names)] if which > 12 else "word/document.xml"
    root = etree.fromstring(parts[name])
    for step, first, second in steps:
        damage_tree(root, step, first, second)
    damaged = zipped({**parts, name: etree.tostring(root)})
    try:
        made = render_document(PLAN, damaged)
    except TemplateError as error:
        for problem in error.problems:
            assert problem.text("ru")
            assert problem.text("en")
        return
    for part, data in unzipped(made).items():
        if part.endswith((".xml", ".rels")):
            etree.fromstring(data)
