"""Filled files with damage of every kind: a value, or a problem that names the file."""

import re
from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries
from support.workbooks import unzipped, zipped

from plandoc.errors import ReturnedFileError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.reader import read_document
from plandoc.formats.xlsx.annotated import annotate
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.xlsx.tracking.reader import read_tracking
from plandoc.returns.take_in import take_in
from plandoc.schema.plan import Plan

PLAN = Plan(
    title="План",
    period="2018-2019 учебный год",
    columns=["number", "title", "deadline", {"key": "place", "heading": "Место"}, "outcome"],
    activities=[
        {"title": "Педсовет", "deadline": "октябрь", "outcome": {"status": "done", "text": "Был"}},
        {"title": "Субботник", "deadline": "12.10.2018", "fields": {"place": "двор"}},
        {"title": "Поход", "outcome": {"status": "postponed", "moved_to": "май 2019"}},
    ],
)
WORKBOOK = unzipped(render_tracking(PLAN))
DOCUMENT = unzipped(render_document(PLAN))
TAG = re.compile(r"<[^<>?!]+>")
VALUE = re.compile(r'(?<==")[^"<>]*(?=")')
TEXT = re.compile(r"(?<=>)[^<>]+(?=<)")
ELEMENT = re.compile(r"<(\w+(?::\w+)?)(?:\s[^<>]*)?(?:/>|>[^<>]*</\1>)")
VALUES = st.sampled_from([
    "", "0", "-1", "1", "9" * 400, "9" * 5000, "1e999", "NaN", "true", "мусор", "Выполнено", "id",
    "A1", "XFD1048576", "ZZZZ1", "outcome.date", "plandoc_", "../../a", "\u202e", "_x001B_",
    "2018-09-28T00:00:00", "#REF!", "=1+1", "28-сен-2018", "r1", "rId1", "s", "d", "b", "continue",
])  # fmt: skip


class Damaged:
    """A file, shown by what was done to it."""

    def __init__(self, changes, source):
        self.changes, self.source = changes, source

    def __repr__(self):
        return "; ".join(self.changes)


@st.composite
def damaged(draw, parts):
    """Return a file in whose markup tags, attributes, texts and whole elements were changed."""
    changed = {name: data.decode("utf-8", "replace") for name, data in parts.items()}
    changes = []
    text_parts = sorted(name for name in parts if name.endswith((".xml", ".rels")))
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(text_parts))
        xml = changed[name]
        pattern = draw(st.sampled_from([TAG, VALUE, TEXT, ELEMENT]))
        found = list(pattern.finditer(xml))
        if not found:
            continue
        start, end = found[draw(st.integers(0, len(found) - 1))].span()
        there = xml[start:end]
        put = draw(st.sampled_from(["", there * 2, there * 50]))
        if pattern in (VALUE, TEXT):
            put = draw(VALUES)
        elif draw(st.booleans()):
            start, put = end, xml[slice(*found[draw(st.integers(0, len(found) - 1))].span())]
        changed[name] = xml[:start] + put + xml[end:]
        changes.append(f"{name}: {xml[start:end][:80]} -> {put[:80]}")
    for name in draw(st.lists(st.sampled_from(sorted(parts)), max_size=1)):
        if draw(st.booleans()):
            del changed[name]
            changes.append(f"{name} is gone")
    files = {n: changed[n].encode() if n in text_parts else parts[n] for n in changed}
    return Damaged(tuple(changes), zipped(files))


def use(read, source):
    """Read a file and take it in; return the problems that refuse it."""
    try:
        returned = read(source, "файл")
    except ReturnedFileError as error:
        return error.problems
    taken = take_in(PLAN, [returned])
    for problem in taken.problems:
        assert problem.text("ru")
        assert problem.text("en")
    assert len(taken.accounts) == len(returned.rows)
    if read is read_tracking:
        with suppress(ReturnedFileError):
            annotate(source, taken.problems, taken.conflicts)
    return ()


@tries(1000)
@given(damaged(WORKBOOK))
def test_any_workbook_is_read_or_refused_by_name(file):
    """Whatever its markup says, rows come back or a problem that names the file."""
    assert {problem.place.file for problem in use(read_tracking, file.source)} <= {"файл"}


@tries(1000)
@given(damaged(DOCUMENT))
def test_any_document_is_read_or_refused_by_name(file):
    """Whatever its markup says, rows come back or a problem that names the file."""
    assert {problem.place.file for problem in use(read_document, file.source)} <= {"файл"}
