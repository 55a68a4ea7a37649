"""The option `--pdf`: a PDF beside the document that a verb wrote."""

from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from plandoc.cli.telling import Telling

if TYPE_CHECKING:
    from plandoc.project.office import Engine


def engine_of(options: SimpleNamespace) -> "Engine | None":
    """Return what makes the PDF that is asked for, before anything is written.

    Raises `PlandocError` if nothing on this computer does.
    """
    if not options.pdf:
        return None
    from plandoc.project.pdf import require_pdf_engine

    return require_pdf_engine()


def tell_pdf(
    document: Path,
    language: str,
    engine: "Engine | None",
    options: SimpleNamespace,
    telling: Telling,
) -> None:
    """Write the PDF of a document in a language if one is asked for, and tell it."""
    if engine is None:
        return
    from plandoc.project.pdf import save_pdfs

    saved, problems = save_pdfs([document], engine, language=language, force=options.force)
    telling.problems(problems)
    for one in saved:
        telling.file("pdf", one.path, kept=one.kept)
