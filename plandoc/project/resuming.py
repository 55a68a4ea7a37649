"""Work on many plan files that goes on where an earlier run was stopped."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import plandoc
from plandoc.project.files import explained, read
from plandoc.project.many import Finished, finished
from plandoc.project.names import named
from plandoc.project.plan_file import PlanFile

if TYPE_CHECKING:
    from plandoc.formats.docx.template import Template

T = TypeVar("T")

_BESIDE = (".journal.jsonl", ".lock.json")


class Job(NamedTuple, Generic[T]):
    """Work on one plan.

    `about` tells what its result depends on beside the files of the plan and the pictures that it
    names for its template.
    """

    path: Path
    run: Callable[[], T]
    about: Callable[[], str]
    template: "Template | None" = None


@dataclass(frozen=True, slots=True)
class Noted:
    """The files that were made of a plan; the digest of all that they depend on, if it is kept.

    `identity` is what tells the plan from others, `figures` are what was counted for them, as JSON
    has it; both are empty if they were not asked for.
    """

    digest: str
    files: tuple[Path, ...]
    identity: str
    figures: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What was made of a plan; `result` is `None` if what an earlier run made is as good."""

    result: T | None
    noted: Noted


def resumed(  # noqa: PLR0913
    jobs: Iterable[Job[T]],
    files_of: Callable[[T], tuple[Path, ...]],
    identity_of: Callable[[T], str] = lambda _: "",
    *,
    figures_of: Callable[[T], Mapping[str, object]] = lambda _: {},
    executor: Executor | None,
    record: Path | None,
) -> Iterator[Finished[Done[T]]]:
    """Yield what became of each job, as `finished` does.

    `record` notes the files that were made, with their figures and the identity of the plan. A plan
    that stands there is not worked on if nothing changed that its files depend on, and all of them
    are there. Raises `OutputError` if the record cannot be written.
    """
    noted = _Record(record)
    asked = (
        (job.path, partial(_unless_done, job.run, noted.of(job.path), digest))
        for job in jobs
        for digest in [partial(_digest, job.path, job.about(), _shown(job)) if record else None]
    )
    for one in finished(asked, executor):
        if one.result is None:
            yield Finished(one.path, None, one.problems)
            continue
        result, digest = one.result
        if result is None:
            yield Finished(one.path, Done(None, noted.known[noted.key(one.path)]))
            continue
        made = Noted(digest, files_of(result), identity_of(result), figures_of(result))
        noted.add(one.path, made)
        yield Finished(one.path, Done(result, made), tuple(getattr(result, "problems", ())))


def _shown(job: Job[T]) -> "Template | None":
    return job.template if job.template and job.template.pictures else None


def _unless_done(
    run: Callable[[], T], before: Noted | None, digest: Callable[[], str] | None
) -> tuple[T | None, str]:
    there = before is not None and all(map(Path.is_file, before.files))
    if before and digest and there and before.digest == digest():
        return None, before.digest
    result = run()
    return result, digest() if digest else ""  # with the ids that were written


def _digest(path: Path, about: str, template: "Template | None") -> str:
    """Return the digest of a plan with its journal, its lock and its pictures, for this version."""
    total = sha256(f"{plandoc.__version__}\n{about}\n".encode(errors="surrogatepass"))
    beside = (path.with_name(named(path.stem, ending)) for ending in _BESIDE)
    for one in (path, *(one for one in beside if one.exists())):
        total.update(sha256(read(one)).digest())
    for picture in PlanFile.load(path).pictures(template).values() if template else ():
        total.update(sha256(picture).digest())
    return total.hexdigest()


class _Record:
    """What was made, a line for each plan; of two lines of one plan the later counts."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.known: dict[str, Noted] = {}
        if path is not None and path.is_file():
            for line in read(path).decode(errors="replace").split("\n"):
                with suppress(ValueError, KeyError, TypeError):  # a line that was cut off
                    told = json.loads(line)
                    files = tuple(map(Path, told["files"]))
                    figures, identity = {**told["figures"]}, str(told["identity"])
                    self.known[told["plan"]] = Noted(told["digest"], files, identity, figures)

    @staticmethod
    def key(path: Path) -> str:
        """Return the name of a plan in the record."""
        return str(path.resolve())

    def of(self, path: Path) -> Noted | None:
        """Return what was made of a plan."""
        return self.known.get(self.key(path)) if self.known else None

    def add(self, path: Path, made: Noted) -> None:
        """Add a line."""
        if self.path is None:
            return
        told = {
            "plan": self.key(path),
            "digest": made.digest,
            "files": [str(file) for file in made.files],
            "identity": made.identity,
            "figures": made.figures,
        }
        with explained(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
