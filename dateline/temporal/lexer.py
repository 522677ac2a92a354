"""Tokens to lexemes: every word with the temporal categories that it may have, numbers read and joined."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from spacy.tokens import Token

from dateline.temporal.joined import Joined, in_other_words, joined

Value = int | float | str

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z?)", re.IGNORECASE)
_DOTTED_CLOCK = re.compile(r"(1?\d)[.:]([0-5]\d)")
_DECADE = re.compile(r"[’']?(?:(1[5-9]|20)?(\d)0)[’']?s")
_HUNDREDS = re.compile(r"(1[0-9])00[’']?s")  # the 1800s are a century
_EARLY_DECADE = re.compile(r"(\d{1,3})0s")
_FISCAL = re.compile(r"fy[’']?(\d{4}|\d\d)")
_HALF = re.compile(r"h([12])|([12])h")
_GLUED = re.compile(r"(\d+(?:\.\d+)?)([a-z]+)")
_QUARTER = re.compile(r"q([1-4])|([1-4])q")
_FIRST_CAPITAL = {"MONTH", "MONTH_ABBR", "WEEKDAY", "WEEKDAY_ABBR", "WEEKDAYS"}
_SURNAMES = {"May", "March", "April", "June", "August"}
_FIRST_NAMES = {"April", "May", "June", "August"}
_BEFORE_MONTH_NAMED = {
    "in",
    "since",
    "until",
    "till",
    "by",
    "last",
    "this",
    "next",
    "early",
    "late",
    "mid",
    "of",
}
_BEFORE_A_MARCH = {"a", "an", "annual", "the", "his", "her", "its", "their", "our", "my", "your"}
_ALSO_WORDS = {"March", "May", "August"}  # in lower case they are no months
_BEFORE_WEEKDAY = {
    *("this", "next", "last", "on", "every", "each", "by", "until", "till", "from", "to", "-", "–"),
}
_BEFORE_MONTH = {"in", "since", "until", "till"}  # before a short name that is also a word
_BEFORE_CLOCK = {"at", "by", "until", "till", "from", "to", "about", "around", "before", "after", "since"}
_LONGEST_NUMBER = 9  # digits of what may count time
_LARGE = {"hundred", "thousand"}
_CENTURIES = {"seventeen": 1700, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word or a joined number, its lower-case form and its value in each category that it may have.

    `token` is the index of its first word in the sentence's words, `stop` that after its last; `pos` and
    `dep` are the universal tag and the relation of its last word, `cut` the characters of that which are no
    part of it. Parts of a date that is written without spaces stand on the same words.
    """

    lower: str
    values: Mapping[str, Value]
    token: int
    stop: int
    pos: str
    dep: str
    cut: int = 0


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
            if category == "UNIT" and not form.rstrip(".").endswith(("s", "ia")):
                categories["ONEUNIT"] = value
            if category == "ORDINAL":
                categories["DAYWORD"] = value
            for written in _written(category, str(form)):
                forms.setdefault(written, {}).update(categories)
    for article in ("a", "an", "one"):
        forms.setdefault(article, {})["ARTICLE"] = 1
    return forms


@cache
def _months() -> Mapping[str, int]:
    """The names of months in lower case, short ones too."""
    return {
        form.rstrip(".").lower(): int(value)
        for form, values in _lexicon().items()
        for category, value in values.items()
        if category in ("MONTH", "MONTH_ABBR")
    }


def _written(category: str, form: str) -> set[str]:
    """The ways in which a form is looked up: names of days and months begin with a capital, mostly."""
    if category not in _FIRST_CAPITAL:
        return {form}
    whole = category in ("MONTH", "WEEKDAY", "WEEKDAYS") and len(form) > 5 and form not in _ALSO_WORDS
    if category == "WEEKDAY_ABBR":  # "next fri": what stands before decides
        return {form, form.upper(), form.lower()}
    return {form, form.upper(), *([form.lower()] if whole or form in ("June", "July", "April") else [])}


def lex(words: Sequence[Token]) -> list[Lexeme]:
    """The lexemes of a sentence's words (without white space), in order; joined numbers are one lexeme."""
    lexemes: list[Lexeme] = []
    if words and _is_behind_circa(words[0]):
        lexemes.append(Lexeme("circa", {}, 0, 0, "ADV", ""))
    index = 0
    while index < len(words):
        found = [_plain(words[index], index)] if _is_plain(words[index]) else _lexemes_at(words, index)
        lexemes += found
        index = found[-1].stop
    return lexemes


