"""Every list of the desk, by the name of its dialog, and what it finds for what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ac_tui.deck.deck import read_span, span
from ac_tui.deck.find import TextMatch, finder
from ac_tui.desk.case import changes, registries
from ac_tui.desk.outcome import Outcome, said
from ac_tui.desk.phone import pass_time
from ac_tui.desk.picks import Act, Pick, matches
from ac_tui.desk.session import Session
from ac_tui.desk.training import decide
from ac_tui.journey.model import STEPS
from ac_tui.registry import index

if TYPE_CHECKING:
    from ac_tui.desk.story import StoryEntry

Found = Sequence[Pick]
OUTCOMES: Final = ("solved", "agency", "support", "call_back", "left")  # in words: `record.outcome.NAME`


def box(session: Session, text: str, *, read: float) -> Found:
    """What free words may mean, the group that fits best first; texts of the phone count `read` more."""
    screens, score = _screens(session, text)
    groups = [_causes(session, text), (screens, score + read)]
    if not text.strip():
        return [pick for picks, _ in groups for pick in picks]
    found = session.stories(text)
    for fits, own in ((0.3, True), (0.2, False)):  # people come last where anything else is meant
        entries = [entry for entry in found if entry.own is own]
        groups.append((_Entries(entries, partial(_story, session)), fits))
    groups = sorted((group for group in groups if group[0]), key=lambda one: -one[1])
    return [pick for picks, _ in groups for pick in picks[: 6 if len(groups) > 1 else None]]


def _causes(session: Session, text: str) -> tuple[Found, float]:
    """The causes that are meant; where nothing is typed the one behind what went wrong last."""
    answers, words = session.answers, session.words

    def pick(name: str, right: str) -> Pick:
        cause = answers.causes.causes[name]
        does = words("answers.asks" if cause.answers else "answers.ends")
        return Pick(cause.title, partial(Session.take_up, cause=name), "", right, cause.ask or cause.why, does)

    if not text.strip():
        now = answers.now() if not session.hidden else ""
        return [pick(now, words("answers.now"))] if now else [], 0.0
    meant = answers.meant(text)
    picks = [pick(one.name, words("answers.cause", sure=words(f"answers.{one.sure}"))) for one in meant]
    return picks, meant[0].score if meant else 0.0


def _screens(session: Session, text: str) -> tuple[Found, float]:
    """The texts of the phone that may be meant; every screen by its heading where nothing is asked."""
    from ac_tui.flows.paths import Goal

    deck, words = session.simulation.deck, session.words
    if text.strip():
        found = finder(deck).find(text, 30, session.simulation.journey.step)
    else:
        found = tuple(TextMatch(step, "heading", deck.screens[step].heading, 0.0, "heading") for step in STEPS)

    def pick(match: TextMatch) -> Pick:
        block = deck.screens[match.step].body.get(match.id)
        pressed = block is not None and block.kind in ("notice", "button", "link")
        part = match.part if match.part in ("heading", "error") else block.kind if block and pressed else "text"
        kind = words(f"find.{part}")
        kind = words("find.perhaps", kind=kind) if match.weak and match.score else kind
        act = partial(Session.look_up, goal=Goal(match.step, match.id, match.text))
        return Pick(words(f"screen.{match.step}"), act, match.text, kind, f"«{match.text}»", words("find.enter"))

    best = found[0].score if found else 0.0
    return [pick(match) for match in found if match.score >= best * 0.6], best


class _Entries(Sequence[Pick]):
    """Entries made when they are looked at: of twenty thousand customers only those on show."""

    def __init__(self, found: Sequence[StoryEntry], make: Callable[[StoryEntry], Pick]) -> None:
        self._found = found
        self._make = make

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: Any) -> Any:
        return self._make(self._found[at]) if isinstance(at, int) else list(map(self._make, self._found[at]))


def _customers(session: Session, text: str) -> Found:
    """Customers, for their data alone."""
    own = [entry for entry in session.stories(text) if entry.own]
    return _Entries(own, lambda entry: (pick := _story(session, entry))._replace(act=pick.data or pick.act))


def _story(session: Session, entry: StoryEntry) -> Pick:
    (customer, flow, own), words = entry, session.words
    data = partial(Session.choose, customer=customer)
    act, does = (partial(Session.tell, flow=flow), "enter") if flow is not None else (data, "data_only")
    title, line, kind = customer.display_name, customer.story, f"profile.{customer.profile}"
    if flow is not None and not own:
        title, line, kind = flow.name, title, "stories.flow"
    return Pick(title, act, line, words(kind), line, words(f"stories.{does}"), data)


def _answers(session: Session) -> Iterator[Pick]:
    for name, answer in session.answers.cause.answers.items():
        yield Pick(answer, partial(Session.take_up, cause=name), told=answer, does=session.words("answers.choose"))


def _checks(session: Session) -> Iterator[Pick]:
    return (Pick(one, partial(Session.check, text=one), told=f"«{one}»") for one in session.recorder.visible())


def _decisions(session: Session, text: str) -> Found:
    """The causes to decide for, those first that what was typed means; nothing where no case is drawn."""
    if not session.hidden:
        return []
    does = session.words("train.decides")
    ends = {name: cause.title for name, cause in session.answers.causes.causes.items() if not cause.answers}
    meant = [one.name for one in session.answers.meant(text) if one.name in ends]
    listed = dict.fromkeys([*meant, *(name for name, title in ends.items() if matches(text, title))])
    return [Pick(ends[name], partial(decide, name=name), told=ends[name], does=does) for name in listed]


def show_story(session: Session) -> Outcome:
    """Begin the story that shows the chosen cause."""
    flow = session.answers.story()
    if flow is None:
        return said("answers.no_story")
    reason, outcome = session.reason, session.tell(flow)
    session.reason = reason  # the call that shows a cause is about it
    return outcome


def _sentences(session: Session) -> Iterator[Pick]:
    advice, words = session.advice(), session.words
    parts = ("say", "never", "check", "next")
    lines = [(text, text, f"panel.advice.{part}") for part in parts for text in getattr(advice, part)]
    lines += [(words("record.all"), "\n".join(advice.say), ""), (words("notes.title"), session.notes(), "")]
    for title, copied, right in lines:
        yield Pick(title, _copy(copied), "", words(right) if right else "", title, words("record.copies"))


def _copy(text: str) -> Act:
    return lambda _: Outcome("record.copied", copy=text)


def _endings(session: Session) -> Iterator[Pick]:
    for name in OUTCOMES:
        title = session.words(f"record.outcome.{name}")
        yield Pick(title, partial(_end_call, result=name), told=title, does=session.words("record.ends"))


def _end_call(session: Session, result: str) -> Outcome:
    """Say how the call ended; the reason is the cause that was looked up last, else the one of what went wrong."""
    session.result, session.reason = result, session.reason or session.answers.now()
    session.remember()
    known, outcome = session.answers.causes.causes, session.words(f"record.outcome.{result}")
    reason = known[session.reason].title if session.reason in known else session.words("record.no_reason")
    return said("record.ended", outcome=outcome, reason=reason)


def _calls(session: Session) -> Iterator[Pick]:
    """The calls that are remembered, the last first; choosing one copies its notes."""
    words, causes = session.words, session.answers.causes.causes
    for call in reversed(session.memory.calls):
        ended = words(f"record.outcome.{call.outcome}" if call.outcome in OUTCOMES else "record.open")
        minutes = max(1, round((call.ended - call.begun).total_seconds() / 60))
        told = words("record.times", begun=f"{call.begun:%d/%m/%Y %H:%M}", minutes=minutes, at=call.at)
        reason = [causes[call.reason].title] if call.reason in causes else []
        noted = " · ".join((*reason, *call.remarks)) or told
        yield Pick(f"{call.begun:%d/%m %H:%M}", _copy(call.notes), noted, ended, told, words("record.copies_notes"))


def _typed(every: Callable[[Session], Iterable[Pick]]) -> Callable[[Session, str], Found]:
    """Of all entries those in whose texts every word stands that was typed."""
    return lambda session, text: [
        pick for pick in every(session) if matches(text, f"{pick.title} {pick.text} {pick.told}")
    ]


def _times(session: Session, text: str) -> Found:
    deck = session.simulation.deck
    if (wanted := read_span(deck, text)) is None:
        return []
    shown = span(deck, wanted)
    return [Pick(shown, partial(pass_time, wanted=wanted), told=deck.words("time_other.means", span=shown))]


class Picker(NamedTuple):
    """A list: what it finds for what was typed, and keys of what it says; `empty` is for nothing found and typed."""

    find: Callable[[Session, str], Found]
    heading: str
    none: str
    before: str = ""
    empty: str = ""

    def title(self, session: Session) -> str:
        """Its heading: the deck's words, or the question or the title of the cause that was chosen."""
        return session.words(self.heading) if self.heading else session.answers.cause.ask or session.answers.cause.title

    def nothing(self, session: Session, text: str) -> str:
        """What is said where nothing was found for what was typed; in a very large registry words must be whole."""
        none = self.empty if self.empty and not text.strip() else self.none
        large = none == "stories.none" and len(session.simulation.world.registry) > index.MANY
        return session.words("stories.whole" if large else none)


