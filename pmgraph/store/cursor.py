"""A cursor over the terminals of a SPARQL text (https://www.w3.org/TR/sparql11-query/#sparqlGrammar)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmgraph.errors import QueryError

_TERMINAL = re.compile(
    r"(?P<space>(?:\s+|#[^\n\r]*)+)"
    r'|(?P<string>(?:"""(?:"{0,2}(?:[^"\\]|\\.))*"""|' + r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    r'|"(?:[^"\\\n\r]|\\.)*"|' + r"'(?:[^'\\\n\r]|\\.)*')(?:@[A-Za-z][\w-]*|\^\^(?:<[^<>\s]*>|[\w.-]*:[\w.:%-]*))?)"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"
    r"|(?P<name>(?:_:|[A-Za-z][\w.-]*:|:)(?:[\w:%](?:[\w.:%-]*[\w:%-])?)?)"
    r"|(?P<word>[A-Za-z_]\w*)"
    r"|(?P<mark>\^\^|&&|\|\||!=|<=|>=|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A terminal: `space`, `string`, `iri`, `variable`, `number`, `name` (prefixed, or blank node), `word`, `mark`."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """A keyword in capitals; empty for other tokens."""
        return self.text.upper() if self.kind == "word" else ""


@dataclass(slots=True)
class Cursor:
    """The tokens of a text, spaces and comments included, and the place that is read next."""

    tokens: list[Token]
    at: int = 0

    def peek(self, *, skip: bool = True) -> Token:
        """The token that is read next, behind spaces unless `skip` is off; one without a kind at the end."""
        at = self.at
        while skip and at < len(self.tokens) and self.tokens[at].kind == "space":
            at += 1
        return self.tokens[at] if at < len(self.tokens) else Token("", "")

    def space(self) -> str:
        """The spaces and comments that come next, passed; a comment is given as a line feed.

        It must not swallow what follows it on a rewritten line.
        """
        out = ""
        while self.at < len(self.tokens) and self.tokens[self.at].kind == "space":
            out += self.tokens[self.at].text
            self.at += 1
        return "\n" if "#" in out else out

    def step(self) -> None:
        """Pass the next token and the spaces before it."""
        self.space()
        self.at += 1

    def take(self) -> str:
        """The text of the next token with the spaces before it, passed."""
        out = self.space()
        if self.at >= len(self.tokens):
            raise QueryError("the query ends too early")
        self.at += 1
        return out + self.tokens[self.at - 1].text

    def until(self, wanted: str) -> str:
        """Everything before a keyword or a mark."""
        out = ""
        while (token := self.peek(skip=False)).kind and wanted not in (token.word, token.text):
            out += self.space() or self.take()
        return out + self.space()

    def verbatim(self) -> str:
        """A pair of braces with all that is in it, as it is written."""
        out, depth = "", 0
        while True:
            token = self.peek(skip=False)
            if token.kind == "":
                raise QueryError("the query ends inside braces; close them with }")
            depth += (token.text == "{") - (token.text == "}")
            out += token.text if token.kind != "space" or "#" not in token.text else "\n"
            self.at += 1
            if depth == 0 and token.text == "}":
                return out


def tokens_of(sparql: str) -> list[Token]:
    """All tokens of a text, in order; their texts joined are the text."""
    return [Token(m.lastgroup or "", m.group()) for m in _TERMINAL.finditer(sparql)]
