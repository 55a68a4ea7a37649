"""plandoc.page.table_context: headings in groups, merged cells, sums, lists."""

import pytest

from plandoc.page.context import context_of
from plandoc.page.sheet import BUILT_IN
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording


def context(**fields):
    plan = Plan(title="План", period="2018-2019", **fields)
    return context_of(plan, Wording(plan.language), BUILT_IN)


def table(**fields):
    """Return the context of the only table of a plan."""
    (found,) = (block.table for block in context(**fields).blocks if block.table)
    return found


def texts(row):
    return ["\n".join(line.text for line in cell.lines) for cell in row.cells]


def merges(found, place):
    return [row.cells[place].merge for row in found.rows]


def test_groups_stand_above_their_columns():
    """A common heading spans its columns; the others span both rows of headings."""
    found = table(
        columns=["title", {"key": "deadline", "group": "Срок"},
                 {"key": "fact", "heading": "факт", "group": "Срок"}],
        activities=[{"title": "Дело"}],
    )  # fmt: skip
    above, below = (row.heads for row in found.header)
    assert [(head.text, head.span, head.down) for head in above] == [
        ("Наименование мероприятия", 1, "restart"), ("Срок", 2, ""),
    ]  # fmt: skip
    assert [(head.text, head.down) for head in below] == [
        ("", "continue"), ("Срок исполнения", ""), ("факт", ""),
    ]  # fmt: skip
    assert sum(head.width for head in above) == sum(column.width for column in found.columns)


def test_a_common_heading_that_is_wider_than_its_columns_breaks_by_syllables():
    """«Взаимодействие» over one narrow column is not torn."""
    narrow = {"key": "fact", "heading": "факт", "group": "Взаимодействие", "width": 15}
    found = table(columns=["title", narrow], activities=[{"title": "Дело"}])
    (head,) = [head for head in found.header[0].heads if "\u00ad" in head.text]
    assert head.text.replace("\u00ad", "") == "Взаимодействие"


@pytest.mark.parametrize(
    ("rows", "kept"), [(1, ["on"]), (2, ["off", "on"]), (3, ["off", "on", "on"])]
)
def test_the_last_rows_stay_with_a_signature_but_the_first_with_the_title(rows, kept):
    """All rows would leave the title alone on its page."""
    found = table(
        activities=[{"title": f"Дело {n}"} for n in range(rows)],
        signatures=[{"post": "Директор", "name": "И.И. Иванов"}],
    )
    assert [row.keep for row in found.rows] == kept


def test_a_row_that_may_split_needs_room_for_two_lines():
    """The least height of the row; OnlyOffice and Word begin it on the next page otherwise."""
    tall, short = {"title": "Слово " * 800}, {"title": "Дело"}
    found = table(columns=["title", "deadline"], activities=[short, tall])
    assert [row.unsplit for row in found.rows] == ["on", "off"]
    assert found.rows[0].height == 0
    assert found.rows[1].height == pytest.approx(2 * 12 * 1.15 * 20, abs=2)


def test_a_line_of_a_title_never_ends_with_the_preposition_of_its_period():
    """«на» stays with the period that stands inside a line of the title."""
    plan = Plan(title="План {period} по труду", period="2018-2019")
    printed = context_of(plan, Wording(plan.language), BUILT_IN).title
    assert printed.startswith("План на\u00a02018")


@pytest.mark.parametrize(
    ("column", "texts_of_rows", "align"),
    [
        ({}, ["+", "", "X"], "center"),
        ({}, ["2021", "12.00-13.30", "IV"], "center"),
        ({}, ["100,0", "ед.", "%\n5 л"], "center"),
        ({}, ["+", "в течение года"], "left"),
        ({}, ["зал"], "left"),
        ({}, ["", ""], "left"),
        ({"align": "left"}, ["+"], "left"),
        ({"total": True}, ["10"], "right"),
    ],
)
def test_marks_stand_in_the_middle_of_their_column(column, texts_of_rows, align):
    """An own column of nothing but signs, numbers and the like is centred."""
    found = table(
        columns=["title", {"key": "own", "heading": "Своё", **column}],
        activities=[{"title": "Дело", "fields": {"own": text}} for text in texts_of_rows],
    )
    assert {row.cells[1].align for row in found.rows} == {align}


