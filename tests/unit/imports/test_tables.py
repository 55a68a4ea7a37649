from typing import Any

from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.paper import Grid, Line
from plandoc.imports.pieces import Tasks, items_of
from plandoc.imports.tables import Table, goes_on, read_table


def read(*grids: Grid) -> Table:
    found = read_table(grids)
    assert found is not None
    return found


def titles(rows: list[Any]) -> list[str]:
    return [row["title"] for row in rows]


def test_merged_rows_are_sections():
    """A text over the whole width heads the rows below it; its label is taken off."""
    table = read(
        grid(
            (("Раздел I. Кадры", 4),),
            ("1", "Смотр", "май", "Завхоз"),
            (("Раздел II. Дети", 4),),
            ("1", "Сбор", "июнь", "Завхоз"),
        )
    )
    assert titles(table.data["sections"]) == ["Кадры", "Дети"]
    labels = [one.shown for one in table.numbers if one.section]
    assert labels == ["Раздел I.", "Раздел II."]


def test_two_headings_in_a_row_are_nested():
    """A heading under another one that has no rows yet is a section in it."""
    table = read(
        grid(
            (("I. Воспитание", 4),),
            (("1. Беседы", 4),),
            ("1", "Смотр", "май", "Завхоз"),
            (("2. Игры", 4),),
            ("1", "Сбор", "июнь", "Завхоз"),
            (("II. Учёба", 4),),
            ("1", "Урок", "июнь", "Завхоз"),
        )
    )
    assert titles(table.data["sections"]) == ["Воспитание", "Учёба"]
    assert titles(table.data["sections"][0]["sections"]) == ["Беседы", "Игры"]


def test_a_month_alone_is_a_section():
    """An unmerged row that only names a month is a section of that month."""
    table = read(
        grid(
            ("", "Сентябрь", "", ""),
            ("1", "Смотр", "25", "Завхоз"),
            ("", "Октябрь", "", ""),
            ("2", "Сбор", "3", "Завхоз"),
        )
    )
    assert [one["month"] for one in table.data["sections"]] == [9, 10]


def test_a_merged_deadline_holds_for_all_its_rows():
    """A cell that goes down over rows is theirs, and its column is merged."""
    table = read(grid(("1", "Смотр", "май", "Завхоз"), ("2", "Сбор", None, "Завхоз")))
    assert [one["deadline"] for one in table.data["activities"]] == ["май", "май"]
    assert next(one for one in table.columns if one["key"] == "deadline")["merge"]


def test_headings_repeated_on_a_further_page_are_no_row():
    """A row that repeats the headings says nothing of its own."""
    table = read(
        grid(
            ("1", "Смотр", "май", "Завхоз"),
            ("№ п/п", "Мероприятия", "Срок", "Ответственный"),
            ("2", "Сбор", "июнь", "Завхоз"),
        )
    )
    assert titles(table.data["activities"]) == ["Смотр", "Сбор"]
    assert [line.text for line in table.passed][1] == "Мероприятия"


STACKED = (
    ("№ п/п", "Мероприятия", ("Срок", 2), "Ответственный"), (None, None, "план", "факт", None),
)  # fmt: skip
"""Headings in two rows."""


def test_headings_of_several_rows_are_repeated_in_all_of_them():
    """Each row of repeated headings says nothing, in the table itself and where it goes on."""
    one, other = ("1", "Смотр", "май", "", "Завхоз"), ("2", "Сбор", "июнь", "", "Завхоз")
    drawn = grid(*STACKED, one, *STACKED, other, heads=())
    apart = [grid(*STACKED, row, heads=()) for row in (one, other)]
    assert goes_on(apart[1], apart[:1])
    for table in (read(drawn), read(*apart)):
        assert titles(table.data["activities"]) == ["Смотр", "Сбор"]
        assert {"Срок", "план"} <= {line.text for line in table.passed}
        assert table.doubts == []


def test_a_table_goes_on_in_the_next_grid():
    """A grid without headings under another one of its width is the next piece of it."""
    first = grid(("1", "Смотр", "май", "Завхоз"))
    second = grid(("2", "Сбор", "июнь", "Завхоз"), heads=())
    assert goes_on(second, [first])
    assert titles(read(first, second).data["activities"]) == ["Смотр", "Сбор"]


def test_a_torn_tail_is_put_to_the_rows_that_lack_it():
    """Texts alone under a table go to the last rows if these lack as many, with a doubt."""
    heads = ("№ п/п", "Мероприятия", "Исполнители", "Срок", "Результат")
    table = read(
        grid(("1.1", "Смотр", "КС", "май", "Акт"), heads=heads),
        grid(
            ("2.1", "Сбор", "КС", "июнь"),
            ("2.2", "Урок", "КС", "июль"),
            ("", "", "", "Протокол"),
            ("", "", "", "Отчёт"),
            heads=(),
        ),
    )
    results = [one["expected_result"] for one in table.data["activities"]]
    assert results == ["Акт", "Протокол", "Отчёт"]
    told = [doubt for doubt in table.doubts if doubt.code is Code.IMPORT_TAIL_JOINED]
    assert [doubt.text for doubt in told] == ["Протокол", "Отчёт"]
    assert all(doubt.sure < 1 for doubt in told)


