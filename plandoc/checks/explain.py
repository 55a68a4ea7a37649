"""The documentation page of a rule: why, a bad example, a good example."""

from functools import cache
from importlib.resources import files

from plandoc.words.language import LANGUAGES


@cache
def explanation(code: str, language: str = "ru") -> str:
    """Return the page of a rule in Markdown, falling back to Russian.

    Raises `FileNotFoundError` for an unknown rule.
    """
    folder = files("plandoc.words")
    for known in (language, LANGUAGES[0]):
        page = folder.joinpath(known, "checks", f"{code}.md")
        if page.is_file():
            return page.read_text(encoding="utf-8")
    raise FileNotFoundError(code)


def heading(code: str, language: str = "ru") -> str:
    """Return a short description of a rule: the heading of its page without the code."""
    return explanation(code, language).split("\n", 1)[0].removeprefix(f"# {code}. ")
