"""Papers made by hand: documents of raw markup, and grids of plain texts."""

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from plandoc.imports.paper import Cell, Grid, Line, Row

_NAMESPACES = nsdecls("w", "wp", "a", "r")
HEADS = ("№ п/п", "Мероприятия", "Срок", "Ответственный")


def document(*pieces: str, numbering: str = "") -> bytes:
    """Return a document whose body has these pieces of markup, with its own numbering."""
    opened = Document()
    body = opened.element.body
    for piece in reversed(pieces):
        for one in reversed(parse_xml(f"<w:body {_NAMESPACES}>{piece}</w:body>")):
            body.insert(0, one)
    if numbering:
        part = opened.part.numbering_part
        root = parse_xml(f"<w:numbering {_NAMESPACES}>{numbering}</w:numbering>")
        part.element.clear()
        for one in list(root):
            part.element.append(one)
    file = BytesIO()
    opened.save(file)
    return file.getvalue()


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    """Return the markup of a paragraph."""
    words = "".join(
        f"<w:r><w:rPr>{run}</w:rPr>"
        + "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t")
        )
        + "</w:r>"
        for line in [text]
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{words if text else ''}</w:p>"


def cell(content: str, properties: str = "") -> str:
    """Return the markup of a cell: of markup, or of a plain text with a line for each paragraph."""
    inside = content if content.startswith("<") else "".join(map(paragraph, content.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: Sequence[str], widths: Sequence[int] = (), before: str = "") -> str:
    """Return the markup of a table; cells are markup or plain texts."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    drawn = "".join(
        f"<w:tr>{before}"
        + "".join(one if one.startswith("<w:tc>") else cell(one) for one in row)
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{drawn}</w:tbl>"


def grid(*rows: Sequence[str | tuple[str, int] | None], heads: Sequence[str] = HEADS) -> Grid:
    """Return a table of plain texts under headings.

    A pair is a text over several columns, `None` a cell that continues the one above.
    """
    drawn = []
    for row in [*([heads] if heads else []), *rows]:
        cells, column = [], 0
        for one in row:
            text, span = one if isinstance(one, tuple) else (one or "", 1)
            lines = tuple(Line(line) for line in text.split("\n")) if text else ()
            cells.append(Cell(lines, column, span, continued=one is None))
            column += span
        drawn.append(Row(tuple(cells)))
    return Grid(tuple(drawn))
