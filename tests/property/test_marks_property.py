"""What holds for every mark."""

import re
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.problems import codes
from support.strategies import DEADLINES, texts
from support.work import calls

from plandoc.marks import read_day, read_mark, read_status
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.period import Period
from plandoc.wording.phrases import Wording

NUMBERS = st.sampled_from(("3", "12-од", "01-15/234", "5/1", "б/н", "7"))
DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map("{:%d.%m.%Y}".format)
EVIDENCE = {
    "ru": st.one_of(
        st.builds("протокол № {}".format, NUMBERS),
        st.builds("протокол от {} № {}".format, DATES, NUMBERS),
        st.builds("приказ директора от {} г. № {}".format, DATES, NUMBERS),
        st.builds("справка, акт № {}".format, NUMBERS),
        st.builds("письмо в УО № {} от {}, http://school.ru/{}".format, NUMBERS, DATES, NUMBERS),
        st.sampled_from(
            ("справка", "фотоотчёт", "https://vk.com/wall-1_2", "отчёт.docx", "журнал инструктажей",
             "«Отчёт за октябрь.pdf»", "протокол педсовета № 2", "договор № 5 с ДК «Маяк»")
        ),
    ),
    "en": st.one_of(
        st.builds("minutes No. {}".format, NUMBERS),
        st.builds("order No. {} dated {}".format, NUMBERS, DATES),
        st.sampled_from(("report", "https://example.com/1", "report.docx", "photos")),
    ),
}  # fmt: skip
MOVED = {
    "ru": st.sampled_from(
        (*DEADLINES, "май 2019 г.", "2-я неделя мая", "до 1 июня 2019 года", "II квартал 2019 г.",
         "до конца мая", "осень", "следующий учебный год", "15.11.2018", "неопределённый срок",
         "1, 15 и 30 октября", "май-июнь 2019", "с 10 по 20 мая", "с 01.05.2019 по 20.05.2019")
    ),
    "en": st.sampled_from(
        ("May 2019", "15.11.2018", "spring", "12 October 2018", "Q2 2019", "next year")
    ),
}  # fmt: skip
REASONS = {
    "ru": st.sampled_from(
        ("болезнь лектора", "карантин", "нет финансирования", "не закуплена мебель", "ремонт зала",
         "кабинет не подготовлен (протекла крыша)", "занят зал; другой мал", "здание передано",
         "причина — погода", "учитель в отпуске с 12.10.2018", "болезнь. Замены нет")
    ),
    "en": st.sampled_from(("illness of the teacher", "no funds", "the hall is closed")),
}  # fmt: skip
CAUSES = {
    "ru": st.sampled_from(("в связи с болезнью лектора", "из-за ремонта", "по просьбе родителей")),
    "en": st.sampled_from(("because of illness", "due to repairs")),
}
WORDS = {
    "ru": st.sampled_from(("", "Дети довольны", "34 человека", "спасибо\nвсем", "Зал «Маяк»")),
    "en": st.sampled_from(("", "Everybody was happy", "34 people")),
}
EXPLAINED = (Status.NOT_DONE, Status.POSTPONED, Status.REMOVED, Status.PARTLY)


@st.composite
def outcomes(draw, language):
    """Marks whose fields hold what is meant for them."""
    status = draw(st.sampled_from(Status))
    reasons = REASONS if status in EXPLAINED else CAUSES
    return Outcome.model_validate(
        {
            "status": status,
            "text": draw(WORDS[language]),
            "date": draw(st.none() | st.dates()),
            "evidence": draw(st.just("") | EVIDENCE[language]),
            "moved_to": draw(st.none() | MOVED[language]) if status == "postponed" else None,
            "reason": draw(st.just("") | reasons[language]),
        }
    )


@pytest.mark.parametrize("locale", ["ru-RU", "en-GB"])
def test_what_is_printed_reads_back(locale):
    """Reading the printed mark gives the fields of the outcome that was printed."""
    wording = Wording(locale)

    @given(outcomes(wording.language))
    @tries(1500)
    def holds(outcome):
        printed = wording.outcome(outcome)
        mark = read_mark(printed, language=wording.language)
        found = {
            name: getattr(mark, name)
            for name in ("status", "date", "evidence", "moved_to", "reason", "rest")
        }
        moved_to = outcome.moved_to.text if outcome.moved_to else ""
        assert found == {
            "status": outcome.status, "date": outcome.date, "evidence": outcome.evidence,
            "moved_to": moved_to, "reason": outcome.reason, "rest": outcome.text,
        }, printed  # fmt: skip

    holds()


def test_a_mark_without_a_status_keeps_its_fields():
    """A day and evidence alone are read back; that they mean «done» is a guess, and said."""

    @given(st.none() | st.dates(), st.just("") | EVIDENCE["ru"])
    @tries(300)
    def holds(day, evidence):
        printed = Wording("ru-RU").outcome(Outcome(date=day, evidence=evidence))
        mark = read_mark(printed, language="ru")
        assert (mark.date, mark.evidence, mark.rest) == (day, evidence, "")
        expected = (Status.DONE, ["PLN528"]) if printed else (None, [])
        assert (mark.status, codes(mark)) == expected

    holds()


