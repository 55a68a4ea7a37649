"""Words by which papers made by hand are read."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class ImportsWords:
    """Beginnings of words, in lower case.

    `roles` are beginnings of headings by the key of their column, `own` those of columns that are
    not standard; one that ends with a blank is a whole word. `numbers` are whole headings of the
    column of numbers. `openers` are ends of lines that go on on the next one, regular expressions.
    `times` are what a number counts in the heading of a column of times, `continued` captions over
    the next piece of a table. `bodies` are executors that are no person, `surnames` endings of
    surnames. `short_reference` stands for minutes or an order. `places` name parts of a plan by
    their keys.
    """

    numbers: tuple[str, ...]
    roles: Mapping[str, tuple[str, ...]]
    own: Mapping[str, tuple[str, ...]]
    approvals: Mapping[str, tuple[str, ...]]
    acts: Mapping[str, tuple[str, ...]]
    minutes: tuple[str, ...]
    annex: tuple[str, ...]
    titles: tuple[str, ...]
    sections: tuple[str, ...]
    organisations: tuple[str, ...]
    posts: tuple[str, ...]
    notes: tuple[str, ...]
    seal: tuple[str, ...]
    captions: tuple[str, ...] = ()
    short_reference: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    surnames: tuple[str, ...] = ()
    several: tuple[str, ...]
    openers: tuple[str, ...]
    genitives: tuple[str, ...]
    same: tuple[str, ...]
    totals: tuple[str, ...]
    continued: tuple[str, ...]
    times: tuple[str, ...]
    review: str
    places: Mapping[str, str]
    comment: str
    leftovers: str
