"""The sample articles and their shipped analysis."""
