"""The heading rows of a table."""

from plandoc.schema.plan import Plan
from plandoc.wording.columns import columns_of, head_rows
from plandoc.wording.phrases import Wording


def rows(*columns: object) -> list[list[tuple[str, int, int, str]]]:
    plan = Plan.model_validate({"title": "План", "period": "2020 год", "columns": [*columns]})
    return [[*map(tuple, row)] for row in head_rows(columns_of(plan, Wording("ru-RU")))]


def test_columns_without_groups_have_one_row():
    """Each heading stands over its column."""
    assert rows("number", {"key": "title", "heading": "Дело"}) == [
        [("№ п/п", 0, 1, ""), ("Дело", 1, 2, "")]
    ]


def test_groups_in_groups_have_three_rows():
    """A heading reaches from below its groups down to the rows; a shorter group ends above."""
    assert rows(
        {"key": "title", "heading": "Дело"},
        {"key": "deadline", "heading": "месяц", "group": ["Срок", "план"]},
        {"key": "a", "heading": "год", "group": ["Срок", "план"]},
        {"key": "b", "heading": "месяц", "group": ["Срок", "факт"]},
        {"key": "c", "heading": "сумма", "group": "Деньги"},
    ) == [
        [("Дело", 0, 1, "restart"), ("Срок", 1, 4, ""), ("Деньги", 4, 5, "")],
        [("", 0, 1, "continue"), ("план", 1, 3, ""), ("факт", 3, 4, ""),
         ("сумма", 4, 5, "restart")],
        [("", 0, 1, "continue"), ("месяц", 1, 2, ""), ("год", 2, 3, ""), ("месяц", 3, 4, ""),
         ("", 4, 5, "continue")],
    ]  # fmt: skip


def test_equal_groups_below_different_ones_stay_apart():
    """«план» under «2019» and «план» under «2020» are two."""
    first, second, _ = rows(
        {"key": "a", "heading": "А", "group": ["2019", "план"]},
        {"key": "b", "heading": "Б", "group": ["2020", "план"]},
    )
    assert [cell[0] for cell in first] == ["2019", "2020"]
    assert [cell[0] for cell in second] == ["план", "план"]
