"""plandoc.revisions.compare: what differs in two plans, as data in the new plan's order."""

from datetime import date

import pytest

from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.matching import out_of_order
from plandoc.revisions.compare import Change, Kind, MatchedBy, Subject, compare, word_segments
from plandoc.schema.plan import Plan


def activity(ident, title="", **fields):
    return {"id": ident, "title": title or "Мероприятие", **fields}


def plan(*activities, **fields):
    value = {"id": "p", "title": "План", "period": "2018-2019", "activities": list(activities)}
    return Plan.model_validate(value | fields)


def section(title, *activities, **fields):
    return {"title": title, "activities": list(activities), **fields}


def told(comparison):
    return [(d.kind, d.subject, d.field, d.number) for d in comparison.differences]


def kinds(old, new, **options):
    return [d.kind for d in compare(old, new, **options).differences]


def marked(difference):
    return [(s.change, s.text) for s in difference.segments if s.change is not Change.SAME]


A = activity("a", "Заседание совета")
B = activity("b", "Семинар для мастеров")
C = activity("c", "Ярмарка вакансий")
D = activity("d", "Экскурсия на завод")


# --- which row is which -----------------------------------------------------------------------


def test_an_id_tells_an_activity_through_new_words():
    """Another text under the same id is the same activity reworded."""
    comparison = compare(plan(A, B), plan(activity("a", "Совсем другое дело"), B))
    assert told(comparison) == [(Kind.WORDS, Subject.ACTIVITY, "title", "1.")]
    assert [pair.by for pair in comparison.pairs] == [MatchedBy.ID, MatchedBy.ID]


def test_texts_tell_activities_without_ids():
    """Equal texts first, then like ones; what is like nothing is added and removed."""
    old = plan(
        activity("a", "Заседание совета"),
        activity("b", "Семинар для мастеров производственного обучения"),
        activity("c", "Ярмарка вакансий"),
    )
    new = plan(
        activity("x", "Семинар для мастеров производственной практики"),
        activity("y", "Заседание  Совета."),
        activity("z", "Экскурсия на завод"),
    )
    comparison = compare(old, new)
    assert [(p.old.activity.id, p.new.activity.id, p.by) for p in comparison.pairs] == [
        ("b", "x", MatchedBy.LIKENESS),
        ("a", "y", MatchedBy.TEXT),
    ]
    assert [d.id for d in comparison.of(Kind.ADDED)] == ["z"]
    assert [d.id for d in comparison.of(Kind.REMOVED)] == ["c"]


def test_exchanged_ids_do_not_exchange_activities():
    """Where the text beside an id is another activity's word for word, the text decides."""
    old = plan(activity("a", "Заседание совета"), activity("b", "Ярмарка вакансий"))
    new = plan(activity("b", "Заседание совета"), activity("a", "Ярмарка вакансий", deadline="май"))
    comparison = compare(old, new)
    assert {pair.by for pair in comparison.pairs} == {MatchedBy.TEXT}
    assert [(d.field, d.title) for d in comparison.differences] == [
        ("deadline", "Ярмарка вакансий")
    ]


def test_repeated_texts_pair_in_their_order():
    """Two activities of one text and other ids are told apart by their places."""
    old = plan(activity("a", "Заседание", deadline="май"), activity("b", "Заседание"))
    new = plan(activity("x", "Заседание", deadline="май"), activity("y", "Заседание"))
    assert [(p.old.activity.id, p.new.activity.id) for p in compare(old, new).pairs] == [
        ("a", "x"), ("b", "y"),
    ]  # fmt: skip
    assert compare(old, new).differences == ()


# --- rows that came, went and moved -------------------------------------------------------------


def test_what_is_gone_is_told_where_it_stood():
    """Differences stand in the new plan's order, removed rows after what was before them."""
    old = plan(A, B, C, numbering={"activities": ""})
    new = plan(A, C, D, numbering={"activities": ""})
    comparison = compare(old, new)
    assert [(d.kind, d.id) for d in comparison.differences] == [
        (Kind.REMOVED, "b"),
        (Kind.ADDED, "d"),
    ]
    gone, came = comparison.differences
    assert (str(gone.old_place.path), gone.new_place) == ("activities[1]", None)
    assert (came.old_place, str(came.new_place.path)) == (None, "activities[2]")
    assert kinds(plan(A, B), plan(B)) == [Kind.REMOVED, Kind.RENUMBERED]


