"""What a command tells: as text while it runs, or as one JSON object in the end."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from plandoc.cli.terminal import print_problems
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Problem
    from plandoc.formats.text.table import Part


class Telling:
    """Takes what a command has to tell: problems, files, lines, a result.

    Text is printed at once. With `as_json` nothing is printed before `end`; lines are left out,
    because what they say is in the result.
    """

    def __init__(self, language: str, words: CliWords) -> None:
        self.language = language
        self.words = words
        self.command = ""
        self.as_json = False
        self._problems: list[Problem] = []
        self._files: list[dict[str, object]] = []
        self._result: dict[str, object] = {}

    def problems(self, problems: "Iterable[Problem]", out: TextIO | None = None) -> None:
        """Tell problems; as text they go to the errors, or to `out`."""
        problems = list(problems)
        self._problems += problems
        if not self.as_json:
            print_problems(problems, self.language, out)

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
        self._files.append(told | ({"kept": str(kept)} if kept else {}))
        if kept:
            self.line(self.words.kept.format(file=path, kept=kept))
        self.line(self.words.files[kind].format(file=path, **values) + more)

    def line(self, text: str, out: TextIO | None = None) -> None:
        """Print a line, unless the result is JSON."""
        if not self.as_json:
            print(text, file=out or sys.stdout)

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
            print(json.dumps(whole, ensure_ascii=False, indent=2, default=str))
        return code
