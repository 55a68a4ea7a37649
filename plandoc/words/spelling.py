"""Recognising misspelt words: one wrong letter, look-alike letters, another script."""

from collections.abc import Iterator, Mapping

from plandoc.words.tables.deadlines import Lookalikes


class OneLetterOff:
    """Finds the words of a list that differ from a written word by at most one letter.

    One letter is added, omitted or changed, or two adjacent letters are swapped. Only words with an
    equal form after removing one letter are compared, so that the list may be long.
    """

    def __init__(self) -> None:
        self._by_shape: dict[str, dict[str, None]] = {}

    def learn(self, word: str) -> None:
        """Add a word to the list."""
        for shape in _shapes(word):
            self._by_shape.setdefault(shape, {})[word] = None

    def near(self, word: str) -> list[str]:
        """Return the words of the list without duplicates, closest to `word` first."""
        found = dict.fromkeys(
            right for shape in _shapes(word) for right in self._by_shape.get(shape, ())
        )
        return [right for right in found if one_letter_off(word, right)]


def one_letter_off(word: str, right: str) -> bool:
    """Whether two words are equal except for one letter or two swapped adjacent letters."""
    size = min(len(word), len(right))
    head = next((at for at in range(size) if word[at] != right[at]), size)
    a, b = word[head:], right[head:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return swapped or a[1:] == b or a == b[1:] or a[1:] == b[1:]


def _shapes(word: str) -> Iterator[str]:
    yield word
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def lookalike_letters(look: Lookalikes) -> dict[int, int]:
    """Return the table for `str.translate` that corrects letters of another script."""
    return str.maketrans(look.latin, look.letters)


def transcribed(word: str, script: Mapping[str, str]) -> str:
    """Return a transliterated word, replacing the longest groups of letters first."""
    longest = max(map(len, script))
    out, at = "", 0
    while at < len(word):
        size = next((n for n in range(longest, 0, -1) if word[at : at + n] in script), 0)
        out += script[word[at : at + size]] if size else word[at]
        at += size or 1
    return out
