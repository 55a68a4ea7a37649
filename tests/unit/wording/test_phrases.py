"""plandoc.wording.phrases: finished words."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries

from plandoc.errors import PlandocError
from plandoc.marks import read_mark
from plandoc.schema.activity import Activity, Executor, Section
from plandoc.schema.approval import Act, Approval, Minutes, Officer
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.period import Period, YearStyle
from plandoc.schema.plan import Gender, Plan, ShortNames
from plandoc.schema.rows import SectionRow
from plandoc.wording.phrases import (
    _WORD_FIRST,
    NO_BREAK_HYPHEN,
    Wording,
    _numbers,
    _units,
    person_name,
    with_non_breaking,
)
from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.texts import normalised

RU, EN = Wording("ru-RU"), Wording("en-US")


def plan(**changes):
    return Plan(**{"title": "План работы", "period": Period.school_year(2018), **changes})


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Д.В. Борисов", "Д.В.\u00a0Борисов"),
        ("С.В.Белезекина", "С.В.\u00a0Белезекина"),
        ("С. В. Белезекина", "С.В.\u00a0Белезекина"),
        ("Д. Борисов", "Д.\u00a0Борисов"),
        ("А.Б. Римская-Корсакова", f"А.Б.\u00a0Римская{NO_BREAK_HYPHEN}Корсакова"),
        ("Иванов Иван Иванович", "Иванов\u00a0Иван\u00a0Иванович"),
        ("", ""),
    ],
)
def test_names_never_split(written, printed):
    """A name has no place where a line could break, and keeps its words."""
    assert person_name(written) == printed


def test_what_does_not_break_holds_a_sign_that_is_looked_for_first():
    """Most texts hold no digit and no full stop, and then nothing is searched in them."""
    spelled = [one for lang in LANGUAGES for one in words_in(lang).words.written.unbroken]
    assert spelled
    assert all(any(sign in one for sign in (r"\d", r"\.", "№", "«")) for one in spelled)


_SPELLED = sorted({one for lang in LANGUAGES for one in words_in(lang).words.written.unbroken})
_NEAR = st.sampled_from(" -–,.(5АаMк№«»\n") | st.sampled_from(("12", "2018-2019", "д. 3", "May 9"))


@tries(400)
@given(
    st.lists(st.sampled_from(_SPELLED).flatmap(st.from_regex) | _NEAR | st.text(), max_size=6).map(
        "".join
    )
)
def test_what_begins_with_a_digit_is_found_by_that_digit(text):
    """Where nothing begins with a word, the quick pattern finds the same as the whole one."""
    slow = [found.span() for found in _units(digits=True).finditer(text)]
    if not _WORD_FIRST.search(text):
        assert [found.span() for found in _numbers().finditer(text)] == slow


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Директор И.И. Иванов, завуч", "И.И.\u00a0Иванов"),
        ("Озёров М.В. Туманов В.Г.", "Озёров\u00a0М.В."),
        ("Зам. директора по ВР", None),
    ],
)
def test_names_inside_text_are_kept_whole(text, kept):
    """Only surnames with initials are held together; other blanks stay as they are."""
    found = with_non_breaking(text)
    assert found.replace("\u00a0", " ") == text
    assert (kept in found) if kept else found == text


@pytest.mark.parametrize(
    ("period", "phrase"),
    [
        (Period.school_year(2018), "на 2018-2019 учебный год"),
        (Period.school_year(2018, YearStyle.DASH), "на 2018–2019 учебный год"),
        (Period.school_year(2018, YearStyle.SLASH), "на 2018/2019 учебный год"),
        (Period.school_year(2018, YearStyle.SHORT), "на 2018/19 учебный год"),
        (Period.calendar_year(2021), "на 2021 год"),
        (
            Period.model_validate({"first": "2018-09-01", "last": "2018-12-31"}),
            "на период с 1 сентября 2018 г. по 31 декабря 2018 г.",
        ),
    ],
)
def test_a_period_prints_itself(period, phrase):
    """The phrase of the title, in each of the four spellings of a school year."""
    assert RU.period(period).replace("\u00a0", " ") == phrase


def test_the_period_stands_where_the_title_says():
    """`{period}` in the title takes the place of the line below it."""
    held = plan(title="План {period} по охране труда", amended_by=["приказ № 1 от 09.01.2019"])
    twice = plan(title="План на {period} кафедры")
    assert RU.title(twice) == f"План {RU.period(twice.period)} кафедры"
    first, second = RU.title(held).split("\n")
    assert first == f"План {RU.period(held.period)} по охране труда"
    assert second.startswith("(в ред. приказа")


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("План работы", "УТВЕРЖДЕН"),
        ("План-график заседаний", "УТВЕРЖДЕН"),
        ("Программа развития", "УТВЕРЖДЕНА"),
        ("Положение о совете", "УТВЕРЖДЕНО"),
        ("Мероприятия по безопасности", "УТВЕРЖДЕНЫ"),
        ("«План» работы", "УТВЕРЖДЕН"),
    ],
)
def test_approved_agrees_with_the_kind_of_document(title, word):
    """УТВЕРЖДЕН(А, О, Ы) follows the first word of the title."""
    approval = Approval(kind="approve", act=Act(of="директора"))
    assert RU.approval_word(approval, RU.gender(plan(title=title))) == word


def test_an_unknown_gender_is_asked_for_not_guessed():
    """A title that begins with an unknown noun needs `gender`."""
    approval = Approval(kind="approve", act=Act())
    with pytest.raises(PlandocError, match="PLN301"):
        RU.approval_word(approval, RU.gender(plan(title="Хроника года")))
    declared = plan(title="Хроника года", gender=Gender.FEMININE)
    assert RU.approval_word(approval, RU.gender(declared)) == "УТВЕРЖДЕНА"


def test_an_officer_approves_in_the_first_person():
    """With an officer the word is УТВЕРЖДАЮ, whatever the document is."""
    approval = Approval(kind="approve", officer=Officer(post="Директор"))
    assert RU.approval_word(approval, None) == "УТВЕРЖДАЮ"


def test_own_word_is_printed_as_it_is():
    """A word of the author's own is not touched."""
    approval = Approval(kind="own", word="Одобрено", officer=Officer(post="Совет"))
    assert RU.approval_word(approval, None) == "Одобрено"