def test_an_activity_moves_to_another_section():
    """Where it stood and stands is told with numbers and headings; its number is no more said."""
    old = plan(sections=[section("Кадры", A, B), section("Контроль", C)], activities=[])
    new = plan(sections=[section("Кадры", A), section("Контроль", C, B)], activities=[])
    (moved,) = compare(old, new).differences
    assert (moved.kind, moved.old, moved.new) == (
        Kind.MOVED, "1.2. (1. Кадры)", "2.2. (2. Контроль)",
    )  # fmt: skip
    assert (str(moved.old_place.path), str(moved.new_place.path)) == (
        "sections[0].activities[1]", "sections[1].activities[1]",
    )  # fmt: skip


def test_a_row_moved_within_its_section_is_told_by_its_numbers():
    """The section stands on both sides only where it is another one."""
    numbering = {"sections": ["Задача 1."], "activities": "1.1."}
    old, new = (
        plan(sections=[section("Кадры", *rows)], numbering=numbering)
        for rows in ([A, B, C], [C, A, B])
    )
    (moved,) = compare(old, new).of(Kind.MOVED)
    assert (moved.old, moved.new) == ("1.3.", "1.1.")


def test_only_what_was_carried_elsewhere_moved():
    """One activity put to the front has moved; those that it passed have new numbers alone."""
    old, new = plan(A, B, C), plan(C, A, B)
    comparison = compare(old, new)
    assert [(d.kind, d.id) for d in comparison.differences] == [
        (Kind.MOVED, "c"), (Kind.RENUMBERED, "a"), (Kind.RENUMBERED, "b"),
    ]  # fmt: skip


def test_the_fewest_moves_explain_an_order():
    """The longest run that kept its order stays."""
    assert out_of_order({"a": 0, "b": 3, "c": 1, "d": 2, "e": 4}) == {"b"}
    assert out_of_order({}) == set()


def test_sections_are_known_again_by_what_stands_in_them():
    """A section with another heading and the same activities is headed anew, nothing moved."""
    old = plan(sections=[section("Кадры", A, B), section("Контроль", C)], activities=[])
    new = plan(sections=[section("Люди и их дела", A, B), section("Контроль", C)], activities=[])
    assert told(compare(old, new)) == [(Kind.WORDS, Subject.SECTION, "title", "1.")]


def test_an_empty_section_is_known_by_likeness():
    """A heading reworded a little is the same section, though nothing stands in it."""
    old = plan(sections=[section("Организация взаимодействия участников")])
    new = plan(sections=[section("Организация взаимодействия между участниками")])
    (found,) = compare(old, new).differences
    assert (found.kind, found.subject) == (Kind.WORDS, Subject.SECTION)
    assert kinds(old, plan(sections=[section("Контроль")])) == [Kind.REMOVED, Kind.ADDED]


def test_sections_come_go_and_change_places():
    """Each is one difference; activities inside a section that moved as a whole did not move."""
    first, second = section("Кадры", A, B), section("Контроль", C)
    old = plan(sections=[first, second], numbering={"sections": [], "activities": ""})
    new = plan(sections=[second, first], numbering={"sections": [], "activities": ""})
    assert [(d.kind, d.subject) for d in compare(old, new).differences] == [
        (Kind.MOVED, Subject.SECTION)
    ]
    new = plan(
        sections=[first, section("Новое"), second], numbering={"sections": [], "activities": ""}
    )
    (added,) = compare(old, new).differences
    assert (added.kind, added.new) == (Kind.ADDED, "Новое")
    assert str(added.new_place.path) == "sections[1]"


def test_a_section_inside_another_moves_too():
    """A section of the second level that went under another one has moved."""
    inner = section("Мониторинг", C)
    old = plan(sections=[section("Кадры", A, sections=[inner]), section("Контроль", B)])
    new = plan(sections=[section("Кадры", A), section("Контроль", B, sections=[inner])])
    moved = compare(old, new).of(Kind.MOVED)
    assert [(d.subject, d.title) for d in moved] == [(Subject.SECTION, "2.1. Мониторинг")]


