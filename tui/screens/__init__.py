"""One file a screen, mirroring what a person sees."""
