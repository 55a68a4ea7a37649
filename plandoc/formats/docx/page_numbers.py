"""The page numbers of contents, which only an office suite can find."""

from plandoc.formats.docx.settings import put_setting
from plandoc.ooxml.package import Package


def ask_for_page_numbers(package: Package) -> None:
    """Have Word compute the numbers when it opens the document; one without contents is unchanged.

    LibreOffice computes them always, OnlyOffice when asked to refresh the fields.
    """
    if package.holds(package.main, b" PAGEREF "):
        put_setting(package, "updateFields", "true")
