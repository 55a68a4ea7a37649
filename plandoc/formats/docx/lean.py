"""The words of a document without their looks, which weigh more than the words."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.word_tables import PlainRow, Spans, plain_row
from plandoc.ooxml.package import Package
from plandoc.ooxml.pull import seen

_STRUCK = b"trike"
"""What the names of both kinds of strike-through have in common."""

_UNASKED = tuple(f"{{*}}{name}" for name in (
    "tcW", "tcMar", "shd", "noWrap", "vAlign", "hideMark", "cantSplit", "trHeight", "keepNext",
    "keepLines", "widowControl", "suppressAutoHyphens", "spacing", "bCs", "iCs", "color", "szCs",
    "lang", "kern", "proofErr", "bookmarkEnd",
))  # fmt: skip
"""What no reader of papers asks for."""
_ASKED = tuple(f"{{*}}{name}" for name in (
    "tcBorders", "pStyle", "ind", "jc", "rStyle", "rFonts", "b", "i", "sz",
    "lastRenderedPageBreak",
))  # fmt: skip
"""What says how words look, or where they stand on the page, and nothing else."""
_EMPTY = tuple(f"{{*}}{name}" for name in ("rPr", "pPr", "tcPr"))
_NOTHING = ("{http://www.w3.org/XML/1998/namespace}space", "{*}rsidR", "{*}rsidRDefault",
            "{*}rsidRPr", "{*}rsidP", "{*}rsidTr", "{*}paraId", "{*}textId")  # fmt: skip


class Worded(NamedTuple):
    """The root of a main part, of whose `plain` rows there is nothing but the words."""

    root: _Element
    plain: Mapping[_Element, PlainRow]


def strikes(package: Package) -> bool:
    """Whether a document or its styles name a strike-through, which only looks tell."""
    styles = package.related(package.main, "styles")
    return any(package.holds(part, _STRUCK) for part in (package.main, *styles))


def lean(
    package: Package, see: Callable[[_Element], None] | None = None, *, faces: bool = False
) -> _Element:
    """Return the main part of a document, of whose rows the looks were forgotten.

    For readers of words, to whom they say nothing; with `faces` only what readers of papers do not
    ask for is forgotten. Each row is then given to `see`, which may empty it. Raises
    `ReturnedFileError` like `Parts.xml`.
    """
    forget = _forget_most if faces else _forget_looks

    def each(row: _Element) -> None:
        forget(row)
        if see:
            see(row)

    return seen(package, package.main, each, "tr", kept=True)


def worded(package: Package) -> Worded:
    """Return the main part of a document like `lean`, with the words of its plain rows apart.

    Those rows are empty, but stand where they stood.
    """
    plain: dict[_Element, PlainRow] = {}
    alike: dict[Spans, Spans] = {}

    def see(row: _Element) -> None:
        if (words := plain_row(row)) is not None:
            plain[row] = words._replace(spans=alike.setdefault(words.spans, words.spans))
            row.clear()

    return Worded(lean(package, see), plain)


def _forget_looks(row: _Element) -> None:
    etree.strip_elements(row, *_ASKED, with_tail=False)
    _forget_most(row)


def _forget_most(row: _Element) -> None:
    etree.strip_elements(row, *_UNASKED, with_tail=False)
    etree.strip_attributes(row, *_NOTHING)
    for holder in row.iter(*_EMPTY):
        parent = holder.getparent()
        if not len(holder) and parent is not None:
            parent.remove(holder)
