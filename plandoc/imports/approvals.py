"""What an approval says: its word, who signs and when, minutes or an act."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from plandoc.imports.dates import date_of, date_pattern, leads_source, led_source
from plandoc.imports.doubts import Data
from plandoc.imports.spelling import folded, name, words, words_by
from plandoc.imports.stamps import LONGEST_LINE, Stamp, kind_of, unspaced
from plandoc.schema.approval import Approval
from plandoc.schema.base import validated
from plandoc.words.language import DEFAULT_LANGUAGE, words_in
from plandoc.words.letters import has_foreign_letters

_STANDARD = ("approve", "agree", "consider", "adopt")


@cache
def _captions() -> re.Pattern[str]:
    """Return the pattern of what stands under a line to sign on, in brackets: «(подпись)»."""
    named = "|".join(re.escape(one) for one in words(lambda table: table.captions))
    return re.compile(rf"\(\s*(?:{named})[^()]{{0,25}}\)", re.IGNORECASE)


@dataclass(slots=True)
class _Text:
    """What is left of the text of an approval while its parts are taken out of it."""

    left: str

    def cut(self, found: re.Match[str]) -> None:
        self.left = f"{self.left[: found.start()]}\n{self.left[found.end() :]}"

    def take_date(self) -> str | None:
        found = date_pattern().search(self.left)
        if not found:
            return None
        read = date_of(found[0])
        if read is not None:
            self.cut(found)
        return read

    def lines(self) -> list[str]:
        """Return the lines that say something, without blanks for pens."""
        said = _captions().sub(" ", self.left)
        texts = (re.sub(r"_{2,}|^[\s/_]+|[\s/_]+$", " ", line) for line in said.split("\n"))
        return [
            text.strip(" \t\xa0,;:/") for text in texts if re.search(r"\w", text.replace("_", ""))
        ]


@cache
def _reference(word: str) -> re.Pattern[str]:
    number = r"(?:№|N)\s*(?P<{}>[\w/.-]*\w|_+)?"
    day, lead = date_pattern().pattern.removeprefix(led_source()), leads_source()
    return re.compile(
        rf"\(?\s*(?<!\w)(?P<word>{re.escape(word)}\w*)\s*(?P<of>(?:№\s*\d+(?=[^№]*№)|[^№()])*?)\s*"
        rf"(?:(?:{lead}\s*)?(?P<first>{day})[\s,]*{number.format('one')}"
        rf"|{number.format('two')}[\s,]*{lead}\s*(?P<second>{day})(?!\W*\w{{0,4}}[\s.,]*№)"
        rf"|(?!№\s*[\w/.-]+[\s»”\"]*(?:{lead}\s*{day}[\s.,]*)?№){number.format('three')}(?:\s*од\b)?(?:\s+{lead}\b(?!\s*\w))?"
        rf"|{lead}\s*(?P<third>{day})|(?:{lead}\b)?\s*$)\s*\)?",
        re.IGNORECASE,
    )


def approval_of(stamp: Stamp, *, printed: bool = False) -> Data | None:
    """Return an approval as plain data, `None` for one that cannot be read.

    Where plandoc `printed` it, the lines were broken by their widths, and are one again.
    """
    text = unspaced("\n".join(stamp.lines))
    found = re.match(r"[\s«\"“„]*([^\W\d_]+)[»\"”“:.\s]*", text)
    if not found:
        return None
    word, kind = found[1], kind_of(text.split("\n")[0])
    left = _Text(text[found.end() :])
    data: Data = {"kind": kind}
    if kind == "own":
        data["word"] = word
    if seal := _seal_in(left.left):
        left.cut(seal)
        data["seal"] = True
    rest = text[found.end() :].split("\n")[0].strip() if "\n" not in found[0] else ""
    _take_references(left, data)
    if rest and _is_of_word(rest, left, data):
        data |= {"kind": "own", "word": f"{word} {rest}"}
        word = f"{word} {rest}"
        left.left = ""
    _take_officer(left, data, kind)
    if _holds_another(data):
        return None
    if printed:
        _join_lines(data)
    try:
        validated(Approval, data)
    except ValidationError:
        return None
    data["said"] = word
    usual = _printed_word(kind, data, word)
    if kind in _STANDARD and folded(word) not in usual:  # the author's own word
        data |= {"kind": "own", "word": word}
    return data


def _seal_in(text: str) -> re.Match[str] | None:
    """Return the place for a seal, «М.П.», which may be the initials of a name as well."""
    seals = "|".join(re.escape(one) for one in words(lambda table: table.seal))
    for found in re.finditer(rf"(?<!\w)(?:{seals})(?!\w)", text, re.IGNORECASE):
        start = text.rfind("\n", 0, found.start()) + 1
        before, after = text[start : found.start()], text[found.end() :].partition("\n")[0]
        named = name().search(f"{before}{found[0]}{after}")
        if not named or name().search(f"{before} _ {after}"):
            return found
    return None


def _holds_another(data: Data) -> bool:
    """Whether the date of another approval is left in a post: whose the parts are is not sure."""
    officer = data.get("officer")
    return bool(officer and officer["date"] and date_pattern().search(officer["post"]))


def _join_lines(data: Data) -> None:
    for basis in (data.get("officer"), data.get("minutes"), data.get("act")):
        for key in ("post", "body", "of"):
            if basis and basis.get(key):
                basis[key] = re.sub(r"(?<=\w-)\n(?=\w)", "", basis[key]).replace("\n", " ")


def _is_of_word(rest: str, left: _Text, data: Data) -> bool:
    """Whether only what stands beside the word is left: «УТВЕРЖДЕНО и введено в действие»."""
    signed = name().search(left.left) or "__" in left.left
    based = "act" in data or "minutes" in data
    return based and not signed and left.lines() == [rest.strip(" ,;:/")]


def _printed_word(kind: str, data: Data, word: str) -> set[str]:
    """Return the words with which an approval of a kind is printed in the language of a word."""
    words_of = words_in(DEFAULT_LANGUAGE if has_foreign_letters(word) else "en").words
    if kind == "approve" and not data.get("officer"):
        return {folded(one) for one in words_of.approved.values()}
    return {folded(words_of.approval[kind])} if kind in words_of.approval else set()


def _take_references(left: _Text, data: Data) -> None:
    """Take the minutes or the act out of a text: «пр. № 5» of one who approves is an order."""
    short = words(lambda table: table.short_reference)
    approves = data["kind"] == "approve"
    minutes = (*words(lambda table: table.minutes), *(() if approves else short))
    acts = (*words_by(lambda table: table.acts), *(("order", one) for one in short if approves))
    if not any(_take_minutes(word, left, data) for word in minutes):
        any(_take_act(kind, word, left, data) for kind, word in acts)


def _take_minutes(word: str, left: _Text, data: Data) -> bool:
    found = _reference(word).search(left.left)
    if found is None:
        return False
    before = _Text(left.left[: found.start()])
    of = " ".join(found["of"].split()).strip(" ,.")
    body = "\n".join(filter(None, ("\n".join(before.lines()), of)))
    told, dated = _in_own_order(found, found["word"]), _dated(found)
    if body and not name().search(body):
        if told:
            body = "\n".join((*before.lines(), told))
        elif dated["date"] is None and dated["number"] and not of:
            body, dated["date"] = _with_day_before(before, found)
        data["minutes"] = {"body": body, **dated}
        left.left = left.left[found.end() :]
    elif told and not of:  # below the signature of who took the chair
        data["minutes"] = {"body": told, **dated}
        left.cut(found)
    elif not body and (after := _Text(left.left[found.end() :]).lines()):
        data["minutes"] = {"body": "\n".join(after), **dated}
        left.left = ""
    return "minutes" in data


def _take_act(kind: str, word: str, left: _Text, data: Data) -> bool:
    found = _reference(word).search(left.left)
    if found is None:
        return False
    of = " ".join(re.sub(r"_{2,}", " ", found["of"]).split()).strip(" ,.:")
    if name().search(of) or len(of) > LONGEST_LINE:
        return False
    of = _in_own_order(found, "") or of
    data["act"] = {"kind": kind, **({"of": of} if of else {}), **_dated(found)}
    left.cut(found)
    return True


def _with_day_before(before: _Text, found: re.Match[str]) -> tuple[str, str | None]:
    """Return the text up to a number with the places of both, and the day that stands in it."""
    day = date_pattern().search(before.left)
    read = date_of(day[0]) if day else None
    number = next((found.span(one) for one in ("one", "two", "three") if found[one]), None)
    if day is None or read is None or number is None:
        return "\n".join(before.lines()), None
    lead = re.match(led_source(), day[0], re.IGNORECASE)
    opening = f"{before.left[: day.start()]}{lead[0] if lead else ''}{{date}}"
    between, after = found.string[day.end() : number[0]], found.string[number[1] : found.end()]
    text = f"{opening}{between}{{number}}{after}"
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(filter(None, lines)).strip(" ()"), read


def _in_own_order(found: re.Match[str], word: str) -> str:
    """Return a reference with places for its number and date, `""` if its order is the standard.

    It begins with `word` in place of its own.
    """
    if not found["second"] or date_of(found["second"]) is None:
        return ""
    start, end = found.span("second")
    said = f"{found.string[found.end('word') : start]}{{date}}{found.string[end : found.end()]}"
    number = found.span("two")
    if number[0] >= 0:
        before, after = (at - found.end("word") for at in number)
        said = f"{said[:before]}{{number}}{said[after:]}"
    lines = (" ".join(line.split()) for line in f"{word}{said}".split("\n"))
    return "\n".join(filter(None, lines)).strip(" ()")


def _dated(found: re.Match[str]) -> dict[str, Any]:
    groups = found.groupdict()
    written = groups["first"] or groups["second"] or groups["third"]
    number = groups["one"] or groups["two"] or groups["three"] or ""
    read = date_of(written) if written else None
    signed = re.search(r"№|\bN\b", found[0])
    return {
        "date": read,
        "number": (number.strip("_") if number else "") if signed else None,
    }


def _take_officer(left: _Text, data: Data, kind: str) -> None:
    """Take what is left of a text: a post, a name, a date; a body that decided on a day."""
    day = left.take_date()
    signed = re.search(r"_{3,}", left.left)
    named = list(name().finditer(left.left))
    said = ""
    if named:
        last = named[-1]
        said = " ".join(last[0].split())
        left.cut(last)
    lines = left.lines()
    if not lines and not named:
        if (
            day is not None
            and (basis := data.get("act") or data.get("minutes"))
            and not basis["date"]
        ):
            basis["date"] = day
        return
    if (
        not named
        and not signed
        and kind in ("consider", "adopt", "agree", "own")
        and "act" not in data
        and "minutes" not in data
        and day is not None
    ):
        data["minutes"] = {"body": "\n".join((*lines, "{date}")), "date": day, "number": None}
        return
    if not named and ("act" in data or "minutes" in data) and not signed:
        basis = data.get("act")
        if basis is not None and not basis.get("of") and len(lines) == 1:
            basis["of"] = lines[0]
            return
    data["officer"] = {"post": "\n".join(lines), "name": said, "date": day}
