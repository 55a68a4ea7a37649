"""Colours of workbooks, measured from the files: texts are read, states told apart without colour.

WCAG 2.2: 4.5 : 1 for texts (1.4.3), 3 : 1 for pictures (1.4.11), nothing by colour alone (1.4.1).
"""

from datetime import date
from functools import cache

import pytest
from support.contrast import BLACK, WHITE, bars_of, contrast, luminance, pairs_of
from support.filled import sheet as filled_sheet
from support.tracking_text import cell_of, workbook

from plandoc import roll_over
from plandoc.formats.paints import PAINTS, SOON
from plandoc.formats.xlsx.annotated import annotate
from plandoc.formats.xlsx.answers.review import render_review
from plandoc.formats.xlsx.report import render_report_workbook
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.progress.figures import report
from plandoc.returns.take_in import take_in
from plandoc.schema.outcome import Status
from plandoc.schema.plan import Plan
from plandoc.words.language import words_in

TODAY = date(2019, 2, 1)
TEXT, PICTURE, GREY = 4.5, 3.0, 1.3
"""The least contrast of a text, of a picture, and of two solid fills on a grey print."""


def plan_of():
    """Return a plan with an activity in each state, in two sections."""
    outcomes = [None, *({"status": status} for status in Status)]
    deadlines = ("октябрь 2018 г.", "10 февраля 2019 г.", "май 2019 г.")
    activities = [
        {
            "title": f"Дело {n}", "deadline": deadlines[n % 3], "outcome": outcome,
            "executors": [f"Работник {n % 2}"],
        }
        for n, outcome in enumerate(outcomes * 3)
    ]  # fmt: skip
    late = {"status": "done", "date": "2018-12-01"}
    activities[0] |= {"id": "a1", "deadline": "октябрь 2018 г.", "outcome": late}
    sections = [{"title": f"Задача {n}", "activities": activities[n::2]} for n in range(2)]
    return Plan(title="План", period="2018-2019 учебный год", sections=sections)


@cache
def books():
    """Return the workbooks of one plan by name."""
    plan = plan_of()
    tracking = render_tracking(plan, today=TODAY)
    marks = ({"outcome.text": "Проведено"}, {"outcome.text": "Сорвано", "outcome.status": "фыва"})
    other = {"outcome.text": "Проведено вместе с родителями"}
    files = [
        filled_sheet(plan, {"a1": mark}, file=f"{n}.xlsx") for n, mark in enumerate((*marks, other))
    ]
    taken = take_in(plan, files)
    assert taken.conflicts
    return {
        "tracking": tracking,
        "remarks": annotate(tracking, taken.problems, taken.conflicts),
        "review": render_review(roll_over(plan, "2019-2020 учебный год")),
        "report": render_report_workbook(plan, report(plan, TODAY)),
    }


NAMES = ["tracking", "remarks", "review", "report"]


@pytest.mark.parametrize("name", NAMES)
def test_texts_are_read_on_their_grounds(name):
    """Each cell with a value, in each colour that a conditional format may give it."""
    pairs = set(pairs_of(books()[name]))
    assert len({(pair.ink, pair.ground) for pair in pairs}) > 3
    faint = {pair for pair in pairs if contrast(pair.ink, pair.ground) < TEXT}
    assert not faint


@pytest.mark.parametrize("name", ["tracking", "remarks", "report"])
def test_bars_of_charts_are_seen(name):
    """A bar by its outline or its fill, its pattern on its ground, its figures on theirs."""
    bars = list(bars_of(books()[name]))
    assert bars
    for bar in bars:
        assert contrast(bar.outline, WHITE) >= PICTURE, bar
        assert max(contrast(bar.outline, bar.ground), contrast(bar.ground, WHITE)) >= PICTURE, bar
        assert not bar.strokes or contrast(bar.strokes, bar.ground) >= PICTURE, bar
        assert contrast(bar.figures or BLACK, bar.box or bar.ground) >= TEXT, bar


def test_fills_of_pictures_are_seen():
    """The same for the picture of a report: the strokes of a fill, the figures on it."""
    for paint in (*PAINTS.values(), SOON):
        assert contrast(paint.figures, paint.colour) >= TEXT, paint
        assert not paint.hatching or contrast(paint.strokes, paint.colour) >= PICTURE, paint


def told_apart(fills):
    """Return pairs of fills that look alike on a grey print: one pattern, grounds of one grey."""
    return [
        (one, other)
        for n, one in enumerate(fills)
        for other in fills[n + 1 :]
        if one[0] == other[0] and contrast(one[1], other[1]) < GREY
    ]


def test_states_are_told_apart_on_a_grey_print():
    """By signs in the months of «График», in charts by patterns or, without them, by greys."""
    signs = words_in("ru").tracking.months.signs
    assert len(set(signs.values())) == len(signs)
    months = workbook(books()["tracking"], data_only=True)["График"]
    shown = {cell.value for row in months.iter_rows() for cell in row}
    assert {signs[key] for key in ("due", "done", "late")} <= shown
    assert not told_apart([(paint.hatching, paint.colour) for paint in (*PAINTS.values(), SOON)])
    for name in ("tracking", "report"):
        bars = list(dict.fromkeys((bar.pattern, bar.ground) for bar in bars_of(books()[name])))
        assert len(bars) > 5
        assert not told_apart(bars)


def test_a_state_is_never_told_by_colour_alone():
    """The register has the word beside the colour, «График» a sign in the month."""
    book = workbook(books()["tracking"], data_only=True)
    for row in range(len(list(plan_of().activity_rows()))):
        assert cell_of(book, "state", row).value
    months = book["График"]
    filled = {
        cell.value for row in months.iter_rows() for cell in row if cell.fill.patternType == "solid"
    }
    assert {"●"} <= filled


def test_the_load_is_darker_where_it_is_greater():
    """Its scale goes from white to a colour that is darker in grey and on which black is read."""
    pairs = [pair for pair in pairs_of(books()["tracking"]) if "colorScale" in pair.where]
    assert luminance(pairs[0].ground) == 1
    assert contrast(pairs[0].ground, pairs[1].ground) > 2
