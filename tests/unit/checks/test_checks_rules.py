"""plandoc.checks: where each rule stops, and where it would be a nuisance."""

from typing import Any

import pytest
from support.checked import activity, plan
from support.problems import codes

from plandoc.checks import check
from plandoc.checks.groups import grouped
from plandoc.schema.columns import STANDARD_COLUMNS


def told(*activities: dict[str, Any], **parts: Any) -> list[str]:
    given = {"activities": activities} if activities or "sections" in parts else {}
    return codes(check(plan(**given, **parts)))


def officer(kind: str = "approve", **parts: Any) -> dict[str, Any]:
    basis = {"post": "Директор", "name": "А.В. Тишина", "date": "30.08.2018", **parts}
    return {"kind": kind, "officer": basis}


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        ("Сентябрь 2018 (на 2020 год)", []),
        ("Сентябрь 2018 – август 2019", []),
        ("Август", []),  # opens the plan: preparation
        ("Август 2018", ["PLN302"]),
        ("Июль 2018", ["PLN302"]),
        ("до 1 сентября 2018 г.", []),
        ("Октябрь 2017", ["PLN204"]),  # said once, not also as outside the period
        ("В течение года", []),
        ("по согласо-\nванию", []),
        ("по отдельному плану", []),
        ("единый день", ["PLN307"]),
        ("уточняется", ["PLN307"]),
        ("по назначению", []),
        ("По требованию", []),
        ("по вызову", []),
        ("-", ["PLN402"]),
        ("", ["PLN402"]),
        ("15 октября 2018 г., понедельник", []),
        ("15 октября 2018 г., вторник", ["PLN305"]),
        ("вторник, 15 октября", ["PLN305"]),
    ],
)
def test_deadlines(deadline: str, expected: list[str]) -> None:
    """Each deadline yields just these remarks in a plan for 2018-2019."""
    assert told(activity(deadline=deadline)) == expected


@pytest.mark.parametrize(
    ("month", "deadline", "expected"),
    [
        (12, "5", []),
        (12, "ноябрь – январь", []),
        (12, "до 5 декабря", []),
        (12, "в течение года", []),
        (12, "5 ноября", ["PLN306"]),
        (12, "28 ноября", []),  # in preparation
        (1, "ноябрь – декабрь", ["PLN306"]),
    ],
)
def test_month_sections(month: int, deadline: str, expected: list[str]) -> None:
    """Under a month a deadline has to touch it."""
    section = {"month": month, "activities": [activity(deadline=deadline)]}
    assert told(sections=[section]) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Разработка стратегии до 2024 года", []),
        ("Разработка графика на 2018-2019 учебный год", []),
        ("Разработка графика на 2019-2020 учебный год", []),
        ("Разработка графика на 2017-2018 учебный год", ["PLN404"]),
        ("Разработка графика на 2017/18 уч. г.", ["PLN404"]),
        ("Итоги 2013-2014 учебного года", ["PLN404"]),
        ("Итоги 2017-2018 учебного года", []),
        ("Открытие летнего лагеря -2015", ["PLN404"]),
        ("Конкурс «Юность – 2018»", []),
        ("Утверждение сметы на 2017 год", ["PLN404"]),
        ("Отчёт за 2017 год", []),
        ("Анализ итогов 2017-2018 учебного года", []),
        ("Исполнение закона от 29.12.2016 № 273-ФЗ", []),
        ("Программа «Образование» на 2016-2020 годы", []),
        ("Беседа о событиях в 1941 году", []),
        ("Требования ГОСТ Р 7.0.97-2016", []),
        ("Конкурс для родившихся в 2012 году", []),
        ("Подшивка приказов на 2017/16", []),  # no span of years
    ],
)
def test_years_in_texts(title: str, expected: list[str]) -> None:
    """A past year is stale where it plans, not where it looks back, cites or lasts."""
    assert told(activity(title=title)) == expected


def test_years_in_titles_of_sections() -> None:
    """A section of last year is seen as well."""
    section = {"title": "Набор на 2017-2018 учебный год", "activities": [activity()]}
    assert told(sections=[section]) == ["PLN404"]


@pytest.mark.parametrize(
    ("title", "parts", "expected"),
    [
        ("План на 2018-2019 учебный год", {}, ["PLN332"]),
        ("План на 2018-2019 учебный год", {"period_in_title": False}, []),
        ("План на 2017-2018 учебный год", {}, ["PLN331"]),
        ("План на 2019 год", {"period": "2018 год"}, ["PLN331"]),
        ("План на 2016-2020 годы", {}, []),
        ("План реализации программы до 2024 года", {}, []),
        ("План работы МБОУ СОШ № 5 пос. Лесной 2018-2019 уч. г.", {}, []),
        ("План работы школы г.", {}, []),
        ("План работы…", {}, []),
        ("План работы.", {}, ["PLN333"]),
    ],
)
def test_titles(title: str, parts: dict[str, Any], expected: list[str]) -> None:
    """The title names this period, once, without a full stop."""
    assert told(title=title, **parts) == expected


