"""Making the storyboard: flows are played, and what they reach is written as one page with nothing outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from ac_tui.deck import model as m
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import ITALIAN, DeckText, deck_texts, gulpease, language_of
from ac_tui.deck.load import load_deck
from ac_tui.deck.text import placeholders
from ac_tui.desk.links import LinkTarget, query_of, shipped
from ac_tui.flows.fixture import Fixture, read_policy, read_registry
from ac_tui.flows.model import Flow
from ac_tui.flows.results import FlowResult
from ac_tui.reports.storyboard.diagram import diagram
from ac_tui.reports.storyboard.states import RANKS, ScreenState, StateCollector, alike, differing
from ac_tui.surfaces.web.html import page, phone

ON_A_SHEET: Final = 6  # how many phones are printed on one sheet of paper


class StoryboardRequest(NamedTuple):
    """What to make: `decks` side by side under their `names`, read from `home`; the page speaks as the first does."""

    flows: Sequence[Flow]
    fixture: Fixture
    decks: Sequence[Deck]
    names: Sequence[str]
    home: Path | None = None
    page: str = ""  # the address of the simulator's page, "" for no links into it


class StoryboardResult(NamedTuple):
    """The page, how many states and phones are on it, and what came of each flow."""

    html: str
    states: int
    phones: int
    results: Sequence[FlowResult]


def read_request(
    flows: Sequence[Flow], registry: Path | None, screens: Path | None, variants: Iterable[str], page: str = ""
) -> StoryboardRequest:
    """What the storyboard of these flows is made from, in the words of variants; raises what reading them raises."""
    fixture = Fixture(read_registry(registry), read_policy(), load_deck(screens))
    decks = [load_deck(screens, name) if name else fixture.deck for name in variants]
    names = [deck.variant or decks[0].words("storyboard.original") for deck in decks]
    return StoryboardRequest(flows, fixture, decks, names, screens, page)


def make(request: StoryboardRequest, counted: Callable[[Sequence[Flow]], Iterable[Flow]] = iter) -> StoryboardResult:
    """Play the flows, `counted` one by one, and write the page; the same request always gives the same text."""
    collector = StateCollector(request.fixture, request.decks)
    results = [collector.play(number, flow) for number, flow in enumerate(counted(request.flows))]
    states = collector.states()
    deck, decks = request.decks[0], request.decks
    words = rows(decks, request.home, request.fixture.deck)
    figures = [_figure(request, number, state) for number, state in enumerate(states, start=1)]
    # By place and key the states that show a text: none at all for a message.
    shown: dict[Any, list[object]] = {(one["place"], one["key"]): [] for one in words if one["place"] in deck.screens}
    phones: dict[str, Counter[str]] = {}
    for state, figure in zip(states, figures, strict=True):
        phones.setdefault(figure["subject"], Counter())[state.part.lower()] += 1
        for key in state.keys:
            shown.setdefault((state.step, key), []).append(figure)
    html = page(
        "ac_tui.reports.storyboard",
        "page",
        words=deck.words,
        language=language_of(deck.variant),
        decks=len(decks),
        steps=len({state.step for state in states if state.open}),
        versions=request.names if len(decks) > 1 or deck.variant else (),
        diagram=Markup(diagram(deck, phones)),
        figures=figures,
        on_a_sheet=max(1, ON_A_SHEET // len(decks)),
        may_differ=any(alike(deck, other) for other in decks[1:]),
        names=request.names,
        rows=words,
        ranks=RANKS,
        places=deck.screens,
        placeholders=placeholders,
        shown=shown,
        flows=[result.name for result in results],
    )
    drawn = sum(1 + len(state.others) for state in states) * len(decks)
    return StoryboardResult(html, len(states), drawn, results)


def place_of(request: StoryboardRequest, state: ScreenState) -> str:
    """The link to a state in the simulator's page, "" without a page and for a flow that the page does not have."""
    flow = request.flows[state.first[0]]
    if not (request.page and state.played and shipped(flow.file)):
        return ""
    # What is on show at the beginning already is no step of its own to a story.
    step = str(state.played) if state.first[1] > 1 else state.step
    target = LinkTarget(Path(flow.file).stem, step, request.decks[0].variant)
    return f"{request.page}{query_of(target)}"


def _figure(request: StoryboardRequest, number: int, state: ScreenState) -> dict[str, Any]:
    """One state as it stands on the page, under its step or a closed app; `pictures` are its phones in each deck."""
    decks, every = request.decks, (state, *state.others)
    subject = state.step if state.open else "close_app"
    differ = [differing(one, decks) for one in every]

    def phones(at: int) -> Iterator[tuple[Markup, str, str]]:
        """The phones of one state, each with its language and the name of its deck, "" where there is only one."""
        views, focus = every[at].views, every[at].focus
        original = next((view for deck, view in zip(decks, views, strict=True) if not deck.variant), None)
        for place, (deck, called, view) in enumerate(zip(decks, request.names, views, strict=True)):
            drawn = phone(view, deck, f"p{number}-{at}-{place}", focus=focus, differing=differ[at][place])
            same = bool(deck.variant) and view.open and view == original
            said = decks[0].words("storyboard.same", variant=called) if same else called
            yield drawn, language_of(deck.variant), said if len(decks) > 1 else ""

    return {
        "number": number,
        "state": state,
        "subject": subject,
        "anchor": f"{state.part.lower()}-{subject}",
        "flows": set[int]().union(*(one.flows for one in every)),
        "guide": " ".join(name for name in decks[0].screens[state.step].guide if state.part in ("own", name[-1])),
        "place": place_of(request, state),
        "differs": any(map(any, differ)),
        "pictures": [list(phones(at)) for at in range(len(every))],
    }


def rows(decks: Sequence[Deck], home: Path | None, original: Deck) -> list[dict[str, Any]]:
    """Every text for the customer's eyes, in the order of the files, as the page's template calls its parts."""

    def texts(deck: Deck) -> Iterator[DeckText]:  # the few of the phone itself stand on every screen
        known = deck_texts(deck, home, original if deck.variant else None)
        return (entry for entry in known if entry.reader == "customer" and entry.place != "desk/words")

    found = []
    for key, *entries in zip(*map(texts, (original, *decks)), strict=True):
        limited = key.step and key.path[0] == "body" and key.path[2] not in ("error", "hint")
        most = original.screens[key.step].body[str(key.path[1])].max_length or 0 if limited else 0
        wordings = [(one, _ease(one), *_remarks(deck, one)) for deck, one in zip(decks, entries, strict=True)]
        differs = len({entry.text for entry in entries if entry.language == entries[0].language}) > 1
        row = {"place": key.place, "key": ".".join(map(str, key.path)), "most": most}
        found.append(row | {"wordings": wordings, "differs": differs})
    return found


def _ease(entry: DeckText) -> str:
    """The Gulpease index of a text; "" where it says nothing: a button of one word would be a hard text."""
    ease, words = gulpease(entry.wordings[:1])
    return str(ease) if words >= 5 and entry.language == ITALIAN else ""


def _remarks(deck: Deck, entry: DeckText) -> tuple[str, str]:
    """How far along a text is, and the note on it: its own block's, else its screen's."""
    at: object = deck.screens[entry.step] if entry.step else deck.messages
    status, note = "final", ""
    for key in (*entry.path, ""):
        if isinstance(at, m.Remarks):
            status, note = at.status or status, at.note or note
        at = at.get(key) if isinstance(at, Mapping) else getattr(at, str(key), None)
    return status, note
