"""plandoc.project.comparing: two plans, or a plan and a document, by their names."""

from datetime import date

import pytest
from support.problems import codes

from plandoc import build_file, compare_files, seal_file
from plandoc.codes import Code
from plandoc.errors import LockError, OutputError, PlanFileError
from plandoc.results import Comparison, Verdict

PLAN = """\
id: p0000001
title: План работы
period: 2018-2019
activities:
  - id: a1
    title: Заседание совета
    deadline: май 2019
    outcome: {status: done}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def later(file):
    """Save the plan with another deadline under another name."""
    path = file.with_name("later.yaml")
    path.write_text(PLAN.replace("май 2019", "июнь 2019"), encoding="utf-8")
    return path


def test_two_plans_are_compared(file):
    """Two plan files give a comparison."""
    found = compare_files(file, later(file))
    assert isinstance(found, Comparison)
    assert [(d.old, d.new) for d in found.differences] == [("май 2019", "июнь 2019")]


def test_a_sealed_revision_is_named_by_its_number(file):
    """`plan.yaml@1` is what was sealed; a revision that was not is refused."""
    seal_file(file, on=date(2018, 9, 1))
    file.write_text(PLAN.replace("май", "июнь"), encoding="utf-8")
    assert len(compare_files(f"{file}@1", file).differences) == 1
    with pytest.raises(LockError):
        compare_files(f"{file}@2", file)


@pytest.mark.parametrize("suffix", [".docx", " — учёт.xlsx"])
def test_a_document_is_compared_with_a_plan_on_either_side(file, tmp_path, suffix):
    """A document or a sheet gives a verdict without a seal; outcomes are no difference."""
    build_file(file, tmp_path / "out")
    made = tmp_path / "out" / f"plan{suffix}"
    for sides in ((file, made), (made, file)):
        found = compare_files(*sides)
        assert isinstance(found, Verdict)
        assert found.matches
        assert found.sealed_on is None
    assert not compare_files(later(file), made).matches


def test_a_document_of_a_sealed_revision_is_compared_with_another_one(file, tmp_path):
    """A plan file is compared whichever revision the document names: the differences are told."""
    made = build_file(file, tmp_path / "out").document
    seal_file(file, on=date(2018, 9, 1))
    file.write_text("revision: 2\n" + PLAN.replace("май", "июнь"), encoding="utf-8")
    found = compare_files(file, made)
    assert isinstance(found, Verdict)
    assert Code.VERIFY_CELL_DIFFERS in codes(found.differences)
    assert Code.VERIFY_REVISION_NOT_LOCKED not in codes(found.differences)


def test_two_documents_are_refused(file, tmp_path):
    """One of two documents would have to be a plan file."""
    made = build_file(file, tmp_path / "out")
    with pytest.raises(PlanFileError):
        compare_files(made.document, made.tracking)


def test_the_page_of_what_changed_follows_the_language(file, tmp_path):
    """With `docx` a page is written, in the language of the plan unless another is named."""
    pages = []
    for language in (None, "ru", "en"):
        page = tmp_path / f"{language}.docx"
        compare_files(file, later(file), docx=page, language=language)
        pages.append(page.read_bytes())
    own, russian, english = pages
    assert own == russian != english
    with pytest.raises(OutputError):
        compare_files(file, later(file), docx=tmp_path / "en.docx", language="ru")
    compare_files(file, later(file), docx=tmp_path / "en.docx", language="ru", force=True)
    assert (tmp_path / "en.docx").read_bytes() == russian
