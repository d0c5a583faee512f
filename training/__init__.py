"""Trains the tagger of ``whence.attributions`` from an annotated corpus; no part of the package."""
