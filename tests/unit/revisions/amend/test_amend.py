"""plandoc.revisions.amend: a signed plan changed by an act, in points and as a whole."""

import re
from itertools import permutations

import pytest
from support.changed_seed import amended, seed
from support.problems import codes
from support.work import calls

from plandoc.errors import AmendmentError, Severity
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.revisions.amend import IndexStyle, amend
from plandoc.revisions.amend.numbers import bare, base_of, depth, following, indexed, is_index_of
from plandoc.revisions.amend.replacing import Replacing, change_forms
from plandoc.revisions.compare import compare
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.plan import Plan
from plandoc.wording.columns import cell_text
from plandoc.wording.phrases import Wording
from plandoc.words.language import words_in

BASIS = "приказ № 12 от 10.01.2019"


def activity(ident, title, **fields):
    return {"id": ident, "title": title, **fields}


def section(title, *activities, **fields):
    return {"title": title, "activities": list(activities), **fields}


def plan(*activities, **fields):
    value = {"id": "p", "title": "План работы", "period": "2018-2019"}
    return Plan.model_validate(value | {"activities": list(activities)} | fields)


A = activity("a", "Заседание совета", executors="Методист", deadline="Октябрь 2018")
B = activity("b", "Семинар для мастеров производственного обучения", deadline="Ноябрь 2018")
C = activity("c", "Ярмарка вакансий для выпускников", deadline="Май 2019")
D = activity("d", "Экскурсия на завод", executors="КС", deadline="Март 2019")
E = activity("e", "Круглый стол с работодателями", deadline="Июнь 2019")


def texts(old, new, **options):
    return [point.text for point in amend(old, new, BASIS, **options).points]


def rows(made):
    return [(row.number, row.activity.id) for row in made.plan.activity_rows()]


def _in_two_tables(*rows):
    """Return a plan of two tables with columns of their own, the rows in the second one."""
    own = [{"key": "title"}, {"key": "place", "heading": "Место"}, {"key": "outcome"}]
    first = {"heading": "Учебная работа", "activities": [A]}
    second = {"heading": "Встречи", "activities": list(rows), "columns": own}
    return plan(blocks=["title", {"table": first}, {"table": second}])


def test_a_new_row_is_quoted_under_the_headings_of_its_own_table():
    """Columns that only other tables have are not quoted; the outcome never is."""
    row = {"id": "m", "title": "Круглый стол", "fields": {"place": "каб. 12"}}
    (point,) = amend(_in_two_tables(B), _in_two_tables(B, row), BASIS).points
    headings = [column.heading for column in point.columns]
    assert headings == ["Наименование мероприятия", "Место"]
    assert point.rows == (("Круглый стол", "каб. 12"),)


def test_a_cell_is_called_by_the_heading_of_its_own_table():
    """A changed cell of an own column is named as its table heads it, also in a comparison."""
    was, now = (
        _in_two_tables(B | {"fields": {"place": place}}) for place in ("каб. 12", "каб. 14")
    )
    (point,) = amend(was, now, BASIS).points
    assert "графе «Место»" in point.text
    (found,) = compare(was, now).differences
    assert found.heading == "Место"


def test_the_table_of_changes_names_the_rows_of_a_section():
    """What an added or excluded section takes with it stands under its heading."""
    numbering = {"sections": ["Задача 1."], "activities": "1.1."}
    whole, part = (
        plan(sections=sections, numbering=numbering)
        for sections in ([section("Кадры", A), section("Связи", C, D)], [section("Кадры", A)])
    )
    rows = "Задача 2. Связи\n2.1. Ярмарка вакансий для выпускников\n2.2. Экскурсия на завод"
    assert [point.became for point in amend(part, whole, BASIS).points] == [rows]
    assert [point.was for point in amend(whole, part, BASIS).points] == [rows]


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "called", "after", "dotted", "raised"),
    [
        ("2.3.", "2.3", "2.4.", "2.3.1.", "2.3¹."),
        ("2.3", "2.3", "2.4", "2.3.1", "2.3¹"),
        ("7)", "7", "8)", "7.1)", "7¹)"),
        ("Задача 3.", "Задача 3", "Задача 4.", "Задача 3.1.", "Задача 3¹."),
        ("IV.", "IV", "", "IV.1.", "IV¹."),
    ],
)
def test_numbers_go_on_and_get_indices(number, called, after, dotted, raised):
    """Each style of number has its next one, its index, and the name by which texts call it."""
    assert bare(number) == called
    assert following(number, ()) == after
    assert indexed(number, (), IndexStyle.DOTTED) == dotted
    assert indexed(number, (), IndexStyle.RAISED) == raised


def test_a_number_is_given_once():
    """A taken number is not given again: the next index is, and no next number."""
    assert indexed("2.3.", {"2.3.1", "2.3.2"}, IndexStyle.DOTTED) == "2.3.3."
    assert indexed("2.3.", {"2.3¹"}, IndexStyle.RAISED) == "2.3²."
    assert following("2.3.", {"2.4"}) == ""


def test_an_index_is_no_base():
    """What is put in after «2.3.1» is put in after «2.3»."""
    assert base_of(["2.3.", "2.3.1.", "2.4."], 2, depth("2.3.")) == "2.3."
    assert base_of(["2.3.", "2.3¹.", "2.4."], 2, depth("2.3.")) == "2.3."
    assert base_of(["", ""], 2, None) == ""
    assert is_index_of("2.3.1.", "2.3.")
    assert is_index_of("2.3¹", "2.3.")
    assert not is_index_of("2.31.", "2.3.")
    assert depth("2.3¹.") > depth("2.3.")


