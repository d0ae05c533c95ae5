"""What screens may ask of a journey: facts (yes or no), values (to fill in), cases (one of several words), lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from ac_tui.journey.challenges import sends_left, wait_for_next
from ac_tui.journey.forms import typed
from ac_tui.journey.model import Contact, Journey
from ac_tui.journey.rules import mask_email, mask_mobile_access, mask_mobile_choice, mask_mobile_confirm, read_tax_code
from ac_tui.journey.world import World
from ac_tui.registry.model import Agency, Customer, Ticks, ticks

NOTICES = (
    *("not_recognised", "bad_credentials", "login_blocked", "account_created", "already_confirmed"),
    *("not_yet_confirmed", "password_changed", "operation_done", "new_code_sent", "still_down", "registration_lost"),
)
"""Every notice a journey can raise; each is a fact of the same name."""


def origin(journey: Journey) -> str:
    """The step that help or assistance was asked for at, also by way of the other; "" on every other step."""
    if journey.step not in ("help", "assistance"):
        return ""
    return next((step for step in reversed(journey.trail) if step not in ("help", "service_error")), "")


def agency_of(journey: Journey, world: World) -> Agency:
    """The Agenzia of whom the phone may call by now a customer; one without a name for everybody else."""
    trail = (*journey.trail, journey.step)
    customer_id = journey.logged_in
    if not customer_id and (journey.offers or "no_mobile" in trail):
        customer_id = journey.customer_id
    if not customer_id and journey.current and {"confirm_contact", "confirm_identity", "link_expired"} & {*trail}:
        customer_id = journey.current.customer_id
    customer = world.registry.get(customer_id)
    return customer.agency if customer is not None and customer.agency.name else Agency()


def _customer(journey: Journey, world: World) -> Customer | None:
    return world.registry.get(journey.logged_in or journey.customer_id)


def _wait(journey: Journey, world: World) -> timedelta:
    """How long until another code may be asked for; zero when it may, or when asking leads to assistance."""
    code = journey.current
    return wait_for_next(code, journey, world) if code and sends_left(code, journey, world) else timedelta(0)


def _notice(name: str) -> Callable[[Journey, World], bool]:
    return lambda journey, _: journey.notice == name


def _ticks(journey: Journey, world: World) -> Ticks:
    password = journey.draft.secret(journey.step, "password").get_secret_value()
    return ticks(password, world.policy.password_min, world.policy.password_max)


FACTS: dict[str, Callable[[Journey, World], bool]] = {
    **{name: _notice(name) for name in NOTICES},
    "not_recognised": lambda j, _: j.second_look,  # stays until the attempt is over, not for one screen only
    "business": lambda j, _: j.profile in ("professional", "company"),
    "code_for_business": lambda j, _: bool((c := j.current) and c.purpose == "registration" and c.link),
    "company": lambda j, _: j.profile == "company",
    "by_email": lambda j, _: typed(j, "kind", "contact") == "email",
    "by_mobile": lambda j, _: typed(j, "kind", "contact") == "mobile",
    "code_by_email": lambda j, _: bool((c := j.current) and c.contact.kind == "email"),
    "writing_password": lambda j, _: bool(j.draft.secret(j.step, "password").get_secret_value()),
    "has_length": lambda j, w: _ticks(j, w).length,
    "has_lowercase": lambda j, w: _ticks(j, w).lowercase,
    "has_uppercase": lambda j, w: _ticks(j, w).uppercase,
    "has_digit": lambda j, w: _ticks(j, w).digit,
    "code_blocked": lambda j, _: bool((c := j.current) and c.attempts_left <= 0),
    "must_wait": lambda j, w: _wait(j, w) > timedelta(0),
    "can_resend": lambda j, w: _wait(j, w) == timedelta(0),
    "sends_exhausted": lambda j, w: j.current is not None and not sends_left(j.current, j, w),
    "none_of_these": lambda j, _: typed(j, "contact", "choose_contact") == "none",
    "stepping_up": lambda j, _: bool((c := j.current) and c.purpose == "operation"),
    "recover_ask": lambda j, _: j.stage == "ask",
    "recover_code": lambda j, _: j.stage == "code",
    "recover_password": lambda j, _: j.stage == "password",
    "has_policies": lambda j, w: bool(_policies(j, w)),
    "has_emails": lambda j, _: any(c.kind == "email" for c in j.offers),
    "has_mobiles": lambda j, _: any(c.kind == "mobile" for c in j.offers),
    "service_down": lambda j, _: not j.service.up,
    "about_code": lambda j, _: origin(j) in ("confirm_contact", "confirm_identity", "link_expired", "recover"),
    "about_registration_code": lambda j, _: origin(j) in ("confirm_contact", "link_expired"),
    "about_access_code": lambda j, _: origin(j) == "confirm_identity",
    "about_tax_code": lambda j, _: origin(j) == "tax_code",
    "about_choice": lambda j, _: origin(j) == "choose_contact",
    "about_mobile": lambda j, _: origin(j) == "no_mobile",
    "about_data": lambda j, _: j.step == "assistance" and origin(j) in ("", "contact", "tax_code", "choose_contact"),
    "agency_known": lambda j, w: bool(agency_of(j, w).name),
    "agency_has_hours": lambda j, w: bool(agency_of(j, w).hours),
}


def _masked(contact: Contact, mask_mobile: Callable[[str], str]) -> str:
    return mask_email(contact.shown) if contact.kind == "email" else mask_mobile(contact.value)


_A_SLIP = read_tax_code("RSSMRA8OM01Z999U").evidence
"""What stands in the words of an error where nothing is wrong: an example."""


def _of_tax_code(name: str) -> Callable[[Journey, World], str]:
    return lambda j, _: read_tax_code(typed(j, "tax_code", "tax_code")).evidence[name] or _A_SLIP[name]


def _lifetime(journey: Journey, world: World) -> timedelta:
    return (c.expires_at - c.sent_at) if (c := journey.current) else world.policy.code_lifetime_private


VALUES: dict[str, Callable[[Journey, World], str]] = {
    "contact": lambda j, _: _masked(code.contact, mask_mobile_confirm) if (code := j.current) else "",
    "mobile": lambda j, _: (
        mask_mobile_access(code.contact.value) if (code := j.current) and code.contact.kind == "mobile" else ""
    ),
    "attempts_left": lambda j, _: str(j.current.attempts_left) if j.current else "0",
    "wait": lambda j, w: "{}:{:02}".format(*divmod(-(-_wait(j, w) // timedelta(seconds=1)), 60)),
    "lifetime_minutes": lambda j, w: str(_lifetime(j, w) // timedelta(minutes=1)),
    "lifetime_hours": lambda j, w: str(_lifetime(j, w) // timedelta(hours=1)),
    **{name: _of_tax_code(name) for name in _A_SLIP},
    "login_pause_minutes": lambda _, w: str(-(-w.policy.login_pause // timedelta(minutes=1))),
    "password_min": lambda _, w: str(w.policy.password_min),
    "password_max": lambda _, w: str(w.policy.password_max),
    "first_name": lambda j, w: c.first_name if (c := _customer(j, w)) else "",
    "display_name": lambda j, w: c.display_name if (c := _customer(j, w)) else "",
    "client_code": lambda j, w: c.client_code if (c := _customer(j, w)) else "",
    "agency_name": lambda j, w: agency_of(j, w).name,
    "agency_phone": lambda j, w: agency_of(j, w).phone,
    "agency_hours": lambda j, w: agency_of(j, w).hours,
}


CASES: dict[str, tuple[tuple[str, ...], Callable[[Journey, World], str]]] = {
    "contact_kind": (("email", "mobile"), lambda j, _: j.current.contact.kind if j.current else "email"),
    "attempts_number": (("one", "many"), lambda j, w: "one" if VALUES["attempts_left"](j, w) == "1" else "many"),
    "profile": (("person", "professional", "company"), lambda j, _: j.profile or "person"),
}
"""Questions for words that change with the answer: the answers there are, and which one it is."""

ListItems = tuple[tuple[str, Mapping[str, str]], ...]
"""The entries of a list: the id of each, and the values its text may fill in."""


def _offers(journey: Journey, kind: str) -> ListItems:
    offered = journey.offered.items()
    return tuple((key, {"masked": _masked(c, mask_mobile_choice)}) for key, c in offered if c.kind == kind)


def _policies(journey: Journey, world: World) -> ListItems:
    held = customer.policies if (customer := _customer(journey, world)) else ()
    return tuple((f"policy_{p.number}", {"number": p.number}) for p in held if p.active_on(journey.now.date()))


LISTS: dict[str, Callable[[Journey, World], ListItems]] = {
    "emails": lambda j, _: _offers(j, "email"),
    "mobiles": lambda j, _: _offers(j, "mobile"),
    "policies": _policies,
}
"""Lists a block may repeat over; each entry's values are named in `LIST_VALUES`."""
LIST_VALUES: dict[str, tuple[str, ...]] = {"emails": ("masked",), "mobiles": ("masked",), "policies": ("number",)}
