"""plandoc.page.report_tables: the tables of figures of a report."""

from datetime import date
from fractions import Fraction

import pytest
from support.reported_plans import SEED_DAY, SEED_MARKS, long_plan, marked

from plandoc import Activity, Outcome, Period, Plan, load_plan
from plandoc.page.report_tables import share_text, summaries, summary_lines
from plandoc.page.sheet import Page, twips
from plandoc.progress.figures import State, report
from plandoc.words.language import words_in

PORTRAIT = Page(210, 297, 20, 10, 20, 20, 14, 12)
LANDSCAPE = PORTRAIT.oriented(landscape=True)
POCKET = Page(105, 148, 10, 10, 10, 10, 14, 12)


def tables(plan, day=SEED_DAY, page=PORTRAIT, language="ru"):
    words = words_in(language).report
    return list(summaries(report(plan, day), words, language, page))


@pytest.fixture(scope="module")
def seed(examples):
    return marked(load_plan(examples / "seed.yaml"), SEED_MARKS)


def texts(line):
    return [value.text for value in line.values]


def column(table, heading):
    return [" ".join(c.heading.split()) for c in table.columns].index(heading)


def test_there_is_a_table_by_section_executor_and_month(seed):
    """Each has the plan as a whole in its last row."""
    made = tables(seed)
    assert [table.heading for table in made] == ["По разделам", "По исполнителям", "По месяцам"]
    assert [table.columns[0].heading for table in made] == ["Раздел", "Исполнитель", "Месяц"]
    assert {tuple(texts(table.total)) for table in made} == {tuple(texts(made[0].total))}
    assert texts(made[0].total)[0] == "Всего по плану"


def test_lines_of_sections_and_of_months_add_up_to_the_total(seed):
    """Each count in the last row is the sum of those above it."""
    sections, _, months = tables(seed)
    for table in (sections, months):
        shares = {column(table, "Выполнено, % плана"), column(table, "В срок, % наступивших")}
        for index in set(range(1, len(table.columns))) - shares:
            counts = [int(texts(line)[index].replace("–", "0")) for line in table.lines]
            assert sum(counts) == int(texts(table.total)[index].replace("–", "0"))


def test_states_of_a_line_add_up_to_what_was_planned(seed):
    """Between «Запланировано» and the first share stand all the states, each activity once."""
    for table in tables(seed):
        last = column(table, "Выполнено, % плана")
        for line in (*table.lines, table.total):
            counts = [int(text.replace("–", "0")) for text in texts(line)[1:last]]
            assert counts[0] == sum(counts[1:])


def test_a_share_stands_after_what_it_is_reckoned_from(seed):
    """Done on time ÷ due, both in the columns before it."""
    total = tables(seed)[0].total
    due, on_time, share = texts(total)[-3:]
    assert share == share_text(Fraction(int(on_time), int(due)), "ru")
    assert (due, on_time, share) == ("13", "6", "46,2")


def test_a_line_bears_the_label_of_its_section(seed):
    """«Задача 1.» stands before the title, as in the plan."""
    first = texts(tables(seed)[0].lines[0])[0]
    assert first.startswith("Задача 1. Создание нормативно")


def test_nothing_is_a_dash():
    """A count of zero and a share of nothing; a share of zero is a figure."""
    rows = [Activity(title="а")] * 15
    plan = Plan(title="План", period=Period.school_year(2018), activities=rows)
    (table,) = tables(plan, date(2018, 9, 1))
    line = dict(
        zip((" ".join(c.heading.split()) for c in table.columns), texts(table.total), strict=True)
    )
    assert line["Запланировано"] == line["Срок не наступил"] == "15"
    assert line["Просрочено"] == line["Срок наступил"] == "–"
    assert line["В срок, % наступивших"] == "–"
    assert line["Выполнено, % плана"] == "0,0"


@pytest.mark.parametrize(
    ("share", "text"),
    [(None, "–"), (Fraction(1, 3), "33,3"), (Fraction(1, 2), "50,0"), (Fraction(1), "100,0")],
)
def test_a_share_has_one_decimal(share, text):
    """As the language writes it, and all of them alike."""
    assert share_text(share, "ru") == text


