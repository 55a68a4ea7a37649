"""The extent of the fields of a mark: evidence, new deadline, reason."""

from plandoc.marks.lexicon import Weight
from plandoc.marks.pieces import Unit
from plandoc.schema.deadline import Deadline, ReadingLevel
from plandoc.schema.outcome import Status
from plandoc.words.language import READ_LANGUAGES
from plandoc.words.vocabulary import Concept, vocabulary

SEPARATORS = frozenset({"comma", "semicolon", "stop", "colon", "open", "close", "dash", "slash"})
_SHOWN = frozenset({"link", "file"})
_PREPOSITIONS = frozenset({"onto", "until", "since", "link", "by", "out_of"})
_TIMELY = frozenset({
    Concept.WEEKDAY, Concept.SEASON, Concept.UNIT, Concept.RECURRENCE, Concept.PORTION,
    Concept.ORDINAL, Concept.COUNT, Concept.DURING, Concept.WHOLE, Concept.FOLLOWING, Concept.THIS,
})  # fmt: skip
_LONGEST_TITLE = 12
_MOST_TIME = 40


def ends(units: list[Unit], at: int) -> bool:
    """Whether the phrase ends at `at`."""
    return at >= len(units) or units[at].kind in SEPARATORS or units[at].line > 0


def indicates_state(unit: Unit, least: Weight = Weight.TOLD) -> bool:
    """Whether a unit by itself indicates a state."""
    return bool(unit.sense and unit.sense.kind == "status" and unit.sense.weight >= least)


def evidence_end(units: list[Unit], at: int, *, stands_free: bool) -> int:
    """Return the index after the evidence that begins at `at`, or `at`.

    A document counts with its number or date, or if it is alone between separators; `stands_free`
    means that it is the beginning of the phrase.
    """
    unit = units[at]
    if unit.kind in _SHOWN:
        return at + 1
    if unit.kind == "code" or (unit.part == "by" and _is_dated(units, at + 1)):
        after, numbered = _reference(units, at, at)
        coded = any(one.kind == "code" for one in units[at:numbered])
        return numbered if stands_free and coded else at
    if unit.part != "document":
        return at
    after, numbered = _reference(units, at + 1, at)
    if numbered > at:
        return numbered if after < len(units) and indicates_state(units[after]) else after
    return after if stands_free and ends(units, after) else at


def _reference(units: list[Unit], at: int, begin: int) -> tuple[int, int]:
    """Return the end of the words of a reference, and the end of its last number or date."""
    numbered, words = begin, 0
    while at < len(units) and words < _LONGEST_TITLE:
        unit = units[at]
        if unit.kind in ("comma", "dash") and _goes_on(units, at + 1):
            at += 1
        elif (unit.line and not _goes_on(units, at)) or _leads_to_time(units, at):
            break
        elif unit.part == "by" and _is_dated(units, at + 1):
            at = numbered = at + 2
        elif unit.kind == "code" or (unit.kind in ("number", "day") and _follows(units, at, begin)):
            at = numbered = at + 1
        elif unit.kind in ("word", "quoted", "month", "number") and not (
            indicates_state(unit, Weight.HINTED) or unit.part in ("cause", "not")
        ):
            at, words = at + 1, words + 1
        else:
            break
    return at, numbered


def _leads_to_time(units: list[Unit], at: int) -> bool:
    is_leading = units[at].part in ("onto", "until")
    return is_leading and at + 1 < len(units) and is_time(units[at + 1])


def _follows(units: list[Unit], at: int, begin: int) -> bool:
    """Whether a number or day belongs to the document or code right before it."""
    return at == begin + 1 or (units[at].kind == "day" and units[at - 1].kind == "code")


def _goes_on(units: list[Unit], at: int) -> bool:
    return at < len(units) and (
        units[at].kind == "code" or (units[at].part == "by" and _is_dated(units, at + 1))
    )


def _is_dated(units: list[Unit], at: int) -> bool:
    return at < len(units) and units[at].kind in ("day", "month", "number")


