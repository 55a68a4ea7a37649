"""Reading plan files, with all problems reported at once with line and column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pydantic import BaseModel, ValidationError

from plandoc.codes import Code
from plandoc.errors import PlanFileError, Problem
from plandoc.fieldpath import FieldPath
from plandoc.formats.yaml.decode import decode
from plandoc.formats.yaml.json_nodes import compose_json
from plandoc.formats.yaml.keys import language_of_keys, path_as_written, understand
from plandoc.formats.yaml.nodes import Composed, Node, descend, line_at, place
from plandoc.formats.yaml.slips import typing_slip
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.base import validated
from plandoc.schema.blocks import Block
from plandoc.schema.explained import (
    WITHOUT_VALUE,
    Whole,
    clean,
    model_below,
    names_a_place,
    once,
    refused,
    shown,
    trail_of,
    unknown_key,
    without_content,
)
from plandoc.schema.plan import Plan

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_COMMENT = re.compile(r"[ \t]+(?P<lost>#(?:[^\s#]|[ \t]*\d).*)")
_ANCHOR = re.compile(r"&(?P<name>\S+)")
_QUESTION = re.compile(r"[\w.]+-[0-9a-f]{6}(-\d+)?")
"""A key of a review, which stands beside the draft of a plan."""

_OF_SLIPS = frozenset(("extra_forbidden", "model_type", "tuple_type"))
"""Kinds of errors that a slip of typing on the same line may cause."""


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A parsed plan file: bytes, text, nodes, plan, remarks.

    `file` is the file name in problems; `text` has no byte order mark.
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

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with the line and column of their field paths in the file.

        A field that is not in the file is placed at its nearest parent.
        """
        return tuple(map(self._located, problems))

    def _located(self, problem: Problem) -> Problem:
        where = place(self.text, descend(self.root, problem.place.path.parts)[0].start, self.file)
        written = path_as_written(self.root, problem.place.path.parts)
        return problem.at(
            file=self.file,
            line=where.line,
            column=where.column,
            written=written,
            keys=self.root.language,
        )


def parse_plan(source: bytes, file: str = "") -> ParsedPlan:
    """Return the plan in a YAML or JSON file, with the text and nodes.

    `file` is the file name in problems; its extension determines the format, falling back to the
    content. Raises `PlanFileError` with all problems if the source is not a plan.
    """
    text = decode(source, file)
    root, problems = compose(text, file)
    if root is not None and not isinstance(root.data, dict):
        where = place(text, root.start, file)
        problems = (
            *problems,
            Problem(Code.FILE_NOT_A_PLAN, place=where, values={"found": shown(root.data)}),
        )
    elif root is not None and root.data and all(map(_QUESTION.fullmatch, root.data)):
        problems = (Problem(Code.FILE_IS_A_REVIEW, place=place(text, root.start, file)),)
    elif root is not None:
        problems = (*problems, *understand(root, text, file))
        told = {_position(problem) for problem in problems}
        empty = tuple(_unknown_without_value(root, text, file))
        try:
            plan = validated(Plan, root.data)
        except ValidationError as error:
            found = [*empty, *explain(error, root, text, file)]
            problems += tuple(p for p in once(found) if _position(p) not in told)
        else:
            problems += empty
            if not problems:
                remarks = tuple(_swallowed(root, text, file))
                return ParsedPlan(file, source, text, root, plan, remarks)
    if not problems:
        problems = (Problem(Code.FILE_EMPTY, place=place(text, 0, file)),)
    keys = root.language if root is not None and root.language else language_of_keys(text)
    raise PlanFileError(
        one if one.place.keys else one.at(keys=keys) for one in sorted(problems, key=_position)
    )


