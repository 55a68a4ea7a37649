"""The files of a plan as a whole, or one for each executor."""

from collections.abc import Iterable
from pathlib import Path

from plandoc.project.names import Names, Word
from plandoc.project.plan_file import PlanFile
from plandoc.schema.executors import by_executor
from plandoc.words.language import language_of, words_in


def shares(
    file: PlanFile, names: Names, suffix: str, word: Word | None = None, *, per_executor: bool
) -> dict[Path, str | None]:
    """Return the executor of each file by path: `None` for the whole plan, `""` for nobody."""
    executors: Iterable[str | None] = by_executor(file.plan) if per_executor else (None,)
    nobody = words_in(language_of(file.plan.language)).tracking.summary.nobody
    return {
        names.take(file.path.stem, suffix, word, nobody if name == "" else name or ""): name
        for name in executors
    }
