"""The rules of the fields, one module a matter: typed text in, a reading out. Errors are keys of the deck's words."""
