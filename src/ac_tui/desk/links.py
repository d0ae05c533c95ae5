"""Places of the simulator as links: a story up to a step, or a screen, in a variant; never anybody's data."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from ac_tui.assets import fixtures_dir
from ac_tui.desk.outcome import Outcome, said
from ac_tui.desk.session import Session
from ac_tui.journey.model import STEPS


class LinkTarget(NamedTuple):
    """Where a link leads: a flow of the library, a step or how many of the story's, a variant; "" for none."""

    story: str = ""
    step: str = ""
    variant: str = ""


def link_of(session: Session) -> str:
    """The link to where a session stands, "?…": by its story where one is played, else by its screen alone."""
    story, where = session.state.story, ("", session.simulation.view.step)
    if story is not None and shipped(story.flow.file):
        where = Path(story.flow.file).stem, str(story.place.played)
    return query_of(LinkTarget(*where, session.simulation.deck.variant))


def query_of(place: LinkTarget) -> str:
    """A place as what a link has behind its address, "?…"."""
    return f"?{urlencode({name: value for name, value in place._asdict().items() if value})}"


def shipped(file: str) -> bool:
    """Whether a flow's file is one of the library, which every page has."""
    return (fixtures_dir() / "flows" / Path(file).name).is_file()


def open_place(session: Session, place: LinkTarget) -> Outcome | None:
    """Lead a new session to where a link leads, as far as that is there; to a step nobody knows no story is played."""
    variants, step = session.variants, place.step
    if place.variant and place.variant in variants.names and (deck := variants.first_good([place.variant])):
        session.simulation.deck = deck
    if not place.story:
        from ac_tui.flows.paths import Goal

        return session.look_up(Goal(step)) if step in STEPS[1:] else None
    from ac_tui.flows.load import load_flow

    file = fixtures_dir() / "flows" / f"{Path(place.story).name}.yaml"
    if not file.is_file():
        return said("page.no_story", name=place.story)
    outcome, story = session.tell(load_flow(file)), session.state.story
    wanted = int(step) if step.isdecimal() else len(story.steps) if story is not None and step in STEPS else 0
    while story is not None and not (story.place.over or story.trouble or session.simulation.view.step == step):
        if story.place.played >= wanted:
            break
        session.play("next")
    return outcome
