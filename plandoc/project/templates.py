"""Loading custom DOCX templates, and saving the built-in one."""

from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.errors import PlanFileError, TemplateError
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output, write_all

if TYPE_CHECKING:
    from plandoc.formats.docx.template import Template


def load_template(path: Path | str) -> "Template":
    """Return a compiled DOCX template. Raises `TemplateError` with all of its problems.

    A name that no plan has by itself may be one of `extra` of a plan: it is refused when a plan
    without it is rendered.
    """
    from plandoc.formats.docx.template import read_template  # noqa: PLC0415 - not to save one

    path = Path(path)
    try:
        source = read(path)
    except PlanFileError as error:
        raise TemplateError(error.problems) from error
    return read_template(source, str(path), open_names=True)


def save_template(path: Path | str, *, force: bool = False) -> None:
    """Write the built-in template, to be restyled in Word.

    Raises `OutputError` if the file cannot be written, or if a different file exists and `force`
    is not given.
    """
    write_all([Output(Path(path), standard_template_bytes(), Existing.replaced(force=force))])
