"""The built-in template compiled beforehand, so that no process begins by compiling it.

`templates/plan.json` stands beside it, and is written by `tools/template.py`. It counts only for
the very template, the names of the context and the version of Jinja of which it was made.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

import jinja2

from plandoc.formats.docx.tag_source import Source
from plandoc.formats.docx.template import ENVIRONMENT, Filled, Template
from plandoc.page.sheet import Page


def dumped(template: Template) -> str:
    """Return a compiled template as text, but for where its tags stand."""
    data = _identity(template.origin) | {
        "page": asdict(template.page),
        "charts": sorted(template.charts),
        "boxes": dict(template.boxes),
        "fixed": {name: b64encode(part).decode() for name, part in template.fixed.items()},
        "filled": {
            name: {"code": part.code, "tagged": part.tagged, "text": part.source.text}
            for name, part in template.filled.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=0) + "\n"


def loaded(origin: bytes, text: str) -> Template | None:
    """Return the template of a file as it was dumped; `None` if that was another one."""
    data: Mapping[str, Any] = json.loads(text or "{}")
    if not data.items() >= _identity(origin).items():
        return None
    approvals = data["page"].pop("approvals")
    return Template(
        Page(**data["page"], approvals=approvals and Page(**approvals)),
        {name: b64decode(part) for name, part in data["fixed"].items()},
        {
            name: Filled(part["code"], part["tagged"], Source(part["text"]))
            for name, part in data["filled"].items()
        },
        frozenset(data["charts"]),
        origin=origin,
        boxes=data["boxes"],
    )


def _identity(origin: bytes) -> dict[str, str]:
    names = " ".join(ENVIRONMENT.holders)
    return {
        "template": sha256(origin).hexdigest(),
        "names": sha256(names.encode()).hexdigest(),
        "jinja": jinja2.__version__,
    }
