"""Each example's document as an outline that a person can read in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes the outlines anew.
"""

import pytest
from support.docx_text import outline
from support.goldens import assert_golden

from plandoc import load_plan, render_document


@pytest.mark.parametrize("name", ["seed", "flat", "school", "college"])
def test_the_document_is_the_one_that_was_looked_at(examples, name):
    """The outline of the document is word for word the one in the repository."""
    told = outline(render_document(load_plan(examples / f"{name}.yaml")))
    assert_golden(f"{name}.docx.txt", told)
