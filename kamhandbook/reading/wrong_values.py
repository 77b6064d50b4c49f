"""Values of the wrong shape: what was probably meant, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace
from pydantic import BaseModel

from kamhandbook.content.answers import Answer
from kamhandbook.content.base import Item, TextItem
from kamhandbook.content.countries import countries_in, lists_countries
from kamhandbook.content.fields import ContentField, fields_of
from kamhandbook.content.handbook import FILES
from kamhandbook.content.types import FoldedText, Kind
from kamhandbook.findings import Finding, Position, Replacement
from kamhandbook.reading.allowed_keys import allowed_keys, field_at_place, model_at
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.nearest import Guess, choice_guess, choices_text
from kamhandbook.reading.suggestions import days_in, did_you_mean, likely_months, month_numbers
from kamhandbook.reading.syntax import ODD_SPACE, OPENING_QUOTES, lines_of
from kamhandbook.reading.syntax.characters import plain_spaces
from kamhandbook.reading.syntax.parser_error import shortened
from kamhandbook.reading.syntax.quoting import in_quotes, quoted_whole
from kamhandbook.reading.typed_dates import UNTIL, day_in, day_of, is_day_of_no_calendar
from kamhandbook.reading.unknown_keys import dash_problem, question_ids
from kamhandbook.wording.language import DEFAULT
from kamhandbook.wording.messages import problem

_KEY_WITHOUT_SPACE = re.compile(
    rf"(?P<key>[\w-]+)(?P<sign> ?[:=;]) *(?P<rest>{ODD_SPACE}?.+)", re.S
)
_KEY_WITHOUT_COLON = re.compile(r"(?P<key>[\w-]+) +(?P<rest>[^\n]+)")
_NUMBERED = re.compile(r"(?P<mark>(?:\d{1,2}|[a-z])[.)]) ?\S")
_CODE = re.compile(r"[A-Z]{2}")
_DAY_OF_MONTH = re.compile(r"\d{1,2}\. ?(1[0-2]|0?[1-9])\.(?: ?\d{2,4})?")
_NOTHING = re.compile(r"[-–—./?…]+")
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


def broken_mapping(error: ModelError) -> Finding | None:
    """Recognise ``name:Nordkamp`` below a key: without the space it reads as text."""
    match = _KEY_WITHOUT_SPACE.match(error.input) if isinstance(error.input, str) else None
    if not match or match["key"] not in allowed_keys(error.model, error.loc):
        return None
    column = error.at.column + match.end("sign")
    at = Position(error.at.path, error.at.line, column)
    if re.match(ODD_SPACE, match["rest"]):
        line = lines_of(error.parsed.text)[at.line - 1]
        remedy = plain_spaces(line, column - 1, at.line - 1, at.path)
        return problem("odd_space", at, fix=remedy)
    key, sign = match["key"], match["sign"].strip()
    start = Position(at.path, at.line, error.at.column + match.start("sign"))
    written = error.input[match.start("sign") : match.start("rest")]
    remedy = (Replacement(start, written, ": "),)
    if sign == "=":
        place = Position(at.path, at.line, column - 1)
        return problem("equals_sign", place, key=key, fix=remedy)
    if sign == ";":
        place = Position(at.path, at.line, column - 1)
        return problem("wrong_sign", place, key=key, mark=sign, fix=remedy)
    rest = match["rest"].partition("\n")[0]
    return problem("missing_space", at, key=key, value=rest, fix=remedy)


def missing_colon(error: ModelError) -> Finding | None:
    """Recognise ``name Nordkamp`` below a key."""
    match = _KEY_WITHOUT_COLON.match(error.input) if isinstance(error.input, str) else None
    if not match or match["key"] not in allowed_keys(error.model, error.loc):
        return None
    key = match["key"]
    at = Position(error.at.path, error.at.line, error.at.column + len(key))
    is_one_line = "\n" not in error.input and match.end() == len(error.input)
    remedy = (Replacement(error.at, match[0], f"{key}: {match['rest']}"),) if is_one_line else ()
    return problem("missing_colon", at, key=key, fix=remedy)


def several_for_group(error: ModelError) -> Finding | None:
    """Recognise several of what there is only one of: two contacts."""
    items = error.input if isinstance(error.input, list) else []
    if len(items) < 2 or not all(isinstance(each, dict) and len(each) > 1 for each in items):
        return None
    if (
        not error.loc
        or isinstance(error.loc[-1], int)
        or not set(items[0]) <= set(_allowed_in(error))
    ):
        return None
    return problem("several_for_group", error.at, key=error.key, count=len(items))


def dashed_group(error: ModelError) -> Finding | None:
    """Recognise a group whose keys stand behind dashes, or an item behind two."""
    is_list = isinstance(error.input, list) and error.input
    first = error.input[0] if is_list else None
    if not isinstance(first, dict) or not first:
        return None
    if error.loc and isinstance(error.loc[-1], int):
        return problem("double_dash", error.at)
    key = str(next(iter(first)))
    if key not in _allowed_in(error):
        return None
    if not error.loc:
        return problem("dash_before_top", error.at, key=key)
    return problem("dash_before_group", error.at, key=key, group=error.key)


def choice_in_group(error: ModelError) -> Finding | None:
    """Recognise ``buying: zentral``: one of the group's choices without its key."""
    group = model_at(error.model, error.loc)
    if not isinstance(error.input, str) or group is None or not error.loc:
        return None
    for field in fields_of(group):
        meant = choice_guess(error.input, field.choices)
        if meant.is_certain and field.kind is Kind.CHOICE:
            return problem(
                "choice_in_group",
                error.at,
                group=error.key,
                found=error.found,
                key=field.key,
                choice=meant.word,
                fix=error.instead(f"{{{field.key}: {meant.word}}}"),
            )
    return None


