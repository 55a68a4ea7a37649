"""Approvals as they are laid out on paper: by tables, tabs, blanks, one under another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from pydantic import ValidationError

from plandoc.errors import Place
from plandoc.imports.doubts import Data
from plandoc.imports.paper import Grid, Line
from plandoc.imports.periods import month_names
from plandoc.imports.spelling import begins, folded, name, words, words_by
from plandoc.schema.approval import Approval
from plandoc.schema.base import validated
from plandoc.schema.partial_date import PartialDate
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, words_in
from plandoc.words.letters import has_foreign_letters
from plandoc.words.written import any_of

_GAP = re.compile(r"[\t]+|[ \xa0]{3,}")
_SPACED = re.compile(r"\b(?:\w ){3,}\w\b")
_LONGEST_LINE = 160
_RIGHT = 60.0
"""Millimetres from the margin, or signs, from where a line belongs to the right-hand block."""

_MOST_LINES = 14
_STANDARD = ("approve", "agree", "consider", "adopt")


@dataclass(slots=True)
class Stamp:
    """The lines of an approval, its word first."""

    lines: list[str]
    place: Place
    sources: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Stamps:
    """Approvals that stand side by side or one under another, and the lines that are none."""

    found: list[Stamp] = field(default_factory=list)
    others: list[Line] = field(default_factory=list)


@cache
def _kinds() -> tuple[tuple[str, str], ...]:
    return words_by(lambda table: table.approvals)


_PARTICIPLE = re.compile(r"н?[оаы]?(?!\w)")
"""How a word of an approval ends; «утверждение» and «утверждённый» are none."""


def unspaced(text: str) -> str:
    """Return a text with letter-spaced words put together: «У Т В Е Р Ж Д А Ю»."""
    return _SPACED.sub(lambda found: found[0].replace(" ", ""), text)


def kind_of(text: str) -> str:
    """Return the kind of the approval that begins with a text, `""` if none does."""
    said = folded(unspaced(text.strip().partition("\n")[0])).lstrip("«\"“„' ")
    if len(said) > _LONGEST_LINE:
        return ""
    for kind, word in _kinds():
        if said.startswith(word):
            after = said[len(word) :]
            ending = _PARTICIPLE.match(after)
            rest = after[ending.end() if ending else 0 :].lstrip(' »"”“:.,')
            if ending and len(re.findall(r"\w+", rest)) <= 12:  # noqa: PLR2004 - more is a sentence
                return kind
    return ""


def lines_apart(line: Line) -> list[Line]:
    """Return the lines of a paragraph in which texts stand side by side, else itself alone."""
    if "\n" not in line.text or not _GAP.search(line.text):
        return [line]
    return [replace(line, text=text) for text in line.text.split("\n")]


def segments(line: Line) -> list[tuple[str, float]]:
    """Return the pieces of a line between tabs and wide gaps, and where each begins."""
    found, at = [], 0.0
    text = line.text
    end = 0
    for gap in [*_GAP.finditer(text), None]:
        piece = text[end : gap.start() if gap else len(text)]
        if piece.strip():
            found.append((piece.strip(), at))
        at += len(piece)
        if gap is not None:
            at += sum(8 if sign == "\t" else 1 for sign in gap[0])
            end = gap.end()
    return found


def stamps_of_grid(grid: Grid) -> Stamps | None:
    """Return the approvals of a table that only lays out the page, `None` if it has none."""
    stamps = Stamps()
    columns = sorted({cell.column for row in grid.rows for cell in row.cells})
    for column in columns:
        open_one: Stamp | None = None
        for row in grid.rows:
            for cell in row.cells:
                if cell.column != column:
                    continue
                for line in _all_lines(cell.lines, cell.tables):
                    for piece in line.text.split("\n"):
                        if kind_of(piece):
                            open_one = Stamp([], cell.place)
                            stamps.found.append(open_one)
                        if open_one is None:
                            if piece.strip():
                                stamps.others.append(line)
                                break
                            continue
                        open_one.lines.append(piece)
                        open_one.sources.append(line)
    return stamps if stamps.found else None


def _all_lines(lines: Sequence[Line], tables: Sequence[Grid]) -> Iterator[Line]:
    yield from lines
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                yield from _all_lines(cell.lines, cell.tables)


class StampLines:
    """Collects approvals from lines, one after another."""

    def __init__(self) -> None:
        self.found: list[Stamp] = []
        self.open: list[Stamp | None] = []
        self.align = ""

    def take(self, line: Line) -> list[Line]:
        """Take what belongs to approvals; return the rest: nothing, the line, some of its lines."""
        parts = lines_apart(line)
        taken = [self._takes(part, line) for part in parts]
        if not any(taken):
            return [line]
        return [part for part, its in zip(parts, taken, strict=True) if not (its or part.blank)]

    def _takes(self, line: Line, source: Line) -> bool:
        """Take a line of a paragraph that belongs to an approval; return whether it does."""
        pieces = segments(line)
        if not pieces:
            return bool(self.open)
        kinds = [kind_of(piece) for piece, _ in pieces]
        if any(kinds):
            self._begin(line, source, pieces, kinds)
            return True
        if not self.open or not self._fits(line, pieces):
            self.open = []
            return False
        for column, piece in self._columns(line, pieces):
            stamp = self.open[column]
            if stamp is None:
                return False
            stamp.lines.append(piece)
            stamp.sources.append(source)
        return True

    def _begin(
        self, line: Line, source: Line, pieces: Sequence[tuple[str, float]], kinds: list[str]
    ) -> None:
        if len(pieces) > 1 or len(self.open) < 2:  # noqa: PLR2004 - a new level
            self.open = [None] * len(pieces)
            self.align = line.align
        columns = (
            range(len(pieces))
            if len(self.open) == len(pieces)
            else [column for column, _ in self._columns(line, pieces)]
        )
        for column, (piece, _), kind in zip(columns, pieces, kinds, strict=True):
            if kind:
                stamp = Stamp([piece], line.place, [source])
                self.found.append(stamp)
                self.open[column] = stamp
            elif (stamp_open := self.open[column]) is not None:
                stamp_open.lines.append(piece)
                stamp_open.sources.append(source)
            else:
                before = self.found[-1] if self.found else None
                if before is not None:
                    before.lines.append(piece)
                    before.sources.append(source)

    def _fits(self, line: Line, pieces: Sequence[tuple[str, float]]) -> bool:
        if any(len(stamp.lines) > _MOST_LINES for stamp in self.open if stamp):
            return False
        if any(len(piece) > _LONGEST_LINE for piece, _ in pieces):
            return False
        if line.align == "center" and self.align != "center":
            return False
        said = folded(line.text)
        titled = begins(said, words(lambda table: table.titles))
        strong = line.bold or line.align == "center" or line.text.strip()[:4].isupper()
        if titled and strong and len(pieces) == 1:
            return False
        if self._finished() and not _goes_on_with(line.text):
            return False
        return not (titled and self._complete())

    def _finished(self) -> bool:
        """Whether every open approval has all that one can have."""
        texts = ["\n".join(stamp.lines) for stamp in self.open if stamp]
        return bool(texts) and all(
            date_pattern().search(text) and (name().search(text) or _refers(text)) for text in texts
        )

    def _complete(self) -> bool:
        """Whether every open approval has a name or a date."""
        return all(
            stamp is None
            or any(name().search(text) or date_pattern().search(text) for text in stamp.lines)
            for stamp in self.open
        )

    def _columns(
        self, line: Line, pieces: Sequence[tuple[str, float]]
    ) -> Iterator[tuple[int, str]]:
        """Yield each piece of a line with the column of the approval it belongs to."""
        count = len(self.open)
        if count == 1 or len(pieces) > count:
            yield from (
                (0 if count == 1 else min(n, count - 1), p) for n, (p, _) in enumerate(pieces)
            )
        elif len(pieces) == count:
            yield from ((n, piece) for n, (piece, _) in enumerate(pieces))
        else:
            for piece, at in pieces:
                right = line.align == "right" or line.start > _RIGHT or at > _RIGHT / 2
                yield (count - 1 if right else 0), piece


def _refers(text: str) -> bool:
    """Whether a text names minutes or an act."""
    stems = (
        *words(lambda table: table.minutes),
        *words(lambda table: [word for one in table.acts.values() for word in one]),
    )
    return any(re.search(rf"(?<!\w){stem}", folded(text)) for stem in stems)


def _goes_on_with(text: str) -> bool:
    """Whether a line may follow a whole approval: a name, a date, a reference, a slot, a seal."""
    seals = words(lambda table: table.seal)
    found = name().search(text) or date_pattern().search(text) or re.search(r"_{3,}|№", text)
    return bool(found) or _refers(text) or bool(begins(text, seals))


@cache
def date_pattern() -> re.Pattern[str]:
    """Return the pattern of a date any part of which may be a blank."""
    months = {re.escape(one) for language in LANGUAGES for one in month_names(language, short=True)}
    years = any_of(lambda written: written.year)
    month = "|".join(sorted(months, key=len, reverse=True))
    quoted = r"[«\"“„]\s*[_\s]*\d{0,2}[_\s]*[»\"”“]"
    year = r"(?:19|20)\s?\d\s?\d(?!\d)|20\d?[_\s]*_"
    # «20 г.» with room before it is a year to write: two digits are not enough.
    short = (
        rf"(?:{quoted}|(?<![\d./])\d{{1,2}}(?!\d))[\s._/]*"
        rf"(?:(?:{month})\w*[\s._]*|\d{{1,2}}[\s._/]+)"
        rf"(?:1[3-8]|2[1-9]|[3-5]\d|(?<=[./])(?:19|20))(?!\d)\s*(?:(?:{years})(?!\w))?"
    )
    year_first = (
        rf"(?:{year})\s*(?:{years})\s*(?:{quoted}|\d{{1,2}}|_{{2,}})"
        rf"[\s_]*(?:(?:{month})\w*|_{{2,}})"
    )
    return re.compile(
        rf"{_led()}"
        rf"(?:{year_first}|(?:{quoted}|(?<![\d.])_*\d{{1,2}}(?!\d)|_{{2,}})"
        rf"[\s._/]*(?:{month}|\d{{1,2}}(?!\d)|_{{2,}})?[\s._/]*"
        rf"(?:{year}|_{{2,}}\s*20\d\d)[_\s]*\.?\s*(?:(?:{years})(?!\w))?|{short})",
        re.IGNORECASE,
    )


@cache
def _leads() -> str:
    """Return the pattern of the word before a date: «от»."""
    return f"(?:{any_of(lambda written: written.date_lead)})"


def _led() -> str:
    return rf"(?:(?<!\w){_leads()}\s*)?"


def date_of(text: str) -> str | None:
    """Return a date as a plan file has it, `None` for what no date can be read from."""
    said = " ".join(text.split())
    tightened = re.sub(r"(?<=20) (?=\d\d\b)|(?<=20\d) (?=\d\b)", "", said)
    dotted = re.sub(r"(?<=\d)[»\"”“]?\s*\.?\s*(\d\d?)\s*\.\s*(?=\d{2})", r".\1.", tightened)
    for variant in (said, tightened, dotted.lstrip('«"“„'), re.sub(r"(?<=\d)_+(?=\s|$)", "", said)):
        try:
            validated(PartialDate, variant)
        except ValidationError:
            continue
        return variant
    return None


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
    day, lead = date_pattern().pattern.removeprefix(_led()), _leads()
    return re.compile(
        rf"\(?\s*(?<!\w)(?P<word>{word}\w*)\s*(?P<of>(?:№\s*\d+(?=[^№]*№)|[^№()])*?)\s*"
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
    if name().search(of) or len(of) > _LONGEST_LINE:
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
    lead = re.match(_led(), day[0], re.IGNORECASE)
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
