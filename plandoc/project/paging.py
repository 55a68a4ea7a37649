"""Writing the page of a plan file, or of its report, for a site."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.html import render_page
from plandoc.progress.figures import report
from plandoc.project.history import plan_at
from plandoc.project.names import named
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile


@dataclass(frozen=True, slots=True)
class WebPage:
    """The written page and the problems of its plan."""

    path: Path
    problems: tuple[Problem, ...]


def write_page(
    path: Path | str,
    out: Path | str,
    *,
    today: date | None = None,
    as_of: date | None = None,
) -> WebPage:
    """Write a plan file to the folder `out` as one HTML page; an existing page is replaced.

    With `today` it is the page of the report on that day; with `as_of`, the outcomes are those at
    the end of that day, according to the journal. Raises `PlanFileError`, `OutputError`.
    """
    file, out = PlanFile.load(path), Path(out)
    plan, problems = plan_at(file, as_of)
    ending = "-report.html" if today else ".html"
    data = render_page(plan, report(plan, today) if today else None)
    output = Output(out / named(file.path.stem, ending), data, Existing.REPLACE)
    write_all([output], folder=out)
    return WebPage(output.path, (*file.problems, *problems))
