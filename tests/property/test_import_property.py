"""Import loses no text, whatever a document says."""

from collections import Counter

from hypothesis import HealthCheck, given
from support.effort import tries
from support.printed import printed, without_plan
from support.strategies import plans

from plandoc import Imported, Plan, import_document
from plandoc.formats.docx.paper_reader import read_paper
from plandoc.imports.kept import is_form, texts_of, words_of
from plandoc.words.texts import normalised


def accounted(imported: Imported) -> Counter[str]:
    """Count the words that an import keeps: in plans, in leftovers."""
    texts = [text for plan in imported.plans for text in texts_of(plan)]
    texts += [one.text for one in imported.leftovers]
    return Counter(word for text in texts for word in words_of(text))


@given(plan=plans(shapes=True))
@tries(200, HealthCheck.filter_too_much)  # a plan of unknown gender is no example
def test_every_word_of_a_document_is_in_a_plan_or_left_over(plan: Plan):
    """No word of a document is lost by import, and nothing but a located problem is raised."""
    document = without_plan(printed(plan))
    imported = import_document(document, "план 2020.docx")
    kept = accounted(imported)
    for line in read_paper(document).lines():
        if line.text.strip().isdigit():  # the row that counts the columns
            continue
        lost = {word for word in words_of(line.text) if word not in kept and not is_form(word)}
        assert not lost, line


@given(plan=plans(shapes=True))
@tries(200, HealthCheck.filter_too_much)  # a plan of unknown gender is no example
def test_a_plan_of_any_shape_comes_back_from_its_document(plan: Plan):
    """A document carries its plan: all of it but the remarks that its author accepted.

    That is the whole list of what a document cannot carry.
    """
    imported = import_document(printed(plan), "план.docx")
    assert imported.plans == (plan.model_copy(update={"accepted": ()}),)
    assert (imported.leftovers, imported.doubts) == ((), ())


@given(plan=plans())
@tries(100, HealthCheck.filter_too_much)  # a plan of unknown gender is no example
def test_rows_of_our_own_documents_come_back(plan: Plan):
    """Rows are read from the page by their ids, where a program lost the plan in the document."""
    imported = import_document(without_plan(printed(plan)), "план 2020.docx")
    found = {row.activity.id: row.activity for one in imported.plans for row in one.activity_rows()}
    for row in plan.activity_rows():
        read = found[row.activity.id]
        for key in ("title", "deadline", "supervisor", "expected_result"):
            ours, theirs = (getattr(one, key) for one in (row.activity, read))
            assert normalised(str(theirs or "")) == normalised(str(ours or ""))
