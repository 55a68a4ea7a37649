"""What changed in the seed, as pages and words that a person reads in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes them anew.
"""

import os
from pathlib import Path

import pytest
from changed_seed import amended, next_year, seed
from docx_text import outline

from plandoc.formats.docx.amendment import amendment_document
from plandoc.formats.docx.comparison import comparison_document
from plandoc.formats.docx.document import render_document
from plandoc.formats.text.comparison import comparison_text
from plandoc.revisions.amend import amend
from plandoc.revisions.compare import compare

HERE = Path(__file__).parent


def agree(golden, told):
    """Compare with the file in the repository, or write it."""
    if os.environ.get("PLANDOC_UPDATE_GOLDENS") == "1":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "changed", "years"), [
    ("next-year", next_year, True), ("amended", amended, False),
])  # fmt: skip
def test_the_comparison_is_the_one_that_was_looked_at(examples, name, changed, years):
    """The page and the words of a comparison are those in the repository."""
    comparison = compare(seed(examples), changed(examples), across_years=years)
    agree(HERE / f"seed-{name}.changes.txt", comparison_text(comparison))
    agree(HERE / f"seed-{name}.changes.docx.txt", outline(comparison_document(comparison)))


def test_the_amendment_is_the_one_that_was_looked_at(examples):
    """The paper of an amendment, and the plan as amended, are those in the repository."""
    made = amend(seed(examples), amended(examples), "приказ № 12 от 10.01.2019")
    agree(HERE / "seed-amended.amendment.docx.txt", outline(amendment_document(made)))
    agree(HERE / "seed-amended.docx.txt", outline(render_document(made.plan)))
