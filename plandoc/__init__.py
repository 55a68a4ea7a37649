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
    from plandoc import codes as codes
    from plandoc import errors as errors
    from plandoc import fields as fields
    from plandoc import results as results
    from plandoc.checks import check
    from plandoc.errors import PlandocError, Problem
    from plandoc.formats.docx.amendment import render_amendment
    from plandoc.formats.docx.cards import render_cards
    from plandoc.formats.docx.comparison import render_comparison
    from plandoc.formats.docx.document import render_document
    from plandoc.formats.docx.reader import read_document
    from plandoc.formats.docx.report import render_report_document
    from plandoc.formats.docx.template import read_template
    from plandoc.formats.docx.wall import render_wall
    from plandoc.formats.docx.years import render_years
    from plandoc.formats.html import render_page
    from plandoc.formats.ics import render_calendar
    from plandoc.formats.importing import import_document
    from plandoc.formats.xlsx.annotated import annotate
    from plandoc.formats.xlsx.answers.review import read_review, render_review
    from plandoc.formats.xlsx.report import render_report_workbook
    from plandoc.formats.xlsx.tracking import render_tracking
    from plandoc.formats.xlsx.tracking.reader import read_tracking
    from plandoc.formats.yaml.json_schema import json_schema
    from plandoc.formats.yaml.plan_reader import read_plan
    from plandoc.formats.yaml.plan_writer import render_plan
    from plandoc.progress.figures import report
    from plandoc.project.amending import amend_file, load_proposals
    from plandoc.project.authoring import new_file
    from plandoc.project.building import build_file
    from plandoc.project.building_many import build_files
    from plandoc.project.checking import check_file
    from plandoc.project.collecting import collect_file
    from plandoc.project.comparing import compare_files
    from plandoc.project.counting import status_file
    from plandoc.project.importing import import_files
    from plandoc.project.lock_file import load_lock
    from plandoc.project.many import run_files
    from plandoc.project.plan_file import load_plan
    from plandoc.project.reporting import report_file
    from plandoc.project.rolling_over import roll_over_file
    from plandoc.project.saving import save_plan
    from plandoc.project.sealing import seal_file
    from plandoc.project.templates import load_template, save_template
    from plandoc.project.tracking import track_file
    from plandoc.project.verifying import verify, verify_file
    from plandoc.returns.take_in import take_in
    from plandoc.revisions.amend import amend
    from plandoc.revisions.compare import compare
    from plandoc.revisions.lock import read_lock, render_lock, seal
    from plandoc.rollover.roll_over import apply_review, roll_over
    from plandoc.schema.activity import Activity, Executor, Section
    from plandoc.schema.approval import Act, Approval, Minutes, Officer, Signature
    from plandoc.schema.deadline import Deadline
    from plandoc.schema.layout import Column
    from plandoc.schema.outcome import Outcome, Status
    from plandoc.schema.period import Period
    from plandoc.schema.plan import Plan

__version__ = "0.1.0"

__all__ = [
    "Act",
    "Activity",
    "Approval",
    "Column",
    "Deadline",
    "Executor",
    "Minutes",
    "Officer",
    "Outcome",
    "Period",
    "Plan",
    "PlandocError",
    "Problem",
    "Section",
    "Signature",
    "Status",
    "amend",
    "amend_file",
    "annotate",
    "apply_review",
    "build_file",
    "build_files",
    "check",
    "check_file",
    "collect_file",
    "compare",
    "compare_files",
    "import_document",
    "import_files",
    "json_schema",
    "load_lock",
    "load_plan",
    "load_proposals",
    "load_template",
    "new_file",
    "read_document",
    "read_lock",
    "read_plan",
    "read_review",
    "read_template",
    "read_tracking",
    "render_amendment",
    "render_calendar",
    "render_cards",
    "render_comparison",
    "render_document",
    "render_lock",
    "render_page",
    "render_plan",
    "render_report_document",
    "render_report_workbook",
    "render_review",
    "render_tracking",
    "render_wall",
    "render_years",
    "report",
    "report_file",
    "roll_over",
    "roll_over_file",
    "run_files",
    "save_plan",
    "save_template",
    "seal",
    "seal_file",
    "status_file",
    "take_in",
    "track_file",
    "verify",
    "verify_file",
]

