"""Texts of problems."""

from plandoc.words.loader import table


@table
class ProblemWords:
    """One problem: what was found, what is expected, what to do. {…} are values of the problem.

    `heading` names it where what was found says nothing without its values.
    """

    found: str
    expected: str
    remedy: str
    heading: str = ""
