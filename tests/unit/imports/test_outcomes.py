"""plandoc.imports.outcomes: the state of the marks of a filled column."""

import pytest

from plandoc.imports.outcomes import with_state
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.period import Period
from plandoc.wording.phrases import Wording
from plandoc.words.language import LANGUAGES, words_in

YEAR = Period.school_year(2018)


def read(text: str, language: str = "ru") -> dict[str, str]:
    activity = {"title": "Семинар", "outcome": {"text": text}}
    with_state(activity, YEAR, language)
    return activity["outcome"]


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_of_a_state_is_read_in_any_letters(language: str, status: Status) -> None:
    """«Выполнено», «выполнено» and «ВЫПОЛНЕНО» are one mark; the words stay as typed."""
    word = words_in(language).words.status[status]
    for text in (word, word.lower(), word.upper()):
        assert read(text, language) == {"text": text, "status": status}


@pytest.mark.parametrize("sign", ["+", "✓", "√"])
def test_a_sign_is_a_mark(sign: str) -> None:
    """A sign that `collect` reads is read here as well; its word is printed in its place."""
    assert read(sign) == {"text": sign, "status": "done"}
    assert Wording("ru").outcome(Outcome.of_texts(read(sign))) == "Выполнено"


@pytest.mark.parametrize(
    "text", ["Выполнено 12.10.2018, протокол № 3", "Проведено 15 человек", "частично", "в работе"]
)
def test_all_words_are_printed_as_before(text: str) -> None:
    """A state adds no words but its own, and takes none away."""
    found = read(text)
    assert found["text"] == text
    printed = Wording("ru").outcome(Outcome.of_texts(found)).lower()
    assert all(word in printed for word in text.lower().split())


@pytest.mark.parametrize("text", ["Ссылка на сайте", "12.10.2018", "+/-", "Выполнено?"])
def test_what_is_not_sure_stays_words(text: str) -> None:
    """Nothing is guessed."""
    assert read(text) == {"text": text}
