"""Lists to choose from by typing, whatever the surface: each entry says what it is, and does what it is chosen for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar, overload

from ac_tui.desk.outcome import Outcome, said
from ac_tui.desk.session import Session
from ac_tui.desk.stories import MANY, matches

if TYPE_CHECKING:
    from ac_tui.desk.stories import StoryEntry

T = TypeVar("T")
Act = Callable[[Session], Outcome]
_EACH: Final = 6
"""No more of a group are listed where there are several groups."""
READ: Final = 0.3
"""How much more a text of the phone counts where one types what the caller reads aloud."""


class Pick(NamedTuple):
    """An entry: `told` is said in full while it is marked, `does` what choosing it does. `data` is another act, to take
    a customer's data alone.
    """

    title: str
    act: Act
    text: str = ""
    right: str = ""
    told: str = ""
    does: str = ""
    data: Act | None = None


class Entries(Sequence[Pick]):
    """Entries made when they are looked at: of twenty thousand customers only those on show."""

    def __init__(self, found: Sequence[StoryEntry], make: Callable[[StoryEntry], Pick]) -> None:
        self._found = found
        self._make = make

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Pick: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Pick]: ...

    def __getitem__(self, at: int | slice) -> Pick | Sequence[Pick]:
        return self._make(self._found[at]) if isinstance(at, int) else list(map(self._make, self._found[at]))


class Picker(NamedTuple):
    """A list: what it finds for what was typed, its heading, what is said where there is nothing, and before anything
    is typed.
    """

    find: Callable[[Session, str], Sequence[Pick]]
    title: Callable[[Session], str]
    nothing: Callable[[Session, str], str]
    before: str = ""


def _with(act: Callable[[Session, T], Outcome], given: T) -> Act:
    """An act of the session that is given something."""
    return lambda session: act(session, given)


def in_words(key: str) -> Callable[..., str]:
    """What a picker says by a key of the deck, whatever it is asked."""
    return lambda session, *_: session.words(key)


# One box: causes, screens, stories and customers.


class _Group(NamedTuple):
    score: float
    picks: Sequence[Pick]


def box(read: float) -> Callable[[Session, str], Sequence[Pick]]:
    """What free words may mean, the group that fits best first; every screen where nothing is typed.

    `read` is how much more a text of the phone counts: where one types what the caller reads.
    """

    def found(session: Session, text: str) -> Sequence[Pick]:
        screens = _screens(session, text)
        groups = [_causes(session, text), screens._replace(score=screens.score + read)]
        if not text.strip():
            return [pick for group in groups for pick in group.picks]
        groups = [group for group in (*groups, *_people(session, text)) if group.picks]
        most = _EACH if len(groups) > 1 else None
        return [pick for group in sorted(groups, key=lambda one: -one.score) for pick in group.picks[:most]]

    return found


def _causes(session: Session, text: str) -> _Group:
    """The causes that are meant; where nothing is typed the one behind what went wrong last."""
    answers = session.answers
    if not text.strip():
        now = answers.now() if not session.hidden else ""
        return _Group(0.0, [_cause(session, now, session.words("answers.now"))] if now else [])
    meant = answers.meant(text)
    picks = [
        _cause(session, one.name, session.words("answers.cause", sure=answers.confidence(one.score))) for one in meant
    ]
    return _Group(meant[0].score if meant else 0.0, picks)


def _cause(session: Session, name: str, right: str) -> Pick:
    cause = session.answers.causes.causes[name]
    does = session.words("answers.asks" if cause.answers else "answers.ends")
    said = cause.ask or cause.why
    return Pick(cause.title, _with(Session.answer, name), "", right, said, does)


def _screens(session: Session, text: str) -> _Group:
    from ac_tui.desk.search import search

    found = search(session.simulation.deck, text, session.simulation.journey.step)
    does = session.words("find.enter")
    picks = [
        Pick(one.screen, _with(Session.look_up, one.goal), one.text, one.kind, f"«{one.text}»", does) for one in found
    ]
    return _Group(found[0].score if found else 0.0, picks)


def _people(session: Session, text: str) -> Iterator[_Group]:
    """Customers, then stories, by any word about them: they come last where anything else is meant."""
    found = session.stories(text)
    for score, own in ((0.3, True), (0.2, False)):
        entries = [entry for entry in found if entry.own is own]
        yield _Group(score, Entries(entries, lambda entry: _story(session, entry)))


# Who is on the line.


def story_picks(session: Session, text: str) -> Sequence[Pick]:
    """Customers with their own story, then the other flows."""
    return Entries(session.stories(text), lambda entry: _story(session, entry))


def customer_picks(session: Session, text: str) -> Sequence[Pick]:
    """Customers, for their data alone."""

    def alone(entry: StoryEntry) -> Pick:
        pick = _story(session, entry)
        return pick._replace(act=pick.data or pick.act)

    return Entries([entry for entry in session.stories(text) if entry.own], alone)


def no_caller(session: Session, _: str) -> str:
    """What is said where nobody is found: of a registry that is looked up, that words have to be whole."""
    return session.words("stories.whole" if len(session.simulation.world.registry) > MANY else "stories.none")


def _story(session: Session, entry: StoryEntry) -> Pick:
    flow = entry.flow
    does = session.words("stories.enter" if flow is not None else "stories.data_only")
    return Pick(
        *(
            entry.title,
            _with(Session.begin, entry),
            entry.line,
            entry.kind(session.simulation.deck),
            entry.line,
            does,
        ),
        data=_with(Session.choose, entry.customer),
    )


# What a complaint is about, and what the recording checks for.


def answer_picks(session: Session, text: str) -> Sequence[Pick]:
    """The answers to the question of the complaint that was chosen."""
    does = session.words("answers.choose")
    return [
        Pick(answer, _with(Session.answer, name), told=answer, does=does)
        for name, answer in session.answers.cause.answers.items()
        if matches(text, answer)
    ]


def check_picks(session: Session, text: str) -> Sequence[Pick]:
    """The texts on the screen that the recording can check for."""
    return [Pick(one, _with(Session.check, one), told=f"«{one}»") for one in session.checks() if matches(text, one)]


def show_story(session: Session) -> Outcome:
    """Begin the story that shows the chosen cause."""
    flow = session.answers.story()
    if flow is None:
        return said("answers.no_story")
    reason, outcome = session.answers.reason, session.tell(flow)
    session.answers.reason = reason  # the call that shows a cause is about it
    return outcome
