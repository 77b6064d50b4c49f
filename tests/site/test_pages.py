"""What the pages say, edition by edition."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.compose.terms import Glossary
from kamhandbook.content.answers import Status
from kamhandbook.content.goals import Term
from kamhandbook.content.types import Audience
from kamhandbook.document.blocks import Link, Page, Paragraph, Text
from kamhandbook.document.commonmark import parse, text_of
from kamhandbook.editions.edition import cut
from kamhandbook.findings import CannotGoOnError
from kamhandbook.history.changes import NO_NEWS
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.lists import country_names
from tests.site.links import broken_links, read
from tests.site.made import CONTENT, html_of, pages_of

SITE_MAP = list(dict.fromkeys(page.file for page in DEFAULT.catalogue.pages))


def said_by(page: Page) -> str:
    """Give everything a page says, as bare text on one line."""
    text = re.sub(r'<span class="kam-visually-hidden">(neu|entfallen): </span>', "", html_of(page))
    text = re.sub(r"</?(?:strong|em|a|q|small|span|code|ins|del)\b[^>]*>", "", text)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.fixture(scope="module")
def management() -> dict[str, Page]:
    return pages_of(audience=Audience.MANAGEMENT)


@pytest.fixture(scope="module")
def newcomers() -> dict[str, Page]:
    return pages_of()


@pytest.fixture(scope="module")
def applicants() -> dict[str, Page]:
    return pages_of(audience=Audience.APPLICANTS)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the sample that a test may change."""
    copied = tmp_path / "content"
    shutil.copytree(CONTENT, copied)
    shutil.copytree(CONTENT.parent / "themes", tmp_path / "themes")
    return copied


@pytest.mark.parametrize("audience", list(Audience))
def test_every_page_of_the_site_map_is_made_for_every_audience(audience: Audience) -> None:
    of_management = ["pruefbericht.html", "uebergabe.html"]
    report = [] if audience is Audience.MANAGEMENT else of_management
    inside = ["einfuehrung.html", "fallstricke.html", "neu.html", "zusammenhang.html"]
    inside.append("empfang.html")
    unmade = [*report, *(inside if audience is Audience.APPLICANTS else [])]
    made = [file for file in pages_of(audience=audience) if not file.startswith("key-account-")]
    assert made == [file for file in SITE_MAP if file not in unmade]