def test_without_headings_columns_are_known_by_what_they_hold():
    """Numbers, deadlines and names tell their columns; each guess is a doubt."""
    table = read(
        grid(
            ("1.", "Проверка Рособрнадзора по условиям содержания", "март 2018"),
            ("2.", "Проверка пожарной безопасности в зданиях", "12.04.2018"),
            heads=(),
        )
    )
    assert [one["key"] for one in table.columns] == ["number", "title", "deadline"]
    assert table.data["headings"] is False
    assert {doubt.code for doubt in table.doubts} == {Code.IMPORT_ROLE_GUESSED}


def test_an_extra_column_is_kept_in_its_place():
    """A column of no standard role is one of the plan's own."""
    heads = ("Мероприятия", "Место проведения", "Срок")
    table = read(grid(("Смотр", "Зал", "май"), heads=heads))
    assert [one["key"] for one in table.columns] == ["title", "place", "deadline"]
    assert table.data["activities"][0]["fields"] == {"place": "Зал"}


def test_an_unknown_heading_over_what_is_done_is_a_doubt():
    """Where no heading names the activities, the longest texts are taken for them, and told."""
    heads = ("№", "Сущность", "Ответственный")
    table = read(grid(("1", "Большой смотр песен", "Завхоз"), heads=heads))
    assert [one["key"] for one in table.columns] == ["number", "title", "executors"]
    assert [doubt.code for doubt in table.doubts] == [Code.IMPORT_ROLE_GUESSED]


def test_a_grid_of_other_things_is_no_table_of_tasks():
    """A table without roles and without deadlines is not read as one."""
    assert read_table([grid(("Да", "Нет"), ("Нет", "Да"), heads=())]) is None


def test_a_cell_over_several_columns_is_told():
    """A text that stands under two columns belongs to one of them with a doubt."""
    table = read(grid(("1", "Смотр", ("Май, директор", 2)), ("2", "Сбор", "июнь", "Завхоз")))
    assert [doubt.code for doubt in table.doubts] == [Code.IMPORT_CELL_WIDE]


def test_rows_of_dashes_are_no_activities():
    """A row without a word or a number says nothing."""
    table = read(grid(("1", "Смотр", "май", "Завхоз"), ("-", "–", "-", "—")))
    assert titles(table.data["activities"]) == ["Смотр"]
    assert table.doubts == []


def test_a_caption_over_the_next_piece_of_a_table_is_no_text():
    """«Продолжение таблицы» joins the pieces, and a row that was cut there is one."""
    first = grid(("1", "Подготовка средств для", "май", "Завхоз"))
    second = grid(("", "аттестации", "", ""), ("2", "Сбор", "июнь", "Завуч"))
    items = [*items_of([first, Line("Продолжение таблицы 1"), second])]
    (item,) = items
    assert isinstance(item, Tasks)
    rows = item.table.data["activities"]
    assert titles(rows) == ["Подготовка средств для аттестации", "Сбор"]
    assert "Продолжение таблицы 1" in [line.text for line in item.table.passed]


def test_a_caption_over_another_table_is_a_text():
    """A line between tables of different columns stays."""
    second = grid(("Сбор", "Итоги"), heads=("Мероприятия", "Результат"))
    caption = Line("Продолжение работы")
    items = [*items_of([grid(("1", "Смотр", "май", "Завхоз")), caption, second])]
    assert caption in items


def test_an_activity_that_begins_as_an_approval_does_is_no_approval():
    """In a table without headings «Утверждение», «Рассмотрены» are what is done."""
    rows = [
        ("1.", "Обсуждение и утверждение планов преподавателей", "август", "Директор"),
        ("2.", "Рассмотрены итоги проверки кабинетов", "до 15 октября", "Завуч"),
        ("3.", "Согласование программ практики", "май", "Завуч"),
    ]
    (item,) = items_of([grid(*rows, heads=())])
    assert isinstance(item, Tasks)
    assert len(item.table.data["activities"]) == 3


def test_cells_that_stood_apart_are_merged_only_where_most_are_merged():
    """A column merges equal neighbours as most of its cells do; that not all do is told."""
    merged = [("1", "Смотр", "май", "Завхоз"), *((n, "Сбор", None, "Завхоз") for n in "23")]
    apart = [(str(n), "Игра", "июнь", "Завхоз") for n in (4, 5)]
    table = read(grid(*merged, *apart))
    columns = {one["key"]: one.get("merge", False) for one in table.columns}
    assert (columns["deadline"], columns["executors"], columns["title"]) == (True, False, False)
    (doubt,) = table.doubts
    assert (doubt.code, doubt.values) == (Code.IMPORT_MERGED_IN_PART, {"joined": 2, "apart": 1})
    more = [(str(n), "Игра", "июнь", "Завхоз") for n in (6, 7)]
    table = read(grid(*merged, *apart, *more))
    assert not any(one.get("merge") for one in table.columns)
    assert [one.code for one in table.doubts] == [Code.IMPORT_MERGED_IN_PART]


def test_a_note_or_a_signature_in_the_last_row_stands_below_the_table():
    """A last row over all columns that is a note or has a line to sign is no section."""
    row = ("1", "Смотр", "май", "Завхоз")
    for text in ("Примечание: сроки могут меняться", "Директор ________ А.А. Лунин"):
        table = read(grid(row, ((text, 4),)))
        assert (table.below, table.data["sections"]) == ([text], [])
