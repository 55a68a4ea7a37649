"""Official yearly plans of work: one description in, a DOCX to sign and an XLSX to track out.

>>> from plandoc import Activity, Period, Plan, render_document
>>> meeting = Activity(title="Заседание совета", deadline="Сентябрь 2018")
>>> plan = Plan(title="План работы", period=Period.school_year(2018), activities=[meeting])
>>> render_document(plan)[:2]
b'PK'
"""

from importlib import import_module

TYPE_CHECKING = False  # as type checkers know it, without the time that `typing` takes to import

if TYPE_CHECKING:
    from plandoc.checks import check
    from plandoc.codes import Code, Severity
    from plandoc.errors import (
        AmendmentError,
        LockError,
        LostTextError,
        OutputError,
        PaperError,
        Place,
        PlandocError,
        PlanError,
        PlanFileError,
        Problem,
        ReturnedFileError,
        TemplateError,
        TrackingError,
    )
    from plandoc.formats.docx.amendment import render_amendment
    from plandoc.formats.docx.cards import render_cards
    from plandoc.formats.docx.comparison import render_comparison
    from plandoc.formats.docx.document import render_document
    from plandoc.formats.docx.reader import read_document
    from plandoc.formats.docx.report import render_report_document
    from plandoc.formats.docx.template import Template, compile_template
    from plandoc.formats.docx.wall import render_wall
    from plandoc.formats.html import render_page
    from plandoc.formats.ics import render_calendar
    from plandoc.formats.importing import import_document
    from plandoc.formats.records import plan_from_rows
    from plandoc.formats.xlsx.annotated import annotate
    from plandoc.formats.xlsx.answers.review import read_review, render_review, review_text
    from plandoc.formats.xlsx.report import render_report_workbook
    from plandoc.formats.xlsx.tracking import render_tracking
    from plandoc.formats.xlsx.tracking.reader import read_tracking
    from plandoc.formats.yaml.json_schema import json_schema
    from plandoc.formats.yaml.plan_reader import read_plan
    from plandoc.formats.yaml.plan_writer import dump_json, dump_yaml
    from plandoc.imports.imported import Imported, Leftover
    from plandoc.page.report_plan import ReportApprovals
    from plandoc.progress.figures import Report, report
    from plandoc.progress.state import State
    from plandoc.project.amending import Amended, amend_file, load_proposals
    from plandoc.project.authoring import Beginning, new_plan, new_workbook
    from plandoc.project.building import Built, build
    from plandoc.project.building_many import BuiltFiles, build_many
    from plandoc.project.checking import check_file
    from plandoc.project.collecting import Collected, collect
    from plandoc.project.comparing import compare_files, side_warnings
    from plandoc.project.counting import status
    from plandoc.project.importing import ImportedFiles, import_documents
    from plandoc.project.lock_file import load_lock
    from plandoc.project.many import Finished, run_many
    from plandoc.project.plan_file import load_plan
    from plandoc.project.reporting import Reported, report_file
    from plandoc.project.rolling_over import RolledOver, roll_over_file
    from plandoc.project.saving import save_plan
    from plandoc.project.sealing import Sealed, seal_file
    from plandoc.project.templates import load_template, save_template
    from plandoc.project.tracking import Tracked, track
    from plandoc.project.verifying import verify, verify_file
    from plandoc.returns.filled import Conflict, Decision, Returned
    from plandoc.returns.take_in import Account, Change, Fate, Proposal, Taken, take_in
    from plandoc.review import Answer, Choice
    from plandoc.revisions.amend import Amendment, amend
    from plandoc.revisions.compare import Comparison, compare
    from plandoc.revisions.lock import Lock, dump_lock, read_lock, seal
    from plandoc.revisions.verify import Verdict
    from plandoc.rollover.roll_over import Rollover, apply_review, review_rows, roll_over
    from plandoc.schema.accepted import Accepted
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
    from plandoc.schema.columns import Align
    from plandoc.schema.deadline import Deadline
    from plandoc.schema.layout import Column, Layout, Margins, Orientation, PaperSize
    from plandoc.schema.numbering import Numbering
    from plandoc.schema.outcome import Outcome, Status
    from plandoc.schema.partial_date import DateStyle, PartialDate
    from plandoc.schema.period import Period, YearStyle
    from plandoc.schema.plan import Gender, Plan, ShortNames
    from plandoc.schema.rows import ActivityRow, SectionRow

__version__ = "0.1.0"