# --- words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Октябрь 2018", "Ноябрь 2018", "слово «Октябрь» заменить словом «Ноябрь»"),
        ("Класс 5", "Класс 6", "цифру «5» заменить цифрой «6»"),
        ("Январь 2018", "Январь 2019", "цифры «2018» заменить цифрами «2019»"),
        (
            "Секретарь",
            "Секретарь, методист",
            "после слова «Секретарь» дополнить словами «, методист»",
        ),
        (
            "План работы совета",
            "Годовой план работы",
            "слова «План работы совета» заменить словами «Годовой план работы»",
        ),
        ("работа совета", "Вся работа совета", "перед словом «работа» дополнить словом «Вся»"),
        ("для мастеров и наставников", "для мастеров", "слова «и наставников» исключить"),
        (
            "на целевое обучение (прием) СПО",
            "на целевой прием СПО",
            "слова «целевое обучение (прием)» заменить словами «целевой прием»",
        ),
        ("и а и", "и а", "слова «а и» заменить словом «а»"),
        ("работы.", "работы", "слово «работы.» заменить словом «работы»"),
        ("план план план", "план план", "слова «план план план» заменить словами «план план»"),
        ("<", "<<", None),
        ("...", "план", None),
        ("план", "план", None),
        ("и и", "и а и", "слова «и и» заменить словами «и а и»"),
        ("и б и", "а б и", "слова «и б» заменить словами «а б»"),
        ("", "план", None),
        (
            "а, б, в, г, д",
            "1, б, 2, г, 3",
            "слова «а, б, в, г, д» заменить словами «1, б, 2, г, 3»",
        ),
    ],
)
def test_words_are_replaced_added_and_dropped(old, new, told):
    """Each change has its formula; what is quoted stands once in the text."""
    assert told_by(old, new) == told


def told_by(old, new, **options):
    replacing = Replacing(words_in("ru").amend)
    forms = change_forms(old, new, **options)
    return forms and ", ".join(replacing.phrase(form, **said) for form, said in forms)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Зам. директора (отв.), Классные руководители", "Зам. директора, Мастера", None),
        ("Завуч (отв.), Методист", "Завуч, Психолог (отв.), Методист", None),
        ("Методист, Мастер", "Мастер, Методист", None),
        ("Приказ, справка", "Протокол, план", None),
        ("Завуч по УВР, Мастер", "Завуч", None),
        ("Методист, Мастер", "Мастер", "слово «Методист,» исключить"),
        ("Завуч (отв.), Мастер", "Завуч, Мастер", "слово «(отв.)» исключить"),
        ("Аксёнова А.А.", "Аксёнова А.А., Петрова П.П.",
         "после слова «А.А.» дополнить словами «, Петрова П.П.»"),
        ("Иванов И.И.", "Петров И.И.", "слово «Иванов» заменить словом «Петров»"),
        ("Беседа (5 кл.), тест", "Беседа (6 кл.), тест", "цифру «5» заменить цифрой «6»"),
        ("Зав. кафедрой, мастер", "Завуч, мастер",
         "слова «Зав. кафедрой» заменить словом «Завуч»"),
        ("Классы: 5, 7", "Классы: 5, 8", "цифру «7» заменить цифрой «8»"),
    ],
)  # fmt: skip
def test_of_a_list_whole_items_are_quoted_or_the_cell_is_given_anew(old, new, told):
    """No fragment goes from one item into another, over a bracket, or into an abbreviation."""
    assert told_by(old, new, is_list=True) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Совет (по плану), собрание", "Совет (по графику), встреча"),
        ("Проведение (организация) конкурса", "Проведение конкурса и выставки"),
        ("Урок «Мир и труд», беседа", "Урок «Мир и май» и беседа"),
    ],
)
def test_no_fragment_of_a_title_crosses_a_bracket(old, new):
    """A title whose changed words have one bracket of a pair is given anew."""
    assert told_by(old, new) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Совет:\n- отчёт", "Совет:\n- отчёт\n- выборы",
         "дополнить абзацем следующего содержания: «- выборы»"),
        ("Совет:\n- отчёт\n- разное", "Совет:\n- отчёт\n- выборы\n- план\n- разное",
         "после слов «- отчёт» дополнить абзацами следующего содержания: «- выборы\n- план»"),
        ("Совет:\n- отчёт\n- разное", "Совет:\n- отчёт", "слова «- разное» исключить"),
        ("Совет", "Совет\n- план\n- отчёт",
         "дополнить абзацами следующего содержания: «- план\n- отчёт»"),
        ("Совет:\n- отчёт", "Совет:\n- отчёт за год\n- план",
         ("после слова «отчёт» дополнить словами «за год», "
          "дополнить абзацем следующего содержания: «- план»")),
    ],
)  # fmt: skip
def test_lines_are_added_as_paragraphs(old, new, told):
    """A new line is a paragraph of its own, with the line after which it stands."""
    assert told_by(old, new) == told


def test_a_line_is_added_to_a_cell_and_to_a_title():
    """The cell, the heading or the title that gets a new line is named."""
    old = plan(A | {"expected_result": "Приказ"}, B)
    new = plan(A | {"expected_result": "Приказ\nСправка"}, B, title="План работы\nна два года")
    assert texts(old, new) == [
        (
            "в наименовании плана после слов «План работы» "
            "дополнить абзацем следующего содержания: «на два года»"
        ),
        (
            "в пункте 1 графу «Ожидаемый результат» "
            "дополнить абзацем следующего содержания: «Справка»"
        ),
    ]
    old, new = (plan(sections=[section(t, A)]) for t in ("Кадры", "Кадры\nи учёба"))
    assert texts(old, new) == [
        "наименование раздела «1» дополнить абзацем следующего содержания: «и учёба»"
    ]


def test_many_changes_are_told_as_a_whole():
    """More than three places in one text are better given anew."""
    words = [f"слово{n} и ещё много других слов тут" for n in range(5)]
    changed = [text.replace("слово", "буква") for text in words]
    assert change_forms(" ".join(words), " ".join(changed)) is None
    three = " ".join([*changed[:3], *words[3:]])
    assert len(change_forms(" ".join(words), three)) == 3


def test_english_papers_speak_english():
    """An English plan is amended in English formulas."""
    old = plan(activity("a", "Staff meeting", deadline="October 2018"), language="en-GB")
    new = plan(activity("a", "Staff meeting", deadline="November 2018"), language="en-GB")
    (point,) = amend(old, new, "order No. 12 dated 10.01.2019").points
    assert point.text == (
        "in item 1 in the column “Due date” for the word “October” substitute the word “November”"
    )


# --- points -------------------------------------------------------------------------------------


