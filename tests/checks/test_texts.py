"""The catalogue says everything about every check, and its examples are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from yaml.nodes import MappingNode, Node

from kamhandbook.checks import CHECKS, gate_finding
from kamhandbook.checks.output_findings import GATES
from kamhandbook.checks.reference import reference
from kamhandbook.checks.table import ACCEPTANCES
from kamhandbook.checks.texts import codes, part_page, reason, text
from kamhandbook.findings import Position, Severity
from kamhandbook.wording.language import DEFAULT
from tests.checks.helpers import brief, check
from tests.checks.patching import patched

SECTION = re.compile(r"^# content/(?:\d-)?(\w+)\.yaml$", re.MULTILINE)
WITH_EXAMPLES = [code for code in codes() if SECTION.match(text(DEFAULT, code).trips)]
BLAME = re.compile(r"\b(falsch|schlecht|Schuld|versäumt|vergessen|müsst|dürft nicht)\b")


def test_every_check_has_its_texts_and_none_is_without_a_check() -> None:
    in_code = [check.code for check in CHECKS]
    assert len(in_code) == len(set(in_code))
    assert {*in_code, *GATES, *ACCEPTANCES} == set(codes())


@pytest.mark.parametrize("code", codes())
def test_texts_are_complete_and_lead_somewhere(code: str) -> None:
    words = text(DEFAULT, code)
    pages = {page.file for page in DEFAULT.catalogue.pages}
    assert words.page in pages | {""}
    assert not words.reason or reason(DEFAULT, words.reason)
    assert 2 <= len(re.findall(r"[.!?](?: |$)", words.explanation)) <= 4, "two or three sentences"
    for variant in words.messages:
        assert variant in words.consequences or "" in words.consequences
        assert variant in words.next_steps or "" in words.next_steps


@pytest.mark.parametrize("code", codes())
def test_texts_help_and_do_not_blame(code: str) -> None:
    words = text(DEFAULT, code)
    for variant in words.messages:
        message, next_step = words.messages[variant], words.next_steps
        assert message.endswith((".", "?")), message
        assert (next_step.get(variant) or next_step[""]).endswith("."), next_step
    everything = [*words.messages.values(), *words.consequences.values(), words.explanation]
    for sentence in [*everything, *words.next_steps.values()]:
        assert not BLAME.search(sentence), sentence
        assert "!" not in sentence
        assert '"' not in sentence, "German quotation marks"


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_example_that_trips_does(code: str, tmp_path: Path) -> None:
    findings = check(patched(merged(text(DEFAULT, code).trips), tmp_path))
    assert code in {finding.code for finding in findings}, brief(findings)


@pytest.mark.parametrize("code", WITH_EXAMPLES)
def test_the_example_that_passes_does(code: str, tmp_path: Path) -> None:
    findings = check(patched(merged(text(DEFAULT, code).passes), tmp_path))
    found = tuple(f for f in findings if f.code == code and not f.accepted)
    assert not found, brief(found)


def test_most_checks_have_examples_in_the_content_format() -> None:
    others = set(codes()) - set(WITH_EXAMPLES)
    assert others == {*GATES, "APP3", "DAT3", "PRJ8"}  # a long list, iterations, outputs


def test_the_reference_explains_every_check_with_its_limits() -> None:
    explained = {each.code: each for each in reference({}, DEFAULT)}
    assert list(explained) == list(codes())
    assert "mehr als 5 Key Accounts" in explained["SEL1"].condition
    assert [(limit.name, limit.value) for limit in explained["APP5"].limits] == [
        ("hint", 5),
        ("hint_sales", 15),
    ]
    assert explained["DOC6"].can_be_accepted and not explained["DOC1"].can_be_accepted


def test_every_part_of_the_handbook_has_a_name_and_a_page() -> None:
    for part in ("handbook", "introduction", *(d.id for d in DEFAULT.catalogue.dimensions)):
        assert part_page(DEFAULT, part)
    assert DEFAULT.words("checks")["parts"]["other"]["page"] == ""


@pytest.mark.parametrize(
    ("code", "variant", "severity"),
    [
        ("DOC1", "too_many", Severity.ERROR),
        ("DOC1", "too_few", Severity.HINT),
        ("DOC7", "release", Severity.ERROR),
        ("DOC7", "draft", Severity.WARNING),
        ("DOC6", "", Severity.ERROR),
        ("TXT1", "cell", Severity.ERROR),
    ],
)
def test_gates_find_their_words_here(code: str, variant: str, severity: Severity) -> None:
    values = {"slides": 21, "limit": 20, "where": "kam-handbuch.pptx", "text": "3,4 Mio. EUR"}
    values |= {"audience": "Neue im KAM", "question": "Was?", "over": 12}
    values |= {
        "said": "3,4 Millionen",
        "origin": "content/2-selection.yaml:9:1",
        "field": "„Umsatz“",
    }
    values |= {
        "since": "Leitung",
        "since_key": "management",
        "audience_key": "newcomers",
        "why": "",
    }
    found = gate_finding(DEFAULT, code, Position("content/1-goals.yaml", 3, 5), variant, **values)
    assert found.severity is severity
    assert "{" not in found.message + found.consequence + found.next_step


def merged(example: str) -> dict[str, Node]:
    """Turn an example into changes: mappings are merged into the sample, the rest is replaced."""
    _, *pieces = SECTION.split(example)
    changes: dict[str, Node] = {}
    for part, body in zip(pieces[::2], pieces[1::2], strict=True):
        node = yaml.compose(body, Loader=yaml.CBaseLoader)
        assert isinstance(node, MappingNode)
        changes |= dict(leaves(node, part))
    return changes


def leaves(node: MappingNode, place: str) -> list[tuple[str, Node]]:
    found: list[tuple[str, Node]] = []
    for key, value in node.value:
        here = f"{place}/{key.value}"
        if isinstance(value, MappingNode):
            found += leaves(value, here)
        else:  # an empty value takes the key away
            found.append((here, value))
    return found