@pytest.mark.parametrize(
    ("body", "date", "number", "printed"),
    [
        ("на совете\nПротокол № {number} от {date} г.", "30.08.2018", "2",
         ("на совете Протокол № 2 от 30.08.2018 г.",)),
        ("Протокол № {number} от {date}", "« __ » августа 2018 г.", "",
         ("Протокол № ____ от « __ » августа 2018 г.",)),
        ("решением № {number} совета", "30.08.2018", "2",
         ("решением № 2 совета", "протокол от 30.08.2018")),
        ("решением {совета}", None, None, ("решением {совета}",)),
    ],
)  # fmt: skip
def test_date_and_number_stand_where_the_author_puts_them(body, date, number, printed):
    """What has a place in the text is not said again; what has none follows as usual."""
    said = RU.minutes(Minutes(body=body, date=date, number=number), bracketed=False)
    assert tuple(map(normalised, said)) == printed


def test_an_act_has_its_date_and_number_in_the_authors_order():
    """«Приказом директора № 5 от …»: the kind of the act is said before the author's text."""
    act = Act(of="директора\n№ {number} от {date}", date="30.08.2018", number="5")
    assert normalised(" ".join(RU.act(act))) == "приказом директора № 5 от 30.08.2018"
    assert normalised(RU.act_beside_officer(act)) == "Приказ директора № 5 от 30.08.2018"


def test_acts_and_minutes_are_said_in_their_cases():
    """An act stands in the instrumental; minutes stand in brackets after УТВЕРЖДЕН."""
    act = Act(of="директора школы", date="15.04.2015", number="1")
    assert RU.act(act) == ("приказом директора школы", "от 15.04.2015 №\u00a01")
    minutes = Minutes(body="решением совета", date="30.08.2018", number="2")
    assert RU.minutes(minutes, bracketed=True) == (
        "решением совета",
        "(протокол от 30.08.2018 №\u00a02)",
    )


