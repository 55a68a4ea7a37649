"""The font of a document, where its plan names one."""

from collections.abc import Iterator

from lxml.etree import _Element

from plandoc.formats.docx.names import qn
from plandoc.ooxml.package import Package

_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
_THEMED = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_PARTS = ("header", "footer", "footnotes", "endnotes")


def set_font(package: Package, font: str) -> None:
    """Set a document in `font`, but for what the template sets in another than its usual one."""
    styles = package.related(package.main, "styles") if font else ()
    if not styles:
        return
    usual = _font_of(_usual_fonts(package.xml(styles[0])))
    related = (name for kind in _PARTS for name in package.related(package.main, kind))
    for name in dict.fromkeys((*styles, package.main, *related)):
        for fonts in package.edit(name).iter(qn("w:rFonts")):
            if _font_of(fonts) == usual:
                for slot, themed in zip(_SLOTS, _THEMED, strict=True):
                    fonts.set(qn(f"w:{slot}"), font)
                    fonts.attrib.pop(qn(f"w:{themed}"), None)


def _usual_fonts(styles: _Element) -> _Element | None:
    """Return the fonts of ordinary paragraphs: of their style, or the defaults of the file."""
    return next(_fonts(styles), None)


def _fonts(styles: _Element) -> Iterator[_Element]:
    for style in styles.iterfind(qn("w:style")):
        usual = style.get(qn("w:default")) in {"1", "true"}
        if usual and style.get(qn("w:type")) == "paragraph":
            yield from style.iterfind(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    defaults = (qn("w:docDefaults"), qn("w:rPrDefault"), qn("w:rPr"), qn("w:rFonts"))
    yield from styles.iterfind("/".join(defaults))


def _font_of(fonts: _Element | None) -> str:
    if fonts is None:
        return ""
    return str(fonts.get(qn("w:asciiTheme")) or fonts.get(qn("w:ascii"), ""))
