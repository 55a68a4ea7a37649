"""What a Word document shows beside its body, and what stands in it but is not seen as such.

Headers, footers, notes, comments and pictures are beside the body. Hidden are texts that are not
printed, are struck out or have the colour of the paper, and rows that are not shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.lines import lines_beside, parts_beside
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_text import text_of, through
from plandoc.ooxml.markup import attribute, inner, local_name
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.returns.filled import Line, Returned

_PICTURES = ("{*}drawing", "{*}pict", "{*}object", "{*}altChunk", "{*}subDoc")
"""The last two bring a whole other document."""
_STRUCK = ("strike", "dstrike")
_TOGGLES = ("vanish", "webHidden", *_STRUCK)
_FACES = ("b", "i", "vanish")
_OFF = frozenset(("0", "false", "off"))
_NEAREST = 0x18
"""Colours whose channels differ by less cannot be told apart."""
_PAPER = (255, 255, 255)
_THEMES = {"background1": "FFFFFF", "light1": "FFFFFF", "text1": "000000", "dark1": "000000"}
_HIGHLIGHTS = {
    "white": "FFFFFF", "black": "000000", "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF",
    "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000", "darkBlue": "00008B",
    "darkCyan": "008B8B", "darkGreen": "006400", "darkMagenta": "800080", "darkRed": "8B0000",
    "darkYellow": "808000", "darkGray": "A9A9A9", "lightGray": "D3D3D3",
}  # fmt: skip
_SMALLEST = 6
"""Half-points: what is smaller cannot be read."""
_NARROWEST = 20
"""Percent: letters that are narrower cannot be read."""
_CLOSEST = -80
"""Twips: letters that are moved together further stand on each other."""
_FURTHEST = 200
"""Half-points: text that is raised or lowered further is out of its line."""
_LOWEST = 60
"""Twips: the height of a row in which no line has room."""


class Beyond:
    """Reads a document for what its rows and lines do not tell.

    Raises `ReturnedFileError` like `read_document`, which gave the rows.
    """

    def __init__(self, source: bytes, returned: Returned) -> None:
        self.file = returned.file
        self.package = open_package(source, returned.file, kind=returned.kind)
        self.looks = Looks(self.package)

    def around(self) -> Iterator[Line]:
        """Yield each paragraph beside the body that says something but the number of the page."""
        return lines_beside(self.package)

    def hidden(self) -> Iterator[Line]:
        """Yield the text that cannot be seen as text of the plan, by paragraph, outcomes apart."""
        for part in (self.package.main, *parts_beside(self.package)):
            root = self.package.xml(part)
            place = Place(self.file, part="" if part == self.package.main else part)
            for paragraph in _paragraphs(root):
                text = "".join(
                    text_of(run) for run in through(paragraph, "r", "ins", "hyperlink", "smartTag")
                    if _is_shut(paragraph) or self.looks.hides(paragraph, run)
                )  # fmt: skip
                if text.strip():
                    yield Line(text, place)

    def pictures(self) -> int:
        """Return how many pictures, shapes and objects there are; QR codes of footers apart."""
        count = 0
        for part in (self.package.main, *parts_beside(self.package)):
            root = self.package.xml(part)
            count += sum(1 for one in root.iter(*_PICTURES) if not _is_fallback(one)) - (
                _codes(root) if "footer" in part else 0
            )
        return count


def _codes(root: _Element) -> int:
    return sum(attribute(one, "name").startswith("QR") for one in root.iter("{*}docPr"))


def _paragraphs(root: _Element) -> Iterator[_Element]:
    """Yield every paragraph but those of outcomes, which were not approved."""
    for paragraph in root.iter("{*}p"):
        if _is_fallback(paragraph) or next(paragraph.iterancestors("{*}del"), None) is not None:
            continue
        cell = next(paragraph.iterancestors("{*}tc"), None)
        marks = () if cell is None else cell.iter("{*}bookmarkStart")
        if not any(attribute(mark, "name").startswith(PREFIX) for mark in marks):
            yield paragraph


def _is_fallback(element: _Element) -> bool:
    """Whether an element only stands for another one, in programs that do not know that."""
    return next(element.iterancestors("{*}Fallback"), None) is not None


def _is_shut(paragraph: _Element) -> bool:
    """Whether a paragraph stands in a row that is not shown, or has no height."""
    for row in paragraph.iterancestors("{*}tr"):
        for properties in row.iterfind("{*}trPr/*"):
            name = local_name(properties)
            if name == "hidden" and attribute(properties, "val") not in _OFF:
                return True
            exact = name == "trHeight" and attribute(properties, "hRule") == "exact"
            if exact and _whole(attribute(properties, "val"), _LOWEST) < _LOWEST:
                return True
    return False


class Looks:
    """How runs look: by the defaults, the styles of paragraph and run, and their own properties."""

    def __init__(self, package: Package) -> None:
        parts = package.related(package.main, "styles")
        self.root = package.xml(parts[0]) if parts else None

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

    def hides(self, paragraph: _Element, run: _Element) -> bool:
        """Whether a run cannot be seen, or is struck out."""
        if local_name(run) != "r":
            return all(self.hides(paragraph, one) for one in run.iter("{*}r"))
        seen = self._seen(paragraph, run)
        values = {name: attribute(one, "val") for name, one in seen.items()}
        return (
            any(name in values and values[name] not in _OFF for name in _TOGGLES)
            or _whole(values.get("sz", ""), _SMALLEST) < _SMALLEST
            or _whole(values.get("w", ""), _NARROWEST) < _NARROWEST
            or _whole(values.get("spacing", ""), 0) < _CLOSEST
            or abs(_whole(values.get("position", ""), 0)) > _FURTHEST
            or ("textFill" in seen and seen["textFill"].find("{*}noFill") is not None)
            or _has_color_of(_ground(paragraph, seen), seen.get("color"))
        )

    def strikes(self, paragraph: _Element, run: _Element) -> bool:
        """Whether a run is struck out."""
        seen = self._seen(paragraph, run)
        return any(name in seen and attribute(seen[name], "val") not in _OFF for name in _STRUCK)

    def face(self, paragraph: _Element, run: _Element) -> frozenset[str]:
        """Return which of bold (`b`), italic (`i`) and hidden (`vanish`) a run is."""
        usual = self._usual_face(
            _style(paragraph, "pPr", "pStyle") or self.usual, _style(run, "rPr", "rStyle")
        )
        own = run.find("{*}rPr")
        return usual if own is None else _faces([own], usual)

    @cache  # noqa: B019 - lives as long as the reader of one document
    def _usual_face(self, paragraph: str, run: str) -> frozenset[str]:
        defaults = (
            () if self.root is None else self.root.iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr")
        )
        return _faces([*defaults, *self._of_style(paragraph), *self._of_style(run)], frozenset())

    def paragraph_property(self, paragraph: _Element, name: str) -> _Element | None:
        """Return a property of a paragraph: its own, else that of its style."""
        own = inner(paragraph, "pPr", name)
        return self.style_property(paragraph, name) if own is None else own

    def style_property(self, paragraph: _Element, name: str) -> _Element | None:
        """Return a property of the style of a paragraph, or of those it is based on."""
        return self._of_styles(_style(paragraph, "pPr", "pStyle") or self.usual, name)

    @cache  # noqa: B019 - lives as long as the reader of one document
    def _of_styles(self, style: str, name: str) -> _Element | None:
        found = (inner(one, "pPr", name) for one in self._chain(style))
        return next((one for one in found if one is not None), None)

    def style_names(self, paragraph: _Element) -> list[str]:
        """Return the names of the style of a paragraph and of those it is based on."""
        chain = self._chain(_style(paragraph, "pPr", "pStyle") or self.usual)
        return [
            attribute(one, "val").lower() for style in chain for one in style.iterfind("{*}name")
        ]

    def _seen(self, paragraph: _Element, run: _Element) -> Mapping[str, _Element]:
        return {
            local_name(one): one
            for properties in self._properties(paragraph, run)
            for one in properties
        }

    def _properties(self, paragraph: _Element, run: _Element) -> Iterator[_Element]:
        """Yield the properties of a run, the weakest first."""
        if self.root is not None:
            yield from self.root.iterfind("{*}docDefaults/{*}rPrDefault/{*}rPr")
        yield from self._of_style(_style(paragraph, "pPr", "pStyle") or self.usual)
        yield from self._of_style(_style(run, "rPr", "rStyle"))
        yield from run.iterfind("{*}rPr")

    def _of_style(self, name: str) -> Iterator[_Element]:
        for style in reversed(self._chain(name)):
            yield from style.iterfind("{*}rPr")

    def _chain(self, name: str) -> list[_Element]:
        """Return a style and those it is based on, one after another."""
        chain: list[_Element] = []
        while (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            base = style.find("{*}basedOn")
            name = "" if base is None else attribute(base, "val")
        return chain


def _faces(properties: Iterable[_Element], faces: frozenset[str]) -> frozenset[str]:
    """Return the faces that properties leave, the weakest first."""
    for one in properties:
        for child in one:
            name = local_name(child)
            if name in _FACES:
                on = attribute(child, "val") not in _OFF
                faces = faces | {name} if on else faces - {name}
    return faces


def _has_color_of(ground: tuple[int, ...], color: _Element | None) -> bool:
    """Whether a text has nearly the colour on which it stands; an automatic one never has."""
    seen = None if color is None else _color(color, "val", "themeColor")
    return seen is not None and all(
        abs(one - other) < _NEAREST for one, other in zip(seen, ground, strict=True)
    )


def _ground(paragraph: _Element, seen: Mapping[str, _Element]) -> tuple[int, ...]:
    """Return the colour behind a run: its highlight or shading, of its paragraph, of its cell."""
    if light := _HIGHLIGHTS.get(attribute(seen["highlight"], "val") if "highlight" in seen else ""):
        return _channels(light)
    cell = next(paragraph.iterancestors("{*}tc"), None)
    shades = [
        seen.get("shd"),
        paragraph.find("{*}pPr/{*}shd"),
        None if cell is None else cell.find("{*}tcPr/{*}shd"),
    ]
    found = (_color(shade, "fill", "themeFill") for shade in shades if shade is not None)
    return next(filter(None, found), _PAPER)


def _color(element: _Element, name: str, theme: str) -> tuple[int, ...] | None:
    """Return the colour that an element names, `None` for an automatic one."""
    text = _THEMES.get(attribute(element, theme)) or attribute(element, name)
    return _channels(text) if re.fullmatch("[0-9A-Fa-f]{6}", text) else None


def _channels(text: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(text))


def _style(element: _Element, properties: str, name: str) -> str:
    found = element.find(f"{{*}}{properties}/{{*}}{name}")
    return "" if found is None else attribute(found, "val")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("-?[0-9]{1,9}", text) else otherwise
