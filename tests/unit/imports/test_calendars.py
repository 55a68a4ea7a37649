from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.calendars import calendar_head
from plandoc.imports.tables import read_table

MONTHS = ("Сентябрь", "Октябрь", "Ноябрь")


def test_what_is_done_in_each_month_is_an_activity():
    """A column for each month: each line is an activity of that month, with what is beside it."""
    found = read_table(
        [
            grid(
                ("Работа с детьми", "День знаний\nПраздник урожая", "Осенний бал", ""),
                ("Работа с кадрами", "Инструктаж", "", "Открытые занятия\nи беседы"),
                heads=("Направление", *MONTHS),
            )
        ]
    )
    assert found is not None
    told = [
        (one["fields"]["column_1"], one["title"], one["deadline"])
        for one in found.data["activities"]
    ]
    assert told == [
        ("Работа с детьми", "День знаний", "Сентябрь"),
        ("Работа с детьми", "Праздник урожая", "Сентябрь"),
        ("Работа с детьми", "Осенний бал", "Октябрь"),
        ("Работа с кадрами", "Инструктаж", "Сентябрь"),
        ("Работа с кадрами", "Открытые занятия\nи беседы", "Ноябрь"),
    ]
    assert [one["key"] for one in found.columns] == ["column_1", "title", "deadline"]
    assert [doubt.code for doubt in found.doubts] == [Code.IMPORT_TIMES_AS_COLUMNS]


def test_marks_under_times_are_deadlines():
    """Marks and dates in columns of times are the deadlines, where no column has them; told."""
    heads = ("№", "Мероприятие", "I четв.", "II четв.", "III четв.", "Ответственный")
    rows = ("1", "Контроль", "+", "", "+", "Завуч"), ("2", "Срез", "12.12", "-", "", "Завуч")
    found = read_table([grid(*rows, heads=heads)])
    assert found is not None
    assert [one["deadline"] for one in found.data["activities"]] == ["I четв., III четв.", "12.12"]
    assert found.data["activities"][0]["fields"] == {"column_3": "+", "column_5": "+"}
    assert [doubt.code for doubt in found.doubts] == [Code.IMPORT_TIMES_AS_COLUMNS]


def test_a_column_of_deadlines_is_believed():
    """Where a column has deadlines, marks under times say nothing of them."""
    heads = ("Мероприятие", "Срок", *MONTHS)
    found = read_table([grid(("Контроль", "май", "+", "", ""), heads=heads)])
    assert found is not None
    assert found.data["activities"][0]["deadline"] == "май"
    assert found.doubts == []


def test_other_tables_are_no_calendars():
    """A table needs three times in its headings, and words below them."""
    assert calendar_head(grid(("1", "2", "3"), heads=MONTHS)) is None
    assert calendar_head(grid(("Бал", "Сбор", "Смотр"), heads=("Класс", *MONTHS[:2]))) is None
    assert calendar_head(grid(("Бал", "Сбор", "Смотр", "Игра"), heads=("Тема", *MONTHS))) is None
