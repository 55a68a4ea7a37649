"""Tags that shape their paragraph: `align`, `indent`, `tabs`, `bookmark`, `height`, `keep`, `page`.

Their values are attributes of the paragraph, or the code of a field. They stand in its text: Word
opens no document whose attributes have tags in place of numbers, and LibreOffice saves no
field whose code is one.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from lxml import etree

from plandoc.formats.docx.names import qn
from plandoc.ooxml.markup import local_name

_SHAPE = re.compile(r"{%\s*(align|indent|tabs|bookmark|height|keep)\s+([^%]*?)\s*%}")
_NUMBER = re.compile(r"{%\s*page\s+([^%]*?)\s*%}")
_FIRST_BOOKMARK = 10_000_000
"""Bookmarks of paragraphs are numbered from here, those of rows below."""

_BEFORE_JC = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl",
              "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens",
              "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN",
              "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
              "mirrorIndents", "suppressOverlap")  # fmt: skip


def shape_paragraphs(body: Any) -> None:
    """Take the tags that shape paragraphs out of a template, and shape the paragraphs."""
    for node in list(body.iter(qn("w:t"))):
        text = node.text or ""
        if (number := _NUMBER.search(text)) and node.getparent().tag == qn("w:r"):
            node.text = text = _NUMBER.sub("", text)
            _add_page_number(node.getparent(), number[1])
        if not (found := list(_SHAPE.finditer(text))):
            continue
        paragraph = next(node.iterancestors(qn("w:p")), None)
        node.text = _SHAPE.sub("", text)
        for shape in found if paragraph is not None else ():
            _SHAPES[shape[1]](paragraph, shape[2])


def _add_page_number(run: Any, value: str) -> None:
    """Add a field after a run: the page of a bookmark, without a result yet."""
    for kind in ("end", "separate", "", "begin"):
        made = etree.Element(qn("w:r"))
        if run.rPr is not None:
            made.append(deepcopy(run.rPr))
        if kind:
            etree.SubElement(made, qn("w:fldChar")).set(qn("w:fldCharType"), kind)
        else:
            code = etree.SubElement(made, qn("w:instrText"))
            code.text = f" PAGEREF {{{{ {value} }}}} \\h "
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addnext(made)


def _align(paragraph: Any, value: str) -> None:
    _property(paragraph, "jc").set(qn("w:val"), f"{{{{ {value} }}}}")


def _indent(paragraph: Any, value: str) -> None:
    _property(paragraph, "ind").set(qn("w:left"), f"{{{{ {value} }}}}")


def _keep(paragraph: Any, value: str) -> None:
    properties = paragraph.get_or_add_pPr()
    properties.get_or_add_keepNext().set(qn("w:val"), f"{{{{ {value} }}}}")


def _height(paragraph: Any, value: str) -> None:
    spacing = _property(paragraph, "spacing")
    for name, said in (("before", "0"), ("after", "0"), ("line", f"{{{{ {value} }}}}")):
        spacing.set(qn(f"w:{name}"), said)
    spacing.set(qn("w:lineRule"), "exact")


def _tabs(paragraph: Any, values: str) -> None:
    """Put the tab stops of the paragraph, from the left to the right, where the values say."""
    stops = paragraph.iterfind(f"{qn('w:pPr')}/{qn('w:tabs')}/{qn('w:tab')}")
    for stop, value in zip(stops, values.split(","), strict=False):
        stop.set(qn("w:pos"), f"{{{{ {value.strip()} }}}}")


def _bookmark(paragraph: Any, value: str) -> None:
    """Put a bookmark of that name around the text, where there is a name."""
    owner = value.rpartition(".")[0]
    start, end = (etree.Element(qn(f"w:bookmark{side}")) for side in ("Start", "End"))
    start.set(qn("w:name"), f"{{{{ {value} }}}}")
    for side in (start, end):
        side.set(qn("w:id"), f"{{{{ {owner}.index + {_FIRST_BOOKMARK} }}}}")
    properties = paragraph.get_or_add_pPr()
    properties.addnext(start)
    properties.tail, start.tail = f"{{% if {value} %}}", "{% endif %}"
    last = paragraph[-1]
    last.addnext(end)
    last.tail, end.tail = f"{{% if {value} %}}", "{% endif %}"


_SHAPES: dict[str, Callable[[Any, str], None]] = {
    "align": _align, "indent": _indent, "tabs": _tabs, "bookmark": _bookmark, "height": _height,
    "keep": _keep,
}  # fmt: skip


def _property(paragraph: Any, name: str) -> Any:
    """Return a property of a paragraph, made in its place of the standard where it is missing."""
    properties = paragraph.get_or_add_pPr()
    found = properties.find(qn(f"w:{name}"))
    if found is None:
        found = etree.Element(qn(f"w:{name}"))
        order = (*_BEFORE_JC, "jc")
        before = [child for child in properties if local_name(child) in order[: order.index(name)]]
        properties.insert(properties.index(before[-1]) + 1 if before else 0, found)
    return found
