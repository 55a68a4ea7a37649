"""Changed words as clauses in official wording: «слова «…» заменить словами «…»»."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plandoc.revisions.compare import Change, word_segments
from plandoc.revisions.compare.segments import words
from plandoc.words.tables.amend import AmendWords
from plandoc.words.texts import normalised, without_spaces

_MOST = 3
"""A text with more changes than these is rewritten as a whole."""

_NEAR = 5
"""Changes with at most this many words and spaces between them are merged into one."""

_QUOTED = {"old", "new", "anchor"}
_HAS_WORD = re.compile(r"[^\W_]")
_DIGITS = re.compile(r"[\d.,/–-]+")

Span = tuple[int, int, int, int]
Form = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Replacing:
    """Describes changes of texts in one language."""

    table: AmendWords

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return self.table.quoted.format(text=text)

    def clauses(self, old: str, new: str, scope: str) -> list[str] | None:
        """Return clauses that turn one text into the other, `None` if it is better rewritten.

        Every quoted text occurs exactly once in `scope`, which contains the old text.
        """
        changes = change_forms(old, new, scope)
        return None if changes is None else [self.phrase(form, **texts) for form, texts in changes]

    def phrase(self, form: str, **texts: str) -> str:
        """Return a change with its texts quoted."""
        return self.formatted(self.table.change[form], **texts)

    def formatted(self, formula: str, **texts: str) -> str:
        """Return a sentence with its `old`, `new` and `anchor` quoted, each with a fitting noun."""
        values = dict(texts)
        for name in _QUOTED & texts.keys():
            text = texts[name]
            values[name] = self.quoted(text)
            for case, noun in self.table.nouns[_noun_of(text)].items():
                values[f"{name}_{case}"] = noun
        return formula.format(**values)


def change_forms(old: str, new: str, scope: str) -> list[Form] | None:
    """Return each change as its form and texts: `replace`, `after`, `before`, `drop`."""
    was, now = words(normalised(old)), words(normalised(new))
    spans = list(_spans(old, new))
    if not was or not now or not 0 < len(spans) <= _MOST:
        return None
    starts = [0, *(b for _, b, *_ in spans[:-1])]
    ends = [*(a for a, *_ in spans[1:]), len(was)]
    found: list[Form] = []
    for start, span, end in zip(starts, spans, ends, strict=True):
        form = _Clause(was, now, scope, start, end).of(span)
        if form is None:
            return None
        found.append(form)
    made = without_spaces(_carried_out(old, found))
    return found if made == without_spaces(normalised(new)) else None


def _carried_out(old: str, forms: Iterable[Form]) -> str:
    """Return a text after changes, each carried out where its quoted text occurs first.

    A text that an earlier change puts in may be quoted by a later one, which then misses its place.
    """
    text = normalised(old)
    for form, texts in forms:
        place = texts["old"] if form in {"replace", "drop"} else texts["anchor"]
        new = {
            "replace": texts.get("new", ""),
            "drop": "",
            "after": place + texts.get("new", ""),
            "before": texts.get("new", "") + place,
        }[form]
        text = text.replace(place, new, 1)
    return text


def _noun_of(text: str) -> str:
    if _DIGITS.fullmatch(text):
        return "digits" if len(text.strip()) > 1 else "digit"
    return "words" if len(text.split()) > 1 else "word"


def _spans(old: str, new: str) -> Iterator[Span]:
    """Yield the differing words as positions in both texts, merging changes close together."""
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
    """One change; the words from `start` to `end` may be quoted as context."""

    was: Sequence[str]
    now: Sequence[str]
    scope: str
    start: int
    end: int

    def of(self, span: Span) -> Form | None:
        """Return the form of the change and its texts, `None` if no form is unambiguous."""
        a, b, c, d = span
        old, new = "".join(self.was[a:b]).strip(), "".join(self.now[c:d]).strip()
        if not new and self._is_unique(old):
            return "drop", {"old": old}
        if not old and _HAS_WORD.search(new) and (anchored := self._anchored(a, new)):
            return anchored
        return self._replaced(a, b, c, d)

    def _is_unique(self, text: str) -> bool:
        """Whether a text has a word and occurs once in the scope, counting overlaps as well."""
        places = re.findall(f"(?={re.escape(text)})", self.scope)
        return bool(_HAS_WORD.search(text)) and len(places) == 1

    def _anchored(self, at: int, new: str) -> Form | None:
        """Return an insertion after the shortest unique context, else before one."""
        for first in range(at - 1, self.start - 1, -1):
            if self._is_unique(anchor := "".join(self.was[first:at]).strip()):
                return "after", {"anchor": anchor, "new": new}
        for last in range(at + 1, self.end + 1):
            if self._is_unique(anchor := "".join(self.was[at:last]).strip()):
                return "before", {"anchor": anchor, "new": new}
        return None

    def _replaced(self, a: int, b: int, c: int, d: int) -> Form | None:
        """Return a replacement with enough surrounding words to make it unique."""
        while True:
            old, new = "".join(self.was[a:b]).strip(), "".join(self.now[c:d]).strip()
            if _HAS_WORD.search(new) and self._is_unique(old):
                return "replace", {"old": old, "new": new}
            if a > self.start:
                a, c = a - 1, c - 1
            elif b < self.end:
                b, d = b + 1, d + 1
            else:
                return None