_MODULES = {
    "checks": ("check",),
    "errors": (
        "PlandocError",
        "Problem",
    ),
    "formats.docx.amendment": ("render_amendment",),
    "formats.docx.cards": ("render_cards",),
    "formats.docx.comparison": ("render_comparison",),
    "formats.docx.document": ("render_document",),
    "formats.docx.reader": ("read_document",),
    "formats.docx.report": ("render_report_document",),
    "formats.docx.template": ("read_template",),
    "formats.importing": ("import_document",),
    "formats.xlsx.annotated": ("annotate",),
    "formats.xlsx.answers.review": (
        "read_review",
        "render_review",
    ),
    "formats.xlsx.report": ("render_report_workbook",),
    "formats.docx.wall": ("render_wall",),
    "formats.docx.years": ("render_years",),
    "formats.html": ("render_page",),
    "formats.ics": ("render_calendar",),
    "formats.xlsx.tracking": ("render_tracking",),
    "formats.xlsx.tracking.reader": ("read_tracking",),
    "formats.yaml.json_schema": ("json_schema",),
    "formats.yaml.plan_reader": ("read_plan",),
    "formats.yaml.plan_writer": ("render_plan",),
    "progress.figures": ("report",),
    "project.amending": (
        "amend_file",
        "load_proposals",
    ),
    "project.authoring": ("new_file",),
    "project.building": ("build_file",),
    "project.building_many": ("build_files",),
    "project.checking": ("check_file",),
    "project.collecting": ("collect_file",),
    "project.comparing": ("compare_files",),
    "project.counting": ("status_file",),
    "project.importing": ("import_files",),
    "project.lock_file": ("load_lock",),
    "project.many": ("run_files",),
    "project.plan_file": ("load_plan",),
    "project.reporting": ("report_file",),
    "project.rolling_over": ("roll_over_file",),
    "project.saving": ("save_plan",),
    "project.sealing": ("seal_file",),
    "project.templates": (
        "load_template",
        "save_template",
    ),
    "project.tracking": ("track_file",),
    "project.verifying": (
        "verify",
        "verify_file",
    ),
    "returns.take_in": ("take_in",),
    "revisions.amend": ("amend",),
    "revisions.compare": ("compare",),
    "revisions.lock": (
        "read_lock",
        "render_lock",
        "seal",
    ),
    "rollover.roll_over": (
        "apply_review",
        "roll_over",
    ),
    "schema.activity": (
        "Activity",
        "Executor",
        "Section",
    ),
    "schema.approval": (
        "Act",
        "Approval",
        "Minutes",
        "Officer",
        "Signature",
    ),
    "schema.deadline": ("Deadline",),
    "schema.layout": ("Column",),
    "schema.outcome": (
        "Outcome",
        "Status",
    ),
    "schema.period": ("Period",),
    "schema.plan": ("Plan",),
}
"""Modules of the public names: a name is imported when it is first used."""

_SPACES = ("codes", "errors", "fields", "results")
"""Modules of further public names: problems, lesser fields of a plan, what functions return."""

_HOMES = {name: module for module, names in _MODULES.items() for name in names}