def read_plan(source: bytes, file: str = "") -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan in a YAML or JSON file, and warnings.

    `file` is the file name in problems; its ending, or else the content, tells JSON from YAML.
    Raises `PlanFileError` with all problems, each with its line, if there is no valid plan.
    """
    parsed = parse_plan(source, file)
    return parsed.plan, parsed.problems


def compose(text: str, file: str = "") -> Composed:
    """Return the nodes of a YAML or JSON text."""
    return compose_json(text, file) if _is_json(text, file) else compose_yaml(text, file)


def _is_json(text: str, file: str) -> bool:
    """Whether a text is JSON, by its file name, falling back to its first character."""
    name = file.lower()
    if name.endswith(".json"):
        return bool(text.strip())
    return not name.endswith((".yaml", ".yml")) and _JSON.match(text) is not None


def explain(error: ValidationError, root: Node, text: str, file: str = "") -> Iterator[Problem]:
    """Yield the problem for each Pydantic error, with its place in the file."""
    for one in refused(error, Whole(Plan, root.data, root.language)):
        kind, loc, code, values = one.kind, one.path, one.code, one.values
        node, steps = descend(root, loc)
        offset = node.start
        if steps and (one.on_key or kind == "extra_forbidden"):
            above, _ = descend(root, loc[: steps - 1])
            offset = above.entries[str(loc[steps - 1])].key.start
        if kind in _OF_SLIPS and (slip := typing_slip(text, offset, lines=1)):
            code, offset, values = *slip[:2], dict(slip[2])
            steps -= kind == "extra_forbidden"  # what stands there is no key
        if kind == "string_type" and _is_colon_in_text(node, text):
            code, values = Code.YAML_COLON_IN_TEXT, {"found": line_at(text, offset)}
            offset = text.index(":", next(iter(node.entries.values())).key.end)
        if kind == "missing" and steps == len(loc):  # the key has no value
            code = WITHOUT_VALUE
            offset = descend(root, loc[:-1])[0].entries[str(loc[-1])].key.start
        if code is Code.BLOCK_NOT_SINGLE and (empty := _key_alone(node)):
            code, values, offset = *without_content(str(empty.data)), empty.start
        where = place(text, offset, file)
        path = FieldPath(loc if kind == "missing" else loc[:steps])
        if "key" in values and values["key"] == str(loc[-1]):
            values["key"] = clean(_last(path_as_written(root, loc)) or values["key"])
        yield Problem(code, values=values).at(
            file=where.file,
            line=where.line,
            column=where.column,
            path=path,
            written=path_as_written(root, path.parts),
            keys=root.language,
            trail=trail_of(root.data, loc),
        )


def _last(path: str) -> str:
    """Return the last key of a path that is written out."""
    parts = FieldPath.parse(path).parts if path else ()
    return str(parts[-1]) if parts else ""


def _key_alone(node: Node) -> Node | None:
    """Return the key of a mapping that has a single one, without a value."""
    keys = [entry.key for entry in node.entries.values() if entry.value.data is None]
    return keys[0] if len(keys) == len(node.entries) == 1 else None


def _unknown_without_value(root: Node, text: str, file: str) -> Iterator[Problem]:
    """Yield a problem for each key without a value that nothing has: the schema sees none of it."""

    def below(
        node: Node, model: type[BaseModel] | None, loc: tuple[str | int, ...]
    ) -> Iterator[Problem]:
        for index, item in enumerate(node.items):
            if item.items or item.entries:
                yield from below(item, model, (*loc, index))
        for key, entry in node.entries.items():
            value, at = entry.value, (*loc, key)
            if value.items or value.entries:
                inner = model_below(model, key) if model and key in model.model_fields else None
                yield from below(value, inner, at)
            elif value.data is None and model is not None and not has(model, key):
                code, values = unknown_key(
                    at, {"key": clean(key)}, Whole(Plan, root.data, root.language)
                )
                where = place(text, entry.key.start, file)
                written = path_as_written(root, at)
                where = replace(where, path=FieldPath(at), written=written, keys=root.language)
                yield Problem(code, place=where, values=values)

    def has(model: type[BaseModel], key: str) -> bool:
        return key in model.model_fields or (model is Block and names_a_place(key))

    yield from below(root, Plan, ())


def _swallowed(node: Node, text: str, file: str) -> Iterator[Problem]:
    """Yield a warning for each plain value that YAML cuts off: «Семинар #5», «&Я и ты».

    A number after the sign is most likely that of an act or a school; a name that is nowhere
    referred to, a word of the text.
    """
    for below in (*node.items, *(entry.value for entry in node.entries.values())):
        if below.items or below.entries:
            yield from _swallowed(below, text, file)
        elif isinstance(below.data, str) and not below.style:
            name = _ANCHOR.match(text, below.start)
            if name and f"*{name['name']}" not in text:
                where = place(text, below.start, file)
                yield Problem(Code.YAML_ANCHOR_CUTS_TEXT, place=where, values={"lost": name[0]})
            end = text.find("\n", below.end)
            if lost := _COMMENT.match(text, below.end, end if end >= 0 else len(text)):
                where = place(text, lost.start("lost"), file)
                values = {"lost": lost["lost"].rstrip()}
                yield Problem(Code.YAML_COMMENT_CUTS_TEXT, place=where, values=values)


def _is_colon_in_text(node: Node, text: str) -> bool:
    """Whether a value is a line of text with a colon, which makes it a key and its value."""
    one_line = "\n" not in text[node.start : node.end].strip()
    return one_line and isinstance(node.data, dict) and not node.style


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0
