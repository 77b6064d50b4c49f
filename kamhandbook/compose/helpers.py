"""What page templates may use beside the data: counts, sentences, addresses, groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Literal
from urllib.parse import quote

from msgspec import Struct

from kamhandbook.checks.overview import PartFindings, by_dimension
from kamhandbook.checks.reference import Explained, reference
from kamhandbook.compose.connections import Connections
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.icons import icon
from kamhandbook.compose.pitfalls import dealing_with
from kamhandbook.compose.statements import Statements
from kamhandbook.compose.terms import Glossary, slug
from kamhandbook.content.answers import Answer
from kamhandbook.content.goals import Term
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.questions import is_filled
from kamhandbook.content.storyline import STORYLINE, storyline
from kamhandbook.content.types import Audience
from kamhandbook.document.addresses import is_mail
from kamhandbook.document.blocks import (
    Attributed,
    Attributes,
    CodeBlock,
    Inline,
    Paragraph,
    Text,
)
from kamhandbook.document.brief import in_brief
from kamhandbook.document.commonmark import parse
from kamhandbook.history.changes import Change, DiffPart
from kamhandbook.wording.catalogue import Dimension, ReadingPath, SitePage
from kamhandbook.wording.dates import month_name
from kamhandbook.wording.language import Language
from kamhandbook.wording.lists import listed
from kamhandbook.wording.readings import speaks_of


def helpers(context: TemplateContext, glossary: Glossary) -> dict[str, Any]:
    """Return the helpers of the site's templates by name."""
    return {
        "icon": icon,
        "count_by": count_by,
        "slug": lambda term: slug(term),
        "sentence": partial(sentence, context.language),
        "prose": lambda text: parse(text) if text else (),
        "difference": _difference(context.language),
        "mail": _mail(context),
        "review_is_due": _review_is_due(context),
        "letters": letters(glossary),
        "neighbours": _neighbours(context),
        "owners": _owners(context),
        "place_of": lambda change: place_of(change, context.language),
        "changes_on": _changes_on(context),
        "section_of": _section_of(context),
        "slides_on": _slides_on(context),
        "reading_time": reading_time,
        "goal_text": _goal_text(context),
        "month_names": _month_names(context),
        "dealing_with": partial(dealing_with, context),
        "findings_by_dimension": _findings_by_dimension(context),
        "verbatim": lambda text: CodeBlock(text),
        "who_sees_what": lambda: who_sees_what(context.language),
        "asks_for_receipt": lambda text: speaks_of(context.language, "receipt", text),
        "check_reference": _check_reference(context),
        **Connections(context).of_pages(),
    }


class Access(Struct, frozen=True):
    """What an entry is about, and the audiences that see it where it has no label of its own."""

    what: str
    who: tuple[str, ...]


def who_sees_what(language: Language) -> tuple[Access, ...]:
    """Return the usual labels in words, what everybody sees first."""
    label = language.catalogue.label
    return tuple(
        Access(
            row["what"],
            tuple(label("audience", a) for a in Audience if a.sees(Audience(row["from"]))),
        )
        for row in language.words("access")["rows"]
    )


def count_by(items: Iterable[Any], key: str) -> tuple[tuple[str, int], ...]:
    """Count items by a field, in the order of first appearance; items without it are left out."""
    return tuple(Counter(value for item in items if (value := getattr(item, key))).items())


def sentence(language: Language, answer: Answer) -> str:
    """Return an answer's first sentence, or its first points, or nothing when it is open."""
    if not answer.is_answered:
        return ""
    return in_brief(parse(answer.text), language) or next(iter(answer.short), "")


def _difference(language: Language) -> Callable[[Iterable[DiffPart]], Paragraph]:
    """Return the helper that tells apart for every reader what a text gained and lost."""
    hidden: Mapping[str, str] = language.words("site")["difference"]
    return lambda words: Paragraph(tuple(_apart(tuple(words), hidden)))


def _apart(words: Sequence[DiffPart], hidden: Mapping[str, str]) -> Iterator[Inline]:
    elements: Mapping[str, Literal["ins", "del"]] = {"added": "ins", "removed": "del"}
    for before, part in zip((None, *words), words, strict=False):
        is_next = part.kind == "added" and before is not None and before.kind == "removed"
        yield Text(" " if part.has_lead or is_next else "")
        text = Text(" ".join(part.text.split()))
        if part.kind in elements:
            spoken = Attributed(
                (Text(hidden[part.kind]),), Attributes(classes=("kam-visually-hidden",))
            )
            yield Attributed((spoken, text), element=elements[part.kind])
        else:
            yield text
        yield Text(" " if part.has_tail else "")


def reading_time(path: ReadingPath, minutes: Mapping[str, int]) -> int:
    """Add up how long the pages of a reading path take, in minutes."""
    return sum(minutes[step.page] for step in path.steps)


def letters(glossary: Glossary) -> tuple[tuple[str, tuple[tuple[str, Term], ...]], ...]:
    """Group the glossary by first letter, sorted as in a German dictionary, with anchors."""
    groups: dict[str, list[tuple[str, Term]]] = {}
    for term in sorted(glossary.terms, key=lambda term: slug(term.term)):
        first = slug(term.term)[0].upper()
        letter = first if first.isalpha() else "0–9"
        groups.setdefault(letter, []).append((glossary.anchors[term.term], term))
    return tuple((letter, tuple(terms)) for letter, terms in groups.items())


