"""Which column has which role: headings claim roles, what the columns hold decides between them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from plandoc.imports.contents import FILLED
from plandoc.imports.spelling import folded, words, words_by
from plandoc.schema.columns import STANDARD_COLUMNS

_LONGEST_HEADING = 120
_CUT = re.compile(r"(?<![\w.])([^\W\d_]{3,})\.")
"""A word cut off with a point; initials and «п.п.» are none."""

_CERTAIN, _WEAK, _FURTHER = 2.0, 0.5, 0.4
"""What a heading weighs that names one role, and one that may mean several: its first, others."""

_CONTENT, _FIRST, _BEFORE = 0.6, 0.25, 0.05
"""What the content of a column weighs, that it is the first with its role, that it is a title."""

_BY_CONTENT = {"number": 0.6, "deadline": 0.5, "executors": 0.5, "title": 0.9, "outcome": 0.51}
"""How much of a column that no heading names must look like a role to have it."""

_BY_POST = 0.3
"""As much, of executors under a heading that is a post: «Бригадир»."""

_LOOKS, _UNLIKE, _FEW = 0.7, 0.3, 3
_TESTED = ("title", "deadline", "executors", "outcome")
_TOLD = ("deadline", "executors")
"""Roles that show in what a column holds, and those that it tells alone."""

_SURE, _DOUBTED, _GUESSED = 1.0, 0.75, 0.6

Fits = Mapping[str, float]
"""How much a column looks like each role, from 0 to 1, and how many of its cells are filled."""


@dataclass(frozen=True, slots=True)
class Claims:
    """The roles that a heading may mean, the likeliest first.

    `weak` tells that it may mean several, `post` that it names no role but a post.
    """

    keys: tuple[str, ...] = ()
    weak: bool = False
    post: bool = False

    @property
    def first(self) -> str:
        """The likeliest role, `""` if the heading names none."""
        return self.keys[0] if self.keys else ""


@dataclass(frozen=True, slots=True)
class Given:
    """The role that a column was given, `""` for one of its own, and how sure it is."""

    key: str
    sure: float


@cache
def claims_of(heading: str) -> tuple[str, ...]:
    """Return the keys that a heading may mean: those of its first known word, the longer first.

    «Дата выполнения» is that of a mark, or a deadline; «Результат мероприятия» only a result.
    """
    whole = folded(heading).lstrip(" .:;*")
    said = whole.strip(" .:;*")
    if not said or len(said) > _LONGEST_HEADING:
        return ()
    if _bare(said) in map(_bare, words(lambda table: table.numbers)):
        return ("number",)
    found = sorted(
        (at, -len(word), turn, key)
        for turn, (key, word) in enumerate(
            (*words_by(lambda table: table.roles), *words_by(lambda table: table.own))
        )
        if (at := _place(f"{said} ", word)) >= 0 or (at := _shortened(whole, word)) >= 0
    )
    return tuple(dict.fromkeys(key for at, _, _, key in found if at == found[0][0]))


def _bare(text: str) -> str:
    """Return a heading without blanks and points: «№ п/п» and «№п/п» are one."""
    return re.sub(r"[^\w№#]", "", text)


def _place(said: str, word: str) -> int:
    """Return where a word begins with these letters, -1 if none does."""
    found = re.search(rf"(?<!\w){re.escape(word)}", said)
    return found.start() if found else -1


def _shortened(said: str, word: str) -> int:
    """Return where a word stands cut off with a point, «меропр.», -1 if nowhere."""
    places = (one.start() for one in _CUT.finditer(said) if word.startswith(one[1]))
    return next(places, -1)


def give_roles(claims: Sequence[Claims], fits: Sequence[Fits] = ()) -> list[Given]:
    """Give each column a role, each role once: the best offers first.

    A certain heading outweighs any content; of several such, and of weak ones, content decides.
    """
    held = fits or [{}] * len(claims)
    offers = sorted(_offers(claims, held), key=lambda offer: -offer[0])
    keys = [""] * len(claims)
    for _, at, key in offers:
        if not keys[at] and key not in keys:
            keys[at] = key
    if fits and "title" not in keys:
        open_ones = [at for at, key in enumerate(keys) if key not in STANDARD_COLUMNS]
        at = max(open_ones, key=lambda one: held[one].get("title", 0), default=-1)
        if at >= 0 and held[at].get("title", 0) > 0:
            keys[at] = "title"
    return [
        Given(key, _sureness(at, keys, claims, held) if fits else float(bool(claims[at].keys)))
        for at, key in enumerate(keys)
    ]


def _offers(claims: Sequence[Claims], fits: Sequence[Fits]) -> Iterator[tuple[float, int, str]]:
    """Yield how much it weighs to give a column a role."""
    seen: set[str] = set()
    for at, (one, fit) in enumerate(zip(claims, fits, strict=True)):
        for rank, key in enumerate(one.keys):
            base = _CERTAIN if not rank and not one.weak else _FURTHER if rank else _WEAK
            first = _FIRST if not rank and key not in seen else 0
            yield base + first + _CONTENT * fit.get(key, 0), at, key
        seen |= {one.first}
        for key, least in _BY_CONTENT.items():
            found = fit.get(key, 0)
            enough = found >= least or (key == "executors" and one.post and found >= _BY_POST)
            if enough and (at == 0 if key == "number" else not one.keys):
                yield _CONTENT * found + (_BEFORE if key == "title" else 0), at, key


def _sureness(
    at: int, keys: Sequence[str], claims: Sequence[Claims], fits: Sequence[Fits]
) -> float:
    """Return how sure a role is: heading and content agree, no other column claims it."""
    key, one, fit = keys[at], claims[at], fits[at]
    if key not in STANDARD_COLUMNS:
        lost = one.first in STANDARD_COLUMNS and not one.weak and bool(fit.get(FILLED))
        looks = any(role not in keys and fit.get(role, 0) >= _LOOKS for role in _TOLD)
        worded = fit.get("number", 0) < _LOOKS and not one.keys
        unknown = worded and "expected_result" not in keys
        return _DOUBTED if lost else _GUESSED if (looks or unknown) and _is_filled(fit) else _SURE
    if key not in one.keys:
        return _DOUBTED if key in ("title", "number") else _GUESSED
    if key != one.first:
        return _DOUBTED
    rivals = [n for n, other in enumerate(claims) if n != at and other.first == key]
    if any(fits[n].get(FILLED) and fits[n].get(key, 0) > fit.get(key, 0) for n in rivals):
        return _DOUBTED
    unlike = key in _TESTED and _is_filled(fit) and fit.get(key, 0) < _UNLIKE
    if unlike and (one.weak or any(fit.get(role, 0) >= _LOOKS for role in _TOLD if role != key)):
        return _DOUBTED
    return _SURE


def _is_filled(fit: Fits) -> bool:
    return fit.get(FILLED, 0) >= _FEW
