"""Shared by all commands: registering commands, printing problems and progress."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from plandoc.words.language import LANGUAGES, words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Problem

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2

Run = Callable[[argparse.Namespace, str, CliWords], int]
"""A command: a function of options, language and texts that returns the exit code."""


class UsageError(Exception):
    """Wrong usage of a command, with an explanation."""


class Verbs:
    """Adds commands to the parser, with descriptions in one language."""

    def __init__(self, parsers: Any, words: CliWords) -> None:
        self.parsers = parsers
        self.words = words

    def add(self, name: str, run: Run) -> argparse.ArgumentParser:
        """Add a command; its description is found by its name."""
        added: argparse.ArgumentParser = self.parsers.add_parser(
            name, help=self.words.verbs[name], description=self.words.verbs[name]
        )
        added.add_argument(
            "--locale", help=self.words.locale.format(languages=", ".join(LANGUAGES))
        )
        added.set_defaults(run=run)
        return added


def created_on(text: str | None, words: CliWords) -> datetime | None:
    """Return the time for file properties, from an option or SOURCE_DATE_EPOCH.

    Raises `UsageError` if it is invalid.
    """
    if text is not None:
        return datetime.combine(day_of(text, words), datetime.min.time(), UTC)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(epoch), UTC) if epoch else None
    except (ValueError, OverflowError, OSError):
        raise UsageError(words.bad_date.format(date=epoch)) from None


def day_of(text: str, words: CliWords) -> date:
    """Return the day in an option: `2018-10-12` or `12.10.2018`."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    raise UsageError(words.bad_date.format(date=text))


def print_problems(problems: Iterable["Problem"], language: str, out: TextIO | None = None) -> None:
    """Print problems, one per line."""
    severities = words_in(language).cli.severity
    for problem in problems:
        print(f"{severities[problem.severity]}: {problem.text(language)}", file=out or sys.stderr)


def with_progress(paths: Sequence[Path], title: str) -> Iterator[Path]:
    """Yield the paths, with a progress bar on a terminal if rich is installed."""
    if len(paths) > 1 and sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import track
        except ImportError:
            yield from paths
        else:
            yield from track(paths, title, console=Console(stderr=True), transient=True)
    else:
        yield from paths
