"""plandoc.schema.deadline.month_first: months that stand before their days."""

import pytest
from support.deadline_corpus import notation
from support.problems import codes

from plandoc.schema.deadline import Deadline
from plandoc.schema.period import Period

SCHOOL = Period.school_year(2018)
DAYS = (
    ("12", "{}-12"), ("15-20", "{0}-15..{0}-20"), ("5 и 12", "{0}-05;{0}-12"),
    ("3, 10, 17", "{0}-03;{0}-10;{0}-17"), ("12-го", "{}-12"), ("7 числа", "{}-07"),
    ("1 неделя", "{0}-01..{0}-07"), ("2-я декада", "{0}-11..{0}-20"),
    ("1 половина", "{0}-01..{0}-15"), ("начало", "{0}-01..{0}-10"),
)  # fmt: skip
MONTHS = (("ноябрь", "2018-11"), ("январь", "2019-01"), ("апрель", "2019-04"))


def read(text: str, **page: int) -> str:
    return notation(Deadline.parse(text, SCHOOL, **page))


@pytest.mark.parametrize("mark", [", ", " ", "\n", ": ", " – "])
@pytest.mark.parametrize("apart", ["; ", "\n", ", ", " "])
@pytest.mark.parametrize(("days", "expected"), DAYS)
def test_days_belong_to_the_month_before_them(
    days: str, expected: str, apart: str, mark: str
) -> None:
    """However months are listed, no day goes to the month that follows it."""
    text = apart.join(f"{month}{mark}{days}" for month, _ in MONTHS)
    found = Deadline.parse(text, SCHOOL)
    assert notation(found) == ";".join(expected.format(month) for _, month in MONTHS)
    assert codes(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ноябрь, 12; декабрь", "2018-11-12;2018-12"),
        ("ноябрь, 1 неделя\nдекабрь", "2018-11-01..2018-11-07;2018-12"),
        ("октябрь, ноябрь, 12", "2018-10;2018-11-12"),
        ("ноябрь 2018 г., 12; май 2019 г., 20", "2018-11-12;2019-05-20"),
        ("12 ноября, 10 декабря", "2018-11-12;2018-12-10"),
        ("1 неделя ноября\n2 неделя декабря", "2018-11-01..2018-11-07;2018-12-08..2018-12-14"),
        ("сентябрь – ноябрь", "2018-09..2018-11"),
        ("сентябрь с 10 по 15", "2018-09-10..2018-09-15"),
        (
            "сентябрь, с 10 по 15; октябрь, с 3 по 7",
            "2018-09-10..2018-09-15;2018-10-03..2018-10-07",
        ),
        ("март, до 25.03", "..2019-03-25"),
        ("октябрь до 10.10; ноябрь", "..2018-10-10;2018-11"),
        ("сентябрь, не позднее 10-го", "..2018-09-10"),
        ("октябрь, до 10 ноября", "2018-10;..2018-11-10"),
        ("октябрь, 2-я среда\nмарт", "2018-10-10;2019-03"),
        ("октябрь, 2-я среда; март, 3-я среда", "2018-10-10;2019-03-20"),
        ("ноябрь, второй и четвёртый вторник", "2018-11-13;2018-11-27"),
        ("ноябрь, первый и последний вторник", "2018-11-06;2018-11-27"),
        ("ноябрь, 12, пн; декабрь, 10, пн", "2018-11-12;2018-12-10"),
    ],
)
def test_what_else_stands_beside_a_month_is_read_as_before(text: str, expected: str) -> None:
    """A month may have no days; days before their months are theirs."""
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["ноябрь 18; январь 19", "ноябрь – 12", "ноябрь, 12 человек", "ноябрь, 12 декабря"]
)
def test_what_may_be_something_else_is_asked_or_left(text: str) -> None:
    """A number that may be a year, the end of a range or a count is no day of the month."""
    assert "2018-11-12" not in read(text).split(";")
    assert "2018-11-18" not in read(text).split(";")
