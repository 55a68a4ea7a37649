"""A denial is seen across a dash, and a change that was denied is no change."""

import pytest

from plandoc.marks import read_mark
from plandoc.schema.outcome import Status


def read(text):
    return read_mark(text, language="ru")


@pytest.mark.parametrize("joint", ["-", " - ", " -", "- ", "–", " – ", "—", " — ", "/", " / "])
@pytest.mark.parametrize("done", ["выполнено", "вып.", "исполнено", "проведено", "был проведён"])
@pytest.mark.parametrize("no", ["не", "Не", "так и не"])
def test_a_dash_does_not_hide_a_denial(no, joint, done):
    """«не-выполнено», «не – вып.» are not done."""
    assert read(f"{no}{joint}{done}").status is Status.NOT_DONE


@pytest.mark.parametrize("nothing", ["замечаний не было", "отказов не было"])
def test_a_dash_ends_a_remark_that_denies_something_else(nothing):
    """«Замечаний не было – выполнено» is done."""
    assert read(f"{nothing} – выполнено").status is Status.DONE
    assert read("не было – выполнено").status is Status.NOT_DONE


@pytest.mark.parametrize(
    "text",
    [
        "перенос не согласован", "перенос срока не согласован", "срок продлён не был",
        "отмена не состоялась", "отменено не было", "исключено не было", "отмена не утверждена",
    ],
)  # fmt: skip
def test_a_denied_change_says_no_state(text):
    """What became of it otherwise is asked."""
    mark = read(text)
    assert mark.status is None
    assert mark.problems


def test_what_follows_a_denied_change_counts():
    """«срок продлён не был, не выполнено» is not done."""
    assert read("срок продлён не был, не выполнено").status is Status.NOT_DONE
    assert read("перенесено на май, не выполнено").status is Status.POSTPONED
