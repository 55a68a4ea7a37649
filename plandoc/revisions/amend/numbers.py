"""Numbers of added rows: an appended row continues the numbering, an inserted row gets an index.

«2.3» is followed by «2.3.1» or «2.3¹», the last «2.7» by «2.8»; no number is used twice.
"""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

_NUMBER = re.compile(
    r"(?P<head>.*?)(?P<last>\d+)(?P<raised>[⁰¹²³⁴-⁹]*)(?P<tail>[^\d⁰¹²³⁴-⁹]*)", re.DOTALL
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = {raised: digit for digit, raised in _RAISED.items()}


class IndexStyle(StrEnum):
    """The notation of the index of an inserted row, each shown by an example."""

    DOTTED = "2.3.1"
    RAISED = "2.3¹"


def bare(number: str) -> str:
    """Return a number as texts refer to it: without trailing punctuation."""
    return re.sub(r"[\s.):]+$", "", number.strip())


def depth(number: str) -> tuple[int, bool]:
    """Return how many numerals a number has, and whether it has a raised index."""
    found = _NUMBER.fullmatch(number)
    return len(re.findall(r"\d+", number)), bool(found and found["raised"])


def following(number: str, taken: Collection[str]) -> str:
    """Return the next number of the same form, `""` if it is taken or there is none."""
    found = _NUMBER.fullmatch(number)
    if not found:
        return ""
    after = f"{found['head']}{int(found['last']) + 1}{found['tail']}"
    return "" if bare(after) in taken else after


def indexed(number: str, taken: Collection[str], style: IndexStyle) -> str:
    """Return a number with the first free index."""
    found = _NUMBER.fullmatch(number)
    stem = found["head"] + found["last"] if found else bare(number)
    tail = found["tail"] if found else number.strip()[len(stem) :]
    index = 1
    while True:
        raised = f"{index}".translate(_RAISED)
        made = f"{stem}{raised}" if style is IndexStyle.RAISED else f"{stem}.{index}"
        if bare(made + tail) not in taken:
            return made + tail
        index += 1


def between(base: str, before: str, after: str, style: IndexStyle) -> str:
    """Return a number between an index of `base` (or `base` itself) and its next one, if any.

    «2.1.1» stands between «2.1» and «2.2» where these are indexes of «2», «2.0» before both.
    """
    found = _NUMBER.fullmatch(before)
    tail = found["tail"] if found else ""
    if bare(before) == bare(base):
        raised = style is IndexStyle.RAISED
        made = bare(before) + ("⁰" if raised else ".0") + tail
    else:
        made = f"{bare(before)}.1{tail}"
    return made if _parts(before) < _parts(made) < _parts(after) else ""


def _parts(number: str) -> list[int]:
    """Return the numerals of a number, a raised one as the next."""
    return [int(part.translate(_LOWERED)) for part in re.findall(r"\d+|[⁰¹²³⁴-⁹]+", number)]


def base_of(numbers: Sequence[str], before: int, least: tuple[int, bool] | None) -> str:
    """Return the nearest number before a position that is not an index, `""` if there is none.

    `least` is the smallest depth of all the numbers.
    """
    return next((n for n in reversed(numbers[:before]) if n and depth(n) == least), "")


def is_index_of(number: str, base: str) -> bool:
    """Whether a number consists of another one and an index."""
    return bool(re.fullmatch(re.escape(bare(base)) + r"(\.\d+|[⁰¹²³⁴-⁹]+)", bare(number)))