def name_for_item(error: ModelError) -> Finding | None:
    """Recognise ``- Talvera``: an item of a list by its name alone, without the key for it."""
    if not error.loc or not isinstance(error.loc[-1], int) or not isinstance(error.input, str):
        return None
    first = _naming_key(model_at(error.model, error.loc))
    if not first:
        return None
    is_name = not re.search(r"[\t\n,;:]", error.input)
    text = shortened(" ".join(error.input.split()))
    return problem(
        "name_for_item",
        error.at,
        found=error.found,
        key=first,
        text=text,
        allowed=", ".join(allowed_keys(error.model, error.loc)),
        fix=error.instead(f"{first}: {error.input}") if is_name and first == "name" else (),
    )


def _naming_key(model: type[BaseModel] | None) -> str:
    """Return the key that an item of a list is called by; "" for no item."""
    if model is None or not issubclass(model, Item) or not model.identity:
        return ""
    return model.called or model.identity[0]


def text_for_group(error: ModelError) -> Finding | None:
    """Recognise ``company: Nordkamp``: a name in the place of a group that has one."""
    allowed = allowed_keys(error.model, error.loc)
    if not isinstance(error.input, str) or "name" not in allowed or not error.loc:
        return None
    if isinstance(error.loc[-1], int) or "\n" in error.input:
        return None
    text, keys = shortened(" ".join(error.input.split())), ", ".join(allowed)
    return problem("text_for_group", error.at, found=error.found, text=text, allowed=keys)


def answer_list(error: ModelError) -> Finding | None:
    """Recognise a list where an answer is one text."""
    is_answer = model_at(error.model, error.loc) is Answer
    return (
        problem("list_for_text", error.at) if is_answer and isinstance(error.input, list) else None
    )


def mapping_expected(error: ModelError) -> Finding:
    """Return that a group of keys is expected, and which keys."""
    allowed = _allowed_in(error)
    if not error.loc and isinstance(error.input, str):
        return problem("text_for_file", error.at, allowed=", ".join(allowed))
    if not allowed:  # a group whose keys people choose
        return problem("pairs_expected", error.at, found=error.found, key=error.key)
    return problem("not_a_mapping", error.at, found=error.found, allowed=", ".join(allowed))


def _allowed_in(error: ModelError) -> tuple[str, ...]:
    """Return the keys of the group that an error is about; those of its answers, too."""
    if error.loc == ("answers",):
        part = next(part for part, model in FILES.items() if model is error.model)
        return tuple(question_ids(part))
    return tuple(allowed_keys(error.model, error.loc))


def dashes_missing(error: ModelError) -> Finding | None:
    """Recognise a list whose dashes are other characters or stick to the text."""
    first = next(iter(error.input), "") if isinstance(error.input, dict) else error.input
    return dash_problem(first, error.at, error.parsed.text) if isinstance(first, str) else None


