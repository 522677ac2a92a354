"""The pattern language of the grammar: parsing a pattern, and matching it over lexemes.

pattern := item+            UPPER            a lexeme of that category; its value is caught
item    := [pattern|...]    name=UPPER       the same, caught under another name
         | (pattern|...)    lower, 'x'       a word or mark
         | <group>          any rule of the group; its catches are taken over
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import DatelineError
from dateline.temporal.lexer import Lexeme

_TOKENS = re.compile(r"'[^\s']+'s'|''s'|'[^']+'|<\w+>|\w+=[A-Z_0-9]+|[^\s\[\]()|<>=]+|[\[\]()|]")


class GrammarError(DatelineError, ValueError):
    """A pattern that cannot be read; the message names the rule."""


@dataclass(frozen=True, slots=True)
class Catch:
    """A value caught by a pattern, and the lexemes (start and end) that it stands on."""

    value: object
    start: int
    end: int


Catches = Mapping[str, Catch]
Matches = Iterator[tuple[int, Catches]]


class Row(list[Lexeme]):
    """The lexemes of a sentence, with what each group of rules matched at each place: it is asked once."""

    def __init__(self, lexemes: Iterable[Lexeme]) -> None:
        super().__init__(lexemes)
        self.groups: dict[tuple[str, int], list[tuple[int, Catches]]] = {}


Matcher = Callable[[Row, int], Matches]
Group = Callable[[str, Row, int], Matches]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: `match(lexemes, i)` yields every (end, catches); it may begin with `first`."""

    match: Matcher
    first: frozenset[str]  # categories, "=word" for words, "<group>" for groups
    words: frozenset[str]  # all words and marks in it


@dataclass(frozen=True, slots=True)
class _Node:
    match: Matcher
    first: frozenset[str]
    empty: bool  # may match nothing


def compile_pattern(text: str, group: Group) -> Pattern:
    """Compile a pattern; `group` matches a named group of rules at a place.

    Raises GrammarError when the brackets of the pattern do not close.
    """
    tokens = _TOKENS.findall(text)
    node, rest = _alternatives(tokens, 0, group)
    if rest != len(tokens):
        raise GrammarError(f"pattern {text!r}: {tokens[rest]!r} is not expected here")
    if node.empty:
        raise GrammarError(f"pattern {text!r} can match nothing")
    words = frozenset(_word(token) for token in tokens if not token.startswith("<") and "=" not in token)
    return Pattern(node.match, node.first, words)


def _alternatives(tokens: Sequence[str], at: int, group: Group) -> tuple[_Node, int]:
    options = []
    while True:
        node, at = _sequence(tokens, at, group)
        options.append(node)
        if at >= len(tokens) or tokens[at] != "|":
            break
        at += 1
    return (options[0] if len(options) == 1 else _choice(options)), at


def _sequence(tokens: Sequence[str], at: int, group: Group) -> tuple[_Node, int]:
    nodes: list[_Node] = []
    while at < len(tokens) and tokens[at] not in ")]|":
        token = tokens[at]
        if token in "([":
            inner, close = _alternatives(tokens, at + 1, group)
            if close >= len(tokens) or tokens[close] != {"(": ")", "[": "]"}[token]:
                raise GrammarError(f"pattern {' '.join(tokens)!r}: {token!r} is not closed")
            nodes.append(_optional(inner) if token == "[" else inner)
            at = close + 1
        else:
            nodes.append(_item(token, group))
            at += 1
    return _chain(nodes), at


def _item(token: str, group: Group) -> _Node:
    if token.startswith("<"):
        name = token[1:-1]
        return _Node(lambda lexemes, i: group(name, lexemes, i), frozenset({token}), False)
    name, _, category = token.rpartition("=")
    if category.isupper() and category[0].isalpha():
        return _category(category, name or category.lower())
    word = _word(token)

    def match(lexemes: Row, i: int) -> Matches:
        if i < len(lexemes) and lexemes[i].lower == word:
            yield i + 1, {}

    return _Node(match, frozenset({"=" + word}), False)


def _word(token: str) -> str:
    return token[1:-1] if token.startswith("'") else token


def _category(category: str, name: str) -> _Node:
    def match(lexemes: Row, i: int) -> Matches:
        if i < len(lexemes) and category in lexemes[i].values:
            yield i + 1, {name: Catch(lexemes[i].values[category], i, i + 1)}

    return _Node(match, frozenset({category}), False)


def _choice(options: Sequence[_Node]) -> _Node:
    def match(lexemes: Row, i: int) -> Matches:
        for option in options:
            yield from option.match(lexemes, i)

    first = frozenset[str]().union(*(option.first for option in options))
    return _Node(match, first, any(option.empty for option in options))


def _optional(inner: _Node) -> _Node:
    def match(lexemes: Row, i: int) -> Matches:
        yield from inner.match(lexemes, i)
        yield i, {}

    return _Node(match, inner.first, True)


def _chain(nodes: Sequence[_Node]) -> _Node:
    if len(nodes) == 1:
        return nodes[0]

    def match(lexemes: Row, i: int, at: int = 0) -> Matches:
        if at == len(nodes):
            yield i, {}
            return
        for middle, caught in nodes[at].match(lexemes, i):
            for end, more in match(lexemes, middle, at + 1):
                yield end, {**caught, **more}

    first: frozenset[str] = frozenset()
    for node in nodes:
        first |= node.first
        if not node.empty:
            break
    return _Node(match, first, all(node.empty for node in nodes))
