"""What is left of a page for its spaces."""

from support.page_blocks import blocks_of

from plandoc.page.sheet import BUILT_IN, twips

COVER = ("space", "title", "space", {"text": "2020"}, "page_break", "table")


def heights(blocks: list) -> list[int]:
    return [block.height for block in blocks if block.kind == "space"]


def test_spaces_of_a_page_share_what_is_left():
    """Equal shares, which with the texts fill the page but for two lines."""
    first, second = heights(blocks_of(*COVER))
    room = twips(BUILT_IN.height - BUILT_IN.top - BUILT_IN.bottom)
    assert first == second
    assert 0.8 * room < first + second < 0.9 * room


def test_more_texts_leave_less():
    """Each line of the cover takes its height; a full cover leaves a line."""
    usual = heights(blocks_of(*COVER))
    longer = heights(blocks_of({"organisation": "Министерство\nКолледж"}, *COVER))
    full = heights(blocks_of({"text": "Слово\n" * 60}, *COVER))
    assert usual[0] - longer[0] > twips(5)
    assert 0 < full[0] < twips(7)


def test_pages_are_apart():
    """The space of the second page is that of a whole page."""
    first, second = heights(
        blocks_of("space", "page_break", "title", "space", "page_break", "table")
    )
    assert 0.8 < second / first < 1
