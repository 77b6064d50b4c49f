"""What a build loads, and what it leaves as it found it in the process of somebody else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECK = {"kamhandbook.deck", "kamhandbook.fit", "kamhandbook.building.deck_stages"}
SITE = {"mkdocs", "material", "kamhandbook.site.build"}


def printed(script: str) -> set[str]:
    """Run a script in a process of its own; return the words it prints."""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(("option", "unwanted"), [("--site-only", DECK), ("--deck-only", SITE)])
def test_who_orders_one_end_loads_nothing_of_the_other(
    option: str, unwanted: set[str], tmp_path: Path
) -> None:
    loaded = printed(
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from kamhandbook.cli import main\n"
        f"done = CliRunner().invoke(main, ['build', {option!r}, '--out', {str(tmp_path)!r}])\n"
        "assert done.exit_code == 0, done.output\n"
        "print(*sys.modules)\n"
    )
    assert "kamhandbook.building.handbook" in loaded
    assert not unwanted & loaded


def test_a_process_that_uses_the_package_stays_as_it_was(tmp_path: Path) -> None:
    changed = printed(
        "import atexit, gc, os, signal\n"
        "import mkdocs.commands.build, mkdocs.config\n"
        "os.environ.setdefault('NO_MKDOCS_2_WARNING', 'true')  # by Material\n"
        "before = dict(os.environ), gc.isenabled(), signal.getsignal(signal.SIGINT)\n"
        f"config = mkdocs.config.load_config('mkdocs.yml', site_dir={str(tmp_path / 'site')!r})\n"
        "mkdocs.commands.build.build(config)\n"
        "from click.testing import CliRunner\n"
        "from kamhandbook.cli import main\n"
        f"done = CliRunner().invoke(main, ['build', '--out', {str(tmp_path / 'out')!r}])\n"
        "assert done.exit_code == 0, done.output\n"
        "after = dict(os.environ), gc.isenabled(), signal.getsignal(signal.SIGINT)\n"
        "print('same' if after == before else after)\n"
    )
    assert changed == {"same"}
