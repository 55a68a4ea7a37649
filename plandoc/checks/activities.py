"""Rules for activities: missing cells, and the wording of texts."""

import re
from collections import Counter
from collections.abc import Iterator

from plandoc.checks.cells import CELLS, cells_of, empty_columns, is_filled
from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.checks.years import stale
from plandoc.codes import Code
from plandoc.fieldpath import FieldPath
from plandoc.schema.columns import TEXT_COLUMNS
from plandoc.schema.outcome import Status
from plandoc.schema.rows import ActivityRow
from plandoc.words.letters import has_foreign_letters
from plandoc.words.texts import shortened, words_only

_TOKEN = re.compile(r"[^\W\d_]+")
_EMPTY = re.compile(r"«\s*»|“\s*”|„\s*“|\"\s*\"")
_GUILLEMET = re.compile("[«»]")
_LATIN = re.compile(r"[A-Za-z]")
_LOOKALIKES = frozenset("aceopxyABCEHKMOPTXyk")


def _missing(reading: Reading, key: str) -> Iterator[Finding]:
    """Find empty cells of a column that the table has and that is not empty throughout.

    A part may leave a cell to its whole, and a whole to its parts. A row without a title is to be
    filled in by hand.
    """
    for table in reading.tables:
        if key not in {column.key for column in table.columns} - empty_columns(table):
            continue
        for row in cells_of(table, key):
            if is_filled(row.filled.activity, key):
                continue
            outcome = row.activity.outcome
            removed = outcome is not None and outcome.status is Status.REMOVED
            by_hand = not row.activity.title.strip()
            asked = row.counted and not (removed or by_hand or _is_sum(row, reading))
            inherited = key == "deadline" and row.deadline is not None
            if asked and not inherited:
                yield Finding(reading.at(row, key))


def _is_sum(row: ActivityRow, reading: Reading) -> bool:
    """Whether a row is no activity but a sum: «Итого:»."""
    return words_only(row.activity.title) in reading.words.sums


