"""Names of one's own in templates."""

import pickle
from io import BytesIO

import docx
import pytest
from support.problems import codes

from plandoc import Plan, TemplateError, compile_template, render_document
from plandoc.formats.docx.standard import standard_template_bytes

PLAN = Plan(title="План", period="2018", activities=[{"title": "Кросс"}])


def template(text: str) -> bytes:
    word = docx.Document(BytesIO(standard_template_bytes()))
    word.add_paragraph(text)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def texts(source: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(source)).paragraphs]


def test_a_template_prints_names_of_its_own() -> None:
    """Texts, numbers and nothing; signs of XML stand as they are."""
    source = template("{{ college }}, {{ year }}{{ note }}")
    extra = {"college": "Колледж <№ 1> & Ко", "year": 2018, "note": None}
    assert "Колледж <№ 1> & Ко, 2018" in texts(render_document(PLAN, source, extra=extra))
    compiled = pickle.loads(pickle.dumps(compile_template(source, extra=extra)))
    assert "Колледж, " in texts(render_document(PLAN, compiled, extra={"college": "Колледж"}))


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    """Own names are checked like those of a plan."""
    with pytest.raises(TemplateError, match=r"colege.*college") as caught:
        render_document(PLAN, template("{{ colege }}"), extra={"college": "Колледж"})
    assert codes(caught.value.problems) == ["PLN602"]


@pytest.mark.parametrize("name", ["title", "loop", "a b", ""])
def test_a_name_of_a_plan_is_taken(name: str) -> None:
    """Own names do not replace those of a plan."""
    with pytest.raises(TemplateError) as caught:
        render_document(PLAN, template("{{ title }}"), extra={name: "а"})
    assert codes(caught.value.problems) == ["PLN110"]
