"""Layout of the approvals above the title: line breaks and positions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import ceil

from plandoc.page.hyphens import fitted
from plandoc.page.measure import text_width, widest_piece, wrap
from plandoc.page.sheet import Page, twips
from plandoc.schema.approval import Approval, ApprovalKind
from plandoc.schema.plan import Gender, Plan
from plandoc.wording.phrases import NBSP, Wording, person_name, with_non_breaking
from plandoc.words.written import any_of

_MOST_ABREAST = 3
_GAP = 8.0
_SHORTEST_SLOT = 8
_SLACK = 0.3
_LONGEST_LINE = 95.0
"""The longest line in millimetres that an author may give an approval by breaking its lines."""

_MONTH = 20.0
"""The least length in millimetres of the blank for a month, if its author typed none."""

_BLANK = re.compile(r"_{6,}")
_SHORTEST_BLANK = 5


@cache
def _reference() -> re.Pattern[str]:
    """Return the pattern of the space before the date and number of an act."""
    return re.compile(rf" (?=(?:{any_of(lambda written: written.date_lead)}) .*№)")


@dataclass(frozen=True, slots=True)
class ApprovalBlock:
    """An approval, or the space between two (with empty texts). The width is in twips."""

    width: int
    word: str = ""
    basis: str = ""
    name: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class ApprovalLevel:
    """Approvals side by side; whether any of them has a signature or date lines."""

    blocks: tuple[ApprovalBlock, ...]
    signed: bool
    dated: bool


@dataclass(frozen=True, slots=True)
class ApprovalTexts:
    """The texts of an approval before line breaking."""

    approves: bool
    word: str
    basis: tuple[str, ...]
    name: str | None
    dates: tuple[str, ...]


def approval_texts(approval: Approval, gender: Gender | None, wording: Wording) -> ApprovalTexts:
    """Return the texts of an approval; below everything the place of a seal, if it has one."""
    wording = wording.of(approval)
    texts = _texts(approval, gender, wording)
    return replace(texts, dates=(*texts.dates, wording.words.seal)) if approval.seal else texts


def _texts(approval: Approval, gender: Gender | None, wording: Wording) -> ApprovalTexts:
    """Return the texts of an approval; `name` is `None` if there is no signature.

    Raises `PlandocError` if the gender of УТВЕРЖДЕН- is unknown.
    """
    word, approves = wording.approval_word(approval, gender), wording.approves(approval)
    officer, act, minutes = approval.officer, approval.act, approval.minutes
    bracketed = approval.kind is ApprovalKind.APPROVE and officer is None
    basis = wording.act(act) if act else ()
    basis = wording.minutes(minutes, bracketed=bracketed) if minutes else basis
    if officer is None:
        return ApprovalTexts(approves, word, basis, None, ())
    dated = officer.date and not ((act or minutes) and officer.date.blank)
    dates = (wording.blank_date(officer.date),) if dated and officer.date else ()
    post = tuple(filter(None, (officer.post, officer.rank)))
    name = person_name(officer.name)
    if wording.passive(approval):
        return ApprovalTexts(approves, word, (*basis, *post), name, dates)
    basis = (wording.act_beside_officer(act),) if act else basis
    return ApprovalTexts(approves, word, post, name, (*dates, *basis))


def approval_levels(plan: Plan, wording: Wording, page: Page) -> tuple[ApprovalLevel, ...]:
    """Return the approvals level by level, with lines broken to the width of each block.

    At most three are placed side by side, fewer if a word would not fit. An approving block is
    placed in the upper right corner, a single agreeing one at the left.
    """
    gender, wording = wording.gender(plan), to_fill_in(wording, page)
    texts = [approval_texts(approval, gender, wording) for approval in plan.approvals]
    if not texts:
        return ()
    abreast, width = _fitting(texts, _limit(texts, plan.layout.requisite_width, page), page)
    usual = min(width, plan.layout.requisite_width)
    return tuple(_level(level, usual, width, page) for level in _into_levels(texts, abreast))


def to_fill_in(wording: Wording, page: Page) -> Wording:
    """Return a wording whose dates have room to write a month by hand on a page."""
    return replace(wording, month_blank=ceil(_MONTH / text_width("_", page.requisite_measure)))


def _limit(texts: Sequence[ApprovalTexts], limit: float, page: Page) -> float:
    """Return the longest line: the author's own ones are kept while they fit `_LONGEST_LINE`."""
    own = (_own_width(text, page.requisite_measure) for text in texts)
    return max(limit, *(width for width in own if width <= _LONGEST_LINE), 0.0)


