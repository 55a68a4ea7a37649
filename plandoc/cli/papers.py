"""Commands that begin a plan: an empty form, and plan files of papers made by hand."""

from datetime import UTC, datetime
from types import SimpleNamespace

import plandoc
from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, PROBLEMS, created_on


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
    today = datetime.now(tz=UTC).astimezone().date()
    plandoc.new_workbook(options.file, today=today, language=telling.language, force=options.force)
    telling.file("new", options.file)
    return DONE


def _import(options: SimpleNamespace, telling: Telling) -> int:
    made = plandoc.import_documents(
        options.files,
        options.out,
        reviews=options.review,
        keep_look=options.keep_look,
        language=telling.language,
        created=created_on(None, telling.words),
        force=options.force,
    )
    telling.problems(made.problems)
    for path, source in made.plans.items():
        telling.file("imported", path, kept=made.kept.get(path), source=str(source))
        if path in made.reviews:
            review = made.reviews[path]
            telling.file("questions", review, kept=made.kept.get(review))
    failed = any(one.severity is plandoc.Severity.ERROR for one in made.problems)
    return PROBLEMS if failed else DONE
