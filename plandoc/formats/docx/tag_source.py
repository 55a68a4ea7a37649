"""The tags of a template as Jinja: each begins a line, which leads back to it and its place."""

import re
from bisect import bisect_right
from dataclasses import dataclass, field, fields

from lxml import etree
from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.tag_rules import form_problems, structure_problems
from plandoc.formats.docx.tags import (
    OPENING,
    SHAPES,
    SHOWN,
    Holder,
    Tag,
    holders_of,
    place_of,
    places_of,
    spans_of,
    tag_of,
    unfinished,
)
from plandoc.ooxml.markup import local_name
from plandoc.page.context import PlanContext
from plandoc.words.texts import shortened

_MARK = re.compile("\ufdd0([0-9]+)\ufdd1")
_BRACES = re.compile(r"\{\s*\{?\s*(?P<name>[a-z_]+)(?:\.[a-z_.]+)?\s*\}?\s*\}")
_NAMES = frozenset(each.name for each in fields(PlanContext))
MOST_TAGS = 20_000
"""Tags in one part."""


@dataclass
class Source:
    """A part as Jinja, the lines on which its tags begin, and what is wrong with them."""

    text: str = ""
    lines: list[int] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def tag_at(self, line: int) -> Tag | None:
        """Return the tag of a line of the source."""
        at = bisect_right(self.lines, line) - 1
        return self.tags[at] if at >= 0 else None

    def problem(self, code: Code, line: int, **values: object) -> Problem:
        """Return a problem at the tag of a line; `tag` is how it is written."""
        tag = self.tag_at(line)
        shown = shortened(tag.written, SHOWN) if tag else "…"
        place = tag.place if tag else Place()
        return Problem(code, place=place, values={"tag": shown, **values})


