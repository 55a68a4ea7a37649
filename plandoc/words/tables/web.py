"""Words of the page of a plan."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class WebWords:
    """Words of the page of a plan."""

    search: str
    all: str
    reset: str
    shown: str
    state: str
    figures: str
    done: str
    found_by: Mapping[str, str]
    bar: Mapping[str, str]
