"""Commands that show a plan to those who do not read it on paper."""

from types import SimpleNamespace

from plandoc.cli.parser import Verbs
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, created_on, days_of


def add_verbs(verbs: Verbs) -> None:
    """Add `calendar` and `web`."""
    words = verbs.words
    calendar = verbs.add("calendar", _calendar, "year")
    calendar.argument("plan", "PLAN", words.plan)
    calendar.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    calendar.flag("--per-executor", words.calendar_per_executor)
    calendar.option("--date", metavar="YYYY-MM-DD", told=words.date)
    web = verbs.add("web", _web, "year")
    web.argument("plan", "PLAN", words.plan)
    web.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    web.flag("--report", words.web_report)
    web.option("--date", metavar="YYYY-MM-DD", told=words.today)
    web.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)


def _calendar(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.calendars import write_calendars

    made = write_calendars(
        options.plan,
        options.out,
        per_executor=options.per_executor,
        created=created_on(options.date, telling.words),
    )
    telling.problems(made.problems)
    if made.ids_added:
        told = telling.words.ids_added.format(file=options.plan, count=made.ids_added)
        telling.line(told)
    for path, executor in made.files.items():
        more = f" — {executor}" if executor else ""
        telling.file("calendar", path, more=more, executor=executor)
    return DONE


def _web(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.paging import write_page

    today, as_of = days_of(options, telling.words)
    asked = options.report or options.date or as_of
    made = write_page(options.plan, options.out, today=today if asked else None, as_of=as_of)
    telling.problems(made.problems)
    telling.file("web", made.path)
    return DONE
