"""The garbage collector, paused while a document is read."""

import gc
from collections.abc import Iterator
from itertools import permutations

import pytest

from plandoc.ooxml.collector import collector_paused


@pytest.fixture(autouse=True)
def collector() -> Iterator[None]:
    """Turn the collector on before and after each test."""
    gc.enable()
    yield
    gc.enable()


def test_it_is_paused_and_on_again() -> None:
    """Pauses may be inside of each other."""
    with collector_paused():
        assert not gc.isenabled()
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_turns_it_on() -> None:
    """A document that cannot be read leaves nothing paused."""
    with pytest.raises(ValueError, match="damaged"), collector_paused():
        raise ValueError("damaged")
    assert gc.isenabled()


def test_who_turned_it_off_keeps_it_off() -> None:
    """A program may have its reasons."""
    gc.disable()
    with collector_paused():
        pass
    assert not gc.isenabled()


@pytest.mark.parametrize("order", [*permutations(range(3))])
def test_readers_in_threads_end_in_any_order(order: tuple[int, ...]) -> None:
    """Readers that began one after another leave the collector on when all have ended."""
    pauses = [collector_paused() for _ in order]
    for pause in pauses:
        pause.__enter__()
    for at in order:
        pauses[at].__exit__(None, None, None)
    assert gc.isenabled()