def test_a_changed_cell_is_told_by_its_words():
    """The column is named, unless the words are those of the activity itself."""
    new = plan(
        A | {"deadline": "Ноябрь 2018"},
        activity("b", "Семинар для наставников", deadline="Ноябрь 2018"),
    )
    assert texts(plan(A, B), new) == [
        "в пункте 1 в графе «Срок исполнения» слово «Октябрь» заменить словом «Ноябрь»",
        (
            "в пункте 2 в графе «Наименование мероприятия» слова «мастеров производственного "
            "обучения» заменить словом «наставников»"
        ),
    ]


def test_words_that_stand_in_another_cell_are_told_with_their_column():
    """«Совет» in the title and among executors: the column says which one is meant."""
    old = plan(A | {"executors": "Заседание совета"})
    new = plan(A | {"title": "Заседание комиссии", "executors": "Заседание совета"})
    assert texts(old, new) == [
        "в пункте 1 в графе «Наименование мероприятия» слово «совета» заменить словом «комиссии»"
    ]


def test_a_cell_is_filled_emptied_or_given_anew():
    """An empty cell gets words, a full one loses them; ambiguous words give the whole cell."""
    long = {"title": "Заседание методического совета колледжа " * 4, "executors": "КС"}
    old = plan(A | long | {"supervisor": "", "expected_result": "---"})
    new = plan(A | long | {"supervisor": "Завуч", "expected_result": "+++", "deadline": None})
    assert texts(old, new) == [
        (
            "в пункте 1 графу «Контроль» дополнить словом «Завуч»; "
            "в графе «Срок исполнения» слова «Октябрь 2018» исключить; "
            "графу «Ожидаемый результат» изложить в следующей редакции: «+++»"
        )
    ]


def test_a_row_that_changed_through_and_through_is_given_anew():
    """Where words would be longer than the row, the row stands in the new wording."""
    (point,) = amend(plan(A, B), plan(D | {"id": "a"}, B), BASIS).points
    assert point.text == "пункт 1 изложить в следующей редакции:"
    assert point.rows == (("1.", "Экскурсия на завод", "КС", "Март 2019", ""),)
    assert point.was == ("Заседание совета\nИсполнители: Методист\nСрок исполнения: Октябрь 2018")
    assert point.became == "Экскурсия на завод\nИсполнители: КС\nСрок исполнения: Март 2019"


def test_an_own_column_is_called_by_its_heading():
    """A column of the plan's own is a «графа» like any other."""
    columns = ["number", "title", {"key": "place", "heading": "Место"}]
    old, new = (plan(A | {"fields": {"place": p}}, columns=columns) for p in ("Зал", "Двор"))
    assert texts(old, new) == ["в пункте 1 в графе «Место» слово «Зал» заменить словом «Двор»"]


def test_a_column_that_is_not_printed_is_called_by_its_usual_name():
    """The supervisor of a plan without that column is still told."""
    old, new = (plan(A | {"supervisor": s}) for s in ("Завуч", "Директор"))
    assert "в графе «Контроль»" in texts(old, new)[0]


def test_points_are_added_and_excluded():
    """What came in the middle gets an index, what came last goes on, what went keeps its number."""
    made = amend(plan(A, B, C), plan(A, D, C, E), BASIS)
    assert [point.text for point in made.points] == [
        "дополнить пунктом 1.1 следующего содержания:",
        "пункт 2 исключить",
        "дополнить пунктом 4 следующего содержания:",
    ]
    assert [point.name for point in made.points] == ["1.1", "2", "4"]
    assert made.points[0].rows == (("1.1.", "Экскурсия на завод", "КС", "Март 2019", ""),)
    assert (made.points[1].became, made.points[2].was) == ("", "")
    assert rows(made) == [("1.", "a"), ("1.1.", "d"), ("2.", "b"), ("3.", "c"), ("4.", "e")]


@pytest.mark.parametrize(
    ("order", "dotted", "raised"),
    [
        ("abxnkc", "2.0.", "2⁰."),
        ("abnxkc", "2.1.1.", "2¹.1."),
        ("abnkxc", "2.3.", "2³."),
        ("abxynkc", "2.0. 2.0.1.", "2⁰. 2⁰.1."),
        ("axbnkc", "1.1.", "1¹."),
    ],
)
@pytest.mark.parametrize("style", IndexStyle)
def test_a_row_among_inserted_ones_stays_where_it_is_put(order, dotted, raised, style):
    """Before 2.1 and between it and 2.2, which came with an act, there is a number as well."""

    def rows_of(made, letters):
        known = {row.activity.id: row.activity for row in made.activity_rows()}
        names = (known.get(one) or activity(one, f"Новое дело {one}") for one in letters)
        dumped = (n if isinstance(n, dict) else n.model_dump(mode="json") for n in names)
        return Plan.model_validate(made.model_dump(mode="json") | {"activities": list(dumped)})

    n, k = activity("n", "Вечер отдыха"), activity("k", "Уборка двора")
    first = amend(plan(A, B, C), plan(A, B, n, k, C), BASIS, index=style).plan
    made = amend(first, rows_of(first, order), BASIS, index=style)
    assert [ident for _, ident in rows(made)] == list(order)
    given = dotted if style is IndexStyle.DOTTED else raised
    assert [number for number, ident in rows(made) if ident in "xy"] == given.split()
    assert made.problems == ()


def test_where_no_number_is_free_it_is_told():
    """Before 1.0 there is none: the row stands after the others, and a note gives its number."""
    first = plan(A, activity("n", "Вечер", number="1.0."), B)
    made = amend(first, plan(A, D, activity("n", "Вечер", number="1.0."), B), BASIS)
    assert (rows(made)[2], codes(made)) == (("1.1.", "d"), ["PLN877"])


def test_an_index_may_stand_above_the_line():
    """2.3¹ for 2.3.1, where an office writes it so."""
    assert texts(plan(A, C), plan(A, D, C), index=IndexStyle.RAISED) == [
        "дополнить пунктом 1¹ следующего содержания:"
    ]


def test_what_would_be_first_goes_to_the_end():
    """There is no number before the first; a note says where it went."""
    made = amend(plan(A, B), plan(D, A, B), BASIS)
    assert rows(made) == [("1.", "a"), ("2.", "b"), ("3.", "d")]
    (note,) = made.problems
    assert (note.code, note.severity, str(note.place.path)) == (
        "PLN877", Severity.NOTE, "activities[0]",
    )  # fmt: skip
    assert "под номером 3:" in note.text("ru")


