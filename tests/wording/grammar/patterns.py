"""What no German sentence of the product may look like, by name.

A pattern reads one text, without knowing how it was made. What depends on the handbook, its
company or the reader is asked in ``of_edition``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kamhandbook.editions.edition import Edition
from kamhandbook.wording.language import DEFAULT
from tests.wording.grammar.sentences import Said, Spoken

_NOUNS: Mapping[str, Any] = DEFAULT.words("amounts")["nouns"]


def _nouns(kind: str) -> str:
    """Return the nouns of the catalogue, singular ("one") or plural ("other"), as a choice."""
    forms = {re.sub(r"^(eine?|\{amount\}) ", "", noun[kind]) for noun in _NOUNS.values()}
    further = {
        "one": {"Tag", "Mensch", "Monat", "Woche", "Jahr", "Folie", "Seite", "Fehler", "Warnung"},
        "other": {"Tage", "Menschen", "Monate", "Wochen", "Jahre", "Folien", "Seiten", "Warnungen"},
    }[kind]
    both = {"Segmente", "Key Account Manager", "weitere"}  # the same in both, or an adjective's
    return "|".join(sorted(forms | further - both, key=len, reverse=True))


_ONE, _MANY = _nouns("one"), _nouns("other")
_NUMERAL = "zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|keine|[2-9]|[1-9]\\d+"
_SINGULAR_VERBS = "gibt|entscheidet|macht|läuft|bildet|unterstützt|steht|ist|wird|kommt|hilft"
_PLURAL_VERBS = "geben|entscheiden|machen|laufen|bilden|unterstützen|stehen|sind|werden|kommen"
_PREPOSITIONS = (
    "ab|an|am|auf|aus|außer|bei|beim|bis|durch|für|gegen|hinter|in|im|ins|mit|nach|neben|ohne|seit"
    "|über|um|unter|vom|von|vor|während|wegen|zu|zum|zur|zwischen"
)
_OF_VERBS = {
    "ab",
    "an",
    "auf",
    "aus",
    "bei",
    "durch",
    "mit",
    "nach",
    "über",
    "um",
    "unter",
    "vor",
    "zu",
}
_ENDS_OPEN = "|".join(
    word
    for word in f"{_PREPOSITIONS}|und|oder|sowie|der|die|das|den|dem|des|eine|einen|einem".split(
        "|"
    )
    if word not in _OF_VERBS
)

# Names that are lists themselves.
_LISTS = (
    "MVZ und Praxisketten|Klinikketten und Verbünde|Service und Wartung|Termine und Mengen"
    "|Streit und Klage|Qualität und Umwelt|Plan und Gespräch|Angebots- und Preisliste"
)

# Of every text.
EVERYWHERE: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "kein before a plural": rf"\b[Kk]ein ({_MANY})\b",
        "keine before a neuter or masculine": r"\b[Kk]eine (Key Account|Ziel|Kriterium|Werkzeug"
        r"|Prozess|Begriff|Land|Segment|Training|Kandidat|Tag|Monat|Jahr|Fehler|Hinweis)\b(?![ -])",
        "one of several": rf"(?<![\d.,–-])\b([Ee]ine?|[Ee]inem|[Ee]inen|[Ee]iner) ({_MANY})\b"
        r"(?! Manager)(?<!em Pilotkunden)",
        "several of one": rf"(?<![\d.,/(-])\b(?i:{_NUMERAL}) (Ziel|Kriterium|Werkzeug|Prozess"
        r"|Begriff|Land|Segment|Training|Kandidat|Tag|Mensch|Monat|Jahr|Pilotkunde|Eintrag)\b(?!-)",
        "several of one, feminine": rf"(?<![\d.,/(-])\b(?i:{_NUMERAL.replace('keine|', '')}) (Rolle"
        r"|Leistung|Dimension|Minute|Änderung|Frage|Woche|Folie|Stelle)\b(?!-)",
        "a numeral with the wrong case": r"\b(aus|mit|nach|seit|von|vor|in|bei) (eine|ein) "
        rf"(?:{_ONE})\b",
        "dative plural without n": r"\b(aus|mit|nach|seit|von|vor|bei|in|zu) "
        rf"(?:{_NUMERAL}|den|deinen ersten|Ihren ersten|ersten)(?: \d+)? "
        r"(Segmente|Länder|Ziele|Tage|Monate|Jahre|Werkzeuge|Prozesse|Begriffe|Einträge)\b",
        "one does several": rf"\b(1|[Ee]ine?) (?:{_ONE})[^\s“]* ({_PLURAL_VERBS})\b",
        "several does one": rf"(?<![eE]ine von )\b(?i:{_NUMERAL}) (?:{_MANY}) ({_SINGULAR_VERBS})\b"
        r"(?! es)",
        "all of one": r"\b[Ee]in Kriterium\b[^.]*\balle aus\b",
        "one and one more": r"\b(und|1) (1 )?(ein|1) weiter(e|en|er)\b|\bund 1 mehr\b",
        "a figure before a noun": rf"(?<![\d.,/:–-])\b1 (weitere|mehr|Tagen|(?!Ziele)({_MANY}))\b",
        "two full stops": r"„[^“]* [^“]*[^\W\d_]{3}\.“\.|(?<!\.)\.\s?\.(?!\.)|[!?:;,]\s?\.(?![.\w])"
        r"|(?<=[a-zäöüß]{3})\.[,;]|(?<=[a-zäöüß]{3})\. \([^()]*\)\.",
        "a blank before a mark": r" [,;!?](?=\s|$)| \.(?=\s|$)|\( | \)",
        "doubled blanks": r"(?<=\S)  +(?=\S)",
        "no blank between": r"\d{4}(?!er\b)[a-zäöüß]{2}|[a-zäöüß]{3}[.,;:!?][A-ZÄÖÜ][a-zäöüß]{2}",
        "doubled marks": r",,|;;|, ?,|: ?:(?!\S)|\(\s*\)|„\s*“|– ?–|· ?·",
        "nothing between": r"^[,;:·–]\S* |: ?[,;]|\bund und\b|\boder oder\b|\bbei bei\b",
        "an open end": rf"\b({_ENDS_OPEN})\.$",
        "a value of Python": r"\b(None|True|False|nan)\b|\{[a-z_]*\}|<[A-Za-z_]+(\.| object)|\[\]",
        "months and days": r"\bim (Montag|Dienstag|Mittwoch|Donnerstag|Freitag)|\bam (Januar"
        r"|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b",
        "day of a month": r"\b(?:am|vom|zum|dem) \d{2}/\d{4}"
        r"|\bam (Jan|Feb|Mär|Apr|Jun|Jul|Aug|Sep|Okt|Nov|Dez)\w* \d{4}"
        r"|\b[Vv]om (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
        r"|Dezember) \d{4}|\bbis (Januar|Februar|März) \d{4} –",
        "since with a nominative": r"\bseit (ein|eine|der|die|das) "
        r"|\bseit \d+ (Monate|Tage|Jahre)\b",
        "a name with a wrong article": r"\bdie (Klinikum|Autohaus)|\bder (Klinikum|Autohaus"
        r"|Stadtwerke)|\bdas (Stadtwerke|Maschinenring|Bank)",
        "several persons, one verb": r"Anna Brömmel und Tim Weidner( \([^)]*\))?"
        r"(, [^.;:„]*,)? (hilft|kümmert|hat|gibt|führt|ist|wird|steht)\b",
        "a plural role, one verb": r"Die Gebietsleitungen( \([^)]*\))? (hilft|kümmert|hat|gibt)\b",
        "one verb, several persons": r"\b([Aa]uskunft gibt:?|kümmert sich:?|hilft) "
        r"(Anna Brömmel und Tim Weidner|Die Gebietsleitungen)",
        "an article within a sentence": r"\b(hilft|gibt:?|an|bei|durch|von|frag|Sie) (Die|Der|Das) "
        r"(Gebietsleitungen|Werke|Auenbank|Controlling|Bereichsleitungen)",
        "and twice in a list": rf"\baus [^.;:–]*, ({_LISTS})"
        rf"|\b({_LISTS})(?: \d)? und (?!\d+ (weitere|mehr)|eine |zwei )|\bund ({_LISTS})\b",
    }.items()
}

# What is only seen in whole texts.
_ACROSS = ("two full stops", "doubled marks", "a blank before a mark", "doubled blanks")

# Of titles of slides, beside these.
TITLES: Mapping[str, re.Pattern[str]] = {
    name: re.compile(pattern)
    for name, pattern in {
        "one word": r"^\S+$",
        "two words": r"^\S+ \S+$(?<!-Handbuch)(?<!\?)",
        "begins small": r"^[a-zäöü]",
        "begins as a part": rf"^(?i:{_PREPOSITIONS}) (der|die|das|dem|den) \S+$",
        "ends open": rf"[,:;–-]$|\b({_ENDS_OPEN})$",
        "ends with a full stop": r"[^.]\.$",
        "begins with its verb": r"^(Steht|Wird|Werden|Gilt|Ist|Sind|Hat|Haben|Bleibt) ",
    }.items()
}

_TO_DU = re.compile(
    r"\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*|[Ee]uch|[Ee]ure?\w?)\b"
    r"|\bihr (KAM|e[sr]|d\w\w|so|sie|nur|im|in)\b"
    r"|\b(wenn|was|wie|wo|ob|womit|dass|bevor|sobald|die|der|denen|habt|könnt|wollt|seid) ihr\b"
)
_ASKS_IHR = re.compile(
    r"(?:^|[.:;–„}] ?)(Legt|Nennt|Schreibt|Beschreibt|Klärt|Zeigt|Listet|Plant|Geht(?! in einer)"
    r"|Haltet|Sagt|Erwähnt|Ergänzt(?!: )|Tragt|Fragt(?! die Führungskraft)"
    r"|Prüft|Macht|Nehmt|Löscht|Ändert|Füllt|Setzt|Wählt|Meint(et)?|Gebt|Kürzt|Exportiert"
    r"|Fügt|Behaltet|Öffnet|Speichert|Zieht|Tauscht|Lasst|Verteilt|Schließt|Rückt|Kopiert|Holt"
    r"|Tippt|Benennt|Verschiebt|Vergleicht|Verkleinert|Entfernt|Ersetzt|Berichtigt|Behebt|Bittet"
    r"|Entpackt|Fasst|Führt(?! auch)|Seht|Sucht|Teilt|Verwendet|Wartet|Baut|Stellt|Meldet)\b"
    r"|(?:, | und | oder |; )(lasst|nehmt|gebt|ladet|haltet|löscht|rückt|tippt)\b"
    r"|(?:, | und | oder |; )schreibt\b(?! gerade)"
    r"|^Besser ist, ihr\b|\b(Ihr|ihr) (müsst|dürft|könnt|habt|wollt|seid)\b"
    r"|\bihr \w+ (öffnen )?dürft\b"
)
_TO_SIE = re.compile(r"\w,? (Sie|Ihnen|Ihr\w*)\b")
_OPEN = re.compile(r"\bnoch offen\b", re.IGNORECASE)
_PIECES = re.compile(r"(?<=[.!?;]) +(?=[A-ZÄÖÜ0-9])")
_OF_COVERS = ("slide cover", "fitted cover", "slide report_cover")


@cache
def of_text(text: str) -> tuple[str, ...]:
    """Return the name of every pattern that a text has anywhere."""
    found = [name for piece in _PIECES.split(text) for name in _of_piece(piece)]
    found += [name for name in _ACROSS if EVERYWHERE[name].search(text)]
    return tuple(dict.fromkeys(found))


@cache
def _of_piece(piece: str) -> tuple[str, ...]:
    return tuple(name for name, pattern in EVERYWHERE.items() if pattern.search(piece))


def of_title(text: str) -> Iterator[str]:
    """Yield the name of every pattern that a slide's title has."""
    yield from (name for name, pattern in TITLES.items() if pattern.search(text))


