"""Words of a page that compares plans of several years."""

from plandoc.words.loader import table


@table
class YearsWords:
    """Words of a page that compares plans of several years."""

    title: str
    section: str
    planned: str
    done: str
    counted: str
    removed: str
    pair: str
    step: str
    dropped: str
    added: str
    shifted: str
