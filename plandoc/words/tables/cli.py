"""Words of the command line."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class CliWords:
    """Help, results and refusals of the commands."""

    about: str
    verb: str
    plans: str
    out: str
    use_template: str
    date: str
    force: str
    locale: str
    no_locale: str
    version: str
    codes: str
    template_file: str
    building: str
    not_built: str
    built_of: str
    ids_added: str
    kept: str
    document: str
    tracking: str
    checked: str
    same_cause: str
    clean: str
    template_saved: str
    previous: str
    format: str
    explain: str
    strict: str
    no_plans: str
    no_rule: str
    bad_date: str
    no_output: str
    plan: str
    per_executor: str
    force_track: str
    filled: str
    write: str
    remarks: str
    other_plan: str
    today: str
    as_of: str
    report_approvals: str
    force_report: str
    report_document: str
    report_workbook: str
    nothing_found: str
    into: str
    review: str
    force_rollover: str
    sealed_on: str
    approver: str
    bad_period: str
    rolled_plan: str
    rolled_review: str
    rolled_review_yaml: str
    rolled_changes: str
    rolled: str
    rolled_without_questions: str
    sealed: str
    sealed_by_nobody: str
    verified: str
    side: str
    papers: str
    force_import: str
    new_file: str
    made_new: str
    imported: str
    import_review: str
    keep_look: str
    import_questions: str
    as_: str
    as_docx: str
    compared: str
    two_documents: str
    page_of_plans: str
    qr: str
    from_: str
    basis: str
    amended_on: str
    proposals: str
    take: str
    amendment: str
    amended: str
    not_sealed: str
    take_some: str
    no_proposal: str
    severity: Mapping[str, str]
    verbs: Mapping[str, str]
    parser: Mapping[str, str]
    metavars: Mapping[str, str]
