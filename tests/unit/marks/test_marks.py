"""The language of marks, fact by fact."""

import doctest
from datetime import date

import pytest
from support.problems import codes

import plandoc.marks
import plandoc.marks.days
from plandoc.errors import Severity
from plandoc.marks import read_day, read_mark, read_status
from plandoc.marks.lexicon import lexicon
from plandoc.schema.deadline import Deadline, ReadingLevel
from plandoc.schema.outcome import Status
from plandoc.schema.period import Period
from plandoc.words.language import LANGUAGES, READ_LANGUAGES, words_in

SCHOOL = Period.school_year(2018)
FIELDS = ("date", "evidence", "moved_to", "reason", "rest")


def said(text, period=SCHOOL, language="ru"):
    """The state of a mark and every field that says something, as text."""
    mark = read_mark(text, period, language=language)
    fields = {name: str(getattr(mark, name)) for name in FIELDS if getattr(mark, name)}
    return (mark.status and mark.status.value), fields


def state(text, period=SCHOOL, language="ru"):
    status = read_mark(text, period, language=language).status
    return status and status.value


def codes_of(text, period=SCHOOL, language="ru"):
    return codes(read_mark(text, period, language=language))


def test_the_examples_of_the_docstrings_run():
    """What the docstrings show is what happens."""
    for module in (plandoc.marks, plandoc.marks.days):
        result = doctest.testmod(module)
        assert result.attempted >= 2
        assert result.failed == 0


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Выполнено 12.10.2018, протокол № 3", {"date": "2018-10-12", "evidence": "протокол № 3"}),
        ("Выполнено 12.10.2018 (протокол № 3)", {"date": "2018-10-12", "evidence": "протокол № 3"}),
        ("Выполнено, протокол от 12.10.2018 № 3", {"evidence": "протокол от 12.10.2018 № 3"}),
        ("пр. №3 от 12.10.2018, выполнено", {"evidence": "пр. №3 от 12.10.2018"}),
        ("№ 3 от 12.10.2018 выполнено", {"evidence": "№ 3 от 12.10.2018"}),
        ("Выполнено: справка, фотоотчет", {"evidence": "справка, фотоотчет"}),
        ("Выполнено (см. отчёт.docx)", {"evidence": "отчёт.docx"}),
        ("Исполнено 10.10.2018 исх. № 123", {"date": "2018-10-10", "evidence": "исх. № 123"}),
        ("Выполнено. Протокол МО\n№ 2", {"evidence": "Протокол МО\n№ 2"}),
        (
            "Выполнено. Приказ от 03.09.2018 № 154 «О работе», http://a.ru/plan.",
            {"evidence": "Приказ от 03.09.2018 № 154 «О работе», http://a.ru/plan"},
        ),
        (
            "Опубликовано: https://vk.com/wall-1_2",
            {"evidence": "https://vk.com/wall-1_2"},
        ),
    ],
)
def test_evidence_is_named_by_its_number_its_date_or_alone(text, fields):
    """Documents, links and files are evidence; the date inside of one is not of the fulfilment."""
    assert said(text) == ("done", fields)
    assert codes_of(text) == []


def test_a_document_that_something_is_done_with_is_no_evidence():
    """«Отчёт сдан», «акт подписан», «проект приказа» tell what was done."""
    assert said("Отчёт сдан 20.12.2018") == (
        "done", {"date": "2018-12-20", "rest": "Отчёт сдан"},
    )  # fmt: skip
    assert said("Работы выполнены, акт подписан") == ("done", {"rest": "акт подписан"})
    assert said("Подписано соглашение с ДК «Маяк»")[1] == {
        "rest": "Подписано соглашение с ДК «Маяк»"
    }
    assert said("школа № 3")[1] == {"rest": "школа № 3"}


