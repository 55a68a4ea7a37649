"""What a reader of the page sees of a run: whether it is printed, and can be read as it is typed.

A run looks as the defaults, the styles of its table, its paragraph and its own, and its own
properties say, and it needs room: on the page, in its cell, in its row and in its line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element

from plandoc.formats.docx.palette import Palette, highlight
from plandoc.formats.docx.word_text import text_of
from plandoc.ooxml.legible import INK, PAPER, Color, is_in_signs, is_lost_on
from plandoc.ooxml.markup import attribute, inner, local_name
from plandoc.ooxml.package import Package
from plandoc.ooxml.pull import first

Properties = Mapping[str, Mapping[str, str]]
"""The attributes of properties by their names, both without their namespaces."""

Page = Mapping[str, float]
"""The size and the margins of a page in twips."""

_STRUCK = ("strike", "dstrike")
_TOGGLES = ("vanish", "webHidden", "specVanish", *_STRUCK)
_FACES = ("b", "i", "vanish")
_OFF = frozenset(("0", "false", "off"))
_MERGED = frozenset(("rFonts", "spacing", "ind"))
"""Properties of which a stronger level may give some attributes alone."""
_TURNED = re.compile("[\u202d\u202e]")
_UNITS = {"": 1.0, "pt": 20.0, "pc": 240.0, "pi": 240.0, "in": 1440.0, "cm": 567.0, "mm": 56.7}
_MEASURE = re.compile(r"(-?[0-9]{1,9}(?:\.[0-9]{0,9})?)(pt|pc|pi|in|cm|mm|%|)")

_SMALLEST = 60
"""Twips: a font, a row or a column that is smaller cannot be read."""
_USUAL_SIZE = 200
_NARROWEST = 20
"""Percent: letters that are narrower cannot be read."""
_CLOSEST = -80
"""Twips: letters that are moved together further stand on each other."""
_FURTHEST = 2000
"""Twips: text that is raised or lowered further is out of its line."""
_CLEAREST = 90_000
"""Thousandths of a percent: what lets more of its ground through cannot be seen."""
_OUTSIDE = -400
"""Twips: text that begins further left of its cell is not in it."""
_PAGE = {"w": 11906.0, "h": 16838.0, "left": 1134.0, "right": 850.0}
LEAST_PAGE: Page = {"w": 2835.0, "h": 2835.0, "left": 0.0, "right": 0.0}
"""A page of 5 by 5 cm: what has room on it has room on any `has_room` page."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A run with all that decides how it is seen."""

    text: str
    run: Properties
    paragraph: Properties
    grounds: tuple[Color, ...]
    color: Color | None
    fonts: Mapping[str, str]
    turned: bool

    def value(self, name: str) -> str:
        """Return the value of a property of the run, `""` where it has none."""
        return self.run.get(name, {}).get("val", "")

    @property
    def size(self) -> float:
        """The size of the font in twips."""
        return measure(self.value("sz"), 10, _USUAL_SIZE)


def _is_off(sight: Sight) -> bool:
    return any(is_on(sight.run, name) for name in _TOGGLES)


def _is_small(sight: Sight) -> bool:
    fit = measure(sight.value("fitText"))
    narrow = fit and fit < len(sight.text) * sight.size * _NARROWEST / 200
    return (
        bool(narrow)
        or sight.size < _SMALLEST
        or measure(sight.value("w"), otherwise=100) < _NARROWEST
    )


def _is_out_of_line(sight: Sight) -> bool:
    moved = (
        measure(sight.run.get("spacing", {}).get("val", "")),
        measure(sight.value("position"), 10),
    )
    line = sight.paragraph.get("spacing", {})
    low = (
        line.get("lineRule") == "exact"
        and measure(line.get("line", ""), otherwise=sight.size) * 2 < sight.size
    )
    return low or moved[0] < _CLOSEST or abs(moved[1]) > _FURTHEST


