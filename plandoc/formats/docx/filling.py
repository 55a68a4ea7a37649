"""Checked Jinja as Python that fills a part quickly.

Jinja's own code yields each piece of text alone and asks the sandbox for each field. This code
yields lists of pieces, each as soon as it is long, and takes a field of the context itself where
the sandbox would do no more: of an object whose type is one of those that have it.
"""

from collections.abc import Iterable, Mapping, Sequence

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Node

_MANY = 500
"""How many pieces are yielded at once."""

_DEEPEST = 8
"""How deep conditions in a piece of text are nested; deeper ones are statements."""


def holders(fields: Mapping[type, frozenset[str]]) -> dict[str, frozenset[type]]:
    """Return the types of the context that have a field of each name."""
    names = {name for own in fields.values() for name in own}
    return {
        name: frozenset(kind for kind in fields if name in fields[kind]) for name in sorted(names)
    }


class FillingCode(CodeGenerator):
    """Writes the Python of a template, whose environment has `holders`."""

    def write_commons(self) -> None:
        """Write what all of the code uses."""
        super().write_commons()
        self.writeline("told = []")
        self.writeline("in_text, in_attribute = environment.finalize, environment.attributes()")
        for name in self.environment.holders:  # type: ignore[attr-defined]
            self.writeline(f"of_{name} = environment.holders[{name!r}]")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - of Jinja
        """Write how to take a field: directly of an object that has it, else by the sandbox."""
        if node.attr not in self.environment.holders:  # type: ignore[attr-defined]
            super().visit_Getattr(node, frame)
            return
        held = self.temporary_identifier()
        self.write(f"({held}.{node.attr} if type({held} := ")
        self.visit(node.node, frame)
        self.write(f") in of_{node.attr} else environment.getattr({held}, {node.attr!r}))")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802 - of Jinja
        """Write a filter: the one for attributes as a look into what it made so far."""
        if node.name != "in_attribute" or node.node is None:
            super().visit_Filter(node, frame)
            return
        self.write("in_attribute[")
        self.visit(node.node, frame)
        self.write("]")

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Write nodes, and all text that follows each other as one step."""
        self.writeline("pass")
        text: list[Node] = []
        for node in nodes:
            if _is_text(node):
                text.append(node)
                continue
            self._tell(text, frame)
            text = []
            self.visit(node, frame)
        self._tell(text, frame)
        if frame.rootlevel:
            self.writeline("yield told")

    def _tell(self, text: Sequence[Node], frame: Frame) -> None:
        if not text:
            return
        begins = _is_step(text[0])
        if begins:
            self.writeline(f"if len(told) > {_MANY}:", text[0])
            self.indent()
            self.writeline("yield told")
            self.writeline("told = []")
            self.outdent()
        self.writeline("told += ['', " if begins else "told += [", text[0])
        self._pieces(text, frame)
        self.write("]")

    def _pieces(self, text: Iterable[Node], frame: Frame) -> None:
        """Write pieces of text with a comma behind each; what is fixed is one piece."""
        fixed = ""
        for node in _flat(text):
            if isinstance(node, nodes.TemplateData):
                fixed += node.data
                continue
            if fixed:
                self.write(f"{fixed!r},")
                fixed = ""
            self.newline(node)
            if isinstance(node, nodes.If):
                self._choice(node, frame.soft())
            elif isinstance(node, nodes.Filter) and node.name == "in_attribute":
                self.visit(node, frame)
            else:
                self.write("in_text(")
                self.visit(node, frame)
                self.write(")")
            self.write(",")
        if fixed:
            self.write(f"{fixed!r},")

    def _choice(self, node: nodes.If, frame: Frame) -> None:
        """Write the pieces of a condition."""
        self.write("*((")
        self._pieces(node.body, frame)
        self.write(") if ")
        self.visit(node.test, frame)
        for other in node.elif_:
            self.write(" else (")
            self._pieces(other.body, frame)
            self.write(") if ")
            self.visit(other.test, frame)
        self.write(" else (")
        self._pieces(node.else_, frame)
        self.write("))")


def _is_step(node: Node) -> bool:
    """Whether a node is what `sandbox.compiled` puts where a step of a loop begins."""
    if not isinstance(node, nodes.Output) or len(node.nodes) != 1:
        return False
    only = node.nodes[0]
    return isinstance(only, nodes.TemplateData) and not only.data


def _is_text(node: Node, depth: int = 0) -> bool:
    """Whether a node is text, or a condition of which all branches are."""
    if not isinstance(node, nodes.If):
        return isinstance(node, nodes.Output)
    branches = (node.body, *(other.body for other in node.elif_), node.else_)
    return depth < _DEEPEST and all(_is_text(n, depth + 1) for b in branches for n in b)


def _flat(text: Iterable[Node]) -> Iterable[Node]:
    """Yield the pieces of outputs, and conditions as they are."""
    for node in text:
        if isinstance(node, nodes.Output):
            yield from node.nodes
        else:
            yield node
