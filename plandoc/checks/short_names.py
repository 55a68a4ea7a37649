"""Rules for abbreviations: undeclared and unused ones."""

import re
from collections.abc import Iterator
from functools import cache

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.schema.columns import TEXT_COLUMNS
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
    """Find abbreviations of executors that are neither declared in the plan nor widely known."""
    known = set(reading.words.known_short_names)
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


def _people(row: ActivityRow) -> Iterator[tuple[str, str]]:
    for executor in row.activity.executors:
        yield "executors", executor.name
    yield "supervisor", row.activity.supervisor


def _unused(reading: Reading) -> Iterator[Finding]:
    plan = reading.plan
    if not plan.short_names:
        return
    texts = [plan.title, *plan.notes, *(row.section.title for row in reading.sections)]
    for row in reading.rows:
        texts += [row.activity.title, *row.activity.fields.values()]
        texts += [getattr(row.activity, key) for key in TEXT_COLUMNS]
        texts += [executor.name for executor in row.activity.executors]
    texts += [approval.officer.post for approval in plan.approvals if approval.officer]
    texts += [signature.post for signature in plan.signatures]
    whole = "\n".join(texts)
    for short in plan.short_names:
        if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", whole):
            yield Finding(Place(path=ROOT / "short_names" / short), {"short": short})


RULES = (
    Rule(Code.SHORT_NAME_UNDECLARED, _undeclared),
    Rule(Code.SHORT_NAME_UNUSED, _unused),
)