@pytest.mark.parametrize(
    ("said", "word"),
    [("true", "Итого"), (True, "Итого"), ("ИТОГО:", "ИТОГО:"), ("false", None), (False, None)],
)
def test_sums_have_the_word_of_the_author(said, word):
    """«ИТОГО:» or «Всего» names the last row; a list says it without its colon."""
    columns = ["title", {"key": "sum", "heading": "Сумма", "total": said}]
    rows = [{"title": "Дело", "fields": {"sum": "5"}}]
    found = [texts(row)[0] for row in table(columns=columns, activities=rows).rows]
    assert found == ["Дело", *([word] if word else [])]
    listed = {"form": "list", "columns": columns, "activities": rows}
    blocks = ["title", {"table": listed}]
    *_, last = table(blocks=blocks).items
    assert last.runs[0].text.startswith(f"{(word or 'Дело').rstrip(':')}")


def test_equal_neighbours_in_a_row_are_one_cell_across():
    """Words over several columns stand once, in the middle; equal marks stay in their columns."""
    weeks = [{"key": f"w{n}", "heading": f"{n} неделя", "merge": "across"} for n in (1, 2, 3)]
    said = [
        ("Педсовет", "Педсовет", "Педсовет"),
        ("+", "+", "+"),
        ("Совет", "МО классов", "МО классов"),
    ]
    rows = [{"title": "Дело", "fields": dict(zip(("w1", "w2", "w3"), each, strict=True))}
            for each in said]  # fmt: skip
    found = table(columns=["title", *weeks, "outcome"], activities=rows)
    whole, marks, some = found.rows
    assert texts(whole) == ["Дело", "Педсовет", ""]
    assert [cell.span for cell in whole.cells] == [1, 3, 1]
    assert whole.cells[1].align == "center"
    assert texts(marks) == ["Дело", "+", "+", "+", ""]
    assert texts(some) == ["Дело", "Совет", "МО классов", ""]
    for row in found.rows:
        assert sum(cell.width for cell in row.cells) == sum(c.width for c in found.columns)


def test_words_over_several_columns_need_no_room_in_each():
    """Twelve months stay narrow and their marks centred, though one row says «В течение года»."""
    months = [{"key": f"m{n}", "heading": str(n), "merge": "across"} for n in range(1, 13)]
    keys = [month["key"] for month in months]

    def made(*said):
        rows = [{"title": "Дело", "fields": dict.fromkeys(keys, text)} for text in said]
        return context(columns=["title", *months], activities=rows)

    narrow, both = made("+", ""), made("+", "В течение года")
    assert both.page.orientation == narrow.page.orientation == "portrait"
    assert [c.width for c in both.columns] == [c.width for c in narrow.columns]
    assert both.rows[0].cells[1].align == "center"


def test_equal_neighbours_of_a_merged_column_are_one_cell():
    """The text stands once, over rows that follow each other without a section between them."""
    rows = [{"title": str(n), "deadline": "май" if n < 3 else "июнь"} for n in range(4)]
    columns = ["title", {"key": "deadline", "merge": True}]
    found = table(columns=columns, activities=rows[:2],
                  sections=[{"title": "Раздел", "activities": rows[2:]}])  # fmt: skip
    activities = [row for row in found.rows if not row.level]
    assert [row.cells[1].merge for row in activities] == ["restart", "continue", "", ""]
    assert [texts(row)[1] for row in activities] == ["май", "", "май", "июнь"]
    assert [row.keep for row in activities][:2] == ["on", "off"]


def test_a_tall_merged_cell_begins_anew():
    """A value over many rows is printed again, so that no page lacks it."""
    rows = [{"title": "Дело", "deadline": "май"} for _ in range(60)]
    found = table(columns=["title", {"key": "deadline", "merge": True}], activities=rows)
    begun = [place for place, merge in enumerate(merges(found, 1)) if merge == "restart"]
    assert len(begun) > 1
    assert all(texts(found.rows[place])[1] == "май" for place in begun)


def test_the_cells_of_a_whole_begin_anew_over_many_parts():
    """Its number and own texts are printed again as its deadline is, so that no page lacks them."""
    whole = {"title": "Дело", "deadline": "май", "fields": {"place": "Зал"},
             "parts": [{"title": f"часть {n}"} for n in range(60)]}  # fmt: skip
    columns = ["number", "title", "deadline", {"key": "place", "heading": "Место"}]
    found = table(columns=columns, activities=[whole])
    for column, text in ((0, "1."), (2, "май"), (3, "Зал")):
        begun = [at for at, merge in enumerate(merges(found, column)) if merge == "restart"]
        assert len(begun) > 1
        assert {texts(found.rows[at])[column] for at in begun} == {text}


