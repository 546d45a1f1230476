"""Rewrites a query on the union of all named graphs for a store whose default graph is not that union.

Each triple pattern is asked over `GRAPH`, in a graph of its own, since what joins may stand in different graphs. A
triple of two graphs would then be found twice: the patterns of a basic graph pattern become a subquery of distinct
solutions, which are those of the merged graphs
(https://www.w3.org/TR/sparql11-query/#BasicGraphPatternMatching), unless the query cannot tell the difference.

Only patterns are rewritten; expressions, values, modifiers and what asks graphs by itself stay as they are written.
What cannot be said over `GRAPH`, a path of any length foremost, raises `Inexpressible`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pmgraph.errors import QueryError
from pmgraph.store.cursor import Cursor, Token, tokens_of

_TERMS = frozenset({"string", "iri", "variable", "number", "name"})
_BLANK = re.compile(r"_:(\w+)")
_PASSED = frozenset({"GRAPH", "SERVICE"})
_NUMBERED = frozenset({"COUNT", "SUM", "AVG", "SAMPLE", "GROUP_CONCAT"})


class Inexpressible(QueryError):
    """The query asks for something that cannot be asked graph by graph."""


class OwnDataset(Inexpressible):
    """The query says with FROM which graphs it asks; it is right as it stands."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A triple pattern whose predicate is one term, or a path that stays within one graph."""

    subject: str
    predicate: str
    object: str

    def variables(self) -> Iterator[str]:
        """The variables it binds, in order."""
        for part in (self.subject, self.predicate, self.object):
            if part[0] in "?$":
                yield f"?{part[1:]}"


def over_graphs(sparql: str) -> str:
    """The query over named graphs; Inexpressible where there is none, QueryError where it cannot be read."""
    return _Rewriter(tokens_of(sparql)).query()


