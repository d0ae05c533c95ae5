"""What a person, the phone or the desk can do; a surface turns every action into one of these."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from msgspec import Struct

from ac_tui.journey.model import Delivery, Profile
from ac_tui.registry.secret import SecretStr


class Event(Struct, frozen=True):
    """Something that happened; `name` is how screens, flows and the graph call it: `submit_code` is a SubmitCode.

    What is submitted stands in the fields: whoever types it sends an Edit for each.
    """

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **_: Any) -> None:
        cls.name = re.sub("(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Edit(Event, frozen=True):
    """A field, checkbox, tab or choice of the current screen was changed to `value`.

    `pasted` says that the value of a code field came in one piece: it is taken whole or refused.
    """

    block: str
    value: str | bool | SecretStr
    pasted: bool = False


class Register(Event, frozen=True):
    """`Registrati` on welcome or login."""


class GoLogin(Event, frozen=True):
    """The link `Accedi`."""


class ChooseProfile(Event, frozen=True):
    """A tap on one of the three profiles (guide 2A, 2B)."""

    profile: Profile


class SubmitIdentity(Event, frozen=True):
    """`Continua` on identity (guide 3A, 3B, 1C)."""


class SubmitCompany(Event, frozen=True):
    """`Continua` on company (guide 3B, 1C)."""


class SubmitContact(Event, frozen=True):
    """`Registrati` on contact (guide 4A, 5A)."""


class SubmitCode(Event, frozen=True):
    """`Continua` on a screen that asks for a code."""


class ResendCode(Event, frozen=True):
    """`Richiedi nuovo codice`."""


class OpenLink(Event, frozen=True):
    """The link of a business message was opened; `link` is the whole address or its token."""

    link: str


class SubmitLogin(Event, frozen=True):
    """`Accedi` on login (guide 8A)."""


class StartOperation(Event, frozen=True):
    """An operation of home that needs a higher level of security (guide 9A)."""


class Logout(Event, frozen=True):
    """Leaving home."""


class SubmitTaxCode(Event, frozen=True):
    """`Continua` on tax_code (guide 2C)."""


class SubmitChoice(Event, frozen=True):
    """`Continua` on choose_contact (guide 3C)."""


class AskAssistance(Event, frozen=True):
    """`Richiedi assistenza` or `Contatta l'Assistenza`."""


class OpenPrivacy(Event, frozen=True):
    """The link `informativa privacy`."""


class OpenHelp(Event, frozen=True):
    """The link `Hai bisogno di aiuto?`."""


class GoRecover(Event, frozen=True):
    """The link `Recupera le tue credenziali`."""


class SubmitRecovery(Event, frozen=True):
    """The contact of somebody who recovers credentials."""


class SubmitNewPassword(Event, frozen=True):
    """The new password at the end of a recovery."""


class Retry(Event, frozen=True):
    """Trying again after a service error."""


class Restart(Event, frozen=True):
    """Back to the first screen from assistance."""


class Back(Event, frozen=True):
    """The phone's way back."""


class CloseApp(Event, frozen=True):
    """The app is closed: a private customer's unfinished registration is lost (assumption)."""


class OpenApp(Event, frozen=True):
    """The app is opened again; `clear_state` also forgets who asked to stay connected."""

    clear_state: bool = False


class SetService(Event, frozen=True):
    """The desk takes the service down or brings it up."""

    up: bool


class SetDelivery(Event, frozen=True):
    """The desk decides how messages travel from now on; None leaves it to each customer's own setting."""

    delivery: Delivery | None


class Tick(Event, frozen=True):
    """Time has passed: the journey reads the clock again."""
