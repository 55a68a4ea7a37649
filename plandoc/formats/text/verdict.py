"""A verdict on a file as text for a terminal."""

from collections.abc import Iterator
from dataclasses import replace

from plandoc.errors import Problem
from plandoc.revisions.verify import Verdict
from plandoc.words.language import words_in
from plandoc.words.tables.verify import VerifyWords


def verdict_text(verdict: Verdict, file: str, language: str) -> str:
    """Return the verdict on one line, then all differences, then notes."""
    return "\n".join(_lines(verdict, file, words_in(language).verify, language)) + "\n"


def _lines(verdict: Verdict, file: str, words: VerifyWords, language: str) -> Iterator[str]:
    values: dict[str, object] = {"file": file, "count": len(verdict.differences)}
    heading = words.undecided
    if verdict.revision is not None:
        matches, text_matches, differs = (
            (words.matches, words.text_matches, words.differs)
            if verdict.amends is None
            else (words.amendment_matches, words.amendment_text_matches, words.amendment_differs)
        )
        heading = matches if verdict.clean else text_matches
        heading = heading if verdict.matches else differs
        values |= {"revision": verdict.revision, "day": f"{verdict.sealed_on:%d.%m.%Y}"}
    beside = ((words.added, verdict.added), (words.hidden, verdict.hidden))
    more = (text.format(count=len(found)) for text, found in beside if found)
    yield "; ".join((heading.format_map(values), *more))
    if verdict.amends is not None:
        yield f"  {words.amendment.format(amends=verdict.amends)}"
    if latest := verdict.superseded_by:
        day = f"{latest.sealed_on:%d.%m.%Y}"
        yield f"  {words.superseded.format(latest=latest.revision, latest_day=day)}"
    if verdict.told_by and (reason := words.told_by[verdict.told_by]):
        yield f"  {reason}"
    for problem in (*verdict.differences, *verdict.added, *verdict.hidden):
        yield f"  {_problem_text(problem, language)}"
    if verdict.notes:
        yield f"  {words.notes}"
        yield from (f"    {_problem_text(problem, language)}" for problem in verdict.notes)


def _problem_text(problem: Problem, language: str) -> str:
    """Return the text of a problem without its file name, which is printed above."""
    return replace(problem, place=replace(problem.place, file="")).text(language)
