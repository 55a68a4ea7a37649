"""What functions return and take from each other, for the types of your own code."""

from plandoc.formats.docx.template import Template
from plandoc.imports.imported import Imported, Leftover
from plandoc.page.report_plan import ReportApprovals
from plandoc.progress.figures import Report
from plandoc.progress.state import State
from plandoc.project.amending import Amended
from plandoc.project.building import Built
from plandoc.project.building_many import BuiltFiles
from plandoc.project.collecting import Collected
from plandoc.project.importing import ImportedFiles
from plandoc.project.many import Finished
from plandoc.project.reporting import Reported
from plandoc.project.rolling_over import RolledOver
from plandoc.project.sealing import Sealed
from plandoc.project.tracking import Tracked
from plandoc.returns.filled import Conflict, Decision, Returned
from plandoc.returns.take_in import Account, Change, Fate, Proposal, Taken
from plandoc.review import Answer, Choice
from plandoc.revisions.amend import Amendment
from plandoc.revisions.compare import Comparison
from plandoc.revisions.lock import Lock
from plandoc.revisions.verify import Verdict
from plandoc.rollover.roll_over import Rollover
from plandoc.schema.rows import ActivityRow, SectionRow

__all__ = [
    "Account",
    "ActivityRow",
    "Amended",
    "Amendment",
    "Answer",
    "Built",
    "BuiltFiles",
    "Change",
    "Choice",
    "Collected",
    "Comparison",
    "Conflict",
    "Decision",
    "Fate",
    "Finished",
    "Imported",
    "ImportedFiles",
    "Leftover",
    "Lock",
    "Proposal",
    "Report",
    "ReportApprovals",
    "Reported",
    "Returned",
    "RolledOver",
    "Rollover",
    "Sealed",
    "SectionRow",
    "State",
    "Taken",
    "Template",
    "Tracked",
    "Verdict",
]
