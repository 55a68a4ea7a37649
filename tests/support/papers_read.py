"""What every reader of papers must do with any bytes."""

from collections.abc import Callable

from plandoc.errors import PlandocError
from plandoc.imports.paper import Paper


def read_or_refused(
    read: Callable[[bytes, str], Paper], source: bytes, file: str = "plan"
) -> Paper | None:
    """Return the paper, or `None` if it is refused with problems that name the file."""
    try:
        return read(source, file)
    except PlandocError as error:
        problems = error.problems
    assert [problem.place.file for problem in problems] == [file] * max(1, len(problems))
    return None
