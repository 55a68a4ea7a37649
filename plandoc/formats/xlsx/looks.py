"""What a reader of a sheet sees of a cell: whether it is shown, and can be read as it is typed.

A cell looks as its style says, as conditional formats may say, and as the runs of its text say; it
needs room in its row and column, and no merged cell over it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_uppercase, digits

from lxml.etree import _Element

from plandoc.formats.xlsx.book import Book, Sheet
from plandoc.formats.xlsx.cells import column_number, decoded
from plandoc.formats.xlsx.indexed import INDEXED
from plandoc.ooxml.legible import (
    INK,
    PAPER,
    Color,
    channels,
    is_in_signs,
    is_lost_on,
    theme_of,
    tinted,
)
from plandoc.ooxml.markup import attribute, decimal, inner, local_name, whole
from plandoc.ooxml.pull import seen
from plandoc.returns.filled import Cell

_ON = frozenset(("1", "true"))
_OFF = frozenset(("0", "false"))

_SMALLEST = 3.0
"""Points: a font or a row that is smaller cannot be read."""
_NARROWEST = 0.7
"""Letters: a column that is narrower shows none."""
_USUAL_WIDTH = 9.0

_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_CODE = re.compile(r'"[^"]*"?|\\.?|_.?|\*.?|\[[^\]]*\]?|.', re.DOTALL)
_SHOWS = re.compile(r"[0#?@]|general|основной|[dmyhsдмгчс]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W_]")
_DIGIT = re.compile(r"\d")
_WHITE = re.compile(r"\[(?:white|белый|color ?2|цвет ?2)\]", re.IGNORECASE)
_OF_TEXT = 3
"""The place of the section of a number format that is for texts."""
_REFERENCE = re.compile(r"(\$?[A-Z]{1,3})?\$?(\d+)?")
_WHOLE_SHEET = (1, 1, 16_384, 1_048_576)

Ends = tuple[int, int, int, int]
"""The first column and row of an area, and its last ones."""

Runs = Sequence[tuple[_Element, str]]
"""Runs of a text that have a font of their own."""


@dataclass(frozen=True, slots=True)
class _Look:
    """The properties of a style, or those that a conditional format puts over it."""

    font: Mapping[str, _Element]
    ground: Color | None
    code: str
    indent: int = 0

    def over(self, other: "_Look") -> "_Look":
        """Return the look of a cell of another one that this one is put over."""
        return _Look(
            {**other.font, **self.font},
            self.ground or other.ground,
            self.code or other.code,
            other.indent,
        )


@dataclass(frozen=True)
class _Room:
    """What a sheet shows of its rows and columns, and the areas of merged cells."""

    rows: Mapping[int, float]
    usual_row: float
    columns: Sequence[tuple[range, float]]
    usual_column: float
    merged: Sequence[Ends]
    conditions: Sequence[tuple[Ends, _Look]]
    bars: Sequence[Ends]

    def width(self, column: int) -> float:
        widths = (width for columns, width in self.columns if column in columns)
        return next(widths, self.usual_column)


class _Rows:
    """What the rows of a sheet say of the looks of their cells, taken from each row in turn."""

    def __init__(self, rich: Mapping[int, Runs]) -> None:
        self.heights: dict[int, float] = {}
        self.runs: dict[str, Runs] = {}
        self._rich = rich
        self._styles: dict[str, Mapping[str, str]] = {}
        self._alike: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}

    def take(self, row: _Element) -> None:
        """Take a row. Nearly all rows have the same styles in the same columns, and share them."""
        hidden = row.get("hidden") in _ON
        self.heights[whole(row.get("r"))] = 0.0 if hidden else decimal(row.get("ht"), _SMALLEST)
        styles: dict[str, dict[str, str]] = {}
        for cell in row.iterfind("{*}c"):
            name = cell.get("r", "")
            column = name.rstrip(digits)
            styles.setdefault(name[len(column) :], {})[column] = cell.get("s", "0")
            self.runs.pop(name, None)
            if runs := self._runs_in(cell):
                self.runs[name] = runs
        for number, found in styles.items():
            own = {**self._styles.get(number, {}), **found}
            self._styles[number] = self._alike.setdefault(tuple(own.items()), own)

    def style(self, column: str, row: str) -> str:
        """Return the index of the style of a cell."""
        return self._styles.get(row, {}).get(column, "0")

    def _runs_in(self, cell: _Element) -> Runs:
        inline = cell.find("{*}is")
        if inline is not None:
            return _rich(inline)
        shared = whole(cell.findtext("{*}v", ""), -1) if cell.get("t") == "s" else -1
        return self._rich.get(shared, ())


class Looks:
    """How the cells of a workbook look."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._package = book.package
        self._sheets = {sheet.name: sheet for sheet in book.sheets}
        self._rooms: dict[str, _Room] = {}
        self._rows: dict[str, _Rows] = {}

    def hides(self, cell: Cell) -> bool:
        """Whether the value of a cell is not seen as it is typed."""
        sheet = self._sheets.get(cell.place.sheet)
        if sheet is None or not cell.place.cell:
            return False
        if sheet.name not in self._rooms:
            rows = self._rows[sheet.name] = _Rows(self._rich)
            root = seen(self._package, sheet.part, rows.take, "row")
            self._rooms[sheet.name] = self._room(root, rows.heights)
        return not sheet.visible or self._is_unseen(cell, sheet)

    def _is_unseen(self, cell: Cell, sheet: Sheet) -> bool:
        name, room, rows = cell.place.cell, self._rooms[sheet.name], self._rows[sheet.name]
        letters, number = name.rstrip(digits), name.lstrip(ascii_uppercase)
        column, row = column_number(letters), int(number)
        look = self._style(rows.style(letters, number))
        width = room.width(column)
        if width < _NARROWEST or room.rows.get(row, room.usual_row) < _SMALLEST:
            return True
        if look.indent and look.indent >= width:
            return True
        if any(_holds(area, column, row) and area[:2] != (column, row) for area in room.merged):
            return True
        is_text = isinstance(cell.value, str)
        if not is_text and any(_holds(area, column, row) for area in room.bars):
            return True
        conditions = (
            above.over(look) for area, above in room.conditions if _holds(area, column, row)
        )
        return any(
            self._is_lost(one, str(cell.value), is_text=is_text)
            or self._is_lost_in_part(rows.runs.get(name, ()), one)
            for one in (look, *conditions)
        )

    def _is_lost(self, look: _Look, text: str, *, is_text: bool) -> bool:
        ground = look.ground or PAPER
        return (
            self._is_font_lost(look.font, ground, text)
            or _changes(look.code, is_text=is_text)
            or (ground == PAPER and _WHITE.search(look.code) is not None)
        )

    def _is_font_lost(self, font: Mapping[str, _Element], ground: Color, text: str) -> bool:
        strike, size = font.get("strike"), font.get("sz")
        struck = strike is not None and attribute(strike, "val") not in _OFF
        tiny = size is not None and decimal(attribute(size, "val"), _SMALLEST) < _SMALLEST
        named = [font[name] for name in ("name", "rFont") if name in font]
        signs = any(is_in_signs(attribute(one, "val"), text) for one in named)
        color = font.get("color")
        seen = INK if color is None else self._color(color) or INK
        return struck or tiny or signs or is_lost_on(seen, ground)

    def _is_lost_in_part(self, runs: Runs, look: _Look) -> bool:
        """Whether a run of the text of a cell is not seen."""
        ground = look.ground or PAPER
        return any(
            self._is_font_lost({**look.font, **_children(font)}, ground, text)
            for font, text in runs
        )

    @cached_property
    def _rich(self) -> Mapping[int, Runs]:
        """The runs with fonts of their own of shared strings, by index."""
        part = next(iter(self._package.related(self._package.main, "sharedStrings")), None)
        if part is None or not any(b"rPr" in chunk for chunk in self._package.chunks(part)):
            return {}
        items = enumerate(self._package.xml(part).iterfind("{*}si"))
        return {index: runs for index, item in items if (runs := _rich(item))}

    # --- styles -----------------------------------------------------------------------------

    @cached_property
    def _styles(self) -> _Element | None:
        part = next(iter(self._package.related(self._package.main, "styles")), None)
        return None if part is None else self._package.xml(part)

    @cached_property
    def _formats(self) -> Mapping[str, str]:
        found = () if self._styles is None else self._styles.iterfind("{*}numFmts/{*}numFmt")
        return {one.get("numFmtId", ""): one.get("formatCode", "") for one in found}

    @cached_property
    def _looks(self) -> Sequence[_Look]:
        if self._styles is None:
            return []
        fonts = self._styles.findall("{*}fonts/{*}font")
        fills = self._styles.findall("{*}fills/{*}fill")
        return [
            _Look(
                _children(_at(fonts, style.get("fontId"))),
                self._ground(_at(fills, style.get("fillId"))),
                self._formats.get(style.get("numFmtId", ""), ""),
                max(
                    (whole(one.get("indent")) for one in style.iterfind("{*}alignment")), default=0
                ),
            )
            for style in self._styles.iterfind("{*}cellXfs/{*}xf")
        ]

    def _style(self, index: str) -> _Look:
        at = whole(index, -1)
        return self._looks[at] if 0 <= at < len(self._looks) else _Look({}, None, "")

    def _differential(self, dxf: _Element) -> _Look:
        code = dxf.find("{*}numFmt")
        return _Look(
            _children(dxf.find("{*}font")),
            self._ground(dxf.find("{*}fill"), conditional=True),
            "" if code is None else attribute(code, "formatCode"),
        )

    def _ground(self, fill: _Element | None, *, conditional: bool = False) -> Color | None:
        """Return the colour of a fill; a conditional format names a solid one as background."""
        pattern = None if fill is None else fill.find("{*}patternFill")
        if pattern is None or pattern.get("patternType") == "none":
            return None
        names = ["bgColor", "fgColor"]
        if pattern.get("patternType") == "solid" and not conditional:
            names.reverse()
        colors = (color for name in names if (color := pattern.find(f"{{*}}{name}")) is not None)
        return next(filter(None, map(self._color, colors)), None)

    def _color(self, color: _Element) -> Color | None:
        """Return a colour as such, of the palette or of the theme; `None` for an automatic one."""
        theme, index = color.get("theme"), color.get("indexed")
        found = channels(color.get("rgb", "")[-6:])
        if theme is not None and whole(theme) < len(_THEME):
            found = self._theme.get(_THEME[whole(theme)])
        elif index is not None and whole(index) < len(INDEXED):
            found = channels(INDEXED[whole(index)])
        tint = color.get("tint", "0")
        share = 1 - decimal(tint.lstrip("-"), 0)
        if found is None or share == 1:
            return found
        return tinted(found, share, lighter=not tint.startswith("-"))

    @cached_property
    def _theme(self) -> Mapping[str, Color]:
        return theme_of(self._package)

    # --- room -------------------------------------------------------------------------------

    def _room(self, root: _Element, heights: Mapping[int, float]) -> _Room:
        usual = inner(root, "sheetFormatPr")
        shut = usual is not None and usual.get("zeroHeight") in _ON
        width = (
            _USUAL_WIDTH if usual is None else decimal(usual.get("defaultColWidth"), _USUAL_WIDTH)
        )
        conditions: list[tuple[Ends, _Look]] = []
        bars: list[Ends] = []
        for rule, areas in _rules(root):
            bars += areas if any(one.get("showValue") in _OFF for one in rule.iter()) else ()
            dxf = next(rule.iter("{*}dxf"), None)
            if dxf is None and rule.get("dxfId") is not None:
                dxf = _at(self._dxfs, rule.get("dxfId"))
            if dxf is not None:
                look = self._differential(dxf)
                conditions += ((area, look) for area in areas)
        return _Room(
            heights,
            0.0 if shut else _SMALLEST,
            [
                (
                    range(whole(one.get("min")), whole(one.get("max")) + 1),
                    0.0 if one.get("hidden") in _ON else decimal(one.get("width"), width),
                )
                for one in root.iterfind("{*}cols/{*}col")
            ],
            width,
            [*_areas(" ".join(one.get("ref", "") for one in root.iter("{*}mergeCell")))],
            conditions,
            bars,
        )

    @cached_property
    def _dxfs(self) -> Sequence[_Element]:
        return [] if self._styles is None else self._styles.findall("{*}dxfs/{*}dxf")


