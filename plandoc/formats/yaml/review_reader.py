"""Reading the YAML review of next year's draft: answers with their places."""

from collections.abc import Mapping
from functools import cache

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.fieldpath import ROOT, FieldPath
from plandoc.formats.yaml.nodes import Node, place
from plandoc.formats.yaml.yaml_nodes import compose_yaml
from plandoc.review import Answer, Choice, choice_name, choice_named
from plandoc.schema.explained import shown
from plandoc.words.language import DEFAULT_LANGUAGE, LANGUAGES, words_in
from plandoc.words.likeness import closest


@cache
def _fields() -> Mapping[str, str]:
    """Return the two fields of an answer by their names in every language."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        words = words_in(language).rollover.review
        found |= {words.choice: "choice", words.text: "text"}
    return found


def read_review(text: str, file: str = "") -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """Return the answers of a review by key, and problems.

    Questions without an answer are omitted. `file` is the file name in places.
    """
    root, problems = compose_yaml(text, file)
    reader = _Reader(text, file, list(problems))
    if root is not None and reader.is_mapping(root):
        for key, entry in root.entries.items():
            reader.read(key, entry.key, entry.value)
    return reader.answers, tuple(reader.problems)


class _Reader:
    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.answers: dict[str, Answer] = {}

    def place(self, node: Node, path: FieldPath = ROOT) -> Place:
        where = place(self.text, node.start, self.file)
        return Place(file=self.file, line=where.line, column=where.column, path=path)

    def is_mapping(self, node: Node) -> bool:
        if node.data is None or isinstance(node.data, dict):
            return True
        values = {"found": shown(node.data)}
        self.problems.append(Problem(Code.MAPPING_EXPECTED, place=self.place(node), values=values))
        return False

    def read(self, key: str, name: Node, node: Node) -> None:
        """Record the answer of a key."""
        if not self.is_mapping(node):
            return
        choice, text = None, ""
        at = name
        for written, entry in node.entries.items():
            field = _fields().get(written.strip().lower(), "")
            path = ROOT / key / written
            where = self.place(entry.value, path)
            value = entry.value.data
            if field == "choice":
                at = entry.value
            if not field:
                own = words_in(DEFAULT_LANGUAGE).rollover.review
                values = {"key": written, "known": f"{own.choice}, {own.text}"}
                where = self.place(entry.key, path)
                self.problems.append(Problem(Code.KEY_UNKNOWN, place=where, values=values))
            elif value is None:
                continue
            elif not isinstance(value, str):
                self.problems.append(
                    Problem(Code.TEXT_EXPECTED, place=where, values={"found": shown(value)})
                )
            elif field == "text":
                text = value
            elif (choice := choice_named(value)) is None and value.strip():
                self.problems.append(_unknown(value, where))
                return
        if choice or text.strip():
            self.answers[key] = Answer(choice, text, self.place(at))


def _unknown(value: str, where: Place) -> Problem:
    names = [choice_name(choice, DEFAULT_LANGUAGE) for choice in Choice]
    values = {"found": shown(value), "allowed": ", ".join(names)}
    nearest = closest(value.strip().lower(), [*names, *Choice])
    if nearest:
        return Problem(Code.VALUE_MISSPELT, place=where, values={**values, "nearest": nearest[0]})
    return Problem(Code.VALUE_NOT_LISTED, place=where, values=values)
