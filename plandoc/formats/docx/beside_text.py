"""What a document and the rows of its plan hold besides text, each told with its place."""

from collections.abc import Iterator, Sequence

from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.formats.docx.boxes import holds_words, words_over
from plandoc.formats.docx.lines import Rows
from plandoc.formats.docx.looks import Looks
from plandoc.formats.docx.word_tables import WordTable, numbered
from plandoc.formats.docx.word_text import text_of, through
from plandoc.ooxml.package import Package
from plandoc.words.texts import shortened, with_both_ends

_PICTURES = ("{*}drawing", "{*}pict", "{*}object")
_DOCUMENTS = ("{*}altChunk", "{*}subDoc")
"""Whole other documents."""

_DELETED = ("{*}del", "{*}moveFrom")
_TRACKED = (*_DELETED, "{*}ins", "{*}moveTo")


def beside_text(
    package: Package,
    root: _Element,
    tables: Sequence[WordTable],
    rows: Rows,
    looks: Looks | None,
) -> Iterator[Problem]:
    """Yield a problem for each row with words over it, pictures, tracked or struck-out words.

    `root` is the main part, `tables` are those that were read, `rows` their rows; `looks` tell what
    is struck out, `None` where nothing is.
    Struck-out words are read all the same, tracked changes as if all were accepted. Other documents
    inside this one have a problem as well.
    """
    for inside in root.iter(*_DOCUMENTS):
        yield Problem(Code.DOCUMENT_INSIDE_IGNORED, place=_place(inside, package.file))
    for table in tables:
        for at, row in enumerate(through(table.element, "tr"), 1):
            place = Place(package.file, table=table.number, row=at)
            yield from _tracked(row, place)
            if (table.number, at) in rows:
                yield from _over(row, place)
                yield from _struck_out(row, place, looks) if looks else ()


def _place(element: _Element, file: str) -> Place:
    """Return the row around an element of the document, or the paragraph above it."""
    tables = numbered(element.getroottree().getroot())
    for row in element.iterancestors("{*}tr"):
        for table in row.iterancestors("{*}tbl"):
            at = {one: number for number, one in enumerate(through(table, "tr"), 1)}
            return Place(file, table=tables.get(table), row=at.get(row))
    above = sum(1 for _ in element.itersiblings("{*}p", preceding=True))
    return Place(file, paragraph=above or None)


def _tracked(row: _Element, place: Place) -> Iterator[Problem]:
    if next(row.iter(*_TRACKED), None) is None:
        return
    deleted = [
        "".join(text.text or "" for text in change.iter("{*}delText", "{*}t"))
        for change in row.iter(*_DELETED)
    ]
    whole = row.find("{*}trPr/{*}del") is not None
    words = text_of(row) if whole else "; ".join(filter(str.strip, deleted))
    values = {"text": with_both_ends(words) if words.strip() else "—"}
    yield Problem(Code.DOCUMENT_TRACKED_CHANGES, place=place, values=values)


def _over(row: _Element, place: Place) -> Iterator[Problem]:
    for text in words_over(row):
        values = {"text": with_both_ends(text)}
        yield Problem(Code.DOCUMENT_BOX_IGNORED, place=place, values=values)
    shown = [one for one in row.iter(*_PICTURES) if _is_picture(one)]
    if shown:
        yield Problem(Code.DOCUMENT_PICTURE_IGNORED, place=place, values={"count": len(shown)})


def _is_picture(element: _Element) -> bool:
    """Whether an element is shown and is more than the frame of words."""
    around = ("{*}Fallback", *_DELETED, *_PICTURES)
    return next(element.iterancestors(*around), None) is None and not holds_words(element)


def _struck_out(row: _Element, place: Place, looks: Looks) -> Iterator[Problem]:
    text = " ".join(_struck(row, looks))
    if text:
        yield Problem(Code.DOCUMENT_TEXT_STRUCK, place=place, values={"text": shortened(text)})


def _struck(row: _Element, looks: Looks) -> Iterator[str]:
    for paragraph in row.iter("{*}p"):
        runs = paragraph.iterfind(".//{*}r")
        text = "".join(text_of(run) for run in runs if looks.strikes(paragraph, run))
        if text.strip():
            yield text.strip()
