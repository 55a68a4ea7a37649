"""The format of answer sheets, shared by writers and readers: columns, options, row seals."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256

from plandoc.words.texts import one_line

NAME = "plandoc_conflicts"
"""The defined name of a sheet of conflicts."""

REVIEW = "plandoc_review"
"""The defined name of a review sheet."""

PREFIX = "plandoc."
KEY = f"{PREFIX}key"
"""Heading of the hidden column with the key of a question."""

ID, FIELD, SEAL = f"{PREFIX}id", f"{PREFIX}field", f"{PREFIX}seal"
OPTION = f"{PREFIX}option."
"""Headings of the hidden columns; `OPTION` is followed by the key of an option."""

PLAN = "plan"
"""The key of the value in the plan; the other options have numbers, in earlier files letters."""

NOTHING = "plandoc.nothing"
"""What stands in a hidden column for an option that is empty."""

_ALIKE = str.maketrans("АВСЕКМНОРТХ", "ABCEKMHOPTX")
"""Russian letters that look like Latin ones."""


def chosen(written: str, plan_words: Iterable[str], keys: Iterable[str]) -> str | None:
    """Return the key that a person wrote, `None` if it is not one of `keys`.

    Case and look-alike letters of another alphabet do not matter; any of `plan_words` means the
    plan.
    """
    word = written.strip()
    if word.casefold() in {known.casefold() for known in plan_words}:
        key = PLAN
    else:
        key = word.upper().translate(_ALIKE)
    return key if key in set(keys) else None


def seal(hidden: Mapping[str, str], shown: Iterable[str]) -> str:
    """Return a checksum of the hidden and the visible texts of a row.

    It detects sorting of only some columns and changes of hidden texts. White space in visible
    texts does not matter.
    """
    kept = {key: text for key, text in hidden.items() if text}
    row = [sorted(kept.items()), [one_line(text) for text in shown]]
    return sha256(json.dumps(row, ensure_ascii=True).encode()).hexdigest()[:16]
