"""Search: Material's index made ready for compounds, spellings and the glossary.

Material matches the beginnings of words. So the index and a query come apart at the joints of
compound words, the glossary's terms become entries of their own with their synonyms, and the
script ``search.js`` is given the words of the site, to spell a query as the site does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from kamhandbook.compose.terms import PAGE, Glossary
from kamhandbook.content.goals import Term
from kamhandbook.site.compounds import HYPHENATED, SEPARATORS, Compounds
from kamhandbook.site.contents import ASSETS, SiteContents
from kamhandbook.site.search_entries import Entry
from kamhandbook.site.theme_files import INDEX_VERSION, WORKER_GUARD
from kamhandbook.site.versions import mark_of
from kamhandbook.wording.language import Language

NO_STEMMER = ["en"]  # what lunr can do by itself, and is then told not to do
WORDS_SCRIPT = f"{ASSETS}/search-words.js"
_TAG = re.compile(r"<[^>]*>")
# What Material's parser keeps of a page; search.js lets the same pass.
_NO_MARKUP = re.compile(r"<(?!/?(?:p|ul|ol|li|code|pre|sub|sup)>)")
_THEME_SCRIPT = re.compile(r'<script src="[^"]*assets/javascripts/bundle\.')
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


def plugin_of(config: MkDocsConfig) -> Any:
    """Return Material's search plugin, if mkdocs.yml has it."""
    return config.plugins.get("material/search") or config.plugins.get("search")


def configure(config: MkDocsConfig) -> None:
    """Set what mkdocs.yml leaves open: no stemming, which harms prefixes, and all separators."""
    plugin = plugin_of(config)
    if plugin is None:
        return
    for key, default in (("lang", NO_STEMMER), ("pipeline", []), ("separator", SEPARATORS)):
        if plugin.config.get(key) is None:
            plugin.config[key] = default


def finish(site: Path, contents: SiteContents, own_entries: Iterable[Entry]) -> None:
    """Complete the index of a site that MkDocs has just written, and write the scripts beside it.

    ``own_entries`` are those of our own pages; those of a company's pages are in the index.
    """
    file = site / "search" / "search_index.json"
    if not file.exists():
        return
    index = json.loads(file.read_bytes())
    all_entries = entries(own_entries, index["docs"], contents)
    index["docs"] = [harmless(entry) for entry in all_entries if is_of_site(entry)]
    words = vocabulary(index["docs"])
    language = contents.imprint.language
    compounds = compounds_of(contents.words, words, language)
    if index["config"]["separator"] == SEPARATORS and compounds.joint:
        index["config"]["separator"] = f"{SEPARATORS}|{compounds.joint}"
    index_text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    file.write_text(index_text, encoding="utf-8")
    # A page opened from disk may not fetch JSON, but it may load a script.
    file.with_suffix(".js").write_text(f"var __index = {index_text}", encoding="utf-8")
    script = words_script(words, compounds, contents.terms, language)
    asking = INDEX_VERSION.read_text("utf-8").replace("VERSION", mark_of(index_text.encode()))
    (site / WORDS_SCRIPT).write_text(script + asking, encoding="utf-8")
    _guard_workers(site)


def with_words_script(html: str, prefix: str) -> str:
    """Let a page load the script with the site's words before the theme asks for the index."""
    return _THEME_SCRIPT.sub(
        f'<script src="{prefix}{WORDS_SCRIPT}"></script>\n      \\g<0>', html, 1
    )


def _guard_workers(site: Path) -> None:
    """Let Material's worker hand out only what may be written as HTML.

    It writes hits so, and its own marks within them may come out as other tags.
    """
    guard = WORKER_GUARD.read_bytes()
    for worker in (site / "assets" / "javascripts" / "workers").glob("search*.js"):
        script = worker.read_bytes()
        if not script.startswith(guard):
            worker.write_bytes(guard + script)


