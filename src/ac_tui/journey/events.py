"""What a person, the phone or the desk can do; its `name` is how screens, flows, the table and the graph call it."""

from __future__ import annotations

from enum import Enum
from typing import ClassVar

from msgspec import Struct

from ac_tui.registry.model import Delivery, Profile, SecretStr


class Tap(Enum):
    """What its name says whole; what is submitted stands in the fields: whoever types it sends an Edit for each."""

    register = "`Registrati` on welcome or login"
    go_login = "the link `Accedi`"
    submit_identity = "`Continua` on identity (guide 3A, 3B, 1C)"
    submit_company = "`Continua` on company (guide 3B, 1C)"
    submit_contact = "`Registrati` on contact (guide 4A, 5A)"
    submit_code = "`Continua` on a screen that asks for a code"
    resend_code = "`Richiedi nuovo codice`"
    submit_login = "`Accedi` on login (guide 8A)"
    start_operation = "an operation of home that needs a higher level of security (guide 9A)"
    logout = "leaving home"
    submit_tax_code = "`Continua` on tax_code (guide 2C)"
    submit_choice = "`Continua` on choose_contact (guide 3C)"
    ask_assistance = "`Richiedi assistenza` or `Contatta l'Assistenza`"
    open_privacy = "the link `informativa privacy`"
    open_help = "the link `Hai bisogno di aiuto?`"
    go_recover = "the link `Recupera le tue credenziali`"
    submit_recovery = "the contact of somebody who recovers credentials"
    submit_new_password = "the new password at the end of a recovery"
    retry = "trying again after a service error"
    restart = "back to the first screen from assistance"
    back = "the phone's way back"
    close_app = "the app is closed: a private customer's unfinished registration is lost (assumption)"
    tick = "time has passed: the journey reads the clock again"


class Edit(Struct, frozen=True):
    """A field of this screen was changed; a code that was pasted, in one piece, is taken whole or refused."""

    name: ClassVar[str] = "edit"
    block: str
    value: str | bool | SecretStr
    pasted: bool = False


class ChooseProfile(Struct, frozen=True):
    """A tap on one of the three profiles (guide 2A, 2B)."""

    name: ClassVar[str] = "choose_profile"
    profile: Profile


class OpenLink(Struct, frozen=True):
    """The link of a business message was opened; `link` is the whole address or its token."""

    name: ClassVar[str] = "open_link"
    link: str


class OpenApp(Struct, frozen=True):
    """The app is opened again; `clear_state` also forgets who asked to stay connected."""

    name: ClassVar[str] = "open_app"
    clear_state: bool = False


class SetService(Struct, frozen=True):
    """The desk takes the service down or brings it up."""

    name: ClassVar[str] = "set_service"
    up: bool


class SetDelivery(Struct, frozen=True):
    """The desk decides how messages travel from now on; None leaves it to each customer's own setting."""

    name: ClassVar[str] = "set_delivery"
    delivery: Delivery | None


Event = Tap | Edit | ChooseProfile | OpenLink | OpenApp | SetService | SetDelivery
