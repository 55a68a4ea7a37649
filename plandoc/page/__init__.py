"""Page layout: text measurement, column widths, approvals, and the context of templates."""
