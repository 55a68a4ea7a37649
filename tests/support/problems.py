"""Problems as tests compare them: by their codes, in order."""

from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from plandoc.errors import Problem


@runtime_checkable
class WithProblems(Protocol):
    """A result, or an error, that carries problems."""

    @property
    def problems(self) -> Iterable[Problem]: ...


def codes(found: WithProblems | Iterable[Problem]) -> list[str]:
    """Return the codes of problems, or of the problems of a result or an error."""
    problems = found.problems if isinstance(found, WithProblems) else found
    return [problem.code for problem in problems]
