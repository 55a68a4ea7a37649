"""Which of many plans filled files belong to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from pathlib import Path

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.ooxml.archive import open_archive
from plandoc.ooxml.package import Package
from plandoc.ooxml.properties import custom_properties
from plandoc.project.files import read
from plandoc.project.many import run_files
from plandoc.project.plan_file import load_plan

Identity = tuple[str, str]
"""The id of a plan and its period, as the files of a plan have them."""


def shared_out(
    files: Iterable[Path], plans: Iterable[Path], executor: Executor | None = None
) -> tuple[dict[Path, list[Path]], list[Problem]]:
    """Return the files of each plan, by what the files say, and problems of both.

    A file belongs to the plan of its id; of several, to the one of its period. A file that belongs
    to none or to several is a problem, and so is one that cannot be read.
    """
    problems: list[Problem] = []
    known: dict[str, dict[Path, str]] = defaultdict(dict)
    shares: dict[Path, list[Path]] = {}
    for plan in run_files(identity_of_plan, plans, executor=executor):
        problems += plan.problems
        if plan.result:
            shares[plan.path] = []
            known[plan.result[0]][plan.path] = plan.result[1]
    for file in run_files(identity_of_file, files, executor=executor):
        problems += file.problems
        if file.result is None:
            continue
        owners = _owners(known.get(file.result[0], {}), file.result[1])
        if len(owners) == 1:
            shares[owners[0]].append(file.path)
            continue
        code = Code.RETURNED_OF_SEVERAL_PLANS if owners else Code.RETURNED_OF_NO_PLAN
        values = {"found": file.result[0] or "—", "plans": ", ".join(map(str, owners[:3]))}
        problems.append(Problem(code, place=Place(file=str(file.path)), values=values))
    return {plan: sorted(share) for plan, share in sorted(shares.items())}, problems


def _owners(plans: Mapping[Path, str], period: str) -> list[Path]:
    return [plan for plan, own in plans.items() if own == period] or list(plans)


def identity_of_plan(path: Path) -> Identity:
    """Return the identity of the plan in a file. Raises `PlanFileError`."""
    plan = load_plan(path)
    return plan.id, f"{plan.period.first}/{plan.period.last}"


def identity_of_file(path: Path) -> Identity:
    """Return the identity of the plan with which a file was issued, empty if it says none.

    Raises `ReturnedFileError` if the file is no office document.
    """
    source = read(path)
    try:
        properties = custom_properties(Package(open_archive(source)))
    except PlandocError as error:
        raise type(error)([problem.at(file=str(path)) for problem in error.problems]) from error
    return properties.get("plandoc.plan_id", ""), properties.get("plandoc.period", "")
