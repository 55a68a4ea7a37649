"""plandoc.formats.docx.filling: code of our own that says what Jinja's says."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from jinja2.compiler import CodeGenerator
from support.effort import tries
from support.strategies import plans

from plandoc import PlandocError, report
from plandoc.formats.docx import sandbox
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.docx.template import _FIELDS, Template, read_template
from plandoc.page.context import PlanContext, context_of
from plandoc.page.report_plan import stated
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording

OLDER = Path(__file__).parents[3] / "support" / "template_before_blocks.docx"
PLAIN = sandbox.environment(_FIELDS)
PLAIN.code_generator_class = CodeGenerator


@pytest.fixture(scope="module", params=[standard_template_bytes(), OLDER.read_bytes()])
def template(request: pytest.FixtureRequest) -> Template:
    """Return the built-in template, or one whose document is not a row of blocks."""
    return read_template(request.param)


@pytest.mark.slow
@given(plan=plans(shapes=True))
@tries(60)
def test_a_filled_part_is_that_of_plain_jinja(template: Template, plan: Plan) -> None:
    """Parts are filled as Jinja's own code fills them, those of a report too."""
    wording = Wording(plan.language)
    contexts: list[PlanContext] = []
    try:
        contexts.append(context_of(plan, wording, template.page))
        figures = report(plan, date(2019, 1, 15))
        contexts.append(context_of(plan, stated(plan, figures), template.page, figures))
    except PlandocError:
        assume(bool(contexts))
    for context in contexts:
        filled = template.fill(context)
        names = {one.name: getattr(context, one.name) for one in fields(context)}
        for name, part in template.filled.items():
            plain = PLAIN.from_string(part.source.text).render(names)
            assert filled.read(name).decode() == plain
