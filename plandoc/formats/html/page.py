"""The page of a plan: one HTML file that needs no other and no server."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import Environment, StrictUndefined, Template

from plandoc.formats.html.view import View, view_of
from plandoc.formats.issued_text import BLANK, with_digest
from plandoc.progress.figures import Report
from plandoc.schema.markup import Paragraph, ParagraphKind
from plandoc.schema.plan import Plan


def render_page(plan: Plan, report: Report | None = None) -> bytes:
    """Return a plan as one HTML page, UTF-8; the output is deterministic.

    It holds all that is on paper in the order of the document, each row of a table with all of its
    cells. Rows are found by their words, section, executor, month and state without a server;
    without scripts, and in print, the whole plan is shown. Nothing is loaded from anywhere: a
    Content-Security-Policy forbids it.

    With `report`, the figures of the same plan, it has the state of each row and its outcome, and
    the figures stand above. Raises `PlandocError` if the gender of УТВЕРЖДЕН- is unknown.
    """
    view = view_of(plan, report)
    return with_digest("".join(_filled(view)).encode())


def _filled(view: View) -> Iterator[str]:
    texts = {"style": _text("page.css"), "script": _text("page.js"), "blank": BLANK}
    yield from _template().generate(view=view, **texts)
    yield "\n"


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["grouped"] = _grouped
    return environment.from_string(_text("page.html"))


def _grouped(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[bool, Iterable[Paragraph]]]:
    """Yield runs of paragraphs that are items of a list, and of others."""
    return groupby(paragraphs, lambda one: one.kind is not ParagraphKind.PLAIN)


@cache
def _text(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")
