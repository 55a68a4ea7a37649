"""Names of files: short enough for every disk, and free of what some disks refuse."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.words.language import READ_LANGUAGES, language_of, words_in
from plandoc.words.tables.files import FileWords

LONGEST = 255
"""Bytes of a name on usual file systems."""

_MOST = 120
"""Letters of a name to which a word is added; Windows takes 260 of a whole path."""

_MOST_OF_EXECUTOR, _BYTES_OF_EXECUTOR = 60, 120
_DIGITS = 8
_JOINS = "\u200d\ufe0f "
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\u2028\u2029<>:"/\\|?*]+')
_INVISIBLE = re.compile("[\xad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
_FORMER = "en"
"""The language whose words former versions put after the names of all plans."""

Word = Callable[[FileWords], str]
"""Chooses the word of a file: `lambda words: words.report`."""


@dataclass(slots=True)
class Names:
    """The names of the files that a verb writes to a folder; no two of them are the same.

    They are in the language of a plan. A file that is there under a former name, or under the name
    of another language, keeps that name, so that it is not made twice; a problem tells it.
    """

    folder: Path
    locale: str
    problems: list[Problem] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def take(self, stem: str, suffix: str, word: Word | None = None, executor: str = "") -> Path:
        """Return the path of a file: the name of the plan, a word, and whose file it is."""
        parts = _Parts(_readable(stem), suffix, word, executor)
        language = language_of(self.locale)
        name = next(one for one in parts.spellings(language) if not self._is_taken(one))
        chosen = name
        if not _is_there(self.folder / name):
            former = parts.former(language, self._is_taken)
            chosen = next((one for one in former if _is_there(self.folder / one)), name)
        path = self.folder / chosen
        if chosen != name:
            values = {"name": name}
            place = Place(file=str(path))
            self.problems.append(Problem(Code.FORMER_NAME_KEPT, place=place, values=values))
        self._taken |= {same_name(name), same_name(chosen)}
        return path

    def free(self, stem: str, suffix: str, word: Word) -> Path:
        """Return the first such path at which nothing is, to move a file there."""
        spellings = _Parts(_readable(stem), suffix, word, "").spellings(language_of(self.locale))
        return next(path for name in spellings if not (path := self.folder / name).exists())

    def _is_taken(self, name: str) -> bool:
        return same_name(name) in self._taken


class _Parts(NamedTuple):
    """What a name is made of."""

    stem: str
    suffix: str
    word: Word | None
    executor: str

    def spellings(self, language: str) -> Iterator[str]:
        """Yield the name in a language, then others for a file of which that is the name, too."""
        executor = " ".join(_portable(_INVISIBLE.sub("", self.executor)).split())
        digest = _digest(self.executor) if self.executor else ""
        fitting = _cut(executor, self.executor, _MOST_OF_EXECUTOR, _BYTES_OF_EXECUTOR) or digest
        yield self._spelled(language, fitting)
        if digest not in fitting:
            yield self._spelled(language, fitting + digest)
        yield from (self._spelled(language, fitting, number) for number in count(2))

    def former(self, language: str, is_taken: Callable[[str], bool]) -> Iterator[str]:
        """Yield the names that a file may have had: of former versions, and in other languages."""
        words = words_in(_FORMER).files
        executor = _UNFIT.sub(" ", self.executor).strip(" .")[:_MOST_OF_EXECUTOR]
        executor = shortened(executor, _BYTES_OF_EXECUTOR).strip(" .")
        ending = "".join(f"{words.join}{part}" for part in self._after(words, executor))
        if executor or not self.executor:
            copies = (words.number.format(number=number) for number in count(2))
            names = (named(self.stem, ending + copy + self.suffix) for copy in chain([""], copies))
            yield next(name for name in names if not is_taken(name))
        others = (next(self.spellings(other)) for other in READ_LANGUAGES if other != language)
        yield from (name for name in others if not is_taken(name))

    def _after(self, words: FileWords, executor: str) -> Iterator[str]:
        """Yield what stands after the stem."""
        if self.word:
            yield self.word(words)
        if executor:
            yield executor

    def _spelled(self, language: str, executor: str, number: int = 1) -> str:
        words = words_in(language).files
        ending = "".join(f"{words.join}{part}" for part in self._after(words, executor))
        if number > 1:
            ending += words.number.format(number=number)
        tail = ending + self.suffix
        letters = _MOST - len(tail) if ending else LONGEST
        stem = _cut(_portable(self.stem), self.stem, letters, LONGEST - len(in_bytes(tail)))
        name = (stem or "_") + tail
        return os.fsdecode(in_bytes(f"_{name}" if _RESERVED.match(name) else name))


def same_name(name: str) -> str:
    """Return what a name is on a disk where neither capitals nor the coding of accents count."""
    return normalize("NFC", normalize("NFC", _readable(name)).casefold())


def without_word(stem: str, word: Word) -> str:
    """Return the name of a plan without a word and a number after it, in whatever language."""
    for language in READ_LANGUAGES:
        words = words_in(language).files
        number = re.escape(words.number).replace(r"\{number\}", r"\d+")
        ending = f"{re.escape(words.join + word(words))}({number})?"
        if (cut := re.sub(f"{ending}$", "", stem)) != stem:
            return cut
    return stem


def _readable(name: str) -> str:
    """Return a name as people read it, also where the locale does not know its letters."""
    return in_bytes(name).decode("utf-8", sys.getfilesystemencodeerrors())


def _portable(text: str) -> str:
    """Return a text in the characters that all disks take."""
    return _UNFIT.sub(" ", normalize("NFC", text)).strip(" .")


def _cut(text: str, whole: str, letters: int, longest: int) -> str:
    """Return a text that fits, cut after a word; a digest of the whole tells what was cut off."""
    if len(text) <= letters and len(in_bytes(text)) <= longest:
        return text
    digest = _digest(whole)
    start = shortened(text[: max(0, letters - len(digest))], longest - len(digest))
    last = start.rfind(" ")
    if not text[len(start) :].startswith(" ") and last * 2 > len(start):
        start = start[:last]
    return start.rstrip(_JOINS + ".,;:—-") + digest


def _digest(text: str) -> str:
    return f"~{sha256(in_bytes(text)).hexdigest()[:_DIGITS]}"


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # told by whoever opens it
        return False


def named(stem: str, ending: str = "", *, longest: int = LONGEST) -> str:
    """Return a name of a stem and an ending; a stem that is too long is cut.

    What was cut off is told by a digest, so that two stems do not get one name.

    >>> named("план", ".journal.jsonl"), named("план" * 99, ".docx", longest=40)
    ('план.journal.jsonl', 'планпланпланп~cfa88b5c.docx')
    """
    whole, tail = in_bytes(stem), in_bytes(ending)
    if len(whole) + len(tail) > longest:
        digest = _digest(stem).encode()
        whole = in_bytes(shortened(stem, longest - len(tail) - len(digest))) + digest
    return os.fsdecode(whole + tail)


def shortened(text: str, longest: int) -> str:
    """Return the beginning of a text that fits in so many bytes, without half a character."""
    whole = in_bytes(text)
    if len(whole) <= longest:
        return text
    return whole[: max(0, longest)].decode("utf-8", "ignore").rstrip(_JOINS)


def in_bytes(text: str) -> bytes:
    """Return a name as it stands on the disk: in UTF-8, whatever the locale says of it."""
    return text.encode("utf-8", sys.getfilesystemencodeerrors())