def test_parts_share_the_number_and_what_the_whole_says():
    """Blank cells of all parts are one with the activity's; outcomes never are."""
    whole = {
        "title": "Проверить", "executors": "Завуч",
        "parts": [{"title": "журналы", "deadline": "май"}, {"title": "дневники"}],
    }  # fmt: skip
    columns = ["number", "title", "executors", "deadline", "outcome"]
    found = table(columns=columns, activities=[whole])
    assert merges(found, 0) == merges(found, 2) == ["restart", "continue", "continue"]
    assert merges(found, 1) == merges(found, 3) == merges(found, 4) == ["", "", ""]
    assert [texts(row)[0] for row in found.rows] == ["1.", "", ""]


def test_equal_outcomes_are_never_one_cell():
    """Each has a mark of its own, even in a column that merges and under an activity with parts."""
    done = {"title": "Дело", "outcome": {"status": "done"}}
    columns = ["title", {"key": "outcome", "merge": True}]
    found = table(columns=columns, activities=[done, {**done, "parts": [{"title": "часть"}]}])
    assert merges(found, 1) == ["", "", ""]
    assert [texts(row)[1] for row in found.rows] == ["Выполнено", "Выполнено", ""]


def test_numbers_are_summed_in_a_last_row():
    """The sum has the style of the numbers; with a text among them there is none."""
    columns = ["title", {"key": "money", "heading": "Сумма", "total": True}]
    rows = [{"title": "а", "fields": {"money": "12 500"}},
            {"title": "б", "fields": {"money": "1 000,50"}}]  # fmt: skip
    last = table(columns=columns, activities=rows).rows[-1]
    assert texts(last) == ["Итого", "13\u00a0500,50"]
    assert not any(cell.bookmark for cell in last.cells)
    assert [cell.align for cell in last.cells] == ["left", "right"]
    rows[0]["fields"] = {"money": "по смете"}
    assert texts(table(columns=columns, activities=rows).rows[-1]) == ["Итого", ""]
    assert len(table(columns=columns, activities=[{"title": "а"}]).rows) == 1


def test_an_amount_of_a_whole_is_not_added_to_those_of_its_parts():
    """It is their sum, or stands for parts that have none."""
    columns = ["title", {"key": "money", "heading": "Сумма", "total": True}]
    parts = [{"title": "а", "fields": {"money": "400"}}, {"title": "б"}]
    whole = {"title": "всё", "fields": {"money": "1000"}}
    alone = {"title": "иное", "fields": {"money": "5"}, "parts": [{"title": "в"}]}
    found = table(columns=columns, activities=[whole | {"parts": parts}, alone])
    assert texts(found.rows[-1]) == ["Итого", "405"]


def test_a_dash_among_amounts_is_none():
    """«-» and «—» say that there is no money, and leave the others a sum."""
    columns = ["title", {"key": "money", "heading": "Сумма", "total": True}]

    def rows(*amounts):
        return [{"title": amount, "fields": {"money": amount}} for amount in amounts]

    last = table(columns=columns, activities=rows("300,0", "-", "150,0", "—")).rows[-1]
    assert texts(last) == ["Итого", "450,0"]
    assert texts(table(columns=columns, activities=rows("-", "—")).rows[-1]) == ["—", "—"]


def test_the_sums_stay_with_the_signatures():
    """They never stand alone on a page, and take two rows along if a signature follows."""
    columns = ["title", {"key": "money", "heading": "Сумма", "total": True}]
    rows = [{"title": title, "fields": {"money": "5"}} for title in "абв"]
    signed = {"signatures": [{"post": "Директор", "name": "И.И. Иванов"}]}
    for changes, kept in (({}, ["off", "off", "on", "off"]), (signed, ["off", "on", "on", "on"])):
        assert [row.keep for row in table(columns=columns, activities=rows, **changes).rows] == kept


def test_a_list_ends_with_its_sums():
    """They are named by the headings of their columns; a column that is not summed has none."""
    money = [{"key": key, "heading": key.title(), "total": True} for key in ("plan", "fact")]
    rows = [{"title": title, "fields": {"plan": "10", "fact": fact}}
            for title, fact in (("а", "7"), ("б", "нет"))]  # fmt: skip
    form = {"form": "list", "columns": ["title", *money], "activities": rows}
    (listed,) = (b.table for b in context(blocks=["title", {"table": form}]).blocks if b.table)
    assert [run.text for run in listed.items[-1].runs] == ["Итого. Plan: 20"]
    assert (len(listed.items), listed.items[-1].label, listed.items[-1].runs[0].bold) == (3, "", 1)


