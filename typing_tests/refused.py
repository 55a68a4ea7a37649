"""What type checkers must refuse: each line with a comment is an error, no other is."""

from plandoc import Activity, Outcome, Plan

Activity()  # expected
Activity(title="а", executers=["Директор"])  # expected
Activity(title="а", deadline=5)  # expected
Outcome(status="done", dat="12.10.2018")  # expected
plan = Plan(title="План", period="2018")
Plan(title="План")  # expected
plan.edit("1", deadlin="Май")  # expected
plan.mark("1", stat="done")  # expected
plan.title = "Другой"  # expected (mypy)
plan.find("1").activity.titel  # expected