@pytest.mark.parametrize(
    "written",
    [
        "12.10.2018", "12.10.2018 г.", "12.10.2018г.", "12 .10. 2018 г.", "12.10.18", "12/10/2018",
        "12-10-2018", "12,10,2018", "2018-10-12", "2018-10-12 00:00:00", "12 октября 2018 г.",
        "12 октября 2018", "«12» октября 2018 года", "12-го октября 2018", "12 окт. 2018",
        "12\nоктября\n2018г.", "12.X.2018", "12.Х.2018", "October 12, 2018", "12 October 2018",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(written):
    """Every usual spelling of a full date is the day, in a cell and in a mark."""
    assert read_day(written, language="ru") == (date(2018, 10, 12), ())
    assert said(f"Выполнено {written}") == ("done", {"date": "2018-10-12"})
    assert said(f"{written} выполнено") == ("done", {"date": "2018-10-12"})


@pytest.mark.parametrize(
    "written",
    [
        "31.09.2018", "2081", "12.10.2081", "октябрь 2018", "10.2018", "10-12.10.2018",
        "12.13.2018", "с 01.09.2018 по 12.10.2018", "12.10.2018, 15.10.2018", "вчера", "12",
        "10/25/2018", "-",
        "выполнено 12.10.2018", "32 мая 2019",
    ],
)  # fmt: skip
def test_what_names_no_single_day_is_no_date(written):
    """An impossible day, a far year, a month, a range, other words: no date, and it is said."""
    day, problems = read_day(written, SCHOOL, language="ru")
    assert day is None
    assert codes(problems) == ["PLN525"]


def test_an_empty_cell_is_no_date_and_no_problem():
    """Spaces and a line left for the pen say nothing."""
    assert read_day(" \u200b\n", language="ru") == (None, ())
    assert read_day("_____", language="ru") == (None, ())


def test_a_missing_year_is_told_by_the_period():
    """A day without a year has that of the period, where it stands in the period once."""
    day, problems = read_day("12.10", SCHOOL, language="ru")
    assert day == date(2018, 10, 12)
    assert problems[0].code == "PLN526"
    assert problems[0].severity is Severity.WARNING
    assert problems[0].values == {"text": "12.10", "date": "12.10.2018"}
    assert read_day("12 марта", SCHOOL, language="ru")[0] == date(2019, 3, 12)
    for period in (None, Period.between(date(2018, 1, 1), date(2019, 12, 31))):
        assert read_day("12.10", period, language="ru")[0] is None
    assert said("Проведено 12.10") == ("done", {"date": "2018-10-12"})
    assert codes_of("Проведено 12.10") == ["PLN526"]


def test_slashes_are_ambiguous_in_english_only():
    """`10/12/2018` may be two days in English; `25/10/2018` is one everywhere."""
    assert read_day("10/12/2018", language="ru")[0] == date(2018, 12, 10)
    assert read_day("10/12/2018", language="en")[0] is None
    assert read_day("10/10/2018", language="en")[0] == date(2018, 10, 10)
    assert read_day("25/10/2018", language="en")[0] == date(2018, 10, 25)
    assert read_day("10/25/2018", language="en")[0] == date(2018, 10, 25)


def test_of_several_days_the_last_one_is_taken_and_said():
    """Two dates, a list, a range: the last day, a warning, and all dates left in the rest."""
    text = "выполнено: \n11 .09. 2019 г.\n\nвыполнено \n27 ноября 2019 г."
    assert said(text)[0] == "done"
    assert said(text)[1] == {
        "date": "2019-11-27",
        "rest": "11 .09. 2019 г.\n\n27 ноября 2019 г.",
    } or (said(text)[1] == {"date": "2019-11-27", "rest": "11 .09. 2019 г.; 27 ноября 2019 г."})
    assert codes_of(text) == ["PLN524"]
    ranges = {
        "проведено 10-12 октября 2018 г.": "2018-10-12",
        "проведено 5, 12 и 19 октября 2018 г.": "2018-10-19",
        "выполнено 03.09- 23.09.2019г.": "2019-09-23",
        "выполнено 25.12-10.01.2019": "2019-01-10",
    }
    for written, last in ranges.items():
        assert said(written)[1]["date"] == last
        assert codes_of(written) == ["PLN524"], written
    assert said("Проведено с 10.09.2018 по 20.09.2018")[1]["date"] == "2018-09-20"
    assert codes_of("выполнено 12.10.2018, 12 октября 2018") == []


@pytest.mark.parametrize(
    "text",
    [
        "Выполнено до 12.10.2018", "Выполнено к 12.10.2018", "Выполнено, срок 12.10.2018",
        "План: 12.10.2018, выполнено", "На 12.10.2018 выполнено", "Внедрено с 12.10.2018",
        "Ожидается 12.10.2018", "Будет проведено 12.10.2018", "Не выполнено: с 12.10.2018 карантин",
        "Выполнено: октябрь 2018 г.", "Выполнено в 2018 году", "Выполнено, п. 2.12",
    ],
)  # fmt: skip
def test_a_bound_a_plan_or_a_month_is_no_day_of_fulfilment(text):
    """«до», «к», «срок», «ожидается», a reason, a month: their words stay, without a date."""
    mark = read_mark(text, SCHOOL, language="ru")
    assert mark.date is None
    assert mark.rest or mark.reason


def test_the_day_is_taken_out_of_the_rest():
    """What a field says does not stand in the rest, and a clause keeps its other words."""
    assert said("Мероприятие прошло 23.02.2019 в актовом зале") == (
        "done", {"date": "2019-02-23", "rest": "Мероприятие прошло в актовом зале"},
    )  # fmt: skip
    assert said("выполнено: \nоктябрь 2019г.\nРазмещено на сайте (7 «А»).") == (
        "done", {"rest": "октябрь 2019г.\nРазмещено на сайте (7 «А»)"},
    )  # fmt: skip
    assert said("Проведена встреча 17.10.2018. Охвачено 120 чел. Протокол № 2") == (
        "done",
        {
            "date": "2018-10-17",
            "evidence": "Протокол № 2",
            "rest": "Проведена встреча; Охвачено 120 чел",
        },
    )
    assert said("Проведено 14 сентября 2018 г.") == ("done", {"date": "2018-09-14"})
    assert said("Исполнено в полном объеме") == ("done", {})
    assert said("выполняется 25-го") == ("in_progress", {"rest": "25-го"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("не выполнено", "not_done"),
        ("невыполнено", "not_done"),
        ("Не было проведено", "not_done"),
        ("выполнено не было", "not_done"),
        ("не может быть выполнено", "not_done"),
        ("не представляется возможным выполнить", "not_done"),
        ("не\nвыполнено", "not_done"),
        ("н/в", "not_done"),
        ("не/вып", "not_done"),
        ("н е  в ы п о л н е н о", "not_done"),
        ("не проводилось", "not_done"),
        ("Контрольное событие не наступило", "not_done"),
        ("срок не наступил", "in_progress"),
        ("срок выполнения мероприятия до настоящего времени не наступил", "in_progress"),
        ("выполнено не полностью", "partly"),
        ("не полностью выполнено", "partly"),
        ("не выполнено на 100 %", "partly"),
        ("не в срок выполнено", "done"),
        ("выполнено не в срок", "done"),
        ("Не только проведено, но и освещено", "done"),
        ("Работа выполнена, не требует доработки", "done"),
        ("Нарушений не выявлено", "done"),
        ("не требуется", "removed"),
        ("не отменено", None),
        ("не перенесено", None),
        ("не просрочено", None),
        ("ещё не подошел срок", "in_progress"),
        ("Нет необходимости в проведении", "removed"),
        ("не будет выполнено", None),
    ],
)
def test_a_denial_denies_what_it_stands_before(text, expected):
    """«не» makes «done» «not done», «wholly» «partly», and of other states nothing sure."""
    assert state(text) == expected
    assert expected or codes_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("на 50 %", "partly"),
        ("Выполнено на 70%", "partly"),
        ("выполнено на 100 %", "done"),
        ("100 процентов", "done"),
        ("0%", "not_done"),
        ("Готовность 90%", "partly"),
        ("выполнено 2 из 4", "partly"),
        ("Сделано 5 из 5", "done"),
        ("3/4 выполнено", "partly"),
        ("половина сделана", "partly"),
        ("Проведено 3 из 5 занятий", "partly"),
        ("из 10 запланированных проведено 8", "partly"),
        ("Сделано процентов на 80", "partly"),
        ("выполнено процентов", "done"),
        ("почти выполнено", "partly"),
        ("выполнено в основном", "partly"),
        ("почти", "partly"),
        ("выполнено всё, кроме п. 3", "partly"),
        ("не выполнен только п. 3", "partly"),
        ("Проведено, охват 95 %", "done"),
        ("Охват 95 %", None),
        ("+/-", "partly"),
    ],
)
def test_a_share_says_how_much_was_done(text, expected):
    """Percent, «3 из 5», fractions, «почти», «кроме» make a part; shares of other things do not."""
    assert state(text) == expected


