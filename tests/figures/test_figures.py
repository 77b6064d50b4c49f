"""What each figure says: its links, what it leaves out, what it names as lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

import pytest

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.introduction import ProjectPhase
from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Line, Mark, Rect, flat
from kamhandbook.figures import FIGURES, draw
from kamhandbook.figures.dates import date_ranges, scale
from tests.figures.extreme import LONG, extreme
from tests.figures.paper import NAMES, boxes, options, room, sample, subject

#: Where texts are too long for them, a table or cards stand instead.
TABLES = {"accounts", "contrasts", "decision_rights", "first_days", "job", "services", "trainings"}
ALWAYS = {"dimensions", "dimensions_small", "model", "question_map", "questions"}


def texts(drawing: Drawing) -> list[str]:
    return [" ".join(label.lines) for box in boxes(drawing) for label in box.labels]


def drawn(
    name: str,
    content: dict[str, Any] | Handbook,
    size: tuple[float, float] = (873, 367),
    output: Literal["deck", "site"] = "deck",
    audience: str = "newcomers",
    **extra: Any,
) -> Drawing:
    handbook = content if isinstance(content, Handbook) else Handbook.model_validate(content)
    drawing = draw(name, subject(handbook, output, audience), room(*size), **extra)
    assert drawing is not None
    return drawing


def targets(marks: tuple[Mark, ...]) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Group):
            if mark.target:
                yield mark.target
            yield from targets(mark.marks)
        elif isinstance(mark, Box) and mark.target:
            yield mark.target


@pytest.mark.parametrize("name", NAMES)
def test_with_nothing_to_show_there_is_no_figure(name: str) -> None:
    drawing = draw(name, subject(Handbook()), room(873, 367))
    assert (drawing is None) == (name not in ALWAYS)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_input_gives_the_same_drawing(name: str) -> None:
    extra = options(name) | {"audience": "management"}
    assert drawn(name, sample(), **extra) == drawn(name, sample(), **extra)


def test_an_unknown_figure_is_named_with_those_there_are() -> None:
    with pytest.raises(LookupError, match=r"orgchart.*org_chart"):
        draw("orgchart", subject(Handbook()), room(873, 367))


def test_an_unknown_option_is_an_error() -> None:
    with pytest.raises(TypeError):
        draw("team", subject(sample()), room(873, 367), colour="red")


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_what_must_not_be_cut_is_named_with_its_path(name: str) -> None:
    drawing = draw(name, subject(extreme(1, "X" * 300)), room(430, 367), **options(name, 1))
    assert (drawing is None) is (name in TABLES)
    if drawing is None:
        return
    if name in {"criteria", "calendar", "career", "escalation", "org_chart", "team"}:
        path, text = drawing.overflow[0].split(": ")
        assert text.startswith("XXX") and path.count("/") >= 2
        assert any(line.endswith("…") for line in texts(drawing))


def test_the_dimensions_lead_to_their_slides_and_pages() -> None:
    deck, site = drawn("dimensions", {}), drawn("dimensions", {}, output="site")
    assert list(targets(deck.marks))[:3] == ["goals", "criteria", "services"]
    assert list(targets(site.marks))[:3] == ["ziele.html", "selektion.html", "leistungen.html"]


def test_every_dimension_says_its_state_in_a_word() -> None:
    said = texts(drawn("dimensions", sample()))
    assert said.count("entschieden") + said.count("erprobt") + said.count("Entwurf") == 8
    assert texts(drawn("dimensions", {})).count("offen") == 8


def test_you_are_here_points_out_one_disc_and_all_keep_their_places() -> None:
    strip = drawn("dimensions_small", {}, here="people")
    other = drawn("dimensions_small", {}, here="goals")
    assert places(strip) == places(other)
    assert strip.width < 873 and strip.height == 22
    upright = drawn("dimensions_small", {}, (24, 367), here="people")
    assert upright.width == 22 and upright.height <= 367


def places(drawing: Drawing) -> list[Rect]:
    return [mark.rect for mark in flat(drawing.marks) if isinstance(mark, Box)]


def test_each_question_card_leads_to_its_slide() -> None:
    assert list(targets(drawn("questions", sample()).marks)) == [
        "goals",
        "key_accounts",
        "services",
        "embedding",
        "development",
        "tools",
    ]


def test_applicants_read_how_many_key_accounts_there_are_not_who() -> None:
    said = " ".join(texts(drawn("questions", sample(), audience="applicants")))
    assert "Vier Key Accounts aus den Segmenten Pumpen" in said
    assert "Talvera" not in said


def test_an_open_question_says_so() -> None:
    assert texts(drawn("questions", {})).count("noch offen") == 6


def test_many_criteria_are_counted_on_a_slide_and_all_shown_on_the_site() -> None:
    many = extreme(30, "Umsatz")
    deck, site = drawn("criteria", many), drawn("criteria", many, output="site")
    assert any("weitere auf der Website" in text for text in texts(deck))
    assert "selektion.html" in set(targets(deck.marks))
    assert texts(site).count("Umsatz") >= 30
    assert not any("weitere" in text for text in texts(site))


def test_a_criterion_without_weight_has_no_bar() -> None:
    content = {"selection": {"criteria": [{"name": "A", "weight": 60}, {"name": "B"}]}}
    drawing = drawn("criteria", content)
    assert sum(box.fill == "primary" for box in boxes(drawing)) == 1
    assert "–" in texts(drawing) and "60 %" in texts(drawing)


def test_the_months_of_a_review_stand_out_in_the_ring() -> None:
    drawing = drawn("review_cycle", {"selection": {"review": {"months": [3, 9]}}})
    arcs = [mark for mark in flat(drawing.marks) if isinstance(mark, Arc)]
    assert len(arcs) == 12
    assert [index for index, arc in enumerate(arcs, 1) if arc.fill == "primary"] == [3, 9]


def test_who_decides_can_be_left_to_a_table() -> None:
    assert any("Lenkungskreis" in text for text in texts(drawn("review_cycle", sample())))
    without = drawn("review_cycle", sample(), deciding=False)
    assert not any("Lenkungskreis" in text for text in texts(without))


def test_thresholds_are_for_the_team() -> None:
    seen = texts(drawn("review_cycle", sample(), audience="team"))
    assert any("70 Punkten" in text for text in seen)
    assert not any("70 Punkten" in text for text in texts(drawn("review_cycle", sample())))


def test_kam_stands_out_and_its_functional_lines_are_dotted() -> None:
    drawing = drawn("org_chart", sample())
    [kam] = [box for box in boxes(drawing) if box.fill == "primary"]
    assert kam.labels[0].lines == ("Leitung KAM",)
    dotted = [m for m in flat(drawing.marks) if isinstance(m, Line) and m.dashed]
    assert dotted and "fachliche Führung durch Leitung KAM" in texts(drawing)


def test_a_slide_has_at_most_25_units_and_counts_the_others() -> None:
    deck = drawn("org_chart", extreme(30, "Werk"))
    assert sum(bool(box.fill) for box in boxes(deck)) <= 25
    assert any(text.startswith("und ") for text in texts(deck))
    site = drawn("org_chart", extreme(30, "Werk"), output="site")
    assert sum(bool(box.fill) for box in boxes(site)) == 30 + 1 + sum(i % 4 for i in range(30))


def test_a_functional_line_to_a_unit_that_is_not_there_is_said_in_words() -> None:
    tree = {"name": "GF", "reports": [{"name": "KAM", "kam": True, "dotted": ["Einkauf"]}]}
    drawing = drawn("org_chart", {"organisation": {"structure": tree}})
    assert "fachliche Führung durch KAM, auch: Einkauf" in texts(drawing)


def test_a_team_without_core_is_all_core() -> None:
    team = [{"role": "Key Account Manager"}, {"role": "Lokaler Verkäufer"}]
    said = texts(drawn("team", {"organisation": {"team": team}}))
    assert "Kernteam" in said and "Kommen bei Bedarf dazu" not in said


def test_careers_and_escalations_go_up() -> None:
    for name in ("career", "escalation"):
        for size in ((873.0, 367.0), (430.0, 367.0)):
            cards = [box for box in boxes(drawn(name, sample(), size)) if box.fill == "surface"]
            heights = [card.rect.y for card in cards]
            assert heights == sorted(heights, reverse=True) and len(set(heights)) == len(heights)
            assert len({(card.rect.width, card.rect.height) for card in cards}) == 1


def test_each_meeting_has_a_mark_in_its_month() -> None:
    drawing = drawn("calendar", sample())
    assert sum(box.shape == "circle" for box in boxes(drawing)) == 4 + 2 + 1


def test_the_functions_can_be_left_to_a_table() -> None:
    assert "Logistik" in texts(drawn("approach", sample()))
    assert "Logistik" not in texts(drawn("approach", sample(), functions=False))


def test_news_count_by_kind_and_rare_kinds_share_a_tile() -> None:
    drawing = drawn("changes", {}, (330, 367), **options("changes", 14))
    numbers = [int(text) for text in texts(drawing) if text.isdigit()]
    assert sum(numbers) == 14 and "weitere" in texts(drawing)


def test_today_stands_in_the_plan_only_while_it_runs() -> None:
    assert "Heute · 20.11.2026" in texts(drawn("timeline", sample()))
    plan = {"phases": [{"kind": "concept", "start": "2024-01", "end": "2024-03"}]}
    over = drawn("timeline", {"introduction": plan})
    assert not any("Heute" in text for text in texts(over))


def test_the_iteration_at_work_is_an_outline() -> None:
    drawing = drawn("timeline", sample())
    [running] = [box for box in boxes(drawing) if box.stroke and box.labels]
    assert running.labels[0].lines == ("Iteration 3",)


def test_a_plan_without_dates_has_no_axis() -> None:
    plan = {"phases": [{"kind": "concept"}, {"kind": "prototyping"}]}
    drawing = drawn("timeline", {"introduction": plan})
    assert texts(drawing) == ["Konzeptphase", "Prototyping"]
    assert not [mark for mark in flat(drawing.marks) if isinstance(mark, Line)]


def test_short_phases_are_wide_enough_and_long_ones_share_the_rest() -> None:
    short = ProjectPhase.model_validate({"start": "2026-01-01", "end": "2026-01-31"})
    long = ProjectPhase.model_validate({"start": "2026-02-01", "end": "2028-12-31"})
    on_scale = scale(date_ranges((short, long)), 0.0, 800.0, 150.0)
    assert on_scale.at(date(2026, 2, 1)) == pytest.approx(150)
    assert on_scale.at(date(2029, 1, 1)) == pytest.approx(800)
    middle = on_scale.at(date(2027, 7, 18))
    assert 450 < middle < 500


def test_unknown_ends_are_taken_from_the_neighbours() -> None:
    first = ProjectPhase.model_validate({"start": "2026-01"})
    second = ProjectPhase.model_validate({"start": "2026-03", "end": "2026-04"})
    third = ProjectPhase.model_validate({"end": "2026-07"})
    found = date_ranges((first, second, third))
    assert found[0].end == date(2026, 2, 28)
    assert found[2].start == date(2026, 5, 1)


def test_long_names_in_a_list_are_cut_at_a_word() -> None:
    drawing = drawn("changes", {}, (430, 367), **options("changes", 9, LONG))
    assert any(text.endswith("…") for text in texts(drawing))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", ["", "Logistik", "Wir liefern."])
def test_alt_texts_are_whole_sentences(name: str, text: str) -> None:
    drawing = draw(name, subject(extreme(2, text)), room(873, 367), **options(name, 2))
    if drawing is not None:
        assert drawing.alt.endswith(".") and drawing.alt == " ".join(drawing.alt.split())
        assert not any(wrong in drawing.alt for wrong in ("..", " .", ":.", "–.", "{", "None"))