def _slides_on(context: TemplateContext) -> Callable[[str], tuple[str, ...]]:
    """Name the slides that say the same as a page, without those that the company leaves out."""
    words = context.language.words("site")
    slides_by_page = words["slides"]
    if not context.edition.sees(Audience.NEWCOMERS):
        slides_by_page = {**slides_by_page, **words["slides_for_applicants"]}
    handbook = context.edition.handbook
    deck = handbook.handbook.deck
    told = set(storyline(deck, context.edition.audience)) - set(deck.leave_out)
    told -= {"introduction"} if handbook.handbook.programme.since else set()
    told -= set() if handbook.steering.dated_assessments else {"assessment"}
    told -= set() if Statements(context).open_questions() else {"open_questions"}
    told -= set() if Statements(context).is_draft() else {"next_step"}
    if not context.edition.sees(Audience.NEWCOMERS):
        told = {name for name in told if _has_slide(context, name)}

    def slides_on(file: str) -> tuple[str, ...]:
        slides: Mapping[str, list[str]] = slides_by_page.get(file, {})
        return tuple(name for slide, names in slides.items() if slide in told for name in names)

    return slides_on


def _has_slide(context: TemplateContext, name: str) -> bool:
    """Whether there is anything for a slide to show, to those who are told of no gaps."""
    handbook = context.edition.handbook
    references = frozenset(STORYLINE.get(name, ()))
    place = context.language.words("site")["slides_of_lists"].get(name)
    if not references:
        return not place or is_filled(handbook, place)
    return any(
        f"{question.dimension}.{question.id}" in references
        for dimension in {reference.split(".")[0] for reference in references}
        for question in context.questions(dimension)
    )


def _section_of(context: TemplateContext) -> Callable[[str], str]:
    """Return the helper that names the section a page's file stands in; "" for none."""
    sections: Mapping[str, str] = context.language.words("site")["sections"]
    return lambda file: sections.get(file, "")


def _mail(context: TemplateContext) -> Callable[..., str]:
    """Return the helper that gives the address of a mail with page and version filled in.

    It gives "" where there is no contact.
    """
    imprint, words = context.imprint, context.language.words("site")["feedback"]
    address = context.edition.handbook.handbook.contact.email

    def mail(page: SitePage | None = None) -> str:
        if not is_mail(address):
            return ""
        values = {
            "title": imprint.title,
            "version": imprint.version,
            "page": page.title if page else "",
            "file": page.file if page else "",
        }
        subject = quote(words["subject" if page else "question"].format(**values))
        body = f"&body={quote(words['body'].format(**values))}" if page else ""
        return f"mailto:{quote(address, safe='@.+-_')}?subject={subject}{body}"

    return mail


def place_of(change: Change, language: Language) -> str:
    """Return the page, and for an answer the place on it, that shows what changed."""
    pages: Mapping[str, str] = language.words("site")["places"]
    if change.part not in DIMENSIONS:
        return pages.get(change.part, pages["handbook"])
    own = language.catalogue.dimension(change.part).page
    page = pages.get(f"{change.part}.{change.kind_of}", own)
    return f"{page}#{change.path[2]}" if change.is_answer and len(change.path) > 2 else page


def _changes_on(context: TemplateContext) -> Callable[[str], tuple[Change, ...]]:
    def changes_on(file: str) -> tuple[Change, ...]:
        changes = context.news.changes
        return tuple(c for c in changes if place_of(c, context.language).split("#")[0] == file)

    return changes_on


def _owners(context: TemplateContext) -> tuple[tuple[Dimension, tuple[str, ...]], ...]:
    """Return who is responsible for the answers of each dimension, each name once."""
    dimensions = context.catalogue.dimensions
    names_by_dimension = (
        (d, dict.fromkeys(q.answer.owner for q in context.questions(d.id))) for d in dimensions
    )
    return tuple(
        (d, owners) for d, names in names_by_dimension if (owners := tuple(filter(None, names)))
    )


def _goal_text(context: TemplateContext) -> Callable[[str], str]:
    goals = {goal.id: goal.text for goal in context.edition.handbook.goals.goals}
    return lambda id_: goals.get(id_, "")


def _month_names(context: TemplateContext) -> Callable[[Iterable[int]], str]:
    language = context.language
    return lambda months: listed(language, (month_name(language, month) for month in months))


def _findings_by_dimension(context: TemplateContext) -> Callable[[], tuple[PartFindings, ...]]:
    """Return what is found and not accepted, for those who may read the checks' results."""
    visible = context.findings if context.edition.sees("management") else ()
    open_findings = tuple(finding for finding in visible if not finding.accepted)
    return lambda: by_dimension(open_findings, context.language)


def _check_reference(context: TemplateContext) -> Callable[[], tuple[Explained, ...]]:
    thresholds = context.edition.handbook.handbook.checks.thresholds
    return lambda: reference(thresholds, context.language)


def _review_is_due(context: TemplateContext) -> bool:
    due = context.edition.handbook.handbook.review_by
    return due is not None and due.last_day < context.today


def _neighbours(
    context: TemplateContext,
) -> Callable[[str], tuple[Dimension | None, Dimension | None]]:
    absent = context.absent_pages
    order = [each for each in context.catalogue.dimensions if each.page not in absent]
    files = [dimension.page for dimension in order]

    def neighbours(file: str) -> tuple[Dimension | None, Dimension | None]:
        if file not in files:
            return None, None
        at = files.index(file)
        before = order[at - 1] if at > 0 else None
        return before, order[at + 1] if at + 1 < len(order) else None

    return neighbours
