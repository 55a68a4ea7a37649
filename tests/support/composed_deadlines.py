"""Deadlines composed from a known meaning in the ways that people write them.

`compose` chooses with a function such as `random.choice`, so that a property test and a program can
both use it.
"""

import tomllib
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, TypeAlias

from plandoc.schema.period import Period, PeriodKind

Pick: TypeAlias = Callable[[Sequence[str]], str]

_WAYS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_NAMES: Mapping[str, Sequence[str]] = _WAYS["names"]
_WHOLE_YEAR = ("nom", "gen", "loc", "short", "uk", "ukn", "kk", "en", "rom")
_DASHES = ("-", " - ", "–", " – ", " — ", "- ", " -")
_DAYS_BETWEEN = ("1", "2", "3", "5", "9", "14", "20", "40", "80")
_SINGLE = (
    "day", "yearless_day", "month", "yearless_month", "part_of_month", "quarter", "half_year",
    "year", "school_year", "recurring", "event",
)  # fmt: skip
_COUNTS = ("2", "3", "5", "10", "14", "30")
_TENS = {20: "двадцат", 30: "тридцат"}


class Composed(NamedTuple):
    """A text and what it means, in the notation of the lists."""

    text: str
    expected: str


def compose(pick: Pick, period: Period) -> Composed:
    """Return a deadline of a period, with a head, a tail and dirt that change nothing."""
    kind, core = _core(pick, period)
    text = core.text
    if not kind[0].isupper():  # that is another language
        text = f"{pick(['', *_WAYS['head']])}{text}{pick(['', *_WAYS['tail']])}"
    return Composed(_dirty(pick, text), core.expected)


def _core(pick: Pick, period: Period) -> tuple[str, Composed]:
    first, school = period.first, period.kind is PeriodKind.SCHOOL_YEAR
    closing = date(period.last.year, 6, 30) if school else period.last
    days = [first + timedelta(n) for n in range((closing - first).days + 1)]
    one = date.fromisoformat(pick([f"{day}" for day in days]))
    other = min(one + timedelta(int(pick(_DAYS_BETWEEN))), closing)
    same_month = (one.year, one.month) == (other.year, other.month)
    kinds = [*_SINGLE, *(kind for kind in _WAYS["many"] if not (same_month and "months" in kind))]
    kind = pick(kinds)
    if kind in _WAYS["many"]:
        return kind, _of_two(pick, kind, one, other)
    if kind == "year":
        return kind, _whole_year(pick, period, school=school)
    return kind, _of_one(pick, kind, one, school=school)


def _of_two(pick: Pick, kind: str, one: date, other: date) -> Composed:
    form = pick(["day", "yearless_day"])
    known = _fields(one) | {f"{name}2": word for name, word in _fields(other).items()}
    known |= {"dash": pick(_DASHES), "day": pick(_WAYS[form]).format(**known)}
    known["day2"] = pick(_WAYS[form]).format(**_fields(other))
    end = one.replace(day=int(known["end"]))
    month, quarter = f"{one:%Y-%m}", (one.month + 2) // 3
    known |= {"q": f"{quarter}", "qr": _NAMES["rom"][quarter - 1], "n": pick(_COUNTS)}
    meanings = {
        "until": f"..{one}", "since": f"{one}..", "range": f"{one}..{other}",
        "in a month": f"{one}..{end}", "months": f"{month}..{other:%Y-%m}",
        "end of month": f"..{end}", "listed months": f"{month};{other:%Y-%m}",
        "listed days": f"{one};{other}", "day": f"{one}", "month": month, "days": f"{one}..{end}",
        "mixed range": f"{one}..{other:%Y-%m}", "range from months": f"{month}..{other:%Y-%m}",
        "week": f"{one}..{one + timedelta(6)}", "event": "text",
        "quarter": f"{one.year}-{3 * quarter - 2:02}..{one.year}-{3 * quarter:02}",
        "until quarter": f"..{one.year}-{3 * quarter:02}",
    }  # fmt: skip
    text = pick(_WAYS["many"][kind]).format(**known)
    return Composed(text, meanings[kind.partition(" ")[2] if kind[0].isupper() else kind])


def _whole_year(pick: Pick, period: Period, *, school: bool) -> Composed:
    first, last = period.first.year, period.last.year
    ways = _WAYS["whole"] + _WAYS["whole_school" if school else "whole_calendar"]
    return Composed(pick(ways).format(f=first, l=last, ll=last % 100), "year")


def _of_one(pick: Pick, kind: str, one: date, *, school: bool) -> Composed:
    year, known = one.year, _fields(one)
    if kind in ("recurring", "part_of_month"):
        sort = pick([*_WAYS[kind]])
        text, expected = pick(_WAYS[kind][sort]).format(**known), f"recurring:{sort}"
        if kind == "part_of_month":
            ends = [one.replace(day=int(day) or int(known["end"])) for day in sort.split("-")]
            expected = f"{ends[0]}..{ends[1]}"
        return Composed(text, expected)
    quarter = (one.month + 2) // 3
    halves = [(9, 12), (1, 5)] if school else [(1, 6), (7, 12)]
    half = 1 + (one.month < 9 if school else one.month > 6)
    low, high = (3 * quarter - 2, 3 * quarter) if kind == "quarter" else halves[half - 1]
    number = quarter if kind == "quarter" else half
    known |= {"n": f"{number}", "r": _NAMES["rom"][number - 1]}
    known |= {"next": f"{year + 1}", "next2": f"{(year + 1) % 100:02}"}
    meanings = {
        "event": "text", "school_year": f"{year}-09..{year + 1}-08", "day": f"{one}",
        "month": f"{one:%Y-%m}", "quarter": f"{year}-{low:02}..{year}-{high:02}",
    }  # fmt: skip
    meanings["half_year"] = meanings["quarter"]
    return Composed(pick(_WAYS[kind]).format(**known), meanings[kind.removeprefix("yearless_")])


def _fields(one: date) -> dict[str, str]:
    """Return the words and numbers of a day for the templates."""
    found = {name: _NAMES[name][one.month - 1] for name in _WHOLE_YEAR}
    found |= {"d": f"{one.day}", "dd": f"{one:%d}", "mm": f"{one:%m}", "y": f"{one.year}"}
    found |= {"yy": f"{one:%y}", "end": f"{monthrange(one.year, one.month)[1]}"}
    found |= {"GEN": found["gen"].upper(), "NOM": found["nom"].upper(), "ord": _ordinal(one.day)}
    found |= {"bare": found["short"].rstrip("."), "en3": found["en"][:3]}
    weekday = one.weekday()
    return found | {"wd": _NAMES["weekday"][weekday], "of_wd": _NAMES["of_weekday"][weekday]}


def _ordinal(day: int) -> str:
    """Return the number of a day in words, in the genitive."""
    if day > len(_NAMES["ordinal"]):
        tens, rest = _TENS[day - day % 10], day % 10
        return f"{tens}ь {_ordinal(rest)}" if rest else f"{tens}ого"
    stem = _NAMES["ordinal"][day - 1]
    return stem + ("его" if stem.endswith("ь") else "ого")


def _dirty(pick: Pick, text: str) -> str:
    """Put in what typing, conversion and recognition leave behind."""
    changes = {
        "": text, "double": text.replace(" ", "  "), "hard": text.replace(" ", "\u00a0"),
        "edge": f" {text} \n", "hyphens": text.replace("–", "-").replace("—", "-"),
        "break": text.replace(" ", "\n", 1), "late break": "\n".join(text.rsplit(" ", 1)),
    }  # fmt: skip
    return changes[pick([*changes])]
