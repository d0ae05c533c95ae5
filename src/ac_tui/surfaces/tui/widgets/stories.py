"""Who is on the line: every customer with their story, and every flow of the library."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ac_tui.flows.library import library, own_story
from ac_tui.surfaces.tui.widgets.chooser import Chooser, Row, matches
from ac_tui.surfaces.tui.widgets.paper import Spans
from ac_tui.surfaces.tui.widgets.prose import prose

if TYPE_CHECKING:
    from ac_tui.flows.model import Flow
    from ac_tui.registry.model import Customer
    from ac_tui.surfaces.tui.screens.desk import Desk


class Told(NamedTuple):
    """A customer and a flow: the customer's own story (None where nobody wrote one), or another with them in it."""

    customer: Customer
    flow: Flow | None
    own: bool


class Stories(Chooser[Told]):
    """Enter begins a story on the phone; another key only takes the customer's data for the typing aid."""

    own_key = "f9"
    data_key = "ctrl+f"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "stories", desk.words("stories.title"))
        self._all = _entries(desk)

    @property
    def title_room(self) -> int:
        """Names of companies are long."""
        return 34

    def find(self, text: str) -> Sequence[Told]:
        """Those whose name, contacts, codes or story was typed; who is called so before who only has it somewhere."""
        found = [told for told in self._all if matches(text, _haystack(told))]
        return sorted(found, key=lambda told: not (told.own and matches(text, told.customer.display_name)))

    def row(self, entry: Told) -> Row:
        """A customer with their line, or a flow with its customer."""
        words = self.desk.words
        if entry.own or entry.flow is None:
            return Row(entry.customer.display_name, entry.customer.story, words(f"profile.{entry.customer.profile}"))
        return Row(entry.flow.name, entry.customer.display_name, words("stories.flow"))

    @property
    def nothing(self) -> str:
        """Nobody is called this."""
        return self.desk.words("stories.none")

    def told(self, entry: Told, width: int) -> Sequence[Spans]:
        """The story's line in full, and what the keys do."""
        flow = entry.flow
        line = flow.name if flow is not None and not entry.own else entry.customer.story
        does = self.desk.words("stories.enter" if flow is not None else "stories.data_only")
        return [[], *prose([(line, "desk-title")], width), *prose([(does, "desk-quiet")], width)]

    def stroke(self, key: str, character: str | None) -> bool:
        """As any list; one key takes only the data."""
        if key != self.data_key:
            return super().stroke(key, character)
        if self.entry is not None:
            self.desk.close_overlay()
            self._take_data(self.entry)
        return True

    def choose(self, entry: Told) -> None:
        """Begin the story, or take the data where there is none."""
        from ac_tui.surfaces.tui.desk_call import tell

        if entry.flow is None:
            self._take_data(entry)
        else:
            tell(self.desk, entry.flow)

    def _take_data(self, entry: Told) -> None:
        self.desk.call.choose(entry.customer)
        self.desk.say("said.customer", customer=entry.customer.display_name)


def _entries(desk: Desk) -> list[Told]:
    """Every customer first, in the registry's order, then the flows that are nobody's own story."""
    registry = desk.simulation.world.registry
    flows = library(registry)
    told = [Told(customer, own_story(customer, flows), own=True) for customer in registry]
    own = {id(entry.flow) for entry in told}
    for flow in flows:
        customer = registry.get(flow.setting.customer)
        if customer is not None and id(flow) not in own:
            told.append(Told(customer, flow, own=False))
    return told


def _haystack(told: Told) -> str:
    customer = told.customer
    contacts = (*customer.emails, *customer.mobiles, customer.tax_code, customer.vat_number, customer.client_code)
    name = told.flow.name if told.flow is not None else ""
    tags = told.flow.tags if told.flow is not None else ()
    return " ".join((customer.display_name, customer.id, customer.story, name, *tags, *contacts))
