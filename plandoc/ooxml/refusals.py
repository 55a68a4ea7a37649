"""The errors of this package: each names the file, the part and what is wrong with it."""

from plandoc.errors import Place, Problem, ReturnedFileError


def refused(code: str, place: Place, **values: object) -> ReturnedFileError:
    """Return the error of a file that is not read."""
    return ReturnedFileError([Problem(code, place=place, values=values)])


def damaged(file: str, part: str) -> ReturnedFileError:
    """Return the error of a part that is missing or cannot be read."""
    return refused("PLN728", Place(file=file, part=part))


def too_many(file: str, part: str, most: int) -> ReturnedFileError:
    """Return the error of a part with more rows, cells or tags than the `most` allowed."""
    return refused("PLN732", Place(file=file, part=part), most=most)