__all__ = [
    "Accepted",
    "Account",
    "Act",
    "ActKind",
    "Activity",
    "ActivityRow",
    "Align",
    "Amended",
    "Amendment",
    "AmendmentError",
    "Answer",
    "Approval",
    "ApprovalKind",
    "Beginning",
    "Built",
    "BuiltFiles",
    "Change",
    "Choice",
    "Code",
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
    "Finished",
    "Gender",
    "Imported",
    "ImportedFiles",
    "Layout",
    "Leftover",
    "Lock",
    "LockError",
    "LostTextError",
    "Margins",
    "Minutes",
    "Numbering",
    "Officer",
    "Orientation",
    "Outcome",
    "OutputError",
    "PaperError",
    "PaperSize",
    "PartialDate",
    "Period",
    "Place",
    "Plan",
    "PlanError",
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
    "SectionRow",
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
    "build_many",
    "check",
    "check_file",
    "collect",
    "compare",
    "compare_files",
    "compile_template",
    "dump_json",
    "dump_lock",
    "dump_yaml",
    "import_document",
    "import_documents",
    "json_schema",
    "load_lock",
    "load_plan",
    "load_proposals",
    "load_template",
    "new_plan",
    "new_workbook",
    "plan_from_rows",
    "read_document",
    "read_lock",
    "read_plan",
    "read_review",
    "read_tracking",
    "render_amendment",
    "render_calendar",
    "render_cards",
    "render_comparison",
    "render_document",
    "render_page",
    "render_report_document",
    "render_report_workbook",
    "render_review",
    "render_tracking",
    "render_wall",
    "report",
    "report_file",
    "review_rows",
    "review_text",
    "roll_over",
    "roll_over_file",
    "run_many",
    "save_plan",
    "save_template",
    "seal",
    "seal_file",
    "side_warnings",
    "status",
    "take_in",
    "track",
    "verify",
    "verify_file",
]

_MODULES = {
    "schema.rows": ("ActivityRow", "SectionRow"),
    "formats.docx.cards": ("render_cards",),
    "formats.docx.wall": ("render_wall",),
    "formats.docx.comparison": ("render_comparison",),
    "formats.docx.amendment": ("render_amendment",),
    "formats.xlsx.answers.review": ("read_review", "render_review", "review_text"),
    "review": ("Answer", "Choice"),
    "checks": ("check",),
    "codes": ("Code", "Severity"),
    "errors": (
        "AmendmentError",
        "LockError",
        "LostTextError",
        "OutputError",
        "PaperError",
        "Place",
        "PlandocError",
        "PlanError",
        "PlanFileError",
        "Problem",
        "ReturnedFileError",
        "TemplateError",
        "TrackingError",
    ),
    "formats.importing": ("import_document",),
    "formats.records": ("plan_from_rows",),
    "imports.imported": ("Imported", "Leftover"),
    "project.authoring": ("Beginning", "new_plan", "new_workbook"),
    "project.importing": ("ImportedFiles", "import_documents"),
    "formats.docx.document": ("render_document",),
    "formats.docx.reader": ("read_document",),
    "formats.docx.report": ("render_report_document",),
    "formats.docx.template": ("Template", "compile_template"),
    "formats.xlsx.annotated": ("annotate",),
    "formats.xlsx.report": ("render_report_workbook",),
    "formats.html": ("render_page",),
    "formats.ics": ("render_calendar",),
    "formats.xlsx.tracking": ("render_tracking",),
    "formats.xlsx.tracking.reader": ("read_tracking",),
    "formats.yaml.json_schema": ("json_schema",),
    "formats.yaml.plan_reader": ("read_plan",),
    "formats.yaml.plan_writer": ("dump_json", "dump_yaml"),
    "page.report_plan": ("ReportApprovals",),
    "progress.figures": ("Report", "report"),
    "progress.state": ("State",),
    "project.amending": ("Amended", "amend_file", "load_proposals"),
    "project.building": ("Built", "build"),
    "project.building_many": ("BuiltFiles", "build_many"),
    "project.many": ("Finished", "run_many"),
    "project.checking": ("check_file",),
    "project.collecting": ("Collected", "collect"),
    "project.comparing": ("compare_files", "side_warnings"),
    "project.plan_file": ("load_plan",),
    "project.saving": ("save_plan",),
    "project.counting": ("status",),
    "project.reporting": ("Reported", "report_file"),
    "project.rolling_over": ("RolledOver", "roll_over_file"),
    "project.lock_file": ("load_lock",),
    "project.sealing": ("Sealed", "seal_file"),
    "project.templates": ("load_template", "save_template"),
    "project.tracking": ("Tracked", "track"),
    "project.verifying": ("verify", "verify_file"),
    "returns.filled": ("Conflict", "Decision", "Returned"),
    "returns.take_in": ("Account", "Change", "Fate", "Proposal", "Taken", "take_in"),
    "revisions.amend": ("Amendment", "amend"),
    "revisions.compare": ("Comparison", "compare"),
    "revisions.lock": ("Lock", "dump_lock", "read_lock", "seal"),
    "revisions.verify": ("Verdict",),
    "rollover.roll_over": ("Rollover", "apply_review", "review_rows", "roll_over"),
    "schema.accepted": ("Accepted",),
    "schema.activity": ("Activity", "Executor", "ExecutorKind", "Section"),
    "schema.approval": (
        "Act",
        "ActKind",
        "Approval",
        "ApprovalKind",
        "Minutes",
        "Officer",
        "Signature",
    ),
    "schema.deadline": ("Deadline",),
    "schema.columns": ("Align",),
    "schema.layout": ("Column", "Layout", "Margins", "Orientation", "PaperSize"),
    "schema.numbering": ("Numbering",),
    "schema.outcome": ("Outcome", "Status"),
    "schema.partial_date": ("DateStyle", "PartialDate"),
    "schema.period": ("Period", "YearStyle"),
    "schema.plan": ("Gender", "Plan", "ShortNames"),
}
"""Modules of the public names: a name is imported when it is first used."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"plandoc.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted((*__all__, "__version__"))
