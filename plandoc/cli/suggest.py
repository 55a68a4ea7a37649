"""What a mistyped word most likely meant."""

from collections.abc import Iterable, Mapping, Sequence

_RUSSIAN = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_BY_KEY = str.maketrans(_RUSSIAN + _RUSSIAN.upper(), _LATIN + _LATIN)
"""The Latin letter on the key of each Russian one: «игшдв» is `build` on the wrong layout."""


def probable(
    written: str, known: Sequence[str], names: Mapping[str, Iterable[str]] | None = None
) -> str:
    """Return the known word that was most likely meant, `""` if none is near.

    A word may be misspelt, typed on the Russian layout of a keyboard, or one of its `names`.
    """
    from difflib import get_close_matches

    lowered = written.casefold()
    by_name = {name.casefold(): word for word, own in (names or {}).items() for name in own}
    if lowered in by_name:
        return by_name[lowered]
    for text in (lowered, written.translate(_BY_KEY)):
        if near := get_close_matches(text, known, n=1):
            return near[0]
    near = get_close_matches(lowered, by_name, n=1, cutoff=0.75)
    return by_name[near[0]] if near else ""
