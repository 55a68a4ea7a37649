"""What a Word document shows beside its body, and what stands in it but is not seen as such.

Headers, footers, notes, comments and pictures are beside the body. Hidden are texts that are not
printed, are struck out or have the colour of the paper, and rows that are not shown.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.lines import lines_beside, parts_beside
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_text import text_of, through
from plandoc.ooxml.markup import attribute, local_name
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.returns.filled import Line, Returned

_PICTURES = ("{*}drawing", "{*}pict", "{*}object")
_STRUCK = ("strike", "dstrike")
_TOGGLES = ("vanish", "webHidden", *_STRUCK)
_OFF = frozenset(("0", "false", "off"))
_LIGHTEST = 0xE8
_SMALLEST = 6
"""Half-points: what is smaller cannot be read."""
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
        if any(name in seen and seen[name] not in _OFF for name in _TOGGLES):
            return True
        light = re.fullmatch("[0-9A-Fa-f]{6}", seen.get("color", ""))
        if light and all(int(light[0][at : at + 2], 16) >= _LIGHTEST for at in (0, 2, 4)):
            return True
        return _whole(seen.get("sz", ""), _SMALLEST) < _SMALLEST

    def strikes(self, paragraph: _Element, run: _Element) -> bool:
        """Whether a run is struck out."""
        seen = self._seen(paragraph, run)
        return any(name in seen and seen[name] not in _OFF for name in _STRUCK)

    def _seen(self, paragraph: _Element, run: _Element) -> Mapping[str, str]:
        return {
            local_name(one): attribute(one, "val")
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
        chain: list[_Element] = []
        while (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            base = style.find("{*}basedOn")
            name = "" if base is None else attribute(base, "val")
        for style in reversed(chain):
            yield from style.iterfind("{*}rPr")


def _style(element: _Element, properties: str, name: str) -> str:
    found = element.find(f"{{*}}{properties}/{{*}}{name}")
    return "" if found is None else attribute(found, "val")


def _whole(text: str, otherwise: int) -> int:
    return int(text) if re.fullmatch("[0-9]{1,9}", text) else otherwise
