"""The small signs of a phone's screen, as shapes around a middle: no letter of any face stands for them."""

from __future__ import annotations

from ac_tui.reports.storyboard.paper import Paper, number


def wrong(paper: Paper, x: float, y: float) -> None:
    """A filled disc with a cross: an error."""
    _disc(paper, "wrong", x, y, 7.5)
    paper.mark("tick", f'path d="{_cross(x, y, 2.6)}"')


def advice(paper: Paper, x: float, y: float, size: float = 7.5) -> None:
    """A filled disc with an exclamation mark: a notice, a hint."""
    _disc(paper, "advice", x, y, size)
    stroke = size * 0.5
    paper.mark("tick", f'path d="M{number(x)} {number(y - stroke)}v{number(stroke)}m0 {number(stroke)}v.1"')


def met(paper: Paper, x: float, y: float) -> None:
    """A filled disc with a tick: a rule that is met."""
    _disc(paper, "met", x, y, 8)
    paper.mark("tick", f'path d="{_tick(x, y, 3.4)}"')


def unmet(paper: Paper, x: float, y: float) -> None:
    """An empty ring: a rule that is not met yet."""
    _disc(paper, "unmet", x, y, 7.2)


def off(paper: Paper, x: float, y: float) -> None:
    """A ring with a bar across: something that cannot be used now."""
    _disc(paper, "off", x, y, 6.5)
    paper.mark("off", f'path d="M{number(x - 4.4)} {number(y - 4.4)}l8.8 8.8"')


def box(paper: Paper, x: float, y: float, *, ticked: bool, error: bool) -> None:
    """A checkbox, 22 wide, whose middle is given."""
    corner = f'x="{number(x - 11)}" y="{number(y - 11)}" width="22" height="22" rx="6"'
    paper.mark("mark-on" if ticked else "mark-error" if error else "mark", f"rect {corner}")
    if ticked:
        paper.mark("tick", f'path d="{_tick(x, y, 4.6)}"')


def radio(paper: Paper, x: float, y: float, *, chosen: bool) -> None:
    """A radio button, 20 wide."""
    _disc(paper, "mark-edge" if chosen else "mark", x, y, 10)
    if chosen:
        _disc(paper, "mark-on", x, y, 5.2)


def arrow(paper: Paper, x: float, y: float) -> None:
    """A small arrow to the right: a way on."""
    paper.mark("arrow", f'path d="M{number(x - 3)} {number(y - 6)}l6 6l-6 6"')


def back(paper: Paper, x: float, y: float) -> None:
    """The way back."""
    paper.mark("back", f'path d="M{number(x + 4)} {number(y - 8)}l-8 8l8 8"')


def _disc(paper: Paper, name: str, x: float, y: float, size: float) -> None:
    paper.mark(name, f'circle cx="{number(x)}" cy="{number(y)}" r="{number(size)}"')


def _tick(x: float, y: float, size: float) -> str:
    start = f"M{number(x - size)} {number(y + size * 0.1)}"
    return f"{start}l{number(size * 0.7)} {number(size * 0.7)}l{number(size * 1.2)} {number(-size * 1.4)}"


def _cross(x: float, y: float, size: float) -> str:
    side, back_ = number(2 * size), number(-2 * size)
    return f"M{number(x - size)} {number(y - size)}l{side} {side}m0 {back_}l{back_} {side}"
