"""«Что изменилось»: a page of changes for the signer, readable in black and white."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from plandoc.formats.docx.paper import (
    CELL,
    HEADING,
    NOTE,
    PAGE,
    SECTION,
    TITLE,
    Paragraph,
    Row,
    Run,
    Table,
    line,
    paper,
)
from plandoc.formats.docx.ruler import ruler
from plandoc.formats.text.comparison import (
    NOTHING,
    Words,
    renumbered,
    split_spaces,
    with_spaces_between,
)
from plandoc.page.measure import text_width
from plandoc.page.widths import PADDING
from plandoc.revisions.compare import Change, Comparison, Difference, Kind, Segment, Subject
from plandoc.revisions.compare.groups import Group, grouped
from plandoc.wording.phrases import Wording, with_non_breaking
from plandoc.words.language import language_of

_COLUMNS = ("number", "title", "old", "new")
_SIZE = 11.0
_SHARES = (0.44, 0.28, 0.28)


def render_comparison(
    comparison: Comparison,
    language: str = "",
    *,
    awaiting: int = 0,
    created: datetime | None = None,
) -> bytes:
    """Return the differences of two plans as a DOCX, grouped, with old and new texts.

    Without `language` it is that of the newer plan. `awaiting` is the number of questions of a
    rollover that are open. Removed words are struck through, added words are bold and underlined.
    Deadlines that moved are drawn on a ruler of months. The output is deterministic.
    """
    words = Words(comparison, language or language_of(comparison.new.language))
    groups = grouped(comparison)
    heading = words.heading()
    title = " ".join(Wording(comparison.new.language).title(comparison.new).split())
    rows = [row for group, found in groups.items() for row in _rows(group, found, words)]
    notes = words.counts(awaiting)
    if any(run.struck or run.underlined for row in rows for run in _runs(row)):
        notes.append(words.table.legend)
    body: list[Paragraph | Table] = [
        line(with_non_breaking(heading), TITLE, before=0, after=3),
        line(with_non_breaking(title), CELL, align="center"),
        line(" ".join(f"{text}." for text in notes), NOTE, before=3, after=3, keep=bool(rows)),
    ]
    if rows:
        head = Row([[line(words.table.table[key], HEADING)] for key in _COLUMNS], heading=True)
        numbers = [words.number(d) for d in comparison.differences if d.subject is Subject.ACTIVITY]
        body.append(Table(_widths(numbers, words), [head, *rows], heading, size=_SIZE))
    body += ruler(comparison, words)
    return paper(body, title=heading, language=language, created=created)


def _widths(numbers: Sequence[str], words: Words) -> list[float]:
    lines = (part for text in numbers for part in text.split(" ", 1))
    texts = [*lines, words.table.table["number"].split()[0]]
    number = min(40.0, max(text_width(text, _SIZE) for text in texts) + PADDING)
    return [number, *((PAGE.body - number) * share for share in _SHARES)]


def _runs(row: Row) -> Iterator[Run]:
    return (run for cell in row.cells for paragraph in cell for run in paragraph.runs)


def _rows(group: Group, found: Sequence[Difference], words: Words) -> Iterator[Row]:
    yield Row([[line(words.group(group), SECTION, before=0, after=0)]], keep=True)
    if group is Group.RENUMBERED:
        yield Row([[line("; ".join(renumbered(found, words)), CELL)]])
        return
    for difference in found:
        yield _row(difference, words)


def _row(difference: Difference, words: Words) -> Row:
    number = words.number(difference)
    first = [line(number, CELL, align="center")]
    came_or_went = difference.kind in (Kind.ADDED, Kind.REMOVED)
    if difference.kind is Kind.WORDS or (came_or_went and difference.subject is Subject.PLAN):
        # A combined text shows the changes at a glance.
        return Row([first, [_inline(difference, words)]], spans=(1, 3))
    second = [line(with_non_breaking(difference.title), CELL)]
    if came_or_went and difference.subject is Subject.SECTION:
        return Row([first, second], spans=(1, 3))
    if came_or_went:
        details = "; ".join(words.details(difference)) or NOTHING
        return Row([first, second, [line(with_non_breaking(details), CELL)]], spans=(1, 1, 2))
    return Row([first, second, *_sides(difference)])


def _inline(difference: Difference, words: Words) -> Paragraph:
    """Return a changed text with removed and added words, after the name of its field."""
    runs = list(marked(difference.segments))
    if difference.subject is Subject.PLAN:
        name = f"{words.field(difference)}: "
    elif difference.field == "title":
        name = ""
    else:
        title = difference.title.rstrip(".")
        name = f"{title}. {words.field(difference)}: "
    return Paragraph([Run(with_non_breaking(name)), *runs] if name else runs, CELL)


def _sides(difference: Difference) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the cells «было» and «стало»."""
    if difference.kind is Kind.EXECUTORS:
        segments = difference.segments
        old = Paragraph(listed(s for s in segments if s.change is not Change.ADDED), CELL)
        new = Paragraph(listed(s for s in segments if s.change is not Change.REMOVED), CELL)
    else:
        old, new = (
            line(with_non_breaking(text), CELL) for text in (difference.old, difference.new)
        )
    old, new = (side if side.text else line(NOTHING, CELL) for side in (old, new))
    return [old], [new]


def marked(segments: Iterable[Segment]) -> Iterator[Run]:
    """Yield the runs of a text: removed words struck through, added ones bold and underlined."""
    for change, text in with_spaces_between(segments):
        added, removed = change is Change.ADDED, change is Change.REMOVED
        before, stripped, after = split_spaces(text)
        run = Run(with_non_breaking(stripped), bold=added, underlined=added, struck=removed)
        yield from (part for part in (Run(before), run, Run(after)) if part.text)


def listed(items: Iterable[Segment]) -> list[Run]:
    """Return the runs of items, marked likewise and separated by commas."""
    runs: list[Run] = []
    for item in items:
        runs += [*([Run(", ")] if runs else []), *marked([item])]
    return runs
