"""Rules for the plan as a whole: title, columns."""

from collections.abc import Iterator

from plandoc.checks.cells import empty_columns
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.checks.years import Mention, mentions
from plandoc.codes import Code
from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.page.sheet import BUILT_IN
from plandoc.page.table import PlanTable
from plandoc.schema.period import PeriodKind
from plandoc.schema.plan import PERIOD_PLACE
from plandoc.wording.columns import columns_of
from plandoc.words.texts import normalised

_TITLE = Place(path=ROOT / "title")


def _table_width(reading: Reading) -> Iterator[Finding]:
    """Find the words that no break fits into their column, on the page of the plan itself."""
    tables = PlanTable.all_of(reading.plan, reading.wording, BUILT_IN, filled=False)
    for table in tables:
        owner = table.source.path if table.source.columns != reading.plan.columns else ROOT
        for torn in table.torn():
            values = {
                "heading": normalised(table.columns[torn.column].heading),
                "word": normalised(torn.word),
                "width": f"{torn.width:.0f}",
                "room": f"{torn.room:.0f}",
            }
            yield Finding(Place(path=owner / "columns" / torn.column), values)


def _title_years(reading: Reading) -> Iterator[Mention]:
    """Yield the years that the title names as the plan's period: «на 2018-2019 учебный год»."""
    for found in mentions(reading.plan.title):
        if found.preposition in reading.words.for_years:
            yield found


def _other_period(reading: Reading) -> Iterator[Finding]:
    first, last = reading.plan.period.first.year, reading.plan.period.last.year
    for found in _title_years(reading):
        inside = found.first <= first and last <= found.last
        within = first <= found.first and found.last <= last
        if not inside and not within:
            values = {"years": found.words, "period": reading.plan.period.brief}
            yield Finding(_TITLE, values)


def _period_twice(reading: Reading) -> Iterator[Finding]:
    plan = reading.plan
    if not plan.period_in_title:
        return
    if (
        plan.period.words
        and normalised(plan.period.words).lower() in normalised(plan.title).lower()
    ):
        yield Finding(_TITLE, {"period": reading.wording.period(plan.period)})
        return
    if plan.period.words or plan.period.kind is PeriodKind.RANGE:
        return
    own = (plan.period.first.year, plan.period.last.year)
    if any((found.first, found.last) == own for found in _title_years(reading)):
        yield Finding(_TITLE, {"period": reading.wording.period(plan.period)})


def _full_stop(reading: Reading) -> Iterator[Finding]:
    period = reading.wording.period(reading.plan.period)
    title = reading.plan.title.replace(PERIOD_PLACE, period).rstrip()
    last_word = title.split()[-1]
    own_dot = last_word.count(".") > 1 or last_word[:-1].lower() in reading.words.dotted
    if title.endswith(".") and not own_dot:
        yield Finding(_TITLE, {"word": last_word})


def _empty_column(reading: Reading) -> Iterator[Finding]:
    plan = reading.plan
    for table in reading.tables:
        own = table.columns != plan.columns
        for key in sorted(empty_columns(table)):
            index = next(i for i, column in enumerate(table.columns) if column.key == key)
            heading = columns_of(plan, reading.wording, table.columns)[index].heading
            shared = bool(table.path) and not own  # columns of the plan, empty in this table
            path = table.path if shared else table.path / "columns" / index
            yield Finding(Place(path=path), {"heading": heading})


def _no_activities(reading: Reading) -> Iterator[Finding]:
    """Find a plan of which nothing can be done; of its sections another rule tells each."""
    if not any(reading.plan.rows()):
        yield Finding(Place(path=ROOT / "activities"))


RULES = (
    Rule(Code.TABLE_TOO_WIDE, _table_width),
    Rule(Code.TITLE_OF_OTHER_YEAR, _other_period),
    Rule(Code.TITLE_REPEATS_PERIOD, _period_twice),
    Rule(Code.TITLE_FULL_STOP, _full_stop),
    Rule(Code.COLUMN_EMPTY, _empty_column),
    Rule(Code.PLAN_WITHOUT_ACTIVITIES, _no_activities),
)
