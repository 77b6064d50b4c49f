"""A content file to start from: every place empty, above it what belongs there and an example."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping

from kamhandbook.content.base import LABEL_FIELD
from kamhandbook.content.handbook import DIMENSIONS
from kamhandbook.content.types import Kind
from kamhandbook.forms.form import Place, every_place, form
from kamhandbook.forms.json_schema import schema_file
from kamhandbook.forms.yaml_scalars import scalar
from kamhandbook.wording.catalogue import Question
from kamhandbook.wording.language import Language

WIDTH = 98  # characters of a comment line
#: Left out of new files: people who need them find them in the editor's help.
_SKIPPED = {LABEL_FIELD, "acknowledgement"}
_NESTED = (Kind.GROUP, Kind.LABELLED, Kind.ANSWER)


def content_file(part: str, values: Mapping[str, str], language: Language) -> str:
    """Return the text of a part's file; ``values`` are those already known, by dotted path."""
    lines = [
        f"# yaml-language-server: $schema=../.schema/{schema_file(part)}",
        "#",
        *_head(part, language),
    ]
    for place in form(part, language).places:
        if place.key not in _SKIPPED:
            lines += ["", *_place_lines(place, 0, values)]
    return "\n".join(lines) + "\n"


def iteration_example(language: Language) -> str:
    """Return a whole iteration as another company might have written it."""
    return "\n".join(_example_lines(form("iteration", language).places, 0)) + "\n"


def _head(part: str, language: Language) -> list[str]:
    words = language.words("scaffold")
    if part not in DIMENSIONS:
        label = comment(_label_text(part, language))
        return [*comment(words["file_heads"][part]), "#", *comment(words["how_short"]), *label]
    dimension = language.catalogue.dimension(part)
    title = words["file_heads"]["dimension"].format(number=dimension.number, name=dimension.name)
    why = words["why_now"].format(text=dimension.why_now)
    label = comment(_label_text(part, language))
    return [*comment(title), "#", *comment(why), "#", *comment(words["how"]), *label]


def _label_text(part: str, language: Language) -> str:
    """Return how an entry says who may see it; the same in every file."""
    labels = next(place for place in every_place(form(part, language)) if place.key == LABEL_FIELD)
    words = language.words("scaffold")
    return str(words["label_hint"]).format(key=LABEL_FIELD, choices=_choices(labels))


def _place_lines(place: Place, depth: int, values: Mapping[str, str]) -> Iterator[str]:
    if place.item is Kind.ANSWER:
        yield from _answer_lines(place)
    elif place.kind in _NESTED and place.path not in values and not _is_tree(place):
        yield from comment(f"{place.title}: {place.help}", depth)
        yield f"{' ' * depth}{place.key}:"
        for field in place.places:
            if field.key not in _SKIPPED:
                yield from _place_lines(field, depth + 2, values)
    else:
        yield from _description(place, depth)
        yield _key(place, depth, values)


def _key(place: Place, depth: int, values: Mapping[str, str]) -> str:
    text = values.get(place.path, "")
    return f"{' ' * depth}{place.key}:" + (f" {scalar(text)}" if text else "")


def _is_tree(place: Place) -> bool:
    """Whether a group holds itself again, as an organisation's units do: no end to unfold."""
    return any(field.again for field in place.places)


def _answer_lines(place: Place) -> Iterator[str]:
    dimension = place.language.catalogue.dimension(place.path.partition(".")[0])
    yield f"{place.key}:"
    for index, question in enumerate(dimension.questions):
        if index:
            yield ""
        yield from _question_lines(question, place)


def _question_lines(question: Question, place: Place) -> Iterator[str]:
    words = place.language.words("scaffold")
    states = _choices(place.place("status"))
    yield from comment(question.question, 2)
    yield "  #"
    yield from comment(words["belongs"].format(text=question.help), 2)
    yield "  #"
    yield from comment(words["example_elsewhere"].format(text=question.example), 2)
    yield f"  {question.id}:"
    yield f"    owner:       # {words['owner_hint']}"
    yield f"    status:      # {words['status_hint'].format(choices=states)}"
    yield f"    text: |      # {words['text_hint']}"
    yield "      "


def _description(place: Place, depth: int) -> Iterator[str]:
    """Yield what belongs there, which words are allowed, and what others have written."""
    words = place.language.words("scaffold")
    yield from comment(f"{place.title}: {place.help}", depth)
    for name, field in _choice_fields(place):
        yield from comment(_one_of(name, field), depth)
    example = words["examples"].get(place.path)
    if example:
        yield from comment(words["example_list"], depth)
        yield from _example_comment(example.rstrip("\n").split("\n"), depth)
    elif place.kind is Kind.LIST:
        yield from comment(words["example_list"], depth)
        yield from _example_comment(_example_of(place, 0), depth)
    elif place.example:
        yield from comment(words["example"].format(text=scalar(place.example)), depth)


def _choice_fields(place: Place) -> Iterator[tuple[str, Place]]:
    """Yield every field of fixed words at a place and below it, by its name: "kind", "waves.kind".

    What stands right below is named by its key alone, as the example shows it.
    """
    if len(place.choices) > 1:
        yield place.key, place
    for field in place.places:
        if field.key not in _SKIPPED:
            for name, choice in _choice_fields(field):
                yield (name if choice is field else f"{field.key}.{name}"), choice


def _one_of(name: str, place: Place) -> str:
    words = place.language.words("scaffold")
    return str(words["one_of"].format(key=name, choices=_choices(place)))


def _choices(place: Place) -> str:
    """Return the words that a field may hold, each with what it means."""
    words = place.language.words("scaffold")
    return ", ".join(
        words["choice"].format(key=choice.key, label=choice.label) for choice in place.choices
    )


def _example_of(place: Place, depth: int) -> Iterator[str]:
    """Yield a place with what another company put there."""
    indent = " " * depth
    if place.kind is Kind.LIST and place.places:
        yield f"{indent}{place.key}:"
        lines = list(_example_lines(place.places, depth + 4))
        yield f"{indent}  - {lines[0].strip()}"
        yield from lines[1:]
    elif place.kind is Kind.LIST:
        yield f"{indent}{place.key}:"
        yield f"{indent}  - {_example_value(place)}"
    elif place.kind is Kind.GROUP:
        yield f"{indent}{place.key}:"
        yield from _example_lines(place.places, depth + 2)
    else:
        yield f"{indent}{place.key}: {_example_value(place)}"


def _example_lines(places: Iterable[Place], depth: int) -> Iterator[str]:
    for place in places:
        if place.key not in _SKIPPED and place.kind is not Kind.MAP and not place.again:
            yield from _example_of(place, depth)


def _example_value(place: Place) -> str:
    if place.kind is Kind.CHOICE:
        return place.choices[0].key
    return place.example if place.kind is Kind.BOOLEAN else scalar(place.example)


def _example_comment(lines: Iterable[str], depth: int) -> Iterator[str]:
    return (f"{' ' * depth}#   {line}" for line in lines)


def comment(text: str, depth: int = 0) -> Iterator[str]:
    """Yield a text as comment lines at an indentation of ``depth`` blanks."""
    prefix = " " * depth + "# "
    return (
        prefix + line
        for line in textwrap.wrap(
            text, WIDTH - len(prefix), break_long_words=False, break_on_hyphens=False
        )
    )
