"""Bytes to Documents: one reader per format, metadata, hyperlinks, and which files a user means."""

from whence.documents.listing import FileEntry, listing
from whence.documents.reading import content, read, read_all, read_bytes

__all__ = ["FileEntry", "content", "listing", "read", "read_all", "read_bytes"]
