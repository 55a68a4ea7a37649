"""A verdict on a file in words, for a terminal."""

from collections.abc import Iterator
from dataclasses import replace

from plandoc.errors import Problem
from plandoc.revisions.verify import Verdict
from plandoc.words.language import words_in
from plandoc.words.tables.verify import VerifyWords


def verdict_text(verdict: Verdict, file: str, language: str) -> str:
    """Return the verdict: one line, then every difference, then notes."""
    return "\n".join(_lines(verdict, file, words_in(language).verify, language)) + "\n"


def _lines(verdict: Verdict, file: str, words: VerifyWords, language: str) -> Iterator[str]:
    values: dict[str, object] = {"file": file, "count": len(verdict.differences)}
    heading = words.undecided
    if verdict.revision is not None:
        heading = words.matches if verdict.matches else words.differs
        values |= {"revision": verdict.revision, "day": f"{verdict.sealed_on:%d.%m.%Y}"}
    yield heading.format_map(values)
    if verdict.told_by and (how := words.told_by[verdict.told_by]):
        yield f"  {how}"
    yield from (f"  {_said(problem, language)}" for problem in verdict.differences)
    if verdict.notes:
        yield f"  {words.notes}"
        yield from (f"    {_said(problem, language)}" for problem in verdict.notes)


def _said(problem: Problem, language: str) -> str:
    """Return a problem without the name of its file, which stands above."""
    return replace(problem, place=replace(problem.place, file="")).text(language)
