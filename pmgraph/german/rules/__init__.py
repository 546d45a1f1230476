"""The rules of reading, each declared with its purpose, its examples and its counter-examples."""

from __future__ import annotations

from pmgraph.german.rules.declared import Rule
from pmgraph.german.rules.head import RULES as HEAD
from pmgraph.german.rules.naming import RULES as NAMING
from pmgraph.german.rules.signing import RULES as SIGNING
from pmgraph.german.rules.terms import RULES as TERMS

READING: tuple[Rule, ...] = (*HEAD, *NAMING, *SIGNING, *TERMS)
"""Every rule that evidence of a text can name, in the order of reading."""

__all__ = ["READING", "Rule"]
