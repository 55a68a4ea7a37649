"""The register of problem codes, each with its severity, package and page.

The texts of problems are in `problems.toml` of each language.
"""

from enum import StrEnum, unique
from typing import Self

__all__ = ["Code", "Severity"]

_PAGE = "checks/{}.md"


class Severity(StrEnum):
    """The severity of a problem: errors stop, warnings need a check, notes inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@unique
class Code(StrEnum):
    """All problem codes. A member equals its code: `"PLN803"`.

    `severity` is the default severity of a `Problem`. `room` is the package that raises the
    problem, such as `formats.yaml`. `page` explains it to the author of a plan: a file in the
    folder of each language, empty if there is none.
    """

    severity: Severity
    room: str
    page: str

    def __new__(
        cls, code: str, room: str, severity: Severity = Severity.ERROR, page: str = ""
    ) -> Self:
        """Return the member for a line of the register."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.severity = severity
        member.room = room
        member.page = page.format(code)
        return member

    # schema: what a plan is
    CHARACTER_FORBIDDEN = "PLN101", "schema"
    TEXT_EMPTY = "PLN102", "schema"
    TEXT_HAS_LINE_BREAK = "PLN103", "schema"
    ROW_NOT_FOUND = "PLN104", "schema"
    ROW_NOT_SINGLE = "PLN105", "schema"
    ROW_PLACE_UNTOLD = "PLN106", "schema"
    SECTION_UNKNOWN = "PLN107", "schema"
    SECTION_NOT_SINGLE = "PLN108", "schema"
    PERIOD_UNREADABLE = "PLN111", "schema"
    SCHOOL_YEAR_NOT_CONSECUTIVE = "PLN112", "schema"
    PERIOD_BACKWARDS = "PLN113", "schema"
    LANGUAGE_UNKNOWN = "PLN114", "schema"
    DATE_UNREADABLE = "PLN121", "schema"
    DATE_IMPOSSIBLE = "PLN122", "schema"
    FULL_DATE_UNREADABLE = "PLN123", "schema"
    FULL_DATE_IMPOSSIBLE = "PLN124", "schema"
    APPROVAL_WORD_MISSING = "PLN131", "schema"
    APPROVAL_WORD_UNEXPECTED = "PLN132", "schema"
    APPROVAL_BASIS_MISSING = "PLN133", "schema"
    APPROVAL_ACT_AND_MINUTES = "PLN134", "schema"
    NUMBERING_SAMPLE_INVALID = "PLN141", "schema"
    SECTION_UNNAMED = "PLN151", "schema"
    ID_REPEATED = "PLN152", "schema"
    SECTIONS_TOO_DEEP = "PLN153", "schema"
    OUTCOME_OF_UNKNOWN_ACTIVITY = "PLN154", "schema"
    PARTS_TOO_DEEP = "PLN155", "schema"
    EXTRA_NAME_TAKEN = "PLN115", "schema"
    BLOCK_NOT_SINGLE = "PLN156", "schema"
    BLOCK_EMPTY = "PLN166", "schema"
    BLOCK_MISSING = "PLN157", "schema"
    BLOCK_REPEATED = "PLN158", "schema"
    ANNEX_INCOMPLETE = "PLN159", "schema"
    OWN_COLUMN_HEADING_MISSING = "PLN161", "schema"
    COLUMN_REPEATED = "PLN162", "schema"
    OWN_COLUMN_UNKNOWN = "PLN163", "schema"
    SPACE_BESIDE_TABLE = "PLN164", "schema"
    CONTENTS_EMPTY = "PLN165", "schema"
    KEY_MISSING = "PLN170", "schema"
    KEY_MISSPELT = "PLN171", "schema"
    KEY_UNKNOWN = "PLN172", "schema"
    OWN_COLUMN_OUTSIDE_FIELDS = "PLN173", "schema"
    VALUE_MISSPELT = "PLN174", "schema"
    VALUE_NOT_LISTED = "PLN175", "schema"
    TEXT_EXPECTED = "PLN176", "schema"
    INTEGER_EXPECTED = "PLN177", "schema"
    NUMBER_EXPECTED = "PLN178", "schema"
    NUMBER_TOO_SMALL = "PLN179", "schema"
    NUMBER_TOO_LARGE = "PLN180", "schema"
    BOOLEAN_EXPECTED = "PLN181", "schema"
    MAPPING_EXPECTED = "PLN182", "schema"
    LIST_EXPECTED = "PLN183", "schema"
    LIST_TOO_LONG = "PLN184", "schema"
    LIST_TOO_SHORT = "PLN185", "schema"
    ID_INVALID = "PLN186", "schema"
    COLUMN_KEY_INVALID = "PLN187", "schema"
    PATTERN_MISMATCH = "PLN188", "schema"
    TEXT_TOO_LONG = "PLN190", "schema"
    LONE_SURROGATE = "PLN191", "schema"
    LIST_ITEM_MISSING = "PLN192", "schema"
    BLOCK_PLACE_WITH_VALUE = "PLN167", "schema"
    LIST_ITEM_EMPTY = "PLN194", "schema"
    KEY_WITHOUT_VALUE = "PLN193", "schema"
    VALUE_INVALID = "PLN199", "schema"
    LIST_ITEM_SAMPLE = "PLN260", "schema"
    DEADLINE_WORDS_UNREAD = "PLN201", "schema", Severity.WARNING, _PAGE
    DEADLINE_DAY_IMPOSSIBLE = "PLN202", "schema", Severity.WARNING, _PAGE
    DEADLINE_BACKWARDS = "PLN203", "schema", Severity.WARNING, _PAGE
    DEADLINE_YEAR_STALE = "PLN204", "schema", Severity.WARNING, _PAGE
    DEADLINE_MONTH_MISSPELT = "PLN205", "schema", Severity.WARNING, _PAGE
    DEADLINE_MIXED_ALPHABETS = "PLN206", "schema", Severity.WARNING, _PAGE
    DEADLINE_NEITHER_DATE_NOR_TIME = "PLN207", "schema", Severity.WARNING, _PAGE
    DEADLINE_NUMBER_IMPOSSIBLE = "PLN208", "schema", Severity.WARNING, _PAGE
    DEADLINE_YEAR_IMPOSSIBLE = "PLN209", "schema", Severity.WARNING, _PAGE
    DEADLINE_YEAR_AMBIGUOUS = "PLN210", "schema", Severity.WARNING, _PAGE
    DEADLINE_MONTH_MISSING = "PLN211", "schema", Severity.WARNING, _PAGE
    DEADLINE_QUARTERS_UNDECLARED = "PLN212", "schema", Severity.WARNING, _PAGE
    DEADLINE_DAY_OR_MONTH = "PLN213", "schema", Severity.WARNING, _PAGE
    DEADLINE_TOO_LONG = "PLN214", "schema", Severity.WARNING, _PAGE
    DEADLINE_EXCEPTION_IGNORED = "PLN215", "schema", Severity.WARNING, _PAGE
    DEADLINE_DAYS_UNCLEAR = "PLN216", "schema", Severity.WARNING, _PAGE
    DEADLINE_WEEKDAY_IMPOSSIBLE = "PLN217", "schema", Severity.WARNING, _PAGE
    DEADLINE_WORDS_BESIDE = "PLN218", "schema", Severity.NOTE, _PAGE
    DEADLINE_READINGS_COMPETE = "PLN219", "schema", Severity.WARNING, _PAGE
    SHIFTED_LEAP_DAY = "PLN221", "schema", Severity.NOTE
    SHIFTED_YEAR_KEPT = "PLN222", "schema", Severity.NOTE
    SHIFTED_WEEKDAY_CHANGES = "PLN223", "schema", Severity.NOTE
    DEADLINE_MONTH_IMPOSSIBLE = "PLN224", "schema", Severity.WARNING, _PAGE

    # marks: the language of outcome marks
    MARK_STATUS_UNKNOWN = "PLN521", "marks", Severity.WARNING
    MARK_AMBIGUOUS = "PLN522", "marks", Severity.WARNING
    MARK_CONTRADICTORY = "PLN523", "marks", Severity.WARNING
    MARK_SEVERAL_DATES = "PLN524", "marks", Severity.WARNING
    MARK_DAY_UNREADABLE = "PLN525", "marks", Severity.WARNING
    MARK_YEAR_MISSING = "PLN526", "marks", Severity.WARNING
    MARK_MISSPELT = "PLN527", "marks", Severity.WARNING
    MARK_ASSUMED_DONE = "PLN528", "marks", Severity.WARNING
    MARK_NEW_DEADLINE_UNCLEAR = "PLN529", "marks", Severity.WARNING

    # wording: finished phrases of one language
    TITLE_GENDER_UNKNOWN = "PLN301", "wording", Severity.ERROR, _PAGE

    # returns: what comes back, merged into the plan
    ROW_MATCHED_WITHOUT_ID = "PLN751", "returns", Severity.WARNING
    ROW_ID_UNKNOWN = "PLN752", "returns", Severity.WARNING
    ROW_ID_OF_OTHER_ACTIVITY = "PLN753", "returns", Severity.WARNING
    ROW_TEXT_REPLACED = "PLN754", "returns"
    ROW_UNKNOWN = "PLN755", "returns"
    ROW_UNLIKE = "PLN083", "returns"
    ROW_UNTITLED = "PLN084", "returns"
    ROW_PROPOSED = "PLN530", "returns", Severity.NOTE
    ROW_PROPOSED_LIKE_ANOTHER = "PLN531", "returns", Severity.WARNING
    ROW_AMBIGUOUS = "PLN756", "returns"
    COMPUTED_CELL_EDITED = "PLN757", "returns", Severity.WARNING
    PROPOSED_EDIT_INVALID = "PLN758", "returns"
    PROPOSED_ROW_WITHOUT_SECTION = "PLN759", "returns"
    RETURNED_FORMULA = "PLN760", "returns"
    RETURNED_STATUS_UNCLEAR = "PLN761", "returns", Severity.WARNING
    RETURNED_STATUS_NOT_LISTED = "PLN762", "returns"
    RETURNED_DATE_UNREADABLE = "PLN763", "returns"
    RETURNED_DATE_FAR_FROM_PERIOD = "PLN764", "returns"
    RETURNED_TEXT_TOO_LONG = "PLN765", "returns", Severity.WARNING
    RETURNED_VALUE_INVALID = "PLN766", "returns"
    RETURNED_FIELDS_DISAGREE = "PLN767", "returns", Severity.WARNING
    RETURNED_ISSUED_DAMAGED = "PLN768", "returns", Severity.WARNING
    RETURNED_MARK_DELETED = "PLN769", "returns", Severity.NOTE
    RETURNED_PLAN_UNKNOWN = "PLN770", "returns", Severity.WARNING
    RETURNED_OTHER_YEAR = "PLN771", "returns"
    RETURNED_OTHER_PLAN = "PLN772", "returns"
    RETURNED_OTHER_REVISION = "PLN773", "returns", Severity.WARNING
    RETURNED_OLDER_CONTENT = "PLN774", "returns", Severity.NOTE
    RETURNED_PLAN_UNLIKE = "PLN798", "returns"
    RETURNED_CELL_EMPTIED = "PLN775", "returns", Severity.NOTE
    RETURNED_ROW_DELETED = "PLN776", "returns", Severity.WARNING
    DECISION_ACTIVITY_UNKNOWN = "PLN777", "returns", Severity.WARNING
    DECISION_INVALID = "PLN778", "returns"
    DECISIONS_DIFFER = "PLN779", "returns"
    RETURNED_ROW_OVERRULED = "PLN787", "returns", Severity.NOTE
    RETURNED_ROW_WAITS = "PLN789", "returns", Severity.NOTE
    ROW_NOT_TAKEN = "PLN788", "returns", Severity.NOTE
    RETURNED_WORD_AS_BOX = "PLN058", "returns", Severity.NOTE
    JOURNAL_LINE_UNREADABLE = "PLN811", "returns", Severity.WARNING
    JOURNAL_DISAGREES = "PLN812", "returns", Severity.WARNING
    JOURNAL_REPLAY_FAILED = "PLN813", "returns"

    # checks: the rules of the check
    DEADLINE_OUTSIDE_PERIOD = "PLN302", "checks", Severity.WARNING, _PAGE
    APPROVAL_WORD_TOO_WIDE = "PLN303", "checks", Severity.WARNING, _PAGE
    TABLE_TOO_WIDE = "PLN304", "checks", Severity.WARNING, _PAGE
    DEADLINE_WEEKDAY_WRONG = "PLN305", "checks", Severity.WARNING, _PAGE
    DEADLINE_IN_OTHER_MONTH = "PLN306", "checks", Severity.WARNING, _PAGE
    DEADLINE_NOT_A_TIME = "PLN307", "checks", Severity.NOTE, _PAGE
    APPROVAL_SIGNED_FOR_ANOTHER = "PLN311", "checks", Severity.WARNING, _PAGE
    APPROVED_BEFORE_AGREED = "PLN312", "checks", Severity.WARNING, _PAGE
    APPROVED_AFTER_PERIOD_BEGAN = "PLN313", "checks", Severity.NOTE, _PAGE
    APPROVED_AFTER_DEADLINES = "PLN314", "checks", Severity.WARNING, _PAGE
    ACT_NUMBER_OR_DATE_MISSING = "PLN315", "checks", Severity.NOTE, _PAGE
    APPROVAL_OFFICER_AND_ACT = "PLN316", "checks", Severity.NOTE, _PAGE
    APPROVAL_PERSON_REPEATED = "PLN317", "checks", Severity.WARNING, _PAGE
    APPROVAL_WORD_DISAGREES = "PLN318", "checks", Severity.WARNING, _PAGE
    APPROVAL_WORD_SPACED = "PLN319", "checks", Severity.NOTE, _PAGE
    APPROVAL_MISSING = "PLN320", "checks", Severity.NOTE, _PAGE
    SURNAME_BEFORE_INITIALS = "PLN321", "checks", Severity.NOTE, _PAGE
    APPROVAL_OF_OTHER_YEAR = "PLN322", "checks", Severity.WARNING, _PAGE
    DEADLINE_AMONG_OTHER_MONTHS = "PLN323", "checks", Severity.NOTE, _PAGE
    DEADLINE_OF_HEADING = "PLN327", "checks", Severity.NOTE, _PAGE
    TITLE_OF_OTHER_YEAR = "PLN331", "checks", Severity.WARNING, _PAGE
    TITLE_REPEATS_PERIOD = "PLN332", "checks", Severity.WARNING, _PAGE
    TITLE_FULL_STOP = "PLN333", "checks", Severity.NOTE, _PAGE
    COLUMN_EMPTY = "PLN334", "checks", Severity.NOTE, _PAGE
    PLAN_WITHOUT_ACTIVITIES = "PLN335", "checks", Severity.WARNING, _PAGE
    MARKUP_PRINTED = "PLN336", "checks", Severity.WARNING, _PAGE
    SLOT_PRINTED = "PLN337", "checks", Severity.WARNING, _PAGE
    NUMBER_TWICE = "PLN338", "checks", Severity.NOTE, _PAGE
    PERIOD_OF_PREVIOUS_PLAN = "PLN341", "checks", Severity.WARNING, _PAGE
    TEXT_OF_PREVIOUS_PLAN = "PLN342", "checks", Severity.WARNING, _PAGE
    APPROVAL_DATE_OF_PREVIOUS_PLAN = "PLN343", "checks", Severity.WARNING, _PAGE
    OUTCOME_OF_PREVIOUS_PLAN = "PLN344", "checks", Severity.WARNING, _PAGE
    SUM_AS_ACTIVITY = "PLN345", "checks", Severity.WARNING, _PAGE
    ACCEPTED_REMARK_UNUSED = "PLN391", "checks", Severity.WARNING, _PAGE
    EXECUTOR_MISSING = "PLN401", "checks", Severity.WARNING, _PAGE
    DEADLINE_MISSING = "PLN402", "checks", Severity.WARNING, _PAGE
    RESULT_MISSING = "PLN403", "checks", Severity.NOTE, _PAGE
    YEAR_IN_THE_PAST = "PLN404", "checks", Severity.WARNING, _PAGE
    RESULT_NOT_SHOWABLE = "PLN405", "checks", Severity.NOTE, _PAGE
    TITLE_GRAMMATICAL_CASE = "PLN406", "checks", Severity.NOTE, _PAGE
    MIXED_ALPHABETS = "PLN407", "checks", Severity.WARNING, _PAGE
    QUOTES_UNPAIRED = "PLN408", "checks", Severity.NOTE, _PAGE
    RESULT_REPEATS_EXECUTOR = "PLN409", "checks", Severity.WARNING, _PAGE
    QUOTES_EMPTY = "PLN410", "checks", Severity.WARNING, _PAGE
    ACTIVITY_REPEATED = "PLN411", "checks", Severity.WARNING, _PAGE
    ACTIVITY_NEARLY_REPEATED = "PLN412", "checks", Severity.NOTE, _PAGE
    ACTIVITY_UNTITLED = "PLN413", "checks", Severity.WARNING, _PAGE
    CELL_NOT_PRINTED = "PLN414", "checks", Severity.WARNING, _PAGE
    EXECUTOR_SPELT_TWO_WAYS = "PLN421", "checks", Severity.WARNING, _PAGE
    EXECUTORS_IN_ONE_LINE = "PLN422", "checks", Severity.NOTE, _PAGE
    EXECUTOR_SUPERVISES_SELF = "PLN423", "checks", Severity.NOTE, _PAGE
    EXECUTOR_REPEATED_IN_ROW = "PLN424", "checks", Severity.NOTE, _PAGE
    SEVERAL_LEAD_EXECUTORS = "PLN425", "checks", Severity.WARNING, _PAGE
    EXECUTOR_OVERLOADED = "PLN426", "checks", Severity.NOTE, _PAGE
    SHORT_NAME_UNDECLARED = "PLN427", "checks", Severity.NOTE, _PAGE
    SHORT_NAME_UNUSED = "PLN428", "checks", Severity.NOTE, _PAGE
    EXECUTOR_IS_FORM_OF_WORK = "PLN429", "checks", Severity.WARNING, _PAGE
    NUMBER_OUT_OF_ORDER = "PLN431", "checks", Severity.NOTE, _PAGE
    NUMBER_REPEATED = "PLN432", "checks", Severity.WARNING, _PAGE
    NUMBERS_WITH_AND_WITHOUT_DOT = "PLN433", "checks", Severity.NOTE, _PAGE
    SECTION_EMPTY = "PLN434", "checks", Severity.WARNING, _PAGE
    SECTION_TITLE_REPEATED = "PLN435", "checks", Severity.WARNING, _PAGE
    OUTCOME_DATE_MISSING = "PLN501", "checks", Severity.WARNING, _PAGE
    OUTCOME_EVIDENCE_MISSING = "PLN502", "checks", Severity.NOTE, _PAGE
    OUTCOME_NEW_DEADLINE_MISSING = "PLN503", "checks", Severity.WARNING, _PAGE
    OUTCOME_REASON_MISSING = "PLN504", "checks", Severity.WARNING, _PAGE
    OUTCOME_BEFORE_PERIOD = "PLN505", "checks", Severity.WARNING, _PAGE
    OUTCOME_LONG_AFTER_PERIOD = "PLN506", "checks", Severity.WARNING, _PAGE
    OUTCOME_POSTPONED_BACKWARDS = "PLN507", "checks", Severity.WARNING, _PAGE
    OUTCOME_NEW_DEADLINE_UNREAD = "PLN508", "checks", Severity.NOTE, _PAGE
    OUTCOME_COPIED = "PLN509", "checks", Severity.NOTE, _PAGE
    OUTCOME_STATUS_CONTRADICTS_TEXT = "PLN510", "checks", Severity.WARNING, _PAGE
    OUTCOME_NEW_DEADLINE_UNEXPECTED = "PLN511", "checks", Severity.WARNING, _PAGE
    OUTCOME_STATUS_MISSING = "PLN512", "checks", Severity.NOTE, _PAGE

    # revisions: comparing, locking, amending, verifying
    LOCK_UNREADABLE = "PLN860", "revisions"
    LOCK_VERSION_UNKNOWN = "PLN861", "revisions"
    LOCK_EDITED = "PLN862", "revisions"
    LOCK_ENTRY_INVALID = "PLN863", "revisions"
    LOCK_OF_OTHER_PLAN = "PLN864", "revisions"
    REVISION_NOT_NEW = "PLN865", "revisions"
    REVISION_BEFORE_LATEST = "PLN866", "revisions"
    REVISION_UNKNOWN = "PLN867", "revisions"
    LOCK_CONTENT_CHANGED = "PLN868", "revisions"
    LOCKED_TEXT_CHANGED = "PLN870", "revisions"
    LOCKED_TEXT_ADDED = "PLN871", "revisions"
    LOCKED_TEXT_DELETED = "PLN872", "revisions"
    LOCKED_NUMBER_CHANGED = "PLN930", "revisions"
    LOCKED_ORDER_CHANGED = "PLN931", "revisions"
    AMENDMENT_EMPTY = "PLN873", "revisions"
    AMENDMENT_BASIS_MISSING = "PLN874", "revisions"
    AMENDMENT_OF_OTHER_PLAN = "PLN875", "revisions"
    AMENDMENT_KEEPS_ORDER = "PLN876", "revisions", Severity.NOTE
    AMENDMENT_KEEPS_NUMBERS = "PLN932", "revisions", Severity.NOTE
    AMENDMENT_PLACES_LATER = "PLN877", "revisions", Severity.NOTE
    AMENDMENT_BASIS_KIND_UNKNOWN = "PLN878", "revisions", Severity.NOTE
    AMENDMENT_BASIS_DAY_IMPOSSIBLE = "PLN898", "revisions"
    AMENDMENT_BASIS_AFTER_SIGNING = "PLN899", "revisions"
    VERIFY_CELL_DIFFERS = "PLN880", "revisions"
    VERIFY_ROW_MISSING = "PLN881", "revisions"
    VERIFY_OUT_OF_ORDER = "PLN882", "revisions"
    VERIFY_LINE_DIFFERS = "PLN883", "revisions"
    VERIFY_TEXT_MISSING = "PLN884", "revisions"
    VERIFY_TEXT_ADDED = "PLN885", "revisions"
    VERIFY_BLANK_FILLED = "PLN886", "revisions", Severity.NOTE
    VERIFY_FILE_OF_OTHER_PLAN = "PLN887", "revisions"
    VERIFY_REVISION_NOT_LOCKED = "PLN888", "revisions"
    VERIFY_PICTURE_ADDED = "PLN869", "revisions"
    VERIFY_TEXT_HIDDEN = "PLN879", "revisions"
    VERIFY_FILE_IS_REPORT = "PLN897", "revisions"
    VERIFY_AMENDMENT_NOT_SEALED = "PLN941", "revisions"

    # rollover: the plan of the next year
    ROLLOVER_PERIOD_NOT_LATER = "PLN830", "rollover"
    ROLLOVER_ALREADY_DONE = "PLN831", "rollover"
    ROLLOVER_PERIOD_KIND_CHANGED = "PLN832", "rollover", Severity.WARNING
    ROLLOVER_YEAR_MOVED = "PLN833", "rollover", Severity.NOTE
    ROLLOVER_DEADLINE_MOVED = "PLN834", "rollover", Severity.NOTE
    ROLLOVER_YEAR_NEAR_PLAN = "PLN835", "rollover", Severity.WARNING
    ROLLOVER_YEAR_STALE = "PLN836", "rollover", Severity.WARNING
    ROLLOVER_YEAR_HORIZON = "PLN837", "rollover", Severity.WARNING
    ROLLOVER_YEAR_OF_ACT = "PLN838", "rollover", Severity.WARNING
    ROLLOVER_YEAR_KEPT = "PLN839", "rollover", Severity.NOTE
    ROLLOVER_YEAR_UNCLEAR = "PLN840", "rollover", Severity.WARNING
    ROLLOVER_ANNIVERSARY = "PLN841", "rollover", Severity.WARNING
    ROLLOVER_DEADLINE_WAS_OUTSIDE_PERIOD = "PLN842", "rollover", Severity.WARNING
    ROLLOVER_DEADLINE_UNREADABLE = "PLN843", "rollover", Severity.WARNING
    ROLLOVER_WEEKDAY_CHANGED = "PLN844", "rollover", Severity.WARNING
    ROLLOVER_DAY_OFF = "PLN845", "rollover", Severity.WARNING
    ROLLOVER_DAY_OFF_LEFT = "PLN846", "rollover", Severity.WARNING
    ROLLOVER_DEADLINE_LEAVES_PERIOD = "PLN847", "rollover", Severity.WARNING
    ROLLOVER_ACTING_OFFICER = "PLN848", "rollover", Severity.WARNING
    ROLLOVER_APPROVALS_CLEARED = "PLN849", "rollover", Severity.NOTE
    ROLLOVER_QUARTERS_MOVED = "PLN850", "rollover", Severity.WARNING
    ROLLOVER_ACCEPTED_REMARK = "PLN851", "rollover", Severity.WARNING
    ROLLOVER_ACTIVITY_UNFINISHED = "PLN852", "rollover", Severity.WARNING
    ROLLOVER_ACTIVITY_DONE_IN_PART = "PLN933", "rollover", Severity.WARNING
    ROLLOVER_ACTIVITY_DONE_ONCE = "PLN853", "rollover", Severity.WARNING
    ROLLOVER_ACTIVITY_REMOVED = "PLN854", "rollover", Severity.NOTE
    ANSWER_WITHOUT_QUESTION = "PLN855", "rollover"
    ANSWER_NOT_ALLOWED = "PLN856", "rollover"
    ANSWER_TEXT_MISSING = "PLN857", "rollover"
    ANSWER_TEXT_IGNORED = "PLN858", "rollover"
    ANSWERS_CONTRADICT = "PLN859", "rollover"

    # ooxml: packages of Office files
    OFFICE_FILE_EMPTY = "PLN720", "ooxml"
    OFFICE_FILE_ENCRYPTED = "PLN721", "ooxml"
    OFFICE_FILE_OTHER_FORMAT = "PLN722", "ooxml"
    OFFICE_FILE_IS_A_PICTURE = "PLN723", "ooxml"
    OFFICE_FILE_OTHER_KIND = "PLN724", "ooxml"
    OFFICE_FILE_IS_AN_ARCHIVE = "PLN725", "ooxml"
    OFFICE_FILE_UNKNOWN_FORMAT = "PLN726", "ooxml"
    OFFICE_FILE_TRUNCATED = "PLN727", "ooxml"
    OFFICE_FILE_PART_DAMAGED = "PLN728", "ooxml"
    OFFICE_FILE_HAS_DTD = "PLN729", "ooxml"
    OFFICE_FILE_TOO_LARGE = "PLN730", "ooxml"
    OFFICE_FILE_TOO_MANY_PARTS = "PLN731", "ooxml"
    OFFICE_FILE_TOO_MANY_ELEMENTS = "PLN732", "ooxml"
    OFFICE_FILE_IS_A_LOCK_FILE = "PLN733", "ooxml"
    OFFICE_FILE_HAS_MACROS = "PLN734", "ooxml", Severity.WARNING
    OFFICE_FILE_HAS_EXTERNAL_LINKS = "PLN735", "ooxml", Severity.WARNING

    # imports: papers made by hand
    IMPORT_IS_A_PLAN_FILE = "PLN080", "imports"
    IMPORT_EMPTY = "PLN900", "imports"
    IMPORT_ONLY_PICTURES = "PLN901", "imports"
    IMPORT_PERIOD_MISSING = "PLN902", "imports"
    IMPORT_NOT_A_PLAN = "PLN903", "imports"
    IMPORT_NO_TABLE = "PLN904", "imports", Severity.WARNING
    IMPORT_LEFTOVER = "PLN905", "imports", Severity.WARNING
    IMPORT_ROLE_GUESSED = "PLN906", "imports", Severity.WARNING
    IMPORT_COLUMN_UNNAMED = "PLN907", "imports", Severity.NOTE
    IMPORT_CELL_OUTSIDE = "PLN908", "imports", Severity.WARNING
    IMPORT_ROW_JOINED = "PLN909", "imports", Severity.WARNING
    IMPORT_TAIL_JOINED = "PLN910", "imports", Severity.WARNING
    IMPORT_APPROVAL_UNREAD = "PLN911", "imports", Severity.WARNING
    IMPORT_CELL_WIDE = "PLN912", "imports", Severity.WARNING
    IMPORT_TITLE_UNKNOWN = "PLN913", "imports", Severity.WARNING
    IMPORT_PERIOD_GUESSED = "PLN914", "imports", Severity.WARNING
    IMPORT_LIST_READ = "PLN915", "imports", Severity.WARNING
    IMPORT_EXECUTORS_UNCLEAR = "PLN916", "imports", Severity.WARNING
    IMPORT_LABEL_IN_TITLE = "PLN917", "imports", Severity.NOTE
    IMPORT_ANSWER_WITHOUT_QUESTION = "PLN918", "imports"
    IMPORT_ANSWER_INVALID = "PLN919", "imports"
    IMPORT_SECOND_TITLE = "PLN920", "imports", Severity.WARNING
    IMPORT_ROW_CUT = "PLN921", "imports", Severity.WARNING
    IMPORT_ROW_PERHAPS_CUT = "PLN922", "imports", Severity.WARNING
    IMPORT_SEVERAL_IN_CELL = "PLN923", "imports", Severity.WARNING
    IMPORT_TOTAL_UNREAD = "PLN924", "imports", Severity.WARNING
    IMPORT_CELL_DIVIDED = "PLN925", "imports", Severity.WARNING
    IMPORT_TIMES_AS_COLUMNS = "PLN926", "imports", Severity.WARNING
    IMPORT_MERGED_IN_PART = "PLN927", "imports", Severity.NOTE
    IMPORT_SHEET_SIZE_UNKNOWN = "PLN934", "imports", Severity.WARNING
    IMPORT_LOOK_UNKNOWN = "PLN935", "imports", Severity.NOTE
    IMPORT_NO_PLAN = "PLN936", "imports"
    IMPORT_PERIOD_PARTLY = "PLN937", "imports", Severity.WARNING

    # formats.yaml: plan files in YAML and JSON
    FILE_EMPTY = "PLN001", "formats.yaml"
    FILE_NOT_TEXT = "PLN002", "formats.yaml"
    FILE_IN_UTF16 = "PLN003", "formats.yaml"
    FILE_IN_OTHER_ENCODING = "PLN004", "formats.yaml"
    FILE_NOT_UTF8 = "PLN005", "formats.yaml"
    YAML_CONTROL_CHARACTER = "PLN006", "formats.yaml"
    FILE_NOT_A_PLAN = "PLN007", "formats.yaml"
    FILE_IS_A_REVIEW = "PLN566", "formats.yaml"
    YAML_SECOND_DOCUMENT = "PLN008", "formats.yaml"
    YAML_SYNTAX = "PLN011", "formats.yaml"
    YAML_TAB_INDENT = "PLN012", "formats.yaml"
    YAML_QUOTE_UNCLOSED = "PLN013", "formats.yaml"
    YAML_COLON_IN_TEXT = "PLN014", "formats.yaml"
    YAML_RESERVED_CHARACTER = "PLN015", "formats.yaml"
    KEY_REPEATED = "PLN016", "formats.yaml"
    KEY_UNDER_TWO_NAMES = "PLN051", "formats.yaml"
    KEY_NOT_A_WORD = "PLN017", "formats.yaml"
    YAML_TAG = "PLN018", "formats.yaml"
    YAML_ALIAS_UNKNOWN = "PLN019", "formats.yaml"
    YAML_ALIAS_RECURSIVE = "PLN020", "formats.yaml"
    YAML_ALIASES_TOO_LARGE = "PLN021", "formats.yaml"
    NESTING_TOO_DEEP = "PLN022", "formats.yaml"
    YAML_MERGE_NOT_A_MAPPING = "PLN023", "formats.yaml"
    YAML_NO_SPACE_AFTER_COLON = "PLN024", "formats.yaml"
    YAML_DASH_NOT_A_HYPHEN = "PLN025", "formats.yaml"
    YAML_SPACE_NOT_PLAIN = "PLN026", "formats.yaml"
    FILE_TOO_LARGE = "PLN027", "formats.yaml"
    YAML_VALUE_GOES_ON = "PLN028", "formats.yaml"
    YAML_NO_SPACE_AFTER_HYPHEN = "PLN029", "formats.yaml"
    YAML_BRACKET_UNPAIRED = "PLN030", "formats.yaml"
    YAML_TEXT_IN_BRACKETS = "PLN034", "formats.yaml"
    YAML_TEXT_IN_BRACES = "PLN037", "formats.yaml"
    YAML_COLON_MISSING = "PLN035", "formats.yaml"
    YAML_BACKSLASH = "PLN036", "formats.yaml"
    JSON_SYNTAX = "PLN031", "formats.yaml"
    JSON_EXTRA_COMMA = "PLN032", "formats.yaml"
    JSON_NOT_A_NUMBER = "PLN033", "formats.yaml"
    EDIT_BLOCKED_BY_ALIASES = "PLN041", "formats.yaml"
    EDIT_OF_INVALID_PLAN = "PLN042", "formats.yaml"
    YAML_COMMENT_CUTS_TEXT = "PLN043", "formats.yaml", Severity.WARNING
    YAML_ANCHOR_CUTS_TEXT = "PLN045", "formats.yaml", Severity.WARNING

    # arguments of public functions
    ARGUMENT_OF_WRONG_KIND = "PLN120", "arguments"

    # formats.docx: Word documents
    TEMPLATE_NOT_DOCX = "PLN601", "formats.docx"
    TEMPLATE_NAME_UNKNOWN = "PLN602", "formats.docx"
    TEMPLATE_NAME_TAKEN = "PLN110", "formats.docx"
    TEMPLATE_TAG_INVALID = "PLN603", "formats.docx"
    TEMPLATE_CANNOT_BE_FILLED = "PLN604", "formats.docx"
    TEMPLATE_OMITS_PLAN_TEXT = "PLN605", "formats.docx"
    TEMPLATE_TAG_UNPAIRED = "PLN607", "formats.docx"
    TEMPLATE_TAG_FORM = "PLN608", "formats.docx"
    TEMPLATE_TAG_UNCLOSED = "PLN609", "formats.docx"
    TEMPLATE_TEXT_BESIDE_TAG = "PLN610", "formats.docx"
    TEMPLATE_SIGN_TYPOGRAPHIC = "PLN611", "formats.docx"
    TEMPLATE_NOT_ALLOWED = "PLN612", "formats.docx"
    TEMPLATE_FILTER_UNKNOWN = "PLN613", "formats.docx"
    TEMPLATE_BRINGS_OTHER_FILE = "PLN614", "formats.docx"
    TEMPLATE_FILLS_TOO_MUCH = "PLN615", "formats.docx"
    TEMPLATE_MAKES_BROKEN_PART = "PLN616", "formats.docx"
    TEMPLATE_PRINTS_NO_TEXT = "PLN617", "formats.docx"
    TEMPLATE_TAGS_APART = "PLN618", "formats.docx"
    TEMPLATE_TAG_TOO_LONG = "PLN619", "formats.docx"
    TEMPLATE_TOO_MANY_TAGS = "PLN620", "formats.docx"
    TEMPLATE_TOO_DEEP = "PLN621", "formats.docx"
    TEMPLATE_PART_TOO_LARGE = "PLN622", "formats.docx"
    TEMPLATE_PART_MISSING = "PLN623", "formats.docx"
    TEMPLATE_TRACKED_CHANGES = "PLN624", "formats.docx", Severity.WARNING
    TEMPLATE_TAG_NOT_FILLED = "PLN625", "formats.docx"
    TEMPLATE_WITHOUT_TAGS = "PLN626", "formats.docx"
    TEMPLATE_STRICT = "PLN627", "formats.docx"
    TEMPLATE_PICTURE_NOT_PLAIN = "PLN116", "formats.docx"
    TEMPLATE_PRINTS_PICTURE = "PLN117", "formats.docx"
    PICTURE_IS_A_TEXT = "PLN118", "formats.docx"
    PICTURE_NOT_PRINTABLE = "PLN119", "formats.docx"
    DOCUMENT_NOT_A_PLAN = "PLN740", "formats.docx"
    DOCUMENT_TABLE_MISSING = "PLN741", "formats.docx"
    DOCUMENT_IS_AN_AMENDMENT = "PLN085", "formats.docx"
    DOCUMENT_IS_A_HANDOUT = "PLN796", "formats.docx"
    DOCUMENT_PROPERTIES_MISSING = "PLN742", "formats.docx", Severity.WARNING
    DOCUMENT_CELLS_MERGED_DOWN = "PLN743", "formats.docx", Severity.WARNING
    DOCUMENT_CELLS_MERGED_ACROSS = "PLN744", "formats.docx", Severity.WARNING
    DOCUMENT_COLUMN_IGNORED = "PLN745", "formats.docx", Severity.NOTE
    DOCUMENT_OUTCOME_COLUMN_MISSING = "PLN746", "formats.docx", Severity.WARNING
    DOCUMENT_ROW_WITH_SEVERAL_IDS = "PLN747", "formats.docx", Severity.WARNING
    DOCUMENT_TEXT_IGNORED = "PLN748", "formats.docx", Severity.NOTE
    DOCUMENT_TRACKED_CHANGES = "PLN749", "formats.docx", Severity.NOTE
    DOCUMENT_ISSUED_DAMAGED = "PLN750", "formats.docx", Severity.WARNING
    DOCUMENT_TEXT_STRUCK = "PLN716", "formats.docx", Severity.WARNING
    DOCUMENT_TEXT_COVERED = "PLN717", "formats.docx", Severity.WARNING
    DOCUMENT_BOX_IGNORED = "PLN718", "formats.docx", Severity.WARNING
    DOCUMENT_INSIDE_IGNORED = "PLN709", "formats.docx", Severity.WARNING
    DOCUMENT_PICTURE_IGNORED = "PLN719", "formats.docx", Severity.WARNING
    CHART_UNAVAILABLE = "PLN790", "formats.docx", Severity.NOTE
    TEMPLATE_OMITS_REPORT_TEXT = "PLN791", "formats.docx"
    QR_CODE_UNAVAILABLE = "PLN889", "formats.docx"
    CALENDAR_UNAVAILABLE = "PLN795", "formats.ics"

    # formats.xlsx: Excel workbooks
    CELL_TEXT_TOO_LONG = "PLN701", "formats.xlsx"
    COLUMN_HEADING_TOO_LONG = "PLN702", "formats.xlsx"
    SHEET_ROWS_TOO_MANY = "PLN703", "formats.xlsx"
    EXECUTOR_UNKNOWN = "PLN704", "schema"
    NO_ACTIVITY_WITHOUT_EXECUTOR = "PLN705", "schema"
    SHEET_CELLS_MERGED = "PLN710", "formats.xlsx", Severity.WARNING
    SHEET_COMMENT_IGNORED = "PLN711", "formats.xlsx", Severity.NOTE
    SHEETS_IGNORED = "PLN712", "formats.xlsx", Severity.NOTE
    HIDDEN_SHEET_DAMAGED = "PLN713", "formats.xlsx", Severity.WARNING
    SHEET_TEXT_IGNORED = "PLN714", "formats.xlsx", Severity.WARNING
    SHEET_TEXT_STRUCK = "PLN715", "formats.xlsx", Severity.WARNING
    SHEET_TEXT_COVERED = "PLN706", "formats.xlsx", Severity.WARNING
    SHEET_NUMBER_AS_STORED = "PLN708", "formats.xlsx", Severity.WARNING
    SHEET_PICTURE_IGNORED = "PLN707", "formats.xlsx", Severity.WARNING
    TRACKING_SHEET_MISSING = "PLN736", "formats.xlsx"
    TRACKING_COLUMN_GUESSED = "PLN737", "formats.xlsx", Severity.WARNING
    TRACKING_COLUMN_IGNORED = "PLN738", "formats.xlsx", Severity.WARNING
    TRACKING_COLUMN_MISSING = "PLN739", "formats.xlsx", Severity.WARNING
    OFFICE_FILE_NOT_A_WORKBOOK = "PLN780", "formats.xlsx"
    CONFLICT_CHOICE_AND_OWN_TEXT = "PLN781", "formats.xlsx"
    CONFLICT_OPTION_UNKNOWN = "PLN782", "formats.xlsx"
    CONFLICT_ROW_ALTERED = "PLN783", "formats.xlsx"
    CONFLICT_COLUMN_MISSING = "PLN784", "formats.xlsx"
    CONFLICT_FORMULA = "PLN785", "formats.xlsx"
    CONFLICT_ANSWERED_TWICE = "PLN786", "formats.xlsx"
    REVIEW_SHEET_MISSING = "PLN890", "formats.xlsx"
    REVIEW_ANSWERED_TWICE = "PLN891", "formats.xlsx"
    REVIEW_COLUMN_MISSING = "PLN892", "formats.xlsx"
    REVIEW_FORMULA = "PLN893", "formats.xlsx"
    REVIEW_ROW_ALTERED = "PLN894", "formats.xlsx"
    REVIEW_ANSWER_UNKNOWN = "PLN895", "formats.xlsx"
    REVIEW_ANSWER_AND_OWN_TEXT = "PLN896", "formats.xlsx"

    # formats: papers that are imported
    PAPER_SHEET_HIDDEN = "PLN950", "formats.xlsx", Severity.NOTE
    PAPER_ROWS_HIDDEN = "PLN951", "formats.xlsx", Severity.NOTE
    PAPER_FORMULA_WITHOUT_VALUE = "PLN952", "formats.xlsx", Severity.WARNING
    PAPER_IS_OURS = "PLN973", "formats.docx"
    PAPER_CHUNK_UNREAD = "PLN974", "formats.docx"
    PAPER_IS_A_TRACKING_SHEET = "PLN963", "formats.xlsx"
    AUTHORING_SHEET_MISSING = "PLN968", "formats.xlsx"
    AUTHORING_FIELD_BLANK = "PLN969", "formats.xlsx"
    AUTHORING_TEXT_LEFT = "PLN970", "formats.xlsx", Severity.WARNING
    ROWS_HEADING_UNKNOWN = "PLN964", "formats.records"
    ROWS_COLUMN_TWICE = "PLN965", "formats.records"
    ROWS_WITHOUT_TITLES = "PLN966", "formats.records"
    ROW_WITHOUT_TITLE = "PLN967", "formats.records"
    PAPER_ENCODING_GUESSED = "PLN953", "formats.text", Severity.NOTE
    PAPER_TEXT_TOO_LARGE = "PLN954", "formats.text"
    PAPER_NOT_TEXT = "PLN955", "formats.text"
    PAPER_EMPTY = "PLN956", "formats.text"
    PAPER_ROW_TOO_LONG = "PLN957", "formats.text"
    PAPER_CELLS_TOO_MANY = "PLN958", "formats.text"
    PAPER_TOO_DEEP = "PLN959", "formats.text"

    # project: the verbs, the files they read and write
    PATH_IS_A_FOLDER = "PLN009", "project"
    SAVE_LOSES_OUTCOMES = "PLN044", "project"
    SAVE_LOSES_REVISION = "PLN109", "project"
    FILE_NOT_FOUND = "PLN801", "project"
    FILE_MISNAMED = "PLN050", "project"
    WRITE_FORBIDDEN = "PLN802", "project"
    FILE_EXISTS = "PLN803", "project"
    DISK_FULL = "PLN804", "project"
    FOLDER_PATH_IS_A_FILE = "PLN805", "project"
    WRITE_FAILED = "PLN806", "project"
    READ_FAILED = "PLN807", "project"
    FOLDER_MISSING = "PLN817", "project"
    FILE_NAME_TOO_LONG = "PLN818", "project"
    IDS_NOT_SAVED = "PLN808", "project", Severity.WARNING
    IDS_SHARED_BY_ALIASES = "PLN046", "project", Severity.WARNING
    PATH_NOT_A_FILE = "PLN809", "project"
    OUTPUT_NAME_TAKEN = "PLN810", "project"
    PLAN_NOT_REACHED = "PLN792", "project"
    PLAN_FAILED = "PLN793", "project"
    SIGNED_DOCUMENT_STANDS = "PLN794", "project"
    PLAN_IN_USE = "PLN819", "project"
    FILE_CHANGED_MEANWHILE = "PLN820", "project"
    FILE_COLLECTED_TWICE = "PLN821", "project", Severity.NOTE
    RETURNED_OF_NO_PLAN = "PLN052", "project"
    RETURNED_OF_SEVERAL_PLANS = "PLN053", "project"
    RETURNED_TITLE_OF_OTHER_PLAN = "PLN054", "project"
    PLAN_ID_OF_OTHER_PLAN = "PLN055", "project", Severity.WARNING
    FILE_OF_LOST_PLAN = "PLN056", "project", Severity.NOTE
    FILE_NO_MORE_MADE = "PLN057", "project", Severity.NOTE
    REVIEW_OF_OTHER_PLAN = "PLN822", "formats.xlsx"
    REVIEW_PLAN_UNKNOWN = "PLN823", "formats.xlsx", Severity.WARNING
    LOCKED_PLAN_EDITED = "PLN824", "project"
    PLAN_NOT_LOCKED = "PLN825", "project"
    REVISION_NOT_IN_FORCE = "PLN826", "project"
    PLAN_SUPERSEDED = "PLN827", "project"
    LOCK_OF_OTHER_NAME = "PLN828", "project", Severity.WARNING
    LOCKS_SEVERAL = "PLN829", "project"
    PLAN_ID_DELETED = "PLN940", "project"
    AMENDED_PLAN_WITHOUT_LOCK = "PLN942", "project", Severity.WARNING
    SEAL_FAR_FROM_PERIOD = "PLN816", "revisions"
    YEARS_WITHOUT_PLANS = "PLN797", "revisions"
    WRITE_UNFINISHED = "PLN814", "project"
    PLAN_OF_OTHER_LOCK = "PLN815", "project"
    PDF_ENGINE_MISSING = "PLN560", "project"
    PDF_FAILED = "PLN561", "project"
    PDF_IS_MARKED = "PLN562", "project", Severity.WARNING
    FORMER_NAME_KEPT = "PLN563", "project", Severity.WARNING
    FILE_NAME_REFUSED = "PLN564", "project"
    PDF_AS_MADE = "PLN565", "project", Severity.NOTE
    PAPER_OFFICE_MISSING = "PLN960", "project"
    PAPER_OFFICE_FAILED = "PLN961", "project"
    PAPER_CONVERTED = "PLN962", "project", Severity.NOTE
    NEW_FILE_NOT_XLSX = "PLN971", "project"
    PAPER_CELLS_GLUED = "PLN972", "project", Severity.WARNING
    IMPORT_NAMES_CLASH = "PLN945", "project"
