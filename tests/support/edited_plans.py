"""Plans as people edit them: rows and sections come, go and move, texts change."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from plandoc.schema.blocks import Block
from plandoc.schema.plan import Plan
from plandoc.schema.tree import tables, walk_table
from support.strategies import activities, texts, words


def edited(data: st.DataObject, plan: Plan) -> Plan:  # noqa: C901, PLR0912
    """Return a plan with some things in it changed, as data say."""
    value = plan.model_dump(mode="json")
    places = [value, *holders(value)]
    for _ in range(data.draw(st.integers(0, 3), "edits")):
        holder = data.draw(st.sampled_from(places), "where")
        rows = holder["activities"]
        match data.draw(st.integers(0, 13), "what"):
            case 0 if rows:
                rows.pop(data.draw(st.integers(0, len(rows) - 1)))
            case 1:
                added = data.draw(activities(parts=True)).model_dump(mode="json")
                rows.insert(data.draw(st.integers(0, len(rows))), added)
            case 2 if rows:
                target = data.draw(st.sampled_from(places))["activities"]
                target.append(rows.pop(0))
            case 3 if rows:
                field = data.draw(st.sampled_from(("supervisor", "deadline", "expected_result")))
                rows[0][field] = data.draw(texts())
            case 4 if rows:
                rows[0]["excluded"] = "приказ № 12"
            case 5:
                holder["sections"].reverse()
            case 6:
                rows.reverse()
            case 7 if holder["sections"]:
                value["sections"].insert(0, holder["sections"].pop())
            case 8 if holder["sections"]:
                holder["sections"].pop()
            case 9:
                new = {"title": data.draw(words()), "activities": [], "sections": []}
                value["sections"].insert(data.draw(st.integers(0, 2)), new)
            case 10 if rows and rows[0]["parts"]:
                rows[0]["parts"].pop()
            case 11 if rows:
                rows[0]["parts"].append(data.draw(activities()).model_dump(mode="json"))
            case 12 if value["blocks"]:
                block = data.draw(st.builds(Block, text=words())).model_dump(mode="json")
                value["blocks"].insert(data.draw(st.integers(0, len(value["blocks"]))), block)
            case 13 if value["blocks"]:
                value["blocks"].reverse()
            case _:
                field = data.draw(st.sampled_from(("notes", "approvals", "signatures")))
                value[field] = value[field][1:]
    for holder in (value, *holders(value)):
        for row in holder["activities"]:
            for one in (row, *row["parts"]):
                one["outcome"] = None
            if data.draw(st.booleans(), "another id"):
                row["id"] = ""
    for path, table in tables(value):
        columns = table.get("columns") or value["columns"]
        known = {column if isinstance(column, str) else column["key"] for column in columns}
        for _, found in walk_table(table, path):
            if "fields" in found:  # a row may have gone to a table without its columns
                found["fields"] = {k: v for k, v in found["fields"].items() if k in known}
    return Plan.model_validate(value)


def holders(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what holds activities below a plan or a section: sections, tables of blocks."""
    for block in value.get("blocks", ()):
        if isinstance(block, dict) and block.get("table"):
            yield block["table"]
            yield from holders(block["table"])
    for section in value["sections"]:
        yield section
        yield from holders(section)
