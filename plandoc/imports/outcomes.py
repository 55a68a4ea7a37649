"""The marks of a filled column: their state, where it is sure."""

from plandoc.errors import PlanError
from plandoc.imports.doubts import Data
from plandoc.marks import STATUS_DOUBTS, read_mark
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, as_text
from plandoc.schema.period import Period
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised


def with_state(activity: Data, period: Period, locale: str) -> bool:
    """Add the state, the date and the rest that a mark tells; return whether it tells any.

    The words stay as they are: what is read is added only if the mark is printed as before.
    """
    outcome = activity.get("outcome")
    if not isinstance(outcome, dict) or set(outcome) != {"text"}:
        return False
    wording = Wording(locale)
    mark = read_mark(outcome["text"], period, language=wording.language)
    if mark.status is None or any(problem.code in STATUS_DOUBTS for problem in mark.problems):
        return False
    read = {
        name: as_text(value)
        for name in OUTCOME_FIELDS
        if name != "text" and (value := getattr(mark, name))
    }
    for fields in (read, {"status": read["status"]}):
        try:
            printed = wording.outcome(Outcome.of_texts({"text": outcome["text"], **fields}))
        except PlanError:
            continue
        if normalised(printed) == normalised(outcome["text"]):
            outcome.update(fields)
            return True
    return False