@pytest.mark.parametrize(
    ("approvals", "expected"),
    [
        ([officer()], []),
        ([officer("agree"), officer(name="С.В. Лозин")], []),  # one day is fine
        ([officer("agree", date="« __ » _____ 2018 г."), officer()], []),
        ([officer("agree", date="31.08.2018"), officer()], ["PLN312"]),
        ([officer("consider", date="31.08.2018"), officer()], ["PLN312"]),
        ([officer(date="01.09.2018")], []),
        ([officer(date="« __ » сентября 2018 г.")], []),
        ([officer(date="02.09.2018")], ["PLN313"]),
        ([officer(date="02.09.2019")], ["PLN322"]),
        ([officer(date="30.08.2017")], ["PLN322"]),
        ([officer(date="« __ » _____ 20__ г.")], []),
        ([officer("agree")], ["PLN320"]),
        ([officer("adopt")], []),
        ([{**officer("own"), "word": "УТВЕРЖДЕНО"}], ["PLN318"]),
        ([{**officer("own"), "word": "«УТВЕРЖДЕН»"}], []),  # the author's style
        ([{**officer("own"), "word": "У Т В Е Р Ж Д Е Н"}], ["PLN319"]),
        ([{**officer("own", date="01.09.2018"), "word": "Согласовано:"},
          {**officer("own", name="С.В. Лозин", date="02.09.2018"), "word": "Утверждаю:"}],
         ["PLN313"]),
        ([officer(post="/ Директор")], ["PLN311"]),
        ([officer(post="Заместитель директора")], []),
        ([officer(post="И.о. директора")], []),
        ([officer(name="Тишина А. В.")], ["PLN321"]),
        ([officer(name="")], []),
        ([officer(name=""), officer(name="")], []),  # left for the pen
        ([officer(), officer(name="А. В. Тишина")], ["PLN317"]),
        ([officer("agree"), officer()], []),  # one person may agree and approve
        ([{"kind": "approve", "act": {"date": "30.08.2018", "number": "5"}}], []),
        ([{"kind": "approve", "act": {"date": "30.08.2018"}}], ["PLN315"]),
        ([{"kind": "approve", "act": {"number": "5"}}], ["PLN315"]),
        ([{"kind": "approve", "act": {"date": None, "number": "5"}}], ["PLN315"]),
        ([{"kind": "approve", "minutes": {"body": "совета", "date": "30.08.2018"}}], ["PLN315"]),
        (
            [
                {"kind": "approve",
                 "minutes": {"body": "совета", "date": "30.08.2018", "number": None}}
            ],
            [],
        ),
        ([{**officer("agree"), "minutes": {"body": "Совет", "date": "1.08.2018", "number": "1"}},
          officer(name="С.В. Лозин")], []),
    ],
)  # fmt: skip
def test_approvals(approvals: list[dict[str, Any]], expected: list[str]) -> None:
    """Each set of approvals yields just these remarks; what is left for the pen yields none."""
    assert sorted(told(approvals=approvals)) == expected


def test_signatures_are_read_like_approvals() -> None:
    """«За» before a post and a surname before its initials are seen in signatures too."""
    signature = {"post": "За методиста", "name": "Зимина О.И."}
    assert told(signatures=[signature]) == ["PLN311", "PLN321"]


def test_declared_gender_contradicts_the_noun() -> None:
    """«План» declared neuter would be УТВЕРЖДЕНО."""
    approval = {"kind": "approve", "act": {"date": "30.08.2018", "number": "5"}}
    assert told(gender="neuter", approvals=[approval]) == ["PLN318"]
    assert told(gender="neuter", approvals=[officer()]) == []


def test_preparation_is_not_late() -> None:
    """What was due in August does not count as passed before an approval of 1 September."""
    august = activity(deadline="Август 2018")
    assert told(august, approvals=[officer(date="05.09.2018")]) == ["PLN313", "PLN302"]
    september = activity(deadline="до 3 сентября 2018 г.")
    assert told(september, approvals=[officer(date="05.09.2018")]) == ["PLN314"]
    many = [activity(title=f"Беседа {n}", deadline="03.09.2018") for n in "абвгдежз"]
    assert told(*many, approvals=[officer(date="05.09.2018")]) == ["PLN314"]


def test_what_a_row_lacks() -> None:
    """A missing executor, deadline or result is told, except where the column is not there."""
    bare = {"title": "Беседа"}
    full = activity()
    assert told(bare, full) == ["PLN401", "PLN402", "PLN403"]
    assert told(bare, {"title": "Семинар"}, columns=["number", "title"]) == []


def test_a_removed_activity_lacks_nothing() -> None:
    """A removed activity keeps its place without executor, deadline or result."""
    removed = {"title": "Беседа", "outcome": {"status": "removed", "reason": "Приказ № 5"}}
    assert told(removed, activity()) == []


def test_an_empty_column_is_told_once() -> None:
    """A column that nobody fills yields one remark, not one per row."""
    rows = [activity(title=f"Беседа {n}", expected_result="") for n in "абв"]
    assert told(*rows) == ["PLN334"]


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("Повышение качества", ["PLN405"]),
        ("Повышение доли сдавших до 80 %", []),
        ("Развитие базы данных", []),
        ("Формирование банка программ", []),
        ("Прогноз потребности", []),
        ("Отчет о повышении качества", []),
    ],
)
def test_results(result: str, expected: list[str]) -> None:
    """A wish is no result, unless a thing or a figure stands beside it."""
    assert told(activity(expected_result=result)) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Содействии реализации", ["PLN406"]),
        ("- Проведении бесед", ["PLN406"]),
        ("Содействие реализации", []),
        ("Заседания совета", []),
        ("Организации района: обход", []),
        ("Совет «Наставник» и Wi-Fi в классах", []),
        ("Совeт наставников", ["PLN407"]),
        ("IТ-куб", []),  # I has no Russian twin: a name
        ("ООО «Компания «Ромашка»", []),
        ("Беседа «Права» и «Долг", ["PLN408"]),
        ("Беседа Права»", ["PLN408"]),
        ("Конкурс «»", ["PLN410"]),
        ("Конкурс « »", ["PLN410"]),
        ("«А «Б» В»", []),
        ("1) беседа 2) лекция", []),
    ],
)
def test_words_of_a_title(title: str, expected: list[str]) -> None:
    """Case, alphabet and quotes of a title yield just these remarks."""
    assert told(activity(title=title)) == expected