@pytest.mark.parametrize("audience", list(Audience))
def test_an_empty_handbook_shows_what_is_open(audience: Audience, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    pages = pages_of(tmp_path / "content", audience=audience)
    for dimension in DEFAULT.catalogue.dimensions:
        text = said_by(pages[dimension.page])
        is_told = audience is not Audience.APPLICANTS  # who are told of no gaps
        assert text.count("Noch offen.") == is_told * len(dimension.questions)
    # Management is told first where the programme stands, not six questions.
    asked = audience in (Audience.NEWCOMERS, Audience.TEAM)
    assert said_by(pages["index.html"]).count("Noch offen.") == (6 if asked else 0)


def test_all_answers_stand_on_their_dimensions_page(management: dict[str, Page]) -> None:
    handbook = open_project(CONTENT).loaded.handbook
    found = 0
    for dimension, _, answer in handbook.all_answers():
        page = management[DEFAULT.catalogue.dimension(dimension).page]
        wanted = " ".join(text_of(parse(answer.text)).split())
        assert wanted in " ".join(text_of(page.blocks).split()), answer.text[:40]
        found += 1
    assert found >= 16


def test_an_open_answer_names_who_is_at_it(content: Path) -> None:
    file = content / "5-people.yaml"
    text = file.read_text("utf-8").replace("status: draft", "status: open", 1)
    file.write_text(text, encoding="utf-8")
    assert "Noch offen. HR kümmert sich um die Antwort." in said_by(
        pages_of(content)["personal.html"]
    )


def test_a_card_without_an_answer_names_whom_to_ask(content: Path) -> None:
    (content / "4-organisation.yaml").write_text(
        "answers:\n  embedding: {owner: GF Vertrieb}\n", encoding="utf-8"
    )
    (content / "7-tools.yaml").unlink()
    text = said_by(pages_of(content)["index.html"])
    assert "Noch offen. GF Vertrieb kümmert sich um die Antwort." in text
    assert "Noch offen. Auskunft gibt: Leitung Key Account Management." in text


def test_the_card_of_trainings_names_whom_they_are_for_and_the_next_one(content: Path) -> None:
    (content / "5-people.yaml").write_text(
        "trainings:\n"
        "  - {name: Zweites, for: managers, date: 2027-05}\n"
        "  - {name: Erstes, for: managers, date: 2027-02-01}\n",
        encoding="utf-8",
    )
    text = said_by(pages_of(content)["index.html"])
    assert "Zwei Trainings für Führungskräfte; als Nächstes: Erstes (01.02.2027)." in text


@pytest.mark.parametrize(
    ("statuses", "for_newcomers", "for_applicants"),
    [
        (
            ("active", "candidate", "former"),
            "Ein Key Account; dazu ein Kandidat.",
            "Zurzeit betreuen wir einen Key Account.",
        ),
        (
            ("candidate", "candidate"),
            "Zurzeit betreuen wir noch keinen Key Account; auf der Liste stehen zwei Kandidaten.",
            "Unsere Key Accounts wählen wir bewusst aus.",
        ),
        (
            ("former",),
            "Zurzeit betreuen wir noch keinen Key Account.",
            "Unsere Key Accounts wählen wir bewusst aus.",
        ),
    ],
)
def test_candidates_and_former_accounts_are_not_counted_as_key_accounts(
    statuses: tuple[str, ...], for_newcomers: str, for_applicants: str, content: Path
) -> None:
    accounts = "".join(f"  - {{name: Kunde {n}, status: {s}}}\n" for n, s in enumerate(statuses))
    (content / "2-selection.yaml").write_text(f"key_accounts:\n{accounts}", encoding="utf-8")
    assert for_newcomers in said_by(pages_of(content)["key-accounts.html"])
    page = pages_of(content, audience=Audience.APPLICANTS)["key-accounts.html"]
    assert for_applicants in said_by(page)


def test_the_start_page_answers_the_six_questions(newcomers: dict[str, Page]) -> None:
    page = newcomers["index.html"]
    cards = re.findall(r'<li class="kam-card">.*?</li>', html_of(page), re.DOTALL)
    assert len(cards) == 6
    assert all("<svg" in card for card in cards)
    text = said_by(page)
    for sentence in (
        "Willkommen im Key Account Management bei Nordkamp Dichtsysteme GmbH!",
        "Wenige Kunden behandeln wir in Vertrieb, Technik, Logistik und Service bewusst anders.",
        "Vier Pilotkunden: Talvera Pumpen AG, Osterby Marine A/S, Lindqvara Foodtech AB und "
        "Brunnmatt Prozesstechnik AG, ausgewählt nach vier Kriterien.",
        "Sechs Leistungen: Fester technischer Ansprechpartner, Lieferfähigkeit, Ersatzteilversand "
        "und drei weitere.",
        "Die Leitung KAM berichtet direkt an die GF Vertrieb",
        "als Nächstes: Verhandeln auf Englisch (März 2027)",
        "Vier Werkzeuge: Key-Account-Plan (Vorlage), CRM,",
    ):
        assert sentence in text


def test_reading_paths_tell_their_time(newcomers: dict[str, Page]) -> None:
    text = said_by(newcomers["index.html"])
    assert text.count("Lesezeit.") == 2
    assert len(re.findall(r"(?:eine Minute|\w+ Minuten)(?! Lesezeit)", text)) == 12


def test_people_of_the_project_are_named_to_newcomers(newcomers: dict[str, Page]) -> None:
    text = said_by(newcomers["einfuehrung.html"])
    assert len(re.findall(r"Key Account Manager \S+ \S+ Vertrieb", text)) == 2


def test_the_welcome_names_countries_instead_of_codes(newcomers: dict[str, Page]) -> None:
    said = "in sechs Ländern (Deutschland, Österreich, Schweiz, Polen, USA und China)"
    assert said in said_by(newcomers["index.html"])


def test_what_is_no_code_of_a_country_stays_as_it_is() -> None:
    assert country_names(DEFAULT, ["de", "Neuseeland", "QX"]) == "Deutschland, Neuseeland und QX"


def test_applicants_get_counts_and_segments_instead_of_names(applicants: dict[str, Page]) -> None:
    edition = cut(open_project(CONTENT).loaded.handbook, Audience.APPLICANTS)
    withheld = [w for w in edition.withheld if w.why != "project"]  # "Prototyping" is no secret
    names = {w.value for w in withheld if w.path[-1] in ("name", "manager", "person")}
    names.discard("Katrin Volkmer")  # a member, and the one whom everybody may ask
    assert "Talvera Pumpen AG" in names
    for page in applicants.values():
        assert [name for name in names if name in said_by(page)] == []
    assert (
        "Zurzeit betreuen wir vier Key Accounts aus den Segmenten Pumpen, Marine, Lebensmittel und "
        "Chemie." in said_by(applicants["key-accounts.html"])
    )


@pytest.mark.parametrize("audience", list(Audience))
def test_no_edition_has_holes(audience: Audience) -> None:
    for page in pages_of(audience=audience).values():
        text = said_by(page)
        for hole in (": .", "None", " ,", "()", "( ", " : ", ": ,", "„“"):
            assert hole not in text, (
                page.file,
                text[max(0, text.find(hole) - 60) :][:120],
            )


def test_feedback_is_filled_in_with_page_and_version(newcomers: dict[str, Page]) -> None:
    for page in newcomers.values():
        found = [href for href in _links(page) if href.startswith("mailto:") and "body=" in href]
        assert len(found) == 1, page.file
        mail = unquote(found[0])
        assert mail.startswith("mailto:kam@nordkamp.example?subject=KAM-Handbuch 0.3")
        assert page.title in mail
        assert f"Seite: {page.title} ({page.file})\nVersion: 0.3" in mail


def test_every_page_carries_label_and_imprint(newcomers: dict[str, Page]) -> None:
    for page in newcomers.values():
        text = said_by(page)
        assert "Einstufung: intern" in text
        assert "Version 0.3 · 16.11.2026 · Entwurf, Iteration 3 · intern" in text
        assert "· Zuständig: Leitung Key Account Management" in text


def test_the_banner_comes_when_the_review_is_due() -> None:
    banner = "sollte bis 31.12.2027 überprüft werden"
    before, after = pages_of(today=date(2027, 12, 31)), pages_of(today=date(2028, 1, 1))
    assert not any(banner in said_by(page) for page in before.values())
    assert all(banner in said_by(page) for page in after.values())


def test_dimensions_are_chained(newcomers: dict[str, Page]) -> None:
    files = [dimension.page for dimension in DEFAULT.catalogue.dimensions]
    for index, file in enumerate(files):
        links = re.findall(r'rel="(prev|next)"', html_of(newcomers[file]))
        assert links == ["prev"] * (index > 0) + ["next"] * (index < 7)


def test_own_answers_to_pitfalls_are_told_from_recommendations(
    newcomers: dict[str, Page], tmp_path: Path
) -> None:
    """The sample's answers hold something of each; those of an empty handbook of none."""
    text = html_of(newcomers["fallstricke.html"])
    assert (text.count('class="kam-own"'), text.count('class="kam-advice"')) == (7, 0)
    (tmp_path / "content").mkdir()
    text = html_of(pages_of(tmp_path / "content")["fallstricke.html"])
    assert (text.count('class="kam-own"'), text.count('class="kam-advice"')) == (0, 7)


def test_the_source_is_named_on_one_page(newcomers: dict[str, Page]) -> None:
    named = [page.file for page in newcomers.values() if "Hartmut Sieck" in said_by(page)]
    assert named == ["gesamt.html", "ueber.html"]


def test_own_questions_appear_like_the_built_in_ones(newcomers: dict[str, Page]) -> None:
    question = "Wie gehen wir mit vertraulichen Informationen unserer Key Accounts um?"
    html = unescape(html_of(newcomers["spielregeln.html"]))
    assert re.search(rf"<h2 id=\"[\w-]+\">{re.escape(question)}</h2>", html)


def test_receipt_names_both_versions(newcomers: dict[str, Page]) -> None:
    text = said_by(newcomers["empfang.html"])
    assert "Version 0.3 Ausgabe Neue im KAM Kennung" in text
    assert "Stand 1, gültig seit 16.11.2026" in text
    for file in ("downloads.html", "einarbeitung.html"):
        assert "empfang.html" in html_of(newcomers[file])


def test_news_show_the_old_text_one_click_away(newcomers: dict[str, Page]) -> None:
    page = newcomers["personal.html"]
    assert "Neu in Iteration 3 Was stand hier vorher?" in said_by(page)
    assert "Die Karrierestufen arbeiten wir mit HR aus." in said_by(page)
    quiet = pages_of(news=NO_NEWS)
    assert not any("Neu in Iteration" in said_by(page) for page in quiet.values())


def test_after_prototyping_news_count_from_the_last_iteration(content: Path) -> None:
    file = content / "handbook.yaml"
    text = file.read_text("utf-8").replace("phase: prototyping", "phase: rollout")
    file.write_text(text, encoding="utf-8")
    assert "Neu seit Iteration 2 Was stand hier vorher?" in said_by(
        pages_of(content)["personal.html"]
    )


def test_iterations_stand_newest_first(management: dict[str, Page]) -> None:
    text = said_by(management["neu.html"])
    assert text.index("Iteration 2: 31.08.2026") < text.index("Iteration 1: 06.07.2026")
    archive = text.index("Archiv: frühere Iterationen")
    assert text.index("Iteration 2: 31.08.2026") < archive < text.index("Iteration 1: 06.07.2026")
    for word in ("Entschieden", "Gelernt", "Offen geblieben", "Als Nächstes"):
        assert text.count(word) >= 2
    assert "Osterby Marine A/S Die 8D-Erstantwort" in text


def test_glossary_terms_are_explained_at_their_first_mention(newcomers: dict[str, Page]) -> None:
    for page in newcomers.values():
        targets = re.findall(r'class="kam-term"', html_of(page))
        links = re.findall(r'href="(begriffe\.html#[^"]+)" class="kam-term"', html_of(page))
        assert len(links) == len(targets)
        assert max(Counter(links).values(), default=1) == 1, page.file
    assert "begriffe.html#key-account-plan" in html_of(newcomers["werkzeuge.html"])


def test_a_term_is_found_in_its_plural_and_by_a_synonym() -> None:
    term = Term(term="Key Account", meaning="Kunde auf der Liste.", synonyms=("Schlüsselkunde",))
    glossary = Glossary((term,), DEFAULT)
    for text, found, title in (
        ("Unsere Key Accounts", "Key Accounts", "Kunde auf der Liste."),
        ("mit Schlüsselkunden reden", "Schlüsselkunden", "Key Account: Kunde auf der Liste."),
    ):
        (paragraph,) = glossary.first_mentions(parse(text))
        assert isinstance(paragraph, Paragraph)
        link = next(inline for inline in paragraph.children if isinstance(inline, Link))
        assert link.children == (Text(found),)
        assert link.title == title
    (alone,) = glossary.first_mentions(parse("Das Key-Account-Team"))
    assert isinstance(alone, Paragraph)
    assert alone.children == (Text("Das Key-Account-Team"),)


def test_built_site_has_no_broken_link_no_double_id_and_no_inline_style(
    management_site: Path, newcomers_site: Path
) -> None:
    for site in (management_site, newcomers_site):
        assert broken_links(site) == []
        for file in site.glob("*.html"):
            page = read(file)
            assert [name for name, times in Counter(page.ids).items() if times > 1] == []
            assert page.inline_styles == []


def test_own_pages_carry_the_frame_too(newcomers_site: Path) -> None:
    text = (newcomers_site / "reisen-und-besuche.html").read_text("utf-8")
    assert "kam-label" in text
    assert "Entwurf&#44;" in text or "Entwurf, Iteration 3" in text


def test_states_differ_in_words() -> None:
    labels = DEFAULT.catalogue.labels["status"]
    assert len({labels[status] for status in Status}) == len(Status)


def _links(page: Page) -> list[str]:
    found = re.findall(r'href="([^"]*)"', html_of(page))
    return [unescape(href) for href in found]


def _override(content: Path, name: str, text: str) -> Path:
    folder = content.parent / "themes" / "nordkamp" / "site"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    return content


def test_a_brand_overrides_single_templates(content: Path) -> None:
    own = "Unser {{ imprint.title }}: {{ count(goals.terms | length, 'term') }}."
    pages = pages_of(_override(content, "about.md.j2", own))
    assert "Unser KAM-Handbuch: 18 Begriffe." in said_by(pages["ueber.html"])
    assert pages["ziele.html"] == pages_of(content)["ziele.html"]


def test_an_error_in_a_template_names_template_and_line(content: Path) -> None:
    _override(content, "about.md.j2", "# Eins\n\n{{ imprnt.title }}\n")
    with pytest.raises(CannotGoOnError) as caught:
        pages_of(content)
    (finding,) = caught.value.findings
    assert str(finding.position) == "themes/nordkamp/site/about.md.j2:3:1"
    assert "Meintet ihr „imprint“?" in finding.message
