"""Deadlines composed from their meaning in every order, spelling and language that is read."""

from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.composed_deadlines import compose
from support.deadline_corpus import comparable, notation
from support.effort import tries

from plandoc.schema.deadline import Deadline, ReadingLevel
from plandoc.schema.period import Period

PERIODS = [Period.school_year(2018), Period.calendar_year(2019)]


def _is_right(composed, deadline):
    period = deadline.page.period
    return comparable(notation(deadline), period) == comparable(composed.expected, period)


@given(st.data(), st.sampled_from(PERIODS))
@tries(3000)
def test_a_composed_deadline_is_read_rightly_or_doubted(data, period):
    """However its parts are put together, the days read are those meant, or a doubt is raised."""
    composed = compose(lambda ways: data.draw(st.sampled_from(ways)), period)
    deadline = Deadline.parse(composed.text, period)
    told = deadline.reading is not ReadingLevel.READ
    assert told or _is_right(composed, deadline), (composed, notation(deadline))


def test_nearly_all_composed_deadlines_are_read():
    """Of a fixed sample 99 % are read rightly, and not one wrongly without a doubt."""
    random = Random(16)
    sample = [(compose(random.choice, period), period) for period in PERIODS for _ in range(400)]
    read = [(one, Deadline.parse(one.text, period)) for one, period in sample]
    wrong = [(one, notation(deadline)) for one, deadline in read if not _is_right(one, deadline)]
    assert len(wrong) <= 0.01 * len(read), wrong


FORMS = (
    "сентябрь", "07.11", "15 января", "12.10 в 14.00", "до 1 марта", "ноябрь, 12", "март, 2 неделя",
    "2-я декада апреля", "последняя неделя мая", "последняя пятница мая", "первая среда июня",
    "октябрь – ноябрь", "с 10 по 15 декабря", "ежемесячно", "по средам", "II квартал", "начало мая",
    "конец июня", "февраль, до 20.02", "апрель с 5 по 9", "3 пара, 15 октября",
)  # fmt: skip
"""Deadlines that are read without a doubt, each by itself."""


@pytest.mark.parametrize("joint", ["; ", "\n", ";\n"])
def test_two_deadlines_in_a_cell_are_read_as_each_alone(joint):
    """What stands on another line, or behind a semicolon, changes no day, or a doubt is raised."""
    alone = {text: set(notation(Deadline.parse(text, PERIODS[0])).split(";")) for text in FORMS}
    for one, other in product(FORMS, FORMS):
        both = Deadline.parse(f"{one}{joint}{other}", PERIODS[0])
        told = both.reading is not ReadingLevel.READ or both.problems
        said = set(notation(both).split(";"))
        assert told or said == alone[one] | alone[other], (one, other, notation(both))
