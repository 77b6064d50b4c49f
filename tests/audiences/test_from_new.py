"""What people type into a new project gives every edition, with default labels and no hand work."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from msgspec import Struct

from kamhandbook.building.deck_stages import fitted_to_brand, render_deck
from kamhandbook.building.edition_in_context import EditionInContext, cut_edition
from kamhandbook.building.project import CheckedProject, check_project, open_project
from kamhandbook.building.site_stages import compose_site
from kamhandbook.building.withheld import found_in, places_in, withheld_from
from kamhandbook.cli import main
from kamhandbook.content.handbook import file_name
from kamhandbook.content.types import Audience
from kamhandbook.document.commonmark import text_of
from kamhandbook.editions.edition import cut
from kamhandbook.findings import Finding, Severity
from kamhandbook.leaks.decode import texts_of_files
from kamhandbook.leaks.search import leaks, withheld_texts

TYPED = Path(__file__).with_name("klinikum.yaml")
NAMES = re.compile(r"\b(?:Huber|Aalders|Kunze|Lange|Sommer)\b", re.IGNORECASE)
PROJECT = re.compile(
    r"Pilotkunde|Prototyping|Noch offen|\bintern\b|erprob|Projektteam|Rückmeldung zu"
)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> CheckedProject:
    """A company's project as ``new`` made it and people filled it in."""
    folder = tmp_path_factory.mktemp("new") / "handbuch"
    made = CliRunner().invoke(main, ["new", str(folder), "--company", "Medizintechnik Rhön GmbH"])
    assert made.exit_code == 0, made.output
    content = folder / "content"
    for part, typed in yaml.safe_load(TYPED.read_text("utf-8")).items():
        (content / file_name(part)).write_text(json.dumps(typed, default=str), "utf-8")
    return check_project(open_project(content), date(2026, 11, 24))


class Made(Struct, frozen=True):
    """An edition and its files: the deck, and of each page its text."""

    edition: EditionInContext
    files: dict[str, bytes]

    def findings(self) -> tuple[Finding, ...]:
        """Return what is found of all that is withheld."""
        withheld = withheld_from(self.edition)
        return found_in(self.edition, withheld, [places_in(self.files, withheld)])

    def texts(self) -> str:
        """Return everything that can be read in the files."""
        return "\n".join(texts_of_files(self.files))


@pytest.fixture(scope="module")
def editions(checked: CheckedProject) -> dict[Audience, Made]:
    return {audience: made(checked, audience) for audience in Audience}


def made(checked: CheckedProject, audience: Audience) -> Made:
    edition = cut_edition(checked, audience)
    pages = compose_site(edition.of_site).pages
    files = {page.file: text_of(page.blocks).encode() for page in pages}
    files["kam-handbuch.pptx"] = render_deck(fitted_to_brand(edition)).content
    return Made(edition, files)


@pytest.mark.parametrize("audience", Audience)
def test_nothing_stops_an_edition(audience: Audience, editions: dict[Audience, Made]) -> None:
    found = editions[audience].findings()
    assert [str(each) for each in found if each.severity is Severity.ERROR] == []


def test_a_quoted_limit_is_told_at_its_place(editions: dict[Audience, Made]) -> None:
    found = editions[Audience.APPLICANTS].findings()
    warned = [each.message for each in found if each.severity is Severity.WARNING]
    assert [re.findall("„(.*?)“", message)[0] for message in warned] == [
        "35 Prozent",
        "250.000 EUR",
        "70 Punkte",
    ]
    assert "„Schwelle“" in warned[1] and "„KAM und Key-Account-Teams“" in warned[1]
    assert not editions[Audience.MANAGEMENT].findings()


def test_a_name_that_is_an_ordinary_word_is_one_hint(editions: dict[Audience, Made]) -> None:
    found = editions[Audience.APPLICANTS].findings()
    hints = [each.message for each in found if each.severity is Severity.HINT]
    hints = [hint for hint in hints if "wie Namen aussehen" not in hint]
    assert len(hints) == 1 and "„Kliniken“" in hints[0] and "weiteren Stellen" in hints[0]


