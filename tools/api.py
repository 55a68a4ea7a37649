"""Write docs/api.md and docs/api.ru.md: the public names by groups.

English lines are those of the docstrings; groups and Russian lines stand in `api.toml`.
"""

import inspect
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import plandoc

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "new": ("new_file", "Plan"),
    "check": ("check_file", "check"),
    "build": ("build_file build_files", "render_document render_tracking"),
    "import": ("import_files", "import_document"),
    "track": ("track_file", "render_tracking"),
    "collect": ("collect_file", "read_tracking read_document take_in"),
    "status": ("status_file", "report"),
    "report": ("report_file", "report render_report_document render_report_workbook"),
    "seal": ("seal_file", "seal"),
    "verify": ("verify_file", "verify"),
    "amend": ("amend_file", "amend render_amendment"),
    "diff": ("compare_files", "compare render_comparison"),
    "rollover": ("roll_over_file", "roll_over apply_review"),
    "template": ("save_template", "read_template"),
    "web": ("", "render_page"),
    "calendar": ("", "render_calendar"),
    "wall": ("", "render_wall"),
    "cards": ("", "render_cards"),
    "years": ("", "render_years"),
    "schema": ("", "json_schema"),
}
"""The commands that work on plans, with their functions on files and on values."""
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
    told = tomllib.loads((ROOT / "tools" / "api.toml").read_text(encoding="utf-8"))
    return "\n".join([told["head"][language], *_commands(), "", *_groups(told, language)])


def _commands() -> Iterator[str]:
    for command, functions in COMMANDS.items():
        on_files, on_values = (
            ", ".join(f"`{name}`" for name in names.split()) or "—" for names in functions
        )
        yield f"| `{command}` | {on_files} | {on_values} |"


def _groups(told: Mapping[str, Any], language: str) -> Iterator[str]:
    for group in told["groups"]:
        space = group.get("space", "")
        title = f"{group[language]}: `plandoc.{space}`" if space else group[language]
        yield f"## {title}\n\n| | |\n|---|---|"
        owner = getattr(plandoc, space) if space else plandoc
        for name, own in group["names"].items():
            said = own if language == "ru" else first_sentence(name, owner)
            yield f"| `{f'{space}.' * bool(space)}{name}` | {said} |"
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
