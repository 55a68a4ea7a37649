"""Rules for abbreviations: undeclared and unused ones."""

import re
from collections.abc import Iterator
from functools import cache

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.markup import plain
from plandoc.schema.rows import ActivityRow
from plandoc.words.letters import capitals, small_letters

_ROMAN = re.compile(r"[IVXLC]+")


@cache
def _short() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])[{capitals()}]{{2,6}}(?![\w-])")


@cache
def _capitals_throughout() -> re.Pattern[str]:
    return re.compile(rf"[^{small_letters()}]*[{capitals()}]{{7,}}[^{small_letters()}]*")


def _undeclared(reading: Reading) -> Iterator[Finding]:
    """Find abbreviations of executors that the plan explains nowhere and not everybody knows."""
    known = {*reading.words.known_short_names, *_explained(reading)}
    for short in reading.plan.short_names:
        known.update(_short().findall(short), [short])
    for row in reading.rows:
        for key, text in _people(row):
            if _capitals_throughout().fullmatch(text):
                continue  # the whole text is in capitals
            for short in _short().findall(text):
                if short not in known and not _ROMAN.fullmatch(short):
                    known.add(short)
                    yield Finding(reading.at(row, key), {"short": short})


def _explained(reading: Reading) -> Iterator[str]:
    """Yield abbreviations that texts introduce: «(далее – КС)», «* КС – Координационный совет»."""
    further = "|".join(map(re.escape, reading.words.further))
    introduced = re.compile(rf"\((?:{further})\b([^)]*)\)", re.IGNORECASE)
    for text in _texts(reading):
        for found in introduced.finditer(text):
            yield from _short().findall(found[1])
    listed = re.compile(rf"^\W*({_short().pattern})\s*[-–—:]\s*\S", re.MULTILINE)
    for text in _remarks(reading):
        yield from (found[1] for found in listed.finditer(text))


def _people(row: ActivityRow) -> Iterator[tuple[str, str]]:
    for executor in row.activity.executors:
        yield "executors", executor.name
    yield "supervisor", row.activity.supervisor


def _unused(reading: Reading) -> Iterator[Finding]:
    plan = reading.plan
    whole = "\n".join(_texts(reading)) if plan.short_names else ""
    for short in plan.short_names:
        if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", whole):
            yield Finding(Place(path=ROOT / "short_names" / short), {"short": short})


def _texts(reading: Reading) -> Iterator[str]:
    """Yield the texts of a plan in which abbreviations occur."""
    plan = reading.plan
    yield from (plan.title, plan.second_title)
    yield from _remarks(reading)
    for section in reading.sections:
        yield from (section.section.title, section.section.second_title)
    for row in reading.rows:
        yield from (row.activity.title, *row.activity.fields.values())
        yield from (getattr(row.activity, key) for key in TEXT_COLUMNS)
        yield from (executor.name for executor in row.activity.executors)
    yield from (approval.officer.post for approval in plan.approvals if approval.officer)
    yield from (signature.post for signature in plan.signatures)


def _remarks(reading: Reading) -> Iterator[str]:
    """Yield the texts around the rows of a plan."""
    yield from reading.plan.notes
    yield from (plain(block.text) for block in reading.plan.blocks)
    for row in reading.sections:
        yield from (plain(row.section.text), *row.section.fields.values())


RULES = (
    Rule(Code.SHORT_NAME_UNDECLARED, _undeclared),
    Rule(Code.SHORT_NAME_UNUSED, _unused),
)
