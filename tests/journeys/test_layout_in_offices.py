"""Plans that are hard to lay out, as both office suites print them."""

from collections import Counter

import pytest
from support.engines import ENGINES, pdf_pages, pdfs, squeeze
from support.printed_words import faults, words_of
from support.random_plans import random_plan
from support.torn_words import torn
from support.wide_plans import (
    fourteen_columns_plan,
    nine_columns_plan,
    portrait_plan,
    stamps_plan,
)

from plandoc import Activity, Column, Period, Plan, Section, Signature, check, render_document
from plandoc.fields import Layout, Orientation

pytestmark = pytest.mark.office

PLANS = {
    "portrait": portrait_plan(250),
    "nine": nine_columns_plan(),
    "fourteen": fourteen_columns_plan(),
    "stamps": stamps_plan(),
}


@pytest.fixture(scope="module", params=ENGINES)
def printed(request):
    documents = [(render_document(plan), ".docx") for plan in PLANS.values()]
    return dict(zip(PLANS, pdfs(request.param, documents), strict=True))


@pytest.mark.parametrize("name", PLANS)
def test_no_word_is_torn(printed, name):
    """Every word on paper is whole or ends its line with a hyphen."""
    known = words_of(PLANS[name])
    assert len(known) > 20
    assert torn(printed[name], known) == []


def test_only_cells_that_need_it_are_hyphenated(printed):
    """Words of titles, whose column is wide enough for them, are whole in each office suite."""
    titles = [row.activity.title.split() for row in PLANS["portrait"].activity_rows()]
    long = Counter(word for title in titles for word in title if 12 < len(word) < 17)
    tokens = Counter(" ".join(pdf_pages(printed["portrait"])).split())
    assert len(long) > 4
    assert {word: tokens[word] for word in long} == long


def test_the_portrait_plan_is_long(printed):
    """The plan with six columns in portrait has at least twenty-one pages."""
    assert len(pdf_pages(printed["portrait"])) >= 21


@pytest.mark.parametrize("name", PLANS)
def test_no_signature_stands_alone(printed, name):
    """The page with the signature has rows of the table as well."""
    (signature,) = PLANS[name].signatures
    (page,) = [p for p in map(squeeze, pdf_pages(printed[name])) if squeeze(signature.name) in p]
    assert any(squeeze(row.activity.title)[:15] in page for row in PLANS[name].activity_rows())


def signed_plan(shape, rows):
    """Return a plan of so many rows with a signature, in one of the shapes of a table."""
    work = [Activity(title=f"Мероприятие {n}", deadline="май") for n in range(rows)]
    given = {"activities": work, "columns": ["number", "title", "executors", "deadline"]}
    match shape:
        case "notes":
            given["notes"] = ["Одно примечание.", "Другое примечание."]
        case "outcomes":
            given["columns"] = ["title", "deadline", "outcome"]
        case "sections":
            given["activities"] = ()
            given["sections"] = [
                Section(title=f"Раздел {one.title}", activities=[one]) for one in work
            ]
        case "sums":
            money = Column(key="money", heading="Сумма", total=True)
            given["columns"] = ["title", money]
            given["activities"] = [Activity(title=one.title, fields={"money": "5"}) for one in work]
        case "list":
            given["activities"] = ()
            given["blocks"] = [
                "title",
                {"table": {"form": "list", "activities": work}},
                "signatures",
            ]
    wide = Orientation.LANDSCAPE if shape == "outcomes" else Orientation.PORTRAIT
    return Plan(
        title="План",
        period=Period.calendar_year(2020),
        layout=Layout(orientation=wide),
        signatures=[Signature(post="Директор", name="И.И. Подписантов")],
        **given,
    )


SIGNED_PLANS = [
    (shape, rows)
    for shape, counts in {
        "plain": (*range(1, 42), *range(74, 81)),
        "notes": range(28, 38),
        "outcomes": range(8, 16),
        "sections": (*range(14, 19), *range(32, 37)),
        "sums": range(30, 38),
        "list": range(14, 22),
    }.items()
    for rows in counts
]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_signature_that_does_not_fit_takes_rows_with_it(engine):
    """Wherever the page ends, rows go over to the next page together with the signature."""
    plans = [signed_plan(*each) for each in SIGNED_PLANS]
    made = pdfs(engine, [(render_document(plan), ".docx") for plan in plans])
    pages = [pdf_pages(pdf) for pdf in made]
    alone = [
        each
        for each, own in zip(SIGNED_PLANS, pages, strict=True)
        if not all("Мероприятие" in page for page in own) or "Подписантов" not in own[-1]
    ]
    assert alone == []
    assert {len(own) for own in pages} >= {1, 2, 3}