def test_numbers_of_sections_and_their_words_are_told_apart():
    """«Задача 2.» for «Задача 1.» is a number, «Раздел 1.» for it is another word."""
    numbered = plan(sections=[section("Кадры", label="Задача 1.")])
    assert kinds(numbered, plan(sections=[section("Кадры", label="Задача 2.")])) == [
        Kind.RENUMBERED
    ]
    assert kinds(numbered, plan(sections=[section("Кадры", label="Раздел 1.")])) == [Kind.WORDS]


def test_a_label_over_a_month_counts():
    """A section of September with an empty label is not headed «Сентябрь» any more."""
    old = plan(sections=[{"title": "Начало", "month": 9}])
    new = plan(sections=[{"title": "Начало", "month": 9, "label": ""}])
    (found,) = compare(old, new).differences
    assert (found.kind, found.old, found.new) == (Kind.WORDS, "Сентябрь. Начало", "Начало")


# --- fields of an activity ----------------------------------------------------------------------


def test_reworded_activities_show_the_words():
    """The words that went and came are marked; the rest stays."""
    old = plan(activity("a", "Подготовка предложений для определения КЦП"))
    new = plan(activity("a", "Подготовка обоснованных предложений по определению КЦП"))
    (found,) = compare(old, new).differences
    assert marked(found) == [
        (Change.ADDED, "обоснованных "),
        (Change.REMOVED, "для определения"),
        (Change.ADDED, "по определению"),
    ]


def test_whoever_came_and_went_is_named():
    """Executors are compared one by one, who leads among them as printed."""
    old = plan(activity("a", executors=["КС", "Методист"]))
    new = plan(activity("a", executors=[{"name": "КС", "lead": True}, "Секретарь"]))
    (found,) = compare(old, new).differences
    assert (found.kind, found.old, found.new) == (
        Kind.EXECUTORS, "КС, Методист", "КС (отв.), Секретарь",
    )  # fmt: skip
    kept = compare(old, plan(activity("a", executors=["КС", "Секретарь"]))).differences[0]
    assert marked(kept) == [(Change.REMOVED, "Методист"), (Change.ADDED, "Секретарь")]


def test_what_an_executor_is_says_nothing_on_paper():
    """A post or a body: the plan reads the same."""
    old = plan(activity("a", executors=["КС"]))
    new = plan(activity("a", executors=[{"name": "КС", "kind": "body"}]))
    assert compare(old, new).differences == ()


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Октябрь 2018", "Ноябрь 2018", Kind.LATER),
        ("Октябрь 2018", "до 5 октября 2018 г.", Kind.EARLIER),
        ("Сентябрь-май", "Сентябрь-апрель", Kind.EARLIER),
        ("Май-июнь", "сентябрь", Kind.OTHER_DAYS),
        ("до 1 июня", "до 1 сентября", Kind.OTHER_DAYS),
        ("Май-июнь", "сентябрь 2018", Kind.EARLIER),
        ("Октябрь", "Сентябрь", Kind.EARLIER),
        ("Декабрь", "Январь", Kind.LATER),
        ("Сентябрь-май", "Октябрь-май", Kind.LATER),
        ("Апрель, октябрь 2018 г.", "Апрель, июнь, октябрь 2018 г.", Kind.OTHER_DAYS),
        ("Октябрь 2018", "октябрь 2018 г.", Kind.SAME_DAYS),
        ("В течение года", "Весь период", Kind.SAME_DAYS),
        ("Ежемесячно", "1 раз в месяц", Kind.SAME_DAYS),
        ("Октябрь 2018", "по мере необходимости", Kind.OTHER_DAYS),
        ("по мере поступления", "по мере необходимости", Kind.OTHER_DAYS),
        ("", "Май 2019", Kind.OTHER_DAYS),
        ("Май 2019", "", Kind.OTHER_DAYS),
    ],
)
def test_deadlines_are_earlier_later_or_the_same_days(old, new, kind):
    """By the last day, then by the first; what cannot be told neither way is «other days»."""
    before, after = (plan(activity("a", deadline=text or None)) for text in (old, new))
    (found,) = compare(before, after).differences
    assert (found.kind, found.field, found.old, found.new) == (kind, "deadline", old, new)


