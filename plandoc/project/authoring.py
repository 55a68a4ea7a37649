"""The workbook in which a plan is written."""

from datetime import date
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, Problem
from plandoc.formats.xlsx.authoring import render_authoring
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.words.language import DEFAULT_LANGUAGE

_SUFFIX = ".xlsx"
_MAY = 5
"""From this month on people write the plan of the school year to come."""


def new_workbook(
    path: Path | str, *, today: date, language: str = DEFAULT_LANGUAGE, force: bool = False
) -> None:
    """Write an empty workbook in which a plan is written, to be read by `import_documents`.

    `today` tells which school years can be chosen. Raises `OutputError` if the name does not end
    with `.xlsx`, or if a different file exists and `force` is not given.
    """
    path = Path(path)
    if path.suffix.lower() != _SUFFIX:
        values = {"name": path.name}
        raise OutputError([Problem(Code.NEW_FILE_NOT_XLSX, place=Place(str(path)), values=values)])
    first_year = today.year if today.month >= _MAY else today.year - 1
    data = render_authoring(language=language, first_year=first_year)
    write_all([Output(path, data, Existing.replaced(force=force))])
