"""The review of next year's draft as plain rows: what is asked, and what a person answers.

Writers of every format (a workbook, a YAML file) put the same rows out, and their readers give the
same answers back. Nothing is interpreted here.
"""

from dataclasses import dataclass
from enum import StrEnum

from plandoc.errors import Place
from plandoc.words.language import LANGUAGES, words_in

_NOWHERE = Place()


class Asked(StrEnum):
    """What a row is: a question, a change that was made, a proposal, or a mere remark.

    Questions and proposals wait for an answer; a change stands unless somebody undoes it.
    """

    QUESTION = "question"
    CHANGE = "change"
    DROP = "drop"
    SPLIT = "split"
    INFO = "info"


class Choice(StrEnum):
    """What a person may answer: leave it as in `before`, take `after`, drop, divide, write anew."""

    KEEP = "keep"
    SHIFT = "shift"
    EDIT = "edit"
    DROP = "drop"
    SPLIT = "split"


def choice_named(text: str) -> Choice | None:
    """Return the choice that a person wrote, by its key or its word in any language."""
    word = text.strip().lower()
    for language in LANGUAGES:
        for key, name in words_in(language).rollover.choices.items():
            if word in (key, name):
                return Choice(key)
    return None


def choice_name(choice: Choice, language: str) -> str:
    """Return the word of a choice."""
    return words_in(language).rollover.choices[choice]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered, and where; `text` goes with `edit` and, by lines, with `split`."""

    choice: Choice | None
    text: str = ""
    place: Place = _NOWHERE


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One question or change in words.

    `before` stands when the choice is `keep`, `after` when it is `shift`; an empty `after`
    proposes nothing. `default` is what the draft has while nobody answers. `choice` and `text` are
    the answer so far.
    """

    key: str
    kind: Asked
    number: str
    activity: str
    field: str
    question: str
    before: str
    after: str
    choices: tuple[Choice, ...]
    default: Choice
    choice: Choice | None = None
    text: str = ""