LONG = "Проведение мониторинга качества подготовки наставников кластера"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({}, {}, ["PLN411"]),
        ({}, {"title": "ЗАСЕДАНИЕ  совета."}, ["PLN411"]),
        ({}, {"deadline": "Октябрь 2018 г."}, ["PLN411"]),
        ({}, {"deadline": "Март 2019"}, []),
        ({}, {"deadline": "В течение года"}, ["PLN411"]),
        ({"deadline": "по плану"}, {"deadline": "по графику"}, []),
        ({"title": LONG}, {"title": LONG.replace("качества", "качеством")}, ["PLN412"]),
        ({"title": LONG}, {"title": LONG.replace("кластера", "")}, []),
        ({"title": LONG + " 1 класса"}, {"title": LONG + " 2 класса"}, []),
        ({"title": LONG}, {"title": "Мониторинга качества проведение подготовки наставников "
                                    "для кластера"}, ["PLN412"]),
    ],
)  # fmt: skip
def test_repeats(one: dict[str, Any], other: dict[str, Any], expected: list[str]) -> None:
    """The same words at the same time repeat; another time, number or word does not."""
    assert told(activity(**one), activity(**other)) == expected


def test_the_same_slip_in_one_cell_is_told_once() -> None:
    """A date that stands in a cell three times with last year's year yields one remark."""
    assert told(activity(deadline="до 10.09.17 г.\nдо 10.09.17 г.\nдо 10.09.17 г.")) == ["PLN204"]


def test_one_talk_for_two_audiences() -> None:
    """In two sections the same words are a repeat only on the same day by the same people."""

    def twice(*rows: dict[str, Any]) -> list[str]:
        names = ("Младшие", "Старшие")
        return told(
            sections=[{"title": t, "activities": [r]} for t, r in zip(names, rows, strict=True)]
        )

    dated = activity(deadline="15.10.2018")
    assert twice(activity(), activity()) == []  # in the same month
    assert twice(dated, activity(deadline="15.10.2018", executors="Куратор")) == []
    assert twice(dated, dated) == ["PLN411"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Зам. директора по УВР", "Заместитель директора по УВР", ["PLN421"]),
        ("Зам.директора поУВР", "зам. директора по УВР", ["PLN421"]),
        ("😀", "★", ["PLN401", "PLN401"]),  # signs alone are no spelling of each other
        ("Соц. педагог", "Социальный педагог", ["PLN421"]),
        ("Социальный педагог", "Социалный педагог", ["PLN421"]),
        ("Лебяжьева С.А.", "С.А. Лебяжьева", ["PLN421"]),
        ("Директор", "директор", []),
        ("Директор", "Директор.", []),
        ("инструктора по спорту", "инструкторы по спорту", ["PLN421"]),
        ("Воспитатель", "Воспитатели", []),
        ("Классный руководитель", "Классные руководители", []),
        ("Учитель 1 класса", "Учитель 2 класса", []),
        ("Иванов И.И.", "Иванова И.И.", []),
        ("Е.В. Зимин", "Е.С. Зимин", []),
        ("Зам. директора по УВР", "Зам. директора по ВР", []),
    ],
)
def test_spellings_of_executors(first: str, second: str, expected: list[str]) -> None:
    """Another spelling of one executor is told; another executor is not."""
    assert told(activity(executors=first), activity(title="Отчёт", executors=second)) == expected


def test_a_recommended_spelling_stands_on_one_line() -> None:
    """What to write has neither the line break of a cell nor a point typed twice."""
    rows = [activity(title=f"Дело {n}", executors="психолог\nЗимин Е.В..") for n in range(3)]
    rows.append(activity(title="Отчёт", executors="Психолог -\nЗимин Е.В."))
    (found,) = (problem for problem in check(plan(*rows)) if problem.code == "PLN421")
    names = {"name": "Психолог - Зимин Е.В.", "usual": "психолог Зимин Е.В."}
    assert found.values == names


def test_short_and_full_name_are_two_spellings() -> None:
    """A declared short name and its full form name one executor."""
    rows = activity(executors="КС"), activity(title="Отчёт", executors="Координационный совет")
    assert told(*rows, short_names={"КС": "Координационный совет"}) == ["PLN421"]


@pytest.mark.parametrize(
    ("executors", "expected"),
    [
        ("Директор, секретарь", ["PLN422"]),
        ("Директор / зам. директора", ["PLN422"]),
        ("Заместитель директора по учебной, воспитательной работе", []),
        ("Управление образования, культуры и спорта", []),
        ("Учителя 1, 2 классов", []),
        ("Е.А. Снегова, старший воспитатель", []),
        ("Директор (завуч, секретарь)", []),
        (["Директор", "директор"], ["PLN424"]),
        (["Директор", "Секретарь"], []),
        ("Конкурс рисунков", ["PLN429"]),
        ("Беседа о правах", ["PLN429"]),
        ("Конкурсная комиссия", []),
        ("Концертный отдел", []),
        ("Организатор конкурса", []),
        ([{"name": "Директор", "lead": True}, {"name": "Завуч", "lead": True}], ["PLN425"]),
        ("Председатель КС", ["PLN427"]),
        ("СОВЕТ ОБУЧАЮЩИХСЯ КС", []),
        ("Секция IV", []),
        ("Инспектор ГИБДД", []),
    ],
)
def test_executors_of_a_row(executors: Any, expected: list[str]) -> None:
    """Lists in one line, repeats, several leads and unknown short names are told."""
    assert told(activity(executors=executors)) == expected


