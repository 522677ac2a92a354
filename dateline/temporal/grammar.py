"""The grammar: rules read from grammar.yaml, and the expressions that they find in a row of lexemes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from dateline.temporal.checks import CHECKS
from dateline.temporal.lexer import Lexeme
from dateline.temporal.patterns import Catch, Catches, GrammarError, Matches, Pattern, Row, compile_pattern

Fields = Mapping[str, object]

_KEYS = {"name", "group", "pattern", "choices", "gives", "split", "check", "examples"}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: its name, one of its patterns, and the fields that it gives."""

    name: str
    group: str
    pattern: Pattern
    gives: Fields
    split: Mapping[str, str]  # the catches that stand apart, and their fields
    check: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: the rule, its fields, and the lexemes (start and end) that it stands on."""

    rule: str
    fields: Fields
    start: int
    end: int


class Grammar:
    """The rules by the categories and words that they may begin with."""

    def __init__(self, entries: Sequence[Mapping[str, object]]) -> None:
        """Compile the rules. Raises GrammarError, naming the rule, for an entry that cannot be read."""
        self._groups: dict[str, list[Rule]] = {}
        rules = [rule for entry in entries for rule in self._compile(entry)]
        for rule in rules:
            self._groups.setdefault(rule.group, []).append(rule)
        # "the" before a word that no rule has begins nothing: most words of a text are passed over so
        self._words = frozenset[str]().union(*(rule.pattern.words for rule in rules))
        self._begin_nothing: set[str] = set()
        self._by_first: dict[str, list[tuple[int, Rule]]] = {}
        self._group_by_first: dict[str, dict[str, list[tuple[int, Rule]]]] = {}
        for order, rule in enumerate(rules):
            for first in sorted(self._open(rule.pattern.first)):
                if not rule.group.startswith("_"):
                    self._by_first.setdefault(first, []).append((order, rule))
                if not rule.split:  # what is several expressions is no part of another
                    in_group = self._group_by_first.setdefault(rule.group, {})
                    in_group.setdefault(first, []).append((order, rule))

    def find(self, lexemes: Sequence[Lexeme]) -> list[Found]:
        """The expressions in a sentence's lexemes, left to right, the longest at each place."""
        found: list[Found] = []
        row = Row(lexemes)
        index = 0
        while index < len(row):
            best = self._longest(row, index)
            if best is None:
                index += 1
            else:
                found += best
                index = best[-1].end
        return found

    def _longest(self, lexemes: Row, index: int) -> list[Found] | None:
        lexeme = lexemes[index]
        alone = not lexeme.values and self._is_outside(lexemes, index + 1)
        if alone and lexeme.lower in self._begin_nothing:
            return None
        candidates = _beginning(self._by_first, lexeme)
        best: tuple[int, Rule, Catches] | None = None
        matched = False
        for _, rule in candidates:
            for end, catches in rule.pattern.match(lexemes, index):
                matched = True
                longer = (best is None or end > best[0]) and not _cuts(lexemes, rule, index, end)
                if longer and (rule.check is None or CHECKS[rule.check](lexemes, index, end)):
                    best = end, rule, catches
        if alone and candidates and not matched:
            self._begin_nothing.add(lexeme.lower)
        return None if best is None else _split(best[1], best[2], index, best[0])

    def _is_outside(self, lexemes: Sequence[Lexeme], index: int) -> bool:
        """Whether no rule can go on at a place: the end, or a word that none has."""
        if index >= len(lexemes):
            return True
        return not lexemes[index].values and lexemes[index].lower not in self._words

    def _match_group(self, name: str, lexemes: Row, index: int) -> Matches:
        key = name, index
        if key not in lexemes.groups:
            lexemes.groups[key] = list(self._matches(name, lexemes, index))
        return iter(lexemes.groups[key])

    def _matches(self, name: str, lexemes: Row, index: int) -> Matches:
        if index >= len(lexemes):
            return
        for _, rule in _beginning(self._group_by_first[name], lexemes[index]):
            for end, catches in rule.pattern.match(lexemes, index):
                given = {key: Catch(value, index, end) for key, value in rule.gives.items()}
                yield end, {**catches, **given}

    def _open(self, first: frozenset[str], seen: frozenset[str] = frozenset()) -> set[str]:
        """What a pattern may begin with, groups replaced by what their rules begin with."""
        keys: set[str] = set()
        for key in first:
            if not key.startswith("<"):
                keys.add(key)
            elif key not in seen:
                for rule in self._groups[key[1:-1]]:
                    keys |= self._open(rule.pattern.first, seen | {key})
        return keys

    def _compile(self, entry: Mapping[str, object]) -> list[Rule]:
        name = entry.get("name")
        if unknown := set(entry) - _KEYS:
            raise GrammarError(f"rule {name!r}: unknown keys {sorted(unknown)}")
        gives = entry.get("gives", {})
        choices = entry.get("choices", {None: {None: [entry.get("pattern")]}})
        assert isinstance(gives, dict)
        assert isinstance(choices, dict)
        rules = []
        for field, values in choices.items():
            for value, patterns in values.items():
                given = gives if field is None else {**gives, field: value}
                for pattern in patterns:
                    try:
                        compiled = compile_pattern(str(pattern), self._match_group)
                    except GrammarError as error:
                        raise GrammarError(f"rule {name!r}: {error}") from error
                    split, check = entry.get("split", {}), entry.get("check")
                    assert isinstance(split, dict)
                    rules.append(
                        Rule(
                            str(name),
                            str(entry["group"]),
                            compiled,
                            given,
                            split,
                            None if check is None else str(check),
                        )
                    )
        return rules


