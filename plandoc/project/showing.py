"""Writing what shows plan files: a page for a site, a sheet for the wall, cards, years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from plandoc.errors import Problem
from plandoc.formats.docx.cards import render_cards
from plandoc.formats.docx.wall import render_wall
from plandoc.formats.docx.years import render_years
from plandoc.formats.html import render_page
from plandoc.progress.figures import report
from plandoc.project.history import plan_at
from plandoc.project.names import named
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.schema.layout import PaperSize


@dataclass(frozen=True, slots=True)
class Shown:
    """The written file and the problems of its plan."""

    path: Path
    problems: tuple[Problem, ...]


def write_page(
    path: Path | str,
    out: Path | str,
    *,
    today: date | None = None,
    as_of: date | None = None,
) -> Shown:
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
    return Shown(output.path, (*file.problems, *problems))


def write_wall(
    path: Path | str,
    out: Path | str,
    *,
    paper_size: PaperSize = PaperSize.A3,
    created: datetime | None = None,
    force: bool = False,
) -> Shown:
    """Write the wall plan of a plan file to the folder `out`.

    An existing file that somebody saved is replaced only with `force`. Raises `PlanFileError`,
    `OutputError`.
    """
    file = PlanFile.load(path)
    data = render_wall(file.plan, paper_size=paper_size, created=created)
    return _written(file, Path(out), "-wall.docx", data, force=force)


def write_cards(  # noqa: PLR0913
    path: Path | str,
    out: Path | str,
    *,
    executor: str | None = None,
    qr: bool = False,
    created: datetime | None = None,
    force: bool = False,
) -> Shown:
    """Write the cards of the executors of a plan file, or of one.

    An existing file that somebody saved is replaced only with `force`. Raises `PlanFileError`,
    `OutputError`, `TrackingError` for an unknown executor, `PlandocError` without segno.
    """
    file = PlanFile.load(path)
    data = render_cards(file.plan, executor=executor, qr=qr, created=created)
    return _written(file, Path(out), "-cards.docx", data, force=force)


def write_years(
    paths: Sequence[Path | str],
    out: Path | str,
    *,
    created: datetime | None = None,
    force: bool = False,
) -> Shown:
    """Write the plans of several years side by side to the folder `out`, named after the last.

    An existing file that somebody saved is replaced only with `force`. Raises `PlanFileError`,
    `OutputError`.
    """
    files = [PlanFile.load(path) for path in paths]
    data = render_years([file.plan for file in files], created=created)
    shown = _written(files[-1], Path(out), "-years.docx", data, force=force)
    return replace(shown, problems=tuple(p for file in files for p in file.problems))


def _written(file: PlanFile, out: Path, ending: str, data: bytes, *, force: bool) -> Shown:
    output = Output(out / named(file.path.stem, ending), data, Existing.draft(force=force))
    write_all([output], folder=out)
    return Shown(output.path, file.problems)
