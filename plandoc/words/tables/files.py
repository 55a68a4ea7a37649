"""Words of the names of files."""

from plandoc.words.loader import table


@table
class FileWords:
    """What a file is called after the name of its plan.

    `join` stands before a word and before the name of an executor; `number` tells files of one name
    apart.
    """

    join: str
    number: str
    tracking: str
    report: str
    amendment: str
    changes: str
    review: str
    wall: str
    cards: str
    card: str
    years: str
    remarks: str
    previous: str
