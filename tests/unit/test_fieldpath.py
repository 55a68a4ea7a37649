"""plandoc.fieldpath: the path to one field as a value."""

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.effort import tries

from plandoc.fieldpath import ROOT, FieldPath

PARTS = st.lists(st.text() | st.integers(0, 10**9))
DATA = st.recursive(
    st.none() | st.text(max_size=3),
    lambda below: (
        st.lists(below, min_size=1, max_size=3)
        | st.dictionaries(st.text(max_size=3), below, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def places(data, path=ROOT):
    """Yield the path of everything that stands in plain data."""
    yield path
    below = data.items() if isinstance(data, dict) else enumerate(data or ())
    if isinstance(data, dict | list):
        for part, value in below:
            yield from places(value, path / part)


@given(PARTS)
@tries(2000)
def test_a_written_path_is_read_back(parts):
    """Any keys and indexes survive being written, dots, brackets and quotes in keys as well."""
    path = FieldPath(tuple(parts))
    assert FieldPath.parse(str(path)) == path


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (ROOT, ""),
        (ROOT / "title", "title"),
        (
            ROOT / "sections" / 1 / "activities" / 3 / "deadline",
            "sections[1].activities[3].deadline",
        ),
        (ROOT / "short_names" / "зам. директора", 'short_names["зам. директора"]'),
        (ROOT / "short_names" / "ЦМК 1", "short_names.ЦМК 1"),
        (ROOT / "a\nb", '["a\\nb"]'),
        (ROOT / "5" / 5, "5[5]"),
    ],
)
def test_a_path_is_written_as_people_read_it(path, text):
    """Only a key that could be misread is quoted."""
    assert str(path) == text


@pytest.mark.parametrize(
    "text", ["a..b", ".a", "a.", "a[1]b", "a[-1]", "a[01]", '["a]', "a]", '"a"']
)
def test_a_text_that_writes_no_path_is_refused(text):
    """There is one way to write a path; anything else is a `ValueError`."""
    with pytest.raises(ValueError, match=r".+"):
        FieldPath.parse(text)


def test_paths_are_values():
    """Equal paths are one key, survive pickle and copy, and stand in the order of the document."""
    path = ROOT / "sections" / 1
    assert {path: 1}[FieldPath(("sections", 1))] == 1
    assert pickle.loads(pickle.dumps(path)) == copy.deepcopy(path) == path
    assert sorted([ROOT / "sections" / 10, path, path / "title"]) == [
        path, path / "title", ROOT / "sections" / 10,
    ]  # fmt: skip
    with pytest.raises(AttributeError):
        path.parts = ()


def test_paths_lead_up_and_down():
    """A path joins with another, knows what holds it and what it is within."""
    row = ROOT / "activities" / 0
    assert row / FieldPath.parse("outcome.date") == row / "outcome" / "date"
    assert (row / "title").parent == row
    assert ROOT.parent == ROOT
    assert (row / "title").is_within(row)
    assert row.is_within(row)
    assert not (ROOT / "activities" / 1).is_within(row)
    assert not row.is_within(row / "title")
    assert (bool(ROOT), bool(row)) == (False, True)


@given(DATA, st.data())
@tries(1000)
def test_replacing_changes_one_place_and_nothing_else(data, draw):
    """What was put in is there; everything outside of it is as it was, and so is the original."""
    before = copy.deepcopy(data)
    known = list(places(data))
    path = draw.draw(st.sampled_from(known))
    changed = path.replace(data, "новое")
    assert data == before
    assert path.get(changed) == "новое"
    others = [other for other in known if not other.is_within(path) and not path.is_within(other)]
    assert all(other.get(changed) == other.get(data) for other in others)
    assert path.replace(changed, path.get(data)) == data


def test_only_the_last_key_may_be_new():
    """A field that was absent can be set; a way that is not there cannot be made."""
    assert (ROOT / "deadline").get({}) is None
    assert (ROOT / "deadline" / "text").get({}) is None
    assert (ROOT / "deadline").replace({"title": "а"}, "май") == {"title": "а", "deadline": "май"}
    with pytest.raises(LookupError):
        (ROOT / "fields" / "place").replace({}, "зал")
    with pytest.raises(LookupError):
        (ROOT / "notes" / 0).replace({"notes": []}, "да")