def test_results_supervisors_and_own_columns_are_told_by_field():
    """Each field is a difference of its own; an own column bears its heading."""
    columns = ["number", "title", {"key": "place", "heading": "Место"}]
    old = plan(
        activity("a", supervisor="Директор", fields={"place": "Зал"}, expected_result="Отчет"),
        columns=columns,
    )
    new = plan(activity("a", supervisor="Завуч", fields={"place": "Двор"}), columns=columns)
    found = compare(old, new).differences
    assert [(d.field, d.old, d.new, d.heading) for d in found] == [
        ("supervisor", "Директор", "Завуч", ""),
        ("expected_result", "Отчет", "", ""),
        ("fields.place", "Зал", "Двор", "Место"),
    ]
    assert str(found[2].new_place.path) == "activities[0].fields.place"


def test_blanks_and_hyphens_are_no_words():
    """Line breaks, double blanks and non-breaking hyphens change nothing that was approved."""
    old = plan(activity("a", "План-график\nработы", executors=["КС"], supervisor=" "))
    new = plan(activity("a", "План\u2011график  работы\u00a0", executors=["КС "]))
    assert old.content_hash == new.content_hash
    assert compare(old, new).differences == ()


# --- the plan as a whole ------------------------------------------------------------------------


def officer(name, **fields):
    return {"kind": "approve", "officer": {"post": "Директор", "name": name, **fields}}


@pytest.mark.parametrize(
    ("field", "old", "new", "texts"),
    [
        ("title", "План работы", "План работы совета", ("План работы", "План работы совета")),
        (
            "period", "2018-2019", "2018/2019",
            ("на 2018-2019 учебный год", "на 2018/2019 учебный год"),
        ),
        ("period_in_title", True, False, ("План на 2018-2019 учебный год", "План")),
        ("language", "ru-RU", "ru-MD", ("ru-RU", "ru-MD")),
        ("gender", None, "feminine", ("", "УТВЕРЖДЕНА")),
        (
            "school_quarters", [], [["01.09.2018", "28.10.2018"]],
            ("", "1 сентября 2018 г. — 28 октября 2018 г."),
        ),
        (
            "approvals", [officer("И.И. Иванов")], [officer("П.П. Петров", date=None)],
            (
                "УТВЕРЖДАЮ Директор И.И. Иванов « __ » _____ 20__ г.",
                "УТВЕРЖДАЮ Директор П.П. Петров",
            ),
        ),
        (
            "columns", ["number", "title", "deadline"],
            ["number", "title", {"key": "deadline", "heading": "Когда"}],
            ("Срок исполнения", "Когда"),
        ),
        ("short_names", {"КС": "Совет"}, {"КС": "Собрание"}, ("КС — Совет", "КС — Собрание")),
        (
            "short_names_shown", "as_written", "listed",
            ("печатать как написано", "перечислить под таблицей"),
        ),
        ("notes", ["Старое"], ["Новое"], ("Старое", "Новое")),
        (
            "signatures", [{"post": "Методист", "name": "И.И. Иванов"}],
            [{"post": "Методист", "name": "П.П. Петров"}],
            ("Методист И.И. Иванов", "Методист П.П. Петров"),
        ),
    ],
)  # fmt: skip
def test_every_part_of_the_whole_is_compared(field, old, new, texts):
    """What stands above and below the table differs by its text as printed."""
    (found,) = compare(plan(A, **{field: old}), plan(A, **{field: new})).differences
    assert (found.subject, found.kind, found.field) == (Subject.PLAN, Kind.WORDS, field)
    assert (" ".join(found.old.split()), " ".join(found.new.split())) == texts


def test_members_of_lists_come_and_go():
    """A note put between two others is added, nothing else differs; blank ones are no notes."""
    (found,) = compare(plan(notes=["А", "В"]), plan(notes=["А", " ", "Б", "В"])).differences
    assert (found.kind, found.new, str(found.new_place.path)) == (Kind.ADDED, "Б", "notes[2]")
    (gone,) = compare(plan(notes=["А", "В"]), plan(notes=["В"])).differences
    assert (gone.kind, gone.old, gone.new_place) == (Kind.REMOVED, "А", None)


