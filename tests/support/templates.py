"""Small templates made for a test: the body, the text around it, the parts beside it."""

from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from plandoc.errors import Problem, TemplateError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.template import read_template
from plandoc.schema.activity import Activity
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

PLAN = Plan(
    title="План",
    period=Period.school_year(2018),
    columns=["number", "title", "deadline"],
    activities=[Activity(title="Дело", deadline="май"), Activity(title="Другое", deadline="июнь")],
)
"""A plan whose texts `TABLE` and `TITLE` print."""

SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="567" '
    'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
)


def paragraph(*texts: str) -> str:
    """Return a paragraph, a run for each text."""
    runs = (f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' for text in texts)
    return f"<w:p>{''.join(runs)}</w:p>"


def row(*cells: str) -> str:
    """Return a row, each cell of one paragraph or of the XML given."""
    filled = (cell if cell.startswith("<w:") else paragraph(cell) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in filled)}</w:tr>"


def table(*rows: str, grid: str = '<w:gridCol w:w="10205"/>') -> str:
    """Return a table."""
    width = '<w:tblPr><w:tblW w:w="10205" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{width}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


TITLE = paragraph("{{ title }}")
ROWS = (
    row("{%tr for row in rows %}"),
    row("{%tc for cell in row.cells %}", paragraph("{% for line in cell.lines %}{{ line.text }} "
        "{% endfor %}"), "{%tc endfor %}"),
    row("{%tr endfor %}"),
)  # fmt: skip
HEADINGS = row("{%tc for column in columns %}", "{{ column.heading }}", "{%tc endfor %}")
TABLE = table(HEADINGS, *ROWS)


def template(  # noqa: PLR0913
    body: str = TITLE + TABLE,
    *,
    section: str = SECTION,
    main: str = "word/document.xml",
    parts: Mapping[str, str] | None = None,
    relations: str = "",
    head: str = "",
) -> bytes:
    """Return a template; `parts` are XML by the last word of the relation to it."""
    beside = dict(parts or {})
    listed = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in beside
    )
    document = (
        f'{head}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}{section}'
        "</w:body></w:document>"
    )
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for kind in beside
    )
    files = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{main}" ContentType="{_TYPE}.document.main+xml"/>{types}</Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="{main}"/></Relationships>'
        ),
        main: document,
        f"word/_rels/{main.rpartition('/')[2]}.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}{relations}</Relationships>'
        ),
        **{f"word/{kind}.xml": xml for kind, xml in beside.items()},
    }
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return target.getvalue()


def around(root: str, content: str) -> str:
    """Return a part of its root element: `ftr`, `endnotes`."""
    return f'<w:{root} xmlns:w="{WORD}" xmlns:r="{OFFICE}">{content}</w:{root}>'


def refused(source: bytes, plan: Plan = PLAN) -> list[Problem]:
    """Return the problems for which a template is refused, compiled or filled; none is a fault."""
    try:
        render_document(plan, read_template(source, "my.docx"))
    except TemplateError as error:
        return list(error.problems)
    return []