@pytest.mark.parametrize("text", ["Проведено 3 из 5 занятий", "не выполнен только п. 3", "+/-"])
def test_a_share_that_may_be_of_other_things_is_doubted(text):
    """What may count other things is read as a part, with a question."""
    assert "PLN522" in codes_of(text)


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("Перенесено на май 2019", {"moved_to": "май 2019"}),
        ("Перенесено на 15.11.2018", {"moved_to": "15.11.2018"}),
        ("Перенесено: май 2019", {"moved_to": "май 2019"}),
        ("новый срок – 25.12.2018", {"moved_to": "25.12.2018"}),
        ("Срок продлён до 01.06", {"moved_to": "до 01.06"}),
        ("Перенесено с 12.10 на 19.10.2018", {"moved_to": "19.10.2018", "rest": "с 12.10"}),
        ("перенесено в связи с карантином на март",
         {"moved_to": "март", "reason": "в связи с карантином"}),
        ("Перенесено приказом № 5 на май", {"moved_to": "май", "evidence": "приказом № 5"}),
        ("Перенесено (приказ № 5) на май 2019 года",
         {"moved_to": "май 2019 года", "evidence": "приказ № 5"}),
        ("Перенесено на 2-ю неделю мая: болезнь",
         {"moved_to": "2-ю неделю мая", "reason": "болезнь"}),
        ("Перенесено на сентябрь 2018 (на 2020 год) 01.06.2018",
         {"moved_to": "сентябрь 2018 (на 2020 год)", "date": "2018-06-01"}),
        ("Перенесено на май,\nиюнь", {"moved_to": "май,\nиюнь"}),
        ("Перенесено на 2019-2020 уч. год", {"moved_to": "2019-2020 уч. год"}),
        ("Не проведено (перенесено на май)", {"moved_to": "май", "rest": "Не проведено"}),
        ("вопрос перенесён на 2027 год решением акима",
         {"moved_to": "2027 год", "evidence": "решением акима", "rest": "вопрос"}),
    ],
)  # fmt: skip
def test_the_new_deadline_is_what_a_postponement_leads_to(text, fields):
    """The words of the new deadline are cut out, wherever reason and decision stand."""
    assert said(text) == ("postponed", fields)


