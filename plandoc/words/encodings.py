"""Encodings in which Russian texts were written before UTF-8."""

import re

CYRILLIC = {"Windows-1251": "cp1251", "KOI8-R": "koi8-r", "CP866 (DOS)": "cp866"}
"""The names of codecs by the names that people know."""

_FREQUENT = re.compile("[оеаинтсрвл]")
_WORD = re.compile("[А-Яа-яЁё]{3,}")


def likely_encoding(source: bytes) -> str:
    """Return the Cyrillic encoding in which the bytes look like Russian, or `""`."""
    if _WORD.search(source.decode(errors="ignore")):
        return ""
    scores = {}
    for name, codec in CYRILLIC.items():
        text = source.decode(codec, errors="replace")
        scores[name] = sum(len(_FREQUENT.findall(word)) for word in _WORD.findall(text))
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] else ""
