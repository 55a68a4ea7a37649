"""The sections of a table: rows that head those below them, and how they stand in one another."""

import re
from collections.abc import Iterator, Sequence

from plandoc.imports.doubts import Data
from plandoc.imports.months import month_names, month_of
from plandoc.imports.paper import Cell
from plandoc.imports.shapes import Placed
from plandoc.imports.spelling import begins, label, words
from plandoc.schema.markup import escaped

_NUMERAL = re.compile(r"\d+|\b[IVXLC]+\b")
_WORD = re.compile(r"(?![IVXLC])[^\W\d_]{3}")
_DEEPEST = 3


class Headings:
    """Tells which rows of a table head a section; `marked` are rows that plandoc printed."""

    def __init__(self, keys: Sequence[str], rows: Sequence[Placed], *, marked: bool) -> None:
        self._keys, self._marked = keys, marked
        self._strong = _usually_strong(keys, rows)

    def heading_in(self, placed: Placed, *, last: bool) -> Cell | None:
        """Return the cell that is the heading of a section, `None` in a row of an activity.

        A heading that is not merged needs a row below it.
        """
        row, shape, count = placed.row, placed.shape, len(self._keys)
        said = [cell for cell in row.cells if not cell.blank and not cell.continued]
        if self._marked:  # plandoc marks the rows of activities; what is typed below has cells
            typed = len(said) > 1 and all(shape.covered(cell) == 1 for cell in said)
            return None if row.id or typed or not said else max(said, key=lambda cell: cell.span)
        wide = [cell for cell in said if (n := shape.covered(cell)) > 1 and n * 2 > count]
        if len(row.cells) == 1 and said and count > 2:  # noqa: PLR2004 - a pair may lack one
            return said[0]
        if wide:
            return max(wide, key=lambda cell: cell.span)
        if len(said) == 1 and shape.covered(said[0]) > 1 and count > 2:  # noqa: PLR2004
            return said[0]
        return self._unmerged(said, placed, last=last)

    def _unmerged(self, said: Sequence[Cell], placed: Placed, *, last: bool) -> Cell | None:
        """Return the only text of a row, if it is set apart as a heading."""
        cells = placed.named(self._keys)
        told = {key: cell for key, cell in cells.items() if not cell.blank}
        numbered = told.pop("number", None)
        if any(cell.continued for cell in cells.values()) or len(told) > 1:
            return None
        if not told:
            worded = numbered and _WORD.search(numbered.text) and len(said) == 1
            return numbered if worded else None
        key, cell = next(iter(told.items()))
        at = self._keys.index(key)
        first = at == 0 or (at == 1 and "number" in self._keys)
        if not first or last or (key != "title" and not month_of(cell.text)):
            return None
        text = cell.text.strip()
        headed = begins(text, words(lambda table: table.sections)) and label().match(text)
        strong = not self._strong and all(map(_is_strong, _lines(cell)))
        return cell if month_of(text) or headed or strong else None


def _lines(cell: Cell) -> list[tuple[bool, str, str]]:
    return [(line.bold, line.text, line.align) for line in cell.lines if not line.blank]


def _is_strong(line: tuple[bool, str, str]) -> bool:
    """Whether a line is bold, centred or in capitals."""
    bold, text, align = line
    return bold or text.isupper() or align == "center"


def _usually_strong(keys: Sequence[str], rows: Sequence[Placed]) -> bool:
    """Whether what is done is printed bold or centred in most rows."""
    at = keys.index("title") if "title" in keys else 0
    cells = [row.cells[at] for row in rows if at < len(row.cells)]
    lines = [line for cell in cells if cell for line in _lines(cell)]
    strong = sum(bold or align == "center" for bold, _, align in lines)
    return strong * 2 > len(lines)


