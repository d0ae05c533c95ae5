"""A support call at the desk, whatever surface shows it: what is known, what can be done, what there is to say.

What each part needs is imported when it is first asked for: the first paint of a terminal waits for this module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from ac_tui.desk.call_notes import CallNotes
from ac_tui.desk.outcome import Outcome, said, unsaved
from ac_tui.desk.phone_control import PhoneControl
from ac_tui.desk.variants import Variants
from ac_tui.journey.advance import begin
from ac_tui.registry.faults import printable

if TYPE_CHECKING:
    from pathlib import Path

    from ac_tui.deck.deck import Advice, Deck
    from ac_tui.desk.call_notes import Memory
    from ac_tui.desk.explain import Explanation
    from ac_tui.desk.stories import Callers, StoryEntry
    from ac_tui.desk.training import Training
    from ac_tui.flows.goals import Goal
    from ac_tui.flows.record import Recorder
    from ac_tui.flows.simulation import Simulation
    from ac_tui.registry.index import Registry
    from ac_tui.registry.model import Customer

PANELS = ("messages", "advice", "why", "customer", "notes")
"""What stands beside the phone, in order; the title of each is the deck's `panel.ID.title`."""
Names = Callable[["Deck"], Mapping[str, str]]
"""How a surface calls commands, by their ids: keys, slash words."""


