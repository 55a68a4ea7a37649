"""Comments in a plan file: each on the lines above the value that it is about."""

from collections.abc import Iterable

from plandoc.fieldpath import FieldPath
from plandoc.formats.yaml.keys import understand
from plandoc.formats.yaml.nodes import Node, place
from plandoc.formats.yaml.text import quoted
from plandoc.formats.yaml.yaml_nodes import compose_yaml

_WIDTH = 96


def with_comments(text: str, comments: Iterable[tuple[FieldPath, str]], below: str = "") -> str:
    """Return a plan file with comments; those without a place stand above everything.

    A value that the file leaves out has its comment at what is around it. `below` are lines at the
    end of the file.
    """
    root, _ = compose_yaml(text)
    if root is not None:
        understand(root, text)
    lines = text.split("\n")
    above: dict[int, list[str]] = {}
    for path, comment in comments:
        at = 1 if root is None else place(text, _start(root, path)).line or 1
        margin = lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]
        told = above.setdefault(at, [])
        told += [f"{margin}# {line}" for line in _lines(comment) if f"{margin}# {line}" not in told]
    written = [line for at, own in enumerate(lines, 1) for line in (*above.get(at, ()), own)]
    ending = (
        [f"# {line}".rstrip() for part in below.split("\n") for line in _lines(part)]
        if below
        else []
    )
    return "\n".join([*written, *ending, *([""] if ending else [])])


def _start(root: Node, path: FieldPath) -> int:
    """Return where the line of a value begins: its key, or the item that holds it."""
    node, start = root, 0
    for part in path.parts:
        if isinstance(part, str) and part in node.entries:
            start = node.entries[part].key.start
            node = node.entries[part].value
        elif isinstance(part, int) and part < len(node.items):
            node = node.items[part]
            start = node.start
        else:
            break
    return start


def _lines(text: str) -> list[str]:
    """Return a text as lines of a comment; characters that YAML does not allow are escaped."""
    shown = [
        quoted(line)[1:-1].replace('\\"', '"').replace("\\\\", "\\") for line in text.split("\n")
    ]
    return [piece for line in shown for piece in _folded(line)]


def _folded(line: str) -> list[str]:
    folded = [""]
    for word in line.split(" "):
        if folded[-1] and len(folded[-1]) + len(word) >= _WIDTH:
            folded.append("  ")
        folded[-1] += word if not folded[-1].strip() else f" {word}"
    return folded
