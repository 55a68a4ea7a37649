"""Words of the report on a plan."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Names:
    """Names of lines without a name of their own."""

    total: str
    no_section: str
    no_executor: str
    no_month: str


@table
class Share:
    """A share: its name and how it is counted."""

    name: str
    rule: str


@table
class ListHeadings:
    """Headings of a list of activities."""

    number: str
    title: str
    executor: str
    due: str


@table
class DueList:
    """A list of activities by their deadline."""

    title: str
    days: str


@table
class StatusWords:
    """What `plandoc status` prints."""

    date: str
    empty: str
    plan: str
    plans: str
    counted: str
    share: str
    no_share: str
    partly: str
    gaps_title: str
    shares: Mapping[str, Share]
    sections: Mapping[str, str]
    list: ListHeadings
    late: DueList
    soon: DueList
    gaps: Mapping[str, str]


@table
class Charts:
    """Titles, the axis and the description of the charts."""

    axis: str
    state: str
    description: str
    titles: Mapping[str, str]


@table
class WorkbookWords:
    """Words of the workbook."""

    date_format: str
    page: str
    empty: str
    of: str
    figures: Mapping[str, str]
    sheets: Mapping[str, str]
    headings: Mapping[str, str]
    gaps: Mapping[str, str]
    charts: Charts


@table
class ChartPicture:
    """The caption of the chart and its description in words."""

    sections: str
    whole: str
    alternative: str
    bar: str


@table
class Overview:
    """Words of the first page."""

    figure: str
    caption: Mapping[str, str]
    """Goes on with the figure, by plural rules: «из 21 мероприятия»."""
    late: str
    soon: str
    silent: str
    group: str
    line: str
    others: str
    more: str
    none: str
    no_deadline: str
    partly: str
    picture: str
    entry: str
    plan: str
    fact: str
    curve: str
    month: str
    month_ahead: str


@table
class Statements:
    """What a row says of its state where its mark does not."""

    overdue: str
    expired: str
    late: str
    undated: str
    not_due: str
    running: str
    ahead: str


@table
class DocumentOfReport:
    """Words of the report as a Word document."""

    heading: str
    word: str
    of_plan: str
    gender: str
    file_title: str
    summary: str
    planned: str
    due: str
    early: str
    overdue_one: str
    overdue_many: str
    overdue_named: str
    pair: str
    due_on_time: str
    rules: str
    chart: ChartPicture
    overview: Overview
    statements: Statements


@table
class LoadWords:
    """The load of executors by months."""

    title: str
    legend: str
    undated: str
    total: str


@table
class ReportWords:
    """Words of the report: the sheets, the document and the terminal."""

    title: str
    named: str
    as_of: str
    states: Mapping[str, str]
    figures: Mapping[str, str]
    load: LoadWords
    names: Names
    tables: Mapping[str, str]
    rules: Mapping[str, str]
    status: StatusWords
    workbook: WorkbookWords
    document: DocumentOfReport
