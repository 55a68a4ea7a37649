"""The errors of this package: each names the file, the part and what is wrong with it."""

from plandoc.codes import Code
from plandoc.errors import Place, Problem, ReturnedFileError


def refused(code: Code, place: Place, **values: object) -> ReturnedFileError:
    """Return the error of a file that is not read."""
    return ReturnedFileError([Problem(code, place=place, values=values)])


def damaged(file: str, part: str) -> ReturnedFileError:
    """Return the error of a part that is missing or cannot be read."""
    return refused(Code.OFFICE_FILE_PART_DAMAGED, Place(file=file, part=part))


def too_many(file: str, part: str, most: int) -> ReturnedFileError:
    """Return the error of a part with more rows, cells or tags than the `most` allowed."""
    return refused(Code.OFFICE_FILE_TOO_MANY_ELEMENTS, Place(file=file, part=part), most=most)