def test_a_new_deadline_that_is_no_time_is_doubted():
    """Words that are no time stay the new deadline, with a question; so does a bare date."""
    assert said("Перенесено на неопределённый срок")[1] == {"moved_to": "неопределённый срок"}
    assert codes_of("Перенесено на неопределённый срок") == ["PLN529"]
    assert said("Перенесено 15.11.2018") == ("postponed", {"date": "2018-11-15"})
    assert codes_of("Перенесено 15.11.2018") == ["PLN529"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Не выполнено: болезнь учителя. Замены нет", "болезнь учителя. Замены нет"),
        ("Не выполнено (нет денег)", "нет денег"),
        ("Не выполнено - карантин", "карантин"),
        ("Не выполнено-карантин", "карантин"),
        ("не проведено, карантин", "карантин"),
        ("не проведено\nкарантин", "карантин"),
        ("Не исполнено. Отсутствие кадров.", "Отсутствие кадров"),
        ("Не состоялось из-за карантина", "из-за карантина"),
        ("Не выполнено, т.к. учитель в отпуске", "т.к. учитель в отпуске"),
        ("Не выполнено. Причина: болезнь", "болезнь"),
        ("Не выполнено: зал закрыт (потоп), мебели нет", "зал закрыт (потоп), мебели нет"),
        ("Выполнено частично: не закуплена мебель", "не закуплена мебель"),
        ("Отменено (карантин, приказ № 5)", "карантин"),
        ("Исключено: дублирует п. 5", "дублирует п. 5"),
        ("Проведено заочно в связи с карантином", "в связи с карантином"),
        ("Не выполнено: перенесено на май", ""),
        ("Не выполнено: май 2019", ""),
        ("Отменено: приказ № 5", ""),
        ("Перенесено (с октября)", ""),
        ("Выполнено: сданы отчёты", ""),
        ("Основание: нет", ""),
    ],
)
def test_the_reason_explains_what_was_not_done(text, reason):
    """A reason stands after «:», in brackets, after a dash, or begins as reasons do."""
    assert read_mark(text, SCHOOL, language="ru").reason == reason


