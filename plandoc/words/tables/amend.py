"""Sentences of an amendment."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class FieldChange:
    """Changes in one cell."""

    within: str
    lines: str
    filled: str
    rewritten: str


@table
class OfSection:
    """The section of a row."""

    within: str
    added: str
    joint: str


@table
class OfItem:
    """The activity of a part."""

    within: str
    added: str


@table
class SectionChange:
    """Changes of a section, and the word that they call it by."""

    noun: str
    within: str
    lines: str
    rewritten: str
    added: str
    added_empty: str
    text: str
    excluded: str


@table
class TitleChange:
    """Changes of the title."""

    name: str
    within: str
    lines: str
    rewritten: str


@table
class TableHeadings:
    """Headings of the table of amendments."""

    point: str
    was: str
    became: str


@table
class AmendWords:
    """Official wording for the changes of a plan."""

    heading: str
    case: str
    """The case of the title in the heading."""
    basis: str
    table_heading: str
    quoted: str
    cell: str
    nouns: Mapping[str, Mapping[str, str]]
    change: Mapping[str, str]
    field: FieldChange
    item: Mapping[str, str]
    unnumbered: Mapping[str, str]
    of_section: OfSection
    of_table: Mapping[str, str]
    of_item: OfItem
    section: SectionChange
    title: TitleChange
    whole: Mapping[str, str]
    column: Mapping[str, str]
    parts: Mapping[str, Mapping[str, str]]
    table: TableHeadings
