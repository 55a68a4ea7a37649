"""The title of a document in another case: its first words, up to the noun that says its kind."""

import re
from typing import NamedTuple

from plandoc.schema.plan import Gender, Plan
from plandoc.wording.phrases import Wording
from plandoc.words.tables.words import Endings

_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"(?<=\(«)[^»()]+(?=»\))")


class Declined(NamedTuple):
    """A title in another case; `whole` if the noun was known, and not only adjectives before it."""

    text: str
    whole: bool


def in_case(title: str, case: str, plan: Plan, wording: Wording) -> Declined:
    """Return the title of a plan in a case; one that the language does not have leaves it as it is.

    The accusative of what is not feminine is like the nominative. What its kind is called in
    brackets is declined too: `плана мероприятий («дорожной карты»)`.
    """
    endings = wording.words.declined.get(case)
    if endings is None:
        return Declined(in_sentence(title), whole=False)
    feminine = set(wording.words.gender[Gender.FEMININE])

    def aside(found: re.Match[str]) -> str:
        named = declined(found[0], endings)
        alike = case == "accusative" and not feminine & set(found[0].lower().split())
        return found[0] if alike or not named.whole else found[0][0] + named.text[1:]

    title = _ASIDE.sub(aside, title)
    if case == "accusative" and wording.gender(plan) is not Gender.FEMININE:
        return Declined(in_sentence(title), whole=True)
    return declined(title, endings)


def in_sentence(title: str) -> str:
    """Return a title as it stands inside a sentence: with a small letter, unless in capitals."""
    return title if title[:2] == title[:2].upper() else title[:1].lower() + title[1:]


def declined(title: str, endings: Endings) -> Declined:
    """Return a title in the case of `endings`: `плана работы`, `рабочую программу`.

    Adjectives are declined up to the first noun, and a noun joined to it by a hyphen. The longest
    ending that fits a word tells which of them it is.
    """
    text, done, whole = "", 0, False
    for found in _WORD.finditer(title):
        between = title[done : found.start()]
        if whole and between != "-":
            break
        word, whole = found[0], False
        kinds = ((endings.adjectives, False), (endings.nouns, True))
        fitting = [
            (ending, forms[ending], is_noun)
            for forms, is_noun in kinds
            for ending in forms
            if word.lower().endswith(ending)
        ]
        if not fitting:
            break
        old, new, whole = max(fitting, key=lambda one: len(one[0]))
        new = new.upper() if word.isupper() else new
        text += between + word[: len(word) - len(old)] + new
        done = found.end()
    return Declined(in_sentence(text + title[done:]), whole)
