"""plandoc.words.lexer: texts cut into pieces."""

from plandoc.words.lexer import (
    DASHES,
    GAP,
    LETTERS,
    MARK,
    NUMBER,
    TOO_LARGE,
    Piece,
    after_ending,
    compiled,
    pair_brackets,
    quoted,
    scan,
)

PATTERN = compiled(
    rf"{NUMBER} | (?P<word>{LETTERS.format(inner='')}) | (?P<dash>{DASHES}) | {GAP} | {MARK}"
)


def cut(text: str) -> list[Piece]:
    """The pieces of a text with the common pattern."""
    pieces = []
    for written, piece in scan(text, PATTERN, Piece):
        piece.word = written
        pieces.append(piece)
    return pieces


def test_every_character_is_in_a_piece_or_in_a_gap() -> None:
    """Words keep stress and soft hyphens, marks have their kinds, blanks are between pieces."""
    text = "до\u0301ма, со\xadюз — 15; (№ [x]) a/b:!… _ 1"
    assert [(piece.kind, piece.word) for piece in cut(text)] == [
        ("word", "до\u0301ма"), ("comma", ","), ("word", "со\xadюз"), ("dash", "—"),
        ("number", "15"), ("semicolon", ";"), ("open", "("), ("mark", "№"), ("open", "["),
        ("word", "x"), ("close", "]"), ("close", ")"), ("word", "a"), ("slash", "/"),
        ("word", "b"), ("colon", ":"), ("stop", "!"), ("stop", "…"), ("number", "1"),
    ]  # fmt: skip
    assert all(text[piece.start : piece.end] == piece.word for piece in cut(text))


def test_line_breaks_and_blanks_before_a_piece_are_counted() -> None:
    """A piece knows whether it begins a line or follows an empty one, and whether it is glued."""
    pieces = cut("а б\nв\n \n\nг-д")
    assert [piece.line for piece in pieces] == [0, 0, 1, 2, 0, 0]
    assert [piece.spaced for piece in pieces] == [False, True, True, True, False, False]


def test_a_piece_that_becomes_a_gap_passes_its_line_break_on() -> None:
    """A dropped dot counts as a blank; the line break before it is not lost."""
    pieces = []
    for written, piece in scan("а\n.б", PATTERN, Piece):
        if written == ".":
            piece.kind = "gap"
        else:
            pieces.append(piece)
    assert [(piece.line, piece.spaced) for piece in pieces] == [(0, False), (1, True)]


def test_numbers_have_a_value_and_their_digits() -> None:
    """A number of any length has a value that fits into a date, a count or neither."""
    pieces = cut("007 123456789 1234567890")
    assert [(piece.value, piece.digits) for piece in pieces] == [
        (7, 3), (123456789, 9), (TOO_LARGE, 10),
    ]  # fmt: skip


def test_quotations_with_words_are_found() -> None:
    """Only a pair that holds a word is a quotation; straight marks count when asked for."""
    pieces = cut('«а б» «15» “в” "г" «д')
    assert list(quoted(pieces)) == [(0, 4), (7, 10)]
    assert list(quoted(pieces, straight=True)) == [(0, 4), (7, 10), (10, 13)]


def test_brackets_know_their_mates() -> None:
    """Nested brackets are paired from the inside; one without a pair has none."""
    pieces = cut("(а [б]) )(")
    pair_brackets(pieces)
    assert [piece.mate for piece in pieces] == [5, -1, 4, -1, -1, -1, -1, -1]


def test_the_ending_of_a_number_is_taken_only_where_it_is_glued() -> None:
    """`1-я`, `1я` are one thing; `1 я`, `1 -я` and `1-б` are not."""
    for text, after in (("1-я", 3), ("1я", 2), ("1 я", 1), ("1 -я", 1), ("1-б", 1), ("1", 1)):
        assert after_ending(cut(text), 0, {"я"}) == after, text
