"""The activities of a plan grouped by executor."""

from collections.abc import Callable
from functools import lru_cache

from plandoc.codes import Code
from plandoc.errors import Problem, TrackingError
from plandoc.schema.plan import Plan
from plandoc.schema.rows import ActivityRow
from plandoc.words.likeness import closest
from plandoc.words.quotes import listed, quoted
from plandoc.words.texts import one_line

_NEAREST = 3
_LIKE = 0.4
_REMEMBERED = 1_024


def by_executor(plan: Plan) -> dict[str, tuple[ActivityRow, ...]]:
    """Return the activities of each executor, in the order in which the plan names them.

    An activity with several executors is listed under each of them; activities without one come
    last, under the name `""`. A part without executors has those of its whole; a whole without any
    is listed nowhere, its parts are. A name is spelled as at its first mention (see `identity`).
    """
    same = identity(plan)
    names: dict[str, str] = {}
    found: dict[str, list[ActivityRow]] = {}
    for row in plan.activity_rows():
        named = [executor.name for executor in row.filled.activity.executors]
        if not named and row.counted:
            named = [""]
        spelled: dict[str, str] = {}
        for name in named:
            spelled.setdefault(same(name), name)
        for who, name in spelled.items():
            names.setdefault(who, name)
            found.setdefault(who, []).append(row)
    ordered = sorted(found, key=lambda who: not who)
    return {names[who]: tuple(found[who]) for who in ordered}


def identity(plan: Plan) -> Callable[[str], str]:
    """Return a function that maps all spellings of one executor to the same text.

    It ignores case and spacing, and expands the short names of the plan.
    """
    full = {_folded(short): _folded(long) for short, long in plan.short_names.items()}

    @lru_cache(maxsize=_REMEMBERED)
    def same(name: str) -> str:
        folded = _folded(name)
        return full.get(folded, folded)

    return same


def known_name(plan: Plan, executor: str) -> str:
    """Return the name of an executor in the plan, spelled as there.

    `""` stands for activities without an executor. Raises `TrackingError` for one it does not know.
    """
    same = identity(plan)
    known = {same(name): name for name in by_executor(plan)}
    wanted = same(executor)
    if wanted in known:
        return known[wanted]
    if not wanted:
        raise TrackingError([Problem(Code.NO_ACTIVITY_WITHOUT_EXECUTOR)])
    known.pop("", None)
    near = closest(wanted, known, most=_NEAREST, least=_LIKE) or list(known)[:_NEAREST]
    names = listed(quoted(known[who]) for who in near) or "—"
    raise TrackingError(
        [Problem(Code.EXECUTOR_UNKNOWN, values={"name": executor, "nearest": names})]
    )


def _folded(name: str) -> str:
    return one_line(name).casefold()
