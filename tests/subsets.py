"""Which tests see a change of a room: ``pytest --room=deck`` runs them.

``python -m tests.mutations`` goes by the same table.
"""

from __future__ import annotations

# What every change is seen by first: the sample as readable text, with geometry and colours.
GOLDENS = ("tests/test_values.py", "tests/goldens")

ROOMS: dict[str, tuple[str, ...]] = {
    "building": ("tests/building", "tests/publish/test_publish.py"),
    "checks": ("tests/checks", "tests/report/test_formats.py"),
    "cli": ("tests/report", "tests/people", "tests/iterations/test_command.py"),
    "compose": ("tests/compose", "tests/site/test_pages.py"),
    "content": ("tests/content", "tests/audiences/test_cut.py", "tests/people/test_schema.py"),
    "deck": ("tests/deck",),
    "design": ("tests/deck/test_brand_check.py", "tests/reading/test_project_files.py"),
    "document": ("tests/document", "tests/compose", "tests/site/test_html.py"),
    "editions": ("tests/audiences/test_cut.py", "tests/iterations"),
    "figures": ("tests/figures",),
    "fit": ("tests/compose", "tests/deck/test_render.py", "tests/deck/test_around_logos.py"),
    "forms": ("tests/people",),
    "history": ("tests/iterations",),
    "leaks": ("tests/audiences",),
    "live": ("tests/serve",),
    "metrics": ("tests/metrics", "tests/compose/test_text.py", "tests/figures"),
    "output_checks": ("tests/checks", "tests/compose"),
    "pictures": ("tests/media",),
    "placing": ("tests/placing", "tests/publish/test_publish.py"),
    "questionnaire": ("tests/people", "tests/audiences/test_label_mixes.py"),
    "reading": ("tests/reading", "tests/people/test_mistakes.py", "tests/people/test_help.py"),
    "report": ("tests/report", "tests/people/test_status.py", "tests/iterations"),
    "scaffold": ("tests/people",),
    "site": ("tests/site", "tests/publish"),
    "wording": ("tests/wording", "tests/checks", "tests/people"),
}


# Tests of other rooms that see a change as well. ``python -m tests.mutations`` asks them last.
ELSEWHERE: dict[str, tuple[str, ...]] = {
    "building": (
        *(
            "tests/people/test_fix.py",
            "tests/people/test_forget.py",
            "tests/media",
            "tests/reading",
        ),
        *("tests/site/test_page_links.py", "tests/site/test_broken_links.py", "tests/iterations"),
        *("tests/deck/test_rehearsal.py", "tests/deck/test_drafts_and_releases.py"),
        *("tests/publish/test_single_file.py", "tests/publish/test_pdf.py"),
    ),
    "checks": ("tests/people", "tests/audiences/test_planted.py"),
    "cli": (
        *("tests/serve/test_preview_command.py", "tests/placing/test_commands.py"),
        *("tests/building", "tests/deck/test_brand_check.py", "tests/compose/test_sandbox.py"),
    ),
    "compose": ("tests/deck", "tests/audiences/test_applicants.py", "tests/site", "tests/wording"),
    "content": ("tests/iterations", "tests/checks", "tests/people", "tests/compose"),
    "deck": ("tests/compose",),
    "design": ("tests/deck", "tests/compose"),
    "document": ("tests/content", "tests/site", "tests/deck"),
    "editions": ("tests/audiences", "tests/people/test_workbook_leaks.py", "tests/checks"),
    "figures": ("tests/compose", "tests/site/test_pages.py"),
    "fit": ("tests/deck",),
    "history": ("tests/checks", "tests/audiences"),
    "leaks": ("tests/people/test_workbook_leaks.py", "tests/people/test_forget.py"),
    "live": ("tests/building",),
    "output_checks": ("tests/deck",),
    "pictures": ("tests/deck/test_cleaning.py", "tests/site/test_attacks.py"),
    "placing": ("tests/people", "tests/building"),
    "reading": ("tests/people", "tests/iterations", "tests/checks"),
    "scaffold": ("tests/audiences/test_from_new.py", "tests/checks"),
    "site": ("tests/media", "tests/building"),
    "wording": ("tests/compose", "tests/content", "tests/iterations"),
}


def tests_of(room: str) -> tuple[str, ...]:
    """Return the tests of a room, the quickest first: whole outputs as text see most."""
    return (*GOLDENS, *ROOMS[room])


def tests_that_may_see(room: str) -> tuple[str, ...]:
    """Return the tests of a room and those elsewhere that see it, each once."""
    tests = (*tests_of(room), *ELSEWHERE.get(room, ()))
    return tuple(dict.fromkeys(tests))
