"""Documents as PDF beside them, made by an office engine of this computer."""

from collections.abc import Callable, Sequence
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

    Where pikepdf is, their structure is put right for those who listen, and they are said to be in
    `language`. A PDF that is there is kept under a free name in that language, since it may be a
    scan of the signed paper; with `force` it is replaced. Raises `OutputError` with each document
    of which none was made.
    """
    made = dict(zip(documents, pdfs([read(path) for path in documents], engine), strict=True))
    mend = _mender()
    if failed := [path for path, data in made.items() if data is None]:
        values = {"engine": engine.value}
        raise OutputError(
            Problem(Code.PDF_FAILED, place=Place(file=str(path)), values=values) for path in failed
        )
    existing = Existing.REPLACE if force else Existing.SET_ASIDE
    outputs = [
        Output(path.with_suffix(".pdf"), mend(data or b"", language), existing)
        for path, data in made.items()
    ]
    kept = write_all(outputs, language=language).kept
    codes = [Code.PDF_IS_MARKED] if engine is Engine.ONLYOFFICE else []
    if mend is _as_made:
        codes.append(Code.PDF_AS_MADE)
    problems = (
        Problem(code, place=Place(file=str(output.path)), values={"engine": engine.value})
        for output in outputs
        for code in codes
    )
    saved = tuple(SavedPdf(output.path, kept.get(output.path)) for output in outputs)
    return saved, tuple(problems)


def _mender() -> Callable[[bytes, str], bytes]:
    """Return what puts the structure of a PDF right, as far as it can be done here."""
    try:
        from plandoc.formats.pdf.spoken import mended  # noqa: PLC0415 - it needs pikepdf
    except ImportError:
        return _as_made
    return mended


def _as_made(pdf: bytes, _: str) -> bytes:
    return pdf