def _is_plain(word: Token) -> bool:
    """Whether a word or mark says nothing of time, whatever stands beside it: so do most."""
    text = word.text
    if not text.isalpha() and (len(text) > 1 or text.isdecimal()):
        return False
    forms = _lexicon()
    return word.lower_ not in forms and text not in forms and text != "We"


def _plain(word: Token, index: int) -> Lexeme:
    return Lexeme(word.lower_, {}, index, index + 1, word.pos_, word.dep_)


def _lexemes_at(words: Sequence[Token], index: int) -> list[Lexeme]:
    """The lexemes that begin with a word: one, or the parts of a date that is written without spaces."""
    date = joined(words, index, _months()) or _abroad(words, index)
    if date is not None:
        last = words[date.stop - 1]
        return [
            Lexeme(lower, values, index, date.stop, last.pos_, last.dep_, date.cut)
            for lower, values in date.parts
        ]
    if _is_wednesday(words, index):
        return [Lexeme("wed", {"WEEKDAY": 3}, index, index + 2, "PROPN", words[index].dep_)]
    spoken, stop = _spoken_year(words, index)
    values: Mapping[str, Value] = {"YEAR": spoken}
    if stop == index:
        ordinal, stop = _ordinal(words, index)
        values = {"ORDINAL": ordinal} if ordinal > 31 else {"ORDINAL": ordinal, "DAYWORD": ordinal}
    if stop == index:
        number, stop = joined_number(words, index)
        values = {"COUNT": number} if stop > index + 1 else _values(words, index)
    lower = " ".join(word.lower_ for word in words[index:stop])
    return [Lexeme(lower, values, index, stop, words[stop - 1].pos_, words[stop - 1].dep_)]


def _values(words: Sequence[Token], index: int) -> Mapping[str, Value]:
    text, lower = words[index].text, words[index].lower_
    first = lower[0]
    if first.isdecimal() or (first in "'’qh" and len(lower) > 1 and lower[1].isdecimal()):
        return _number_values(lower, words, index)
    if first == "f" and (match := _FISCAL.fullmatch(lower)):
        return {"FISCAL": int(match[1])}
    forms = _lexicon()
    values = dict(forms.get(lower, {}))
    if text[0].isupper():
        values |= forms.get(text, {})
    if not values:
        return values
    if (abbreviation := values.pop("MONTH_ABBR", None)) and (
        _beside_a_number(words, index) or (index > 0 and words[index - 1].lower_ in _BEFORE_MONTH)
    ):
        values["MONTH"] = abbreviation
    if words[index].ent_type_ in ("PERSON", "ORG") and not _beside_a_number(words, index):
        for category in ("MONTH", "WEEKDAY_ABBR", "SEASON"):
            values.pop(category, None)
        if not _is_whole_name(words, index):
            values.pop("WEEKDAY", None)
    if "MONTH" in values and (_is_surname(words, index) or _is_first_name(words, index)):
        del values["MONTH"]
    if "WEEKDAY" in values and words[index].dep_ == "flat" and _is_person(words[index].head):
        del values["WEEKDAY"]  # "Joe Friday"
    if text == "March" and "MONTH" in values and _is_a_march(words, index):
        del values["MONTH"]
    if text == "May" and (words[index].tag_ == "MD" or not _is_month_of_may(words, index)):
        values.pop("MONTH", None)
    if weekday := values.pop("WEEKDAY_ABBR", None):
        capital = text[0].isupper() and _weekday_stands(words, index, index + 1)
        before = words[index - 1].lower_ if index else ""
        if capital or (before in ("next", "last") and lower not in ("sat", "sun")):  # "next fri"
            values["WEEKDAY"] = weekday
    if lower == "quarterly" and words[index].pos_ == "ADJ":
        return {}
    if lower == "second" and words[index].pos_ == "ADJ":
        values.pop("UNIT", None)
    if "SEASON" in values and words[index].pos_ not in ("NOUN", "PROPN"):
        del values["SEASON"]
    if "NUMBER" in values:
        values["COUNT"] = values.pop("NUMBER")
    return values


def _is_behind_circa(word: Token) -> bool:
    """Whether a sentence is taken to begin with the year of "ca. 1905"."""
    if word.i < 2 or not word.text.isdecimal():
        return False
    return word.nbor(-1).text == "." and word.nbor(-2).text == "ca"


