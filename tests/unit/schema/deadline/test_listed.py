"""plandoc.schema.deadline.listed: the marks of a list in one cell."""

import pytest
from support.deadline_corpus import notation
from support.problems import codes

from plandoc.schema.deadline import Deadline
from plandoc.schema.period import Period

SCHOOL = Period.school_year(2018)
ITEMS = (
    ("сентябрь", "2018-09"), ("октябрь-ноябрь", "2018-10..2018-11"), ("15 января", "2019-01-15"),
    ("до 1 марта", "..2019-03-01"), ("ежемесячно", "recurring:monthly"),
)  # fmt: skip


@pytest.mark.parametrize("mark", ["– ", "- ", "-", "— ", "• "])
@pytest.mark.parametrize("end", ["\n", ";\n", ".\n"])
def test_a_dash_before_each_line_is_no_range(mark: str, end: str) -> None:
    """What is listed under one another is read as each line alone."""
    text = end.join(f"{mark}{item}" for item, _ in ITEMS)
    found = Deadline.parse(text, SCHOOL)
    assert notation(found).split(";") == [expected for _, expected in ITEMS]
    assert codes(found) == []


@pytest.mark.parametrize("first", [1, 2, 10])
def test_numbers_that_count_the_lines_are_no_days(first: int) -> None:
    """«1. Сентябрь» over «2. Октябрь» are two months."""
    items = [one for one in ITEMS if not one[0][0].isdigit()]
    text = "\n".join(f"{n}. {item}" for n, (item, _) in enumerate(items, first))
    assert notation(Deadline.parse(text, SCHOOL)).split(";") == [expected for _, expected in items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 сентября\n2 октября", "2018-09-01;2018-10-02"),
        ("1. сентября\n2. октября", "2018-09-01;2018-10-02"),
        ("сентябрь\n– май", "2018-09..2019-05"),
        ("5. Сентябрь\n12. Октябрь", "2018-09-05;2018-10-12"),
    ],
)
def test_what_is_no_list_is_read_as_before(text: str, expected: str) -> None:
    """Days before their months, and a dash between two lines, stay what they are."""
    assert notation(Deadline.parse(text, SCHOOL)) == expected
