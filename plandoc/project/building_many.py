"""Building the documents of many plan files."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.docx.template import Template
from plandoc.project.building import build_file
from plandoc.project.made_before import Record
from plandoc.project.many import Finished, identity_of
from plandoc.project.resuming import Job, resumed


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """The files of one plan; `skipped` if they are of an earlier run and nothing changed since."""

    document: Path
    tracking: Path
    digest: str = ""
    """The digest of all that the documents depend on, if it is recorded."""
    problems: tuple[Problem, ...] = ()
    ids_added: int = 0
    kept: Path | None = None
    kept_document: Path | None = None
    skipped: bool = False
    identity: str = ""
    """The id of the plan with its period."""


def build_files(  # noqa: PLR0913
    plans: Iterable[Path | str],
    into: Path | str | Callable[[Path], Path],
    *,
    template: Template | None = None,
    created: datetime | None = None,
    today: date | None = None,
    qr: bool = False,
    force: bool = False,
    executor: Executor | None = None,
    record: Path | str | None = None,
) -> Iterator[Finished[BuiltFiles]]:
    """Yield what became of each plan file, in the order in which they are finished (`run_files`).

    `into` is the folder of all documents, or says the folder of each plan: documents are named
    after their plan file, so plans of one name need folders of their own. Other options are those
    of `build_file`; `today` is the day of the figures in the sheets. `executor` is that of
    `run_files`.

    `record` is a file that notes what was built, with the digests of plan, template and options. A
    plan that stands there unchanged, with both of its documents in place, is skipped, and its
    remarks are not told again: a run that was stopped goes on. A plan that has the id and the
    period of one before it is warned of in any case.

    Raises `OutputError` if the record cannot be written; all other problems are those of a plan.
    """
    shape = sha256(template.origin).hexdigest() if template else ""
    options = (shape, created.isoformat() if created else "", qr)
    verb = partial(_build, template=template, created=created, today=today, qr=qr, force=force)

    def jobs() -> Iterator[Job[BuiltFiles]]:
        for path in map(Path, plans):
            out = into(path) if callable(into) else Path(into)
            about = partial(repr, ("build", str(out.resolve()), options))
            yield Job(path, partial(verb, path, out), about, template)

    noted = Record(Path(record) if record is not None else None)
    for one in resumed(jobs(), _files, attrgetter("identity"), executor=executor, record=noted):
        if one.result is None:
            yield Finished(one.path, None, one.problems)
        elif one.result.result is None:
            made = one.result.noted
            document, tracking = made.files
            before = BuiltFiles(
                document, tracking, made.digest, one.problems, skipped=True, identity=made.identity
            )
            yield Finished(one.path, before, one.problems)
        else:
            built = replace(
                one.result.result, digest=one.result.noted.digest, problems=one.problems
            )
            yield Finished(one.path, built, one.problems)


def _files(built: BuiltFiles) -> tuple[Path, Path]:
    return built.document, built.tracking


def _build(  # noqa: PLR0913
    path: Path,
    out: Path,
    *,
    template: Template | None,
    created: datetime | None,
    today: date | None,
    qr: bool,
    force: bool,
) -> BuiltFiles:
    built = build_file(
        path, out, template=template, created=created, today=today, qr=qr, force=force
    )
    return BuiltFiles(
        built.document, built.tracking, "", built.problems, built.ids_added,
        built.kept, built.kept_document, identity=identity_of(built.plan),
    )  # fmt: skip