PICKERS: Final[Mapping[str, Picker]] = {
    "copy": Picker(_typed(_sentences), "record.copy", "record.nothing"),
    "end": Picker(_typed(_endings), "record.how", "record.nothing"),
    "calls": Picker(_typed(_calls), "record.calls", "record.none_yet"),
    "decide": Picker(_decisions, "train.title", "train.none"),
    "case": Picker(changes, "case.title", "case.none", "case.empty"),
    "registries": Picker(registries, "case.registries", "case.none", "case.which"),
    "find": Picker(partial(box, read=0.3), "find.title", "find.none", "find.empty"),
    "ask": Picker(partial(box, read=0.0), "answers.title", "answers.nothing", "answers.empty"),
    "stories": Picker(lambda s, text: _Entries(s.stories(text), partial(_story, s)), "stories.title", "stories.none"),
    "customer": Picker(_customers, "stories.title", "stories.none"),
    "answers": Picker(_typed(_answers), "", "answers.none"),
    "cause": Picker(lambda session, _: [Pick(session.words("answers.show"), show_story)], "", "answers.none"),
    "time_other": Picker(_times, "time_other.title", "time_other.unclear", empty="time_other.empty"),
    "checks": Picker(_typed(_checks), "record.title", "record.none", empty="record.empty"),
}
