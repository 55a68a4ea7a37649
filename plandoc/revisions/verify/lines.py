"""Comparison of the lines outside the rows with those of the sealed revision."""

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
from plandoc.revisions.verify.texts import excerpts, key_of
from plandoc.schema.base import validated
from plandoc.schema.partial_date import PartialDate
from plandoc.words.texts import shortened

_BLANK = re.compile(r"_{2,}")
_WORDED = re.compile(r"_{2,}.*[^\W_]|[^\W_].*_{2,}")
"""A blank with words beside it, by which the filled-in line is recognised."""

_LONGEST_FILL = 60


@dataclass(frozen=True, slots=True)
class LinesCompared:
    """Lines that excerpts files have, and problems for the others."""

    same: tuple[Token, ...]
    problems: tuple[Problem, ...]


def compare_lines(
    approved: Sequence[Line], seen: Sequence[Line], *, strict_tables: bool
) -> LinesCompared:
    """Return equal lines, differences for changed and missing lines, and notes on added lines.

    Blanks outside the table of the plan may be filled in, which is a note. With `strict_tables`,
    a line added inside that table is a difference as well.
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
        self.before = [_key(line) for line in self.approved]
        self.after = [_key(line) for line in self.seen]
        outside = (key for key, line in zip(self.before, self.approved, strict=True)
                   if not line.in_table)  # fmt: skip
        blanks = sorted(
            {key for key in outside if _WORDED.search(key)}, key=_fixed_length, reverse=True
        )
        known = set(self.before)
        self.unfilled = [
            key if key in known else next((blank for blank in blanks if fills(blank, key)), key)
            for key in self.after
        ]
        """The lines of the file as they were before the blanks were filled in."""

    def align(self) -> None:
        """Match approved lines with lines of the file, the most certain matches first."""
        gaps = []
        matcher = SequenceMatcher(None, self.before, self.unfilled, autojunk=False)
        for tag, first, last, start, end in matcher.get_opcodes():
            if tag == "equal":
                self._settle(self.equal, zip(range(first, last), range(start, end), strict=True))
            else:
                gaps.append((range(first, last), range(start, end)))
        for old, new in gaps:
            if " ".join(self.before[n] for n in old) == " ".join(self.after[n] for n in new):
                self.settled[0].update(old)  # the same words, split into other paragraphs
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
            found = next((n for n in new if match(self.before[one], self.unfilled[n])), None)
            if found is not None:
                new.remove(found)
                yield one, found

    def same(self) -> Iterator[Token]:
        """Yield the lines that are equal in excerpts files."""
        for old, new in sorted(self.equal.items()):
            was, now = self.approved[old], self.seen[new]
            yield Token(old, new, was.place, now.place, now.text, now.in_table)

    def problems(self, *, strict_tables: bool) -> Iterator[Problem]:
        """Yield the differences in plan order, then notes."""
        old, new = self._left()
        missing = set(old)
        for n, line in enumerate(self.approved):
            if n in self.changed:
                values = excerpts(self.before[n], self.after[self.changed[n]])
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
                values = excerpts(self.before[was], self.after[now])
                yield Problem(Code.VERIFY_BLANK_FILLED, place=self.seen[now].place, values=values)


def _key(line: Line) -> str:
    """Return the text of a line for comparison, in which a blank has no length."""
    return _BLANK.sub("__", key_of(line.text))


def _fixed_length(blank: str) -> int:
    """Return the number of characters outside the blanks."""
    return len(_BLANK.sub("", blank))


def _alike(one: str, other: str) -> bool:
    return likeness(one, other) >= SAME_ID


def fills(blank: str, text: str) -> bool:
    """Whether a text is a line of the plan with its blanks filled in.

    A blank date may be filled in using another notation.
    """
    first, *parts = _BLANK.split("".join(blank.split()))
    return bool(parts) and (
        _matches_around_blanks(first, parts, "".join(text.split())) or _dates(blank, text)
    )


def _matches_around_blanks(first: str, parts: list[str], text: str) -> bool:
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
        left, written = (validated(PartialDate, one) for one in (blank, text))
    except ValidationError:
        return False
    parts = ((getattr(left, name), getattr(written, name)) for name in ("day", "month", "year"))
    return all(was is None or was == now for was, now in parts)