def test_a_move_to_another_section_is_an_exclusion_and_an_addition():
    """Numbers belong to places: the activity, with its id, gets a new one."""
    old = plan(sections=[section("Кадры", A, B), section("Контроль", C)])
    new = plan(sections=[section("Кадры", A), section("Контроль", C, B)])
    made = amend(old, new, BASIS)
    assert [point.text for point in made.points] == [
        "пункт 1.2 исключить",
        "дополнить пунктом 2.2 следующего содержания:",
    ]
    stub, moved = [r for r in made.plan.activity_rows() if "Семинар" in r.activity.title]
    assert (stub.number, stub.activity.excluded, moved.number) == ("1.2.", BASIS, "2.2.")
    assert moved.activity.id == "b" != stub.activity.id


def test_an_order_alone_is_not_amended():
    """Rows keep their numbers, so they keep their order; a note says what was not taken."""
    with pytest.raises(AmendmentError) as caught:
        amend(plan(A, B, C), plan(C, A, B), BASIS)
    assert codes(caught.value) == ["PLN873", "PLN931"]
    made = amend(plan(A, B, C), plan(C, A, B | {"deadline": "Май 2019"}), BASIS)
    assert [number for number, _ in rows(made)] == ["1.", "2.", "3."]
    assert codes(made) == ["PLN876"]


def test_numbers_alone_are_not_amended():
    """What is put back is named: one row, or the numbering; beside other changes it is a note."""
    old, given, counted = plan(A, B), plan(A, B | {"number": "7."}), {"activities": "1)"}
    for new, path in (
        (given, "activities[1].number"), (plan(A, B, numbering=counted), "numbering")
    ):  # fmt: skip
        with pytest.raises(AmendmentError) as caught:
            amend(old, new, BASIS)
        assert codes(caught.value) == ["PLN873", "PLN930"]
        assert str(caught.value.problems[1].place.path) == path
    made = amend(old, plan(A, B | {"deadline": "Май 2019"}, numbering=counted), BASIS)
    assert (codes(made), rows(made)) == (["PLN932"], [("1.", "a"), ("2.", "b")])


def test_the_word_of_all_labels_is_amended():
    """«Раздел» instead of «Задача» in the numbering changes headings; their numbers stay."""
    old, new = (
        plan(sections=[section("Кадры", A), section("Учёба", B)], numbering={"sections": [label]})
        for label in ("Задача 1.", "Раздел I.")
    )
    assert texts(old, new) == [
        "в наименовании раздела «Задача 1» слова «Задача 1.» заменить словами «Раздел I.»",
        "в наименовании раздела «Задача 2» слова «Задача 2.» заменить словами «Раздел II.»",
    ]


def test_numbers_that_repeat_are_told_with_their_section():
    """Where each section counts anew, «пункт 1» needs its section."""
    numbering = {"sections": ["Раздел I."], "activities": "1."}
    old = plan(sections=[section("Кадры", A, B), section("Контроль", C)], numbering=numbering)
    new = plan(sections=[section("Кадры", B), section("Контроль", C, D)], numbering=numbering)
    assert texts(old, new) == [
        "пункт 1 раздела «I. Кадры» исключить",
        "дополнить раздел «II. Контроль» пунктом 2 следующего содержания:",
    ]


def test_where_numbers_repeat_a_new_row_is_told_with_its_section():
    """A number that no other row has yet does not say to which section its row is added."""
    numbering = {"sections": ["Раздел I."], "activities": "1."}
    old, new = (
        plan(sections=[section("Кадры", A), section("Контроль", *rows)], numbering=numbering)
        for rows in ([C], [C, D])
    )
    assert texts(old, new) == ["дополнить раздел «II. Контроль» пунктом 2 следующего содержания:"]


def test_activities_without_numbers_are_called_by_their_titles():
    """A plan without numbers is amended by titles and sections."""
    numbering = {"activities": ""}
    old = plan(sections=[section("Кадры", A, B)], numbering=numbering)
    new = plan(sections=[section("Кадры", A | {"deadline": "Май 2018"}, D)], numbering=numbering)
    assert texts(old, new) == [
        (
            "в мероприятии «Заседание совета» раздела «1. Кадры» "
            "в графе «Срок исполнения» слово «Октябрь» заменить словом «Май»"
        ),
        (
            "мероприятие «Семинар для мастеров производственного обучения» "
            "раздела «1. Кадры» исключить"
        ),
        "дополнить раздел «1. Кадры» мероприятием следующего содержания:",
    ]
    assert {number for number, _ in rows(amend(old, new, BASIS))} == {""}


def test_running_numbers_go_on_only_at_the_end():
    """In a plan counted through, a section in its middle is continued by an index."""
    numbering = {"activities": "1.", "running": True}
    old = plan(sections=[section("Кадры", A, B), section("Контроль", C)], numbering=numbering)
    new = plan(sections=[section("Кадры", A, B, D), section("Контроль", C, E)], numbering=numbering)
    assert texts(old, new) == [
        "дополнить пунктом 2.1 следующего содержания:",
        "дополнить пунктом 4 следующего содержания:",
    ]
    empty = plan(sections=[section("Кадры", A), section("Контроль")], numbering=numbering)
    full = plan(sections=[section("Кадры", A), section("Контроль", D)], numbering=numbering)
    assert texts(empty, full) == ["дополнить пунктом 2 следующего содержания:"]


def test_the_first_row_of_an_empty_section_finds_a_free_number():
    """The number that would be its own is passed over where a published one has it."""
    old = plan(sections=[section("Кадры", A | {"number": "2.1."}), section("Контроль")])
    new = plan(sections=[section("Кадры", A | {"number": "2.1."}), section("Контроль", D)])
    assert rows(amend(old, new, BASIS)) == [("2.1.", "a"), ("2.2.", "d")]


