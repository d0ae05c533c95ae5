"""The state of a journey: what the app holds, and the service behind it. Frozen; codes and passwords are masked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from ac_tui.registry.keys import email_key, mobile_key
from ac_tui.registry.model import Customer, Delivery, Profile, SecretStr

Step = Literal[
    "welcome", "profile", "identity", "company", "contact", "privacy", "confirm_contact", "link_expired", "login",
    "confirm_identity", "home", "no_mobile", "tax_code", "choose_contact", "assistance", "help", "recover",
    "service_error",
]  # fmt: skip
STEPS: tuple[Step, ...] = get_args(Step)

ContactKind = Literal["email", "mobile"]
Purpose = Literal["registration", "access", "operation", "recovery"]
Stage = Literal["ask", "code", "password"]
"""Where a recovery stands: asking for the contact, for the code, for the new password."""
WayIn = Literal["contact", "choice", "login"]
"""How `confirm_contact` was reached: by `contact`, by `choose_contact`, or by logging in before confirming."""


class Applicant(Struct, frozen=True):
    """What somebody says of themselves: the profile chosen and the name given. An empty part is not checked."""

    profile: Profile | None
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""

    @property
    def business(self) -> bool:
        """Whether part B of the guide holds, as far as was said."""
        return self.profile in ("professional", "company") or bool(self.company_name)

    @property
    def full_name(self) -> str:
        """The name as given, for evidence."""
        return self.company_name or f"{self.first_name} {self.last_name}".strip()

    def named_like(self, customer: Customer) -> bool:
        """Whether the name given is of the customer's kind: a person's for a person, a company's for a company."""
        return bool(self.company_name if customer.profile == "company" else self.first_name or self.last_name)


class Contact(Struct, frozen=True):
    """An email address or a mobile number in E.164: `value` normalised, to compare, `written` as somebody wrote it."""

    kind: ContactKind
    value: str
    written: str = ""

    @classmethod
    def of(cls, kind: ContactKind, written: str) -> Contact:
        """A contact as somebody wrote it."""
        return cls(kind, email_key(written) if kind == "email" else mobile_key(written), written)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Contact) and (self.kind, self.value) == (other.kind, other.value)

    def __hash__(self) -> int:
        return hash((self.kind, self.value))

    @property
    def shown(self) -> str:
        """What people are shown of it, masked or not: never a key such as `xn--mller-kva.example`."""
        return self.written or self.value


class Draft(Struct, frozen=True):
    """What stands in the fields, by "step.block": kept when going back, lost when the app closes."""

    values: Mapping[str, str | bool] = field(default_factory=dict)
    secrets: Mapping[str, SecretStr] = field(default_factory=dict)

    def text(self, step: str, block: str) -> str:
        """The text in a field, "" when it is empty."""
        value = self.values.get(f"{step}.{block}", "")
        return value if isinstance(value, str) else ""

    def ticked(self, step: str, block: str) -> bool:
        """Whether a checkbox is ticked."""
        return self.values.get(f"{step}.{block}") is True

    def secret(self, step: str, block: str) -> SecretStr:
        """What stands in a password or code field."""
        return self.secrets.get(f"{step}.{block}", NOTHING)

    def with_value(self, step: str, block: str, value: str | bool | SecretStr) -> Draft:
        """The draft with one field changed."""
        key = f"{step}.{block}"
        if isinstance(value, SecretStr):
            return Draft(self.values, {**self.secrets, key: value})
        return Draft({**self.values, key: value}, self.secrets)

    def without_secrets(self, *steps: str) -> Draft:
        """The draft with every password and code emptied, and the fields of these steps as nobody has touched them."""
        if not steps:
            return Draft(self.values) if self.secrets else self
        return Draft({key: value for key, value in self.values.items() if key.partition(".")[0] not in steps})


NOTHING = SecretStr("")


class Hint(Struct, frozen=True):
    """A remark under a field that blocks nothing: a key of the deck's words and what to fill in."""

    key: str
    fill: Mapping[str, str] = field(default_factory=dict)


class Account(Struct, frozen=True):
    """An Area Clienti account: whose, its user name (a contact, normalised), its password."""

    customer_id: str
    username: str
    password: SecretStr
    first_access_done: bool = False


