"""Differences between two texts word by word, and between two lists item by item."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from plandoc.revisions.compare.difference import Change, Segment
from plandoc.words.texts import normalised

_TOKEN = re.compile(r" |(?:[^\W\d_]\.){2,}(?![^\W_])|[^\W_]+(?:[-–—/.][^\W_]+)*|.")


def words(text: str) -> list[str]:
    """Return the words, signs and spaces of a text; joined, they equal the text."""
    return _TOKEN.findall(text)


def word_segments(old: str, new: str) -> tuple[Segment, ...]:
    """Return the kept, removed and added words in reading order, with spaces normalised.

    Kept and removed segments make the old text, kept and added ones the new text. Between two
    kept segments, the removed one comes before the added one.
    """
    segments: list[Segment] = []
    kept = removed = added = ""
    for change, text in _pieces(*map(_spaced_words, map(normalised, (old, new)))):
        if change is Change.REMOVED:
            removed += text
        elif change is Change.ADDED:
            added += text
        elif removed or added:
            found, space = _change(kept, removed, added)
            segments += found
            kept, removed, added = space + text, "", ""
        else:
            kept += text
    found, space = _change(kept, removed, added)
    return (*segments, *found, *([Segment(Change.SAME, space)] if space else []))


def item_segments(old: Sequence[str], new: Sequence[str]) -> tuple[Segment, ...]:
    """Return the kept, removed and added items, one segment each."""
    return tuple(
        Segment(change, item)
        for change, was, now in _runs(old, new)
        for item in (new[now] if change is Change.ADDED else old[was])
    )


def _change(kept: str, removed: str, added: str) -> tuple[list[Segment], str]:
    """Return a change with the kept text before it, and the space in which both sides end."""
    space = " " if removed.endswith(" ") and added.endswith(" ") else ""
    if space:
        removed, added = removed[:-1], added[:-1]
    parts = ((Change.SAME, kept), (Change.REMOVED, removed), (Change.ADDED, added))
    return [Segment(change, text) for change, text in parts if text], space


SpacedWords = Sequence[tuple[str, str]]
"""Words and signs, each with the space after it."""


def _spaced_words(text: str) -> SpacedWords:
    found: list[tuple[str, str]] = []
    for word in words(text):
        if word == " ":
            found[-1] = (found[-1][0], word)
        else:
            found.append((word, ""))
    return found


def _pieces(old: SpacedWords, new: SpacedWords) -> Iterator[Segment]:
    """Yield words with their spaces; a kept word may have lost or gained its space."""
    for change, a, b in _runs([word for word, _ in old], [word for word, _ in new]):
        if change is not Change.SAME:
            run = new[b] if change is Change.ADDED else old[a]
            yield Segment(change, "".join(word + space for word, space in run))
            continue
        for (word, was), (_, now) in zip(old[a], new[b], strict=True):
            yield Segment(Change.SAME, word + (was if was == now else ""))
            if was != now:
                yield Segment(Change.REMOVED if was else Change.ADDED, was or now)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Change, slice, slice]]:
    """Yield runs of kept, removed or added items, as slices of the old and the new ones."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield Change.SAME, slice(a, b), slice(c, d)
            continue
        if b > a:
            yield Change.REMOVED, slice(a, b), slice(c, c)
        if d > c:
            yield Change.ADDED, slice(b, b), slice(c, d)
