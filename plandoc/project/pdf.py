"""Documents as PDF beside them, made by an office engine of this computer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import OutputError, Place, PlandocError, Problem
from plandoc.project.files import read
from plandoc.project.office import Engine, pdf_engine, pdfs
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.words.language import DEFAULT_LANGUAGE


@dataclass(frozen=True, slots=True)
class SavedPdf:
    """A PDF; `kept` is where one that was there before is now."""

    path: Path
    kept: Path | None = None


def require_pdf_engine() -> Engine:
    """Return what makes a PDF here. Raises `PlandocError` if nothing does."""
    engine = pdf_engine()
    if engine is None:
        raise PlandocError([Problem(Code.PDF_ENGINE_MISSING)])
    return engine


def save_pdfs(
    documents: Sequence[Path],
    engine: Engine,
    *,
    language: str = DEFAULT_LANGUAGE,
    force: bool = False,
) -> tuple[tuple[SavedPdf, ...], tuple[Problem, ...]]:
    """Write documents as PDF beside them; return the files, and what is to be known of them.

    A PDF that is there is kept under a free name in `language`, since it may be a scan of the
    signed paper; with `force` it is replaced. Raises `OutputError` with each document of which none
    was made.
    """
    made = dict(zip(documents, pdfs([read(path) for path in documents], engine), strict=True))
    if failed := [path for path, data in made.items() if data is None]:
        values = {"engine": engine.value}
        raise OutputError(
            Problem(Code.PDF_FAILED, place=Place(file=str(path)), values=values) for path in failed
        )
    existing = Existing.REPLACE if force else Existing.SET_ASIDE
    outputs = [
        Output(path.with_suffix(".pdf"), data or b"", existing) for path, data in made.items()
    ]
    kept = write_all(outputs, language=language).kept
    marked = engine is Engine.ONLYOFFICE
    problems = (Problem(Code.PDF_IS_MARKED, place=Place(file=str(o.path))) for o in outputs)
    saved = tuple(SavedPdf(output.path, kept.get(output.path)) for output in outputs)
    return saved, tuple(problems) if marked else ()
