"""From a plan file to its documents, and the template they are made with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.checks import check
from plandoc.codes import Code, Severity
from plandoc.errors import OutputError, Place, PlanFileError, Problem, TemplateError
from plandoc.formats.docx.document import render_document
from plandoc.formats.docx.standard import standard_template_bytes
from plandoc.formats.docx.template import Template, compile_template
from plandoc.formats.xlsx.tracking import render_tracking
from plandoc.formats.yaml.plan_reader import located, read_plan
from plandoc.project.files import differs, explained, read, write, write_together
from plandoc.project.plan_file import keep_ids
from plandoc.project.sealing import refuse_edits
from plandoc.schema.plan import Plan


@dataclass(frozen=True, slots=True)
class Built:
    """What `build` made: two files, remarks about the plan, what happened on the way."""

    plan: Plan
    document: Path
    tracking: Path
    problems: tuple[Problem, ...]
    ids_added: int = 0
    kept: Path | None = None
    """Where a tracking sheet that stood there before was moved to."""


def load_template(path: Path | str) -> Template:
    """Return a DOCX template compiled. Raises `TemplateError` with every problem in it."""
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
    """Write plandoc's own template, to be restyled in Word. Raises `OutputError`."""
    write(Path(path), standard_template_bytes(), force=force)


def build(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    template: Template | None = None,
    created: datetime | None = None,
    qr: bool = False,
    force: bool = False,
) -> Built:
    """Make both documents of a plan file in the folder `out`, or neither.

    Activities without an id get one, and it is written into the plan file, since outcomes are
    found by it. With `qr` the document bears a QR code. A file that stands in `out` already is
    replaced only with `force`; a tracking sheet, which somebody may have filled, is even then
    moved aside and never lost. A signed plan that was edited is refused.

    Raises `PlanFileError`, `TemplateError`, `TrackingError`, `OutputError`.
    """
    path, out = Path(path), Path(out)
    source = read(path)
    plan, problems = read_plan(source, str(path))
    refuse_edits(path, plan, source)
    remarks = located(check(plan), source, str(path))
    errors = [problem for problem in remarks if problem.severity is Severity.ERROR]
    if errors:
        raise PlanFileError(errors)
    document = render_document(plan, template, created=created, qr=qr)
    tracking = render_tracking(plan, created=created)
    document_path, tracking_path = out / f"{path.stem}.docx", out / f"{path.stem}-tracking.xlsx"
    targets = {document_path: document, tracking_path: tracking}
    stale = {target for target, data in targets.items() if differs(target, data)}
    if stale and not force:
        raise OutputError(
            [Problem(Code.FILE_EXISTS, place=Place(file=str(t))) for t in sorted(stale)]
        )
    added, unsaved = keep_ids(path, source, plan)
    with explained(out):
        out.mkdir(parents=True, exist_ok=True)
    fresh = {path: data for path, data in targets.items() if path in stale or not path.exists()}
    kept = write_together(fresh, force=force, aside=stale & {tracking_path})
    said = (*problems, *remarks, *unsaved)
    return Built(plan, document_path, tracking_path, said, added, kept.get(tracking_path))


def clashes(paths: Sequence[Path]) -> dict[Path, Problem]:
    """Return the plans whose documents would bear the names of another plan's in `paths`."""
    first: dict[str, Path] = {}
    found = {}
    for path in paths:
        other = first.setdefault(path.stem, path)
        if other.resolve() != path.resolve():
            values = {"other": str(other)}
            found[path] = Problem(
                Code.OUTPUT_NAME_TAKEN, place=Place(file=str(path)), values=values
            )
    return found
