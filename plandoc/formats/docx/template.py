"""DOCX templates, compiled once and filled many times."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property, lru_cache
from types import NoneType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes
from lxml import etree
from lxml.etree import _Element

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError, TemplateError
from plandoc.formats.docx import hazards, own_pictures, placeholder, prototypes, sandbox, tracked
from plandoc.formats.docx.names import qn
from plandoc.formats.docx.outline import FilledPackage
from plandoc.formats.docx.own_pictures import OwnPicture
from plandoc.formats.docx.section import page_of, plan_section
from plandoc.formats.docx.tag_rules import MOST_BLOCKS
from plandoc.formats.docx.tag_source import Source, literal, source_of
from plandoc.formats.docx.tags import OPENING, join_tags
from plandoc.ooxml.kind import FileKind
from plandoc.ooxml.opening import open_package
from plandoc.ooxml.package import Package, relations_of
from plandoc.page import (
    approvals,
    blocks,
    context,
    paragraphs,
    printed,
    report_context,
    report_overview,
    report_tables,
    table_context,
)
from plandoc.page.context import PlanContext
from plandoc.page.sheet import Page
from plandoc.schema.own_names import is_own_name
from plandoc.words.likeness import closest
from plandoc.words.texts import shortened

LARGEST_TEMPLATE = 64 * 2**20
"""Bytes of all parts unpacked."""

LARGEST_PART = 8 * 2**20
"""Bytes of the text, or of a header, unpacked."""

_STEPS, _STEPS_PER_LINE = 200_000, 60
_LENGTH, _LENGTH_PER_LINE = 4_000_000, 6_000
_FILLED = ("header", "footer", "footnotes", "endnotes")
_LANGUAGE = re.compile('(<w:lang w:val=")[^"]*')


_FIELDS = {
    kind: frozenset(get_type_hints(kind))
    for module in (
        context,
        blocks,
        report_context,
        report_overview,
        approvals,
        report_tables,
        table_context,
        printed,
        paragraphs,
    )
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}


_NOTHING: Mapping[str, str | OwnPicture] = {}

ENVIRONMENT = sandbox.environment(_FIELDS)
"""The Jinja of all templates."""


@dataclass(frozen=True)
class Filled:
    """A part as Jinja compiled: its code, and the source that leads from its lines to tags."""

    code: str
    tagged: bool
    """Whether it has tags of an author."""
    source: Source

    @cached_property
    def template(self) -> JinjaTemplate:
        """The code, ready to run."""
        return sandbox.ready(ENVIRONMENT, self.code)


@dataclass(frozen=True)
class Template:
    """A compiled template: its fixed parts, its Jinja parts and its page.

    `charts` are the names of the pictures of a report that it has a place for.
    """

    page: Page
    fixed: Mapping[str, bytes]
    filled: Mapping[str, Filled]
    charts: frozenset[str] = frozenset()
    file: str = ""
    """The name of the file in messages."""
    problems: tuple[Problem, ...] = ()
    """Warnings about the file."""
    origin: bytes = field(default=b"", repr=False)
    """The file, of which another process compiles the template again."""
    extra: frozenset[str] = frozenset()
    """The names that it may use beside those of `PlanContext`."""
    needs: tuple[Problem, ...] = ()
    """What is wrong unless a plan has the names, where any name may be a plan's own."""
    boxes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The relations to pictures by their names, by the parts that show them."""

    @property
    def has_overview(self) -> bool:
        """Whether it prints the first page of a report; one of an older version does not."""
        return any("report.overview." in one.source.text for one in self.filled.values())

    @property
    def lists_figures(self) -> bool:
        """Whether contents can name the page of the figures of a report."""
        parts = (
            one.source.text.partition("report.summary_heading") for one in self.filled.values()
        )
        return any(
            found and "item.bookmark" in before.rpartition("</w:p>")[2]
            for before, found, _ in parts
        )

    def __reduce__(self) -> tuple[object, ...]:
        return _compiled_once, (self.origin, self.file, self.extra, bool(self.needs))

    @property
    def pictures(self) -> frozenset[str]:
        """The names of its own that stand for pictures."""
        return frozenset(name for named in self.boxes.values() for name in named)

    def fill(
        self,
        plan: PlanContext,
        charts: Mapping[str, bytes] | None = None,
        extra: Mapping[str, str | OwnPicture] = _NOTHING,
        *,
        closed: bool = False,
    ) -> FilledPackage:
        """Return the document, with parts in the order of the template.

        One whose parts nobody goes on to change is `closed`: it is deflated while it is filled.
        `charts` are the PNGs of a report by their names, `extra` has the texts and the pictures of
        the names of its own. Raises `TemplateError` if a tag cannot be evaluated, or if a filled
        part is not XML.
        """
        own = dict.fromkeys(self.extra, "") | dict(extra)
        if missing := [one for one in self.needs if one.values["name"] not in own]:
            raise TemplateError(_with_nearest(one, own) for one in missing)
        if wrong := list(self._no_pictures(own)):
            raise TemplateError(wrong)
        names = own | {one.name: getattr(plan, one.name) for one in fields(plan)}
        package = FilledPackage({**self.fixed, **dict.fromkeys(self.filled, b"")})
        lines = _lines(plan)
        try:
            for name, filled in self.filled.items():
                package.fill(name, _fill(name, filled, names, lines), closed=closed)
            for name in (name for name, filled in self.filled.items() if filled.tagged):
                _proved(package, name)
        except TemplateError as error:
            raise TemplateError(problem.at(file=self.file) for problem in error.problems) from error
        for name, picture in (charts or {}).items():
            placeholder.put_in(package, name, picture)
        own_pictures.put_in(package, self.boxes, own)
        return package

    def _no_pictures(self, own: Mapping[str, str | OwnPicture]) -> Iterator[Problem]:
        """Yield a problem for each name of a picture that has a text."""
        for name in sorted(self.pictures):
            if isinstance(text := own.get(name), str) and text.strip():
                values = {"name": name, "text": shortened(text)}
                yield Problem(Code.PICTURE_IS_A_TEXT, place=Place(file=self.file), values=values)


def _lines(plan: PlanContext) -> int:
    """Return how much a plan has to print, in lines."""
    lines = len(plan.notes) + len(plan.short_names)
    for block in plan.blocks:
        lines += 4 + 4 * sum(len(one.runs) for one in block.paragraphs) + 2 * len(block.entries)
        if block.table:
            rows, items = block.table.rows, block.table.items
            lines += sum(2 + len(cell.lines) for row in rows for cell in row.cells)
            lines += len(rows) + 4 * sum(1 + len(row.paragraphs) for row in rows) + 4 * len(items)
    return lines


def _fill(name: str, filled: Filled, names: Mapping[str, object], lines: int) -> Iterator[bytes]:
    """Yield a part filled, piece by piece, within bounds that grow with the plan."""
    most = _STEPS + _STEPS_PER_LINE * lines
    longest = _LENGTH + _LENGTH_PER_LINE * lines + 2 * len(filled.source.text)
    length = steps = 0
    try:
        for told in filled.template.generate(names):
            text = "".join(told)
            length += len(text)
            steps += len(told)
            if length > longest or steps > most:
                raise TemplateError([_too_much(name, most, longest)])
            yield text.encode("utf-8", "surrogatepass")
    except sandbox.FAILURES as error:
        line = sandbox.line_of(error)
        problem = filled.source.problem(Code.TEMPLATE_CANNOT_BE_FILLED, line)
        if isinstance(error, sandbox.PrintedPictureError):
            problem = _printed_picture(filled.source, line, error.picture.name)
        raise TemplateError([problem]) from error


def _proved(package: FilledPackage, name: str) -> _Element:
    """Return a filled part parsed, of the main one its outline."""
    try:
        return package.outline if name == package.main else package.xml(name)
    except (ReturnedFileError, etree.XMLSyntaxError, ValueError) as error:
        problem = Problem(Code.TEMPLATE_MAKES_BROKEN_PART, place=Place(part=name))
        raise TemplateError([problem]) from error


def _printed_picture(source: Source, line: int, name: str) -> Problem:
    """Return the problem of a tag that prints a picture as text."""
    told = source.problem(Code.TEMPLATE_PRINTS_PICTURE, line)
    values = {**told.values, "name": name}
    return Problem(Code.TEMPLATE_PRINTS_PICTURE, place=told.place, values=values)


def _too_much(name: str, most: int, longest: int) -> Problem:
    values = {"steps": most, "characters": longest}
    return Problem(Code.TEMPLATE_FILLS_TOO_MUCH, place=Place(part=name), values=values)


def read_template(
    source: bytes, file: str = "", *, extra: Iterable[str] = (), open_names: bool = False
) -> Template:
    """Return the compiled template; `extra` are names that it may use beside those of a plan.

    With `open_names` any unknown name may be one that a plan has as its own (`extra`); it is
    refused when a plan without it is rendered. Raises `TemplateError` with everything that is
    wrong, each with its table and row, or if the bytes are not a DOCX.
    """
    names = _own_names(extra)
    package, roots, found = _opened(source, file)
    styles = package.related(package.main, "styles")
    main = roots[package.main]
    remarks: list[Problem] = []
    tracked.accept_in_looks(package)
    for name, root in roots.items():
        part = "" if name == package.main else name
        if count := tracked.accept(root):
            place, told = Place(file=file, part=part), {"count": count}
            remarks.append(Problem(Code.TEMPLATE_TRACKED_CHANGES, place=place, values=told))
        found += hazards.fields_out(root, part)
        hazards.drop_anchors(root)
        join_tags(root)
    boxes = {name: own_pictures.prepare(package, name, root, found) for name, root in roots.items()}
    if not any(OPENING.search(etree.tostring(root, encoding="unicode")) for root in roots.values()):
        found = found or [Problem(Code.TEMPLATE_WITHOUT_TAGS)]
    section = plan_section(main)
    shapes = package.xml(styles[0]) if styles else None
    page = page_of(main, section, shapes)
    prototypes.prepare(main, page, section, shapes)
    charts = placeholder.prepare(main, page.body)
    filled: dict[str, Filled] = {}
    needs: list[Problem] = []
    pictures = {one for named in boxes.values() for one in named}
    for name, root in roots.items():
        part = "" if name == package.main else name
        tagged = source_of(root, part)
        found += [p if p.place.part or not part else p.at(part=part) for p in tagged.problems]
        if not tagged.problems and (part == "" or tagged.tags):
            own = _Own(names, pictures, needs if open_names else found)
            compiled = _compiled(tagged, found, own)
            if compiled is not None:
                filled[name] = compiled
    if found:
        raise TemplateError([problem.at(file=file) for problem in found])
    for name in styles:
        text = literal(_decoded(package, name))
        language = _LANGUAGE.sub(r"\1{{ properties.language|in_attribute }}", text)
        tree = ENVIRONMENT.parse(language)
        filled[name] = _filled(tree, Source(language))
    if charts:
        package.unrelate(package.main, *sorted(frozenset().union(*charts.values())))
    fixed = {name: data for name, data in package.items() if name not in filled}
    return Template(
        page, fixed, filled, frozenset(charts), file, tuple(remarks), source, names,
        tuple(problem.at(file=file) for problem in needs), boxes,
    )  # fmt: skip


def _own_names(extra: Iterable[str]) -> frozenset[str]:
    names = frozenset(extra)
    if taken := sorted(name for name in names if not is_own_name(name)):
        values = {"names": ", ".join(taken) or "—"}
        raise TemplateError([Problem(Code.TEMPLATE_NAME_TAKEN, values=values)])
    return names


@lru_cache(maxsize=4)
def _compiled_once(
    source: bytes,
    file: str,
    extra: frozenset[str],
    open_names: bool = False,  # noqa: FBT001, FBT002
) -> Template:
    """Return the compiled template, which a process that builds many plans gets with each."""
    return read_template(source, file, extra=extra, open_names=open_names)


def _opened(source: bytes, file: str) -> tuple[Package, dict[str, _Element], list[Problem]]:
    """Return the package, the parts to be filled as trees, what a template must not bring in."""
    try:
        package = open_package(source, file, kind=FileKind.DOCUMENT, largest=LARGEST_TEMPLATE)
        if package.is_strict:
            raise TemplateError([Problem(Code.TEMPLATE_STRICT, place=Place(file=file))])
        found = list(hazards.links_out(package))
        hazards.drop_traces(package)
        roots = {name: _root(package, name) for name in _filled_parts(package)}
        for name, root in roots.items():
            _refuse_dangling(package, name, root)
        styles = package.related(package.main, "styles")
        for name in styles:
            package.xml(name)
        found += hazards.tags_left(package, {*roots, *styles})
    except ReturnedFileError as error:
        raise TemplateError(_not_opened(error, file)) from error
    if not roots or roots[package.main].find(qn("w:body")) is None:
        raise TemplateError([Problem(Code.TEMPLATE_NOT_DOCX, place=Place(file=file))])
    return package, roots, found


def _filled_parts(package: Package) -> list[str]:
    """Return the parts that may have tags: the text, headers, footers and notes."""
    related = (part for kind in _FILLED for part in package.related(package.main, kind))
    return [name for name in dict.fromkeys((*related, package.main)) if name]


def _root(package: Package, name: str) -> _Element:
    if len(data := package.read(name)) > LARGEST_PART:
        values = {"size": len(data) // 2**20, "most": LARGEST_PART // 2**20}
        place = Place(file=package.file, part=name)
        problem = Problem(Code.TEMPLATE_PART_TOO_LARGE, place=place, values=values)
        raise TemplateError([problem])
    package.xml(name)  # refuses what is no XML, and a document type
    from docx.oxml import parse_xml  # noqa: PLC0415 - only what compiles a template needs it

    root: _Element = parse_xml(data)
    return root


def _refuse_dangling(package: Package, name: str, root: _Element) -> None:
    """Raise `ReturnedFileError` where a part names a relation that it does not have."""
    listed = relations_of(name)
    known = {entry.get("Id") for entry in package.tree(listed)} if listed in package else set()
    named = {
        value
        for element in root.iter(etree.Element)
        for key, value in element.attrib.items()
        if key.startswith(package.links) and not value.startswith("{")
    }
    if named - known - {""}:
        raise ReturnedFileError(
            [Problem(Code.TEMPLATE_PART_MISSING, place=Place(file=package.file, part=name))]
        )


def _decoded(package: Package, name: str) -> str:
    try:
        return package.read(name).decode()
    except UnicodeDecodeError:
        return etree.tostring(package.xml(name), encoding="unicode")


def _not_opened(error: ReturnedFileError, file: str) -> list[Problem]:
    """Return why a file cannot be a template; that it is another kind of file is told at once."""
    told = [p for p in error.problems if p.code.name in _TOLD]
    return told or [Problem(Code.TEMPLATE_NOT_DOCX, place=Place(file=file))]


_TOLD = (
    "OFFICE_FILE_ENCRYPTED", "OFFICE_FILE_HAS_DTD", "OFFICE_FILE_TOO_LARGE",
    "OFFICE_FILE_TOO_MANY_PARTS", "OFFICE_FILE_TOO_MANY_ELEMENTS", "OFFICE_FILE_PART_DAMAGED",
    "TEMPLATE_PART_MISSING",
)  # fmt: skip


class _Own(NamedTuple):
    """The names of the author's own: those that are known, and those that stand for pictures.

    To `unnamed` goes what is wrong with others.
    """

    known: Iterable[str]
    pictures: Collection[str]
    unnamed: list[Problem]


def _compiled(source: Source, found: list[Problem], own: _Own) -> Filled | None:
    """Return a part compiled, or add what is wrong with it."""
    tree, problems = sandbox.parse(ENVIRONMENT, source)
    if tree is not None and not problems:
        for one, problem in _unknown_names(tree, source, own.known):
            (own.unnamed if one.whole and own.unnamed is not found else problems).append(problem)
        problems += _printed_pictures(tree, source, own.pictures)
    found += problems
    if tree is None or problems:
        return None
    try:
        return _filled(tree, source)
    except (SyntaxError, RecursionError, MemoryError, *sandbox.FAILURES):
        found.append(Problem(Code.TEMPLATE_TOO_DEEP, values={"tag": "…", "most": MOST_BLOCKS}))
        return None


def _filled(tree: nodes.Template, source: Source) -> Filled:
    code = sandbox.compiled(ENVIRONMENT, tree)
    filled = Filled(code, bool(source.tags), source)
    assert filled.template  # which raises for what Python cannot compile
    return filled


def _printed_pictures(
    tree: nodes.Template, source: Source, pictures: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each tag that prints a picture as text."""
    for output in sandbox.every_node(tree) if pictures else ():
        for node in output.nodes if isinstance(output, nodes.Output) else ():
            printed: nodes.Node | None = node
            while isinstance(printed, nodes.Filter):
                printed = printed.node
            if isinstance(printed, nodes.Name) and printed.name in pictures:
                yield _printed_picture(source, printed.lineno, printed.name)


