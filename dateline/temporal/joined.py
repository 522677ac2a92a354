"""Dates written without spaces, where the words of the sentence do not part them: "19-Nov-12", "3Q12"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

Values = Mapping[str, int | float | str]

_MOST_WORDS = 8
_NUMBERED = frozenset({"version", "ver.", "v", "v.", "release", "build", "section", "no.", "#"})
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)"
_ANY_YEAR = rf"(?:{_YEAR}|['’]?(?P<short>\d\d))"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_NAME = r"(?P<name>[A-Za-z]{3,9})\.?"
_QUARTER = r"(?P<quarter>[1-4])"
_APART = r"(?=\D|\d{4})"  # a Q400 is an aircraft
_FISCAL = r"(?P<fiscal>[fF][yY])?"
_TIME = r"(?:[Tt](?P<clock>[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
_END = r"(?![\w%]|[-–/.:'’]\w)"
_DIGITS_FIRST = (
    rf"{_DAY}(?P<mark>[-–/.]?){_NAME}(?P=mark){_ANY_YEAR}",  # 19-Nov-12, 19.Nov.2012, 19NOV2012
    rf"{_YEAR}(?P<mark>[-–/.]){_NAME}(?P=mark)(?P<day>\d{{1,2}})",
    rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}}){_TIME}",
    rf"{_YEAR}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日?",
    rf"(?P<numeric>\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark){_YEAR})",
    r"(?P<numeric>\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)\d\d)",
    rf"{_YEAR}[-–/]?[qQ]{_QUARTER}",  # 2012-Q3
    rf"{_YEAR}[-–/]?[hH](?P<half>[12])",
    rf"{_QUARTER}[qQ][-–/]?{_FISCAL}{_ANY_YEAR}",  # 3Q12
    rf"(?P<half>[12])[hH][-–/]?{_FISCAL}{_ANY_YEAR}",
    rf"(?P<circa>~){_YEAR}",
    rf"{_YEAR}(?=[,;|][A-Za-z])",  # the cell of a row: 3 May 2019,Peru
)
_LETTERS_FIRST = (
    rf"{_NAME}(?P<mark>[-–/.]){_DAY}(?P=mark){_YEAR}",  # Nov-19-2012
    rf"(?P<name>[A-Z][a-z]{{2,3}})\.{_DAY}",  # Nov.19
    rf"[fF]?[qQ]{_QUARTER}{_APART}[-–/]?{_FISCAL}{_ANY_YEAR}",  # Q3-2012
    rf"[hH](?P<half>[12]){_APART}[-–/]?{_FISCAL}{_ANY_YEAR}",
    r"(?P<circa>ca?\.|c)(?P<year>1\d\d\d|20\d\d|[2-9]\d\d)",  # c.1921
)
_FORMS = tuple(tuple(re.compile(form + _END) for form in forms) for forms in (_DIGITS_FIRST, _LETTERS_FIRST))
_DAY_ABROAD = re.compile(r"(\d{1,2})(?:er|[ºª°.])?")
_YEAR_ABROAD = re.compile(r"(?:1[5-9]|20)\d\d")
_OF = {"de", "del", "di", "d'", "d’"}
_FIRST_LETTERS = frozenset("JFMASONDqQhHfFc")


@dataclass(frozen=True, slots=True)
class Joined:
    """The parts of a date in the order of the grammar, where its words end, and what is cut off the last."""

    parts: Sequence[tuple[str, Values]]
    stop: int
    cut: int


def joined(words: Sequence[Token], index: int, months: Mapping[str, int]) -> Joined | None:
    """The date that begins with a word and goes on without a space; `months` by their names in lower case."""
    text = words[index].text
    digits = text[0].isdecimal() or text[0] == "~"
    if text.isalpha() or not (digits or text[0] in _FIRST_LETTERS) or _goes_on(words, index):
        return None
    run, ends = _run(words, index)
    for form in _FORMS[0 if digits else 1]:
        if match := form.match(run):
            parts = _parts(match, months)
            stop = next((n for n, end in enumerate(ends) if end >= match.end()), None)
            if parts and stop is not None and (ends[stop] == match.end() or run[match.end()] in ",;|"):
                return Joined(parts, index + stop + 1, ends[stop] - match.end())
    return None


def in_other_words(words: Sequence[Token], index: int) -> Joined | None:
    """The day that begins with a word, its month in another language: "3 de mayo de 2019"."""
    day = _DAY_ABROAD.fullmatch(words[index].text)
    if day is None or not 1 <= int(day[1]) <= 31:
        return None
    name = _behind(words, index + 1, {".", "-", *_OF})
    last = _behind(words, name + 1, {".", "-", *_OF})
    if last >= len(words) or not _YEAR_ABROAD.fullmatch(words[last].text) or not words[name].is_alpha:
        return None
    # loaded with the first such row of words: its library takes a fifth of a second
    from dateline.temporal.other_languages import month_in_any

    month = month_in_any(words[name].text)
    if month is None:
        return None
    parts = (("DAY", int(day[1])), ("MONTH", month), ("YEAR", int(words[last].text)))
    return Joined([(str(value), {category: value}) for category, value in parts], last + 1, 0)


def _behind(words: Sequence[Token], index: int, passed: set[str]) -> int:
    """The place of the first word from `index` on that is none of those passed over, at most two."""
    for place in range(index, min(index + 2, len(words))):
        if words[place].lower_ not in passed:
            return place
    return index + 2


def _goes_on(words: Sequence[Token], index: int) -> bool:
    """Whether a word is the rest of something longer, or the number of a version."""
    if index == 0:
        return False
    before = words[index - 1]
    if before.lower_ in _NUMBERED:
        return True
    return not before.whitespace_ and (before.text[-1].isalnum() or before.text in "-–/.:_#$€£+=@")


def _run(words: Sequence[Token], index: int) -> tuple[str, list[int]]:
    """What is written from a word on without a space, and where each word of it ends."""
    run, ends = "", []
    for word in words[index : index + _MOST_WORDS]:
        run += word.text
        ends.append(len(run))
        if word.whitespace_:
            break
    return run, ends


def _parts(match: re.Match[str], months: Mapping[str, int]) -> Sequence[tuple[str, Values]]:
    """The parts of a match as the grammar has them; none where they are no date."""
    found = match.groupdict()
    if numeric := found.get("numeric"):
        return [(numeric, {"NUMERIC": numeric})] if _is_numeric(numeric, match["mark"]) else []
    year = int(found["year"]) if found.get("year") else None
    if year is None and (short := found.get("short")):
        year = int(short) + (1900 if int(short) > 30 else 2000)
    of_year = [] if year is None else [(str(year), {"FISCAL" if found.get("fiscal") else "YEAR": year})]
    day = int(found["day"]) if found.get("day") else None
    if name := found.get("name"):
        month = months.get(name.lower())
        return [(name, {"MONTH": month}), (str(day), {"DAY": day}), *of_year] if month and day else []
    if number := found.get("month"):
        if not 1 <= int(number) <= 12 or not day or day > 31:
            return []
        iso = f"{year:04}-{int(number):02}-{day:02}"
        parts: list[tuple[str, Values]] = [(iso, {"ISO": iso})]
        for part in ("clock", "zone"):
            if written := found.get(part):
                parts.append((written.lower(), {part.upper(): written.upper()}))
        return parts
    for part in ("quarter", "half"):
        if value := found.get(part):
            return [(f"{part[0]}{value}", {part.upper(): int(value)}), *of_year]
    return [*([("circa", {})] if found.get("circa") else []), *of_year]


def _is_numeric(written: str, mark: str) -> bool:
    first, second, _ = map(int, written.split(mark))
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31
