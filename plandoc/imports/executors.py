"""Splits a cell into executors; what is not surely several stays one."""

import re
from functools import cache, lru_cache
from itertools import pairwise

from plandoc.imports.spelling import begins, folded, name, name_source, words

_END = re.compile(
    r"\s*[,;]?\s*(?:(?<=\.)\.+|(?<=[^\W\d_]{6})\s*\.+|(?<=[A-ZА-ЯЁ]{2})\s*\.+"
    r"|(?<=[^\W\d_]{4}) \.)?\s*$"
)
_CAPITAL = re.compile(r"\s*-?\s*[A-ZА-ЯЁ](?![A-ZА-ЯЁ]{0,3}\b)")
_SLASH = re.compile(r"(?<=[^\W\d_]{3})\s+/\s+(?=[^\W\d_]{3})")
_INNER = re.compile(r"(?<=[^\W\d_]{2}) (?=[A-ZА-ЯЁ][а-яёa-z]+(?:\.|(?<![аяиыоуеь])(?!\w)))")
"""A blank before a word with a capital that is no genitive: «ОДН Соц. педагог»."""
_GAP = re.compile(r"[ \t]+")
_SHORT = re.compile(r"[A-ZА-ЯЁ]{2,}\s+[A-ZА-ЯЁ][a-zа-яё]")
_BARE = re.compile(r"(?:[A-ZА-ЯЁ][a-zа-яё]{2}|[A-ZА-ЯЁ]{3,})(?=\s*(?:[,;\n]|$))")
"""A short surname, or an abbreviation, that is all of a piece: «Пак», «ЕДДС»."""
_JOINED = re.compile(r"(?<!\w)(?:по|за|для|из|of|for)\s|[«(/]")
_NAMED = re.compile(r"[^\W\d_]{2}")
_GLUED = re.compile(r"\.?[^\W\d_]{2}")
_BULLET = re.compile(r"^\s*[-–—•●·]\s+(?=\S)")


@cache
def _is_name() -> re.Pattern[str]:
    return re.compile(rf"\s*{name_source()}[.,;]*\s*")


@cache
def _only_names() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{name_source()}\s*)+")


@cache
def _after_name() -> re.Pattern[str]:
    """Return the pattern of a name that a post follows on the same line."""
    posts = "|".join(re.escape(one) for one in _posts() if len(one) > 3)  # noqa: PLR2004 - «ст.»
    return re.compile(rf"{name_source()}\.?[ \t]*(?=(?:{posts}))")


@cache
def _posts() -> tuple[str, ...]:
    return words(lambda table: table.posts)


@cache
def _after_comma() -> re.Pattern[str]:
    return re.compile(r"(?<=[,;])[ \t]+(?=[^\W\d_]*[а-яёa-z]{3}|[Зз]ам|[Сс]оц|[Мм]/с)")


@cache
def _open_end() -> re.Pattern[str]:
    """Return the pattern of a line that ends with a word after which another one follows."""
    joints = "|".join((*words(lambda table: table.several), *words(lambda table: table.openers)))
    return re.compile(rf"(?<!\w)(?:{joints})$", re.IGNORECASE)


def ends_open(text: str) -> bool:
    """Whether a text ends with a word after which another one follows: «зам. директора по»."""
    return bool(_open_end().search(text))


@cache
def _genitive() -> re.Pattern[str]:
    """Return the pattern of a line that can only go on with a post: «директора по ВР»."""
    return re.compile(rf"\s*(?:{'|'.join(words(lambda table: table.genitives))})(?!\w)")


def executors_of(text: str) -> list[str]:
    """Return the executors of a cell; a cell that may be counted otherwise is left as it is."""
    names = split_executors(text)
    return (
        ["\n".join(line.strip() for line in text.strip().split("\n"))]
        if is_unclear(names)
        else names
    )


def split_executors(text: str) -> list[str]:
    r"""Return the executors of a cell, in their order.

    >>> split_executors("Директор,\nЗам. директора\nпо АХЧ.")
    ['Директор', 'Зам. директора\nпо АХЧ']
    """
    return list(_split(text))


@lru_cache(maxsize=1024)
def _split(text: str) -> tuple[str, ...]:
    found: list[str] = []
    said = _SLASH.sub(";\n", _after_name().sub("\\g<0>\n", text))
    lines = [_BULLET.sub("", line) for line in said.split("\n") if line.strip()]
    for line, below in zip(lines, [*lines, ""][1:], strict=True):
        one = bool(_is_name().fullmatch(below)) and not name().search(line)
        first, *more = [line] if one else _comma_split(line)
        if found and _continues(found[-1], first):
            found[-1] += f"\n{first.strip()}"
        else:
            found.append(first)
        found += more
    names = [single for one in found for single in _names(one)]
    bare = (_END.sub("", _END.sub("", single)).strip() for single in names)
    return tuple(one for one in bare if one)


def is_unclear(names: list[str]) -> bool:
    """Whether a careful reader could count executors otherwise.

    Two posts with only a blank between them; two posts of which the second has the only name; words
    glued to a name; «он же» and ditto marks.
    """
    if any(not _NAMED.search(one) or folded(one) in _same() for one in names):
        return True
    if any(_GLUED.match(one, found.end()) for one in names for found in name().finditer(one)):
        return True
    for one in names:
        for at in _INNER.finditer(one):
            if begins(one[at.end() :], _posts()) and begins(one, _posts()):
                return True
    return any(
        below[:1].islower() and name().search(below) and not name().search(one)
        for one, below in pairwise(names)
    )


@cache
def _same() -> tuple[str, ...]:
    return words(lambda table: table.same)


def _comma_split(line: str) -> list[str]:
    """Split at commas outside of brackets and quotes."""
    pieces, start, depth = [], 0, 0
    for at, sign in enumerate(line):
        depth += (sign in "(«") - (sign in ")»")
        if sign in ",;" and depth <= 0 and (end := _next_begins(line, start, at)):
            pieces.append(line[start : at + 1])
            start = end
    return [*pieces, line[start:]]


def _next_begins(line: str, start: int, comma: int) -> int:
    """Return where the next executor begins after a comma, 0 if none does.

    It is a word, a name, a short surname, an abbreviation with a name («КФХ Рябцев») after one
    alone («ДПК»), or a long one after what names no subjects («по УВР, АХЧ»).
    """
    if found := _after_comma().match(line, comma + 1):
        return found.end()
    gap = _GAP.match(line, comma + 1)
    if gap is None:
        return 0
    before = line[start:comma]
    short = before.strip().isupper() and _SHORT.match(line, gap.end())
    bare = _BARE.match(line, gap.end()) and not _JOINED.search(before)
    return gap.end() if short or bare or name().match(line, gap.end()) else 0


def _names(text: str) -> list[str]:
    """Return names that stand side by side one by one, any other text as it is."""
    return name().findall(text) if _only_names().fullmatch(text) else [text]


def _continues(before: str, line: str) -> bool:
    """Whether a line goes on with the executor before it: with a name, a post, a word."""
    before = before.rstrip()
    if before.endswith(";"):
        return False
    if _is_name().fullmatch(line):
        return not name().search(before)
    if before.endswith(",") or _open_end().search(before):
        return not before.endswith(",")
    if _is_name().fullmatch(before):
        return not name().search(line)
    if _genitive().match(line):
        return True
    bracketed = before.count("(") > before.count(")") or line.lstrip().startswith("(")
    return bracketed or not (_CAPITAL.match(line) or begins(line, _posts()))
