"""The template that ships with plandoc, wherever plandoc was installed."""

from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path


@cache
def standard_template_bytes() -> bytes:
    """Return plandoc's own template, `templates/plan.docx`, as a DOCX file.

    A wheel holds it in the package `plandoc.templates`. A checkout on the import path, installed
    or not, has the folder `templates` beside the package.
    """
    if find_spec("plandoc.templates"):
        return files("plandoc.templates").joinpath("plan.docx").read_bytes()
    return (Path(__file__).parents[3] / "templates" / "plan.docx").read_bytes()
