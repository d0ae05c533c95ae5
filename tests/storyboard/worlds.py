"""The storyboard of a few flows, made once: what the tests of the page look at."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from ac_tui.assets import fixtures_dir
from ac_tui.commands.storyboard import read_world
from ac_tui.deck.view import Block, View
from ac_tui.flows.model import Flow
from ac_tui.flows.run import load_flows
from ac_tui.reports.storyboard.ink import WORDS
from ac_tui.reports.storyboard.make import Made, Order, World, make
from ac_tui.reports.storyboard.stills import Camera, Still, developed
from ac_tui.reports.storyboard.type_face import width

FLOWS = Path(__file__).parent / "flows"


def view(*blocks: Block, heading: str = "", **fields: object) -> View:
    """A screen of these blocks."""
    return View("identity", heading, blocks, **fields)  # type: ignore[arg-type]


@cache
def world(*variants: str) -> World:
    """The shipped world, with the decks of these variants; the original's alone where none is named."""
    return read_world(None, None, variants or ("",))


@cache
def flows() -> Sequence[Flow]:
    """The flows of this folder."""
    return load_flows([FLOWS])


@cache
def stills(*variants: str) -> Sequence[Still]:
    """Every state that the flows of this folder reach."""
    camera = Camera(*world(*variants))
    for number, flow in enumerate(flows()):
        result = camera.play(number, flow)
        assert result.status == "passed", result.failure
    return developed(camera.take(), world(*variants).stage.deck)


@cache
def library(*variants: str) -> Sequence[Still]:
    """Every state that the shipped flows reach."""
    camera = Camera(*world(*variants))
    for number, flow in enumerate(load_flows([fixtures_dir() / "flows"])):
        camera.play(number, flow)
    return developed(camera.take(), world(*variants).stage.deck)


@cache
def made(*variants: str, jobs: int = 1) -> Made:
    """The page of these flows."""
    names = [name or "Originale" for name in variants or ("",)]
    load = partial(read_world, None, None, variants or ("",))
    order = Order(flows(), names, None, load, jobs)
    return make(order, world(*variants), lambda *_: None)


def everything() -> Iterator[Still]:
    """Every picture: states, and the same in other data."""
    for still in stills():
        yield still
        yield from still.others


@dataclass(frozen=True)
class Drawn:
    """A line of words on a phone: what it says, its kind, and the box it takes in the phone's own pixels."""

    text: str
    kind: str
    left: float
    top: float
    right: float
    bottom: float


def lines_of(svg: str) -> list[Drawn]:
    """Every line of words of a phone, as wide as the type face says."""
    return [_line(element) for element in ET.fromstring(svg).iter("text")]


def _line(element: ET.Element) -> Drawn:
    text = "".join(element.itertext())
    kind, *others = element.attrib["class"].removeprefix("w-").split()
    look = WORDS[kind]
    size = next((int(name.removeprefix("z")) / 2 for name in others if name.startswith("z")), look.size)
    wide = width(text, size, bold=look.bold) + look.spaced * len(text)
    x, y = float(element.attrib["x"]), float(element.attrib["y"])
    left = x - wide / 2 if element.attrib.get("text-anchor") == "middle" else x
    return Drawn(text, kind, left, y - 0.74 * size, left + wide, y + 0.22 * size)
