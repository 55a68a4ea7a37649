"""What a paragraph of a paper says and how it looks, wherever it stands."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from lxml.etree import _Element

from plandoc.formats.docx.looks import Looks, Properties, is_on, measure
from plandoc.formats.docx.word_text import prompts, text_of
from plandoc.ooxml.markup import attribute, inner, local_name, whole
from plandoc.schema.markup import escaped

TWIPS = 1440 / 25.4
"""Twips in a millimetre."""

_ALIGNED = {"center": "center", "right": "right", "end": "right"}
_HEADING = re.compile(r"(?:heading|заголовок) ?([1-9])")
_FIELDS = ("{*}instrText", "{*}fldSimple")
_BODY_LEVEL = 9
"""The level of the outline at which a paragraph is no heading."""

Types = Counter[tuple[float, str]]
"""Letters by the size of their type and their font."""


class Face(NamedTuple):
    """How a paragraph looks: most of a document have one of a few faces.

    `level` is that of a heading, `start` where the paragraph begins on the line. A page may begin
    `before` its words or `after` them; `rendered` tells that one did when Word last saved the file.
    """

    align: str
    level: int
    start: float
    bold: bool
    before: bool
    after: bool
    rendered: bool


class Said(NamedTuple):
    """A paragraph: its text, also in the markup of text blocks if that has any, and its face."""

    text: str
    marked: str
    face: Face


class Paragraphs:
    """Reads the paragraphs of a document; in one that plandoc printed, contents are its `own`."""

    def __init__(self, looks: Looks, *, own: bool) -> None:
        self._looks, self._own = looks, own
        self._alike: dict[Face, Face] = {}

    def read(self, paragraph: _Element, types: Types) -> Said:
        """Return what a paragraph says, and count its letters."""
        text = "" if prompts_around(paragraph) else text_of(paragraph)
        if self._own and _refers_to_page(paragraph):
            text = text.rpartition("\t")[0]
        runs = self._runs(paragraph, types)
        whole_text = "".join(one for one, _ in runs.texts) == text
        shape = self._looks.shape(paragraph)
        before, after = _page_breaks(paragraph, shape)
        face = Face(
            _ALIGNED.get(shape.get("jc", {}).get("val", ""), ""),
            self._level(paragraph, shape),
            _start(shape),
            runs.bold and whole_text,
            before,
            after,
            _is_rendered_first(paragraph),
        )
        marked = runs.marked if whole_text else ""
        return Said(text, marked, self._alike.setdefault(face, face))

    def _runs(self, paragraph: _Element, types: Types) -> "_Runs":
        texts: list[tuple[str, frozenset[str]]] = []
        for run in paragraph.iter("{*}r"):
            if next(run.iterancestors("{*}del", "{*}moveFrom", "{*}Fallback"), None) is not None:
                continue
            if text := text_of(run):
                face, size, font = self._looks.typed(paragraph, run)
                texts.append((text, face - {"vanish"}))
                types[size, font] += len(text)
        return _Runs(texts)

    def _level(self, paragraph: _Element, shape: Properties) -> int:
        names = self._looks.style_names(paragraph)
        found = next((m for name in names if (m := _HEADING.fullmatch(name))), None)
        if found:
            return int(found[1])
        level = shape.get("outlineLvl", {}).get("val", "")
        at = whole(level, _BODY_LEVEL)
        return at + 1 if at < _BODY_LEVEL else 0


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs of a paragraph: texts with their faces."""

    texts: Sequence[tuple[str, frozenset[str]]]

    @property
    def marked(self) -> str:
        """The text in the markup of text blocks, `""` without bold and italic words."""
        if not any(face for text, face in self.texts if text.strip()):
            return ""
        return "".join(
            _in_face(piece, "**" * ("b" in face) + "*" * ("i" in face))
            for face, runs in groupby(self.texts, lambda one: one[1])
            for piece in re.split(r"(\n|\t)", "".join(text for text, _ in runs))
        )

    @property
    def bold(self) -> bool:
        """Whether all words are bold."""
        worded = ["b" in face for text, face in self.texts if re.search(r"\w", text)]
        return bool(worded) and all(worded)


def _in_face(text: str, signs: str) -> str:
    """Return a text in bold or italics, its outer blanks outside of the signs."""
    if not re.search(r"\w", text):
        return escaped(text)
    said = text.strip()
    before, _, after = text.partition(said)
    return f"{before}{signs}{escaped(said)}{signs[::-1]}{after}"


def _refers_to_page(paragraph: _Element) -> bool:
    """Whether a paragraph is a line of contents: its last word is the number of a page."""
    fields = (attribute(one, "instr") or one.text or "" for one in paragraph.iter(*_FIELDS))
    return any("PAGEREF" in field for field in fields)


def _is_rendered_first(paragraph: _Element) -> bool:
    """Whether a page began before the words of a paragraph when Word last saved the file."""
    for one in paragraph.iter("{*}lastRenderedPageBreak", "{*}t"):
        if local_name(one) != "t":
            return True
        if (one.text or "").strip():
            return False
    return False


def _start(shape: Properties) -> float:
    """Return where a paragraph begins on its line, in millimetres."""
    found = shape.get("ind")
    if not found:
        return 0.0
    left = found.get("left") or found.get("start") or ""
    return (measure(left) + measure(found.get("firstLine", ""))) / TWIPS


def _page_breaks(paragraph: _Element, shape: Properties) -> tuple[bool, bool]:
    """Return whether a page begins before the words of a paragraph, and after them."""
    before = is_on(shape, "pageBreakBefore")
    after = inner(paragraph, "pPr", "sectPr") is not None
    told = False
    for one in paragraph.iter("{*}br", "{*}t"):
        if local_name(one) == "t":
            told = told or bool((one.text or "").strip())
        elif attribute(one, "type") == "page":
            before, after = (before, True) if told else (True, after)
    return before, after


def prompts_around(paragraph: _Element) -> bool:
    """Whether a paragraph only shows the prompt of an empty content control."""
    return any(prompts(one) for one in paragraph.iterancestors("{*}sdt"))
