"""What of the old plan is what in the new one: activities by id and text, sections by heading."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from plandoc.revisions.compare.difference import MatchedBy, Pair
from plandoc.schema.rows import ActivityRow, SectionRow
from plandoc.words.texts import Nearest, likeness, plain, squeezed

_SAME_THING = 0.5
"""How alike two texts of one id must be, where one of them stands elsewhere word for word."""

_REWORDED = 0.6
"""How alike the texts of one activity are at least, where no id says that it is one."""

_MOSTLY = 0.5

Sections = Mapping[str, SectionRow]
"""Sections of the new plan by the paths of the old ones."""


def pair_activities(old: Sequence[ActivityRow], new: Sequence[ActivityRow]) -> tuple[Pair, ...]:
    """Return what is known again, in the new order: by id, by equal texts, by likeness."""
    by_id = list(_by_id(old, new))
    by_text = list(_by_text(*_left(old, new, by_id)))
    by_likeness = list(_by_likeness(*_left(old, new, [*by_id, *by_text])))
    found = {pair.new.path: pair for pair in (*by_id, *by_text, *by_likeness)}
    return tuple(found[row.path] for row in new if row.path in found)


def _left(
    old: Iterable[ActivityRow], new: Iterable[ActivityRow], pairs: Iterable[Pair]
) -> tuple[list[ActivityRow], list[ActivityRow]]:
    taken = [(pair.old.path, pair.new.path) for pair in pairs]
    was, now = {path for path, _ in taken}, {path for _, path in taken}
    return [r for r in old if r.path not in was], [r for r in new if r.path not in now]


def _by_id(old: Iterable[ActivityRow], new: Sequence[ActivityRow]) -> Iterator[Pair]:
    """Yield activities of one id, unless their texts are those of other activities."""
    known = {row.activity.id: row for row in old}
    was = {plain(row.activity.title) for row in known.values()}
    now = {plain(row.activity.title) for row in new}
    for row in new:
        before = known.get(row.activity.id)
        if before is None:
            continue
        titles = before.activity.title, row.activity.title
        strangers = plain(titles[0]) in now or plain(titles[1]) in was
        if not strangers or likeness(*titles) >= _SAME_THING:
            yield Pair(before, row, MatchedBy.ID)


def _by_text(old: Iterable[ActivityRow], new: Iterable[ActivityRow]) -> Iterator[Pair]:
    """Yield activities of one text; where several have it, in their order."""
    titled: dict[str, list[ActivityRow]] = defaultdict(list)
    for row in old:
        titled[plain(row.activity.title)].append(row)
    for row in new:
        if same := titled.get(plain(row.activity.title)):
            yield Pair(same.pop(0), row, MatchedBy.TEXT)


def _by_likeness(old: Iterable[ActivityRow], new: Sequence[ActivityRow]) -> Iterator[Pair]:
    before = {row.path: row for row in old}
    nearest = Nearest((path, row.activity.title) for path, row in before.items())
    found = [
        (-like, number, path)
        for number, row in enumerate(new)
        for like, path in nearest.to(row.activity.title)
        if like >= _REWORDED
    ]
    taken: set[int] = set()
    for _, number, path in sorted(found):
        if number not in taken and path in before:
            taken.add(number)
            yield Pair(before.pop(path), new[number], MatchedBy.LIKENESS)


def match_sections(
    old: Sequence[SectionRow], new: Sequence[SectionRow], pairs: Iterable[Pair]
) -> Sections:
    """Return sections known again: by their headings, by most of their activities, by likeness."""
    before, after = [*map(_heading, old)], [*map(_heading, new)]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    found = {old[a + n].path: new[b + n] for a, b, size in blocks for n in range(size)}
    taken = {row.path for row in found.values()}
    lost = {row.path: row for row in old if row.path not in found}
    free = {row.path: row for row in new if row.path not in taken}
    for was, now in _likely_sections(lost, free, pairs):
        if was in lost and now in free:
            found[was] = free.pop(now)
            del lost[was]
    return found


def _likely_sections(
    old: Mapping[str, SectionRow], new: Mapping[str, SectionRow], pairs: Iterable[Pair]
) -> Iterator[tuple[str, str]]:
    """Yield what may be one section, by their paths, the likeliest first."""
    old, new = dict(old), dict(new)
    headed: dict[tuple[int, str], list[str]] = defaultdict(list)
    for path, row in old.items():
        headed[_heading(row)].append(path)
    yield from ((was, now) for now, row in new.items() for was in headed[_heading(row)])
    votes = Counter(
        (pair.old.sections[-1].path, pair.new.sections[-1].path)
        for pair in pairs
        if pair.old.sections and pair.new.sections
    )
    for (was, now), common in votes.most_common():
        if was in old and now in new:
            sizes = len(old[was].section.activities), len(new[now].section.activities)
            if common > min(sizes) * _MOSTLY:
                yield was, now
    nearest = Nearest((path, _heading(row)[1]) for path, row in old.items())
    found = [
        (-like, was, now)
        for now, row in new.items()
        for like, was in nearest.to(_heading(row)[1])
        if like >= _REWORDED and old[was].level == row.level
    ]
    yield from ((was, now) for _, was, now in sorted(found))


def _heading(row: SectionRow) -> tuple[int, str]:
    section = row.section
    title = plain(section.title) or squeezed(section.title)
    return row.level, title or (f"{section.month}" if section.month else row.label)


def out_of_order(positions: Mapping[str, int]) -> set[str]:
    """Return the fewest keys without which the positions of the others rise."""
    keys = list(positions)
    ends: list[int] = []
    tails: list[int] = []
    previous: dict[int, int | None] = {}
    for index, key in enumerate(keys):
        length = bisect_left(ends, positions[key])
        ends[length : length + 1] = [positions[key]]
        tails[length : length + 1] = [index]
        previous[index] = tails[length - 1] if length else None
    kept: set[str] = set()
    at = tails[-1] if tails else None
    while at is not None:
        kept.add(keys[at])
        at = previous[at]
    return set(keys) - kept
