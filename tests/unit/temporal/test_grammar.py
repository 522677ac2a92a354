"""The grammar's examples are its tests; the lexer's and matcher's corners beside them."""

import datetime as dt

import pytest

from dateline.temporal import tag
from dateline.temporal.grammar import Grammar, read_rules
from dateline.temporal.patterns import GrammarError

WEDNESDAY = dt.date(2024, 11, 6)
EXAMPLES = [
    pytest.param(text, str(value), rule["name"], id=f"{rule['name']}: {text}")
    for rule in read_rules()
    for text, value in (rule.get("examples") or {}).items()  # type: ignore[attr-defined]
]


@pytest.mark.parametrize(("text", "expected", "rule"), EXAMPLES)
def test_example_of_a_rule(text: str, expected: str, rule: str) -> None:
    found = [
        (e.text, e.timex_value if e.timex_type == "DATE" else f"{e.timex_type} {e.timex_value}", e.date.rule)
        for e in tag(text, WEDNESDAY)
    ]
    assert found == [(text, expected, rule)]


@pytest.mark.parametrize(
    "text",
    [
        "They may march on Sunday Street with 2000 people and sat in the sun for the second act.",
        "He paid $2024 for flight 1999 and the fall of Kabul.",
        "A 20-year-old man, 52 years old, spoke.",
        "Mar a Lago and Jan van Eyck.",
    ],
)
def test_words_that_only_look_like_dates(text: str) -> None:
    wrong = {"may", "march", "2000", "sat", "sun", "second", "2024", "1999", "fall", "20-year", "52 years"}
    wrong |= {"mar", "jan"}
    assert not wrong & {e.text.lower() for e in tag(text, WEDNESDAY)}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"name": "r", "group": "g", "pattern": "(DAY"}, "rule 'r'.*not closed"),
        ({"name": "r", "group": "g", "pattern": "[DAY]"}, "rule 'r'.*match nothing"),
        ({"name": "r", "group": "g", "pattern": "DAY", "typo": 1}, "rule 'r'.*typo"),
    ],
)
def test_a_broken_rule_is_named(entry: dict[str, object], message: str) -> None:
    with pytest.raises(GrammarError, match=message):
        Grammar([entry])
