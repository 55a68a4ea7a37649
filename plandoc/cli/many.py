"""Many plans at once: patterns of file names, who works on them, and one command over each."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from glob import glob, has_magic
from hashlib import sha256
from itertools import chain
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from plandoc.cli.parser import Run, Verb
from plandoc.cli.telling import Recorded, Telling, Told
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, with_progress
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from plandoc import Problem

_PATTERN = frozenset("*?[")
_SUFFIXES = {
    ".xlsx", ".xlsm", ".docx", ".docm",
    # Refused with a request for the others:
    ".ods", ".xls", ".xlsb", ".csv", ".odt", ".doc", ".rtf", ".zip", ".rar", ".7z",
}  # fmt: skip
"""Endings of files in a folder that are read, or refused by name."""

_SHARED = ("plan", "plans", "files", "jobs", "dask")
"""Options that are those of all plans."""

_NO_MATTER = ("plan", "force", "json", "template")
"""Options on which the files of a plan do not depend, or that are told in another way."""

_SHAPING = ("per_executor", "pdf")
"""Options that decide which files a plan has."""


def add_workers(verb: Verb, words: CliWords) -> None:
    """Add the options of `workers`."""
    verb.number("-j", "--jobs", metavar="N", told=words.jobs, least=1)
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
        base, pattern = Path(*plan.parts[:fixed]), _any_case("/".join(plan.parts[fixed:]))
        named = sorted(path for path in base.glob(pattern) if path.is_file())
        found |= {path: path.parent.relative_to(base) for path in named} or {plan: Path()}
    return found


def returned_files(names: Iterable[str], *, deep: bool = False) -> Iterator[Path]:
    """Yield the files named by arguments: paths, patterns, or all files in a folder.

    In a `deep` search its folders are searched too.
    """
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.glob("**/*" if deep else "*") if _is_filled(p))
        elif has_magic(name) and not path.exists():
            yield from sorted(map(Path, glob(_any_case(name)))) or [path]  # noqa: PTH207 - may be absolute
        else:
            yield path


def _any_case(pattern: str) -> str:
    """Return a pattern whose suffix finds files of any case, whatever the system: PLAN.YAML."""
    stem, dot, suffix = pattern.rpartition(".")
    if not (dot and suffix.isascii() and suffix.isalpha()):
        return pattern
    return f"{stem}." + "".join(f"[{one.lower()}{one.upper()}]" for one in suffix)


def _is_filled(path: Path) -> bool:
    """Whether a file in a folder may be a filled one, or hold some, and is no temporary file."""
    return path.suffix.lower() in _SUFFIXES and not path.name.startswith(("~$", ".~"))


def over_plans(
    one: Run,
    options: SimpleNamespace,
    telling: Telling,
    *,
    counted: bool = False,
    also: "Callable[[Path, Told], None]" = lambda _, __: None,
) -> int:
    """Run a command on the plans of `options.plans`: on a single plan, or on each of many.

    `one` is the command on `options.plan`, whose files go to `options.out` if there is that option.
    If plans are `counted`, a single one is told as many are.
    """
    plans = [of_plan(options, plan, folder) for plan, folder in folders_of(options.plans).items()]
    at_once = bool(options.jobs or options.dask)
    if len(plans) == 1 and not (counted or at_once):
        return one(plans[0], telling)
    with workers(options.jobs, options.dask, telling.words) as executor:
        record = f".plandoc-{telling.command}.jsonl"
        noted = options.out / record if at_once and "out" in vars(options) else None
        return over_each(one, plans, telling, executor=executor, record=noted, also=also)


def of_plan(options: SimpleNamespace, plan: Path, folder: Path) -> SimpleNamespace:
    """Return the options of one plan, whose files go to a folder of their own."""
    own = {name: value for name, value in vars(options).items() if name not in _SHARED}
    if "out" in own:
        own["out"] = options.out / folder
    return SimpleNamespace(**own, plan=plan)


def over_each(  # noqa: PLR0913
    one: Run,
    plans: Sequence[SimpleNamespace],
    telling: Telling,
    *,
    executor: "Executor | None",
    record: Path | None = None,
    also: "Callable[[Path, Told], None]" = lambda _, __: None,
    strict: bool = False,
) -> int:
    """Run a command on each plan and tell what it tells, as plans are finished.

    `one` is sent to other processes, so it is a function of a module. `record` notes the files that
    were made and their figures, so that a run which was stopped goes on and tells all figures; what
    earlier runs made and no plan has any more is told in the end.
    `also` is called with what was told. Two plans of one id are warned of, since a file that comes
    back could be of both; if `strict`, the command fails for it.
    """
    from plandoc.project.made_before import Record
    from plandoc.project.many import Finished
    from plandoc.project.resuming import Done, Job, resumed

    folders = {options.plan: options.out for options in plans if "out" in vars(options)}
    clashing = _clashes(folders)
    words, counts, each = telling.words, Counter(plans=len(plans), done=0, skipped=0, failed=0), []
    jobs = (
        Job(
            options.plan,
            partial(_recorded, one, options, telling.language, as_json=telling.as_json),
            partial(_about, telling.command, options),
            vars(options).get("template"),
            " ".join(name for name in _SHAPING if vars(options).get(name)),
        )
        for options in plans
        if options.plan not in clashing
    )
    refused: Iterable[Finished[Done[Told]]] = (
        Finished(path, None, (problem,)) for path, problem in clashing.items()
    )
    noted = Record(record)
    running = resumed(
        jobs,
        attrgetter("files"),
        attrgetter("identity"),
        figures_of=attrgetter("result"),
        executor=executor,
        record=noted,
    )
    code = DONE
    for finished in with_progress(chain(refused, running), words.working, len(plans)):
        made = finished.result
        if made is None:
            telling.problems(finished.problems)
            telling.line(words.not_done.format(file=finished.path), wrong=True)
            counts["failed"] += 1
            code = PROBLEMS
            continue
        if made.result is None:
            counts["skipped"] += 1
        else:
            counts["done"] += 1
            told = made.result
            told.to(telling)
            code = code or told.code
            also(finished.path, told)
        if made.noted.figures and telling.as_json:
            each.append({"plan": str(finished.path), **made.noted.figures})
        telling.problems(finished.problems)  # what is seen only beside other plans
        code = PROBLEMS if finished.problems and strict else code
    telling.problems(noted.left_over())
    if len(plans) > 1:
        telling.line(words.done_of.format(**counts))
    if counts["skipped"]:
        telling.line(words.skipped.format(**counts))
    telling.result(**counts)
    if each:
        telling.result(each=each)
    return code


def _clashes(folders: dict[Path, Path]) -> "dict[Path, Problem]":
    if len(folders) < 2:  # noqa: PLR2004
        return {}
    from plandoc.project.building import clashes

    return clashes(folders)


def _recorded(one: Run, options: SimpleNamespace, language: str, *, as_json: bool) -> Told:
    """Run a command on one plan, and return what it tells."""
    telling = Recorded(language, as_json=as_json)
    return telling.told(one(options, telling))


def _about(command: str, options: SimpleNamespace) -> str:
    """Return all options on which the files of a plan depend."""
    told = {name: str(one) for name, one in vars(options).items() if name not in _NO_MATTER}
    if template := vars(options).get("template"):
        told["template"] = sha256(template.origin).hexdigest()
    if "out" in told:
        told["out"] = str(options.out.resolve())
    return repr((command, sorted(told.items())))


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
