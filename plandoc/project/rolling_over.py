"""Next year's draft beside this year's plan file, with its review and the page of what changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from plandoc.errors import OutputError, Place, PlandocError, PlanFileError, Problem, Severity
from plandoc.formats.docx.comparison import comparison_document
from plandoc.formats.xlsx.answers.review_reader import read_review_workbook
from plandoc.formats.xlsx.answers.review_writer import review_workbook
from plandoc.formats.yaml.plan_reader import read_plan
from plandoc.formats.yaml.plan_writer import dump_yaml
from plandoc.formats.yaml.review_reader import read_review
from plandoc.formats.yaml.review_writer import dump_review
from plandoc.project.files import differs, explained, read, write_together
from plandoc.project.plan_file import rewritten
from plandoc.revisions.compare import compare
from plandoc.rollover.review import Answer
from plandoc.rollover.roll_over import Rollover, apply_review, review_rows, roll_over
from plandoc.schema.period import Period
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording
from plandoc.words.language import language_of

_IDENTITY = "plandoc.review"


@dataclass(frozen=True, slots=True)
class RolledOver:
    """The draft and its files: the plan, the review twice, the page for the one who signs.

    `kept` tells where files that stood there before were moved to.
    """

    rollover: Rollover
    plan: Path
    review: Path
    review_yaml: Path
    changes: Path
    kept: Mapping[Path, Path]
    problems: tuple[Problem, ...]


def rollover(  # noqa: PLR0913
    path: Path | str,
    into: Period,
    out: Path | str,
    *,
    review: Path | str | None = None,
    created: datetime | None = None,
    force: bool = False,
) -> RolledOver:
    """Write the draft of the plan for the period `into` into the folder `out`.

    Beside it stand a review, as a workbook and as YAML, in which every question and every change
    is a row to answer, and «Что изменилось» for the one who signs. With `review`, a review that
    somebody filled in, the answers are put in; what was not answered stays open. Files that are
    there are replaced only with `force`, and a review is even then moved aside.

    Raises `PlandocError` for a period that is not later, `PlanFileError` for a plan or review that
    cannot be read, `OutputError`.
    """
    path, out = Path(path), Path(out)
    source = read(path)
    plan, said = read_plan(source, str(path))
    rolled = roll_over(plan, into)
    language = language_of(plan.language)
    identity = f"{plan.id} {into.first.isoformat()}/{into.last.isoformat()}"
    if review is not None:
        answers, problems = _answers(Path(review), identity)
        rolled = apply_review(rolled, answers)
        said = (*said, *problems, *rolled.problems)
    name = _name(path.stem, plan.period, into)
    suffix = path.suffix.lower() if path.suffix.lower() == ".json" else ".yaml"
    rows = review_rows(rolled)
    phrase = Wording(plan.language).period(into)
    page = comparison_document(
        compare(plan, rolled.plan, across_years=True), language, created=created
    )
    files = {
        out / f"{name}{suffix}": _draft(rolled.plan, path, source),
        out / f"{name}-review.xlsx": review_workbook(
            rows, phrase, language=language, identity={_IDENTITY: identity}, created=created
        ),
        out / f"{name}-review.yaml": dump_review(rows, phrase, language).encode(),
        out / f"{name}-changes.docx": page,
    }
    draft, book, twin, changes = files
    stale = {target for target, data in files.items() if differs(target, data)}
    if stale and not force:
        raise OutputError([Problem("PLN803", place=Place(file=str(t))) for t in sorted(stale)])
    with explained(out):
        out.mkdir(parents=True, exist_ok=True)
    fresh = {t: data for t, data in files.items() if t in stale or not t.exists()}
    kept = write_together(fresh, force=True, aside=sorted(stale - {changes}))
    return RolledOver(rolled, draft, book, twin, changes, kept, tuple(said))


def _draft(plan: Plan, path: Path, source: bytes) -> bytes:
    """Return the draft as a file: with the comments of last year's where they can be kept."""
    try:
        return rewritten(plan, path, source)
    except PlanFileError:  # aliases share a value that changes alone
        return dump_yaml(plan).encode()


def _answers(path: Path, identity: str) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    source = read(path)
    if not source.startswith(b"PK"):
        return read_review(source.decode("utf-8", errors="replace"), str(path))
    answers, told, problems = read_review_workbook(source, str(path))
    found = told.get(_IDENTITY, "")
    if found and found != identity:
        values = {"found": found, "own": identity}
        raise PlandocError([Problem("PLN822", place=Place(file=str(path)), values=values)])
    if not found:
        problems = (*problems, Problem("PLN823", Severity.WARNING, Place(file=str(path))))
    return answers, problems


def _name(stem: str, old: Period, new: Period) -> str:
    """Return the name of the draft: the year in the old name replaced, or added to it."""
    was, now = (p.spelled.replace("/", "-") or f"{p.first}-{p.last}" for p in (old, new))
    return stem.replace(was, now) if was in stem else f"{stem}-{now}"
