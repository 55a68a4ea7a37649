"""Words of the document."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Letters:
    """The letters of the language for character classes of regular expressions."""

    capitals: str
    small: str


@table
class Written:
    """How dates and periods are written, as regular expressions."""

    date_lead: tuple[str, ...]
    period_lead: tuple[str, ...]
    school: tuple[str, ...]
    year: tuple[str, ...]
    season: tuple[str, ...]
    period_starts: tuple[str, ...]
    """First words of a period that is printed without another preposition."""
    unbroken: tuple[str, ...]
    """What never breaks over lines."""


@table
class OwnWord:
    """The beginnings, in letters alone, of own words of an approval."""

    approves: tuple[str, ...]
    passive: tuple[str, ...]
    """Words that are followed by what was decided, and by whom, such as УТВЕРЖДЕНО."""


@table
class DateForms:
    """The forms of dates: in quotes («01» сентября 2018 г.) and in words; `full` is a CLDR pattern.

    `months` are the names of the months in the case that they have there, those of Babel if empty.
    """

    full: str
    quoted: str
    words: str
    months: tuple[str, ...] = ()


@table
class ReferenceDate:
    """The forms of the date of an act, where they are not those of any date."""

    quoted: str
    words: str
    months: tuple[str, ...] = ()


@table
class Reference:
    """The date and the number of an act, and their order."""

    date: str
    number: str
    order: tuple[str, ...]
    forms: ReferenceDate


@table
class Basis:
    """The lines of a basis: an act, an act beside an officer, minutes, and its date.

    `kind` is the word of the act, `of` who issued it, `reference` its date and number.
    """

    date: str
    act: tuple[str, ...]
    beside_officer: str
    minutes: tuple[str, ...]
    minutes_that_approve: tuple[str, ...]


@table
class Minutes:
    """The word for minutes."""

    word: str


@table
class AnnexPhrases:
    """The mark of an annex: its word, its number, and its lines."""

    word: str
    number: str
    lines: tuple[str, ...]


@table
class Total:
    """The word of a last row with sums."""

    word: str


@table
class OutcomePhrases:
    """Parts of a composed outcome."""

    moved_to: str
    evidence: str
    reason: str
    reasoned: str
    """Of a mark that was moved, with its reason."""
    year: str
    """What follows a new deadline that ends with a year."""


@table
class RowConflict:
    """A row that one file filled in and another one deleted."""

    filled: str
    deleted: str


@table
class Amended:
    """Phrases below the title and in the rows of an amended plan."""

    by: str
    unread: str
    introduced: str
    introduced_unread: str
    excluded: str


@table
class Endings:
    """Endings of a case by those of the nominative: of adjectives, and of nouns or whole nouns."""

    adjectives: Mapping[str, str]
    nouns: Mapping[str, str]


@table
class DocumentWords:
    """Words for printing a plan."""

    messages: str
    """The language in which people who read this one are told of problems."""
    decimal: str
    truth: tuple[str, ...]
    date: DateForms
    number_slot: str
    executor_lead: str
    short_name: str
    short_names: str
    contents: str
    notes: tuple[str, str]
    """The heading of one note, of several."""
    seal: str
    letters: Letters
    written: Written
    approval: Mapping[str, str]
    own_word: OwnWord
    approved: Mapping[str, str]
    gender: Mapping[str, tuple[str, ...]]
    adjective: Mapping[str, tuple[str, ...]]
    declined: Mapping[str, Endings]
    """Cases of the title of a plan; what is not there is printed in the nominative."""
    reference: Reference
    basis: Basis
    act: Mapping[str, Mapping[str, str]]
    amending: Mapping[str, Mapping[str, str]]
    annex: AnnexPhrases
    total: Total
    minutes: Minutes
    period: Mapping[str, str]
    columns: Mapping[str, str]
    columns_before: Mapping[str, str]
    """Usual headings that were others in the first version of the format."""
    status: Mapping[str, str]
    outcome: OutcomePhrases
    fields: Mapping[str, str]
    place: Mapping[str, str]
    quotes: tuple[str, str]
    row_conflict: RowConflict
    amended: Amended
