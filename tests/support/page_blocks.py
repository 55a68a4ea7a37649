"""The blocks of a plan as a template prints them."""

from plandoc.page.blocks import BlockContext
from plandoc.page.context import context_of
from plandoc.page.sheet import BUILT_IN
from plandoc.schema.plan import Plan
from plandoc.wording.phrases import Wording


def blocks_of(*blocks: object, **fields: object) -> list[BlockContext]:
    plan = Plan.model_validate(
        {"title": "План работы", "period": "2020 год", "gender": "masculine", "blocks": [*blocks]}
        | fields
    )
    return [*context_of(plan, Wording("ru-RU"), BUILT_IN).blocks]
