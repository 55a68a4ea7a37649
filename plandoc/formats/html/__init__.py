"""A plan and its report as one page for the site of an institution."""

from plandoc.formats.html.page import render_page

__all__ = ["render_page"]
