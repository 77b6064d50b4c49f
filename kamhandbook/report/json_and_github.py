"""Findings for machines: JSON, and annotations of a pull request on GitHub."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from kamhandbook.checks.overview import counted
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import DEFAULT, Language

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def json_report(findings: Iterable[Finding], _language: Language = DEFAULT) -> str:
    """Report as ``{"findings": […], "summary": {error, warning, hint}}``."""
    found = tuple(findings)
    report = {
        "findings": [_as_json(finding) for finding in found],
        "summary": {severity.value: n for severity, n in counted(found).items()},
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def github_report(findings: Sequence[Finding], language: Language = DEFAULT) -> str:
    """Report as workflow commands, one line a finding; accepted ones become notices."""
    return "\n".join(_as_command(finding, language) for finding in findings)


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "path": finding.position.path,
        "line": finding.position.line,
        "column": finding.position.column,
        "message": finding.explained,
        "next_step": finding.next_step,
        "accepted": finding.accepted,
    }


def _as_command(finding: Finding, language: Language) -> str:
    at = finding.position
    level = "notice" if finding.accepted else _GITHUB[finding.severity]
    properties = {"file": at.path, "line": at.line, "col": at.column, "title": finding.code}
    named = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{level} {named}::{_data(_text(finding, language))}"


def _text(finding: Finding, language: Language) -> str:
    if finding.accepted:
        accepted = str(language.words("report")["accepted_because"]).format(reason=finding.reason)
        return f"{finding.message}\n{accepted}"
    return f"{finding.explained}\n{finding.next_step}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
