"""How rows are mentioned in a sentence: by their numbers, tables and titles."""

from collections import Counter
from collections.abc import Callable, Iterable

from plandoc.fieldpath import FieldPath
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow, name_of_table
from plandoc.schema.tree import table_of
from plandoc.words.texts import one_line, quoted


def numbered_tables(plan: Plan) -> frozenset[FieldPath]:
    """Return the paths of the tables whose rows have numbers on paper."""
    return frozenset(
        table.path
        for table in plan.tables()
        if any(column.key == "number" for column in table.columns)
    )


def mentions(
    rows: Iterable[ActivityRow],
    plan: Plan,
    *,
    hidden: bool = False,
    title: Callable[[str], str] = one_line,
) -> str:
    """Return a list of rows: `2.5, 3.3`, with the names of tables where their numbers repeat.

    `1, 2 (Педагогические советы); 2 (Собрания)`. A row without a number, or with one that its table
    has twice, has its title. `hidden` is for readers who know numbers that paper does not show.
    """
    tables = {
        table.path: hidden or any(column.key == "number" for column in table.columns)
        for table in plan.tables()
        if table.rows
    }
    names = {path: one_line(name_of_table(plan, path)) for path in tables}
    alone = {path for path, times in Counter(names.values()).items() if times == 1}
    numbers = Counter(row.number for row in plan.activity_rows())
    within = Counter((table_of(row.path), row.number) for row in plan.activity_rows())
    found: dict[FieldPath, list[str]] = {path: [] for path in tables}
    order: list[str] = []
    repeated = False
    for row in rows:
        path = table_of(row.path)
        number = row.number.strip().rstrip(".") if tables[path] else ""
        once = within[path, row.number] == 1
        bare = number and once and (numbers[row.number] == 1 or names[path] in alone)
        repeated = repeated or bool(bare and numbers[row.number] > 1)
        order.append(number if bare else f"{number} {quoted(title(row.activity.title))}".strip())
        found[path].append(order[-1])
    if not repeated:
        return ", ".join(order)
    groups = sorted(((names[path], items) for path, items in found.items() if items), key=_named)
    return "; ".join(
        f"{', '.join(items)} ({name})" if name else ", ".join(items) for name, items in groups
    )


def _named(group: tuple[str, list[str]]) -> bool:
    return bool(group[0])
