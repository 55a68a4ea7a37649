"""Words of the tracking workbook."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Prompt:
    """The prompt of a cell; without `error` the cell accepts any value."""

    title: str
    text: str = ""
    error: str = ""


@table
class Summary:
    """Words of the sheet with the figures."""

    title: str
    as_of: str
    soon: str
    soon_note: str
    by_section: str
    by_executor: str
    executor_note: str
    label: str
    section: str
    executor: str
    total: str
    total_of_copy: str
    outside: str
    nobody: str
    others: str
    planned: str
    late: str
    rest: str
    percent: str
    signal: str
    signal_note: str
    chart: str
    chart_total: str
    axis_rows: str
    axis_count: str


@table
class Months:
    """Words and signs of the calendar sheet."""

    title: str
    legend: str
    legend_outside: str
    quarter: str
    signs: Mapping[str, str]


@table
class Load:
    """Words of the sheet with the load of executors."""

    title: str
    legend: str


@table
class Step:
    """One step of the guide."""

    heading: str
    text: str


@table
class GuideAuthor:
    """The mention of the author of the plan."""

    known: str


@table
class Guide:
    """Words of the sheet with instructions."""

    title: str
    statuses: str
    computed: str
    example: str
    steps: tuple[Step, ...]
    sample: Mapping[str, str]
    author: GuideAuthor
    status: Mapping[str, str]
    state: Mapping[str, str]


@table
class CopyTitles:
    """Titles of copies for one executor."""

    named: str
    nobody: str


@table
class TrackingWords:
    """Words of the tracking workbook."""

    subject: str
    date_format: str
    number_format: str
    days_format: str
    path_joint: str
    page: str
    hint: str
    no_activities: str
    sheets: Mapping[str, str]
    headings: Mapping[str, str]
    states: Mapping[str, str]
    prompts: Mapping[str, Prompt]
    summary: Summary
    months: Months
    load: Load
    guide: Guide
    copy: CopyTitles
