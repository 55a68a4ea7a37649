"""A plan built in Python: both documents in fifteen lines."""

from pathlib import Path

from plandoc import Activity, Approval, Officer, Period, Plan, render_document, render_tracking

meeting = Activity(
    title="Заседание методического совета",
    executors=["Методист", "Председатель совета"],
    deadline="Апрель, октябрь 2018 г.",
    expected_result="Протокол",
)
director = Approval(kind="approve", officer=Officer(post="Директор колледжа", name="И.И. Иванов"))
title, year = "План работы методического совета", Period.school_year(2018)
plan = Plan(title=title, period=year, approvals=[director], activities=[meeting])
Path("plan.docx").write_bytes(render_document(plan))
Path("plan-tracking.xlsx").write_bytes(render_tracking(plan))