RANDOM = range(20)


@pytest.mark.slow
@pytest.mark.parametrize("engine", ENGINES)
def test_plans_of_every_shape_have_no_torn_word_and_no_page_of_a_title_or_a_signature(engine):
    """Of words that fit by no means the check tells (PLN304); each page has a row or a text."""
    plans = [random_plan(number) for number in RANDOM]
    made = pdfs(engine, [(render_document(plan), ".docx") for plan in plans])
    found = {}
    for number, plan, pdf in zip(RANDOM, plans, made, strict=True):
        told = any(problem.code == "PLN304" for problem in check(plan))
        found[number] = [
            *(() if told else torn(pdf, words_of(plan))),
            *faults(plan, pdf_pages(pdf)),
        ]
    assert found == {number: [] for number in RANDOM}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_first_row_stands_below_the_title(engine):
    """A plan of two rows with long stamps and a signature begins on its first page."""
    stamps = stamps_plan(2).approvals
    plans = [
        Plan(
            title="План",
            period=Period.calendar_year(2020),
            layout=Layout(orientation=Orientation.LANDSCAPE),
            approvals=stamps,
            columns=["number", "title", "executors", "deadline"],
            activities=[{"title": "Мероприятие\n" + "строка\n" * n + "конец"}, {"title": "Другое"}],
            signatures=[{"post": "Директор", "name": "И.И. Подписантов"}],
        )
        for n in range(12)
    ]
    for pdf in pdfs(engine, [(render_document(plan), ".docx") for plan in plans]):
        first, *_, last = pdf_pages(pdf)
        assert "Мероприятие" in first
        assert "Другое" in last


WHOLE = (
    "1–11 классов", "(на 2020 год)", "д. 3", "№ 5", "1 сентября", "15 человек", "10 %",
    "И.И. Петров-Водкин", "Петрову И.И.", "2018-2019", "10.30–12.00", "5 «А» класс",
)  # fmt: skip
"""What must not break over lines."""


@pytest.mark.parametrize("engine", ENGINES)
def test_numbers_and_names_never_break(engine):
    """Wherever a line ends, a number stands with its unit, initials with their surname."""
    plan = Plan(
        title="План",
        period=Period.calendar_year(2020),
        layout=Layout(orientation=Orientation.PORTRAIT),
        columns=["title"],
        activities=[
            Activity(title=f"{'н' * n} слово {text} далее")
            for text in WHOLE
            for n in range(42, 76, 2)
        ],
    )
    (pdf,) = pdfs(engine, [(render_document(plan), ".docx")])
    lines = [squeeze(line) for page in pdf_pages(pdf) for line in page.split("\n")]
    counts = {text: sum(squeeze(text) in line for line in lines) for text in WHOLE}
    assert counts == dict.fromkeys(WHOLE, len(range(42, 76, 2)))
    assert sum("слово" in line and "далее" not in line for line in lines) > len(WHOLE) * 5


@pytest.mark.parametrize("engine", ENGINES)
def test_a_heading_and_what_introduces_stand_with_what_follows(engine):
    """Wherever a page ends, a section with its text has a row, and «Задачи:» an item."""
    plans = [
        Plan(
            title="План",
            period=Period.school_year(2018),
            columns=["title"],
            blocks=[
                "title",
                {"text": "Абзац.\n" * lines + "Задачи:\n- первая;\n- вторая."},
                "table",
            ],
            sections=[
                {
                    "title": "Раздел",
                    "text": "Ведёт совет.",
                    "activities": [{"title": "Первое дело"}],
                }
            ],
        )
        for lines in range(18, 33)
    ]
    ends = []
    for pdf in pdfs(engine, [(render_document(plan), ".docx") for plan in plans]):
        first = pdf_pages(pdf)[0]
        ends.append(first.split()[-1])
        assert ("Задачи" in first) == ("первая" in first)
        assert ("Раздел" in first) == ("Первое дело" in first)
    assert len(set(ends)) > 3
