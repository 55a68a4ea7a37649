"""Work on many plan files that goes on where an earlier run was stopped."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import plandoc
from plandoc.errors import Problem
from plandoc.project.files import read
from plandoc.project.made_before import Noted, Record
from plandoc.project.many import Finished, finished, twice
from plandoc.project.names import named
from plandoc.project.plan_file import PlanFile

if TYPE_CHECKING:
    from plandoc.formats.docx.template import Template

T = TypeVar("T")

_BESIDE = (".journal.jsonl", ".lock.json")


class Job(NamedTuple, Generic[T]):
    """Work on one plan.

    `about` tells what its result depends on beside the files of the plan and the pictures that it
    names for its template; `shape` names the options that decide which files a plan has.
    """

    path: Path
    run: Callable[[], T]
    about: Callable[[], str]
    template: "Template | None" = None
    shape: str = ""


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
    record: Record,
) -> Iterator[Finished[Done[T]]]:
    """Yield what became of each job, as `finished` does.

    `record` notes the files that were made, with their figures and the identity of the plan. A plan
    that stands there is not worked on if nothing changed that its files depend on, and all of them
    are there. A plan that has the identity of one before it, its id first, has a warning for that.
    Raises `OutputError` if the record cannot be written.
    """
    shapes = dict[Path, str]()
    first = dict[str, Path]()

    def asked() -> Iterator[tuple[Path, Callable[[], tuple[T | None, str]]]]:
        for job in jobs:
            shapes[job.path] = job.shape
            digest = partial(_digest, job.path, job.about(), _shown(job)) if record.path else None
            yield job.path, partial(_unless_done, job.run, record.of(job.path), digest)

    def alike(path: Path, made: Noted) -> Iterator[Problem]:
        if made.identity:
            other = first.setdefault(made.identity, path)
            yield from twice(path, other, made.identity.partition(" ")[0])

    for one in finished(asked(), executor):
        shape = shapes.pop(one.path, "")
        if one.result is None:
            yield Finished(one.path, None, one.problems)
            continue
        result, digest = one.result
        if result is None:
            made, problems = record.known[record.key(one.path)], ()
        else:
            identity, figures = identity_of(result), figures_of(result)
            made = Noted(digest, files_of(result), identity, figures, shape)
            record.add(one.path, made)
            problems = tuple(getattr(result, "problems", ()))
        yield Finished(one.path, Done(result, made), (*problems, *alike(one.path, made)))


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
