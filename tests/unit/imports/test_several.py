from typing import Any

from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.doubts import Doubt
from plandoc.imports.tables import read_table
from plandoc.review import Choice


def doubts(title: str, deadline: str, executors: str) -> list[Doubt]:
    row = ("2.", title, deadline, executors)
    found = read_table([grid(("1.", "Смотр", "май", "Завхоз"), row)])
    assert found is not None
    assert len(found.data["activities"]) == 2
    assert found.data["activities"][1]["title"] == title
    return [doubt for doubt in found.doubts if doubt.code is Code.IMPORT_SEVERAL_IN_CELL]


def parts(doubt: Doubt) -> list[dict[str, Any]]:
    (whole,) = doubt.options[Choice.PARTS].activities
    found: list[dict[str, Any]] = whole["parts"]
    return found


def test_numbered_items_with_as_many_deadlines_are_asked_about():
    """The row stays one activity; the answers make parts or rows of it."""
    (doubt,) = doubts("Беседы:\n1) о труде;\n2) о чтении", "до 15.10\nдо 20.11", "Завуч\nЗавхоз")
    assert parts(doubt) == [
        {"title": "1) о труде;", "deadline": "до 15.10", "executors": ["Завуч"]},
        {"title": "2) о чтении", "deadline": "до 20.11", "executors": ["Завхоз"]},
    ]
    rows = doubt.options[Choice.SPLIT].activities
    assert [one["title"] for one in rows] == ["Беседы:\n1) о труде;", "Беседы:\n2) о чтении"]
    assert [one.get("numbered", True) for one in rows] == [True, False]


def test_blank_lines_set_activities_apart():
    """Pieces between blank lines, as many as the deadlines, are one activity each."""
    (doubt,) = doubts("Смотр\n\nБал", "май\n\n\nиюнь", "Завуч\n\nЗавхоз")
    rows = doubt.options[Choice.SPLIT].activities
    assert [(one["title"], one["deadline"]) for one in rows] == [("Смотр", "май"), ("Бал", "июнь")]
    assert Choice.PARTS not in doubt.options


def test_what_all_share_stays_with_each():
    """Executors that are not as many belong to the whole, or to each of the rows."""
    (doubt,) = doubts("Беседы:\n1) о труде;\n2) о чтении", "май\nиюнь", "Завуч")
    assert [one.get("executors") for one in parts(doubt)] == [None, None]
    assert doubt.options[Choice.PARTS].activities[0]["executors"] == ["Завуч"]
    assert all(one["executors"] == ["Завуч"] for one in doubt.options[Choice.SPLIT].activities)


def test_a_list_with_one_deadline_is_one_activity():
    """Items without deadlines of their own, and words broken over lines, ask nothing."""
    assert not doubts("Беседы:\n- о труде;\n- о чтении", "в течение\nгода", "Завуч\nЗавхоз")
    assert not doubts("Беседы:\n- о труде;\n- о чтении", "май\nиюнь\nиюль", "Завуч")
