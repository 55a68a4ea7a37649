from typing import Any

from support.hand_made import HEADS, grid

from plandoc.codes import Code
from plandoc.imports.doubts import Doubt
from plandoc.imports.paper import Cell, Grid, Line, Row
from plandoc.imports.tables import Table, read_table
from plandoc.review import Choice

TOLD = (Code.IMPORT_SEVERAL_IN_CELL, Code.IMPORT_CELL_DIVIDED)


def read(title: str, deadline: str, executors: str) -> tuple[Table, list[Doubt]]:
    row = ("2.", title, deadline, executors)
    found = read_table([grid(("1.", "Смотр", "май", "Завхоз"), row)])
    assert found is not None
    return found, [doubt for doubt in found.doubts if doubt.code in TOLD]


def asked(title: str, deadline: str, executors: str) -> Doubt:
    """Return the question about a row that was left as one."""
    table, (doubt,) = read(title, deadline, executors)
    assert doubt.code is Code.IMPORT_SEVERAL_IN_CELL
    assert [one["title"] for one in table.data["activities"]] == ["Смотр", title]
    return doubt


def test_numbered_items_with_as_many_deadlines_are_parts():
    """Items under a heading, each with its number and deadline, are parts, with a doubt."""
    table, (doubt,) = read(
        "Беседы:\n1) о труде;\n2) о чтении", "до 15.10\nдо 20.11", "Завуч\nЗавхоз"
    )
    parts = table.data["activities"][1]["parts"]
    assert [one["title"] for one in parts] == ["1) о труде;", "2) о чтении"]
    assert [one["deadline"] for one in parts] == ["до 15.10", "до 20.11"]
    assert [one["executors"] for one in parts] == [["Завуч"], ["Завхоз"]]
    assert doubt.code is Code.IMPORT_CELL_DIVIDED
    assert set(doubt.options) == {Choice.SPLIT, Choice.JOIN}
    (one,) = doubt.options[Choice.JOIN].activities
    assert one["title"] == "Беседы:\n1) о труде;\n2) о чтении"


def test_numbered_items_without_a_heading_are_rows():
    """They are activities of their own; the first has the number of the row."""
    table, (doubt,) = read("1. Смотр песни\n2. Бал", "май\nиюнь", "Завуч")
    rows = table.data["activities"][1:]
    assert [(one["title"], one["deadline"]) for one in rows] == [
        ("1. Смотр песни", "май"), ("2. Бал", "июнь"),
    ]  # fmt: skip
    assert [one["executors"] for one in rows] == [["Завуч"], ["Завуч"]]
    assert next(one for one in table.columns if one["key"] == "executors")["merge"]
    assert [one.shown for one in table.numbers] == ["1.", "2.", None]
    assert (set(doubt.options), doubt.options[Choice.JOIN].below) == ({Choice.JOIN}, 1)


def test_items_of_which_a_cell_tells_otherwise_are_asked_about():
    """Three executors of two items belong to nobody for sure: the row stays as it is."""
    doubt = asked("Беседы:\n1) о труде;\n2) о чтении", "май\nиюнь", "Завуч\nЗавхоз\nПовар")
    (whole,) = doubt.options[Choice.PARTS].activities
    parts: list[dict[str, Any]] = whole["parts"]
    assert [one["deadline"] for one in parts] == ["май", "июнь"]
    assert whole["executors"] == ["Завуч", "Завхоз", "Повар"]
    rows = doubt.options[Choice.SPLIT].activities
    assert [one["title"] for one in rows] == ["Беседы:\n1) о труде;", "Беседы:\n2) о чтении"]
    assert [one.get("numbered", True) for one in rows] == [True, False]


def test_pieces_between_blank_lines_are_asked_about():
    """Pieces between blank lines, as many as the deadlines, may be one activity each."""
    doubt = asked("Смотр\n\nБал", "май\n\n\nиюнь", "Завуч\n\nЗавхоз")
    rows = doubt.options[Choice.SPLIT].activities
    assert [(one["title"], one["deadline"]) for one in rows] == [("Смотр", "май"), ("Бал", "июнь")]
    assert Choice.PARTS not in doubt.options


def test_a_list_with_one_deadline_is_one_activity():
    """Items without deadlines of their own, and words broken over lines, ask nothing."""
    assert not read("Беседы:\n- о труде;\n- о чтении", "в течение\nгода", "Завуч\nЗавхоз")[1]
    assert not read("Беседы:\n- о труде;\n- о чтении", "май\nиюнь\nиюль", "Завуч")[1]


def test_numbers_in_titles_are_numbers_where_no_column_has_them():
    """Without a column of numbers, rows that were divided have the number of their item."""
    rows = ("1. Смотр\n2. Бал", "май\nиюнь", "Завуч\nЗавхоз"), ("1. Игра", "май", "Завуч")
    found = read_table([grid(*rows, heads=("Мероприятия", "Срок", "Ответственный"))])
    assert found is not None
    told = [(one["number"], one["title"]) for one in found.data["activities"]]
    assert told == [("1.", "Смотр"), ("2.", "Бал"), ("1.", "Игра")]


def test_lines_of_one_paragraph_are_lines_of_the_cell():
    """Activities in one cell are told apart however its lines were broken."""
    texts = ("1. Педсовет\n2. Рейд", "август\nсентябрь", "Директор\nЗавуч")
    heads = Row(tuple(Cell.of(text, at) for at, text in enumerate(HEADS)))
    row = Row(tuple(Cell((Line(text),), at) for at, text in enumerate(("2.", *texts))))
    found = read_table([Grid((heads, row))])
    assert found is not None
    assert [one["title"] for one in found.data["activities"]] == ["1. Педсовет", "2. Рейд"]
    assert [one["deadline"] for one in found.data["activities"]] == ["август", "сентябрь"]
    assert [doubt.code for doubt in found.doubts] == [Code.IMPORT_CELL_DIVIDED]
