"""Writing plain data as YAML that every YAML tool reads as the same data."""

import json
import re
from typing import Any

from plandoc.schema.names import as_written

STEP = 2
_LONGEST_KEY = 500

_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_SPECIAL_START = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=<~]|\.\.\.")
_SPECIAL_INSIDE = re.compile(r":(?=\s|$)|\s#")
_TYPED = re.compile(
    r"""null|true|false|yes|no|on|off|y|n
    | [-+]?[0-9][0-9_,]* | [-+]?0(?:x[0-9a-f_]+|o[0-7_]+|b[01_]+)
    | [-+]?(?:\.[0-9][0-9_]*|[0-9][0-9_]*\.?[0-9_]*)(?:e[-+]?[0-9]+)?
    | [-+]?\.(?:inf|nan)
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?""",
    re.IGNORECASE | re.VERBOSE,
)


def scalar(value: Any, indent: int) -> str:
    """Return a scalar; several lines become a block below a key or dash at `indent`."""
    if not isinstance(value, str):
        return _number(value)
    value = as_written(value)
    if "\n" in value and not _HIDDEN.search(value) and not value[0].isspace() and value.strip():
        kept = len(value) - len(value.rstrip("\n"))
        lines = value.removesuffix("\n").split("\n")
        margin = " " * (indent + STEP)
        return "\n".join(
            ["|+" if kept else "|-", *(margin + line if line else "" for line in lines)]
        )
    return value if _is_plain(value) else quoted(value)


def quoted(value: str) -> str:
    """Return a text in double quotes, with invisible characters escaped."""
    return _HIDDEN.sub(_escape, json.dumps(as_written(value), ensure_ascii=False))


def flow(value: Any) -> str:
    """Return a value on one line in flow style."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return quoted(value) if isinstance(value, str) else _number(value)


def entries(mapping: dict[str, Any], indent: int) -> str:
    """Return the lines of a mapping with its keys at `indent`."""
    return "\n".join(" " * indent + entry(k, v, indent) for k, v in mapping.items())


def entry(key: str, value: Any, indent: int) -> str:
    """Return a key at `indent`, and its value."""
    key = as_written(key)
    name = key if _is_plain(key) and "\n" not in key else quoted(key)
    if len(name) > _LONGEST_KEY:
        return f"? {name}\n{' ' * indent}:{after_key(value, indent)}"
    return f"{name}:{after_key(value, indent)}"


def after_key(value: Any, indent: int) -> str:
    """Return the text after the colon of a key at `indent`."""
    if isinstance(value, dict) and value:
        return "\n" + entries(value, indent + STEP)
    if isinstance(value, list) and value:
        margin = " " * (indent + STEP)
        return "".join(f"\n{margin}-{after_dash(item, indent + STEP)}" for item in value)
    return " " + (flow(value) if isinstance(value, dict | list) else scalar(value, indent))


def after_dash(value: Any, indent: int) -> str:
    """Return the text after a dash at `indent`."""
    if isinstance(value, dict) and value:
        return " " + entries(value, indent + STEP).lstrip(" ")
    return after_key(value, indent)


def _is_plain(text: str) -> bool:
    return not (
        text != text.strip()
        or not text
        or _HIDDEN.search(text)
        or _SPECIAL_START.match(text)
        or _SPECIAL_INSIDE.search(text)
        or _TYPED.fullmatch(text)
    )


def _number(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return json.dumps(int(value) if whole else value)


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"
