"""Who the Agenzia knows: customers, contacts, policies, accounts, and look-ups by normalised key. Pure: text in."""
