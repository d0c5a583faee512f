"""How statements of different documents stand to each other, and how quotations stand to their originals.

Which pairs to compare, the anchor (is it one event?), then the slots that decide. Wrong where one event is told in
wholly different words, which is left as "cannot tell" or "unrelated".
"""

from whence.links.anchor import Background, background
from whence.links.candidates import candidates
from whence.links.checks import Reading, checks, quotation_checks, readings
from whence.links.echoes import quoted
from whence.links.likelihood import Likelihood, likelihood
from whence.links.quotation import Comparison, quotation
from whence.links.relation import linked, relation
from whence.links.review import believed, reviewed
from whence.links.traits import traits

__all__ = [
    "Background",
    "Comparison",
    "Likelihood",
    "Reading",
    "background",
    "believed",
    "candidates",
    "checks",
    "likelihood",
    "linked",
    "quotation",
    "quotation_checks",
    "quoted",
    "readings",
    "relation",
    "reviewed",
    "traits",
]
