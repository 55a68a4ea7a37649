"""The review of next year's draft as YAML: questions as comments, keys for the answers."""

from collections.abc import Iterator, Sequence
from io import BytesIO

from plandoc.formats.yaml.text import entry, quoted
from plandoc.review import Choice, NoteKind, ReviewRow, choice_name
from plandoc.words.language import words_in
from plandoc.words.tables.rollover import RolloverWords
from plandoc.words.texts import one_line

_INDENT = 2


def dump_review(rows: Sequence[ReviewRow], into: str, language: str) -> bytes:
    """Return rows of a review as the bytes of a YAML file.

    `into` names the new period («на 2019-2020 учебный год»). Questions come first,
    then automatic changes. Each row is a key with «решение» and «текст» of the language, empty or
    with the answer so far.
    """
    words = words_in(language).rollover
    asked = [row for row in rows if row.kind not in (NoteKind.CHANGE, NoteKind.INFO)]
    made = [row for row in rows if row.kind in (NoteKind.CHANGE, NoteKind.INFO)]
    blocks: list[str | ReviewRow] = [_head(words, into), *asked]
    blocks += [words.review.made, *made] if made else []
    lines = (
        _comment(block) if isinstance(block, str) else _lines(block, words, language)
        for block in blocks
    )
    text = BytesIO()  # a large review is not held as pieces, as text and as bytes at once
    for number, block in enumerate(lines):
        text.write("\n".join(["", *block, ""] if number else [*block, ""]).encode())
    return text.getvalue()


def _lines(row: ReviewRow, words: RolloverWords, language: str) -> Iterator[str]:
    labels = words.review
    about = " ".join(filter(None, (row.number, one_line(row.activity))))
    yield from _comment(" — ".join(filter(None, (about, row.field))))
    yield from _comment(f"{words.kinds[row.kind]}: {row.question}")
    shifted = row.default is Choice.SHIFT
    before, after = (labels.was, labels.became) if shifted else (labels.now, labels.proposed)
    yield from _comment(f"{before}: {row.before}")
    if row.after:
        yield from _comment(f"{after}: {row.after}")
    choices = ", ".join(choice_name(choice, language) for choice in row.choices)
    default = choice_name(row.default, language)
    yield from _comment(f"{labels.choices}: {choices}; {labels.answered}: {default}")
    yield f"{row.key}:"
    margin = " " * _INDENT
    answer = choice_name(row.choice, language) if row.choice else ""
    for key, told in ((labels.choice, answer), (labels.text, row.text)):
        yield margin + (entry(key, told, _INDENT) if told else f"{key}:")


def _head(words: RolloverWords, into: str) -> str:
    labels = words.review
    return labels.head.strip("\n").format(into=into, choice=labels.choice, text=labels.text)


def _comment(text: str) -> Iterator[str]:
    """Yield lines of a comment; characters that YAML does not allow are escaped."""
    for number, line in enumerate(text.split("\n")):
        shown = quoted(line)[1:-1].replace('\\"', '"').replace("\\\\", "\\")
        yield f"# {'  ' * (number > 0)}{shown}".rstrip()