def test_words_in_a_reason_say_no_state():
    """«не закуплена мебель» as a reason does not make the mark contradictory."""
    assert codes_of("Выполнено частично: не закуплена мебель") == []
    assert codes_of("Не выполнено, так как не подписан договор") == []
    assert said("В связи с карантином перенесено на май") == (
        "postponed", {"reason": "В связи с карантином", "moved_to": "май"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("выполнено / не выполнено", None),
        ("Отменено. Выполнено", None),
        ("Беседы проведены, экскурсия не состоялась", "partly"),
        ("Выполнено. Экскурсия не проведена", "partly"),
        ("Не выполнено. Издан приказ", "not_done"),
        ("Оборудование закуплено, монтаж не выполнен", "partly"),
        ("Исполнено, срок продлён", "done"),
        ("перенесено, проведено 20.11.2018", "done"),
        ("Подготовка проведена, конкурс перенесён", "postponed"),
        ("За 1 полугодие выполнено, 2 полугодие в работе", "in_progress"),
        ("Отменено, перенесено на май", "postponed"),
        ("не выполнено, в работе, срок продлён", "postponed"),
        ("в работе, исключено", None),
    ],
)
def test_contradicting_words_give_the_likelier_state_and_a_question(text, expected):
    """Of two states the likelier one is taken, or none; always with a warning."""
    assert state(text) == expected
    assert "PLN523" in codes_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("выполняется, проведено 3 занятия", "in_progress"),
        ("не проведено, перенесено на май", "postponed"),
        ("не выполнено, исключено из плана", "removed"),
        ("частично выполнено, остальное не выполнено", "partly"),
        ("Ожидание ответа (получен не в полном объеме). Срок нарушен. Срок продлен", "postponed"),
        ("Проводилось ежемесячно", "done"),
        ("Исполнено (на проверке)", "done"),
        ("Просрочено, выполнено 25.10.2018", "done"),
        ("Проведён конкурс «Не сделано ещё ничего»", "done"),
    ],
)
def test_words_that_go_together_are_no_contradiction(text, expected):
    """Ongoing work with parts done, a failure that was postponed: one state, no warning."""
    assert state(text) == expected
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Снято с контроля", "PLN522"),
        ("Спор", "PLN522"),
        ("-", "PLN522"),
        ("–", "PLN522"),
        ("?", "PLN522"),
        ("х", "PLN522"),
        ("Отсутствует", "PLN522"),
        ("Иванова И.И.", "PLN521"),
        ("см. отчет", "PLN521"),
        ("120 чел.", "PLN521"),
    ],
)
def test_what_is_unclear_gives_no_state_and_a_question(text, code):
    """Nothing is guessed where a careful human would ask; the words stay."""
    mark = read_mark(text, SCHOOL, language="ru")
    assert mark.status is None
    assert codes(mark) == [code]
    assert {problem.severity for problem in mark.problems} == {Severity.WARNING}


def test_a_doubtful_state_is_taken_with_a_question():
    """«Приостановлено», «выполнено ?», a minus among pluses: the likely state, and a warning."""
    cases = {
        "Приостановлено": "postponed", "выполнено ?": "done", "Создано": "in_progress",
        "якобы выполнено": "done", "сентябрь +, ноябрь -": "done", "#": "not_done",
    }  # fmt: skip
    for text, expected in cases.items():
        assert (state(text), codes_of(text)) == (expected, ["PLN522"]), text


