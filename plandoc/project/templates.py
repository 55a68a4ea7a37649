"""Loading custom DOCX templates, and saving the built-in one."""

from pathlib import Path
from typing import TYPE_CHECKING

from plandoc.codes import Code
from plandoc.errors import Place, Problem, TemplateError
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.project.outputs import Existing, Output, write_all

if TYPE_CHECKING:
    from plandoc.formats.docx.template import Template


def load_template(path: Path | str) -> "Template":
    """Return a compiled DOCX template. Raises `TemplateError` with all of its problems."""
    from plandoc.formats.docx.template import compile_template  # noqa: PLC0415 - not to save one

    path = Path(path)
    try:
        source = path.read_bytes()
    except OSError as error:
        place = Place(file=str(path))
        values = {"reason": error.strerror or str(error)}
        raise TemplateError(
            [Problem(Code.TEMPLATE_UNREADABLE, place=place, values=values)]
        ) from error
    return compile_template(source, str(path))


def save_template(path: Path | str, *, force: bool = False) -> None:
    """Write the built-in template, to be restyled in Word.

    Raises `OutputError` if the file cannot be written, or if a different file exists and `force`
    is not given.
    """
    write_all([Output(Path(path), standard_template_bytes(), Existing.replaced(force=force))])
