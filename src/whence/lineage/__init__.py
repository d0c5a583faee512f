"""What was taken from what, and how many independent origins a claim has."""

from whence.lineage.assessment import assess, between
from whence.lineage.confirmed import confirmations
from whence.lineage.confirming import confirming
from whence.lineage.context import Context, context
from whence.lineage.derivations import derivations
from whence.lineage.explained import Between, told
from whence.lineage.groups import groups
from whence.lineage.judged import Judged, judged, pair
from whence.lineage.passages import passages
from whence.lineage.reads import Reads

__all__ = [
    "Between",
    "Context",
    "Judged",
    "Reads",
    "assess",
    "between",
    "confirmations",
    "confirming",
    "context",
    "derivations",
    "groups",
    "judged",
    "pair",
    "passages",
    "told",
]
