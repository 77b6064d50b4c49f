"""Pages of key accounts and the page of the chain, for companies of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from kamhandbook.compose.account_pages import AccountPages
from kamhandbook.compose.pages import compose_pages
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import neutral
from kamhandbook.document.blocks import Link, Page
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.tree import walk
from kamhandbook.site.anchors import ids, with_anchors
from kamhandbook.site.navigation import sections
from tests.compose.conftest import composed, context_of, made, sample
from tests.compose.test_extremes import NAME

LIST, CHAIN = "key-accounts.html", "zusammenhang.html"


def accounts(*names: str, **fields: Any) -> dict[str, Any]:
    listed = [{"name": name, "status": "active", **fields} for name in names]
    return {"key_accounts": listed}


def pages_of(audience: Audience = Audience.TEAM, **parts: Any) -> dict[str, Page]:
    handbook = made(**parts) if parts else sample()
    composed_pages = compose_pages(context_of(handbook, audience), neutral())
    return {page.file: page for page in composed_pages}


@cache
def sample_pages(audience: Audience) -> dict[str, Page]:
    return pages_of(audience)


def links(page: Page) -> Iterator[str]:
    return (part.href for part in walk(page.blocks) if isinstance(part, Link))


def files(*names: str) -> list[str]:
    context = context_of(made(selection=accounts(*names, why="Wächst")), Audience.TEAM)
    return [page.file for page, _ in AccountPages(context).pages()]


def test_each_account_has_a_page_and_list_and_page_lead_to_each_other() -> None:
    pages = sample_pages(Audience.TEAM)
    own = [page for page in pages.values() if page.file.startswith("key-account-")]
    assert len(own) == 4
    for page in own:
        assert page.file in set(links(pages[LIST]))
        assert {LIST, CHAIN} <= {href.partition("#")[0] for href in links(page)}
        assert page.file in set(links(pages[CHAIN]))


def test_account_pages_stand_in_no_navigation() -> None:
    pages = sample_pages(Audience.TEAM).values()
    listed = str(sections(pages))
    assert "key-accounts.md" in listed
    assert "key-account-" not in listed


def test_an_account_page_says_what_the_audience_may_know() -> None:
    file = "key-account-talvera-pumpen-ag.html"
    team, management = (
        text_of(sample_pages(a)[file].blocks) for a in (Audience.TEAM, Audience.MANAGEMENT)
    )
    for said in ("Konsignationslager", "Lieferfähigkeit", "Basispaket", "80,5 Punkte", "Wiesental"):
        assert said in team
    assert "3,4 Mio. EUR" not in team
    assert "3,4 Mio. EUR" in management


@pytest.mark.parametrize("audience", [Audience.NEWCOMERS, Audience.APPLICANTS])
def test_others_see_no_account_pages(audience: Audience) -> None:
    pages = sample_pages(audience)
    assert not [file for file in pages if file.startswith("key-account-")]
    targets = (href for page in pages.values() for href in links(page))
    assert not [href for href in targets if href.startswith("key-account-")]


def test_applicants_see_no_chain() -> None:
    assert CHAIN not in sample_pages(Audience.APPLICANTS)
    assert "chain" not in {slide.id for slide in composed(sample(), Audience.APPLICANTS)}


def test_an_address_is_made_of_the_name_alone() -> None:
    assert files("Müller & Söhne AG", "Øst A/S") == [
        "key-account-mueller-soehne-ag.html",
        "key-account-oest-a-s.html",
    ]
    both, alone = files("Brücken AG", "BRÜCKEN-AG"), files("BRÜCKEN-AG")
    assert both[0] == alone[0] == "key-account-bruecken-ag.html"
    assert both[1].startswith("key-account-bruecken-ag-")
    (foreign,) = files("株式会社")
    assert foreign == files("Zuerst GmbH", "株式会社")[1]
    (long,) = files(f"{NAME} {NAME} {NAME}")
    assert len(long) < 100
    assert len(set(files("A AG", "A AG", "A AG"))) == 3


def test_an_account_of_which_nothing_is_said_has_no_page() -> None:
    pages = pages_of(selection=accounts("Leer AG") | {"criteria": []})
    assert not [file for file in pages if file.startswith("key-account-")]
    assert "Leer AG" in text_of(pages[LIST].blocks)


@pytest.mark.parametrize(
    "parts",
    [
        {},
        {"goals": {"goals": []}, "services": {"services": [], "packages": []}},
        {"selection": {"key_accounts": [], "criteria": []}, "steering": {"kpis": []}},
        {
            "selection": accounts(
                "Talvera | A [B](c) *d*", "Zwei", requirements=["A|B", "A|B", "#1"]
            )
        },
        {
            "selection": accounts(
                *(f"{NAME} {n}" for n in range(40)),
                requirements=[{"text": f"{NAME} {NAME}", "met_by": "Reklamation"}, "Offen"],
                scores={"Zentrale Werksnorm vorhanden": 50},
            )
        },
    ],
    ids=["sample", "no goals", "no accounts", "signs", "forty long ones"],
)
def test_every_link_of_list_chain_and_accounts_leads_somewhere(parts: dict[str, Any]) -> None:
    pages = pages_of(**parts)
    anchors = {file: set(ids(with_anchors(page.blocks))) for file, page in pages.items()}
    seen = [p for f, p in pages.items() if f in (LIST, CHAIN) or f.startswith("key-account-")]
    assert len(seen) >= 2
    for page in seen:
        for href in links(page):
            file, _, anchor = href.partition("#")
            if "://" in href or href.startswith("mailto:") or not file.endswith((".html", "")):
                continue
            assert not anchor or anchor in anchors[file or page.file], (page.file, href)


def test_sums_are_for_management_and_say_who_took_part() -> None:
    selection = {
        "key_accounts": [
            {"name": "A", "status": "active", "revenue": "1,5 Mio. EUR"},
            {"name": "B", "status": "active", "revenue": "2 Mio. EUR"},
            {"name": "C", "status": "active", "revenue": "viel"},
        ]
    }
    said = text_of(pages_of(Audience.MANAGEMENT, selection=selection)[LIST].blocks)
    assert "3,5 Mio. EUR (Summe aus 2 von 3 Key Accounts)" in said
    assert "Summe aus" not in text_of(pages_of(selection=selection)[LIST].blocks)


def test_a_requirement_that_nothing_meets_is_a_gap_on_page_and_chain() -> None:
    pages = pages_of(selection=accounts("Talvera", requirements=["Rampe"]))
    assert "noch keine Leistung" in text_of(pages["key-account-talvera.html"].blocks)
    assert "Eine Anforderung, die keine Leistung erfüllt" in text_of(pages[CHAIN].blocks)


def test_the_chain_has_a_slide_where_one_way_is_whole() -> None:
    assert "chain" in {slide.id for slide in composed(sample())}
    broken = made(services={"services": [], "packages": []})
    assert "chain" not in {slide.id for slide in composed(broken)}
