"""Approvals as they are laid out on paper: by tables, tabs, blanks, one under another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from plandoc.errors import Place
from plandoc.imports.dates import date_pattern
from plandoc.imports.paper import Grid, Line
from plandoc.imports.spelling import begins, folded, name, words, words_by

_GAP = re.compile(r"[\t]+|[ \xa0]{3,}")
_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")
LONGEST_LINE = 160
_RIGHT = 60.0
"""Millimetres from the margin, or signs, from where a line belongs to the right-hand block."""

_MOST_LINES = 14


@dataclass(slots=True)
class Stamp:
    """The lines of an approval, its word first."""

    lines: list[str]
    place: Place
    sources: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Stamps:
    """Approvals that stand side by side or one under another, and the lines that are none."""

    found: list[Stamp] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return words_by(lambda table: table.approvals)


_PARTICIPLE = re.compile(r"н?[оаы]?(?!\w)")
"""How a word of an approval ends; «утверждение» and «утверждённый» are none."""


def unspaced(text: str) -> str:
    """Return a text with letter-spaced words put together: «У Т В Е Р Ж Д А Ю»."""
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def kind_of(text: str) -> str:
    """Return the kind of the approval that begins with a text, `""` if none does."""
    said = folded(unspaced(text.strip().partition("\n")[0])).lstrip("«\"“„' ")
    if len(said) > LONGEST_LINE:
        return ""
    for kind, word in _kinds():
        if said.startswith(word):
            after = said[len(word) :]
            ending = _PARTICIPLE.match(after)
            rest = after[ending.end() if ending else 0 :].lstrip(' »"”“:.,')
            if ending and len(re.findall(r"\w+", rest)) <= 12:  # noqa: PLR2004 - more is a sentence
                return kind
    return ""


def lines_apart(line: Line) -> list[Line]:
    """Return the lines of a paragraph in which texts stand side by side, else itself alone."""
    if "\n" not in line.text or not _GAP.search(line.text):
        return [line]
    return [replace(line, text=text) for text in line.text.split("\n")]


def segments(line: Line) -> list[tuple[str, float]]:
    """Return the pieces of a line between tabs and wide gaps, and where each begins."""
    found, at, end, text = [], 0.0, 0, line.text
    for gap in [*_GAP.finditer(text), None]:
        piece = text[end : gap.start() if gap else len(text)]
        if piece.strip():
            found.append((piece.strip(), at))
        at += len(piece)
        if gap is not None:
            at += sum(8 if sign == "\t" else 1 for sign in gap[0])
            end = gap.end()
    return found


def stamps_of_grid(grid: Grid) -> Stamps | None:
    """Return the approvals of a table that only lays out the page, `None` if it has none."""
    stamps = Stamps()
    columns = sorted({cell.column for row in grid.rows for cell in row.cells})
    for column in columns:
        open_one: Stamp | None = None
        for row in grid.rows:
            for cell in row.cells:
                if cell.column != column:
                    continue
                for line in _all_lines(cell.lines, cell.tables):
                    for piece in line.text.split("\n"):
                        if kind_of(piece):
                            open_one = Stamp([], cell.place)
                            stamps.found.append(open_one)
                        if open_one is None:
                            if piece.strip():
                                stamps.others.append(line)
                                break
                            continue
                        open_one.lines.append(piece)
                        open_one.sources.append(line)
    return stamps if stamps.found else None


def _all_lines(lines: Sequence[Line], tables: Sequence[Grid]) -> Iterator[Line]:
    yield from lines
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _all_lines(cell.lines, cell.tables)


class StampLines:
    """Collects approvals from lines, one after another."""

    def __init__(self) -> None:
        self.found: list[Stamp] = []
        self.open: list[Stamp | None] = []
        self.align = ""

    def take(self, line: Line) -> list[Line]:
        """Take what belongs to approvals; return the rest: nothing, the line, some of its lines."""
        parts = lines_apart(line)
        taken = [self._takes(part, line) for part in parts]
        if not any(taken):
            return [line]
        return [part for part, its in zip(parts, taken, strict=True) if not (its or part.blank)]

    def _takes(self, line: Line, source: Line) -> bool:
        """Take a line of a paragraph that belongs to an approval; return whether it does."""
        pieces = segments(line)
        if not pieces:
            return bool(self.open)
        kinds = [kind_of(piece) for piece, _ in pieces]
        if any(kinds):
            self._begin(line, source, pieces, kinds)
            return True
        if not self.open or not self._fits(line, pieces):
            self.open = []
            return False
        for column, piece in self._columns(line, pieces):
            stamp = self.open[column]
            if stamp is None:
                return False
            stamp.lines.append(piece)
            stamp.sources.append(source)
        return True

    def _begin(
        self, line: Line, source: Line, pieces: Sequence[tuple[str, float]], kinds: list[str]
    ) -> None:
        if len(pieces) > 1 or len(self.open) < 2:  # noqa: PLR2004 - a new level
            self.open = [None] * len(pieces)
            self.align = line.align
        columns = (
            range(len(pieces))
            if len(self.open) == len(pieces)
            else [column for column, _ in self._columns(line, pieces)]
        )
        for column, (piece, _), kind in zip(columns, pieces, kinds, strict=True):
            if kind:
                stamp = Stamp([piece], line.place, [source])
                self.found.append(stamp)
                self.open[column] = stamp
            elif (stamp_open := self.open[column]) is not None:
                stamp_open.lines.append(piece)
                stamp_open.sources.append(source)
            else:
                before = self.found[-1] if self.found else None
                if before is not None:
                    before.lines.append(piece)
                    before.sources.append(source)

    def _fits(self, line: Line, pieces: Sequence[tuple[str, float]]) -> bool:
        if any(len(stamp.lines) > _MOST_LINES for stamp in self.open if stamp):
            return False
        if any(len(piece) > LONGEST_LINE for piece, _ in pieces):
            return False
        if line.align == "center" and self.align != "center":
            return False
        said = folded(line.text)
        titled = begins(said, words(lambda table: table.titles))
        strong = line.bold or line.align == "center" or line.text.strip()[:4].isupper()
        if titled and strong and len(pieces) == 1:
            return False
        if self._finished() and not _goes_on_with(line.text):
            return False
        return not (titled and self._complete())

    def _finished(self) -> bool:
        """Whether every open approval has all that one can have."""
        texts = ["\n".join(stamp.lines) for stamp in self.open if stamp]
        return bool(texts) and all(
            date_pattern().search(text) and (name().search(text) or _refers(text)) for text in texts
        )

    def _complete(self) -> bool:
        """Whether every open approval has a name or a date."""
        return all(
            stamp is None
            or any(name().search(text) or date_pattern().search(text) for text in stamp.lines)
            for stamp in self.open
        )

    def _columns(
        self, line: Line, pieces: Sequence[tuple[str, float]]
    ) -> Iterator[tuple[int, str]]:
        """Yield each piece of a line with the column of the approval it belongs to."""
        count = len(self.open)
        if count == 1 or len(pieces) > count:
            yield from (
                (0 if count == 1 else min(n, count - 1), p) for n, (p, _) in enumerate(pieces)
            )
        elif len(pieces) == count:
            yield from ((n, piece) for n, (piece, _) in enumerate(pieces))
        else:
            for piece, at in pieces:
                right = line.align == "right" or line.start > _RIGHT or at > _RIGHT / 2
                yield (count - 1 if right else 0), piece


def _refers(text: str) -> bool:
    """Whether a text names minutes or an act."""
    stems = (
        *words(lambda table: table.minutes),
        *words(lambda table: [word for one in table.acts.values() for word in one]),
    )
    return any(re.search(rf"(?<!\w){re.escape(stem)}", folded(text)) for stem in stems)


def _goes_on_with(text: str) -> bool:
    """Whether a line may follow a whole approval: a name, a date, a reference, a slot, a seal."""
    seals = words(lambda table: table.seal)
    found = name().search(text) or date_pattern().search(text) or re.search(r"_{3,}|№", text)
    return bool(found) or _refers(text) or bool(begins(text, seals))
