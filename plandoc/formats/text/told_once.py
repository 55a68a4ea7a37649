"""Problems for a terminal: those with one cause once, with the first places of the others."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from plandoc.checks.groups import grouped
from plandoc.errors import Place, Problem
from plandoc.words.language import words_in

_MOST_PLACES = 5
_STEP = "→"
"""What is in a trail that leads to a field, not only to its row."""


class ToldOnce(NamedTuple):
    """A problem, and a line that names the other places of its cause, empty if there are none."""

    problem: Problem
    others: str


def told_once(problems: Iterable[Problem], language: str) -> Iterator[ToldOnce]:
    """Yield the first problem of each cause, in order."""
    form = words_in(language).cli.same_cause
    for group in grouped(problems):
        places = [_brief(other.place, language) for other in group.others]
        shown = "; ".join(places[:_MOST_PLACES]) + ("…" if len(places) > _MOST_PLACES else "")
        yield ToldOnce(group.first, form.format(count=len(places), places=shown) if places else "")


def _brief(place: Place, language: str) -> str:
    """Return a place inside its file, as short as it is known there."""
    if place.sheet or place.table or place.paragraph or place.part:
        return replace(place, file="", trail="").text(language)
    trail = place.trail_in(language)
    where = trail if _STEP in trail else place.field or trail
    return where or replace(place, file="").text(language).lstrip(":")
