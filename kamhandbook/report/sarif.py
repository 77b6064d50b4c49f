"""Findings as SARIF 2.1.0, the exchange format of static analysis that code hosts read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import kamhandbook
from kamhandbook.checks.texts import codes, reason, text
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import DEFAULT, Language

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif_report(findings: Sequence[Finding], language: Language = DEFAULT) -> str:
    """Return one SARIF run as JSON; accepted findings are suppressed with their reason."""
    rules = sorted({finding.code for finding in findings})
    driver = {
        "name": "kamhandbook",
        "version": kamhandbook.__version__,
        "language": language.code,
        "rules": [_rule(code, language) for code in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The project root"}}},
        "results": [_result(finding, rules) for finding in findings],
    }
    report = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2)


def _rule(code: str, language: Language) -> dict[str, Any]:
    if code not in codes():  # a problem of reading: its message says it all
        return {"id": code}
    texts = text(language, code)
    tags = [name for name in [reason(language, texts.reason)] if name]
    return {
        "id": code,
        "shortDescription": {"text": texts.title},
        "fullDescription": {"text": texts.explanation},
        "properties": {"tags": tags},
    }


def _result(finding: Finding, rules: Sequence[str]) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": rules.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.explained} {finding.next_step}"},
        "locations": [{"physicalLocation": _location(finding)}],
    }
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.reason}]
    return result


def _location(finding: Finding) -> dict[str, Any]:
    position = finding.position
    return {
        "artifactLocation": {"uri": quote(position.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": position.line, "startColumn": position.column},
    }
