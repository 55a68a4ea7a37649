"""plandoc.formats.text.taken: what was taken from filled files, in words."""

from pathlib import Path

from support.filled import sheet

from plandoc.formats.text.taken import Writing, proposal_text, taken_text
from plandoc.returns.take_in import take_in
from plandoc.schema.plan import Plan


def test_an_edit_names_its_column_as_the_plan_does():
    """A column of the plan's own is known to people by its heading, not by its key."""
    plan = Plan.model_validate(
        {
            "title": "План", "period": "2018-2019 учебный год",
            "columns": ["number", "title", {"key": "money", "heading": "Сумма,\nруб."}, "outcome"],
            "activities": [{"id": "a", "title": "Дело", "fields": {"money": "12 500"}}],
        }
    )  # fmt: skip
    taken = take_in(plan, [sheet(plan, {"a": {"fields.money": "13 000", "deadline": "май"}})])
    said = [proposal_text(one, plan, "ru").partition(" (")[0] for one in taken.proposals]
    assert "1. Сумма, руб.: «12 500» → «13 000»" in said
    assert "1. срок: «—» → «май»" in said


def test_a_new_row_is_told_with_its_number_if_it_has_one():
    """No blank stands for a number that is not there, no dot before the colon."""
    plan = Plan.model_validate(
        {"title": "План", "period": "2019", "activities": [{"title": "Дело"}]}
    )
    rows = [{"title": "Новое"}, {"title": "Другое", "number": "3."}]
    taken = take_in(plan, [sheet(plan, rows=rows)])
    said = [proposal_text(one, plan, "ru").partition(" (")[0] for one in taken.proposals]
    assert said == ["новая строка: «Новое»", "новая строка 3: «Другое»"]


def test_the_counts_at_the_end_name_what_they_count():
    """Activities are counted apart from rows of files: a conflict is in a row of each of two."""
    plan = Plan.model_validate(
        {"title": "План", "period": "2019", "activities": [{"title": "Дело", "id": "a"}]}
    )
    files = [
        sheet(plan, {"a": {"outcome.status": "Выполнено", "outcome.evidence": f"акт {n}"}},
              file=f"{n}.xlsx")
        for n in (1, 2)
    ]  # fmt: skip
    said = taken_text(take_in(plan, files), 2, Writing(Path("план.yaml")), "ru").splitlines()
    assert "Мероприятий: с изменением отметки — 1, с расхождением — 1, с тем и другим — 1" in said
    (rows,) = (line for line in said if line.startswith("Строк в файлах: "))
    assert "с новой отметкой — 0" in rows
    assert "с расхождением у мероприятия — 2" in rows
