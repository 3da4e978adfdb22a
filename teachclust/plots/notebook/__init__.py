"""How a Display shows itself in a notebook."""
