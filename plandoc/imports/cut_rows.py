"""Rows cut in two by hand, at the end of a page or in the middle of a word, put together again."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from plandoc.imports.executors import ends_open
from plandoc.imports.paper import Cell, Line
from plandoc.imports.shapes import Placed

_HALF, _FEW = 0.5, 0.2
_TORN = re.compile(r"[^\W\d_]{2}[-‐\xad]$")
_COMPOUND = re.compile(r"[^\W\d_]{2}(?:н|к|лог)о[-‐]$", re.IGNORECASE)
"""The first half of a word that keeps its hyphen: «социально-»."""

_ENDED = re.compile(r"[.!?…][»\")\]]*$")
_ITEM = re.compile(r"(?:[^\W\d_]|\d{1,2})[.)](?=\s)|[-–—•·●]\s*")
_BOUND = ("deadline", "executors")


class _Cut(Enum):
    """Whether a row goes on with the one above it."""

    NO = 0
    PERHAPS = 1
    SURELY = 2


class _Run(Enum):
    """How a text goes on in the cell below: in a word, in a sentence, with items of a list."""

    NOT = 0
    WORD = 1
    SENTENCE = 2
    LIST = 3


@dataclass(frozen=True, slots=True)
class _Habits:
    """What most rows of a table do: have numbers, begin in lower case, have a deadline or names."""

    numbered: bool
    lower: bool
    bound: bool


class CutRows:
    """Finds rows that were cut in two among the rows of activities of one table."""

    def __init__(self, keys: Sequence[str], rows: Iterable[Placed]) -> None:
        self._keys = keys
        named = [placed.named(keys) for placed in rows]
        numbered = _share(_text(one, "number") for one in named) >= _HALF
        own = ("number",) if numbered else _BOUND
        titles = [_text(one, "title") for one in named if any(_text(one, key) for key in own)]
        self._habits = _Habits(
            numbered=numbered,
            lower=_share("x" * text[:1].islower() for text in titles) > _FEW,
            bound=_share(_text(one, "deadline") or _text(one, "executors") for one in named)
            >= _HALF,
        )

    def put_together(self, rows: Sequence[Placed]) -> Iterator[Placed]:
        """Yield neighbouring rows of activities, those that were cut as one.

        A row that perhaps goes on with the one above it knows that.
        """
        last: Placed | None = None
        for at, placed in enumerate(rows):
            cut = _Cut.NO
            if last is not None:
                cut = self._goes_on(last, placed, rows[at + 1] if at + 1 < len(rows) else None)
                if cut is _Cut.SURELY:
                    last = self._joined(last, placed)
                    continue
                yield last
            last = replace(placed, perhaps_cut=cut is _Cut.PERHAPS)
        if last is not None:
            yield last

    def _goes_on(self, above: Placed, below: Placed, after: Placed | None) -> _Cut:
        one, two = above.named(self._keys), below.named(self._keys)
        if any(cell.continued for cell in (*one.values(), *two.values())):
            return _Cut.NO
        others = [key for key in self._keys if key not in ("number", "title")]
        filled = [key for key in others if _text(two, key)]
        numbered = bool(_text(one, "number")), bool(_text(two, "number"))
        if not _text(two, "title"):
            torn = self._habits.numbered and numbered == (True, False)
            return _Cut(2 * (torn and any(_text(one, key) for key in filled)))
        if self._is_torn(one, two, after) and all(_agrees(one.get(k), two.get(k)) for k in others):
            return _Cut.SURELY
        bound = self._habits.bound and any(_text(one, key) for key in _BOUND)
        perhaps = bound and not filled and numbered == (self._habits.numbered, False)
        return _Cut(perhaps and bool(_text(one, "title")))

    def _is_torn(
        self, one: Mapping[str, Cell], two: Mapping[str, Cell], after: Placed | None
    ) -> bool:
        """Whether what is done goes on in the row below, and the two have one number."""
        run = _run(one.get("title"), two.get("title"), usual=self._habits.lower)
        if run is _Run.NOT:
            return False
        bound = any(_text(one, key) for key in _BOUND)
        bare = not any(_text(two, key) for key in two if key not in ("number", "title"))
        if not self._habits.numbered:
            return run is not _Run.LIST and bare and bound
        numbered = bool(_text(one, "number")), bool(_text(two, "number"))
        further = after is not None and not _text(after.named(self._keys), "number")
        parts = not bound and not bare and (run is _Run.LIST or further)
        if numbered == (True, False):
            return not parts
        return numbered == (False, True) and not bare

    def _joined(self, above: Placed, below: Placed) -> Placed:
        """Return two rows as one; it knows of which rows it was made."""
        cells = list(above.cells)
        told: list[Line] = []
        for at, (key, lower) in enumerate(zip(self._keys, below.cells, strict=True)):
            upper = cells[at]
            if lower is None or lower.blank:
                continue
            if upper is None or upper.blank:
                cells[at] = lower
            elif key != "title" and _flat(upper) == _flat(lower):
                told += lower.lines
            else:
                cells[at] = _one_cell(upper, lower, told, by_lines=key in _BOUND)
        return replace(
            above,
            cells=cells,
            rest=[*above.rest, *below.rest],
            pieces=[*(above.pieces or [above]), below],
            told=[*above.told, *below.told, *told],
        )


def _share(texts: Iterable[str]) -> float:
    told = [bool(text) for text in texts]
    return sum(told) / len(told) if told else 0


def _text(cells: Mapping[str, Cell], key: str) -> str:
    return cells[key].text.strip() if key in cells else ""


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())


def _agrees(upper: Cell | None, lower: Cell | None) -> bool:
    """Whether two cells may be one: one of them is blank, or they are equal, or one goes on."""
    if upper is None or lower is None or upper.blank or lower.blank:
        return True
    return _flat(upper) == _flat(lower) or _run(upper, lower) in (_Run.WORD, _Run.SENTENCE)


def _run(upper: Cell | None, lower: Cell | None, *, usual: bool = False) -> _Run:
    """Return how a text goes on in the cell below; `usual` tells that all begin in lower case."""
    if upper is None or lower is None or upper.blank or lower.blank:
        return _Run.NOT
    last, first = _lines(upper)[-1], _lines(lower)[0]
    before, after = last.text.rstrip(), first.text.lstrip()
    item = first.label or _ITEM.match(after)
    small = after[:1].islower()
    if _TORN.search(before) and small and not item:
        return _Run.WORD
    if item:
        listed = before.endswith((";", ",", ":")) or last.label or _ITEM.match(last.text.lstrip())
        return _Run.LIST if listed else _Run.NOT
    if _ENDED.search(before):
        return _Run.NOT
    if small and not usual:
        return _Run.LIST if before.endswith((";", ":")) else _Run.SENTENCE
    return _Run.SENTENCE if before.endswith(",") or _is_open(upper) else _Run.NOT


def _is_open(cell: Cell) -> bool:
    """Whether a text waits for more: for a noun, for the end of a bracket or of a quotation."""
    text = cell.text.rstrip()
    quoted = text.count("«") > text.count("»") or text.count("(") > text.count(")")
    return quoted or ends_open(text)


def _one_cell(upper: Cell, lower: Cell, told: list[Line], *, by_lines: bool) -> Cell:
    """Return two cells as one; lines whose words were torn are added to `told`.

    Deadlines and executors go on line by line, as they would within a cell.
    """
    run, above, below = _run(upper, lower), _lines(upper), _lines(lower)
    if run is not _Run.WORD and (by_lines or run is not _Run.SENTENCE):
        return replace(upper, lines=(*above, *below))
    before, after = above[-1].text.rstrip(), below[0].text.lstrip()
    gap = " "
    if run is _Run.WORD:
        gap = ""
        told += [above[-1], below[0]]
        before = before if _COMPOUND.search(before) else before[:-1]
    one = replace(above[-1], text=f"{before}{gap}{after}", marked="")
    return replace(upper, lines=(*above[:-1], one, *below[1:]))


def _lines(cell: Cell) -> list[Line]:
    return [line for line in cell.lines if not line.blank] or [Line(cell.text)]
