"""Items of two lists that are the same thing: by their ids, or by being equal."""

import json
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence


def aligned(want: Sequence[object], have: Sequence[object]) -> list[tuple[int, int]]:
    """Return the pairs of indices of items that stay, in order: as many as keep their order."""
    places: dict[str, deque[int]] = {}
    for index, item in enumerate(have):
        places.setdefault(key_of(item), deque()).append(index)
    pairs = [
        (index, places[key].popleft())
        for index, key in enumerate(map(key_of, want))
        if places.get(key)
    ]
    return _rising(pairs)


def key_of(item: object) -> str:
    """Return what tells an item of a list from the others."""
    if isinstance(item, dict) and (ident := item.get("id") or item.get("key")):
        return f"id {ident}"
    return json.dumps(item, ensure_ascii=False, sort_keys=True, default=str)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs whose second indices rise."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        size = bisect_left(ends, place)
        before.append(at[size - 1] if size else -1)
        ends[size : size + 1] = [place]
        at[size : size + 1] = [index]
    run, index = [], at[-1] if at else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]
