"""Words of the papers to hang up and to hand out."""

from plandoc.words.loader import table


@table
class HandoutWords:
    """Words of the wall plan and of the cards of executors."""

    lasting: str
    last_month: str
    counted: str
    revision: str
