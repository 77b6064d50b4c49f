"""Findings for machines: JSON, and annotations of a pull request on GitHub."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kamhandbook.checks.overview import counted
from kamhandbook.findings import Finding, Severity
from kamhandbook.wording.language import DEFAULT, Language

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def json_report(findings: Sequence[Finding], _language: Language = DEFAULT) -> str:
    """Return ``{"findings": […], "summary": {error, warning, hint}}`` as JSON.

    The summary counts what nobody has accepted.
    """
    return as_text(findings_as_data(findings))


def findings_as_data(findings: Sequence[Finding]) -> dict[str, Any]:
    """Return findings and their summary as every JSON report has them."""
    return {
        "findings": [_as_json(finding) for finding in findings],
        "summary": {severity.value: count for severity, count in counted(findings).items()},
    }


def as_text(report: Mapping[str, Any]) -> str:
    """Return a report as the JSON that commands print."""
    return json.dumps(report, ensure_ascii=False, indent=2)


def github_report(findings: Sequence[Finding], language: Language = DEFAULT) -> str:
    """Return workflow commands, one line a finding; accepted ones become notices."""
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
    position = finding.position
    level = "notice" if finding.accepted else _GITHUB[finding.severity]
    properties = {
        "file": position.path,
        "line": position.line,
        "col": position.column,
        "title": finding.code,
    }
    parameters = ",".join(
        f"{key}={_escaped_property(str(value))}" for key, value in properties.items()
    )
    return f"::{level} {parameters}::{_escaped_data(_text(finding, language))}"


def _text(finding: Finding, language: Language) -> str:
    if finding.accepted:
        accepted = str(language.words("report")["accepted_because"]).format(reason=finding.reason)
        return f"{finding.message}\n{accepted}"
    return f"{finding.explained}\n{finding.next_step}"


# GitHub's runner undoes exactly these escapes (@actions/core, command.ts).
def _escaped_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped_data(text).replace(":", "%3A").replace(",", "%2C")
