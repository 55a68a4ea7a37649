"""The rows of a table that hold activities, each in its section, with what is not sure of them."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.imports.activities import activity_of
from plandoc.imports.doubts import GUESSED, LIKELY, Data, Doubt, Rows
from plandoc.imports.executors import is_unclear, split_executors
from plandoc.imports.issued import as_issued
from plandoc.imports.numbers import Number
from plandoc.imports.paper import Cell, Line, Own
from plandoc.imports.sections import Sections
from plandoc.imports.several import several_in, with_label
from plandoc.imports.shapes import Placed
from plandoc.review import Choice
from plandoc.words.texts import one_line

_DIGITS = re.compile(r"\d")
_LABEL = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]\s*[^\W\d_]")
_WORD = re.compile(r"(?![IVXLC])[^\W\d_]{3}")


class ActivityRows:
    """Reads rows one after another.

    `above` are the activities above the first section, `all` those of all sections, `placed` those
    with their rows, `merged` the
    columns in which cells go down over rows. `told` are lines of which a doubt tells. `labelled`
    tells that numbers stand in the titles.
    """

    def __init__(self, keys: Sequence[str], sections: Sections, own: Own | None) -> None:
        self._keys, self._sections, self._own = keys, sections, own
        self.above: list[Data] = []
        self.all: list[Data] = []
        self.placed: list[tuple[Placed, Data]] = []
        self.numbers: list[Number] = []
        self.doubts: list[Doubt] = []
        self.told: list[Line] = []
        self.joined: Counter[str] = Counter()
        self.apart: dict[str, list[Place]] = {}
        self._before: dict[str, str] = {}
        self.labelled = False
        self._whole: Data | None = None
        self._last: Data | None = None

    def begin_section(self) -> None:
        """Let no row go on with those above the heading of a section."""
        self._whole = self._last = None
        self._before = {}

    def read(self, placed: Placed) -> None:
        """Read a row, as several activities where each has its number and its deadline."""
        several = None if placed.row.id or placed.pieces else several_in(placed, self._keys)
        sure = several is not None and several.sure
        one = with_label(placed, self._keys) if self.labelled and several is None else placed
        rows = several.rows() if several and sure else [one]
        read = self._row(rows[0])
        whole = read if several and sure and several.lead else None
        for one in rows[1:]:
            self._row(one, whole)
        if several is None or read is None:
            return
        code = Code.IMPORT_CELL_DIVIDED if sure else Code.IMPORT_SEVERAL_IN_CELL
        text = one_line(placed.named(self._keys)["title"].text)
        doubt = Doubt(code, placed.row.place, LIKELY if sure else GUESSED, text, read)
        doubt.values, doubt.options = {"count": several.count}, several.options()
        self.doubts.append(doubt)

    def _row(self, placed: Placed, whole: Data | None = None) -> Data | None:
        """Read a row as an activity, or as a part of another; return it if it is one."""
        row, cells = placed.row, placed.named(self._keys)
        if not row.id and all(cell.blank or cell.continued for cell in cells.values()):
            return None
        self._compare(cells)
        activity = activity_of(cells)
        self._tell(placed, cells, activity)
        if row.id and self._own is not None:
            as_issued(activity, cells, row.id, self._own)
        number = cells.get("number")
        shown = _number(number, activity, marked=bool(row.id))
        unnumbered = number is not None and not shown
        bare = unnumbered and not activity["title"] and not row.id
        if bare and self._last is not None and self._join(placed, activity):
            return None
        if placed.label:
            activity["number"] = placed.label
        elif unnumbered or (number is None and not row.id and _LABEL.match(activity["title"])):
            activity["numbered"] = False
        self._ask(placed, activity)
        self._put(activity, cells, shown, whole)
        self.placed.append((placed, activity))
        self.numbers.append(Number(activity, shown or None))
        for cell in placed.rest:
            self.doubts.append(Doubt(Code.IMPORT_CELL_OUTSIDE, cell.place, 0, cell.text))
        return activity

    def _compare(self, cells: Mapping[str, Cell]) -> None:
        """Note which cells are one with the cell above, and which only say the same."""
        said = {key: cell.text.strip() for key, cell in cells.items()}
        for key, cell in cells.items():
            if cell.continued:
                self.joined[key] += 1
            elif said[key] and self._before.get(key) == said[key]:
                self.apart.setdefault(key, []).append(cell.place)
        self._before = said

    def _put(
        self, activity: Data, cells: Mapping[str, Cell], shown: str, whole: Data | None
    ) -> None:
        """Put an activity among the others, or among the parts of the one above it."""
        told = {key for key, cell in cells.items() if not cell.blank and not cell.continued}
        if whole is None and "number" in cells and not _DIGITS.search(shown):
            whole = self._whole
        section = self._sections.open
        if whole is not None:
            whole.setdefault("parts", []).append(activity)
        else:
            held = self.above if section is None else section["activities"]
            held.append(activity)
            heads = _DIGITS.search(shown) and not told & {"deadline", "executors"}
            self._whole = activity if heads else None
        if any(cell.continued for cell in cells.values()):
            self._whole = None
        self._last = activity
        self.all.append(activity)

    def _join(self, placed: Placed, more: Data) -> bool:
        """Put the cells of a row without a title into the row above, where that has none."""
        assert self._last is not None
        told = {key: value for key, value in more.items() if key not in ("title", "numbered")}
        if not told or any(self._last.get(key) for key in told):
            return False
        self._last |= told
        for key, value in told.items():
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            code, place = Code.IMPORT_ROW_JOINED, placed.row.place
            self.doubts.append(Doubt(code, place, LIKELY, text, self._last, key))
        return True

    # --- what is not sure ---

    def _ask(self, placed: Placed, activity: Data) -> None:
        """Ask about a row that was put together, or may be a piece of another."""
        if placed.pieces:
            self.told += placed.told
            pieces = [_alone(one.named(self._keys)) for one in placed.pieces]
            row, options = placed.pieces[-1].row, {Choice.SPLIT: Rows(pieces)}
            doubt = Doubt(Code.IMPORT_ROW_CUT, row.place, LIKELY, one_line(row.text), activity)
        elif placed.perhaps_cut and self._last is not None and self._whole is None:
            joined = {**self._last, "title": f"{self._last['title']}\n{activity['title']}"}
            row, options = placed.row, {Choice.JOIN: Rows([joined], above=self._last)}
            code = Code.IMPORT_ROW_PERHAPS_CUT
            doubt = Doubt(code, row.place, GUESSED, one_line(row.text), activity)
        else:
            return
        doubt.options = options
        self.doubts.append(doubt)

    def _tell(self, placed: Placed, cells: Mapping[str, Cell], activity: Data) -> None:
        """Tell of executors, of numbers of Word's lists, and of a cell over several columns."""
        executors, title = cells.get("executors"), cells.get("title")
        if executors is not None and is_unclear(split_executors(executors.text)):
            text = one_line(executors.text)
            code = Code.IMPORT_EXECUTORS_UNCLEAR
            self.doubts.append(Doubt(code, executors.place, GUESSED, text, activity, "executors"))
        label = title.lines[0].label if title and title.lines and not title.continued else ""
        if title and _DIGITS.search(label):
            code = Code.IMPORT_LABEL_IN_TITLE
            self.doubts.append(Doubt(code, title.place, LIKELY, label, activity, "title"))
        for cell in placed.row.cells:
            if not cell.blank and not placed.row.id and placed.shape.covered(cell) > 1:
                code, text = Code.IMPORT_CELL_WIDE, one_line(cell.text)
                self.doubts.append(Doubt(code, cell.place, GUESSED, text, activity, "title"))


def _number(cell: Cell | None, activity: Data, *, marked: bool) -> str:
    """Return the number of a row; a text among the numbers is what is done."""
    typed = cell.text.strip() if cell and not cell.continued else ""
    worded = _WORD.search(typed) and not _DIGITS.search(typed)
    if worded and not activity["title"] and not marked:
        activity["title"] = typed
        return ""
    return typed


def _alone(cells: Mapping[str, Cell]) -> Data:
    """Return one of the rows that were put together as an activity of its own."""
    activity = activity_of(cells)
    if "number" in cells and cells["number"].blank:
        activity["numbered"] = False
    return activity
