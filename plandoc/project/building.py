"""Building the documents of a plan file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from plandoc.checks import check
from plandoc.codes import Code, Severity
from plandoc.errors import Place, PlanFileError, Problem
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.template import Template
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.project.ids import MissingIds
from plandoc.project.lock_file import LockFile
from plandoc.project.names import Names, same_name
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import refuse_edits
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Built:
    """The result of `build_file`: two files, remarks about the plan, problems."""

    plan: Plan
    document: Path
    tracking: Path
    problems: tuple[Problem, ...]
    ids_added: int = 0
    kept: Path | None = None
    """The new location of an existing tracking sheet that somebody saved."""
    kept_document: Path | None = None
    """The new location of an existing document that somebody saved."""


def build_file(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    template: Template | None = None,
    created: datetime | None = None,
    today: date | None = None,
    qr: bool = False,
    force: bool = False,
) -> Built:
    """Write both documents of a plan file to the folder `out`, or neither.

    Activities without an id get one, which is written to the plan file, because outcomes are
    matched by id. With `qr` the document has a QR code; `today` is that of `render_tracking`. An
    existing file that nobody saved since it was written is replaced; one that somebody saved is
    moved aside, and `force` replaces such a document. A file that plandoc did not write, and the
    document of a sealed plan, are replaced only with `force`. A signed plan that was edited is
    refused.

    Raises `PlanFileError` for a plan that cannot be read or built, `LockError` for an invalid lock
    file, `TemplateError`, `TrackingError`, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        lock = LockFile.of(file)
        sealed, sealing = lock.lock.latest is not None, refuse_edits(file, lock)
        remarks = file.located(check(file.plan))
        errors = [problem for problem in remarks if problem.severity is Severity.ERROR]
        if errors:
            raise PlanFileError(errors)
        ids = MissingIds.of(file)
        plan, stem, noted = file.plan, file.path.stem, file.problems
        pictures = file.pictures(template)
        del file, lock  # their texts are not needed any more
        names = Names(out, plan.language)
        document = Output(
            names.take(stem, ".docx"),
            render_document(plan, template, created=created, qr=qr, extra=pictures),
            Existing.replaced(force=force) if sealed else Existing.draft(force=force),
            refused=Code.SIGNED_DOCUMENT_STANDS if sealed else Code.FILE_EXISTS,
        )
        tracking = Output(
            names.take(stem, ".xlsx", lambda words: words.tracking),
            render_tracking(plan, created=created, today=today),
            Existing.kept(force=force),
        )
        written = ids.written_with([document, tracking], out)
    about = template.problems if template else ()
    reported = (*about, *noted, *sealing, *remarks, *names.problems, *written.problems)
    kept = written.kept
    return Built(
        plan,
        document.path,
        tracking.path,
        reported,
        written.ids_added,
        kept.get(tracking.path),
        kept.get(document.path),
    )


def clashes(folders: Mapping[Path, Path]) -> dict[Path, Problem]:
    """Return the plans whose documents would be the files of another; each has its folder."""
    first: dict[tuple[Path, str], Path] = {}
    found = {}
    for path, folder in folders.items():
        other = first.setdefault((folder, same_name(path.stem)), path)
        if other.resolve() != path.resolve():
            values = {"other": str(other)}
            found[path] = Problem(
                Code.OUTPUT_NAME_TAKEN, place=Place(file=str(path)), values=values
            )
    return found
