"""What `plandoc collect` prints."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class CollectWords:
    """What `plandoc collect` prints."""

    files: str
    changes: str
    changed: str
    conflicts: str
    proposals: str
    in_plan: str
    row: str
    inferred: str
    activities: str
    sum: str
    remarks: str
    written: str
    dry: str
    unread: str
    nothing: str
    fates: Mapping[str, str]
    proposal: Mapping[str, str]
