"""Write docs/api.md and docs/api.ru.md: the public names by groups.

English lines are those of the docstrings; groups and Russian lines stand in `api.toml`.
"""

import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import plandoc

ROOT = Path(__file__).parents[1]
_HEADS = {
    "en": (
        "# Public names\n\n`help(plandoc.Plan)` tells more of each, and so does the reference "
        "of the site (`mkdocs build`). Written by `tools/api.py`. "
        "По-русски: [api.ru.md](api.ru.md).\n"
    ),
    "ru": (
        "# Публичные имена\n\nПодробнее — `help(plandoc.Plan)` и справочник на сайте, "
        "на английском (`mkdocs build`). Страницу пишет `tools/api.py`. "
        "In English: [api.md](api.md).\n"
    ),
}
_EDITS = {
    "en": "A plan is a value: edits return a new one.",
    "ru": "План не меняется: правки возвращают новый.",
}
_METHODS = {
    "find": "строка мероприятия по номеру или id",
    "find_section": "строка раздела по номеру, обозначению или заголовку",
    "rows": "разделы, мероприятия и части по порядку",
    "activity_rows": "мероприятия и части по порядку",
    "edit": "план с другими полями мероприятия",
    "edit_many": "план с правками многих мероприятий сразу",
    "mark": "план с отметкой",
    "mark_many": "план со многими отметками сразу",
    "add": "план с ещё одним мероприятием или разделом",
    "move": "план со строкой в другом месте",
    "remove": "план без некоторых строк",
    "keeping": "план с тем, что знало его прежнее состояние",
}
"""The methods of `Plan` that find rows and edit them."""

PAGES = {"en": ROOT / "docs" / "api.md", "ru": ROOT / "docs" / "api.ru.md"}


def first_sentence(name: str, owner: object = plandoc) -> str:
    """Return what the docstring of a name says first, in one line."""
    paragraph = (inspect.getdoc(getattr(owner, name)) or "").partition("\n\n")[0]
    return re.split(r"(?<=[.`]) (?=[A-Z])", " ".join(paragraph.split()))[0].replace("|", r"\|")


def page(language: str) -> str:
    """Return the page in a language."""
    return "\n".join([_HEADS[language], *_groups(language)])


def _groups(language: str) -> Iterator[str]:
    told = tomllib.loads((ROOT / "tools" / "api.toml").read_text(encoding="utf-8"))
    for group in told["groups"]:
        yield f"## {group[language]}\n\n| | |\n|---|---|"
        for name, own in group["names"].items():
            yield f"| `{name}` | {own if language == 'ru' else first_sentence(name)} |"
        yield ""
    title = {"en": "Rows and edits of a plan", "ru": "Строки и правки плана"}[language]
    yield f"## {title}\n\n{_EDITS[language]}\n\n| | |\n|---|---|"
    for name, own in _METHODS.items():
        line = own if language == "ru" else first_sentence(name, plandoc.Plan)
        yield f"| `plan.{name}` | {line} |"
    yield ""


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), encoding="utf-8")
