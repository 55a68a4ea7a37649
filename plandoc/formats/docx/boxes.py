"""Words that float over a document: text boxes, in both markups that Word writes, and WordArt."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from lxml.etree import _Element

from plandoc.errors import Place
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.formats.docx.word_tables import numbered
from plandoc.formats.docx.word_text import text_of
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.markup import attribute, detach
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package
from plandoc.returns.filled import Line

BESIDE = ("header", "footer", "footnotes", "endnotes", "comments", "chart", "diagramData")
"""Kinds of parts with words that are printed beside the body."""

_BOXES = ("{*}txbxContent", "{*}txBody", "{*}textpath")


def without_boxes(source: bytes, file: str) -> tuple[bytes, tuple[Line, ...]]:
    """Return a document without the words of its boxes, and those words by paragraph.

    A box belongs to the paragraph in which it is anchored, but is no part of its text. Boxes that
    hold rows of the plan stay. Raises `ReturnedFileError` like `read_document`.
    """
    package = open_package(source, file, kind=FileKind.DOCUMENT)
    lines: list[Line] = []
    beside = (part for kind in BESIDE for part in package.related(package.main, kind))
    for part in (package.main, *beside):
        if not (_may_have_boxes(package, part) and _boxes(package.xml(part))):
            continue
        root = package.edit(part)
        tables = numbered(root)
        known = set()
        for box in _boxes(root):
            place = _place(box, tables, Place(file, part="" if part == package.main else part))
            for text in texts_of_box(box):
                if text not in known:  # the same box stands there for other versions of Word
                    lines.append(Line(text, place))
                known.add(text)
            detach(box)
    return (package.saved() if lines else source), tuple(lines)


def _may_have_boxes(package: Package, part: str) -> bool:
    """Whether the name of a box stands anywhere in a part, which may be long."""
    return package.holds(part, *(name.removeprefix("{*}").encode() for name in _BOXES))


def outermost_boxes(root: _Element) -> list[_Element]:
    """Return the boxes that stand in no other one."""
    return [box for box in root.iter(*_BOXES) if next(box.iterancestors(*_BOXES), None) is None]


def _boxes(root: _Element) -> list[_Element]:
    """Return the outermost boxes without rows of the plan."""
    return [box for box in outermost_boxes(root) if not _holds_rows(box)]


def _place(box: _Element, tables: Mapping[_Element, int], part: Place) -> Place:
    """Return where a box is anchored: in the row of a table, or somewhere in a part."""
    rows = [row for row in box.iterancestors("{*}tr") if row.getparent() in tables]
    if part.part or not rows:
        return part
    table = rows[-1].getparent()
    assert table is not None
    number = 1 + sum(1 for _ in rows[-1].itersiblings("{*}tr", preceding=True))
    return replace(part, table=tables[table], row=number)


def words_over(element: _Element) -> Iterator[str]:
    """Yield the words of the boxes in an element by paragraph, each once.

    The same box stands there twice, for other versions of Word.
    """
    boxes = (box for box in element.iter(*_BOXES) if not _holds_rows(box))
    yield from dict.fromkeys(line for box in boxes for line in _own_texts(box))


def holds_words(element: _Element) -> bool:
    """Whether an element has a box with words or with rows of the plan."""
    return any(_holds_rows(box) or any(_own_texts(box)) for box in element.iter(*_BOXES))


def _holds_rows(box: _Element) -> bool:
    return any(attribute(m, "name").startswith(PREFIX) for m in box.iter("{*}bookmarkStart"))


def texts_of_box(box: _Element) -> Iterator[str]:
    """Yield the lines of a box and of those in it."""
    for one in box.iter(*_BOXES):
        yield from _own_texts(one)


def _own_texts(box: _Element) -> Iterator[str]:
    words = attribute(box, "string") or text_of(box)
    return (line for line in words.split("\n") if line.strip())
