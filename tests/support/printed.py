"""Documents of generated plans."""

import re

from hypothesis import assume

from plandoc import PlandocError, render_document
from plandoc.schema.plan import Plan
from support.problems import codes
from support.workbooks import unzipped, zipped


def printed(plan: Plan) -> bytes:
    """Return the document of a plan; a plan whose gender nobody knows is no example."""
    try:
        return render_document(plan)
    except PlandocError as error:
        assume(codes(error) != ["PLN301"])
        raise


def without_plan(document: bytes) -> bytes:
    """Return a document without the plan that it carries."""
    parts = unzipped(document)
    return zipped({name: re.sub(rb"<plan>.*</plan>", b"", part) for name, part in parts.items()})
