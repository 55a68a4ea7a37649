"""The review of next year's draft as bytes: the questions out, the answers in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from plandoc.codes import Code
from plandoc.errors import Place, PlandocError, Problem
from plandoc.formats.xlsx.answers.review_reader import read_review_workbook
from plandoc.formats.xlsx.answers.review_writer import review_workbook
from plandoc.formats.yaml.review_reader import read_review as read_review_text
from plandoc.formats.yaml.review_writer import dump_review
from plandoc.review import Answer
from plandoc.rollover.roll_over import Rollover, review_rows
from plandoc.wording.phrases import Wording

_IDENTITY = "plandoc.review"


def render_review(
    rollover: Rollover,
    form: Literal["xlsx", "yaml"] = "xlsx",
    *,
    created: datetime | None = None,
) -> bytes:
    """Return the review of a draft to be answered, as a workbook or by its `form` as YAML.

    The output is deterministic.
    """
    wording = Wording(rollover.plan.language)
    if form == "yaml":
        into = wording.period(rollover.step.into)
        return dump_review(review_rows(rollover), into, wording.language)
    return review_workbook(
        review_rows(rollover),
        wording.period(rollover.step.into),
        language=wording.language,
        identity={_IDENTITY: _identity(rollover)},
        created=created,
    )


def read_review(
    source: bytes, rollover: Rollover, file: str = ""
) -> tuple[Mapping[str, Answer], tuple[Problem, ...]]:
    """Return the answers of a filled review, a workbook or YAML, for `apply_review`; and problems.

    `file` is the file name in problems. Raises `PlandocError` for the review of another plan or
    year, `ReturnedFileError` for a workbook that is no review.
    """
    if not source.startswith(b"PK"):
        return read_review_text(source.decode("utf-8", errors="replace"), file)
    answers, manifest, problems = read_review_workbook(source, file)
    found, own = manifest.get(_IDENTITY, ""), _identity(rollover)
    if found and found != own:
        raise of_other_plan(found, own, file)
    return answers, problems if found else (*problems, of_unknown_plan(file))


def of_other_plan(found: str, own: str, file: str) -> PlandocError:
    """Return the error of a review whose identity is not that of its plan."""
    values = {"found": found, "own": own}
    return PlandocError([Problem(Code.REVIEW_OF_OTHER_PLAN, place=Place(file), values=values)])


def of_unknown_plan(file: str) -> Problem:
    """Return the warning about a review that lost its identity."""
    return Problem(Code.REVIEW_PLAN_UNKNOWN, place=Place(file))


def _identity(rollover: Rollover) -> str:
    into = rollover.step.into
    return f"{rollover.step.plan.id} {into.first.isoformat()}/{into.last.isoformat()}"
