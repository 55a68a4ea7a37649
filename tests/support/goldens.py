"""Texts in the repository that were looked at: what a run makes must equal them.

PLANDOC_UPDATE_GOLDENS=1 writes them anew; the diff is then for a person to read.
"""

import os

from support.places import GOLDEN


def assert_golden(name: str, made: str) -> None:
    """Compare a text with the file of that name in tests/golden, or write the file."""
    file = GOLDEN / name
    if os.environ.get("PLANDOC_UPDATE_GOLDENS") == "1":
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8")
