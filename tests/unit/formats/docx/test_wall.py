"""plandoc.formats.docx.wall: the wall plan in real readers."""

import re
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm
from hypothesis import given
from support import engines
from support.effort import tries
from support.strategies import plans

from plandoc import Period, Plan, load_plan, render_wall
from plandoc.schema.layout import PaperSize

MONTHS = [
    "сентябрь", "октябрь", "ноябрь", "декабрь", "январь", "февраль",
    "март", "апрель", "май", "июнь", "июль", "август",
]  # fmt: skip


def test_the_sheet_is_wide(examples) -> None:
    """A3 by default, A4 if asked for; landscape."""
    plan = load_plan(examples / "seed.yaml")
    for size, sides in ((PaperSize.A3, (420, 297)), (PaperSize.A4, (297, 210))):
        section = Document(BytesIO(render_wall(plan, paper_size=size))).sections[0]
        width, height = section.page_width, section.page_height
        assert abs(width - Mm(sides[0])) < Mm(1)
        assert abs(height - Mm(sides[1])) < Mm(1)


@tries(30)
@given(plans(shapes=True))
def test_any_plan_has_a_wall(plan: Plan) -> None:
    """The file opens, and the same plan gives the same bytes."""
    data = render_wall(plan)
    assert data == render_wall(plan)
    assert Document(BytesIO(data)).tables


@pytest.mark.office
@pytest.mark.parametrize("engine", engines.ENGINES)
def test_a_usual_plan_is_one_sheet(engine: engines.Engine, examples) -> None:
    """The examples, and a plan of sixty activities, fit on one page in both suites."""
    many = Plan(
        title="План работы",
        period=Period.school_year(2018),
        activities=[
            {"title": f"Заседание совета по вопросу № {n} и отчёт о нём", "deadline": month}
            for n in range(5)
            for month in MONTHS
        ],
    )
    found = [load_plan(examples / f"{name}.yaml") for name in ("seed", "college", "school")]
    papers = [render_wall(plan) for plan in (*found, many)]
    papers.append(render_wall(found[0], paper_size=PaperSize.A4))
    for pdf in engines.pdfs(engine, [(paper, ".docx") for paper in papers]):
        assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


@pytest.mark.office
def test_the_validator_accepts_it(examples) -> None:
    """The Open XML SDK finds no error."""
    assert not engines.validator_errors(render_wall(load_plan(examples / "seed.yaml")), ".docx")
