"""The storyline: which slides there are, what their titles say, who sees what."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from kamhandbook.compose.storyline import compose_slides
from kamhandbook.content.handbook import Handbook
from kamhandbook.content.storyline import STORYLINE
from kamhandbook.content.types import Audience
from kamhandbook.design.brand import neutral
from kamhandbook.document.blocks import Columns, Slide, Table
from kamhandbook.document.commonmark import text_of
from kamhandbook.document.drawing import Box, Group
from kamhandbook.findings import CannotGoOnError
from kamhandbook.fit.slide_blocks import leaves
from kamhandbook.history.changes import Change, News
from kamhandbook.wording.language import DEFAULT
from tests.compose.conftest import composed, context_of, fitted, made, master_geometry, sample


def by_id(slides: tuple[Slide, ...]) -> dict[str, Slide]:
    return {slide.id: slide for slide in slides}


def table_of(slide: Slide) -> Table:
    return next(block for block in slide.blocks if isinstance(block, Table))


def words_of(slides: tuple[Slide, ...]) -> str:
    """Everything a deck says: titles, bodies, notes, figures and their alternative texts."""
    deck = [slide.title + text_of(slide.blocks) + text_of(slide.notes) for slide in slides]
    frames = [str(slide.blocks) for slide in slides]
    return "\n".join([*deck, *frames])


def test_every_slide_of_the_storyline_in_order() -> None:
    ids = [slide.id for slide in composed(sample())]
    with_own = [id_ for id_ in STORYLINE if id_ != "own_questions"]
    with_own.insert(with_own.index("processes") + 1, "own_questions")  # with its dimension
    assert ids == [id_ for id_ in with_own if id_ in ids]
    assert set(STORYLINE) - set(ids) == {
        *("news", "portfolio", "assessment", "open_questions", "next_step"),
    }


def test_titles_say_what_the_company_decided_and_none_twice() -> None:
    slides = composed(sample())
    titles = [slide.title for slide in slides]
    assert len(set(titles)) == len(titles)
    assert by_id(slides)["embedding"].title == "Leitung KAM berichtet an die GF Vertrieb"
    assert by_id(slides)["key_accounts"].title == "Mit vier Pilotkunden erproben wir unser KAM"
    assert by_id(slides)["introduction"].title.endswith("Iteration 3 läuft")


def test_without_bullets_a_title_is_made_from_the_data() -> None:
    answers = {"identification": {"text": "Nach Punkten."}}
    slides = by_id(composed(made(selection={"answers": answers})))
    title = "Vier Kriterien entscheiden, alle aus ERP, CRM und PLM"
    assert slides["criteria"].title == title


@pytest.mark.parametrize(
    ("part", "question", "slide"),
    [
        ("goals", "purpose", "goals"),
        ("selection", "review", "review"),
        ("services", "services", "services"),
        ("organisation", "embedding", "embedding"),
        ("rules", "rules", "rules"),
        ("tools", "tools", "tools"),
        ("steering", "steering", "steering"),
    ],
)
def test_an_answer_of_one_sentence_stands_once_below_its_question(
    part: str, question: str, slide: str
) -> None:
    answers = {"answers": {question: {"text": "Einmal im Jahr."}}}
    handbook = Handbook.model_validate({part: answers})
    shown = by_id(composed(handbook))[slide]
    assert shown.title.endswith("?")
    assert text_of(shown.blocks) == "Einmal im Jahr."


def test_without_bullets_and_data_a_title_is_the_first_sentence() -> None:
    answers = {"embedding": {"text": "KAM berichtet an die Leitung. Das ist Absicht."}}
    slide = by_id(composed(made(organisation={"answers": answers})))["embedding"]
    assert slide.title == "KAM berichtet an die Leitung"
    assert text_of(slide.spare).endswith("Das ist Absicht.")


def test_an_open_question_says_so_and_names_who_answers_it() -> None:
    handbook = made(
        tools={"answers": {"tools": {"status": "open", "owner": "Vertriebssteuerung"}}, "tools": []}
    )
    slides = by_id(composed(handbook))
    slide = slides["open_questions"]
    assert "tools" not in slides
    assert slide.stands_for == ("tools",)
    assert slide.title == "Eine von 17 Leitfragen ist noch offen"
    said = text_of(slide.notes)
    assert "Zuständig: Vertriebssteuerung" in said
    assert "Nennt die wenigen Werkzeuge" in said
    assert "Beispiel eines anderen Unternehmens" in text_of(slide.notes)
    assert "tools" not in by_id(composed(handbook, Audience.APPLICANTS))


def test_a_list_without_an_answer_is_not_called_open() -> None:
    slide = by_id(composed(made(tools={"answers": {}})))["tools"]
    assert slide.title == "Vier Werkzeuge unterstützen die tägliche Arbeit im KAM"
    assert "beantworten wir noch" not in text_of(tuple(leaves(slide.blocks)))


def test_twins_are_told_apart() -> None:
    same = {"text": "Ja.", "short": ["Wir sind dran"]}
    slides = composed(
        made(
            tools={"answers": {"tools": same}},
            rules={"answers": {"rules": same, "processes": same}},
        )
    )
    titles = [s.title for s in slides if s.title.startswith("Wir sind dran")]
    assert len(set(titles)) == 3


def test_each_slide_names_a_page_of_the_site() -> None:
    files = {page.file for page in DEFAULT.catalogue.pages}
    assert all(slide.page.partition("#")[0] in files for slide in composed(sample()))


def test_the_cards_of_the_agenda_lead_to_slides() -> None:
    deck = fitted(sample())
    (figure,) = [f for f in deck.slides[1].frames if hasattr(f, "drawing")]
    targets = {mark.target for mark in figure.drawing.marks if isinstance(mark, Box | Group)}
    assert targets <= {slide.id for slide in deck.slides}
    assert len(targets) == 6


def test_the_full_answers_are_in_the_notes() -> None:
    notes = "\n".join(text_of(slide.notes) for slide in composed(sample(), Audience.MANAGEMENT))
    for _, question, answer in sample().all_answers():
        first = answer.text.split("\n")[0][:60]
        assert first in notes, question
    assert "entschieden am 30.06.2026 · Zuständig: GF Vertrieb" in notes


def test_applicants_see_counts_and_segments_instead_of_names() -> None:
    slides = composed(sample(), Audience.APPLICANTS)
    said = words_of(slides)
    for account in sample().selection.key_accounts:
        assert account.name not in said
        assert account.manager not in said
    accounts = text_of(tuple(leaves(by_id(slides)["key_accounts"].blocks)))
    assert all(account.segment in accounts for account in sample().selection.key_accounts)
    counted = text_of(tuple(leaves(by_id(slides)["meaning"].blocks)))
    assert "Key Accounts" in counted and "Länder" in counted


STORY_FOR_APPLICANTS = (
    *("cover", "meaning", "goals", "approach", "key_accounts", "embedding", "team", "job"),
    *("development", "first_days", "contacts"),
)


def test_applicants_are_told_their_own_story() -> None:
    slides = composed(sample(), Audience.APPLICANTS)
    assert tuple(slide.id for slide in slides) == STORY_FOR_APPLICANTS
    said = words_of(slides)
    concerns = sample().introduction.change.concerns
    assert concerns and not [each.concern for each in concerns if each.concern in said]
    assert "Bekannt gemacht" not in said


def test_applicants_are_shown_no_gaps() -> None:
    """They get what a company has written, be it little, and nothing is called open."""
    handbook = made(
        organisation={"answers": {}, "team": []},
        people={
            "answers": {},
            "job": {"tasks": ["Den Kunden führen"]},
            "trainings": [],
            "career": [],
            "compensation": {},
            "onboarding": [],
        },
        selection={"answers": {}, "key_accounts": []},
    )
    slides = composed(handbook, Audience.APPLICANTS)
    ids = [slide.id for slide in slides]
    assert ids == ["cover", "meaning", "goals", "approach", "embedding", "job", "contacts"]
    assert not [slide for slide in slides if slide.title.startswith("Noch offen")]
    assert "beantworten wir noch" not in words_of(slides)


def test_applicants_see_what_is_paid_where_no_question_on_it_is_answered() -> None:
    people = {"answers": {}, "trainings": [], "career": [], "job": {}}
    pay = {"principle": "Fix und variabel", "range": "70.000 bis 90.000 EUR"}
    slides = by_id(composed(made(people={**people, "compensation": pay}), Audience.APPLICANTS))
    said = text_of(tuple(leaves(slides["development"].blocks)))
    assert "Fix und variabel" in said and "70.000 bis 90.000 EUR" in said
    assert "job" not in slides


def test_only_applicants_get_their_slides() -> None:
    for audience in (Audience.NEWCOMERS, Audience.TEAM, Audience.MANAGEMENT):
        assert not {"meaning", "first_days"} & set(by_id(composed(sample(), audience)))


def test_more_than_twelve_key_accounts_are_counted_by_segment() -> None:
    accounts = [
        {"name": f"Kunde {n}", "segment": f"Segment {n % 3}", "status": "active"} for n in range(13)
    ]
    table = table_of(by_id(composed(made(selection={"key_accounts": accounts})))["key_accounts"])
    counted = [[text_of(cell) for cell in row] for row in table.rows]
    assert counted == [["Segment 0", "5"], ["Segment 1", "4"], ["Segment 2", "4"]]


def test_an_answer_withheld_from_an_audience_is_not_called_open() -> None:
    pay = {**sample().people.model_dump(by_alias=True)["answers"]}
    pay["career"] = {"text": "Geheim bleibt dies.", "visible_from": "management"}
    handbook = made(people={"answers": pay})
    slide = by_id(composed(handbook, Audience.NEWCOMERS))["development"]
    notes = text_of(slide.notes)
    assert "Geheim" not in notes
    assert "Karrierewege" not in notes
    assert "Geheim" in text_of(by_id(composed(handbook, Audience.MANAGEMENT))["development"].notes)


@pytest.mark.parametrize("number", [2, 3, 5])
def test_own_questions_share_one_slide(number: int) -> None:
    asked = [
        {"dimension": "tools", "id": f"own_{n}", "question": f"Eigene Frage {n}?"}
        for n in range(number)
    ]
    answers = {f"own_{n}": {"text": f"Antwort {n}. Mehr dazu.", "short": []} for n in range(number)}
    handbook = made(handbook={"questions": asked}, tools={"answers": answers})
    slides = [s for s in composed(handbook) if s.id == "own_questions"]
    assert len(slides) == 1
    said = text_of(slides[0].blocks) + str(slides[0].blocks)
    assert all(f"Eigene Frage {n}?" in said and f"Antwort {n}." in said for n in range(number))


def test_without_own_questions_there_is_no_such_slide() -> None:
    assert "own_questions" not in by_id(composed(made(handbook={"questions": []})))


def test_news_get_a_slide_that_pushes_out_no_question() -> None:
    changes = tuple(
        Change("added", "services", ("services", "services", n), f"Leistung {n}", "services")
        for n in range(3)
    )
    news = News(since=2, changes=changes)
    slides = by_id(composed(sample(), news=news))
    assert slides["news"].title == "Neu seit Iteration 2: drei Änderungen"
    ids = [slide.id for slide in fitted(sample(), news=news).slides]
    assert len(ids) == 20
    assert "news" not in ids and "review" in ids  # processes are told with another slide
    small = made(handbook={"deck": {"leave_out": ["tools", "terms", "job"]}})
    ids = [slide.id for slide in fitted(small, news=news).slides]
    assert ids.index("news") == ids.index("introduction") - 1


def test_the_slide_of_news_calls_questions_by_a_word_or_two() -> None:
    change = Change(
        "changed",
        "people",
        ("people", "answers", "job", "text"),
        "Was macht ein Key Account Manager (Stellenbild)?",
        "answers",
    )
    slide = by_id(composed(sample(), news=News(since=2, changes=(change,))))["news"]
    assert "Stellenbild" in str(slide.blocks)
    assert "Was macht ein Key Account Manager" not in str(slide.blocks)


def test_every_guiding_question_has_a_short_name() -> None:
    names = DEFAULT.words("deck")["question_names"]
    asked = [q.id for d in DEFAULT.catalogue.dimensions for q in d.questions]
    assert sorted(names) == sorted(asked)


def test_a_handbook_just_begun_says_what_comes_next() -> None:
    handbook = made(
        goals={"answers": {"terms": "Ein Begriff."}, "goals": []},
        people={"onboarding": []},
        introduction={"phases": []},
        iterations=[],
    )
    slides = by_id(composed(handbook))
    assert [card[0] for card in cards_of(slides["introduction"])] == [
        "Konzeptphase",
        "Prototyping",
        "Roll-out",
        "Stand",
    ]
    *_, asked = (b for b in leaves(slides["contacts"].blocks) if isinstance(b, Table))
    assert text_of(asked.header[0]) == "Was wir als Nächstes klären"
    assert text_of(asked.rows[0][0]).startswith("Was wollen wir mit dem KAM-Programm")


def cards_of(slide: Slide) -> list[list[str]]:
    return [
        [text_of((block,)).strip() for block in column]
        for row in slide.blocks
        if isinstance(row, Columns)
        for column in row.columns
    ]


def brand_with(folder: Path, name: str, text: str) -> object:
    folder = folder / "muster"
    (folder / "deck").mkdir(parents=True)
    (folder / "deck" / name).write_text(text, encoding="utf-8")
    return replace(neutral(), folder=folder)


def test_a_brand_overrides_a_slide(tmp_path: Path) -> None:
    brand = brand_with(tmp_path, "tools.md.j2", "# Unsere Werkzeuge {#tools page=werkzeuge.html}\n")
    slides = compose_slides(context_of(sample()), master_geometry(), brand)  # type: ignore[arg-type]
    assert by_id(slides)["tools"].title == "Unsere Werkzeuge"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("\n# A {#a}\n\n{{ nobody.knows }}\n", 4, "nobody"),
        ("# A {#a}\n{% if %}\n", 2, "deck/tools.md.j2"),
        ('# A {#a}\n\n{{ figure("nothing") }}\n', 3, "nothing"),
        ("# A {#a}\n\n{{ 1 / 0 }}\n", 3, "Durch null"),
        ("# A {#a}\n{% include '_fehlt.md.j2' %}\n", 2, "Eine Vorlage „_fehlt.md.j2“"),
        (
            "# A {#a}\n\n{% for i in range(9) %}{% include 'tools.md.j2' %}{% endfor %}\n",
            3,
            "bindet sich selbst ein",
        ),
        ("# A {#a}\n\n::: spalten\n:::\n", 3, "spalten"),
        ("# A {#cover}\n", 1, "cover"),
        ("# A {#a optional=ja}\n", 1, "ja"),
    ],
)
def test_a_wrong_template_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    brand = brand_with(tmp_path, "tools.md.j2", text)
    with pytest.raises(CannotGoOnError) as raised:
        compose_slides(context_of(sample()), master_geometry(), brand)  # type: ignore[arg-type]
    (finding,) = raised.value.findings
    assert (finding.position.path, finding.position.line) == (
        "themes/muster/deck/tools.md.j2",
        line,
    )
    assert said in finding.message


def test_a_template_that_is_no_utf8_file_is_told_by_its_own_name(tmp_path: Path) -> None:
    brand = brand_with(tmp_path, "tools.md.j2", "")
    (tmp_path / "muster" / "deck" / "tools.md.j2").write_bytes(
        "# A {#a}\n\nGrüße\n".encode("latin-1")
    )
    with pytest.raises(CannotGoOnError) as raised:
        compose_slides(context_of(sample()), master_geometry(), brand)  # type: ignore[arg-type]
    (finding,) = raised.value.findings
    assert (finding.code, str(finding.position)) == (
        "FILE4",
        "themes/muster/deck/tools.md.j2:3:1",
    )


def test_company_text_never_becomes_markup() -> None:
    evil = "# x {#y} ::: notes | **a** [b](javascript:1) `c` {{ 7*7 }}"
    slides = composed(made(tools={"tools": [{"name": evil, "purpose": evil}]}))
    assert text_of(by_id(slides)["tools"].blocks).count(evil) == 2
    assert len(slides) == len(composed(sample()))


@pytest.mark.parametrize("audience", [Audience.APPLICANTS, Audience.NEWCOMERS])
def test_the_range_of_pay_is_shown_without_a_principle_too(audience: Audience) -> None:
    pay = {"compensation": {"range": "70.000 bis 95.000 EUR"}}
    slides = by_id(composed(Handbook.model_validate({"people": pay}), audience))
    assert "Spanne: 70.000 bis 95.000 EUR" in text_of(slides["development"].blocks)
