"""The words of a document without their looks, which weigh more than the words."""

from lxml import etree
from lxml.etree import _Element

from plandoc.ooxml.package import Package
from plandoc.ooxml.pull import seen

_STRUCK = b"trike"
"""What the names of both kinds of strike-through have in common."""

_UNASKED = (
    "tcW", "tcMar", "shd", "noWrap", "vAlign", "hideMark", "cantSplit", "trHeight", "keepNext",
    "keepLines", "widowControl", "suppressAutoHyphens", "spacing", "bCs", "iCs", "color", "szCs",
    "lang", "kern", "proofErr", "bookmarkEnd",
)  # fmt: skip
"""What no reader of papers asks for."""
_ASKED = ("tcBorders", "pStyle", "ind", "jc", "rStyle", "rFonts", "b", "i", "sz",
          "lastRenderedPageBreak")  # fmt: skip
"""What says how words look, or where they stand on the page, and nothing else."""
_EMPTY = tuple(f"{{*}}{name}" for name in ("rPr", "pPr", "tcPr"))
_NOTHING = ("{http://www.w3.org/XML/1998/namespace}space", "{*}rsidR", "{*}rsidRDefault",
            "{*}rsidRPr", "{*}rsidP", "{*}rsidTr", "{*}paraId", "{*}textId")  # fmt: skip


def strikes(package: Package) -> bool:
    """Whether a document or its styles name a strike-through, which only looks tell."""
    styles = package.related(package.main, "styles")
    return any(package.holds(part, _STRUCK) for part in (package.main, *styles))


def lean(package: Package, *, faces: bool = False) -> _Element:
    """Return the main part of a document, of whose rows the looks were forgotten.

    For readers of words, to whom they say nothing; with `faces` only what readers of papers do not
    ask for is forgotten. Raises `ReturnedFileError` like `Parts.xml`.
    """
    forgotten = [f"{{*}}{name}" for name in (_UNASKED if faces else (*_UNASKED, *_ASKED))]

    def forget(row: _Element) -> None:
        etree.strip_elements(row, *forgotten, with_tail=False)
        etree.strip_attributes(row, *_NOTHING)
        for holder in row.iter(*_EMPTY):
            parent = holder.getparent()
            if not len(holder) and parent is not None:
                parent.remove(holder)

    return seen(package, package.main, "tr", forget, kept=True)
