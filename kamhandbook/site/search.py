"""German search: Material's index made ready for compounds, spellings and the glossary.

Material matches the beginnings of words. So the index and a query come apart at the joints of
compound words, the glossary's terms become entries of their own with their synonyms, and the
script ``search.js`` is given the words of the site, to spell a query as the site does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.compose.terms import GLOSSARY, Glossary
from kamhandbook.messages import wording
from kamhandbook.site.compounds import SEPARATORS, WORD, Compounds
from kamhandbook.site.contents import ASSETS, SiteContents

Entry: TypeAlias = dict[str, Any]  # location, title, text, tags, boost: as Material writes them

WORDS_SCRIPT = f"{ASSETS}/search-words.js"
_TAG = re.compile(r"<[^>]*>")
_LETTER = f"{GLOSSARY}#buchstabe-"


def configure(config: MkDocsConfig) -> None:
    """Set what mkdocs.yml leaves open: no stemming, which harms prefixes, and all separators."""
    plugin = config.plugins.get("material/search") or config.plugins.get("search")
    if plugin is None:
        return
    for key, ours in (("lang", ["en"]), ("pipeline", []), ("separator", SEPARATORS)):
        if plugin.config.get(key) is None:
            plugin.config[key] = ours  # "en" is what loads no stemmer


def finish(site: Path, contents: SiteContents) -> None:
    """Rewrite the index of a site that MkDocs has just written, and write the scripts beside it."""
    file = site / "search" / "search_index.json"
    if not file.exists():
        return
    index = json.loads(file.read_bytes())
    index["docs"] = list(entries(index["docs"], contents))
    words = vocabulary(index["docs"])
    compounds = Compounds(contents.words, words)
    if index["config"]["separator"] == SEPARATORS and compounds.joint:
        index["config"]["separator"] = f"{SEPARATORS}|{compounds.joint}"
    written = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    file.write_text(written, encoding="utf-8")
    # A page opened from disk may not fetch JSON, but it may load a script.
    file.with_suffix(".js").write_text(f"var __index = {written}", encoding="utf-8")
    (site / WORDS_SCRIPT).write_text(words_script(words, compounds), encoding="utf-8")


def entries(found: Iterable[Entry], contents: SiteContents) -> Iterator[Entry]:
    """Give the entries to search: no page twice, and each term of the glossary by itself."""
    pending: Entry | None = None
    for entry in found:
        if pending is not None and _repeats(pending, entry):
            entry = {**entry, "location": pending["location"]}
        elif pending is not None:
            yield pending
        pending = entry if "#" not in entry["location"] and not entry["text"] else None
        if pending is None and not entry["location"].startswith(_LETTER):
            yield entry
    if pending is not None:
        yield pending
    yield from term_entries(contents)


def _repeats(page: Entry, first: Entry) -> bool:
    """Whether a page's first section is the page itself: its heading is the page's title."""
    return bool(first["location"].startswith(page["location"] + "#"))


def term_entries(contents: SiteContents) -> Iterator[Entry]:
    """Give an entry for each term of the glossary; its synonyms are tags, which count most."""
    glossary = Glossary(contents.terms)
    for term in contents.terms:
        yield {
            "location": f"{GLOSSARY}#{glossary.anchors[term.term]}",
            "title": escape(term.term, quote=False),
            "text": f"<p>{escape(term.meaning, quote=False)}</p>",
            "tags": list(term.synonyms),
        }


def vocabulary(found: Iterable[Entry]) -> tuple[str, ...]:
    """List every word of three letters and more in the index as it is written, sorted."""
    words: set[str] = set()
    for entry in found:
        text = " ".join((entry["title"], entry["text"], *entry.get("tags", ())))
        words.update(WORD.findall(_TAG.sub(" ", text)))
    return tuple(sorted(word for word in words if len(word) > 2 and not word.isdigit()))


def words_script(words: Iterable[str], compounds: Compounds) -> str:
    """Write the words as a script, joints marked, and those that a query can do without."""
    lowered = sorted({word.lower() for word in words})
    marked = " ".join("|".join(compounds.split(word)) for word in lowered)
    idle = " ".join(wording("site_build")["stop_words"])
    return f"var kamWords = {_text(marked)};\nvar kamStopWords = {_text(idle)};\n"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)
