"""Jinja as far as a template needs it: names, comparisons, a few filters, loops; no code, no bulk.

What a template may say is a list (`check`), not what is left of Jinja after forbidding some. Each
operation that could make much of little is bounded, and so are the steps and the text of a filling.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.exceptions import TemplateError as JinjaError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from plandoc.codes import Code
from plandoc.errors import Problem
from plandoc.formats.docx.filling import FillingCode, holders
from plandoc.formats.docx.own_pictures import OwnPicture
from plandoc.formats.docx.tag_source import Source
from plandoc.words.likeness import closest

LONGEST_TEXT = 100_000
"""Characters that an operation of a template may make; what a plan says may be longer."""

LARGEST_NUMBER = 10**12

FAILURES = (JinjaError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
            RecursionError)  # fmt: skip
"""What an expression of a template can raise."""

_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Getitem,
    nodes.Slice, nodes.Const, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not,
    nodes.CondExpr, nodes.If, nodes.For, nodes.Assign, nodes.Filter, nodes.Test, nodes.Add,
    nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Neg, nodes.Pos,
    nodes.Concat, nodes.Tuple, nodes.List, nodes.Keyword,
)  # fmt: skip
_TESTS = ("defined", "undefined", "none", "odd", "even", "string", "number", "divisibleby", "in")
_SCREEN = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": '</w:t><w:br/><w:t xml:space="preserve">',
        "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
        "\u00ad": '</w:t><w:softHyphen/><w:t xml:space="preserve">',
        "\u2011": '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">',
    }
)


_TO_SCREEN = re.compile(f"[{''.join(map(chr, _SCREEN))}]")
_TO_ESCAPE = re.compile("[&<>\"']")


class _Screened(str):
    """Text that is inserted without escaping."""

    __slots__ = ()


class PrintedPictureError(SecurityError):
    """A picture of the author's own stands where a text is printed."""

    def __init__(self, picture: OwnPicture) -> None:
        super().__init__("a picture is no text")
        self.picture = picture


def _in_text(value: Any) -> str:
    if type(value) is not str:
        if isinstance(value, _Screened):
            return value
        if not isinstance(value, str):
            return _number_text(value)
    return value.translate(_SCREEN) if _TO_SCREEN.search(value) else value


def _number_text(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, OwnPicture):
        raise PrintedPictureError(value)
    message = f"a value that is no text: {type(value).__name__}"
    raise SecurityError(message)


def _in_attribute(value: object) -> str:
    if type(value) is int:
        return str(value)
    if isinstance(value, str):
        return _Screened(escape(value, quote=True) if _TO_ESCAPE.search(value) else value)
    return _Screened(_number_text(value))


class _Attributes(dict[object, str]):
    """Values as they stand in attributes; of texts, which come again and again, each made once."""

    def __missing__(self, value: object) -> str:
        if type(value) is int:
            return str(value)
        text = _in_attribute(value)
        if type(value) is str:
            self[value] = text
        return text


def _bounded(length: int) -> None:
    if length > LONGEST_TEXT:
        message = f"more than {LONGEST_TEXT} characters"
        raise SecurityError(message)


def _together(values: Sequence[Any], between: str = "") -> str:
    texts = [value if isinstance(value, str) else _number_text(value) for value in values]
    _bounded(sum(map(len, texts)) + len(between) * len(texts))
    return between.join(texts)


def _replaced(text: str, old: str, new: str) -> str:
    _bounded(len(text) + (text.count(old) * len(new) if len(new) > len(old) else 0))
    return text.replace(old, new)


