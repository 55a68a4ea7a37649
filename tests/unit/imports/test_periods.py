import pytest

from plandoc.imports.periods import from_years, period_in, told_period
from plandoc.schema.period import Period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("План работы на 2018-2019 учебный год.", "2018-2019 учебный год"),
        ("ПЛАН НА 2019 – 2020 УЧЕБНЫЙ ГОД", "2019 – 2020 УЧЕБНЫЙ ГОД"),
        ("План на 2018-2019 уч. год", "2018-2019 уч. год"),
        ("мероприятий на 2014 год", "2014 год"),
        ("сборов с 25.01.2021 по 28.02.2021", "с 25.01.2021 по 28.02.2021"),
        ("проверки 2016-2019", "2016-2019"),
        ("План работы (утв. приказом от 30.08.2024 № 42) на 2025 год", "2025 год"),
        ("План субботника 12.05.2025", "12.05.2025"),
        ("План работы", ""),
    ],
)
def test_the_longest_period_of_a_title(text, period):
    """The period is all that the title says of it, without «на»."""
    assert period_in(text) == period


def test_years_of_a_text_tell_a_school_year():
    """Two years in a row that are named nearly as often are a school year."""
    assert from_years(["сентябрь 2018, март 2019, май 2019"]) == "2018-2019"
    assert from_years(["март 2021", "май 2021"]) == "2021"
    assert from_years(["всегда"]) == ""


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("План на I полугодие и лето 2022 года", "2022-01-01", "2022-08-31"),
        ("на первое и второе полугодия 2022/2023 учебного года", "2022-09-01", "2023-05-31"),
        ("План на сентябрь, октябрь и ноябрь 2022 года", "2022-09-01", "2022-11-30"),
        ("с 26 декабря 2022 г. по 8 января 2023 г.", "2022-12-26", "2023-01-08"),
        ("План школы № 5 на 2018-2019 учебный год", "2018-09-01", "2019-08-31"),
        ("Plan for September and October 2022", "2022-09-01", "2022-10-31"),
    ],
)
def test_all_parts_of_a_period_count(text, first, last):
    """What stands before «и», a comma or a month belongs to the period, in the same year."""
    told, sure = told_period(text)
    period = Period.model_validate(told)
    assert (period.first.isoformat(), period.last.isoformat(), sure) == (first, last, True)


@pytest.mark.parametrize(
    "text", ["План на IV четверть 2022-2023 учебного года", "на 2 и 3 четверти 2022-2023 уч. года"]
)
def test_a_period_that_was_read_in_part_is_doubtful(text):
    """Words of a calendar that no day is known of leave the years, and a doubt."""
    told, sure = told_period(text)
    assert not sure
    assert Period.model_validate(told).first.year == 2022


@pytest.mark.parametrize("title", ["на 2018-2020 учебный год", "на 2024 учебный год"])
def test_years_that_are_no_school_year_are_doubted(title: str) -> None:
    """Calendar years are taken where no school year is named, and that is told."""
    period, sure = told_period(f"План работы {title}")
    assert (period, sure) == (title.split()[1], False)
