"""Names of one's own in templates."""

import pickle
from dataclasses import fields
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from support.problems import codes

from plandoc import (
    Period,
    Plan,
    amend,
    build_file,
    compare,
    load_template,
    read_plan,
    read_template,
    render_amendment,
    render_document,
    render_report_document,
    report,
    roll_over,
    seal,
    verify,
)
from plandoc.errors import PlanError, PlanFileError, TemplateError
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.page.context import PlanContext
from plandoc.schema.own_names import NAMES_OF_PLANS

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
    compiled = pickle.loads(pickle.dumps(read_template(source, extra=extra)))
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


def test_names_of_plans_are_all_that_templates_know() -> None:
    """A plan refuses as its own just the names that the context of templates has."""
    assert {*NAMES_OF_PLANS} == {one.name for one in fields(PlanContext)} | {"loop"}


def test_a_plan_gives_names_to_the_template() -> None:
    """`extra` of a plan is printed in plan and report; that of the call comes before it."""
    source = template("{{ college }}, {{ since }}{{ motto }}.")
    plan = PLAN.model_copy(
        update={"extra": {"college": "Колледж", "since": 1956, "motto": None, "unused": "а"}}
    )
    assert "Колледж, 1956." in texts(render_document(plan, source))
    assert "Лицей, 1956." in texts(render_document(plan, source, extra={"college": "Лицей"}))
    told = report(plan, today=date(2018, 5, 1))
    assert "Колледж, 1956." in texts(render_report_document(plan, told, source)[0])


def test_a_file_gives_names_to_a_template_that_is_loaded_once(tmp_path: Path) -> None:
    """`build` prints the names of each plan; a plan without one is told where."""
    (tmp_path / "mine.docx").write_bytes(template("{{ college }}"))
    mine = pickle.loads(pickle.dumps(load_template(tmp_path / "mine.docx")))
    for name, own in (("a", "college: Колледж № 1"), ("b", "{collage: Колледж}")):
        body = f"title: План\nperiod: 2018\nactivities: [{{title: Кросс}}]\nextra:\n  {own}\n"
        (tmp_path / f"{name}.yaml").write_text(body, encoding="utf-8")
    made = build_file(tmp_path / "a.yaml", tmp_path, template=mine)
    assert "Колледж № 1" in texts(made.document.read_bytes())
    with pytest.raises(TemplateError, match=r"mine\.docx.*college.*collage") as caught:
        build_file(tmp_path / "b.yaml", tmp_path, template=mine)
    assert codes(caught.value.problems) == ["PLN602"]


def test_a_loaded_template_has_no_wrong_fields(tmp_path: Path) -> None:
    """A field that does not exist is refused at once: no plan has it as its own."""
    (tmp_path / "mine.docx").write_bytes(template("{{ page.widht }}"))
    with pytest.raises(TemplateError, match="widht"):
        load_template(tmp_path / "mine.docx")


@pytest.mark.parametrize("name", ["title", "loop", "a b", "1a"])
def test_a_plan_refuses_names_that_are_not_its_own(name: str) -> None:
    """The name is told at its line."""
    text = f"title: План\nperiod: 2018\nextra:\n  ok: а\n  {name}: б\n"
    with pytest.raises(PlanFileError) as caught:
        read_plan(text.encode())
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line) == ("PLN115", 5)
    with pytest.raises(PlanError) as refused:
        Plan(title="План", period="2018", extra={name: "б"})
    assert codes(refused.value.problems) == ["PLN115"]


def test_names_of_a_plan_are_a_part_of_it() -> None:
    """They are written and read, signed, compared, amended, and kept for the next year."""
    plan = Plan(
        id="p", title="План", period="2018-2019", gender="masculine",
        activities=[{"id": "a", "title": "Кросс"}], extra={"college": "Колледж № 1"},
    )  # fmt: skip
    assert read_plan(dump_yaml(plan).encode())[0] == plan
    assert Plan.model_validate_json(plan.model_dump_json()) == plan
    assert roll_over(plan, Period.school_year(2019)).plan.extra == plan.extra
    bare = plan.model_copy(update={"extra": {}})
    other = plan.model_copy(update={"extra": {"college": "Колледж № 2"}})
    assert len({one.content_hash for one in (plan, bare, other)}) == 3
    (found,) = compare(plan, other).differences
    assert (found.field, found.old, found.new) == (
        "extra",
        "college: Колледж № 1",
        "college: Колледж № 2",
    )
    lock = seal(plan, on=date(2018, 9, 1), approver="Директор")
    source = template("{{ college }}")
    mine = read_template(source, extra=["college"])
    assert verify(render_document(plan, source), lock, template=mine).matches
    assert not verify(render_document(other, source), lock, template=mine).matches
    for after in (bare, other):
        amendment = amend(plan, after, "приказ № 12 от 10.01.2019")
        assert "вой текст шаблона «college: Колледж" in " ".join(
            paragraph.text
            for paragraph in docx.Document(BytesIO(render_amendment(amendment))).paragraphs
        )
