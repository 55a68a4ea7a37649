"""What a DOCX says, for people and for comparison."""

from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Mm


def part(document: bytes, name: str) -> str:
    """Return one part of the package as text."""
    with ZipFile(BytesIO(document)) as archive:
        return archive.read(name).decode()


def bare(text: str) -> str:
    """Return text without blanks and line breaks."""
    return "".join(text.split()).replace("\u2011", "-")


def outline(document: bytes) -> str:
    """Return a document as a person would tell it on the telephone, a line for each thing."""
    opened = Document(BytesIO(document))
    section = opened.sections[0]
    width, height, left, right, top, bottom = (
        round((length or Mm(0)).mm)
        for length in (
            section.page_width, section.page_height, section.left_margin,
            section.right_margin, section.top_margin, section.bottom_margin,
        )
    )  # fmt: skip
    lines = [f"page {width}×{height}, margins {left} {right} {top} {bottom}"]
    for element in opened.element.body:
        if element.tag == qn("w:p"):
            text = _said(element)
            if text:
                lines.append(f"{_style(opened, element)}: {text}")
        elif element.tag == qn("w:tbl"):
            grid = [round(int(c.get(qn("w:w"))) / 56.7) for c in element.tblGrid]
            lines.append(f"table of {', '.join(map(str, grid))} mm")
            for row in element.tr_lst:
                flags = [
                    name
                    for name in ("tblHeader", "cantSplit")
                    for flag in row.iter(qn(f"w:{name}"))
                    if flag.get(qn("w:val")) not in ("off", "0", "false")
                ]
                cells = [
                    " ¶ ".join(filter(None, map(_said, cell.iter(qn("w:p")))))
                    for cell in row.tc_lst
                ]
                mark = " ".join(["", *flags])
                lines.append(f" {mark and mark[1:] + ' '}| " + " | ".join(cells))
    return "\n".join(lines) + "\n"


def _style(opened: Opened, paragraph: CT_P) -> str:
    found = (
        paragraph.pPr.pStyle.val
        if paragraph.pPr is not None and paragraph.pPr.pStyle is not None
        else "Normal"
    )
    return next(str(style.name) for style in opened.styles if style.style_id == found)


def _said(paragraph: CT_P) -> str:
    words = []
    for node in paragraph.iter():
        if node.tag == qn("w:t"):
            words.append(node.text or "")
        elif node.tag == qn("w:br"):
            words.append(" / ")
        elif node.tag == qn("w:tab"):
            words.append(" → ")
        elif node.tag == qn("w:noBreakHyphen"):
            words.append("-")
        elif node.tag == qn("wp:docPr"):
            words.append(f"[picture: {node.get('descr')}]")
    return "".join(words)
