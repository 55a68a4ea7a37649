"""The text of a Word document as displayed, independent of the program that saved the file.

Elements are identified by local names, independent of the prefix and the edition of the standard.
Content controls, tracked insertions and other wrappers are transparent; tracked deletions, field
codes, prompts of empty content controls and the words of boxes (`boxes.py`) are not text.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from plandoc.ooxml.markup import attribute, inner, local_name, whole
from plandoc.words.texts import without_breaks

_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "AlternateContent", "Choice"))
_UNSEEN = frozenset(
    ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "del",
     "moveFrom", "delText", "rt", "txbxContent", "txBody")
)  # fmt: skip
_ALTERNATIVES = "AlternateContent"
_OFF = frozenset(("0", "false", "off"))
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_LOOKED_FOR = tuple(
    f"{{*}}{name}"
    for name in (
        "p", "t", _ALTERNATIVES, *_SIGNS, "sym", "fldChar", "instrText", "sdt", "del", "moveFrom",
        "rt", "Fallback", "txbxContent", "txBody", "vertAlign",
    )
)  # fmt: skip
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Digits above the line, which say something else than others: 14⁰⁰, октябрь²."""

# Symbols of «Insert symbol» used as marks, by font and code (low byte).
_SYMBOLS = {
    "wingdings": {0x6F: "□", 0xA8: "□", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑"},
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒"},
}
_SYMBOL = re.compile("(?!D[89A-F])[0-9A-F]{2}([0-9A-F]{2})", re.IGNORECASE)  # no surrogates


def body_of(document: _Element) -> _Element:
    """Return the body of a document, or the document itself if it has none."""
    body = document.find("{*}body")
    return document if body is None else body


def through(parent: _Element, *names: str) -> Iterator[_Element]:
    """Yield the children with these names, including those inside wrappers."""
    for child in _alternatives(parent):
        name = local_name(child)
        if name in names:
            yield child
        elif name in _WRAPPERS:
            yield from through(child, *names)


def _alternatives(parent: _Element) -> Iterator[_Element]:
    """Return the children, only the first one for alternatives."""
    return iter(parent[:1] if local_name(parent) == _ALTERNATIVES else parent)


def text_of(element: _Element) -> str:
    """Return the text of a paragraph or of all paragraphs of a cell, one per line."""
    plain = _plain(element)
    if plain is not None:
        return plain
    text = _Text()
    text.read(element, local_name(element))
    return "".join(text.pieces)


def _plain(element: _Element) -> str | None:
    """Return the text of an element that has nothing but text, `None` for any other.

    Nearly every cell is such a one, and a document has a hundred thousand of them.
    """
    pieces: list[str] = []
    between = ""
    for found in element.iter(*_LOOKED_FOR):
        name = local_name(found)
        if name == "t":
            pieces.append(without_breaks(found.text or ""))
        elif name != "p":
            return None
        elif found is not element:
            pieces.append(between)
            between = "\n"
    return "".join(pieces)


class _Text:
    """The text so far, and the stack of open fields: whether each is inside its code.

    `None` stands for a field whose result is not text of the document either.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.codes: list[bool | None] = []
        self.between = ""

    def read(self, element: _Element, own: str) -> None:
        """Read what is in an element of a name."""
        before = len(self.pieces)
        self._read_inside(element, own)
        if own == "r" and _is_raised(element):
            self.pieces[before:] = [text.translate(_RAISED) for text in self.pieces[before:]]

    def _read_inside(self, element: _Element, own: str) -> None:
        for child in element[:1] if own == _ALTERNATIVES else element:
            name = local_name(child)
            if name in _UNSEEN:
                continue
            if name == "p":
                self.pieces.append(self.between)
                self.between = "\n"
                self.read(child, name)
                if inner(child, "pPr", "rPr", "del") is not None:  # the end of the paragraph
                    self.between = ""
            elif name == "fldChar":
                self._field(attribute(child, "fldCharType"))
                self.pieces += _chosen(child)
            elif name in _SIGNS or name in {"t", "sym"}:
                if not any(state is not False for state in self.codes):
                    self.pieces.append(_sign(name, child))
            elif name == "instrText":
                self._code(child.text or "")
            elif name == "sdt" and prompts(child):
                self._prompt(child)
            else:
                self.read(child, name)

    def _field(self, step: str) -> None:
        if step == "begin":
            self.codes.append(True)
        elif self.codes and step == "separate" and self.codes[-1]:
            self.codes[-1] = False
        elif self.codes and step == "end":
            self.codes.pop()

    def _code(self, text: str) -> None:
        """Leave out the number of a page, which an office suite finds."""
        if self.codes and text.split()[:1] == ["PAGEREF"]:
            self.codes[-1] = None

    def _prompt(self, control: _Element) -> None:
        """Read a content control that only shows its prompt: paragraphs without text."""
        for _ in control.iterfind("{*}sdtContent/{*}p"):
            self.pieces.append(self.between)
            self.between = "\n"


def _is_raised(run: _Element) -> bool:
    """Whether the looks of a run put it above the line."""
    align = inner(run, "rPr", "vertAlign")
    return align is not None and attribute(align, "val") == "superscript"


def _chosen(field: _Element) -> Iterator[str]:
    """Yield what is chosen in a field of a form that has no text: in a list, by a tick."""
    for entries in field.iterfind("{*}ffData/{*}ddList"):
        result = entries.find("{*}result")
        chosen = whole("0" if result is None else attribute(result, "val"))
        listed = [attribute(entry, "val") for entry in entries.iterfind("{*}listEntry")]
        yield from listed[chosen : chosen + 1]
    for box in field.iterfind("{*}ffData/{*}checkBox"):
        ticks = [one for name in ("checked", "default") for one in box.iterfind(f"{{*}}{name}")]
        yield "☒" if ticks and attribute(ticks[0], "val") not in _OFF else "☐"


def prompts(control: _Element) -> bool:
    """Whether an element is an empty content control that shows its prompt."""
    return local_name(control) == "sdt" and control.find("{*}sdtPr/{*}showingPlcHdr") is not None


def _sign(name: str, element: _Element) -> str:
    if name == "t":
        return without_breaks(element.text or "")
    if name != "sym":
        return _SIGNS[name]
    if not (found := _SYMBOL.fullmatch(attribute(element, "char"))):
        return ""
    table = _SYMBOLS.get(attribute(element, "font").lower(), {})
    return table.get(int(found[1], 16), chr(int(found[0], 16)))
