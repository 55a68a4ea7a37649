"""The command that makes plan files of papers made by hand."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

import plandoc
from plandoc.cli.terminal import DONE, PROBLEMS, Verbs, created_on, print_problems
from plandoc.words.tables.cli import CliWords


def add_verbs(verbs: Verbs) -> None:
    """Add `new` and `import`."""
    words = verbs.words
    new = verbs.add("new", _new)
    new.add_argument("file", type=Path, metavar="XLSX", help=words.new_file)
    new.add_argument("--force", action="store_true", help=words.force)
    importing = verbs.add("import", _import)
    importing.add_argument(
        "files", nargs="+", type=Path, metavar=words.metavars["FILES"], help=words.papers
    )
    importing.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    importing.add_argument(
        "--review", type=Path, nargs="+", default=[], metavar="XLSX", help=words.import_review
    )
    importing.add_argument("--keep-look", action="store_true", help=words.keep_look)
    importing.add_argument("--force", action="store_true", help=words.force_import)


def _new(options: argparse.Namespace, language: str, words: CliWords) -> int:
    today = datetime.now(tz=UTC).astimezone().date()
    plandoc.new_workbook(options.file, today=today, language=language, force=options.force)
    print(words.made_new.format(file=options.file))
    return DONE


def _import(options: argparse.Namespace, language: str, words: CliWords) -> int:
    made = plandoc.import_documents(
        options.files,
        options.out,
        reviews=options.review,
        keep_look=options.keep_look,
        language=language,
        created=created_on(None, words),
        force=options.force,
    )
    print_problems(made.problems, language)
    for path, kept in made.kept.items():
        print(words.kept.format(file=path, kept=kept))
    for path, source in made.plans.items():
        print(words.imported.format(file=path, source=source))
        if path in made.reviews:
            print(words.import_questions.format(file=made.reviews[path]))
    return (
        PROBLEMS if any(one.severity is plandoc.Severity.ERROR for one in made.problems) else DONE
    )