@st.composite
def echoes(draw):
    """Return a mark whose own words are words of its fields: some, in any order, or denied."""
    outcome = draw(outcomes("ru") | outcomes("ru").map(_denied)).model_copy(update={"text": ""})
    words = Wording("ru-RU").outcome(outcome).split()
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(words))] * 2)))
    echo = draw(st.just(words[start:end]) | st.permutations(words[start:end]))
    before, after = draw(st.sampled_from(("", "не ", "("))), draw(st.sampled_from(("", "?", ".")))
    return outcome.model_copy(update={"text": f"{before}{' '.join(echo)}{after}"})


def _denied(outcome: Outcome) -> Outcome:
    return outcome.model_copy(update={"reason": f"не {outcome.reason or 'проведены занятия'}"})


@given(echoes())
@tries(3000)
def test_words_are_left_out_of_print_only_where_fields_say_them(outcome):
    """Own words that are not printed are whole fields and nothing else."""
    printed = Wording("ru-RU").outcome(outcome)
    if outcome.text in printed.split("\n") or printed == outcome.text:
        return
    silent = Wording("ru-RU").outcome(outcome.model_copy(update={"text": ""}))
    assert printed == silent
    left = outcome.text.lower()
    fields = outcome.texts() | {"status": Wording("ru-RU").words.status[outcome.status]}
    fields |= {"date": f"{outcome.date:%d.%m.%Y}"} if outcome.date else {}
    for value in sorted(fields.values(), key=len, reverse=True):
        left = left.replace(value.lower().strip("."), "")
    assert set(re.findall(r"[^\s.,;:()]+", left)) <= {"на"}, (printed, left)


SCRAPS = st.sampled_from(
    re.findall(
        r"\S+|\n",
        "выполнено не частично в работе перенесено на до с по май 12.10.2018 31.09 2018 г. "
        "протокол № 3 от приказ ( ) « » : ; , - – . / + ✓ ? 50 % 3 из 5 в связи "
        "болезнью причина срок наступил "
        "исключено только кроме почти будет нет да vypolneno dsgjkytyj done http://a.ru x.docx \n "
        "н е т.к. вып- 10-12 октября неперенесенно нева́жно \u200b",
    )
)
ANY_TEXT = st.one_of(
    texts(), st.text(max_size=200), st.lists(SCRAPS, max_size=25).map(" ".join),
    st.lists(SCRAPS, max_size=25).map("".join),
)  # fmt: skip
PERIODS = st.one_of(
    st.none(),
    st.integers(1990, 2050).map(Period.school_year),
    st.builds(
        lambda day, days: Period.between(day, day + timedelta(days)),
        st.dates(date(1990, 1, 1), date(2050, 1, 1)),
        st.integers(0, 2000),
    ),
)


@given(ANY_TEXT, PERIODS, st.sampled_from(("ru", "en")))
@tries(3000)
def test_nothing_raises_and_words_stay_as_written(text, period, language):
    """Any text is read; what it says stands in it; what is not understood is said."""
    mark = read_mark(text, period, language=language)
    assert mark.text == text
    assert mark == read_mark(text, period, language=language)
    assert mark.moved_to in text
    assert mark.reason in text
    assert all(part in text for part in mark.evidence.split("; "))
    assert all(word in text for word in mark.rest.replace(";", " ").split())
    blank = not re.sub(r"[\s\u200b\u200d\ufeff\ufe0f_]", "", text)
    assert mark.status or mark.problems or blank
    for problem in mark.problems:
        assert re.fullmatch("PLN52[1-9]", problem.code)
        assert problem.text("ru")
        assert problem.text("en")
    day, problems = read_day(text, period, language=language)
    assert day or problems or blank
    status = read_status(text, language=language)
    assert status in (None, read_mark(text, language=language).status)


@given(st.lists(SCRAPS, min_size=1, max_size=12).map(" ".join))
@tries(1500)
def test_no_word_is_lost(text):
    """Dates, links, files and words that say no state stand in a field or in the rest."""
    mark = read_mark(text, Period.school_year(2018), language="ru")
    kept = f"{mark.evidence} {mark.moved_to} {mark.reason} {mark.rest}"
    for number in re.findall(r"\d{2}\.\d{2}\.\d{4}|http\S+|x\.docx|болезнью", text):
        said = mark.date and f"{mark.date:%d.%m.%Y}" == number
        assert said or number in kept, mark


HOSTILE = (
    "1", "а", ".", "-", "(", "()", "«", "«1»", "не ", "выполнено ", "1а", "12 ", "12.10.2018 ",
    "12.10-", "из 10 ", "№ 3 от ", "протокол ", "протокол, ", "перенесено на май ",
    "перенесено на май (", "перенесено на 1, ", "10, ", "не выполнено: из-за болезни, ", "http://",
    "a.", "aaaa.a", "выпол-\n", "н е ", "\u0301", "неперенесно ", "qwертy ", "vypolneno ", "до ",
    "май ", "+", "a-", "\n", "\ud800", "50 % ", "не выполнено (", "только ", "срок не ",
    "12 октября, ", "с 1 по ", "1/2 ", "x.docx ", "в ы п о л н е н о ", "Ъ",
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("scrap", HOSTILE)
def test_work_grows_with_the_length_alone(scrap):
    """Ten thousand characters take about ten times the work of a thousand."""
    read_mark("выполнено", language="ru")
    in_russian = partial(read_mark, language="ru")
    small, large = (calls(in_russian, (scrap * size)[:size]) for size in (1_000, 10_000))
    assert large < 15 * small + 5_000
