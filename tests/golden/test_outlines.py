"""Each example's document as an outline that a person can read in a diff.

PLANDOC_UPDATE_GOLDENS=1 writes the outlines anew.
"""

import os
from pathlib import Path

import pytest
from docx_text import outline

from plandoc import load_plan, render_document

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", ["seed", "flat", "school"])
def test_the_document_is_the_one_that_was_looked_at(examples, name):
    """The outline of the document is word for word the one in the repository."""
    golden = HERE / f"{name}.docx.txt"
    told = outline(render_document(load_plan(examples / f"{name}.yaml")))
    if os.environ.get("PLANDOC_UPDATE_GOLDENS") == "1":
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")