def list_expected(error: ModelError) -> Finding:
    """Return that a list is expected, and how the same would be written as one."""
    if isinstance(error.input, dict) and error.input:
        first = str(next(iter(error.input)))
        allowed = allowed_keys(error.model, (*error.loc, 0))
        key = _naming_key(model_at(error.model, (*error.loc, 0)))
        if key and first not in allowed:
            keys = ", ".join(allowed)
            return problem("pairs_for_list", error.at, found=first, key=key, allowed=keys)
        return problem("list_without_dashes", error.at, key=next(iter(error.input)))
    listed = listed_guess(error)
    hint = did_you_mean(listed.word)
    remedy = error.instead(listed.word) if listed.is_certain else ()
    field = field_at_place(error.model, error.loc)
    name = "not_months" if field and field.item is Kind.MONTH else "not_a_list"
    return problem(name, error.at, found=error.found, suggestion=hint, fix=remedy)


def numbered_list(error: ModelError) -> Finding | None:
    """Recognise a list whose items are numbered as in a letter."""
    match = _NUMBERED.match(error.input) if isinstance(error.input, str) else None
    return problem("numbered_list", error.at, mark=match["mark"]) if match else None


def listed_guess(error: ModelError) -> Guess:
    """Return how a list that was written as one text is written as a list."""
    if not isinstance(error.input, str):
        return Guess()
    field = field_at_place(error.model, error.loc)
    if field and field.item is Kind.MONTH:
        months = month_numbers(error.input)
        likely = months or likely_months(error.input)
        return Guess(f"[{', '.join(map(str, likely))}]", bool(months)) if likely else Guess()
    both = "|".join(map(re.escape, DEFAULT.words("reading")["and"]))
    separator = rf"[,;]|\s(?:{both})\s" if re.search("[,;]", error.input) else "[,;]"
    parts = [part.strip() for part in re.split(separator, error.input.strip("() "))]
    countries = countries_in(error.input) if field and lists_countries(field) else ()
    if len(countries) > 1:
        return Guess(f"[{', '.join(countries)}]", all(map(_CODE.fullmatch, countries)))
    if field and field.choices:
        meant = [choice_guess(part, field.choices) for part in parts]
        found = [guess.word for guess in meant if guess.word]
        is_certain = all(guess.is_certain for guess in meant)
        return Guess(f"[{', '.join(found)}]", is_certain) if len(found) == len(parts) else Guess()
    is_code = len(parts) == 1 and _CODE.fullmatch(parts[0]) is not None
    if len(parts) == 1 and not is_code:
        is_one_line = not isinstance(error.input, FoldedText) and not _NOTHING.fullmatch(parts[0])
        return _single(error.input.strip(), field) if is_one_line else Guess()
    if not all(parts):
        return Guess()
    is_certain = all(_CODE.fullmatch(part) for part in parts)
    return Guess(f"[{', '.join(parts)}]", is_certain)


def _single(text: str, field: ContentField | None) -> Guess:
    """Return a list of one text that stands alone, where nothing says that it holds several."""
    is_texts = field is not None and (field.item is Kind.TEXT or field.takes_texts)
    if not text or not is_texts or re.search(r"[\n/+&|•·]| und | sowie ", text):
        return Guess()
    is_plain = re.fullmatch(r"\w[^,:#\[\]{}\"']*", text) is not None
    return Guess(f"[{text}]" if is_plain else f"[{in_quotes(text)}]")


def curly_quotes(error: ModelError) -> Finding | None:
    """Recognise a text in quotes that YAML does not know."""
    is_quoted = isinstance(error.input, str) and error.input.startswith(tuple(OPENING_QUOTES))
    if not is_quoted or error.kind == "extra_forbidden":
        return None
    inner = error.input.strip(OPENING_QUOTES)
    is_word = re.fullmatch(r"[\w.-]+", inner) is not None
    return problem("curly_quotes", error.at, fix=error.instead(inner) if is_word else ())


def colon_in_item(error: ModelError) -> Finding | None:
    """Recognise an item of a list of texts whose colon makes a group of it."""
    is_pair = isinstance(error.input, dict) and len(error.input) == 1
    if not is_pair or not error.loc or not isinstance(error.loc[-1], int):
        return None
    line = lines_of(error.parsed.text)[error.at.line - 1]
    text = line[error.at.column - 1 :].rstrip()
    key, value = next(iter(error.input.items()))
    if not isinstance(value, str) or text != f"{key}: {value}":
        return None
    place = Position(error.at.path, error.at.line, error.at.column + len(str(key)))
    remedy = quoted_whole(line, error.at.column - 1, error.at.line - 1, error.at.path)
    shown = in_quotes(shortened(text))
    return problem("colon_in_item", place, value=shown, fix=remedy)


def colon_in_text_item(error: ModelError) -> Finding | None:
    """Recognise the same where an item may also be a group: none of its keys stands there."""
    item = model_at(error.model, error.loc[:-1])
    if item is None or not issubclass(item, TextItem):
        return None
    place = error.loc[:-1]
    return colon_in_item(replace(error, loc=place, input=error.inside(place)))


