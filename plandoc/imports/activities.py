"""The cells of a row → an activity as plain data."""

from collections.abc import Mapping

from plandoc.imports.doubts import Data
from plandoc.imports.executors import executors_of
from plandoc.imports.issued import lead_of
from plandoc.imports.paper import Cell
from plandoc.schema.columns import STANDARD_COLUMNS


def activity_of(cells: Mapping[str, Cell]) -> Data:
    """Return an activity as plain data from its cells by column."""
    return activity_of_texts({key: cell.text for key, cell in cells.items()})


def activity_of_texts(texts: Mapping[str, str]) -> Data:
    """Return an activity as plain data from the texts of its cells by column."""

    def text(key: str) -> str:
        return "\n".join(line.strip() for line in texts.get(key, "").strip().split("\n"))

    activity: Data = {"title": text("title")}
    if executors := executors_of(text("executors")):
        activity["executors"] = [lead_of(one) for one in executors]
    for key in ("deadline", "supervisor", "expected_result"):
        if said := text(key):
            activity[key] = said
    if said := text("outcome"):
        activity["outcome"] = {"text": said}
    own = {key: said for key in texts if key not in STANDARD_COLUMNS and (said := text(key))}
    if own:
        activity["fields"] = own
    return activity
