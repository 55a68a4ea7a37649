"""How a plan is laid out on paper: measures, widths, approvals, the names a template may use."""
