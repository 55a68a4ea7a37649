"""Plan files on disk: loaded, checked, saved with their comments kept."""

from pathlib import Path

from plandoc.checks import check
from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.formats.yaml.plan_reader import located, read_plan
from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml
from plandoc.project.files import read, write
from plandoc.schema.plan import Plan


def load_plan(path: Path | str) -> Plan:
    """Return the plan in a YAML or JSON file.

    Raises `PlanFileError` with every problem, each with its line, when there is no such plan.
    """
    path = Path(path)
    return read_plan(read(path), str(path))[0]


def save_plan(plan: Plan, path: Path | str) -> None:
    """Write a plan to a YAML or JSON file; comments of a file that stands there are kept.

    Raises `OutputError` where the file cannot be written, `PlanFileError` where a YAML file
    is there that holds no plan.
    """
    path = Path(path)
    if path.suffix.lower() == ".json":
        text = dump_json(plan)
    else:
        text = dump_yaml(plan, over=read(path).decode("utf-8") if path.exists() else None)
    write(path, text.encode("utf-8"), force=True)


def check_file(
    path: Path | str, *, previous: Plan | None = None
) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a file with every remark about it, each with its line.

    With `previous`, last year's plan, the two are compared as well. Raises `PlanFileError`
    like `load_plan`.
    """
    path = Path(path)
    source = read(path)
    plan, problems = read_plan(source, str(path))
    return plan, (*problems, *located(check(plan, previous=previous), source, str(path)))


def rewritten(plan: Plan, path: Path, source: bytes) -> bytes:
    """Return a plan file that says `plan`: of a YAML file only the lines that change are touched.

    Raises `PlanFileError` where aliases share a value that would have to change alone.
    """
    if path.suffix.lower() == ".json":
        return dump_json(plan).encode()
    return dump_yaml(plan, over=source.decode("utf-8")).encode()


def keep_ids(path: Path, source: bytes, plan: Plan) -> tuple[int, list[Problem]]:
    """Write ids that were just born into the plan file; return their number and what failed."""
    text = source.decode("utf-8")
    added = sum(row.activity.id not in text for row in plan.activity_rows())
    added += plan.id not in text
    if not added:
        return 0, []
    try:
        write(path, rewritten(plan, path, source), force=True)
    except PlandocError:
        return 0, [Problem(Code.IDS_NOT_SAVED, place=Place(file=str(path)))]
    return added, []
