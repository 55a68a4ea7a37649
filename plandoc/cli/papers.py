"""Commands that begin a plan: an empty form, and plan files of papers made by hand."""

import sys
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

import plandoc
from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, period_of
from plandoc.words.language import told_in
from plandoc.words.tables.cli import CliWords

if TYPE_CHECKING:
    from plandoc.project.authoring import Beginning


def add_verbs(verbs: Verbs) -> None:
    """Add `new` and `import`."""
    words = verbs.words
    new = verbs.add("new", _new, "plan")
    new.argument("file", "FILE", words.new_file)
    new.flag("--force", words.force)
    importing = verbs.add("import", _import, "plan")
    importing.argument("files", "FILES", words.papers, many=True)
    importing.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    importing.path("--review", metavar="XLSX", told=words.import_review, many=True)
    importing.flag("--keep-look", words.keep_look)
    importing.flag("--force", words.force_import)


def _new(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.authoring import Beginning

    today = datetime.now(tz=UTC).astimezone().date()
    asking = not telling.as_json and sys.stdin.isatty() and sys.stdout.isatty()
    known = _asked(telling.words, today) if asking and _is_free(options) else Beginning()
    kept = plandoc.new_file(
        options.file,
        today=today,
        title=known.title,
        period=known.period,
        post=known.post,
        name=known.name,
        language=telling.language,
        force=options.force,
    )
    kind = "new" if options.file.suffix.lower() == ".xlsx" else "starter"
    telling.file(kind, options.file, kept=kept)
    return DONE


def _is_free(options: SimpleNamespace) -> bool:
    """Whether a file can be written, so that nobody answers in vain."""
    known = options.file.suffix.lower() in {".xlsx", ".yaml", ".yml"}
    return known and (options.force or not options.file.exists())


def _asked(words: CliWords, today: date) -> "Beginning":
    """Ask three questions; an empty answer leaves what stands in brackets."""
    from plandoc.project.authoring import Beginning, usual_period

    asked = words.questions
    print(asked.about)
    title = _answer(asked.title)
    usual = usual_period(today)
    period = None
    while period is None:
        written = _answer(asked.period.format(usual=usual.text))
        try:
            period = period_of(written, words) if written else usual
        except UsageError as error:
            print(error)
    post, _, name = _answer(asked.approver).rpartition(",")
    return Beginning(
        title=title, period=period, post=(post or name).strip(), name=name.strip() if post else ""
    )


def _answer(question: str) -> str:
    try:
        return input(f"{question}: ").strip()
    except EOFError:
        return ""


def _import(options: SimpleNamespace, telling: Telling) -> int:
    made = plandoc.import_files(
        options.files,
        options.out,
        reviews=options.review,
        keep_look=options.keep_look,
        language=telling.language,
        keys=told_in(telling.language),
        created=created_on(None, telling.words),
        force=options.force,
    )
    telling.problems(made.problems)
    for path, source in made.plans.items():
        telling.file("imported", path, kept=made.kept.get(path), source=str(source))
        if path in made.reviews:
            review = made.reviews[path]
            telling.file("questions", review, kept=made.kept.get(review))
    failed = any(one.severity is plandoc.codes.Severity.ERROR for one in made.problems)
    return PROBLEMS if failed else DONE