def test_a_day_or_a_document_alone_means_done_but_is_doubted():
    """«12.10.2018» and «протокол № 3» stand in the column of what is done; it is said."""
    assert said("12.10.2018") == ("done", {"date": "2018-10-12"})
    assert said("протокол № 3") == ("done", {"evidence": "протокол № 3"})
    assert codes_of("12.10.2018") == codes_of("протокол № 3") == ["PLN528"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Выпонено", "выполнено"),
        ("Выполнино", "выполнено"),
        ("вополненно", "выполненно"),
        ("Bыпoлнeнo", "выполнено"),
        ("vypolneno", "выполнено"),
        ("dsgjkytyj", "выполнено"),
        ("не выпонено", "не выполнено"),
        ("ne vypolneno", "не выполнено"),
        ("HE BЫПOЛHEHO", "не выполнено"),
        ("невыпонено", "не выполнено"),
        ("в роботе", "в работе"),
        ("выпольняется", "выполняется"),
        ("отлож.", "отложен"),
    ],
)
def test_typos_and_foreign_letters_are_seen_through_and_said(written, read):
    """The right state is read, and what it was read from is named."""
    mark = read_mark(written, SCHOOL, language="ru")
    assert mark.status == read_mark(read, SCHOOL, language="ru").status is not None
    assert codes(mark) == ["PLN527"]
    told = mark.problems[0].values
    assert told["text"] == written.rstrip(".")
    assert str(told["read"]).split()[-1][:4] == read.split()[-1][:4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("выполненно", "done"), ("разработанна", "done"), ("В Ы П О Л Н Е Н О", "done"),
     ("выпол-\nнено", "done"), ("выпо\u0301лнено", "done"), ("ВЫ\u00adПОЛНЕНО", "done")],
)  # fmt: skip
def test_a_doubled_letter_and_hyphenation_are_no_error(text, expected):
    """«нн» is common, letters are spaced out, words are broken: read without a remark."""
    assert (state(text), codes_of(text)) == (expected, [])


def test_ordinary_words_are_not_taken_for_misspelt_states():
    """Near words of another meaning stay what they are."""
    for word in ("правила", "участие", "памятки", "открытых", "принятия", "построек", "неделя"):
        assert codes_of(word) == ["PLN521"], word
    for text in ("Мытьё окон.", "Перечень работ.", "Закон."):
        assert codes_of(text) == ["PLN521"], text
    assert state("отмечено") == "done"
    assert state("отмененно") == "removed"


def test_an_unknown_participle_is_guessed_by_its_ending():
    """A verb that no table has is read as done or ongoing, and denied, with a remark."""
    cases = {
        "Нивелировано": "done", "не нивелировано": "not_done", "Нивелируется": "in_progress"
    }  # fmt: skip
    for text, expected in cases.items():
        assert (state(text), codes_of(text)) == (expected, ["PLN527"]), text
    assert read_mark("Нивелировано", language="ru").problems[0].values["read"] == "выполнено"
    assert codes_of("Нивелировано. Выполнено") == []
    assert codes_of("Нивелировано, забор не покрашен") == ["PLN523"]


def test_words_in_quotation_marks_are_names():
    """The name of a contest says nothing of the state; quotation marks around the mark are not."""
    assert state("Конкурс «Выполнено!» не состоялся") == "not_done"
    assert state("«Выполнено»") == "done"
    assert state('"не выполнено"') == "not_done"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Да, 12.10.2018", "done"),
        ("да здравствует", None),
        ("нет", None),
        ("нет, не успели", "not_done"),
        ("нет средств", None),
        ("+ протокол № 4", "done"),
        ("сентябрь - да, май - нет", "partly"),
        ("✗", "not_done"),
        ("12+", None),
        ("V", "done"),
        ("V класс", None),
        ("звонить +79001234567", None),
    ],
)
def test_signs_speak_where_they_are_a_phrase(text, expected):
    """`+`, «да», «нет» say a state at the beginning or alone, not before words they belong to."""
    assert state(text) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, Status.DONE),
        (False, None),
        ("TRUE", Status.DONE),
        ("ЛОЖЬ", None),
        ("Выполненно", Status.DONE),
        ("вып.", Status.DONE),
        ("+", Status.DONE),
        ("Выполнено в срок", Status.DONE),
        ("Выполнено частично", Status.PARTLY),
        ("50 %", None),
        ("Выполнено 12.10.2018", None),
        ("Выполнено, протокол № 3", None),
        ("Перенесено на май", None),
        ("Проведено собрание", None),
        ("Снято с контроля", None),
        ("не завершено", None),
        ("-", None),
        ("", None),
        ("Иванова", None),
    ],
)
def test_a_cell_of_states_holds_a_state_and_nothing_else(value, expected):
    """Typos, abbreviations and signs are states; more words, or doubt, are none."""
    assert read_status(value, language="ru") is expected


