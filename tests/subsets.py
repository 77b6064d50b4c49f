"""Which tests see a change of a room: ``pytest --room deck`` runs them.

``python -m tests.mutations`` goes by the same table.
"""

from __future__ import annotations

# What every change is seen by first: the sample as readable text, with geometry and colours.
GOLDENS = ("tests/goldens",)

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


def tests_of(room: str) -> tuple[str, ...]:
    """Return the tests of a room, the quickest first: whole outputs as text see most."""
    return (*GOLDENS, *ROOMS[room])