def test_missing_numbers_and_dates_are_left_for_the_pen():
    """A blank number is a line to write on; an absent date is not mentioned."""
    assert RU.act(Act())[1].endswith("№\u00a0____")
    assert RU.act(Act(date=None, number="5"))[1] == "№\u00a05"


def test_the_lead_comes_first_among_several():
    """Whoever leads is named first and marked; a single executor is not marked."""
    lead, other = Executor(name="Завуч", lead=True), Executor(name="Методист")
    assert RU.executors([other, lead], plan()) == "Завуч (отв.),\nМетодист"
    assert RU.executors([lead], plan()) == "Завуч"


def test_short_names_are_expanded_when_asked():
    """A short name that is the whole executor is said in full; inside words it stays."""
    expanding = plan(short_names={"КС": "Совет"}, short_names_shown=ShortNames.EXPANDED)
    said = RU.executors([Executor(name="КС"), Executor(name="Председатель КС")], expanding)
    assert said == "Совет,\nПредседатель КС"


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (None, ""),
        (Outcome(status="done", date="12.10.2018", evidence="протокол № 3"),
         "Выполнено 12.10.2018 (протокол № 3)"),
        (Outcome(status="postponed", moved_to="май 2019 г.", reason="нет помещения"),
         "Перенесено на май 2019 г.: нет помещения"),
        (Outcome(text="вып."), "вып."),
        (Outcome(status="not_done", text="18.03.20"), "Не выполнено\n18.03.20"),
        (Outcome(status="done", date="12.10.2018", text="12.10.2018 выполнено"),
         "Выполнено 12.10.2018"),
        (Outcome(status="done", evidence="протокол № 3", text="Протокол №3."),
         "Выполнено (протокол № 3)"),
        (Outcome(status="done", date="12.10.2018", text="+"), "Выполнено 12.10.2018"),
    ],
)  # fmt: skip
def test_outcomes_are_composed(outcome, said):
    """Every field of an outcome is said, the author's own words last."""
    assert RU.outcome(outcome) == said


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(reason="не проведены два занятия: болезнь", text="Проведены два занятия"),
         ": не проведены два занятия: болезнь\nПроведены два занятия"),
        (Outcome(status="not_done", text="выполнено"), "Не выполнено\nвыполнено"),
        (Outcome(status="done", evidence="акт не подписан", text="подписан акт"),
         "Выполнено (акт не подписан)\nподписан акт"),
        (Outcome(status="done", date="12.10.2018", text="?"), "Выполнено 12.10.2018\n?"),
        (Outcome(status="postponed", moved_to="май", reason="болезнь", text="болезнь?"),
         "Перенесено на май: болезнь\nболезнь?"),
    ],
)  # fmt: skip
def test_words_that_occur_in_a_field_are_not_taken_for_said(outcome, said):
    """Words of the author are printed although each of them, or all in a row, stand in a field."""
    assert RU.outcome(outcome) == said


def test_a_month_heads_its_section():
    """A section of a month is called by it, with its own title behind."""
    row = SectionRow(Section(month=1), (1,), "", "sections[0]")
    assert RU.section_heading(row) == "Январь"
    titled = SectionRow(Section(month=1, title="Профориентация"), (1,), "", "sections[0]")
    assert RU.section_heading(titled) == "Январь. Профориентация"


def test_another_language_says_the_same_in_its_words():
    """English tables serve an English plan."""
    english = plan(title="Work plan", language="en-US")
    assert EN.title(english) == "Work plan\nfor the 2018-2019 school year"
    assert EN.outcome(Outcome(status="done")) == "Done"


@pytest.mark.parametrize(
    ("title", "gender"),
    [
        ("Рабочая программа воспитания", Gender.FEMININE),
        ("Календарный учебный график", Gender.MASCULINE),
        ("Основные мероприятия", Gender.PLURAL),
        ("Комплексный план", Gender.MASCULINE),
        ("Примерное меню", Gender.NEUTER),
        ("Хроника года", None),
    ],
)
def test_adjectives_lead_to_the_gender(title, gender):
    """An adjective before the noun is passed over, and tells where the noun is unknown."""
    assert RU.gender(plan(title=title)) is gender


