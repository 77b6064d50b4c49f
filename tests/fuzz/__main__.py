"""Change the sample's files at random; look for tracebacks, hangs, and messages that do not help.

Reads, checks, cuts and composes in this process. Each input has a number: ``--seed 1 --only 812``
runs one again and shows what it was.
"""

from __future__ import annotations

import argparse
import faulthandler
import gc
import random
import re
import signal
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from kamhandbook.building.deck_stages import compose_deck
from kamhandbook.building.edition_in_context import cut_edition
from kamhandbook.building.project import check_project, open_project
from kamhandbook.building.site_stages import compose_site
from kamhandbook.content.types import Audience
from kamhandbook.deck.master import read_master
from kamhandbook.design.brand import neutral
from kamhandbook.findings import CannotGoOnError, Finding
from tests.fuzz.mutations import MUTATIONS, other_kind, put_back
from tests.sample import copy_of_sample

TODAY = date(2026, 11, 24)
LIMIT = 10.0  # seconds of processor time for one input
_QUOTED = re.compile(r"„[^“]*“|'[^']*'|\"[^\"]*\"|\([^)]*\)")
_ENGLISH = re.compile(
    r"\b(the|is|not|of|cannot|invalid|expected|unexpected|error|object|must|should|with|found|"
    r"missing|failed|denied|unable|could|character|string|line|byte|codec)\b",
    re.IGNORECASE,
)


class TooLongError(Exception):
    """An input took longer than any should."""


def main() -> None:
    """Run inputs and report."""
    options = _options()
    faults: Counter[str] = Counter()
    shown: dict[str, str] = {}
    signal.signal(signal.SIGVTALRM, _too_long)
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_sample(Path(folder))
        (project / "content/pages/eigene.md").write_text("# Eigene\n\nText.\n", encoding="utf-8")
        files = sorted(
            file
            for pattern in ("content/**/*.yaml", "content/**/*.json", "content/pages/*.md")
            for file in project.glob(pattern)
        )
        files += [project / "mkdocs.yml", *project.glob("themes/*/brand.yaml")]
        numbers = [options.only] if options.only is not None else range(options.count)
        started, outcomes = time.monotonic(), Counter[str]()
        for number in numbers:
            if options.minutes and time.monotonic() - started > options.minutes * 60:
                break
            for fault, about in _try(project, files, options, number, outcomes):
                faults[fault] += 1
                shown.setdefault(fault, f"--seed {options.seed} --only {number}: {about}")
    done, seconds = sum(outcomes.values()), time.monotonic() - started
    print(f"{done} inputs in {seconds:.0f} s: {dict(outcomes)}")
    for fault, count in faults.most_common():
        print(f"{count:5} {fault}\n      {shown[fault]}")
    raise SystemExit(1 if faults else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="run this one input, and show it")
    parser.add_argument("--minutes", type=float, help="stop after so many")
    return parser.parse_args()


def _try(
    project: Path,
    files: list[Path],
    options: argparse.Namespace,
    number: int,
    outcomes: Counter[str],
) -> list[tuple[str, str]]:
    """Change one file, go the whole way, and put it back; return what was wrong on the way."""
    chance = random.Random(f"{options.seed}/{number}")
    file = chance.choice(files)
    raw = file.read_bytes()
    names = list(MUTATIONS)
    kind = chance.choices([*names, "kind"], [*(weight for _, weight in MUTATIONS.values()), 1])[0]
    if kind == "kind":
        other_kind(file, chance)
    else:
        file.write_bytes(MUTATIONS[kind][0](raw, chance))
    about = f"{kind} of {file.relative_to(project)}"
    started = time.process_time()
    faulthandler.dump_traceback_later(LIMIT * 30, exit=True)  # where no signal gets through
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT)
    try:
        findings, outcome = _whole_way(project, chance)
        outcomes[outcome] += 1
        if options.only is not None:
            print(about, *findings, sep="\n  ")
        return [
            (fault, f"{about}: {finding}")
            for finding in findings
            for fault in _faults(finding, project)
        ]
    except TooLongError as error:
        outcomes["hang"] += 1
        place = traceback.extract_tb(error.__traceback__)[-2]
        return [(f"longer than {LIMIT:.0f} s in {place.name}", about)]
    except Exception as error:
        outcomes["traceback"] += 1
        if options.only is not None:
            traceback.print_exc()
        place = traceback.extract_tb(error.__traceback__)[-1]
        said = str(error).split("\n")[0][:80]
        return [
            (f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno} {said}", about)
        ]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        faulthandler.cancel_dump_traceback_later()
        if time.process_time() - started > LIMIT:
            gc.collect()
        put_back(file, raw)


def _whole_way(project: Path, chance: random.Random) -> tuple[tuple[Finding, ...], str]:
    try:
        opened = open_project(project / "content")
        if not opened.is_readable:
            return opened.findings, "refused"
        checked = check_project(opened, TODAY)
        edition = cut_edition(checked, chance.choice(list(Audience)))
        compose_site(edition.of_site)
        compose_deck(edition, read_master(neutral()))
    except CannotGoOnError as error:
        return error.findings, "refused later"
    return checked.findings, "composed"


def _faults(finding: Finding, project: Path) -> Iterable[str]:
    at = finding.position
    file = project / at.path
    raw = file.read_bytes() if file.is_file() else b""
    if not at.path or not file.parent.is_dir():  # a file that is not there yet has its place, too
        yield f"no place: {finding.code} at {at}"
    elif raw and b"\r" not in raw and at.line > raw.count(b"\n") + 2:
        yield f"no such line: {finding.code}"
    text = _QUOTED.sub("", f"{finding.message} {finding.next_step}")
    english = _ENGLISH.findall(text)
    if len(english) > 1:
        yield f"English: {finding.code} {' '.join(english[:4])}"


def _too_long(*_: object) -> None:
    raise TooLongError


if __name__ == "__main__":
    main()
