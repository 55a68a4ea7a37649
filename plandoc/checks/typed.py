"""Rules for signs that were typed for a program or in place of it, and are printed as they are."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.schema.columns import Holds
from plandoc.schema.markup import unclosed
from plandoc.schema.plan import PERIOD_PLACE
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.schema.tree import table_of
from plandoc.words.texts import shortened

_FACE = re.compile(r"\*\*|(?<!\S)\*(?=[^\s*])[^*\n]*(?<=[^\s*])\*(?!\w)")
_SLOT = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$?\{[^\W\d_][\w .]{0,40}\}")
_NUMBER = re.compile(
    r"(?:(?<=\s)|^)((?!0)\d{1,2}(?:\.[1-9]\d{0,2})*[.)]|(?!0)\d{1,2}(?:\.[1-9]\d{0,2})+|[IVX]+[.)]|[а-яa-z]\))\s"
)


class _Typed(NamedTuple):
    """A text of a plan, its place, and whether it has markup."""

    place: Place
    text: str
    marked: bool = False


_TITLES = ("title", "second_title")
_WITH_PERIOD = frozenset(ROOT / key for key in _TITLES)


def _texts(reading: Reading) -> Iterator[_Typed]:
    """Yield titles, headings, notes and texts with markup in the order of the document."""
    plan = reading.plan
    for key, title in zip(_TITLES, (plan.title, plan.second_title), strict=True):
        yield _Typed(Place(path=ROOT / key), title)
    for index, block in enumerate(plan.blocks):
        path = ROOT / "blocks" / index
        yield _Typed(Place(path=path / "heading"), block.heading)
        yield _Typed(Place(path=path / "text"), block.text, marked=True)
        if block.table:
            yield _Typed(Place(path=path / "table" / "heading"), block.table.heading)
    for row in plan.rows():
        found = row.section if isinstance(row, SectionRow) else row.activity
        yield _Typed(reading.at(row, "title"), found.title)
        if isinstance(row, SectionRow):
            yield _Typed(reading.at(row, "second_title"), row.section.second_title)
            yield _Typed(reading.at(row, "text"), row.section.text, marked=True)
            for key, text in row.section.fields.items():
                yield _Typed(Place(path=row.path / "fields" / key), text)
    for index, note in enumerate(plan.notes):
        yield _Typed(Place(path=ROOT / "notes" / index), note)


def _shared(reading: Reading) -> tuple[_Typed, ...]:
    """Return what `_texts` yields, made once for all rules."""
    if "typed" not in reading.notes:
        reading.notes["typed"] = tuple(_texts(reading))
    found: tuple[_Typed, ...] = reading.notes["typed"]
    return found


def _stray_markup(reading: Reading) -> Iterator[Finding]:
    for place, text, marked in _shared(reading):
        found = unclosed(text) if marked else (text[m.start() :] for m in _FACE.finditer(text))
        if (first := next(iter(found), None)) is not None:
            yield Finding(place, {"text": shortened(first)})


def _unfilled(reading: Reading) -> Iterator[Finding]:
    for place, text, _ in _shared(reading):
        known = {PERIOD_PLACE} if place.path in _WITH_PERIOD else set()
        for slot in dict.fromkeys(_SLOT.findall(text)):
            if slot not in known:
                yield Finding(place, {"slot": slot.strip("${%} ")})


def _number_twice(reading: Reading) -> Iterator[Finding]:
    """Find numbers typed at the head of a title that gets one: `1. I. Учебная работа`.

    A cell with a list of several items has numbers of its own.
    """
    numbered = {
        table.path for table in reading.tables
        if any(column.key == Holds.NUMBER for column in table.columns)
    }  # fmt: skip
    for row in reading.plan.rows():
        title, number = (
            (row.activity.title, row.number if table_of(row.path) in numbered else "")
            if isinstance(row, ActivityRow)
            else (row.section.title, row.label)
        )
        found = [number.start() for number in _NUMBER.finditer(title)]
        if found == [0] and number.strip():
            yield Finding(reading.at(row, "title"), {"printed": f"{number} {shortened(title)}"})


RULES = (
    Rule(Code.MARKUP_PRINTED, _stray_markup),
    Rule(Code.SLOT_PRINTED, _unfilled),
    Rule(Code.NUMBER_TWICE, _number_twice),
)