@dataclass(slots=True)
class _Rewriter(Cursor):
    made: int = 0
    distinct: list[bool] = field(default_factory=lambda: [True])
    """Whether solutions are counted here, innermost last; then each may come once only."""
    values: list[str] = field(default_factory=list)
    """The VALUES that hold here. Repeated in a subquery they change nothing, but keep it from finding everything."""
    own: int = 0
    """How many of them stand outside the innermost group: to the left of an OPTIONAL in it they may bind nothing."""

    def query(self) -> str:
        """The whole query: the prologue as it is, the patterns of its form rewritten, the modifiers as they are."""
        form = next((t.word for t in self.tokens if t.word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")), "")
        if form == "DESCRIBE":
            raise Inexpressible("what DESCRIBE says of a thing is the store's own affair; ask with CONSTRUCT")
        out = self.until(form) + self.take()
        if form == "SELECT":
            out += self._select()
        elif form == "CONSTRUCT":
            self.distinct[-1] = False
            if self.peek().word == "WHERE":
                raise Inexpressible("CONSTRUCT WHERE is rewritten with its template written out only")
            out += self.space() + self.verbatim() + self._before_group() + self._group()
        else:
            self.distinct[-1] = False
            out += self._before_group() + self._group()
        return out + self._modifiers(nested=False)

    def _select(self) -> str:
        """What stands behind SELECT, up to the end of its pattern."""
        start = self.at
        head = self._before_group()
        taken = self.tokens[start : self.at]
        words = [t.word for t in taken if t.kind != "space"]
        # SELECT * gives every variable, so none may be added.
        star = _has_star(taken)
        # SELECT DISTINCT of variables, and aggregates over DISTINCT values, are the same however often a row comes.
        once = words[:1] == ["DISTINCT"] and not any(w in _NUMBERED for w in words)
        counted = [n for n, w in enumerate(words) if w in _NUMBERED]
        grouped = bool(counted) and all(words[n + 2 : n + 3] == ["DISTINCT"] for n in counted)
        self.distinct.append(star or not ((once or grouped) and self._is_grouped()))
        outside, self.values = self.values, []
        group = self._group()
        self.distinct.pop()
        self.values = outside
        if star and ("?pm_step_" in group or "?pm_blank_" in group):
            raise Inexpressible("SELECT * would show the steps of a path; name the variables")
        return head + group

    def _is_grouped(self) -> bool:
        """Whether every aggregate behind the pattern, in HAVING and ORDER BY, is over DISTINCT values as well."""
        words = [t.word or t.text for t in self.tokens[self.at :] if t.kind != "space"]
        return all(words[n + 2 : n + 3] == ["DISTINCT"] for n, w in enumerate(words) if w in _NUMBERED)

    def _group(self) -> str:
        """A group graph pattern in its braces."""
        out = self.take()
        patterns: list[_Pattern] = []
        outside, self.own = self.own, len(self.values)
        while (token := self.peek()).text != "}":
            if token.kind == "":
                raise QueryError("the query ends inside braces; close them with }")
            if self._starts_pattern(token):
                patterns += self._triples()
                continue
            out += self._written(patterns)
            patterns = []
            out += self.space() + self._other(token)
        out += self._written(patterns) + self.space() + self.take()
        del self.values[self.own :]
        self.own = outside
        return out

    def _other(self, token: Token) -> str:
        """What is no triple pattern: a keyword with what belongs to it, a nested group, a full stop."""
        if token.word == "SELECT":
            return self.take() + self._select() + self._modifiers(nested=True)
        if token.word in _PASSED:
            return self.until("{") + self.verbatim()
        if token.word == "MINUS":
            return self._uncounted()
        if token.word == "OPTIONAL":
            outside, self.values = self.values, self.values[self.own :]
            out = self.take() + self.space() + self._group()
            self.values = outside
            return out
        if token.word == "UNION":
            return self.take() + self.space() + self._group()
        if token.word == "VALUES":
            self.values.append(self.until("{") + self.verbatim())
            return self.values[-1]
        if token.word in ("FILTER", "BIND"):
            return self.take() + self._expression()
        if token.text == "{":
            return self._group()
        if token.text == ".":
            return self.take()
        raise QueryError(f"{token.text!r} is not expected in a pattern")

    def _uncounted(self) -> str:
        """A keyword and a group of which only matters whether it has solutions."""
        self.distinct.append(False)
        out = self.take() + self.space() + self._group()
        self.distinct.pop()
        return out

    def _expression(self) -> str:
        """An expression of FILTER or BIND: in parentheses, a call, or [NOT] EXISTS with its group."""
        out = ""
        while True:
            out += self.space()
            token = self.peek()
            if token.word == "EXISTS":
                return out + self._uncounted()
            if token.text == "(":
                return out + self._parentheses()
            out += self.take()

    def _parentheses(self) -> str:
        out = self.take()
        while (token := self.peek(skip=False)).text != ")":
            if token.kind == "":
                raise QueryError("the query ends inside parentheses; close them with )")
            if token.kind == "space":
                out += self.space()
            elif token.text == "(":
                out += self._parentheses()
            elif token.word == "EXISTS":
                out += self._uncounted()
            else:
                out += self.take()
        return out + self.take()

    def _modifiers(self, *, nested: bool) -> str:
        """What stands behind a pattern: to the end, or of a subquery up to the brace that closes it."""
        out = ""
        while True:
            token = self.peek(skip=False)
            if token.kind == "" and nested:
                raise QueryError("the query ends inside a subquery; close it with }")
            if token.kind == "" or (nested and token.text == "}"):
                return out
            if token.word == "EXISTS":
                out += self._uncounted()
            elif token.text == "(":
                out += self._parentheses()
            elif token.text == "{":
                out += self.verbatim()
            else:
                out += self.space() or self.take()

    def _triples(self) -> list[_Pattern]:
        """The triple patterns of one subject, with its `;` and `,` written out and its sequences split."""
        found: list[_Pattern] = []
        subject = self._term()
        while True:
            path = self._path()
            while True:
                found += self._split(subject, path, self._term())
                if self.peek().text != ",":
                    break
                self.step()
            while self.peek().text == ";":
                self.step()
            if not (self._is_term(self.peek()) or self.peek().word == "A" or self.peek().text in ("^", "(", "!")):
                break
        if self.peek().text == ".":
            self.step()
        return found

    def _path(self) -> list[str]:
        """The steps of a path, one after the other; each stays within one graph."""
        steps: list[str] = []
        step, depth, either = "", 0, False
        while True:
            token = self.peek()
            if depth == 0 and step and token.text not in ("/", "|") and step[-1] not in "^|!(":
                if token.text in ("+", "*", "?") or (token.kind == "number" and token.text[0] in "+-"):
                    raise Inexpressible("a path of any length crosses graphs")
                if either and (steps or self.distinct[-1]):
                    raise Inexpressible("what one of several paths finds is counted once for each of them")
                return [*steps, step]
            if token.text == "/":
                if depth:
                    raise Inexpressible("a sequence within an alternative crosses graphs")
                steps.append(step)
                step = ""
            elif token.text in ("+", "*", "?"):
                raise Inexpressible("a path of any length crosses graphs")
            elif token.text in ("^", "|", "!", "(", ")") or self._is_term(token) or token.word == "A":
                depth += (token.text == "(") - (token.text == ")")
                either |= token.text == "|"
                step += token.text
            else:
                raise QueryError(f"{token.text!r} is not expected in a path")
            self.step()

    def _split(self, subject: str, path: list[str], object_: str) -> Iterator[_Pattern]:
        for step in path[:-1]:
            self.made += 1
            between = f"?pm_step_{self.made}"
            yield _Pattern(subject, step, between)
            subject = between
        yield _Pattern(subject, path[-1], object_)

    def _term(self) -> str:
        token = self.peek()
        if token.text in ("[", "("):
            raise Inexpressible("blank nodes in brackets and collections are not rewritten; name them as variables")
        if not self._is_term(token) and token.word not in ("TRUE", "FALSE"):
            raise QueryError(f"{token.text!r} is not expected where a term stands")
        self.step()
        # A blank node of a pattern is a variable that nobody can name; over several graphs it must be one.
        blank = _BLANK.fullmatch(token.text)
        return f"?pm_blank_{blank[1]}" if blank is not None else token.text

    def _written(self, patterns: list[_Pattern]) -> str:
        """A basic graph pattern over graphs."""
        asked = [f"GRAPH ?pm_graph_{self._next()} {{ {p.subject} {p.predicate} {p.object} }}" for p in patterns]
        if not patterns or not self.distinct[-1]:
            return "".join(f" {one}" for one in asked)
        variables = list(dict.fromkeys(v for p in patterns for v in p.variables()))
        if not variables:
            return "".join(f" FILTER EXISTS {{ {one} }}" for one in asked)
        return f" {{ SELECT DISTINCT {' '.join(variables)} WHERE {{ {' '.join([*self.values, *asked])} }} }}"

    def _next(self) -> int:
        self.made += 1
        return self.made

    def _starts_pattern(self, token: Token) -> bool:
        return self._is_term(token) or token.text in ("[", "(")

    @staticmethod
    def _is_term(token: Token) -> bool:
        return token.kind in _TERMS

    def _before_group(self) -> str:
        """Everything before the braces of a pattern; expressions in parentheses are rewritten."""
        out = ""
        while (token := self.peek(skip=False)).text != "{":
            if token.kind == "":
                raise QueryError("the query has no pattern in braces")
            if token.word == "FROM":
                raise OwnDataset("the query names its graphs itself")
            out += self._parentheses() if token.text == "(" else self.space() or self.take()
        return out


def _has_star(head: list[Token]) -> bool:
    """Whether the head of a query says SELECT *, which is not the star of COUNT(*)."""
    depth = 0
    for token in head:
        depth += (token.text == "(") - (token.text == ")")
        if token.text == "*" and depth == 0:
            return True
    return False
