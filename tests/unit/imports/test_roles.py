import pytest
from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.roles import head_of, role_of
from plandoc.imports.tables import read_table


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("№ п/п", "number"),
        ("№\nп\\п", "number"),
        ("Содержание  работы", "title"),
        ("Форма мероприятия, его содержание", "title"),
        ("Форма мероприятия", "form"),
        ("Результат мероприятия", "expected_result"),
        ("Отметка о выпол-\nнении", "outcome"),
        ("Дата выполнения", "outcome"),
        ("Дата и время проведения", "deadline"),
        ("Место проведения мероприятия", "place"),
        ("Организатор мероприятия", "executors"),
        ("Плановый (дата наступления контрольного события)", "deadline"),
        ("Deadline", "deadline"),
        ("Кто", "executors"),
        ("Кто приглашается", "participants"),
        ("Итог", "expected_result"),
        ("Кол-во", ""),
        ("Количество детей", "participants"),
        ("Количество часов", ""),
        ("Час проведення", "deadline"),
        ("Коли", "deadline"),
        ("Насыщенность", ""),
    ],
)
def test_the_word_that_stands_first_decides(heading, role):
    """A heading has the role of its first known word, of the longer one at the same place."""
    assert role_of(heading) == role


def test_columns_keep_the_order_of_the_paper():
    """Roles follow headings, never positions."""
    head = head_of(grid(heads=("Сроки", "Мероприятия", "Ответственный", "№")))
    assert head is not None
    assert head.keys == ("deadline", "title", "executors", "number")


def test_a_second_executor_column_supervises():
    """«Контроль» beside «Исполнитель» oversees; alone it is the executor."""
    both = head_of(grid(heads=("Мероприятия", "Исполнитель", "Контроль")))
    alone = head_of(grid(heads=("Мероприятия", "Срок", "Контроль")))
    assert both is not None
    assert alone is not None
    assert both.keys == ("title", "executors", "supervisor")
    assert alone.keys == ("title", "deadline", "executors")


def test_headings_of_two_levels_are_one_head():
    """A heading over several columns is their group, a merged one goes down."""
    head = head_of(
        grid(
            (None, None, "план", "факт"),
            heads=("№", "Мероприятия", ("Срок", 2)),  # type: ignore[arg-type]
        )
    )
    assert head is not None
    assert head.rows == 2
    assert [column.heading for column in head.columns] == ["№", "Мероприятия", "план", "факт"]
    assert [column.group for column in head.columns] == [(), (), ("Срок",), ("Срок",)]
    assert head.keys[:3] == ("number", "title", "deadline")


def test_a_row_that_counts_the_columns_belongs_to_the_headings():
    """The row 1, 2, 3 … under the headings is no activity."""
    head = head_of(grid(("1", "2", "3", "4"), ("1.", "Смотр", "май", "Завхоз")))
    assert head is not None
    assert head.counted
    assert head.rows == 2


def test_the_date_of_a_mark_is_no_deadline():
    """«Дата» under «Отметка о выполнении» belongs to the mark."""
    head = head_of(
        grid(
            (None, None, "Дата", "Подпись"),
            heads=("Мероприятия", "Срок", ("Отметка о выполнении", 2)),  # type: ignore[arg-type]
        )
    )
    assert head is not None
    assert head.keys[:3] == ("title", "deadline", "outcome")


def test_a_heading_of_two_columns_is_a_doubt():
    """«Срок, ответственный» is taken for one of the two, but not for sure."""
    sure = {}
    for heading in ("Срок, ответственный", "Дата, время и место", "Мероприятие (ответственный)"):
        head = head_of(grid(heads=("№", heading, "Результат", "Примечание")))
        assert head is not None
        sure[heading] = head.columns[1].sure
    assert sure == {
        "Срок, ответственный": 0.75, "Дата, время и место": 1, "Мероприятие (ответственный)": 0.75,
    }  # fmt: skip


def test_a_column_full_of_posts_is_of_executors_with_a_doubt():
    """Where no heading names executors, a column of posts and names is taken for theirs."""
    heads = ("№", "Мероприятия", "Срок", "Персоны")
    table = read_table([grid(("1", "Смотр", "май", "Директор"), heads=heads)])
    assert table is not None
    assert [one["key"] for one in table.columns] == ["number", "title", "deadline", "executors"]
    assert [one.code for one in table.doubts] == [Code.IMPORT_ROLE_GUESSED]


def test_a_list_of_people_is_no_table_of_tasks():
    """Names and posts, without activities and deadlines, are those of a commission."""
    rows = ("1", "Лунин А.А.", "секретарь"), ("2", "Орлова Б.Б.", "председатель")
    people = grid(*rows, heads=("№", "ФИО", "Должность"))
    assert head_of(people) is None
    assert read_table([people]) is None
