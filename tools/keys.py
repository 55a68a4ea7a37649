"""Write docs/keys.md and docs/keys.ru.md: every key of a plan file, with an example of each.

The keys and their descriptions are those of the JSON Schema, the examples stand in `keys.toml`.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from plandoc.formats.yaml.keys import Shape, fields_of, model_classes, named
from plandoc.formats.yaml.text import quoted, scalar
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.columns import STANDARD_COLUMNS
from plandoc.schema.names import as_written, names_in, spelled
from plandoc.words.language import words_in

ROOT = Path(__file__).parent.parent
PAGES = {"en": "keys.md", "ru": "keys.ru.md"}
NAMES = "ru"
"""The language whose names the English page shows."""

_WORDS = {
    "en": {
        "title": "Keys of a plan file",
        "about": """\
По-русски: [keys.ru.md](keys.ru.md). Written by `tools/keys.py`.

A key is written in English or by its Russian name, in any mix but not twice; so are the values of
lists, `true` (`да`) and `false` (`нет`). plandoc writes in the language of most keys of a file.""",
        "head": ("Key", "Russian", "What it is", "Example"),
        "values": ("Value", "Russian", "What it is"),
    },
    "ru": {
        "title": "Ключи файла плана",
        "about": """\
In English: [keys.md](keys.md). Составлено программой `tools/keys.py`.

Ключ пишут по-русски или по-английски, можно вперемешку, но не дважды; так же пишутся значения из
списков, `да` (`true`) и `нет` (`false`). Заглавные буквы не важны. plandoc дописывает на том языке,
на котором в файле большинство ключей.""",
        "head": ("Ключ", "По-английски", "Что это", "Пример"),
        "values": ("Значение", "По-английски", "Что это"),
    },
}


def examples() -> dict[str, dict[str, str]]:
    """Return the example of each key, by model."""
    return tomllib.loads((ROOT / "tools" / "keys.toml").read_text("utf-8"))


def value_of(source: str) -> Any:
    """Return the value of an example as plain data."""
    if source[:1] not in {"{", "[", "'"}:
        return source
    root, problems = compose_yaml(source)
    assert root is not None, source
    assert not problems, source
    return root.data


def page(language: str) -> str:
    """Return the page in a language."""
    words = _WORDS[language]
    lines = [f"# {words['title']}", "", str(words["about"]), ""]
    told = words_in(language).schema
    classes = model_classes()
    for model, own in examples().items():
        lines += [f"## {_title(model, language)}", "", told[model]["_"], ""]
        lines += _table(words["head"], _rows(classes[model], own, language))
    lists = [name for name in told if name not in classes]
    for name in lists:
        lines += [f"## {name}", "", told[name]["_"], ""]
        lines += _table(words["values"], _values(name, language))
    return "\n".join(lines).rstrip() + "\n"


def _title(model: str, language: str) -> str:
    description = words_in(language).schema[model]["_"]
    return description.split(":")[0].split(".")[0].split(",")[0] if language == NAMES else model


def _table(head: Any, rows: Iterator[tuple[str, ...]]) -> list[str]:
    listed = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(row) + " |" for row in listed] + [""]


def _rows(
    model: type[BaseModel], own: Mapping[str, str], language: str
) -> Iterator[tuple[str, ...]]:
    table, shapes = model.__name__, fields_of(model)
    for key in words_in(language).schema[table]:
        if key == "_":
            continue
        first, second = _both(table, key, language)
        about = words_in(language).schema[table][key].format(columns=", ".join(STANDARD_COLUMNS))
        shown = _example(key, value_of(own[key]), shapes[key].shape, table, language)
        yield first, second, about.replace("|", "\\|"), f"`{shown}`"


def _values(name: str, language: str) -> Iterator[tuple[str, ...]]:
    for value, about in words_in(language).schema[name].items():
        if value != "_":
            yield (*_both(name, value, language), about)


def _both(table: str, key: str, language: str) -> tuple[str, str]:
    names = [f"`{name}`" for name in names_in(NAMES).get(table, {}).get(key, ())]
    english = f"`{key}`"
    return (", ".join(names) or english, english) if language == NAMES else (
        english, ", ".join(names)
    )  # fmt: skip


def _example(key: str, value: Any, shape: Shape | None, table: str, language: str) -> str:
    own = NAMES if language == NAMES else ""
    if table == "Block" and key == "place":
        return f"- {as_written(named(value, own, shape))}"
    return f"{spelled(table, key, own)}: {_flow(named(value, own, shape))}"


def _flow(value: Any, *, inside: bool = False) -> str:
    """Return a value on one line, without the quotes that YAML does not need."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{as_written(k)}: {_flow(v, inside=True)}" for k, v in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, inside=True) for one in value) + "]"
    text = as_written(value)
    if set(text) <= set("0123456789.-"):
        return text  # plandoc reads it as it is typed
    return quoted(text) if inside and set(text) & set(",[]{}") else scalar(text, 0)


if __name__ == "__main__":
    for language, name in PAGES.items():
        (ROOT / "docs" / name).write_text(page(language), encoding="utf-8")
    sys.exit(0)
