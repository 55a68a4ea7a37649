"""The documentation page of a rule: why, a bad example, a good example."""

from functools import cache

from plandoc.codes import Code
from plandoc.words.language import DEFAULT_LANGUAGE, FOLDER


@cache
def explanation(code: str, language: str) -> str:
    """Return the page of a rule in Markdown, falling back to that of `DEFAULT_LANGUAGE`.

    Raises `FileNotFoundError` for an unknown rule.
    """
    page = next((known.page for known in Code if known == code), "")
    for known in (language, DEFAULT_LANGUAGE) if page else ():
        found = FOLDER / known / page
        if found.is_file():
            return found.read_text(encoding="utf-8")
    raise FileNotFoundError(code)


def heading(code: str, language: str) -> str:
    """Return a short description of a rule: the heading of its page without the code."""
    return explanation(code, language).split("\n", 1)[0].removeprefix(f"# {code}. ")
