"""Problems as SARIF 2.1.0 (OASIS, 2020), the form code-scanning services read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from rakor import __version__
from rakor.diagnostics.problem import Problem, Span
from rakor.diagnostics.rule import Rule
from rakor.printable import json_text

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(problems: Iterable[Problem], catalogue: Mapping[str, Rule]) -> str:
    """One SARIF log with one run, as JSON text without surrogates; ``catalogue`` has the rules
    by code."""
    found = sorted(problems)
    rules = [catalogue[code] for code in sorted({problem.code for problem in found})]
    index = {rule.code: number for number, rule in enumerate(rules)}
    prints = fingerprints(found)
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "rakor",
                        "semanticVersion": __version__,
                        "rules": [_rule(rule) for rule in rules],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(problem, index[problem.code], mark)
                    for problem, mark in zip(found, prints, strict=True)
                ],
            }
        ],
    }
    return json_text(log, indent=1)


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """A name for each problem that stays when lines above it are added: the file,
    what is wrong, and a count where the same is wrong there several times."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for problem in problems:
        key = problem.file, problem.code, problem.message
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        found.append(hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
    return found


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"Salah:\n{rule.wrong}\n\nBenar:\n{rule.right}"},
        "defaultConfiguration": {"level": rule.severity.machine_name},
    }


def _result(problem: Problem, index: int, mark: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index,
        "level": problem.severity.machine_name,
        "message": {"text": f"{problem.message} {problem.cause} {problem.remedy}".strip()},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": _artifact(problem.file),
                    "region": _region(problem.span),
                }
            }
        ],
        "partialFingerprints": {"rakor/v1": mark},
    }
    if problem.fix and problem.fix.edits:
        result["fixes"] = [
            {
                "description": {"text": problem.remedy},
                "artifactChanges": [
                    {
                        "artifactLocation": _artifact(problem.file),
                        "replacements": [
                            {
                                "deletedRegion": _region(edit.span),
                                "insertedContent": {"text": edit.text},
                            }
                            for edit in problem.fix.edits
                        ],
                    }
                ],
            }
        ]
    return result


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file.encode("utf-8", "replace")), "uriBaseId": "%SRCROOT%"}


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
