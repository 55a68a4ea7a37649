"""Plan files: bytes → plan, or every problem at once with its line and column."""

import re
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from plandoc.errors import PlanFileError, Problem, Severity
from plandoc.formats.yaml.decode import decode
from plandoc.formats.yaml.json_nodes import compose_json
from plandoc.formats.yaml.nodes import Composed, Node, descend, place
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.activity import Activity
from plandoc.schema.layout import STANDARD_COLUMNS
from plandoc.schema.plan import Plan
from plandoc.schema.rules import path_of

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_COMMENT = re.compile(r"[ \t]+(?P<lost>#[^\s#].*)")
_STEP = re.compile(r"[^.\[\]]+")
_MAX_SHOWN = 60

_GENERIC = {
    "missing": "PLN170",
    "string_type": "PLN176",
    "int_type": "PLN177",
    "int_parsing": "PLN177",
    "int_from_float": "PLN177",
    "int_parsing_size": "PLN177",
    "float_type": "PLN178",
    "float_parsing": "PLN178",
    "finite_number": "PLN178",
    "greater_than_equal": "PLN179",
    "less_than_equal": "PLN180",
    "bool_type": "PLN181",
    "bool_parsing": "PLN181",
    "model_type": "PLN182",
    "model_attributes_type": "PLN182",
    "dict_type": "PLN182",
    "tuple_type": "PLN183",
    "list_type": "PLN183",
    "too_long": "PLN184",
    "too_short": "PLN185",
    "string_pattern_mismatch": "PLN188",
    "string_too_long": "PLN190",
    "string_unicode": "PLN191",
}
_LIMITS = {
    "ge": "limit",
    "le": "limit",
    "min_length": "limit",
    "max_length": "limit",
    "actual_length": "actual",
    "pattern": "pattern",
}
_PATTERNS = {"id": "PLN186", "key": "PLN187"}


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A plan file read once: its bytes, its text and the nodes of the text, the plan, remarks.

    `file` is the name by which problems call it; `text` has no byte order mark.
    """

    file: str
    source: bytes
    text: str
    root: Node
    plan: Plan
    problems: tuple[Problem, ...]

    @property
    def is_json(self) -> bool:
        """Whether the text was read as JSON."""
        return _is_json(self.text, self.file)
