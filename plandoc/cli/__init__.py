"""The command line: parses arguments, calls operations, returns an exit code.

Only the parser and its texts are imported before a command runs.
"""

import codecs
import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from locale import getlocale, normalize

import click

import plandoc
from plandoc.cli import documents, machine, papers, revisions, views, year
from plandoc.cli.parser import Verbs, told
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import PROBLEMS, WRONG_USAGE, UsageError, harmless_streams, plainly
from plandoc.words.language import LANGUAGES, language_in, names_of, words_in
from plandoc.words.tables.cli import CliWords

_LOCALE = "--locale"
_NEW_OBJECTS = 500_000
_PLAINLY = "plandoc.plainly"
codecs.register_error(_PLAINLY, plainly)


def program() -> int:
    """Run `plandoc` as a program of its own, which keeps most of what it loads until it ends.

    The collector looks for garbage seldom, not once in a usual build, and not at all when the
    process ends. Plugins that others gave Pydantic do not watch the models.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        return main()
    finally:
        gc.freeze()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `plandoc` and return its exit code: 0 done, 1 problems in the data, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=_PLAINLY)
    with harmless_streams():
        given, chosen = _without_locale(given)
        language = _language(chosen) or _language_of_the_system()
        words = words_in(language).cli
        if chosen is not None and _language(chosen) is None:
            said = words.no_locale.format(locale=chosen, languages=names_of(LANGUAGES))
            print(said, file=sys.stderr)
            return WRONG_USAGE
        verbs = _verbs(words)
        if asked := os.environ.get(machine.COMPLETE):
            return machine.complete(verbs, asked)
        try:
            return _run(verbs, given, Telling(language, words))
        except KeyboardInterrupt:
            print(words.stopped, file=sys.stderr)
            return PROBLEMS


def _run(verbs: Verbs, given: list[str], telling: Telling) -> int:
    words = telling.words
    if given[:1] and given[0].lower() in words.usage.help_words:
        given = [*given[1:2], "--help"]
    try:
        with verbs.make_context("plandoc", given, obj=telling) as context:
            code = int(verbs.invoke(context))
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.UsageError, UsageError) as error:
        said = told(error, words) if isinstance(error, click.UsageError) else error
        print(said, file=sys.stderr)
        return WRONG_USAGE
    except plandoc.PlandocError as error:
        telling.problems(error.problems)
        return telling.end(PROBLEMS)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            from plandoc.project.files import reason_of

            print(words.no_output.format(reason=reason_of(error)), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    return code


def _without_locale(given: Sequence[str]) -> tuple[list[str], str | None]:
    """Return the arguments without `--locale`, which may stand anywhere, and its value."""
    rest: list[str] = []
    chosen = None
    words = iter(given)
    for word in words:
        if word == "--":
            return [*rest, word, *words], chosen
        if word == _LOCALE:
            chosen = next(words, "")
        elif word.startswith(f"{_LOCALE}="):
            chosen = word.removeprefix(f"{_LOCALE}=")
        else:
            rest.append(word)
    return rest, chosen


def _language(locale: str | None) -> str | None:
    """Return the language of a locale, `None` if there is none or it has no words."""
    # `normalize` also handles Windows names: «Russian_Russia.1251», «German_Germany».
    locale = locale or ""
    language, _, region = locale.partition("_")
    named = normalize(language).partition("_")[0]
    return language_in(locale) or language_in(f"{named}_{region}")


def _language_of_the_system() -> str:
    names = (*(os.environ.get(n) for n in ("LC_ALL", "LC_MESSAGES", "LANG")), getlocale()[0])
    return _language(next((name for name in names if name), "")) or "en"


def _verbs(words: CliWords) -> Verbs:
    verbs = Verbs(words, f"plandoc {plandoc.__version__}")
    for room in (papers, documents, year, views, revisions, machine):
        room.add_verbs(verbs)
    return verbs
