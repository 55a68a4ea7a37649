"""Rows that plandoc itself wrote: what is printed as before has the texts of its plan."""

import re
from collections.abc import Mapping, Sequence

from plandoc.errors import PlanError
from plandoc.imports.claims import Claims
from plandoc.imports.doubts import Data
from plandoc.imports.paper import Cell, Own
from plandoc.imports.roles import HeadColumn
from plandoc.schema.columns import PLAN_COLUMNS
from plandoc.schema.outcome import Outcome
from plandoc.wording.phrases import Wording
from plandoc.words.language import DEFAULT_LANGUAGE
from plandoc.words.texts import heading_key, normalised

_ENDED = re.compile(r"(?:[^\W\d_]{4,}\.|[,;])\s*$")
"""The end of an executor, as `plandoc.wording` prints it."""

_OUTCOME, _FIELDS = "outcome.", "fields."


def name_columns(columns: Sequence[HeadColumn], own: Own) -> None:
    """Give columns the keys with which they were printed under their headings."""
    keys = {heading_key(heading): key.removeprefix(_FIELDS) for key, heading in own.columns.items()}
    for column in columns:
        if key := keys.get(heading_key(column.heading)):
            column.key, column.sure, column.claims = key, 1.0, Claims((key,))


def as_issued(activity: Data, cells: Mapping[str, Cell], ident: str, own: Own) -> None:
    """Put the id and the texts of the plan into an activity, where they are printed as before.

    Texts of columns that are not printed are those with which the file was issued.
    """
    texts = own.texts.get(ident)
    if texts is None:
        return
    activity["id"] = ident
    for key, cell in cells.items():
        text = texts.get(key if key in PLAN_COLUMNS else f"{_FIELDS}{key}", "")
        if key in ("number", "outcome") or not text or _differs(cell.text, text):
            continue
        if key == "executors":
            activity[key] = _executors(text)
        elif key in PLAN_COLUMNS:
            activity[key] = text
        else:
            activity.setdefault("fields", {})[key] = text
    for key in PLAN_COLUMNS:
        unprinted = "" if key in cells or key == "number" else texts.get(key, "")
        if unprinted:
            activity[key] = _executors(unprinted) if key == "executors" else unprinted
    outcome = {
        key.removeprefix(_OUTCOME): text for key, text in texts.items() if key.startswith(_OUTCOME)
    }
    if outcome and "outcome" in cells and _prints(outcome, cells["outcome"].text):
        activity["outcome"] = outcome


def _differs(one: str, other: str) -> bool:
    return normalised(one) != normalised(other)


def _executors(text: str) -> list[str | Data]:
    """Return printed executors: each but the last ends with a comma, or with a full stop."""
    found: list[str] = []
    going = False
    for line in text.split("\n"):
        if going:
            found[-1] += f"\n{line}"
        else:
            found.append(line)
        going = not _ENDED.search(line)
    return [lead_of(name.removesuffix(",")) for name in found]


def lead_of(name: str) -> str | Data:
    """Return an executor, as a leading one if its name says so: «Завуч (отв.)»."""
    mark = Wording(DEFAULT_LANGUAGE).words.executor_lead.format(name="")
    if name.endswith(mark) and name != mark:
        return {"name": name.removesuffix(mark), "lead": True}
    return name


def _prints(outcome: Mapping[str, str], text: str) -> bool:
    try:
        read = Outcome.of_texts(outcome)
    except PlanError:
        return False
    return any(not _differs(Wording(locale).outcome(read), text) for locale in ("ru-RU", "en-GB"))
