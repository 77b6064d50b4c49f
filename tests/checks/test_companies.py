"""Whole companies: three good ones trip nothing, two bad ones nearly all.

No company can trip all checks about the approach: APP1 needs none declared, APP2 and APP3 the
company's, APP6 that of sales. So the two bad ones (company and sales approach) trip everything
but APP1, TRN6 (no training) and ASM1 (a programme that runs), and a third one, that began
yesterday, trips APP1 and nothing else.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from kamhandbook.checks.output_findings import GATES
from kamhandbook.checks.texts import codes
from kamhandbook.findings import Finding
from tests.checks.helpers import brief, check
from tests.checks.patching import SAMPLE

COMPANIES = Path(__file__).resolve().parents[1] / "companies"
BAD = ("hast", "alleingang")


def tripped(company: str) -> set[str]:
    return {finding.code for finding in check(COMPANIES / company / "content")}


def test_two_bad_companies_trip_every_content_check() -> None:
    found = tripped("hast") | tripped("alleingang")
    assert set(codes()) - set(GATES) - found == {"APP1", "TRN6", "ASM1"}


def test_a_company_that_began_yesterday_is_asked_for_its_approach_only() -> None:
    assert tripped("anfang") == {"APP1"}


@pytest.mark.parametrize(
    "folder",
    [SAMPLE, *(COMPANIES / name / "content" for name in ("verteiler", "langlauf"))],
    ids=lambda f: f.parent.name,
)
def test_good_companies_trip_nothing_at_all(folder: Path) -> None:
    findings = check(folder)
    assert not findings, brief(findings)


def test_the_large_sales_approach_has_120_key_accounts() -> None:
    text = (COMPANIES / "verteiler" / "content" / "2-selection.yaml").read_text("utf-8")
    assert text.count("status: active") == 120


@pytest.mark.parametrize("company", BAD)
def test_the_order_of_keys_items_and_files_does_not_matter(company: str, tmp_path: Path) -> None:
    turned = tmp_path / "content"
    turned.mkdir()
    for file in sorted((COMPANIES / company / "content").rglob("*.yaml"), reverse=True):
        node = yaml.compose(file.read_text("utf-8"), Loader=yaml.CBaseLoader)
        text = yaml.serialize(reverse(node), Dumper=yaml.CBaseDumper, allow_unicode=True)
        copy = turned / file.relative_to(COMPANIES / company / "content")
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(text, "utf-8")
    assert messages_of(check(turned)) == messages_of(check(COMPANIES / company / "content"))


def messages_of(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return sorted((f.code, f.severity.value, f.message) for f in findings)


def reverse(node: Node) -> Node:
    """Turn every list and every mapping round."""
    if isinstance(node, SequenceNode):
        return SequenceNode(node.tag, [reverse(item) for item in reversed(node.value)])
    if isinstance(node, MappingNode):
        return MappingNode(node.tag, [(key, reverse(each)) for key, each in reversed(node.value)])
    return node


@pytest.mark.parametrize("company", BAD)
def test_findings_of_a_bad_company_stand_somewhere_in_its_files(company: str) -> None:
    folder = COMPANIES / company / "content"
    for finding in check(folder):
        file = folder.parent / finding.position.path
        if file.exists():
            lines = file.read_text("utf-8").split("\n")
            assert finding.position.column <= len(lines[finding.position.line - 1]) + 1
        else:  # what is missing with its whole file stands at that file's first line
            assert (finding.position.line, finding.position.column) == (1, 1)


def test_a_finding_says_where_what_why_and_what_next() -> None:
    findings = check(COMPANIES / "hast" / "content")
    wanted = next(finding for finding in findings if finding.code == "SEL7")
    assert str(wanted) == (
        "content/2-selection.yaml:18:5: SEL7 Bei „Alba Kräne“ steht noch nicht, warum der Kunde "
        "Key Account ist. Neue Kolleginnen und Kollegen können den Namen dann nicht einordnen, und "
        "andere Kunden fragen zu Recht: Warum nicht wir? – Schreibt unter „why“ einen halben Satz, "
        "der auf ein Kriterium oder ein Ziel verweist."
    )
    assert wanted.subject == "key_accounts/Alba Kräne/why"
    assert wanted.because == "too_many_accounts"
