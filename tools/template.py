"""Write templates/plan.docx, the template that ships with plandoc, and its compiled form.

Usage: python tools/template.py
The file is an ordinary Word document; this script only saves drawing it by hand.
"""

import sys
from io import BytesIO
from pathlib import Path
from struct import pack as pack_numbers
from typing import Any
from zipfile import ZipFile
from zlib import compress, crc32

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

from plandoc.formats.docx.compiled import dumped
from plandoc.formats.docx.template import read_template
from plandoc.ooxml.pack import pack

FONT = "Times New Roman"
TARGET = Path(__file__).parent.parent / "templates" / "plan.docx"
KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Title",
               "Heading 1", "Heading 2", "Heading 3", "Header")  # fmt: skip
DROPPED = ("customXml", "thumbnail", "stylesWithEffects", "app.xml", "numbering", "webSettings",
           "fontTable", "theme", "printerSettings")  # fmt: skip
WORDML = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SETTINGS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:settings xmlns:w="{WORDML}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>\
<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting \
w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat><w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/>\
<w:listSeparator w:val=";"/></w:settings>"""


def font(style: Any, size: float, *, bold: bool = False, italic: bool = False) -> None:
    """Name the font of a style explicitly for every script."""
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.name = FONT
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    style.font.size = Pt(size)
    style.font.bold = bold
    style.font.italic = italic


def paragraph(
    style: Any, *, before: float = 0, after: float = 0, align: Any = None, **keep: bool
) -> None:
    """Set the paragraph side of a style."""
    old = style.element.find(qn("w:pPr"))
    if old is not None:
        style.element.remove(old)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.0
    shape.alignment = align
    for name, value in keep.items():
        setattr(shape, name, value)


