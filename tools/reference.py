"""The reference of the public names: pages in Markdown, made of signatures and docstrings."""

import dataclasses
import inspect
import re
import tomllib
from collections.abc import Iterator
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

import plandoc
from plandoc.codes import Code

GROUPS = Path(__file__).with_name("api.toml")
_MODULES = re.compile(r"~|\b(?:plandoc|collections|concurrent|datetime|pathlib|typing)\.(?:\w+\.)*")
_MEMBER = re.compile(r"<(\w+\.\w+): [^>]*>")
_EXAMPLE = re.compile(r"^>>> .*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)
_FIELDS = "\n\nFields:\n"
_WIDTH = 88
_LONG = 40


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(GROUPS.read_text(encoding="utf-8"))


@cache
def groups() -> dict[str, tuple[str, list[str]]]:
    """Return the title and the names of each group, by the name of its page."""
    return {
        one["en"].lower().replace(" ", "-"): (one["en"], [*one["names"]])
        for one in _told()["groups"]
    }


@cache
def public() -> dict[str, object]:
    """Return what the public names stand for, those of the spaces after those of `plandoc`."""
    found = {name: getattr(plandoc, name) for name in plandoc.__all__}
    for space in plandoc._SPACES:
        owner = getattr(plandoc, space)
        found |= {name: getattr(owner, name) for name in owner.__all__ if name not in found}
    return found


def page_of(name: str) -> str:
    """Return where the reference tells of a public name: `plan.md#Plan`."""
    return next(f"{page}.md#{name}" for page, (_, names) in groups().items() if name in names)


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each page; `index` leads to the others."""
    lines = [f"- [{title}]({page}.md): " + ", ".join(f"`{name}`" for name in names)
             for page, (title, names) in groups().items()]  # fmt: skip
    yield "index", _told()["reference"] + "\n".join(lines) + "\n"
    for page, (title, names) in groups().items():
        yield page, "\n".join([f"# {title}", *(part for one in names for part in entry(one))])


def entry(name: str) -> Iterator[str]:
    """Yield the parts of what is told of a public name, with its methods."""
    found = public()[name]
    yield f'\n## {name} {{: #{name} data-toc-label="{name}" }}\n'
    if inspect.isfunction(found) or dataclasses.is_dataclass(found):
        yield signature(name, found)
    yield linked(prose(found), name)
    if not inspect.isclass(found):
        return
    if found is Code:
        yield "\nAll of them are listed with their pages: [Codes](../codes/en/index.md).\n"
    elif issubclass(found, Enum):
        yield "".join(f"- `{name}.{one.name}`: `{one.value}`\n" for one in found)
    elif issubclass(found, BaseModel):
        yield fields(found)
    for method in methods(found):
        own = inspect.getattr_static(found, method)
        yield f"\n### {name}.{method} {{: #{name}.{method} }}\n"
        if inspect.isfunction(getattr(own, "__func__", own)):
            yield signature(f"{name}.{method}", getattr(found, method))
        yield linked(prose(own), name)


def methods(kind: type) -> list[str]:
    """Return the public methods and properties that a class itself defines, in its order."""
    told = (property, classmethod, staticmethod)
    return [
        name
        for name, own in vars(kind).items()
        if not name.startswith("_") and (inspect.isfunction(own) or isinstance(own, told)
                                         or type(own).__name__ == "cached_property")
    ]  # fmt: skip


def signature(name: str, called: Any) -> str:
    """Return how something is called, in a block of code; long ones have a line a parameter."""
    told = inspect.signature(called)
    parts = []
    star = False
    for one in told.parameters.values():
        if one.kind is one.KEYWORD_ONLY and not star:
            parts.append("*")
        star = star or one.kind in (one.KEYWORD_ONLY, one.VAR_POSITIONAL)
        if one.name != "self":
            parts.append(_short(str(one)))
    answer = ""
    if told.return_annotation not in (told.empty, None) and not inspect.isclass(called):
        answer = " -> " + _short(inspect.formatannotation(told.return_annotation))
    line = f"{name}({', '.join(parts)}){answer}"
    if len(line) > _WIDTH:
        line = "\n".join([f"{name}(", *(f"    {part}," for part in parts), f"){answer}"])
    return f"```python\n{line}\n```\n"


def _short(text: str) -> str:
    """Return a parameter or a kind without modules, its default as it is written."""
    text = _MEMBER.sub(r"\1", _MODULES.sub("", text)).replace("<factory>", "…")
    return re.sub(r"(^|: )'([^']+)'", r"\1\2", text)


def prose(found: object) -> str:
    """Return a docstring as Markdown, with its examples in blocks."""
    text = (inspect.getdoc(found) or "").partition(_FIELDS)[0]
    return _EXAMPLE.sub(lambda example: f"```pycon\n{example[0]}\n```", text) + "\n"


def linked(text: str, own: str) -> str:
    """Return a text whose public names in backticks lead to where they are told."""

    def link(found: re.Match[str]) -> str:
        name = found[1]
        return f"[`{name}`]({page_of(name)})" if name in public() and name != own else found[0]

    return re.sub(r"`(\w+)`", link, text)


def fields(model: type[BaseModel]) -> str:
    """Return the table of the fields of a model, which its docstring lists."""
    told = (inspect.getdoc(model) or "").partition(_FIELDS)[2]
    lines = ["| Field | Default | |", "|---|---|---|"]
    for line in told.splitlines():
        name, _, words = line.partition(": ")
        lines.append(f"| `{name}` | {_default(model.model_fields[name])} | {words} |")
    return "\n".join(["", *lines, ""])


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "needed"
    value = field.get_default(call_default_factory=True, validated_data={})
    told = str(value.value if isinstance(value, Enum) else repr(value))
    return f"`{told}`" if len(told) < _LONG else "the usual ones"
