"""The files of a plan as a whole, or one for each executor, and their names."""

import re
from collections.abc import Iterable
from pathlib import Path

from plandoc.project.names import named, shortened
from plandoc.project.plan_file import PlanFile
from plandoc.schema.executors import by_executor
from plandoc.words.language import language_of, words_in

_LONGEST_NAME, _MOST_BYTES = 60, 120
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


def shares(
    file: PlanFile, out: Path, ending: str, suffix: str, *, per_executor: bool
) -> dict[Path, str | None]:
    """Return the executor of each file by path: `None` for the whole plan, `""` for nobody."""
    names: Iterable[str | None] = by_executor(file.plan) if per_executor else (None,)
    nobody = words_in(language_of(file.plan.language)).tracking.summary.nobody
    found: dict[Path, str | None] = {}
    for name in names:
        called = nobody if name == "" else name
        ended = ending if called is None else f"{ending}{_portable(called)}"
        found[_free(out, file.path.stem, ended, suffix, found)] = name
    return found


def _portable(executor: str) -> str:
    """Return the name of an executor in the characters that all file systems allow."""
    cleaned = _UNFIT.sub(" ", executor).strip(" .")[:_LONGEST_NAME]
    cleaned = shortened(cleaned, _MOST_BYTES).strip(" .")
    return f"-{cleaned}" if cleaned else ""


def _free(out: Path, stem: str, ending: str, suffix: str, taken: Iterable[Path]) -> Path:
    lowered = {path.name.casefold() for path in taken}
    name, copy = named(stem, ending + suffix), 1
    while name.casefold() in lowered:
        copy += 1
        name = named(stem, f"{ending}-{copy}{suffix}")
    return out / name
