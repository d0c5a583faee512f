"""whence: who says this, on whose word, and from how many independent origins?

The public names, loaded on first use so that the command starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whence import attributions as attributions
    from whence.case import Case as Case
    from whence.case import compare as compare
    from whence.documents import read as read

__version__ = "0.1.0"
__all__ = ["Case", "attributions", "compare", "read"]

_HOMES = {
    "Case": "whence.case",
    "compare": "whence.case",
    "read": "whence.documents",
}


def __getattr__(name: str) -> Any:
    if name == "attributions":
        return import_module("whence.attributions")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'whence' has no attribute {name!r}")
