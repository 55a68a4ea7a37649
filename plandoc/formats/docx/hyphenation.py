"""Hyphenating the paragraphs in which words must break, and no others, in every office suite.

LibreOffice and Word break a word at its soft hyphens. OnlyOffice does not know them; it hyphenates
by a dictionary of its own where the document allows it. So a document with soft hyphens allows it,
for the paragraphs that have them.
"""

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.settings import put_setting
from plandoc.ooxml.markup import local_name
from plandoc.ooxml.package import Package

_BEFORE_ALLOWED = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs",
)  # fmt: skip


def allow_hyphenation(package: Package) -> None:
    """Let the paragraphs with soft hyphens be hyphenated; a document without any is unchanged."""
    if b"<w:softHyphen/>" not in package.read(package.main):
        return
    styles, settings = (package.related(package.main, kind) for kind in ("styles", "settings"))
    if not (styles and settings):
        return
    put_setting(package, "autoHyphenation")
    _refuse_elsewhere(package.edit(styles[0]))
    document = package.edit(package.main)
    for paragraph in dict.fromkeys(
        next(hyphen.iterancestors(qn("w:p"))) for hyphen in document.iter(qn("w:softHyphen"))
    ):
        _allow(_child(paragraph, "w:pPr", 0), allowed=True)


def _refuse_elsewhere(styles: _Element) -> None:
    """Refuse hyphenation in paragraphs that do not allow it themselves."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = etree.Element(qn("w:docDefaults"))
        styles.insert(0, defaults)
    shape = _child(defaults, "w:pPrDefault", len(defaults))
    _allow(_child(shape, "w:pPr", 0), allowed=False)


def _child(parent: _Element, tag: str, place: int) -> _Element:
    found = parent.find(qn(tag))
    if found is None:
        found = etree.Element(qn(tag))
        parent.insert(place, found)
    return found


def _allow(properties: _Element, *, allowed: bool) -> None:
    for old in properties.findall(qn("w:suppressAutoHyphens")):
        properties.remove(old)
    flag = etree.Element(qn("w:suppressAutoHyphens"))
    flag.set(qn("w:val"), "0" if allowed else "1")
    places = [n for n, child in enumerate(properties, 1) if local_name(child) in _BEFORE_ALLOWED]
    properties.insert(max(places, default=0), flag)
