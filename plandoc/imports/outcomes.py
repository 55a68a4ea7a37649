"""The marks of a filled column: their state, where it is sure."""

from plandoc.errors import PlanError
from plandoc.imports.doubts import Data
from plandoc.marks import STATUS_DOUBTS, read_mark
from plandoc.schema.outcome import OUTCOME_FIELDS, Outcome, as_text
from plandoc.schema.period import Period
from plandoc.wording.phrases import Wording
from plandoc.words.texts import normalised, words_only


def with_state(activity: Data, period: Period, locale: str) -> bool:
    """Add the state, the date and the rest that a mark tells; return whether it tells any.

    The words stay as they are: what is read is added if the mark is printed as before. A state
    alone is added as well if its own words are printed in their place: «Выполнено» for «+».
    """
    outcome = activity.get("outcome")
    if not isinstance(outcome, dict) or set(outcome) != {"text"}:
        return False
    wording, text = Wording(locale), outcome["text"]
    mark = read_mark(text, period, language=wording.language)
    if mark.status is None or any(problem.code in STATUS_DOUBTS for problem in mark.problems):
        return False
    read = {
        name: as_text(value)
        for name in OUTCOME_FIELDS
        if name != "text" and (value := getattr(mark, name))
    }
    state = {"status": read["status"]}
    for fields, is_kept in ((read, _as_before), (state, _as_before), (state, _in_other_words)):
        try:
            printed = wording.outcome(Outcome.of_texts({"text": text, **fields}))
        except PlanError:
            continue
        if is_kept(text, printed):
            outcome.update(fields)
            return True
    return False


def _as_before(text: str, printed: str) -> bool:
    return normalised(printed) == normalised(text)


def _in_other_words(text: str, printed: str) -> bool:
    return set(words_only(text).split()) <= set(words_only(printed).split())
