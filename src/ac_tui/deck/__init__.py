"""What is said: reads screens/ and its variants, checks them, and renders a View of a journey."""