def test_supervisor_is_somebody_else() -> None:
    """The only executor cannot oversee himself; one of several can."""
    columns = ["title", "executors", "supervisor", "deadline", "expected_result"]
    one = activity(executors="Директор", supervisor="директор")
    assert told(one, columns=columns) == ["PLN423"]
    several = activity(executors=["Директор", "Завуч"], supervisor="Директор")
    assert told(several, columns=columns) == []


def test_short_name_in_any_text_is_used() -> None:
    """A short name counts as used wherever it stands as a word of its own."""
    assert told(activity(expected_result="Протокол КС"), short_names={"КС": "Совет"}) == []
    assert told(activity(expected_result="Протокол КСО"), short_names={"КС": "Совет"}) == ["PLN428"]


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ({"notes": ["* КС – Координационный совет"]}, []),
        ({"notes": ["Члены КС – добровольцы"]}, ["PLN427"]),
        ({"blocks": ["title", "table", {"text": "КС: координационный совет"}]}, []),
        ({"title": "План Координационного совета (далее – КС)"}, []),
        ({"title": "План (далее – план) КС"}, ["PLN427"]),
    ],
)
def test_a_plan_explains_abbreviations_in_its_texts(around: Any, expected: list[str]) -> None:
    """«(далее – КС)» explains anywhere, «КС – …» at the beginning of a note or of a text."""
    assert told(activity(executors="Председатель КС"), **around) == expected


def test_an_even_load_is_no_overload() -> None:
    """Eleven activities a month, each month, are this executor's work; eleven in one are a peak."""
    months = ["Октябрь 2018", "Ноябрь 2018", "Декабрь 2018", "Январь 2019", "Февраль 2019",
              "Март 2019", "Апрель 2019", "Май 2019"]  # fmt: skip
    even = [
        activity(title=f"Беседа № {n} {month}", deadline=month)
        for month in months
        for n in range(11)
    ]
    assert told(*even) == []
    assert told(*even[:11]) == ["PLN426"]
    yearly = [activity(title=f"Беседа № {n}", deadline="В течение года") for n in range(30)]
    assert told(*yearly) == []


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["1.", "2.", "3."], []),
        (["1", "1.1", "1.2", "2"], []),
        (["1.", "3."], ["PLN431"]),
        (["1.", "2.", "2."], ["PLN432"]),
        (["1.", "2.", "1.", "2.", "3."], ["PLN432"]),  # counted anew, said once
        (["2.1", "2.2", "2.4"], ["PLN431"]),
        (["1.", "2", "3."], ["PLN433"]),
        (["12а", "12б"], []),
        ([".1", "2.", "3."], ["PLN433"]),
        (["1.", "", "3."], ["PLN431"]),  # plandoc would print 2. as it counts: 1.2.
        (["1.1.", "", "1.3."], []),
        (["", "2.", "3."], ["PLN431"]),
        (["", "", "", "2.", "3."], ["PLN431"]),
    ],
)
def test_pinned_numbers(numbers: list[str], expected: list[str]) -> None:
    """Gaps, repeats and mixed dots of numbers that the author typed are told."""
    rows = [activity(title=f"Беседа {i}", number=number) for i, number in enumerate(numbers)]
    assert told(sections=[{"title": "Беседы", "activities": rows}]) == expected


def test_counted_and_pinned_sections_stand_together() -> None:
    """A section that plandoc counts is in order beside one that the author numbered."""
    counted = {"title": "Один", "activities": [activity(title="Беседа")]}
    pinned = {"title": "Два", "activities": [activity(number="7.")]}
    assert told(sections=[counted, pinned]) == ["PLN431"]
    assert told(sections=[counted, {**pinned, "activities": [activity(number="1.")]}]) == []


def test_numbers_may_begin_anew_in_a_section() -> None:
    """Numbers that run on and numbers that start again are both in order."""

    def section(title: str, *numbers: str) -> dict[str, Any]:
        rows = [activity(title=f"{title} {n}", number=n) for n in numbers]
        return {"title": title, "activities": rows}

    assert told(sections=[section("Один", "1", "2"), section("Два", "1", "2")]) == []
    assert told(sections=[section("Один", "1", "2"), section("Два", "3", "4")]) == []
    assert told(sections=[section("Один", "1", "2"), section("Два", "4")]) == ["PLN431"]


def test_labels_of_sections() -> None:
    """VI instead of IV and a repeated VI are seen among labels that the author typed."""

    def labelled(*labels: str) -> list[str]:
        sections = [
            {"title": f"Раздел {n}", "label": label, "activities": [activity(title=f"Беседа {n}")]}
            for n, label in enumerate(labels)
        ]
        return told(sections=sections)

    assert labelled("I.", "II.", "III.") == []
    assert labelled("I.", "II.", "VI.") == ["PLN431"]
    assert labelled("I.", "II.", "II.") == ["PLN432"]
    assert labelled("Цель.", "Направление.") == []


