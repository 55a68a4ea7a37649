"""Texts of remarks and options on sheets and in comments."""

import re
from collections.abc import Sequence

from plandoc.codes import Severity
from plandoc.errors import Place, Problem
from plandoc.returns.file_names import NO_NAMES, FileNames, name_of
from plandoc.words.language import words_in
from plandoc.words.texts import capitalised

LONGEST_SHOWN = 4000
"""Remarks and options are truncated to this length; the original cell has the full text."""

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d*)\b")
# Characters not allowed in XML 1.0 (section 2.2, production Char), and lone surrogates.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text that is valid in XML; invalid characters become U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def shown(text: str) -> str:
    """Return a text for display, truncated to a readable length."""
    text = storable(text)
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def sentence(text: str) -> str:
    """Return a text for display that begins with a capital letter."""
    return shown(capitalised(text))


def address(place: Place, language: str, *, file: bool = True, names: FileNames = NO_NAMES) -> str:
    """Return a place in words, without its trail.

    «Иванов.xlsx, Учёт!K14», «план.yaml, строка 37», «отчёт.docx, таблица 2, строка 9».
    """
    parts = [name_of(place.file, names)] if file and place.file else []
    if place.sheet:
        parts.append(f"{place.sheet}!{place.cell}".rstrip("!"))
    rest = Place(
        table=place.table, row=place.row or place.line, paragraph=place.paragraph, part=place.part
    ).text(language)
    return storable(", ".join([*parts, rest] if rest else parts))


def cell_of(place: Place) -> str:
    """Return the cell of a place, or the first cell of a range; `""` if it has none."""
    found = _CELL.match(place.cell)
    return f"{found[1]}{found[2]}" if found else ""


def comment_text(problems: Sequence[Problem], language: str) -> str:
    """Return the text of a comment with the problems of a cell."""
    words = words_in(language).annotated.comment
    texts = []
    for number, problem in enumerate(problems, 1):
        saying = problem.saying(language)
        lines = [sentence(saying.found)]
        if saying.expected:
            lines.append(words.expected.format(text=saying.expected))
        if saying.remedy and problem.severity is not Severity.NOTE:
            lines.append(words.remedy.format(text=saying.remedy))
        text = storable("\n".join(lines))
        texts.append(words.numbered.format(number=number, text=text) if len(problems) > 1 else text)
    return "\n\n".join(texts)
