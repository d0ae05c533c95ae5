"""Changing the case while the call goes on: the record at the Agenzia, a caller made from nothing, registries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from os.path import lexists
from pathlib import Path
from typing import Any, Final

from msgspec.structs import asdict, replace

from ac_tui.assets import AssetError, write_new_text
from ac_tui.desk.outcome import Outcome, said, unsaved
from ac_tui.desk.picks import Act, Pick, matches
from ac_tui.desk.session import Session
from ac_tui.flows.fixture import read_registry
from ac_tui.journey.challenges import sends_so_far, standing
from ac_tui.journey.forms import read_contact
from ac_tui.registry.faults import FileError, printable
from ac_tui.registry.index import Registry, to_jsonl, to_toml
from ac_tui.registry.keys import fold
from ac_tui.registry.load import customer_of
from ac_tui.registry.model import Customer, InsurancePolicy

_LISTS: Final = ("emails", "mobiles", "policies")
FIELDS: Final = ("profile", "first_name", "last_name", "company_name", "tax_code", "vat_number", *_LISTS)
"""What the form of a caller asks for; the label of each is the deck's `caller.FIELD`."""
_Change = tuple[str, str, Mapping[str, Any]]
"""A change: the deck's key that says it, what it is about, and the keys of the customer that are others then."""


def changes(session: Session, text: str) -> Sequence[Pick]:
    """What can be changed of the case now; what was typed may be a contact to add, or the right name."""
    customer = session.known
    new = _pick(session, "case.new", lambda session: session.choose(None)._replace(show="caller"))
    if customer is None:
        return [new]

    def changing(found: Iterator[_Change]) -> list[Pick]:
        acts = ((key, what, partial(change, customer=customer, what=what, other=other)) for key, what, other in found)
        return [_pick(session, key, act, what=what) for key, what, act in acts]

    listed = changing(_listed(session, customer))
    listed += [_pick(session, "case.unblock", unblock)] if _blocked(session) else []
    listed.append(_pick(session, "case.device", lambda session: session.other_device()))
    listed += [_pick(session, "case.form", lambda session: Outcome(show="caller")), new]
    return changing(_typed(customer, text.strip())) or [pick for pick in listed if matches(text, pick.title)]


def _typed(customer: Customer, text: str) -> Iterator[_Change]:
    email = read_contact("email", text)[0] if "@" in text else None
    mobile = read_contact("mobile", text)[0] if re.search("[0-9]{6}", text.replace(" ", "")) else None
    if email is not None and email.shown not in customer.emails:
        yield "case.add_email", email.shown, {"emails": (*customer.emails, email.shown)}
    elif mobile is not None and mobile.value not in customer.mobiles:
        yield "case.add_mobile", mobile.value, {"mobiles": (*customer.mobiles, mobile.value)}
    elif customer.profile == "company" and len(text) > 2 and not re.search("[0-9@]", text):
        yield "case.rename", text, {"company_name": text}
    elif len(names := text.split()) > 1 and text.replace(" ", "").replace("'", "").isalpha():
        yield "case.rename", text, {"first_name": " ".join(names[:-1]), "last_name": names[-1]}


def _listed(session: Session, customer: Customer) -> Iterator[_Change]:
    """What can be changed without typing, what matters most first."""
    if not customer.usable_mobiles:
        taken = session.simulation.world.registry.by_mobile  # an invented number, that nobody has
        number = next(one for at in range(10_000_000) if not taken(one := f"+39399{1_234_000 + at:07}"))
        kept = tuple(one for one in customer.mobiles if not one.startswith("+390"))
        yield "case.agency_mobile", number, {"mobiles": (*kept, number)}
    today = session.simulation.clock.now().date()
    for at, policy in enumerate(customer.policies):
        lapses = {"active": False, "ended": today} if policy.active_on(today) else {}
        other = InsurancePolicy(number=policy.number, kind=policy.kind, **lapses)  # type: ignore[arg-type]
        policies = (*customer.policies[:at], other, *customer.policies[at + 1 :])
        yield f"case.{'lapse' if lapses else 'renew'}", policy.number, {"policies": policies}
    if not customer.policies:
        yield "case.policy", "350999", {"policies": (InsurancePolicy(number="350999"),)}
    for name in ("emails", "mobiles"):
        for contact in getattr(customer, name):
            yield "case.drop", contact, {name: tuple(one for one in getattr(customer, name) if one != contact)}


def _pick(session: Session, key: str, act: Act, **fill: str) -> Pick:
    return Pick(session.words(key, **fill), act, does=session.words("case.enter"))


def change(session: Session, customer: Customer, what: str, other: Mapping[str, Any]) -> Outcome:
    """Have the Agenzia change the caller's record: the phone stays where it is, and goes on with the new facts."""
    try:
        return take_form(session, customer_of({**asdict(customer), **other}), what)
    except FileError:
        return said("case.refused", what=what)


def _blocked(session: Session) -> bool:
    journey, world, code = session.simulation.journey, session.simulation.world, session.simulation.journey.current
    spent = code is not None and sends_so_far(code, journey, world) >= world.policy.sends
    shut_out = any(count >= world.policy.login_attempts for count, _ in journey.service.wrong_logins.values())
    return spent or shut_out or (code is not None and standing(code, journey) == "blocked")


def unblock(session: Session) -> Outcome:
    """Give every code its attempts and sends back, as who unblocks a customer does."""
    journey, policy = session.simulation.journey, session.simulation.world.policy
    fresh = {
        key: replace(code, attempts_left=policy.code_attempts, sends=min(code.sends, 1))
        for key, code in journey.service.challenges.items()
    }
    session.put(journey=replace(journey, service=replace(journey.service, challenges=fresh, wrong_logins={})))
    return said("case.unblocked", "phone")


