"""A company's own storyline: slides left out, another order, slides of its own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from kamhandbook.building.edition_in_context import Order
from kamhandbook.building.handbook import Built, Outputs, build
from kamhandbook.building.project import open_project
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.storyline import SLIDES, STORYLINE
from kamhandbook.content.types import Audience
from kamhandbook.document.drawing import Group
from kamhandbook.editions.edition import cut
from kamhandbook.editions.fingerprint import fingerprint
from kamhandbook.findings import Finding
from kamhandbook.fit.fitted import FigureFrame, FittedDeck
from kamhandbook.history.diff import diff
from kamhandbook.wording.language import DEFAULT
from tests.compose.conftest import fitted, made, sample
from tests.sample import copy_of_sample

TODAY = date(2026, 11, 24)
MINE = "# Unsere Werte {#values page=index.html}\n\nEin Satz von {{ about.company.name }}.\n"


def deck_with(audience: Audience = Audience.NEWCOMERS, **deck: list[str]) -> FittedDeck:
    return fitted(made(handbook={"deck": deck}), audience)


def ids(deck: FittedDeck) -> list[str]:
    return [slide.id for slide in deck.slides]


def project(tmp_path: Path, written: str) -> Path:
    """Copy the sample with a storyline of its own; gives its content folder."""
    handbook = copy_of_sample(tmp_path) / "content" / "handbook.yaml"
    handbook.write_text(handbook.read_text("utf-8") + f"\ndeck:\n{written}", "utf-8")
    return tmp_path / "content"


def own_slide(tmp_path: Path, name: str = "values") -> None:
    folder = tmp_path / "themes" / sample().handbook.brand / "deck"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md.j2").write_text(MINE, "utf-8")


def problems(content: Path) -> list[Finding]:
    return [f for f in open_project(content).findings if f.code in ("STORY1", "TPL2", "TYPE1")]


def built(content: Path, out: Path, *, all_audiences: bool = False) -> Built:
    return build(Order(content, TODAY), Outputs(out, all_audiences=all_audiences))


def test_every_guiding_question_has_its_slide() -> None:
    asked = [ref for refs in STORYLINE.values() for ref in refs]
    assert sorted(asked) == sorted(
        f"{name}.{question.id}"
        for name in DIMENSIONS
        for question in DEFAULT.catalogue.dimension(name).questions
    )


def test_the_words_on_slides_name_them_all() -> None:
    assert list(DEFAULT.words("labels")["slide"]) == list(SLIDES)
    example = yaml.safe_load(DEFAULT.words("scaffold")["examples"]["handbook.deck.order"])
    assert example == {"order": list(STORYLINE)}
    on_pages = {slide for slides in DEFAULT.words("site")["slides"].values() for slide in slides}
    not_on_pages = {"cover", "embedding", "own_questions", "news", "portfolio"}
    assert set(STORYLINE) - on_pages == not_on_pages - on_pages


@pytest.mark.parametrize("audience", Audience)
def test_a_slide_left_out_is_not_there_and_it_is_said_once(audience: Audience) -> None:
    deck = deck_with(audience, leave_out=["embedding", "job", "tools"])
    assert not {"embedding", "job", "tools"} & set(ids(deck))
    told = [each.text for each in deck.notices if "handbook.yaml ausgenommen" in each.text]
    pages = ["organisation.html", "personal.html", "werkzeuge.html"]
    if audience is Audience.APPLICANTS:  # have no slide on tools anyway
        pages.remove("werkzeuge.html")
    assert [page in notice for page, notice in zip(pages, told, strict=True)] == [True] * len(pages)


def test_nothing_is_said_of_a_slide_that_carries_no_answer() -> None:
    unanswered = made(
        handbook={"deck": {"leave_out": ["dimensions", "questions", "tools", "news"]}},
        tools={"answers": {}, "tools": []},
    )
    deck = fitted(unanswered)
    assert not {"dimensions", "questions", "tools"} & set(ids(deck))
    assert not [notice for notice in deck.notices if "ausgenommen" in notice.text]


def test_leaving_all_out_leaves_the_cover() -> None:
    assert ids(deck_with(leave_out=[name for name in STORYLINE if name != "cover"])) == ["cover"]


def test_slides_that_are_named_come_first_and_the_others_follow_in_our_order() -> None:
    usual = ids(fitted(sample()))
    first = ["cover", "key_accounts", "tools"]
    expected = [*first, *(id_ for id_ in usual if id_ not in first)]
    assert ids(deck_with(order=["key_accounts", "tools"])) == expected
    assert ids(deck_with(order=first)) == expected
    assert ids(deck_with(order=list(STORYLINE))) == usual


def test_the_limit_of_twenty_holds_for_any_order() -> None:
    deck = deck_with(Audience.MANAGEMENT, order=["processes", "review", "terms"])
    assert len(deck.slides) <= 20


def card_links(deck: FittedDeck) -> list[str]:
    (slide,) = (slide for slide in deck.slides if slide.id == "questions")
    drawings = [frame.drawing for frame in slide.frames if isinstance(frame, FigureFrame)]
    return [m.target for d in drawings for m in d.marks if isinstance(m, Group) and m.target]


def test_the_card_of_a_slide_left_out_leads_to_its_page() -> None:
    links = card_links(deck_with(leave_out=["key_accounts", "tools"]))
    catalogue = DEFAULT.catalogue
    assert links == [
        question.page if question.slide in ("key_accounts", "tools") else question.slide
        for question in catalogue.newcomer_questions
    ]
    usual = card_links(fitted(sample()))
    assert usual == [question.slide for question in catalogue.newcomer_questions]


def test_pages_name_only_the_slides_there_are(tmp_path: Path) -> None:
    content = project(tmp_path, "  leave_out: [approach, services, review]\n")
    built(content, tmp_path / "build")
    pages = tmp_path / "build" / "site"
    said = {
        name: (pages / f"{name}.html").read_text("utf-8").replace("\xad", "").replace("&shy;", "")
        for name in ("ziele", "leistungen", "selektion", "werkzeuge")
    }
    assert "Folien „Ziele“ und „Begriffe“" in said["ziele"]
    assert "Folie „Auswahlkriterien“" in said["selektion"]
    assert "Folie „Werkzeuge“" in said["werkzeuge"]
    assert "In der Präsentation" not in said["leistungen"]


def test_a_storyline_is_no_content() -> None:
    own = made(handbook={"deck": {"leave_out": ["tools"], "order": ["job"]}})
    assert not diff(sample(), own).changes
    editions = [cut(handbook, Audience.TEAM) for handbook in (sample(), own)]
    assert fingerprint(editions[0]) == fingerprint(editions[1])


def test_an_own_slide_that_is_named_is_built_for_everybody(tmp_path: Path) -> None:
    content = project(tmp_path, "  order: [questions, values]\n  leave_out: [job]\n")
    own_slide(tmp_path)
    assert not problems(content)
    outputs = built(content, tmp_path / "build", all_audiences=True).outputs
    assert len(outputs) == len(Audience)
    for output in outputs:
        assert any("ausgenommen" in notice.text for notice in output.notices)
    from pptx import Presentation

    deck = Presentation(str(tmp_path / "build" / "newcomers" / "kam-handbuch.pptx"))
    titles = [slide.shapes.title.text for slide in deck.slides if slide.shapes.title]
    assert titles[2] == "Unsere Werte"


def test_an_own_slide_that_nobody_names_is_told(tmp_path: Path) -> None:
    content = project(tmp_path, "  order: [tools]\n")
    own_slide(tmp_path)
    (finding,) = problems(content)
    assert (finding.code, finding.severity.value) == ("TPL2", "warning")
    assert "nennt „values“ in handbook.yaml unter „deck: order“" in finding.next_step


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("  leave_out: [proceses]", 15, "Meintet ihr „processes“?"),
        ("  leave_out: [Prozesse]", 15, "Meintet ihr „processes“?"),
        ("  order: [cover, quest]", 18, "Erlaubt sind: cover, questions, goals"),
        ("  order: [valuez]", 11, "Meintet ihr „values“?"),
        ("  leave_out: [cover]", 15, "lässt sich nicht auslassen: Nur sie sagt, wessen"),
        ("  order: [tools, cover]", 18, "steht immer vorn"),
        ("  leave_out: [values]", 15, "Sie erscheint nur, wenn „order“ sie nennt"),
        ("  leave_out: [tools, terms, tools]", 29, "ist hier schon genannt"),
        ("  order: [tools, tools]", 18, "ist hier schon genannt"),
        ("  leave_out: [tools]\n  order: [tools]", 11, "hat unter „order“ einen Platz"),
    ],
)
def test_a_wrong_name_is_told_at_its_place(
    tmp_path: Path, written: str, column: int, said: str
) -> None:
    content = project(tmp_path, written + "\n")
    own_slide(tmp_path)
    found = [finding for finding in problems(content) if finding.code == "STORY1"]
    assert len(found) == 1
    lines = (content / "handbook.yaml").read_text("utf-8").splitlines()
    assert found[0].position.line == len(lines)
    assert found[0].position.column == column
    assert said in f"{found[0].message} {found[0].next_step}"
    assert not open_project(content).is_readable


def test_a_text_for_a_list_is_told_as_everywhere(tmp_path: Path) -> None:
    (finding,) = problems(project(tmp_path, "  leave_out: tools\n"))
    assert finding.code == "TYPE1"
