"""Words of the deadline language."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Lookalikes:
    """Letters of another script and the letters that they look like, pairwise."""

    latin: str
    letters: str


@table
class Print:
    """Phrases for printing deadlines."""

    year: str
    years: str
    until: str
    end_of_month: str
    since: str
    whole: str
    quarter: str
    half_year: str
    weekdays: tuple[str, ...]
    nth_weekday: str
    weekday_gender: str
    weekday_and: str
    on_days: str
    between_days: str
    until_day: str
    continuous: str
    ordinals: Mapping[str, tuple[str, ...]]
    recurrence: Mapping[str, str]
    unit: Mapping[str, str]
    times: Mapping[str, str]
    every: Mapping[str, Mapping[str, str]]


@table
class DeadlinesWords:
    """Words for reading and printing deadlines, in lower case.

    A trailing `*` stands for any ending, a trailing `~` for each of the `ordinal_endings`; dots
    after words are not written. `one_quarter` tells that quarters of the calendar and of a school
    are called alike.
    """

    day_after_month: bool
    one_quarter: bool
    month_endings: tuple[str, ...]
    number_endings: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    not_months: tuple[str, ...]
    lookalikes: Lookalikes
    month: Mapping[str, tuple[str, ...]]
    weekday: Mapping[str, tuple[str, ...]]
    season: Mapping[str, tuple[str, ...]]
    ordinal: Mapping[str, tuple[str, ...]]
    count: Mapping[str, tuple[str, ...]]
    roman: Mapping[str, tuple[str, ...]]
    unit: Mapping[str, tuple[str, ...]]
    recurrence: Mapping[str, tuple[str, ...]]
    portion: Mapping[str, tuple[str, ...]]
    word: Mapping[str, tuple[str, ...]]
    print: Print