def _sum_as_activity(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        if _is_sum(row, reading):
            yield Finding(reading.at(row, "title"), {"title": shortened(row.activity.title)})


def _untitled(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        if not row.activity.title.strip():
            yield Finding(reading.at(row, "title"))


def _not_printed(reading: Reading) -> Iterator[Finding]:
    """Find what stands in a table without a column for it, whatever it is."""
    headings = reading.wording.words.columns
    for table in reading.tables:
        columns = {column.key for column in table.columns}
        for row in (row for row in table.rows if isinstance(row, ActivityRow)):
            for key in (key for key in CELLS if key not in columns):
                if is_filled(row.activity, key):
                    yield Finding(reading.at(row, key), {"heading": headings[key]})


def _no_executor(reading: Reading) -> Iterator[Finding]:
    yield from _missing(reading, "executors")


def _no_deadline(reading: Reading) -> Iterator[Finding]:
    yield from _missing(reading, "deadline")


def _no_result(reading: Reading) -> Iterator[Finding]:
    """Find missing results; a section without any is meant so."""
    counted = [row.filled for row in reading.rows if row.counted]
    rows = Counter(row.holder for row in counted)
    filled = {row.holder for row in counted if is_filled(row.activity, "expected_result")}
    blank = {holder for holder, count in rows.items() if count > 1 and holder not in filled}
    for found in _missing(reading, "expected_result"):
        holder = FieldPath(found.place.path.parts[:-3])
        if holder not in blank or len(rows) == 1:
            yield found


def _stale_year(reading: Reading) -> Iterator[Finding]:
    period = reading.plan.period
    for section in reading.sections:
        for found in stale(section.section.title, period, reading.words):
            yield Finding(reading.at(section, "title"), {"years": found.words})
    for row in reading.rows:
        for key in ("title", *TEXT_COLUMNS):
            for found in stale(getattr(row.activity, key), period, reading.words):
                yield Finding(reading.at(row, key), {"years": found.words})


def _aim_as_result(reading: Reading) -> Iterator[Finding]:
    """Find results that express an aim instead of a result: «Повышение качества»."""
    stems = reading.words.wishes
    demonstrable = reading.words.showable
    for row in (row for table in reading.tables for row in cells_of(table, "expected_result")):
        result = row.activity.expected_result.lower()
        tokens = _TOKEN.findall(result)
        if not tokens or not tokens[0].startswith(stems) or re.search(r"\d", result):
            continue
        if not any(word.startswith(demonstrable) for word in tokens):
            values = {"result": shortened(row.activity.expected_result)}
            yield Finding(reading.at(row, "expected_result"), values)


def _wrong_case(reading: Reading) -> Iterator[Finding]:
    """Find titles that begin in the prepositional case: «Содействии реализации …»."""
    endings = reading.words.wrong_case
    for row in reading.rows:
        tokens = _TOKEN.match(row.activity.title.lstrip("«- –—•"))
        word = tokens[0] if tokens else ""
        for wrong, right in endings.items():
            if word.lower().endswith(wrong):
                values = {"word": word, "right": word[: -len(wrong)] + right}
                yield Finding(reading.at(row, "title"), values)
                break


def _texts(row: ActivityRow) -> Iterator[tuple[str, str]]:
    yield "title", row.activity.title
    for executor in row.activity.executors:
        yield "executors", executor.name
    for key in TEXT_COLUMNS:
        yield key, getattr(row.activity, key)


def _lookalikes(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        for key, text in _texts(row):
            if not (_LATIN.search(text) and has_foreign_letters(text)):
                continue
            for word in _TOKEN.findall(text):
                latin = set(_LATIN.findall(word))
                if latin and latin <= _LOOKALIKES and has_foreign_letters(word):
                    values = {"word": word, "letters": ", ".join(sorted(latin))}
                    yield Finding(reading.at(row, key), values)
                    break


def _unpaired(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        for key, text in _texts(row):
            if not _quotes_balanced(text):
                yield Finding(reading.at(row, key), {"text": shortened(text)})


def _empty_quotes(reading: Reading) -> Iterator[Finding]:
    for section in reading.sections:
        if _EMPTY.search(section.section.title):
            yield Finding(reading.at(section, "title"), {"text": shortened(section.section.title)})
    for row in reading.rows:
        for key, text in _texts(row):
            if _EMPTY.search(text):
                yield Finding(reading.at(row, key), {"text": shortened(text)})


def _executor_as_result(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        result = words_only(row.activity.expected_result)
        names = [words_only(executor.name) for executor in row.activity.executors]
        if result and result in (*names, " ".join(names)):
            values = {"result": shortened(row.activity.expected_result)}
            yield Finding(reading.at(row, "expected_result"), values)


def _quotes_balanced(text: str) -> bool:
    """Whether guillemets are balanced; one closing mark may end a nested pair as well."""
    depth = deepest = 0
    for mark in _GUILLEMET.findall(text):
        if mark == "«":
            depth += 1
            deepest = max(deepest, depth)
        elif depth == 0:
            return False
        else:
            depth -= 1
    return depth <= max(0, deepest - 1)


RULES = (
    Rule(Code.EXECUTOR_MISSING, _no_executor),
    Rule(Code.DEADLINE_MISSING, _no_deadline),
    Rule(Code.RESULT_MISSING, _no_result),
    Rule(Code.YEAR_IN_THE_PAST, _stale_year),
    Rule(Code.RESULT_NOT_SHOWABLE, _aim_as_result),
    Rule(Code.TITLE_GRAMMATICAL_CASE, _wrong_case),
    Rule(Code.MIXED_ALPHABETS, _lookalikes),
    Rule(Code.QUOTES_UNPAIRED, _unpaired),
    Rule(Code.QUOTES_EMPTY, _empty_quotes),
    Rule(Code.RESULT_REPEATS_EXECUTOR, _executor_as_result),
    Rule(Code.ACTIVITY_UNTITLED, _untitled),
    Rule(Code.SUM_AS_ACTIVITY, _sum_as_activity),
    Rule(Code.CELL_NOT_PRINTED, _not_printed),
)
