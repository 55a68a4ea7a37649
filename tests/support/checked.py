"""Plans about which a careful colleague says nothing, to be spoilt by the tests of the checks."""

from typing import Any

from plandoc.schema.plan import Plan


def activity(**parts: Any) -> dict[str, Any]:
    """Return an activity without a fault, with these parts instead of its own."""
    return {
        "title": "Заседание совета",
        "executors": "Секретарь совета",
        "deadline": "Октябрь 2018",
        "expected_result": "Протокол",
        **parts,
    }


def plan(*activities: dict[str, Any], **parts: Any) -> Plan:
    """Return a plan of these activities, else of one without a fault."""
    return Plan.model_validate(
        {
            "title": "План работы",
            "period": "2018-2019 учебный год",
            "activities": activities or (activity(),),
            **parts,
        }
    )
