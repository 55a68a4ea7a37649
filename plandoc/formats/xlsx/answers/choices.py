"""Sheets on which a person chooses, as writers and readers know them: columns, letters, a seal."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from plandoc.words.texts import one_line

NAME = "plandoc_conflicts"
"""The defined name that a sheet of conflicts bears."""

REVIEW = "plandoc_review"
"""The defined name that the review of a draft bears."""

PREFIX = "plandoc."
KEY = f"{PREFIX}key"
"""Heading of the hidden column that holds the key of a question."""

ID, FIELD, SEAL = f"{PREFIX}id", f"{PREFIX}field", f"{PREFIX}seal"
OPTION = f"{PREFIX}option."
"""Headings of the hidden columns; after `OPTION` comes the key of a variant."""

PLAN = "plan"
"""The key of the variant that stands in the plan; the others are letters."""

_ALIKE = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
"""Russian letters that look like Latin ones: on the sheet nobody can tell them apart."""


def letters(number: int) -> str:
    """Return what a variant is called, counted from 1, as columns are: A, B, …, Z, AA, AB."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def chosen(written: str, plan_words: Iterable[str], keys: Iterable[str]) -> str | None:
    """Return the key that a person wrote, `None` where it is not one of `keys`.

    Case does not matter, nor does the alphabet of letters that look alike; the plan is called
    by any of `plan_words`.
    """
    word = written.strip()
    if word.casefold() in {known.casefold() for known in plan_words}:
        key = PLAN
    else:
        key = word.upper().translate(_ALIKE)
    return key if key in set(keys) else None


def seal(hidden: Mapping[str, str], shown: Iterable[str]) -> str:
    """Return a mark of what belongs together in a row: the hidden texts and the shown ones.

    It tells whether only some of the columns were sorted, or a hidden text was changed. Blanks
    do not matter in what is shown.
    """
    kept = {key: text for key, text in hidden.items() if text}
    row = [sorted(kept.items()), [one_line(text) for text in shown]]
    return sha256(json.dumps(row, ensure_ascii=True).encode()).hexdigest()[:16]
