"""The report of the seed as an outline that a person can read in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes the outline anew.
"""

from support.docx_text import outline
from support.goldens import assert_golden
from support.reported_plans import SEED_DAY, SEED_MARKS, marked

from plandoc import load_plan
from plandoc.formats.docx.report import render_report_document
from plandoc.progress.figures import report


def test_the_report_is_the_one_that_was_looked_at(examples):
    """The outline of the report, chart in words too, is the one in the repository."""
    plan = marked(load_plan(examples / "seed.yaml"), SEED_MARKS)
    document, problems = render_report_document(plan, report(plan, SEED_DAY))
    assert problems == ()
    told = outline(document)
    assert_golden("seed-report.docx.txt", told)
