"""Which tests see a change of a room: each subset runs in less than a minute on one processor.

``pytest --room deck`` runs one; ``python -m tests.mutations`` goes by the same table.
"""

from __future__ import annotations

# What every change is seen by first: the sample as readable text, with geometry and colours.
GOLDENS = ("tests/goldens",)

ROOMS: dict[str, tuple[str, ...]] = {
    "building": ("tests/build", "tests/publish/test_publish.py"),
    "checks": ("tests/checks", "tests/report/test_formats.py"),
    "cli": ("tests/report", "tests/people", "tests/iterations/test_command.py"),
    "compose": ("tests/compose", "tests/site/test_pages.py"),
    "content": ("tests/audiences/test_cut.py", "tests/people/test_schema.py", "tests/reading"),
    "deck": ("tests/deck",),
    "design": ("tests/deck/test_brand_check.py", "tests/reading/test_project_files.py"),
    "document": ("tests/compose", "tests/site/test_html.py"),
    "editions": ("tests/audiences/test_cut.py", "tests/iterations"),
    "figures": ("tests/figures",),
    "fit": ("tests/compose", "tests/deck/test_render.py"),
    "forms": ("tests/people",),
    "history": ("tests/iterations",),
    "leaks": ("tests/audiences",),
    "live": ("tests/serve",),
    "metrics": ("tests/metrics", "tests/compose/test_text.py", "tests/figures"),
    "output_checks": ("tests/checks", "tests/compose"),
    "questionnaire": ("tests/people",),
    "reading": ("tests/reading", "tests/people/test_mistakes.py", "tests/people/test_help.py"),
    "report": ("tests/report", "tests/people/test_status.py", "tests/iterations"),
    "scaffold": ("tests/people",),
    "site": ("tests/site", "tests/publish"),
    "wording": ("tests/wording", "tests/checks", "tests/people"),
}
