"""A check that found nothing is done; what is not set up or not received is not."""

import pytest

from plandoc.marks import read_mark
from plandoc.schema.outcome import Status


def read(text):
    return read_mark(text, language="ru")


@pytest.mark.parametrize("fault", ["нарушений", "замечаний", "отклонений"])
@pytest.mark.parametrize("found", ["выявил", "выявила", "установила", "показал", "выявили"])
def test_a_check_that_found_no_fault_is_done(fault, found):
    """The fault stands before the verb or after it."""
    assert read(f"Комиссия {fault} не {found}").status is Status.DONE
    assert read(f"Комиссия не {found} {fault}").status is Status.DONE


@pytest.mark.parametrize(
    "text",
    ["окна не установили", "не установили", "ответ не зарегистрирован",
     "замечаний нет, оборудование не установили",
     "из-за болезни не установили оборудование"],
)  # fmt: skip
def test_what_else_was_not_done_is_not_done(text):
    """Without a fault the verb means itself."""
    assert read(text).status is Status.NOT_DONE


@pytest.mark.parametrize("text", ["взяли в работу", "передано в работу", "поставлено на контроль"])
def test_what_was_taken_up_is_under_way(text):
    """To take up is no fulfilment."""
    assert read(text).status is Status.IN_PROGRESS
    assert read("поставлено на учёт").status is Status.DONE


@pytest.mark.parametrize("text", ["провели бы", "проводилось бы"])
def test_what_would_have_been_is_a_doubt(text):
    """«Бы» states nothing."""
    assert read(text).problems


def test_that_nothing_more_is_needed_says_nothing():
    """«Исполнено, дополнительных мер не требуется» is done."""
    assert read("Исполнено, дополнительных мер не требуется").status is Status.DONE
    assert read("Дополнительных мер не требуется").status is None
