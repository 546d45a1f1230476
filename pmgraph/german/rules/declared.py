"""What a rule of reading declares of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id as evidence names it, its purpose in English and German, and invented texts that prove it.

    Reading each of `examples` gives evidence with this id, reading each of `counter_examples` gives none. They are empty
    only where a rule needs more than a text: an address, a portal, a concept scheme.
    """

    id: str
    english: str
    german: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
