"""Rules for executors: spelling and workload."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from plandoc.checks.rule import Finding, Reading, Rule
from plandoc.codes import Code
from plandoc.schema.deadline import Deadline
from plandoc.schema.rows import ActivityRow
from plandoc.words.letters import capitals, small_letters
from plandoc.words.quotes import listed, quoted
from plandoc.words.tables.checks import ChecksWords
from plandoc.words.texts import fold, one_line, shortened

_WORD = re.compile(r"[^\W_]+")
_BRACKETS = re.compile(r"\([^)]*\)|«[^»]*»|\"[^\"]*\"")
_SPLIT = re.compile(r"[,;/]")
_INITIALS = re.compile(r"\b[^\W\d_]\.\s?[^\W\d_]\.")
_SLIP = re.compile(
    r"^\s*[-–—•]|\s[.,;:]|[.,;](?=[^\W\d_]{2})|\.\.(?!\.)|:\s*$|(?<=\w)\s+-|-\s+(?=\w)|  "
)
"""A bullet, a space before a point or none after it, two points, blanks in a hyphenated word."""
_STOPPED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.\s")
"""A word with a stop before other words, which a whole word has not: «педагог. Чижова»."""

_LONG = 6
_LONGEST, _MOST_WORDS = 60, 30
"""No word of a language is longer, and no executor has more: what is beyond has no typo."""

_TAIL = 2
_OVERLOAD = 10
_PEAK = 2

_Month = tuple[int, int]


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{small_letters()}])(?=[{capitals()}]{{2}})")


def _form(name: str, words: ChecksWords) -> tuple[str, ...]:
    """Return an executor independent of abbreviations: «Зам.директора поУВР», «заместитель …»."""
    spelled = _WORD.findall(fold(_glued().sub(" ", name)))
    full = [words.shortened.get(word, word) for word in spelled]
    form = [_usual_plural(word, words) for word in full]
    return tuple(sorted(form) if _INITIALS.search(name) else form)


def _usual_plural(word: str, words: ChecksWords) -> str:
    """Return a word with the usual one of two endings of the plural: «инструктора», «-ы»."""
    for ending, usual in words.plurals.items():
        if len(word) >= _LONG and word.endswith(ending):
            return word[: -len(ending)] + usual
    return word


def _written(name: str) -> str:
    """Return an executor as spelled, ignoring case, ё, spaces and trailing punctuation."""
    return one_line(fold(name)).strip(" .,;")


def _two_spellings(reading: Reading) -> Iterator[Finding]:
    words = reading.words
    full = {short: _form(long, words) for short, long in reading.plan.short_names.items()}
    places: dict[str, tuple[ActivityRow, str]] = {}
    counts: Counter[str] = Counter()
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in reading.rows:
        for executor in row.activity.executors:
            written = _written(executor.name)
            counts[written] += 1
            if _lists(executor.name, words):
                continue
            if written not in places:
                places[written] = row, executor.name
                form = full.get(executor.name) or _form(executor.name, words)
                groups[form or (written,)].append(written)  # signs alone are like no others
    typos = list(_with_typos(groups))
    for spellings in [*groups.values(), *typos]:
        strange = _strange if spellings in typos else _slips
        faults = {one: strange(places[one][1], words) for one in spellings}
        usual = min(spellings, key=lambda one: (faults[one], -counts[one]))
        for spelling in spellings:
            if spelling != usual:
                row, name = places[spelling]
                values = {"name": one_line(name), "usual": _tidy(places[usual][1], words)}
                yield Finding(reading.at(row, "executors"), values)


def _tidy(name: str, words: ChecksWords) -> str:
    """Return a spelling to recommend: without a stop at its end that belongs to no short word."""
    name = re.sub(r"\.{2,}$", ".", one_line(name).strip())
    last = next(reversed(_WORD.findall(name)), "")
    own = len(last) <= 1 or last.lower() in words.shortened
    return name if own else name.rstrip(" .,;:")


def _slips(name: str, words: ChecksWords) -> int:
    """Return how many slips a spelling shows: the most frequent one may be the careless one."""
    bare = sum(
        found[0].lower() in words.shortened and not name[found.end() :].startswith(".")
        for found in _WORD.finditer(name)
    )
    stopped = sum(
        len(word) >= _LONG and word.lower().startswith(words.posts)
        for word in map(str, _STOPPED.findall(name))
    )
    return bare + stopped + len(_SLIP.findall(name)) + len(_glued().findall(name))


def _strange(name: str, words: ChecksWords) -> int:
    """Return how strange the long words of a spelling are: the most frequent may be the typo."""
    known = frozenset(words.shortened.values())
    long = [word for word in _WORD.findall(fold(name)) if len(word) >= _LONG]
    return sum(1 if word.startswith(words.posts) else 2 for word in long if word not in known)


def _with_typos(groups: Mapping[tuple[str, ...], list[str]]) -> Iterator[list[str]]:
    """Yield pairs of executors that differ by one letter inside a long word, not in its ending.

    Such words become equal when one letter is removed from either or both.
    """
    seen: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    reported = set()
    for form in groups:
        for index, word in enumerate(form if len(form) <= _MOST_WORDS else ()):
            if not (_LONG <= len(word) <= _LONGEST and word.isalpha()):
                continue
            rest = form[:index] + form[index + 1 :]
            stem, tail = word[:-_TAIL], word[-_TAIL:]
            for cut in range(1, len(stem) + 1):
                key = (rest, stem[:cut] + stem[cut + 1 :] + tail)
                other = seen.setdefault(key, form)
                if other != form and (pair := frozenset((other, form))) not in reported:
                    reported.add(pair)
                    yield [groups[other][0], groups[form][0]]


def _several_in_one(reading: Reading) -> Iterator[Finding]:
    """Find the first line that lists several executors; the other lines are only counted."""
    found = [
        (row, executor.name)
        for row in reading.rows
        for executor in row.activity.executors
        if _lists(executor.name, reading.words)
    ]
    if found:
        row, name = found[0]
        values = {"name": one_line(name), "count": len(found)}
        yield Finding(reading.at(row, "executors"), values)


def _lists(name: str, words: ChecksWords) -> bool:
    """Whether one line names several executors: a comma is followed by another post or body."""
    if not _SPLIT.search(name) or _INITIALS.search(name):
        return False  # after a personal name, a comma introduces the post
    _, *others = _SPLIT.split(_BRACKETS.sub("", name).lower())
    first_words = (part.split()[0] for part in others if part.strip())
    posts, oblique = words.posts, words.oblique
    return any(word.startswith(posts) and not word.endswith(oblique) for word in first_words)


def _supervises_self(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        if row.whole and not (row.activity.supervisor or row.activity.executors):
            continue  # both stand in its whole
        supervisor = row.filled.activity.supervisor
        names = [executor.name for executor in row.filled.activity.executors]
        if (
            supervisor.strip()
            and names
            and {_form(n, reading.words) for n in names} == {_form(supervisor, reading.words)}
        ):
            yield Finding(reading.at(row, "supervisor"), {"name": supervisor})


def _has_items(row: ActivityRow) -> bool:
    """Whether a row lists several items or deadlines, each with executors of its own."""
    deadline = row.activity.deadline.text if row.activity.deadline else ""
    return any("\n" in text.strip() for text in (row.activity.title, deadline))


def _twice_in_row(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        if _has_items(row):
            continue
        seen = set()
        for executor in row.activity.executors if len(row.activity.executors) > 1 else ():
            form = _form(executor.name, reading.words)
            if form in seen:
                yield Finding(reading.at(row, "executors"), {"name": executor.name})
                break
            seen.add(form)


def _several_lead(reading: Reading) -> Iterator[Finding]:
    for row in reading.rows:
        leads = [executor.name for executor in row.activity.executors if executor.lead]
        if len(leads) > 1:
            yield Finding(reading.at(row, "executors"), {"names": listed(map(quoted, leads))})


def _overloaded(reading: Reading) -> Iterator[Finding]:
    """Find executors with far more activities due in one month than in the others."""
    due: dict[str, dict[_Month, list[ActivityRow]]] = defaultdict(lambda: defaultdict(list))
    names: dict[str, str] = {}
    for row in (row.filled for row in reading.rows if row.counted):
        months = _months(row.deadline) if row.deadline else set()
        for executor in row.activity.executors if months else ():
            written = _written(executor.name)
            names.setdefault(written, executor.name)
            for month in months:
                due[written][month].append(row)
    period = reading.plan.period
    years = period.last.year - period.first.year
    length = years * 12 + period.last.month - period.first.month + 1
    for written, months_due in due.items():
        (month, rows) = max(months_due.items(), key=lambda item: len(item[1]))
        total = sum(len(r) for r in months_due.values())
        if len(rows) > _OVERLOAD and len(rows) * length >= _PEAK * total:
            named = f"{month[1]:02}.{month[0]}"
            values = {"name": names[written], "count": len(rows), "month": named}
            yield Finding(reading.at(rows[0], "deadline"), values)


def _months(deadline: Deadline) -> set[_Month]:
    if deadline.is_whole_period or deadline.recurrences:
        return set()
    return {(last.year, last.month) for _, last in deadline.intervals if last}


def _form_of_work(reading: Reading) -> Iterator[Finding]:
    """Find forms of work in the column of executors: «Конкурс рисунков»."""
    forms, posts = reading.words.forms_of_work, reading.words.posts
    for row in reading.rows:
        for executor in row.activity.executors:
            said = [word.lower() for word in _WORD.findall(executor.name)]
            named = any(word.startswith(posts) for word in said) or _INITIALS.search(executor.name)
            if " ".join(said).startswith(forms) and not named:
                yield Finding(reading.at(row, "executors"), {"name": shortened(executor.name)})


RULES = (
    Rule(Code.EXECUTOR_SPELT_TWO_WAYS, _two_spellings),
    Rule(Code.EXECUTORS_IN_ONE_LINE, _several_in_one),
    Rule(Code.EXECUTOR_SUPERVISES_SELF, _supervises_self),
    Rule(Code.EXECUTOR_REPEATED_IN_ROW, _twice_in_row),
    Rule(Code.SEVERAL_LEAD_EXECUTORS, _several_lead),
    Rule(Code.EXECUTOR_OVERLOADED, _overloaded),
    Rule(Code.EXECUTOR_IS_FORM_OF_WORK, _form_of_work),
)