def _own_width(text: ApprovalTexts, size: float) -> float:
    """Return the length of the longest line that the author broke, 0 for none."""
    parts = [part for part in text.basis if "\n" in part]
    lines = [with_non_breaking(line) for part in parts for line in part.split("\n")]
    return max((text_width(line, size) + _SLACK for line in lines), default=0.0)


def _widest(texts: Sequence[ApprovalTexts], size: float) -> tuple[str, float]:
    parts = [part for t in texts for part in (t.word, *t.basis, t.name or "", *t.dates)]
    shortest = _BLANK.sub("_" * _SHORTEST_BLANK, "\n".join(parts))
    return widest_piece(with_non_breaking(shortest), size)


def _fitting(texts: Sequence[ApprovalTexts], limit: float, page: Page) -> tuple[int, float]:
    # A word wider than the limit never fits, so it does not affect the number of columns.
    widths = (_widest([text], page.requisite_measure)[1] for text in texts)
    widest = max((width for width in widths if width <= limit), default=0.0)
    for levels in range(ceil(len(texts) / _MOST_ABREAST), len(texts) + 1):
        abreast = ceil(len(texts) / levels)
        width = min(limit, (page.body - _GAP * (abreast - 1)) / abreast)
        if widest <= width:
            break
    return abreast, width


def _into_levels(texts: Sequence[ApprovalTexts], abreast: int) -> list[list[ApprovalTexts]]:
    rest = list(texts)
    approving = [text for text in rest if text.approves]
    first: list[ApprovalTexts] = []
    if approving:
        corner = approving[-1]
        rest.remove(corner)
        first, rest = [*rest[: abreast - 1], corner], rest[abreast - 1 :]
    levels = [rest[start : start + abreast] for start in range(0, len(rest), abreast)]
    return [first, *levels] if first else levels


def _level(texts: Sequence[ApprovalTexts], usual: float, most: float, page: Page) -> ApprovalLevel:
    """Return approvals side by side, each `usual` wide, or as wide as its author's lines."""
    size = page.requisite_measure
    blocks = [
        _block(text, own if usual < (own := _own_width(text, size)) <= most else usual, size)
        for text in texts
    ]
    free = twips(page.body) - sum(block.width for block in blocks)
    gap = ApprovalBlock(free // max(1, len(blocks) - 1))
    if len(blocks) == 1:
        spaced = [gap, *blocks] if texts[0].approves else [*blocks, gap]
    else:
        spaced = [part for block in blocks for part in (block, gap)][:-1]
    signed, dated = any(block.name for block in blocks), any(block.date for block in blocks)
    return ApprovalLevel(tuple(spaced), signed, dated)


def _block(texts: ApprovalTexts, width: float, size: float) -> ApprovalBlock:
    return ApprovalBlock(
        width=twips(width),
        word=broken([texts.word], width, size),
        basis=broken(texts.basis, width, size),
        name="" if texts.name is None else _signature(texts.name, width, size),
        date=broken(texts.dates, width, size),
    )


def broken(parts: Sequence[str], width: float, size: float) -> str:
    """Return texts broken to the width; the author's line breaks are kept if all lines fit."""
    width -= _SLACK
    lines: list[str] = []
    for part in (_shortened(with_non_breaking(part), width, size) for part in parts):
        if any(text_width(line, size) > width for line in part.split("\n")):
            whole = _reference().sub("\n", " ".join(part.split("\n")))
            lines += wrap(fitted(whole, width, size), width, size)
        else:
            lines += part.split("\n")
    return "\n".join(lines)


def _shortened(text: str, width: float, size: float) -> str:
    """Return a text whose blanks are as long as the piece in which they stand leaves them room."""
    while (found := _BLANK.search(text)) and widest_piece(text, size)[1] > width:
        text = f"{text[: found.end() - 1]}{text[found.end() :]}"
    return text


def _signature(name: str, width: float, size: float) -> str:
    """Return a signature line followed by the name, or with the name below if both do not fit."""
    stroke = text_width("_", size)
    room = width - _SLACK - (text_width(NBSP + name, size) if name else 0)
    strokes = int(room / stroke)
    if strokes >= _SHORTEST_SLOT:
        return "_" * strokes + (NBSP + name if name else "")
    room = width - _SLACK
    lines = wrap(fitted(name, room, size), room, size)
    return "\n".join(("_" * int(room / stroke), *lines))
