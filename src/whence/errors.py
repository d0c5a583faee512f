"""Errors of bad use. Bad material never raises: it becomes a ``Problem`` that the report shows.

WhenceError                 what went wrong, where, and what to do about it
├── UsageError              the call itself is wrong (a path that is not there, an unknown format)
└── CaseError               a case file cannot be opened, read or written
    └── LaterVersionError   it was written by a later version of whence
"""

from __future__ import annotations


class WhenceError(Exception):
    """The root of every error that whence raises on purpose."""


class UsageError(WhenceError):
    """The call itself is wrong; the message says what to do instead."""


class CaseError(WhenceError):
    """A case file cannot be opened, read or written; what it held before is untouched."""


class LaterVersionError(CaseError):
    """The case file was written by a later version of whence."""
