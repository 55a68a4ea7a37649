"""The document of a plan by other tools, with the same texts in the same rows."""

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

from docx import Document
from docx.shared import Cm
from docxtpl import DocxTemplate
from lxml import etree

from plandoc import Plan, render_document
from plandoc.formats.docx.document import standard_template
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.page.context import context_of
from plandoc.wording.phrases import Wording

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = f"{_W}t"
_TEXTS = (_TEXT, f"{_W}br", f"{_W}p")
_HEADS = (
    "№ п/п",
    "Наименование мероприятия",
    "Исполнители",
    "Срок исполнения",
    "Ожидаемый результат",
    "Отметка о выполнении",
)
_SHAPES = re.compile(r"{%-?\s*(?:align|indent|tabs|bookmark|height|keep|page)\b[^%]*%}")
_NAMES = ("number", "title", "executors", "deadline", "result")
_WIDTHS = (1.5, 6, 3, 3, 3.5, 3)


def rows_of(document: bytes) -> list[tuple[str, ...]]:
    """Return the texts of the cells of all rows, without blanks that only lay out."""
    found = []
    with ZipFile(BytesIO(document)) as archive, archive.open("word/document.xml") as part:
        for _, row in etree.iterparse(part, tag=f"{_W}tr", huge_tree=True):
            cells = (
                "".join(t.text or "" if t.tag == _TEXT else " " for t in cell.iter(*_TEXTS))
                for cell in row.iter(f"{_W}tc")
            )
            texts = (re.sub(r"\s+", " ", text.replace("\xad", "")).strip() for text in cells)
            found.append(tuple(text for text in texts if text))
            row.clear()
    return found


def same(plan: Plan) -> Callable[[str, bytes], None]:
    """Return the check that a document has the rows that plandoc's has."""
    wanted = rows_of(render_document(plan))
    assert len(wanted) > len(plan.sections)

    def check(name: str, made: bytes) -> None:
        assert rows_of(made) == wanted, f"{name} has other texts"

    return check


def given(plan: Plan) -> dict[str, object]:
    """Return a plan as users of templates have it: sections with rows of texts."""
    sections = [
        {
            "title": f"{first}. {section.title}",
            "rows": [
                {
                    "number": f"{first}.{second}.",
                    "title": one.title,
                    "executors": ", ".join(executor.name for executor in one.executors),
                    "deadline": str(one.deadline),
                    "result": one.expected_result,
                }
                for second, one in enumerate(section.activities, 1)
            ],
        }
        for first, section in enumerate(plan.sections, 1)
    ]
    return {"title": plan.title, "period": plan.period.brief, "sections": sections}


def _begun(cells: tuple[str, ...]) -> tuple[object, object]:
    made = Document()
    made.add_heading(cells[0])
    made.add_paragraph(cells[1])
    table = made.add_table(1, len(_HEADS), style="Table Grid")
    table.autofit = False
    for cell, text, width in zip(table.rows[0].cells, _HEADS, _WIDTHS, strict=True):
        cell.text = text
        cell.paragraphs[0].runs[0].bold = True
        cell.width = Cm(width)
    return made, table


def _saved(made) -> bytes:
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def template() -> bytes:
    """Return a template of docxtpl as its users draw it."""
    made, table = _begun(("{{ title }}", "на {{ period }}"))
    for text in ("{%tr for section in sections %}", "", "{%tr for row in section.rows %}"):
        row = table.add_row()
        if text:
            row.cells[0].text = text
        else:
            row.cells[0].merge(row.cells[-1]).text = "{{ section.title }}"
    cells = table.add_row().cells
    for cell, name, width in zip(cells, (*_NAMES, ""), _WIDTHS, strict=True):
        cell.text = f"{{{{ row.{name} }}}}" if name else ""
        cell.width = Cm(width)
    for _ in range(2):
        table.add_row().cells[0].text = "{%tr endfor %}"
    return _saved(made)


def flat_template() -> bytes:
    """Return a template of docxtemplater: a row for each row, sections among them."""
    made, table = _begun(("{title}", "на {period}"))
    cells = table.add_row().cells
    for at, (cell, name, width) in enumerate(zip(cells, (*_NAMES, ""), _WIDTHS, strict=True)):
        cell.text = ("{#rows}" if at == 0 else "") + (f"{{{name}}}" if name else "{/rows}")
        cell.width = Cm(width)
    return _saved(made)


def flat(plan: Plan) -> dict[str, object]:
    """Return a plan for `flat_template`."""
    data = given(plan)
    rows = []
    for section in data["sections"]:
        rows.append(dict.fromkeys(_NAMES, "") | {"title": section["title"]})
        rows += section["rows"]
    return {"title": data["title"], "period": data["period"], "rows": rows}


def by_docxtpl(source: bytes, plan: Plan) -> bytes:
    """Fill the template of a user."""
    made = DocxTemplate(BytesIO(source))
    made.render(given(plan), autoescape=True)
    return _saved(made)


class _WithoutShapes(DocxTemplate):
    """Leaves out the tags of plandoc that shape paragraphs, which docxtpl does not know."""

    def patch_xml(self, src_xml: str) -> str:
        """Return the source of Jinja."""
        return _SHAPES.sub("", super().patch_xml(src_xml))


def by_docxtpl_alike(plan: Plan) -> bytes:
    """Fill plandoc's template with plandoc's context."""
    made = _WithoutShapes(BytesIO(standard_template_bytes()))
    context = context_of(plan, Wording(plan.language), standard_template().page)
    made.render({name: getattr(context, name) for name in context.__slots__}, autoescape=True)
    return _saved(made)


def by_hand(plan: Plan) -> bytes:
    """Write the rows with python-docx."""
    data = given(plan)
    made, table = _begun((data["title"], f"на {data['period']}"))
    for section in data["sections"]:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).text = section["title"]
        for row in section["rows"]:
            for cell, name in zip(table.add_row().cells, _NAMES, strict=False):
                cell.text = row[name]
    return _saved(made)
