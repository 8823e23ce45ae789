"""The terminal reader: screens and widgets over newsreader.core."""
