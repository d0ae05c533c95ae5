"""A support call at the desk, whatever surface shows it; the first paint waits for this, so parts are imported late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from msgspec import to_builtins
from msgspec.structs import replace

from ac_tui.deck.deck import Advice, Deck
from ac_tui.desk.memory import CallRecord, CallState, Memory, Remarks, Trainee
from ac_tui.desk.outcome import NO_REQUEST, Outcome, Request, said, unsaved
from ac_tui.desk.variants import ROOM_FOR_TWO, Variants
from ac_tui.flows.simulation import Simulation, collect_secrets
from ac_tui.journey.advance import begin
from ac_tui.journey.forms import typed
from ac_tui.registry.faults import json_text, printable
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer

if TYPE_CHECKING:
    from ac_tui.deck.redaction import Redactor
    from ac_tui.desk.causes import Answers
    from ac_tui.desk.explain import Explanation
    from ac_tui.desk.notes import Form, Notes
    from ac_tui.desk.story import Callers, StoryEntry
    from ac_tui.flows.model import Flow
    from ac_tui.flows.paths import Goal
    from ac_tui.flows.record import Recorder

PANELS = ("messages", "advice", "why", "customer", "notes")  # beside the phone, in order; titles: `panel.ID.title`
Names = Callable[[Deck], Mapping[str, str]]  # how a surface calls commands, by their ids: keys, slash words


class Session:
    """Calls on one simulation, while the program runs; commands that `names` does not name are called by titles.

    `screens` is the folder that the deck was read from (None: the one ac-tui ships), `record_to` the file of the
    recording (None: it is to be named). `options` bring `ac-tui test` to the same customers and screens.
    `result` is how the call ended, `reason` the cause that was looked up last, `hidden` that of a case that the trainer
    drew, not to be seen before somebody has decided; "" for none.
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
        self.simulation = simulation
        self.memory = memory or Memory()
        self.variants = Variants(simulation, screens)
        self.options = options
        self.result = self.reason = self.hidden = ""
        self.trainee = Trainee()
        self._record_to, self._names = record_to, names
        self._callers: tuple[object, Callers] | None = None
        self._begun = self.memory.now()
        self._remembered: object = None
        self._saved: set[Remarks] = set()  # the remarks of notes that a file holds
        self._pages: dict[Remarks, tuple[str, datetime]] = {}  # notes of calls before, by their remarks
        self._leaving = False
        simulation.about = {"call": CallState()}
        if simulation.history:
            _ = self.redactor
        simulation.subscribe(self._look)

    @property
    def state(self) -> CallState:
        """What the call is about now; the simulation keeps it."""
        state: CallState = self.simulation.about["call"]
        return state

    @state.setter
    def state(self, state: CallState) -> None:
        self.simulation.about = {**self.simulation.about, "call": state}

    @cached_property
    def redactor(self) -> Redactor:
        """Every secret that was ever met: begun as soon as anything happens."""
        return collect_secrets(self.simulation)

    def words(self, key: str, /, **fill: object) -> str:
        """The deck's words for the desk; `{undo}` in them is how the surface calls that command."""
        deck = self.simulation.deck
        return deck.words(key, **{**_called(deck, self._names), **fill})

    @property
    def known(self) -> Customer | None:
        """Who was chosen, else who the journey has come to know, else whom the name that was typed belongs to."""
        if (chosen := self.state.chosen) is not None:
            return self.simulation.world.registry.get(chosen.id) or chosen
        return next(iter(self.on_the_phone()), None)

    @property
    def customer(self) -> Customer | None:
        """Whose data the typing aid writes: who is known, else the first of the registry; None where it is empty."""
        return self.known or next(iter(self.simulation.world.registry), None)

    def on_the_phone(self) -> Sequence[Customer]:
        """Who the journey has come to know, else everybody whom the name that was typed belongs to."""
        journey, registry = self.simulation.journey, self.simulation.world.registry
        waiting = journey.current.customer_id if journey.current is not None else ""
        if (found := registry.get(journey.logged_in or journey.customer_id or waiting)) is not None:
            return (found,)
        if journey.profile == "company":
            return registry.by_company(typed(journey, "company_name", "company"))
        return registry.by_name(typed(journey, "first_name", "identity"), typed(journey, "last_name", "identity"))

    @cached_property
    def answers(self) -> Answers:
        """What callers mean, and what there is to say about it."""
        from ac_tui.desk.causes import Answers

        return Answers(self.simulation, self.variants)

    @cached_property
    def recorder(self) -> Recorder:
        """Writes down what happened, from the history: it begins when it is first asked for, and nothing is lost."""
        from ac_tui.flows.record import Recorder

        return Recorder(self.simulation, self.redactor, self._record_to, self.options)

    def advice(self) -> Advice:
        """What to say, what to check, what comes next; of a case to decide nothing."""
        from ac_tui.desk.explain import advice_now

        return Advice((self.words("train.hidden"),), (), ()) if self.hidden else advice_now(self.simulation)

    def reasons(self) -> Sequence[Explanation]:
        """Why it went as it did; of a case to decide nothing."""
        from ac_tui.desk.explain import reasons_of

        return () if self.hidden else tuple(reasons_of(self.simulation))

    def signs(self) -> Iterator[str]:
        """What is not as it usually is, in words that stay on show: service, delivery, variant, a later day."""
        simulation, words, chosen = self.simulation, self.words, self.state.chosen
        service, variant, found = simulation.journey.service, simulation.deck.variant, self.on_the_phone()
        yield from (words("record.damaged", file=printable(file)) for file in self.memory.damaged)
        if not service.up:
            yield words("sign.service")
        if service.delivery is not None:
            yield words("sign.delivery", how=words(f"delivery.{service.delivery}"))
        if variant:
            yield words("sign.variant", name=variant)
        if self.hidden:
            yield words("sign.case", n=self.trainee.number, said=self.trainee.said)
        if self.options[:1] == ("--registry",):
            yield words("sign.registry", file=printable(self.options[1]))
        if self.state.on_second:
            yield words("sign.device")
        if chosen is not None and found and all(one.id != chosen.id for one in found):
            name = (self.known or chosen).display_name
            yield words("sign.mismatch", chosen=name, phone=found[0].display_name)
        if days := (simulation.journey.now.date() - simulation.begun.now.date()).days:
            yield words("sign.day", n=days + 1)

    def stories(self, text: str = "") -> Sequence[StoryEntry]:
        """Customers with their own story, then the other flows; those that what was typed means."""
        from ac_tui.desk.story import Callers

        customers = self.simulation.world.registry.customers
        if self._callers is None or self._callers[0] is not customers:
            self._callers = customers, Callers(self.simulation.world.registry, self.answers.alike)
        return self._callers[1].find(text, self.memory.settings.favourites)

    def take_up(self, cause: str) -> Outcome:
        """Take up a cause or a complaint: the outcome shows its question, or what it ends with."""
        self.answers.asked = cause
        if self.answers.cause.answers:
            return Outcome(show="answers")
        self.reason = cause
        return Outcome(show="cause")

    def fill_registry(self, registry: Registry) -> None:
        """Know the customers of a registry that was still being read when the call began."""
        self.simulation.world.registry.fill(registry)
        self.simulation.refresh()

    # What the desk does: a turn each, but for saying who is on the line.

    def choose(self, customer: Customer | None) -> Outcome:
        """Say who is on the line, None for nobody."""
        self.state = self.state._replace(chosen=customer)
        self.simulation.refresh()
        return said("said.customer", customer=customer.display_name) if customer is not None else Outcome()

    def tell(self, flow: Flow) -> Outcome:
        """Begin a story, which is a call of its own; undoing that leads back to the call as it was."""
        from ac_tui.desk.story import Story

        own, remarks = self.simulation.world.registry.get(flow.setting.customer), self._begin_call()
        before, self.state = self.simulation.keep(), CallState(own or self.state.chosen)
        self.state = self.state._replace(story=Story(flow, self.simulation))
        self.simulation.turn(before)
        return said("said.new_story" if remarks else "said.story", "phone", name=flow.name)

    def play(self, how: Literal["next", "back", "to_the_end"]) -> Outcome:
        """Play the story's next step, take its last one back, or play it to its end."""
        before, story = self.simulation.keep(), self.state.story
        if story is None:
            return said("said.no_story")
        if played := getattr(story, how)():
            self.simulation.turn(before)
        if how == "back":
            say = "" if played else "said.story_begin"
        elif story.place.over and (how == "to_the_end" or not played):
            say = "said.story_over"
        else:
            say = "" if how == "next" and played and not story.trouble else "said.story_stuck"
        return Outcome(say, focus=story.place.focus)

    def look_up(self, goal: Goal) -> Outcome:
        """Go to a screen by a real path, as a customer whom it fits; nothing happens where none ever gets there."""
        from ac_tui.flows.paths import find_path

        found = find_path(goal, self.simulation.deck, self.simulation.world, self.state.chosen)
        screen = self.words(f"screen.{goal.step}")
        if found is None:
            return said("said.unreachable", "phone", screen=screen)
        before, self.state = self.simulation.keep(), self.state._replace(chosen=found.customer, story=None)
        found.go(self.simulation)
        self.simulation.turn(before)
        say = "said.arrived" if found.exact else "said.arrived_near"
        return said(say, "phone", screen=screen, who=found.customer.display_name)

    def restart(self) -> Outcome:
        """Begin again, as another call; as anything else, that can be undone."""
        remarks = self._begin_call()
        self.put(CallState(self.state.chosen), journey=self.simulation.begun, history=())
        return said("said.new_call" if remarks else "said.restarted", "phone")

    def remark(self, text: str) -> Outcome:
        """Add a remark to the notes, on one line; one that says nothing is none."""
        if text := " ".join(text.split()):
            self.put(self.state._replace(remarks=(*self.state.remarks, text)))
        return said("said.remarks", n=len(self.state.remarks))

    def drop_remark(self) -> Outcome:
        """Take the last remark away."""
        if self.state.remarks:
            self.put(self.state._replace(remarks=self.state.remarks[:-1]))
        return self.remark("")

    def other_device(self) -> Outcome:
        """Go on with the caller's other phone, or back to the first: its own screen, the same service behind it."""
        here, state = self.simulation.journey, self.state
        there = replace(state.other or begin(self.simulation.world), service=here.service, now=here.now)
        self.put(state._replace(other=here, on_second=not state.on_second), journey=there)
        return said("case.first" if state.on_second else "case.second", "phone")

    def take_notes(self) -> Notes:
        """The notes of the call as they stand, as data; contacts masked, no password and no code."""
        from ac_tui.desk.notes import take_notes

        return take_notes(self.simulation, self.state.remarks, self.redactor, hidden=bool(self.hidden))

    def notes(self, form: Form = "md") -> str:
        """The notes of the call, ready to be written down."""
        from ac_tui.desk.notes import as_markdown

        taken = self.take_notes()
        return as_markdown(self.simulation.deck, taken) if form == "md" else json_text(to_builtins(taken)) + "\n"

    def save_notes(self, form: Form = "md") -> Outcome:
        """Save the notes in the folder that the program was started in."""
        return self._save({self.state.remarks: (self.notes(form), self.simulation.journey.now)}, form)

    def _save(self, pages: Mapping[Remarks, tuple[str, datetime]], form: Form, show: str = "") -> Outcome:
        from ac_tui.desk.notes import save_notes

        files = []
        try:
            for remarks, page in pages.items():
                files.append(str(save_notes(*page, form)))
                self._saved.add(remarks)
        except OSError as error:
            return unsaved("said.notes_unsaved", error)
        return said("said.notes_saved", show, file=", ".join(files))

    @property
    def unsaved_notes(self) -> bool:
        """Whether there are remarks, of this call or one before, that no file holds: other notes can be told again."""
        return not self._saved.issuperset(filter(None, (self.state.remarks, *self._pages)))

    def leave(self) -> Outcome:
        """End the program: remarks that no file holds are saved first. Where they cannot be, asking again ends it."""
        if not self.unsaved_notes:
            return Outcome(show="quit")
        self._put_away()
        left = {remarks: page for remarks, page in self._pages.items() if remarks not in self._saved}
        outcome, again = self._save(left, "md", "quit"), self._leaving
        self._leaving = not outcome.show
        return outcome._replace(show="quit") if again else outcome

    def _begin_call(self) -> bool:
        """Put away the notes of a call that ends here, and remember another from here on; whether there are remarks."""
        self._put_away()
        self._begun, self._remembered = self.memory.now(), None
        self.result = self.reason = self.hidden = ""
        return bool(self.state.remarks)

    def _put_away(self) -> None:
        """Keep the notes as they stand; a longer version of the same call takes the place of a shorter."""
        self.remember()
        if remarks := self.state.remarks:
            others = {one: page for one, page in self._pages.items() if one != remarks[: len(one)]}
            self._pages = {**others, remarks: (self.notes(), self.simulation.journey.now)}

    def _look(self) -> None:
        """Have secrets listened for and the call remembered as soon as anything happens."""
        _ = self.redactor
        if self.memory.folder is not None:
            self.remember()

    def remember(self) -> None:
        """Remember the call as it stands, where anything is to be remembered that is not yet."""
        journey, remarks, result = self.simulation.journey, self.state.remarks, self.result
        stands = (journey.step, remarks, result)
        if stands != self._remembered and (self.simulation.history or remarks or result):
            self._remembered = stands
            now, at, reason = self.memory.now(), f"{journey.now:%d/%m %H:%M}", self.reason if result else ""
            told = self.take_notes().remarks
            self.memory.keep(CallRecord(self._begun, now, at, result, reason, told, self.notes()))

    def check(self, text: str) -> Outcome:
        """Have the recording assert that a text is visible here; one that is not may be chosen."""
        return said("said.checked", text=text) if self.recorder.check(text) else Outcome(show="checks")

    def save_flow(self, name: str = "") -> Outcome:
        """Save what was done so far as a flow, under a name or the first one that is free, and say how to play it."""
        try:
            saved = self.recorder.save(lambda n: self.words("record.file", n=n), Path(name) if name else None)
        except OSError as error:
            return unsaved("said.flow_unsaved", error)
        if saved is None:
            return said("said.no_flow")
        return said("said.flow_saved", file=saved.file, command=saved.how_to_play)

    def put(self, state: CallState | None = None, **changes: Any) -> None:
        """Have the phone's state (its journey, its world) stand otherwise, and what the call is about."""
        before, self.state = self.simulation.keep(), state or self.state
        self.simulation.resume(replace(before, **changes))
        self.simulation.turn(before)

    def undo(self, request: Request = NO_REQUEST) -> Outcome:
        """Take the last thing back; what the phone shows then is said where it is neither in front nor beside."""
        return self._went(self.simulation.undo, "said.no_undo", request)

    def redo(self, request: Request = NO_REQUEST) -> Outcome:
        """Do again what was undone."""
        return self._went(self.simulation.redo, "said.no_redo", request)

    def _went(self, go: Callable[[], bool], nothing: str, request: Request) -> Outcome:
        before = len(self.state.remarks)
        if not go():
            return said(nothing)
        if before != (now := len(self.state.remarks)):
            return said("said.remarks", n=now)
        if request.width >= ROOM_FOR_TWO or (request.width and not request.panel):
            return Outcome()
        return said("said.on_the_phone", screen=self.words(f"screen.{self.simulation.view.step}"))


@lru_cache(maxsize=8)
def _called(deck: Deck, own: Names | None) -> Mapping[str, str]:
    """How commands are called in what the desk says, by their ids: by the surface's own names, else by their titles."""
    ids = [key.split(".")[1] for key in deck.desk if key.startswith("command.") and key.endswith(".title")]
    titles = {one: deck.words("said.called", title=deck.words(f"command.{one}.title")) for one in ids}
    return {**titles, **(own(deck) if own is not None else {})}
