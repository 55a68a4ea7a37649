import pytest

from plandoc.imports.periods import from_years, period_in


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("План работы на 2018-2019 учебный год.", "2018-2019 учебный год"),
        ("ПЛАН НА 2019 – 2020 УЧЕБНЫЙ ГОД", "2019 – 2020 УЧЕБНЫЙ ГОД"),
        ("План на 2018-2019 уч. год", "2018-2019 уч. год"),
        ("мероприятий на 2014 год", "2014 год"),
        ("сборов с 25.01.2021 по 28.02.2021", "с 25.01.2021 по 28.02.2021"),
        ("проверки 2016-2019", "2016-2019"),
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