def styles(document: Any) -> None:
    """Leave the styles that the plan needs, and set them."""
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.element.getparent().remove(style.element)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for child in list(defaults):
        defaults.remove(child)
    defaults.append(
        parse_xml(
            f'<w:rPrDefault {nsdecls("w")}><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}"'
            f' w:eastAsia="{FONT}" w:cs="{FONT}"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
            '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        )
    )
    defaults.append(parse_xml(f"<w:pPrDefault {nsdecls('w')}/>"))
    latent = document.styles.element.find(qn("w:latentStyles"))
    if latent is not None:
        document.styles.element.remove(latent)
    center = WD_ALIGN_PARAGRAPH.CENTER
    known = document.styles
    for style in known:
        for tag in ("w:link", "w:rsid"):
            for child in style.element.findall(qn(tag)):
                style.element.remove(child)
    font(known["Normal"], 14)
    paragraph(known["Normal"])
    font(known["Title"], 14, bold=True)
    # Not kept with the table: OnlyOffice would keep it with the whole of it.
    paragraph(known["Title"], before=18, after=12, align=center)
    looks = ((1, center, True), (2, center, True), (3, WD_ALIGN_PARAGRAPH.LEFT, False))
    for level, align, bold in looks:
        font(known[f"Heading {level}"], 12, bold=bold, italic=level > 1)
        paragraph(
            known[f"Heading {level}"],
            before=2,
            after=2,
            align=align,
            keep_with_next=True,
            keep_together=True,
        )
        known[f"Heading {level}"].element.get_or_add_pPr().append(
            parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="{level - 1}"/>')
        )
    font(known["Header"], 12)
    paragraph(known["Header"], align=center)
    added = {
        "План: гриф": (14, {"align": WD_ALIGN_PARAGRAPH.LEFT}),
        "План: заголовок столбца": (12, {"align": center, "keep_with_next": True}),
        "План: ячейка": (12, {}),
        "План: список в ячейке": (12, {"left_indent": Mm(4), "first_line_indent": Mm(-4)}),
        "План: примечание": (12, {"before": 6, "keep_with_next": True}),
        "План: подпись": (14, {"keep_with_next": True}),
        "Отчёт: дата": (14, {"after": 6, "align": center}),
        "Отчёт: заголовок сводки": (
            14,
            {"before": 18, "after": 6, "align": center, "keep_with_next": True},
        ),
        "Отчёт: итоги": (
            12,
            {"after": 3, "align": WD_ALIGN_PARAGRAPH.JUSTIFY, "keep_with_next": True},
        ),
        "Отчёт: заголовок таблицы": (12, {"before": 12, "after": 4, "keep_with_next": True}),
        "Отчёт: ячейка": (11, {}),
        "Отчёт: рисунок": (12, {"before": 6, "align": center, "keep_with_next": True}),
        "Отчёт: подпись рисунка": (12, {"before": 2, "after": 6, "align": center}),
        "Отчёт: правило": (
            10,
            {"after": 2, "align": WD_ALIGN_PARAGRAPH.JUSTIFY, "keep_with_next": True},
        ),
    }
    added |= {
        "План: приложение": (14, {"after": 12}),
        "План: организация": (14, {"after": 12}),
        "План: часть": (14, {"before": 18, "after": 6, "align": center, "keep_with_next": True}),
        "План: заголовок таблицы": (
            14,
            {"before": 12, "after": 6, "align": center, "keep_with_next": True},
        ),
        "План: содержание": (14, {"before": 12, "after": 12, "align": center}),
        "План: строка содержания": (14, {"after": 3}),
        "План: текст": (14, {"before": 4, "after": 4}),
        "План: список": (14, {"left_indent": Mm(8), "first_line_indent": Mm(-8), "after": 3}),
        "Отчёт: главное": (14, {"align": center}),
        "Отчёт: заголовок списка": (11, {"keep_with_next": True}),
        "Отчёт: список": (10, {"after": 1}),
    }
    add_styles(known, added)


def add_styles(known: Any, added: dict[str, tuple[float, dict[str, Any]]]) -> None:
    """Add the styles of plandoc, each with its size and its shape."""
    outlined = {
        "План: часть": 0,
        "План: заголовок таблицы": 1,
        "Отчёт: заголовок сводки": 0,
        "Отчёт: заголовок таблицы": 1,
    }
    bold = {*outlined, "План: содержание", "Отчёт: главное"}
    for number, (name, (size, shape)) in enumerate(added.items(), 1):
        style = known.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(qn("w:styleId"), f"Plan{number}")
        style.base_style = known["Normal"]
        style.quick_style = True
        font(style, size, bold=name.startswith("Отчёт: заголовок") or name in bold)
        paragraph(style, **shape)
        if name in outlined:
            level = f'<w:outlineLvl {nsdecls("w")} w:val="{outlined[name]}"/>'
            style.element.get_or_add_pPr().append(parse_xml(level))


def table(document: Any, rows: int, widths: list[float], *, bordered: bool, described: str) -> Any:
    """Add a fixed table of given widths in millimetres."""
    made = document.add_table(rows, len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    properties = made._tbl.tblPr
    style = properties.find(qn("w:tblStyle"))
    if style is not None:
        properties.remove(style)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(round(sum(widths) * 1440 / 25.4)))
    lines = "".join(
        f'<w:{side} w:val="{"single" if bordered else "nil"}"'
        + (' w:sz="4" w:space="0" w:color="auto"/>' if bordered else "/>")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    side, above = (74, 28) if bordered else (0, 0)
    margins = "".join(
        f'<w:{name} w:w="{room}" w:type="dxa"/>'
        for name, room in (("top", above), ("left", side), ("bottom", above), ("right", side))
    )
    layout = properties.find(qn("w:tblLayout"))
    indent = parse_xml(f'<w:tblInd {nsdecls("w")} w:w="0" w:type="dxa"/>')
    layout.addprevious(indent)
    layout.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
    layout.addnext(parse_xml(f"<w:tblCellMar {nsdecls('w')}>{margins}</w:tblCellMar>"))
    look = ("0620", "1") if bordered else ("0600", "0")
    properties.append(
        parse_xml(
            f'<w:tblLook {nsdecls("w")} w:val="{look[0]}" w:firstRow="{look[1]}" w:lastRow="0"'
            ' w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        )
    )
    properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{described}"/>'))
    for column, size in zip(made.columns, widths, strict=True):
        column.width = Mm(size)
    for row in made.rows:
        for cell, size in zip(row.cells, widths, strict=True):
            cell.width = Mm(size)
    return made


def row_flags(row: Any, *flags: str) -> None:
    """Flag a row: `cantSplit`, `tblHeader`."""
    properties = row._tr.get_or_add_trPr()
    for flag in flags:
        properties.append(OxmlElement(f"w:{flag}"))


def fill(cell: Any, *lines: tuple[str, str]) -> None:
    """Fill a cell with paragraphs, each a text and its style."""
    for number, (text, style) in enumerate(lines):
        target = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        target.text, target.style = text, style


def spanning(row: Any, text: str, style: str) -> None:
    """Make a row one cell of a text."""
    merged = row.cells[0].merge(row.cells[-1])
    fill(merged, (text, style))


def approvals(document: Any) -> None:
    """Add the block of approvals: word, basis, signature and date, each on its own level."""
    style = "План: гриф"
    document.add_paragraph("{%p for level in item.levels %}", style)
    block = table(document, 8, [5, 80, 5], bordered=False, described="Гриф")
    rows = list(block.rows)
    for number, tag in {2: "if level.signed", 4: "endif", 5: "if level.dated", 7: "endif"}.items():
        spanning(rows[number], f"{{%tr {tag} %}}", style)
    texts = ("{{ block.word }}", "{{ block.basis }}", "{{ block.name }}", "{{ block.date }}")
    for number, text, before in zip((0, 1, 3, 6), texts, (0, 0, 12, 6), strict=True):
        row = rows[number]
        row_flags(row, "cantSplit")
        fill(row.cells[0], ("{%tc for block in level.blocks %}", style))
        fill(row.cells[1], (text, style))
        fill(row.cells[2], ("{%tc endfor %}", style))
        row.cells[1].paragraphs[0].paragraph_format.space_before = Pt(before)
        row.cells[1].paragraphs[0].paragraph_format.keep_with_next = True
    document.add_paragraph("", style)
    document.add_paragraph("{%p endfor %}", style)


def heading(document: Any) -> None:
    """Add the title, in a report between the report's own heading and its day, all close."""
    document.add_paragraph("{%p if report %}", "Title")
    heading = document.add_paragraph("{{ report.heading }}", "Title").paragraph_format
    heading.space_before, heading.space_after = Pt(6), Pt(0)
    title = document.add_paragraph("{{ title }}", "Title").paragraph_format
    title.space_before = title.space_after = Pt(0)
    document.add_paragraph("{{ report.as_of }}", "Отчёт: дата")
    document.add_paragraph("{%p endif %}", "Title")
    document.add_paragraph("{%p if not report %}", "Title")
    document.add_paragraph("{{ title }}", "Title")
    document.add_paragraph("{%p endif %}", "Title")


def activities(document: Any) -> None:
    """Add a table of activities with its prototype rows, or the list in its place."""
    cell, heading = "План: ячейка", "План: заголовок столбца"
    document.add_paragraph("{%p if item.table.heading %}", cell)
    document.add_paragraph(
        "{% bookmark item.bookmark %}{{ item.table.heading }}", "План: заголовок таблицы"
    )
    document.add_paragraph("{%p elif item.table.apart %}", cell)
    spacer(document).paragraph_format.keep_with_next = False
    document.add_paragraph("{%p endif %}", cell)
    document.add_paragraph("{%p if item.table.items %}", cell)
    printed_paragraphs(document, "item.table.items", "План: ячейка", "План: список")
    document.add_paragraph("{%p elif item.table.rows or item.table.header %}", cell)
    widths = [5, 170, 5]
    made = table(document, 19, widths, bordered=True, described="{{ properties.title }}")
    rows = list(made.rows)

    def looped(row: Any, opening: str, *lines: tuple[str, str]) -> None:
        fill(row.cells[0], (opening, cell))
        fill(row.cells[1], *lines)
        fill(row.cells[2], ("{%tc endfor %}", cell))

    spanning(rows[0], "{%tr for line in item.table.header %}", cell)
    looped(rows[1], "{%tc for head in line.heads %}", ("{{ head.text }}", heading))
    row_flags(rows[1], "cantSplit", "tblHeader")
    rows[1].cells[1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    spanning(rows[2], "{%tr endfor %}", cell)
    spanning(rows[3], "{%tr if column_numbers and item.table.header %}", cell)
    looped(rows[4], "{%tc for column in item.table.columns %}", ("{{ column.number }}", heading))
    row_flags(rows[4], "cantSplit", "tblHeader")
    spanning(rows[5], "{%tr endif %}", cell)
    spanning(rows[6], "{%tr for row in item.table.rows %}", cell)
    whole = "{% colspan item.table.columns|length %}"
    for level in (1, 2, 3):
        tag = "if" if level == 1 else "elif"
        spanning(rows[5 + 2 * level], f"{{%tr {tag} row.level == {level} %}}", cell)
        prototype = rows[6 + 2 * level]
        spanning(prototype, f"{whole}{{{{ row.heading }}}}", f"Heading {level}")
        row_flags(prototype, "cantSplit")
    spanning(rows[13], "{%tr elif row.paragraphs %}", cell)
    told = rows[14].cells[0].merge(rows[14].cells[-1])
    printed_paragraphs(told, "row.paragraphs", cell, "План: список в ячейке")
    told.paragraphs[1].runs[0].text = whole + told.paragraphs[1].text
    told._tc.remove(told.paragraphs[0]._p)
    spanning(rows[15], "{%tr else %}", cell)
    looped(
        rows[16],
        "{%tc for cell in row.cells %}",
        ("{%p for line in cell.lines %}", cell),
        ("{%p if line.bullet %}", cell),
        ("{{ line.text }}", "План: список в ячейке"),
        ("{%p else %}", cell),
        ("{{ line.text }}", cell),
        ("{%p endif %}", cell),
        ("{%p endfor %}", cell),
    )
    row_flags(rows[16], "cantSplit")
    spanning(rows[17], "{%tr endif %}", cell)
    spanning(rows[18], "{%tr endfor %}", cell)
    document.add_paragraph("{%p endif %}", cell)


def printed_paragraphs(document: Any, collection: str, plain: str, listed: str) -> None:
    """Add the paragraphs of a text: ordinary ones, and items of lists with their signs."""
    opening = f"{{%p for paragraph in {collection} %}}"
    for text, style in ((opening, plain), ("{%p if paragraph.label %}", plain)):
        document.add_paragraph(text, style)
    kept = "{% keep paragraph.keep %}"
    runs(document.add_paragraph(f"{kept}{{{{ paragraph.label }}}}\t", listed))
    document.add_paragraph("{%p else %}", plain)
    target = document.add_paragraph(kept, plain)
    if collection == "item.paragraphs":
        target.add_run("{% align item.align %}")
    runs(target)
    for text in ("{%p endif %}", "{%p endfor %}"):
        document.add_paragraph(text, plain)


def runs(target: Any) -> None:
    """Add the runs of a text to a paragraph, each in its face."""
    faces = (
        ("{% for run in paragraph.runs %}{% if run.bold and run.italic %}", True, True),
        ("{% elif run.bold %}", True, False),
        ("{% elif run.italic %}", False, True),
        ("{% else %}", False, False),
    )
    for tag, bold, italic in faces:
        target.add_run(tag)
        run = target.add_run("{{ run.text }}")
        run.bold, run.italic = bold or None, italic or None
    target.add_run("{% endif %}{% endfor %}")


def short_names(document: Any) -> None:
    """Add the list of short names."""
    note = "План: примечание"
    document.add_paragraph("{%p if short_names %}", note)
    document.add_paragraph("{{ short_names_heading }}:", note)
    repeated(document, "line", "short_names", note)
    document.add_paragraph("{%p endif %}", note)


def notes(document: Any) -> None:
    """Add the notes."""
    repeated(document, "note", "notes", "План: примечание")


def overview(document: Any) -> None:
    """Add the first page of a report: its figure, its picture, three lists; the table follows."""
    told, item = "Отчёт: итоги", "Отчёт: список"
    figure = document.add_paragraph("", "Отчёт: главное")
    figure.add_run("{{ report.overview.figure }}").font.size = Pt(30)
    figure.add_run(" {{ report.overview.caption }}").font.bold = False
    note = document.add_paragraph("{{ report.overview.note }}", told).paragraph_format
    note.alignment, note.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, False
    document.add_paragraph("{%p if report.overview.picture %}", told)
    picture = chart(document, "report.overview.picture", "Выполнение плана")
    picture.keep_with_next, picture.space_after = False, Pt(4)
    document.add_paragraph("{%p else %}", told)
    repeated(document, "text", "report.overview.told", told)
    document.add_paragraph("{%p endif %}", told)
    made = table(document, 2, [5, 170, 5], bordered=True, described="{{ report.overview.caption }}")
    rows = list(made.rows)
    for row, style, texts in (
        (rows[0], "Отчёт: заголовок списка", ["{{ group.heading }}"]),
        (rows[1], item, ["{%p for line in group.lines %}", "{{ line }}", "{%p endfor %}"]),
    ):
        fill(row.cells[0], ("{%tc for group in report.overview.groups %}", item))
        fill(row.cells[1], *((text, style) for text in texts))
        fill(row.cells[2], ("{%tc endfor %}", item))
        row_flags(row, "cantSplit", *(["tblHeader"] if row is rows[0] else []))
    turn(document)


def turn(document: Any) -> None:
    """Add a page break.

    LibreOffice saves it at the end of the paragraph before it, which must not be a tag.
    """
    spacer(document).paragraph_format.keep_with_next = False
    turned = spacer(document).paragraph_format
    turned.page_break_before, turned.keep_with_next = True, False


def chart(document: Any, name: str, called: str) -> Any:
    """Add the placeholder of a picture of the report; return the shape of its paragraph."""
    picture = document.add_paragraph(style="Отчёт: рисунок")
    shape = picture.add_run().add_picture(BytesIO(sample_chart()), Mm(180))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")  # without it LibreOffice takes an eighth of an inch
    shape._inline.docPr.set("name", called)
    shape._inline.docPr.set("descr", f"{{{{ {name}.alternative }}}}")
    return picture.paragraph_format


def report(document: Any) -> None:
    """Add what a report says below its plan: figures in words, the chart, the tables, the rules."""
    rule, cell = "Отчёт: правило", "Отчёт: ячейка"
    # Notes keep with a signature; with the summary they need not.
    spacer(document).paragraph_format.keep_with_next = False
    document.add_paragraph("{%p if report.totals %}", rule)
    document.add_paragraph("{{ report.summary_heading }}", "Отчёт: заголовок сводки")
    repeated(document, "total", "report.totals", "Отчёт: итоги")
    document.paragraphs[-2].paragraph_format.keep_with_next = False
    document.add_paragraph("{%p endif %}", rule)
    document.add_paragraph("{%p if report.chart %}", rule)
    chart(document, "report.chart", "Диаграмма")
    document.add_paragraph("{{ report.chart.caption }}", "Отчёт: подпись рисунка")
    document.add_paragraph("{%p endif %}", rule)
    document.add_paragraph("{%p for table in report.summary %}", rule)
    document.add_paragraph("{{ table.heading }}", "Отчёт: заголовок таблицы")
    made = table(document, 5, [5, 170, 5], bordered=True, described="{{ table.heading }}")
    rows = list(made.rows)
    prototypes = (
        (0, "{%tc for column in table.columns %}", "{{ column.heading }}"),
        (2, "{%tc for value in line.values %}", "{{ value.text }}"),
        (4, "{%tc for value in table.total.values %}", "{{ value.text }}"),
    )
    for number, opening, text in prototypes:
        fill(rows[number].cells[0], (opening, cell))
        fill(rows[number].cells[1], (text, cell))
        fill(rows[number].cells[2], ("{%tc endfor %}", cell))
        row_flags(rows[number], "cantSplit", *(["tblHeader"] if number == 0 else []))
        rows[number].cells[1].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    rows[0].cells[1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    rows[0].cells[1].paragraphs[0].paragraph_format.keep_with_next = True
    rows[4].cells[1].paragraphs[0].runs[0].font.bold = True
    spanning(rows[1], "{%tr for line in table.lines %}", cell)
    spanning(rows[3], "{%tr endfor %}", cell)
    document.add_paragraph("{%p endfor %}", rule)
    document.add_paragraph("{{ report.rules_heading }}", "Отчёт: заголовок таблицы")
    repeated(document, "rule", "report.rules", rule)


def repeated(document: Any, name: str, collection: str, style: str) -> None:
    """Add a paragraph for each text of a collection."""
    for text in (f"{{%p for {name} in {collection} %}}", f"{{{{ {name} }}}}", "{%p endfor %}"):
        document.add_paragraph(text, style)


def sample_chart() -> bytes:
    """Return a small picture of bars, in whose place the chart of a report is put."""
    width, bars = 90, ((60, 75), (40, 55), (25, 35))
    dark, light, paper = b"\x8a", b"\xd0", b"\xff"
    blank = b"\0" + paper * width
    rows = [blank] * 3
    for done, whole in bars:
        bar = dark * done + light * (whole - done)
        rows += [b"\0" + paper * 8 + bar + paper * (width - 8 - whole)] * 6
        rows += [blank] * 3
    parts = (
        (b"IHDR", pack_numbers(">IIBBBBB", width, len(rows), 8, 0, 0, 0, 0)),
        (b"IDAT", compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    chunks = (
        pack_numbers(">I", len(data)) + kind + data + pack_numbers(">I", crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def signatures(document: Any) -> None:
    """Add the signatures, under everything that is signed."""
    note, signature = "План: примечание", "План: подпись"
    for text in ("{%p if item.signatures %}", "{%p for signature in item.signatures %}"):
        document.add_paragraph(text, note)
    # Paragraphs: no suite keeps a table on the page of the rows above it.
    line = document.add_paragraph("{{ signature.post }}\t\t\t{{ signature.name }}", signature)
    line.paragraph_format.space_before = Pt(24)
    line.paragraph_format.keep_together = True
    tabbed(
        line,
        "signature.begin, signature.end, page.body",
        ("left", 84, ""),
        ("left", 126, "underscore"),
    )
    document.add_paragraph("{%p if signature.date %}", note)
    date = document.add_paragraph("\t{{ signature.date }}", signature)
    tabbed(date, "page.body")
    for text in ("{%p endif %}", "{%p endfor %}", "{%p endif %}"):
        document.add_paragraph(text, note)


def tabbed(target: Any, places: str, *stops: tuple[str, float, str], leader: str = "") -> None:
    """Give a paragraph tab stops and one at the right margin, and say what places they get."""
    tabs = OxmlElement("w:tabs")
    for kind, millimetres, between in (*stops, ("right", 180, leader)):
        stop = OxmlElement("w:tab")
        stop.set(qn("w:val"), kind)
        if between:
            stop.set(qn("w:leader"), between)
        stop.set(qn("w:pos"), str(Mm(millimetres).twips))
        tabs.append(stop)
    target.paragraph_format.keep_with_next = True
    target._p.get_or_add_pPr()._insert_tabs(tabs)
    target.runs[0].text = f"{{% tabs {places} %}}" + target.runs[0].text


def spacer(document: Any) -> Any:
    """Add a paragraph that is hardly seen."""
    added = document.add_paragraph("", "План: примечание")
    added.paragraph_format.space_before = Pt(0)
    added.paragraph_format.line_spacing = Pt(1)
    return added


def page(document: Any) -> None:
    """Set the sheet (ГОСТ Р 7.0.97-2025: margins 20, 10, 20, 20 mm; number from page 2)."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(20), Mm(10)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].style = "Header"
    section.header.is_linked_to_previous = False
    number = section.header.paragraphs[0]
    number.style = "Header"
    field(number, "PAGE", "2")


def field(target: Any, said: str, shown: str) -> None:
    """Add a field to a paragraph, with what it shows until an office suite computes it."""
    for kind, text in (("begin", ""), ("", said), ("separate", ""), ("text", shown), ("end", "")):
        run = target.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            code = OxmlElement("w:instrText")
            code.text = text
            code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run._r.append(code)


def without_ballast(data: bytes) -> bytes:
    """Return the package without the parts that a plan does not need."""
    with ZipFile(BytesIO(data)) as archive:
        parts = {
            name: archive.read(name)
            for name in archive.namelist()
            if not any(word in name for word in DROPPED)
        }
    for name, part in parts.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            root = etree.fromstring(part)
            for entry in list(root):
                target = entry.get("Target") or entry.get("PartName") or entry.get("Extension")
                if any(word in target for word in (*DROPPED, "jpeg")):
                    root.remove(entry)
            parts[name] = etree.tostring(
                root, xml_declaration=True, encoding="UTF-8", standalone=True
            )
    parts["word/settings.xml"] = SETTINGS.encode()
    return pack(parts)


def other_blocks(document: Any) -> None:
    """Add the blocks that a usual plan does not have."""
    text = "План: текст"
    document.add_paragraph('{%p elif item.kind == "annex" %}', text)
    repeated_paragraph(document, "План: приложение", "{% indent item.indent %}")
    document.add_paragraph('{%p elif item.kind == "organisation" %}', text)
    repeated_paragraph(document, "План: организация", "{% align item.align %}")
    document.add_paragraph('{%p elif item.kind == "heading" %}', text)
    repeated_paragraph(document, "План: часть", "{% bookmark item.bookmark %}")
    document.add_paragraph('{%p elif item.kind == "text" %}', text)
    printed_paragraphs(document, "item.paragraphs", text, "План: список")
    document.add_paragraph('{%p elif item.kind == "space" %}', text)
    document.add_paragraph("{% height item.height %}", text).paragraph_format.keep_with_next = False
    document.add_paragraph('{%p elif item.kind == "contents" %}', text)
    document.add_paragraph("{{ item.paragraphs[0].runs[0].text }}", "План: содержание")
    document.add_paragraph("{%p for entry in item.entries %}", text)
    listed = document.add_paragraph(
        "{% indent entry.indent %}{{ entry.text }}\t{% page entry.bookmark %}",
        "План: строка содержания",
    )
    tabbed(listed, "page.body", leader="dot")
    listed.paragraph_format.keep_with_next = False
    document.add_paragraph("{%p endfor %}", text)
    document.add_paragraph('{%p elif item.kind == "page_break" %}', text)
    turn(document)


def repeated_paragraph(document: Any, style: str, shape: str = "") -> None:
    """Add the lines of a block as one paragraph."""
    made = document.add_paragraph(f"{shape}{{% for paragraph in item.paragraphs %}}", style)
    made.add_run("{{ paragraph.runs[0].text }}{% if not loop.last %}")
    made.add_run().add_break()
    made.add_run("{% endif %}{% endfor %}")


def build() -> bytes:
    """Return the template: the blocks of the document, each kind in its branch."""
    document = Document()
    styles(document)
    page(document)
    branch = "План: примечание"
    document.add_paragraph("{%p for item in blocks %}", branch)
    parts = {
        "approvals": approvals, "title": heading, "table": activities, "short_names": short_names,
        "notes": notes, "overview": overview, "report": report, "signatures": signatures,
    }  # fmt: skip
    for number, (kind, part) in enumerate(parts.items()):
        word = "elif" if number else "if"
        document.add_paragraph(f'{{%p {word} item.kind == "{kind}" %}}', branch)
        part(document)
    other_blocks(document)
    document.add_paragraph("{%p endif %}", branch)
    document.add_paragraph("{%p endfor %}", branch)
    spacer(document)
    target = BytesIO()
    document.save(target)
    return without_ballast(target.getvalue())


if __name__ == "__main__":
    TARGET.write_bytes(build())
    compiled = dumped(read_template(TARGET.read_bytes()))
    TARGET.with_suffix(".json").write_text(compiled, encoding="utf-8")
    sys.stdout.write(f"{TARGET.name}: {TARGET.stat().st_size} bytes\n")
