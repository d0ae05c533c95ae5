"""Who the Agenzia knows: customers, contacts, policies, accounts, and look-ups by normalised key. Pure: text in."""

from ac_tui.registry.faults import Fault, FileError, Level
from ac_tui.registry.index import Registry
from ac_tui.registry.load import RegistryError, customer_of, parse_registry
from ac_tui.registry.locate import locate_toml
from ac_tui.registry.model import Account, Agency, Customer, Delivery, Policy, PolicyKind, Profile
from ac_tui.registry.phones import is_mobile, usable_mobiles

__all__ = [
    "Account",
    "Agency",
    "Customer",
    "Delivery",
    "Fault",
    "FileError",
    "Level",
    "Policy",
    "PolicyKind",
    "Profile",
    "Registry",
    "RegistryError",
    "customer_of",
    "is_mobile",
    "locate_toml",
    "parse_registry",
    "usable_mobiles",
]
