"""Which of many plans filled files belong to."""

from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.properties import core_title, custom_properties
from plandoc.project.files import read
from plandoc.project.many import run_files
from plandoc.project.plan_file import load_plan
from plandoc.project.returned_files import returned_kind
from plandoc.wording.phrases import Wording
from plandoc.words.texts import one_line


class Identity(NamedTuple):
    """The id of a plan, its period and its title, as the files of the plan have them."""

    id: str
    period: str
    title: str


def shared_out(
    files: Iterable[Path], plans: Iterable[Path], executor: Executor | None = None
) -> tuple[dict[Path, list[Path]], list[Problem]]:
    """Return the files of each plan, by what the files say, and problems of both.

    A file belongs to the plan of its id; of several, to the one of its period. A file that belongs
    to none or to several is a problem, and so is one that cannot be read, and one that was issued
    under the title of another plan: that plan may be a copy which has got its own id since.
    """
    problems: list[Problem] = []
    known: dict[Path, Identity] = {}
    of_id, of_title = defaultdict[str, list[Path]](list), defaultdict[str, list[Path]](list)
    for plan in run_files(identity_of_plan, plans, executor=executor):
        problems += plan.problems
        if plan.result:
            known[plan.path] = plan.result
            of_id[plan.result.id].append(plan.path)
            of_title[plan.result.title].append(plan.path)
    shares: dict[Path, list[Path]] = {plan: [] for plan in sorted(known)}
    for file in run_files(identity_of_file, files, executor=executor):
        problems += file.problems
        if file.result is None:
            continue
        ident, period, title = file.result
        alike = of_id.get(ident, [])
        owners = [plan for plan in alike if known[plan].period == period] or alike
        titled = of_title.get(title, owners)
        place = Place(file=str(file.path))
        if len(owners) != 1:
            code = Code.RETURNED_OF_SEVERAL_PLANS if owners else Code.RETURNED_OF_NO_PLAN
            values = {"found": ident or "—", "plans": ", ".join(map(str, owners[:3]))}
            problems.append(Problem(code, place=place, values=values))
        elif owners[0] not in titled:
            values = {"title": title, "other": str(titled[0]), "plan": str(owners[0])}
            problems.append(Problem(Code.RETURNED_TITLE_OF_OTHER_PLAN, place=place, values=values))
        else:
            shares[owners[0]].append(file.path)
    return {plan: sorted(share) for plan, share in shares.items()}, problems


def identity_of_plan(path: Path) -> Identity:
    """Return the identity of the plan in a file. Raises `PlanFileError`."""
    plan = load_plan(path)
    title = one_line(Wording(plan.language).title(plan))
    return Identity(plan.id, f"{plan.period.first}/{plan.period.last}", title)


def identity_of_file(path: Path) -> Identity:
    """Return the identity of the plan with which a file was issued, empty if it says none.

    Raises `ReturnedFileError` if the file is no workbook and no document.
    """
    source = read(path)
    package = open_package(source, str(path), kind=returned_kind(source, path))
    properties = custom_properties(package)
    return Identity(
        properties.get("plandoc.plan_id", ""),
        properties.get("plandoc.period", ""),
        core_title(package),
    )
