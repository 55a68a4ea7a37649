"""A document that nobody touched gives back exactly what was printed, whatever the plan says."""

from pathlib import Path
from random import Random

from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from lxml import etree
from support.effort import tries
from support.hand_edits import EDITS, Hand
from support.printed import printed
from support.strategies import plans
from support.workbooks import unzipped, with_parts

from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.reader import read_document
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.returns.take_in import take_in
from plandoc.schema.blocks import TableForm
from plandoc.schema.rows import ActivityRow
from plandoc.wording.columns import cell_text, columns_of, issued_texts, manifest, row_texts
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.texts import BREAKS


def loose(text):
    """Return a text without what keeps a line from breaking or lets it: a matter of the column."""
    return text.replace("\u00ad", "").replace("\u00a0", " ").replace("\u2011", "-")


SLOW = tries(150, HealthCheck.filter_too_much)  # a plan of unknown gender is no example


@SLOW
@given(plans(shapes=True))
def test_an_untouched_document_gives_the_printed_texts(plan):
    """Each activity comes back once, under its id, each column with its text; nothing is amiss."""
    document = printed(plan)
    wording = Wording(plan.language)
    tables = [table for table in plan.tables() if table.form is TableForm.TABLE]
    issued = {
        row.activity.id: {
            column.path: loose(text)
            for column in columns_of(plan, wording, table.columns)
            for whole in [with_non_breaking(cell_text(row, column.key, plan, wording))]
            if (text := whole.translate(BREAKS)).strip()
        }
        for table in tables
        for row in table.rows
        if isinstance(row, ActivityRow)
    }
    assume(issued)
    seen = read_document(document)
    rows = [{key: loose(c.value) for key, c in row.cells.items() if c.value} for row in seen.rows]
    told = {row.pop("id"): row for row in rows}
    for row in plan.activity_rows():
        # A part may print what it leaves to its whole, its number too.
        own, shown = (
            {
                key: loose(with_non_breaking(text)).translate(BREAKS)
                for key, text in texts.items()
                if text.strip()
            }
            for texts in (row_texts(one, plan, wording) for one in (row, row.whole or row))
        )
        for key in shown.keys() - own.keys():
            if told.get(row.activity.id, {}).get(key) == shown[key]:
                del told[row.activity.id][key]
    assert told == issued
    assert len(rows) == len(issued)
    texts = issued_texts(plan, wording)
    wholes = {
        row.activity.id: texts[row.whole.activity.id] for row in plan.activity_rows() if row.whole
    }
    assert seen.issued is not None
    for ident in issued:
        # A text of its whole that a part prints again was issued with the part.
        whole, found = wholes.get(ident, {}), dict(seen.issued[ident])
        again = {key for key in found.keys() - texts[ident].keys() if found[key] == whole.get(key)}
        assert {key: text for key, text in found.items() if key not in again} == texts[ident]
    assert seen.issued.keys() == issued.keys()
    assert seen.manifest == manifest(plan, wording)
    assert seen.problems == ()


EXAMPLES = Path(__file__).parents[2] / "examples"
PLANS = [
    read_plan((EXAMPLES / f"{name}.yaml").read_bytes())[0] for name in ("seed", "school", "college")
]
PRINTED = [render_document(plan) for plan in PLANS]
MAIN_PART = "word/document.xml"


@tries(200)
@given(
    at=st.integers(0, len(PLANS) - 1),
    edits=st.lists(st.sampled_from(sorted(EDITS)), min_size=1, max_size=3),
    seed=st.integers(0, 10_000),
)
def test_a_mark_in_a_document_edited_by_hand_is_read_or_told(at, edits, seed):
    """However rows, cells and headings were changed: no mark is lost in silence."""
    root = etree.fromstring(unzipped(PRINTED[at])[MAIN_PART])
    hand = Hand(root, Random(seed))
    for edit in edits:
        hand.act(edit)
    source = with_parts(PRINTED[at], {MAIN_PART: etree.tostring(root)})
    taken = take_in(PLANS[at], [read_document(source)])
    outcomes = [row.activity.outcome for row in taken.plan.activity_rows()]
    words = f"{outcomes} {taken.conflicts} {taken.proposals} {taken.problems}"
    assert [mark for mark in hand.left() if mark not in words] == []