def test_only_the_uppermost_empty_section_is_told() -> None:
    """A branch without activities yields one remark; a section with a filled one below, none."""
    empty = {"title": "Пусто", "sections": [{"title": "Тоже"}]}
    filled = {"title": "Полно", "sections": [{"title": "Да", "activities": [activity()]}]}
    assert told(sections=[empty, filled]) == ["PLN434"]


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ({"status": "done", "date": "12.10.2018", "evidence": "Протокол № 3"}, []),
        ({"status": "done", "text": "Выполнено 12.10.2018, протокол № 3"}, []),
        ({"status": "done", "text": "Выполнено"}, ["PLN501", "PLN502"]),
        ({"status": "done", "text": "Проведено"}, ["PLN501"]),
        ({"status": "postponed", "text": "На ноябрь"}, ["PLN503"]),
        ({"status": "postponed", "moved_to": "-"}, ["PLN503"]),
        ({"status": "postponed", "moved_to": "октябрь 2019"}, []),
        ({"status": "postponed", "moved_to": "10 октября 2018 г."}, ["PLN507"]),
        ({"status": "not_done", "text": "Не выполнено"}, ["PLN504"]),
        ({"status": "not_done", "text": "Не выполнено: карантин"}, []),
        ({"status": "not_done", "text": "Выполнено", "reason": "Карантин"}, ["PLN510"]),
        ({"status": "in_progress"}, []),
        ({"status": "done", "date": "30.08.2018", "evidence": "Акт"}, ["PLN505"]),
        ({"status": "done", "date": "30.09.2019", "evidence": "Акт"}, []),  # late, not a slip
        ({"text": "Выполнено"}, []),  # collect reads it
        ({"text": "Ссылка на сайте"}, ["PLN512"]),
        ({"text": "Проведено 12.10.2016"}, ["PLN505"]),
        ({"text": "Проведено 12.10.2028"}, ["PLN506"]),
        ({"status": "done", "text": "Мероприятие не состоялось", "date": "12.10.2018"}, ["PLN510"]),
        ({}, []),
    ],
)
def test_outcomes(outcome: dict[str, Any], expected: list[str]) -> None:
    """Each mark yields just these remarks."""
    assert told(activity(outcome=outcome)) == expected


def test_done_early_when_due_early() -> None:
    """What was due in August may be done in August."""
    done = {"status": "done", "date": "28.08.2018", "evidence": "График"}
    assert told(activity(deadline="Август 2018", outcome=done)) == ["PLN302"]


def test_same_work_under_other_months_and_groups() -> None:
    """What recurs under other months or groups without days of its own is no repeat."""
    for deadline in ("В течение года", "по плану", "ежемесячно"):
        parts = [
            {"title": title, "activities": [activity(deadline=deadline)]}
            for title in ("1 курс", "2 курс")
        ]
        assert told(sections=parts) == []
    months = [{"month": month, "activities": [activity(deadline="15")]} for month in (10, 11)]
    assert told(sections=months) == []


@pytest.mark.parametrize("hours", ["14.00-14.10", "в 15.00", "14:30", "с 9:00 до 12 час."])
def test_hours_in_a_plan_of_one_day(hours: str) -> None:
    """In a plan of one day the hours are deadlines; in a year they name no day."""
    day = {"first": "2018-11-20", "last": "2018-11-20"}
    assert told(activity(deadline=hours), period=day) == []
    assert told(activity(deadline=hours)) == ["PLN307"]


@pytest.mark.parametrize("deadline", ["3-я неделя", "15", "2 декада"])
def test_days_in_a_plan_of_one_month(deadline: str) -> None:
    """In a plan of one month a day or a week needs no month."""
    month = {"first": "2018-11-01", "last": "2018-11-30"}
    assert told(activity(deadline=deadline), period=month) == []
    assert told(activity(deadline=deadline)) == ["PLN211"]


def test_one_post_for_several_items_of_a_row() -> None:
    """In a row of several items or deadlines a post may be named for each."""
    names = ["Директор", "Завуч", "Директор"]
    assert told(activity(title="Проверка:\nпланов\nпрограмм", executors=names)) == []
    assert told(activity(deadline="Октябрь 2018\nНоябрь 2018", executors=names)) == []


def test_result_column_merged_or_blank_in_a_section() -> None:
    """A merged cell is remarked on once; a section without results is meant so."""
    columns = ["title", "executors", "deadline", {"key": "expected_result", "merge": True}]
    vague = [activity(title=title, expected_result="Повышение качества") for title in "АБВ"]
    blank = [activity(title=title, expected_result="") for title in "ГДЕ"]
    assert told(*vague, columns=columns) == ["PLN405"]
    assert told(activity(), *blank, columns=columns) == ["PLN403"]
    parts = [{"title": "Один", "activities": vague[:1]}, {"title": "Два", "activities": blank}]
    assert told(sections=parts) == ["PLN405"]


def test_a_number_with_a_letter_has_the_place_of_a_number() -> None:
    """«3а» among computed numbers is no slip, and neither is what follows it."""
    rows = [activity(title=f"Дело номер {n}") for n in range(4)]
    rows[2] |= {"number": "3а"}
    assert told(*rows) == []
    rows[2] |= {"number": "7."}
    assert told(*rows)[:1] == ["PLN431"]


def test_an_activity_without_a_title() -> None:
    """A row to be filled in by hand is told, once; what is missing beside it is not."""
    assert told(activity(title="")) == ["PLN413"]
    assert told(activity(title="", deadline=None, executors=())) == ["PLN413"]


