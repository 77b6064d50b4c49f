"""Whom somebody new should meet: everybody the handbook names, each once, with all they are for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kamhandbook.compose.context import TemplateContext
from kamhandbook.content.portfolio import accounts_at_work
from kamhandbook.wording.lists import listed


class ToMeet(Struct, frozen=True):
    """Somebody to meet, and what for."""

    name: str
    roles: tuple[str, ...]


def people_to_meet(context: TemplateContext) -> tuple[ToMeet, ...]:
    """Return the people and bodies of an edition, who decides first."""
    roles: dict[str, list[str]] = {}
    for named, purpose in _named(context):
        name, role = _name_and_role(named)
        own = roles.setdefault(name, [])
        own += [each for each in (role, purpose) if each and each not in own]
    return tuple(ToMeet(name, tuple(own)) for name, own in roles.items())


def _name_and_role(named: str) -> tuple[str, str]:
    """Return a name without the role that stands in brackets behind it, and that role."""
    name, bracket, role = named.rstrip(") ").partition("(")
    return (name.strip(), role.strip()) if bracket and name.strip() else (named, "")


def _named(context: TemplateContext) -> Iterator[tuple[str, str]]:
    handbook = context.edition.handbook
    words: Mapping[str, str] = context.language.words("standing")["people"]
    about, project = handbook.handbook, handbook.introduction
    if project.sponsor.name:
        yield project.sponsor.name, project.sponsor.role or words["sponsor"]
    for decision in handbook.selection.decision:
        for member in decision.members:
            yield member, decision.body or words["body"]
    if about.contact.name:
        yield about.contact.name, about.contact.role or words["contact"]
    if handbook.people.mentor:
        yield handbook.people.mentor, words["mentor"]
    yield from _managers(context)
    for each in project.team.members:
        if each.person:
            yield each.person, each.function or words["member"]


def _managers(context: TemplateContext) -> Iterator[tuple[str, str]]:
    """Yield who looks after key accounts, who is their sponsor, and who is in their teams."""
    words: Mapping[str, str] = context.language.words("standing")["people"]
    accounts = accounts_at_work(context.edition.handbook)
    for key, field in (("manager", "manager"), ("account_sponsor", "sponsor")):
        names = dict.fromkeys(getattr(account, field) for account in accounts)
        for name in filter(None, names):
            own = [account.name for account in accounts if getattr(account, field) == name]
            yield name, words[key].format(accounts=listed(context.language, filter(None, own), 3))
    for account in accounts:
        for member in account.team:
            if member.person:
                yield member.person, member.role or words["team"]
