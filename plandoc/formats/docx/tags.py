"""The tags of one part of a template: found in its XML, checked, turned into Jinja.

A tag may be split over runs, as Word splits text; it is joined first. Each tag then begins a line
of its own in the Jinja source, so that a line leads back to the tag and to where a person finds it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.word_tables import numbered
from plandoc.ooxml.markup import local_name
from plandoc.words.texts import shortened

MOST_TAGS = 20_000
"""Tags in one part."""

MOST_BLOCKS = 16
"""Loops and conditions inside one another."""

LONGEST_TAG = 1_000

_OPENING = re.compile("{[{%#]")
_CLOSINGS = {"{{": "}}", "{%": "%}", "{#": "#}"}
_STRAY = re.compile("}}|%}")
_LEVELS = {"tr": qn("w:tr"), "tc": qn("w:tc"), "p": qn("w:p")}
_LEVEL = re.compile(r"(\s*)([a-zA-Zа-яА-Я]{1,2})\s")
_ALIKE = str.maketrans("рстРСТTRPC", "pctpcttrpc")
_PRINT_LEVEL = re.compile(r"{{(?:tr|tc|p|r)\s")
_WORD = re.compile(r"\s*(\w*)")
_COMMENT = re.compile("{#.*?#}")
_STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " ", "\u202f": " "})
_TYPOGRAPHIC = dict.fromkeys("«»„‟‹›", '"') | dict.fromkeys("–—−", "-")
_ENDS = {"endfor": ("for",), "endif": ("if",), "elif": ("if",), "else": ("if", "for")}
_SHAPES = frozenset(("colspan", "cellbg", "vm", "hm"))
_ABSENT = frozenset(
    ("macro", "include", "import", "from", "extends", "block", "call", "filter", "with", "raw",
     "autoescape", "do", "trans", "continue", "break", "endset", "debug", "print")
)  # fmt: skip
_SIGNS = {"br": " ", "cr": " ", "tab": " ", "noBreakHyphen": "-", "softHyphen": ""}
_OBJECTS = frozenset(
    ("drawing", "pict", "object", "sectPr", "sym", "footnoteReference", "endnoteReference")
)
_MARK = re.compile("\ufdd0([0-9]+)\ufdd1")
_SHOWN = 60


class _Holder(NamedTuple):
    """What holds text: the text of an element, the text after it, or one of its attributes."""

    element: _Element
    slot: str

    @property
    def text(self) -> str:
        if self.slot == "text":
            return self.element.text or ""
        return (self.element.tail if self.slot == "tail" else self.element.get(self.slot)) or ""

    def put(self, text: str) -> None:
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
    holder: _Holder
    place: Place

    @property
    def word(self) -> str:
        """The first word of a statement."""
        found = _WORD.match(self.said.lstrip("-+"))
        return found[1] if found and self.written.startswith("{%") else ""

    @property
    def around(self) -> _Element | None:
        """The row, cell or paragraph that a tag of a level stands for."""
        wanted = _LEVELS.get(self.level)
        if wanted is None:
            return self.holder.element
        return next(self.holder.element.iterancestors(wanted), None)

    def in_form(self, level: str) -> str:
        """Return the tag written for another level."""
        return f"{self.written[:2]}{level} {self.said.strip(' -+')} {self.written[-2:]}"


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
        shown = shortened(tag.written, _SHOWN) if tag else "…"
        place = tag.place if tag else Place()
        return Problem(code, place=place, values={"tag": shown, **values})


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
        if _OPENING.search(whole):
            _join(held, texts, whole)


def _join(held: list[_Element], texts: list[str], whole: str) -> None:
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    new = texts[:]
    for begin, end in _spans(whole):
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


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the tags of a text begin and end, until one that does not end."""
    at = 0
    while found := _OPENING.search(text, at):
        end = text.find(_CLOSINGS[found[0]], found.end())
        inside = text[found.end() : max(end, 0)]
        if end < 0 or "{{" in inside or "{%" in inside:
            return
        at = end + 2
        yield found.start(), at


def lowered(root: _Element, part: str = "") -> Source:
    """Return a part, whose tags are joined, as Jinja."""
    # Elements of python-docx have texts of their own: those of everything in them.
    root = etree.fromstring(etree.tostring(root), etree.XMLParser(resolve_entities=False))
    source = Source()
    places = _places(root, part)
    found: list[tuple[_Holder, list[tuple[int, int]]]] = []
    for holder in _holders(root):
        text = holder.text
        spans = list(_spans(text))
        if rest := _unfinished(text, spans):
            place = _place(holder.element, places, part)
            values = {"tag": shortened(rest, _SHOWN)}
            source.problems.append(Problem(Code.TEMPLATE_TAG_UNCLOSED, place=place, values=values))
        elif spans:
            found.append((holder, spans))
            for begin, end in spans:
                place = _place(holder.element, places, part)
                source.tags.append(_tag(text[begin:end], holder, place))
        if len(source.tags) > MOST_TAGS:
            most: dict[str, object] = {"most": MOST_TAGS}
            source.problems = [Problem(Code.TEMPLATE_TOO_MANY_TAGS, values=most)]
            return source
    source.problems += filter(None, map(_form_problem, source.tags))
    if not source.problems:
        source.problems += _pair_problems(source.tags)
        source.problems += _beside_problems(source.tags)
    if not source.problems:
        _mark(source, found)
        _write(source, etree.tostring(root, encoding="unicode"))
    return source


