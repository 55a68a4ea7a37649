"""What holds for every mark."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import DEADLINES

from plandoc.marks import read_mark
from plandoc.schema.outcome import Outcome, Status
from plandoc.wording import Wording

NUMBERS = st.sampled_from(("3", "12-од", "01-15/234", "5/1", "б/н", "7"))
DATES = st.dates(date(2000, 1, 1), date(2100, 1, 1)).map("{:%d.%m.%Y}".format)
EVIDENCE = {
    "ru": st.one_of(
        st.builds("протокол № {}".format, NUMBERS),
        st.builds("протокол от {} № {}".format, DATES, NUMBERS),
        st.builds("приказ директора от {} г. № {}".format, DATES, NUMBERS),
        st.builds("справка, акт № {}".format, NUMBERS),
        st.builds(
            "письмо в управление № {} от {}, http://school.ru/{}".format, NUMBERS, DATES, NUMBERS
        ),
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
    @settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
