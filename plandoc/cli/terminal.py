"""Shared by all commands: registering commands, printing problems and progress."""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, cast

from plandoc.words.language import LANGUAGES, names_of, words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Problem

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that steer a terminal or the direction of its text; not tabs and ends of lines."""

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
            name,
            help=self.words.verbs[name],
            description=self.words.verbs[name],
            allow_abbrev=False,
        )
        add_locale(added, self.words)
        added.set_defaults(run=run)
        return added


def add_locale(parser: argparse.ArgumentParser, words: CliWords) -> None:
    """Add `--locale`, which is read before the other options and stands anywhere among them."""
    told = words.locale.format(languages=names_of(LANGUAGES))
    parser.add_argument("--locale", metavar=words.metavars["LOCALE"], help=told)


@contextmanager
def parser_in(words: CliWords) -> Iterator[None]:
    """Let `argparse` speak with `words`: it asks these two names for each of its own sentences."""

    def one(text: str) -> str:
        return words.parser.get(text, text)

    def counted(single: str, plural: str, count: int) -> str:
        return one(single if count == 1 else plural)

    spoken = {"_": one, "ngettext": counted}
    before = {name: getattr(argparse, name) for name in spoken}
    for name, said in spoken.items():
        setattr(argparse, name, said)
    try:
        yield
    finally:
        for name, said in before.items():
            setattr(argparse, name, said)


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


def harmless(text: str) -> str:
    r"""Return a text that a terminal shows and never obeys.

    Control characters, marks of direction and lone surrogates are shown as `\u001b`, `\u202e`,
    which JSON reads as the same characters.
    """
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class HarmlessStream:
    """A stream for text that people wrote: whatever they wrote, nothing of it is obeyed."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        return self._stream.write(harmless(text))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


@contextmanager
def harmless_streams() -> Iterator[None]:
    """Let nothing that is printed steer the terminal."""
    with (
        redirect_stdout(cast("TextIO", HarmlessStream(sys.stdout))),
        redirect_stderr(cast("TextIO", HarmlessStream(sys.stderr))),
    ):
        yield


def print_problems(problems: Iterable["Problem"], language: str, out: TextIO | None = None) -> None:
    """Print problems, a line each; those with one cause once, with the places of the others."""
    from plandoc.formats.text.told_once import told_once

    severities = words_in(language).cli.severity
    for problem, others in told_once(problems, language):
        print(f"{severities[problem.severity]}: {problem.text(language)}", file=out or sys.stderr)
        if others:
            print(f"  {others}", file=out or sys.stderr)


def with_progress(paths: Sequence[Path], title: str) -> Iterator[Path]:
    """Yield the paths, with a progress bar on a terminal if rich is installed."""
    if len(paths) > 1 and sys.stderr.isatty():
        try:
            from rich.console import Console
            from rich.progress import Progress
        except ImportError:
            yield from paths
        else:
            console = Console(file=sys.__stderr__)  # the bar steers the terminal, texts do not
            shared = sys.stdout.isatty()  # results in a file stay out of the bar
            bar = Progress(console=console, transient=True, redirect_stdout=shared)
            with bar, harmless_streams():
                yield from bar.track(paths, description=title)
    else:
        yield from paths
