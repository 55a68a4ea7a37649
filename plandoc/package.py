"""The roof: file names, reading from disk, writing in one piece. Nothing else writes files."""

import errno
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.check import check
from plandoc.errors import (
    OutputError,
    Place,
    PlandocError,
    PlanFileError,
    Problem,
    Severity,
    TemplateError,
)
from plandoc.read.planfile import located, read_plan
from plandoc.render.document import render_document, standard_template_bytes
from plandoc.render.planfile import dump_json, dump_yaml
from plandoc.render.template import Template, compile_template
from plandoc.render.tracking import render_tracking
from plandoc.schema.plan import Plan

_REASONS = {
    errno.EACCES: "PLN802",
    errno.EPERM: "PLN802",
    errno.EROFS: "PLN802",
    errno.ENOSPC: "PLN804",
    errno.EDQUOT: "PLN804",
    errno.ENOTDIR: "PLN805",
    errno.EISDIR: "PLN805",
    errno.EEXIST: "PLN805",
    errno.ENAMETOOLONG: "PLN806",
}


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


def load_plan(path: Path | str) -> Plan:
    """Return the plan in a YAML or JSON file.

    Raises `PlanFileError` with every problem, each with its line, when there is no such plan.
    """
    path = Path(path)
    return read_plan(_read(path), str(path))[0]


def save_plan(plan: Plan, path: Path | str) -> None:
    """Write a plan to a YAML or JSON file; comments of a file that stands there are kept.

    Raises `OutputError` where the file cannot be written, `PlanFileError` where a YAML file
    is there that holds no plan.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        text = dump_json(plan)
    else:
        text = dump_yaml(plan, over=_read(path).decode("utf-8") if path.exists() else None)
    write(path, text.encode("utf-8"), force=True)


def check_file(
    path: Path | str, *, previous: Plan | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a file with every remark about it, each with its line.

    With `previous`, last year's plan, the two are compared as well. Raises `PlanFileError`
    like `load_plan`.
    """
    path = Path(path)
    source = _read(path)
    plan, problems = read_plan(source, str(path))
    return plan, (*problems, *located(check(plan, previous=previous), source, str(path)))


def load_template(path: Path | str) -> Template:
    """Return a DOCX template compiled. Raises `TemplateError` with every problem in it."""
    path = Path(path)
    try:
        source = path.read_bytes()
    except OSError as error:
        place = Place(file=str(path))
        values = {"reason": error.strerror or str(error)}
        raise TemplateError([Problem("PLN606", place=place, values=values)]) from error
    return compile_template(source, str(path))


def save_template(path: Path | str, *, force: bool = False) -> None:
    """Write plandoc's own template, to be restyled in Word. Raises `OutputError`."""
    write(Path(path), standard_template_bytes(), force=force)


def build(
    path: Path | str,
    out: Path | str,
    *,
    template: Template | None = None,
    created: datetime | None = None,
    force: bool = False,
) -> Built:
    """Make both documents of a plan file in the folder `out`, or neither.

    Activities without an id get one, and it is written into the plan file, since outcomes are
    found by it. A file that stands in `out` already is replaced only with `force`; a tracking
    sheet, which somebody may have filled, is even then moved aside and never lost.

    Raises `PlanFileError`, `TemplateError`, `TrackingError`, `OutputError`.
    """
    path, out = Path(path), Path(out)
    source = _read(path)
    plan, problems = read_plan(source, str(path))
    remarks = located(check(plan), source, str(path))
    errors = [problem for problem in remarks if problem.severity is Severity.ERROR]
    if errors:
        raise PlanFileError(errors)
    document = render_document(plan, template, created=created)
    tracking = render_tracking(plan, created=created)
    document_path, tracking_path = out / f"{path.stem}.docx", out / f"{path.stem}-tracking.xlsx"
    targets = {document_path: document, tracking_path: tracking}
    stale = {target for target, data in targets.items() if _differs(target, data)}
    if stale and not force:
        raise OutputError([Problem("PLN803", place=Place(file=str(t))) for t in sorted(stale)])
    added, unsaved = _keep_ids(path, source, plan)
    with _explained(out):
        out.mkdir(parents=True, exist_ok=True)
    fresh = {path: data for path, data in targets.items() if path in stale or not path.exists()}
    kept = _write_together(
        fresh, force=force, aside=tracking_path if tracking_path in stale else None
    )
    said = (*problems, *remarks, *unsaved)
    return Built(plan, document_path, tracking_path, said, added, kept)


def clashes(paths: Sequence[Path]) -> dict[Path, Problem]:
    """Return the plans whose documents would bear the names of another plan's in `paths`."""
    first: dict[str, Path] = {}
    found = {}
    for path in paths:
        other = first.setdefault(path.stem, path)
        if other.resolve() != path.resolve():
            values = {"other": str(other)}
            found[path] = Problem("PLN810", place=Place(file=str(path)), values=values)
    return found


def write(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file in one piece: whole, or as it was before.

    Raises `OutputError` where it cannot be written, or stands there and `force` is not given.
    """
    _write_together({path: data}, force=force)


def _write_together(
    files: Mapping[Path, bytes], *, force: bool, aside: Path | None = None
) -> Path | None:
    """Write all files or none; `aside` is first moved to a free name, which is returned."""
    parts: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _explained(path):
                parts[path.resolve()] = _written_beside(path.resolve(), data, force=force)
        kept = None
        if aside is not None:
            with _explained(aside):
                kept = _aside(aside)
        for path, part in parts.items():
            with _explained(path):
                part.replace(path)
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)
    return kept


def _written_beside(path: Path, data: bytes, *, force: bool) -> Path:
    """Return a temporary file beside `path` that holds the data and has its rights."""
    if path.exists() and not (force and path.is_file()):
        code = "PLN803" if path.is_file() else "PLN809"
        raise OutputError([Problem(code, place=Place(file=str(path)))])
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return part


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _read(path: Path) -> bytes:
    if path.is_char_device() or path.is_block_device():
        raise PlanFileError([Problem("PLN809", place=Place(file=str(path)))])
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise PlanFileError([Problem("PLN009", place=Place(file=str(path)))]) from error
    except FileNotFoundError as error:
        raise PlanFileError([Problem("PLN801", place=Place(file=str(path)))]) from error
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        raise PlanFileError(
            [Problem("PLN807", place=Place(file=str(path)), values=values)]
        ) from error


def _differs(target: Path, data: bytes) -> bool:
    with _explained(target):
        return target.exists() and target.read_bytes() != data


def _keep_ids(path: Path, source: bytes, plan: Plan) -> tuple[int, list[Problem]]:
    """Write ids that were just born into the plan file; return their number and what failed."""
    text = source.decode("utf-8")
    is_json = path.suffix.lower() == ".json"
    added = sum(row.activity.id not in text for row in plan.activity_rows())
    added += plan.id not in text
    if not added:
        return 0, []
    try:
        write(
            path, (dump_json(plan) if is_json else dump_yaml(plan, over=text)).encode(), force=True
        )
    except PlandocError:
        return 0, [Problem("PLN808", Severity.WARNING, Place(file=str(path)))]
    return added, []


def _aside(path: Path) -> Path:
    """Move a file to the first free name beside it."""
    number = 1
    while (free := path.with_name(f"{path.stem}.previous-{number}{path.suffix}")).exists():
        number += 1
    path.rename(free)
    return free


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        values = {"reason": error.strerror or str(error)}
        code = _REASONS.get(error.errno or 0, "PLN806")
        raise OutputError([Problem(code, place=Place(file=str(path)), values=values)]) from error
