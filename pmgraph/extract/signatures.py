"""Makes signatures: who signs, in which offices, for which body, each with the passage that says so."""

from __future__ import annotations

from dataclasses import replace

from pmgraph.extract.captions import in_a_row
from pmgraph.extract.mentions import BodyMention
from pmgraph.extract.people import Named
from pmgraph.extract.signers import Signer, find_signers
from pmgraph.extract.signings import SigningRead
from pmgraph.model import Claim, Evidence, Factuality
from pmgraph.reading import Body, Layout, Office, Person, Signature, Signing


class Signatures:
    """The signatures of one release; asks the clause once for its signers and remembers them."""

    def __init__(self, layout: Layout, named: Named, offices: tuple[Office, ...]) -> None:
        self.layout, self.named, self.offices = layout, named, offices
        self._signers: dict[int, list[Signer]] = {}

    def signers(self, read: SigningRead) -> list[Signer]:
        """Who signs in one reported act."""
        known = self._signers.get(id(read))
        if known is None:
            known = self._signers[id(read)] = find_signers(self.layout.text, self.named, read)
        return known

    def verb(self, read: SigningRead) -> Evidence:
        """The words of signing as evidence."""
        return self.layout.cite(read.verb, read.rule, Factuality.PLANNED if read.planned else Factuality.STATED)

    def of(self, reads: list[SigningRead]) -> tuple[Signature, ...]:
        """Each signer once, by the act that names the signer first.

        Who is seen in a row in a caption signs only where no sentence says who did: guests stand there too.
        """
        found: dict[int, Signature] = {}
        told = any(self.signers(r) for r in reads if r.rule != "sign.caption")
        for read in reads:
            if (
                told
                and read.rule == "sign.caption"
                and in_a_row(self.layout.text, self.layout.sentences[read.sentence])
            ):
                continue
            for signer in self.signers(read):
                person = self.named.person(signer.person)
                if person.offset in found:
                    continue
                inferred = (
                    Factuality.INFERRED
                    if signer.rule in ("person.by-office", "person.by-pronoun")
                    else Factuality.STATED
                )
                found[person.offset] = Signature(
                    person=Claim(person, (self.layout.cite(signer.words, signer.rule, inferred),)),
                    offices=self._offices(person, signer),
                    body=self._named(signer),
                    verb=self.verb(read),
                )
        return tuple(found.values())

    def _named(self, signer: Signer) -> Claim[Body] | None:
        """The body that the clause of signing itself names for the signer."""
        rule, named = "signatory.for-named", signer.body
        if named is None:
            rule, named = "body.in-brackets", self._in_brackets(signer)
        if named is None:
            return None
        evidence = self.layout.cite(named.span, rule)
        return Claim(Body(name=named.name, kind=named.kind, mentions=(evidence,), short=named.short), (evidence,))

    def _in_brackets(self, signer: Signer) -> BodyMention | None:
        """The body in brackets right behind the signer's name, where no office is named with it."""
        return next((h.body for h in self.named.held if h.role is None and h.person.span == signer.words), None)

    def _offices(self, person: Person, signer: Signer) -> tuple[Office, ...]:
        """The offices of a signer; an office whose only evidence is the very words that name the person is not cited twice."""
        words = self.layout.origin.to_original(signer.words)
        return tuple(
            o
            for o in self.offices
            if o.person is person and not any(e.span.contains(words) or words.contains(e.span) for e in o.role.evidence)
        )

    def for_bodies(self, signing: Signing, parties: list[Claim[Body]]) -> Signing:
        """Add the body that each signatory signs for; a commissioner of the Landesregierung signs for the Land."""
        land = next((p for p in parties if p.value.kind == "land"), None)
        return replace(signing, signatures=tuple(self._for_body(s, land) for s in signing.signatures))

    def _for_body(self, signature: Signature, land: Claim[Body] | None) -> Signature:
        body = stated_body(signature)
        if body is not None and body.value.kind == "landesregierung" and land is not None:
            evidence = replace(body.evidence[0], rule="signatory.for-land", factuality=Factuality.INFERRED)
            body = Claim(land.value, (evidence,))
        return replace(signature, body=body)


def stated_body(signature: Signature) -> Claim[Body] | None:
    """The body that the text itself attaches to one of the signatory's offices."""
    if signature.body is not None:
        return signature.body
    return next(
        (
            o.body
            for o in signature.offices
            if o.body is not None and o.body.evidence[0].factuality is Factuality.STATED
        ),
        None,
    )
