from plandoc.imports.lists import read_list
from plandoc.imports.paper import Line


def test_a_numbered_list_with_executors_is_a_plan():
    """Items begin with numbers; «Отв.:» and «Срок:» begin their executors and deadlines."""
    lines = [
        "План праздника",
        "1.  Разработка сценария,",
        "    порядка открытия.",
        "    Отв.: Лугов А.И., Соболева Т.В.",
        "    Срок: до 1 мая",
        "2.  Репетиция.",
        "    Отв.: Лугов А.И.",
        "3.  Концерт.",
        "    Отв.: Чибис В.А.",
    ]
    found = read_list([Line(line) for line in lines])
    assert found is not None
    first = found.data["activities"][0]
    assert first == {
        "title": "Разработка сценария, порядка открытия.",
        "executors": ["Лугов А.И.", "Соболева Т.В."],
        "deadline": "до 1 мая",
    }
    assert [one.shown for one in found.numbers] == ["1.", "2.", "3."]
    assert [doubt.code.name for doubt in found.doubts] == ["IMPORT_LIST_READ"]
    assert len(found.lines) == len(lines) - 1


def test_a_list_without_executors_is_a_text():
    """Numbered aims are no tasks."""
    assert read_list([Line(f"{number}. Воспитание") for number in range(1, 6)]) is None
