"""Words of the pages that explain a code."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class ExplainWords:
    """Labels of a page; what a severity means for the work, by room and severity."""

    message: str
    expected: str
    remedy: str
    nothing: str
    severity: str
    source: str
    practice: str
    meanings: Mapping[str, Mapping[str, str]]
