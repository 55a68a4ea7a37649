"""plandoc.page.hyphens: words that are wider than their column break, all others stay whole."""

from plandoc.page.hyphens import fitted, loosened
from plandoc.page.measure import SOFT_HYPHEN, text_width, widest_piece


def test_a_word_that_fits_is_untouched():
    """Nothing is added to a text whose words fit."""
    assert fitted("Межведомственная комиссия", 60, 12, "ru") == "Межведомственная комиссия"


def test_a_word_that_does_not_fit_breaks_by_syllables():
    """Only the long word gets soft hyphens, at its syllables, and every part fits."""
    text = fitted("по делам несовершеннолетних", 20, 12, "ru")
    assert text.startswith("по делам не\u00adсо\u00adвер")
    assert text.replace(SOFT_HYPHEN, "") == "по делам несовершеннолетних"
    assert widest_piece(text, 12)[1] <= 20


def test_a_double_surname_breaks_after_its_hyphen_before_its_syllables():
    """Initials and halves of a surname are parted first; halves that fit stay whole."""
    name = "А.А.\u00a0Задунайская\u2011Рымникская"
    assert fitted(name, 30, 12, "ru") == "А.А. Задунайская-Рымникская"
    assert SOFT_HYPHEN in fitted(name, 15, 12, "ru")


def test_a_word_breaks_only_where_every_suite_breaks_it():
    """OnlyOffice misses «Класс-ные», «Раз-ные» and «рас-смот»: a column keeps them whole."""
    assert loosened("Классные Разные рассмотрение классное", "ru") == (
        "Классные Разные рассмот\u00adре\u00adние класс\u00adное"
    )


def test_an_unknown_language_has_no_syllables():
    """Without a dictionary nothing is guessed."""
    assert loosened("межведомственный", "xx") == "межведомственный"


def test_a_soft_hyphen_is_wide_only_at_the_end_of_a_line():
    """Inside a line it takes no room, at its end that of a hyphen."""
    assert text_width("ме\u00adра", 12) == text_width("мера", 12)
    assert text_width("ме\u00ad", 12) == text_width("ме-", 12)


def test_a_word_of_an_item_breaks_within_its_indent():
    """A word that fits into the cell breaks where the line is indented, as that of an item is."""
    width = text_width("Информирование", 12)
    assert fitted("Информирование", width, 12, "ru") == "Информирование"
    assert SOFT_HYPHEN in fitted("2. Информирование", width, 12, "ru")
