"""Who is on the line: every customer with their own story, then every other flow of the library."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.collect import library, own_story
from ac_tui.registry import index

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


def callers(registry: Registry) -> Callers | CallersByWord:
    """What finds who is on the line, in a registry of any size: every customer, then the flows that are nobody's own
    story.
    """
    flows = library(registry)
    large = len(registry) > index.MANY
    own = [] if large else [StoryEntry(customer, own_story(customer, flows), own=True) for customer in registry]
    theirs = {id(entry.flow) for entry in own}
    others = ((registry.get(flow.setting.customer), flow) for flow in flows if id(flow) not in theirs)
    found = Callers([*own, *(StoryEntry(who, flow, own=False) for who, flow in others if who is not None)])
    return CallersByWord(registry, flows, found) if large else found


class CallersByWord(NamedTuple):
    """Callers of a registry too large to be gone through: found by a name, contact, code or policy written whole."""

    registry: Registry
    flows: tuple[Flow, ...]
    others: Callers

    def find(
        self, text: str, favourites: Collection[str], alike: Callable[[str], Collection[str]]
    ) -> Sequence[StoryEntry]:
        """Those who have all of it as one key, else each of its words; with nothing written, the favourites."""
        if not text.strip():
            found = tuple(filter(None, map(self.registry.get, favourites)))
        elif not (found := self.registry.by_word(text)):
            first, *others = map(self.registry.by_word, text.split())
            common = [{customer.id for customer in ones} for ones in others]
            found = tuple(customer for customer in first if all(customer.id in ids for ids in common))
        own = [StoryEntry(customer, own_story(customer, self.flows), own=True) for customer in found]
        return [*own, *self.others.find(text, (), alike)]


class Callers:
    """Entries to search in: what is known of each is made ready once, when something is first typed."""

    def __init__(self, entries: Sequence[StoryEntry]) -> None:
        self._entries = entries
        self._rows: list[tuple[str, str, StoryEntry]] = []

    def find(
        self, text: str, favourites: Collection[str], alike: Callable[[str], Collection[str]]
    ) -> Sequence[StoryEntry]:
        """Those whose name, contacts, codes, policies or story was typed, else words that are `alike`.

        Favourites come first, then who is called so, before who only has it somewhere.
        """
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
