"""plandoc.formats.docx.amendment: «Изменения в план …» as a paper to sign."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from support.changed_seed import amended, seed
from support.docx_text import bare, outline, part
from support.edited_plans import edited
from support.effort import tries
from support.strategies import plans

from plandoc.errors import AmendmentError
from plandoc.formats.docx.amendment import blank, render_amendment
from plandoc.revisions.amend import amend
from plandoc.schema.approval import Approval
from plandoc.schema.plan import Plan

BASIS = "приказ № 12 от 10.01.2019"


def plan(*activities, **fields):
    value = {"id": "p", "title": "План работы", "period": "2018-2019"}
    return Plan.model_validate(value | {"activities": list(activities)} | fields)


A = {"id": "a", "title": "Заседание совета", "deadline": "Октябрь 2018"}
B = {"id": "b", "title": "Семинар для мастеров", "deadline": "Ноябрь 2018"}


def paper(old, new, **options):
    return outline(render_amendment(amend(old, new, BASIS), **options)).replace("\u00a0", " ")


def test_lines_of_a_point_are_paragraphs():
    """No line break stands inside a justified paragraph, whose lines it would tear apart."""
    now = A | {"title": "Заседание совета:\n- анализ работы за год;\n- утверждение плана"}
    made = part(render_amendment(amend(plan(A), plan(now), BASIS)), "word/document.xml")
    justified = [one for one in re.findall("<w:p>.*?</w:p>", made, re.DOTALL) if '"both"' in one]
    assert "анализ работы за год" in "".join(justified)
    assert not any("<w:br/>" in one for one in justified)


@pytest.mark.parametrize(
    ("given_", "left"),
    [
        (
            {"officer": {"post": "Директор", "name": "И.И. Иванов", "date": "01.09.2018"}},
            {"officer": {"post": "Директор", "name": "И.И. Иванов", "date": "__.__.____"}},
        ),
        (
            {"act": {"of": "директора", "date": "1 сентября 2018 г.", "number": "5"}},
            {"act": {"of": "директора", "date": "__ _____ 20__ г.", "number": ""}},
        ),
        (
            {"minutes": {"body": "решением совета", "date": None, "number": None}},
            {"minutes": {"body": "решением совета", "date": None, "number": None}},
        ),
    ],
)
def test_approvals_are_left_for_the_pen(given_, left):
    """Officers and bodies stay, dates and numbers are blank in their style, none stays none."""
    kind = {"kind": "approve"}
    assert blank(Approval(**kind, **given_)) == Approval(**kind, **left)


def test_an_act_approves_amendments_in_the_plural():
    """УТВЕРЖДЕНЫ, as «изменения» are many, whatever the plan is."""
    act = [{"kind": "approve", "act": {"of": "директора", "number": "5"}}]
    old, new = (plan(A | {"deadline": d}, approvals=act) for d in ("Май 2019", "Июнь 2019"))
    told = paper(old, new)
    assert "УТВЕРЖДЕНЫ" in told
    assert "№ ____" in told
    assert "№ 5" not in told


def test_points_are_sentences_with_numbers():
    """Each begins with a capital and ends with a full stop, or with a colon before its rows."""
    fair = {"id": "c", "title": "Ярмарка вакансий"}
    told = paper(plan(A, B), plan(A | {"deadline": "Май 2019"}, fair))
    lines = [line for line in told.splitlines() if line.startswith("Normal: ")]
    assert lines == [
        (
            "Normal: 1. В пункте 1 в графе «Срок исполнения» слова «Октябрь 2018» заменить словами "
            "«Май 2019»."
        ),
        "Normal: 2. Пункт 2 исключить.",
        "Normal: 3. Дополнить пунктом 3 следующего содержания:",
    ]


def test_quoted_rows_stand_in_quotation_marks():
    """The first cell opens them, the last one closes them with the full stop."""
    told = paper(plan(A), plan(A, B | {"executors": "КС", "expected_result": "Отчет"}))
    assert "| «2. | Семинар для мастеров | КС | Ноябрь 2018 | Отчет»." in told
    assert "| «2. | Семинар для мастеров |  | Ноябрь 2018». | \n" in paper(plan(A), plan(A, B))


def test_a_plan_without_a_column_for_titles_is_quoted_by_them():
    """Whatever columns a plan prints, a row that is quoted says what it is about."""
    told = paper(plan(A, columns=["outcome"]), plan(A, B, columns=["outcome"]))
    assert "| Наименование мероприятия\n cantSplit | «Семинар для мастеров».\n" in told


def test_the_table_tells_what_was_and_is():
    """Every point has its row: the point, what was, what is; the act stands once, above."""
    told = paper(plan(A, B), plan(A))
    assert "| Пункт | Было | Стало\n" in told
    assert "| 2 | Семинар для мастеров ¶ Срок исполнения: Ноябрь 2018 | —\n" in told
    assert told.count("приказ от 10.01.2019 № 12") == 1


def test_sections_stand_across_the_quoted_table():
    """A heading that comes with its rows spans them."""
    section = {"title": "Связи", "activities": [B]}
    told = paper(plan(A), plan(A, sections=[section]))
    assert "Дополнить разделом «1. Связи» следующего содержания:" in told
    assert "| «1. Связи\n" in told


def test_the_same_amendment_is_the_same_bytes(examples):
    """Made twice, the paper is the same; it names itself and bears a date only when given one."""
    made = amend(seed(examples), amended(examples), BASIS)
    document = render_amendment(made)
    assert document == render_amendment(made)
    assert "<dcterms:created" not in part(document, "docProps/core.xml")
    dated = render_amendment(made, created=datetime(2019, 1, 10, tzinfo=UTC))
    core = part(dated, "docProps/core.xml")
    assert "2019-01-10T00:00:00Z" in core
    assert "<dc:title>Изменения в план работы образовательно-производственного" in core


@given(plans(shapes=True), st.data())
@tries(40)
def test_any_amendment_makes_a_paper(subject, data):
    """Hostile text breaks no paper, and every word of a point is on it."""
    try:
        made = amend(subject, edited(data, subject), BASIS)
    except AmendmentError:
        reject()
    document = part(render_amendment(made), "word/document.xml")
    said = re.sub(r"<[^>]*>", "", document.replace("<w:noBreakHyphen/>", "-"))
    for point in made.points:
        assert bare(point.text[1:]) in bare(unescape(said))
