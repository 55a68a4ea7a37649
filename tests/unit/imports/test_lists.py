from plandoc.imports.lists import ListRead, read_list
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


def read(*texts: str, bold: tuple[int, ...] = ()) -> ListRead:
    found = read_list([Line(text, bold=at in bold) for at, text in enumerate(texts)])
    assert found is not None
    return found


def test_fields_may_stand_on_the_line_of_their_item():
    """«Отв.» and «Срок» begin a field after a sentence, in brackets, with a colon or a dash."""
    found = read(
        "1) Смотр песни. Срок: май. Отв.: Завуч",
        "2) Сбор макулатуры (срок – до 15 июня, отв. Завхоз).",
        "3) Бал",
        "Ответственный за проведение – Директор",
        "Срок исполнения: июнь;",
    )
    assert found.data["activities"] == [
        {"title": "Смотр песни.", "deadline": "май.", "executors": ["Завуч"]},
        {"title": "Сбор макулатуры", "deadline": "до 15 июня", "executors": ["Завхоз"]},
        {"title": "Бал", "executors": ["Директор"], "deadline": "июнь"},
    ]
    assert [one["key"] for one in found.data["columns"][2:]] == ["deadline", "executors"]


def test_headings_of_a_list_are_sections():
    """Emphasised lines, with numbers or without, and those whose items count on are sections."""
    found = read(
        "1. Собрания", "1.1. Отчёт", "Отв.: Завуч", "1.2. Выборы", "Отв.: Завуч",
        "2. Текущая работа", "2.1. Учёт", "Отв.: Завхоз",
    )  # fmt: skip
    sections = found.data["sections"]
    assert [one["title"] for one in sections] == ["Собрания", "Текущая работа"]
    assert [len(one["activities"]) for one in sections] == [2, 1]
    assert [one.shown for one in found.numbers if one.section] == ["1.", "2."]
    months = read(
        "План на 2020 год", "Сентябрь", "1. Отчёт", "Отв.: Завуч", "2. Выборы", "Отв.: Завуч",
        "Октябрь", "1. Учёт", "Отв.: Завхоз", bold=(0, 1, 6),
    )  # fmt: skip
    assert [one["title"] for one in months.data["sections"]] == ["Сентябрь", "Октябрь"]


def test_a_list_ends_before_the_signature():
    """What does not belong to the last item stands below the list."""
    items = [text for n in (1, 2, 3) for text in (f"{n}. Смотр", "Отв.: Завуч")]
    found = read(*items, "Председатель\tД.К. Оленин", "Исполнитель А.А. Лунин")
    assert [line.text for line in found.below] == [
        "Председатель\tД.К. Оленин", "Исполнитель А.А. Лунин",
    ]  # fmt: skip
    assert found.data["activities"][-1]["executors"] == ["Завуч"]


def test_aims_above_a_list_are_no_items():
    """Numbered lines without executors above the first item with one are texts."""
    found = read(
        "1. Воспитание", "2. Обучение", "Мероприятия", "1. Смотр", "Отв.: Завуч", "2. Сбор",
        "Отв.: Завхоз", "3. Бал", "Отв.: Завуч",
    )  # fmt: skip
    assert [one["title"] for one in found.data["activities"]] == ["Смотр", "Сбор", "Бал"]


def test_a_list_without_executors_is_a_text():
    """Numbered aims are no tasks."""
    assert read_list([Line(f"{number}. Воспитание") for number in range(1, 6)]) is None
