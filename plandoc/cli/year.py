"""Commands during the year: issue sheets, collect outcomes, show the state."""

import argparse
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from glob import glob, has_magic
from pathlib import Path

import plandoc
from plandoc.cli.terminal import (
    DONE,
    PROBLEMS,
    UsageError,
    Verbs,
    created_on,
    day_of,
    print_problems,
)
from plandoc.words.tables.cli import CliWords

_TAKEN_SUFFIXES = {".xlsx", ".xlsm", ".docx", ".docm"}
APPROVALS = ("cleared", "kept", "none")
"""The values of `ReportApprovals`, the first one by default."""


def add_verbs(verbs: Verbs) -> None:
    """Add `track`, `collect`, `report` and `status`."""
    words = verbs.words
    tracking = verbs.add("track", _track)
    tracking.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    tracking.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    tracking.add_argument("--per-executor", action="store_true", help=words.per_executor)
    tracking.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.date)
    tracking.add_argument("--force", action="store_true", help=words.force_track)
    collecting = verbs.add("collect", _collect)
    collecting.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    collecting.add_argument("files", nargs="+", metavar=words.metavars["FILES"], help=words.filled)
    collecting.add_argument("--write", action="store_true", help=words.write)
    collecting.add_argument(
        "--remarks", type=Path, metavar=words.metavars["DIR"], help=words.remarks
    )
    collecting.add_argument("--other-plan", action="store_true", help=words.other_plan)
    reporting = verbs.add("report", _report)
    reporting.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    reporting.add_argument(
        "-o", "--out", type=Path, required=True, metavar=words.metavars["DIR"], help=words.out
    )
    reporting.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.today)
    reporting.add_argument("--as-of", metavar=words.metavars["YYYY-MM-DD"], help=words.as_of)
    reporting.add_argument("--template", type=Path, metavar="DOCX", help=words.use_template)
    reporting.add_argument(
        "--approvals", choices=APPROVALS, default=APPROVALS[0], help=words.report_approvals
    )
    reporting.add_argument("--force", action="store_true", help=words.force_report)
    telling = verbs.add("status", _status)
    telling.add_argument("plan", type=Path, metavar=words.metavars["PLAN"], help=words.plan)
    telling.add_argument("--date", metavar=words.metavars["YYYY-MM-DD"], help=words.today)
    telling.add_argument("--as-of", metavar=words.metavars["YYYY-MM-DD"], help=words.as_of)


def _track(options: argparse.Namespace, language: str, words: CliWords) -> int:
    tracked = plandoc.track(
        options.plan,
        options.out,
        per_executor=options.per_executor,
        created=created_on(options.date, words),
        force=options.force,
    )
    print_problems(tracked.problems, language)
    if tracked.ids_added:
        print(words.ids_added.format(file=options.plan, count=tracked.ids_added))
    for path, kept in tracked.kept.items():
        print(words.kept.format(file=path, kept=kept))
    for path, executor in tracked.sheets.items():
        print(words.tracking.format(file=path) + (f" — {executor}" if executor else ""))
    return DONE


def _collect(options: argparse.Namespace, language: str, words: CliWords) -> int:
    from plandoc.formats.text.taken import Writing, taken_text

    files = list(dict.fromkeys(_found(options.files)))
    if not files:
        raise UsageError(words.nothing_found.format(names=", ".join(options.files)))
    made = plandoc.collect(
        options.plan,
        files,
        written_at=datetime.now().astimezone() if options.write else None,
        remarks=options.remarks,
        other_plan=options.other_plan,
    )
    writing = Writing(options.plan, made.journal if made.written else None, made.remarks)
    twice = sum(problem.code is plandoc.Code.FILE_COLLECTED_TWICE for problem in made.problems)
    unread = len(files) - len(made.files) - twice
    told = taken_text(made.taken, len(made.files), writing, language, unread=unread)
    sys.stdout.write(told)
    print_problems(made.problems, language)
    stopped = any(problem.severity is plandoc.Severity.ERROR for problem in made.problems)
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


def _days(options: argparse.Namespace, words: CliWords) -> tuple[date, date | None]:
    """Return the day of the figures and the day of the outcomes; each defaults to the other."""
    as_of = day_of(options.as_of, words) if options.as_of else None
    if options.date:
        return day_of(options.date, words), as_of
    return as_of or datetime.now().astimezone().date(), as_of


def _report(options: argparse.Namespace, language: str, words: CliWords) -> int:
    today, as_of = _days(options, words)
    made = plandoc.report_file(
        options.plan,
        options.out,
        today=today,
        as_of=as_of,
        template=plandoc.load_template(options.template) if options.template else None,
        approvals=plandoc.ReportApprovals(options.approvals),
        created=created_on(None, words),
        force=options.force,
    )
    print_problems(made.problems, language)
    print(words.report_document.format(file=made.document))
    print(words.report_workbook.format(file=made.workbook))
    return DONE


def _status(options: argparse.Namespace, language: str, words: CliWords) -> int:
    from plandoc.formats.text.status import status_text

    today, as_of = _days(options, words)
    plan, figures, problems = plandoc.status(options.plan, today=today, as_of=as_of)
    print_problems(problems, language)
    sys.stdout.write(status_text(plan, figures, language))
    return DONE
