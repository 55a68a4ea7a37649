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
from plandoc.formats.yaml.nodes import (
    Asked,
    Branch,
    Composed,
    Node,
    descend,
    line_at,
    on_the_way,
    place,
)
from plandoc.formats.yaml.plain import COMMENT, Plain, plain_data
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
from plandoc.schema.tree import is_activity, walk

_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_ANCHOR = re.compile(r"&(?P<name>\S+)")
_QUESTION = re.compile(r"[\w.]+-[0-9a-f]{6}(-\d+)?")
"""A key of a review, which stands beside the draft of a plan."""

_OF_SLIPS = frozenset(("extra_forbidden", "model_type", "tuple_type"))
"""Kinds of errors that a slip of typing on the same line may cause."""


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """A parsed plan file: bytes, plan, remarks; its nodes are found again where they are needed.

    `file` is the file name in problems, `language` that of the keys. `own_id` and `row_ids` are the
    ids of the plan and of its activities that stand in the file; others are computed.
    """

    file: str
    source: bytes
    plan: Plan
    problems: tuple[Problem, ...]
    language: str
    own_id: str
    row_ids: tuple[str, ...]

    @property
    def is_json(self) -> bool:
        """Whether the text was read as JSON."""
        return _is_json(decode(self.source), self.file)

    def nodes(self) -> Branch:
        """Return the tree of the file, with the place of every key and value.

        It weighs more than the plan: nothing keeps it.
        """
        return self._nodes(decode(self.source))

    def _nodes(self, text: str, asked: Asked | None = None) -> Branch:
        root = compose(text, self.file, asked).root
        assert isinstance(root, Branch)
        understand(root, text)
        root.language = self.language
        return root

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return problems with the line and column of their field paths in the file.

        A field that is not in the file is placed at its nearest parent.
        """
        problems = tuple(problems)
        if not problems:
            return ()
        text = decode(self.source)
        root = self._nodes(text, on_the_way(problem.place.path.parts for problem in problems))

        def with_line(problem: Problem) -> Problem:
            parts = problem.place.path.parts
            where = place(text, descend(root, parts)[0].start, self.file)
            return problem.at(
                file=self.file,
                line=where.line,
                column=where.column,
                written=path_as_written(root, parts),
                keys=self.language,
            )

        return tuple(map(with_line, problems))


def parse_plan(source: bytes, file: str = "") -> ParsedPlan:
    """Return the plan in a YAML or JSON file, with what is known of the file.

    `file` is the file name in problems; its extension determines the format, falling back to the
    content. Raises `PlanFileError` with all problems if the source is not a plan.
    """
    plain = _plain(source, file)
    if plain is None:
        return _explained(source, file)
    found = _validated(plain.data)
    if isinstance(found, ValidationError):
        return _explained(source, file, found)
    return _parsed(source, file, found, plain)


def _plain(source: bytes, file: str) -> Plain | None:
    text = decode(source, file)
    return plain_data(text, is_json=_is_json(text, file))


def _validated(data: object) -> Plan | ValidationError:
    try:
        return validated(Plan, data)
    except ValidationError as error:
        return error


def _parsed(
    source: bytes, file: str, plan: Plan, plain: Plain, problems: tuple[Problem, ...] = ()
) -> ParsedPlan:
    data = plain.data
    rows = (row for path, row in walk(data) if is_activity(path))
    ids = tuple(filter(None, (str(row.get("id") or "") for row in rows)))
    own = str(data.get("id") or "")
    return ParsedPlan(file, source, plan, problems, plain.language, own, ids)


def _explained(source: bytes, file: str, refusal: ValidationError | None = None) -> ParsedPlan:
    """Return the plan in a file of which something is to be told, or raise `PlanFileError`.

    `refusal` is what the schema refuses of its data, if that is known already.
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
        found = _validated(root.data) if refusal is None else refusal
        if isinstance(found, ValidationError):
            refused_too = once([*empty, *explain(found, root, text, file)])
            problems += tuple(p for p in refused_too if _position(p) not in told)
        else:
            problems += empty
            if not problems:
                remarks = tuple(_swallowed(root, text, file))
                return _parsed(source, file, found, Plain(root.data, root.language), remarks)
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


def compose(text: str, file: str = "", asked: Asked | None = None) -> Composed:
    """Return the nodes of a YAML or JSON text; with `asked`, only those items of its lists."""
    reader = compose_json if _is_json(text, file) else compose_yaml
    return reader(text, file, asked)


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
        if loc and values.get("key") == str(loc[-1]):
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
            if lost := COMMENT.match(text, below.end, end if end >= 0 else len(text)):
                where = place(text, lost.start("lost"), file)
                values = {"lost": lost["lost"].rstrip()}
                yield Problem(Code.YAML_COMMENT_CUTS_TEXT, place=where, values=values)


def _is_colon_in_text(node: Node, text: str) -> bool:
    """Whether a value is a line of text with a colon, which makes it a key and its value."""
    one_line = "\n" not in text[node.start : node.end].strip()
    return one_line and isinstance(node.data, dict) and not node.style


def _position(problem: Problem) -> tuple[int, int]:
    return problem.place.line or 0, problem.place.column or 0
