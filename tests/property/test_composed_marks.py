"""Each state is read in every way of saying it: verbs, nouns, negations, three languages."""

import pytest
from support.composed_marks import LANGUAGES, composed

from plandoc.marks import read_mark
from plandoc.schema.period import Period

PERIOD = Period.school_year(2018)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_composed_mark_is_read_as_meant(language):
    """Of a hundred marks 99 have the state that was meant, and none has another one in silence."""
    marks = [(one, read_mark(one.text, PERIOD, language="ru")) for one in composed(language)]
    wrong = [(one, mark.status) for one, mark in marks if mark.status != one.state]
    silent = [one for one, mark in marks if mark.status != one.state and not mark.problems]
    assert len(marks) > 500
    assert len(wrong) <= 0.01 * len(marks), wrong
    assert not silent


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Строительно-монтажные работы ведутся, готовность 60 %", "in_progress"),
        ("проведено на 50 %", "partly"),
        ("не капитально отремонтировано", "not_done"),
        ("Потребность отсутствует", "removed"),
        ("Delayed until June 2019", "postponed"),
        ("Due to be installed", "in_progress"),
        ("Superseded", "removed"),
        ("так і не облаштовано", "not_done"),
        ("Из-за отсутствия финансирования не реализовано", "not_done"),
        ("Due to lack of funds not completed", "not_done"),
        ("3 из 5 занятий проведено", "partly"),
        ("First phase complete; second phase to follow", "in_progress"),
        ("Объявлен повторный конкурс", "in_progress"),
        ("Сдано в печать", "in_progress"),
        ("Разработка завершена, идёт тестирование", "in_progress"),
        ("Беседы проведены не во всех классах", "partly"),
        ("Получен отказ", "not_done"),
        ("Передано на экспертизу", "in_progress"),
        ("Документы на оплате", "in_progress"),
        ("Частично исполнено, перенос остатка на 2023", "partly"),
        ("Орындалуда", "in_progress"),
        ("Орындалған жоқ", "not_done"),
    ],
)
def test_what_institutions_write_is_read(text, state):
    """Shares of readiness, adverbs after «not», what is due, what is no longer pursued."""
    assert read_mark(text, PERIOD, language="ru").status == state


@pytest.mark.parametrize(
    "text",
    [
        "Закупка проведена, поставка до 15.09",
        "Сервер закуплен, монтаж в августе",
        "Вроде выполнено",
        "Заменено на онлайн-лекцию",
        "Договор на обслуживание продлён",
        "Срок изменен на июнь",
        "Решено не проводить",
        "Включено в план на 2020 год",
        "Назначено на 15 мая",
    ],
)
def test_what_may_not_be_done_yet_is_a_doubt(text):
    """A day to come in another clause, a hedge, a replacement."""
    assert read_mark(text, PERIOD, language="ru").problems


HEDGES = {"ru": "наверно", "uk": "мабуть", "en": "probably"}


@pytest.mark.parametrize("language", HEDGES)
def test_a_supposed_mark_is_never_read_without_a_doubt(language):
    """A word such as «наверно» before or after any composed mark makes it a doubt."""
    hedge = HEDGES[language]
    marks = [one.text for one in composed(language)]
    texts = [text for one in marks for text in (f"{hedge} {one}", f"{one} ({hedge})")]
    assert len(texts) > 500
    assert not [text for text in texts if not read_mark(text, PERIOD, language="ru").problems]
