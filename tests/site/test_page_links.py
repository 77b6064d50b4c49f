"""Links of own pages: hosts and file shares are read as in answers, the rest is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.site.page_links import refused, with_addresses

WORDS = ("Pfad kopieren", "Kopiert")
PAGE = """\
# Seite

Siehe [Plan](\\\\srv01\\KAM\\Plan 2026.xlsx), [x](javascript:alert(1)) und `[y](ftp://y)`.

```
[z](ftp://z)
```

[w](//srv01/KAM) ![p](ftp://p.png) [a](ziele.html) [b](mailto:kam@firma.example)
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[a](www.firma.example/b_c)", "[a](https://www.firma.example/b_c)"),
        ('[a](kam@firma.example "Mail")', '[a](kam@firma.example "Mail")'),
        ("[a](ziele.html#warum)", "[a](ziele.html#warum)"),
        ("[a](https://firma.example)", "[a](https://firma.example)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("`[a](www.firma.example)`", "`[a](www.firma.example)`"),
        ("![a](www.firma.example/a.png)", "![a](www.firma.example/a.png)"),
    ],
)
def test_addresses(written: str, read: str) -> None:
    assert with_addresses(written, WORDS) == read


def test_a_place_is_shown_in_full_and_markdown_cannot_touch_it() -> None:
    html = with_addresses("[Plan](K:\\KAM\\_a_*b.xlsx)", WORDS)
    assert html.startswith("Plan <span")
    assert 'data-kam-place="file:///K:/KAM/_a_%2Ab.xlsx"' in html
    shown = html[html.index(">") + 1 : html.index("</span>")]
    assert not set(shown) & set("\\_*:")


def test_what_leads_nowhere_is_named_with_its_place() -> None:
    assert list(refused(PAGE)) == [("javascript:alert(1)", 3, 47), ("//srv01/KAM", 9, 5)]


def project(root: Path, site_name: str, company: str) -> list[str]:
    (root / "content" / "pages").mkdir(parents=True)
    (root / "content" / "pages" / "a.md").write_text(PAGE, "utf-8")
    (root / "content" / "handbook.yaml").write_text(f"company: {{name: {company}}}\n", "utf-8")
    text = f"docs_dir: content/pages\nsite_name: {site_name}\n"
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return [
        f"{f.position.path}:{f.position.line}:{f.position.column} {f.code}"
        for f in open_project(root / "content").findings
        if f.code in ("SITE3", "PAGE2")
    ]


def test_a_page_tells_its_links_when_it_is_checked(tmp_path: Path) -> None:
    found = project(tmp_path, "KAM-Handbuch Muster", "Muster AG")
    assert found == ["content/pages/a.md:3:47 PAGE2", "content/pages/a.md:9:5 PAGE2"]


@pytest.mark.parametrize(
    ("site_name", "company"),
    [
        ("KAM-Handbuch Muster Holding", "Nordtal Klinik GmbH"),
        ("Key-Account-Handbuch der Albrecht AG", "Meier & Söhne"),
    ],
)
def test_a_site_that_carries_anothers_name_is_told(
    site_name: str, company: str, tmp_path: Path
) -> None:
    assert "mkdocs.yml:2:12 SITE3" in project(tmp_path, site_name, company)


@pytest.mark.parametrize(
    ("site_name", "company"),
    [
        ("KAM-Handbuch Nordkamp Dichtsysteme", "Nordkamp Dichtsysteme SE"),
        ("KAM-Handbuch Muster-Gruppe", "Muster Service GmbH"),
        ("KAM-Handbuch", "Muster AG"),
        ("Vertriebshandbuch 2026", "Muster AG"),
        ("KAM-Handbuch MSG", "Muster Service Gruppe"),
        ("Unser KAM im Mustertal", "Mustertal"),
    ],
)
def test_a_site_that_carries_its_own_name_or_none_is_not(
    site_name: str, company: str, tmp_path: Path
) -> None:
    assert not any("SITE3" in each for each in project(tmp_path, site_name, company))
