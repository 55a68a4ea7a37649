"""The title of a plan, and the heading of its first table."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from plandoc.imports.months import month_of
from plandoc.imports.paper import Line
from plandoc.imports.periods import period_in
from plandoc.imports.spelling import begins, folded, words
from plandoc.imports.stamps import kind_of, unspaced
from plandoc.imports.texts import joined, said
from plandoc.words.written import any_of

LONGEST = 320
"""Letters of a line of a title."""

_MOST_LINES = 12
_LONGEST_HEADING = 220
_MOST_HEADINGS = 3
_PARAGRAPH = 160
_YEAR = re.compile(r"\W*(?:19|20)\d\d\W*(?:[^\W\d_]\.?)?\s*")


def title_of(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the title among those above the tables."""
    start = _start(lines)
    if start is None:
        return []
    found: list[Line] = []
    for at, line in enumerate(lines[start : start + _MOST_LINES], start):
        if found and (not _goes_on(found[0], line) or _is_stamp(line)):
            break
        if found and _is_bare_year(line):
            return found
        found.append(line)
        if period := period_in(joined(found)):
            after = lines[at + 1 : at + 2]
            more = bool(after) and _goes_on(found[0], after[0]) and _ends_period(after[0])
            if more and len(period_in(joined([*found, *after]))) > len(period):
                found += after
            return found
    if found[0].align == "center":
        return list(_alike(found))
    return [found[0], *_lower(found[1:])]


def _start(lines: Sequence[Line]) -> int | None:
    """Return where the title begins: a strong line with a noun of plans, any such, a strong one."""
    named = [at for at, line in enumerate(lines) if names_plan(line)]
    strong = [at for at in named if _is_strong(lines[at])]
    bold = [
        at
        for at, line in enumerate(lines)
        if line.align == "center" and line.bold and not _names_organisation(line)
    ]
    return next(iter([*strong, *named, *reversed(bold)]), None)


def _names_organisation(line: Line) -> bool:
    return bool(begins(line.text, words(lambda table: table.organisations)))


def _ends_period(line: Line) -> bool:
    """Whether a line begins with the end of a period: «2013 учебном году», «год»."""
    begun = _year_words().match(line.text)
    return bool(begun) and not _is_bare_year(line)


@cache
def _year_words() -> re.Pattern[str]:
    school = any_of(lambda written: written.school)
    year = any_of(lambda written: written.year)
    return re.compile(rf"\s*(?:\d{{2,4}}\b|(?:{school})|(?:{year})\W*$)", re.IGNORECASE)


def _is_bare_year(line: Line) -> bool:
    """Whether a line is only a year, as at the foot of a cover: «2019 г.»."""
    return bool(_YEAR.fullmatch(line.text))


def names_plan(line: Line) -> bool:
    """Whether a line begins with a noun of plans."""
    text = unspaced(said(line))
    named = begins(text, words(lambda table: table.titles)) or _noun().match(folded(text))
    return len(text) < LONGEST and bool(named)


@cache
def _noun() -> re.Pattern[str]:
    """Return the pattern of a noun of plans after one or two words: «Совместный план работы»."""
    nouns = "|".join(map(re.escape, words(lambda table: table.titles)))
    return re.compile(rf"[«\"]?(?:[^\W\d_]+(?:-[^\W\d_]+)?\s){{1,2}}(?:{nouns})(?!\w)")


def _is_strong(line: Line) -> bool:
    return bool(line.align == "center" or line.bold or line.level or line.text.isupper())


def _is_stamp(line: Line) -> bool:
    """Whether a line in brackets says who approved the plan: «(утверждён приказом …)»."""
    text = line.text.strip()
    return text.startswith("(") and bool(kind_of(text.lstrip("( ")))


def _goes_on(first: Line, line: Line) -> bool:
    """Whether a line may belong to the title that begins with another one."""
    if line.new_page or line.align == "right" or len(said(line)) > LONGEST:
        return False
    return first.align != "center" or line.align == "center"


def _alike(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the first lines that are as bold as the first."""
    for line in lines:
        if line.bold != lines[0].bold:
            return
        yield line


def _lower(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that go on with a title: those that begin with a small letter."""
    for line in lines:
        text = line.text.strip()
        if not text[:1].islower() or len(text) > _PARAGRAPH:
            return
        yield line


def is_heading(line: Line) -> bool:
    """Whether a line between tables names the next one."""
    strong = line.align == "center" or line.level or line.bold
    return len(line.text) < _LONGEST_HEADING and bool(strong)


def heading_above(lines: Sequence[Line], *, bold: bool = True) -> list[Line]:
    """Return the last lines, if they are the heading of a table that follows.

    With `bold`, bold lines are such as centred ones are. A month right above a table heads it,
    however it looks.
    """
    found: list[Line] = []
    for line in reversed(lines):
        if not is_heading(line) or not (bold or line.align == "center" or line.level):
            break
        found.insert(0, line)
    month = lines and not found and month_of(_year_behind().sub("", lines[-1].text))
    return [lines[-1]] if month else found[-_MOST_HEADINGS:]


@cache
def _year_behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:19|20)\d\d\s*(?:{any_of(lambda written: written.year)})?\W*$")
