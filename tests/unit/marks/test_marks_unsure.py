"""What is only supposed, under way, preliminary or one stage is not done without a doubt."""

import pytest

from plandoc.marks import read_mark

DONE = [
    ("ru", "проведено"), ("ru", "выполнено"), ("ru", "сделали"), ("uk", "проведено"),
    ("en", "completed"), ("en", "held"),
]  # fmt: skip
HEDGES = {
    "ru": ["наверно", "наверное", "возможно", "может быть", "вроде", "кажется", "похоже", "якобы"],
    "uk": ["мабуть", "можливо", "здається", "нібито"],
    "en": ["probably", "maybe", "perhaps", "apparently", "presumably", "hopefully"],
}


def read(text):
    return read_mark(text, language="ru")


@pytest.mark.parametrize(("language", "done"), DONE)
def test_what_is_supposed_to_be_done_is_a_doubt(language, done):
    """«Сделали наверно», «возможно, выполнено» never say done without a problem."""
    for hedge in HEDGES[language]:
        for text in (f"{done} {hedge}", f"{hedge} {done}", f"{hedge}, {done}", f"{done} ({hedge})"):
            assert read(text).problems, text


@pytest.mark.parametrize(
    "text",
    [
        "готовили документы", "обсуждали на совещании", "занимались подготовкой",
        "работали над проектом", "разрабатывали положение", "собирали данные",
        "согласовывали с учредителем", "перестраивали график", "велась работа", "вели переговоры",
        "готували документи", "обговорювали", "worked on it", "were preparing the draft",
    ],
)  # fmt: skip
def test_a_verb_that_finishes_nothing_is_in_progress_with_a_doubt(text):
    """«Готовили», «обсуждали» tell of work, and not that it is done."""
    mark = read(text)
    assert (mark.status, bool(mark.problems)) == ("in_progress", True)


@pytest.mark.parametrize("text", ["провели беседу", "проводили беседы", "провели и обсудили"])
def test_a_verb_that_took_place_is_done(text):
    """«Провели беседу» is done."""
    mark = read(text)
    assert (mark.status, mark.problems) == ("done", ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Направлен промежуточный ответ", "in_progress"),
        ("Подготовлена первая редакция", "in_progress"),
        ("Предварительно согласовано", "in_progress"),
        ("Проміжний звіт надано", "in_progress"),
        ("Draft prepared", "in_progress"),
        ("Interim report submitted", "in_progress"),
        ("Approved in principle", "in_progress"),
        ("Первый этап завершен", "partly"),
        ("1 этап выполнен", "partly"),
        ("Завершен I этап, II этап – в 2019 г.", "partly"),
        ("Phase 1 complete", "partly"),
        ("No meetings have been held", "not_done"),
        ("No bids received", "not_done"),
        ("Agreed not to proceed", "removed"),
        ("Held over to next meeting", "postponed"),
        ("Extension agreed to 30 June", "postponed"),
        ("Reorganised to Aug due to lack of time", "postponed"),
        ("Снято с контроля в связи с исполнением", "done"),
        ("Поручение снято с контроля как утратившее актуальность", "removed"),
        ("Срок не истек", "in_progress"),
        ("Өткізілген жоқ", "not_done"),
        ("Мерзімі өтті", "not_done"),
    ],
)
def test_what_stands_beside_a_state_changes_it(text, expected):
    """A preliminary result is under way, one stage is a part, “no” denies what follows."""
    assert read(text).status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Этап завершён", "done"),
        ("Заключительный этап завершён", "done"),
        ("Phase one finished, phase two in progress", "in_progress"),
        ("Бақылаудан алынды", None),
        ("Verbal update to be given", None),
    ],
)
def test_what_is_no_single_stage_and_no_statement_is_left_alone(text, expected):
    """A stage without a number, stages with states of their own, words that say nothing."""
    assert read(text).status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("80% of staff trained", "partly"),
        ("Half of the policies have been reviewed", "partly"),
        ("80 % сотрудников школы обучено", "partly"),
        ("Некоторые вопросы решены", "partly"),
        ("Post advertised but not filled", "in_progress"),
        ("Discussed, no decision", "in_progress"),
        ("Closed. Duplicate", "removed"),
        ("Заявка подана, ответа нет", "in_progress"),
        ("Вопрос включен в повестку заседания", "in_progress"),
        ("Принято решение перенести на весну", "postponed"),
    ],
)
def test_a_share_or_an_open_end_beside_a_deed_is_a_doubt(text, expected):
    """A part of those meant, an answer that has not come, a decision to do it later."""
    mark = read(text)
    assert (mark.status, bool(mark.problems)) == (expected, True)
