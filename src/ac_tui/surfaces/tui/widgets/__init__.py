"""What a screen of the desk is made of."""
