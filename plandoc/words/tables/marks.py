"""Words for reading outcomes."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class Guess:
    """Endings from which the state of an unknown word is guessed."""

    done: tuple[str, ...]
    in_progress: tuple[str, ...]
    shortest: int
    never: tuple[str, ...]


@table
class Typos:
    """Rules for misspelt words."""

    words: tuple[str, ...]
    never: tuple[str, ...]
    same: tuple[str, ...]
    mute: str


@table
class Keyboard:
    """Keys of the Latin layout and the letters on them, pairwise."""

    latin: str
    letters: str


@table
class MarksWords:
    """Words for reading outcomes, in lower case; a trailing `*` stands for any ending."""

    zones: tuple[str, ...]
    number_signs: tuple[str, ...]
    participle_endings: tuple[str, ...]
    past_endings: tuple[str, ...]
    unfinished: tuple[str, ...]
    """Verbs that tell what was being done, so that nobody knows whether it is done."""
    said: Mapping[str, tuple[str, ...]]
    told: Mapping[str, tuple[str, ...]]
    hinted: Mapping[str, tuple[str, ...]]
    doubtful: Mapping[str, tuple[str, ...]]
    alone: Mapping[str, tuple[str, ...]]
    alone_doubtful: Mapping[str, tuple[str, ...]]
    leading: Mapping[str, tuple[str, ...]]
    plain: Mapping[str, tuple[str, ...]]
    word: Mapping[str, tuple[str, ...]]
    guess: Guess
    typos: Typos
    latin: Mapping[str, str]
    keyboard: Keyboard
