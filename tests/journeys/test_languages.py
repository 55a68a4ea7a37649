"""What a plan says in each language, in the forms of its offices."""

from datetime import date

import pytest

from plandoc.schema.approval import Act, Approval, Minutes
from plandoc.schema.blocks import Annex
from plandoc.schema.partial_date import PartialDate
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording

DAY = PartialDate.model_validate("2024-08-30")


def said(*lines: str) -> str:
    return "|".join(lines).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("locale", "of", "basis", "beside", "day"),
    [
        ("ru-RU", "директора", "приказом директора|от 30 августа 2024 г. № 42",
         "Приказ директора от 30 августа 2024 г. № 42", "1 сентября 2024 г."),
        ("ru-BY", "директора", "Приказ директора|30 августа 2024 г. № 42",
         "Приказ директора 30 августа 2024 г. № 42", "1 сентября 2024 г."),
        ("ru-KZ", "директора", "приказом директора|от 30 августа 2024 года № 42",
         "Приказ директора от 30 августа 2024 года № 42", "1 сентября 2024 года"),
        ("kk-KZ", "директордың", "директордың|2024 жылғы 30 тамыздағы № 42 бұйрығымен",
         "директордың 2024 жылғы 30 тамыздағы № 42 бұйрығы", "2024 жылғы 1 қыркүйек"),
        ("uk-UA", "директора", "наказом директора|від 30 серпня 2024 р. № 42",
         "Наказ директора від 30 серпня 2024 р. № 42", "1 вересня 2024 р."),
        ("en-GB", "of the Director", "by order of the Director|No. 42 dated 30 August 2024",
         "Order of the Director No. 42 dated 30 August 2024", "September 1, 2024"),
    ],
)  # fmt: skip
def test_an_act_is_said_as_in_the_offices_of_its_country(
    locale: str, of: str, basis: str, beside: str, day: str
) -> None:
    """The case, the order and the date of an act are those of the language."""
    wording, act = Wording(locale), Act(of=of, date=DAY, number="42")
    assert said(*wording.act(act)) == basis
    assert said(wording.act_beside_officer(act)) == beside
    assert said(wording.date(date(2024, 9, 1))) == day


@pytest.mark.parametrize(
    ("locale", "body", "expected"),
    [
        ("ru-RU", "решением совета", "решением совета|(протокол от 30 августа 2024 г. № 1)"),
        ("ru-BY", "заседания совета", "Протокол заседания совета|30 августа 2024 г. № 1"),
        ("kk-KZ", "кеңестің", "кеңестің|2024 жылғы 30 тамыздағы № 1 хаттамасы"),
        ("uk-UA", "рішенням ради", "рішенням ради|(протокол від 30 серпня 2024 р. № 1)"),
    ],
)
def test_minutes_that_approve(locale: str, body: str, expected: str) -> None:
    """Minutes stand in brackets where the language has them so."""
    minutes = Minutes(body=body, date=DAY, number="1")
    assert said(*Wording(locale).minutes(minutes, bracketed=True)) == expected


@pytest.mark.parametrize(
    ("locale", "of", "expected"),
    [
        ("ru-RU", "директора", "Приложение № 1|к приказу директора|от 30 августа 2024 г. № 42"),
        ("kk-KZ", "директордың", "директордың|2024 жылғы 30 тамыздағы № 42 бұйрығына|1-қосымша"),
        ("uk-UA", "директора", "Додаток 1|до наказу директора|від 30 серпня 2024 р. № 42"),
    ],
)
def test_an_annex(locale: str, of: str, expected: str) -> None:
    """The mark of an annex has its lines in the order of the language."""
    annex = Annex(number="1", to=Act(of=of, date=DAY, number="42"))
    assert said(*Wording(locale).annex(annex)) == expected


@pytest.mark.parametrize(
    ("locale", "officer", "act"),
    [
        ("ru-RU", "УТВЕРЖДАЮ", "УТВЕРЖДЕНА"),
        ("ru-BY", "УТВЕРЖДАЮ", "УТВЕРЖДЕНО"),
        ("kk-KZ", "БЕКІТЕМІН", "БЕКІТІЛДІ"),
        ("uk-UA", "ЗАТВЕРДЖУЮ", "ЗАТВЕРДЖЕНО"),
        ("en-GB", "APPROVED BY", "APPROVED"),
    ],
)
def test_the_word_of_an_approval(locale: str, officer: str, act: str) -> None:
    """An officer approves in his own words; an act has approved."""
    wording = Wording(locale)
    by_officer = Approval.model_validate({"kind": "approve", "officer": {"post": "—"}})
    by_act = Approval.model_validate({"kind": "approve", "act": {}})
    plan = Plan(title="Программа", period="2024", language=locale)
    gender = wording.gender(plan)
    assert wording.approval_word(by_officer, gender) == officer
    assert wording.approval_word(by_act, gender) == act


def test_a_word_that_never_changes_needs_no_gender() -> None:
    """A title of an unknown kind is no problem where approvals agree with none."""
    plan = Plan(title="Іс-қимылдар", period="2024", language="kk-KZ")
    act = Approval.model_validate({"kind": "approve", "act": {}})
    wording = Wording(plan.language)
    assert wording.approval_word(act, wording.gender(plan)) == "БЕКІТІЛДІ"
    assert Wording("ru-RU").gender(plan) is None
