"""Tokens to lexemes: every word with the temporal categories that it may have, numbers read and joined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from spacy.tokens import Token

Value = int | float | str

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?(?:Z)?")
_DOTTED_CLOCK = re.compile(r"(1?\d)[.:]([0-5]\d)")
_DECADE = re.compile(r"[’']?(?:(1[5-9]|20)?(\d)0)[’']?s")
_NUMERIC = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_QUARTER = re.compile(r"q([1-4])|([1-4])q")
_FIRST_CAPITAL = {"MONTH", "MONTH_ABBR", "WEEKDAY", "WEEKDAYS"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or a joined number, its lower-case form and its value in each category that it may have.

    `token` is the index of its first word in the sentence's words, `stop` that after its last.
    """

    lower: str
    values: Mapping[str, Value]
    token: int
    stop: int


@cache
def _lexicon() -> Mapping[str, Mapping[str, Value]]:
    """The lexicon turned round: a form (lower case, or as written where capitals count) to its categories."""
    path = Path(__file__).with_name("lexicon.yaml")
    forms: dict[str, dict[str, Value]] = {}
    for category, entries in yaml.load(path.read_bytes(), yaml.CSafeLoader).items():
        for form, value in entries.items():
            categories = {category: value}
            if category == "UNIT" and form == value:
                categories[f"{value.upper()}UNIT"] = value
            for written in {str(form), str(form).upper()} if category in _FIRST_CAPITAL else {str(form)}:
                forms.setdefault(written, {}).update(categories)
    for article in ("a", "an", "one"):
        forms.setdefault(article, {})["ARTICLE"] = 1
    return forms


def lex(words: Sequence[Token]) -> list[Lexeme]:
    """The lexemes of a sentence's words (without white space), in order; joined numbers are one lexeme."""
    lexemes: list[Lexeme] = []
    index = 0
    while index < len(words):
        number, stop = _number(words, index)
        if stop > index + 1:
            lower = " ".join(word.lower_ for word in words[index:stop])
            lexemes.append(Lexeme(lower, {"COUNT": number}, index, stop))
            index = stop
        else:
            lexemes.append(Lexeme(words[index].lower_, _values(words, index), index, index + 1))
            index += 1
    return lexemes


def _values(words: Sequence[Token], index: int) -> Mapping[str, Value]:
    text, lower = words[index].text, words[index].lower_
    first = lower[0]
    if first.isdigit() or (first in "'’q" and len(lower) > 1 and lower[1].isdigit()):
        return _number_values(lower, words, index)
    forms = _lexicon()
    values = dict(forms.get(lower, {}))
    if text[0].isupper():
        values |= forms.get(text, {})
    if not values:
        return values
    if abbreviation := values.pop("MONTH_ABBR", None):
        beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
        if any(word.text[0].isdigit() for word in beside):
            values["MONTH"] = abbreviation
    if text == "May" and not _is_month_of_may(words, index):
        values.pop("MONTH", None)
    if "NUMBER" in values:
        values["COUNT"] = values.pop("NUMBER")
    return values


def _is_month_of_may(words: Sequence[Token], index: int) -> bool:
    """At the head of a sentence 'May' is the modal unless a number follows."""
    if index > 0 and words[index - 1].text not in ("“", '"', "‘"):
        return True
    return index + 1 < len(words) and (words[index + 1].text[0].isdigit() or words[index + 1].text == ",")


def _number_values(lower: str, words: Sequence[Token], index: int) -> Mapping[str, Value]:
    values: dict[str, Value] = {}
    if match := _ORDINAL.fullmatch(lower):
        number = int(match[1])
        values["ORDINAL"] = number
        if 1 <= number <= 31:
            values |= {"DAY": number, "DAYTH": number}
    elif match := _DIGITS.fullmatch(lower):
        values |= _plain_number(lower)
        if "." in lower and (clock := _DOTTED_CLOCK.fullmatch(lower)) and _clock_follows(words, index):
            values["CLOCK"] = f"{int(clock[1]):02}:{clock[2]}"
    elif match := _CLOCK.fullmatch(lower):
        values["CLOCK"] = f"{int(match[1]):02}:{match[2]}"
    elif match := _ISO.fullmatch(lower.upper()):
        values["ISO"] = f"{match[1]}-{match[2]}-{match[3]}"
    elif match := _DECADE.fullmatch(lower):
        values["DECADE"] = int((match[1] or "19") + match[2])
    elif match := _NUMERIC.fullmatch(lower):
        values["NUMERIC"] = lower
    elif match := _QUARTER.fullmatch(lower):
        values["QUARTER"] = int(match[1] or match[2])
    elif lower[0] in "'’" and len(lower) == 3 and lower[1:].isdigit():
        values["YEAR2"] = int(lower[1:])
    return values


def _plain_number(lower: str) -> Mapping[str, Value]:
    number = float(lower.replace(",", ""))
    values: dict[str, Value] = {"COUNT": int(number) if number.is_integer() else number}
    if lower.isdigit():
        whole = int(lower)
        if len(lower) == 4 and 1000 <= whole <= 2199:
            values["YEAR"] = whole
        if len(lower) == 2:
            values |= {"PADDED": whole, "YEAR2": whole}
        if 1 <= whole <= 31 and len(lower) <= 2:
            values["DAY"] = whole
        if 1 <= whole <= 12 and len(lower) <= 2:
            values["HOUR"] = whole
    return values


def _clock_follows(words: Sequence[Token], index: int) -> bool:
    """Whether '7.30' is a time: half of the day or a zone stands behind it."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and bool(
        {"AMPM", "ZONE"} & set(_lexicon().get(following.lower_, _lexicon().get(following.text, {})))
    )


def _number(words: Sequence[Token], index: int) -> tuple[Value, int]:
    """Number words joined: 'twenty-five', 'two hundred', 'seventy-five', 'two and a half'."""
    entry = _lexicon().get(words[index].lower_, {})
    whole = entry.get("NUMBER")
    if whole is None and words[index].text.isdigit() and len(words[index]) < 4:
        whole = int(words[index].text)
    if whole is None or not isinstance(whole, int):
        return 0, index + 1
    stop = index + 1
    while stop < len(words):
        step = stop + 1 if words[stop].text == "-" and stop + 1 < len(words) else stop
        part = _lexicon().get(words[step].lower_, {}).get("NUMBER")
        if not isinstance(part, int):
            break
        if part in (100, 1000):
            whole *= part
        elif whole % 10 == 0 and whole % 100 >= 20 and part < 10:
            whole += part
        else:
            break
        stop = step + 1
    if [word.lower_ for word in words[stop : stop + 3]] == ["and", "a", "half"]:
        return whole + 0.5, stop + 3
    return whole, stop
