"""Shared by all commands: days in options, harmless output, printing problems and progress."""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING, TextIO, TypeVar, cast

from plandoc.words.language import words_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc import Period, Problem

T = TypeVar("T")

DONE, PROBLEMS, WRONG_USAGE = 0, 1, 2

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that steer a terminal or the direction of its text; not tabs and ends of lines."""


_BYTES = re.compile("[\udc80-\udcff]")
"""Bytes of the name of a file that are no text in the locale."""


class UsageError(Exception):
    """Wrong usage of a command, with an explanation."""


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


def issued_on(created: datetime | None) -> date:
    """Return the day of the figures of a sheet: that of its date, else today."""
    return (created or datetime.now(tz=UTC).astimezone()).date()


def day_of(text: str, words: CliWords) -> date:
    """Return the day in an option: `2018-10-12` or `12.10.2018`."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a day has no zone
    raise UsageError(words.bad_date.format(date=text))


def period_of(text: str, words: CliWords) -> "Period":
    """Return the period in an option, in the notation of plan files."""
    from plandoc import Period

    first, mark, last = text.partition("..")
    value = {"first": first, "last": last} if mark else text
    try:
        return Period.model_validate(value)
    except ValueError:
        raise UsageError(words.bad_period.format(period=text)) from None


def harmless(text: str) -> str:
    r"""Return a text that a terminal shows and never obeys.

    Control characters, marks of direction and lone surrogates are shown as `\u001b`, `\u202e`,
    which JSON reads as the same characters. Names of files that the locale cannot read are
    in UTF-8.
    """
    if _BYTES.search(text):
        with suppress(UnicodeError):
            text = text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


_PLAIN = {
    **dict.fromkeys("«»“”„", '"'),
    **dict.fromkeys("—–‑−─", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    "…": "...",
    "→": "->",
    "№": "N",
    "÷": "/",
    "×": "x",
    "≥": ">=",
    "≤": "<=",
    "•": "*",
}
"""What a typewriter has for signs that narrow encodings lack: cp866, and some of them cp1251."""


def plainly(error: UnicodeError) -> tuple[str, int]:
    """Return what stands for characters that a stream cannot encode (`codecs.register_error`)."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    told = (_PLAIN.get(one) or one.encode("ascii", "backslashreplace").decode() for one in signs)
    return "".join(told), error.end


_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def data_text(text: str, encoding: str) -> str:
    """Return JSON that programs read alike, whatever they take the encoding of the stream for."""
    if encoding.lower().replace("-", "") == "utf8":
        return text
    return _NOT_ASCII.sub(lambda found: json.dumps(found[0])[1:-1], text)


def print_data(text: str) -> None:
    """Print a text of JSON."""
    sys.stdout.write(data_text(text, sys.stdout.encoding or "utf-8"))


class HarmlessStream:
    """A stream for text that people wrote: whatever they wrote, nothing of it is obeyed."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        return self.stream.write(harmless(text))

    def __getattr__(self, name: str) -> object:
        return getattr(self.stream, name)


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


def with_progress(items: Iterable[T], title: str, total: int) -> Iterator[T]:
    """Yield the items, with a progress bar on a terminal: how many, how fast, how long yet."""
    if total > 1 and sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            Task,
            TimeRemainingColumn,
        )
        from rich.text import Text

        class Rate(ProgressColumn):
            """How many in a second."""

            def render(self, task: Task) -> Text:
                return Text(f"{task.speed:.3g}/s" if task.speed else "")

        console = Console(file=sys.__stderr__)  # the bar steers the terminal, texts do not
        shared = sys.stdout.isatty()  # results in a file stay out of the bar
        counted = ("{task.description}", BarColumn(), MofNCompleteColumn())
        bar = Progress(
            *counted,
            Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=shared,
        )
        with bar, harmless_streams():
            yield from bar.track(items, total=total, description=title)
    else:
        yield from items


def days_told(options: SimpleNamespace, words: CliWords) -> tuple[date, date | None]:
    """Return the day of the figures and the day of the outcomes; each defaults to the other."""
    as_of = day_of(options.as_of, words) if options.as_of else None
    if options.date:
        return day_of(options.date, words), as_of
    return as_of or datetime.now().astimezone().date(), as_of
