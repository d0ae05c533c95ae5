"""Who somebody says to be, before anybody knows who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from ac_tui.journey.model import Profile

if TYPE_CHECKING:
    from ac_tui.registry.model import Customer


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
        return self.company_name or self.own_name

    @property
    def own_name(self) -> str:
        """First and last name as given, as far as they were."""
        return f"{self.first_name} {self.last_name}".strip()

    def named_like(self, customer: Customer) -> bool:
        """Whether the name given is of the customer's kind: a person's for a person, a company's for a company."""
        return bool(self.company_name if customer.profile == "company" else self.own_name)