def _rules(root: _Element) -> Iterator[tuple[_Element, Sequence[Ends]]]:
    """Yield the rules of conditional formats with their areas, those of extensions too."""
    for holder in root.iter("{*}conditionalFormatting"):
        inside = " ".join(one.text or "" for one in holder.iterfind("{*}sqref"))
        areas = [*_areas(holder.get("sqref") or inside)]
        for rule in holder.iterfind("{*}cfRule"):
            yield rule, areas


def _areas(text: str) -> Iterator[Ends]:
    """Yield the areas of a list of references."""
    for area in text.split():
        first, _, last = area.partition(":")
        ends = [_REFERENCE.fullmatch(end) for end in (first, last or first)]
        if all(ends):
            left, top, right, bottom = (
                column_number(found[1].strip("$")) if name == 1 and found[1] else whole(found[2])
                for found in ends if found for name in (1, 2)
            )  # fmt: skip
            usual = _WHOLE_SHEET
            yield left or usual[0], top or usual[1], right or usual[2], bottom or usual[3]


def _holds(area: Ends, column: int, row: int) -> bool:
    return area[0] <= column <= area[2] and area[1] <= row <= area[3]


def _changes(code: str, *, is_text: bool) -> bool:
    """Whether a number format shows something else than what was typed."""
    sections: list[list[str]] = [[]]
    for piece in _CODE.findall(code):
        if piece == ";":
            sections.append([])
        else:
            sections[-1].append(piece)
    if is_text:
        single = len(sections) == 1 and "@" in sections[0]
        if len(sections) <= _OF_TEXT and not single:
            return False
        section = sections[0] if single else sections[_OF_TEXT]
        return "@" not in section or any(map(_LETTER.search, _literals(section)))
    plain = "".join(piece for piece in sections[0] if piece[0] not in '"\\_*[')
    return bool(code) and (
        _SHOWS.search(plain) is None or any(map(_DIGIT.search, _literals(sections[0])))
    )


def _literals(section: Sequence[str]) -> Iterator[str]:
    """Yield what a number format prints for itself."""
    return (piece for piece in section if piece[0] in '"\\')


def _rich(text: _Element) -> Runs:
    """Return the runs of a rich text that have a font of their own."""
    return [
        (font, decoded(run.findtext("{*}t", "")))
        for run in text.iterfind("{*}r")
        if (font := run.find("{*}rPr")) is not None and run.findtext("{*}t", "").strip()
    ]


def _children(element: _Element | None) -> dict[str, _Element]:
    return {} if element is None else {local_name(one): one for one in element}


def _at(elements: Sequence[_Element], index: str | None) -> _Element | None:
    at = whole(index, -1)
    return elements[at] if 0 <= at < len(elements) else None