@pytest.mark.parametrize("text", ["Секретарь совета", "секретарь совета."])
def test_result_that_repeats_the_executor(text: str) -> None:
    """A result equal to the executor stands in the wrong column."""
    assert told(activity(expected_result=text)) == ["PLN409"]


@pytest.mark.parametrize(
    ("slip", "right"),
    [("Социалный педагог", "Социальный педагог"), ("Зам директора", "Зам. директора"),
     ("Зам. директора поУВР", "Зам. директора по УВР"), ("педагог - психолог", "педагог-психолог")],
)  # fmt: skip
def test_remedy_takes_the_right_spelling(slip: str, right: str) -> None:
    """The right spelling is proposed even if the wrong one is more frequent."""
    rows = [activity(title=title, executors=slip) for title in ("Акт", "Бал", "Вечер")]
    (found,) = check(plan(*rows, activity(title="Газета", executors=right)))
    assert (found.values["name"], found.values["usual"]) == (slip, right)


def test_remedy_has_no_stray_stop() -> None:
    """The spelling that is proposed ends without a stop; that of initials stays."""
    rows = (
        activity(executors="Зам. директора по ВР."),
        activity(title="Б", executors="зам директора по ВР"),
    )
    (found,) = check(plan(*rows))
    assert found.values["usual"] == "Зам. директора по ВР"
    rows = activity(executors="С.А. Лебяжьева"), activity(title="Б", executors="Лебяжьева С.А.")
    (found,) = check(plan(*rows, activity(title="В", executors="Лебяжьева С.А.")))
    assert found.values["usual"] == "Лебяжьева С.А."


def test_numbers_that_run_through_sections() -> None:
    """The last part of a dotted number may run on through the sections; a gap is told."""

    def numbered(*sections: tuple[str, ...]) -> list[str]:
        return told(sections=[
            {"title": f"Раздел {sections.index(numbers)}",
             "activities": [activity(title=f"Дело {n}", number=n) for n in numbers]}
            for numbers in sections
        ])  # fmt: skip

    assert numbered(("1.1", "1.2"), ("2.3", "2.4"), ("3.5",)) == []
    assert numbered(("1.1", "1.2"), ("2.4", "2.5")) == ["PLN431"]


def test_a_word_disagrees_with_the_noun_of_the_title() -> None:
    """«ГОДОВОЙ ПЛАН» is a plan: the remark names the noun, not the adjective before it."""
    approval = {**officer("own"), "word": "УТВЕРЖДЕНО"}
    (found,) = check(plan(activity(), title="ГОДОВОЙ ПЛАН работы", approvals=[approval]))
    assert found.values["kind"] == "ПЛАН"


@pytest.mark.parametrize(("basis", "expected"), [("act", []), ("minutes", ["PLN316"])])
def test_officer_with_order(basis: str, expected: list[str]) -> None:
    """An officer's own order below his signature is common; minutes have a stamp of their own."""
    body = {"body": "педагогического совета"} if basis == "minutes" else {}
    words = {basis: {"number": "1", "date": "30.08.2018", **body}}
    assert told(approvals=[{**officer(), **words}]) == expected


def test_a_remark_names_what_an_act_lacks_and_a_repeat_by_number_or_title() -> None:
    """Never what is there, nor an id that nobody sees on paper."""
    act = {"kind": "approve", "act": {"date": "30.08.2018"}}
    (found,) = check(plan(activity(), approvals=[act]))
    assert found.values == {"missing": "number"}
    twins = [activity(numbered=False), activity(numbered=False)]
    for rows, name in ((twins, f"«{twins[0]['title']}»"), ([activity(), activity()], "1")):
        (found,) = check(plan(*rows))
        assert (found.code, found.values["other"]) == ("PLN411", name)


def test_remarks_with_one_cause_are_grouped() -> None:
    """Three and more remarks with one cause form a group; two stay apart; none is lost."""
    stale = [activity(title=title, deadline=f"до {day}.10.2017")
             for title, day in zip("АБВ", (10, 11, 12), strict=True)]  # fmt: skip
    found = check(
        plan(*stale, activity(title="Г", executors=[]), activity(title="Д", executors=[]))
    )
    groups = grouped(found)
    sizes = [(group.first.code, 1 + len(group.others)) for group in groups]
    assert sizes == [("PLN204", 3), ("PLN401", 1), ("PLN401", 1)]
    assert sorted(map(str, found)) == sorted(
        str(one) for g in groups for one in (g.first, *g.others)
    )


def test_cells_of_a_table_with_columns_of_its_own() -> None:
    """A table without a column has no empty cells in it; an empty column is told once a table."""
    bare = [{"title": title, "executors": "Завуч"} for title in ("Акт", "Бал", "Вечер")]
    two = {"table": {"columns": ["title", "executors"], "activities": bare}}
    assert told(activity(), blocks=["title", "table", two]) == []
    two = {"table": {"columns": ["title", "executors", "deadline"], "activities": bare}}
    (found,) = check(plan(activity(), blocks=["title", "table", two]))
    assert (found.code, str(found.place.path)) == ("PLN334", "blocks[2].table.columns[2]")
    dashes = [activity(title=title, deadline="-") for title in ("Акт", "Бал", "Вечер")]
    assert told(*dashes) == ["PLN334"]


