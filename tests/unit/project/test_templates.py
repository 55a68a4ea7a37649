"""plandoc.project.templates: a template of one's own."""

import pytest

from plandoc import build_file, load_template, save_template
from plandoc.errors import OutputError, TemplateError

PLAN = """\
# Первый комментарий
title: План работы  # заголовок
period: 2018-2019
activities:
  - title: Заседание совета
    deadline: май 2019
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def codes(error):
    return [problem.code for problem in error.value.problems]


def test_the_template_can_be_saved_and_used(file, tmp_path):
    """The saved template builds the same document; it is not overwritten unasked."""
    save_template(tmp_path / "mine.docx")
    (tmp_path / "mine.docx").write_bytes(b"changed")
    with pytest.raises(OutputError):
        save_template(tmp_path / "mine.docx")
    save_template(tmp_path / "mine.docx", force=True)
    mine = load_template(tmp_path / "mine.docx")
    own = build_file(file, tmp_path / "own", template=mine).document.read_bytes()
    assert own == build_file(file, tmp_path / "out").document.read_bytes()


def test_a_template_that_is_not_there_is_said(tmp_path):
    """A wrong name for a template is a problem of the template."""
    with pytest.raises(TemplateError) as error:
        load_template(tmp_path / "none.docx")
    assert codes(error) == ["PLN801"]
