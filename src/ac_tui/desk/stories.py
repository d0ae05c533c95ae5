"""Who is on the line: every customer with their own story, then every other flow of the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from ac_tui.flows.library import library, own_story

if TYPE_CHECKING:
    from ac_tui.deck.deck import Deck
    from ac_tui.flows.model import Flow
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer


class StoryEntry(NamedTuple):
    """A customer and a flow: the customer's own story (None where nobody wrote one), or another with them in it."""

    customer: Customer
    flow: Flow | None
    own: bool

    @property
    def title(self) -> str:
        """The customer's name, or the flow's where the story is not their own."""
        return self.customer.display_name if self.flow is None or self.own else self.flow.name

    @property
    def line(self) -> str:
        """What the story is about, or who is in it where it has a name of its own."""
        return self.customer.story if self.flow is None or self.own else self.customer.display_name

    def kind(self, deck: Deck) -> str:
        """The customer's profile in words, or that it is a story of the library."""
        own = self.flow is None or self.own
        return deck.words(f"profile.{self.customer.profile}" if own else "stories.flow")


MANY: Final = 200_000
"""Customers that a search goes through at each key; of more than that, whole words are looked up."""


def callers(registry: Registry) -> Callers | CallersByWord:
    """What finds who is on the line, in a registry of any size."""
    flows = library(registry)
    if len(registry) > MANY:
        return CallersByWord(registry, flows)
    entries = [StoryEntry(customer, own_story(customer, flows), own=True) for customer in registry]
    return Callers((*entries, *_others(registry, flows, {id(entry.flow) for entry in entries})))


def _others(registry: Registry, flows: Iterable[Flow], own: Container[int]) -> Iterator[StoryEntry]:
    for flow in flows:
        customer = registry.get(flow.setting.customer)
        if customer is not None and id(flow) not in own:
            yield StoryEntry(customer, flow, own=False)


class CallersByWord:
    """Callers of a registry too large to be gone through: found by a name, contact, code or policy written whole."""

    def __init__(self, registry: Registry, flows: tuple[Flow, ...]) -> None:
        self._registry = registry
        self._flows = flows
        self._others = Callers(list(_others(registry, flows, ())))

    def find(
        self, text: str, favourites: Collection[str], alike: Callable[[str], Collection[str]]
    ) -> Sequence[StoryEntry]:
        """Those who have all of it as one key, else each of its words; with nothing written, the favourites."""
        if text.strip():
            found = self._registry.by_word(text) or self._by_words(text.split())
        else:
            found = tuple(filter(None, map(self._registry.get, favourites)))
        own = [StoryEntry(customer, own_story(customer, self._flows), own=True) for customer in found]
        return [*own, *self._others.find(text, (), alike)]

    def _by_words(self, words: Iterable[str]) -> tuple[Customer, ...]:
        first, *others = (self._registry.by_word(word) for word in words)
        common = [{customer.id for customer in found} for found in others]
        return tuple(customer for customer in first if all(customer.id in ids for ids in common))


_Row = tuple[str, str, StoryEntry]
"""What is known of an entry and its customer's name, both folded, for who is listed first under it; the entry."""


class Callers:
    """Entries to search in: what is known of each is made ready once, when something is first typed."""

    def __init__(self, entries: Sequence[StoryEntry]) -> None:
        self.entries = entries
        self._rows: list[_Row] = []

    def find(
        self, text: str, favourites: Collection[str], alike: Callable[[str], Collection[str]]
    ) -> Sequence[StoryEntry]:
        """Those whose name, contacts, codes, policies or story was typed, else words that are `alike`.

        Favourites come first, then who is called so, before who only has it somewhere.
        """
        wanted = folded(text).split()
        if not wanted and not favourites:
            return self.entries
        if not self._rows:
            self._rows = [
                (folded(_haystack(e)), folded(e.customer.display_name) if e.own else "", e) for e in self.entries
            ]
        found = self._rows
        for word in wanted:
            found = [row for row in found if word in row[0]]
        if not found:
            choices = [(word, *alike(word)) for word in wanted]
            found = [row for row in self._rows if all(any(word in row[0] for word in words) for words in choices)]
        first, called, others = [], [], []
        for _, name, entry in found:
            if name and entry.customer.id in favourites:
                first.append(entry)
            elif name and all(word in name for word in wanted):
                called.append(entry)
            else:
                others.append(entry)
        return [*first, *called, *others]


def _haystack(entry: StoryEntry) -> str:
    customer, flow = entry.customer, entry.flow
    contacts = (*customer.emails, *customer.mobiles, customer.tax_code, customer.vat_number, customer.client_code)
    told = (flow.name, *flow.tags) if flow is not None else ()
    policies = (policy.number for policy in customer.policies)
    return " ".join(
        (customer.display_name, customer.id, customer.story, customer.delivery, *told, *contacts, *policies)
    )


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
