"""The simulator in a terminal, drawn with Textual."""
