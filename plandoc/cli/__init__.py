"""The command line: parses arguments, calls operations, returns an exit code.

Only the parser and its texts are imported before a command runs.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from locale import getlocale, normalize

import plandoc
from plandoc.cli import documents, papers, revisions, year
from plandoc.cli.terminal import (
    DONE,
    PROBLEMS,
    WRONG_USAGE,
    UsageError,
    Verbs,
    add_locale,
    harmless_streams,
    parser_in,
    print_problems,
)
from plandoc.words.language import LANGUAGES, language_in, names_of, words_in
from plandoc.words.tables.cli import CliWords


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `plandoc` and return its exit code: 0 done, 1 problems in the data, 2 wrong usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with harmless_streams():
        chosen = _chosen_locale(given)
        language = _language(chosen) or _language_of_the_system()
        words = words_in(language).cli
        if chosen is not None and _language(chosen) is None:
            told = words.no_locale.format(locale=chosen, languages=names_of(LANGUAGES))
            print(told, file=sys.stderr)
            return WRONG_USAGE
        try:
            with parser_in(words):
                options = _parser(words).parse_args(given)
        except SystemExit as stop:
            return WRONG_USAGE if stop.code else DONE
        return _run(options, language, words)


def _run(options: argparse.Namespace, language: str, words: CliWords) -> int:
    try:
        code = int(options.run(options, language, words))
        sys.stdout.flush()
    except UsageError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    except plandoc.PlandocError as error:
        print_problems(error.problems, language)
        return PROBLEMS
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            from plandoc.project.files import reason_of

            print(words.no_output.format(reason=reason_of(error)), file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    return code


def _chosen_locale(given: Sequence[str]) -> str | None:
    """Return the value of `--locale`, which may stand before or after the command."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    early.add_argument("--locale")
    try:
        chosen: str | None = early.parse_known_args(given)[0].locale
    except argparse.ArgumentError:
        return None
    return chosen


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


def _parser(words: CliWords) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="plandoc", description=words.about, epilog=words.codes, allow_abbrev=False
    )
    version = f"plandoc {plandoc.__version__}"
    parser.add_argument("--version", action="version", version=version, help=words.version)
    add_locale(parser, words)
    verbs = Verbs(parser.add_subparsers(dest="verb", required=True, metavar=words.verb), words)
    documents.add_verbs(verbs)
    papers.add_verbs(verbs)
    year.add_verbs(verbs)
    revisions.add_verbs(verbs)
    return parser
