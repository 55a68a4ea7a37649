"""Commands that show a plan to those who do not read it on paper."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import TYPE_CHECKING

from plandoc.cli.parser import Verbs
from plandoc.cli.pdf import engine_of, tell_pdf
from plandoc.cli.telling import Telling
from plandoc.cli.terminal import DONE, UsageError, created_on, days_told

if TYPE_CHECKING:
    from plandoc.project.office import Engine
    from plandoc.project.showing import Shown

PAPERS = ("A3", "A4")
"""The sheets of a wall plan, the first one by default."""


def add_verbs(verbs: Verbs) -> None:
    """Add `calendar`, `web`, `wall`, `cards` and `years`."""
    words = verbs.words
    calendar = verbs.add("calendar", _calendar, "year")
    calendar.argument("plan", "PLAN", words.plan)
    calendar.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    calendar.flag("--per-executor", words.calendar_per_executor)
    calendar.option("--date", metavar="YYYY-MM-DD", told=words.paper_date)
    calendar.flag("--force", words.force_paper)
    web = verbs.add("web", _web, "year")
    web.argument("plan", "PLAN", words.plan)
    web.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    web.flag("--report", words.web_report)
    web.option("--date", metavar="YYYY-MM-DD", told=words.today)
    web.option("--as-of", metavar="YYYY-MM-DD", told=words.as_of)
    web.flag("--force", words.force_paper)
    wall = verbs.add("wall", _wall, "year")
    wall.argument("plan", "PLAN", words.plan)
    wall.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    wall.choice("--paper", PAPERS, words.wall_paper, PAPERS[0])
    wall.option("--date", metavar="YYYY-MM-DD", told=words.paper_date)
    wall.flag("--pdf", words.pdf)
    wall.flag("--force", words.force_paper)
    cards = verbs.add("cards", _cards, "year")
    cards.argument("plan", "PLAN", words.plan)
    cards.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    cards.option("--executor", metavar="NAME", told=words.cards_executor)
    cards.flag("--qr", words.cards_qr)
    cards.option("--date", metavar="YYYY-MM-DD", told=words.paper_date)
    cards.flag("--pdf", words.pdf)
    cards.flag("--force", words.force_paper)
    years = verbs.add("years", _years, "revisions")
    years.argument("plans", "PLAN", words.plans_of_years, many=True)
    years.path("-o", "--out", metavar="DIR", told=words.out, needed=True)
    years.option("--date", metavar="YYYY-MM-DD", told=words.paper_date)
    years.flag("--pdf", words.pdf)
    years.flag("--force", words.force_paper)


def _calendar(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.calendars import write_calendars

    made = write_calendars(
        options.plan,
        options.out,
        per_executor=options.per_executor,
        created=created_on(options.date, telling.words) or datetime.now(tz=UTC),
        force=options.force,
    )
    telling.problems(made.problems)
    if made.ids_added:
        told = telling.words.ids_added.format(file=options.plan, count=made.ids_added)
        telling.line(told)
    for path, executor in made.files.items():
        more = f" — {executor}" if executor else ""
        telling.file("calendar", path, kept=made.kept.get(path), more=more, executor=executor)
    return DONE


def _web(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.showing import write_page

    today, as_of = days_told(options, telling.words)
    asked = options.report or options.date or as_of
    made = write_page(
        options.plan,
        options.out,
        today=today if asked else None,
        as_of=as_of,
        force=options.force,
    )
    return _told("web", made, telling)


def _wall(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.showing import write_wall
    from plandoc.schema.layout import PaperSize

    engine = engine_of(options)
    made = write_wall(
        options.plan,
        options.out,
        paper_size=PaperSize[options.paper],
        created=created_on(options.date, telling.words),
        force=options.force,
    )
    return _told_with_pdf("wall", made, engine, options, telling)


def _cards(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.showing import write_cards

    engine = engine_of(options)
    made = write_cards(
        options.plan,
        options.out,
        executor=options.executor,
        qr=options.qr,
        created=created_on(options.date, telling.words),
        force=options.force,
    )
    return _told_with_pdf("cards", made, engine, options, telling)


def _years(options: SimpleNamespace, telling: Telling) -> int:
    from plandoc.project.showing import write_years

    if len(options.plans) < 2:  # noqa: PLR2004
        raise UsageError(telling.words.two_years)
    engine = engine_of(options)
    made = write_years(
        options.plans,
        options.out,
        created=created_on(options.date, telling.words),
        force=options.force,
    )
    return _told_with_pdf("years", made, engine, options, telling)


def _told(kind: str, made: "Shown", telling: Telling) -> int:
    telling.problems(made.problems)
    telling.file(kind, made.path, kept=made.kept)
    return DONE


def _told_with_pdf(
    kind: str, made: "Shown", engine: "Engine | None", options: SimpleNamespace, telling: Telling
) -> int:
    _told(kind, made, telling)
    tell_pdf(made.path, made.language, engine, options, telling)
    return DONE
