"""Words of the command line."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class UsageWords:
    """Sentences of the parser."""

    usage: str
    option: str
    arguments: str
    options: str
    examples: str
    help: str
    wrong: str
    more: str
    missing: str
    such_as: str
    help_words: tuple[str, ...]
    extra: str
    no_verb: str
    no_option: str
    no_value: str
    value_unexpected: str
    no_choice: str
    no_number: str
    too_small: str
    probably: str
    known: str
    verb_before_file: str


@table
class Questions:
    """What is asked when a plan is begun."""

    about: str
    title: str
    period: str
    approver: str


@table
class DoctorWords:
    """What `plandoc doctor` tells, by what a thing is for."""

    head: str
    heads: tuple[str, ...]
    missing: str
    writable: str
    without: str
    install: str
    complete: str
    about: Mapping[str, str]
    lost: Mapping[str, str]
    remedy: Mapping[str, str]


@table
class CliWords:
    """Help, results and refusals of the commands."""

    about: str
    verb: str
    plans: str
    out: str
    use_template: str
    date: str
    paper_date: str
    force: str
    force_build: str
    locale: str
    no_locale: str
    version: str
    codes: str
    template_file: str
    working: str
    not_done: str
    done_of: str
    skipped: str
    jobs: str
    dask: str
    no_dask: str
    no_cluster: str
    ids_added: str
    kept: str
    checked: str
    same_cause: str
    clean: str
    previous: str
    format: str
    explain: str
    strict: str
    load: str
    no_plans: str
    no_rule: str
    bad_date: str
    no_output: str
    plan: str
    per_executor: str
    calendar_per_executor: str
    web_report: str
    wall_paper: str
    cards_executor: str
    cards_qr: str
    force_paper: str
    plans_of_years: str
    two_years: str
    force_track: str
    filled: str
    write: str
    remarks: str
    other_plan: str
    today: str
    as_of: str
    report_approvals: str
    nothing_found: str
    nothing_came: str
    into: str
    review: str
    force_rollover: str
    sealed_on: str
    approver: str
    bad_period: str
    rolled: str
    rolled_without_questions: str
    sealed: str
    sealed_by_nobody: str
    verified: str
    side: str
    papers: str
    force_import: str
    new_file: str
    import_review: str
    keep_look: str
    as_: str
    as_docx: str
    two_documents: str
    page_of_plans: str
    qr: str
    pdf: str
    from_: str
    basis: str
    amended_on: str
    proposals: str
    take: str
    amended: str
    not_sealed: str
    take_some: str
    no_proposal: str
    json: str
    stopped: str
    shell: str
    usage: UsageWords
    questions: Questions
    doctor: DoctorWords
    files: Mapping[str, str]
    completion: Mapping[str, str]
    groups: Mapping[str, str]
    meant: Mapping[str, tuple[str, ...]]
    examples: Mapping[str, tuple[str, ...]]
    severity: Mapping[str, str]
    verbs: Mapping[str, str]
    metavars: Mapping[str, str]
