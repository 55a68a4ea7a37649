"""The tags of one part of a template: found in its XML, each with its place.

A tag may be split over runs, as Word splits text; it is joined first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.word_tables import numbered
from plandoc.ooxml.markup import local_name
from plandoc.words.texts import shortened

OPENING = re.compile("{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile("}}|%}")
LEVELS = {"tr": qn("w:tr"), "tc": qn("w:tc"), "p": qn("w:p")}
LEVEL = re.compile(r"(\s*)([a-zA-Zа-яА-Я]{1,2})\s")
_WORD = re.compile(r"\s*(\w*)")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " ", "\u202f": " "})
SHAPES = frozenset(("colspan", "cellbg", "vm", "hm"))
_SIGNS = {"br": " ", "cr": " ", "tab": " ", "noBreakHyphen": "-", "softHyphen": ""}
SHOWN = 60


class Holder(NamedTuple):
    """What holds text: the text of an element, the text after it, or one of its attributes."""

    element: _Element
    slot: str

    @property
    def text(self) -> str:
        """The text that is held."""
        if self.slot == "text":
            return self.element.text or ""
        return (self.element.tail if self.slot == "tail" else self.element.get(self.slot)) or ""

    def put(self, text: str) -> None:
        """Hold another text."""
        if self.slot == "text":
            self.element.text = text
        elif self.slot == "tail":
            self.element.tail = text
        else:
            self.element.set(self.slot, text)

    @property
    def is_text(self) -> bool:
        """Whether it is the text of a run."""
        return self.slot == "text" and self.element.tag == qn("w:t")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag as it is written, its level (`tr`, `tc`, `p` or none) and what it says."""

    written: str
    level: str
    said: str
    holder: Holder
    place: Place

    @property
    def word(self) -> str:
        """The first word of a statement."""
        found = _WORD.match(self.said.lstrip("-+"))
        return found[1] if found and self.written.startswith("{%") else ""

    @property
    def around(self) -> _Element | None:
        """The row, cell or paragraph that a tag of a level stands for."""
        wanted = LEVELS.get(self.level)
        if wanted is None:
            return self.holder.element
        return next(self.holder.element.iterancestors(wanted), None)

    @property
    def cell(self) -> _Element | None:
        """The cell of a table that a tag is in."""
        return next(self.holder.element.iterancestors(qn("w:tc")), None)

    def in_form(self, level: str) -> str:
        """Return the tag written for another level."""
        return f"{self.written[:2]}{level} {self.said.strip(' -+')} {self.written[-2:]}"


def join_tags(root: _Element) -> None:
    """Put each tag that is split over runs into the run where it begins."""
    etree.strip_tags(root, etree.Comment, etree.PI)
    pieces: dict[_Element, list[_Element]] = {}
    for element in root.iter(qn("w:t"), *(qn(f"w:{name}") for name in _SIGNS)):
        paragraph = next(element.iterancestors(qn("w:p")), None)
        run = element.getparent()
        if paragraph is not None and run is not None and local_name(run) == "r":
            pieces.setdefault(paragraph, []).append(element)
    for held in pieces.values():
        texts = [_SIGNS.get(local_name(each), each.text or "") for each in held]
        whole = "".join(texts)
        if OPENING.search(whole):
            _join(held, texts, whole)


def _join(held: list[_Element], texts: list[str], whole: str) -> None:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    new = texts[:]
    for begin, end in spans_of(whole):
        first = bisect_right(starts, begin) - 1
        last = bisect_right(starts, end - 1) - 1
        if first == last:
            continue
        tail = texts[last][end - starts[last] :]
        new[first] = new[first][: len(new[first]) - (starts[first + 1] - begin)] + whole[begin:end]
        for at in range(first + 1, last):
            new[at] = ""
        new[last] = tail
        texts[last] = tail.rjust(len(texts[last]))
        for element in held[first + 1 : last]:
            if local_name(element) in _SIGNS:
                element.getparent().remove(element)  # type: ignore[union-attr]
    for element, text in zip(held, new, strict=True):
        if local_name(element) == "t" and text != (element.text or ""):
            element.text = text
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def spans_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the tags of a text begin and end, until one that does not end."""
    at = 0
    while found := OPENING.search(text, at):
        end = text.find(_CLOSINGS[found[0]], found.end())
        inside = text[found.end() : max(end, 0)]
        if end < 0 or "{{" in inside or "{%" in inside:
            return
        at = end + 2
        yield found.start(), at


def holders_of(root: _Element) -> Iterator[Holder]:
    """Yield what holds a tag, in the order of the document."""
    for step, element in etree.iterwalk(root, events=("start", "end")):
        if step == "end":
            if "{" in (element.tail or ""):
                yield Holder(element, "tail")
        else:
            for name, value in element.attrib.items():
                if "{" in value or "}}" in value:
                    yield Holder(element, str(name))
            if "{" in (element.text or "") or _STRAY.search(element.text or ""):
                yield Holder(element, "text")


def unfinished(text: str, spans: list[tuple[int, int]]) -> str:
    """Return what follows from a tag that is not closed, or was not opened."""
    at = 0
    for begin, end in spans:
        if stray := _STRAY.search(text, at, begin):
            return text[at : stray.end()]
        at = end
    opened = OPENING.search(text, at)
    if opened and opened[0] != "{#":
        return text[opened.start() :]
    stray = _STRAY.search(text, at)
    return text[at : stray.end()] if stray else ""


def tag_of(written: str, holder: Holder, place: Place) -> Tag:
    """Return a tag as it is written, its typed quotes and blanks read as plain ones."""
    said = " ".join(written[2:-2].translate(_QUOTES).splitlines())
    level = LEVEL.match(said)
    if level and not level[1] and level[2] in {*LEVELS, "r"}:
        return Tag(written, "" if level[2] == "r" else level[2], said[level.end() :], holder, place)
    return Tag(written, "", said, holder, place)


def tag_problem(code: Code, tag: Tag, **values: object) -> Problem:
    """Return a problem at the place of a tag; `tag` is how it is written."""
    shown = {"tag": shortened(tag.written, SHOWN), **values}
    return Problem(code, place=tag.place, values=shown)


def places_of(root: _Element, part: str) -> Mapping[_Element, Place]:
    """Return the places of rows, and of paragraphs outside of tables."""
    places: dict[_Element, Place] = {}
    tables = numbered(root)
    for table, number in tables.items():
        rows = (row for row in table.iter(qn("w:tr")) if _table(row) is table)
        for at, row in enumerate(rows, 1):
            places[row] = Place(part=part, table=number, row=at)
    count = 0
    for paragraph in root.iter(qn("w:p")):
        if next(paragraph.iterancestors(qn("w:tbl"), qn("w:p")), None) is None:
            count += 1
            places[paragraph] = Place(part=part, paragraph=count)
    return places


def _table(row: _Element) -> _Element | None:
    return next(row.iterancestors(qn("w:tbl")), None)


def place_of(element: _Element, places: Mapping[_Element, Place], part: str) -> Place:
    """Return the nearest place around an element."""
    for above in (element, *element.iterancestors()):
        if above in places:
            return places[above]
    return Place(part=part)