@cache
def load_grammar() -> Grammar:
    """The grammar of grammar.yaml."""
    return Grammar(read_rules())


def read_rules() -> list[Mapping[str, object]]:
    """The entries of grammar.yaml as they are written."""
    path = Path(__file__).with_name("grammar.yaml")
    rules: list[Mapping[str, object]] = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    return rules


def _beginning(by_first: Mapping[str, list[tuple[int, Rule]]], lexeme: Lexeme) -> list[tuple[int, Rule]]:
    """The rules that may begin with a lexeme, in the order of the grammar."""
    keys = ("=" + lexeme.lower, *lexeme.values)
    found = [rules for key in keys if (rules := by_first.get(key))]
    if len(found) < 2:
        return found[0] if found else []
    return sorted({order: rule for rules in found for order, rule in rules}.items())


def _cuts(lexemes: Row, rule: Rule, start: int, end: int) -> bool:
    """Whether a match parts what is written without spaces: it ends within, or is split."""
    first = start + 1 if rule.split else end
    return any(lexemes[n].token == lexemes[n - 1].token for n in range(first, min(end + 1, len(lexemes))))


def _split(rule: Rule, catches: Catches, start: int, end: int) -> list[Found]:
    """The expressions of a match: one, or more where the rule splits some off ('26, 28 and 29 October')."""
    shared: dict[str, object] = {name: c.value for name, c in catches.items() if name not in rule.split}
    shared.update(rule.gives)
    apart = sorted((catches[name].start, name) for name in rule.split if name in catches)
    own = [catch for name, catch in catches.items() if name not in rule.split]
    before = [name for place, name in apart if all(place <= catch.start for catch in own)]
    after = [name for _, name in apart if name not in before]
    found = []
    for name in before:
        found.append(_part(rule, catches, name, shared, start, catches[name].end))
        start = min(catch.start for catch in catches.values() if catch.start >= catches[name].end)
    stop = max((c.end for c in own if c.end <= catches[after[0]].start), default=end) if after else end
    found.append(Found(rule.name, shared, start, stop))
    for name in after:
        stop = end if name == after[-1] else catches[name].end
        found.append(_part(rule, catches, name, shared, catches[name].start, stop))
    return found


def _part(rule: Rule, catches: Catches, name: str, shared: Fields, start: int, end: int) -> Found:
    """An expression that stands apart: what the rest says, but for the field that is its own."""
    field = rule.split[name]
    own: dict[str, object] = {field: catches[name].value}
    if field == "year" and "year" in shared:
        own["century_of"] = shared["year"]
    return Found(rule.name, {**shared, **own}, start, end)
