"""Commands during the year: issue sheets, collect outcomes, show the state."""

from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import plandoc
from plandoc.cli.many import (
    add_workers,
    folders_of,
    of_plan,
    over_each,
    over_plans,
    returned_files,
    workers,
)
from plandoc.cli.parser import Verbs
from plandoc.cli.pdf import engine_of, tell_pdf
from plandoc.cli.telling import Telling, Told
from plandoc.cli.terminal import DONE, PROBLEMS, UsageError, created_on, days_told, issued_on

if TYPE_CHECKING:
    from plandoc.progress.figures import Counts

APPROVALS = ("cleared", "kept", "none")
"""The values of `ReportApprovals`, the first one by default."""


def add_verbs(verbs: Verbs) -> None:
    """Add `track`, `collect`, `report` and `status`."""
    words = verbs.words
    tracking = verbs.add("track", _track, "year")
    tracking.argument("plans", "PLAN", words.plans, many=True)
    tracking.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    tracking.flag("--per-executor", words.per_executor)
    tracking.option("--date", metavar="YYYY-MM-DD", told=words.date)
    tracking.flag("--force", words.force_track)
    add_workers(tracking, words)
    collecting = verbs.add("collect", _collect, "year")
    collecting.argument("plan", "PLAN", words.plan)
    collecting.argument("files", "FILES", words.filled, many=True)
    collecting.flag("--write", words.write)
    collecting.path("--remarks", metavar="DIR", told=words.remarks)
    collecting.flag("--other-plan", words.other_plan)
    add_workers(collecting, words)
    telling = verbs.add("status", _status, "year")
    telling.argument("plans", "PLAN", words.plans, many=True)
    telling.option("--date", metavar="YYYY-MM-DD", told=words.today)
    telling.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)
    add_workers(telling, words)
    reporting = verbs.add("report", _report, "year")
    reporting.argument("plans", "PLAN", words.plans, many=True)
    reporting.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    reporting.option("--date", metavar="YYYY-MM-DD", told=words.today)
    reporting.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)
    reporting.path("--template", metavar="DOCX", told=words.use_template)
    reporting.choice("--approvals", APPROVALS, words.report_approvals, APPROVALS[0])
    reporting.flag("--pdf", words.pdf)
    reporting.flag("--force", words.force_paper)
    add_workers(reporting, words)


def _track(options: SimpleNamespace, telling: Telling) -> int:
    options.created = created_on(options.date, telling.words)
    return over_plans(track_one, options, telling)


def track_one(options: SimpleNamespace, telling: Telling) -> int:
    """Write the sheets of one plan."""
    tracked = plandoc.track_file(
        options.plan,
        options.out,
        per_executor=options.per_executor,
        created=options.created,
        today=issued_on(options.created),
        force=options.force,
    )
    telling.of_plan(tracked.plan)
    telling.problems(tracked.problems)
    if tracked.ids_added:
        telling.line(telling.words.ids_added.format(file=options.plan, count=tracked.ids_added))
    for path, executor in tracked.sheets.items():
        kept = tracked.kept.get(path)
        if executor:
            telling.file("tracking", path, kept=kept, more=f" — {executor}", executor=executor)
        else:
            telling.file("tracking", path, kept=kept)
    return DONE


def _collect(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.collecting_many import shared_out
    from plandoc.returns.file_names import file_names

    plans = folders_of([options.plan])
    several = options.plan not in plans
    files = list(dict.fromkeys(returned_files(map(str, options.files), deep=several)))
    if not files:
        names = ", ".join(map(str, options.files))
        raise UsageError(telling.words.nothing_found.format(names=names))
    options.written_at = datetime.now().astimezone() if options.write else None
    called = file_names(files)
    if not several:
        options.names = called
        options.plan, options.files = next(iter(plans)), files
        return collect_one(options, telling)
    with workers(options.jobs, options.dask, telling.words) as executor:
        shares, problems = shared_out(files, plans, executor)
        telling.problems(problems)
        each = []
        for plan, share in shares.items():
            if not share:
                telling.line(telling.words.nothing_came.format(file=plan))
                continue
            own = of_plan(options, plan, plans[plan])
            own.files, own.names = share, {str(file): called[str(file)] for file in share}
            if options.remarks:
                own.remarks = options.remarks / plans[plan]
            each.append(own)
        code = over_each(collect_one, each, telling, executor=executor)
    stopped = any(problem.severity is plandoc.codes.Severity.ERROR for problem in problems)
    return PROBLEMS if stopped else code


def collect_one(options: SimpleNamespace, telling: Telling) -> int:
    """Collect into one plan."""
    from plandoc.formats.text.records import taken_record
    from plandoc.formats.text.taken import Writing, taken_text

    files = options.files
    made = plandoc.collect_file(
        options.plan,
        files,
        written_at=options.written_at,
        remarks=options.remarks,
        other_plan=options.other_plan,
        names=options.names,
    )
    journal = made.journal if made.written else None
    writing = Writing(options.plan, journal, made.remarks, options.names)
    twice = sum(
        problem.code is plandoc.codes.Code.FILE_COLLECTED_TWICE for problem in made.problems
    )
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


def _report(options: SimpleNamespace, telling: Telling) -> int:
    options.today, options.as_of = days_told(options, telling.words)
    options.created = created_on(None, telling.words)
    options.template = plandoc.load_template(options.template) if options.template else None
    return over_plans(report_one, options, telling)


def report_one(options: SimpleNamespace, telling: Telling) -> int:
    """Write the report of one plan."""
    from plandoc.formats.text.records import report_record
    from plandoc.page.report_plan import ReportApprovals

    engine = engine_of(options)
    made = plandoc.report_file(
        options.plan,
        options.out,
        today=options.today,
        as_of=options.as_of,
        template=options.template,
        approvals=ReportApprovals(options.approvals),
        created=options.created,
        force=options.force,
    )
    telling.of_plan(made.plan)
    telling.problems(made.problems)
    telling.file("report", made.document, kept=made.kept.get(made.document))
    telling.file("tables", made.workbook, kept=made.kept.get(made.workbook))
    tell_pdf(made.document, made.plan.language, engine, options, telling)
    telling.result(**report_record(made.report))
    return DONE


def _status(options: SimpleNamespace, telling: Telling) -> int:
    options.today, options.as_of = days_told(options, telling.words)
    options.several = len(folders_of(options.plans)) > 1
    totals: dict[str, Counts] = {}

    def keep(path: Path, told: Told) -> None:
        totals[str(path)] = cast("Counts", told.result.get("counts"))

    code = over_plans(status_one, options, telling, also=keep)
    if totals and not telling.as_json:
        from plandoc.formats.text.status import plans_parts

        telling.parts(plans_parts(totals, telling.language))
    return code


def status_one(options: SimpleNamespace, telling: Telling) -> int:
    """Tell the progress of one plan."""
    from plandoc.formats.text.records import report_record
    from plandoc.formats.text.status import status_parts

    plan, figures, problems = plandoc.status_file(
        options.plan, today=options.today, as_of=options.as_of
    )
    telling.of_plan(plan)
    telling.problems(problems)
    if options.several and not telling.as_json:
        telling.result(counts=figures.total)
        return DONE
    telling.result(**report_record(figures))
    telling.parts(status_parts(plan, figures, telling.language))
    return DONE
