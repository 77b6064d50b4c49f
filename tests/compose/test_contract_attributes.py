"""Attributes stand in the HTML, or they are an error at their line: none is lost or printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kamhandbook.findings import CannotGoOnError
from kamhandbook.site.html import HtmlWriter
from tests.compose.test_reference import OUTPUTS, blocks_of


def html(folder: Path, template: str) -> str:
    return HtmlWriter().blocks(blocks_of("site", folder, template))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("::: card {.werft #k}\nA\n:::", '<li id="k" class="kam-card werft">A</li>'),
        ("::: columns {.c}\n::: column\nA\n:::\n:::", '<div class="kam-columns c">'),
        ("::: {.columns .c}\n::: column\nA\n:::\n:::", '<div class="kam-columns c">'),
        ("::: cards {#c}\n::: column\nA\n:::\n:::", '<ol id="c" class="kam-cards kam-plain">'),
        (
            "::: columns\n::: {.column .d width=40%}\nA\n:::\n::: column\nB\n:::\n:::",
            '<div class="d">\n<p>A</p>\n</div>\n<div>\n<p>B</p>',
        ),
        ("::: cards\n::: column {.d}\nA\n:::\n:::", '<li class="kam-card d">A</li>'),
        ("::: lead {.gross}\nA\n:::", '<p class="kam-lead gross">A</p>'),
        ("::: number {.rot}\n4\n:::", '<p class="kam-number rot">4</p>'),
        ("::: lead {.gross}\n{.blau #x}\nA\n:::", '<p id="x" class="kam-lead blau gross">A</p>'),
        ("::: muted {.m}\n- A\n:::", '<ul class="m">'),
        ("{.tab #t}\n| A |\n|---|\n| b |", '<table id="t" class="kam-table tab" role="table">'),
        ("::: facts {.f}\nA\n: B\n:::", '<table class="kam-facts f">'),
        ("{.liste}\n- a", '<ul class="liste">'),
        ("{.k}\nA\n: B", '<dl class="k">'),
        ("[**fett**]{.c}", '<span class="c"><strong>fett</strong></span>'),
        ("[`h`]{.i}", '<span class="i"><code>h</code></span>'),
        ("[![L](l.png)]{.i}", '<span class="i"><img src="bilder/l.png"'),
        ("\\{.klasse}", "<p>{.klasse}</p>"),
        ("`{.klasse}`", "<code>{.klasse}</code>"),
        ("Ein {Wort} und {}", "<p>Ein {Wort} und {}</p>"),
        ("{{ '{.klasse}' }}", "<p>{.klasse}</p>"),
        (
            "::: cards\n::: column\n::: label\nA\n:::\nText\n:::\n:::",
            '<p class="kam-panel-title">A',
        ),
        ("::: card\n::: number\n4\n:::\n:::", '<li class="kam-card"><p class="kam-number">4</p>'),
        ("::: card\n{.blau}\nA\n:::", '<li class="kam-card"><p class="blau">A</p>'),
        ("- \n  {.blau}\n  A", '<li><p class="blau">A</p>'),
        ("::: card\nA\n:::", '<li class="kam-card">A</li>'),
    ],
)
def test_attributes_and_roles_stand_in_the_html(template: str, shown: str, tmp_path: Path) -> None:
    assert shown in html(tmp_path, template + "\n")


@pytest.mark.parametrize("output", OUTPUTS)
@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("A\n\nText {.klasse}", 3, "aufnimmt"),
        ("A\n- a\n- b {.b}", 3, "aufnimmt"),
        ("A\nB **fett**{.c}", 2, "aufnimmt"),
        ("*f*{.g}", 1, "aufnimmt"),
        ("~~f~~{#g}", 1, "aufnimmt"),
        ("A\nB `h`{.i}", 2, "aufnimmt"),
        ("![A](a.png){.i}", 1, "aufnimmt"),
        ("Text {hidden=ja}", 1, "aufnimmt"),
        ("| A |\n|---|\n| b {.c} |", 3, "aufnimmt"),
        ("{.zitat}\n> A", 2, "keine aufnimmt"),
        ("{.code}\n```\nA\n```", 2, "keine aufnimmt"),
        ("{.k}\n\n---", 3, "keine aufnimmt"),
        ("{.k}\n::: lead\nA\n:::", 2, "keine aufnimmt"),
        ("::: columns\n{.k}\n::: column\nA\n:::\n:::", 3, "keine aufnimmt"),
        ("A\n\n{.k}", 3, "nichts, was"),
        ("::: lead\nA\n\n{.k}\n:::", 4, "nichts, was"),
        ("::: lead {.k}\n| A |\n|---|\n| b |\n:::", 1, "weder Absatz noch Liste"),
        ("::: {.limit most=2 .k}\n- a\n:::", 1, "außer „most“"),
        ("::: columns {gap=3}\n::: column\nA\n:::\n:::", 1, "„gap“"),
        ("::: columns\n::: {.column heigth=3}\nA\n:::\n:::", 2, "„heigth“"),
        ("::: columns\n::: {.column .page-only}\nA\n:::\n:::", 2, "nur im Buch"),
        ("::: card {style=x}\nA\n:::", 1, "„style“"),
        ("A\n[B]{style=x}", 2, "„style“"),
        ("A\n[B]{.k onclick=x}", 2, "„onclick“"),
        ("{.k onclick=x}\nA", 2, "„onclick“"),
        ("Text {: .klasse}", 1, "Doppelpunkt"),
        ("A\n\n## T {: #id .k }", 3, "Doppelpunkt"),
        ("::: facts\nA\n:::", 1, "keine Liste von Begriffen"),
        ("## A {#a}\n\n{#a}\nB", 4, "zweimal"),
        ("[A]{#a} B\n\n[C]{#a}", 3, "zweimal"),
    ],
)
def test_attributes_that_nothing_takes_are_told_at_their_line(
    output: str, template: str, line: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of(output, tmp_path, template + "\n")
    (finding,) = refused.value.findings
    assert said in finding.message
    assert finding.code == "TPL2" and finding.next_step
    assert finding.position.line == line + (0 if output == "site" else 2)


def test_what_an_attribute_may_be_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotGoOnError) as refused:
        blocks_of("site", tmp_path, "[B]{style=x}\n")
    (finding,) = refused.value.findings
    assert ".klasse, #anker, data-…, aria-…" in finding.next_step and "CSS" in finding.next_step
