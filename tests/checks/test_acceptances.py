"""Accepting findings: what an acceptance must say, and which findings it holds for."""

from __future__ import annotations

import pytest

from kamhandbook.checks.subjects import leads_to, subject_of
from kamhandbook.checks.thresholds import (
    configurable,
    idle_thresholds,
    limit_values,
    limits_of,
)
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.handbook_file import Thresholds
from kamhandbook.findings import Finding, Severity
from kamhandbook.reading.content_folder import read_content_folder
from tests.checks.helpers import check_handbook
from tests.checks.patching import SAMPLE

PATH = ("selection", "key_accounts", 1, "why")  # Osterby Marine A/S, with a slash in its name


@pytest.fixture(scope="module")
def sample() -> Handbook:
    return read_content_folder(SAMPLE).handbook


def without_why(sample: Handbook, **acceptance: str) -> tuple[Finding, ...]:
    """Check the sample with two key accounts without a reason and one acceptance."""
    data = sample.model_dump(by_alias=True)
    for account in data["selection"]["key_accounts"][:2]:
        account["why"] = ""
    data["handbook"]["checks"] = {"accepted": [acceptance], "thresholds": {}}
    return check_handbook(Handbook.model_validate(data))


def accepted(findings: tuple[Finding, ...]) -> list[bool]:
    return [finding.accepted for finding in findings if finding.code == "SEL7"]


def test_an_acceptance_of_a_code_holds_for_every_item(sample: Handbook) -> None:
    found = without_why(sample, code="SEL7", reason="Absicht", until="2026-11-24")
    assert accepted(found) == [True, True]


def test_a_path_narrows_it_to_one_item(sample: Handbook) -> None:
    place = "key_accounts/Osterby Marine A/S"
    found = without_why(sample, code="SEL7", reason="Absicht", until="2027-01", path=place)
    assert sorted(accepted(found)) == [False, True]
    one = next(finding for finding in found if finding.accepted)
    assert one.reason == "Absicht (bis 31.01.2027)"
    assert one.subject == "key_accounts/Osterby Marine A/S/why"


@pytest.mark.parametrize("left_out", ["code", "reason", "until"])
def test_an_incomplete_acceptance_does_not_hold(sample: Handbook, left_out: str) -> None:
    whole = {"code": "SEL7", "reason": "Absicht", "until": "2027-01-31"}
    found = without_why(sample, **{key: text for key, text in whole.items() if key != left_out})
    assert accepted(found) == [False, False]
    assert [finding.severity for finding in found if finding.code == "ACC2"] == [Severity.WARNING]


def test_an_expired_acceptance_does_not_hold(sample: Handbook) -> None:
    found = without_why(sample, code="SEL7", reason="Absicht", until="2026-11-23")
    assert accepted(found) == [False, False]
    assert [finding.code for finding in found].count("ACC1") == 1


@pytest.mark.parametrize(
    "written",
    [
        "key_accounts",
        "key_accounts/Osterby Marine A/S",
        "key_accounts/osterby  marine a/s",
        "key_accounts/Osterby Marine A/S/why",
        "key_accounts/2",
        "selection/key_accounts/Osterby Marine A/S",
        "/key_accounts/2/why/",
    ],
)
def test_places_are_named_as_people_name_them(sample: Handbook, written: str) -> None:
    assert leads_to(sample, PATH, written)


@pytest.mark.parametrize("written", ["", "key", "key_accounts/Osterby Marine A", "criteria", "2"])
def test_other_names_lead_elsewhere(sample: Handbook, written: str) -> None:
    assert not leads_to(sample, PATH, written)


def test_a_subject_survives_what_is_not_there(sample: Handbook) -> None:
    assert subject_of(sample, ("selection", "key_accounts", 99, "why")) == "key_accounts/100/why"
    assert subject_of(sample, ("iterations", 7)) == "8"


def test_own_limits_replace_single_ones() -> None:
    limits = limits_of("SEL1", {"SEL1": Thresholds(warning=3)})
    assert (limits.warning, limits.error) == (3, 9)


def test_the_length_of_the_deck_can_be_lowered_but_not_raised() -> None:
    assert limits_of("DOC1", {"DOC1": Thresholds(error=18)}).error == 18
    raised = {"DOC1": Thresholds(error=30)}
    assert limits_of("DOC1", raised).error == 20
    assert [(idle.limit, idle.why) for idle in idle_thresholds(raised)] == [("error", "ceiling")]


def test_a_limit_that_no_check_has_is_idle() -> None:
    own = {"SEL9": Thresholds(error=1), "SEL1": Thresholds(hint=1), "SEL2": Thresholds(error=7)}
    assert [(idle.code, idle.why) for idle in idle_thresholds(own)] == [
        ("SEL9", "threshold"),
        ("SEL1", "limit"),
    ]


@pytest.mark.parametrize("code", configurable())
def test_every_configurable_check_has_limits(code: str) -> None:
    assert limit_values(code, {})
