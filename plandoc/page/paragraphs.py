"""Paragraphs of text blocks as a template prints them."""

from collections.abc import Iterable
from dataclasses import dataclass

from plandoc.schema.markup import ParagraphKind, paragraphs_of
from plandoc.wording.phrases import with_non_breaking


@dataclass(frozen=True, slots=True)
class RunContext:
    """A stretch of text in one face."""

    text: str
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class ParagraphContext:
    """A paragraph; an item of a list has its sign or number as `label`.

    `keep` is `on` where it stays on the page of the next one: what introduces a list, ends in a
    colon.
    """

    label: str
    runs: tuple[RunContext, ...]
    keep: str = "off"


def paragraphs(text: str, *, kept: bool = False) -> tuple[ParagraphContext, ...]:
    """Return the paragraphs of a text with markup; `kept`, all stay with what comes next."""
    told = paragraphs_of(text)
    return tuple(
        ParagraphContext(
            label=found.label if found.kind is not ParagraphKind.PLAIN else "",
            runs=tuple(
                RunContext(with_non_breaking(run.text), run.bold, run.italic) for run in found.runs
            ),
            keep="on" if kept or (at < len(told) and found.text.endswith(":")) else "off",
        )
        for at, found in enumerate(told, 1)
    )


def lines(texts: Iterable[str], *, bold: bool = False) -> tuple[ParagraphContext, ...]:
    """Return a paragraph for each text, without markup."""
    return tuple(
        ParagraphContext("", (RunContext(with_non_breaking(text), bold, italic=False),))
        for text in texts
    )
