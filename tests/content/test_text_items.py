"""Entries that are a text, or a group that says more: both read alike."""

from __future__ import annotations

from pathlib import Path

from kamhandbook.building.project import open_project
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.selection import KeyAccount, Requirement

TEXT = """key_accounts:
  - name: Muster AG
    status: pilot
    why: Potenzial
    requirements:
"""


def told(folder: Path, requirements: str) -> list[tuple[str, int, str]]:
    content = folder / "content"
    content.mkdir()
    (content / "2-selection.yaml").write_text(TEXT + requirements, "utf-8")
    found = open_project(content).findings
    return [(each.code, each.position.line, each.message) for each in found]


def test_a_text_and_a_group_are_the_same() -> None:
    alone = KeyAccount.model_validate({"requirements": ["Lager"]})
    group = KeyAccount.model_validate({"requirements": [{"text": "Lager"}]})
    assert alone == group and str(alone.requirements[0]) == "Lager"
    assert not Requirement()


def test_a_service_that_an_audience_does_not_see_is_not_named() -> None:
    book = Handbook.model_validate(
        {
            "services": {"services": [{"name": "Lager", "visible_from": "management"}]},
            "selection": {
                "key_accounts": [
                    {"name": "A", "requirements": [{"text": "Ware", "met_by": "Lager"}]}
                ]
            },
        }
    )
    from kamhandbook.content.types import Audience
    from kamhandbook.editions.edition import cut

    (account,) = cut(book, Audience.NEWCOMERS).handbook.selection.key_accounts
    assert [(each.text, each.met_by) for each in account.requirements] == [("Ware", "")]


def test_a_colon_in_a_text_is_told_as_one(tmp_path: Path) -> None:
    ((code, line, message),) = told(tmp_path, "      - Preis: überall gleich\n")
    assert (code, line) == ("TYPE1", 6) and "Doppelpunkt" in message


def test_a_misspelt_key_of_a_group_is_told_as_one(tmp_path: Path) -> None:
    ((code, line, message),) = told(tmp_path, "      - {text: Lager, metby: Depot}\n")
    assert (code, line) == ("KEY1", 6) and "metby" in message


def test_nothing_behind_a_dash_is_told(tmp_path: Path) -> None:
    assert [(code, line) for code, line, _ in told(tmp_path, "      -\n")] == [("TYPE1", 6)]