@pytest.mark.parametrize(
    "text",
    ["в печати", "сорвано", "заброшено", "отменено", "готово", "закончено", "abandoned"],
)  # fmt: skip
def test_words_that_say_more_than_a_state_are_no_state_of_a_cell(text):
    """«В печати», «сорвано» are read as marks, whose words are kept, and not as labels."""
    assert read_status(text, language="ru") is None
    assert state(text)
    assert codes_of(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "сделаем потом", "скоро", "Позже", "в перспективе", "нет", "отсутствует", "пока нет",
        "минус", "no", "not yet", "later", "немає", "згодом",
        "информация принята к сведению", "возвращено", "предложено",
    ],
)  # fmt: skip
def test_what_is_promised_or_absent_is_no_statement(text):
    """No state is taken from a promise or from «нет»."""
    assert state(text) is None
    assert codes_of(text)
    assert read_status(text, language="ru") is None


@pytest.mark.parametrize(
    "text",
    [
        "не начато", "Не начата", "не приступали", "к работе не приступили", "not started",
        "не розпочато", "Not yet started",
    ],
)  # fmt: skip
def test_work_not_begun_is_not_done_but_may_still_be(text):
    """«Не начато» is not done, with a doubt: it may still be done in time."""
    assert state(text) == "not_done"
    assert codes_of(text) == ["PLN522"]
    assert read_status(text, language="ru") is None


def test_work_not_begun_counts_beside_what_was_done():
    """«Второй этап не начат» makes a whole partly done."""
    assert state("Выполнен первый этап, второй этап не начат") == "partly"


@pytest.mark.parametrize(
    ("text", "expected", "fields"),
    [
        ("Виконано 12 жовтня 2018 р.", "done", {"date": "2018-10-12"}),
        ("Виконано", "done", {}),
        ("не виконано", "not_done", {}),
        ("Частково виконано", "partly", {}),
        ("виконується", "in_progress", {}),
        ("Перенесено на травень 2019 р.", "postponed", {"moved_to": "травень 2019 р."}),
        ("Скасовано", "removed", {}),
        ("термін не настав", "in_progress", {}),
        ("Заплановано на травень", "in_progress", {}),
    ],
)
def test_ukrainian_marks_are_read(text, expected, fields):
    """A mark in Ukrainian gives its state, its day and its new deadline."""
    found = said(text)
    assert found[0] == expected
    assert {name: found[1].get(name) for name in fields} == fields


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_labels_of_states_are_states(language):
    """What plandoc itself writes into a cell of states is read back."""
    labels = words_in(language).words.status
    assert len(labels) == len(Status)
    for name, label in labels.items():
        assert read_status(label, language=language) is Status(name)


@pytest.mark.parametrize(
    ("text", "expected", "fields"),
    [
        ("Done on October 12, 2018 (minutes No. 3)", "done",
         {"date": "2018-10-12", "evidence": "minutes No. 3"}),
        ("Not completed because of illness", "not_done", {"reason": "because of illness"}),
        ("Moved to May 2019 (order No. 5 dated 12.10.2018)", "postponed",
         {"moved_to": "May 2019", "evidence": "order No. 5 dated 12.10.2018"}),
        ("Postponed until spring: no funds", "postponed",
         {"moved_to": "until spring", "reason": "no funds"}),
        ("Will be done in May", "in_progress", {"rest": "Will be done in May"}),
        ("The report wasn't submitted", "not_done", {"rest": "The report wasn't submitted"}),
        ("Cancelled by order No. 7", "removed", {"evidence": "order No. 7"}),
        ("Almost done", "partly", {}),
    ],
)  # fmt: skip
def test_english_marks_are_read_by_the_same_grammar(text, expected, fields):
    """The English tables serve the same rules, in a plan of any language."""
    assert said(text, language="en") == (expected, fields)
    assert said(text, language="ru") == (expected, fields)