@pytest.mark.parametrize(
    ("sample", "numbers", "told"),
    [
        ("", ["1.", "", "2."], "дополнить пункт 1 мероприятием следующего содержания:"),
        ("1.1.1.", ["1.", "1.1.", "2."], "дополнить пунктом 1.1 следующего содержания:"),
        ("1)", ["1.", "1)", "2."], "дополнить пункт 1 пунктом 1 следующего содержания:"),
    ],
)
def test_a_part_is_numbered_as_parts_are(sample, numbers, told):
    """The first part of an activity gets the number of a part, or none where parts have none."""
    numbering = {"parts": sample}
    old = plan(A, B, numbering=numbering)
    new = plan(A | {"parts": [activity("p1", "Выборы")]}, B, numbering=numbering)
    made = amend(old, new, BASIS)
    assert ([number for number, _ in rows(made)], made.points[0].text) == (numbers, told)


@pytest.mark.parametrize(
    ("proposed", "given"),
    [("Этап 1.", ["Этап 1.", "Этап 2."]), ("Шаг 1.", ["Шаг 1.", "Шаг 2."]),
     ("Этап I.", ["Этап 1.", "Этап 2."])],
)  # fmt: skip
def test_a_table_of_a_block_keeps_its_own_numbering(proposed, given):
    """A section that comes into a table is labelled as others there, not as those of the plan."""

    def blocks(*sections, numbering="Этап 1."):
        table = {"sections": list(sections), "numbering": {"sections": [numbering]}}
        return plan(A, blocks=["title", "table", {"table": table}])

    made = amend(
        blocks(section("Начало", B)),
        blocks(section("Начало", B), section("Конец", C), numbering=proposed),
        BASIS,
    )
    (table,) = (block.table for block in made.plan.blocks if block.table)
    labels = [row.label for row in made.plan.rows() if hasattr(row, "label")]
    assert table.numbering.sections == ("Этап 1.",)
    assert [label for label in labels if label] == given


# --- sections -----------------------------------------------------------------------------------


def test_a_new_section_brings_its_rows():
    """At the end it goes on counting, in the middle it gets an index; its rows stand with it."""
    first, last = section("Кадры", A), section("Контроль", C)
    old = plan(sections=[first, last], numbering={"sections": ["Задача 1."]})
    new = plan(
        sections=[first, section("Связи", D, sections=[section("Внешние", E)]), last],
        numbering={"sections": ["Задача 1."]},
    )
    made = amend(old, new, BASIS)
    (point,) = made.points
    assert point.text == "дополнить разделом «Задача 1.1. Связи» следующего содержания:"
    assert [row[:2] for row in point.rows] == [
        ("Задача 1.1. Связи",), ("1.1.1.", "Экскурсия на завод"),
        ("Задача 1. Внешние",), ("1.1.1.1.", "Круглый стол с работодателями"),
    ]  # fmt: skip
    assert rows(made) == [("1.1.", "a"), ("1.1.1.", "d"), ("1.1.1.1.", "e"), ("2.1.", "c")]
    last_one = plan(sections=[first, last, section("Связи")], numbering={"sections": ["Задача 1."]})
    (point,) = amend(old, last_one, BASIS).points
    assert (point.text, point.rows, point.name) == (
        "дополнить разделом «Задача 3. Связи»", (), "Задача 3",
    )  # fmt: skip


def test_a_section_put_first_goes_to_the_end():
    """Labels that were approved stay, so a new first section cannot be the first."""
    old, new = (
        plan(sections=[section("Кадры", A)]),
        plan(sections=[section("Связи", D), section("Кадры", A)]),
    )
    made = amend(old, new, BASIS)
    assert [s.label for s in made.plan.sections] == ["1.", "2."]


def test_a_section_that_loses_its_only_subsection_is_excluded_whole():
    """On paper it is excluded with all it holds, so the amendment says so; it reads itself so."""
    inner = {"title": "Встречи", "activities": [D, E]}
    old = plan(sections=[section("Учёба", A), {"title": "Практика", "sections": [inner]}])
    emptied = plan(sections=[section("Учёба", A), {"title": "Практика"}])
    moved = plan(sections=[section("Учёба", A, sections=[inner]), {"title": "Практика"}])
    for new, other in ((emptied, []), (moved, ["дополнить разделом"])):
        made = amend(old, new, BASIS)
        told = [point.text for point in made.points]
        assert "раздел «2. Практика» исключить" in told
        assert len(told) == 1 + len(other)
        again = amend(old, made.plan, BASIS)
        assert [point.text for point in again.points] == told


def test_a_section_is_excluded_with_all_its_rows():
    """One point does for the section; its rows stay, excluded, under its heading."""
    old = plan(sections=[section("Кадры", A), section("Контроль", B, C)])
    made = amend(old, plan(sections=[section("Кадры", A)]), BASIS)
    assert [point.text for point in made.points] == ["раздел «2. Контроль» исключить"]
    assert [s.title for s in made.plan.sections] == ["Кадры", "Контроль"]
    assert all(row.activity.excluded for row in list(made.plan.activity_rows())[1:])
    empty = plan(sections=[section("Кадры", A), section("Контроль")])
    made = amend(empty, plan(sections=[section("Кадры", A)]), BASIS)
    assert [s.title for s in made.plan.sections] == ["Кадры"]


def test_a_heading_is_changed_by_its_words():
    """«В наименовании раздела …»; a heading without a word in common is given anew."""
    old = plan(sections=[section("Повышение качества подготовки кадров", A)])
    new = plan(sections=[section("Повышение качества кадров", A)])
    assert texts(old, new) == ["в наименовании раздела «1» слово «подготовки» исключить"]
    numbering = {"sections": []}
    signs, other = (plan(sections=[section(t, A)], numbering=numbering) for t in ("---", "***"))
    assert texts(signs, other) == [
        "наименование раздела «---» изложить в следующей редакции: «***»"
    ]


def test_a_label_keeps_its_number_and_may_change_its_word():
    """«Задача 2.» that became «Задача 1.» is no change; «Раздел» for «Задача» is."""
    first, last = section("Кадры", A), section("Контроль", C, label="Задача 2.")
    old = plan(sections=[first, last])
    renumbered = plan(sections=[first, last | {"label": "Задача 1."}, section("Связи", D)])
    assert amend(old, renumbered, BASIS).plan.sections[1].label == "Задача 2."
    renamed = plan(sections=[first, last | {"label": "Направление 2."}])
    assert amend(old, renamed, BASIS).plan.sections[1].label == "Направление 2."
    unlabelled = plan(sections=[first, section("Контроль", C)])
    assert amend(old, unlabelled, BASIS).plan.sections[1].label == "2."


