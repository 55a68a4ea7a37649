"""What a document shows beside its body, and what stands in it but is not seen."""

import re

from plandoc import Activity, Period, Plan, read_document, render_document
from plandoc.formats.docx.beyond import Beyond
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package

_ROWS = 40


def _beyond(*, change: tuple[bytes, bytes] = (b"", b"")) -> Beyond:
    plan = Plan(
        title="План работы",
        period=Period.school_year(2018),
        activities=[Activity(title=f"Заседание № {n}", deadline="Май") for n in range(_ROWS)],
    )
    package = open_package(render_document(plan), "plan.docx", kind=FileKind.DOCUMENT)
    data = re.sub(change[0], change[1], package.read(package.main)) if change[0] else b""
    if data:
        package.write(package.main, data)
    source = package.saved()
    return Beyond(source, read_document(source, "plan.docx"))


def _full_rows(beyond: Beyond) -> int:
    _, root = beyond._parts[0]
    return sum(1 for row in root.iter("{*}tr") if len(row))


def test_rows_of_which_nothing_is_told_are_not_kept() -> None:
    """Nothing is hidden in a document as plandoc prints it, and no row of it is held."""
    beyond = _beyond()
    assert not [*beyond.hidden()]
    assert _full_rows(beyond) == 0


def test_a_row_with_something_to_tell_is_kept_in_its_place() -> None:
    """A hidden word has the numbers of its table and row, though the rows above it are empty."""
    hidden = b"<w:r><w:rPr><w:vanish/></w:rPr><w:t>\xd0\xbd\xd0\xb5\xd1\x82</w:t></w:r></w:p>"
    title = "№\u00a07<".encode()
    beyond = _beyond(change=(b"(" + title + b".*?)</w:p>", b"\\1" + hidden))
    (line,) = beyond.hidden()
    assert (line.text, line.place.table, line.place.row) == ("нет", 1, 9)
    assert _full_rows(beyond) == 1


def test_a_page_that_is_smaller_than_its_table_hides_all_rows() -> None:
    """Pages stand behind their rows, and a document with very small ones is read as a whole."""
    beyond = _beyond(change=(rb"<w:pgSz [^>]*>", b'<w:pgSz w:w="1000" w:h="1000"/>'))
    assert _full_rows(beyond) > _ROWS
    assert len([*beyond.hidden()]) > _ROWS
