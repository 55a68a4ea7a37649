"""Words that the check rules look for."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class MarkBeginnings:
    """Beginnings of outcome texts that mean «done» and «not done»."""

    done: tuple[str, ...]
    not_done: tuple[str, ...]


@table
class ChecksWords:
    """Words that the check rules look for; stems where the ending may vary, in lower case."""

    weekdays: tuple[str, ...]
    open_deadlines: tuple[str, ...]
    instead_of: tuple[str, ...]
    approving: tuple[str, ...]
    school: tuple[str, ...]
    for_years: tuple[str, ...]
    prepositions: tuple[str, ...]
    references: tuple[str, ...]
    retrospective: tuple[str, ...]
    dotted: tuple[str, ...]
    wishes: tuple[str, ...]
    showable: tuple[str, ...]
    small_words: tuple[str, ...]
    oblique: tuple[str, ...]
    posts: tuple[str, ...]
    known_short_names: tuple[str, ...]
    wrong_case: Mapping[str, str]
    shortened: Mapping[str, str]
    outcomes: MarkBeginnings