def test_numbers_bear_one_sign_and_may_be_absent():
    """«№42» is 42; a number that is null is not mentioned."""
    assert RU.act(Act(number="№42", date="30.08.2018"))[1] == "от 30.08.2018 №\u00a042"
    assert RU.act(Act(number=None, date="30.08.2018"))[1] == "от 30.08.2018"
    assert RU.act(Act(of="директора", number=None, date=None)) == ("приказом директора",)
    bare = Minutes(body="решением совета", number=None, date="30.10.2015")
    assert RU.minutes(bare, bracketed=False)[1] == "протокол от 30.10.2015"


@pytest.mark.parametrize(
    ("locale", "act", "case", "named"),
    [
        ("ru-RU", "приказ № 12 от 10.01.2019", "genitive", "приказа от 10.01.2019 № 12"),
        ("ru-RU", "Приказ от 10.01.2019 № 12", "nominative", "приказ от 10.01.2019 № 12"),
        (
            "ru-RU",
            "решение совета колледжа № 3-с от 5 марта 2019 г.",
            "instrumental",
            "решением совета колледжа от 5 марта 2019 г. № 3-с",
        ),
        ("ru-RU", "распоряжение", "genitive", "распоряжения"),
        ("ru-RU", "меморандум № 3", "genitive", None),
        ("ru-RU", "протокол № 3 от 01.02.2019", "genitive", "протокола от 01.02.2019 № 3"),
        (
            "ru-RU",
            "приказы № 1 и № 2 от 01.02.2019",
            "genitive",
            "приказов от 01.02.2019 № 1 и № 2",
        ),
        (
            "ru-RU",
            "приказы № 1 от 09.01.2019 и № 2 от 10.01.2019",
            "genitive",
            "приказов № 1 от 09.01.2019 и № 2 от 10.01.2019",
        ),
        (
            "ru-RU",
            "приказ № 12 от 10.01.2019, протокол от 11.01.2019 № 3",
            "genitive",
            "приказа от 10.01.2019 № 12, протокола от 11.01.2019 № 3",
        ),
        (
            "ru-RU",
            "приказ № 1 от 09.01.2019 и решение совета от 10.01.2019",
            "instrumental",
            "приказом от 09.01.2019 № 1 и решением совета от 10.01.2019",
        ),
        ("ru-RU", "протоколы № 1, № 2 от 10.01.2019", "genitive",
         "протоколов от 10.01.2019 № 1, № 2"),
        ("en-GB", "Order dated 10.01.2019 No. 12", "genitive", "order No. 12 dated 10.01.2019"),
    ],
)  # fmt: skip
def test_an_act_is_named_in_its_case(locale, act, case, named):
    """The kind of an act declines, its date and number stand in the official order."""
    assert Wording(locale).act_named(act, case) == named


def test_several_acts_amend_one_plan():
    """Acts are listed; one that is no act known makes all of them stand as written."""
    wording = Wording("ru-RU")
    assert wording.amended([]) == ""
    two = ["приказ № 1 от 01.02.2019", "распоряжение № 2 от 03.04.2019"]
    assert wording.amended(two) == (
        "(в ред. приказа от 01.02.2019 № 1, распоряжения от 03.04.2019 № 2)"
    )
    assert wording.amended([two[0], "меморандум № 3"]) == (
        "(с изменениями: приказ № 1 от 01.02.2019, меморандум № 3)"
    )


@pytest.mark.parametrize(
    "text",
    [
        "(на 2020 год)",
        "ул. Ленина, д. 3",
        "20 человек",
        "№ 5",
        "каб. 12",
        "1-11 классов",
        "1–11 классов",
        "5 «А» класс",
        "5-е классы",
        "9А класс",
        "15 мин",
        "1 сентября",
        "3 года",
        "1-го мая",
        "2 раза",
        "1 May",
        "June 12",
    ],
)
def test_a_number_never_leaves_its_unit(text):
    """Numbers with units, houses, rooms, classes, days and years in brackets stay on one line.

    A dash between numbers does not end a line either; the text comes back as it was.
    """
    printed = with_non_breaking(text)
    assert " " not in printed.removeprefix("ул. Ленина, ")
    assert "–1" not in printed
    assert normalised(printed) == text


