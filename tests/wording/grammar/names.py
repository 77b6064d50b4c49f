"""Names of all kinds: of companies, customers, functions, roles, tools. None of them exists."""

from __future__ import annotations

from typing import Any

from kamhandbook.wording.language import DEFAULT

LONG = "Fachverbandsübergreifende Beschaffungs- und Vertriebsgenossenschaft Niederrheinischer Auen"

# What handbook.yaml says of the company.
COMPANIES: tuple[dict[str, Any], ...] = (
    {},
    {"name": "Nordwerk GmbH"},
    {"name": "Klinikum Auental"},
    {"name": "Klinikum Auental gGmbH", "short": "Klinikum Auental", "article": "das"},
    {"name": "Autohaus Brömmel e. K."},
    {"name": "Autohaus Brömmel e. K.", "short": "Autohaus Brömmel", "article": "das"},
    {"name": "Stadtwerke Auental GmbH & Co. KG", "short": "Stadtwerke Auental", "article": "die"},
    {"name": "Stadtwerke Auental"},
    {"name": "Bank für Handwerk eG", "short": "Bank für Handwerk", "article": "die"},
    {"name": "Brömmel & Söhne GmbH & Co. KG", "short": "Brömmel"},
    {"name": "Maschinenring Auental", "article": "der"},
    {"name": "Société Brömmelle S. A.", "short": "Brömmelle"},
    {"name": "Xyqo"},
    {"name": LONG + " eG"},
)

CUSTOMERS = (
    "Handelshof",
    "Klinikum Weidental",
    "Stadtwerke Weidental",
    "Die Auenbank",
    "Brömmel & Söhne GmbH & Co. KG",
    "Weidner e. K.",
    "Société Brömmelle",
    LONG,
)
SEGMENTS = (
    "Handel",
    "Maximalversorger",
    "MVZ und Praxisketten",
    "Klinikketten und Verbünde",
    "Öffentliche Hand",
    "OEM",
)
FUNCTIONS = ("Vertrieb", "Technik", "Die Werke", "Qualität und Umwelt", "IT", "Das Controlling")
ROLES = (
    "Leitung KAM",
    "Vertriebsleiterin",
    "Key Account Manager",
    "Die Gebietsleitungen",
    "Anna Brömmel und Tim Weidner",
    "CEO",
)
PEOPLE = ("Anna Brömmel", "Tim Weidner", "O’Brien", "Ayşe Yıldız-von der Aue", "Li Wei")
TOOLS = ("CRM", "Angebots- und Preisliste", "SharePoint", "Kundenakte", LONG)
SOURCES = ("ERP", "CRM", "ERP, Bericht 17", "Umfrage des Einkaufs")
INTERVALS = ("monatlich", "Jährlich", "Einmal im Jahr.", "quartalsweise", "alle zwei Jahre")

# Answers of all kinds; each is grammatical by itself, whatever stands around it.
ANSWERS: tuple[Any, ...] = (
    "Wir bündeln den Einkauf unserer Kunden.",
    "Wir bündeln den Einkauf unserer Kunden. Das spart Zeit, und alle wissen Bescheid.",
    "- Einkauf bündeln\n- Termine halten\n- Preise erklären",
    "1. Zuerst fragen wir\n2. Dann rechnen wir\n3. Am Ende liefern wir",
    "| Gebiet | Wer |\n|---|---|\n| Nord | Anna Brömmel |\n| Süd | Tim Weidner |",
    "Das gilt:\n\n- Einkauf bündeln\n- Termine halten",
    "> Der Kunde zuerst.",
    {"text": "Einmal im Jahr, im März.", "short": ["Jährlich", "Im März"], "status": "decided"},
    {"text": "Die Liste steht fest.", "short": ["Steht fest"], "owner": "Die Gebietsleitungen"},
    {"text": "Wir messen es.", "short": ["Mit der Trefferquote", "Mit dem Umsatz"]},
    {"text": "Wir messen es.", "short": ["Die Trefferquote zählt, nicht der Umsatz."]},
    {"text": "Ja.", "owner": "Leitung KAM", "status": "piloted", "decided_on": "2026-05"},
    {"text": "Jährlich", "status": "piloted"},
    {"text": "Wie vereinbart, siehe unten", "short": ["Vor"]},
)
OPEN_ANSWERS: tuple[Any, ...] = (
    {"status": "open", "owner": "Leitung KAM"},
    {"status": "open", "owner": "Anna Brömmel und Tim Weidner"},
    {"status": "open"},
)

QUESTIONS = {each.id: tuple(q.id for q in each.questions) for each in DEFAULT.catalogue.dimensions}
