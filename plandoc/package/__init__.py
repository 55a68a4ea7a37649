"""The roof: the verbs that know paths. Nothing below it reads from disk or writes to it."""

from plandoc.package.build import Built, build, clashes, load_template, save_template
from plandoc.package.collect import Collected, collect
from plandoc.package.planfile import check_file, load_plan, save_plan
from plandoc.package.report import Reported, report, status
from plandoc.package.track import Tracked, track

__all__ = [
    "Built",
    "Collected",
    "Reported",
    "Tracked",
    "build",
    "check_file",
    "clashes",
    "collect",
    "load_plan",
    "load_template",
    "report",
    "save_plan",
    "save_template",
    "status",
    "track",
]
