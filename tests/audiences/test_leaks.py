"""DOC6 finds what is withheld in any finished file, however it is broken, coded or packed."""

from __future__ import annotations

import gzip
import json
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from kamhandbook.content.types import Audience
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding, Severity
from kamhandbook.leaks.search import leaks
from kamhandbook.leaks.search_terms import search_terms, unjudged_sentence
from kamhandbook.leaks.squeezed_text import SearchableText, position_in, squeezed
from kamhandbook.reading.content_folder import Loaded, read_content_folder
from kamhandbook.site.theme_files import WORKER_GUARD, without_theme_files
from kamhandbook.wording.language import DEFAULT
from tests.audiences.contents import ROOT
from tests.audiences.test_cut import handbook_with

APPLICANTS = Audience.APPLICANTS
PROPERTIES = "<cp:coreProperties><dc:creator>Emre Aslan</dc:creator></cp:coreProperties>"
RUNS = (
    "<p:sp><a:p><a:r><a:t>Osterby Ma-</a:t></a:r><a:br/><a:r><a:t>rine A/S</a:t></a:r></a:p></p:sp>"
)
DRAWN = "<svg><text>Brunnmatt</text><text>Prozesstechnik AG</text></svg>"
SHARED = "<sst><si><r><t>Lindq</t></r><r><t>vara Foodtech AB</t></r></si></sst>"


