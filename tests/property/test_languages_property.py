"""Whatever is printed in a language has no word of another one, but for the plan's own words."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.strategies import plans

from plandoc.errors import AmendmentError
from plandoc.formats.docx.amendment import render_amendment
from plandoc.formats.docx.comparison import render_comparison
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.report import render_report_document
from plandoc.formats.xlsx.authoring import render_authoring
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.progress.figures import report
from plandoc.revisions.amend import amend
from plandoc.revisions.compare import compare
from plandoc.schema.plan import Plan
from plandoc.words.language import READ_LANGUAGES, language_of, root_of, words_in

LOCALES = ("ru-RU", "en-GB", "kk-KZ", "uk-UA", "ru-BY", "ru-KZ")
"""Locales of all languages and variants."""

TODAY = date(2019, 3, 1)
HIDDEN = {"postponed", "partly", "removed", "done", "order"}
"""Keys in hidden cells."""

PRINTED = ("amend", "annotated", "authoring", "compare", "report", "tracking")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CODE = re.compile(r"&\w+;|\[\$[^]]*\]|\w+(?:[._]\w+)+|`[^`]*`")
"""Entities, formats, keys of columns, commands."""

_SAID = re.compile(
    r"<(?:\w+:)?(?:t|v|oddFooter|oddHeader)(?: [^>]*)?>([^<]*)<"
    r'|(?:prompt|promptTitle|error|errorTitle|descr)="([^"]*)"'
    r'|<sheet name="([^"]*)"'
)


def said_in(data: bytes) -> set[str]:
    """The words of a document or a workbook that a person can see."""
    found: set[str] = set()
    with ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith(("word/document", "word/header", "word/footer", "xl/")):
                text = package.read(name).decode("utf-8", "replace")
                for groups in _SAID.findall(text):
                    found |= words_of("".join(groups))
    return found


def words_of(text: str) -> set[str]:
    """The words of a text that a person reads."""
    return {word.lower() for word in _WORD.findall(_CODE.sub(" ", text))}


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            if field.name != "starter":  # a plan file, which has keys
                yield from texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from texts(one)


@cache
def printed_words(language: str) -> frozenset[str]:
    """The words of the tables from which a language is printed, and its months."""
    table = words_in(language)
    parts = [getattr(table, name) for name in PRINTED]
    words = table.words
    parts += [
        words.approval, words.approved, words.columns, words.status, words.outcome, words.act,
        words.amending, words.annex, words.minutes, words.period, words.total, words.notes,
        words.short_names, words.contents, words.executor_lead, words.seal, words.amended,
        words.date, words.reference, words.basis, words.fields, words.row_conflict, words.truth,
    ]  # fmt: skip
    months = (
        name
        for form in ("format", "stand-alone")
        for name in get_month_names("wide", form, language).values()
    )
    said = (words_of(text) for text in (*months, *(one for part in parts for one in texts(part))))
    return frozenset(word for found in said for word in found)


def foreign(language: str) -> frozenset[str]:
    """The words that other languages have and this one has not, in full or as a short month."""
    others = (printed_words(one) for one in READ_LANGUAGES if one != root_of(language))
    short = get_month_names("abbreviated", "stand-alone", language).values()
    return frozenset().union(*others) - printed_words(language) - words_of(" ".join(short))


def test_every_language_has_words_of_its_own() -> None:
    """The tables of two languages share few words, so that a strange one is seen."""
    for language in READ_LANGUAGES:
        assert len(printed_words(language)) > 300
        assert len(foreign(language)) > 600


@pytest.mark.parametrize("locale", LOCALES)
def test_the_form_of_a_plan_speaks_one_language(locale: str) -> None:
    """The workbook in which a plan is written has no word of another language."""
    language = language_of(locale)
    said = said_in(render_authoring(language=language, first_year=2026))
    assert len(said & printed_words(language)) > 50
    assert said & foreign(language) == set()


@pytest.mark.slow
@given(st.sampled_from(LOCALES), plans(shapes=True), plans(shapes=True))
@tries(60)
def test_nothing_printed_says_a_word_of_another_language(
    locale: str, plan: Plan, other: Plan
) -> None:
    """Document, sheet, report, comparison and amendment of a plan in each language are in it."""
    language = language_of(locale)
    one, two = (in_locale(each, locale) for each in (plan, other))
    own = " ".join(texts([each.model_dump(mode="json") for each in (one, two)])).lower()
    for data in printed(one, two):
        strange = (said_in(data) - HIDDEN) & foreign(language)
        assert {word for word in strange if word not in own} == set()


def in_locale(plan: Plan, locale: str) -> Plan:
    changed = {"language": locale, "second_language": "", "gender": "neuter"}
    return Plan.model_validate(plan.model_dump(mode="json") | changed)


def printed(plan: Plan, other: Plan) -> Iterator[bytes]:
    told = report(plan, TODAY)
    yield render_document(plan)
    yield render_tracking(plan)
    yield render_report_document(plan, told)[0]
    yield render_report_workbook(plan, told)
    yield render_comparison(compare(plan, other), language_of(plan.language))
    try:
        yield render_amendment(amend(plan, other, "12"))
    except AmendmentError:
        return
