from support.hand_made import grid

from plandoc.codes import Code
from plandoc.imports.tables import Table, read_table

HEADS = ("№ п/п", "Мероприятия", "Срок", "Сумма, руб.")
ROWS = (("1", "Смотр", "май", "1 500"), ("2", "Сбор", "июнь", "300"))


def read(*rows: tuple[str, ...]) -> Table:
    found = read_table([grid(*rows, heads=HEADS)])
    assert found is not None
    return found


def total(table: Table) -> object:
    return next(one for one in table.columns if one["key"] == "budget").get("total")


def test_the_sum_of_a_table_is_computed():
    """A last row of sums that agree with their columns is no activity; columns are summed."""
    table = read(*ROWS, ("", "Итого", "", "1800"))
    assert len(table.data["activities"]) == 2
    assert total(table) is True
    assert [line.text for line in table.passed] == ["Итого", "1800"]
    assert table.doubts == []


def test_a_sum_keeps_the_word_of_its_author():
    """The row of sums may have a name of its own, in any of its first cells."""
    assert total(read(*ROWS, ("ВСЕГО ПО ПЛАНУ:", "", "", "1 800"))) == "ВСЕГО ПО ПЛАНУ:"


def test_a_sum_that_is_wrong_stays_a_text():
    """Sums that differ from their columns stand below the table, with a doubt."""
    table = read(*ROWS, ("", "Итого", "", "1 900"))
    assert len(table.data["activities"]) == 2
    assert total(table) is None
    assert table.below == ["Итого — 1 900"]
    assert [doubt.code for doubt in table.doubts] == [Code.IMPORT_TOTAL_UNREAD]


def test_sections_have_their_sums():
    """Right sums below the rows of sections are those of the sections, if the table has its own."""
    rows = (("Раздел 1. Кадры",), ROWS[0], ("", "Итого по разделу 1", "", "1500"))
    more = (("Раздел 2. Дети",), ROWS[1], ("", "Итого", "", "300"), ("", "Всего", "", "1 800"))
    table = read(*rows, *more)
    first, second = table.data["sections"]
    assert [len(one["activities"]) for one in (first, second)] == [1, 1]
    assert (first["total"], second["total"], total(table)) == ("Итого по разделу 1", True, "Всего")
    assert table.doubts == []
    wrong = read(*rows[:2], ("", "Итого", "", "99"), *more[:2], ("", "Всего", "", "1 800"))
    assert "total" not in wrong.data["sections"][0]
    assert [doubt.code for doubt in wrong.doubts] == [Code.IMPORT_TOTAL_UNREAD]


def test_sums_of_sections_alone_are_told():
    """A plan prints the sums of its sections beside those of the table, so one of both is told."""
    table = read(("Раздел 1. Кадры",), ROWS[0], ("", "Итого", "", "1500"), ROWS[1])
    assert total(table) is None
    assert [doubt.code for doubt in table.doubts] == [Code.IMPORT_TOTAL_UNREAD]


def test_a_sum_of_some_rows_is_told():
    """«Итого по разделу» without a section is no activity, and no plan prints it."""
    table = read(ROWS[0], ("", "Итого по разделу", "", "1 500"), ROWS[1])
    assert [one["title"] for one in table.data["activities"]] == ["Смотр", "Сбор"]
    assert [doubt.code for doubt in table.doubts] == [Code.IMPORT_TOTAL_UNREAD]
    assert table.below == []


def test_sums_of_sections_and_of_all():
    """The sum of all is computed, though sums of sections stand above it."""
    part = ("", "Итого по разделу", "", "300")
    table = read(ROWS[0], ROWS[1], part, ("", "ВСЕГО", "", "1 800"))
    assert total(table) == "ВСЕГО"
    assert table.below == []
    assert [doubt.text for doubt in table.doubts] == ["Итого по разделу — 300"]


def test_an_activity_may_begin_as_a_sum_does():
    """A row with executors or a title of its own is an activity, whatever its first word."""
    heads = ("№", "Мероприятия", "Срок", "Ответственный")
    rows = ("1", "Итоговый педсовет", "май", "Директор"), ("2", "Итог года", "май", "Завуч")
    found = read_table([grid(*rows, heads=heads)])
    assert found is not None
    assert len(found.data["activities"]) == 2
