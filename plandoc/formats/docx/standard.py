"""The built-in template, for every kind of installation."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]


@cache
def standard_template_bytes() -> bytes:
    """Return the built-in template, `templates/plan.docx`, as a DOCX file.

    In a wheel the folder `templates` is inside the package; in a checkout, with or without an
    editable install, it is beside the package.
    """
    inside = _PACKAGE / "templates" / "plan.docx"
    beside = _PACKAGE.parent / "templates" / "plan.docx"
    return (inside if inside.is_file() else beside).read_bytes()
