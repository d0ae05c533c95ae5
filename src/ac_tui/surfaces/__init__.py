"""How it is shown: tui/ (Textual), plain/ (prompts), page/ (a browser). A surface holds no rule and no word."""