class Pending(Struct, frozen=True):
    """A registration that waits for its code: `challenge` is the key of the code it is bound to."""

    customer_id: str
    contact: Contact
    password: SecretStr
    business: bool
    challenge: str


class Challenge(Struct, frozen=True):
    """Codes sent for one purpose to one customer's contact ("": nobody's, which no screen may tell); the newest counts.

    One that is `void` lost its registration with the app: it opens nothing unless another takes it up again.
    """

    key: str
    purpose: Purpose
    customer_id: str
    contact: Contact
    code: SecretStr
    link: str
    sent_at: datetime
    expires_at: datetime
    attempts_left: int
    sends: int
    used: bool = False
    void: bool = False


class Message(Struct, frozen=True):
    """An SMS or email on its way: `arrives_at` is None when it is lost; `folder` is "inbox" or "spam"."""

    serial: int
    purpose: Purpose
    contact: Contact
    code: SecretStr
    link: str
    sent_at: datetime
    arrives_at: datetime | None
    expires_at: datetime
    folder: Literal["inbox", "spam"] = "inbox"
    challenge: str = ""


class Service(Struct, frozen=True):
    """What the service knows beyond the registry, of wrong logins in a row how many and the last; outlives the app."""

    up: bool = True
    delivery: Delivery | None = None
    accounts: Mapping[str, Account] = field(default_factory=dict)
    pending: Mapping[str, Pending] = field(default_factory=dict)
    challenges: Mapping[str, Challenge] = field(default_factory=dict)
    wrong_logins: Mapping[str, tuple[int, datetime]] = field(default_factory=dict)
    outbox: tuple[Message, ...] = ()
    serial: int = 0


class Journey(Struct, frozen=True, kw_only=True):
    """One customer's phone and the service behind it, at one moment; `customer_id` is who was identified.

    `trail` holds the steps that side steps return to, nearest last; `challenge` is the key of the code the screen
    asks for; `kept_password` is of a registration in 1C to 3C; `stay` counts for who is `logged_in`, or soon will be.
    """

    now: datetime
    step: Step = "welcome"
    app_open: bool = True
    profile: Profile | None = None
    draft: Draft = field(default_factory=Draft)
    errors: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, Hint] = field(default_factory=dict)
    notice: str = ""
    trail: tuple[Step, ...] = ()
    second_look: bool = False
    customer_id: str = ""
    offers: tuple[Contact, ...] = ()
    kept_password: SecretStr = NOTHING
    challenge: str = ""
    way_in: WayIn = "contact"
    stage: Stage = "ask"
    logged_in: str = ""
    stay: bool = False
    service: Service = field(default_factory=Service)

    @property
    def current(self) -> Challenge | None:
        """The challenge whose code the screen asks for."""
        return self.service.challenges.get(self.challenge)

    @property
    def offered(self) -> Mapping[str, Contact]:
        """The contacts on offer by what choose_contact calls them: `email_1`, `mobile_2`."""
        by_kind = ([c for c in self.offers if c.kind == kind] for kind in get_args(ContactKind))
        return {f"{c.kind}_{n}": c for contacts in by_kind for n, c in enumerate(contacts, start=1)}

    @property
    def inbox(self) -> tuple[Message, ...]:
        """The messages that have arrived by now, oldest first (spam included)."""
        arrived = (m for m in self.service.outbox if m.arrives_at is not None and m.arrives_at <= self.now)
        return tuple(sorted(arrived, key=lambda m: (m.arrives_at, m.serial)))

    def serving(self, **changes: Any) -> Journey:
        """The journey with its service so changed."""
        return replace(self, service=replace(self.service, **changes))

    def with_challenge(self, challenge: Challenge) -> Journey:
        """The journey with this challenge in place of the one of the same key."""
        return self.serving(challenges={**self.service.challenges, challenge.key: challenge})

    def with_account(self, account: Account) -> Journey:
        """The journey with this account in place of the customer's."""
        return self.serving(accounts={**self.service.accounts, account.customer_id: account})

    def with_wrong_logins(self, key: str, count: int) -> Journey:
        """The journey with so many wrong logins in a row, the last one now; with none the count begins anew."""
        others = {other: logins for other, logins in self.service.wrong_logins.items() if other != key}
        return self.serving(wrong_logins={**others, key: (count, self.now)} if count else others)