class Session(CallNotes):
    """Calls on one simulation, while the program runs; `phone` does things to it, `variants` changes its words.

    `screens` is the folder that the deck was read from (None: the one ac-tui ships). `options` bring `ac-tui test` to
    the same customers and screens; `record_to` is the file that the recording is for, None where it is to be named.
    `memory` is what outlives the program. Commands that `names` does not name are called by their titles.
    """

    def __init__(
        self,
        simulation: Simulation,
        *,
        screens: Path | None = None,
        options: tuple[str, ...] = (),
        record_to: Path | None = None,
        names: Names | None = None,
        memory: Memory | None = None,
    ) -> None:
        super().__init__(simulation, screens, memory)
        self.phone = PhoneControl(self.call)
        self.variants = Variants(simulation, screens, self.refresh)
        self._names = names
        self._options = options
        self._record_to = record_to
        self._callers: tuple[object, Callers] | None = None

    # What is known.

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words for the desk; `{undo}` in them is how the surface calls that command."""
        deck = self.simulation.deck
        return deck.words(key, **{**_called(deck, self._names), **fill})

    @cached_property
    def training(self) -> Training:
        """The cases of one trainee, begun when they are first asked for."""
        from ac_tui.desk.training import Training

        return Training(self)

    def advice(self) -> Advice:
        """What to say, what to check, what comes next; of a case to decide nothing."""
        from ac_tui.deck.deck import Advice
        from ac_tui.desk.explain import advice_now

        if self.hidden:
            return Advice((self.words("train.hidden"),), (), ())
        return advice_now(self.simulation)

    def reasons(self) -> Sequence[Explanation]:
        """Why it went as it did; of a case to decide nothing."""
        from ac_tui.desk.explain import reasons_of

        return () if self.hidden else tuple(reasons_of(self.simulation))

    def signs(self) -> Sequence[str]:
        """What is not as it usually is, in words that stay on show: service, delivery, variant, a later day."""
        simulation = self.simulation
        service, variant = simulation.journey.service, simulation.deck.variant
        signs = [self.words("record.damaged", file=printable(file)) for file in self.memory.damaged]
        if not service.up:
            signs.append(self.words("sign.service"))
        if service.delivery is not None:
            signs.append(self.words("sign.delivery", how=self.words(f"delivery.{service.delivery}")))
        if variant:
            signs.append(self.words("sign.variant", name=variant))
        if self.hidden:
            signs.append(self.words("sign.case", n=self.training.number, said=self.training.said))
        if self._options[:1] == ("--registry",):
            signs.append(self.words("sign.registry", file=printable(self._options[1])))
        if self.call.state.on_second:
            signs.append(self.words("sign.device"))
        if (other := self.call.mismatch) is not None and (known := self.call.known) is not None:
            signs.append(self.words("sign.mismatch", chosen=known.display_name, phone=other.display_name))
        if days := (simulation.journey.now.date() - simulation.begun.now.date()).days:
            signs.append(self.words("sign.day", n=days + 1))
        return signs

    # Finding.

    def answer(self, cause: str) -> Outcome:
        """Take up a cause or a complaint, by its name: the outcome shows its question, or what it ends with."""
        self.answers.choose(cause)
        return Outcome(show="answers" if self.answers.cause.answers else "cause")

    def look_up(self, goal: Goal) -> Outcome:
        """Go to a screen by a real path, as a customer whom it fits."""
        exact = self.call.look_up(goal)
        screen = self.words(f"screen.{goal.step}")
        if exact is None:
            return said("said.unreachable", "phone", screen=screen)
        customer = self.call.customer
        who = customer.display_name if customer is not None else ""
        return said("said.arrived" if exact else "said.arrived_near", "phone", screen=screen, who=who)

    def stories(self, text: str = "") -> Sequence[StoryEntry]:
        """Customers with their own story, then the other flows; those that what was typed means."""
        from ac_tui.desk.stories import Callers

        registry = self.simulation.world.registry
        if self._callers is None or self._callers[0] is not registry.customers:
            self._callers = registry.customers, Callers(registry, self.answers.alike)
        return self._callers[1].find(text, self.memory.settings.favourites)

    # Stories.

    def play(self, how: Literal["next", "back", "to_the_end"]) -> Outcome:
        """Play the story's next step, take its last one back, or play it to its end."""
        story = self.call.state.story
        if story is None:
            return said("said.no_story")
        played = self.call.play(lambda story: getattr(story, how)())
        if how == "back":
            say = "" if played else "said.story_begin"
        elif story.place.over and (how == "to_the_end" or not played):
            say = "said.story_over"
        else:
            say = "" if how == "next" and played and not story.trouble else "said.story_stuck"
        return Outcome(say, focus=story.place.focus)

    def story_lines(self) -> Sequence[str]:
        """The story's steps in the words on show, none where there is no story."""
        from ac_tui.desk.story import lines

        story = self.call.state.story
        return lines(story, self.simulation.deck) if story is not None else ()

    # Changing the case.

    def choose(self, customer: Customer | None) -> Outcome:
        """Say who is on the line, None for nobody."""
        self.call.choose(customer)
        return said("said.customer", customer=customer.display_name) if customer is not None else Outcome()

    def fill_registry(self, registry: Registry) -> None:
        """Know the customers of a registry that was still being read when the call began."""
        self.simulation.world.registry.fill(registry)
        self.refresh()

    def use_registry(self, registry: Registry, file: str) -> Outcome:
        """Begin another call with the customers of a file."""
        self.restart()
        self.choose(None)
        self.call.put(world=replace(self.simulation.world, registry=registry))
        self.keep_registry(file)
        return said("case.opened", "phone", what=printable(file), n=len(registry))

    def keep_registry(self, file: str) -> None:
        """Know the file that holds the customers as they are: what plays a recording again is told of it."""
        self._options = ("--registry", file)
        others = (one for one in self.memory.settings.registries if one != file)
        self.memory.set(registries=(file, *others)[:9])
        self.__dict__.pop("recorder", None)

    def other_device(self) -> Outcome:
        """Go on with the caller's other phone, or back to the first: its own screen, the same service behind it."""
        here, state = self.simulation.journey, self.call.state
        there = replace(state.other or begin(self.simulation.world), service=here.service, now=here.now)
        self.call.put(state._replace(other=here, on_second=not state.on_second), journey=there)
        return said("case.first" if state.on_second else "case.second", "phone")

    def favour(self) -> Outcome:
        """Have who is on the line among the favourites, first in the list of callers, or no longer."""
        known, favourites = self.call.known, self.memory.settings.favourites
        if known is None:
            return said("case.nobody")
        kept = tuple(one for one in favourites if one != known.id)
        self.memory.set(favourites=(*kept, known.id) if kept == favourites else kept)
        return said("record.favourite" if kept == favourites else "record.no_favourite", who=known.display_name)

    def widen(self) -> Outcome:
        """Make the panels one step wider; after the widest they are as at first."""
        self.memory.set(panels=(self.memory.settings.panels + 1) % 3)
        return said("record.panels", n=self.memory.settings.panels + 1)

    # Undoing.

    def undo(self, *, in_sight: bool = False) -> Outcome:
        """Take the last thing back; where the phone is `in_sight`, what it shows then need not be said."""
        return self._moved("undo", in_sight)

    def redo(self, *, in_sight: bool = False) -> Outcome:
        """Do again what was undone."""
        return self._moved("redo", in_sight)

    def _moved(self, way: str, in_sight: bool) -> Outcome:
        before = self.call.state.remarks
        if not getattr(self.call, way)():
            return said(f"said.no_{way}")
        if len(after := self.call.state.remarks) != len(before):
            return said("said.remarks", n=len(after))
        step = self.simulation.view.step
        return Outcome() if in_sight else said("said.on_the_phone", screen=self.words(f"screen.{step}"))

    # Recording.

    @cached_property
    def recorder(self) -> Recorder:
        """Writes down what happened, from the history: it begins when it is first asked for, and nothing is lost."""
        from ac_tui.flows.record import Recorder

        return Recorder(self.simulation, self._record_to, self._options, self.call.redactor)

    def check(self, text: str) -> Outcome:
        """Have the recording assert that a text is visible here."""
        return said("said.checked", text=text) if self.recorder.check(text) else said("record.none")

    def save_flow(self, name: str = "") -> Outcome:
        """Save what was done so far as a flow, under a name or the first one that is free, and say how to play it."""
        from pathlib import Path

        try:
            saved = self.recorder.save(lambda n: self.words("record.file", n=n), Path(name) if name else None)
        except OSError as error:
            return unsaved("said.flow_unsaved", error)
        if saved is None:
            return said("said.no_flow")
        return said("said.flow_saved", file=saved.file, command=saved.how_to_play)


@lru_cache(maxsize=8)
def _called(deck: Deck, own: Names | None) -> Mapping[str, str]:
    """How commands are called in what the desk says, by their ids: by the surface's own names, else by their titles."""
    ids = [key.split(".")[1] for key in deck.desk if key.startswith("command.") and key.endswith(".title")]
    titles = {one: deck.words("said.called", title=deck.words(f"command.{one}.title")) for one in ids}
    return {**titles, **(own(deck) if own is not None else {})}
