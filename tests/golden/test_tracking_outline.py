"""The seed's workbook as an outline that a person can read in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes the outline anew.
"""

from support.goldens import assert_golden
from support.tracking_text import outline

from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import read_plan


def test_the_workbook_is_the_one_that_was_looked_at(examples):
    """The outline of the workbook is word for word the one in the repository."""
    plan, _ = read_plan((examples / "seed.yaml").read_bytes())
    told = outline(render_tracking(plan))
    assert_golden("seed.xlsx.txt", told)