def test_an_authors_own_label_is_no_base():
    """After «Приложение 1» among unnumbered sections comes no «Приложение 1.1», nor a number."""
    first, last = section("Кадры", A, label="Приложение 1"), section("Контроль", C)
    for numbering, label in (({"sections": []}, ""), ({"sections": ["Задача 1."]}, "Задача 2.1.")):
        old = plan(sections=[first, last], numbering=numbering)
        new = plan(sections=[first, section("Связи"), last], numbering=numbering)
        assert amend(old, new, BASIS).plan.sections[1].label == label


def test_months_stay_headed_by_their_names():
    """A section of a month gets no label, old or new."""
    old = plan(sections=[{"month": 9, "activities": [A]}])
    new = plan(sections=[{"month": 9, "activities": [A]}, {"month": 10, "activities": [D]}])
    made = amend(old, new, BASIS)
    assert [s.label for s in made.plan.sections] == [None, None]
    assert made.points[0].text == "дополнить разделом «Октябрь» следующего содержания:"
    other = plan(sections=[{"month": 9, "title": "Начало", "activities": [A]}])
    assert texts(old, other) == [
        "в наименовании раздела «Сентябрь» после слова «Сентябрь» дополнить словами «. Начало»"
    ]


# --- the plan as a whole ------------------------------------------------------------------------


def test_the_title_and_the_period_are_one_name():
    """Both are told as the name of the plan, by words where that is clear."""
    new = plan(A, title="План работы совета", period="2018/2019")
    assert texts(plan(A), new) == [
        (
            "в наименовании плана после слова «работы» дополнить словом «совета», "
            "цифры «2018-2019» заменить цифрами «2018/2019»"
        )
    ]
    signs, other = (plan(A, title=t, period_in_title=False) for t in ("---", "***"))
    assert texts(signs, other) == ["наименование плана изложить в следующей редакции: «***»"]


def test_parts_of_the_plan_are_added_excluded_and_given_anew():
    """Approvals come first, what stands under the table last."""
    officer = {
        "kind": "approve",
        "officer": {"post": "Директор", "name": "И.И. Иванов", "date": None},
    }
    other = {
        "kind": "approve",
        "officer": {"post": "Директор", "name": "П.П. Петров", "date": None},
    }
    old = plan(A, approvals=[officer], notes=["Первое"], short_names={"КС": "Совет"})
    new = plan(
        A | {"deadline": "Май 2019"},
        approvals=[other],
        short_names={"КС": "Комиссия"},
        columns=["number", "title", "deadline", {"key": "place", "heading": "Место"}],
        signatures=[{"post": "Методист", "name": "А.А. Ас"}],
        short_names_shown="listed",
    )
    old = old.model_copy(update={"columns": new.columns[:3]})
    assert [text.replace("\u00a0", " ") for text in texts(old, new)] == [
        (
            "гриф «УТВЕРЖДАЮ Директор И.И. Иванов» изложить в следующей редакции: "
            "«УТВЕРЖДАЮ Директор П.П. Петров»"
        ),
        "в пункте 1 в графе «Срок исполнения» слова «Октябрь 2018» заменить словами «Май 2019»",
        "после графы «Срок исполнения» дополнить графой «Место»",
        "сокращение «КС — Совет» изложить в следующей редакции: «КС — Комиссия»",
        "примечание «Первое» исключить",
        "дополнить подписью следующего содержания: «Методист А.А. Ас»",
        "порядок печати сокращений «печатать как написано» заменить на «перечислить под таблицей»",
    ]


def carried_out(columns, points):
    """Return headings after the points were carried out in their order, by their words alone."""
    now = list(columns)
    for point in points:
        text = point.text.replace("\u00a0", " ")
        told = re.findall("«([^»]+)»", text)
        if "наименование" in text:
            now[now.index(told[0])] = told[1]
        elif "исключить" in text:
            now.remove(told[0])
        else:
            heading, beside = told if "поместить" in text else reversed(told)
            if heading in now:
                now.remove(heading)
            now.insert(now.index(beside) + ("после" in text), heading)
    return now


COLUMNS = [{"key": key, "heading": key.upper()} for key in ("title", "place", "room", "guest")]


@pytest.mark.parametrize("order", [*permutations(range(4)), (0, 2), (0,), (3, 0), (2, 0, 1)])
@pytest.mark.parametrize("new", [[], ["x"], ["x", "y"]])
@pytest.mark.parametrize("renamed", [{}, {"place": "ЗАЛ"}])
def test_points_about_columns_carried_out_in_order_give_the_new_table(order, new, renamed):
    """A moved column is placed, a renamed one named anew: none is deleted on the way."""
    kept = [COLUMNS[at] | ({"heading": renamed[COLUMNS[at]["key"]]}
            if COLUMNS[at]["key"] in renamed else {}) for at in order]  # fmt: skip
    added = [{"key": key, "heading": key.upper()} for key in new]
    old = plan(A, columns=COLUMNS)
    changed = plan(A | {"deadline": "Май 2019"}, columns=[*added[:1], *kept, *added[1:]])
    points = [p for p in amend(old, changed, BASIS).points if p.name == "графу"]
    headings = [column["heading"] for column in COLUMNS]
    assert carried_out(headings, points) == [c["heading"] for c in (*added[:1], *kept, *added[1:])]


def test_sections_called_alike_are_told_by_what_stands_above_them():
    """«Декабрь» of two sections is named with its section, and alone where there is one."""

    def year(second):
        months = [{"month": 12, "activities": [activity("a", "Ёлка", deadline="25")]}]
        other = [{"month": 12, "activities": second}]
        return plan(sections=[
            {"title": "Учёба", "sections": months}, {"title": "Отдых", "sections": other},
        ], numbering={"activities": ""})  # fmt: skip

    old = year([activity("b", "Каток", deadline="26"), activity("c", "Горка", deadline="27")])
    (told,) = texts(old, year([activity("b", "Каток", deadline="26")]))
    assert "раздела «Декабрь» раздела «2. Отдых»" in told.replace("\u00a0", " ")
    (alone,) = texts(
        plan(sections=[section("Учёба", A, B)], numbering={"activities": ""}),
        plan(sections=[section("Учёба", A)], numbering={"activities": ""}),
    )
    assert "раздела «1. Учёба» исключить" in alone.replace("\u00a0", " ")


