"""Changed words as clauses of an office paper: «слова «…» заменить словами «…»»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plandoc.revisions.compare import Change, word_segments
from plandoc.revisions.compare.segments import words
from plandoc.words.tables.amend import AmendWords
from plandoc.words.texts import squeezed

_MOST = 3
"""A text with more changes than these is better given anew as a whole."""

_NEAR = 5
"""Words and blanks between two changes, up to which they are told as one."""

_QUOTED = {"old", "new", "anchor"}
_SAYS = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"[\d.,/–-]+")

Span = tuple[int, int, int, int]
Told = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Replacing:
    """Tells changes of texts by the words of a language."""

    table: AmendWords

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return self.table.quoted.format(text=text)

    def clauses(self, old: str, new: str, scope: str) -> list[str] | None:
        """Return how one text becomes the other, `None` where that is told better as a whole.

        What is quoted stands once in `scope`, which holds the old text.
        """
        changes = told_changes(old, new, scope)
        return None if changes is None else [self.phrase(form, **texts) for form, texts in changes]

    def phrase(self, form: str, **texts: str) -> str:
        """Return a change with its texts quoted."""
        return self.formatted(self.table.change[form], **texts)

    def formatted(self, formula: str, **texts: str) -> str:
        """Return a formula, its `old`, `new` and `anchor` quoted and called word, words, digits."""
        values = dict(texts)
        for name in _QUOTED & texts.keys():
            text = texts[name]
            values[name] = self.quoted(text)
            for case, noun in self.table.nouns[_counted(text)].items():
                values[f"{name}_{case}"] = noun
        return formula.format(**values)


def told_changes(old: str, new: str, scope: str) -> list[Told] | None:
    """Return each change as its form and texts: `replace`, `after`, `before`, `drop`."""
    was, now = words(squeezed(old)), words(squeezed(new))
    spans = list(_spans(old, new))
    if not was or not now or not 0 < len(spans) <= _MOST:
        return None
    starts = [0, *(b for _, b, *_ in spans[:-1])]
    ends = [*(a for a, *_ in spans[1:]), len(was)]
    found: list[Told] = []
    for start, span, end in zip(starts, spans, ends, strict=True):
        told = _Clause(was, now, scope, start, end).of(span)
        if told is None:
            return None
        found.append(told)
    return found


def _counted(text: str) -> str:
    if _DIGITS.fullmatch(text):
        return "digits"
    return "words" if len(text.split()) > 1 else "word"


def _spans(old: str, new: str) -> Iterator[Span]:
    """Yield the words that differ as places in both texts, those near to each other as one."""
    last: Span | None = None
    at = to = 0
    for change, text in word_segments(old, new):
        size = len(words(text))
        a, c = at, to
        at += size if change is not Change.ADDED else 0
        to += size if change is not Change.REMOVED else 0
        if change is Change.SAME:
            continue
        if last and a - last[1] <= _NEAR:
            last = last[0], at, last[2], to
            continue
        if last:
            yield last
        last = a, at, c, to
    if last:
        yield last


@dataclass(frozen=True)
class _Clause:
    """One change; the words from `start` to `end` may be quoted with it."""

    was: Sequence[str]
    now: Sequence[str]
    scope: str
    start: int
    end: int

    def of(self, span: Span) -> Told | None:
        """Return the form of the change and its texts, `None` where nothing tells it clearly."""
        a, b, c, d = span
        old, new = "".join(self.was[a:b]).strip(), "".join(self.now[c:d]).strip()
        if not new and self._tells(old):
            return "drop", {"old": old}
        if not old and _SAYS.search(new) and (anchored := self._anchored(a, new)):
            return anchored
        return self._replaced(a, b, c, d)

    def _tells(self, text: str) -> bool:
        """Whether a text says something and stands once, counting also where it overlaps itself."""
        places = re.findall(f"(?={re.escape(text)})", self.scope)
        return bool(_SAYS.search(text)) and len(places) == 1

    def _anchored(self, at: int, new: str) -> Told | None:
        """Return an insertion after the fewest words that stand once, else before some."""
        for first in range(at - 1, self.start - 1, -1):
            if self._tells(anchor := "".join(self.was[first:at]).strip()):
                return "after", {"anchor": anchor, "new": new}
        for last in range(at + 1, self.end + 1):
            if self._tells(anchor := "".join(self.was[at:last]).strip()):
                return "before", {"anchor": anchor, "new": new}
        return None

    def _replaced(self, a: int, b: int, c: int, d: int) -> Told | None:
        """Return a replacement with as many words around it as make it clear."""
        while True:
            old, new = "".join(self.was[a:b]).strip(), "".join(self.now[c:d]).strip()
            if _SAYS.search(new) and self._tells(old):
                return "replace", {"old": old, "new": new}
            if a > self.start:
                a, c = a - 1, c - 1
            elif b < self.end:
                b, d = b + 1, d + 1
            else:
                return None
