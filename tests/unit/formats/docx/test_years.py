"""plandoc.formats.docx.years: plans of several years side by side, in real readers."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from support import engines
from support.effort import tries
from support.strategies import plans

from plandoc import Period, Plan, load_plan, render_years, roll_over
from plandoc.cli import main


def test_the_table_has_each_year(examples) -> None:
    """Sections with activities, done and share of each year; a total; what changed below."""
    old = load_plan(examples / "school.yaml")
    new = roll_over(old, Period.school_year(2019)).plan
    document = Document(BytesIO(render_years([new, old])))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[1] == ["Раздел", "Меропр.", "Вып.", "%", "Меропр.", "Вып.", "%"]
    assert rows[-1][0] == "Всего по плану"
    assert len({row[0] for row in rows[2:-1]}) == 4
    heads = [p.text for p in document.paragraphs if "→" in p.text]
    assert heads[0] == "2018/2019 → 2019/2020"
    assert document.core_properties.title == "Планы по годам: 2018/2019, 2019/2020"


@tries(30)
@given(plans(shapes=True), plans(shapes=True))
def test_any_plans_have_a_page(old: Plan, new: Plan) -> None:
    """The file opens, and the same plans give the same bytes."""
    data = render_years([old, new])
    assert data == render_years([old, new])
    assert Document(BytesIO(data)).tables


def test_one_plan_is_too_few(examples, tmp_path, capsys) -> None:
    """The command says so, and writes nothing."""
    assert main(["years", str(examples / "school.yaml"), "-o", str(tmp_path / "out")]) == 2
    assert "plandoc years" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.office
def test_the_validator_accepts_it(examples) -> None:
    """The Open XML SDK finds no error."""
    old = load_plan(examples / "seed.yaml")
    paper = render_years([old, roll_over(old, Period.school_year(2019)).plan])
    assert not engines.validator_errors(paper, ".docx")
