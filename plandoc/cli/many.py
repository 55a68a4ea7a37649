"""Many plans at once: patterns of file names, and who works on them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandoc.cli.parser import Verb
from plandoc.cli.terminal import UsageError
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from concurrent.futures import Executor

_PATTERN = frozenset("*?[")


def add_workers(verb: Verb, words: CliWords) -> None:
    """Add the options of `workers`."""
    verb.number("-j", "--jobs", metavar="N", told=words.jobs)
    verb.option("--dask", metavar="ADDRESS", told=words.dask)


def folders_of(plans: Iterable[Path]) -> dict[Path, Path]:
    """Return the plan files with the folders that their documents have in the output folder.

    Files that a pattern such as `school/**/*.yaml` names keep their folders below its fixed part. A
    pattern that names none stands for itself.
    """
    found: dict[Path, Path] = {}
    for plan in plans:
        fixed = next((n for n, part in enumerate(plan.parts) if _PATTERN & {*part}), None)
        if fixed is None or plan.exists():
            found[plan] = Path()
            continue
        base, pattern = Path(*plan.parts[:fixed]), "/".join(plan.parts[fixed:])
        named = sorted(path for path in base.glob(pattern) if path.is_file())
        found |= {path: path.parent.relative_to(base) for path in named} or {plan: Path()}
    return found


@contextmanager
def workers(jobs: int | None, dask: str | None, words: CliWords) -> "Iterator[Executor | None]":
    """Yield the executor that is asked for, `None` for this process alone.

    Raises `UsageError` if dask is not installed, or does not answer.
    """
    if dask:
        with _cluster(dask, words) as executor:
            yield executor
    elif jobs and jobs > 1:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
            yield executor
    else:
        yield None


@contextmanager
def _cluster(address: str, words: CliWords) -> "Iterator[Executor]":
    try:
        from distributed import Client
    except ImportError:
        raise UsageError(words.no_dask) from None
    connect: Any = Client
    try:
        client = connect(address, timeout=10)
    except (OSError, ValueError) as error:
        raise UsageError(words.no_cluster.format(address=address, error=error)) from None
    with client:
        yield client.get_executor()
