"""Hyphenating the paragraphs in which words must break, and no others, in every office suite.

LibreOffice and Word break a word at its soft hyphens. OnlyOffice does not know them; it hyphenates
by a dictionary of its own where the document allows it. So a document with soft hyphens allows it.
Word and LibreOffice are told in which paragraphs. OnlyOffice hyphenates all text whose language has
a region (`ru-RU`), and none of a language alone (`ru`): so the paragraphs with soft hyphens keep
the region, all others lose it.
"""

from babel.core import get_global
from lxml import etree
from lxml.etree import _Element

from plandoc.formats.docx.names import qn
from plandoc.formats.docx.settings import put_setting
from plandoc.ooxml.markup import local_name
from plandoc.ooxml.package import Package

_BEFORE_ALLOWED = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
    "suppressLineNumbers", "pBdr", "shd", "tabs",
)  # fmt: skip
_BEHIND_LANGUAGE = ("eastAsianLayout", "specVanish", "oMath", "rPrChange")


def allow_hyphenation(package: Package, language: str) -> None:
    """Let the paragraphs with soft hyphens be hyphenated; a document without any is unchanged.

    `language` is that of the plan, such as `ru-RU` or `ru`.
    """
    if not package.holds(package.main, b"<w:softHyphen/>"):
        return
    styles, settings = (package.related(package.main, kind) for kind in ("styles", "settings"))
    if not (styles and settings):
        return
    put_setting(package, "autoHyphenation")
    shapes, document = package.edit(styles[0]), package.edit(package.main)
    _refuse_elsewhere(shapes)
    for part in (shapes, document):
        for told in part.iter(qn("w:lang")):
            told.set(qn("w:val"), told.get(qn("w:val"), language).partition("-")[0])
    regional = with_region(language)
    for paragraph in dict.fromkeys(
        next(hyphen.iterancestors(qn("w:p"))) for hyphen in document.iter(qn("w:softHyphen"))
    ):
        _allow(_child(paragraph, "w:pPr", 0), allowed=True)
        for run in paragraph.iter(qn("w:r")):
            _speak(_child(run, "w:rPr", 0), regional)


def with_region(language: str) -> str:
    """Return a language with its region, the usual one if it names none: `ru` → `ru-RU`."""
    if "-" in language:
        return language
    likely: str = get_global("likely_subtags").get(language, language)
    return f"{language}-{likely.rpartition('_')[2]}"


def _speak(properties: _Element, language: str) -> None:
    """Set the language of a run."""
    told = properties.find(qn("w:lang"))
    if told is None:
        told = etree.Element(qn("w:lang"))
        behind = [n for n, child in enumerate(properties) if local_name(child) in _BEHIND_LANGUAGE]
        properties.insert(min(behind, default=len(properties)), told)
    told.set(qn("w:val"), language)


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