def _is_faint(sight: Sight) -> bool:
    fill = sight.run.get("textFill", {})
    clear = "noFill" in fill or measure(fill.get("alpha", ""), otherwise=0) > _CLEAREST
    color = sight.color
    return clear or (color is not None and any(is_lost_on(color, one) for one in sight.grounds))


def _is_in_signs(sight: Sight) -> bool:
    """Whether letters are shown as pictures, or in another order."""
    ascii_, other = ("".join(c for c in sight.text if c.isascii() == is_) for is_ in (True, False))
    shown = {"ascii": ascii_, "hAnsi": other, "eastAsia": other, "cs": sight.text}
    hinted = sight.run.get("rFonts", {}).get("hint", "")
    complex_ = is_on(sight.run, "cs") or is_on(sight.run, "rtl")
    slots = ["cs"] if complex_ else ["ascii", "eastAsia" if hinted == "eastAsia" else "hAnsi"]
    return sight.turned or any(
        is_in_signs(sight.fonts.get(slot, ""), shown[slot]) for slot in slots
    )


_RULES: tuple[Callable[[Sight], bool], ...] = (
    _is_off,
    _is_small,
    _is_out_of_line,
    _is_faint,
    _is_in_signs,
)


def _face(run: Properties) -> frozenset[str]:
    return frozenset(name for name in _FACES if is_on(run, name))