def packed(**files: str | bytes) -> bytes:
    """Pack files; a double underscore in a name stands for a slash, a single one for a dot."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), data)
    return written.getvalue()


@pytest.fixture(scope="module")
def sample() -> Loaded:
    return read_content_folder(ROOT / "content")


def texts_found(
    loaded: Loaded, files: dict[str, bytes], audience: Audience = APPLICANTS
) -> set[str]:
    """Give the texts found in files made for an audience."""
    findings, _ = leaks(files, cut(loaded.handbook, audience), loaded.positions)
    return {finding.message.split("„")[1].split("“")[0] for finding in findings}


CARRIERS: dict[str, tuple[str, bytes]] = {
    "plain text": ("a.html", b"<p>Mit Talvera Pumpen AG</p>"),
    "character references": ("a.html", b"<p>Talvera&#32;Pum&#112;en &#x41;G</p>"),
    "a word with markup inside": ("a.html", b"<p>Tal<b>ve</b>ra <mark>Pumpen</mark> AG</p>"),
    "soft hyphens": ("a.html", "<p>Tal\u00advera Pum&shy;pen AG</p>".encode()),
    "a no-break space": ("a.html", b"<p>Talvera&nbsp;Pumpen&nbsp;AG</p>"),
    "capitals": ("a.html", b"<h1>TALVERA PUMPEN AG</h1>"),
    "a line break": ("a.html", b"<p>Talvera<br>Pumpen AG</p>"),
    "an attribute": ("a.html", b'<img alt="Logo der Talvera Pumpen AG">'),
    "an attribute in single quotes": ("a.html", b"<img alt='Talvera Pumpen AG'>"),
    "a link": ("a.html", b'<a href="mailto:x@y?subject=Talvera%20Pumpen%20AG">x</a>'),
    "an anchor": ("a.html", b'<h2 id="talvera-pumpen-ag">Kunde</h2>'),
    "a comment": ("a.html", b"<!-- Talvera Pumpen AG -->"),
    "a script": ("a.html", b'<script>var kunde = "\\u0054alvera Pumpen AG";</script>'),
    "a title": ("a.html", b"<title>Talvera Pumpen AG</title>"),
    "the search index": (
        "search/search_index.json",
        json.dumps(
            {"docs": [{"text": "<p>Talvera</p> &amp; Talvera <em>Pumpen</em> AG"}]}
        ).encode(),
    ),
    "a key of JSON": ("a.json", json.dumps({"Talvera Pumpen AG": 1}).encode()),
    "a drawing": ("a.svg", b"<svg><text>Talvera</text><text>Pumpen AG</text></svg>"),
    "the description of a drawing": ("a.svg", b"<svg><desc>Talvera Pumpen AG</desc></svg>"),
    "the name of a file": ("talvera-pumpen-ag.html", b""),
    "the name of a file in an archive": ("a.zip", packed(talvera__pumpen__ag_txt="")),
    "a compressed file": ("sitemap.xml.gz", gzip.compress(b"<loc>talvera-pumpen-ag</loc>")),
    "something that is no HTML": ("a.html", b"<p title='offen <Talvera Pumpen AG"),
}


@pytest.mark.parametrize("carrier", CARRIERS)
def test_a_name_is_found_in(carrier: str, sample: Loaded) -> None:
    name, data = CARRIERS[carrier]
    assert texts_found(sample, {name: data}) == {"Talvera Pumpen"}


def test_everything_in_a_deck_is_read(sample: Loaded) -> None:
    deck = packed(
        ppt__slides__slide3_xml=RUNS,
        ppt__notesSlides__notesSlide3_xml=RUNS.replace("Osterby Ma-", "Jana Reu-").replace(
            "rine A/S", "ter"
        ),
        ppt__embeddings__Sheet1_xlsx=packed(xl__sharedStrings_xml=SHARED),
        ppt__media__image1_svg=DRAWN,
        docProps__core_xml=PROPERTIES,
    )
    expected = {"Osterby Marine", "Jana Reuter", "Lindqvara Foodtech", "Emre Aslan"}
    assert texts_found(sample, {"kam-handbuch.pptx": deck}) == {
        *expected,
        "Brunnmatt Prozesstechnik",
    }


def test_the_message_names_slides_notes_and_pages(sample: Loaded) -> None:
    deck = packed(ppt__slides__slide3_xml=RUNS, ppt__notesSlides__notesSlide4_xml=RUNS)
    files = {"deck.pptx": deck, "key-accounts.html": b"Osterby Marine"}
    (finding,), _ = leaks(files, cut(sample.handbook, APPLICANTS), sample.positions)
    where = ("deck.pptx, Folie 3", "deck.pptx, Notizen zu Folie 4", "key-accounts.html")
    assert all(place in finding.message for place in where)
    assert "Bewerberinnen und Bewerber" in finding.message
    assert finding.code == "DOC6" and finding.severity is Severity.ERROR


def test_a_name_is_found_without_title_legal_form_and_brackets(sample: Loaded) -> None:
    page = b"<p>Henrike Sandows Termin mit Talvera Pumpen, dazu Jost Ellermann</p>"
    assert texts_found(sample, {"a.html": page}) == {
        "Henrike Sandow",
        "Talvera Pumpen",
        "Jost Ellermann",
    }


@pytest.mark.parametrize(
    "text",
    [
        "13,4 Mio. EUR",  # not 3,4 Mio. EUR
        "Pumpen AG Talvera",
        "Talvera und Pumpen",
        "Jana Reuterberg",
        "Die GF Vertrieb, der CFO und die Leitung KAM",
    ],
)
def test_what_only_looks_alike_is_no_leak(text: str, sample: Loaded) -> None:
    assert not texts_found(sample, {"a.html": f"<p>{text}</p>".encode()})


def test_neighbouring_cells_and_boxes_are_not_read_together(sample: Loaded) -> None:
    cells = b"<table><tr><td>Talvera</td><td>Pumpen AG</td></tr></table>"
    boxes = b"<svg><g><text>Emre</text></g><g><text>Aslan</text></g></svg>"
    assert not texts_found(sample, {"a.html": cells, "b.svg": boxes})


def test_only_the_themes_own_files_are_left_out() -> None:
    own = "assets/images/favicon.png"
    with as_file(files("material") / "templates") as theme:
        content = (theme / own).read_bytes()
    site = {own: content, "favicon.png": content, "assets/images/logo.png": content}
    changed = {"assets/javascripts/lunr/wordcut.js": b"Talvera Pumpen AG"}
    assert without_theme_files(site | changed).keys() == (site | changed).keys() - {own}


def test_the_search_s_worker_is_the_themes_also_with_our_guard_in_front() -> None:
    with as_file(files("material") / "templates") as theme:
        (worker,) = (theme / "assets/javascripts/workers").glob("search*.js")
        name, content = worker.relative_to(theme).as_posix(), worker.read_bytes()
    guard = WORKER_GUARD.read_bytes()
    assert without_theme_files({name: guard + content}) == {}
    for changed in (guard + content + b"// Talvera", b"// Talvera" + guard + content):
        assert without_theme_files({name: changed}) == {name: changed}


def test_pictures_are_not_taken_for_text(sample: Loaded) -> None:
    assert not texts_found(sample, {"a.png": b"\x89PNG Talvera Pumpen AG"})


def test_what_the_audience_sees_elsewhere_is_no_leak() -> None:
    handbook = handbook_with(
        introduction={
            "team": {"members": [{"person": "Jana Reuter", "visible_from": "applicants"}]},
            "change": {
                "what_changes": [{"function": "F", "text": "Das kostet zu viel Zeit im Alltag."}]
            },
        },
        selection={"key_accounts": [{"name": "Aldo Werke AG", "manager": "Jana Reuter"}]},
        steering={
            "notes": [{"note": "Das kostet zu viel Zeit im Alltag.", "visible_from": "team"}]
        },
    )
    terms, _ = search_terms(cut(handbook, APPLICANTS), ())
    assert [term.wording for term in terms] == ["Aldo Werke"]


def test_a_name_in_a_field_that_everybody_reads_is_a_leak_all_the_same() -> None:
    handbook = handbook_with(
        selection={"key_accounts": [{"name": "Aldo Werke AG"}]},
        services={"packages": [{"name": "Basis", "for": "Aldo Werke AG"}]},
    )
    terms, _ = search_terms(cut(handbook, APPLICANTS), ())
    assert [term.wording for term in terms] == ["Aldo Werke"]


@pytest.mark.parametrize(
    ("field", "value", "verdict"),
    [
        ("target", "hoch", "left"),  # a single common word
        ("target", "deutlich mehr", "looked for"),
        ("target", "12 %", "looked for"),  # by its value
        ("target", "35 % bis Ende 2028", "looked for"),
        ("actual", "2026-10-30", "left"),
        ("actual", "fast am Ziel", "looked for"),
    ],
)
def test_short_and_common_texts_are_listed_not_judged(field: str, value: str, verdict: str) -> None:
    handbook = handbook_with(steering={"kpis": [{"name": "Anteil", field: value}]})
    terms, unjudged = search_terms(cut(handbook, APPLICANTS), ())
    assert (bool(terms), value in unjudged) == (verdict == "looked for", verdict == "left")


def test_what_is_not_judged_is_said_in_a_sentence() -> None:
    assert unjudged_sentence(("12 %", "2026-10-30"), DEFAULT) == ""
    assert "danach zu suchen: „hoch“, „ja“. " in unjudged_sentence(("12 %", "hoch", "ja"), DEFAULT)
    assert "„e“ und 2 weitere" in unjudged_sentence(tuple("abcdefg"), DEFAULT)


def test_two_common_words_that_are_written_elsewhere_are_not_judged() -> None:
    handbook = handbook_with(
        goals={"why": "Wir wollen deutlich mehr."},
        steering={"kpis": [{"name": "Anteil", "target": "deutlich mehr"}]},
    )
    assert search_terms(cut(handbook, APPLICANTS), ()) == ((), ("deutlich mehr",))


@pytest.mark.parametrize(
    ("name", "is_looked_for"),
    [("Linde", True), ("Key", False), ("Kunden", False), ("VW", False), ("Miele & Cie. KG", True)],
)
def test_a_name_of_one_word_is_looked_for_unless_short_or_common(
    name: str, is_looked_for: bool
) -> None:
    handbook = handbook_with(selection={"key_accounts": [{"name": name}]})
    assert bool(search_terms(cut(handbook, APPLICANTS), ())[0]) is is_looked_for


@pytest.mark.parametrize("title", ["GF Vertrieb", "Vertriebsleitung", "CFO", "Leiterin Service"])
def test_the_title_of_a_role_is_nobodys_name(title: str) -> None:
    handbook = handbook_with(selection={"decision": [{"level": "national", "members": [title]}]})
    assert search_terms(cut(handbook, APPLICANTS), ()) == ((), ())


def test_a_withheld_answer_is_looked_for_sentence_by_sentence() -> None:
    text = "Wir zahlen nach Plan und Ziel. Das **weiß** bisher nur die Leitung, sonst keiner.\n"
    answers = {"compensation": {"text": text, "visible_from": "management"}}
    terms, _ = search_terms(cut(handbook_with(people={"answers": answers}), Audience.TEAM), ())
    assert [term.wording for term in terms] == [
        "Wir zahlen nach Plan und Ziel.",
        "Das weiß bisher nur die Leitung, sonst keiner.",
    ]


# --- where it was written


def project(tmp_path: Path, files: dict[str, str]) -> Loaded:
    for name, text in files.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_content_folder(tmp_path / "content")


def only(loaded: Loaded, page: str, **more: Any) -> Finding:
    edition = cut(loaded.handbook, APPLICANTS)
    files = {"ziele.html": page.encode()}
    (finding,), _ = leaks(files, edition, loaded.positions, folder=loaded.folder, **more)
    return finding


ACCOUNTS = "key_accounts:\n  - name: Aldo Werke AG\n"


def test_the_finding_stands_at_the_line_of_the_answer(tmp_path: Path) -> None:
    text = "    Erst das Warum.\n\n    Auch die Aldo\n    Werke fragen danach.\n"
    goals = f"answers:\n  purpose: |\n{text}"
    loaded = project(tmp_path, {"1-goals.yaml": goals, "2-selection.yaml": ACCOUNTS})
    finding = only(loaded, "<p>Auch die Aldo Werke fragen danach.</p>")
    assert str(finding.position) == "content/1-goals.yaml:5:14"
    assert finding.next_step.startswith("Formuliert diese Stelle")


def test_the_finding_stands_in_a_page_of_the_companys_own(tmp_path: Path) -> None:
    page = "# Besuche\n\nZu Aldo Werke fährt ihr mit der Bahn.\n"
    loaded = project(tmp_path, {"2-selection.yaml": ACCOUNTS, "pages/besuche.md": page})
    finding = only(loaded, "<p>Zu Aldo Werke fährt ihr</p>")
    assert str(finding.position) == "content/pages/besuche.md:3:4"
    assert finding.next_step.startswith("Formuliert diese Seite")


def test_what_nobody_wrote_comes_from_a_template(tmp_path: Path) -> None:
    loaded = project(tmp_path, {"2-selection.yaml": ACCOUNTS})
    finding = only(loaded, "<p>Aldo Werke</p>")
    assert str(finding.position) == "content/2-selection.yaml:2:5"
    assert "Vorlage" in finding.next_step


def test_half_a_name_is_a_hint_where_it_is_written(tmp_path: Path) -> None:
    goals = "why: Bei Talveras Anlagen sind wir gesetzt.\n"
    accounts = ACCOUNTS.replace("Aldo Werke", "Talvera Pumpen")
    loaded = project(tmp_path, {"1-goals.yaml": goals, "2-selection.yaml": accounts})
    finding = only(loaded, "")
    assert finding.severity is Severity.HINT
    assert str(finding.position) == "content/1-goals.yaml:1:10"
    assert "„Talvera“" in finding.message and "„Talvera Pumpen AG“" in finding.message


def said_of(person: str, said: str, tmp_path: Path) -> Finding | None:
    """Give the finding on a sentence for everybody, about somebody whose name is withheld."""
    files = {
        "1-goals.yaml": f"why: Frag {said} dazu.\n",
        "introduction.yaml": f'team: {{members: [{{person: "{person}"}}]}}\n',
    }
    loaded = project(tmp_path, files)
    edition = cut(loaded.handbook, APPLICANTS)
    page = {"ziele.html": f"<p>Frag {said} dazu.</p>".encode()}
    found, _ = leaks(page, edition, loaded.positions, folder=loaded.folder)
    assert len(found) <= 1
    return found[0] if found else None


FULL_NAMES = [
    ("Ottokar Wendelsteiner", "Ottokar Wendelsteiner"),
    ("Ottokar Wendelsteiner", "Wendelsteiner, Ottokar"),
    ("Ottokar Wendelsteiner", "WENDELSTEINER Ottokar"),
    ("Ottokar Wendelsteiner", "Ottokar J. Wendelsteiner"),
    ("Ottokar Wendelsteiner", "Ottokar J. F. Wendelsteiners Team"),
    ("Ottokar Wendelsteiner", "O. Wendelsteiner"),
    ("Ottokar Wendelsteiner", "O. J. Wendelsteiner"),
    ("Ottokar Wendelsteiner", "Wendelsteiner, O."),
    ("Ottokar Wendelsteiner", "o.wendelsteiner@firma.example"),
    ("Ottokar Wendelsteiner", "Otto\u00adkar Wendel\u00adsteiner"),
    ("Dr. Ottokar J. Wendelsteiner", "Ottokar Wendelsteiner"),
    ("Wendelsteiner, Ottokar", "Ottokar Wendelsteiner"),
    ("Ottokar Emil Wendelsteiner", "Ottokar Wendelsteiner"),
    ("Hans-Peter Kuhl", "Kuhl, Hans-Peter"),
    ("Hans-Peter Kuhl", "H. Kuhls Büro"),
    ("Charlotte von der Heide", "von der Heide, Charlotte"),
    ("Charlotte von der Heide", "C. von der Heide"),
    ("Claire d’Aubigné", "D'AUBIGNE, Claire"),
    ("Anna Wendel-Steiner", "Wendel-Steiner, Anna"),
    ("Anna Wendel-Steiner", "Anna Wendel"),
    ("Anna Wendel-Steiner", "Frau Wendel-Steiner"),
    ("Anna Wendel-Steiner", "Frau WENDEL-STEINER"),
    ("Anna Wendel-Steiner", "Frau Dr. Wendel-Steiner"),
    ("Anna Wendel-Steiner", "awendelsteiner@firma.example"),
    ("Anna Wendel-Steiner", "wendel-steiner@firma.example"),
    ("Lea Kurz", "lkurz2@firma.example"),
    ("Claire d’Aubigné", "Frau d’Aubigné"),
    ("Claire d’Aubigné", "Frau D'Aubigne"),
    ("Charlotte von der Heide", "Frau von der Heide"),
    ("Jörg Müller", "Joerg Mueller"),
    ("Jörg Müller", "joerg.mueller@firma.example"),
    ("Joerg Mueller", "Herrn Prof. Müller"),
]


@pytest.mark.parametrize(("person", "said"), FULL_NAMES)
def test_a_full_name_is_one_in_any_order_and_with_initials(
    person: str, said: str, tmp_path: Path
) -> None:
    finding = said_of(person, said, tmp_path)
    assert finding and finding.severity is Severity.ERROR
    assert finding.position.path == "content/1-goals.yaml" and finding.position.line == 1


SURNAMES = [
    ("Ottokar Wendelsteiner", "Wendelsteiner"),
    ("Ottokar Wendelsteiner", "WENDELSTEINER"),
    ("Ottokar Wendelsteiner", "Wendelsteiners Team"),
    ("Ottokar Wendelsteiner", "Wendel\u00adsteiner"),
    ("Ottokar Wendelsteiner", "Familie Wendelsteiner"),
    ("Ottokar Wendel\u00adsteiner", "Wendelsteiner"),
    ("Wendelsteiner, Ottokar", "Wendelsteiner"),
    ("Anna Wendel-Steiner", "Wendel-Steiner"),
    ("Claire d’Aubigné", "d’Aubigné"),
    ("Claire d’Aubigné", "D'Aubigne"),
    ("Charlotte von der Heide", "von der Heide"),
    ("Jana Reuter", "z. B. Reuter"),
    ("Ottokar Wendelsteiner", "Anton P. Wendelsteiner"),
]


@pytest.mark.parametrize(("person", "said"), SURNAMES)
def test_a_surname_alone_is_a_hint_at_a_person(person: str, said: str, tmp_path: Path) -> None:
    finding = said_of(person, said, tmp_path)
    assert finding and finding.severity is Severity.HINT
    assert "die Person" in finding.message and "diese Person" in finding.next_step
    assert str(finding.position).startswith("content/1-goals.yaml:1:")


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("Ottokar Wendelsteiner", "die Wendelsteinerinnen"),
        ("Ottokar Wendelsteiner", "Ottokar"),
        ("Jana Reuter", "Reuterberg"),
        ("Lea Kurz", "kurz"),
        ("Lea Kurz", "kurze@firma.example"),
        ("Jörg Bauer", "Jörg Baur"),
        ("Bernd Ort", "z. B. Ort und Tag"),
    ],
)
def test_what_only_looks_like_a_name_is_none(person: str, said: str, tmp_path: Path) -> None:
    assert said_of(person, said, tmp_path) is None


def test_a_surname_that_somebody_has_whom_everybody_is_told_of_gives_nobody_away(
    tmp_path: Path,
) -> None:
    files = {
        "handbook.yaml": "contact: {name: Anna Huber, email: huber@firma.example}\n",
        "1-goals.yaml": "why: Frag Frau Huber oder schreib an huber@firma.example.\n",
        "introduction.yaml": "team: {members: [{person: Paul Huber}]}\n",
    }
    loaded = project(tmp_path, files)
    page = {"ziele.html": files["1-goals.yaml"].encode()}
    found, _ = leaks(page, cut(loaded.handbook, APPLICANTS), loaded.positions)
    assert [each.severity for each in found] == [Severity.HINT]


@pytest.mark.parametrize("said", ["Aldos Lager", "Koehler baut", "KÖHLERS Werk", "Köhler-Team"])
def test_a_customers_short_name_is_found_declined_and_spelled_out(
    said: str, tmp_path: Path
) -> None:
    accounts = "key_accounts:\n  - name: Aldo GmbH\n  - name: Köhler AG\n"
    goals = f"why: {said}\n"
    loaded = project(tmp_path, {"1-goals.yaml": goals, "2-selection.yaml": accounts})
    edition = cut(loaded.handbook, APPLICANTS)
    found, _ = leaks({"ziele.html": goals.encode()}, edition, loaded.positions)
    assert [each.severity for each in found] == [Severity.ERROR]


def test_an_address_is_found_without_its_beginning(tmp_path: Path) -> None:
    goals = "why: Mehr steht unter plan.firma.example/aldo.\n"
    tools = "tools: [{name: Plan, url: 'https://plan.firma.example/aldo'}]\n"
    loaded = project(tmp_path, {"1-goals.yaml": goals, "7-tools.yaml": tools})
    found, _ = leaks(
        {"ziele.html": goals.encode()}, cut(loaded.handbook, APPLICANTS), loaded.positions
    )
    assert [each.severity for each in found] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "said", "is_hint"),
    [
        ("Talvera Pumpen AG", "TALVERA", True),
        ("Tal\u00advera Pumpen AG", "Talveras Anlagen", True),
        ("Aldo Pumpen AG", "Aldos Anlagen", True),
        ("Nord-Kai Pumpen AG", "Nord-Kai", True),
        ("Deutsche Pumpen AG", "deutsche Anlagen", False),
        ("Deutsche Pumpen AG", "die Deutsche", True),
    ],
)
def test_a_customers_first_word_is_folded_but_no_common_word(
    name: str, said: str, is_hint: bool, tmp_path: Path
) -> None:
    goals, accounts = f"why: Frag {said} dazu.\n", f"key_accounts:\n  - name: {name}\n"
    loaded = project(tmp_path, {"1-goals.yaml": goals, "2-selection.yaml": accounts})
    found, _ = leaks({}, cut(loaded.handbook, APPLICANTS), loaded.positions, folder=loaded.folder)
    assert [finding.severity for finding in found] == [Severity.HINT] * is_hint


# --- the search itself


def test_squeezing_leaves_letters_and_figures() -> None:
    assert squeezed("Größe: 1,5 Mio. – d. h. viel!") == "grosse1,5miodhviel"


def test_a_wording_is_found_at_its_place() -> None:
    assert position_in("eins\nzwei drei-\nvier", "dreivier") == (2, 6)
    assert position_in("eins", "zwei") is None


def test_the_search_takes_time_by_length_only() -> None:
    many = SearchableText([f"Satz {number} ohne Namen" for number in range(5_000)])
    assert not any(squeezed(f"Kunde {number}") in many for number in range(500))
