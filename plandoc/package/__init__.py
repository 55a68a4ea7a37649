"""The roof: the verbs that know paths. Nothing below it reads from disk or writes to it."""

from plandoc.package.amending import Amended, amend_file, proposals_in
from plandoc.package.build import Built, build, clashes, load_template, save_template
from plandoc.package.collect import Collected, collect
from plandoc.package.next_year import RolledOver, rollover
from plandoc.package.planfile import check_file, load_plan, save_plan
from plandoc.package.report import Reported, report, status
from plandoc.package.sealing import Sealed, load_lock, revision_of, seal
from plandoc.package.track import Tracked, track
from plandoc.package.verify import verify_file

__all__ = [
    "Amended",
    "Built",
    "Collected",
    "Reported",
    "RolledOver",
    "Sealed",
    "Tracked",
    "amend_file",
    "build",
    "check_file",
    "clashes",
    "collect",
    "load_lock",
    "load_plan",
    "load_template",
    "proposals_in",
    "report",
    "revision_of",
    "rollover",
    "save_plan",
    "save_template",
    "seal",
    "status",
    "track",
    "verify_file",
]
