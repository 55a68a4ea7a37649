"""Words by which papers made by hand are read."""

from collections.abc import Mapping, Sequence

from plandoc.words.loader import table


@table
class ImportsWords:
    """Beginnings of words, in lower case, and regular expressions where it is said.

    `roles` are beginnings of headings by the key of their column; `own` are those of columns that no
    standard column is. `numbers` are whole headings of the column of numbers.
    """

    numbers: Sequence[str]
    roles: Mapping[str, Sequence[str]]
    own: Mapping[str, Sequence[str]]
    approvals: Mapping[str, Sequence[str]]
    acts: Mapping[str, Sequence[str]]
    minutes: Sequence[str]
    annex: Sequence[str]
    titles: Sequence[str]
    sections: Sequence[str]
    organisations: Sequence[str]
    posts: Sequence[str]
    notes: Sequence[str]
    seal: Sequence[str]
    year: str
    school: str
    totals: Sequence[str]
    several: Sequence[str]
    comment: str
    leftovers: str
    reasons: Mapping[str, str]
