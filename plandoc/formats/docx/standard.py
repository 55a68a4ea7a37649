"""The template that ships with plandoc, wherever plandoc was installed."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]


@cache
def standard_template_bytes() -> bytes:
    """Return plandoc's own template, `templates/plan.docx`, as a DOCX file.

    A wheel has the folder `templates` inside the package. A checkout, installed as editable or
    not at all, has it beside the package.
    """
    inside = _PACKAGE / "templates" / "plan.docx"
    beside = _PACKAGE.parent / "templates" / "plan.docx"
    return (inside if inside.is_file() else beside).read_bytes()
