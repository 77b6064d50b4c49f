"""Where a link leads: the web, a mailbox, a file share, or nowhere; in answers and in fields."""

from __future__ import annotations

import pytest

from kamhandbook.compose.tables import Tables
from kamhandbook.compose.template_names import link
from kamhandbook.content.tools import Tool
from kamhandbook.document.addresses import Address, address_of, is_mail
from kamhandbook.document.blocks import Attributed, Block, Inline, Link, Paragraph, Text
from kamhandbook.document.commonmark import parse, refused_links, text_of
from kamhandbook.document.tree import walk
from kamhandbook.site.html import HtmlWriter, Target
from kamhandbook.wording.language import DEFAULT

PLAN = "\\\\srv01\\KAM\\Plan 2026.xlsx"
LEADS = {
    "https://crm.example": "https://crm.example",
    "www.firma.example/kam": "https://www.firma.example/kam",
    "crm.firma.example:8080/a?b": "https://crm.firma.example:8080/a?b",
    "firma.example": "https://firma.example",
    "intranet:8080/kam": "https://intranet:8080/kam",
    "10.0.0.5/crm": "https://10.0.0.5/crm",
    "kam@firma.example": "mailto:kam@firma.example",
    "mailto:kam@firma.example?subject=KAM": "mailto:kam@firma.example?subject=KAM",
    "tel:+497111234": "tel:+497111234",
    "ziele.html#purpose": "ziele.html#purpose",
    "vorlagen/plan.pdf": "vorlagen/plan.pdf",
    "plan.v2/vorlage.html": "plan.v2/vorlage.html",
    "#warum": "#warum",
}
PLACES = {
    PLAN: "file://srv01/KAM/Plan%202026.xlsx",
    "\\\\srv01": "file://srv01",
    "K:\\KAM\\Liste.xlsx": "file:///K:/KAM/Liste.xlsx",
    "k:/KAM/Müller & Söhne.xlsx": "file:///k:/KAM/M%C3%BCller%20&%20S%C3%B6hne.xlsx",
    "file://srv01/KAM/Plan.xlsx": "file://srv01/KAM/Plan.xlsx",
    "file:///K:/KAM/Plan 2.xlsx": "file:///K:/KAM/Plan%202.xlsx",
}
NOWHERE = (
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "java\nscript:alert(1)",
    "javascript%3Aalert(1)",
    "data:text/html,x",
    "vbscript:x",
    "ftp://firma.example",
    "sharepoint://x",
    "//srv01/KAM/Plan.xlsx",
    "/intern/kam",
    "\\srv01\\KAM",
    "https:/crm.example",
    "https//crm.example",
    "htps://crm.example",
    "https://",
    "https://crm.example (nur VPN)",
    "www,firma.example",
    "siehe Intranet",
    "Intranet",
    "K:Plan.xlsx",
    "mailto:kam(at)firma",
    "",
)


@pytest.mark.parametrize("written", LEADS)
def test_an_address_leads_somewhere(written: str) -> None:
    assert address_of(written) == Address(LEADS[written])


@pytest.mark.parametrize("written", PLACES)
def test_a_place_on_a_file_share_is_shown_as_written(written: str) -> None:
    assert address_of(written) == Address(PLACES[written], written)


@pytest.mark.parametrize("written", NOWHERE)
def test_anything_else_leads_nowhere(written: str) -> None:
    assert address_of(written) is None


def test_what_is_a_mail_address() -> None:
    assert is_mail("jörg.o'neil+kam@firma-gruppe.example")
    assert not any(map(is_mail, ("kam(at)firma", "kam@firma", "@firma.example", "a b@c.example")))


def links(blocks: tuple[Block | Inline, ...]) -> list[tuple[str, str]]:
    return [(text_of(each.children), each.href) for each in walk(blocks) if isinstance(each, Link)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Siehe [Plan]({PLAN}).", [(PLAN, PLACES[PLAN])]),
        (f"Siehe [Plan](<{PLAN}>).", [(PLAN, PLACES[PLAN])]),
        (
            "Im Ordner \\\\srv01\\KAM\\_Alt, dort.",
            [("\\\\srv01\\KAM\\_Alt", "file://srv01/KAM/_Alt")],
        ),
        (f"Siehe {PLAN} bitte.", [(PLAN, PLACES[PLAN])]),
        ("Unter K:\\KAM\\*neu*.", [("K:\\KAM\\", "file:///K:/KAM/")]),
        (
            "<\\\\srv01\\Key Account\\Plan>",
            [("\\\\srv01\\Key Account\\Plan", "file://srv01/Key%20Account/Plan")],
        ),
        (
            "\\\\a\\b und \\\\c\\d",
            [("\\\\a\\b", "file://a/b"), ("\\\\c\\d", "file://c/d")],
        ),
        ("[Seite](www.firma.example)", [("Seite", "https://www.firma.example")]),
        ("<https://firma.example>", [("https://firma.example", "https://firma.example")]),
        ("Um 8:30 nach Raum C:2, 50:50", []),
        ("`\\\\srv01\\KAM`", []),
        ("[x](javascript:alert(1))", []),
    ],
)
def test_links_in_an_answer(text: str, found: list[tuple[str, str]]) -> None:
    assert links(parse(text)) == found


@pytest.mark.parametrize("text", ["\\\\srv01\\KAM\\_Alt_", "K:\\a\\_b_", f"[Plan]({PLAN}) neu"])
def test_no_character_of_a_path_is_lost(text: str) -> None:
    shown = text_of(parse(text))
    assert shown == text if "[" not in text else PLAN in shown


def test_links_that_lead_nowhere_are_named_and_others_are_not() -> None:
    text = (
        "[a](javascript:alert(1)) [b](ziele.html) ![c](ftp://c.png) [d](ftp://d)\n\n"
        "[e](K:\\e.xlsx) [f]\n\n[f]: ftp://f\n\n<https://g.example> [h](h)"
    )
    assert set(refused_links(text)) == {"javascript:alert(1)", "ftp://d", "ftp://f", "h"}
    assert refused_links(text) == refused_links(text)  # the parser is as it was
    assert links(parse("[a](www.b.example)"))


def test_fields_show_name_and_place() -> None:
    table = Tables(DEFAULT)([Tool(name="Plan", url=PLAN)], ("Werkzeug", "name", "link", "url"))
    assert table is not None
    (cell,) = table.rows[0]
    assert text_of(cell) == f"Plan {PLAN}"
    shown = link("Plan", PLAN)
    assert isinstance(shown, Attributed)
    assert links((shown,)) == [(PLAN, PLACES[PLAN])]
    assert link("CRM", "ftp://crm.example") == Text("CRM")
    assert link("kam(at)firma", "mailto:kam(at)firma") == Text("kam(at)firma")


def test_a_page_shows_a_place_in_full_with_a_button_that_copies_it() -> None:
    blocks = parse(f"[Plan]({PLAN})")
    html = HtmlWriter(Target(copy=("Pfad kopieren", "Kopiert"))).blocks(blocks)
    assert f'<span class="kam-place" translate="no">{PLAN}</span>' in html
    assert 'data-kam-place="file://srv01/KAM/Plan%202026.xlsx"' in html
    assert 'data-kam-done="Kopiert">Pfad kopieren</button>' in html
    assert "<a " not in html  # a browser follows it from a file share only: the script makes it one
    assert isinstance(blocks[0], Paragraph)
    assert "button" not in HtmlWriter().blocks(blocks)
