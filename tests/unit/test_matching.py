"""plandoc.matching: rows matched by text and likeness, and what changed its place."""

from hypothesis import given
from hypothesis import strategies as st
from support.work import calls

from plandoc.matching import MatchedBy, Nearest, match_texts, out_of_order

TEXTS = st.lists(
    st.sampled_from(["Совет", "совет.", "Заседание совета", "Заседания совета", "Отчёт", ""])
)


def matched(old: dict[str, str], new: dict[str, str]) -> list[tuple[str, str, MatchedBy]]:
    return list(match_texts(old, new))


def test_equal_texts_come_before_equal_words() -> None:
    """A row that says the same to the letter is preferred to one that differs in a full stop."""
    pairs = matched({"a": "Совет.", "b": "Совет"}, {"x": "Совет", "y": "СОВЕТ"})
    assert pairs == [("b", "x", MatchedBy.TEXT), ("a", "y", MatchedBy.TEXT)]


def test_the_most_alike_come_first() -> None:
    """Of two reworded rows the closer one wins, whatever their order."""
    old = {"a": "Заседание методического совета"}
    new = {"x": "Заседание малого совета", "y": "Заседания методического совета"}
    assert matched(old, new) == [("a", "y", MatchedBy.LIKENESS)]


def test_strangers_stay_apart() -> None:
    """Texts that share nothing are not matched."""
    assert matched({"a": "Конкурс чтецов"}, {"x": "Ремонт крыши"}) == []


@given(TEXTS, TEXTS)
def test_each_row_is_matched_once(old: list[str], new: list[str]) -> None:
    """No row stands in two pairs, and equal texts never stay apart."""
    before, after = dict(enumerate(old)), dict(enumerate(new))
    pairs = list(match_texts(before, after))
    assert len({was for was, _, _ in pairs}) == len(pairs) == len({now for _, now, _ in pairs})
    left = {before[n] for n in before if n not in {was for was, _, _ in pairs}}
    rest = {after[n] for n in after if n not in {now for _, now, _ in pairs}}
    assert not left & rest


@given(st.permutations(range(9)))
def test_the_others_rise(order: list[int]) -> None:
    """Without what is out of order the positions of the others rise; in a sorted row nothing is."""
    moved = out_of_order(dict(enumerate(order)))
    kept = [position for key, position in enumerate(order) if key not in moved]
    assert kept == sorted(kept)
    assert bool(moved) == (list(order) != sorted(order))


def test_words_that_all_texts_share_cost_no_more_in_a_larger_plan():
    """The work for one text does not grow with the number of texts that have its words."""
    small, large = (
        Nearest((n, f"проведение совета школы {n}") for n in range(count))
        for count in (5_000, 20_000)
    )
    text = "проведение совета школы 777 января"
    assert small.to(text)[0][1] == large.to(text)[0][1] == 777
    assert calls(large.to, text) <= calls(small.to, text) + 100
