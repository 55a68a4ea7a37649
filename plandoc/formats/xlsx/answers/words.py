"""What remarks and variants say on a sheet and in a comment."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from plandoc.errors import Place, Problem
from plandoc.words.language import words_in

LONGEST_SHOWN = 4000
"""A remark or a variant is shown up to this length; its own cell has it whole."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d*)\b")
# What XML 1.0 (section 2.2, production Char) leaves out, and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text that XML can hold: what it cannot is replaced by a mark."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(text: str) -> str:
    """Return a text as it is shown: no longer than anybody reads."""
    text = storable(text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def sentence(text: str) -> str:
    """Return a text of ours as it is shown: with a capital letter."""
    return shown(text[:1].upper() + text[1:])


def address(place: Place, language: str, *, file: bool = True) -> str:
    """Return where something stands, without its trail.

    «Иванов.xlsx, Учёт!K14», «план.yaml, строка 37», «отчёт.docx, таблица 2, строка 9».
    """
    parts = [PurePath(place.file).name] if file and place.file else []
    if place.sheet:
        parts.append(f"{place.sheet}!{place.cell}".rstrip("!"))
    rest = Place(
        table=place.table, row=place.row or place.line, paragraph=place.paragraph, part=place.part
    ).text(language)
    return storable(", ".join([*parts, rest] if rest else parts))


def cell_of(place: Place) -> str:
    """Return the cell of a place, the first one of a range; empty where it has none."""
    found = _CELL.match(place.cell)
    return f"{found[1]}{found[2]}" if found else ""


def comment_text(problems: Sequence[Problem], language: str) -> str:
    """Return what a comment says of the problems of one cell."""
    words = words_in(language).annotated.comment
    said = []
    for number, problem in enumerate(problems, 1):
        saying = problem.saying(language)
        lines = [sentence(saying.found)]
        if saying.expected:
            lines.append(words.expected.format(text=saying.expected))
        if saying.remedy:
            lines.append(words.remedy.format(text=saying.remedy))
        text = storable("\n".join(lines))
        said.append(words.numbered.format(number=number, text=text) if len(problems) > 1 else text)
    return "\n\n".join(said)
