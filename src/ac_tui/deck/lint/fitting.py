"""Every state a screen can show itself in, and what of its words is too long there: characters, lines, what is cut.

States are set up, not lived through, for the customers of a registry whose words take the most room: each field error,
each notice, each kind of code is put on its screen by itself, so that a text is seen however rare its moment is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from types import SimpleNamespace
from typing import Final, Literal, NamedTuple

from msgspec.structs import replace

from ac_tui.deck import model as m
from ac_tui.deck.cells import ONE_LINE, cells, drawable, line_count, stays_in_line, words_fit
from ac_tui.deck.deck import Deck
from ac_tui.deck.lint.texts import dotted_key
from ac_tui.deck.pseudo import CLOSING, OPENING, PSEUDO
from ac_tui.deck.render import render
from ac_tui.deck.text import PLACEHOLDER, cut, placeholders
from ac_tui.deck.view import Block, View
from ac_tui.journey.forms import FORMS
from ac_tui.journey.model import STEPS, Challenge, Contact, Draft, Hint, Journey, Purpose, Stage, Step
from ac_tui.journey.policy import Policy
from ac_tui.journey.rules import contacts
from ac_tui.journey.world import SeededCodes, World
from ac_tui.registry.index import Registry
from ac_tui.registry.model import Customer
from ac_tui.registry.secret import SecretStr

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
    lambda c: max((len(contacts.mask_email(email)) for email in c.emails), default=0),
    lambda c: max((len(contacts.mask_mobile_confirm(mobile)) for mobile in c.mobiles), default=0),
    lambda c: max(map(len, c.emails), default=0),
    lambda c: -sum(p.active_on(_NOW.date()) for p in c.policies),
)
"""What of a customer can take room on a screen; the last finds one without a policy."""


class Situation(NamedTuple):
    """A state and what the phone shows in it."""

    journey: Journey
    view: View


def situations(deck: Deck, registry: Registry, policy: Policy, steps: Iterable[Step] = STEPS) -> tuple[Situation, ...]:
    """Every different screen of a deck at these steps, in the order given (the guide's)."""
    world = World(registry, policy, SimpleNamespace(now=lambda: _NOW), SeededCodes())
    customers = longest(registry)
    seen: dict[View, Situation] = {}
    for step in steps:
        body = deck.screens[step].body
        texts = [(path[1:], text) for path, text in deck.screens[step].texts() if path[0] == "body"]
        for customer in customers:
            keys = [key for key, text in texts if customer is customers[0] or placeholders(text)]
            for state in _states(step, customer, policy):
                for journey in (state, *_remarked(body, state, customer, keys)):
                    view = render(deck, journey, world)
                    seen.setdefault(view, Situation(journey, view))
    return tuple(seen.values())


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

    def asked(state: Journey, at: Step) -> list[Journey]:
        """The state with each code that a step can ask for."""
        codes = _challenges(at, customer, given, policy)
        services = ((code.key, replace(state.service, challenges={code.key: code})) for code in codes)
        return [replace(state, challenge=key, service=service) for key, service in services]

    # What can stand in the fields and change what is shown.
    passwords = _PASSWORDS if any(field.id == "password" for field in FORMS.get(step, ())) else _PASSWORDS[:1]
    drafts = [
        Draft(values, {f"{step}.password": password}) for values in _CHOICES.get(step, ({},)) for password in passwords
    ]
    stages: tuple[Stage, ...] = ("ask", "code", "password") if step == "recover" else ("ask",)
    for stage, draft in product(stages, drafts):
        state = replace(base, stage=stage, draft=draft)
        yield from (asked(state, step) if stage != "ask" or step != "recover" else []) or [state]
    for at in _ASKED_AT.get(step, ()):
        state = replace(base, trail=(at,))
        yield from (state, *asked(state, at))
    if step == "assistance":  # asked for by somebody whom the phone may not call a customer yet
        yield replace(base, customer_id="", offers=())
    if step == "service_error":
        yield replace(base, service=replace(base.service, up=False))


def _challenges(step: Step, customer: Customer, given: list[Contact], policy: Policy) -> Iterator[Challenge]:
    """The codes a step can ask for: by each contact, just sent and some time ago, with few attempts, the last one."""
    most, none = policy.code_attempts, timedelta(0)
    lifetime = policy.code_lifetime_business if customer.business else policy.code_lifetime_private
    states = (
        (none, most, 1),
        (policy.resend_cooldown, most, 1),
        (none, 1, 1),
        (none, 0, 1),
        (none, most, policy.sends),
    )
    for purpose, contact, (waited, attempts, sends) in product(_CODES.get(step, ()), given, states):
        if contact.kind == "mobile" or step != "confirm_identity":
            link = "link" if customer.business and purpose == "registration" else ""
            sent, code = _NOW - waited, SecretStr("")
            yield Challenge("code", purpose, customer.id, contact, code, link, sent, sent + lifetime, attempts, sends)


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


class Tight(NamedTuple):
    """A text cut on screens of these widths: the step, its key within the step's file, how it reads there."""

    step: str
    path: m.Path
    widths: tuple[int, ...]
    text: str


class Excess(NamedTuple):
    """A text longer than its block allows: the rule, the step, its key, what it measures, what it may, how it reads."""

    rule: Literal["too-long", "too-many-lines"]
    step: str
    path: m.Path
    measure: int
    most: int
    text: str


def shown(screen: m.Screen, situation: Situation) -> Iterator[tuple[m.Path, str, str]]:
    """Every text of the file that is on the phone in a situation: its key, the id of its block, how it reads."""
    view, journey = situation.view, situation.journey
    if view.heading:
        yield ("heading",), "", view.heading
    for block in view.blocks:
        name = block.id.partition(".")[0]
        for key, text in (
            (("title",), block.title),
            (("text" if block.kind in ("text", "notice") else "label",), block.text),
            (("placeholder",), "" if block.value else block.placeholder),
            *_options(screen.body[name], block),
            (("error", journey.errors.get(name, "")), block.error),
            (("hint", journey.hints[name].key if block.hint else ""), block.hint),
        ):
            if text:
                yield ("body", name, *key), block.id, text


def _options(model: m.AnyBlock, block: Block) -> Iterator[tuple[tuple[str, ...], str]]:
    for option in block.options:
        match model:
            case m.TabsBlock():
                yield ("options", option.id), option.text
            case m.ChecklistBlock():
                yield ("items", option.id, "text"), option.text
            case m.ChoiceBlock():
                group = _group_of(model, option.id)
                yield ("groups", group, "label"), option.group
                own = option.id in model.groups[group].options
                yield ("groups", group, *(("options", option.id) if own else ("text",))), option.text


def _group_of(model: m.ChoiceBlock, option: str) -> str:
    """The group an option stands in: the one that has it, else the one over its list (`emails` has `email_1`)."""
    kind = option.rpartition("_")[0][:-1]  # the plural may change the last letter: policy, policies
    listed = {name: group.each for name, group in model.groups.items() if group.each}
    names = [name for name, group in model.groups.items() if option in group.options]
    return next(iter((*names, *(name for name, each in listed.items() if each.startswith(kind)), *listed)))


def tight(found: Iterable[Situation], screens: Mapping[str, m.Screen], widths: Iterable[int]) -> list[Tight]:
    """Every text that is cut in some situation at some width: a button or tab of two rows, a word broken in two.

    An address or number that somebody gave is no word: it may go over the end of a line.
    """
    widths = sorted(widths)
    written = {(step, path): text for step, screen in screens.items() for path, text in screen.texts()}
    known: set[object] = set()
    cut_at: dict[tuple[str, m.Path], Tight] = {}
    for situation in found:
        page = situation.view
        for path, name, text in shown(screens[page.step], situation):
            block = page.block(name)
            kind = next((part for part in ("error", "hint") if part in path), block.kind if block else "heading")
            options = (
                [option.text for option in block.options] if block and kind == "tabs" else []
            )  # they share one row
            row = block._replace(text=block.text if kind == "tabs" else text) if block and kind in ONE_LINE else None
            if (
                "placeholder" in path  # shown as far as there is room, and gone with the first letter
                or ("options" in path and options and text != max(options, key=lambda said: cells(drawable(said))))
                or (page.step, path, row) in known
            ):
                continue
            known.add((page.step, path, row))
            words = PLACEHOLDER.sub(" ", written.get((page.step, path), ""))  # of its own: none may be broken
            over = [
                width for width in widths if not (stays_in_line(row, width) if row else words_fit(words, kind, width))
            ]
            if over:
                before = cut_at.setdefault((page.step, path), Tight(page.step, path, (), drawable(text)))
                both = tuple(width for width in widths if width in (*before.widths, *over))
                cut_at[page.step, path] = before._replace(widths=both)
    return list(cut_at.values())


def excesses(found: Iterable[Situation], screens: Mapping[str, m.Screen], width: int) -> Iterable[Excess]:
    """Each text at its longest that has more characters than `max_length`, values filled in, but for errors and hints;
    each block at its longest that takes more lines than `max_lines` on a page of this width, at its first words.

    A text that has nothing to fill in is measured whether it is ever shown or not.
    """
    worst: dict[tuple[str, str, m.Path], Excess] = {}

    def measure(one: Excess) -> None:
        if one.measure > max(one.most, worst[one[:3]].measure if one[:3] in worst else 0):
            worst[one[:3]] = one

    fixed = ((step, path, cut(text)) for step, screen in screens.items() for path, text in screen.texts())
    said = [(step, path, parts[0][0]) for step, path, parts in fixed if len(parts) == 1]
    for situation in found:
        step, screen = situation.view.step, screens[situation.view.step]
        said += [(step, path, text) for path, _, text in shown(screen, situation)]
        for block in situation.view.blocks:
            model = screen.body[name := block.id.partition(".")[0]]
            if model.max_lines:
                path, _ = next(model.texts(("body", name)))
                measure(Excess("too-many-lines", step, path, line_count(block, width), model.max_lines, block.text))
    for step, path, text in said:
        most = screens[step].body[str(path[1])].max_length if path[0] == "body" else None
        if most and path[2] not in ("error", "hint"):
            measure(Excess("too-long", step, path, len(text), most, text))
    return worst.values()


class Strain(NamedTuple):
    """A text that gives way: where it stands, at which widths it is cut (none: a word outside the marks), the text."""

    variant: str
    key: str
    widths: tuple[int, ...]
    text: str


def strains(deck: Deck, registry: Registry, policy: Policy, widths: Iterable[int]) -> Iterator[Strain]:
    """What of a deck is cut at these widths, with its longest customers, by screen and key.

    For the pseudo-locale also the words that are not marked.
    """
    found = situations(deck, registry, policy)
    for step, path, cut_at, text in tight(found, deck.screens, widths):
        yield Strain(deck.variant, dotted_key(step, path), cut_at, text)
    if deck.variant == PSEUDO:
        yield from unmarked(found, deck)


def unmarked(found: Iterable[Situation], deck: Deck) -> Iterator[Strain]:
    """Words on a screen of the pseudo-locale that stand outside its marks: written into the program, or forgotten."""
    seen: set[str] = set()
    for situation in found:
        for path, _, text in shown(deck.screens[situation.view.step], situation):
            key = dotted_key(situation.view.step, path)
            if key not in seen and any(map(str.isalnum, _MARKED.sub("", text))):
                seen.add(key)
                yield Strain(deck.variant, key, (), text)
