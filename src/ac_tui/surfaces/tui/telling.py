"""What the panels beside the phone tell of a session, as lines: how each row of the desk's looks in a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len

from ac_tui.deck.cells import drawable
from ac_tui.deck.messages import MessageView
from ac_tui.desk.panels import PanelRow, panel_rows
from ac_tui.desk.session import Session

PHONE = "phone"
QUIET = "$desk-quiet"
"""The style of what stands back: sources, times, names of facts."""


class Line(NamedTuple):
    """One line of a panel as it is to be read.

    `runs` are its texts, each with a style ("" for the line's own). `mark` stands before the first row, later rows are
    indented as far. `kind` are CSS classes: title, quiet, bad, good; gap stands apart from the line before.
    """

    runs: tuple[tuple[str, str], ...]
    mark: str = ""
    kind: str = ""


def line(text: str, mark: str = "", kind: str = "") -> Line:
    """A line of one text."""
    return Line(((text, ""),), mark, kind)


class PanelText(NamedTuple):
    """What a panel reads; `here` is the number of the line to keep in sight, -1 for none.

    `cards` are the messages, newest first; `asked` is what may be written.
    """

    lines: Sequence[Line]
    here: int = -1
    cards: Sequence[Card] = ()
    asked: str = ""


class Card(NamedTuple):
    """A message as it is to be read; `open_link` and `copy_code` are the words of its buttons, "" for none."""

    number: int
    title: str
    age: str
    lines: tuple[Line, ...]
    open_link: str
    link: str
    copy_code: str
    life: str


class _Look(NamedTuple):
    """How rows of a kind look: the mark before them, their classes, and the kinds after which they stand close.

    None stands close to whatever comes before; any other kind than these leaves a gap.
    """

    mark: str = ""
    classes: str = ""
    close: tuple[str, ...] | None = None


_CHECKS: Final = ("met", "unmet", "hint")
_LOOKS: Final[Mapping[str, _Look]] = {
    "head": _Look("", "quiet", ()),
    "quiet": _Look("", "quiet", ()),
    "state": _Look("", "quiet"),
    "keys": _Look("", "quiet"),
    "text": _Look(),
    "way": _Look("▪ "),
    "say": _Look("— ", "title"),
    "check": _Look("• "),
    "next": _Look("→ "),
    "where": _Look("", "title"),
    "met": _Look("✓ ", "good", _CHECKS),
    "unmet": _Look("✗ ", "title bad", _CHECKS),
    "hint": _Look("→ ", "hint"),
    "who": _Look("", "title"),
    "fact": _Look("", "fact", ("fact",)),
    "story": _Look("", "title", ()),
    "bad": _Look("", "bad"),
    "done": _Look("✓ ", "quiet good"),
    "now": _Look("▸ ", "title"),
    "ahead": _Look("  "),
    "result": _Look("", "title", ()),
    "action": _Look("", "time", ("action", "cause")),
    "cause": _Look(" " * 9, "bad"),
    "remark": _Look("✎ ", "", ("remark",)),
}
_UNTOLD: Final = ("never", "remarks", "when")
"""What is told elsewhere only: rows of these kinds, and the headings of these."""


def told(session: Session, panel: str) -> PanelText:
    """What a panel reads; a story's next step is kept in sight, or the last remark. Messages: the newest first."""
    rows = [row for row in panel_rows(session, panel) if row.kind not in _UNTOLD and row.lead not in _UNTOLD]
    if (following := next((at for at, row in enumerate(rows) if row.kind == "ahead"), None)) is not None:
        rows[following] = rows[following]._replace(kind="now")
    room = max((cell_len(drawable(row.lead)) for row in rows if row.kind == "fact"), default=0) + 2
    lines: list[Line] = []
    before, here = "", -1
    for row in rows:
        mark, classes, close = _LOOKS[row.kind]
        if lines and close is not None and before not in close:
            classes = f"{classes} gap".strip()
        if row.kind == "fact":
            value, *more = row.text.split("\n")
            lead = drawable(row.lead)
            lines.append(line(value, lead + " " * (room - cell_len(lead)), classes))
            lines += [line(value, " " * room, "fact") for value in more]
        else:
            lines.append(Line(_runs(row), f"{row.lead} " if row.kind == "action" else mark, classes))
        if row.kind in ("done", "now", "remark"):
            here = len(lines) - 1
        before = row.kind
    arrived = session.simulation.messages if panel == "messages" else ()
    cards = tuple(_message(session, one, one.number == len(arrived)) for one in reversed(arrived))
    asked = session.words("panel.notes.remark") if panel == "notes" else ""
    return PanelText(tuple(lines), here, cards, asked)


def _runs(row: PanelRow) -> tuple[tuple[str, str], ...]:
    if row.kind == "action":
        after = ((f" → {row.aside}", QUIET),) if row.aside else ()
        return ((f"{row.where}: ", QUIET), (row.text, ""), *after)
    return ((row.text, ""), (f" · {row.aside}", f"{QUIET} not bold")) if row.aside else ((row.text, ""),)


def fitting(session: Session) -> str:
    """The panel for the moment: the story being played, why something did not pass, the messages, or the advice.

    The messages are for who waits for a code and has got one.
    """
    if session.call.state.story is not None:
        return "customer"
    if did_not_pass(session):
        return "why"
    waits = any(block.kind == "code" for block in session.simulation.view.blocks)
    return "messages" if waits and session.simulation.messages else "advice"


def unseen(session: Session, front: str) -> tuple[tuple[str, str], ...]:
    """What a narrow terminal says of panels out of sight: that something did not pass, how many messages there are."""
    said = []
    if front == PHONE and did_not_pass(session):
        said.append(("why", session.words("panel.why.news")))
    if session.simulation.messages and front != "messages":
        said.append(("messages", session.words("panel.messages.unread", n=len(session.simulation.messages))))
    return tuple(said)


def news(session: Session, panel: str) -> str:
    """What the tab of a panel says behind its title: a number or a sign, "" for nothing."""
    story = session.call.state.story
    match panel:
        case "messages":
            return str(len(session.simulation.messages) or "")
        case "why":
            return "!" if did_not_pass(session) else ""
        case "customer" if story is not None:
            return f"{story.played}/{len(story.steps)}"
        case "notes":
            return str(len(session.call.state.remarks) or "")
    return ""


def did_not_pass(session: Session) -> bool:
    """Whether a check of the last decision failed."""
    decision = session.simulation.decision
    return decision is not None and decision.failed is not None


def _message(session: Session, message: MessageView, newest: bool) -> Card:
    words = session.words
    title = words(f"channel.{message.channel}")
    if message.channel == "email":
        title = f"{title} · {words(f'folder.{message.folder}')}"
    life = message.life
    if newest and message.attempts_left is not None and message.sends_left is not None:
        attempts = words("panel.messages.attempts", n=message.attempts_left)
        life = f"{life} · {attempts} · {words('panel.messages.sends', n=message.sends_left)}"
    lines = [
        line(f"{words('panel.messages.from')}: {message.sender}", kind="quiet"),
        line(f"{words('panel.messages.to')}: {message.to}", kind="quiet"),
        *([line(message.subject, kind="title")] if message.subject else ()),
        line(message.body),
    ]
    return Card(
        message.number,
        title,
        message.age,
        tuple(lines),
        words("panel.messages.open_link") if message.link else "",
        message.link,
        f"{words('panel.messages.code')} {message.code}" if message.code else "",
        life,
    )
