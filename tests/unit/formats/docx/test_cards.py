"""plandoc.formats.docx.cards: a page for each executor."""

from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from support import engines
from support.effort import tries
from support.problems import codes
from support.strategies import plans

from plandoc import Period, Plan, load_plan, read_document, render_cards, render_wall
from plandoc.errors import ReturnedFileError, TrackingError
from plandoc.formats.docx.qr_code import qr_of, qr_text
from plandoc.schema.executors import by_executor

PLAN = Plan(
    title="План работы",
    period=Period.school_year(2018),
    revision=2,
    short_names={"КС": "Координационный совет"},
    activities=[
        {"title": "Отчёт", "deadline": "май", "executors": ["Иванов", "КС"]},
        {"title": "Сверка", "deadline": "сентябрь", "executors": ["иванов"],
         "expected_result": "Акт"},
        {"title": "Уборка", "executors": []},
    ],
)  # fmt: skip


def tables(data: bytes) -> list[list[list[str]]]:
    found = Document(BytesIO(data)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def test_a_card_has_the_rows_of_its_executor() -> None:
    """The earliest first, whatever the spelling of the name; the result stands below the title."""
    assert tables(render_cards(PLAN, executor="ИВАНОВ")) == [
        [
            ["Срок исполнения", "№ п/п", "Наименование мероприятия", "Отметка о выполнении"],
            ["сентябрь", "2.", "Сверка\nОжидаемый результат: Акт", ""],
            ["май", "1.", "Отчёт", ""],
        ]
    ]


def test_a_deadline_stands_for_itself() -> None:
    """A card has no headings: the month of a section is told below a day, or in its place."""
    plan = Plan(
        title="План",
        period=Period.school_year(2018),
        sections=[
            {"title": "", "month": 12, "activities": [
                {"title": "Вечер", "deadline": "25-28"},
                {"title": "Ёлка"},
            ]},
            {"title": "Весь год", "activities": [
                {"title": "Приём"},
                {"title": "Снято", "excluded": "приказом от 10.01.2019 № 12"},
                {"title": "Сбор", "deadline": "октябрь, март"},
            ]},
        ],
    )  # fmt: skip
    (card,) = tables(render_cards(plan))
    assert [row[:3:2] for row in card[1:]] == [
        ["октябрь, март", "Сбор"],
        ["25-28\nДекабрь 2018", "Вечер"],
        ["Декабрь 2018", "Ёлка"],
        ["В течение всего периода", "Приём"],
    ]


def test_a_card_of_many_pages_says_whose_it_is() -> None:
    """Each of its pages has the name and the plan above the headings."""
    activities = [{"title": f"Отчёт {n}", "executors": ["Иванов"]} for n in range(12)]
    plan = Plan(title="План работы", period=Period.school_year(2018), activities=activities)
    document = Document(BytesIO(render_cards(plan, executor="Иванов")))
    (table,) = document.tables
    heads = [row for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    assert [row.cells[0].text for row in heads] == [
        "Иванов — План работы на 2018-2019 учебный год", "Срок исполнения",
    ]  # fmt: skip


def test_no_deadline_is_torn_inside_a_word() -> None:
    """A word that is wider than its column is printed in smaller type."""
    words = "ежеквартальнополугодовыми"
    plan = Plan(title="План", period="2021 год", activities=[{"title": "Отчёт", "deadline": words}])
    (table,) = Document(BytesIO(render_cards(plan))).tables
    assert table.rows[1].cells[0].paragraphs[0].runs[0].font.size.pt < 14


def test_a_card_has_no_page_number() -> None:
    """The second card is not page 2 of anything."""
    assert not Document(BytesIO(render_cards(PLAN))).element.xpath("//w:headerReference")


def test_all_cards_are_one_document() -> None:
    """Each begins a page with the full name; what nobody does is a card too."""
    document = Document(BytesIO(render_cards(PLAN)))
    heads = [p.text for p in document.paragraphs if p.style.name == "Title"]
    assert heads == ["Иванов", "Координационный совет", "Исполнитель не указан"]
    breaks = [p for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert [p.text for p in breaks] == heads[1:]


def test_the_code_speaks_plain_words() -> None:
    """Title and revision for people, a line for programs; one picture serves all cards."""
    told = qr_text(PLAN).split("\n")
    assert told[:2] == ["План работы на 2018-2019 учебный год", "Редакция 2"]
    assert told[2] == f"plandoc:{PLAN.id}/2/{PLAN.content_hash[:16]}"
    document = Document(BytesIO(render_cards(PLAN, qr=True)))
    assert [part.blob for part in document.part.package.image_parts] == [qr_of(PLAN)]
    assert len(document.element.xpath("//w:drawing")) == 3
    assert "Редакция 2" in tables(render_cards(PLAN, qr=True))[0][0][1]


def test_an_unknown_executor_is_refused() -> None:
    """With the nearest names."""
    with pytest.raises(TrackingError) as caught:
        render_cards(PLAN, executor="Сидоров")
    assert codes(caught.value.problems) == ["PLN704"]


@pytest.mark.parametrize("render", [render_cards, render_wall])
def test_nothing_is_collected_from_it(render) -> None:
    """A paper to hand out is told as such, whatever somebody wrote on it."""
    with pytest.raises(ReturnedFileError) as caught:
        read_document(render(PLAN), "карточки.docx")
    assert codes(caught.value.problems) == ["PLN796"]


@tries(30)
@given(plans(shapes=True))
def test_every_counted_row_is_on_a_card(plan: Plan) -> None:
    """Of any plan, once for each of its executors."""
    told = tables(render_cards(plan))
    rows = sum(len(table) - 1 for table in told)
    groups = by_executor(plan).values()
    assert rows == sum(
        row.counted and not row.activity.excluded for group in groups for row in group
    )


@pytest.mark.office
def test_the_validator_accepts_it(examples) -> None:
    """The Open XML SDK finds no error."""
    paper = render_cards(load_plan(examples / "seed.yaml"), qr=True)
    assert not engines.validator_errors(paper, ".docx")
