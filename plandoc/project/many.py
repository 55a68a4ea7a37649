"""One verb over many plan files: on any executor, results as they come, in bounded memory."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Generic, TypeVar

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.schema.plan import Plan

T = TypeVar("T")

AHEAD = 256
"""Plans that wait for a free worker or are worked on, whatever the number of plans."""


@dataclass(frozen=True, slots=True)
class Finished(Generic[T]):
    """What became of one plan file. `result` is what the verb returned, `None` if it failed."""

    path: Path
    result: T | None
    problems: tuple[Problem, ...] = ()


def run_files(
    verb: Callable[[Path], T], plans: Iterable[Path | str], *, executor: Executor | None = None
) -> Iterator[Finished[T]]:
    """Yield what a verb does with each plan file, in the order in which they are finished.

    `verb` is a function of a path, as `check_file` is or `partial(report_file, out="reports",
    today=day)`. With an `executor` of `concurrent.futures` (processes, or those that dask, Ray and
    MPI offer), `verb` and its results are sent between processes. A plan that fails is told in its
    `problems` and never stops the others; one whose process died is not tried again. Plan files are
    taken from `plans` as workers become free.
    """
    jobs = ((Path(plan), partial(verb, Path(plan))) for plan in plans)
    return finished(jobs, executor)


def finished(
    jobs: Iterable[tuple[Path, Callable[[], T]]], executor: Executor | None
) -> Iterator[Finished[T]]:
    """Yield what became of each job, which has the path of its plan."""
    if executor is None:
        yield from (_attempt(path, job) for path, job in jobs)
        return
    waiting, running = iter(jobs), dict[Future[Finished[T]], Path]()
    try:
        while True:
            for path, job in islice(waiting, AHEAD - len(running)):
                try:
                    running[executor.submit(_attempt, path, job)] = path
                except RuntimeError as error:  # its workers are gone, or it was shut down
                    yield _failed(Code.PLAN_NOT_REACHED, path, error)
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield _result(running.pop(future), future)
    finally:
        for future in running:
            future.cancel()


def identity_of(plan: Plan) -> str:
    """Return the id of a plan with its period: what a returned file tells of its plan."""
    return f"{plan.id} {plan.period.first}/{plan.period.last}"


def twice(plan: Path, first: Path, ident: str) -> Iterator[Problem]:
    """Yield a warning for a plan of the same id as the first one, if they are two files."""
    if plan != first and plan.resolve() != first.resolve():
        values = {"found": ident, "other": str(first)}
        yield Problem(Code.PLAN_ID_OF_OTHER_PLAN, place=Place(file=str(plan)), values=values)


def _attempt(path: Path, job: Callable[[], T]) -> Finished[T]:
    try:
        result = job()
    except PlandocError as error:
        return Finished(path, None, error.problems)
    except Exception as error:  # noqa: BLE001 - a fault of plandoc in one plan is told
        return _failed(Code.PLAN_FAILED, path, error)
    return Finished(path, result, tuple(getattr(result, "problems", ())))


def _result(path: Path, future: Future[Finished[T]]) -> Finished[T]:
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - whatever ends a worker: the job itself raises nothing
        return _failed(Code.PLAN_NOT_REACHED, path, error)


def _failed(code: Code, path: Path, error: Exception) -> Finished[T]:
    told = f"{type(error).__name__}: {error}".strip(" :")
    return Finished(path, None, (Problem(code, place=Place(str(path)), values={"error": told}),))