class _Unknown(NamedTuple):
    """A name that the context does not have; `whole` unless it is a field of another."""

    name: str
    nearest: str
    line: int
    whole: bool = False


def _unknown_names(
    tree: nodes.Template, source: Source, extra: Iterable[str]
) -> Iterator[tuple[_Unknown, Problem]]:
    """Yield each name in the template that the context does not have, with its problem."""
    found: list[_Unknown] = []
    _walk(tree, get_type_hints(PlanContext) | dict.fromkeys(extra, str), found)
    seen: set[tuple[str, bool, int]] = set()
    for one in found:
        key = (one.name, one.whole, 0 if one.name else one.line)
        if key not in seen:
            seen.add(key)
            code = Code.TEMPLATE_NAME_UNKNOWN if one.name else Code.TEMPLATE_PRINTS_NO_TEXT
            told = source.problem(code, one.line)
            values = {**told.values, "name": one.name, "nearest": one.nearest}
            yield one, Problem(code, place=told.place, values=values)


def _with_nearest(problem: Problem, own: Iterable[str]) -> Problem:
    """Return the problem of an unknown name, with the nearest of those of the plan too."""
    name = str(problem.values["name"])
    nearest = _nearest(name, {**get_type_hints(PlanContext), **dict.fromkeys(own)})
    return replace(problem, values={**problem.values, "nearest": nearest})