def _abroad(words: Sequence[Token], index: int) -> Joined | None:
    """A date whose month another language names: a number with a word behind that this one does not have."""
    if not words[index].text[0].isdecimal() or index + 2 >= len(words):
        return None
    return None if words[index + 1].text in _lexicon() else in_other_words(words, index)


def _is_wednesday(words: Sequence[Token], index: int) -> bool:
    """Whether two words are "Wed", which the tokeniser parts as it does "we'd"."""
    if words[index].text != "We" or words[index].whitespace_ or index + 1 == len(words):
        return False
    return words[index + 1].text in ("d", "d.") and _weekday_stands(words, index, index + 2)


def _weekday_stands(words: Sequence[Token], start: int, end: int) -> bool:
    """Whether a short name that may be a word stands where weekdays do: behind "on", before a day."""
    if start > 0 and words[start - 1].lower_ in _BEFORE_WEEKDAY:
        return True
    if end < len(words) and words[end].text == ",":
        end += 1
    if end == len(words):
        return False
    return words[end].text[0].isdecimal() or "MONTH" in _lexicon().get(words[end].text, {})


def _beside_a_number(words: Sequence[Token], index: int) -> bool:
    beside = [*words[max(0, index - 1) : index], *words[index + 1 : index + 2]]
    return any(word.text[0].isdecimal() for word in beside)


def _is_whole_name(words: Sequence[Token], index: int) -> bool:
    """Whether a word is all there is of a name: nobody is called Sunday alone, as some are May or April."""
    after = words[index + 1 : index + 2]
    return words[index].ent_iob_ == "B" and not any(word.ent_iob_ == "I" for word in after)


def _is_surname(words: Sequence[Token], index: int) -> bool:
    """'Theresa May': a month that a name stands before and no number behind."""
    before = words[index - 1] if index else None
    if (
        before is None
        or words[index].text not in _SURNAMES
        or not (before.head.i == words[index].i or words[index].head.i == before.i)
    ):
        return False
    number = index + 1 < len(words) and words[index + 1].text[0].isdecimal()
    counts = number and _follows(words, index + 1, {"UNIT"})  # "He told Brian May 3 days ago"
    return before.pos_ == "PROPN" and (counts or not number) and not _lexicon().get(before.lower_)


def _is_first_name(words: Sequence[Token], index: int) -> bool:
    """'June Sato was held': a month that is one name with the person behind it, and no preposition before."""
    word = words[index]
    if word.text not in _FIRST_NAMES or index + 1 == len(words):
        return False
    behind = words[index + 1]
    before = words[index - 1].lower_ if index else ""
    one_name = behind.head.i == word.i or word.head.i == behind.i or (index == 0 and word.dep_ != "obl")
    return one_name and _is_person(behind) and before not in _BEFORE_MONTH_NAMED


def _is_person(word: Token) -> bool:
    return word.ent_type_ == "PERSON" and word.pos_ == "PROPN"


def _is_a_march(words: Sequence[Token], index: int) -> bool:
    """'March on Rome!', 'the March to the sea': no month."""
    behind = words[index + 1] if index + 1 < len(words) else None
    if words[index].pos_ == "VERB":
        return True
    named = behind is not None and (behind.text[0].isdecimal() or behind.pos_ in ("NOUN", "PROPN"))
    return index > 0 and words[index - 1].lower_ in _BEFORE_A_MARCH and not named


def _is_month_of_may(words: Sequence[Token], index: int) -> bool:
    """At the head of a sentence 'May' is the modal unless a number follows."""
    if index > 0 and words[index - 1].text not in ("“", '"', "‘"):
        return True
    return index + 1 < len(words) and (words[index + 1].text[0].isdecimal() or words[index + 1].text == ",")


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
        if (
            lower.isdecimal()
            and len(lower) in (3, 4)
            and int(lower[-2:]) < 60
            and _clock_follows(words, index)
        ):
            values["CLOCK"] = f"{int(lower[:-2]):02}:{lower[-2:]}"
    elif match := _CLOCK.fullmatch(lower):
        values["CLOCK"] = f"{int(match[1]):02}:{match[2]}{match[3].upper()}"
    elif (match := _EARLY_DECADE.fullmatch(lower)) and _follows(words, index, {"ERA"}):
        values["DECADE"] = int(match[1])
    elif match := _HUNDREDS.fullmatch(lower):
        values["HUNDREDS"] = int(match[1]) + 1
    elif (match := _DECADE.fullmatch(lower)) and not _is_age(words, index):
        values["DECADE"] = int((match[1] or "19") + match[2])
    elif (match := _GLUED.fullmatch(lower)) and (unit := _lexicon().get(match[2], {}).get("UNIT")):
        values["GLUED"] = f"{match[1]} {unit}"
    elif match := _QUARTER.fullmatch(lower):
        values["QUARTER"] = int(match[1] or match[2])
    elif match := _HALF.fullmatch(lower):
        values["HALF"] = int(match[1] or match[2])
    elif lower[0] in "'’" and len(lower) == 3 and lower[1:].isdecimal():
        values["YEAR2"] = int(lower[1:])
    return values


