"""Every state a screen can show itself in, and what of its words is too long there: characters, lines, what is cut.

States are set up, not lived through, for the customers whose words take the most room: each error, notice and kind of
code by itself. A second rendering, with keys for words, tells which text of the file stands where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Final, NamedTuple

from msgspec.structs import replace

from ac_tui.deck import model as m
from ac_tui.deck.cells import OFF, cells, drawable, wrap
from ac_tui.deck.deck import Deck
from ac_tui.deck.load import CLOSING, OPENING, PSEUDO, key_deck
from ac_tui.deck.render import render
from ac_tui.deck.text import PLACEHOLDER, cut, placeholders
from ac_tui.deck.view import Block, View, texts_of
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS, Challenge, Contact, Draft, Hint, Journey, Purpose, Stage, Step
from ac_tui.journey.rules import mask_email, mask_mobile_confirm
from ac_tui.journey.world import Policy, SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer, SecretStr

_MARKED: Final = re.compile(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}")
_NOW: Final = datetime(2026, 1, 15, 12, 59, tzinfo=UTC)
_CODES: Final[Mapping[Step, tuple[Purpose, ...]]] = {
    "confirm_contact": ("registration",),
    "confirm_identity": ("access", "operation"),
    "link_expired": ("registration",),
    "recover": ("recovery",),
}
_ASKED_AT: Final[Mapping[Step, tuple[Step, ...]]] = {
    "help": ("confirm_contact", "confirm_identity", "tax_code", "choose_contact"),
    "assistance": ("confirm_contact", "confirm_identity", "tax_code", "choose_contact", "no_mobile"),
}
"""Where help and assistance are asked for: they say other things at each step."""
_PASSWORDS: Final = (SecretStr(""), SecretStr("a"), SecretStr("Aa345678"))
_CHOICES: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "contact": ({"contact.kind": "email"}, {"contact.kind": "mobile"}),
    "choose_contact": ({}, {"choose_contact.contact": "email_1"}, {"choose_contact.contact": "none"}),
}
_ROOM: Final[tuple[Callable[[Customer], int], ...]] = (
    lambda c: len(c.display_name),
    lambda c: len(c.first_name),
    lambda c: len(c.client_code),
    lambda c: len(c.agency.name),
    lambda c: len(c.agency.phone),
    lambda c: max((len(p.number) for p in c.policies if p.active_on(_NOW.date())), default=0),
    lambda c: sum(p.active_on(_NOW.date()) for p in c.policies),
    lambda c: len(c.emails) + len(c.mobiles),
    lambda c: max((len(mask_email(email)) for email in c.emails), default=0),
    lambda c: max((len(mask_mobile_confirm(mobile)) for mobile in c.mobiles), default=0),
    lambda c: max(map(len, c.emails), default=0),
    lambda c: -sum(p.active_on(_NOW.date()) for p in c.policies),
)
"""What of a customer can take room on a screen; the last finds one without a policy."""


def situations(deck: Deck, registry: Registry, policy: Policy, steps: Iterable[Step] = STEPS) -> dict[View, View]:
    """Every different screen of a deck at these steps, in the order given, with the same screen in a `key_deck`."""
    world = World(registry, policy, SimpleNamespace(now=lambda: _NOW), SeededCodes())
    customers, keyed = longest(registry), key_deck(deck)
    found: dict[View, View] = {}
    for step in steps:
        body = deck.screens[step].body
        texts = [(path[1:], text) for path, text in deck.screens[step].texts() if path[0] == "body"]
        for customer in customers:
            keys = [key for key, text in texts if customer is customers[0] or placeholders(text)]
            for state in _states(step, customer, policy):
                for journey in (state, *_remarked(body, state, customer, keys)):
                    view = render(deck, journey, world)
                    if view not in found:
                        found[view] = render(keyed, journey, world)
    return found


def longest(registry: Registry) -> tuple[Customer, ...]:
    """For each thing that screens fill in, a customer of whom it is longest; the first of the registry too."""
    customers = tuple(registry)
    chosen = [*customers[:1], *(max(customers, key=room) for room in _ROOM if customers)]
    return tuple({customer.id: customer for customer in chosen}.values())


def _states(step: Step, customer: Customer, policy: Policy) -> Iterator[Journey]:
    given = [*(Contact("email", one) for one in customer.emails), *(Contact("mobile", one) for one in customer.mobiles)]
    base = Journey(
        now=_NOW,
        step=step,
        profile=customer.profile,
        customer_id=customer.id,
        offers=tuple(given),
        logged_in=customer.id if step == "home" else "",
    )
    most, none, cooldown = policy.code_attempts, timedelta(0), policy.resend_cooldown
    lifetime = policy.code_lifetime_business if customer.business else policy.code_lifetime_private
    counts = [(none, most, 1), (cooldown, most, 1), (none, 1, 1), (none, 0, 1), (none, most, policy.sends)]

    def asked(state: Journey, at: Step) -> Iterator[Journey]:
        """With each code a step can ask for, by each contact: just sent, a while ago, few attempts, the last one."""
        for purpose, contact, (waited, attempts, sends) in product(_CODES.get(at, ()), given, counts):
            if contact.kind == "mobile" or at != "confirm_identity":
                link = "link" if customer.business and purpose == "registration" else ""
                sent, secret = _NOW - waited, SecretStr("")
                until = sent + lifetime
                code = Challenge("code", purpose, customer.id, contact, secret, link, sent, until, attempts, sends)
                yield replace(state, challenge=code.key, service=replace(state.service, challenges={code.key: code}))

    # What can stand in the fields and change what is shown.
    passwords = _PASSWORDS if any(field.id == "password" for field in FORMS.get(step, ())) else _PASSWORDS[:1]
    filled = product(_CHOICES.get(step, ({},)), passwords)
    drafts = [Draft(values, {f"{step}.password": password}) for values, password in filled]
    stages: tuple[Stage, ...] = ("ask", "code", "password") if step == "recover" else ("ask",)
    for stage, draft in product(stages, drafts):
        state = replace(base, stage=stage, draft=draft)
        codes = [*asked(state, step)] if stage != "ask" or step != "recover" else []
        yield from codes or [state]
    for at in _ASKED_AT.get(step, ()):
        state = replace(base, trail=(at,))
        yield from (state, *asked(state, at))
    if step == "assistance":  # asked for by somebody whom the phone may not call a customer yet
        yield replace(base, customer_id="", offers=())
    if step == "service_error":
        yield replace(base, service=replace(base.service, up=False))


def _remarked(
    body: Mapping[str, m.AnyBlock], state: Journey, customer: Customer, keys: Iterable[m.Path]
) -> Iterator[Journey]:
    for name, kind, *key in ((str(part) for part in path) for path in keys):
        if kind == "error":
            yield replace(state, errors={name: key[0]})
        elif kind == "hint":
            fill = {"suggestion": max(customer.emails, key=len, default="")} if key[0] == "suggestion" else {}
            yield replace(state, hints={name: Hint(key[0], fill)})
        elif body[name].kind == "notice":
            yield replace(state, notice=name, second_look=name == "not_recognised")


# What of the words is too long.


TextKey = tuple[str, m.Path]
"""A step, and the key of a text within its file."""


def shown(found: Mapping[View, View]) -> Iterator[tuple[TextKey, str, Block | None, str]]:
    """Every text of a file on these screens: its key, its part of its block, the block (None: heading), its words."""
    for view, keyed in found.items():
        if view.heading:
            yield (view.step, ("heading",)), "heading", None, view.heading
        for block, keys in zip(view.blocks, keyed.blocks, strict=True):
            of_part = texts_of(keys)
            for part, text in texts_of(block).items():
                if text and not (part == "placeholder" and block.value):
                    path = of_part[part].partition(CLOSING)[0].removeprefix(OPENING)
                    yield (view.step, tuple(path.split("."))), part, block, text


def tight(
    found: Mapping[View, View], screens: Mapping[str, m.Screen], widths: Iterable[int]
) -> dict[TextKey, tuple[tuple[int, ...], str]]:
    """Every text that is cut on some screen: at which widths, and how it reads there first. A button or tab may not
    take two rows, a word not be broken in two; an address or number that somebody gave may.
    """
    widths = sorted(widths)
    written = {(step, path): text for step, screen in screens.items() for path, text in screen.texts()}
    known: set[object] = set()
    cut_at: dict[TextKey, tuple[tuple[int, ...], str]] = {}
    for key, part, block, text in shown(found):
        kind = block.kind if block else "heading"
        row = block if kind in ("button", "tabs") and part not in ("error", "hint") else None
        options = (option.text for option in row.options) if row else ()
        widest = max(options, key=lambda said: cells(drawable(said)), default="")
        # A placeholder is shown as far as there is room, and gone with the first letter.
        if part == "placeholder" or (row and part.startswith("option") and text != widest) or (key, row) in known:
            continue
        known.add((key, row))
        words = PLACEHOLDER.sub(" ", written.get(key, ""))  # of its own: none may be broken
        room_of = part if part in ("error", "hint") else kind
        over = [w for w in widths if not (stays_in_line(row, w) if row else words_fit(words, room_of, w))]
        if over:
            before, first = cut_at.get(key, ((), drawable(text)))
            cut_at[key] = tuple(width for width in widths if width in (*before, *over)), first
    return cut_at


def excesses(
    found: Mapping[View, View], screens: Mapping[str, m.Screen], width: int
) -> dict[tuple[str, str, m.Path], tuple[int, int, str]]:
    """By rule, step and key what has more characters than `max_length`, values filled in, shown or not, or takes more
    lines than `max_lines` on a page of this width: what it measures, at most what, how it reads.
    """
    worst: dict[tuple[str, str, m.Path], tuple[int, int, str]] = {}

    def measure(rule: str, step: str, path: m.Path, length: int, most: int, text: str) -> None:
        if length > max(most, worst.get((rule, step, path), (0,))[0]):
            worst[rule, step, path] = length, most, text

    fixed = ((step, path, cut(text)) for step, screen in screens.items() for path, text in screen.texts())
    said = [(step, path, parts[0][0]) for step, path, parts in fixed if len(parts) == 1]
    said += [(step, path, text) for (step, path), _, _, text in shown(found)]
    for view in found:
        for block in view.blocks:
            model = screens[view.step].body[name := block.id.partition(".")[0]]
            if model.max_lines:
                path, _ = next(model.texts(("body", name)))
                measure("too-many-lines", view.step, path, line_count(block, width), model.max_lines, block.text)
    for step, path, text in said:
        most = screens[step].body[str(path[1])].max_length if path[0] == "body" else None
        if most and path[2] not in ("error", "hint"):
            measure("too-long", step, path, len(text), most, text)
    return worst


class Strain(NamedTuple):
    """A text that gives way: where it stands, at which widths it is cut (none: a word outside the marks), the text."""

    variant: str
    key: str
    widths: tuple[int, ...]
    text: str


def strains(deck: Deck, registry: Registry, policy: Policy, widths: Iterable[int]) -> Iterator[Strain]:
    """What is cut at these widths, and of the pseudo-locale words outside its marks: they stand in no file."""
    found = situations(deck, registry, policy)
    unmarked: dict[TextKey, str] = {}
    for key, _, _, text in shown(found) if deck.variant == PSEUDO else ():
        if any(map(str.isalnum, _MARKED.sub("", text))):
            unmarked.setdefault(key, text)
    told = [*tight(found, deck.screens, widths).items(), *((key, ((), text)) for key, text in unmarked.items())]
    for (step, path), (cut_at, text) in told:
        yield Strain(deck.variant, ".".join((step, *map(str, path))), cut_at, text)


# Which words fit on a page: arithmetic over the cells that a widget takes beside its words. A test that opens every
# state at several widths holds it to the real widgets.

INSETS: Final[Mapping[str, int]] = {
    "heading": 0, "text": 0, "link": 0, "notice": 4, "checklist": 4, "choice": 4, "checkbox": 4, "button": 4,
    "field": 4, "secret": 4, "code": 4, "tabs": 4, "error": 2, "hint": 2,
}  # fmt: skip
"""Cells of the page's width that are no room for words, by kind of block; of tabs, for each of them."""


def words_fit(words: str, kind: str, width: int) -> bool:
    """Whether no word is longer than a line of a block of this kind ("error" and "hint" too) on such a page."""
    room = width - INSETS[kind]
    return all(cells(word) <= room for word in drawable(words).split())


def stays_in_line(block: Block, width: int) -> bool:
    """Whether a button's label, or the labels of tabs together, take one line on a page of this width."""
    if block.kind == "tabs":
        return sum(cells(drawable(option.text)) + INSETS["tabs"] for option in block.options) <= width
    label = block.text if block.enabled else OFF + block.text
    return cells(drawable(label)) <= width - INSETS[block.kind]


def line_count(block: Block, width: int) -> int:
    """The lines that a block's own words take, without error and hint and without what frames them; at least 1."""
    if block.kind == "tabs" and stays_in_line(block, width):
        return 1
    room, option = width - INSETS[block.kind], width - INSETS["choice"]
    rooms = {"title": room, "text": width if block.options else room, "group": width, "option": option}
    said = [(part.partition(" ")[0], text or " ") for part, text in texts_of(block).items() if text or " " in part]
    return max(1, sum(len(wrap(drawable(text), rooms[part])) for part, text in said if part in rooms))