def form_of(session: Session) -> dict[str, str]:
    """What stands in the form at first: what the Agenzia has of the caller, nothing of nobody."""
    customer = session.known
    if customer is None:
        return {"profile": session.words("profile.person")}
    numbers = [policy.number if policy.active else f"-{policy.number}" for policy in customer.policies]
    listed = {"emails": customer.emails, "mobiles": customer.mobiles, "policies": numbers}
    texts = {name: ", ".join(listed[name]) if name in listed else str(getattr(customer, name)) for name in FIELDS}
    return {**texts, "profile": session.words(f"profile.{customer.profile}")}


def read_form(session: Session, given: Mapping[str, str]) -> tuple[Customer | None, Mapping[str, str]]:
    """The customer that a form describes, held to the registry's own model; else what to do about fields at fault."""
    words, known = session.words, session.known
    typed = fold(given.get("profile", "").strip())
    profiles = ("person", "professional", "company") if typed else ()
    profile = next((one for one in profiles if fold(words(f"profile.{one}")).startswith(typed[:4])), "")
    lists = {name: [part.strip() for part in given.get(name, "").split(",") if part.strip()] for name in _LISTS}
    policies = [{"number": one.lstrip("- "), "active": not one.startswith("-")} for one in lists["policies"]]
    data: dict[str, Any] = {name: given.get(name, "").strip() for name in FIELDS[1:6]}
    read = [(read_contact("mobile", number)[0], number) for number in lists["mobiles"]]
    mobiles = [contact.value if contact is not None else number.replace(" ", "") for contact, number in read]
    data |= {"profile": profile, "emails": lists["emails"], "mobiles": mobiles}
    registry = session.simulation.world.registry
    if known is not None:
        base = asdict(known)
    else:  # an id of its own, from the name
        name = data["company_name"] or f"{data['first_name']} {data['last_name']}"
        stem = "-".join(re.findall("[a-z0-9]+", fold(name))) or "caller"
        ids = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
        base = {"id": next(one for one in ids if registry.get(one) is None)}
    try:
        return customer_of({**base, **data, "policies": policies}), {}
    except FileError as error:
        wrong = " ".join(fault.message for fault in error.faults)
        return None, {name: words(f"caller.fault.{name}") for name in FIELDS if f"`{name}" in wrong}


def take_form(session: Session, customer: Customer, what: str = "") -> Outcome:
    """Have the Agenzia know a customer so from now on, and that customer on the line; `what` says what was changed."""
    world = session.simulation.world
    world = replace(world, registry=world.registry.with_customer(customer))
    session.put(session.state._replace(chosen=customer), world=world)
    return said("case.done", "phone", what=what or customer.display_name)


def registries(session: Session, text: str) -> Sequence[Pick]:
    """The registries that can be opened, and where the one in use can be kept."""
    name = text.strip()
    here = [str(file) for file in sorted([*Path().glob("*.toml"), *Path().glob("*.jsonl")]) if _holds_customers(file)]
    files = [file for file in (*session.memory.settings.registries, *here) if matches(name, file)]
    files = [name, *files] if lexists(name) and Path(name).is_file() else files
    acts = {file: partial(open_registry, file=file) for file in files}
    opened = [_pick(session, "case.open", act, what=printable(file)) for file, act in acts.items()]
    target = name if name.endswith((".toml", ".jsonl")) else f"{name or session.words('case.file')}.toml"
    kept = _pick(session, "case.keep", lambda session: keep_registry(session, target), what=printable(target))
    return [*opened, kept] if not lexists(target) else opened


def _holds_customers(file: Path) -> bool:
    if file.is_file():  # else opening it may wait for somebody who writes
        with suppress(OSError), file.open("rb") as read:
            return b"first_name" in read.read(20_000)
    return False


def open_registry(session: Session, file: str) -> Outcome:
    """Begin another call with the customers of a file; what is wrong with it is said in one line."""
    try:
        return use_registry(session, read_registry(Path(file)), file)
    except (AssetError, FileError) as error:
        fault = error.faults[0] if isinstance(error, FileError) else error
        return said("case.bad_file", why=printable(str(fault)))


def use_registry(session: Session, registry: Registry, file: str) -> Outcome:
    """Begin another call with the customers of a file."""
    session.restart()
    session.choose(None)
    session.put(world=replace(session.simulation.world, registry=registry))
    _in_use(session, file)
    return said("case.opened", "phone", what=printable(file), n=len(registry))


def keep_registry(session: Session, file: str) -> Outcome:
    """Write the customers as they are now to a new file; passwords and fixed codes stand in it in the clear."""
    registry = session.simulation.world.registry
    as_lines = file.endswith(".jsonl") or len(registry) > 2_000  # of so many, lines of JSON are smaller and read faster
    try:
        write_new_text(Path(file), "".join(to_jsonl(registry) if as_lines else to_toml(registry)))
    except (OSError, ValueError) as error:
        return unsaved("case.bad_file", error)
    _in_use(session, file)
    return said("case.kept", what=printable(file))


def _in_use(session: Session, file: str) -> None:
    """Know the file that holds the customers as they are: what plays a recording again is told of it."""
    session.options = ("--registry", file)
    others = (one for one in session.memory.settings.registries if one != file)
    session.memory.set(registries=(file, *others)[:9])
    session.__dict__.pop("recorder", None)