def of_reader(address: str, text: str) -> Iterator[str]:
    """Yield what is wrong with how a text speaks to its reader."""
    if address == "Sie" and (_TO_DU.search(text) or _ASKS_IHR.search(text)):
        yield "du where it is Sie"
    if address == "du" and _TO_SIE.search(text):
        yield "Sie where it is du"


def of_said(spoken: Spoken) -> Iterator[tuple[str, Said]]:
    """Yield what is wrong with anything that is said of an edition, by name."""
    is_answered = _all_answered(spoken.edition)
    names = _company_patterns(spoken.edition)
    for said in spoken.texts:
        yield from ((name, said) for name in of_text(said.text))
        if said.kind == "title" and said.place not in _OF_COVERS:
            yield from ((name, said) for name in of_title(said.text))
        if said.kind == "card" and not said.text:
            yield "an empty card", said
        if (
            is_answered
            and said.kind == "title"
            and not any(of_own in said.place for of_own in ("own_q", "open_q"))
            and _OPEN.search(said.text)
        ):
            yield "open, though answered", said
        if any(wrong.search(said.text) for wrong in names):
            yield "the company's name with a wrong article", said
        yield from ((name, said) for name in of_reader(spoken.case.address, said.text))


def of_answers(spoken: Spoken) -> Iterator[tuple[str, Said]]:
    """Yield where the answer to a question is called open though it is there."""
    catalogue = spoken.edition.language.catalogue
    for dimension in catalogue.dimensions:
        for question in dimension.questions:
            if spoken.edition.handbook.answer(dimension.id, question.id).is_answered:
                open_text = re.compile(re.escape(question.question) + r"\s+Noch offen")
                for said in spoken.texts:
                    is_open = said.text == f"Noch offen: {question.question}"
                    if is_open or open_text.search(said.text):
                        yield "open, though answered", said


def _all_answered(edition: Edition) -> bool:
    handbook, catalogue = edition.handbook, edition.language.catalogue
    asked = ((d.id, q.id) for d in catalogue.dimensions for q in d.questions)
    has_approach = handbook.handbook.approach.kind is not None
    has_accounts = bool(handbook.selection.key_accounts)
    return has_approach and has_accounts and all(handbook.answer(*q).is_answered for q in asked)


def _company_patterns(edition: Edition) -> tuple[re.Pattern[str], ...]:
    """Return what must not stand before the company's name: an article that nobody has given."""
    company = edition.handbook.handbook.company
    name = company.short or company.name
    if not name:
        return ()
    allowed = {
        None: (),
        "der": ("der", "den", "dem", "beim", "vom"),
        "die": ("die", "der", "den"),
        "das": ("das", "dem", "beim", "vom"),
    }[company.article]
    every = ("der", "die", "das", "den", "dem", "des", "beim", "vom", "zum", "zur")
    wrong = "|".join(word for word in every if word not in allowed)
    return (re.compile(rf"\b(?i:{wrong}) {re.escape(name)}"),)
