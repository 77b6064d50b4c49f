"""What does not fit the content format, explained to the people who wrote it.

A pydantic error names a place and a kind; the mistake behind it is often another: a list without
dashes, a key on the wrong level, a no-break space. One error gives exactly one finding.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kamhandbook.content.base import Content
from kamhandbook.findings import Finding
from kamhandbook.reading import unknown_keys, wrong_values
from kamhandbook.reading.commas import comma_in_braces
from kamhandbook.reading.model_error import ModelError
from kamhandbook.reading.suggestions import did_you_mean, guess, is_certain
from kamhandbook.reading.yaml_file import Parsed
from kamhandbook.wording.messages import problem

Explainer = Callable[[ModelError], Finding | None]

# By pydantic's kind of error: the first that recognises the mistake explains it.
_EXPLAINERS: dict[str, tuple[Explainer, ...]] = {
    "extra_forbidden": (
        comma_in_braces,
        unknown_keys.odd_key,
        unknown_keys.dashed_key,
        unknown_keys.merge_key,
        unknown_keys.tree_by_names,
        unknown_keys.wrong_level,
        unknown_keys.other_file,
        unknown_keys.misspelt_key,
        wrong_values.colon_in_text_item,
        unknown_keys.loose_answer,
        unknown_keys.key_elsewhere,
        unknown_keys.unknown_key,
    ),
    "literal_error": (wrong_values.not_a_choice,),
    "enum": (wrong_values.not_a_choice,),
    "less_than_equal": (wrong_values.out_of_range,),
    "greater_than_equal": (wrong_values.out_of_range,),
    "not_a_mapping": (
        wrong_values.broken_mapping,
        wrong_values.missing_colon,
        wrong_values.answer_list,
        wrong_values.several_for_group,
        wrong_values.dashed_group,
        wrong_values.choice_in_group,
        wrong_values.name_for_item,
        wrong_values.text_for_group,
        wrong_values.mapping_expected,
    ),
    "dict_type": (
        wrong_values.broken_mapping,
        wrong_values.dashed_group,
        wrong_values.mapping_expected,
    ),
    "not_a_list": (
        wrong_values.dashes_missing,
        wrong_values.numbered_list,
        wrong_values.list_expected,
    ),
    "not_text": (
        wrong_values.list_for_line,
        wrong_values.list_for_text,
        wrong_values.colon_in_item,
    ),
    "not_whole_number": (
        wrong_values.too_long_number,
        wrong_values.months_in_item,
        wrong_values.weeks_for_days,
    ),
    "not_number": (wrong_values.too_long_number,),
    "not_month_or_date": (wrong_values.no_such_day, wrong_values.period_for_day),
}


def explained(model: type[Content], parsed: Parsed, error: dict[str, Any]) -> Finding:
    """Return one pydantic error (an entry of ``errors()``) as a finding at its place."""
    model_error = ModelError(
        model=model,
        parsed=parsed,
        loc=tuple(part for part in error["loc"] if part != "[key]"),
        kind=str(error["type"]),
        input=error["input"],
        details=error.get("ctx", {}),
    )
    for explainer in (wrong_values.curly_quotes, *_EXPLAINERS.get(model_error.kind, ())):
        found = explainer(model_error)
        if found:
            return found
    if model_error.kind.startswith(("not_", "bad_")):
        meant = guess(model_error.kind, model_error.input)
        return problem(
            model_error.kind,
            model_error.at,
            found=model_error.found,
            suggestion=did_you_mean(meant),
            fix=model_error.instead(meant)
            if is_certain(model_error.kind, model_error.input)
            else (),
        )
    return problem("unexpected", model_error.at, found=model_error.found)
