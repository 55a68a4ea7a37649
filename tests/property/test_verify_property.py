"""Whatever a plan says, its file agrees with it, and no changed text goes unnoticed."""

from functools import cache
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import HealthCheck, assume, given, reject
from hypothesis import strategies as st
from support.edited_plans import edited
from support.effort import tries
from support.places import EXAMPLES
from support.printed import printed
from support.problems import codes
from support.strategies import plans
from support.verified import locked, paragraphs, refilled, retyped, said, verdict, write

from plandoc import load_plan, render_document, render_tracking
from plandoc.errors import AmendmentError, TrackingError
from plandoc.formats.docx.amendment import render_amendment
from plandoc.formats.docx.row_ids import PREFIX
from plandoc.revisions.amend import amend
from plandoc.words.language import words_in

SLOW = tries(60, HealthCheck.filter_too_much)  # a plan of unknown gender is no example


@SLOW
@given(plans(shapes=True))
def test_an_untouched_document_agrees(plan):
    """A document agrees with its plan, and there is nothing to note."""
    found = verdict(printed(plan), locked(plan))
    assert (found.differences, found.notes) == ((), ())


@SLOW
@given(plans(shapes=True))
def test_an_untouched_workbook_agrees(plan):
    """A workbook agrees with its plan, and there is nothing to note."""
    try:
        workbook = render_tracking(plan)
    except TrackingError:
        reject()
    found = verdict(workbook, locked(plan), "f.xlsx")
    assert (found.differences, found.notes) == ((), ())


def approved(opened):
    """Return the paragraphs that say what is approved.

    These are no outcomes, no numbers of columns and no heading over notes.
    """
    bookmarks = opened.element.body.iter(qn("w:bookmarkStart"))
    marks = (mark for mark in bookmarks if mark.get(qn("w:name")).startswith(PREFIX))
    outcomes = {next(mark.iterancestors(qn("w:tc"))) for mark in marks}
    numbers = set()
    for row in opened.element.body.iter(qn("w:tr")):
        texts = [said(cell).strip() for cell in row.tc_lst]
        if texts == [str(n) for n in range(1, len(texts) + 1)]:
            numbers.update(row.tc_lst)
    return [
        p
        for p in paragraphs(opened)
        if not (outcomes | numbers).intersection(p.iterancestors(qn("w:tc")))
        and said(p).strip() not in OVER_NOTES
    ]


OVER_NOTES = [f"{word}:" for word in words_in("ru").words.notes]

CHANGES = {
    "added": lambda text: f"{text} ж",
    "begun": lambda text: f"не {text}",
    "retyped": lambda _: "совсем другое",
    "removed": lambda _: "",
    "cut": lambda text: text.rstrip()[:-1],
}


@cache
def example(name):
    """Return the plan of an example, its document and its workbook, made once."""
    plan = load_plan(EXAMPLES / f"{name}.yaml")
    return plan, render_document(plan), render_tracking(plan)


@pytest.mark.parametrize("name", ["seed", "school", "flat"])
@given(data=st.data())
@tries(40)
def test_any_changed_text_of_a_document_is_named(name, data):
    """Any one paragraph changed in any way is told; a blank may say that it was filled in."""
    plan, document, _ = example(name)
    change = data.draw(st.sampled_from(sorted(CHANGES)))
    told = {}

    def edit(opened):
        places = approved(opened)
        assert len(places) > 30
        paragraph = places[data.draw(st.integers(0, len(places) - 1))]
        told["was"] = said(paragraph)
        told["now"] = CHANGES[change](told["was"])
        write(paragraph, told["now"])

    found = verdict(retyped(document, edit), locked(plan))
    # What is typed beside a blank is what a pen writes there.
    filled = "__" in told["was"] and codes(found.notes) == ["PLN886"]
    assert filled or found.differences or found.added
    assert len(found.differences) <= 2
    if told["now"]:
        named = (*found.differences, *found.added)
        assert filled or any(_shows(told["now"], p.values) for p in named), told


def _shows(now, values):
    shown = "".join(map(str, values.values())).replace("…", "")
    return any(word in shown for word in now.split()) or now.strip() in shown


@pytest.mark.parametrize("name", ["seed", "school", "flat"])
@given(data=st.data())
@tries(25)
def test_any_changed_text_of_a_workbook_is_named(name, data):
    """Any one cell of the plan's columns changed in any way is told with its column."""
    plan, _, workbook = example(name)
    change = data.draw(st.sampled_from(sorted(CHANGES)))

    def edit(sheet, header):
        headings = [sheet.cell(header, n).value for n in range(1, sheet.max_column + 1)]
        last = headings.index("Статус")
        rows = [n for n in range(header + 1, sheet.max_row + 1) if sheet.cell(n, 1).value]
        row = data.draw(st.sampled_from(rows))
        cells = [sheet.cell(row, n) for n in range(3, last + 1)]
        texts = [cell for cell in cells if cell.data_type == "s"]  # the state is a formula
        cell = data.draw(st.sampled_from(texts))
        cell.value = CHANGES[change](cell.value)

    found = verdict(refilled(workbook, edit), locked(plan), "f.xlsx")
    assert codes(found.differences) == ["PLN880"]


@SLOW
@given(plans(shapes=True), st.data())
def test_any_changed_text_of_any_plan_is_noticed(plan, data):
    """Hostile plans hide nothing: one paragraph retyped is a difference, or told as added."""
    document = printed(plan)
    places = approved(Document(BytesIO(document)))
    at = data.draw(st.integers(0, len(places) - 1))
    assume("__" not in said(places[at]))
    changed = retyped(document, lambda opened: write(approved(opened)[at], "жжж"))
    found = verdict(changed, locked(plan))
    assert not found.matches or found.added


@SLOW
@given(plans(shapes=True), st.data())
def test_an_untouched_amendment_agrees(plan, data):
    """The paper of an amendment agrees with what was sealed by it, made again from revisions."""
    try:
        made = amend(plan, edited(data, plan), "приказ № 12 от 10.01.2019")
    except AmendmentError:
        reject()
    found = verdict(render_amendment(made), locked(plan, made.plan))
    assert (found.notes, found.amends) == ((), plan.revision)
    assert (*found.differences, *found.added) == ()