class Looks:
    """How the runs of a document look, each on its own page or all of them on a given one."""

    def __init__(self, package: Package, page: Page | None = None) -> None:
        self.package = package
        self.page = page
        self.palette = Palette(package)
        parts = package.related(package.main, "styles")
        self.root = package.xml(parts[0]) if parts else None
        self._known: dict[tuple[str, str, str], tuple[Properties, Properties]] = {}
        self._pages: dict[_Element, Mapping[_Element, Page]] = {}

    def unseen(self, paragraph: _Element) -> str:
        """Return the text of a paragraph that is not seen as it is typed."""
        runs = list(_runs(paragraph))
        if not runs:
            return ""
        shut = self._is_shut(paragraph)
        return "".join(
            text
            for run in runs
            if (text := text_of(run)) and (shut or self.hides(paragraph, run, text))
        )

    def hides(self, paragraph: _Element, run: _Element, text: str) -> bool:
        """Whether a run cannot be seen as it is typed, or is struck out."""
        sight = self._sight(paragraph, run, text)
        return any(rule(sight) for rule in _RULES)

    def strikes(self, paragraph: _Element, run: _Element) -> bool:
        """Whether a run is struck out."""
        seen, _ = self._seen(paragraph, run)
        return any(is_on(seen, name) for name in _STRUCK)

    def face(self, paragraph: _Element, run: _Element) -> frozenset[str]:
        """Return which of bold (`b`), italic (`i`) and hidden (`vanish`) a run is."""
        seen, _ = self._seen(paragraph, run)
        return _face(seen)

    def typed(self, paragraph: _Element, run: _Element) -> tuple[frozenset[str], float, str]:
        """Return the face of a run, the size of its type in points, and the font of its letters."""
        seen, _ = self._seen(paragraph, run)
        size = measure(seen.get("sz", {}).get("val", ""), 10, _USUAL_SIZE) / 20
        return _face(seen), size, self._fonts(seen).get("hAnsi", "")

    def shape(self, paragraph: _Element) -> Properties:
        """Return the properties of a paragraph, those of its styles among them."""
        return self._seen(paragraph, paragraph)[1]

    def style_names(self, paragraph: _Element) -> list[str]:
        """Return the names of the style of a paragraph and of those it is based on."""
        chain = self._chain(_style(paragraph, "pPr", "pStyle") or self.usual)
        return [attribute(n, "val").lower() for style in chain for n in style.iterfind("{*}name")]

    def numbering(self, paragraph: _Element) -> tuple[str, str]:
        """Return the list that numbers a paragraph and the level in it, `""` for none."""
        styles = self._chain(_style(paragraph, "pPr", "pStyle") or self.usual)
        found = ["", "0"]
        for holder in (*styles, paragraph):
            for at, name in enumerate(("numId", "ilvl")):
                one = inner(holder, "pPr", "numPr", name)
                found[at] = found[at] if one is None else attribute(one, "val")
        return found[0], found[1]

    def _sight(self, paragraph: _Element, run: _Element, text: str) -> Sight:
        seen, of_paragraph = self._seen(paragraph, run)
        fill = seen.get("textFill", {})
        color = self.palette.named(fill or seen.get("color", {}), "val", "themeColor")
        turned = _TURNED.search(text) is not None or any(
            attribute(one, "val") == "rtl" for one in run.iterancestors("{*}bdo")
        )
        grounds = tuple(self._grounds(paragraph, seen, of_paragraph))
        return Sight(text, seen, of_paragraph, grounds, color, self._fonts(seen), turned)

    def _fonts(self, seen: Properties) -> Mapping[str, str]:
        fonts = dict(seen.get("rFonts", {}))
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            theme = fonts.get("cstheme" if slot == "cs" else f"{slot}Theme", "")
            fonts[slot] = self._theme_fonts.get(theme[:5], "") if theme else fonts.get(slot, "")
        return fonts

    @cached_property
    def _theme_fonts(self) -> Mapping[str, str]:
        """The Latin fonts of the theme: of headings (`major`) and of texts (`minor`)."""
        return {
            local_name(font)[:5]: attribute(one, "typeface")
            for part in self.package.related(self.package.main, "theme")
            for font in self.package.xml(part).iterfind("{*}themeElements/{*}fontScheme/*")
            for one in font.iterfind("{*}latin")
        }

    # --- properties -------------------------------------------------------------------------

    def _seen(self, paragraph: _Element, run: _Element) -> tuple[Properties, Properties]:
        """Return the properties of a run and of its paragraph."""
        styles = _style(paragraph, "pPr", "pStyle"), _style(run, "rPr", "rStyle")
        table = next(paragraph.iterancestors("{*}tbl"), None)
        key = "" if table is None else _style(table, "tblPr", "tblStyle"), *styles
        if key not in self._known:
            levels = list(self._levels(*key))
            self._known[key] = _merged(levels, "rPr"), _merged(levels, "pPr")
        of_run, of_paragraph = self._known[key]
        own, around = inner(run, "rPr"), inner(paragraph, "pPr")
        return (
            of_run if own is None else _extended(of_run, own),
            of_paragraph if around is None else _extended(of_paragraph, around),
        )

    def _levels(self, table: str, paragraph: str, run: str) -> Iterator[_Element]:
        """Yield what holds properties, the weakest first."""
        if self.root is not None:
            yield from self.root.iterfind("{*}docDefaults/*")
        for style in self._chain(table):
            yield style
            yield from (
                one
                for one in style.iterfind("{*}tblStylePr")
                if attribute(one, "type") == "wholeTable"
            )
        yield from self._chain(paragraph or self.usual)
        yield from self._chain(run)

    def _chain(self, name: str) -> list[_Element]:
        """Return a style and those on which it is based, the base first."""
        chain: list[_Element] = []
        while (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            base = style.find("{*}basedOn")
            name = "" if base is None else attribute(base, "val")
        return chain[::-1]

    @cached_property
    def styles(self) -> Mapping[str, _Element]:
        """The styles by id."""
        if self.root is None:
            return {}
        return {attribute(style, "styleId"): style for style in self.root.iterfind("{*}style")}

    @cached_property
    def usual(self) -> str:
        """The style of a paragraph that names none."""
        default = (
            name
            for name, style in self.styles.items()
            if attribute(style, "type") == "paragraph"
            and attribute(style, "default") in {"1", "true"}
        )
        return next(default, "")

    # --- ground -----------------------------------------------------------------------------

    def _grounds(
        self, paragraph: _Element, seen: Properties, of_paragraph: Properties
    ) -> Iterator[Color]:
        """Yield the colour behind a run, of the nearest around it; else of paper and screen."""
        if light := highlight(seen.get("highlight", {}).get("val", "")):
            yield light
            return
        around = [one for name in ("tc", "tbl") for one in paragraph.iterancestors(f"{{*}}{name}")]
        shades = [seen.get("shd"), of_paragraph.get("shd")]
        shades += [
            _attributes(shade)
            for one in around[:2]
            if (shade := inner(one, f"{local_name(one)}Pr", "shd")) is not None
        ]
        found = (self._shade(shade) for shade in shades if shade)
        if color := next(filter(None, found), None):
            yield color
            return
        yield PAPER
        if self._screen is not None:
            yield self._screen

    def _shade(self, values: Mapping[str, str]) -> Color | None:
        if values.get("val") == "solid":
            return self.palette.named(values, "color", "themeColor") or INK
        return self.palette.named(values, "fill", "themeFill")

    @cached_property
    def _screen(self) -> Color | None:
        """The colour of the page on a screen."""
        found = first(self.package, self.package.main, "background", "body")
        if found is None or local_name(found) == "body":
            return None
        return self.palette.named(_attributes(found), "color", "themeColor")

    # --- room -------------------------------------------------------------------------------

    def _is_shut(self, paragraph: _Element) -> bool:
        """Whether a paragraph has no room on the page, in its cell or in its row."""
        return (
            any(map(_is_row_shut, paragraph.iterancestors("{*}tr")))
            or any(map(_is_cell_shut, paragraph.iterancestors("{*}tc")))
            or any(self._is_off_page(table) for table in paragraph.iterancestors("{*}tbl"))
            or self._is_indented_away(paragraph)
        )

    def _is_indented_away(self, paragraph: _Element) -> bool:
        of_paragraph = self._seen(paragraph, paragraph)[1]
        page, frame, indent = (
            self._page(paragraph),
            of_paragraph.get("framePr"),
            of_paragraph.get("ind"),
        )
        if frame is not None and _is_frame_away(frame, page):
            return True
        if not indent:
            return False
        left, right = (
            measure(indent.get(one) or indent.get(other, ""))
            for one, other in (("left", "start"), ("right", "end"))
        )
        first = measure(indent.get("firstLine", "")) - measure(indent.get("hanging", ""))
        cell = next(paragraph.iterancestors("{*}tc"), None)
        if cell is None:
            least, room = -page["left"], page["w"] - page["left"] - page["right"]
        else:
            least, room = _OUTSIDE, _width(cell) or page["w"]
        starts = left + min(first, 0)
        return starts < least or max(left, left + first) + max(right, 0) > room - _SMALLEST

    def _is_off_page(self, table: _Element) -> bool:
        page = self._page(table)
        indent, frame = inner(table, "tblPr", "tblInd"), inner(table, "tblPr", "tblpPr")
        away = 0.0 if indent is None else measure(attribute(indent, "w"))
        if frame is not None and _is_frame_away(_attributes(frame), page, "tblpX", "tblpY"):
            return True
        return not -page["w"] / 2 < away < page["w"] - page["left"] - page["right"]

    def _page(self, element: _Element) -> Page:
        """Return the size and margins of the page on which an element stands."""
        if self.page is not None:
            return self.page
        top = element
        for around in element.iterancestors():
            if local_name(around) == "body":
                if around not in self._pages:
                    self._pages[around] = _pages_of(around)
                return self._pages[around].get(top, _PAGE)
            top = around
        return _PAGE


def is_on(seen: Properties, name: str) -> bool:
    """Whether a property is there and switched on."""
    return name in seen and seen[name].get("val", "") not in _OFF


def measure(text: str, unit: float = 1, otherwise: float = 0) -> float:
    """Return a measure in twips; one without a unit is in `unit` twips."""
    found = _MEASURE.fullmatch(text.strip())
    if found is None:
        return otherwise
    return float(found[1]) * (_UNITS.get(found[2], 1) if found[2] else unit)


def has_room(section: _Element) -> bool:
    """Whether the pages of a section have at least the room of `LEAST_PAGE`."""
    page = _page_of(section)
    across = page["w"] - page["left"] - page["right"]
    return (
        min(page["left"], page["right"]) >= 0
        and across >= LEAST_PAGE["w"]
        and page["h"] >= LEAST_PAGE["h"]
    )


def _runs(paragraph: _Element) -> Iterator[_Element]:
    """Yield the runs of a paragraph, not those of paragraphs in it nor deleted ones."""
    for run in paragraph.iter("{*}r"):
        around = next(run.iterancestors("{*}p", "{*}del", "{*}moveFrom"))
        if around is paragraph:
            yield run


def _merged(levels: Iterable[_Element], name: str) -> Properties:
    found: Properties = {}
    for level in levels:
        for properties in level.iterfind(f"{{*}}{name}"):
            found = _extended(found, properties)
    return found


def _extended(found: Properties, properties: _Element) -> Properties:
    made = dict(found)
    for one in properties:
        name = local_name(one)
        own = _attributes(one)
        if name in _MERGED:
            before = dict(made.get(name, {}))
            for slot in ("ascii", "hAnsi", "eastAsia"):
                if slot in own:
                    before.pop(f"{slot}Theme", None)
            own = before | own
        made[name] = own
    return made


def _attributes(element: _Element) -> dict[str, str]:
    """Return attributes by their local names, those of a fill with the colour in it."""
    found = {name.rpartition("}")[2]: str(value) for name, value in element.attrib.items()}
    if local_name(element) == "textFill":
        for one in element.iter():
            match local_name(one):
                case "noFill":
                    found["noFill"] = "1"
                case "srgbClr":
                    found["val"] = attribute(one, "val")
                case "schemeClr":
                    found["themeColor"] = attribute(one, "val")
                case "alpha":
                    found["alpha"] = attribute(one, "val")
    return found


def _style(element: _Element, properties: str, name: str) -> str:
    found = inner(element, properties, name)
    return "" if found is None else attribute(found, "val")


def _is_row_shut(row: _Element) -> bool:
    """Whether a row is not shown, or has no height."""
    for one in row.iterfind("{*}trPr/*"):
        values = _attributes(one)
        name = local_name(one)
        if name == "hidden" and values.get("val", "") not in _OFF:
            return True
        exact = name == "trHeight" and values.get("hRule") == "exact"
        if exact and measure(values.get("val", ""), otherwise=_SMALLEST) < _SMALLEST:
            return True
    return False


def _is_cell_shut(cell: _Element) -> bool:
    width = _width(cell)
    return width is not None and width < _SMALLEST


def _width(cell: _Element) -> float | None:
    found = inner(cell, "tcPr", "tcW")
    if found is None or attribute(found, "type") not in {"dxa", ""}:
        return None
    return measure(attribute(found, "w")) or None


def _is_frame_away(
    frame: Mapping[str, str], page: Page, across: str = "x", down: str = "y"
) -> bool:
    """Whether a frame, or a table that floats like one, is off the page or has no room."""
    x, y = measure(frame.get(across, "")), measure(frame.get(down, ""))
    away = not -page["w"] / 2 < x < page["w"] or not -page["h"] / 2 < y < page["h"]
    low = (
        frame.get("hRule") == "exact"
        and measure(frame.get("h", ""), otherwise=_SMALLEST) < _SMALLEST
    )
    return away or low or measure(frame.get("w", ""), otherwise=_SMALLEST) < _SMALLEST


def _pages_of(body: _Element) -> Mapping[_Element, Page]:
    """Return the page of each element of a body: of the next section that ends."""
    found: dict[_Element, Page] = {}
    page: Page = _PAGE
    for child in reversed(list(body)):
        for section in child.iter("{*}sectPr"):
            page = _page_of(section)
        found[child] = page
    return found


def _page_of(section: _Element) -> Page:
    found = dict(_PAGE)
    for name in ("pgSz", "pgMar"):
        for one in section.iterfind(f"{{*}}{name}"):
            found |= {
                key: measure(value) for key, value in _attributes(one).items() if key in _PAGE
            }
    return found
