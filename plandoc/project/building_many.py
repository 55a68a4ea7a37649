"""Building the documents of many plan files, going on where an earlier run was stopped."""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

import plandoc
from plandoc.errors import Problem
from plandoc.formats.docx.template import Template
from plandoc.project.building import Built, build_file
from plandoc.project.files import explained, read
from plandoc.project.many import Finished, finished
from plandoc.project.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class BuiltFiles:
    """The files of one plan; `skipped` if they are of an earlier run and nothing changed since."""

    document: Path
    tracking: Path
    digest: str
    """The digest of all that the documents depend on."""
    problems: tuple[Problem, ...] = ()
    ids_added: int = 0
    kept: Path | None = None
    kept_document: Path | None = None
    skipped: bool = False

    @property
    def in_place(self) -> bool:
        """Whether both files are still there, whatever was written into them."""
        return self.document.is_file() and self.tracking.is_file()


def build_files(  # noqa: PLR0913
    plans: Iterable[Path | str],
    into: Path | str | Callable[[Path], Path],
    *,
    template: Template | None = None,
    created: datetime | None = None,
    qr: bool = False,
    force: bool = False,
    executor: Executor | None = None,
    record: Path | str | None = None,
) -> Iterator[Finished[BuiltFiles]]:
    """Yield what became of each plan file, in the order in which they are finished (`run_files`).

    `into` is the folder of all documents, or says the folder of each plan: documents are named
    after their plan file, so plans of one name need folders of their own. Other options are those
    of `build_file`, and `executor` is that of `run_files`.

    `record` is a file that notes what was built, with the digests of plan, template and options. A
    plan that stands there unchanged, with both of its documents in place, is skipped, and its
    remarks are not told again: a run that was stopped goes on.

    Raises `OutputError` if the record cannot be written; all other problems are those of a plan.
    """
    noted = _Record(Path(record) if record is not None else None)
    settings = _settings(template, created, qr=qr)
    verb = partial(build_file, template=template, created=created, qr=qr, force=force)
    digest = partial(_digest, settings, template if template and template.pictures else None)

    def jobs() -> Iterator[tuple[Path, Callable[[], BuiltFiles]]]:
        for path in map(Path, plans):
            out = into(path) if callable(into) else Path(into)
            yield path, partial(_build, path, out, verb, digest, noted.of(path))

    for one in finished(jobs(), executor):
        if one.result is not None and not one.result.skipped:
            noted.add(one.path, one.result)
        yield one


def _build(
    path: Path,
    out: Path,
    verb: Callable[[Path, Path], Built],
    digest_of: Callable[[Path], str],
    before: BuiltFiles | None,
) -> BuiltFiles:
    stands = before is not None and before.document.parent == out and before.in_place
    if before is not None and stands and before.digest == digest_of(path):
        return before
    built = verb(path, out)
    digest = digest_of(path)  # with the ids that were written
    return BuiltFiles(
        built.document, built.tracking, digest, built.problems, built.ids_added,
        built.kept, built.kept_document,
    )  # fmt: skip


def _settings(template: Template | None, created: datetime | None, *, qr: bool) -> str:
    """Return the digest of what is the same for all plans."""
    shape = sha256(template.origin).hexdigest() if template else ""
    told = (plandoc.__version__, shape, created.isoformat() if created else "", qr)
    return sha256(repr(told).encode()).hexdigest()


def _digest(settings: str, template: Template | None, path: Path) -> str:
    """Return the digest of a plan; `template` has pictures whose paths the plan tells."""
    pictures = PlanFile.load(path).pictures(template).values() if template else ()
    told = sha256(settings.encode() + read(path))
    for picture in pictures:
        told.update(sha256(picture).digest())
    return told.hexdigest()


class _Record:
    """What was built, a line for each plan; of two lines of one plan the later counts."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, BuiltFiles] = {}
        if path is not None and path.is_file():
            for line in read(path).decode(errors="replace").split("\n"):
                with suppress(ValueError, KeyError, TypeError):  # a line that was cut off
                    self._take(json.loads(line))

    def of(self, path: Path) -> BuiltFiles | None:
        """Return what was built of a plan."""
        return self.known.get(str(path.resolve()))

    def add(self, path: Path, built: BuiltFiles) -> None:
        """Add a line."""
        if self.path is None:
            return
        told = {
            "plan": str(path.resolve()),
            "digest": built.digest,
            "document": str(built.document),
            "tracking": str(built.tracking),
        }
        with explained(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with explained(self.path), self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")

    def _take(self, told: dict[str, str]) -> None:
        document, tracking = Path(told["document"]), Path(told["tracking"])
        built = BuiltFiles(document, tracking, told["digest"], skipped=True)
        self.known[told["plan"]] = built
