"""Fields of a plan that are seldom written as objects: plain data and words do as well."""

from plandoc.revisions.amend import IndexStyle
from plandoc.schema.accepted import Accepted
from plandoc.schema.activity import ExecutorKind
from plandoc.schema.approval import ActKind, ApprovalKind
from plandoc.schema.columns import Align
from plandoc.schema.layout import Layout, Margins, Orientation, PaperSize
from plandoc.schema.numbering import Numbering
from plandoc.schema.partial_date import DateStyle, PartialDate
from plandoc.schema.period import YearStyle
from plandoc.schema.plan import Gender, ShortNames

__all__ = [
    "Accepted",
    "ActKind",
    "Align",
    "ApprovalKind",
    "DateStyle",
    "ExecutorKind",
    "Gender",
    "IndexStyle",
    "Layout",
    "Margins",
    "Numbering",
    "Orientation",
    "PaperSize",
    "PartialDate",
    "ShortNames",
    "YearStyle",
]
