"""Fitting the weights: for development only, not part of an installation."""
