"""The keys that lead from `welcome` to a screen, to be pressed one by one; see `driver.keys`."""

from __future__ import annotations

PERSON = "<Enter><Enter>"
PROFESSIONAL = "<Enter><Down><Enter>"
COMPANY = "<Enter><Down><Down><Enter>"
RIGHT = "Prova1234<Tab><Space>"
MARIO = f"{PERSON}Mario<Tab>Rossi<Enter>"
CONFIRM = f"{MARIO}mario.rossi@mail.it<Tab>{RIGHT}<Enter>"
CONFIRM_BUSINESS = f"{COMPANY}Wellion<Enter>info@wellion.example<Tab>{RIGHT}<Enter>"
CREATED = f"{CONFIRM}<Ctrl+G><Enter>"
ACCESS = f"{CREATED}mario.rossi@mail.it<Tab>Prova1234<Enter>"
HOME = f"{ACCESS}<Ctrl+G><Enter>"
UNKNOWN = f"{MARIO}altra@mail.it<Tab>{RIGHT}<Enter>"
TAX_CODE = f"{UNKNOWN}<Enter>"
CHOOSE = f"{TAX_CODE}RSSMRA85M01Z99VJ<Enter>"
LOGIN = "<Tab><Enter>"
DOWN = "<Ctrl+P>ferma<Enter>"
