"""Signatures under a plan: a post and a name, on one line or on several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.imports.dates import date_of, date_pattern
from plandoc.imports.doubts import Data
from plandoc.imports.paper import Line
from plandoc.imports.spelling import begins, name, words

_LONGEST = 200
_MOST_ABOVE = 3
_SLOT = re.compile(r"_{3,}|\t|[ \xa0]{4,}\S*$")
"""What a pen fills between a post and a name."""


@dataclass(slots=True)
class Signed:
    """The signatures as plain data, and the lines in which they stand."""

    found: list[Data] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def signatures_of(lines: Sequence[Line]) -> Signed:
    """Return the signatures among the lines under a table."""
    signed = Signed()
    for at, line in enumerate(lines):
        if line not in signed.lines and len(line.text) <= _LONGEST:
            _read(line, lines[max(0, at - _MOST_ABOVE) : at], signed)
    return signed


def _read(line: Line, before: Sequence[Line], signed: Signed) -> None:
    """Add the signature that ends in a line, if one does."""
    posts = words(lambda table: table.posts)
    named = list(name().finditer(line.text))
    if len(named) != 1:
        return
    post, after = _bare(line.text[: named[0].start()]), line.text[named[0].end() :]
    above = _above(before, signed)
    if begins(post, posts) and not (above and post[:1].islower()):
        above = _posts_above(above)
    told = date_pattern().sub("", after).strip(" ._")
    lined = post and _SLOT.search(line.text[: named[0].start()])
    if not (above or lined or begins(post, posts)) or re.search(r"[^\W_]", told):
        return
    written = "\n".join(filter(None, (*(_bare(one.text) for one in above), post)))
    data: Data = {"post": written, "name": " ".join(named[0][0].split())}
    day = date_pattern().search(after)
    if day and (read := date_of(day[0])):
        data["date"] = read
    signed.found.append(data)
    signed.lines += [*above, line]


def _above(before: Sequence[Line], signed: Signed) -> list[Line]:
    """Return the lines above a name that begin with a post."""
    posts = words(lambda table: table.posts)
    found: list[Line] = []
    for one in reversed(before):
        taken = one in signed.lines or name().search(one.text) or len(one.text) > _LONGEST
        if taken or (found and begins(_bare(found[0].text), posts)):
            break
        found.insert(0, one)
    while found and not begins(found[0].text, posts):
        found.pop(0)
    return found


def _posts_above(above: list[Line]) -> list[Line]:
    """Return lines above a post that belong to it: posts of the same person."""
    return above if above and not re.search(r"[.:;]\s*$", above[-1].text) else []


def _bare(text: str) -> str:
    return re.sub(r"_{2,}|\s+", " ", text).strip(" /,")
