"""Who may read what, said a second time and in another way, for the cut to be held against.

The table is the content format's, by place: the audience a kind of field is meant for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from kamhandbook.content.handbook import Handbook
from kamhandbook.content.types import Audience

NEWCOMERS, TEAM, MANAGEMENT = Audience.NEWCOMERS, Audience.TEAM, Audience.MANAGEMENT

# "*" stands for an index. Money is never opened by its item's label.
DEFAULTS: dict[tuple[str, ...], Audience] = {
    ("selection", "key_accounts", "*", "name"): NEWCOMERS,
    ("selection", "key_accounts", "*", "manager"): NEWCOMERS,
    ("selection", "decision", "*", "members"): NEWCOMERS,
    ("handbook", "approach", "communicated"): NEWCOMERS,
    ("introduction", "team", "members", "*", "person"): NEWCOMERS,
    ("introduction", "sponsor", "name"): NEWCOMERS,
    ("introduction", "sponsor", "role"): NEWCOMERS,
    ("introduction", "sponsor", "commitments"): NEWCOMERS,
    ("introduction", "phases", "*"): NEWCOMERS,
    ("introduction", "team", "members", "*"): NEWCOMERS,
    ("introduction", "sparring"): NEWCOMERS,
    ("introduction", "pitfalls"): NEWCOMERS,
    ("introduction", "change", "concerns", "*"): NEWCOMERS,
    ("introduction", "change", "communications", "*"): NEWCOMERS,
    ("steering", "notes", "*"): NEWCOMERS,
    ("tools", "tools", "*", "url"): NEWCOMERS,
    ("goals", "goals", "*", "target"): NEWCOMERS,
    ("steering", "kpis", "*", "target"): NEWCOMERS,
    ("iterations", "*"): NEWCOMERS,
    ("iterations", "*", "learned", "*", "key_account"): NEWCOMERS,
    ("selection", "criteria", "*", "threshold"): TEAM,
    ("selection", "review", "entry"): TEAM,
    ("selection", "review", "exit"): TEAM,
    ("selection", "key_accounts", "*", "buying"): TEAM,
    ("steering", "kpis", "*", "actual"): TEAM,
    ("rules", "revenue_attribution"): TEAM,
    ("iterations", "*", "decisions", "*"): TEAM,
    ("iterations", "*", "learned", "*"): TEAM,
    ("iterations", "*", "open", "*"): TEAM,
    ("iterations", "*", "next", "*"): TEAM,
    ("handbook", "checks"): MANAGEMENT,
}
MONEY: dict[tuple[str, ...], Audience] = {
    ("selection", "key_accounts", "*", "revenue"): MANAGEMENT,
    ("selection", "key_accounts", "*", "potential"): MANAGEMENT,
    ("services", "services", "*", "cost"): MANAGEMENT,
    ("people", "compensation", "details"): MANAGEMENT,
}


def ranks(handbook: Handbook) -> Iterator[tuple[str, int]]:
    """Walk every text with the rank of the first audience that may read it where it stands."""
    yield from _inside(handbook, (), 0, None)


def _inside(
    value: Any, place: tuple[str, ...], so_far: int, item: Audience | None
) -> Iterator[tuple[str, int]]:
    own = getattr(value, "visible_from", None)
    if place in MONEY:
        label = own or MONEY[place]
    elif place in DEFAULTS:
        label = own or (item if place[-1] != "*" or len(place) == 4 else None) or DEFAULTS[place]
    else:
        label = own or Audience.APPLICANTS
    rank = max(so_far, label.rank)
    if isinstance(value, BaseModel):
        mine = own if place and place[-1] == "*" else None
        for name, info in type(value).model_fields.items():
            if name != "withheld_questions":
                step = info.alias or name
                yield from _inside(getattr(value, name), (*place, step), rank, mine)
    elif isinstance(value, tuple):
        for each in value:
            yield from _inside(each, (*place, "*"), rank, item)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key, rank
            yield from _inside(each, (*place, "*"), rank, None)
    elif isinstance(value, str):
        yield value, rank