def test_an_empty_mark_says_nothing():
    """Spaces and a line for the pen give an empty mark without problems."""
    for text in ("", "  \n", "____", "\u200b"):
        assert read_mark(text, language="ru") == plandoc.marks.Mark(text)


def test_a_text_of_more_pieces_than_a_mark_has_is_read_in_part_and_said():
    """What lies beyond is left unread, named by a problem and kept in the rest."""
    text = "выполнено " + "1 " * 20_000 + "не выполнено"
    mark = read_mark(text, language="ru")
    assert mark.status is Status.DONE
    assert "PLN522" in codes(mark)
    assert mark.rest.endswith("не выполнено")


@pytest.mark.parametrize("language", READ_LANGUAGES)
def test_the_tables_use_every_part_of_speech_and_repeat_no_state(language):
    """A phrase stands for one state; every language has every table."""
    tables = dict(zip(READ_LANGUAGES, lexicon().tables, strict=True))
    table = tables[language]
    assert table.word.keys() == tables["ru"].word.keys()
    seen = {}
    for section in (table.said, table.told, table.hinted, table.doubtful):
        assert section
        for status, phrases in section.items():
            for phrase in phrases:
                assert seen.setdefault(phrase, status) == status, phrase


@pytest.mark.parametrize(
    "text",
    [
        "28.09.2018 0:00:00", "28.09.2018 10:15", "28.09.2018 10:15:30 AM", "2018-09-28T00:00:00",
        "2018-09-28T00:00:00.000Z", "2018-09-28T03:00:00+03:00", "2018-09-28 00:00", "2018/09/28",
        "2018.09.28", "28-сен-2018", "28-сен-18", "28-Sep-2018", "28–09–2018", "28 — 09 — 2018",
        "28‑09‑2018", "пятница, 28 сентября 2018 г.", "пт 28.09.2018", "28.09.2018, пятница",
        "Friday, September 28, 2018", "«28» сентября 2018 г.",
    ],
)  # fmt: skip
def test_a_day_is_read_however_programs_write_it(text):
    """Both grammars read times of the day, ISO, dashes and weekdays beside a day."""
    assert read_day(text, SCHOOL, language="ru") == (date(2018, 9, 28), ())
    assert read_mark(f"Выполнено {text}", SCHOOL, language="ru").date == date(2018, 9, 28)
    deadline = Deadline.parse(text, SCHOOL)
    assert deadline.intervals == ((date(2018, 9, 28), date(2018, 9, 28)),)
    assert deadline.reading is ReadingLevel.READ


@pytest.mark.parametrize(
    "text", ["28-сен", "сен-2018", "28.09.2018 - 30.09.2018", "32-сен-2018", "28–09.2018", "10:15"]
)
def test_what_is_no_single_day_is_not_guessed(text):
    """Ranges, months, half days and days that do not exist are no day without a remark."""
    day, problems = read_day(text, SCHOOL, language="ru")
    assert day is None or problems


@pytest.mark.parametrize(
    "text",
    [
        "Информация об исполнении не представлена (истек срок)", "Сведения не поступили",
        "Зарегистрирован", "Принято", "Принято к сведению", "по расписанию", "по плану", "☐", "□",
        "☐ протокол", "ЛОЖЬ", "FALSE", "0", "-",
    ],
)  # fmt: skip
def test_words_that_state_nothing_stay_words(text):
    """Registered, received, not reported, not ticked: no state, and a doubt that says so."""
    mark = read_mark(text, SCHOOL, language="ru")
    assert (mark.status, mark.text) == (None, text)
    assert mark.problems


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Готово, доработать до альфы", Status.PARTLY),
        ("Запрошены данные у бухгалтерии", Status.IN_PROGRESS),
        ("На ознакомлении", Status.IN_PROGRESS),
        ("Заброшено", Status.REMOVED),
        ("срок прошёл, не сдано", Status.NOT_DONE),
        ("Принят приказ № 3", Status.DONE),
        ("проводятся по графику", Status.IN_PROGRESS),
    ],
)
def test_states_of_other_institutions(text, status):
    """Words of companies and ministries for the same states."""
    mark = read_mark(text, SCHOOL, language="ru")
    assert (mark.status, mark.problems) == (status, ())
