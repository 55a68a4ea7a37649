"""Import loses no text, whatever a document says."""

from collections import Counter
from random import Random

from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support.effort import tries
from support.hand_made import HEADS, grid
from support.printed import printed, without_plan
from support.strategies import plans

from plandoc import Plan, import_document
from plandoc.formats.docx.paper_reader import read_paper
from plandoc.imports.interpret import interpret
from plandoc.imports.kept import is_form, texts_of, words_of
from plandoc.imports.paper import Grid, Line, Paper
from plandoc.imports.reviewing import apply_review
from plandoc.results import Imported
from plandoc.review import Answer, Choice
from plandoc.words.texts import normalised

PIECES = st.sampled_from(
    ["Смотр", "беседы о", "правилах;", "Цикл:", "1. Бал", "2) Сбор", "- чтения", "прове-", "дение",
     "май", "до 15.10", "в течение", "года", "Завуч", "директора", "Итого", "300", "1 500", "№ 5",
     "Сентябрь", "Раздел II.", "Примечание", "____", "-", "", "«Мир", "детства»", "х", "12.3."]
)  # fmt: skip
CELLS = st.one_of(
    st.just(""),
    PIECES,
    st.lists(PIECES, min_size=2, max_size=4).map("\n".join),
    st.lists(PIECES, min_size=2, max_size=3).map(" ".join),
)
USUAL = ("1.", "Смотр кабинетов", "май", "Завхоз")
SEVERAL = ("2.", "Цикл:\n1) Бал\n2) Сбор", "май\nиюнь", "Завуч\nЗавхоз")
BLANK_LINES = ("3.", "Бал\n\nСбор", "май\n\nиюнь", "Завуч")
ROWS = st.one_of(
    st.sampled_from([USUAL, USUAL, SEVERAL, BLANK_LINES, SEVERAL[1:]]),
    st.tuples(st.just(""), CELLS, st.just(""), st.just("")),
    st.tuples(CELLS, CELLS, CELLS, CELLS),
    st.tuples(st.sampled_from(["", "1.", "2.", "3."]), CELLS, CELLS, st.none() | CELLS),
    st.tuples(st.tuples(CELLS, st.just(4))),
    st.tuples(st.just(""), st.tuples(CELLS, st.just(2)), CELLS),
)
"""Rows as hands make them: cut, merged, with several activities, sums, notes."""


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


TABLES = st.builds(
    lambda rows, heads: grid(*rows, heads=heads),
    st.lists(ROWS, min_size=1, max_size=7),
    st.sampled_from([HEADS, (), ("№", "Тема", "Май", "Июнь"), ("Кто", "Май", "Июнь", "Июль")]),
)


def paper_of(table: Grid) -> Paper:
    return Paper("план.docx", (Line("План на 2020 год", align="center"), table))


@given(TABLES)
@tries(400)
def test_every_word_of_a_table_is_kept_as_often_as_it_stands(table: Grid):
    """However a table is made, each of its words is in the plan or left over, none once less."""
    paper = paper_of(table)
    said = Counter(word for line in paper.lines() for word in words_of(line.said))
    lost = said - accounted(interpret(paper))
    assert not lost


@given(TABLES, st.randoms(use_true_random=False))
@tries(400)
def test_each_answer_that_is_offered_can_be_given(table: Grid, random: Random):
    """Whatever is chosen of what the questions offer is applied and ends their doubts."""
    imported = interpret(paper_of(table))
    answers = {
        row.key: Answer(random.choice([one for one in row.choices if one is not Choice.EDIT]))
        for row in imported.review
    }
    done, problems = apply_review(imported, answers)
    assert problems == ()
    assert [doubt for doubt in done.doubts if doubt.path] == []