def is_time(unit: Unit) -> bool:
    """Whether a unit is a time or the beginning of one."""
    if unit.kind in ("day", "month", "number"):
        return True
    if unit.kind != "word":
        return False
    hinted = unit.sense and unit.sense.status is Status.IN_PROGRESS
    meanings = (vocabulary(language).word(unit.word) for language in READ_LANGUAGES)
    timely = any(meaning and meaning.concept in _TIMELY for meaning in meanings)
    return timely or bool(hinted and unit.sense and unit.sense.weight is Weight.HINTED)


def moved_end(text: str, units: list[Unit], start: int) -> int:
    """Return the index after the new deadline that begins at `start`.

    It extends over words of time, or else to the end of the phrase.
    """
    at = start
    while at < min(len(units), start + _MOST_TIME) and _continues(text, units, start, at):
        at = units[at].mate + 1 if units[at].kind == "open" else at + 1
    while at > start and (units[at - 1].part in _PREPOSITIONS or units[at - 1].kind in SEPARATORS):
        if units[at - 1].kind == "close":
            break
        at -= 1
    if at > start and reads_as_time(text[units[start].start : units[at - 1].end]):
        return at
    while at < len(units) and not _breaks(units, at):
        if at > start and (ends(units, at) or _is_apart(units, at)):
            break
        at += 1
    return at


def reads_as_time(words: str) -> bool:
    """Whether these words, parsed as a deadline in any language, have a time."""
    return Deadline.parse(words).reading is not ReadingLevel.TEXT


def _continues(text: str, units: list[Unit], start: int, at: int) -> bool:
    unit = units[at]
    if at == start:
        return not _breaks(units, at)
    if unit.line and unit.kind != "month":
        return False
    if unit.kind in ("comma", "dash"):
        return at + 1 < len(units) and is_time(units[at + 1])
    if unit.kind == "open":
        if not at + 1 < unit.mate < start + _MOST_TIME or _breaks(units, at + 1):
            return False
        inside = units[at + 1 + (units[at + 1].part == "onto")]  # `(на 2020 год)`
        return reads_as_time(text[inside.start : units[unit.mate].start])
    known = unit.kind == "word" and any(vocabulary(one).knows(unit.word) for one in READ_LANGUAGES)
    return not _breaks(units, at) and not _is_apart(units, at) and (known or is_time(unit))


def _is_apart(units: list[Unit], at: int) -> bool:
    """Whether a full date after other words of time is the day of the mark itself."""
    before = units[at - 1]
    led = before.part in _PREPOSITIONS or before.kind in ("comma", "dash", "open")
    return units[at].kind == "day" and units[at].numbers[2] is not None and not led


def _breaks(units: list[Unit], at: int) -> bool:
    """Whether another field begins at `at`."""
    unit = units[at]
    if unit.kind in SEPARATORS or unit.kind in _SHOWN or unit.part in ("cause", "document"):
        return True
    return indicates_state(unit, Weight.SAID)


def reason_end(units: list[Unit], start: int, *, to_line: bool, moving: bool, opening: bool) -> int:
    """Return the index after the reason that begins at `start`.

    It ends with its bracket, its line, its sentence (unless `to_line`), before a state after a
    separator, before a document with a number, and before the new deadline if one is expected
    (`moving`). `opening` means that no state was found yet, so that the next one ends the reason.
    """
    depth = 0
    at = start
    while at < len(units):
        unit = units[at]
        parts = unit.kind in SEPARATORS and unit.kind != "close" and not depth
        depth += unit.kind == "open"
        if unit.kind == "close":
            if not depth:
                break
            depth -= 1
        if at > start and (unit.line or (unit.kind in ("stop", "semicolon") and not to_line)):
            break
        if parts and _other_field(units, at + 1):
            break
        if opening and at > start and _begins_state(units, at):
            break
        if moving and _leads_to_time(units, at):
            break
        at += 1
    while at > start and units[at - 1].kind in ("stop", "comma", "semicolon", "dash", "colon"):
        at -= 1
    return at


def _begins_state(units: list[Unit], at: int) -> bool:
    """Whether a state stands at `at`, or a negation of one."""
    denied = units[at].part in ("not", "be") and any(map(indicates_state, units[at + 1 : at + 3]))
    return indicates_state(units[at]) or denied or units[at].part == "unfound"


def _other_field(units: list[Unit], at: int) -> bool:
    if at >= len(units):
        return True
    if indicates_state(units[at], Weight.SAID):
        return True
    return evidence_end(units, at, stands_free=False) > at