def test_the_column_of_undated_marks_is_there_only_where_there_are_some(seed):
    """It tells a flaw of marks; without one it would be a column of dashes."""
    heading = "Выполнено, дата не указана"
    assert column(tables(seed)[0], heading)
    dated = marked(seed, SEED_MARKS | {"1.4.": None})
    assert len(tables(dated)[0].columns) == len(tables(seed)[0].columns) - 1


def test_a_table_that_tells_nothing_is_left_out():
    """A plan without sections has no table by section; one without a name anywhere the total."""
    meeting = Activity(title="а", executors=["Совет"], deadline="май 2019")
    plan = Plan(title="План", period=Period.school_year(2018), activities=[meeting] * 15)
    assert [table.heading for table in tables(plan)] == ["По исполнителям", "По месяцам"]
    nameless = [Activity(title="а")] * 15
    (only,) = tables(Plan(title="План", period=Period.school_year(2018), activities=nameless))
    assert (only.lines, texts(only.total)[1]) == ((), "15")
    assert summary_lines(report(plan, SEED_DAY)).keys() == {"executors", "months"}


@pytest.mark.parametrize("page", [PORTRAIT, LANDSCAPE, POCKET])
def test_tables_are_as_wide_as_the_page_and_divided_alike(seed, page):
    """The widths add up to the text's width, the same in every table, cell by cell."""
    made = tables(seed, page=page)
    widths = [[c.width for c in table.columns] for table in made]
    assert all(row == widths[0] for row in widths)
    assert sum(widths[0]) == twips(page.body)
    assert min(widths[0]) > 0
    for table in made:
        for line in (*table.lines, table.total):
            assert [value.width for value in line.values] == widths[0]


def test_headings_of_figures_run_upwards_and_fit_their_row(seed):
    """The first column reads as usual; on a wide sheet headings take two lines, and less height."""
    upright, lying = tables(seed)[0], tables(seed, page=LANDSCAPE)[0]
    for table in (upright, lying):
        assert [c.direction for c in table.columns] == ["lrTb"] + ["btLr"] * 14
    assert not any("\n" in c.heading for c in upright.columns)
    assert any("\n" in c.heading for c in lying.columns)
    assert lying.height < upright.height < twips(60)


def test_figures_stand_in_the_middle_and_names_at_the_left(seed):
    """Alignments of a row."""
    line = tables(seed)[0].lines[0]
    assert [value.align for value in line.values] == ["left"] + ["center"] * 14


def test_a_table_keeps_its_ends():
    """The first two and the last two lines stay together; it fills the page it begins on."""
    plan = long_plan()
    many = plan.sections[0].model_copy(
        update={
            "activities": tuple(
                Activity(title=f"Дело {n}", executors=[f"Исполнитель {n}"]) for n in range(70)
            )
        }
    )
    executors = tables(plan.model_copy(update={"sections": (many,)}), page=LANDSCAPE)[1]
    kept = [line.keep for line in executors.lines]
    assert kept == ["on", *["off"] * 68, "on"]
    assert executors.total.keep == "off"


def test_english_speaks_english(seed):
    """Headings and figures of another language."""
    table = tables(seed, language="en")[0]
    assert (table.heading, table.columns[0].heading) == ("By section", "Section")
    assert "46.2" in texts(table.total)


def test_an_outcome_after_the_day_of_the_report_is_not_counted_as_done():
    """The figures are those of the day, not of the file."""
    ahead = Activity(
        title="а", deadline="май 2019", outcome=Outcome(status="done", date="2019-05-01")
    )
    plan = Plan(title="План", period=Period.school_year(2018), activities=[ahead] * 15)
    states = report(plan, date(2019, 4, 1)).total.states
    assert states[State.NOT_DUE] == 15
    month = tables(plan, date(2019, 4, 1))[0]
    assert texts(month.total)[column(month, "Выполнено в срок")] == "–"


def test_a_short_plan_has_no_tables_of_figures():
    """Fourteen rows are counted at a glance; fourteen columns about them tell nothing new."""
    meeting = Activity(title="а", executors=["Совет"], deadline="май 2019")
    for count, expected in ((14, []), (15, ["По исполнителям", "По месяцам"])):
        plan = Plan(title="План", period=Period.school_year(2018), activities=[meeting] * count)
        assert [table.heading for table in tables(plan)] == expected
