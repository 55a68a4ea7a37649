"""Official yearly plans of work: one description in, a DOCX to sign and an XLSX to track out.

>>> from plandoc import Activity, Period, Plan, render_document
>>> meeting = Activity(title="Заседание совета", deadline="Сентябрь 2018")
>>> plan = Plan(title="План работы", period=Period.school_year(2018), activities=[meeting])
>>> render_document(plan)[:2]
b'PK'
"""

from importlib.metadata import version

from plandoc.amend import Amendment, amend
from plandoc.check import check
from plandoc.compare import Comparison, compare
from plandoc.errors import (
    AmendmentError,
    LockError,
    LostTextError,
    OutputError,
    Place,
    PlandocError,
    PlanFileError,
    Problem,
    ReturnedFileError,
    Severity,
    TemplateError,
    TrackingError,
)
from plandoc.outcomes import Account, Change, Fate, Proposal, Taken, take_in
from plandoc.package import (
    Amended,
    Built,
    Collected,
    Reported,
    RolledOver,
    Sealed,
    Tracked,
    amend_file,
    build,
    check_file,
    collect,
    load_lock,
    load_plan,
    load_template,
    report,
    rollover,
    save_plan,
    save_template,
    seal,
    status,
    track,
    verify_file,
)
from plandoc.read.document import read_document
from plandoc.read.planfile import read_plan
from plandoc.read.tracking import read_tracking
from plandoc.render.annotated import annotate
from plandoc.render.document import render_document
from plandoc.render.planfile import dump_json, dump_yaml
from plandoc.render.report import render_report_workbook
from plandoc.render.report_document import render_report_document
from plandoc.render.schema import json_schema
from plandoc.render.template import Template, compile_template
from plandoc.render.tracking import render_tracking
from plandoc.report import Report, report_of
from plandoc.reported import ReportApprovals
from plandoc.returned import Conflict, Decision, Returned
from plandoc.rollover import Rollover, apply_review, review_rows, roll_over
from plandoc.schema.activity import Activity, Executor, ExecutorKind, Section
from plandoc.schema.approval import (
    Act,
    ActKind,
    Approval,
    ApprovalKind,
    Minutes,
    Officer,
    Signature,
)
from plandoc.schema.deadline import Deadline
from plandoc.schema.layout import Align, Column, Layout, Orientation
from plandoc.schema.numbering import Numbering
from plandoc.schema.outcome import Outcome, Status
from plandoc.schema.partial_date import DateStyle, PartialDate
from plandoc.schema.period import Period, YearStyle
from plandoc.schema.plan import Gender, Plan, ShortNames
from plandoc.schema.remarks import Accepted
from plandoc.seal import Lock
from plandoc.standing import State
from plandoc.verify import Verdict

__version__ = version("plandoc")

__all__ = [
    "Accepted",
    "Account",
    "Act",
    "ActKind",
    "Activity",
    "Align",
    "Amended",
    "Amendment",
    "AmendmentError",
    "Approval",
    "ApprovalKind",
    "Built",
    "Change",
    "Collected",
    "Column",
    "Comparison",
    "Conflict",
    "DateStyle",
    "Deadline",
    "Decision",
    "Executor",
    "ExecutorKind",
    "Fate",
    "Gender",
    "Layout",
    "Lock",
    "LockError",
    "LostTextError",
    "Minutes",
    "Numbering",
    "Officer",
    "Orientation",
    "Outcome",
    "OutputError",
    "PartialDate",
    "Period",
    "Place",
    "Plan",
    "PlanFileError",
    "PlandocError",
    "Problem",
    "Proposal",
    "Report",
    "ReportApprovals",
    "Reported",
    "Returned",
    "ReturnedFileError",
    "RolledOver",
    "Rollover",
    "Sealed",
    "Section",
    "Severity",
    "ShortNames",
    "Signature",
    "State",
    "Status",
    "Taken",
    "Template",
    "TemplateError",
    "Tracked",
    "TrackingError",
    "Verdict",
    "YearStyle",
    "amend",
    "amend_file",
    "annotate",
    "apply_review",
    "build",
    "check",
    "check_file",
    "collect",
    "compare",
    "compile_template",
    "dump_json",
    "dump_yaml",
    "json_schema",
    "load_lock",
    "load_plan",
    "load_template",
    "read_document",
    "read_plan",
    "read_tracking",
    "render_document",
    "render_report_document",
    "render_report_workbook",
    "render_tracking",
    "report",
    "report_of",
    "review_rows",
    "roll_over",
    "rollover",
    "save_plan",
    "save_template",
    "seal",
    "status",
    "take_in",
    "track",
    "verify_file",
]
