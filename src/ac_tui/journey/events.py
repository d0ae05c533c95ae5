"""What a person, the phone or the desk can do; a surface turns every action into one of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import SecretStr

from ac_tui.journey.model import ContactKind, Delivery, Profile


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; `name` is how screens, flows and the graph call it."""

    name: ClassVar[str] = ""


@dataclass(frozen=True, slots=True)
class Edit(Event):
    """A field, checkbox, tab or choice of the current screen was changed to `value`.

    `pasted` says that the value of a code field came in one piece: it is taken whole or refused.
    """

    name: ClassVar[str] = "edit"
    block: str
    value: str | bool | SecretStr
    pasted: bool = False


@dataclass(frozen=True, slots=True)
class Register(Event):
    """`Registrati` on welcome or login."""

    name: ClassVar[str] = "register"


@dataclass(frozen=True, slots=True)
class GoLogin(Event):
    """The link `Accedi`."""

    name: ClassVar[str] = "go_login"


@dataclass(frozen=True, slots=True)
class ChooseProfile(Event):
    """A tap on one of the three profiles (guide 2A, 2B)."""

    name: ClassVar[str] = "choose_profile"
    profile: Profile


@dataclass(frozen=True, slots=True)
class SubmitIdentity(Event):
    """`Continua` on identity (guide 3A, 3B, 1C)."""

    name: ClassVar[str] = "submit_identity"
    first_name: str
    last_name: str


@dataclass(frozen=True, slots=True)
class SubmitCompany(Event):
    """`Continua` on company (guide 3B, 1C)."""

    name: ClassVar[str] = "submit_company"
    company_name: str


@dataclass(frozen=True, slots=True)
class SubmitContact(Event):
    """`Registrati` on contact (guide 4A, 5A): `address` is the email address or the number, as typed."""

    name: ClassVar[str] = "submit_contact"
    kind: ContactKind
    address: str
    password: SecretStr
    privacy: bool
    prefix: str = "+39"


@dataclass(frozen=True, slots=True)
class SubmitCode(Event):
    """`Continua` on a screen that asks for a code."""

    name: ClassVar[str] = "submit_code"
    code: SecretStr


@dataclass(frozen=True, slots=True)
class ResendCode(Event):
    """`Richiedi nuovo codice`."""

    name: ClassVar[str] = "resend_code"


@dataclass(frozen=True, slots=True)
class OpenLink(Event):
    """The link of a business message was opened; `link` is the whole address or its token."""

    name: ClassVar[str] = "open_link"
    link: str


@dataclass(frozen=True, slots=True)
class SubmitLogin(Event):
    """`Accedi` on login (guide 8A)."""

    name: ClassVar[str] = "submit_login"
    user: str
    password: SecretStr
    remember: bool = False


@dataclass(frozen=True, slots=True)
class StartOperation(Event):
    """An operation of home that needs a higher level of security (guide 9A)."""

    name: ClassVar[str] = "start_operation"


@dataclass(frozen=True, slots=True)
class Logout(Event):
    """Leaving home."""

    name: ClassVar[str] = "logout"


@dataclass(frozen=True, slots=True)
class SubmitTaxCode(Event):
    """`Continua` on tax_code (guide 2C)."""

    name: ClassVar[str] = "submit_tax_code"
    tax_code: str


@dataclass(frozen=True, slots=True)
class SubmitChoice(Event):
    """`Continua` on choose_contact (guide 3C): `choice` is an option's id, "none", or "" when nothing is chosen."""

    name: ClassVar[str] = "submit_choice"
    choice: str


@dataclass(frozen=True, slots=True)
class AskAssistance(Event):
    """`Richiedi assistenza` or `Contatta l'Assistenza`."""

    name: ClassVar[str] = "ask_assistance"


@dataclass(frozen=True, slots=True)
class OpenPrivacy(Event):
    """The link `informativa privacy`."""

    name: ClassVar[str] = "open_privacy"


@dataclass(frozen=True, slots=True)
class OpenHelp(Event):
    """The link `Hai bisogno di aiuto?`."""

    name: ClassVar[str] = "open_help"


@dataclass(frozen=True, slots=True)
class GoRecover(Event):
    """The link `Recupera le tue credenziali`."""

    name: ClassVar[str] = "go_recover"


@dataclass(frozen=True, slots=True)
class SubmitRecovery(Event):
    """The contact of somebody who recovers credentials, as typed."""

    name: ClassVar[str] = "submit_recovery"
    contact: str


@dataclass(frozen=True, slots=True)
class SubmitNewPassword(Event):
    """The new password at the end of a recovery."""

    name: ClassVar[str] = "submit_new_password"
    password: SecretStr


@dataclass(frozen=True, slots=True)
class Retry(Event):
    """Trying again after a service error."""

    name: ClassVar[str] = "retry"


@dataclass(frozen=True, slots=True)
class Restart(Event):
    """Back to the first screen from assistance."""

    name: ClassVar[str] = "restart"


@dataclass(frozen=True, slots=True)
class Back(Event):
    """The phone's way back."""

    name: ClassVar[str] = "back"


@dataclass(frozen=True, slots=True)
class CloseApp(Event):
    """The app is closed: a private customer's unfinished registration is lost (assumption)."""

    name: ClassVar[str] = "close_app"


@dataclass(frozen=True, slots=True)
class OpenApp(Event):
    """The app is opened again; `clear_state` also forgets who asked to stay connected."""

    name: ClassVar[str] = "open_app"
    clear_state: bool = False


@dataclass(frozen=True, slots=True)
class SetService(Event):
    """The desk takes the service down or brings it up."""

    name: ClassVar[str] = "set_service"
    up: bool


@dataclass(frozen=True, slots=True)
class SetDelivery(Event):
    """The desk decides how messages travel from now on; None leaves it to each customer's own setting."""

    name: ClassVar[str] = "set_delivery"
    delivery: Delivery | None


@dataclass(frozen=True, slots=True)
class Tick(Event):
    """Time has passed: the journey reads the clock again."""

    name: ClassVar[str] = "tick"