def _single(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a name of the plan in braces that are no tag: `{title}`, `{ { title } }`."""
    outside = text
    for begin, end in reversed(spans):
        outside = outside[:begin] + outside[end:]
    found = (one for one in _BRACES.finditer(outside) if one["name"] in _NAMES)
    return next((one[0] for one in found), "")


def source_of(root: _Element, part: str = "") -> Source:
    """Return a part, whose tags are joined, as Jinja."""
    # Elements of python-docx have texts of their own: those of everything in them.
    root = etree.fromstring(etree.tostring(root), etree.XMLParser(resolve_entities=False))
    source = Source()
    places = places_of(root, part)
    found: list[tuple[Holder, list[tuple[int, int]]]] = []
    for holder in holders_of(root):
        text = holder.text
        spans = list(spans_of(text))
        if rest := unfinished(text, spans) or _single(text, spans):
            place = place_of(holder.element, places, part)
            values = {"tag": shortened(rest, SHOWN)}
            source.problems.append(Problem(Code.TEMPLATE_TAG_UNCLOSED, place=place, values=values))
        elif spans:
            found.append((holder, spans))
            for begin, end in spans:
                place = place_of(holder.element, places, part)
                source.tags.append(tag_of(text[begin:end], holder, place))
        if len(source.tags) > MOST_TAGS:
            most: dict[str, object] = {"most": MOST_TAGS}
            source.problems = [Problem(Code.TEMPLATE_TOO_MANY_TAGS, values=most)]
            return source
    source.problems += form_problems(source.tags)
    source.problems = source.problems or structure_problems(source.tags)
    if not source.problems:
        _mark(source, found)
        _write(source, etree.tostring(root, encoding="unicode"))
    return source


def _mark(source: Source, found: list[tuple[Holder, list[tuple[int, int]]]]) -> None:
    """Put marks in place of tags, and of the rows, cells and paragraphs that they stand for."""
    numbers = iter(range(len(source.tags)))
    instead: dict[_Element, list[int]] = {}
    shaped: list[tuple[_Element, str, int]] = []
    for holder, spans in found:
        text, at, pieces = holder.text, 0, []
        for begin, end in spans:
            number = next(numbers)
            tag = source.tags[number]
            pieces.append(text[at:begin])
            at = end
            around = tag.around
            if tag.level and around is not None:
                instead.setdefault(around, []).append(number)
            elif tag.word in SHAPES and (cell := tag.cell) is not None:
                shaped.append((cell, tag.word, number))
            else:
                pieces.append(_marked(number))
        holder.put("".join(pieces) + text[at:])
        if holder.is_text:
            holder.element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for cell, word, number in shaped:
        _shape_cell(cell, word, number)
    for element, tags in instead.items():
        _replace(element, "".join(map(_marked, tags)))


_FIRST, _OTHER, _END, _TIMES = (f"\ufdd2{letter}\ufdd3" for letter in "fent")
_FIXED = {
    _FIRST: "{% if loop.first %}",
    _OTHER: "{% else %}",
    _END: "{% endif %}",
    _TIMES: "{{ loop.length }}",
}
_BEFORE = {
    "gridSpan": ("cnfStyle", "tcW"),
    "vMerge": ("cnfStyle", "tcW", "gridSpan", "hMerge"),
    "shd": ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders"),
}


def _shape_cell(cell: _Element, word: str, number: int) -> None:
    """Give a cell what `colspan`, `cellbg`, `vm` and `hm` ask for, in the order of the standard."""
    properties = cell.find(qn("w:tcPr"))
    if properties is None:
        properties = etree.Element(qn("w:tcPr"))
        cell.insert(0, properties)
    if word == "cellbg":
        shading = cell_property(properties, "shd")
        shading.attrib.clear()
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:color"), "auto")
        shading.set(qn("w:fill"), _marked(number))
    elif word == "colspan":
        cell_property(properties, "gridSpan").set(qn("w:val"), _marked(number))
    elif word == "vm":
        cell_property(properties, "vMerge").set(
            qn("w:val"), f"{_FIRST}restart{_OTHER}continue{_END}"
        )
        for text in cell.iter(qn("w:t")):
            text.text = f"{_FIRST}{text.text or ''}{_END}"
    else:
        cell_property(properties, "gridSpan").set(qn("w:val"), _TIMES)
        placed = etree.Element(qn("w:tc"))
        cell.addprevious(placed)
        _replace(placed, _FIRST)
        cell.tail = _END + (cell.tail or "")


def cell_property(properties: _Element, name: str) -> _Element:
    """Return a property of a cell, added in the order of the standard where there is none."""
    found = properties.find(qn(f"w:{name}"))
    if found is None:
        found = etree.Element(qn(f"w:{name}"))
        before = [child for child in properties if local_name(child) in _BEFORE[name]]
        properties.insert(properties.index(before[-1]) + 1 if before else 0, found)
    return found


def _marked(number: int) -> str:
    return f"\ufdd0{number}\ufdd1"


def _replace(element: _Element, text: str) -> None:
    """Put text in place of an element."""
    text += element.tail or ""
    before, parent = element.getprevious(), element.getparent()
    assert parent is not None
    if before is not None:
        before.tail = (before.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
    parent.remove(element)


def _write(source: Source, xml: str) -> None:
    """Write the Jinja source: each tag begins a line, which leads back to it."""
    pieces: list[str] = []
    lines: list[int] = []
    tags: list[Tag] = []
    line, at = 1, 0
    for mark in _MARK.finditer(xml):
        tag = source.tags[int(mark[1])]
        before = _literal(xml[at : mark.start()])
        line += before.count("\n") + 1
        lines.append(line)
        tags.append(tag)
        pieces += (before, _jinja(tag))
        at = mark.end()
    source.text = "".join((*pieces, _literal(xml[at:])))
    source.lines, source.tags = lines, tags


def _literal(xml: str) -> str:
    """Return XML between tags, in which nothing is Jinja but what plandoc put there."""
    xml = literal(xml)
    if "\ufdd2" in xml:
        for mark, said in _FIXED.items():
            xml = xml.replace(mark, said)
    return xml


def literal(text: str) -> str:
    """Return text in which Jinja finds no tag."""
    return OPENING.sub(lambda found: f"{{{{ '{found[0]}' }}}}", text)


def _jinja(tag: Tag) -> str:
    said, left, right = tag.said, "", ""
    if said[:1] in {"-", "+"}:
        left, said = said[0], said[1:]
    if said[-1:] in {"-", "+"}:
        right, said = said[-1], said[:-1]
    opening, closing = tag.written[:2], tag.written[-2:]
    if tag.word in {"colspan", "cellbg"}:
        opening, closing, said = "{{", "}}", said.strip().removeprefix(tag.word)
    if opening == "{{" and not tag.holder.is_text:
        said = f"({said})|in_attribute"
    if opening == "{#":
        said = ""
    return f"{opening}{left}\n{said}{right}{closing}"