def test_a_table_without_headings_and_a_list():
    """Neither has a heading row; the items of a list have what the columns say."""
    item = {"title": "Субботник", "deadline": "апрель", "executors": "Завхоз"}
    blocks = ["title", {"table": {"headings": False, "activities": [{"title": "Дело"}]}},
              {"table": {"form": "list", "activities": [item]}}]  # fmt: skip
    bare, listed = (block.table for block in context(blocks=blocks).blocks if block.table)
    assert not bare.header
    assert bare.rows
    assert listed.rows == ()
    (paragraph,) = listed.items
    assert paragraph.label == "1."
    assert paragraph.runs[0].text == ("Субботник\nИсполнители: Завхоз; Срок исполнения: апрель")


def test_numbers_go_on_from_table_to_table():
    """A continued table counts on; another one begins anew, in its own style."""
    one = {"activities": [{"title": "а"}, {"title": "б"}]}
    blocks = ["title", {"table": one}, {"table": {**one, "continued": True}},
              {"table": {**one, "numbering": {"activities": "I."}}}]  # fmt: skip
    plan = Plan(title="План", period="2018-2019", blocks=blocks, numbering={"activities": "1."})
    assert [row.number for row in plan.activity_rows()] == ["1.", "2.", "3.", "4.", "I.", "II."]


def test_tables_of_the_same_columns_have_the_same_widths():
    """Columns stand below each other from table to table, whatever is longest in which."""
    rows = (
        [{"title": "Дело", "deadline": "май"}],
        [{"title": "Дело " * 30, "deadline": "по мере поступления"}],
    )
    other = {"columns": ["title", "executors"], "activities": rows[1]}
    tables = [*({"activities": own} for own in rows), other]
    found = [
        [column.width for column in block.table.columns]
        for block in context(
            columns=["number", "title", "deadline"],
            blocks=["title", *({"table": one} for one in tables)],
        ).blocks
        if block.table
    ]
    assert found[0] == found[1]
    assert [len(widths) for widths in found] == [3, 3, 2]


def test_what_introduces_a_list_stays_with_it():
    """A paragraph that ends in a colon is kept with the next one, unless it is the last."""
    told = "Цель.\n**Задачи:**\n- учить;\nИтоги:"
    blocks = context(blocks=["title", {"text": told}, "table"]).blocks
    (text,) = (block for block in blocks if block.kind == "text")
    assert [paragraph.keep for paragraph in text.paragraphs] == ["off", "on", "off", "off"]


def test_executors_of_a_list_run_on():
    """They stand in a row, where a table has them one below the other."""
    activity = {"title": "Субботник", "executors": ["Завхоз", "инженер\nЗимин Е.В."]}
    found = table(
        columns=["title", "executors"],
        blocks=["title", {"table": {"form": "list", "activities": [activity]}}],
    )
    (paragraph,) = found.items
    assert paragraph.runs[0].text.endswith("\nИсполнители: Завхоз, инженер Зимин\u00a0Е.В.")


def test_a_short_text_of_a_section_stays_with_its_first_row():
    """So that its heading does not stand alone at the end of a page; a long one may break."""
    for text, keep in (("Ведёт совет.\nПостоянно.", "on"), ("Слово. " * 300, "off")):
        section = {"title": "Раздел", "text": text, "activities": [{"title": "Дело"}]}
        (told,) = (row for row in table(sections=[section]).rows if row.level == 4)
        assert {paragraph.keep for paragraph in told.paragraphs} == {keep}
        assert told.keep == keep


@pytest.mark.parametrize("merge", [False, True])
def test_what_a_part_leaves_to_its_whole_is_seen_beside_it(merge):
    """A part below one with an executor of its own prints that of its whole; none stays blank."""
    parts = [{"title": "а"}, {"title": "б", "executors": "Кураторы"}, {"title": "в"}]
    whole = {"title": "Дело", "executors": "Завуч", "deadline": "май", "parts": parts}
    rows = table(
        columns=["title", {"key": "executors", "merge": merge}, "deadline"], activities=[whole]
    ).rows
    told = [row.cells[1].lines[0].text or row.cells[1].merge for row in rows]
    assert told == ["Завуч", "continue" if merge else "Завуч", "Кураторы", "Завуч"]
    assert [row.cells[2].merge for row in rows] == ["restart", *["continue"] * 3]
