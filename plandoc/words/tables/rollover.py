"""Words of the rollover to a new year."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class History:
    """The history of an activity."""

    told: str
    unnumbered: str
    unmarked: str
    moved: str
    times: tuple[str, ...]
    more: Mapping[str, str]


@table
class ReviewFile:
    """Words of the review as a YAML file; `choice` and `text` are its keys."""

    choice: str
    text: str
    head: str
    made: str
    now: str
    proposed: str
    was: str
    became: str
    choices: str
    answered: str


@table
class ReviewBook:
    """Words of the review as a workbook."""

    sheet: str
    title: str
    page: str
    hint: str
    made: str
    prompt: str
    error: str
    headings: Mapping[str, str]


@table
class RolloverWords:
    """Words that show what last year's texts mean in the new year, and those of the review."""

    counted: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    for_: tuple[str, ...]
    programme: tuple[str, ...]
    calendar_years: tuple[str, ...]
    reached: str
    references: tuple[str, ...]
    year_before_number: str
    standards: tuple[str, ...]
    laws: tuple[str, ...]
    anniversary: str
    acting: str
    and_: str
    one_off: tuple[str, ...]
    recurring: tuple[str, ...]
    territory: str
    days_off: Mapping[str, Mapping[str, str]]
    history: History
    fields: Mapping[str, str]
    review: ReviewFile
    choices: Mapping[str, str]
    kinds: Mapping[str, str]
    book: ReviewBook
