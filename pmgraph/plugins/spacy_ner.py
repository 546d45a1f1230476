"""Reads persons and bodies with a trained spaCy pipeline beside the rules (https://spacy.io/api/entityrecognizer).

spaCy and its pipelines are optional; nothing is downloaded. Each sentence is a text of its own for the pipeline and
each release a batch of its own, so that what is found in a release depends on that release alone.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.util import find_spec
from typing import Any

from pmgraph.errors import UsageError
from pmgraph.extractor import API, BodyFound, Found, Installed, PersonFound
from pmgraph.german.bodies import body_word
from pmgraph.model import Span
from pmgraph.reading import Layout, Reading

SCHEME = "spacy:"
_PERSONS = ("PER", "PERSON")
_BODIES = ("ORG",)
_PLACES = ("LOC", "GPE")
# Only entities are wanted; these take most of a pipeline's time.
_NOT_NEEDED = ("tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer")
_NOT_IN_LABELS = re.compile(r"[^A-Za-z0-9_.-]+")


class SpacyNer:
    """An extractor that asks a pipeline for entities; its label is the pipeline's name and version."""

    api = API

    def __init__(self, pipeline: Any, label: str) -> None:
        self.pipeline, self.label = pipeline, label

    def __call__(self, layout: Layout, reading: Reading) -> Iterator[Found]:
        """Persons and organisations; of places only those that a head noun makes a body: "Landkreis Nordmoor"."""
        spans = [*((layout.title,) if layout.title is not None else ()), *layout.sentences]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy and its libraries warn of things that no user of this can change
            read = list(self.pipeline.pipe([span.of(layout.text) for span in spans]))
        for span, doc in zip(spans, read, strict=True):
            for entity in doc.ents:
                yield from self._found(
                    entity.label_, Span(span.start + entity.start_char, span.start + entity.end_char), layout
                )

    def _found(self, kind: str, span: Span, layout: Layout) -> Iterator[Found]:
        quote = span.of(layout.text)
        if kind in _PERSONS:
            yield PersonFound(span=span, quote=quote, label=self.label)
        elif kind in _BODIES or kind in _PLACES:
            head = next((found for word in quote.split() if (found := body_word(word)) is not None), None)
            if head is not None:
                yield BodyFound(span=span, quote=quote, label=self.label, kind=head.head.kind)
            elif kind in _BODIES:
                yield BodyFound(span=span, quote=quote, label=self.label)


def load_ner(named: str) -> Installed:
    """The extractor that `spacy:MODEL` names; MODEL is an installed pipeline or a folder. UsageError says the cure."""
    model = named.removeprefix(SCHEME)
    if not named.startswith(SCHEME) or not model:
        raise UsageError(
            f"{named!r} names no pipeline; write spacy:MODEL with the name of an installed one or its folder"
        )
    return _loaded(model)


@cache
def _loaded(model: str) -> Installed:
    """Made once a process: a pipeline takes seconds to load."""
    if find_spec("spacy") is None:
        raise UsageError(f"{SCHEME}{model} needs spaCy, which is not installed; `pip install 'pmgraph[ner]'`")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        spacy = import_module("spacy")
        try:
            pipeline = spacy.load(model, exclude=list(_NOT_NEEDED))
        except (OSError, ValueError, ImportError, KeyError, PackageNotFoundError) as error:
            reason = " ".join(str(error).split())
            installed = ", ".join(sorted(spacy.util.get_installed_models())) or "none"
            raise UsageError(
                f"spaCy cannot load {model!r}: {reason[:300]} Install its package, or give the folder of a pipeline; "
                f"installed are: {installed}"
            ) from error
    labels = {label for name in pipeline.pipe_names for label in pipeline.pipe_labels.get(name, ())}
    if not labels.intersection((*_PERSONS, *_BODIES, *_PLACES)) and not {"ner", "entity_ruler"} & set(
        pipeline.pipe_names
    ):
        raise UsageError(
            f"the spaCy pipeline {model!r} finds no entities: it has "
            f"{', '.join(pipeline.pipe_names) or 'no components'}; take one with a component 'ner'"
        )
    meta = pipeline.meta
    name = _NOT_IN_LABELS.sub("_", f"{meta['lang']}_{meta['name']}")
    version = _NOT_IN_LABELS.sub(".", meta["version"])
    return Installed(name="spacy", version=f"{name}-{version}", find=SpacyNer(pipeline, f"{name}-{version}"))
