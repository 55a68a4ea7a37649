"""Numbers of sections and activities, each style given by a sample: `Раздел I.`, `1.1.`."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, Field

from plandoc.codes import Code
from plandoc.schema.base import Line, Model, refuse

if TYPE_CHECKING:
    from typing import Unpack

    from plandoc.schema.typed import NumberingFields


_LABEL_NUMBER = re.compile(r"(?:\d+|\b[IVXLC]+\b)(?:\.\d+)*[⁰¹²³⁴-⁹]*")
_SAMPLE = re.compile(r"(?P<before>.*?)(?P<numeral>\d+(?:\.\d+)*|\b[IVXLC]+\b)(?P<after>\D*)")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a positive number in Roman numerals."""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _is_sample(text: str) -> str:
    if text and not _SAMPLE.fullmatch(text):
        raise refuse(Code.NUMBERING_SAMPLE_INVALID, value=text)
    return text


Sample = Annotated[Line, AfterValidator(_is_sample)]


@lru_cache(maxsize=4_096)
def numbered(sample: str, path: tuple[int, ...]) -> str:
    """Return the number of the section or activity at `path`, in the style of `sample`.

    A sample of one numeral shows the last number of the path, a dotted one the whole path:
    the path (2, 7) is `Задача 7.` after `Задача 1.`, and `2.7` after `1.1`.
    """
    found = _SAMPLE.fullmatch(sample)
    if not found:
        return sample
    numeral = found["numeral"]
    if "." in numeral:
        number = ".".join(map(str, path))
    else:
        number = str(path[-1]) if numeral.isdigit() else roman(path[-1])
    return found["before"] + number + found["after"]


def label_shape(label: str | None) -> str | None:
    """Return a label without its number, which is also one with an index: «Задача 2.1.»."""
    return None if label is None else _LABEL_NUMBER.sub("#", label)


class Numbering(Model):
    """How sections of each level and activities are numbered.

    `sections` holds a sample per level; the last one is used for deeper levels, an empty one
    gives no numbers. With `running`, activities are counted through the whole plan; otherwise
    the count restarts in each section. Parts of activities have no numbers without a sample.
    """

    sections: tuple[Sample, ...] = Field(default=("1.", "1.1.", "1.1.1."), max_length=3)
    activities: Sample = "1.1."
    parts: Sample = ""
    running: bool = False

    if TYPE_CHECKING:

        def __init__(self, **fields: "Unpack[NumberingFields]") -> None: ...

    def section_label(self, path: Sequence[int]) -> str:
        """Return the label of the section at `path`, `""` if its level has no labels."""
        if not self.sections:
            return ""
        return numbered(self.sections[min(len(path), len(self.sections)) - 1], tuple(path))

    def activity_number(self, sections: Sequence[int], position: int) -> str:
        """Return the number of an activity at a position within the sections above it."""
        return numbered(self.activities, (*sections, position))

    def part_number(self, whole: str, position: int) -> str:
        """Return the number of a part at a position within the activity numbered `whole`.

        A dotted sample continues that number, if there is one; another one counts by itself; no
        sample, no number.
        """
        if "." not in self.parts.rstrip("."):
            return numbered(self.parts, (position,))
        if not whole:
            return ""
        after = self.parts[len(self.parts.rstrip(".")) :]
        return f"{whole.rstrip('.')}.{position}{after}"

    @classmethod
    def of(cls, *sections: str, activities: str = "1.1.", running: bool = False) -> Self:
        """Return a numbering from its samples: `Numbering.of("Задача 1.")`.

        `sections` are samples by level, `activities` is that of an activity; with `running` they
        are counted through the whole plan.
        """
        return cls(sections=sections, activities=activities, running=running)
