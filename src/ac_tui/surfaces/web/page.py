"""A call in a worker of the browser: what a person did comes in as JSON, what changed on the page goes out as JSON."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Final

from msgspec.structs import replace

from ac_tui.assets import screens_dir, write_text
from ac_tui.deck.lint.texts import language_of
from ac_tui.deck.render import render
from ac_tui.deck.view import View, differences
from ac_tui.desk import phone
from ac_tui.desk.case import FIELDS, form_of, read_form, take_form, use_registry
from ac_tui.desk.commands import COMMANDS, GROUPS, find, key_name, run
from ac_tui.desk.links import LinkTarget, open_place
from ac_tui.desk.outcome import NO_REQUEST, Outcome, Request, said
from ac_tui.desk.panels import card, news, on_the_way
from ac_tui.desk.pickers import PICKERS, Picker
from ac_tui.desk.picks import Pick
from ac_tui.desk.session import PANELS, Session
from ac_tui.flows.executor import main_button
from ac_tui.flows.fixture import read_fixture
from ac_tui.registry.faults import Fault, FileError, printable
from ac_tui.registry.load import parse_registry
from ac_tui.surfaces.web.html import phone as phone_html
from ac_tui.surfaces.web.html import template

_HOME = Path("/own")  # where files lie that were dropped on the page, in the memory of the tab
_ELSEWHERE: Final = ("quit", "watch", "panel", "panels", "phone")
"""Commands that a page has no use for: a tab is closed, no file is followed, every panel is in sight or has a tab."""
OFFERED: Final = tuple(command for command in COMMANDS if command.id not in _ELSEWHERE)
_BY_KEY: Final[Mapping[str, str]] = {
    key: one.id for one in OFFERED for key in one.keys if key not in ("ctrl+n", "ctrl+t", "ctrl+w")
}
"""The ids of commands by the keys that reach a page (browsers keep the others), as Textual names them."""
_KEYS: Final[Mapping[str, str]] = {command: key_name(key) for key, command in reversed(tuple(_BY_KEY.items()))}
"""How the page calls commands that have a key: "Alt+N" where the browser keeps the first."""
_MOST: Final = max(40, len(OFFERED))  # how many of the things to choose from are listed


class PageSession:
    """One session, and what the page shows of it: `take` is given a message and returns an update.

    Its `html` has the regions that changed, its `values` what stands in the fields, in clear: that is where it goes.
    """

    def __init__(self) -> None:
        self.session = Session(read_fixture().simulation(), names=lambda _: _KEYS)
        given: dict[str, object] = {"session": self.session, "words": self.session.words, "keys": _KEYS}
        given |= {"commands": OFFERED, "groups": GROUPS, "panels": PANELS, "fields": FIELDS}
        given |= {"card": card, "on_the_way": on_the_way}
        # The regions around the phones: a macro each, by its name.
        self._regions: Any = template("ac_tui.surfaces.web", "desk.html.jinja").make_module(given)
        self._faults: list[Fault] = []
        self._shown: dict[str, str] = {}
        self._files: dict[str, str] = {}
        self._downloads()
        self._view = View("", "", ())  # that was shown last
        self._picks: Sequence[Pick] = ()
        self._box = ""

    def take(self, message: str) -> str:
        """Do what a message says, and tell what came of it."""
        told: dict[str, Any] = json.loads(message)
        try:
            done = self._do(told)
            outcome = done if isinstance(done, Outcome) else Outcome()
            update = self._update(outcome, told["kind"])
        except Exception as error:  # its words may quote what was typed
            from ac_tui.flows.results import crash_report

            update = {"broken": crash_report(error)}
        return json.dumps(update | {"n": told.get("n", 0)}, ensure_ascii=False)

    # What comes in.

    def _do(self, told: Mapping[str, Any]) -> object:
        """Do what a message says, by its kind; an Outcome is what it leaves to do."""
        session, simulation = self.session, self.session.simulation
        request = Request(*(told.get(name, none) for name, none in NO_REQUEST._asdict().items()))
        acts: Mapping[str, Callable[[], object]] = {
            "open": lambda: open_place(session, LinkTarget(*map(told.get, ("story", "step", "variant"), ("",) * 3))),
            "tap": lambda: simulation.tap(told["block"], told.get("option", "")),
            "write": lambda: simulation.write(told["block"], told["text"]),
            "paste": lambda: simulation.write(told["block"], told["text"], pasted=True),
            "enter": lambda: simulation.tap(main_button(session.simulation.view)),
            "back": lambda: phone.back(session),
            "run": lambda: run(session, told["command"], request),
            "code": lambda: phone.copy_code(session, told["number"]),
            "link": lambda: phone.open_link(
                session, next(m.link for m in session.simulation.messages if m.number == told["number"])
            ),
            "look": lambda: self._look(told["what"], told.get("text", "")),
            "choose": lambda: self._choose(told["number"]),
            "fill_in": lambda: self._fill_in(told["fields"]),
            "tick": lambda: simulation.tick(timedelta(seconds=told["seconds"])),  # that passed outside
            "drop": lambda: self._drop([(file["name"], file["text"]) for file in told["files"]]),
            "faults": self._faults.clear,
            "rest": lambda: None,  # nothing was done for a moment: everything catches up
        }
        return acts[told["kind"]]()

    def _look(self, what: str, text: str) -> None:
        self._picks, self._shown["box"] = (), ""
        if what == "help":
            self._box = self._regions.help()
        elif what == "caller":
            self._box = self._regions.caller(form_of(self.session), {}, "")
        else:
            self._offer(what, text)

    def _choose(self, number: int) -> Outcome | None:
        picks, self._picks = self._picks, ()
        return picks[number].act(self.session) if number < len(picks) else None

    def _fill_in(self, given: Mapping[str, str]) -> Outcome | None:
        customer, faults = read_form(self.session, given)
        if customer is not None:
            self._box = ""
            return take_form(self.session, customer)
        refused = "" if faults else self.session.words("case.refused", what=given.get("first_name", ""))
        self._box = self._regions.caller(given, faults, refused)
        return None

    def _drop(self, files: Sequence[tuple[str, str]]) -> Outcome | None:
        self._faults.clear()
        outcome = None
        try:
            for taken in take_files(self.session, files):
                outcome = taken  # told, whatever goes wrong after it
        except FileError as error:
            places = re.compile(rf"{_HOME}/(screens|flows)/")
            self._faults += (replace(one, file=places.sub("", one.file, count=1)) for one in error.faults)
            for stray in (one.file for one in error.faults if one.rule == "unknown-file"):
                Path(stray).unlink(missing_ok=True)  # or no words would be taken after it
        return outcome

    # What goes out.

    def _update(self, outcome: Outcome, kind: str) -> dict[str, Any]:
        """What changed; with what is typed only the phone keeps up, and the rest follows."""
        session, simulation = self.session, self.session.simulation
        view, beside = simulation.view, session.variants.beside
        before, self._view = self._view, view
        moved, late = view.step != before.step, kind in ("write", "tick")
        html = {"phone": str(phone_html(view, simulation.deck, "phone", live=True)), "beside": "", "box": self._box}
        if beside is not None:  # the phone to be looked at
            other = render(beside, simulation.journey, simulation.world)
            html["beside"] = str(phone_html(other, beside, "other", differing=differences(view, other)))
        if not late or moved:
            html |= self._desk()
        update: dict[str, Any] = {
            "html": {name: text for name, text in html.items() if self._shown.get(name) != text},
            "values": {one.id: simulation.written(one.id) for one in view.blocks if one.writable},
            "step": view.step,
            "title": f"{view.heading or session.words('phone.closed')} · {session.words('simulation.title')}",
            "language": language_of(simulation.deck.variant),
            "unsaved": session.unsaved_notes,
        }
        self._shown |= html
        errors, was = ({block.id: block.error for block in one.blocks if block.error} for one in (view, before))
        fresh = bool(errors) and [*errors.values()] != [*was.values()]
        if fresh:
            update["alert"] = f"{session.words('state.error')}: {' '.join(errors.values())}"
        if moved:
            update |= {"arrived": bool(before.step), "focus": view.focus}
        elif fresh and not late:
            update["focus"] = next(iter(errors))
        if outcome.say:
            update["say"] = session.words(outcome.say, **outcome.values)
        left = {name: getattr(outcome, name) for name in ("show", "focus", "option", "copy")}
        left |= {"keys": _BY_KEY if kind == "open" else {}, "files": self._downloads()}
        return update | {name: what for name, what in left.items() if what}

    def _desk(self) -> dict[str, str]:
        """Everything around the phone; a region that is "" is not there."""
        session, made = self.session, self._regions
        applying = [one for one in OFFERED if one.applies is None or one.applies(session)]
        bar = sorted((one for one in applying if one.footer or one.id == "copy_link"), key=lambda one: one.footer or 99)
        signs = [*session.signs(), session.words("simulation.invented")]
        around = {"head": made.head(bar, signs), "tabs": made.tabs(news(session))}
        around["faults"] = made.faults(self._faults) if self._faults else ""
        return around | {f"panel-{name}": getattr(made, name)() for name in PANELS}

    def _offer(self, what: str, text: str) -> None:
        """Settle what may be chosen in a dialog for what was typed."""

        def commands(session: Session, text: str) -> Sequence[Pick]:
            # The columns a page counts as: two phones have room, or stand one below the other.
            act = partial(run, request=Request(width=160))
            return [
                Pick(one.title(session), partial(act, command=one.id), one.text(session), _KEYS.get(one.id, ""))
                for one in find(session, text, OFFERED)
                if one.applies is None or one.applies(session)
            ]

        palette = Picker(commands, "command.palette.title", "said.no_command")
        session, words, picker = self.session, self.session.words, palette if what == "palette" else PICKERS[what]
        found = picker.find(session, text)
        self._picks = found[:_MOST]
        said = words("plain.left_out", n=len(found) - _MOST) if len(found) > _MOST else ""
        if not found or (picker.before and not text.strip()):
            said = words(picker.before) if found else picker.nothing(session, text)
        told = session.answers.told() if what == "cause" else {}
        asked = what not in ("answers", "cause")
        self._box = self._regions.choosing(picker.title(session), self._picks, said, told, asked)

    def _downloads(self) -> list[tuple[str, str]]:
        """Files that commands have written since: they are for the person, not for a disk that is gone with the tab."""
        files = (file for file in sorted(Path().iterdir()) if file.is_file())
        before, self._files = self._files, {file.name: file.read_text("utf-8", errors="replace") for file in files}
        return [(name, text) for name, text in self._files.items() if before.get(name) != text]


# Files that were dropped on the page.


def take_files(session: Session, files: Sequence[tuple[str, str]]) -> Iterator[Outcome]:
    """Take a person's own customers, words (over those that ac-tui ships) and flows: files with their names or paths.

    Gives what came of each kind; raises FileError, and the last good words stay.
    """
    from ac_tui.flows.load import load_flow

    variants = session.variants
    registries = [file for file in files if _is_registry(*file)]
    words = [file for file in files if file[0].endswith(".toml") and file not in registries]
    flows = [(_HOME / "flows" / _inside(name), text) for name, text in files if name.endswith((".yaml", ".yml"))]

    if registries:
        file = _inside(registries[-1][0]).name
        try:
            yield use_registry(session, parse_registry(registries[-1][1].encode(), file), file)
        except FileError as error:
            yield said("case.bad_file", why=printable(str(error.faults[0])))
    if words:
        variants.directory = _HOME / "screens"
        if not variants.directory.exists():
            shutil.copytree(screens_dir(), variants.directory)
        for name, text in words:
            write_text(variants.directory / _in_screens(name), text)
        session.simulation.deck = variants.load(session.simulation.deck.variant)
        yield said("page.own_words", n=len(words))
    for path, text in flows:
        write_text(path, text)
    if flows:
        yield session.tell(load_flow(flows[0][0]))  # the others are there for it to run
    if not (registries or words or flows):
        yield said("page.no_own_files")


def _is_registry(name: str, text: str) -> bool:
    """Whether a file holds customers, well or badly written, by its name or a heading in it."""
    registry = re.search(r"(?m)^\ufeff?[ \t]*\[+[ \t]*customers\b", text) or PurePosixPath(name).stem == "registry"
    return name.endswith(".jsonl") or (name.endswith(".toml") and bool(registry))


def _inside(name: str) -> PurePosixPath:
    """A name that leads nowhere but into its folder."""
    return PurePosixPath(*(part for part in PurePosixPath(name).parts if part not in ("/", "..", ".")))


def _in_screens(name: str) -> PurePosixPath:
    """Where a file of words belongs: by its folder from one of screens/ on, else by its name."""
    path, rooms = _inside(name), ("variants", "desk", "rules")
    starts = [path.parts.index(room) for room in rooms if room in path.parts[:-1]]
    shipped = [room for room in rooms if (screens_dir() / room / path.name).is_file()]
    return PurePosixPath(*(path.parts[starts[0] :] if starts else (*shipped, path.name)))
