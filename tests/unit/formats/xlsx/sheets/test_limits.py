"""plandoc.formats.xlsx.sheets.limits: what a cell of Excel can hold."""

from plandoc.errors import Place
from plandoc.fieldpath import ROOT
from plandoc.formats.xlsx.sheets.limits import LONGEST_TEXT, too_long, utf16_length

HERE = Place("план.yaml", path=ROOT / "title")


def test_a_text_is_as_long_as_excel_counts_it():
    """A character outside the first plane counts twice."""
    assert (utf16_length("слово"), utf16_length("😀"), utf16_length("")) == (5, 2, 0)


def test_a_text_that_fits_is_no_problem_and_one_letter_more_is():
    """The longest text passes; a longer one is a problem at its place with both lengths."""
    assert list(too_long("я" * LONGEST_TEXT, HERE)) == []
    (problem,) = too_long("я" * (LONGEST_TEXT + 1), HERE)
    assert (problem.code, problem.place) == ("PLN701", HERE)
    assert problem.values == {"length": LONGEST_TEXT + 1, "longest": LONGEST_TEXT}