def test_a_bullet_of_word_is_one_that_every_font_has():
    """U+F0B7, which only the font Symbol shows, is printed as a bullet."""
    assert with_non_breaking("\uf0b7 дело") == "• дело"


def test_a_month_is_not_printed_twice():
    """A section of a month whose title is that month prints the author's word alone."""
    section = Section(title="ЯНВАРЬ", month=1)
    row = SectionRow(section, (1,), "", "sections[0]")
    assert RU.section_heading(row) == "ЯНВАРЬ"


def test_notes_stand_under_a_heading():
    """«Примечания:» stands above notes that do not say so themselves."""
    assert RU.notes(plan(notes=["Одно."])) == ["Примечание:", "Одно."]
    assert RU.notes(plan(notes=["Одно.", "Два."])) == ["Примечания:", "Одно.", "Два."]
    assert RU.notes(plan(notes=["Примечание. Одно."])) == ["Примечание. Одно."]
    assert RU.notes(plan()) == []


def test_footnotes_need_no_heading():
    """What an asterisk in the table refers to is no note about the plan."""
    footnotes = ["* по согласованию", "** при наличии средств"]
    assert RU.notes(plan(notes=footnotes)) == footnotes


@pytest.mark.parametrize("typed", [",", ";"])
def test_a_comma_typed_after_an_executor_is_not_doubled(typed):
    """Names copied from a cell keep the commas that they have."""
    assert RU.executors([Executor(name=f"тренер{typed}"), Executor(name="завуч")], plan()) == (
        f"тренер{typed}\nзавуч"
    )


@pytest.mark.parametrize(
    ("body", "date", "printed"),
    [
        ("Протокол № {number} от {date}", "31.08.2021 г.", "Протокол № 1 от 31.08.2021 г."),
        ("Протокол № {number} от {date} г.", "31.08.2021 г.", "Протокол № 1 от 31.08.2021 г."),
        ("№ {number} от {date} года", "17.01.2020 г.", "№ 1 от 17.01.2020 года"),
        ("от {date} главное", "17.01.2020 г.", "от 17.01.2020 г. главное"),
    ],
)
def test_the_year_of_a_date_is_named_once(body: str, date: str, printed: str) -> None:
    """What is typed after the place of a date stands in for the same word in the date."""
    minutes = Minutes.model_validate({"body": body, "date": date, "number": "1"})
    assert Wording("ru-RU").placed(body, minutes).replace("\xa0", " ") == printed


