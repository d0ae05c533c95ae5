"""The copy workshop's rules on words: `check.check_words` runs them all."""
