"""The page's side of a call: what a person did comes in as JSON, what changed on the page goes out as JSON.

It runs in a worker of the browser; nothing of what comes in goes anywhere else.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ac_tui.desk.case import form_of, read_form, take_form
from ac_tui.desk.commands import run
from ac_tui.desk.links import LinkTarget, open_place
from ac_tui.desk.outcome import Outcome, Request
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_fixture
from ac_tui.flows.surface import main_button
from ac_tui.surfaces.web import regions
from ac_tui.surfaces.web.own_files import OwnFiles

if TYPE_CHECKING:
    from ac_tui.desk.picks import Pick

Message = Mapping[str, Any]


class PageSession:
    """One session, and what the page shows of it.

    `take` is given a message and returns an update: `html` has the regions that changed, `values` what stands in the
    fields (in clear: it goes into the very fields that it was typed in), and what an outcome leaves to do.
    """

    def __init__(self) -> None:
        self._started = {file.name for file in Path().iterdir()}
        self.session = Session(read_fixture().simulation(), names=lambda _: regions.KEYS)
        self._files = OwnFiles(self.session)
        self._shown: dict[str, str] = {}
        self._saved: dict[str, str] = {}
        self._step = ""
        self._errors: tuple[str, ...] = ()
        self._picks: Sequence[Pick] = ()
        self._box = ""
        self._keys: dict[str, str] = {}

    def take(self, message: str) -> str:
        """Do what a message says, and tell what came of it."""
        told: dict[str, Any] = json.loads(message)
        try:
            outcome = _TAKEN[told["kind"]](self, told) or Outcome()
            update = self._update(outcome, late=told["kind"] in ("write", "tick"))
        except Exception as error:  # its words may quote what was typed
            from ac_tui.flows.crash import crash_report

            update = {"broken": crash_report(error)}
        return json.dumps(update | {"n": told.get("n", 0)}, ensure_ascii=False)

    # What comes in.

    def _open(self, told: Message) -> Outcome | None:
        """Begin where a link leads."""
        self._keys = dict(regions.BY_KEY)
        return open_place(
            self.session, LinkTarget(told.get("story", ""), told.get("step", ""), told.get("variant", ""))
        )

    def _tap(self, told: Message) -> None:
        self.session.simulation.tap(told["block"], told.get("option", ""))

    def _write(self, told: Message) -> None:
        self.session.simulation.write(told["block"], told["text"])

    def _paste(self, told: Message) -> None:
        self.session.simulation.paste_code(told["block"], told["text"])

    def _enter(self, told: Message) -> None:
        self.session.simulation.tap(main_button(self.session.view))

    def _back(self, told: Message) -> Outcome:
        return self.session.phone.back()

    def _run(self, told: Message) -> Outcome:
        request = Request(told.get("text", ""), told.get("block", ""), told.get("panel", ""), told.get("width", 0))
        return run(self.session, told["command"], request)

    def _code(self, told: Message) -> Outcome:
        return self.session.phone.copy_code(told["number"])

    def _link(self, told: Message) -> Outcome:
        message = next(one for one in self.session.messages if one.number == told["number"])
        return self.session.phone.open_link(message.link)

    def _look(self, told: Message) -> None:
        """Show what may be chosen, for what was typed."""
        self._picks, self._shown["box"] = (), ""
        if told["what"] == "help":
            self._box = regions.help_box(self.session)
        elif told["what"] == "caller":
            self._box = regions.caller_form(self.session, form_of(self.session), {})
        else:
            offered = regions.choices(self.session, told["what"], told["text"])
            self._picks = offered.picks
            self._box = regions.choosing(self.session, offered, asked=told["what"] not in ("answers", "cause"))

    def _choose(self, told: Message) -> Outcome | None:
        picks, self._picks = self._picks, ()
        return picks[told["number"]].act(self.session) if told["number"] < len(picks) else None

    def _fill_in(self, told: Message) -> Outcome | None:
        """Put the caller that a form describes on the line, or say in the form what is wrong."""
        given = told["fields"]
        filled = read_form(self.session, given)
        if filled.customer is not None:
            self._box = ""
            return take_form(self.session, filled.customer)
        said = "" if filled.faults else self.session.words("case.refused", what=given.get("first_name", ""))
        self._box = regions.caller_form(self.session, given, filled.faults, said)
        return None

    def _tick(self, told: Message) -> None:
        """Let the seconds pass that passed outside."""
        self.session.simulation.tick(timedelta(seconds=told["seconds"]))

    def _drop(self, told: Message) -> Outcome | None:
        """Show the words and play the flows that were dropped on the page."""
        return self._files.take([(file["name"], file["text"]) for file in told["files"]])

    def _leave_faults(self, told: Message) -> None:
        self._files.faults = ()

    def _rest(self, told: Message) -> None:
        """Nothing was done for a moment: everything catches up."""

    # What goes out.

    def _update(self, outcome: Outcome, *, late: bool) -> dict[str, Any]:
        """What changed; where it is `late`, only the phone keeps up with what is typed, and the rest follows."""
        session, view = self.session, self.session.view
        html = regions.phone_regions(session)
        if not late or view.step != self._step:
            html |= regions.desk_regions(session, self._files.faults)
        html["box"] = self._box
        update: dict[str, Any] = {
            "html": {name: text for name, text in html.items() if self._shown.get(name) != text},
            "values": {one.id: session.simulation.written(one.id) for one in view.blocks if one.writable},
            "step": view.step,
            "title": f"{view.heading or session.words('phone.closed')} · {session.words('simulation.title')}",
            "language": regions.language(session),
            "unsaved": session.unsaved_notes,
        }
        self._shown |= html
        errors = tuple(block.error for block in view.blocks if block.error)
        if errors != self._errors and errors:
            update["alert"] = f"{session.words('state.error')}: {' '.join(errors)}"
        if view.step != self._step:
            update["arrived"] = bool(self._step)
            update["focus"] = view.focus
        elif errors and errors != self._errors and not late:
            update["focus"] = next(block.id for block in view.blocks if block.error)
        self._step, self._errors = view.step, errors
        if outcome.say:
            update["say"] = session.words(outcome.say, **outcome.values)
        for name in ("show", "focus", "option", "copy"):
            if getattr(outcome, name):
                update[name] = getattr(outcome, name)
        if self._keys:
            update["keys"], self._keys = self._keys, {}
        return update | ({"files": files} if (files := self._downloads()) else {})

    def _downloads(self) -> list[tuple[str, str]]:
        """Files that commands have written since: they are for the person, not for a disk that is gone with the tab."""
        written = {}
        for file in sorted(Path().iterdir()):
            if file.is_file() and file.name not in self._started:
                with suppress(UnicodeDecodeError):
                    written[file.name] = file.read_text("utf-8")
        fresh = [(name, text) for name, text in written.items() if self._saved.get(name) != text]
        self._saved |= dict(fresh)
        return fresh


_TAKEN: Final[Mapping[str, Callable[[PageSession, Message], Outcome | None]]] = {
    "open": PageSession._open,
    "tap": PageSession._tap,
    "write": PageSession._write,
    "paste": PageSession._paste,
    "enter": PageSession._enter,
    "back": PageSession._back,
    "run": PageSession._run,
    "code": PageSession._code,
    "link": PageSession._link,
    "look": PageSession._look,
    "choose": PageSession._choose,
    "fill_in": PageSession._fill_in,
    "tick": PageSession._tick,
    "drop": PageSession._drop,
    "faults": PageSession._leave_faults,
    "rest": PageSession._rest,
}
"""What is done with each kind of message."""
