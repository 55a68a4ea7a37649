"""Filled files with damage of every kind: a value, or a problem that names the file."""

from contextlib import suppress
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from support.damage import damaged_parts
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


class Damaged:
    """A file, shown by what was done to it."""

    def __init__(self, changes, source):
        self.changes, self.source = changes, source

    def __repr__(self):
        return "; ".join(self.changes)


@st.composite
def damaged(draw, parts):
    """Return a file in whose markup tags, attributes, texts and whole elements were changed."""
    changes, changed = damaged_parts(Random(draw(st.integers(0, 2**32))), parts)
    return Damaged(changes, zipped(changed))


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
