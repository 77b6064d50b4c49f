"""What people look for in the sample, and the page that must be among the first three hits."""

from __future__ import annotations

QUERIES = {
    # A slip of typing: a letter left out, two changed places, a wrong one in a long word
    "Eskaltion": "spielregeln.html",
    "Reklmaation": "leistungen.html",
    "Einarbeitumg": "einarbeitung.html",
    # The start of a compound, its end, its middle, and the whole of it
    "Kunden": "key-accounts.html",
    "Schlüsselkunden": "key-accounts.html",
    "Schlüsselkundenmanagement": "begriffe.html",
    "management": "begriffe.html",
    "Verkäufer": "begriffe.html",
    "Vertrag": "begriffe.html",
    "Geschäftsführung": "einfuehrung.html",
    "Umsatzzuordnung": "spielregeln.html",
    "Kundenliste": "key-accounts.html",
    "Lenkungskreis": "begriffe.html",
    "Jahresgespräch": "leistungen.html",
    "Reklamation": "leistungen.html",
    "Projektteam": "einfuehrung.html",
    "Stellenbild": "personal.html",
    # While somebody is still typing
    "Schlüsselku": "key-accounts.html",
    "Eskal": "spielregeln.html",
    "Kennz": "steuerung.html",
    "Kundenbes": "reisen-und-besuche.html",
    "Werkz": "werkzeuge.html",
    # Without umlauts, in lower case
    "schluesselkunden": "key-accounts.html",
    "geschaeftsfuehrung": "einfuehrung.html",
    "verguetung": "personal.html",
    "ueberpruefung": "selektion.html",
    "einfuehrung": "einfuehrung.html",
    "grosskunde": "begriffe.html",
    "ablaeufe": "spielregeln.html",
    "verkaeufer": "begriffe.html",
    # Other forms of a word, hyphens, more than one word
    "Schulungen": "personal.html",
    "Kriterien": "selektion.html",
    "Rollout": "einfuehrung.html",
    "Roll-out": "einfuehrung.html",
    "Key Account Manager": "personal.html",
    "Key-Account-Liste": "selektion.html",
    "wie wird vergütet": "personal.html",
    "wer entscheidet": "selektion.html",
    "Was ist neu": "neu.html",
    # Synonyms of the glossary lead to the term
    "A-Kunde": "begriffe.html",
    "Umsatzkunde": "begriffe.html",
    "Executive Sponsor": "begriffe.html",
    "Gebietsverkäufer": "begriffe.html",
    "Share of Wallet": "begriffe.html",
    "Hausnorm": "begriffe.html",
    "Kommissionslager": "begriffe.html",
    "Steering Committee": "begriffe.html",
    # What newcomers call it
    "Gehalt": "personal.html",
    "Organigramm": "organisation.html",
    "Onboarding": "einarbeitung.html",
    "KPI": "steuerung.html",
    "Software": "werkzeuge.html",
    "PowerPoint": "downloads.html",
    "Kontakt": "ansprechpartner.html",
    "Risiken": "fallstricke.html",
    # A company's own page
    "Reise": "reisen-und-besuche.html",
}

SAME = (
    ("Schlüsselkunden", "Schluesselkunden"),
    ("Vergütung", "Verguetung"),
    ("Geschäftsführung", "Geschaeftsfuehrung"),
    ("Großkunde", "Grosskunde"),
    ("Überprüfung", "UEBERPRUEFUNG"),
    ("Rückmeldung", "rueckmeldung"),
)