# --- the amended plan ---------------------------------------------------------------------------


def test_the_amended_plan_is_the_next_revision(examples):
    """Revision, acts, numbering and id: those of the approved plan, gone on."""
    made = amend(seed(examples), amended(examples), f" {BASIS} ")
    assert (made.plan.revision, made.plan.id) == (2, seed(examples).id)
    assert (made.basis, made.plan.amended_by) == (BASIS, (BASIS,))
    assert made.old == seed(examples)
    again = amend(made.plan, made.plan.model_copy(update={"title": "План"}), "распоряжение № 3")
    assert (again.plan.revision, again.plan.amended_by) == (3, (BASIS, "распоряжение № 3"))


def test_the_amended_plan_goes_back_into_its_file(examples):
    """Written over the present plan file, it is read back the same, comments where they were."""
    made = amend(seed(examples), amended(examples), BASIS)
    text = (examples / "seed.yaml").read_text("utf-8")
    written = dump_yaml(made.plan, over=text)
    assert read_plan(written.encode())[0] == made.plan
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert [line for line in written.splitlines() if line.startswith("#")] == comments


def test_rows_tell_by_which_act_they_changed():
    """Changed and added rows bear the act, excluded ones say so; the rest is as it was."""
    made = amend(plan(A, B, C), plan(A | {"deadline": "Май 2019"}, C, D), BASIS)
    wording = Wording("ru-RU")
    told = [cell_text(row, "title", made.plan, wording) for row in made.plan.activity_rows()]
    assert told == [
        "Заседание совета\n(в ред. приказа от 10.01.2019 № 12)",
        "Исключено (приказ от 10.01.2019 № 12)",
        "Ярмарка вакансий для выпускников",
        "Экскурсия на завод\n(введён приказом от 10.01.2019 № 12)",
    ]
    dead = list(made.plan.activity_rows())[1]
    keys = ("number", "deadline", "outcome", "executors")
    assert [cell_text(dead, key, made.plan, wording) for key in keys] == ["2.", "", "", ""]
    assert wording.title(made.plan).endswith("\n(в ред. приказа от 10.01.2019 № 12)")


def test_marks_go_on_and_excluded_rows_are_marked():
    """Outcomes of living rows stay; an excluded row is «Исключено», its own words kept."""
    done = Outcome(status=Status.DONE, text="Проведено")
    old = plan(A, B | {"outcome": {"status": "in_progress", "text": "готовим"}}, C)
    new = plan(A, C).with_outcomes({"a": done})
    first, second, third = (r.activity for r in amend(old, new, BASIS).plan.activity_rows())
    assert first.outcome == done
    assert second.outcome == Outcome(status=Status.REMOVED, text="готовим", reason=BASIS)
    assert third.outcome is None
    (gone,) = [r.activity for r in amend(plan(A, B), plan(A), BASIS).plan.activity_rows()][1:]
    assert gone.outcome == Outcome(status=Status.REMOVED, reason=BASIS)


@pytest.mark.parametrize("status", [Status.DONE, Status.PARTLY])
def test_what_was_done_is_not_erased_by_an_exclusion(status):
    """An act that excludes a row leaves the outcome that was reported of it."""
    done = {"outcome": {"status": status, "text": "Проведён", "date": "2018-10-12"}}
    made = amend(plan(A, B | done), plan(A), BASIS).plan
    gone = list(made.activity_rows())[1].activity
    assert (gone.excluded, gone.outcome.status, gone.outcome.text) == (BASIS, status, "Проведён")


def test_a_second_amendment_leaves_the_first_alone():
    """What was excluded stays so by its own act; numbers that were given are not given again."""
    once = amend(plan(A, B, C), plan(A, D, C), BASIS).plan
    live = [r.activity for r in once.activity_rows() if not r.activity.excluded]
    further = once.model_copy(
        update={"activities": (*live[:1], Plan.model_validate(plan(E)).activities[0], *live[1:])}
    )
    twice = amend(once, further, "приказ № 20 от 01.03.2019")
    assert rows(twice) == [("1.", "a"), ("1.0.", "e"), ("1.1.", "d"), ("2.", "b"), ("3.", "c")]
    excluded = [r.activity.excluded for r in twice.plan.activity_rows()]
    assert excluded == ["", "", "", BASIS, ""]
    acts = [r.activity.introduced for r in twice.plan.activity_rows()]
    assert acts == ["", "приказ № 20 от 01.03.2019", BASIS, "", ""]
    assert [p.text for p in twice.points] == ["дополнить пунктом 1.0 следующего содержания:"]


def test_an_excluded_row_comes_back_under_another_number():
    """Put in again, an activity keeps its id; the excluded row under the old number does not."""
    once = amend(plan(A, B, C), plan(A, C), BASIS).plan
    back = amend(once, plan(A, B, C), "приказ № 20")
    numbers = [(r.number, bool(r.activity.excluded)) for r in back.plan.activity_rows()]
    assert numbers == [("1.", False), ("1.1.", False), ("2.", True), ("3.", False)]
    assert [r.activity.id for r in back.plan.activity_rows()][1] == "b"
    assert Plan.model_validate(back.plan.model_dump()) == back.plan


def test_a_dead_section_stays_dead():
    """A section excluded earlier brings no point and loses no row."""
    old = plan(sections=[section("Кадры", A), section("Контроль", B)])
    once = amend(old, plan(sections=[section("Кадры", A)]), BASIS).plan
    twice = amend(once, plan(sections=[section("Кадры", A, D)]), "приказ № 20")
    assert [p.text for p in twice.points] == ["дополнить пунктом 1.2 следующего содержания:"]
    assert [s.title for s in twice.plan.sections] == ["Кадры", "Контроль"]


# --- refusals -----------------------------------------------------------------------------------


def refused(old, new, basis):
    with pytest.raises(AmendmentError) as caught:
        amend(old, new, basis)
    return codes(caught.value)


