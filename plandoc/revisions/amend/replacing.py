"""Changed words as clauses in official wording: «слова «…» заменить словами «…»».

What is quoted is whole: it crosses no bracket, no quotation and, in a list, no item.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from plandoc.revisions.compare import Change, word_segments
from plandoc.revisions.compare.segments import words
from plandoc.words.tables.amend import AmendWords, FieldChange, SectionChange, TitleChange
from plandoc.words.texts import normalised, without_spaces

_MOST = 3
"""A text with more changes than these is rewritten as a whole."""

_NEAR = 5
"""Changes with at most this many words and spaces between them are merged into one."""

_FARTHEST = 12
"""A change is quoted with at most this many words and spaces around it."""

LINES = frozenset(("line", "lines"))
"""Forms that add lines at the end of a text."""

_QUOTED = {"old", "new", "anchor"}
_HAS_WORD = re.compile(r"[^\W_]")
_SIGNS = re.compile(r"[\s.,;:/–—-]")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^][]*\]|«[^«»]*»|„[^„“]*“|“[^“”]*”|\"[^\"]*\"")
_BRACKETS = re.compile(r"[][()«»„“”\"]")
_POINT = re.compile(r"(?<=[\s;])\w{1,2}\)")
_BETWEEN_ITEMS = re.compile("[,;]")
_SHORTENED = re.compile(r"(?:^|[\W_])[^\W_]{1,3}$")

Span = tuple[int, int, int, int]
Form = tuple[str, dict[str, str]]


@dataclass(frozen=True)
class Replacing:
    """Describes changes of texts in one language."""

    table: AmendWords

    def quoted(self, text: str) -> str:
        """Return a text in quotation marks."""
        return self.table.quoted.format(text=text)

    def phrase(self, form: str, **texts: str) -> str:
        """Return a change with its texts quoted."""
        return self.formatted(self.table.change[form], **texts)

    def clauses(
        self,
        formulas: FieldChange | SectionChange | TitleChange,
        forms: Iterable[Form],
        **values: str,
    ) -> str:
        """Return changes in a sentence of `formulas`; another one where only lines are added."""
        forms = list(forms)
        changes = ", ".join(self.phrase(form, **texts) for form, texts in forms)
        whole = all(form in LINES for form, _ in forms)
        return (formulas.lines if whole else formulas.within).format(changes=changes, **values)

    def formatted(self, formula: str, **texts: str) -> str:
        """Return a sentence with its `old`, `new` and `anchor` quoted, each with a fitting noun."""
        values = dict(texts)
        for name in _QUOTED & texts.keys():
            text = texts[name]
            values[name] = self.quoted(text)
            for case, noun in self.table.nouns[_noun_of(text)].items():
                values[f"{name}_{case}"] = noun
        return formula.format(**values)


def change_forms(old: str, new: str, *, is_list: bool = False) -> list[Form] | None:
    """Return each change as its form and texts: `replace`, `after`, `before`, `drop`, `line` ….

    It is `None` if the text is better rewritten. Every quoted text occurs exactly once in the
    old text. With `is_list`, commas are between
    items, and no change that goes from one item into another is quoted.
    """
    scope = normalised(old)
    was, now = ([normalised(line) for line in text.splitlines()] for text in (old, new))
    found = None
    if len(was) > 1 or len(now) > 1:
        found = _by_lines(was, now, scope, is_list=is_list)
    if found is None and len(was) >= len(now):
        found = _by_words(normalised(old), normalised(new), scope, is_list=is_list)
    if found is None or not 0 < len(found) <= _MOST:
        return None
    made = without_spaces(_carried_out(old, found))
    return found if made == without_spaces(normalised(new)) else None


def _by_lines(
    was: Sequence[str], now: Sequence[str], scope: str, *, is_list: bool
) -> list[Form] | None:
    """Return added lines as such, dropped ones and changes within a line by their words."""
    forms: list[Form] = []
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        both = min(b - a, d - c)
        for one, other in zip(was[a : a + both], now[c : c + both], strict=True):
            changes = _by_words(one, other, scope, is_list=is_list)
            if changes is None:
                return None
            forms += changes
        gone, come = was[a + both : b], now[c + both : d]
        if not all(_is_unique(line, scope) for line in gone):
            return None
        forms += [("drop", {"old": line}) for line in gone]
        if come:
            form, texts = "lines" if come[1:] else "line", {"new": "\n".join(come)}
            if b < len(was):
                if not b or both or not _is_unique(was[b - 1], scope):
                    return None
                form, texts = f"{form}_after", texts | {"anchor": was[b - 1]}
            forms.append((form, texts))
    return forms


def _by_words(old: str, new: str, scope: str, *, is_list: bool) -> list[Form] | None:
    was, now = words(old), words(new)
    spans = list(_spans(old, new))
    if not was or not now or not 0 < len(spans) <= _MOST:
        return None
    starts = [0, *(b for _, b, *_ in spans[:-1])]
    ends = [*(a for a, *_ in spans[1:]), len(was)]
    found: list[Form] = []
    for start, span, end in zip(starts, spans, ends, strict=True):
        form = _Clause(was, now, scope, start, end, is_list).of(span)
        if form is None:
            return None
        found.append(form)
    return found


def _carried_out(old: str, forms: Iterable[Form]) -> str:
    """Return a text after changes, each carried out where its quoted text occurs first.

    A text that an earlier change puts in may be quoted by a later one, which then misses its place.
    """
    text = normalised(old)
    for form, texts in forms:
        if form in LINES:
            text += texts["new"]
            continue
        place = texts["old"] if form in {"replace", "drop"} else texts["anchor"]
        new = texts.get("new", "")
        if form not in {"replace", "drop"}:
            new = new + place if form == "before" else place + new
        text = text.replace(place, new, 1)
    return text


def _noun_of(text: str) -> str:
    digits = _SIGNS.sub("", text)
    if digits.isdecimal():
        return "digits" if len(digits) > 1 else "digit"
    return "words" if len(text.split()) > 1 else "word"


def _is_unique(text: str, scope: str) -> bool:
    """Whether a text has a word and occurs once in the scope, counting overlaps as well."""
    places = re.findall(f"(?={re.escape(text)})", scope)
    return bool(_HAS_WORD.search(text)) and len(places) == 1


def _crosses_brackets(text: str) -> bool:
    """Whether a text has one bracket of a pair, or begins with brackets that are of a word."""
    opened = _IN_BRACKETS.match(text) if text.startswith(("(", "[")) else None
    left = _POINT.sub(" ", _without_brackets(text))
    return bool(_BRACKETS.search(left)) or bool(opened and opened.end() < len(text))


def _without_brackets(text: str) -> str:
    left = _IN_BRACKETS.sub(" ", text)
    return left if left == text else _without_brackets(left)


def _crosses_items(old: str, new: str, before: str = "", after: str = "") -> bool:
    """Whether a change of a list goes from one item into another.

    Whole items are added or dropped with the comma before or after them.
    """
    if old and new:
        return any(_BETWEEN_ITEMS.search(_without_brackets(one)) for one in (old, new))
    text = _without_brackets(old or new)
    if not _BETWEEN_ITEMS.search(text):
        return False
    starts = _BETWEEN_ITEMS.match(text) and (not after or _BETWEEN_ITEMS.match(after))
    ends = _BETWEEN_ITEMS.match(text[-1]) and (not before or _BETWEEN_ITEMS.match(before[-1]))
    return not (starts or ends)


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
    is_list: bool

    def of(self, span: Span) -> Form | None:
        """Return the form of the change and its texts, `None` if no form is clear."""
        a, b, c, d = span
        old, new = "".join(self.was[a:b]).strip(), "".join(self.now[c:d]).strip()
        if any(map(_crosses_brackets, (old, new))):
            return None
        before, after = "".join(self.was[:a]).rstrip(), "".join(self.was[b:]).lstrip()
        if self.is_list and _crosses_items(old, new, before, after):
            return None
        if not new and self._is_citable(a, b):
            return "drop", {"old": old}
        added = not old and _HAS_WORD.search(new) and _is_whole(self.now, c, d)
        if added and (anchored := self._anchored(a, new)):
            return anchored
        return self._replaced(a, b, c, d)

    def _is_citable(self, a: int, b: int) -> bool:
        text = "".join(self.was[a:b]).strip()
        return (
            _is_unique(text, self.scope)
            and not _crosses_brackets(text)
            and _is_whole(self.was, a, b)
        )

    def _anchored(self, at: int, new: str) -> Form | None:
        """Return an insertion after the shortest unique context, else before one."""
        for first in range(at - 1, self.start - 1, -1):
            if self._is_citable(first, at):
                return "after", {"anchor": "".join(self.was[first:at]).strip(), "new": new}
        for last in range(at + 1, self.end + 1):
            if self._is_citable(at, last):
                return "before", {"anchor": "".join(self.was[at:last]).strip(), "new": new}
        return None

    def _replaced(self, a: int, b: int, c: int, d: int) -> Form | None:
        """Return a replacement with as few words around it as make it unique and whole."""
        for more in range(_FARTHEST + 1):
            for right in range(more + 1):
                left = more - right
                if a - left < self.start or b + right > self.end:
                    continue
                old = "".join(self.was[a - left : b + right]).strip()
                new = "".join(self.now[c - left : d + right]).strip()
                if self.is_list and _crosses_items(old, new):
                    continue
                if (
                    _HAS_WORD.search(new)
                    and not _crosses_brackets(new)
                    and _is_whole(self.now, c - left, d + right)
                    and self._is_citable(a - left, b + right)
                ):
                    return "replace", {"old": old, "new": new}
        return None


def _is_whole(text: Sequence[str], a: int, b: int) -> bool:
    """Whether no word is cut off its full stop: «А.А», «отв»."""
    before, quoted, after = ("".join(part) for part in (text[:a], text[a:b], text[b:]))
    said = quoted.strip()
    if said.startswith((".", "%")):
        return said[1:2] == " " and not _SHORTENED.search(before)
    cut = after.startswith(".") and not quoted.endswith(" ")
    return not cut or (not after[1:].strip() and not _SHORTENED.search(before + said))
