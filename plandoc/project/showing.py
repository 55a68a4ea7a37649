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
from plandoc.project.names import Names, Word
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.schema.executors import known_name
from plandoc.schema.layout import PaperSize
from plandoc.words.tables.files import FileWords


@dataclass(frozen=True, slots=True)
class Shown:
    """The written file, the language it is in, and the problems of its plan.

    `kept` is where a file that somebody saved is now.
    """

    path: Path
    language: str
    problems: tuple[Problem, ...]
    kept: Path | None = None


def write_page(
    path: Path | str,
    out: Path | str,
    *,
    today: date | None = None,
    as_of: date | None = None,
    force: bool = False,
) -> Shown:
    """Write a plan file to the folder `out` as one HTML page.

    With `today` it is the page of the report on that day; with `as_of`, the outcomes are those at
    the end of that day, according to the journal. An existing page that nobody edited is replaced,
    one that somebody edited is moved aside; `force` replaces any. Raises `PlanFileError`,
    `OutputError`.
    """
    file = PlanFile.load(path)
    plan, problems = plan_at(file, as_of)
    data = render_page(plan, report(plan, today) if today else None)
    names = Names(Path(out), plan.language)
    target = names.take(file.path.stem, ".html", _report if today else None)
    shown = _written(names, target, data, force=force)
    return replace(shown, problems=(*file.problems, *problems, *shown.problems))


def write_wall(
    path: Path | str,
    out: Path | str,
    *,
    paper_size: PaperSize = PaperSize.A3,
    created: datetime | None = None,
    force: bool = False,
) -> Shown:
    """Write the wall plan of a plan file to the folder `out`; one on A4 says so in its name.

    An existing file that nobody saved is replaced, one that somebody saved is moved aside; `force`
    replaces any. Raises `PlanFileError`, `OutputError`.
    """
    file = PlanFile.load(path)
    data = render_wall(file.plan, paper_size=paper_size, created=created)
    sheet = "" if paper_size is PaperSize.A3 else paper_size.name
    return _paper(file, Path(out), lambda words: words.wall, data, sheet, force=force)


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

    An existing file that nobody saved is replaced, one that somebody saved is moved aside; `force`
    replaces any. Raises `PlanFileError`, `OutputError`, `TrackingError` for an unknown executor,
    `PlandocError` without segno.
    """
    file = PlanFile.load(path)
    data = render_cards(file.plan, executor=executor, qr=qr, created=created)
    if executor:
        named = known_name(file.plan, executor)
        return _paper(file, Path(out), lambda words: words.card, data, named, force=force)
    return _paper(file, Path(out), lambda words: words.cards, data, force=force)


def write_years(
    paths: Sequence[Path | str],
    out: Path | str,
    *,
    created: datetime | None = None,
    force: bool = False,
) -> Shown:
    """Write the plans of several years side by side to the folder `out`, named after the last.

    An existing file that nobody saved is replaced, one that somebody saved is moved aside; `force`
    replaces any. Raises `PlanFileError`, `OutputError`.
    """
    files = [PlanFile.load(path) for path in paths]
    data = render_years([file.plan for file in files], created=created)
    shown = _paper(files[-1], Path(out), lambda words: words.years, data, force=force)
    return replace(shown, problems=(*(p for f in files[:-1] for p in f.problems), *shown.problems))


def _paper(  # noqa: PLR0913
    file: PlanFile, out: Path, word: Word, data: bytes, whose: str = "", *, force: bool
) -> Shown:
    names = Names(out, file.plan.language)
    target = names.take(file.path.stem, ".docx", word, whose)
    shown = _written(names, target, data, force=force)
    return replace(shown, problems=(*file.problems, *shown.problems))


def _written(names: Names, target: Path, data: bytes, *, force: bool) -> Shown:
    output = Output(target, data, Existing.draft(force=force))
    written = write_all([output], folder=names.folder, language=names.locale)
    return Shown(target, names.locale, tuple(names.problems), written.kept.get(target))


def _report(words: FileWords) -> str:
    return words.report
