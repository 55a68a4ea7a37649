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
    return _folder().joinpath("plan.docx").read_bytes()


def compiled_standard_template() -> str:
    """Return the built-in template as it was compiled, `""` where that is not there."""
    beside = _folder() / "plan.json"
    return beside.read_text(encoding="utf-8") if beside.is_file() else ""


def _folder() -> Path:
    inside = _PACKAGE / "templates"
    return inside if (inside / "plan.docx").is_file() else _PACKAGE.parent / "templates"
