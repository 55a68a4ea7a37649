"""Comparing plan files with each other or with documents."""

from datetime import datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.project.files import read
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import revision_of, seal_warnings
from plandoc.revisions.compare import Comparison, compare
from plandoc.revisions.verify import Verdict
from plandoc.words.language import language_of

_DOCUMENTS = {".docx", ".docm", ".xlsx", ".xlsm"}


def is_document(name: Path | str) -> bool:
    """Whether a file is a document or a workbook instead of a plan file, by its name."""
    return Path(name).suffix.lower() in _DOCUMENTS


def compare_files(  # noqa: PLR0913
    old: Path | str,
    new: Path | str,
    *,
    docx: Path | str | None = None,
    language: str | None = None,
    created: datetime | None = None,
    force: bool = False,
) -> Comparison | Verdict:
    """Return the differences between two plans, or between a plan and a document.

    A side is a plan file, a sealed revision of it (`plan.yaml@1`), or (only one of them) a DOCX or
    XLSX file: then the result is a `Verdict`, which ignores outcomes. With `docx`, the page «Что
    изменилось» is written to that file, in `language` or else in that of the new plan; an existing
    file that differs is replaced only with `force`.

    Raises `PlanFileError` for a side that is not a plan, `LockError` for an unsealed revision,
    `OutputError`.
    """
    if is_document(new):
        return _verdict(new, old)
    if is_document(old):
        return _verdict(old, new)
    before, after = revision_of(str(old)), revision_of(str(new))
    comparison = compare(before, after, across_years=before.period != after.period)
    if docx is not None:
        from plandoc.formats.docx.comparison import render_comparison  # noqa: PLC0415 - heavy

        language = language or language_of(after.language)
        page = render_comparison(comparison, language, created=created)
        write_all([Output(Path(docx), page, Existing.replaced(force=force))])
    return comparison


def side_warnings(*sides: Path | str) -> tuple[Problem, ...]:
    """Return what the lock says against plan files as sides of a comparison, apart from edits."""
    files = (PlanFile.load(s) for s in sides if not is_document(s) and Path(s).is_file())
    return tuple(problem for file in files for problem in seal_warnings(file, words=False))


def _verdict(document: Path | str, plan: Path | str) -> Verdict:
    from plandoc.project.verifying import verify_against  # noqa: PLC0415 - reads and writes DOCX

    compared = revision_of(str(plan))
    return verify_against(read(Path(document)), compared, file=str(document))