class Sections:
    """The sections of a table as they are begun, each with its label and those inside it."""

    def __init__(self) -> None:
        self.all: list[Data] = []
        self._path: list[tuple[Data, object]] = []

    @property
    def open(self) -> Data | None:
        """The section whose rows are read, `None` above the first one."""
        return self._path[-1][0] if self._path else None

    @property
    def around(self) -> Iterator[Data]:
        """The section whose rows are read and those around it, the nearest first."""
        return (section for section, _ in reversed(self._path))

    def begin(self, placed: Placed, wide: Cell, keys: Sequence[str]) -> tuple[Data, str]:
        """Begin a section with the row of its heading; return it and its label.

        Texts beside it stand under their columns, of which `keys` are the keys; what is before a
        heading without a label is its label.
        """
        said = [cell for cell in placed.row.cells if not cell.blank]
        at = said.index(wide)
        text = wide.text.strip()
        month = month_of(text)
        before = "" if label().match(text) else " ".join(cell.text.strip() for cell in said[:at])
        others = said[at + 1 :] if before else [cell for cell in said if cell is not wide]
        beside = {
            key: cell.text.strip()
            for key, cell in placed.named(keys).items()
            if key != "title" and any(cell is one for one in others)
        }
        after = "" if len(beside) == len(others) else _joined(others)
        found = None if before or month else label().match(text)
        section: Data = {"title": text, "activities": []}
        if found:
            section["title"] = text[found.end() :]
            before = found["label"].strip()
        if month:
            section["month"] = month
            if text in month_names():
                del section["title"]
        if after:
            section["text"] = escaped(after)
        elif beside:
            section["fields"] = beside
        self._hold(section, _form_of(wide, before))
        return section, before

    def add_text(self, cell: Cell) -> None:
        """Put a text under the heading of the last section."""
        lines = (line.marked or escaped(line.text) for line in cell.lines)
        section = self._path[-1][0]
        said = "\n".join(line.strip() for line in lines)
        section["text"] = "\n".join(filter(None, (section.get("text", ""), said)))

    def _hold(self, section: Data, form: object) -> None:
        """Put a section beside the last one of its form, else into the section that is empty."""
        known = [at for at, (_, one) in enumerate(self._path) if one == form]
        if known:
            del self._path[known[-1] :]
        elif self._path:
            holder = self._path[-1][0]
            empty = not holder["activities"] and not holder.get("sections")
            if not (empty or _is_deeper(form, self._path[-1][1])):
                self._path.pop()
        if len(self._path) >= _DEEPEST:
            del self._path[_DEEPEST - 1 :]
        if self._path:
            self._path[-1][0].setdefault("sections", []).append(section)
        else:
            self.all.append(section)
        self._path.append((section, form))


def _joined(cells: Sequence[Cell]) -> str:
    return "\n".join(cell.text.strip() for cell in cells)


def activities_in(section: Data) -> Iterator[Data]:
    """Yield the activities of a section and of those inside it."""
    yield from section["activities"]
    for inner in section.get("sections", ()):
        yield from activities_in(inner)


def _form_of(cell: Cell, before: str) -> object:
    """Return what sections of one level have in common."""
    if before:
        named = begins(before, words(lambda table: table.sections))
        number = _NUMERAL.search(before)
        form = "I" if number and not number[0].isdigit() else "1" * (before.count(".") > 0)
        depth = len(re.findall(r"\d+", before))
        return (named, form != "I" and "1", depth)
    lines = [line for line in cell.lines if not line.blank]
    return (lines[0].bold, lines[0].align, lines[0].text.isupper()) if lines else ()


def _is_deeper(form: object, above: object) -> bool:
    """Whether the label of a section says that it stands under another: «1.1» under «1»."""
    if not (isinstance(form, tuple) and isinstance(above, tuple)):
        return False
    if len(form) != 3 or len(above) != 3:  # noqa: PLR2004 - a label has three marks
        return False
    one, other = form[2], above[2]
    return (
        isinstance(one, int)
        and isinstance(other, int)
        and not isinstance(one, bool)
        and one > other
    )
