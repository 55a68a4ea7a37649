"""Marks before the lines of a list in one cell: dashes, `1.` and `2.`, which are no dates."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from plandoc.schema.deadline.tokens import Token
from plandoc.words.vocabulary import GENITIVE, Concept

_FEWEST = 2


def without_list_marks(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens without the marks of a list: a dash or a number before each line."""
    starts = [at for at, token in enumerate(tokens) if not at or token.line]
    marks = starts if len(starts) >= _FEWEST and _are_marks(tokens, starts) else []
    line = 0
    for at, token in enumerate(tokens):
        if at in marks:
            line = token.line
            continue
        token.line, line = max(token.line, line), 0
        yield token


def _are_marks(tokens: Sequence[Token], starts: Sequence[int]) -> bool:
    """Whether the first tokens of lines are dashes, or numbers that count the lines."""
    if any(after - at < _FEWEST for at, after in pairwise((*starts, len(tokens)))):
        return False
    if all(tokens[at].kind == "dash" for at in starts):
        return True
    numbers = [_numbered(tokens[at], tokens[at + 1]) for at in starts]
    return all(numbers) and all(after == one + 1 for one, after in pairwise(numbers))


def _numbered(token: Token, after: Token) -> int:
    """Return the number of a line, 0 where it may be the day or the number of what follows."""
    meaning = after.meaning
    owned = meaning is not None and (
        meaning.concept in (Concept.UNIT, Concept.WEEKDAY) or meaning.key == GENITIVE
    )
    if not token.dotted or owned or after.kind not in ("word", "date"):
        return 0
    if token.kind == "number":
        return token.value
    counts = token.meaning and token.meaning.concept in (Concept.ORDINAL, Concept.ROMAN)
    return token.meaning.number if token.meaning and counts else 0
