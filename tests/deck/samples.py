"""Fitted decks made by hand: every kind of slide, frame and mark, and an extreme one."""

from __future__ import annotations

from msgspec.structs import replace

from kamhandbook.deck.master_parts import Master
from kamhandbook.design.geometry import LayoutKind, Slot
from kamhandbook.document.blocks import (
    Heading,
    Imprint,
    Link,
    ListBlock,
    Paragraph,
    Styled,
    Table,
    Text,
)
from kamhandbook.document.drawing import Arc, Box, Drawing, Group, Label, Line, Mark, Rect
from kamhandbook.fit.fitted import (
    FigureFrame,
    FittedDeck,
    FittedSlide,
    Para,
    Span,
    TableFrame,
    TextFrame,
)
from kamhandbook.wording.language import DEFAULT

IMPRINT = Imprint(
    company="Nordkamp Antriebstechnik GmbH & Co. KG",
    title="KAM-Handbuch",
    version="0.4",
    date="24.11.2026",
    classification="intern",
    state="Entwurf, Iteration 3",
    audience="newcomers",
    language=DEFAULT,
    fingerprint="abc123",
)
NOTES = (
    Heading(1, (Text("Die ganze Antwort"),)),
    Paragraph((Text("Wir wollen "), Styled("strong", (Text("wachsen"),)), Text(" & <bleiben>."))),
    ListBlock(((Paragraph((Text("Erstens"),)),), (Paragraph((Text("Zweitens"),)),)), ordered=True),
    ListBlock(((Paragraph((Text("Punkt"),)), ListBlock(((Paragraph((Text("darunter"),)),),))), ())),
    Table(
        ((Text("Kunde"),), (Text("Land"),)), (((Text("Talvera"),), (Text("ES"),)),), ("left",) * 2
    ),
    Paragraph((Link((Text("Mehr"),), "https://example.org/"),)),
)


def deck_for(master: Master) -> FittedDeck:
    """One slide of each kind, at the sizes the master gives."""
    slides = (
        _cover(master),
        _text(master),
        _columns(master),
        _table(master),
        _figure(master),
        _closing(master),
    )
    return FittedDeck(IMPRINT, slides)


def para(text: str, size: float, **style: object) -> Para:
    return replace(Para((Span(text),), size), **style)  # type: ignore[arg-type]


def frame(master: Master, kind: LayoutKind, slot: Slot, *texts: str, **style: object) -> TextFrame:
    """Texts at the size of an area, in its placeholder if there is one."""
    sheet = master.geometry.layouts[kind]
    area = sheet.areas[slot]
    size = min(area.size(), 20.0 if slot != "title" else 28.0)
    if "bullet" in style:
        style |= {"indent": area.indent() or size, "hanging": area.indent() or size}
    paras = tuple(para(text, size, before=area.before(), **style) for text in texts)
    return TextFrame(area.rect, paras, slot if slot in sheet.placeholders else None)


def _cover(master: Master) -> FittedSlide:
    title = frame(master, "title", "title", "Key-Account-Management bei Nordkamp")
    under = frame(master, "title", "subtitle", "Version 0.4 · 24.11.2026")
    return FittedSlide("cover", "title", "Key-Account-Management bei Nordkamp", (title, under))


def _text(master: Master) -> FittedSlide:
    title = "Wir wollen mit zwölf Kunden doppelt so schnell wachsen wie der Markt"
    body = frame(
        master,
        "content",
        "body",
        "Umsatz mit Key Accounts verdoppeln",
        "Spezifiziert sein, bevor ausgeschrieben wird",
        bullet="•",
    )
    size = body.paragraphs[0].size
    more = (
        replace(body.paragraphs[0], level=1, bullet="–"),
        *(para(f"Schritt {n}", size, bullet=f"{n}.", indent=20, hanging=20) for n in (1, 2, 3)),
        Para((Span("Mehr zu "), Span("Werkzeugen", href="werkzeuge.html"), Span(".")), size),
        Para((Span("Weiter zur "), Span("Tabelle", href="#table", bold=True)), size),
        Para((Span("Alt", strike=True), Span("", line_break=True), Span("neu", italic=True)), size),
        Para((Span("Im Netz", href="https://example.org/?a=1&b=2"),), size, colour="muted"),
    )
    frames = (
        frame(master, "content", "title", title),
        *(
            (frame(master, "content", "kicker", "1 · Ziele & Terminologien"),)
            if "kicker" in master.geometry.layouts["content"].placeholders
            else ()
        ),
        replace(body, paragraphs=body.paragraphs + more),
    )
    return FittedSlide("text", "content", title, frames, NOTES, "Ziele", "ziele.html")


