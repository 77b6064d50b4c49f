"""What hangs together, for templates: the chain, accounts' pages, sums, and how far KPIs are."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from kamhandbook.compose.account_pages import AccountPages
from kamhandbook.compose.context import TemplateContext
from kamhandbook.compose.terms import slug
from kamhandbook.compose.wrong_use import must_be_known
from kamhandbook.content.chain import Chain, Link, chain_of
from kamhandbook.content.chain_gaps import Gap, gaps_of
from kamhandbook.content.portfolio import Quantity, coverage, points_of, totals
from kamhandbook.content.portfolio_text import coverage_text, gap_text, sum_text
from kamhandbook.content.progress import progress_of
from kamhandbook.content.selection import KeyAccount
from kamhandbook.content.steering import Kpi

_QUANTITIES = ("revenue", "potential", "cost")
_UNCERTAIN = "requirement_without_service"


class Connections(Struct, frozen=True, dict=True):
    """The helpers of one edition; what several of them need is worked out once."""

    context: TemplateContext

    def values(self) -> dict[str, Any]:
        """Return the helpers of pages and slides by the names that templates know them by."""
        return {
            "chain": lambda: self.chain,
            "chain_gaps": lambda: self.gaps,
            "is_gap": self.is_gap,
            "coverage": self.coverage,
            "score": self.score,
            "sums": self.sums,
            "missing": self.missing,
        }

    def of_pages(self) -> dict[str, Any]:
        """Return the helpers of pages alone: where something stands on the site."""
        return {
            "chain_anchor": self.chain_anchor,
            "account_page": self.accounts.file,
            "account_anchor": self.accounts.anchor,
            "account_address": self.accounts.address,
            "account_neighbours": self.accounts.neighbours,
        }

    @cached_property
    def accounts(self) -> AccountPages:
        """The addresses of the accounts."""
        return AccountPages(self.context)

    @cached_property
    def chain(self) -> Chain:
        """All that is linked."""
        return chain_of(self.context.edition.handbook)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is not linked, as far as this audience may know."""
        return gaps_of(self.chain, self.context.edition.hidden)

    def coverage(self) -> str:
        """Return how requirements are met; "" where there are none, or nobody here can know."""
        counted = coverage(self.context.edition.handbook)
        is_known = not counted.open or _UNCERTAIN in self._gap_names
        return coverage_text(self.context.language, counted) if counted.all and is_known else ""

    @cached_property
    def _gap_names(self) -> Mapping[str, frozenset[str]]:
        return {gap.kind: frozenset(gap.names) for gap in self.gaps}

    def is_gap(self, kind: str, name: str) -> bool:
        """Whether something lacks a link, by the kind of gap and its name."""
        must_be_known("template_choice", kind, self.context.language.words("labels")["gap"])
        return name in self._gap_names.get(kind, ())

    def chain_anchor(self, link: str, name: str) -> str:
        """Return the anchor of something on the page of the chain; "" for what is not there."""
        must_be_known("template_choice", link, list(Link))
        return self._anchors.get((Link(link), name), "")

    @cached_property
    def _anchors(self) -> Mapping[tuple[Link, str], str]:
        chain = self.chain
        named = [
            *((Link.GOAL, each.goal.text) for each in chain.goals),
            *((Link.CRITERION, each.criterion.name) for each in chain.criteria),
            *((Link.REQUIREMENT, each.text) for each in chain.requirements),
            *((Link.SERVICE, each.service.name) for each in chain.services),
            *((Link.FUNCTION, name) for name, _ in chain.functions),
            *((Link.KPI, each.kpi.name) for each in chain.kpis),
        ]
        words: Mapping[str, str] = self.context.language.words("site")["chain_anchors"]
        anchors: dict[tuple[Link, str], str] = {}
        taken: dict[str, int] = {}
        for link, name in named:
            if (link, name) in anchors:
                continue
            anchor = f"{words[link]}-{slug(name, without='x')[:60].rstrip('-')}"
            taken[anchor] = taken.get(anchor, 0) + 1
            anchors[link, name] = anchor if taken[anchor] == 1 else f"{anchor}-{taken[anchor]}"
        for name, services in chain.functions:  # which some services may spell differently
            anchors |= {(Link.FUNCTION, s.function): anchors[Link.FUNCTION, name] for s in services}
        return anchors

    def score(self, account: KeyAccount) -> float | None:
        """Return an account's weighted points; None where they cannot be told."""
        return points_of(account, self.context.edition.handbook.selection.criteria)

    def sums(self, quantity: str) -> str:
        """Return what accounts or services amount to, with how many took part; "" for nothing."""
        must_be_known("template_choice", quantity, _QUANTITIES)
        edition, language = self.context.edition, self.context.language
        if not edition.sees("management"):  # others may see a part, and would take it for all
            return ""
        asked: Quantity = quantity  # type: ignore[assignment]
        return sum_text(language, totals(edition.handbook, language, asked), asked)

    def missing(self, kpi: Kpi) -> str:
        """Return what a KPI lacks to its target in a sentence; "" where that cannot be told."""
        progress = progress_of(kpi, self.context.language)
        return gap_text(self.context.language, progress) if progress else ""