def _holders(root: _Element) -> Iterator[_Holder]:
    """Yield what holds a tag, in the order of the document."""
    for step, element in etree.iterwalk(root, events=("start", "end")):
        if step == "end":
            if "{" in (element.tail or ""):
                yield _Holder(element, "tail")
        else:
            for name, value in element.attrib.items():
                if "{" in value or "}}" in value:
                    yield _Holder(element, str(name))
            if "{" in (element.text or "") or _STRAY.search(element.text or ""):
                yield _Holder(element, "text")


def _unfinished(text: str, spans: list[tuple[int, int]]) -> str:
    """Return what follows from a tag that is not closed, or was not opened."""
    at = 0
    for begin, end in spans:
        if stray := _STRAY.search(text, at, begin):
            return text[at : stray.end()]
        at = end
    opened = _OPENING.search(text, at)
    if opened and opened[0] != "{#":
        return text[opened.start() :]
    stray = _STRAY.search(text, at)
    return text[at : stray.end()] if stray else ""


def _tag(written: str, holder: _Holder, place: Place) -> Tag:
    said = " ".join(written[2:-2].translate(_QUOTES).splitlines())
    level = _LEVEL.match(said)
    if level and not level[1] and level[2] in {*_LEVELS, "r"}:
        return Tag(written, "" if level[2] == "r" else level[2], said[level.end() :], holder, place)
    return Tag(written, "", said, holder, place)


def _problem(code: Code, tag: Tag, **values: object) -> Problem:
    shown = {"tag": shortened(tag.written, _SHOWN), **values}
    return Problem(code, place=tag.place, values=shown)


def _form_problem(tag: Tag) -> Problem | None:
    """Return what is wrong with a tag by itself."""
    if len(tag.written) > LONGEST_TAG:
        return _problem(Code.TEMPLATE_TAG_TOO_LONG, tag, most=LONGEST_TAG)
    if tag.written.startswith("{#"):
        return None
    bare = _STRING.sub("", tag.said)
    if sign := next((sign for sign in bare if sign in _TYPOGRAPHIC), ""):
        right = _TYPOGRAPHIC[sign]
        return _problem(Code.TEMPLATE_SIGN_TYPOGRAPHIC, tag, sign=sign, right=right)
    if right := _right_form(tag):
        return _problem(Code.TEMPLATE_TAG_FORM, tag, right=right)
    without_value = tag.word == "set" and "=" not in bare
    if tag.word in _ABSENT or without_value or (tag.word in _SHAPES and _cell(tag) is None):
        return _problem(Code.TEMPLATE_NOT_ALLOWED, tag)
    return None


def _right_form(tag: Tag) -> str:
    """Return how a tag should be written, `""` where it is written so."""
    if tag.written.startswith("{{"):
        return f"{{{{ {tag.said.strip()} }}}}" if _PRINT_LEVEL.match(tag.written) else ""
    inner = tag.written[2:-2]
    level = _LEVEL.match(inner)
    meant = level[2].translate(_ALIKE) if level else ""
    if level and meant in {*_LEVELS, "r"} and (level[1] or meant != level[2]):
        return f"{{%{meant} {inner[level.end() :].strip()} %}}"
    if tag.around is None or (tag.level and not tag.holder.is_text):
        return tag.in_form("p" if tag.holder.is_text else "")
    return ""


def _cell(tag: Tag) -> _Element | None:
    return next(tag.holder.element.iterancestors(qn("w:tc")), None)


def _pair_problems(tags: list[Tag]) -> Iterator[Problem]:
    """Yield a problem for each tag without a pair, or in another form or place than its pair."""
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in {"for", "if"}:
            opened.append(tag)
            if len(opened) > MOST_BLOCKS:
                yield _problem(Code.TEMPLATE_TOO_DEEP, tag, most=MOST_BLOCKS)
                return
        elif tag.word in _ENDS:
            found = _pair_problem(opened[-1] if opened else None, tag)
            if found:
                yield found
                return
            if tag.word.startswith("end"):
                opened.pop()
    for tag in opened:
        yield _problem(Code.TEMPLATE_TAG_UNPAIRED, tag, wanted=_end_of(tag))


