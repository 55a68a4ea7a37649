"""What a command tells: as text while it runs, as one JSON object in the end, or later."""

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plandoc.cli.terminal import print_data, print_problems
from plandoc.words.language import words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Plan, Problem
    from plandoc.formats.text.table import Part


class Telling:
    """Takes what a command has to tell: problems, files, lines, a result.

    Text is printed at once, and nothing of it is kept. With `as_json` nothing is printed before
    `end`; lines are left out, because what they say is in the result.
    """

    def __init__(self, language: str, words: CliWords) -> None:
        self.language = language
        self.words = words
        self.command = ""
        self.as_json = False
        self._problems: list[Problem] = []
        self._files: list[dict[str, object]] = []
        self._result: dict[str, object] = {}

    def problems(self, problems: "Iterable[Problem]", *, asked_for: bool = False) -> None:
        """Tell problems; as text they go to the errors, or to the output if they are its sense."""
        if self.as_json:
            self._problems += problems
        else:
            print_problems(problems, self.language, sys.stdout if asked_for else sys.stderr)

    def file(
        self,
        kind: str,
        path: Path | str,
        *,
        kept: Path | None = None,
        more: str = "",
        **values: str,
    ) -> None:
        """Tell a written file; `kept` is where the one that it replaced is now."""
        told: dict[str, object] = {"kind": kind, "path": str(path), **values}
        if self.as_json:
            self._files.append(told | ({"kept": str(kept)} if kept else {}))
        if kept:
            self.line(self.words.kept.format(file=path, kept=kept))
        self.line(self.words.files[kind].format(file=path, **values) + more)

    def of_plan(self, plan: "Plan") -> None:
        """Note of which plan all this is told."""

    def line(self, text: str, *, wrong: bool = False) -> None:
        """Print a line, unless the result is JSON; what went wrong goes to the errors."""
        if not self.as_json:
            print(text, file=sys.stderr if wrong else sys.stdout)

    def text(self, text: str) -> None:
        """Print a text that ends its own last line, unless the result is JSON."""
        if not self.as_json:
            sys.stdout.write(text)

    def parts(self, parts: "Sequence[Part]") -> None:
        """Print lines and tables: drawn for a person on a terminal, plain where they are piped."""
        if self.as_json:
            return
        from plandoc.cli.drawing import print_parts

        print_parts(parts)

    def result(self, **values: object) -> None:
        """Tell figures and values, which only JSON shows."""
        self._result |= values

    def end(self, code: int) -> int:
        """Print the JSON if it is asked for, and return the exit code."""
        if self.as_json:
            from plandoc.formats.text.remarks import counted, record

            whole = {
                "command": self.command,
                "exit": code,
                "counts": counted(self._problems),
                "problems": [record(problem, self.language) for problem in self._problems],
                "files": self._files,
                "result": self._result,
            }
            print_data(json.dumps(whole, ensure_ascii=False, indent=2, default=str) + "\n")
        return code


@dataclass(frozen=True, slots=True)
class Told:
    """What a command told of one plan: its exit code, its result, the files that it wrote.

    `identity` is the id of the plan with its period, empty if the command does not say it.
    """

    code: int
    identity: str
    result: dict[str, object]
    files: tuple[Path, ...]
    calls: tuple[Callable[[Telling], object], ...]

    def to(self, telling: Telling) -> None:
        """Tell it, without its result."""
        for call in self.calls:
            call(telling)


class Recorded(Telling):
    """Keeps what is told, so that another process can tell it."""

    def __init__(self, language: str, *, as_json: bool) -> None:
        super().__init__(language, words_in(language).cli)
        self.as_json = as_json
        self.found: list[Problem] = []
        self._calls: list[Callable[[Telling], object]] = []
        self._written: list[Path] = []
        self._identity = ""

    def problems(self, problems: "Iterable[Problem]", *, asked_for: bool = False) -> None:
        """Keep problems."""
        listed = list(problems)
        self.found += listed
        self._calls.append(methodcaller("problems", listed, asked_for=asked_for))

    def file(self, kind: str, path: Path | str, **more: Any) -> None:
        """Keep a written file."""
        self._written.append(Path(path))
        self._calls.append(methodcaller("file", kind, path, **more))

    def of_plan(self, plan: "Plan") -> None:
        """Keep the identity of the plan."""
        from plandoc.project.many import identity_of

        self._identity = identity_of(plan)

    def line(self, text: str, *, wrong: bool = False) -> None:
        """Keep a line."""
        self._calls.append(methodcaller("line", text, wrong=wrong))

    def text(self, text: str) -> None:
        """Keep a text."""
        self._calls.append(methodcaller("text", text))

    def parts(self, parts: "Sequence[Part]") -> None:
        """Keep lines and tables."""
        self._calls.append(methodcaller("parts", parts))

    def told(self, code: int) -> Told:
        """Return what was told."""
        return Told(code, self._identity, self._result, tuple(self._written), tuple(self._calls))