def test_an_amendment_without_changes_is_refused(examples):
    """Nothing changed, or only outcomes and ids: there is nothing to sign."""
    same = seed(examples)
    assert refused(same, same, BASIS) == ["PLN873"]
    assert refused(plan(A), plan(A).with_outcomes({"a": Outcome(text="да")}), BASIS) == ["PLN873"]


@pytest.mark.parametrize("basis", ["", "  ", "приказ\n№ 12", "приказ \x07"])
def test_an_amendment_without_a_basis_is_refused(basis):
    """The act is named in one printable line; all that is wrong is said at once."""
    assert refused(plan(A, B), plan(A, C), basis) == ["PLN874"]
    assert refused(plan(A), plan(A), basis) == ["PLN874", "PLN873"]


def test_another_plan_is_no_amendment():
    """Plans without an activity in common are not one plan."""
    other = plan(D, id="q")
    assert refused(plan(A), other, BASIS) == ["PLN875"]
    assert len(amend(plan(), plan(A), BASIS).points) == 1


def test_a_basis_that_is_no_act_is_taken_as_written():
    """«Меморандум» has no genitive here: the plan says «с изменениями», and a note says why."""
    made = amend(plan(A, B), plan(A), "меморандум № 3")
    assert codes(made) == ["PLN878"]
    assert Wording("ru-RU").title(made.plan).endswith("(с изменениями: меморандум № 3)")
    gone = list(made.plan.activity_rows())[1]
    assert Wording("ru-RU").excluded(gone.activity) == "Исключено (меморандум № 3)"


def test_the_amended_seed_says_what_was_proposed(examples):
    """Numbers apart, nothing is left between the proposal and the amended plan."""
    made = amend(seed(examples), amended(examples), BASIS)
    left = compare(amended(examples), made.plan).differences
    assert {d.kind.value for d in left} <= {"renumbered", "moved"}


def test_rows_without_a_number_stay_without_one():
    """An amendment names them by title, numbers no added one, and counts past them."""
    bare_row = activity("u", "Прочие дела", numbered=False)
    new = [A, bare_row | {"deadline": "Май 2019"}, activity("n", "Заметка", numbered=False), B, C]
    made = amend(plan(A, bare_row, B), plan(*new), BASIS)
    assert rows(made) == [("1.", "a"), ("", "u"), ("", "n"), ("2.", "b"), ("3.", "c")]
    assert [point.name for point in made.points] == ["Прочие дела", "Заметка", "3"]
    away = amend(plan(A, bare_row, B), plan(A, B), BASIS)
    assert rows(away)[1][0] == ""
    changed = bare_row | {"numbered": True, "deadline": "Май 2019"}
    now_numbered = amend(plan(A, bare_row, B), plan(A, changed, B), BASIS)
    assert [number for number, _ in rows(now_numbered)] == ["1.", "", "2."]


def test_a_number_that_repeats_in_several_tables_is_named_with_its_table():
    """By the heading of the table, or of its part, else by its place among the tables."""
    rows = [{"title": f"Дело {n}", "deadline": "май"} for n in "аб"]
    children = {"heading": "Дети", "activities": [{"title": "Праздник", "deadline": "май"}]}
    parents = {"activities": [{"title": "Собрание", "deadline": "май"}]}
    blocks = ["title", "table", {"table": children}, {"heading": "Семья"}, {"table": parents}]
    old = Plan.model_validate(
        {"title": "План", "period": "2018-2019", "activities": rows, "blocks": blocks}
    )
    data = old.model_dump(mode="json")
    data["activities"][0]["deadline"] = "апрель"
    data["blocks"][2]["table"]["activities"][0]["deadline"] = "апрель"
    data["blocks"][4]["table"]["activities"].pop()
    made = amend(old, Plan.model_validate(data), "приказ № 12 от 10.01.2019")
    told = [point.text for point in made.points]
    assert [text.partition(" в графе")[0] for text in told] == [
        "в пункте 1 таблицы 1", "в пункте 1 таблицы «Дети»", "пункт 1 таблицы «Семья» исключить",
    ]  # fmt: skip


def _of_rows(count, changed, *, in_tables):
    """Return plans before and after changes that are many where `count` is large."""

    def rows_from(first, end, deadline):
        return [
            activity(f"r{n}", f"Работа {n * 7919 % 100003} о деле {n}", deadline=deadline)
            for n in range(first, end)
        ]

    both = []
    for deadline in ("Октябрь 2018", "Май 2019"):
        own, other = rows_from(0, count // 2, deadline), rows_from(count // 2, count, deadline)
        if changed == "rows come" and deadline == "Май 2019":
            own = [row for n in range(len(own)) for row in (own[n], activity(f"n{n}", f"Дело {n}"))]
        if changed == "rows go" and deadline == "Май 2019":
            own, other = own[::2], other[::2]
        size = 4 if in_tables else count
        tables = [
            {"table": {"heading": f"Таблица {n}", "activities": other[n : n + size]}}
            for n in range(0, len(other), size)
        ]
        fields = {"blocks": ["title", "table", *tables], "numbering": {"activities": "1."}}
        both.append(plan(*own, **fields))
    return both


@pytest.mark.parametrize("in_tables", [False, True])
@pytest.mark.parametrize("changed", ["deadlines", "rows come", "rows go"])
def test_the_work_of_an_amendment_grows_with_the_rows(changed, in_tables):
    """Three times as many rows, changed, added or excluded, are no more than that much work."""
    small, large = (
        calls(amend, *_of_rows(count, changed, in_tables=in_tables), BASIS) for count in (80, 240)
    )
    assert large < small * 3.6


@pytest.mark.parametrize("deep", [False, True])
def test_a_row_typed_anew_is_changed_in_words(deep):
    """A row that lost its id is known by its text: the point says what changed, the id is kept."""
    was = "Положение о стипендии"
    old, new = activity("b", was, deadline="май"), {"title": was + " студентов", "deadline": "июнь"}
    if deep:
        old, new = (activity("w", "Акты", parts=[activity("p", "Приказ"), x]) for x in (old, new))
    made = amend(plan(A, old), plan(A, new), BASIS)
    (point,) = made.points
    assert "«студентов»" in point.text
    assert "«май» заменить словом «июнь»" in point.text
    assert point.became
    assert [row.activity.id for row in made.plan.activity_rows()][-1] == "b"