def test_an_activity_and_its_parts_fill_cells_for_each_other() -> None:
    """Parts without an executor have that of the whole, a whole without one those of its parts."""
    bare = {"title": "Сбор"}
    whole = activity(title="Праздник", parts=[bare, {**bare, "title": "Парад"}])
    assert told(whole) == []
    parts = [activity(title="Сбор"), activity(title="Парад")]
    assert told({"title": "Праздник", "parts": parts}) == []
    assert min(told({"title": "Праздник", "parts": [bare]})) == "PLN401"
    found = check(plan({"title": "Праздник", "parts": [activity(title="Сбор"), bare]}))
    places = {str(one.place.path).rpartition(".")[0] for one in found if one.code == "PLN401"}
    assert places == {"activities[0].parts[1]"}


def test_what_a_part_takes_from_its_whole_is_judged_with_it() -> None:
    """Nobody supervises himself through his whole; a new deadline is not before the whole's."""
    part = {"title": "Сбор", "executors": ["Завуч"]}
    whole = activity(title="Праздник", supervisor="Завуч", parts=[part])
    columns = ["title", "executors", "supervisor", "deadline", "expected_result"]
    assert told(whole, columns=columns) == ["PLN423"]
    moved = {"status": "postponed", "moved_to": "10.09.2018"}
    whole = activity(title="Праздник", deadline="20.10.2018", parts=[part | {"outcome": moved}])
    assert told(whole) == ["PLN507"]


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [("3-я неделя", []), ("ноябрь", []), ("еженедельно", []), ("5-я неделя", ["PLN302"]),
     ("декабрь", ["PLN302"]), ("ноябрь 2018 г.", ["PLN302"])],
)  # fmt: skip
def test_a_day_lies_in_its_week_and_month(deadline: str, expected: list[str]) -> None:
    """A deadline around the one day of a plan is not outside of it, unless it names the year."""
    assert told(activity(deadline=deadline), period="20 ноября 2018 г.") == expected


@pytest.mark.parametrize(
    ("deadlines", "expected"),
    [
        (["01.03.2019", "02.03.2019", "03.05.2019", "06.03.2019"], ["PLN323"]),
        (["март", "апрель", "ноябрь", "апрель", "апрель"], []),  # in no order
        (["апрель", "апрель", "ноябрь", "апрель", "апрель"], ["PLN323"]),
        (["01.03.2019", "02.03.2019", "05.03.2019", "06.03.2019"], []),
        (["март", "март", "апрель", "апрель"], []),
        (["март", "май", "март"], []),  # too few witnesses
        (["01.03.2019", "02.03.2019", "03.05.2019"], []),  # the last row
        (["сентябрь", "ноябрь", "январь", "март", "май"], []),  # a plan in order
        (["март", "март", "май", "май", "март", "март"], []),  # not alone
        (["март", "в течение года", "март", "постоянно", "май", "март"], ["PLN323"]),
        (["март", "март", "сентябрь – июнь", "март", "март"], []),  # long
    ],
)
def test_rows_around_a_deadline_tell_its_month(deadlines: list[str], expected: list[str]) -> None:
    """One deadline two months or more from the one month on both sides of it yields a remark."""
    rows = [activity(title=f"Работа {n}", deadline=one) for n, one in enumerate(deadlines)]
    found = told(*rows)
    assert [code for code in found if code == "PLN323"] == expected


@pytest.mark.parametrize("key", ["title", "executors", "deadline", "expected_result", "supervisor"])
def test_nothing_is_missing_on_the_paper_without_a_word(key: str) -> None:
    """Whatever an activity says in a table without its column is told."""
    full = activity(supervisor="Завхоз")
    columns = [one for one in STANDARD_COLUMNS if one not in (key, "outcome")]
    found = [p for p in check(plan(activities=[full], columns=columns)) if p.code == "PLN414"]
    assert [str(p.place.path) for p in found] == [f"activities[0].{key}"]


def test_what_no_column_prints() -> None:
    """An executor in a table without executors is told; a column elsewhere does not help."""
    rows = [{"title": "Заседание", "deadline": "Май 2019", "executors": "Завуч"}]
    blocks = ["title", "table", {"table": {"columns": ["title", "deadline"], "activities": rows}}]
    found = check(plan(activities=[activity()], blocks=blocks))
    told = [str(p.place.path) for p in found if p.code == "PLN414"]
    assert told == ["blocks[2].table.activities[0].executors"]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Сентябрь", []),
        ("Сентябрь. Месячник безопасности", []),
        ("5 сентября", []),
        ("1 сентября — День знаний", ["PLN327"]),
        ("Учебная работа", ["PLN402"]),
    ],
)
def test_deadlines_of_headings(heading: str, expected: list[str]) -> None:
    """A row under a month needs no deadline; a day that may be the name of a feast is told."""
    rows = [activity(deadline=None), activity(title="Отчёт", deadline="5 сентября")]
    assert told(sections=[{"title": heading, "activities": rows}]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**Цель:** рост", []),
        ("**Цель: рост", ["PLN336"]),
        ("**Цель:\nрост**", ["PLN336"]),
        ("это *важно и нужно", ["PLN336"]),
        ("* по согласованию", []),
        ("*По согласованию", []),
        ("сроки* уточняются", []),
        ("2 * 2", []),
        (r"\*\*", []),
    ],
)
def test_markup(text: str, expected: list[str]) -> None:
    """A face that does not end in its line is told; the asterisk of a footnote is none."""
    assert told(sections=[{"title": "Р", "text": text, "activities": [activity()]}]) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Конкурс **Лидер**", ["PLN336"]),
        ("Конкурс *Лидер*", ["PLN336"]),
        ("Конкурс*", []),
        ("План {Period}", ["PLN337"]),
        ("План {{ год }}", ["PLN337"]),
        ("Множество {1, 2}", []),
        ("1. Собрание", ["PLN338"]),
        ("1.1 Собрание", ["PLN338"]),
        ("II. Собрание", ["PLN338"]),
        ("а) Собрание", ["PLN338"]),
        ("1) беседа 2) лекция", []),
        ("1. беседа\n2. лекция", []),
        ("01.09. Беседа", []),
        ("5 книг", []),
        ("И. Бунин: жизнь и книги", []),
    ],
)
def test_signs_in_titles(title: str, expected: list[str]) -> None:
    """What was typed for a program, or in place of its numbers, is told in each title."""
    assert told(activity(title=title)) == expected
    rows = [activity(deadline="сентябрь")]
    assert told(sections=[{"title": title, "activities": rows}]) == expected
    bare = [code for code in expected if code != "PLN338"]
    assert told(sections=[{"title": title, "label": "", "activities": rows}]) == bare
    assert told(activity(), title=title) == bare


