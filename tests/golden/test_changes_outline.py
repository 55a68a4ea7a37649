"""What changed in the seed, as pages and words that a person reads in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes them anew.
"""

import pytest
from support.changed_seed import amended, next_year, seed
from support.docx_text import outline
from support.goldens import assert_golden

from plandoc.formats.docx.amendment import render_amendment
from plandoc.formats.docx.comparison import render_comparison
from plandoc.formats.docx.document import render_document
from plandoc.formats.text.comparison import comparison_text
from plandoc.revisions.amend import amend
from plandoc.revisions.compare import compare


@pytest.mark.parametrize(("name", "changed", "years"), [
    ("next-year", next_year, True), ("amended", amended, False),
])  # fmt: skip
def test_the_comparison_is_the_one_that_was_looked_at(examples, name, changed, years):
    """The page and the words of a comparison are those in the repository."""
    comparison = compare(seed(examples), changed(examples), across_years=years)
    assert_golden(f"seed-{name}.changes.txt", comparison_text(comparison, "ru"))
    assert_golden(f"seed-{name}.changes.docx.txt", outline(render_comparison(comparison, "ru")))


def test_the_amendment_is_the_one_that_was_looked_at(examples):
    """The paper of an amendment, and the plan as amended, are those in the repository."""
    made = amend(seed(examples), amended(examples), "приказ № 12 от 10.01.2019")
    assert_golden("seed-amended.amendment.docx.txt", outline(render_amendment(made)))
    assert_golden("seed-amended.docx.txt", outline(render_document(made.plan)))
