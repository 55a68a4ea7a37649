"""Writing plans as YAML or JSON; the output is verified by reading it."""

import json
from collections.abc import Callable
from typing import Any, Literal

from plandoc.codes import Code
from plandoc.errors import LostTextError, PlanError, PlanFileError, Problem
from plandoc.formats.yaml.decode import BOM
from plandoc.formats.yaml.edit import Rewriter
from plandoc.formats.yaml.json_nodes import compose_json
from plandoc.formats.yaml.keys import named, understand
from plandoc.formats.yaml.nodes import Node
from plandoc.formats.yaml.plain import plain_data
from plandoc.formats.yaml.plan_reader import ParsedPlan
from plandoc.formats.yaml.text import entries
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.schema.plan import Plan
from plandoc.words.keys import CANONICAL


def render_plan(plan: Plan, form: Literal["yaml", "json"] = "yaml", *, keys: str = "") -> bytes:
    """Return a plan as the bytes of a plan file of that `form`, without default values.

    Keys of YAML are English, or of the language `keys`.
    """
    return (dump_json(plan) if form == "json" else dump_yaml(plan, keys=keys)).encode()


def dump_yaml(plan: Plan, over: str | None = None, *, keys: str = "") -> str:
    """Return a plan as YAML, without default values.

    With `over`, the current text of the plan file, only changed values are rewritten: comments,
    order, quotes and all other lines are preserved. Raises `PlanFileError` if `over` is not a plan,
    or if an alias shares a value that would have to change separately. Keys are written in the
    language of the file; in a new one they are English, or of the language `keys`.
    """
    if over is None:
        text = entries(written(plan, "" if keys == CANONICAL else keys), 0) + "\n"
        if not _is_read_as(plan, text):
            raise LostTextError(text)
        return text
    own = over.removeprefix(BOM.decode())
    root, problems = compose_yaml(own)
    problems = (*problems, *(understand(root, own) if root else ()))
    if root is None or problems:
        raise PlanFileError(problems or [Problem(Code.FILE_EMPTY)])
    try:
        present = Plan.model_validate(root.data)
    except PlanError:
        raise PlanFileError([Problem(Code.EDIT_OF_INVALID_PLAN)]) from None
    return over[: len(over) - len(own)] + _rewritten(plan, own, lambda: root, present)


def rewrite(plan: Plan, parsed: ParsedPlan) -> bytes:
    """Return the bytes of a plan file with the changes of `plan`.

    Only changed values are rewritten, as in `dump_yaml`; JSON keeps its lines and indents too.
    Raises `PlanFileError` if an alias shares a value that would have to change separately.
    """
    bom = BOM if parsed.source.startswith(BOM) else b""
    text = parsed.source.removeprefix(BOM).decode()
    if parsed.is_json:
        return bom + _rewritten_json(plan, parsed, text).encode()
    return bom + _rewritten(plan, text, parsed.nodes, parsed.plan).encode()


def dump_json(plan: Plan) -> str:
    """Return a plan as JSON, without default values."""
    text = json.dumps(written(plan), ensure_ascii=False, indent=2) + "\n"
    if Plan.model_validate(json.loads(text)) != plan:
        raise LostTextError(text)
    return text


def written(plan: Plan, language: str = "") -> dict[str, Any]:
    """Return the plan as plain data without default values, to be written in a language."""
    data: dict[str, Any] = named(plan.model_dump(mode="json", exclude_defaults=True), language)
    return data


def _rewritten_json(plan: Plan, parsed: ParsedPlan, text: str) -> str:
    """Return the JSON text with its changes; rewritten as a whole if only that gives the plan."""
    rewriter = Rewriter(text, is_json=True)
    language = parsed.language
    new, old = written(plan, language), written(parsed.plan, language)
    if rewriter.mapping(new, old, parsed.nodes(), in_flow=True):
        result = rewriter.result()
        if _is_read_as(plan, result, is_json=True):
            return result
    return dump_json(plan)


def _rewritten(plan: Plan, text: str, nodes: Callable[[], Node], present: Plan) -> str:
    """Return the YAML text with its changes; its `nodes` are let go before that is proved."""
    result = text
    for by_item in (True, False):
        rewriter = Rewriter(text, by_item=by_item)
        result = _changed(rewriter, plan, nodes(), present)
        if _is_read_as(plan, result):
            return result
        if rewriter.shared:
            raise PlanFileError([Problem(Code.EDIT_BLOCKED_BY_ALIASES)])
    raise LostTextError(result)


def _changed(rewriter: Rewriter, plan: Plan, root: Node, present: Plan) -> str:
    new = written(plan, root.language)
    old = new if plan is present else written(present, root.language)
    whole = not rewriter.mapping(new, old, root)
    return entries(new, 0) + "\n" if whole else rewriter.result()


def _is_read_as(plan: Plan, text: str, *, is_json: bool = False) -> bool:
    try:
        return Plan.model_validate(_data(text, is_json=is_json)) == plan
    except PlanError:
        return False


def _data(text: str, *, is_json: bool) -> Any:
    """Return the plain data of a plan file, `None` with a problem; its nodes are forgotten."""
    if plain := plain_data(text, is_json=is_json):
        return plain.data
    root, problems = compose_json(text) if is_json else compose_yaml(text)
    return None if root is None or problems or understand(root, text) else root.data