def test_a_default_heading_written_out_is_the_same():
    """A column says its heading or leaves it to the language: printed alike."""
    written = [{"key": "title", "heading": "Наименование мероприятия"}, "deadline"]
    assert (
        compare(plan(A, columns=["title", "deadline"]), plan(A, columns=written)).differences == ()
    )


def test_an_approval_without_a_known_gender_is_still_told():
    """УТВЕРЖДЕН- with nothing to agree with stops no comparison."""
    act = {"kind": "approve", "act": {"number": "5"}}
    other = {"kind": "approve", "act": {"number": "6"}}
    names = {"title": "Дорога", "activities": []}
    (found,) = compare(plan(**names, approvals=[act]), plan(**names, approvals=[other])).differences
    assert [text for _, text in marked(found)] == ["5", "6"]


# --- what is in force ---------------------------------------------------------------------------


def test_an_excluded_row_is_as_good_as_gone():
    """Marked excluded, an activity is removed; the plan without it says the same."""
    old = plan(activity("a", number="1"), activity("b", number="2"), activity("c", number="3"))
    marked_so = plan(
        activity("a", number="1"),
        activity("b", number="2", excluded="приказ № 12 от 10.01.2019"),
        activity("c", number="3"),
    )
    gone = plan(activity("a", number="1"), activity("c", number="3"))
    assert [(d.kind, d.id) for d in compare(old, marked_so).differences] == [(Kind.REMOVED, "b")]
    assert marked_so.content_hash == gone.content_hash
    assert compare(marked_so, gone).differences == ()
    assert [d.kind for d in compare(marked_so, old).differences] == [Kind.ADDED]


def test_a_section_of_excluded_rows_is_gone_with_them():
    """A heading over nothing in force is not in force; over nothing at all it is."""
    dead = activity("b", excluded="приказ № 12")
    old = plan(sections=[section("Кадры", A), section("Контроль", dead)])
    new = plan(sections=[section("Кадры", A)])
    assert old.content_hash == new.content_hash
    empty = plan(sections=[section("Кадры", A), section("Контроль")])
    assert empty.content_hash != new.content_hash


def test_pinned_numbers_are_the_numbers_that_were_printed():
    """Writing the computed number down changes nothing."""
    computed = plan(A, B)
    numbers = [row.number for row in computed.activity_rows()]
    pinned = plan({**A, "number": numbers[0]}, {**B, "number": numbers[1]})
    assert computed.content_hash == pinned.content_hash


# --- across years -------------------------------------------------------------------------------


def years(old, new, **fields):
    before = plan(activity("a", **old), period="2018-2019", **fields)
    after = plan(activity("a", **new), period="2019-2020", **fields)
    return compare(before, after, across_years=True).differences


def test_a_deadline_that_moved_with_the_year_is_none():
    """A year later is no difference; the same year, or another month, is."""
    assert years({"deadline": "Октябрь 2018"}, {"deadline": "Октябрь 2019"}) == ()
    (stale,) = years({"deadline": "Октябрь 2018"}, {"deadline": "Октябрь 2018"})
    assert (stale.kind, stale.old, stale.new) == (Kind.EARLIER, "Октябрь 2018", "Октябрь 2018")
    (later,) = years({"deadline": "Октябрь 2018"}, {"deadline": "Ноябрь 2019"})
    assert later.kind is Kind.LATER
    (note,) = years(
        {"deadline": "Сентябрь 2018 (на 2020 год)"}, {"deadline": "Сентябрь 2019 (на 2021 год)"}
    )
    assert note.kind is Kind.SAME_DAYS


def test_the_label_of_the_period_moves_in_texts():
    """«2018-2019» and «2018/19» that became next year are no words; another year is."""
    assert years({"title": "График на 2018-2019 год"}, {"title": "График на 2019-2020 год"}) == ()
    assert years({"title": "График на 2018/19 год"}, {"title": "График на 2019/20 год"}) == ()
    assert len(years({"title": "Стратегия до 2024 года"}, {"title": "Стратегия до 2025 года"})) == 1
    before = plan(activity("a", "Отчет за 2021 год"), period="2021")
    after = plan(activity("a", "Отчет за 2022 год"), period="2022")
    assert compare(before, after, across_years=True).differences == ()
    ranges = [{"first": f"{y}-03-01", "last": f"{y}-05-31"} for y in (2018, 2019)]
    spring, next_one = (plan(activity("a", f"Весна {p['first'][:4]}"), period=p) for p in ranges)
    assert [d.field for d in compare(spring, next_one, across_years=True).differences] == ["title"]


