"""Who is on the line: every customer with their own story, then every other flow of the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.collect import library, own_story
from ac_tui.registry import index

if TYPE_CHECKING:
    from ac_tui.desk.session import Session
    from ac_tui.flows.model import Flow
    from ac_tui.registry.model import Customer


class StoryEntry(NamedTuple):
    """A customer and a flow: the customer's own story (None where nobody wrote one), or another with them in it."""

    customer: Customer
    flow: Flow | None
    own: bool = True


class Callers:
    """Who may be on the line, in a registry of any size: every customer, then the flows that are nobody's own story.

    What is known of each is made ready once, when something is first typed. The customers of a registry too large to be
    gone through are found by a name, contact, code or policy written whole.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._registry = session, (registry := session.simulation.world.registry)
        self._flows = library(registry)
        self._large = len(registry) > index.MANY
        own = [] if self._large else list(map(self._own, registry))
        theirs = {id(entry.flow) for entry in own}
        others = ((registry.get(flow.setting.customer), flow) for flow in self._flows if id(flow) not in theirs)
        self._entries = [*own, *(StoryEntry(who, flow, own=False) for who, flow in others if who is not None)]
        self._rows: list[tuple[str, str, StoryEntry]] = []

    def find(self, text: str, favourites: Collection[str]) -> Sequence[StoryEntry]:
        """Those whose name, contacts, codes, policies or story was typed, else words that are `alike`.

        Favourites come first, then who is called so, before who only has it somewhere.
        """
        if not self._large:
            return self._among(text, favourites)
        by_word = self._registry.by_word
        if not text.strip():
            found = [who for one in favourites if (who := self._registry.get(one)) is not None]
        elif not (found := [*by_word(text)]):  # all of it is no key of anybody's: each of its words then
            first, *others = map(by_word, text.split())
            common = [{customer.id for customer in ones} for ones in others]
            found = [customer for customer in first if all(customer.id in ids for ids in common)]
        return [*map(self._own, found), *self._among(text, ())]

    def _own(self, customer: Customer) -> StoryEntry:
        return StoryEntry(customer, own_story(customer, self._flows))

    def _among(self, text: str, favourites: Collection[str]) -> Sequence[StoryEntry]:
        wanted = folded(text).split()
        if not wanted and not favourites:
            return self._entries
        if not self._rows:
            self._rows = [
                (folded(_haystack(e)), folded(e.customer.display_name) if e.own else "", e) for e in self._entries
            ]
        found = self._rows
        for word in wanted:
            found = [row for row in found if word in row[0]]
        if not found:
            choices = [(word, *self._session.answers.alike(word)) for word in wanted]
            found = [row for row in self._rows if all(any(word in row[0] for word in words) for words in choices)]

        def rank(row: tuple[str, str, StoryEntry]) -> int:
            if row[1] and row[2].customer.id in favourites:
                return 0
            return 1 if row[1] and all(word in row[1] for word in wanted) else 2

        return [row[2] for row in sorted(found, key=rank)]


def _haystack(entry: StoryEntry) -> str:
    customer, flow = entry.customer, entry.flow
    contacts = (*customer.emails, *customer.mobiles, customer.tax_code, customer.vat_number, customer.client_code)
    told = (flow.name, *flow.tags) if flow is not None else ()
    policies = (policy.number for policy in customer.policies)
    about = (customer.display_name, customer.id, customer.story, customer.delivery)
    return " ".join((*about, *told, *contacts, *policies))


def matches(wanted: str, haystack: str) -> bool:
    """Whether every word that was typed is somewhere in a text, without case and accents."""
    hay = folded(haystack)
    return all(word in hay for word in folded(wanted).split())


def folded(text: str) -> str:
    """Text without case and accents."""
    if text.isascii():
        return text.casefold()
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