def entries(
    own_entries: Iterable[Entry], company_entries: Iterable[Entry], contents: SiteContents
) -> Iterator[Entry]:
    """Yield the entries to search; each term of the glossary is one, instead of its letter."""
    language = contents.imprint.language
    keywords = language.words("site_build")["keywords"]
    letter = f"{language.catalogue.file_of(PAGE)}#{language.words('site')['letter_anchor']}"
    for entry in own_entries:
        if not entry["location"].startswith(letter):
            yield with_keywords(entry, keywords)
    yield from company_entries
    yield from term_entries(contents)


def harmless(entry: Entry) -> Entry:
    """Return an entry whose every text may be written as HTML, as the theme does.

    Titles and texts keep the tags that a hit may show, bare of attributes; a tag of a page or a
    synonym of a term is text. Front matter and other plugins write what they like.
    """
    texts = {key: _NO_MARKUP.sub("&lt;", str(entry.get(key) or "")) for key in ("title", "text")}
    tags = [escape(str(tag), quote=False) for tag in entry.get("tags", ())]
    return {**entry, **texts, **({"tags": tags} if "tags" in entry else {})}


def is_of_site(entry: Entry) -> bool:
    """Whether an entry leads to a page of the site and nowhere else."""
    location = entry["location"]
    return isinstance(location, str) and not _ELSEWHERE.match(location)


def term_entries(contents: SiteContents) -> Iterator[Entry]:
    """Yield an entry for each term of the glossary; its synonyms are tags, which count most."""
    glossary = Glossary(contents.terms, contents.imprint.language)
    for term in contents.terms:
        yield {
            "location": glossary.address(term),
            "title": escape(term.term, quote=False),
            "text": f"<p>{escape(term.meaning, quote=False)}</p>",
            "tags": list(term.synonyms),
        }


def with_keywords(entry: Entry, keywords: Mapping[str, list[str]]) -> Entry:
    """Add the words people look for and texts seldom say: "Gehalt" is "Wie wird vergütet?"."""
    words = keywords.get(entry["location"], [])
    return {**entry, "tags": [*entry.get("tags", ()), *words]} if words else entry


def vocabulary(index_entries: Iterable[Entry]) -> tuple[str, ...]:
    """Return every word of three letters and more in the index as it is written, sorted.

    Words with a hyphen are listed whole and in their parts.
    """
    words: set[str] = set()
    for entry in index_entries:
        text = " ".join((entry["title"], entry["text"], *entry.get("tags", ())))
        words.update(HYPHENATED.findall(unescape(_TAG.sub(" ", text))))
    parts = {part for word in words for part in word.split("-")}
    return tuple(sorted(word for word in words | parts if len(word) > 2 and not word.isdigit()))


def compounds_of(listed: Iterable[str], words: Iterable[str], language: Language) -> Compounds:
    """Return what splits the compound words of a site; ``words`` are all it says."""
    words_of_build = language.words("site_build")
    return Compounds(
        listed, words, prefixes=words_of_build["prefixes"], joints=words_of_build["joints"]
    )


def words_script(
    words: Iterable[str], compounds: Compounds, terms: tuple[Term, ...], language: Language
) -> str:
    """Write what ``search.js`` knows: words with their joints, idle words, synonyms."""
    phrases = (name.replace(" ", "-") for term in terms for name in (term.term, *term.synonyms))
    lowered = sorted({word.lower() for word in (*words, *phrases)})
    variables = {
        "kamWords": " ".join(_marked(word, compounds) for word in lowered),
        "kamStopWords": " ".join(language.words("site_build")["stop_words"]),
        "kamSynonyms": [[synonym, term.term] for term in terms for synonym in term.synonyms],
    }
    return "".join(
        f"var {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in variables.items()
    )


def _marked(word: str, compounds: Compounds) -> str:
    """Mark the joints of a word: ``roll-out`` and ``umsatzzuordnung`` alike."""
    return "|".join(part for piece in word.split("-") for part in compounds.split(piece))
