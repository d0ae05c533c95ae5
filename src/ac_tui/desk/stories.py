"""Who is on the line: every customer with their own story, then every other flow of the library."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.collect import library, own_story
from ac_tui.registry import index
from ac_tui.registry.keys import fold

if TYPE_CHECKING:
    from ac_tui.flows.model import Flow
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer


class StoryEntry(NamedTuple):
    """A customer and a flow: the customer's own story (None where nobody wrote one), or another with them in it."""

    customer: Customer
    flow: Flow | None
    own: bool = True


class Callers:
    """Who may be on the line: every customer, then the flows that are nobody's own story.

    Of a registry too large to be gone through, customers are found by a name, contact, code or policy written whole.
    """

    def __init__(self, registry: Registry, alike: Callable[[str], Collection[str]]) -> None:
        self._registry, self._flows, self._alike = registry, library(registry), alike
        self._large = len(registry) > index.MANY
        own = [] if self._large else list(map(self._own, registry))
        theirs = {id(entry.flow) for entry in own}
        others = ((registry.get(flow.setting.customer), flow) for flow in self._flows if id(flow) not in theirs)
        self._entries = [*own, *(StoryEntry(who, flow, own=False) for who, flow in others if who is not None)]
        self._rows: list[tuple[str, str, StoryEntry]] = []

    def find(self, text: str, favourites: Collection[str]) -> Sequence[StoryEntry]:
        """Those of whom something was typed, or what callers say for it: favourites, who is called so, others."""
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
        wanted = fold(text).split()
        if not wanted and not favourites:
            return self._entries
        if not self._rows:
            self._rows = [(fold(_told(one)), fold(one.customer.display_name), one) for one in self._entries]
        found = [row for row in self._rows if all(word in row[0] for word in wanted)]
        if not found:
            choices = [(word, *self._alike(word)) for word in wanted]
            found = [row for row in self._rows if all(any(word in row[0] for word in words) for words in choices)]

        def rank(row: tuple[str, str, StoryEntry]) -> int:
            _, name, entry = row
            if entry.own and entry.customer.id in favourites:
                return 0
            return 1 if entry.own and all(word in name for word in wanted) else 2

        return [row[2] for row in sorted(found, key=rank)]


def _told(entry: StoryEntry) -> str:
    who, flow = entry.customer, entry.flow
    codes = (who.tax_code, who.vat_number, who.client_code, *(policy.number for policy in who.policies))
    about = (who.display_name, who.id, who.story, who.delivery, *((flow.name, *flow.tags) if flow is not None else ()))
    return " ".join((*about, *who.emails, *who.mobiles, *codes))
