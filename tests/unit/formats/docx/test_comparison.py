"""plandoc.formats: differences in words, on a page, as JSON."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from support.changed_seed import amended, next_year, seed
from support.docx_text import outline, part
from support.effort import tries
from support.strategies import plans

from plandoc.formats.docx import comparison as documents
from plandoc.formats.text import comparison as texts
from plandoc.formats.text.comparison import comparison_json, split_spaces, with_spaces_between
from plandoc.revisions.compare import Change, Segment, compare
from plandoc.revisions.compare.groups import Group, grouped
from plandoc.schema.plan import Plan
from plandoc.words.language import LANGUAGES, words_in


def comparison_text(comparison, language="ru"):
    return texts.comparison_text(comparison, language)


def render_comparison(comparison, language="ru", **options):
    return documents.render_comparison(comparison, language, **options)


def plan(*activities, **fields):
    value = {"id": "p", "title": "План", "period": "2018-2019", "activities": list(activities)}
    return Plan.model_validate(value | fields)


def activity(ident, title, **fields):
    return {"id": ident, "title": title, **fields}


def runs(document):
    """Return every run with a mark: its text, whether bold and underlined, whether struck."""
    opened = Document(BytesIO(document))
    cells = (cell for table in opened.tables for row in table.rows for cell in row.cells)
    found = {}
    for cell in cells:
        for paragraph in cell.paragraphs:
            for run in paragraph.runs:
                if run.underline or run.font.strike:
                    found[run.text] = (bool(run.bold and run.underline), bool(run.font.strike))
    return found


# --- groups -------------------------------------------------------------------------------------


def test_groups_stand_in_one_order_and_hold_everything(examples):
    """Whole plan first, numbers last; no difference is in two groups or in none."""
    comparison = compare(seed(examples), amended(examples))
    groups = grouped(comparison)
    assert list(groups) == [group for group in Group if group in groups]
    first, *_, last = groups
    assert (first, last) == (Group.WHOLE, Group.RENUMBERED)
    together = [difference for found in groups.values() for difference in found]
    assert sorted(together, key=comparison.differences.index) == list(comparison.differences)


def test_another_supervisor_has_a_group_of_its_own():
    """Who oversees is not among reworded texts."""
    old, new = (plan(activity("a", "А", supervisor=who)) for who in ("Завуч", "Директор"))
    assert list(grouped(compare(old, new))) == [Group.SUPERVISOR]


# --- in words -----------------------------------------------------------------------------------


def test_equal_plans_are_said_to_be_equal(examples):
    """A comparison without differences says so in one line."""
    same = seed(examples)
    assert comparison_text(compare(same, same)) == "Что изменилось в плане\nРазличий нет\n"
    assert "No differences" in comparison_text(compare(same, same), "en")


@pytest.mark.parametrize(
    ("old", "new", "years", "heading"),
    [
        ({}, {"period": "2019-2020"}, True, "по сравнению с планом на 2018-2019 учебный год"),
        ({}, {"revision": 2}, False, "в редакции 2 по сравнению с редакцией 1"),
        ({}, {"revision": 2, "id": "q"}, False, "Что изменилось в плане"),
    ],
)
def test_the_heading_says_what_is_compared(old, new, years, heading):
    """Two years, two revisions of one plan, any two plans."""
    comparison = compare(plan(**old), plan(**new), across_years=years)
    assert heading in comparison_text(comparison).splitlines()[0]


def test_changed_words_stand_in_brackets():
    """Removed and added words are told apart without colour; brackets do not enclose spaces."""
    old = plan(activity("a", "Подготовка предложений для КЦП", expected_result="Отчет"))
    new = plan(activity("a", "Подготовка обоснованных предложений по КЦП"))
    text = comparison_text(compare(old, new))
    assert "  1. Подготовка {+обоснованных+} предложений [-для-] {+по+} КЦП\n" in text
    assert "по КЦП. результат: [-Отчет-]\n" in text


def test_what_came_says_who_and_when():
    """An added row tells its executors, deadline and result; an empty one nothing."""
    full = activity("b", "Семинар", executors=["КС", "МО"], deadline="Май 2019")
    text = comparison_text(compare(plan(), plan(full, activity("c", "Ярмарка"))))
    assert "  1. Семинар (КС, МО; Май 2019)\n  2. Ярмарка\n" in text


def test_a_part_of_the_plan_is_named():
    """A note that came, a column headed anew: with their names."""
    text = comparison_text(compare(plan(), plan(notes=["Важно"], title="План работы")))
    assert "  заголовок: План {+работы+}\n  примечание: {+Важно+}\n" in text


def test_an_own_column_is_named_by_its_heading():
    """What the plan itself calls a column is how a difference in it is called."""
    columns = ["title", {"key": "place", "heading": "Место"}]
    old, new = (
        plan(activity("a", "А", fields={"place": p}), columns=columns) for p in ("Зал", "Двор")
    )
    assert "1. А. Место: [-Зал-] {+Двор+}" in comparison_text(compare(old, new))


def test_a_cell_that_was_empty_shows_a_dash():
    """Nothing is not left out."""
    old, new = (plan(activity("a", "А", deadline=d)) for d in (None, "Май 2019"))
    assert "1. А: — → Май 2019" in comparison_text(compare(old, new))


def test_what_was_known_by_likeness_is_told():
    """A pairing that no id and no equal text proves is shown for a second look."""
    old = plan(activity("a", "Семинар для мастеров производственного обучения"))
    new = plan(activity("b", "Семинар для мастеров производственной практики"))
    text = comparison_text(compare(old, new))
    assert "сходству текста" in text
    assert "1. «Семинар для мастеров производственного обучения» — 1. «Семинар" in text
    assert "сходству" not in comparison_text(compare(old, old))


def test_blanks_are_no_part_of_a_mark():
    """Blanks around marked words stay outside, also where a text is nothing else."""
    assert split_spaces(" а б ") == (" ", "а б", " ")
    assert split_spaces("  ") == ("", "  ", "")
    went, came = Segment(Change.REMOVED, "а"), Segment(Change.ADDED, "б")
    assert [s.text for s in with_spaces_between([went, came])] == ["а", " ", "б"]
    assert [s.text for s in with_spaces_between([Segment(Change.REMOVED, "а "), came])] == [
        "а ",
        "б",
    ]


# --- for other programs -------------------------------------------------------------------------


def test_json_holds_every_difference(examples):
    """Counts, plans, texts, segments and paths are there for other programs."""
    comparison = compare(seed(examples), amended(examples))
    record = json.loads(comparison_json(comparison))
    assert len(record["differences"]) == len(comparison.differences) > 10
    assert sum(record["counts"].values()) == len(record["differences"])
    assert record["old"]["content_hash"] == seed(examples).content_hash
    later = next(d for d in record["differences"] if d["kind"] == "later")
    assert (later["field"], later["old"], later["new"]) == ("deadline", "Январь 2019", "Март 2019")
    assert later["new_path"].endswith(".deadline")
    gone = next(d for d in record["differences"] if d["kind"] == "removed")
    assert gone["new_path"] is None
    texts = [activity("a", "Заседание"), activity("b", "Заседание")]
    record = json.loads(comparison_json(compare(plan(texts[0]), plan(texts[1], title="П"))))
    assert record["matched"] == [{"old": "a", "new": "b", "by": "text"}]


# --- on a page ----------------------------------------------------------------------------------


def test_marks_survive_black_and_white(examples):
    """What went is struck through, what came is bold and underlined."""
    document = render_comparison(compare(seed(examples), next_year(examples), across_years=True))
    found = runs(document)
    assert found["И.о. начальника"] == (False, True)
    assert found["Начальник"] == (True, False)
    assert found["Методист"] == (True, False)
    assert found["Секретарь КС"] == (False, True)
    assert "зачёркнуты" in outline(document)


def test_the_legend_stands_only_where_marks_do():
    """A page without changed words does not explain them; one without differences has no table."""
    added = render_comparison(compare(plan(), plan(activity("a", "Семинар"))))
    assert "зачёркнуты" not in outline(added)
    same = render_comparison(compare(plan(), plan()))
    assert "table" not in outline(same)
    assert "Различий нет." in outline(same)


def test_executors_that_stayed_are_not_marked():
    """Among several, only who came and went is."""
    old, new = (plan(activity("a", "А", executors=e)) for e in (["КС", "МО"], ["КС", "ПЦК"]))
    found = runs(render_comparison(compare(old, new)))
    assert found == {"МО": (False, True), "ПЦК": (True, False)}


def test_only_tall_rows_may_split():
    """A row taller than most of a page runs on over the next one, others stay whole."""
    tall = activity("a", "длинное мероприятие " * 300)
    told = outline(render_comparison(compare(plan(), plan(tall, activity("b", "Семинар")))))
    rows = [line for line in told.splitlines() if "| 1. |" in line or "| 2. |" in line]
    assert ["cantSplit" in row for row in rows] == [False, True]


def test_the_same_comparison_is_the_same_bytes(examples):
    """Made twice, the page is the same; a given time is in it, the author is not asked."""
    comparison = compare(seed(examples), amended(examples))
    assert render_comparison(comparison) == render_comparison(comparison)
    moment = datetime(2019, 1, 10, 12, tzinfo=UTC)
    dated = render_comparison(comparison, "en", created=moment)
    assert "2019-01-10T12:00:00Z" in part(dated, "docProps/core.xml")
    assert 'w:val="en-US"' in part(dated, "word/styles.xml")


@given(plans(shapes=True), plans(shapes=True))
@tries(60)
def test_any_two_plans_make_a_page(old, new):
    """Hostile text breaks neither the page nor the words, in any language; titles are on it."""
    comparison = compare(old, new)
    for language in LANGUAGES:
        assert comparison_text(comparison, language)
    json.loads(comparison_json(comparison))
    said = "".join(outline(render_comparison(comparison)).replace(" / ", "").split())
    for group in (Group.ADDED, Group.REMOVED):
        for difference in grouped(comparison).get(group, ()):
            assert "".join(difference.title.split()) in said


def test_every_word_is_said_in_every_language():
    """Groups and parts of a plan have words in both tables, and no others."""
    tables = [words_in(language).compare for language in LANGUAGES]
    assert tables
    for table in tables:
        assert set(table.groups) == set(Group)
        assert tables[0].whole.keys() == table.whole.keys() < Plan.model_fields.keys()


def test_the_head_counts_what_changed():
    """Added, removed and changed activities; a row changed twice counts once."""
    old = plan(activity("a", "Сбор"), activity("b", "Совет", deadline="май 2019"))
    new = plan(
        activity("b", "Совет школы", deadline="июнь 2019"),
        activity("c", "Семинар"),
    )
    said = outline(render_comparison(compare(old, new)))
    assert "Мероприятий было 2, стало 2: добавлено 1, исключено 1, изменено 1." in said


def test_a_row_shows_the_number_that_it_had():
    """«4.4 → 4.3» where the number changed, the number alone where it did not."""
    rows = [activity("a", "Сбор"), activity("b", "Совет", deadline="май 2019")]
    later = rows[1] | {"deadline": "июнь 2019"}
    told = outline(render_comparison(compare(plan(*rows), plan(later))))
    assert " cantSplit | 2 → 1 | Совет | май 2019 | июнь 2019\n" in told
    told = outline(render_comparison(compare(plan(*rows), plan(rows[0], later))))
    assert " cantSplit | 2. | Совет | май 2019 | июнь 2019\n" in told


def test_no_title_is_cut():
    """The signer reads a page of changes instead of both plans."""
    long = "Разработка специализированных программ повышения квалификации " * 4
    old, new = (plan(activity("a", long, deadline=day)) for day in ("май 2019", "июнь 2019"))
    assert f"| {long.strip()}" in outline(render_comparison(compare(old, new)))


def test_deadlines_that_moved_are_drawn_on_a_ruler_of_months():
    """An arrow from the former month to the new one; within a month nothing is drawn."""
    days = {"a": ("октябрь 2018", "декабрь 2018"), "b": ("март 2019", "январь 2019"),
            "c": ("5 мая 2019 г.", "9 мая 2019 г.")}  # fmt: skip
    old, new = (
        plan(*(activity(i, f"Дело {i}", deadline=told[n]) for i, told in days.items()))
        for n in (0, 1)
    )
    rows = outline(render_comparison(compare(old, new))).split("Сдвиг сроков по месяцам")[1]
    assert "○ прежний срок, ● новый срок." in rows
    assert "| № п/п | окт / 2018 | нояб | дек | янв / 2019 | февр | март\n" in rows
    assert "| 1. | ○ | → | ● |  |  | \n" in rows
    assert "| 2. |  |  |  | ● | ← | ○\n" in rows
    assert "| 3. |" not in rows
    assert "Сдвиг" not in outline(render_comparison(compare(old, old)))


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "1 мероприятие"), (2, "2 мероприятия"), (5, "5 мероприятий"), (21, "21 мероприятие")],
)
def test_after_a_rollover_it_is_said_what_moved_and_what_waits(count, said):
    """Deadlines that moved with the year are no differences, and yet not nothing."""
    old, new = (
        plan(
            *(activity(f"a{n}", f"Дело {n}", deadline=f"май {year + 1}") for n in range(count)),
            period=f"{year}-{year + 1}",
        )
        for year in (2018, 2019)
    )
    comparison = compare(old, new, across_years=True)
    told = outline(render_comparison(comparison, awaiting=11))
    assert f"Состав прежний: {said}. Сроки перенесены на год. Ждут решения: 11." in told
    assert f"Состав прежний: {said}. Сроки перенесены на год\n" in comparison_text(comparison)
    assert "Ждут" not in outline(render_comparison(comparison))
