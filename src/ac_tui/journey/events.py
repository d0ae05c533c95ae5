"""What a person, the phone or the desk can do; a surface turns every action into one of these."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct

from ac_tui.journey.model import ContactKind, Delivery, Profile
from ac_tui.registry.secret import SecretStr


class Event(Struct, frozen=True):
    """Something that happened; `name` is how screens, flows and the graph call it."""

    name: ClassVar[str] = ""


class Edit(Event, frozen=True):
    """A field, checkbox, tab or choice of the current screen was changed to `value`.

    `pasted` says that the value of a code field came in one piece: it is taken whole or refused.
    """

    name: ClassVar[str] = "edit"
    block: str
    value: str | bool | SecretStr
    pasted: bool = False


class Register(Event, frozen=True):
    """`Registrati` on welcome or login."""

    name: ClassVar[str] = "register"


class GoLogin(Event, frozen=True):
    """The link `Accedi`."""

    name: ClassVar[str] = "go_login"


class ChooseProfile(Event, frozen=True):
    """A tap on one of the three profiles (guide 2A, 2B)."""

    name: ClassVar[str] = "choose_profile"
    profile: Profile


class SubmitIdentity(Event, frozen=True):
    """`Continua` on identity (guide 3A, 3B, 1C)."""

    name: ClassVar[str] = "submit_identity"
    first_name: str
    last_name: str


class SubmitCompany(Event, frozen=True):
    """`Continua` on company (guide 3B, 1C)."""

    name: ClassVar[str] = "submit_company"
    company_name: str


class SubmitContact(Event, frozen=True):
    """`Registrati` on contact (guide 4A, 5A): `address` is the email address or the number, as typed."""

    name: ClassVar[str] = "submit_contact"
    kind: ContactKind
    address: str
    password: SecretStr
    privacy: bool
    prefix: str = "+39"


class SubmitCode(Event, frozen=True):
    """`Continua` on a screen that asks for a code."""

    name: ClassVar[str] = "submit_code"
    code: SecretStr


class ResendCode(Event, frozen=True):
    """`Richiedi nuovo codice`."""

    name: ClassVar[str] = "resend_code"


class OpenLink(Event, frozen=True):
    """The link of a business message was opened; `link` is the whole address or its token."""

    name: ClassVar[str] = "open_link"
    link: str


class SubmitLogin(Event, frozen=True):
    """`Accedi` on login (guide 8A)."""

    name: ClassVar[str] = "submit_login"
    user: str
    password: SecretStr
    remember: bool = False


class StartOperation(Event, frozen=True):
    """An operation of home that needs a higher level of security (guide 9A)."""

    name: ClassVar[str] = "start_operation"


class Logout(Event, frozen=True):
    """Leaving home."""

    name: ClassVar[str] = "logout"


class SubmitTaxCode(Event, frozen=True):
    """`Continua` on tax_code (guide 2C)."""

    name: ClassVar[str] = "submit_tax_code"
    tax_code: str


class SubmitChoice(Event, frozen=True):
    """`Continua` on choose_contact (guide 3C): `choice` is an option's id, "none", or "" when nothing is chosen."""

    name: ClassVar[str] = "submit_choice"
    choice: str


class AskAssistance(Event, frozen=True):
    """`Richiedi assistenza` or `Contatta l'Assistenza`."""

    name: ClassVar[str] = "ask_assistance"


class OpenPrivacy(Event, frozen=True):
    """The link `informativa privacy`."""

    name: ClassVar[str] = "open_privacy"


class OpenHelp(Event, frozen=True):
    """The link `Hai bisogno di aiuto?`."""

    name: ClassVar[str] = "open_help"


class GoRecover(Event, frozen=True):
    """The link `Recupera le tue credenziali`."""

    name: ClassVar[str] = "go_recover"


class SubmitRecovery(Event, frozen=True):
    """The contact of somebody who recovers credentials, as typed."""

    name: ClassVar[str] = "submit_recovery"
    contact: str


class SubmitNewPassword(Event, frozen=True):
    """The new password at the end of a recovery."""

    name: ClassVar[str] = "submit_new_password"
    password: SecretStr


class Retry(Event, frozen=True):
    """Trying again after a service error."""

    name: ClassVar[str] = "retry"


class Restart(Event, frozen=True):
    """Back to the first screen from assistance."""

    name: ClassVar[str] = "restart"


class Back(Event, frozen=True):
    """The phone's way back."""

    name: ClassVar[str] = "back"


class CloseApp(Event, frozen=True):
    """The app is closed: a private customer's unfinished registration is lost (assumption)."""

    name: ClassVar[str] = "close_app"


class OpenApp(Event, frozen=True):
    """The app is opened again; `clear_state` also forgets who asked to stay connected."""

    name: ClassVar[str] = "open_app"
    clear_state: bool = False


class SetService(Event, frozen=True):
    """The desk takes the service down or brings it up."""

    name: ClassVar[str] = "set_service"
    up: bool


class SetDelivery(Event, frozen=True):
    """The desk decides how messages travel from now on; None leaves it to each customer's own setting."""

    name: ClassVar[str] = "set_delivery"
    delivery: Delivery | None


class Tick(Event, frozen=True):
    """Time has passed: the journey reads the clock again."""

    name: ClassVar[str] = "tick"
