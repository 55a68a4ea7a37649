"""Matching of activities and sections of two plans."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from plandoc.fieldpath import ROOT, FieldPath
from plandoc.matching import REWORDED, SAME_ID, MatchedBy, Nearest, likeness, match_texts
from plandoc.revisions.compare.difference import Pair
from plandoc.schema.rows import ActivityRow, SectionRow, TableRows
from plandoc.schema.tree import table_of
from plandoc.words.texts import normalised, words_only

_MOSTLY = 0.5

Sections = Mapping[FieldPath, SectionRow]
"""Sections of the new plan by the paths of the matched old ones."""


def pair_activities(old: Sequence[ActivityRow], new: Sequence[ActivityRow]) -> tuple[Pair, ...]:
    """Return matched activities in the new order: by id, then by text, then by likeness."""
    found = {pair.new.path: pair for pair in _by_id(old, new)}
    known = {pair.old.path for pair in found.values()}
    before = {row.path: row for row in old if row.path not in known}
    after = {row.path: row for row in new if row.path not in found}
    titles = ({path: row.activity.title for path, row in side.items()} for side in (before, after))
    for was, now, by in match_texts(*titles):
        found[now] = Pair(before[was], after[now], by)
    return tuple(found[row.path] for row in new if row.path in found)


def _by_id(old: Iterable[ActivityRow], new: Sequence[ActivityRow]) -> Iterator[Pair]:
    """Yield activities of the same id, unless their texts belong to other activities."""
    known = {row.activity.id: row for row in old}
    was = {words_only(row.activity.title) for row in known.values()}
    now = {words_only(row.activity.title) for row in new}
    for row in new:
        before = known.get(row.activity.id)
        if before is None:
            continue
        titles = before.activity.title, row.activity.title
        ambiguous = words_only(titles[0]) in now or words_only(titles[1]) in was
        if not ambiguous or likeness(*titles) >= SAME_ID:
            yield Pair(before, row, MatchedBy.ID)


Tables = Mapping[FieldPath, FieldPath]
"""Paths of tables of the new plan by those of the matched old ones."""


def match_tables(
    old: Iterable[TableRows], new: Iterable[TableRows], pairs: Iterable[Pair]
) -> Tables:
    """Return matched tables: the plans' own, then by common activities, heading, order."""
    before = {table.path: normalised(table.heading) for table in old}
    after = {table.path: normalised(table.heading) for table in new}
    votes = Counter((table_of(pair.old.path), table_of(pair.new.path)) for pair in pairs)
    by_heading: dict[str, list[FieldPath]] = defaultdict(list)
    for path, text in after.items():
        by_heading[text].append(path)
    found: dict[FieldPath, FieldPath] = {}
    free = dict.fromkeys(after)

    def match(candidates: Iterable[tuple[FieldPath, FieldPath]]) -> None:
        for was, now in candidates:
            if was in before and now in free and bool(was) == bool(now) and was not in found:
                found[was] = now
                del free[now]

    match([(ROOT, ROOT)])
    match(pair for pair, _ in votes.most_common())
    for was, text in before.items():
        match((was, now) for now in (by_heading[text] if text else ()))
    left = [was for was in before if was and was not in found]
    match(zip(left, filter(None, [*free]), strict=False))
    return found


def match_sections(
    old: Sequence[SectionRow], new: Sequence[SectionRow], pairs: Iterable[Pair]
) -> Sections:
    """Return matched sections: by heading, by the majority of activities, by likeness."""
    before, after = [*map(_heading, old)], [*map(_heading, new)]
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    found = {old[a + n].path: new[b + n] for a, b, size in blocks for n in range(size)}
    taken = {row.path for row in found.values()}
    lost = {row.path: row for row in old if row.path not in found}
    free = {row.path: row for row in new if row.path not in taken}
    for was, now in _section_candidates(lost, free, pairs):
        if was in lost and now in free:
            found[was] = free.pop(now)
            del lost[was]
    return found


def _section_candidates(
    old: Mapping[FieldPath, SectionRow], new: Mapping[FieldPath, SectionRow], pairs: Iterable[Pair]
) -> Iterator[tuple[FieldPath, FieldPath]]:
    """Yield candidate pairs of sections as paths, most likely first."""
    old, new = dict(old), dict(new)
    by_heading: dict[tuple[int, str], list[FieldPath]] = defaultdict(list)
    for path, row in old.items():
        by_heading[_heading(row)].append(path)
    yield from ((was, now) for now, row in new.items() for was in by_heading[_heading(row)])
    votes = Counter(
        (pair.old.holder, pair.new.holder)
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
        if like >= REWORDED and old[was].level == row.level
    ]
    yield from ((was, now) for _, was, now in sorted(found))


def _heading(row: SectionRow) -> tuple[int, str]:
    section = row.section
    title = words_only(section.title) or normalised(section.title)
    return row.level, title or (f"{section.month}" if section.month else row.label)
