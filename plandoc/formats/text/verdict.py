"""A verdict on a file as text for a terminal."""

from collections.abc import Iterable, Iterator

from plandoc.errors import Problem
from plandoc.formats.text.told_once import told_once
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
    for line in _problems((*verdict.differences, *verdict.added, *verdict.hidden), language):
        yield f"  {line}"
    if verdict.notes:
        yield f"  {words.notes}"
        yield from (f"    {line}" for line in _problems(verdict.notes, language))


def _problems(problems: Iterable[Problem], language: str) -> Iterator[str]:
    """Yield the lines of problems without the name of the file, which is printed above."""
    for problem, others in told_once((problem.at(file="") for problem in problems), language):
        yield problem.text(language)
        if others:
            yield f"  {others}"
