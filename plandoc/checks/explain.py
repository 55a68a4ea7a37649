"""The page of a code: what it means, why it matters, what to do.

It is composed of the texts that stand elsewhere: the message of the code (`problems.toml`), the
meaning of its severity in its room (`explain.toml`) and, for a rule, the reason and the examples on
its own page (`checks/*.md`).
"""

from collections import defaultdict
from functools import cache
from pathlib import Path

from plandoc.codes import Code
from plandoc.words.keys import CANONICAL, in_names
from plandoc.words.language import FOLDER, root_of, told_in, words_in
from plandoc.words.tables.explain import ExplainWords
from plandoc.words.texts import capitalised

_BLANK = "…"
_OF_SCRIPTS = "formats.records"
"""The room whose messages name the parameters of a function."""


@cache
def explanation(code: Code, language: str) -> str:
    """Return the page of a code in Markdown. Values of the message are shown as `…`."""
    words = words_in(language).explain
    reason, examples = _page(code, language)
    paragraphs = [f"# {code}. {heading(code, language)}", reason, _message(code, words, language)]
    if code.page and words.source not in reason:
        paragraphs.append(f"{words.source}: {words.practice}.")
    return "\n\n".join(part for part in (*paragraphs, examples) if part) + "\n"


@cache
def heading(code: Code, language: str) -> str:
    """Return a short description of a code: the heading of its page, or what was found."""
    own = _own_page(code, language)
    if own.is_file():
        first = own.read_text(encoding="utf-8").split("\n", 1)[0]
        return first.removeprefix(f"# {code}. ")
    words = words_in(language).problems[code]
    text = words.heading or _shown(words.found, code, language)
    return capitalised(text)


def _message(code: Code, words: ExplainWords, language: str) -> str:
    said = words_in(language).problems[code]
    found, expected, remedy = (
        _shown(part, code, language) for part in (said.found, said.expected, said.remedy)
    )
    told = {
        words.message: found if code.page or said.heading else "",
        words.expected: expected,
        words.remedy: remedy or words.nothing,
        words.severity: words_in(language).cli.severity[code.severity],
    }
    lines = [f"- {label}: {_sentence(text)}" for label, text in told.items() if _says(text)]
    return "\n".join(lines) + f" {words.meanings[code.room][code.severity]}"


def _says(text: str) -> bool:
    """Whether a text has words beside its blanks."""
    return any(letter.isalnum() for letter in text)


def _sentence(text: str) -> str:
    return text if text.endswith((_BLANK, "?")) else f"{text}."


def _shown(template: str, code: Code, language: str) -> str:
    """Return a text with blanks for values; keys of plan files have the names of the language."""
    language = told_in(language)
    if language != CANONICAL and code.room != _OF_SCRIPTS:  # there a word may be a key and a word
        template = in_names(template, language)
    return template.format_map(defaultdict(lambda: _BLANK))


def _page(code: Code, language: str) -> tuple[str, str]:
    """Return the reason and the examples of a rule, without the heading; empty for other codes."""
    own = _own_page(code, language)
    if not own.is_file():
        return "", ""
    _, _, text = own.read_text(encoding="utf-8").partition("\n")
    reason, mark, examples = text.partition("\n## ")
    return reason.strip(), (mark + examples).strip()


def _own_page(code: Code, language: str) -> Path:
    return FOLDER / root_of(told_in(language)) / (code.page or _BLANK)
