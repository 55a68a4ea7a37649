"""Detection of lines and rows that are out of the approved order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from plandoc.codes import Code
from plandoc.errors import Place, Problem
from plandoc.matching import out_of_order
from plandoc.words.texts import shortened


class Token(NamedTuple):
    """A line or row that both files have: its old and new positions and places, and its text."""

    approved: int
    seen: int
    was: Place
    place: Place
    text: str
    in_table: bool


def moved(lines: Sequence[Token], rows: Sequence[Token]) -> Iterator[Problem]:
    """Yield the smallest set of lines and rows whose removal leaves all others in order."""
    lines_moved = _moved(lines)
    within = [token for token in lines if token.in_table and token not in lines_moved]
    was = _positions([*within, *rows], "was")
    now = _positions([*within, *rows], "place")
    table = (token._replace(approved=was[token], seen=now[token]) for token in (*within, *rows))
    for token in (*lines_moved, *_moved(table)):
        yield Problem(
            Code.VERIFY_OUT_OF_ORDER, place=token.place, values={"text": shortened(token.text)}
        )


def _positions(tokens: Sequence[Token], side: str) -> dict[Token, int]:
    """Return the position of each token by its place in the table, then by its own number."""

    def spot(token: Token) -> tuple[int, int, int]:
        place: Place = getattr(token, side)
        number = token.approved if side == "was" else token.seen
        return place.table or 0, place.row or 0, number

    return {token: n for n, token in enumerate(sorted(tokens, key=spot))}


def _moved(tokens: Iterable[Token]) -> list[Token]:
    """Return the smallest set of tokens whose removal leaves the others in approved order."""
    positions = {token: token.seen for token in sorted(tokens, key=lambda token: token.approved)}
    moved = out_of_order(positions)
    return [token for token in positions if token in moved]
