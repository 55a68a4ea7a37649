"""From one text to another word by word, from one list to another item by item."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plandoc.compare.difference import Change, Segment
from plandoc.texts import squeezed

_TOKEN = re.compile(r" |[^\W_]+(?:[-–—/.][^\W_]+)*|.")


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return the words that stayed, went and came, in reading order; both texts squeezed.

    What stayed and went makes the old text, what stayed and came the new one.
    """
    was, now = (_TOKEN.findall(squeezed(text)) for text in (old, new))
    return tuple(Segment(change, "".join(words)) for change, words in _runs(was, now))


def item_segments(old: Sequence[str], new: Sequence[str]) -> tuple[Segment, ...]:
    """Return the items that stayed, went and came, a segment each."""
    return tuple(Segment(change, item) for change, items in _runs(old, new) for item in items)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, Sequence[str]]]:
    # Blanks are no landmarks: they also stand between words that have nothing in common.
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Change.SAME, old[a:b]
            continue
        if b > a:
            yield Change.REMOVED, old[a:b]
        if d > c:
            yield Change.ADDED, new[c:d]
