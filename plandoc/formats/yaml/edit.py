"""Editing the text of a YAML file while preserving the rest byte for byte."""

import re
from typing import Any

from plandoc.formats.yaml.aligned import aligned, key_of
from plandoc.formats.yaml.decode import with_line_feeds
from plandoc.formats.yaml.nodes import Branch, Entry, Node
from plandoc.formats.yaml.text import after_dash, after_key, entry, flow, quoted, scalar
from plandoc.schema.names import as_written

_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")
_ABSENT = object()


class Rewriter:
    """Collects the edits that change the data of a text."""

    def __init__(self, text: str, *, by_item: bool = True, is_json: bool = False) -> None:
        self.own = text
        self.text = with_line_feeds(text)
        self.by_item = by_item
        """Whether items are inserted and removed one by one; else their lists are rewritten."""
        self.is_json = is_json
        self.newline = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
        self.edits: list[tuple[int, int, str]] = []
        self.shared = False

    def result(self) -> str:
        """Return the text with all edits applied."""
        pieces, done = [], 0
        for start, end, new in sorted(self.edits, key=lambda edit: edit[:2]):
            pieces += [self.own[done:start], new]
            done = max(done, end)
        text = "".join([*pieces, self.own[done:]])
        ended = text.endswith(("\n", "\r")) or not self.edits or self.is_json
        return text if ended else text + self.newline

    def mapping(
        self, want: dict[str, Any], have: dict[str, Any], node: Node, *, in_flow: bool = False
    ) -> bool:
        """Collect the edits that change a mapping to `want`, while the schema now reads `have`.

        Returns `False`, without collecting anything, if the mapping must be rewritten.
        """
        self.shared = self.shared or node.anchored
        in_flow = in_flow or node.style == "{"
        own = {key: found for key, found in node.entries.items() if not found.merged}
        removed = [key for key in have if key not in want and key in own]
        if self._tangled(node, removed) or (removed and len(removed) == len(own)):
            return False
        one_by_one = self.by_item and node.entries and own == node.entries
        if in_flow and not one_by_one and (removed or (want and not node.entries)):
            self._cut(self._head(node), node.end, flow(want))
            return True
        before: Entry | None = None
        for key, value in want.items():
            found = own.get(key)
            if found is None:
                if key not in node.data or value != have.get(key):
                    self._insert(node, before, key, value, in_flow=in_flow)
                continue
            before = found
            stated = key in node.data and (node.data[key] != "" or value == "")
            known = have.get(key) if stated else _ABSENT
            if not self._inside(value, known, found.value, in_flow=in_flow):
                self._replace(found, value, in_flow=in_flow)
        if removed and in_flow:
            ordered = sorted(own, key=lambda name: own[name].key.start)
            spans = [(own[name].key.start, own[name].value.end) for name in ordered]
            self._cut_in_flow(spans, {at for at, name in enumerate(ordered) if name in removed})
        elif removed:
            self._delete(own, removed)
        return True

    def _inside(self, want: Any, have: Any, node: Node, *, in_flow: bool) -> bool:
        """Collect the edits inside a value; return `False` if it must be rewritten."""
        if node.style == "*" and (node.items or node.entries):
            self.shared = True
            probe = Rewriter(self.text)
            done = probe._inside(want, have, _unaliased(node), in_flow=False)
            return done and not probe.edits
        if isinstance(want, dict) and isinstance(have, dict) and isinstance(node.data, dict):
            return self.mapping(want, have, node, in_flow=in_flow)
        if isinstance(want, list) and isinstance(have, list) and isinstance(node.data, list):
            if len(have) != len(node.items):
                return False
            if len(want) != len(have) or _moved(want, have):
                return self.by_item and self._items(want, have, node, in_flow=in_flow)
            in_flow = in_flow or node.style == "["
            for item, value, known in zip(node.items, want, have, strict=True):
                if not self._inside(value, known, item, in_flow=in_flow):
                    dash = self.text.rfind("-", 0, item.start) + 1
                    self._write(item, value, None if in_flow else dash)
            return True
        return bool(want == have)

    def _items(self, want: list[object], have: list[object], node: Node, *, in_flow: bool) -> bool:
        """Collect the edits that remove and insert items; return `False` if this is impossible."""
        in_flow = in_flow or node.style == "["
        stay = aligned(want, have)
        aliases = any(item.anchored or item.style == "*" for item in node.items)
        self.shared = self.shared or aliases
        if not stay or (not in_flow and self._crowded(node)):
            return False
        for index, place in stay:
            item = node.items[place]
            if not self._inside(want[index], have[place], item, in_flow=in_flow):
                self._write(item, want[index], None if in_flow else self._dash(item) + 1)
        placed = dict(stay)
        last, rank = -1, 0
        for index, value in enumerate(want):
            if index in placed:
                last, rank = placed[index], rank + 1
            else:
                following = stay[rank][1] if rank < len(stay) else 0
                self._put_in(node, last, following, value, in_flow=in_flow)
        removed = set(range(len(have))) - set(placed.values())
        if in_flow:
            self._cut_in_flow([(item.start, item.end) for item in node.items], removed)
        else:
            for place in removed:
                start = self._before_line(self._dash(node.items[place]))
                self._cut(start, self._line_end(self._trimmed(node.items[place])), "")
        return True

    def _put_in(
        self, node: Node, last: int, following: int, value: object, *, in_flow: bool
    ) -> None:
        """Insert an item after the one at `last`, or before the one at `following`."""
        beside = node.items[last if last >= 0 else following]
        if in_flow:
            blank = self._between(node)
            if last >= 0:
                self._cut(beside.end, beside.end, f",{blank}{flow(value)}")
            else:
                self._cut(beside.start, beside.start, f"{flow(value)},{blank}")
            return
        column = self._column(self._dash(beside))
        new = f"-{after_dash(value, column)}"
        if last >= 0:
            end = self._line_end(self._trimmed(beside))
            self._cut(end, end, f"\n{' ' * column}{new}")
        else:
            dash = self._dash(beside)
            self._cut(dash, dash, f"{new}\n{' ' * column}")

    def _between(self, node: Node) -> str:
        """Return the blank between the items of a list in brackets."""
        first = node.items[0]
        blank = self.text[self._head(node) + 1 : first.start]
        return blank if "\n" in blank and not blank.strip() else " "

    def _dash(self, item: Node) -> int:
        return self.text.rfind("-", 0, item.start)

    def _crowded(self, node: Node) -> bool:
        """Whether an item of a list has no lines of its own, or ends with a `|+` block."""
        for item in node.items:
            dash, end = self._dash(item), self._trimmed(item)
            own_line = dash >= 0 and not self.text[self._line_start(dash) : dash].strip()
            between = self.text[dash + 1 : item.start].strip(" ")
            if not own_line or between or self.text[end - 1 : end] == "\n":
                return True
        return False

    def _cut_in_flow(self, spans: list[tuple[int, int]], removed: set[int]) -> None:
        """Collect the deletion of spans, each with the comma between it and its neighbour."""
        kept = next((at for at in range(len(spans)) if at not in removed), len(spans))
        if 0 < kept < len(spans):
            self._cut(spans[0][0], spans[kept][0], "")
        for at in sorted(removed):
            if at > kept:
                self._cut(spans[at - 1][1], spans[at][1], "")

    def _replace(self, found: Entry, value: Any, *, in_flow: bool) -> None:
        colon = self.text.index(":", found.key.end) + 1
        if in_flow or not found.value.data:
            empty = found.value.end <= colon
            self._write(found.value, value, None, blank=" " if empty else "")
        else:
            self._write(found.value, value, colon, indent=self._column(found.key.start))

    def _write(
        self,
        node: Node,
        value: Any,
        after: int | None,
        *,
        indent: int | None = None,
        blank: str = "",
    ) -> None:
        """Replace a node that follows the colon or dash at `after` by a value.

        Without `after`, or if a comment follows on the line, the value is written on one line.
        """
        self.shared = self.shared or node.anchored or node.style == "*"
        head, last = self._head(node), self._trimmed(node)
        simple = not isinstance(value, dict | list) and "\n" not in str(value)
        follows = self.text[last : self._line_end(last)].strip()
        if after is None or (follows and node.style not in {"|", ">"}):
            start = head
            new = scalar(value, 0) if after is not None and simple else flow(value)
        elif simple and node.style not in {"|", ">"} and not (node.items or node.entries):
            start, new = head, scalar(value, 0)
        elif indent is not None:
            start, new = after, after_key(value, indent)
        else:
            start, new = after, after_dash(value, self._column(after - 1))
        ends_line = last > start and self.text[last - 1] == "\n"
        self._cut(start, last, blank + new + "\n" * ends_line)

    def _insert(
        self, node: Node, before: Entry | None, key: str, value: Any, *, in_flow: bool
    ) -> None:
        if in_flow:
            new = f"{quoted(key) if self.is_json else as_written(key)}: {flow(value)}"
            start = self.text.index("{", node.start) + 1
            rest = self.text[start : node.end]
            first = start + len(rest) - len(rest.lstrip())
            blank = self.text[start:first]
            blank = blank if "\n" in blank else " "
            if before is not None:
                self._cut(before.value.end, before.value.end, f",{blank}{new}")
            else:
                self._cut(first, first, f"{new},{blank}")
            return
        head = self._head(node)
        indent = self._column(head)
        new = entry(key, value, indent)
        if before is None:
            self._cut(head, head, f"{new}\n{' ' * indent}")
            return
        last = self._trimmed(before.value)
        if self.text[last - 1 : last] == "\n":
            self._cut(last, last, f"{' ' * indent}{new}\n")
        else:
            last = self._line_end(last)
            self._cut(last, last, f"\n{' ' * indent}{new}")

    def _delete(self, own: dict[str, Entry], removed: list[str]) -> None:
        """Collect the deletion of keys with their lines; a dash before the first key is kept.

        A line is deleted with the newline before it, because new text may be inserted after it.
        """
        ordered = sorted(own, key=lambda name: own[name].key.start)
        kept = next(index for index, name in enumerate(ordered) if name not in removed)
        if kept:
            self._cut(own[ordered[0]].key.start, own[ordered[kept]].key.start, "")
        for name in ordered[kept:]:
            if name in removed:
                start = self._before_line(own[name].key.start)
                self._cut(start, self._line_end(self._trimmed(own[name].value)), "")

    def _tangled(self, node: Node, removed: list[str]) -> bool:
        """Whether deleted keys are adjacent to a `|+` block, which owns the lines around them."""
        values = (found.value for found in node.entries.values() if removed)
        return any(self.text[self._trimmed(value) - 1] == "\n" for value in values)

    def _cut(self, start: int, end: int, new: str) -> None:
        self.edits.append((start, end, new.replace("\n", self.newline)))

    def _head(self, node: Node) -> int:
        """Return the start of a value, after its anchor."""
        found = _PROPERTIES.match(self.text, node.start) if node.anchored else None
        return found.end() if found else node.start

    def _trimmed(self, node: Node) -> int:
        """Return the end of a value, without the empty lines after a `|` block.

        A `|+` block owns its empty lines: its end is the start of a line.
        """
        deepest = _deepest(node)
        if deepest.style in {"|", ">"}:
            header = self.text[deepest.start : self._line_end(deepest.start)].split("#")[0]
            if "+" not in header:
                return len(self.text[: deepest.end].rstrip("\r\n"))
        return deepest.end

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _before_line(self, offset: int) -> int:
        """Return where the line above ends."""
        start = self._line_start(offset)
        return start - len("\r\n" if self.text[start - 2 : start] == "\r\n" else "\n")

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        end = len(self.text) if end < 0 else end
        return end - (self.text[end - 1 : end] == "\r" and end > offset)

    def _column(self, offset: int) -> int:
        return offset - self._line_start(offset)


def _moved(want: list[object], have: list[object]) -> bool:
    """Whether two lists of equal length have items with other ids in the same places."""
    pairs = zip(want, have, strict=True)
    return any(
        key_of(one) != key_of(other)
        for one, other in pairs
        if isinstance(one, dict) and isinstance(other, dict) and "id" in one and "id" in other
    )


def _deepest(node: Node) -> Node:
    """Return the part of a value that is last in the text."""
    while node.style not in {"[", "{", "*"}:
        own = [found for found in node.entries.values() if not found.merged]
        if node.items:
            node = node.items[-1]
        elif own:
            node = max(own, key=lambda found: found.key.start).value
        else:
            break
    return node


def _unaliased(node: Node) -> Node:
    """Return what an alias stands for as a block, in which edits are only looked for."""
    return Branch(node.start, node.end, node.data, "", node.items, node.entries)
