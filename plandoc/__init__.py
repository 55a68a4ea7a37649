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
from plandoc.package import (
    Built,
    build,
    check_file,
    load_plan,
    load_template,
    save_plan,
    save_template,
)
from plandoc.read.planfile import read_plan
from plandoc.render.document import render_document
from plandoc.render.planfile import dump_json, dump_yaml
from plandoc.render.schema import json_schema
from plandoc.render.template import Template, compile_template
from plandoc.render.tracking import render_tracking
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

__version__ = version("plandoc")

__all__ = [
    "Accepted",
    "Act",
    "ActKind",
    "Activity",
    "Align",
    "Approval",
    "ApprovalKind",
    "Built",
    "Column",
    "DateStyle",
    "Deadline",
    "Executor",
    "ExecutorKind",
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
    "ReturnedFileError",
    "Section",
    "Severity",
    "ShortNames",
    "Signature",
    "Status",
    "Template",
    "TemplateError",
    "TrackingError",
    "YearStyle",
    "build",
    "check",
    "check_file",
    "compile_template",
    "dump_json",
    "dump_yaml",
    "json_schema",
    "load_plan",
    "load_template",
    "read_plan",
    "render_document",
    "render_tracking",
    "save_plan",
    "save_template",
]