def _walk(node: nodes.Node, scope: dict[str, Any], found: list[_Unknown]) -> None:
    """Look for unknown names under a node; `scope` gets the names that it sets."""
    if isinstance(node, nodes.For):
        kind = _kind(node.iter, scope, found)
        inner = {**scope, "loop": None}
        _set(node.target, _element(kind), inner)
        for child in (node.test, *node.body, *node.else_):
            if child is not None:
                _walk(child, inner, found)
    elif isinstance(node, nodes.Assign):
        _set(node.target, _kind(node.node, scope, found), scope)
    elif isinstance(node, nodes.Output):
        for child in node.nodes:
            kind = _kind(child, scope, found)
            if get_origin(kind) is tuple or is_dataclass(kind):
                found.append(_Unknown("", "", child.lineno))
    elif isinstance(node, nodes.Expr):
        _kind(node, scope, found)
    else:
        for child in node.iter_child_nodes():
            _walk(child, scope, found)


def _set(target: nodes.Node, kind: Any, scope: dict[str, Any]) -> None:
    """Give a scope the name that is set, or those of a tuple."""
    if isinstance(target, nodes.Name):
        scope[target.name] = kind
    for child in target.iter_child_nodes():
        _set(child, None, scope)


def _kind(node: nodes.Node, scope: Mapping[str, Any], found: list[_Unknown]) -> Any:
    """Return the type of an expression, `None` where it is unknown."""
    if isinstance(node, nodes.Name):
        if node.name not in scope:
            nearest = _nearest(node.name, scope)
            found.append(_Unknown(node.name, nearest, node.lineno, whole=True))
        return _given(scope.get(node.name))
    if isinstance(node, nodes.Getattr):
        owner = _kind(node.node, scope, found)
        if not (isinstance(owner, type) and is_dataclass(owner)):
            return None
        known = get_type_hints(owner)
        if node.attr not in known:
            found.append(_Unknown(node.attr, _nearest(node.attr, known), node.lineno))
        return _given(known.get(node.attr))
    for child in node.iter_child_nodes():
        _kind(child, scope, found)
    return None


def _given(kind: Any) -> Any:
    """Return the type that something has where it is there: `X` of `X | None`."""
    kinds = get_args(kind)
    if NoneType not in kinds:
        return kind
    return next(one for one in kinds if one is not NoneType)


def _element(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is tuple else None


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    return next(iter(closest(name, known, least=0.4)), ", ".join(sorted(known)))
