"""What returned files are called where their whole paths would be too long to read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from os.path import abspath, commonpath
from pathlib import Path
from types import MappingProxyType

FileNames = Mapping[str, str]
"""The paths of files with what they are called."""

NO_NAMES: FileNames = MappingProxyType({})


def file_names(files: Iterable[str | Path]) -> dict[str, str]:
    """Return what each file is called: its name, or its path below the folder of all named alike.

    >>> list(file_names(["came/a/plan.xlsx", "came/b/plan.xlsx", "came/b/other.xlsx"]).values())
    ['a/plan.xlsx', 'b/plan.xlsx', 'other.xlsx']
    """
    alike = defaultdict[str, dict[str, str]](dict)
    names = dict.fromkeys(map(str, files), "")
    for file in names:
        alike[Path(file).name.casefold()][file] = abspath(file)  # noqa: PTH100 - without links
    for paths in alike.values():
        folder = _common(paths.values())
        for file, path in paths.items():
            below = Path(path).relative_to(folder) if folder else Path(path)
            names[file] = below.as_posix()
    return names


def _common(paths: Iterable[str]) -> str:
    """Return the folder that has all the paths below it, empty if they are on several disks."""
    try:
        return commonpath({str(Path(path).parent) for path in paths})
    except ValueError:
        return ""


def name_of(file: str, names: FileNames) -> str:
    """Return what a file is called: its name, if nothing else is said of it."""
    return names.get(file) or Path(file).name