def _pair_problem(first: Tag | None, tag: Tag) -> Problem | None:
    """Return what is wrong with a tag that goes on or ends the block of the `first`."""
    begins = _ENDS[tag.word]
    if first is None:
        wanted = f"{{%{tag.level} {begins[0]} … %}}"
        return _problem(Code.TEMPLATE_TAG_UNPAIRED, tag, wanted=wanted)
    if first.word not in begins:
        return _problem(Code.TEMPLATE_TAG_UNPAIRED, first, wanted=_end_of(first))
    if first.level != tag.level:
        wrong, other = (first, tag) if _finer(first, tag) else (tag, first)
        return _problem(Code.TEMPLATE_TAG_FORM, wrong, right=wrong.in_form(other.level))
    if not _together(first, tag):
        pair = shortened(tag.written, _SHOWN)
        return _problem(Code.TEMPLATE_TAGS_APART, first, pair=pair)
    return None


def _end_of(tag: Tag) -> str:
    return f"{{%{tag.level} end{tag.word} %}}"


def _finer(first: Tag, second: Tag) -> bool:
    order = ("", "p", "tc", "tr")
    return order.index(first.level) < order.index(second.level)


def _together(first: Tag, second: Tag) -> bool:
    """Tell whether XML between two tags can be left out or repeated and stay whole."""
    if first.level:
        one, other = first.around, second.around
        assert one is not None
        assert other is not None
        return one is other or one.getparent() is other.getparent()
    if first.holder.slot != "text" or second.holder.slot != "text":
        return first.holder.element is second.holder.element or "tail" in {
            first.holder.slot, second.holder.slot
        }  # fmt: skip
    paths = [_path(tag.holder.element) for tag in (first, second)]
    return paths[0] == paths[1]


def _path(element: _Element) -> tuple[object, ...]:
    """Return the names from a text up to its paragraph, and what the paragraph stands in."""
    names: list[object] = [element.tag]
    for above in element.iterancestors():
        if above.tag == qn("w:p"):
            names.append(above.getparent())
            break
        names.append(above.tag)
    return tuple(names)


def _beside_problems(tags: list[Tag]) -> Iterator[Problem]:
    """Yield a problem for each row, cell or paragraph that would vanish with more than its tags."""
    held: dict[_Element, list[Tag]] = {}
    for tag in tags:
        around = tag.around
        if tag.level and around is not None:
            held.setdefault(around, []).append(tag)
    for around, own in held.items():
        if rest := _rest(around, {tag.written for tag in own if tag.level == own[0].level}):
            tag = own[0]
            yield _problem(Code.TEMPLATE_TEXT_BESIDE_TAG, tag, text=shortened(rest, _SHOWN))


def _rest(around: _Element, own: set[str]) -> str:
    texts = "".join(node.text or "" for node in around.iter(qn("w:t")))
    for written in own:
        texts = texts.replace(written, "")
    texts = _COMMENT.sub("", texts)
    if texts.strip():
        return texts.strip()
    objects = (local_name(e) for e in around.iter() if local_name(e) in _OBJECTS)
    breaks = (e for e in around.iter(qn("w:br")) if e.get(qn("w:type")) == "page")
    return next(objects, "") or ("w:br" if next(breaks, None) is not None else "")


def _mark(source: Source, found: list[tuple[_Holder, list[tuple[int, int]]]]) -> None:
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
            elif tag.word in _SHAPES and (cell := _cell(tag)) is not None:
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
        shading = _property(properties, "shd")
        shading.attrib.clear()
        shading.set(qn("w:val"), "clear")
        shading.set(qn("w:color"), "auto")
        shading.set(qn("w:fill"), _marked(number))
    elif word == "colspan":
        _property(properties, "gridSpan").set(qn("w:val"), _marked(number))
    elif word == "vm":
        _property(properties, "vMerge").set(qn("w:val"), f"{_FIRST}restart{_OTHER}continue{_END}")
        for text in cell.iter(qn("w:t")):
            text.text = f"{_FIRST}{text.text or ''}{_END}"
    else:
        _property(properties, "gridSpan").set(qn("w:val"), _TIMES)
        placed = etree.Element(qn("w:tc"))
        cell.addprevious(placed)
        _replace(placed, _FIRST)
        cell.tail = _END + (cell.tail or "")


def _property(properties: _Element, name: str) -> _Element:
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
    return _OPENING.sub(lambda found: f"{{{{ '{found[0]}' }}}}", text)


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


def _places(root: _Element, part: str) -> Mapping[_Element, Place]:
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


def _place(element: _Element, places: Mapping[_Element, Place], part: str) -> Place:
    for above in (element, *element.iterancestors()):
        if above in places:
            return places[above]
    return Place(part=part)
