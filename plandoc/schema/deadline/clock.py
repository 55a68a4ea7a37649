"""Times of day that stand alone where a date is expected: `14.00-14.10`, `с 9-00 до 12 час.`."""

import re

from plandoc.schema.deadline.tokens import cut
from plandoc.words.vocabulary import Concept, Vocabulary

_PIECE = re.compile(
    r"(?P<time>\d{1,2}(?:[ ]?[.:][ ]?|-)\d{2})(?!\d)|(?P<number>\d{1,2})(?!\d)|\w+|[^\w\s]"
)
_LAST_HOUR, _MINUTES = 24, 60
_BETWEEN = frozenset(".,;-–—()")
_WORDS = frozenset({
    Concept.CLOCK, Concept.IN, Concept.SINCE, Concept.UNTIL, Concept.THROUGH, Concept.TOWARD,
    Concept.AND, Concept.AFTER,
})  # fmt: skip


def is_time(text: str, words: Vocabulary) -> bool:
    """Whether a text says times of day, and nothing else."""
    hours, told = 0, False
    for piece in _PIECE.finditer(text):
        if piece["time"]:
            hour, minute = map(int, re.split(r"[ ]?[.:-][ ]?", piece["time"]))
            if hour > _LAST_HOUR or minute >= _MINUTES:
                return False
            told = True
        elif piece["number"]:
            hours += 1
        elif piece[0] not in _BETWEEN:
            concept = _concept(piece[0], words)
            if concept not in _WORDS:
                return False
            if concept is Concept.CLOCK and hours:
                hours, told = 0, True
    return told and not hours


def _concept(word: str, words: Vocabulary) -> Concept | None:
    items = cut(word, words).items
    return items[0].meaning.concept if len(items) == 1 and items[0].meaning else None
