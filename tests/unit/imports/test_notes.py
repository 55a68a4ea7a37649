from plandoc.imports.notes import read_notes
from plandoc.imports.paper import Line

LINES = [
    "Сокращения:",
    "МО — методическое объединение",
    "Примечания:",
    "Сроки могут уточняться.",
    "Директор ______ И.А. Лугов",
]


def test_short_names_and_notes_stand_under_their_headings():
    """Each list ends with the next heading or the signatures."""
    below = read_notes([Line(line) for line in LINES])
    assert below.short_names == {"МО": "методическое объединение"}
    assert below.notes == ["Сроки могут уточняться."]
    assert [line.text for line in below.rest] == LINES[-1:]


def test_without_headings_nothing_is_a_note():
    """A text under a table stays a text."""
    lines = [Line("Всё это важно"), Line("МО — объединение")]
    assert read_notes(lines).rest == lines