def _columns(master: Master) -> FittedSlide:
    frames = (
        frame(master, "two_columns", "title", "Zwei Spalten nebeneinander"),
        frame(master, "two_columns", "body", "Links", "steht dies", bullet="•"),
        frame(master, "two_columns", "second", "Rechts", "steht das", bullet="•"),
    )
    return FittedSlide("columns", "two_columns", "Zwei Spalten nebeneinander", frames)


def _table(master: Master) -> FittedSlide:
    room = master.geometry.layouts["title_only"].areas["body"].rect
    cells = (
        ("Kriterium", "Quelle", "Gewicht"),
        ("Umsatzpotenzial in drei Jahren", "CRM", "40 %"),
        ("Anzahl der Standorte", "ERP", "35 %"),
        ("Entwicklungspartnerschaft", "PLM", "25 %"),
    )
    rows = tuple(
        tuple(
            (para(text, 14, bold=not number, align="right" if column == 2 else "left"),)
            for column, text in enumerate(row)
        )
        for number, row in enumerate(cells)
    )
    table = TableFrame(
        replace(room, height=4 * 30.0),
        (room.width * 0.5, room.width * 0.3, room.width * 0.2),
        (30.0,) * 4,
        rows,
        "Auswahlkriterien",
        "Drei Kriterien mit Quelle und Gewicht; das Umsatzpotenzial wiegt am meisten.",
    )
    box = TextFrame(
        Rect(room.x, room.y + 140, room.width / 2, 60),
        (para("Auf Fläche", 14), para("zweite Zeile", 14, bullet="•", indent=14, hanging=14)),
        fill="surface",
        inset=8,
    )
    dark = TextFrame(
        Rect(room.x + room.width / 2 + 10, room.y + 140, room.width / 2 - 10, 60),
        (para("Auf Farbe", 14, bold=True, align="center"),),
        fill="primary",
        anchor="middle",
    )
    title = frame(master, "title_only", "title", "Drei Kriterien entscheiden")
    return FittedSlide(
        "table", "title_only", "Drei Kriterien entscheiden", (title, table, box, dark)
    )


def _figure(master: Master) -> FittedSlide:
    room = master.geometry.layouts["title_only"].areas["body"].rect
    title = frame(master, "title_only", "title", "Alle Formen einer Abbildung")
    figure = FigureFrame(room, drawing(room.width, room.height))
    return FittedSlide("figure", "title_only", "Alle Formen einer Abbildung", (title, figure))


def drawing(width: float, height: float) -> Drawing:
    """A drawing with every mark there is."""
    shapes = ("box", "pill", "circle", "chevron", "diamond")
    side = min((width - 4 * 12) / 5, 110.0)
    marks: list[Mark] = [
        Box(
            Rect(n * (side + 12), 0, side, 60),
            (Label((str(shape),), bold=True, colour="on_primary"),),
            fill="primary",
            shape=shape,  # type: ignore[arg-type]
            target="text" if n else "ziele.html",
        )
        for n, shape in enumerate(shapes)
    ]
    words = ("Ein längerer Text, der", "umbrochen wird")
    marks += [
        Line(((0, 80), (width, 80))),
        Line(((0, 90), (60, 120)), arrow=True, colour="primary"),
        Line(((60, 90), (0, 120)), dashed=True, colour="muted"),
        Line(((80, 90), (140, 90), (140, 120), (180, 120)), arrow=True, colour="ink"),
        Arc(250, 140, 50, 30, 0, 120, "accent"),
        Arc(250, 140, 50, 30, 125, 355, "primary_soft"),
        Box(Rect(0, 150, 150, 40), (Label(words),), stroke="line", dashed=True, align="left"),
        Group(
            (
                Box(Rect(0, 200, 150, 24), (Label(("gut",), colour="good"),), valign="bottom"),
                Group((Box(Rect(0, 230, 20, 20), fill="accent_soft"),), "innen"),
                Group((), "leer"),
            ),
            "Gruppe",
            target="columns",
        ),
    ]
    return Drawing("all", width, height, tuple(marks), "Alle Formen", "Jede Form kommt einmal vor.")


def _closing(master: Master) -> FittedSlide:
    areas = master.geometry.layouts["closing"].areas
    frames = [
        frame(master, "closing", "title", "Ansprechpartner und nächste Schritte"),
        frame(master, "closing", "body", "Am Montag anfangen", bullet="•"),
    ]
    if "second" in areas:
        frames.append(frame(master, "closing", "second", "Maren Holt", "Leiterin KAM"))
    title = "Ansprechpartner und nächste Schritte"
    return FittedSlide("contacts", "closing", title, tuple(frames), section="Zum Schluss")
