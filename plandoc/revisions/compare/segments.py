"""From one text to another word by word, from one list to another item by item."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plandoc.revisions.compare.difference import Change, Segment
from plandoc.words.texts import squeezed

_TOKEN = re.compile(r" |[^\W_]+(?:[-–—/.][^\W_]+)*|.")


def words(text: str) -> list[str]:
    """Return the words, signs and blanks of a squeezed text, which together make it again."""
    return _TOKEN.findall(text)


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return the words that stayed, went and came, in reading order; both texts squeezed.

    What stayed and went makes the old text, what stayed and came the new one. Between two
    segments that stayed, what went comes before what came.
    """
    segments: list[Segment] = []
    stayed = went = came = ""
    for change, text in _pieces(*map(_spoken, map(squeezed, (old, new)))):
        if change is Change.REMOVED:
            went += text
        elif change is Change.ADDED:
            came += text
        elif went or came:
            found, blank = _told(stayed, went, came)
            segments += found
            stayed, went, came = blank + text, "", ""
        else:
            stayed += text
    found, blank = _told(stayed, went, came)
    return (*segments, *found, *([Segment(Change.SAME, blank)] if blank else []))


def item_segments(old: Sequence[str], new: Sequence[str]) -> tuple[Segment, ...]:
    """Return the items that stayed, went and came, a segment each."""
    return tuple(
        Segment(change, item)
        for change, was, now in _runs(old, new)
        for item in (new[now] if change is Change.ADDED else old[was])
    )


def _told(stayed: str, went: str, came: str) -> tuple[list[Segment], str]:
    """Return a change with what stayed before it, and the blank that both sides end in."""
    blank = " " if went.endswith(" ") and came.endswith(" ") else ""
    if blank:
        went, came = went[:-1], came[:-1]
    parts = ((Change.SAME, stayed), (Change.REMOVED, went), (Change.ADDED, came))
    return [Segment(change, text) for change, text in parts if text], blank


Spoken = Sequence[tuple[str, str]]
"""Words and signs, each with the blank behind it."""


def _spoken(text: str) -> Spoken:
    found: list[tuple[str, str]] = []
    for word in words(text):
        if word == " ":
            found[-1] = (found[-1][0], word)
        else:
            found.append((word, ""))
    return found


def _pieces(old: Spoken, new: Spoken) -> Iterator[Segment]:
    """Yield words and their blanks; a word that stayed may have lost or got its blank."""
    for change, a, b in _runs([word for word, _ in old], [word for word, _ in new]):
        if change is not Change.SAME:
            run = new[b] if change is Change.ADDED else old[a]
            yield Segment(change, "".join(word + blank for word, blank in run))
            continue
        for (word, was), (_, now) in zip(old[a], new[b], strict=True):
            yield Segment(Change.SAME, word + (was if was == now else ""))
            if was != now:
                yield Segment(Change.REMOVED if was else Change.ADDED, was or now)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, slice, slice]]:
    """Yield runs of items that stayed, went or came, as places in the old and the new ones."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Change.SAME, slice(a, b), slice(c, d)
            continue
        if b > a:
            yield Change.REMOVED, slice(a, b), slice(c, c)
        if d > c:
            yield Change.ADDED, slice(b, b), slice(c, d)