@pytest.mark.parametrize(
    ("language", "act", "said"),
    [
        ("ru", "приказ № 12 от 10.01.2019", "(введён приказом от 10.01.2019 № 12)"),
        ("ru", "протокол № 3 от 01.02.2019", "(введён протоколом от 01.02.2019 № 3)"),
        ("ru", "по поручению главы", "(введён: по поручению главы)"),
        ("ru-BY", "приказ № 12 от 10.01.2019", "(введён: приказ от 10.01.2019 № 12)"),
        ("ru", "", ""),
    ],
)
def test_a_row_says_which_act_added_it(language, act, said):
    """In the instrumental; an act of unknown kind as it is typed."""
    assert Wording(language).introduced(Activity(title="Дело", introduced=act)) == said


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ({"status": "in_progress", "text": "готовится проект"}, "В работе. Готовится проект"),
        ({"status": "in_progress", "text": "В работе, готовится"}, "В работе, готовится"),
        ({"status": "in_progress", "text": "Выполняется"}, "В работе"),
        ({"status": "partly", "text": "Проект вынесен на совет"},
         "Выполнено частично. Проект вынесен на совет"),
        ({"status": "partly", "text": "частично, отчёт заслушан"},
         "Выполнено частично. Отчёт заслушан"),
        ({"status": "removed", "text": "не актуально"}, "Исключено. Не актуально"),
        ({"status": "postponed", "moved_to": "Октябрь 2018", "reason": "карантин"},
         "Перенесено на октябрь 2018 г. Причина: карантин"),
        ({"status": "postponed", "moved_to": "12.10.2018", "reason": "карантин"},
         "Перенесено на 12.10.2018. Причина: карантин"),
        ({"status": "postponed", "moved_to": "май 2019", "reason": "из-за болезни"},
         "Перенесено на май 2019 г. из-за болезни"),
        ({"status": "postponed", "moved_to": "май 2019", "text": "перенести на май 2019"},
         "Перенесено на май 2019 г."),
        ({"moved_to": "май 2019"}, "Перенесено на май 2019 г."),
        ({"status": "not_done", "reason": "нет площадки"}, "Не выполнено. Причина: нет площадки"),
        ({"status": "not_done", "text": "не выполнено, нет площадки"},
         "Не выполнено, нет площадки"),
        ({"status": "not_done", "text": "нет площадки"}, "Не выполнено. Нет площадки"),
        ({"status": "done", "date": "2018-10-12"}, "Выполнено 12.10.2018"),
        ({"status": "done", "date": "2018-10-12", "text": "Выполненно 12.10.2018"},
         "Выполнено 12.10.2018"),
        ({"status": "done", "date": "2018-10-12", "evidence": "акт", "text": "сдали 3 отчёта"},
         "Выполнено 12.10.2018 (акт). Сдали 3 отчёта"),
        ({"status": "done", "text": "Проведено:\n- сбор;\n- выставка"},
         "Выполнено\nПроведено:\n- сбор;\n- выставка"),
        ({"status": "done", "text": "Поручение исполнено в срок"}, "Поручение исполнено в срок"),
        ({"status": "in_progress", "text": "выполняется по мере запросов"},
         "Выполняется по мере запросов"),
        ({"text": "дело идёт"}, "дело идёт"),
    ],
)  # fmt: skip
def test_a_mark_is_a_sentence_in_a_report(outcome, said):
    """The word of the status first and once, then what the author's words add to it."""
    assert Wording("ru").mark(Outcome(**outcome)) == said


def test_a_report_keeps_a_mark_of_one_word_that_says_more_than_its_state():
    """«С опозданием», «не в срок», «без замечаний» are no other words for «выполнено»."""
    words = [*words_in("ru").marks.alone.items(), *words_in("ru").marks.alone_doubtful.items()]
    marks = [one for status, marks in words if status != "unclear" for one in marks]
    lost = []
    for text in marks:
        status = read_mark(text, language="ru").status
        said = Wording("ru").mark(Outcome(status=status, date=date(2018, 10, 12), text=text))
        if len(re.findall("[a-zа-я]", text)) > 1 and text not in said.casefold():
            lost.append(text)
    assert set(lost) == {"true", "истина"}  # what spreadsheets show for a ticked box


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize(
    "text", ["выполнено", "не выполнено", "7", "протокол № 3", "на май", "акт № 31"]
)
def test_a_report_keeps_words_that_say_something_else_than_the_fields(text, status):
    """What the plan's own mark prints of the author's words, a report prints as well.

    Also where they stand in the fields by chance, or say the opposite of them.
    """
    fields = {"date": "2017-10-12", "evidence": "протокол № 31", "moved_to": "май 2019"}
    outcome = Outcome(status=status, text=text, **fields)
    wording, silent = Wording("ru"), outcome.model_copy(update={"text": ""})

    def more(said):
        return said(outcome).lower().count(text) > said(silent).lower().count(text)

    assert more(wording.mark) == more(wording.outcome)
    assert more(wording.mark) or text.endswith("выполнено")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("II полугодие 2018-2019", "на II полугодие 2018-2019 учебного года"),
        ("1 полугодие 2018/2019", "на 1 полугодие 2018/2019 учебного года"),
        ("I квартал 2020", "на I квартал 2020 года"),
        ("2016–2019 годы", "на 2016–2019 годы"),
    ],
)
def test_a_part_of_a_school_year_is_of_that_year(words, printed):
    """Two years after a half-year are one school year."""
    assert Period.model_validate(words).printed("ru") == printed
