"""What `plandoc diff` prints."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class CompareWords:
    """Words of a comparison of two plans."""

    heading_years: str
    heading_revisions: str
    heading_plans: str
    same: str
    counted: str
    same_rows: str
    changed: str
    moved_year: str
    moved_period: str
    awaiting: str
    ruler: str
    ruler_legend: str
    group: str
    legend: str
    alike: str
    alike_pair: str
    pair: str
    section: str
    activities: Mapping[str, str]
    """How many activities, by plural rules."""
    table: Mapping[str, str]
    groups: Mapping[str, str]
    whole: Mapping[str, str]
    short_names_shown: Mapping[str, str]
    places: Mapping[str, str]
    forms: Mapping[str, str]