_FORMER = {
    "Accepted": (".fields", "Accepted"),
    "Account": (".results", "Account"),
    "ActKind": (".fields", "ActKind"),
    "ActivityRow": (".results", "ActivityRow"),
    "Align": (".fields", "Align"),
    "Amended": (".results", "Amended"),
    "Amendment": (".results", "Amendment"),
    "AmendmentError": (".errors", "AmendmentError"),
    "Answer": (".results", "Answer"),
    "ApprovalKind": (".fields", "ApprovalKind"),
    "Built": (".results", "Built"),
    "BuiltFiles": (".results", "BuiltFiles"),
    "Change": (".results", "Change"),
    "Choice": (".results", "Choice"),
    "Code": (".codes", "Code"),
    "Collected": (".results", "Collected"),
    "Comparison": (".results", "Comparison"),
    "Conflict": (".results", "Conflict"),
    "DateStyle": (".fields", "DateStyle"),
    "Decision": (".results", "Decision"),
    "ExecutorKind": (".fields", "ExecutorKind"),
    "Fate": (".results", "Fate"),
    "Finished": (".results", "Finished"),
    "Gender": (".fields", "Gender"),
    "Imported": (".results", "Imported"),
    "ImportedFiles": (".results", "ImportedFiles"),
    "Layout": (".fields", "Layout"),
    "Leftover": (".results", "Leftover"),
    "Lock": (".results", "Lock"),
    "LockError": (".errors", "LockError"),
    "LostTextError": (".errors", "LostTextError"),
    "Margins": (".fields", "Margins"),
    "Numbering": (".fields", "Numbering"),
    "Orientation": (".fields", "Orientation"),
    "OutputError": (".errors", "OutputError"),
    "PaperError": (".errors", "PaperError"),
    "PaperSize": (".fields", "PaperSize"),
    "PartialDate": (".fields", "PartialDate"),
    "Place": (".errors", "Place"),
    "PlanError": (".errors", "PlanError"),
    "PlanFileError": (".errors", "PlanFileError"),
    "Proposal": (".results", "Proposal"),
    "Report": (".results", "Report"),
    "ReportApprovals": (".results", "ReportApprovals"),
    "Reported": (".results", "Reported"),
    "Returned": (".results", "Returned"),
    "ReturnedFileError": (".errors", "ReturnedFileError"),
    "RolledOver": (".results", "RolledOver"),
    "Rollover": (".results", "Rollover"),
    "Sealed": (".results", "Sealed"),
    "SectionRow": (".results", "SectionRow"),
    "Severity": (".codes", "Severity"),
    "ShortNames": (".fields", "ShortNames"),
    "State": (".results", "State"),
    "Taken": (".results", "Taken"),
    "Template": (".results", "Template"),
    "TemplateError": (".errors", "TemplateError"),
    "Tracked": (".results", "Tracked"),
    "TrackingError": (".errors", "TrackingError"),
    "Verdict": (".results", "Verdict"),
    "YearStyle": (".fields", "YearStyle"),
    "build": ("", "build_file"),
    "build_many": ("", "build_files"),
    "collect": ("", "collect_file"),
    "compile_template": ("", "read_template"),
    "dump_json": (".formats.yaml.plan_writer", "dump_json"),
    "dump_lock": (".revisions.lock", "dump_lock"),
    "dump_yaml": (".formats.yaml.plan_writer", "dump_yaml"),
    "import_documents": ("", "import_files"),
    "new_plan": ("", "new_file"),
    "plan_from_rows": (".formats.records", "plan_from_rows"),
    "review_rows": (".rollover.roll_over", "review_rows"),
    "run_many": ("", "run_files"),
    "side_warnings": (".project.comparing", "side_warnings"),
    "status": ("", "status_file"),
    "track": ("", "track_file"),
}


def __getattr__(name: str) -> object:
    if name in _SPACES:
        return import_module(f"plandoc.{name}")
    if name in _FORMER:
        module, now = _FORMER[name]
        return getattr(import_module(f"plandoc{module}"), now)
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f"plandoc.{_HOMES[name]}"), name)
    if type(value).__name__ == "function":
        value = import_module("plandoc.arguments").guarded(value, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted((*__all__, *_SPACES, "__version__"))
