"""At a limit things work; one more is refused at once, and the message says which limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kamhandbook.building.project import open_project
from kamhandbook.compose.terms import Glossary, slug
from kamhandbook.content.goals import Goals
from kamhandbook.findings import Finding
from kamhandbook.reading import limits
from kamhandbook.reading.limits import LIST, Limit
from kamhandbook.wording.language import DEFAULT


def written(name: str, text: Callable[[int], str]) -> Callable[[Path, int], None]:
    def write(content: Path, most: int) -> None:
        (content / name).write_text(text(most), encoding="utf-8")

    return write


def many_pages(content: Path, most: int) -> None:
    (content / "pages").mkdir()
    for number in range(most):
        (content / f"pages/{number}.md").touch()


def many_files(content: Path, most: int) -> None:
    (content / "pages").mkdir()
    for number in range(most):
        (content / f"pages/{number}.png").touch()


def deep_folders(content: Path, most: int) -> None:
    # content/pages is the first
    (content / "pages" / "/".join("a" * (most - 1))).mkdir(parents=True)


def accounts(most: int) -> str:
    return "key_accounts:\n" + "".join(
        f"  - name: Muster {number} AG\n    status: active\n    manager: Ada {number}\n"
        f"    countries: [DE, AT]\n    why: Weil.\n    requirements: [a, b]\n"
        for number in range(most)
    )


def entries(most: int) -> str:
    # lists that are one list, each item of which counts every time
    inner = ", ".join(["x"] * 1000)
    return f"goals:\n  - &a [{inner}]\n" + "  - *a\n" * (most // 1000)


def emphasis(most: int) -> str:
    return f"why: '{'**' * most}a{'**' * most}'\n"


CASES: dict[str, tuple[Limit, Callable[[Path, int], None]]] = {
    "size": (
        limits.FILE,
        written("1-goals.yaml", lambda most: "why: a\n" + ("# " + "x" * 97 + "\n") * (most // 100)),
    ),
    "text": (limits.TEXT, written("1-goals.yaml", lambda most: "why: " + "x" * most)),
    "emphasis": (limits.TEXT_DEPTH, written("1-goals.yaml", emphasis)),
    "key accounts": (limits.LIST, written("2-selection.yaml", accounts)),
    "own pages": (limits.OWN_PAGES, many_pages),
    "files": (limits.FILES, many_files),
    "folders": (limits.FOLDER_DEPTH, deep_folders),
}


def findings_at(name: str, most: int, folder: Path) -> list[Finding]:
    (folder / "content").mkdir(parents=True)
    CASES[name][1](folder / "content", most)
    return list(open_project(folder / "content").findings)


@pytest.mark.parametrize("name", CASES)
def test_at_the_limit_nothing_is_said(name: str, tmp_path: Path) -> None:
    limit = CASES[name][0]
    most = limit.most - 100 if name == "size" else limit.most
    codes = {finding.code for finding in findings_at(name, most, tmp_path)}
    assert not codes & {"FILE3", "YAML3"}


@pytest.mark.parametrize("name", CASES)
def test_beyond_the_limit_it_is_refused_at_once(name: str, tmp_path: Path) -> None:
    limit = CASES[name][0]
    (tmp_path / "content").mkdir()
    CASES[name][1](tmp_path / "content", limit.most + limit.most // 50 + 1)
    started = time.process_time()
    findings = open_project(tmp_path / "content").findings
    assert time.process_time() - started < 1
    (finding,) = (f for f in findings if f.code in ("FILE3", "YAML3"))
    shown = f"{limit.most // limit.unit:,}".replace(",", ".")
    assert f" {shown} " in finding.message and finding.position.path.startswith("content/")


def test_what_aliases_make_of_a_file_counts(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/1-goals.yaml"
    for most, is_refused in ((limits.ENTRIES.most - 3000, False), (limits.ENTRIES.most, True)):
        file.write_text(entries(most), encoding="utf-8")
        started = time.process_time()
        findings = open_project(tmp_path / "content").findings
        assert time.process_time() - started < (1 if is_refused else 20)
        assert ("YAML3" in {finding.code for finding in findings}) is is_refused


def test_no_more_problems_of_a_file_are_told_than_anybody_reads(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/1-goals.yaml").write_text("why: a\n" * 30_000, encoding="utf-8")
    started = time.process_time()
    findings = open_project(tmp_path / "content").findings
    assert time.process_time() - started < 3
    assert [f.code for f in findings] == [*["YAML2"] * limits.PROBLEMS.most, "YAML3"]
    assert findings[-1].position.line == limits.PROBLEMS.most + 2


def test_three_thousand_terms_without_latin_letters_have_addresses_of_their_own() -> None:
    terms = [{"term": chr(0x4E00 + n), "meaning": "x"} for n in range(LIST.most)]
    glossary = Glossary(Goals.model_validate({"terms": terms}).terms, DEFAULT)
    started = time.process_time()
    assert len(set(glossary.anchors.values())) == LIST.most
    assert time.process_time() - started < 2  # one comparison with each other took an hour
    assert slug("Müller") == slug("Mu\u0308ller") == "mueller"
