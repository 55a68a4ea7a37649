"""A review as plain rows: questions about a plan, and answers.

The writers of all formats (workbook, YAML file) write the same rows, and their readers return the
same answers. Nothing is interpreted here.
"""

from dataclasses import dataclass
from enum import StrEnum

from plandoc.errors import Place
from plandoc.words.language import LANGUAGES, words_in

_NOWHERE = Place()


class NoteKind(StrEnum):
    """The kind of a row: a question, a change that was made, a proposal, or a remark.

    Questions and proposals need an answer; a change is kept unless somebody reverts it.
    """

    QUESTION = "question"
    CHANGE = "change"
    DROP = "drop"
    SPLIT = "split"
    INFO = "info"


class Choice(StrEnum):
    """The possible answers: keep `before`, use `after`, write a text, drop, split, join, parts.

    `join` puts a row together with the row above, `parts` makes parts of what stands in one row.
    """

    KEEP = "keep"
    SHIFT = "shift"
    EDIT = "edit"
    DROP = "drop"
    SPLIT = "split"
    JOIN = "join"
    PARTS = "parts"


def choice_named(text: str) -> Choice | None:
    """Return the choice with this key or this name in any language, or `None`."""
    word = text.strip().lower()
    for language in LANGUAGES:
        for key, name in words_in(language).rollover.choices.items():
            if word in (key, name):
                return Choice(key)
    return None


def choice_name(choice: Choice, language: str) -> str:
    """Return the name of a choice."""
    return words_in(language).rollover.choices[choice]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its place; `text` belongs to `edit` and, one line per part, to `split`."""

    choice: Choice | None
    text: str = ""
    place: Place = _NOWHERE


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A question or change in words.

    The choice `keep` results in `before`, `shift` in `after`; an empty `after` means no proposal.
    `default` applies in the draft until there is an answer. `choice` and `text` are the answer so
    far.
    """

    key: str
    kind: NoteKind
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
