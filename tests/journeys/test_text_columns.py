"""A standard text column is a line in a table: all that reads or writes plans knows it."""

import io

import pytest
from docx import Document
from openpyxl import load_workbook
from support.checked import activity
from support.checked import plan as plan_of
from support.problems import codes

from plandoc import (
    Period,
    Plan,
    amend,
    check,
    compare,
    read_document,
    read_plan,
    read_tracking,
    render_document,
    render_tracking,
    roll_over,
    take_in,
)
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.wording.columns import columns_of
from plandoc.wording.phrases import Wording

pytestmark = pytest.mark.parametrize("key", TEXT_COLUMNS)

COLUMNS = ("number", "title", "executors", "deadline", "expected_result")
OLD, NEW = "Зал на 40 мест", "Зал на 60 мест"


def plan(key: str, *texts: str) -> Plan:
    """Return a plan with the column `key`, an activity for each text in it."""
    rows = [
        activity(id=f"a{n}", title=f"Заседание {name}", **{key: text})
        for n, (name, text) in enumerate(zip(("совета", "комиссии", "бюро"), texts, strict=False))
    ]
    return plan_of(*rows, id="p1", columns=[*dict.fromkeys((*COLUMNS, key))])


def text_in(found: Plan, key: str) -> str:
    (row,) = found.activity_rows()
    return str(getattr(row.activity, key))


def test_a_plan_file_keeps_the_text(key: str) -> None:
    """A plan is read from YAML with the text that was written."""
    made = plan(key, OLD)
    assert read_plan(dump_yaml(made).encode(), "plan.yaml")[0] == made


def test_an_edit_in_a_document_comes_back(key: str) -> None:
    """The document shows heading and text; what is typed over the text is an edit of the plan."""
    made = plan(key, OLD)
    document = Document(io.BytesIO(render_document(made)))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    heading = columns_of(made, Wording(made.language))[-1].heading
    assert heading in [cell.text for cell in cells]
    (cell,) = (cell for cell in cells if cell.text == OLD)
    cell.paragraphs[0].runs[0].text = NEW
    target = io.BytesIO()
    document.save(target)
    (edit,) = take_in(made, [read_document(target.getvalue())]).proposals
    assert (edit.key, edit.was, edit.became) == (key, OLD, NEW)


def test_an_edit_in_a_tracking_workbook_comes_back(key: str) -> None:
    """The workbook shows the text; what is typed over it is an edit of the plan."""
    made = plan(key, OLD)
    book = load_workbook(io.BytesIO(render_tracking(made)))
    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == OLD)
    cell.value = NEW
    target = io.BytesIO()
    book.save(target)
    (edit,) = take_in(made, [read_tracking(target.getvalue())]).proposals
    assert (edit.key, edit.was, edit.became) == (key, OLD, NEW)


def test_a_change_is_compared_and_amended(key: str) -> None:
    """A changed text is one difference and one point of an amendment, and changes the hash."""
    old, new = plan(key, OLD), plan(key, NEW)
    assert old.content_hash != new.content_hash
    (difference,) = compare(old, new).differences
    assert difference.field == key
    amendment = amend(old, new, "приказ от 10.01.2019 № 12")
    assert len(amendment.points) == 1
    assert text_in(amendment.plan, key) == NEW


def test_a_rollover_moves_the_year(key: str) -> None:
    """The plan's own year in the text moves on; another is asked about."""
    rolled = roll_over(plan(key, "Смета на 2018-2019 учебный год"), Period.school_year(2019))
    assert text_in(rolled.plan, key) == "Смета на 2019-2020 учебный год"
    rolled = roll_over(plan(key, "Смета на 2017 год"), Period.school_year(2019))
    assert key in [note.field for note in rolled.notes if note.activity]


def test_the_check_reads_the_text(key: str) -> None:
    """A stale year, a word of two alphabets, a lost quotation mark and an empty column are told."""
    assert codes(check(plan(key, "Справка о смете на 2017 год"))) == ["PLN404"]
    assert codes(check(plan(key, "Справка Coвета"))) == ["PLN407"]
    assert codes(check(plan(key, "Справка «О школе"))) == ["PLN408"]
    assert "PLN334" in codes(check(plan(key, "", "", "")))


def test_the_check_compares_the_text_with_last_year(key: str) -> None:
    """A text that names a year and is last year's word for word is told."""
    this = plan(key, "Справка о выпуске 2018 года")
    last = this.model_copy(update={"period": Period.school_year(2017)})
    assert "PLN342" in codes(check(this, previous=last))
