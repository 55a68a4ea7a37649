"""Remarks as JSON, and as SARIF 2.1.0 for code hosts and editors."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from plandoc import __version__
from plandoc.checks.explain import explanation, heading
from plandoc.codes import Code, Severity
from plandoc.errors import Place, Problem

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def remarks_json(problems: Sequence[Problem], language: str) -> str:
    """Return remarks as JSON: counts, then each remark with its place and text."""
    records = [record(problem, language) for problem in problems]
    return _dumped({"counts": counted(problems), "problems": records})


def counted(problems: Sequence[Problem]) -> dict[str, int]:
    """Return the number of problems of each severity."""
    counts = Counter(problem.severity for problem in problems)
    return {severity.value: counts[severity] for severity in Severity}


def remarks_sarif(problems: Sequence[Problem], language: str) -> str:
    """Return remarks as a SARIF 2.1.0 log.

    A rule has the page of its code; the message of a result is the full sentence of the problem.
    Columns count characters from 1.
    """
    codes = sorted({problem.code for problem in problems})
    indices = {code: index for index, code in enumerate(codes)}
    driver = {
        "name": "plandoc",
        "version": __version__,
        "language": language,
        "rules": [_rule(code, language) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, indices[problem.code], language) for problem in problems],
    }
    return _dumped({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def record(problem: Problem, language: str) -> dict[str, Any]:
    """Return a problem as plain data: its code, severity, place and texts."""
    place, text = problem.place, problem.saying(language)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "place": place.text(language),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "sheet": place.sheet,
        "cell": place.cell,
        "path": str(place.path),
        "trail": place.trail_in(language),
        **text._asdict(),
    }


def _rule(code: Code, language: str) -> dict[str, Any]:
    page = explanation(code, language)
    return {
        "id": code,
        "shortDescription": {"text": heading(code, language)},
        "help": {"text": page, "markdown": page},
    }


def _result(problem: Problem, index: int, language: str) -> dict[str, Any]:
    text = "; ".join(part for part in problem.saying(language) if part)
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity.value,
        "message": {"text": text},
    }
    location = _location(problem.place, language)
    return result | {"locations": [location]} if location else result


def _location(place: Place, language: str) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
        if place.line:
            physical["region"] = {"startLine": place.line, "startColumn": place.column or 1}
        location["physicalLocation"] = physical
    if place.path:
        named = {"name": place.trail_in(language)} if place.trail else {}
        location["logicalLocations"] = [{**named, "fullyQualifiedName": str(place.path)}]
    return location


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