def list_for_line(error: ModelError) -> Finding | None:
    """Recognise ``accountable: [GF, CFO]``: several where one line is expected."""
    field = field_at_place(error.model, error.loc)
    items = error.input if isinstance(error.input, list) else []
    is_line = field is not None and field.kind is Kind.TEXT and not isinstance(error.loc[-1], int)
    if not is_line or not items or not all(isinstance(each, str) for each in items):
        return None
    return problem("list_for_line", error.at, value=in_quotes(shortened(", ".join(items))))


def too_long_number(error: ModelError) -> Finding | None:
    """Recognise digits that are no number any more: somebody's key, or two pasted as one."""
    is_digits = isinstance(error.input, str) and re.fullmatch(r"[-+]?[\d.]{16,}", error.input)
    return problem("number_too_long", error.at, found=error.found) if is_digits else None


def months_in_item(error: ModelError) -> Finding | None:
    """Recognise ``[1-3]`` among the numbers of months, or a day, „1.4.“."""
    field = field_at_place(error.model, error.loc[:-1])
    if field is None or field.item is not Kind.MONTH or not isinstance(error.input, str):
        return None
    day = _DAY_OF_MONTH.fullmatch(error.input.strip())
    listed = (int(day[1]),) if day else month_numbers(error.input)
    if len(listed) < 2 and not day:
        return None
    meant = ", ".join(map(str, listed))
    return problem(
        "not_whole_number",
        error.at,
        found=error.found,
        suggestion=did_you_mean(meant),
        fix=() if day else error.instead(meant),
    )


def weeks_for_days(error: ModelError) -> Finding | None:
    """Recognise „2 Wochen“ where a number of days is expected: 14, and not 2."""
    field = field_at_place(error.model, error.loc)
    if field is None or not field.key.endswith("_day") or not isinstance(error.input, str):
        return None
    days = days_in(error.input)
    if not days:
        return None
    hint = did_you_mean(str(days))
    return problem("not_whole_number", error.at, found=error.found, suggestion=hint)


def list_for_text(error: ModelError) -> Finding | None:
    """Recognise a list where one text is expected."""
    return problem("list_for_text", error.at) if isinstance(error.input, list) else None


def no_such_day(error: ModelError) -> Finding | None:
    """Recognise a well-formed date that no calendar has."""
    if not isinstance(error.input, str):
        return None
    is_none = _DAY.fullmatch(error.input) and not day_of(error.input)
    if is_none or is_day_of_no_calendar(error.input):
        return problem("no_such_day", error.at, found=error.found)
    return None


def period_for_day(error: ModelError) -> Finding | None:
    """Recognise "Q4 2027" or "Ende 2027" where a day or a month is asked for."""
    if not isinstance(error.input, str) or day_of(error.input):
        return None
    meant = day_in(error.input, at_end=error.key in UNTIL)
    if not meant:
        return None
    return problem("period_for_day", error.at, found=error.found, suggestion=did_you_mean(meant))


def not_a_choice(error: ModelError) -> Finding:
    """Return that a word is none of the choices, and which there are."""
    choices = error.choices or tuple(_quoted(str(error.details["expected"])))
    if _are_several(error.input, choices):
        return problem(
            "several_choices", error.at, found=error.found, allowed=choices_text(choices)
        )
    meant = choice_guess(error.input, choices) if isinstance(error.input, str) else Guess()
    return problem(
        "not_a_choice",
        error.at,
        found=error.found,
        allowed=choices_text(choices),
        suggestion=did_you_mean(meant.word),
        fix=error.instead(meant.word) if meant.is_certain else (),
    )


def _are_several(value: Any, choices: tuple[str, ...]) -> bool:
    """Whether a list of choices stands where one is to be chosen, „managers/teams“ among them."""
    if not isinstance(value, str):
        return isinstance(value, list)
    parts = [part.strip() for part in re.split(r"[,;/+&]|\bund\b", value)]
    meant = {choice_guess(part, choices).word for part in parts}
    return len(parts) > 1 and len(meant) == len(parts) and "" not in meant


def _quoted(expected: str) -> Iterator[str]:
    """Yield the choices in pydantic's "'a', 'b' or 'c'"."""
    yield from re.findall(r"'([^']*)'", expected)


def out_of_range(error: ModelError) -> Finding:
    """Return that a month is none from 1 to 12."""
    return problem("out_of_range", error.at, found=error.found, low=1, high=12)