def test_approvals_of_another_year_differ_by_who_approves():
    """Dates and numbers begin anew; another officer is told."""
    acts = [[officer("И.И. Иванов", date=f"01.09.{year}")] for year in (2018, 2019)]
    before, after = (
        plan(A, approvals=a, period=p)
        for a, p in zip(acts, ("2018-2019", "2019-2020"), strict=True)
    )
    assert compare(before, after, across_years=True).differences == ()
    other = plan(A, approvals=[officer("П.П. Петров")], period="2019-2020")
    (found,) = compare(before, other, across_years=True).differences
    assert found.field == "approvals"


def test_numbers_are_not_told_across_years():
    """A row put in at the head renumbers all others: for next year's reader that is nothing."""
    old, new = plan(A, B), plan(C, A, B, period="2019-2020")
    assert kinds(old, new, across_years=True) == [Kind.ADDED]
    assert kinds(old, new).count(Kind.RENUMBERED) == 2


# --- words --------------------------------------------------------------------------------------


def test_a_blank_between_changed_words_belongs_to_the_change():
    """Words that have nothing in common are one change, not many around blanks."""
    assert [tuple(s) for s in word_segments("а б в", "г д е")] == [
        (Change.REMOVED, "а б в"), (Change.ADDED, "г д е"),
    ]  # fmt: skip


def test_years_and_compounds_are_one_word():
    """«2018-2019» changes as a whole."""
    changed = [s.text for s in word_segments("на 2018-2019 год", "на 2019-2020 год")]
    assert changed == ["на ", "2018-2019", "2019-2020", " год"]


def test_the_seed_a_year_later_is_the_same_plan(examples):
    """Rolled over by hand with nothing but its years, the seed has no difference."""
    source = (examples / "seed.yaml").read_text("utf-8")
    old, _ = read_plan(source.encode())
    moved = source.replace("2018-2019", "2019-2020")
    for year in (2019, 2018):
        moved = moved.replace(f"{year}\n", f"{year + 1}\n").replace(f"{year} г", f"{year + 1} г")
    moved = moved.replace("Сентябрь 2018 (на", "Сентябрь 2019 (на")
    new, _ = read_plan(moved.encode())
    assert new.period.first == date(2019, 9, 1)
    assert compare(old, new, across_years=True).differences == ()


def parted(whole, *parts):
    own = [activity(f"part{n}", f"часть {n}", **fields) for n, fields in enumerate(parts)]
    return plan(activity("whole", "Проверка", **whole, parts=own))


def test_what_a_part_leaves_to_its_whole_is_that_of_the_whole():
    """A part that loses its own deadline has that of its whole, and not «—»."""
    whole = {"deadline": "май 2019 г.", "executors": "Завуч"}
    own = parted(whole, {"deadline": "июнь 2019 г.", "executors": "Иванов"}, {})
    found = compare(own, parted(whole, {}, {})).differences
    assert [(d.field, d.old, d.new) for d in found] == [
        ("executors", "Иванов", "Завуч"),
        ("deadline", "июнь 2019 г.", "май 2019 г."),
    ]
    back = compare(parted(whole, {}, {}), own).differences
    assert [(d.old, d.new) for d in back] == [(d.new, d.old) for d in found]
    same = parted(whole, {"deadline": "май 2019 г."}, {})
    assert compare(same, parted(whole, {}, {})).differences == ()


def test_a_change_of_the_whole_is_told_once():
    """Parts that leave their deadline to it are not told one by one."""
    before, after = ({"deadline": f"{month} 2019 г."} for month in ("май", "июнь"))
    assert [
        d.title for d in compare(parted(before, {}, {}), parted(after, {}, {})).differences
    ] == ["Проверка"]
