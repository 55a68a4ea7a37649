from plandoc.imports.issued import as_issued, lead_of
from plandoc.imports.paper import Cell, Own

OWN = Own(
    {"title": "Мероприятие"},
    {"a1": {"title": "Смотр\nпесни", "executors": "Завуч (отв.),\nКлассы", "fields.place": "Зал"}},
)


def test_what_is_printed_as_before_has_the_text_of_its_plan():
    """Breaks and blanks that the page made do not count; a cell that was edited does."""
    activity = {"title": "Смотр песни", "executors": ["Завуч"], "fields": {"place": "Двор"}}
    cells = {
        "title": Cell.of("Смотр песни", 0),
        "executors": Cell.of("Завуч (отв.),\nКлассы", 1),
        "place": Cell.of("Двор", 2),
    }
    as_issued(activity, cells, "a1", OWN)
    assert activity == {
        "id": "a1",
        "title": "Смотр\nпесни",
        "executors": [{"name": "Завуч", "lead": True}, "Классы"],
        "fields": {"place": "Двор"},
    }


def test_a_leading_executor_says_so():
    """«(отв.)» after a name is the mark of the leading executor."""
    assert lead_of("Завуч (отв.)") == {"name": "Завуч", "lead": True}
    assert lead_of("Завуч") == "Завуч"
