"""Commands during the year: issue sheets, collect outcomes, show the state."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from glob import glob, has_magic
from pathlib import Path
from types import SimpleNamespace

import plandoc
from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, days_of

_TAKEN_SUFFIXES = {".xlsx", ".xlsm", ".docx", ".docm"}
APPROVALS = ("cleared", "kept", "none")
"""The values of `ReportApprovals`, the first one by default."""


def add_verbs(verbs: Verbs) -> None:
    """Add `track`, `collect`, `report` and `status`."""
    words = verbs.words
    tracking = verbs.add("track", _track, "year")
    tracking.argument("plan", "PLAN", words.plan)
    tracking.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    tracking.flag("--per-executor", words.per_executor)
    tracking.option("--date", metavar="YYYY-MM-DD", told=words.date)
    tracking.flag("--force", words.force_track)
    collecting = verbs.add("collect", _collect, "year")
    collecting.argument("plan", "PLAN", words.plan)
    collecting.argument("files", "FILES", words.filled, many=True)
    collecting.flag("--write", words.write)
    collecting.path("--remarks", metavar="DIR", told=words.remarks)
    collecting.flag("--other-plan", words.other_plan)
    telling = verbs.add("status", _status, "year")
    telling.argument("plan", "PLAN", words.plan)
    telling.option("--date", metavar="YYYY-MM-DD", told=words.today)
    telling.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)
    reporting = verbs.add("report", _report, "year")
    reporting.argument("plan", "PLAN", words.plan)
    reporting.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    reporting.option("--date", metavar="YYYY-MM-DD", told=words.today)
    reporting.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)
    reporting.path("--template", metavar="DOCX", told=words.use_template)
    reporting.choice("--approvals", APPROVALS, words.report_approvals, APPROVALS[0])
    reporting.flag("--force", words.force_report)


def _track(options: SimpleNamespace, telling: Telling) -> int:
    words = telling.words
    tracked = plandoc.track_file(
        options.plan,
        options.out,
        per_executor=options.per_executor,
        created=created_on(options.date, words),
        force=options.force,
    )
    telling.problems(tracked.problems)
    if tracked.ids_added:
        telling.line(words.ids_added.format(file=options.plan, count=tracked.ids_added))
    for path, executor in tracked.sheets.items():
        kept = tracked.kept.get(path)
        if executor:
            telling.file("tracking", path, kept=kept, more=f" — {executor}", executor=executor)
        else:
            telling.file("tracking", path, kept=kept)
    return DONE


def _collect(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.records import taken_record
    from plandoc.formats.text.taken import Writing, taken_text

    files = list(dict.fromkeys(_found(map(str, options.files))))
    if not files:
        names = ", ".join(map(str, options.files))
        raise UsageError(telling.words.nothing_found.format(names=names))
    made = plandoc.collect_file(
        options.plan,
        files,
        written_at=datetime.now().astimezone() if options.write else None,
        remarks=options.remarks,
        other_plan=options.other_plan,
    )
    writing = Writing(options.plan, made.journal if made.written else None, made.remarks)
    again = plandoc.codes.Code.FILE_COLLECTED_TWICE
    twice = sum(problem.code is again for problem in made.problems)
    unread = len(files) - len(made.files) - twice
    if telling.as_json:
        telling.result(files=len(made.files), unread=unread, written=made.written)
        telling.result(**taken_record(made.taken))
        for path in made.remarks:
            telling.file("remarks", path)
    else:
        files_read = len(made.files)
        told = taken_text(made.taken, files_read, writing, telling.language, unread=unread)
        telling.text(told)
    telling.problems(made.problems)
    stopped = any(problem.severity is plandoc.codes.Severity.ERROR for problem in made.problems)
    return PROBLEMS if stopped or made.taken.conflicts else DONE


def _found(names: Iterable[str]) -> Iterator[Path]:
    """Yield the files named by arguments: paths, patterns, or all files in a folder."""
    for name in names:
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if _is_filled(p))
        elif has_magic(name) and not path.exists():
            yield from sorted(Path(found) for found in glob(name)) or [path]  # noqa: PTH207 - may be absolute
        else:
            yield path


def _is_filled(path: Path) -> bool:
    """Whether a file in a folder is a workbook or a document and not a temporary lock file."""
    return path.suffix.lower() in _TAKEN_SUFFIXES and not path.name.startswith(("~$", ".~"))


def _report(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.records import report_record
    from plandoc.page.report_plan import ReportApprovals

    today, as_of = days_of(options, telling.words)
    made = plandoc.report_file(
        options.plan,
        options.out,
        today=today,
        as_of=as_of,
        template=plandoc.load_template(options.template) if options.template else None,
        approvals=ReportApprovals(options.approvals),
        created=created_on(None, telling.words),
        force=options.force,
    )
    telling.problems(made.problems)
    telling.file("report", made.document)
    telling.file("tables", made.workbook)
    telling.result(**report_record(made.report))
    return DONE


def _status(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.formats.text.records import report_record
    from plandoc.formats.text.status import status_parts

    today, as_of = days_of(options, telling.words)
    plan, figures, problems = plandoc.status_file(options.plan, today=today, as_of=as_of)
    telling.problems(problems)
    telling.result(**report_record(figures))
    telling.parts(status_parts(plan, figures, telling.language))
    return DONE
