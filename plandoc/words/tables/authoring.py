"""Words of the workbook in which a plan is written."""

from collections.abc import Mapping

from plandoc.words.loader import table


@table
class AuthoringStep:
    """A paragraph of the instructions."""

    heading: str
    text: str


@table
class Starter:
    """The plan file that a plan begins with, and the samples in it."""

    title: str
    post: str
    name: str
    language: str
    """The key of the language, which is written where it is not the default one."""
    text: str


@table
class AuthoringWords:
    """Words of the workbook in which a plan is written.

    `fields` are the labels of the sheet `about`, `samples` what stands beside them in grey.
    `prompts` are shown at cells with a list. `rows` are the sample rows of the instructions, of as
    many texts as the table has columns.
    """

    subject: str
    page: str
    sheets: Mapping[str, str]
    title: str
    hint: str
    sample: str
    section: str
    fields: Mapping[str, str]
    samples: Mapping[str, str]
    prompts: Mapping[str, str]
    guide: str
    starter: Starter
    steps: tuple[AuthoringStep, ...]
    rows: tuple[tuple[str, ...], ...]
