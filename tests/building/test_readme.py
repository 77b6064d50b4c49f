"""What the README promises is what is tested."""

from __future__ import annotations

import re
from pathlib import Path

from kamhandbook.cli import ALIASES, COMMANDS
from tests.publish.web import POLICY

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_documented_policy_is_the_one_the_site_is_tested_under() -> None:
    assert " ".join(POLICY.split()) in " ".join(README.split())


def test_every_command_it_names_exists() -> None:
    named = set(re.findall(r"kamhandbook (\w+)", README)) - {"build"}
    assert named <= {*COMMANDS, *ALIASES} and len(named) >= 8


def test_every_picture_and_link_leads_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
