"""The page numbers of contents, which only an office suite can find."""

from plandoc.formats.docx.settings import put_setting
from plandoc.ooxml.package import Package


def ask_for_page_numbers(package: Package) -> None:
    """Have Word compute the numbers when it opens the document; one without contents is unchanged.

    LibreOffice computes them always, OnlyOffice when asked to refresh the fields.
    """
    if b" PAGEREF " in package.read(package.main):
        put_setting(package, "updateFields", "true")