def test_the_place_of_the_period() -> None:
    """It is known in the title of the plan, and printed as it is anywhere else."""
    assert told(activity(), title="План {period} по охране труда") == []
    assert told(activity(title="Отчёт {period}")) == ["PLN337"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("31.12.2019", []),
        ("15.01.2020", []),
        ("16.01.2020", ["PLN313"]),
        ("20.02.2020", ["PLN313"]),
    ],
)
def test_a_year_begins_with_its_holidays(day: str, expected: list[str]) -> None:
    """A plan of a calendar year or its first half may be approved in the first half of January."""
    for period in ("2020 год", "с 01.01.2020 по 30.06.2020"):
        found = told(
            activity(deadline="май"), period=period, title="План", approvals=[officer(date=day)]
        )
        assert found == expected


def test_what_a_plan_of_a_week_goes_on_with_is_in_it() -> None:
    """A festival that begins in the week may end after it; one before the week is told."""
    week = {"first": "2017-10-23", "last": "2017-10-29"}
    begins, before = activity(deadline="23.10-08.11.17"), activity(deadline="с 9 по 20.10.17")
    assert told(begins, period=week) == []
    assert told(before, period=week) == ["PLN302"]


def test_hours_of_a_day_before_the_year_are_not_asked_about() -> None:
    """«14.00-14.10» under «26 августа 2020 г.» is preparation, whatever year its heading names."""
    rows = [activity(title=f"Доклад {n}", deadline=f"1{n}.00-1{n}.10") for n in range(4)]
    days = {"title": "26 августа 2020 г.\nСбор", "activities": rows}
    assert told(period="2020/2021 учебный год", sections=[days]) == []


def test_an_unclear_year_is_told_once() -> None:
    """«Зимой» of a calendar year may be two winters; that one of them lies outside follows."""
    assert told(activity(deadline="Зимнее время года"), period="2019 год") == ["PLN210"]


@pytest.mark.parametrize("title", ["Итого", "ИТОГО:", "Всего по плану"])
def test_a_sum_is_no_activity(title: str) -> None:
    """Of a row of sums nobody asks an executor, a deadline and a result."""
    columns = ["title", "executors", "deadline", "expected_result"]
    assert told(activity(), {"title": title}, columns=columns) == ["PLN345"]
    assert told(activity(), activity(title="Итого проверено дел")) == []


def test_a_title_that_ends_with_its_period_shows_it() -> None:
    """The remark quotes what is printed, and not the sign for the period."""
    made = plan(title="План на {period}.")
    (found,) = check(made)
    assert (found.code, found.values["word"]) == ("PLN333", "год.")


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("I", "II", "III", "VI", "V", "VI"), ["PLN431"]),
        (("I", "III", "IV"), ["PLN431"]),
        (("I", "II", "II", "III"), ["PLN432"]),
        (("I", "II", "V", "VII"), ["PLN431", "PLN431"]),
    ],
)
def test_one_wrong_number_is_one_remark(labels: tuple[str, ...], expected: list[str]) -> None:
    """«VI» in the place of «IV» makes neither the «V» nor the «VI» after it wrong."""
    sections = [
        {"title": f"Раздел {n}", "label": label, "activities": [activity(title=f"Дело {n}")]}
        for n, label in enumerate(labels)
    ]
    assert told(sections=sections) == expected
    numbers = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}
    rows = [activity(title=f"Дело {n}", number=f"{numbers[i]}.") for n, i in enumerate(labels)]
    assert told(*rows) == expected


def test_a_stop_behind_a_whole_word_is_never_recommended() -> None:
    """«Соц. педагог. Чижова А.К.» is the careless one, however often it stands."""
    names = ["Соц. педагог. Чижова А.К."] * 3 + ["Соц. педагог Чижова А.К."]
    rows = [activity(title=f"Дело {n}", executors=name) for n, name in enumerate(names)]
    (found,) = check(plan(*rows))
    assert found.values["usual"] == "Соц. педагог Чижова А.К."


@pytest.mark.parametrize(
    ("date", "period", "told"),
    [
        ("« 01 » _____ 2018 г.", "1999 год", "2018"),
        ("« 01 » _____ 2018 г.", "2050 год", "2018"),
        ("« __ » сентября 2018 г.", "2050 год", "2018"),
        ("02.09.2018", "2050 год", "02.09.2018"),
    ],
)
def test_an_approval_of_another_year_is_told_by_what_is_known(
    date: str, period: str, told: str
) -> None:
    """No day is told that is in no plan."""
    problems = check(plan(approvals=[officer(date=date)], period=period))
    assert [p.values["date"] for p in problems if p.code == "PLN322"] == [told]
