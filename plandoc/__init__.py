"""Official yearly plans of work: one description in, a DOCX to sign and an XLSX to track out.

>>> from plandoc import Activity, Period, Plan, render_document
>>> meeting = Activity(title="Заседание совета", deadline="Сентябрь 2018")
>>> plan = Plan(title="План работы", period=Period.school_year(2018), activities=[meeting])
>>> render_document(plan)[:2]
b'PK'
"""

from importlib.metadata import version

from plandoc.check import check
from plandoc.errors import (
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
    Built,
    Collected,
    Reported,
    Tracked,
    build,
    check_file,
    collect,
    load_plan,
    load_template,
    report,
    save_plan,
    save_template,
    status,
    track,
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
from plandoc.standing import State

__version__ = version("plandoc")

__all__ = [
    "Accepted",
    "Account",
    "Act",
    "ActKind",
    "Activity",
    "Align",
    "Approval",
    "ApprovalKind",
    "Built",
    "Change",
    "Collected",
    "Column",
    "Conflict",
    "DateStyle",
    "Deadline",
    "Decision",
    "Executor",
    "ExecutorKind",
    "Fate",
    "Gender",
    "Layout",
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
    "YearStyle",
    "annotate",
    "build",
    "check",
    "check_file",
    "collect",
    "compile_template",
    "dump_json",
    "dump_yaml",
    "json_schema",
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
    "save_plan",
    "save_template",
    "status",
    "take_in",
    "track",
]