_TEXT_OPERATIONS = ("upper", "lower", "capitalize", "title", "trim")
_KEPT = (*_TEXT_OPERATIONS, "length", "count", "first", "last", "default", "d", "int", "float",
         "round", "abs", "string")  # fmt: skip


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja whose operators work on short texts and ordinary numbers."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])
    fields: Mapping[type, frozenset[str]] = {}
    holders: Mapping[str, frozenset[type]] = {}
    code_generator_class = FillingCode
    attributes = _Attributes

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of the context at once; anything else goes through the sandbox."""
        if attribute in self.fields.get(type(obj), ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return _together((left, right))
        if not all(isinstance(side, int | float) for side in (left, right)):
            message = f"{type(left).__name__} {operator} {type(right).__name__}"
            raise SecurityError(message)
        result = super().call_binop(context, operator, left, right)
        if abs(result) > LARGEST_NUMBER:
            message = f"a number over {LARGEST_NUMBER}"
            raise SecurityError(message)
        return result


def environment(fields: Mapping[type, frozenset[str]]) -> "_Sandbox":
    """Return the environment of templates; `fields` are those of each type of the context."""
    made = _Sandbox(undefined=StrictUndefined, finalize=_in_text)
    made.fields, made.holders = fields, holders(fields)
    made.globals.clear()
    own: dict[str, Callable[..., Any]] = {
        "in_attribute": _in_attribute, "join": lambda values, d="": _together(list(values), d),
        "replace": _replaced, "together": _together,
    }  # fmt: skip
    made.filters = {name: made.filters[name] for name in _KEPT} | own
    made.tests = {name: made.tests[name] for name in (*_TESTS, "sameas") if name in made.tests}
    return made


def parse(jinja: _Sandbox, source: Source) -> tuple[nodes.Template | None, list[Problem]]:
    """Return the source parsed, or what is wrong with it."""
    try:
        tree = jinja.parse(source.text)
    except TemplateSyntaxError as error:
        return None, [source.problem(Code.TEMPLATE_TAG_INVALID, error.lineno)]
    except (RecursionError, MemoryError):
        return None, [Problem(Code.TEMPLATE_TOO_DEEP, values={"tag": "…", "most": 100})]
    return tree, list(_refused(jinja, tree, source))


def _refused(jinja: _Sandbox, tree: nodes.Template, source: Source) -> Iterator[Problem]:
    """Yield a problem for each thing that a template may not ask for."""
    told: set[tuple[Code, int]] = set()
    for node in every_node(tree):
        found = _verdict(jinja, node)
        if found and (found[0], node.lineno) not in told:
            told.add((found[0], node.lineno))
            yield source.problem(found[0], node.lineno, **found[1])


def _verdict(jinja: _Sandbox, node: nodes.Node) -> tuple[Code, dict[str, object]] | None:
    if isinstance(node, nodes.Filter | nodes.Test):
        known = set(jinja.filters) if isinstance(node, nodes.Filter) else set(jinja.tests)
        known -= {"in_attribute", "together"} if isinstance(node, nodes.Filter) else set()
        compared = node.name == "in_attribute"
        if node.name not in known and not compared:
            nearest = next(iter(closest(node.name, known, least=0.5)), ", ".join(sorted(known)))
            return Code.TEMPLATE_FILTER_UNKNOWN, {"name": node.name, "nearest": nearest}
    if not isinstance(node, _NODES) or (isinstance(node, nodes.For) and node.recursive):
        return Code.TEMPLATE_NOT_ALLOWED, {}
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and _unprintable(node.value):
        return Code.TEMPLATE_NOT_ALLOWED, {}
    return None


def _unprintable(text: str) -> bool:
    return any((sign < " " and sign not in "\t\n\r") or "\ud800" <= sign <= "\udfff"
               or sign in "\ufffe\uffff" for sign in text)  # fmt: skip


def every_node(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield a node and all that are under it, in order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += list(one.iter_child_nodes())[::-1]


def compiled(jinja: _Sandbox, tree: nodes.Template) -> str:
    """Return the code of a checked tree. Each step of a loop is a piece of text, even an empty."""
    for node in list(every_node(tree)):
        if isinstance(node, nodes.For):
            node.body.insert(0, nodes.Output([nodes.TemplateData("")], lineno=node.lineno))
        for name in node.fields:
            value = getattr(node, name)
            if isinstance(value, nodes.Concat):
                setattr(node, name, _joined(value))
            elif isinstance(value, list):
                value[:] = [_joined(v) if isinstance(v, nodes.Concat) else v for v in value]
    tree.set_environment(jinja)
    return jinja.compile(tree, raw=True)


def ready(jinja: _Sandbox, code: str) -> JinjaTemplate:
    """Return a template of its code."""
    run = compile(code, "<template>", "exec")
    return JinjaTemplate.from_code(jinja, run, jinja.make_globals(None))


def _joined(node: nodes.Concat) -> nodes.Filter:
    texts = nodes.List(node.nodes, lineno=node.lineno)
    return nodes.Filter(texts, "together", [], [], None, None, lineno=node.lineno)


def line_of(error: BaseException) -> int:
    """Return the line of a template that raised an error, 0 where it is not known."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
