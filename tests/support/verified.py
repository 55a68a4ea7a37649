"""Documents and workbooks changed by hand, and what a verdict says of them."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import cast

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl
from docx.oxml.text.paragraph import CT_P
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from plandoc import verify
from plandoc.results import Template
from plandoc.revisions.lock import Lock, sealed
from plandoc.revisions.verify import Verdict
from plandoc.schema.plan import Plan

SIGNED = date(2018, 9, 1)


def locked(*plans: Plan) -> Lock:
    """Return the lock of revisions sealed a day after another."""
    lock = Lock("")
    for number, plan in enumerate(plans):
        lock = lock.with_seal(sealed(plan, SIGNED.replace(day=1 + number)))
    return lock


def verdict(
    source: bytes, lock: Lock, file: str = "f.docx", *, template: Template | None = None
) -> Verdict:
    """Return the verdict on bytes."""
    return verify(source, lock, file=file, template=template)


def retyped(document: bytes, edit: Callable[[Opened], object]) -> bytes:
    """Return the DOCX after `edit` had its way with it."""
    opened = Document(BytesIO(document))
    edit(opened)
    target = BytesIO()
    opened.save(target)
    return target.getvalue()


def paragraphs(opened: Opened) -> list[CT_P]:
    """Return all paragraphs of a document that say something, in tables too, as elements."""
    every = opened.element.body.iter(qn("w:p"))
    return [p for p in every if said(p).strip()]


def said(paragraph: CT_P) -> str:
    """Return the text of a paragraph."""
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def elements(paragraph: CT_P, *names: str) -> list[etree._Element]:
    """Return the elements of these names in a paragraph; python-docx types them as paragraphs."""
    return [cast("etree._Element", one) for one in paragraph.iter(*map(qn, names))]


def write(paragraph: CT_P, text: str) -> None:
    """Put a text into the first run of a paragraph and empty the others."""
    first, *others = elements(paragraph, "w:t")
    for node in others:
        node.text = ""
    for sign in elements(paragraph, "w:br", "w:tab", "w:noBreakHyphen"):
        holder = sign.getparent()
        assert holder is not None
        holder.remove(sign)
    first.text = text
    first.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def replaced(document: bytes, *changes: tuple[str, str]) -> bytes:
    """Return the DOCX with texts replaced, each once, in the first paragraph that has them."""

    def edit(opened: Opened) -> None:
        for old, new in changes:
            found = next(p for p in paragraphs(opened) if old in said(p).replace("\u00a0", " "))
            write(found, said(found).replace("\u00a0", " ").replace(old, new, 1))

    return retyped(document, edit)


def plan_table(opened: Opened) -> CT_Tbl:
    """Return the table with the bookmarks of rows."""
    mark = next(opened.element.body.iter(qn("w:bookmarkStart")))
    table = next(mark.iterancestors(qn("w:tbl")))
    assert isinstance(table, CT_Tbl)
    return table


def rows_of(opened: Opened) -> list[CT_Row]:
    """Return the rows of activities as elements."""
    return [row for row in plan_table(opened).tr_lst if next(row.iter(qn("w:bookmarkStart")), None)
            is not None]  # fmt: skip


def refilled(workbook: bytes, edit: Callable[[Worksheet, int], object]) -> bytes:
    """Return the XLSX after `edit` had its way with its register and the row of its headings."""
    book = load_workbook(BytesIO(workbook))
    sheet = book.worksheets[0]
    header = next(n for n in range(1, 30) if sheet.cell(n, 1).value == "id")
    edit(sheet, header)
    target = BytesIO()
    book.save(target)
    return target.getvalue()