def _plain_number(lower: str) -> Mapping[str, Value]:
    if len(lower) > _LONGEST_NUMBER:
        return {}
    number = float(lower.replace(",", ""))
    values: dict[str, Value] = {"COUNT": int(number) if number.is_integer() else number}
    if lower.isdecimal():
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


def _is_age(words: Sequence[Token], index: int) -> bool:
    """Whether "20s" is no decade: "in his 20s", "it took 30s"."""
    before = words[index - 1] if index else None
    return len(words[index]) == 3 and not (
        before is not None and before.lower_ in ("the", "early", "mid", "late", "-", "'", "’", "‘")
    )


def _clock_follows(words: Sequence[Token], index: int) -> bool:
    """Whether '7.30' is a time: half of the day or a zone stands behind it; so is 'at 1800 hours'."""
    if _follows(words, index, {"AMPM", "ZONE"}):
        return True
    hours = index + 1 < len(words) and words[index + 1].lower_ == "hours" and len(words[index]) == 4
    if index + 2 < len(words) and words[index + 2].lower_ == "of":  # "after 2000 hours of talks"
        return False
    return hours and index > 0 and words[index - 1].lower_ in _BEFORE_CLOCK and int(words[index].text) < 2400


def _follows(words: Sequence[Token], index: int, categories: set[str]) -> bool:
    """Whether the next word is of one of the categories."""
    following = words[index + 1] if index + 1 < len(words) else None
    return following is not None and not categories.isdisjoint(
        _lexicon().get(following.lower_, _lexicon().get(following.text, {}))
    )


def _spoken_year(words: Sequence[Token], index: int) -> tuple[int, int]:
    """'nineteen ninety-six': the year and where it ends; (0, index) where there is none."""
    century = _CENTURIES.get(words[index].lower_)
    if century is None or index + 1 >= len(words):
        return 0, index
    rest, stop = joined_number(words, index + 1)
    following = _lexicon().get(words[index + 1].lower_, {}).get("NUMBER")
    if isinstance(following, int) and 10 <= following < 100 and isinstance(rest, int):
        return century + max(rest, following), stop
    return 0, index


def _ordinal(words: Sequence[Token], index: int) -> tuple[int, int]:
    """'twenty-first': the ordinal and where it ends; (0, index) where there is none."""
    tens = _lexicon().get(words[index].lower_, {}).get("NUMBER")
    if not isinstance(tens, int) or not 20 <= tens < 100:
        return 0, index
    last = index + 2 if index + 1 < len(words) and words[index + 1].text == "-" else index + 1
    ones = _lexicon().get(words[last].lower_, {}).get("ORDINAL") if last < len(words) else None
    return (tens + ones, last + 1) if isinstance(ones, int) and ones < 10 else (0, index)


def joined_number(words: Sequence[Token], index: int) -> tuple[Value, int]:
    """Number words joined ('twenty-five', 'two hundred', 'two and a half') and where they end; 0 for none."""
    entry = _lexicon().get(words[index].lower_, {})
    whole = entry.get("NUMBER")
    if whole is None and words[index].text.isdecimal() and len(words[index]) < 4:
        whole = int(words[index].text)
    if words[index].lower_ == "a" and index + 1 < len(words) and words[index + 1].lower_ in _LARGE:
        whole = 1
    if whole is None or not isinstance(whole, int):
        return 0, index + 1
    stop = index + 1
    while stop < len(words):
        step = stop + 1 if words[stop].text == "-" and stop + 1 < len(words) else stop
        part = _lexicon().get(words[step].lower_, {}).get("NUMBER")
        if not isinstance(part, int):
            break
        if part in (100, 1000) and whole < 10**_LONGEST_NUMBER:
            whole *= part
        elif whole % 10 == 0 and whole % 100 >= 20 and part < 10:
            whole += part
        else:
            break
        stop = step + 1
    if [word.lower_ for word in words[stop : stop + 3]] == ["and", "a", "half"]:
        return whole + 0.5, stop + 3
    return whole, stop
