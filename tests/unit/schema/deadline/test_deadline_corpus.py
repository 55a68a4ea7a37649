"""The deadline language measured on real deadlines and on a list written before it was run."""

from support.deadline_corpus import HELD_OUT, INSTITUTIONS, comparable, rows, verdict


def _score(path):
    verdicts = [verdict(row) for row in rows(path) if row.sure]
    wrong = [one for one in verdicts if not one.right]
    return verdicts, wrong, [one for one in wrong if one.confident]


def test_real_deadlines_are_read_as_a_careful_human_reads_them(corpus):
    """Of the sure shared rows 97 % are read as expected, 0.5 % wrongly without doubt."""
    verdicts, wrong, confident = _score(corpus / "deadlines.tsv")
    assert len(verdicts) > 300
    assert len(wrong) <= 0.03 * len(verdicts), wrong
    assert len(confident) <= 0.005 * len(verdicts), confident


def test_a_stale_year_in_the_shared_list_is_never_read_without_doubt(corpus):
    """Rows whose year is stale or mistyped (`?literal|likely`) carry a problem."""
    doubtful = [row for row in rows(corpus / "deadlines.tsv") if "|" in row.expected]
    assert len(doubtful) > 5
    silent = [row.raw for row in doubtful if not row.deadline().problems]
    assert all("." in raw and "2013" not in raw for raw in silent), silent
    assert len(silent) <= 3


def test_invented_deadlines_are_read_as_expected():
    """Of the list written before the first run 97 % are read as expected."""
    verdicts, wrong, confident = _score(HELD_OUT)
    assert len(verdicts) > 150
    assert len(wrong) <= 0.03 * len(verdicts), wrong
    assert len(confident) <= 0.01 * len(verdicts), confident


def test_deadlines_as_other_institutions_write_them_are_read_as_expected():
    """Of gathered and invented rows 98 % are read rightly, at most 0.1 % wrongly in silence."""
    verdicts, wrong, confident = _score(INSTITUTIONS)
    assert len(verdicts) > 1000
    assert len(wrong) <= 0.02 * len(verdicts), wrong
    assert len(confident) <= 0.001 * len(verdicts), confident


def test_the_words_of_every_row_are_kept():
    """Reading a row changes no character of it."""
    found = rows(HELD_OUT)
    assert found
    assert all(str(row.deadline()) == row.raw for row in found)


def test_a_wrong_reading_is_told_from_a_right_one():
    """The comparison sees a month as its days, and nothing more."""
    assert comparable("2018-09", None) == comparable("2018-09-01..2018-09-30", None)
    assert comparable("2018-09", None) != comparable("2018-10", None)
    assert comparable("--02-01..", None) != comparable("..--02-01", None)
