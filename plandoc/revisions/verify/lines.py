"""What a file says outside its rows against what a fresh one of the sealed revision says."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from operator import eq

from pydantic import ValidationError

from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem
from plandoc.matching import SAME_ID, likeness
from plandoc.returns.filled import Line
from plandoc.revisions.verify.order import Token
from plandoc.revisions.verify.shown import both, key_of
from plandoc.schema.partial_date import PartialDate
from plandoc.words.texts import shortened

_BLANK = re.compile(r"_{2,}")
_WORDED = re.compile(r"_{2,}.*[^\W_]|[^\W_].*_{2,}")
"""A blank with words beside it, by which it is known again when it is filled in."""

_LONGEST_FILL = 60


@dataclass(frozen=True, slots=True)
class LinesCompared:
    """Lines that stand in both, and what is to be said of the others."""

    same: tuple[Token, ...]
    problems: tuple[Problem, ...]


def compare_lines(
    approved: Sequence[Line], seen: Sequence[Line], *, strict_tables: bool
) -> LinesCompared:
    """Return what of the lines is the same, changed, missing; notes on what was added.

    Blanks for the pen may be filled in outside the table of the plan, which is a note. With
    `strict_tables` a line added in that table is a difference too.
    """
    comparison = _Comparison(approved, seen)
    comparison.align()
    return LinesCompared(
        tuple(comparison.same()), tuple(comparison.problems(strict_tables=strict_tables))
    )


@dataclass
class _Comparison:
    approved: Sequence[Line]
    seen: Sequence[Line]
    equal: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    settled: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def __post_init__(self) -> None:
        self.before = [key_of(line.text) for line in self.approved]
        self.after = [key_of(line.text) for line in self.seen]
        outside = (key for key, line in zip(self.before, self.approved, strict=True)
                   if not line.in_table)  # fmt: skip
        blanks = sorted({key for key in outside if _WORDED.search(key)}, key=_fixed, reverse=True)
        known = set(self.before)
        self.meant = [
            key if key in known else next((blank for blank in blanks if fills(blank, key)), key)
            for key in self.after
        ]
        """What each line of the file was before its blanks were filled in."""

    def align(self) -> None:
        """Find for each approved line the one that stands for it, the surest first."""
        gaps = []
        matcher = SequenceMatcher(None, self.before, self.meant, autojunk=False)
        for tag, first, last, start, end in matcher.get_opcodes():
            if tag == "equal":
                self._settle(self.equal, zip(range(first, last), range(start, end), strict=True))
            else:
                gaps.append((range(first, last), range(start, end)))
        for old, new in gaps:
            if " ".join(self.before[n] for n in old) == " ".join(self.after[n] for n in new):
                self.settled[0].update(old)  # the same words in other paragraphs
                self.settled[1].update(new)
        self._settle(self.equal, self._matching(eq))
        for old, new in gaps:
            left, rest = ([n for n in side if n not in done] for side, done in
                          zip((old, new), self.settled, strict=True))  # fmt: skip
            if len(left) == len(rest):
                self._settle(self.changed, zip(left, rest, strict=True))
        self._settle(self.changed, self._matching(_alike))

    def _settle(self, kind: dict[int, int], pairs: Iterable[tuple[int, int]]) -> None:
        for old, new in pairs:
            kind[old] = new
            self.settled[0].add(old)
            self.settled[1].add(new)

    def _left(self) -> tuple[list[int], list[int]]:
        old, new = (
            [n for n in range(len(side)) if n not in done]
            for side, done in zip((self.before, self.after), self.settled, strict=True)
        )
        return old, new

    def _matching(self, match: Callable[[str, str], bool]) -> Iterator[tuple[int, int]]:
        old, new = self._left()
        for one in old:
            found = next((n for n in new if match(self.before[one], self.meant[n])), None)
            if found is not None:
                new.remove(found)
                yield one, found

    def same(self) -> Iterator[Token]:
        """Yield the lines that stand in both as they are."""
        for old, new in sorted(self.equal.items()):
            was, now = self.approved[old], self.seen[new]
            yield Token(old, new, was.place, now.place, now.text, now.in_table)

    def problems(self, *, strict_tables: bool) -> Iterator[Problem]:
        """Yield the differences in the order of the plan, then notes."""
        old, new = self._left()
        missing = set(old)
        for n, line in enumerate(self.approved):
            if n in self.changed:
                values = both(self.before[n], self.after[self.changed[n]])
                place = self.seen[self.changed[n]].place
                yield Problem(Code.VERIFY_LINE_DIFFERS, place=place, values=values)
            elif n in missing and _BLANK.sub("", self.before[n]).strip():
                file = Place(file=line.place.file)
                yield Problem(
                    Code.VERIFY_TEXT_MISSING, place=file, values={"text": shortened(self.before[n])}
                )
        for n in new:
            line = self.seen[n]
            severity = Severity.ERROR if line.in_table and strict_tables else Severity.NOTE
            yield Problem(
                Code.VERIFY_TEXT_ADDED, severity, line.place, {"text": shortened(self.after[n])}
            )
        for was, now in sorted(self.equal.items()):
            if self.before[was] != self.after[now]:
                values = both(self.before[was], self.after[now])
                yield Problem(Code.VERIFY_BLANK_FILLED, place=self.seen[now].place, values=values)


def _fixed(blank: str) -> int:
    """Return how many letters stand beside the blanks."""
    return len(_BLANK.sub("", blank))


def _alike(one: str, other: str) -> bool:
    return likeness(one, other) >= SAME_ID


def fills(blank: str, text: str) -> bool:
    """Tell whether a text is a line of the plan whose blanks were filled in by hand.

    A date that is left for the pen may be written in another style.
    """
    first, *parts = _BLANK.split("".join(blank.split()))
    return bool(parts) and (_wraps(first, parts, "".join(text.split())) or _dates(blank, text))


def _wraps(first: str, parts: list[str], text: str) -> bool:
    *middle, last = parts
    fixed = len(first) + sum(map(len, parts))
    if not (text.startswith(first) and text.endswith(last)):
        return False
    if not fixed <= len(text) <= fixed + _LONGEST_FILL * len(parts):
        return False
    at, end = len(first), len(text) - len(last)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _dates(blank: str, text: str) -> bool:
    try:
        left, written = map(PartialDate.model_validate, (blank, text))
    except ValidationError:
        return False
    parts = ((getattr(left, name), getattr(written, name)) for name in ("day", "month", "year"))
    return all(was is None or was == now for was, now in parts)
