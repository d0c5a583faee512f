"""The case file: one SQLite database per case, holding originals' hashes, findings, judgements and the event log."""

from whence.casefile.case import CaseFile, FileRow
from whence.casefile.events import Event

__all__ = ["CaseFile", "Event", "FileRow"]
