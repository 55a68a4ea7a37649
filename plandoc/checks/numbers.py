"""Rules for numbers fixed by the author, and for sections."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby, pairwise, zip_longest

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.schema.numbering import roman
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.words.texts import words_only

_NUMBER = re.compile(r"\s*\.?(\d+(?:\.\d+)*)(\.?)\s*")
_LETTERED = re.compile(r"\s*\d+(?:\.\d+)*\.?\s?[^\W\d_][.)]?\s*")
"""«7а», which has the place of a number."""

_LABEL = re.compile(r"\b(?:(\d+)|([IVXLC]+))\b(?!\.\d)")
_ROMANS = {roman(number): number for number in range(1, 100)}
_MOST_SHOWN = 5


def _read(number: str) -> tuple[int, ...]:
    found = _NUMBER.fullmatch(number)
    return tuple(map(int, found[1].split("."))) if found else ()


def _steps(reading: Reading) -> Iterator[tuple[ActivityRow, str, bool]]:
    """Yield each row whose number is out of sequence: row, expected number, whether it repeats.

    Numbers may run through the whole plan or restart in each section. Among fixed numbers, a row
    without one is out of sequence if plandoc numbers it differently; the next number may skip it.
    """
    fixed = _fixed_depths(reading)
    last: dict[tuple[int, ...], tuple[int, FieldPath]] = {}
    used: set[tuple[FieldPath, tuple[int, ...]]] = set()
    prefix: tuple[int, ...] = ()
    running = _runs_on(reading)
    jump = previous = 0
    rows = reading.rows if fixed else ()
    for row, following in zip_longest(rows, map(_number_of, rows[1:])):
        number, section = _read(row.number), row.holder
        if not number:
            jump += bool(_LETTERED.fullmatch(row.activity.number))
            continue
        depths = fixed.get(section, {len(number)})
        other_style = not row.activity.number and len(number) not in depths
        if not other_style:
            prefix = number[:-1]
        before, where = last.get(prefix, (previous if running else 0, section))
        previous = number[-1]
        expected = ".".join(map(str, (*prefix, before + 1)))
        if other_style:
            if not jump:  # report a run of rows once
                yield row, expected, False
            jump += 1
            continue
        scope, value = ROOT if prefix else section, number[-1]
        if (scope, number) in used:
            yield row, expected, True
            if value == 1:  # numbering restarts: report it once
                used = {(place, other) for place, other in used if place != scope}
        elif not (0 < value - before <= 1 + jump or (value == 1 and where != section)):
            yield row, expected, False
            if following == (*prefix, before + 2):  # the others go on as if it were right
                number, value = (*prefix, before + 1), before + 1
        used.add((scope, number))
        last[prefix] = value, section
        jump = 0


def _number_of(row: ActivityRow) -> tuple[int, ...]:
    return _read(row.number)


def _runs_on(reading: Reading) -> bool:
    """Whether the last part of dotted numbers runs through the sections: 1.1, 1.2, 2.3, 2.4."""
    numbers = [_read(row.number) for row in reading.rows]
    changes = [
        (one[-1], other[-1])
        for one, other in pairwise(number for number in numbers if len(number) > 1)
        if one[:-1] != other[:-1]
    ]
    return bool(changes) and all(after == before + 1 for before, after in changes)


def _fixed_depths(reading: Reading) -> dict[FieldPath, set[int]]:
    """Return the numbers of parts that fixed numbers have, by path of section."""
    depths: dict[FieldPath, set[int]] = defaultdict(set)
    for row in reading.rows:
        if number := _read(row.activity.number):
            depths[row.holder].add(len(number))
    return depths


def _gap(reading: Reading) -> Iterator[Finding]:
    for row, expected, repeats in _steps(reading):
        if not repeats:
            values = {"number": row.number.rstrip("."), "expected": expected}
            yield Finding(reading.at(row, "number"), values)
    for label, following, repeats in _label_steps(reading):
        if not repeats:
            values = {"number": label.label, "expected": str(following)}
            yield Finding(reading.at(label, "label"), values)


def _repeat(reading: Reading) -> Iterator[Finding]:
    for row, _, repeats in _steps(reading):
        if repeats:
            yield Finding(reading.at(row, "number"), {"number": row.number.rstrip(".")})
    for label, _, repeats in _label_steps(reading):
        if repeats:
            yield Finding(reading.at(label, "label"), {"number": label.label})


def _label_steps(reading: Reading) -> Iterator[tuple[SectionRow, int, bool]]:
    """Yield each section whose custom label does not follow the previous one."""
    for _, siblings in groupby(_in_levels(reading), key=lambda row: row.numbers[:-1]):
        rows = list(siblings)
        if not any(row.section.label for row in rows):
            continue
        before = 0
        used = set()
        labelled = [(row, value) for row in rows if (value := _label_number(row.label)) is not None]
        for at, (row, value) in enumerate(labelled):
            following = labelled[at + 1][1] if at + 1 < len(labelled) else None
            if value in used:
                yield row, before + 1, True
            elif value != before + 1:
                yield row, before + 1, False
            # One odd number among others that go on as if it were right is alone wrong.
            before = before + 1 if following == before + 2 else value
            used.add(before)


def _in_levels(reading: Reading) -> list[SectionRow]:
    return sorted(reading.sections, key=lambda row: (row.numbers[:-1], row.numbers[-1]))


def _label_number(label: str) -> int | None:
    found = _LABEL.search(label)
    if not found or "." in label.strip().rstrip("."):
        return None
    return int(found[1]) if found[1] else _ROMANS.get(found[2])


def _mixed_dots(reading: Reading) -> Iterator[Finding]:
    fixed = [row for row in reading.rows if _read(row.activity.number)]
    dotted = [row for row in fixed if row.activity.number.rstrip().endswith(".")]
    bare = [row for row in fixed if not row.activity.number.rstrip().endswith(".")]
    if not dotted or not bare:
        return
    odd, usual = (bare, dotted) if len(bare) <= len(dotted) else (dotted, bare)
    shown = ", ".join(row.activity.number for row in odd[:_MOST_SHOWN])
    values = {
        "numbers": shown + ("…" if len(odd) > _MOST_SHOWN else ""),
        "usual": usual[0].activity.number,
    }
    yield Finding(reading.at(odd[0], "number"), values)


def _empty_section(reading: Reading) -> Iterator[Finding]:
    # Rows that an act excluded count as well: there is nothing to add.
    filled = {section.path for row in reading.plan.activity_rows() for section in row.sections}
    empty = [row for row in reading.sections if row.path not in filled]
    paths = {row.path for row in empty}
    for row in empty:
        if row.holder not in paths:
            yield Finding(reading.at(row, "activities"))


def _same_section(reading: Reading) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for row in reading.sections:
        title = words_only(row.section.title)
        key = (row.numbers[:-1], title, row.section.month)
        if title and key in seen:
            yield Finding(reading.at(row, "title"), {"title": row.section.title})
        seen.add(key)


RULES = (
    Rule(Code.NUMBER_OUT_OF_ORDER, _gap),
    Rule(Code.NUMBER_REPEATED, _repeat),
    Rule(Code.NUMBERS_WITH_AND_WITHOUT_DOT, _mixed_dots),
    Rule(Code.SECTION_EMPTY, _empty_section),
    Rule(Code.SECTION_TITLE_REPEATED, _same_section),
)
