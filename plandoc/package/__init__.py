"""The roof: the verbs that know paths. Nothing below it reads from disk or writes to it."""

from plandoc.package.build import (
    Built,
    build,
    check_file,
    clashes,
    load_plan,
    load_template,
    save_plan,
    save_template,
)

__all__ = [
    "Built",
    "build",
    "check_file",
    "clashes",
    "load_plan",
    "load_template",
    "save_plan",
    "save_template",
]