def test_applicants_read_no_name_and_nothing_of_the_project(
    editions: dict[Audience, Made],
) -> None:
    read = editions[Audience.APPLICANTS].texts()
    assert not NAMES.findall(read)
    assert not PROJECT.findall(read)
    assert "Spanne: 70.000 bis 95.000 EUR" in read and "Deine ersten 90 Tage" in read


def test_newcomers_read_the_names(editions: dict[Audience, Made]) -> None:
    assert {"Huber", "Kunze", "Lange", "Sommer"} <= set(
        NAMES.findall(editions[Audience.NEWCOMERS].texts())
    )


@pytest.mark.parametrize(("said", "stops"), [("Frau Dr. Huber", True), ("Huber", False)])
def test_an_owners_surname_is_certain_behind_a_title(
    checked: CheckedProject, said: str, stops: bool
) -> None:
    handbook = checked.project.loaded.handbook
    goals = handbook.goals.model_copy(update={"why": f"Das sieht {said} täglich."})
    edition = cut(handbook.model_copy(update={"goals": goals}), Audience.APPLICANTS)
    page = {"ziele.html": goals.why.encode()}
    found, _ = leaks(page, edition, checked.project.loaded.positions)
    assert (Severity.ERROR in {each.severity for each in found}) is stops


def test_what_was_taken_for_a_name_is_told_once(checked: CheckedProject) -> None:
    handbook = checked.project.loaded.handbook
    tools = handbook.tools.tools
    stranger = tools[0].model_copy(update={"owner": "Ferdinandus, Intendanzia"})
    tools_file = handbook.tools.model_copy(update={"tools": (stranger, *tools[1:])})
    edition = cut(handbook.model_copy(update={"tools": tools_file}), Audience.APPLICANTS)
    hints = withheld_texts(edition, checked.project.loaded.positions).hints
    told = [hint for hint in hints if "wie Namen aussehen" in hint.message]
    assert len(told) == 1 and "„Ferdinandus“, „Intendanzia“" in told[0].message
    assert told[0].position.path == "content/7-tools.yaml"


def test_a_judgement_is_accepted_with_a_reason_and_a_name_never_is(tmp_path: Path) -> None:
    accounts = [{"name": "Aldo Werke AG", "revenue": "4,4 Mio. EUR"}]
    accepted = {"code": "DOC6", "reason": "Steht so im Bericht.", "until": "2027-06-30"}
    why = "Aldo Werke bringt 4.400 TEUR Umsatz."
    parts = {
        "handbook": {"company": {"name": "Muster"}, "checks": {"accepted": [accepted]}},
        "goals": {"why": why},
        "selection": {"key_accounts": accounts},
    }
    for part, data in parts.items():
        (tmp_path / file_name(part)).write_text(json.dumps(data), "utf-8")
    project = check_project(open_project(tmp_path), date(2026, 11, 24))
    assert not [each for each in project.findings if each.code.startswith("ACC")]
    edition = cut_edition(project, Audience.APPLICANTS)
    withheld = withheld_from(edition)
    found = found_in(edition, withheld, [places_in({"index.html": why.encode()}, withheld)])
    assert [(each.accepted, "Aldo" in each.message) for each in found] == [
        (False, True),
        (True, False),
    ]


def test_a_link_in_html_to_a_page_that_an_audience_has_not_is_told(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "pages").mkdir(parents=True)
    (content / "handbook.yaml").write_text("company: {name: Muster}\n", "utf-8")
    page = 'Mehr dazu:\n\n<p>Siehe <a class="x" href="einfuehrung.html#plan">Einführung</a></p>\n'
    in_code = '\n    <a href="neu.html">Code</a>\n\n```html\n<a href="neu.html">Code</a>\n```\n'
    (content / "pages" / "besuche.md").write_text(page + in_code, "utf-8")
    project = check_project(open_project(content), date(2026, 11, 24))
    told = {
        audience: [f for f in cut_edition(project, audience).findings if f.code == "PAGE3"]
        for audience in Audience
    }
    (found,) = told[Audience.APPLICANTS]
    assert str(found.position) == "content/pages/besuche.md:3:29"
    assert "„einfuehrung.html“" in found.message and "Bewerberinnen" in found.message
    assert not told[Audience.MANAGEMENT]
