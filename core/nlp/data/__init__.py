"""Word lists and weights of the engine, as data."""
