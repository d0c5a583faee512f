"""The case file: one SQLite database per case, holding originals' hashes, findings, judgements and the event log."""

from whence.casefile.case import CaseFile, FileRow
from whence.casefile.events import Event
from whence.casefile.packing import Packed, packed, unpacked

__all__ = ["CaseFile", "Event", "FileRow", "Packed", "packed", "unpacked"]
