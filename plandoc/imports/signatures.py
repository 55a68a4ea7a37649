"""Signatures under a plan: a post and a name, on one line or on several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from plandoc.imports.approvals import date_of, date_pattern
from plandoc.imports.doubts import Data
from plandoc.imports.paper import Line
from plandoc.imports.spelling import begins, name, words

_LONGEST = 200
_MOST_ABOVE = 3


@dataclass(slots=True)
class Signed:
    """The signatures as plain data, and the lines in which they stand."""

    found: list[Data] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def signatures_of(lines: Sequence[Line]) -> Signed:
    """Return the signatures among the lines under a table."""
    signed = Signed()
    posts = words(lambda table: table.posts)
    for at, line in enumerate(lines):
        if line in signed.lines or len(line.text) > _LONGEST:
            continue
        named = list(name().finditer(line.text))
        if len(named) != 1:
            continue
        said = line.text
        before, after = said[: named[0].start()], said[named[0].end() :]
        post = _bare(before)
        above: list[Line] = []
        for one in reversed(lines[max(0, at - _MOST_ABOVE) : at]):
            if one in signed.lines or name().search(one.text) or len(one.text) > _LONGEST:
                break
            if above and begins(_bare(above[0].text), posts):
                break
            above.insert(0, one)
        while above and not begins(above[0].text, posts):
            above.pop(0)
        if begins(post, posts) and not (above and post[:1].islower()):
            above = _posts_above(above)
        if not begins(post, posts) and not above:
            continue
        if re.search(r"[^\W_]", date_pattern().sub("", after).strip(" ._")):
            continue
        day = date_pattern().search(after)
        written = "\n".join(filter(None, (*(_bare(one.text) for one in above), post)))
        data: Data = {"post": written, "name": " ".join(named[0][0].split())}
        if day and (read := date_of(day[0])):
            data["date"] = read
        signed.found.append(data)
        signed.lines += [*above, line]
    return signed


def _posts_above(above: list[Line]) -> list[Line]:
    """Return lines above a post that belong to it: posts of the same person."""
    return above if above and not re.search(r"[.:;]\s*$", above[-1].text) else []


def _bare(text: str) -> str:
    return re.sub(r"_{2,}|\s+", " ", text).strip(" /,")
