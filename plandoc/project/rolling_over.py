"""Writing next year's draft with its review and the page of changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.codes import Severity
from plandoc.errors import PlandocError, PlanFileError, Problem
from plandoc.formats.docx.comparison import render_comparison
from plandoc.formats.xlsx.answers.review import read_review, render_review
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.project.files import read
from plandoc.project.names import Names
from plandoc.project.one_writer import exclusive
from plandoc.project.outputs import Existing, Output, write_all
from plandoc.project.plan_file import PlanFile
from plandoc.project.sealing import seal_warnings
from plandoc.revisions.compare import compare
from plandoc.rollover.roll_over import Rollover, apply_review, roll_over
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.words.language import language_of


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The draft and its files: the plan, the review in two formats, the page for the signer.

    `kept` are the new locations of existing files.
    """

    rollover: Rollover
    plan: Path
    review: Path
    review_yaml: Path
    changes: Path
    kept: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def roll_over_file(  # noqa: PLR0913
    path: Path | str,
    into: Period,
    out: Path | str,
    *,
    review: Path | str | None = None,
    created: datetime | None = None,
    force: bool = False,
) -> RolledOver:
    """Write the draft of the plan for the period `into` to the folder `out`.

    The other files are a review (a workbook and a YAML file) with one row per question and change,
    and the page «Что изменилось» for the signer; all four files are written or none. The answers in
    `review`, a filled review, are applied; unanswered questions stay open. An existing file that
    nobody edited is replaced, a review that somebody saved is moved aside; a draft that was edited
    is moved aside only with `force`.

    Raises `PlandocError` for a period that is not later, the review of another plan or answers that
    are refused (all are told at once, and nothing is written), `PlanFileError` for a plan or review
    that cannot be read, `OutputError`.
    """
    with exclusive(path):
        file, out = PlanFile.load(path), Path(out)
        plan, said = file.plan, (*file.problems, *seal_warnings(file))
        rolled = roll_over(plan, into)
        language = language_of(plan.language)
        if review is not None:
            answers, problems = read_review(read(Path(review)), rolled, str(review))
            rolled = apply_review(rolled, answers)
            problems = (*problems, *rolled.problems)
            if any(problem.severity is Severity.ERROR for problem in problems):
                raise PlandocError(problems)
            said = (*said, *problems)
        first = roll_over(plan, into) if review is not None else rolled
        drafted = _draft(rolled.plan, file)
        issued = drafted if first is rolled else _draft(first.plan, file)
        path = file.path
        del file  # its text is not needed any more
        book = render_review(rolled, created=created)
        changes = render_comparison(
            compare(plan, rolled.plan, across_years=True),
            language,
            awaiting=len(rolled.open),
            created=created,
        )
        name, names = _name(path.stem, plan.period, into), Names(out, plan.language)
        kept, replaced = Existing.kept(force=force), Existing.draft(force=force)
        suffix = ".json" if path.suffix.lower() == ".json" else ".yaml"
        draft = Output(names.take(name, suffix), drafted, kept, issued=issued)
        sheet, yaml = (names.take(name, end, lambda w: w.review) for end in (".xlsx", ".yaml"))
        workbook = Output(sheet, book, kept)
        text = render_review(rolled, "yaml")
        unanswered = text if first is rolled else render_review(first, "yaml")
        twin = Output(yaml, text, kept, issued=unanswered)
        page = Output(names.take(name, ".docx", lambda w: w.changes), changes, replaced)
        written = write_all(
            [draft, workbook, twin, page], folder=out, plan=path, language=plan.language
        )
        said = (*said, *names.problems)
        return RolledOver(
            rolled, draft.path, workbook.path, twin.path, page.path, written.kept, said
        )


def _draft(plan: Plan, file: PlanFile) -> bytes:
    """Return the draft as a file, keeping the comments of last year's file if possible."""
    try:
        return file.rewritten(plan)
    except PlanFileError:  # an alias shares a value that has to change separately
        return dump_yaml(plan).encode()


def _name(stem: str, old: Period, new: Period) -> str:
    """Return the name of the draft, with the year in the old name replaced or appended."""
    was, now = (p.spelled.replace("/", "-") or f"{p.first}-{p.last}" for p in (old, new))
    return stem.replace(was, now) if was in stem else f"{stem}-{now}"
