"""plandoc.formats.docx.compiled: the built-in template, compiled beforehand."""

import json
import subprocess
import sys

import pytest

from plandoc.formats.docx.compiled import dumped, loaded
from plandoc.formats.docx.document import standard_template
from plandoc.formats.docx.standard import compiled_standard_template, standard_template_bytes
from plandoc.formats.docx.template import read_template

SOURCE, COMPILED = standard_template_bytes(), compiled_standard_template()


def test_what_is_shipped_is_what_would_be_compiled() -> None:
    """`templates/plan.json` is the template as compiled today: `python tools/template.py`."""
    made = read_template(SOURCE)
    assert dumped(made) == COMPILED
    read = loaded(SOURCE, COMPILED)
    assert read is not None
    assert dumped(read) == COMPILED
    assert (read.pictures, read.has_overview) == (made.pictures, made.has_overview)
    assert list(read.fixed) == list(made.fixed)
    assert standard_template().filled.keys() == made.filled.keys()


@pytest.mark.parametrize("other", ["", "{}", "template", "names", "jinja"])
def test_what_was_compiled_of_another_template_does_not_count(other: str) -> None:
    """Another template, other names of the context, another Jinja: it is compiled anew."""
    data = json.loads(COMPILED)
    text = json.dumps({**data, other: "0"}) if other in data else other
    assert loaded(SOURCE, text) is None


def test_a_document_is_made_without_the_libraries_that_compile_templates() -> None:
    """A process that prints a plan with the built-in template does not load python-docx."""
    script = (
        "import sys; from plandoc import Plan, render_document; "
        "render_document(Plan(title='План', period='2018-2019', activities=[{'title': 'Дело'}])); "
        "print('docx' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"]
