"""Words that the check rules look for."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class ChecksWords:
    """Words that the check rules look for; stems where the ending may vary, in lower case."""

    weekdays: tuple[str, ...]
    open_deadlines: tuple[str, ...]
    instead_of: tuple[str, ...]
    adopting: tuple[str, ...]
    further: tuple[str, ...]
    school: tuple[str, ...]
    for_years: tuple[str, ...]
    prepositions: tuple[str, ...]
    references: tuple[str, ...]
    retrospective: tuple[str, ...]
    reviews: tuple[str, ...]
    dotted: tuple[str, ...]
    wishes: tuple[str, ...]
    showable: tuple[str, ...]
    sums: tuple[str, ...]
    small_words: tuple[str, ...]
    oblique: tuple[str, ...]
    posts: tuple[str, ...]
    forms_of_work: tuple[str, ...]
    known_short_names: tuple[str, ...]
    wrong_case: Mapping[str, str]
    shortened: Mapping[str, str]
    plurals: Mapping[str, str]
