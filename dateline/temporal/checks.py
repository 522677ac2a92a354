"""Tests of the context that a pattern cannot say: is this number a year, this plural a time?"""

from collections.abc import Callable, Mapping, Sequence

from dateline.temporal.lexer import Lexeme

Check = Callable[[Sequence[Lexeme], int, int], bool]

_CURRENCY = {
    "$",
    "€",
    "£",
    "¥",
    "no.",
    "number",
    "#",
    "us$",
    "flight",
    "route",
    "section",
    "article",
    "resolution",
}
_COUNTED = {
    "percent",
    "%",
    "people",
    "men",
    "women",
    "troops",
    "soldiers",
    "tons",
    "tonnes",
    "miles",
    "dollars",
}
_COUNTED |= {"euros", "km", "kilometers", "kilometres", "meters", "metres", "feet", "others", "more", "or"}
_COUNTED |= {"points", "yen", "members", "workers", "employees", "deaths", "cases", "times", "kg", "barrels"}
_BEFORE_YEAR = {
    "in",
    "since",
    "by",
    "from",
    "until",
    "till",
    "to",
    "of",
    "during",
    "before",
    "after",
    "and",
    "or",
}
_BEFORE_YEAR |= {
    "through",
    "between",
    "late",
    "early",
    "mid",
    "for",
    "fiscal",
    "year",
    "the",
    "around",
    "about",
}
_BEFORE_YEAR |= {"-", "–", "—", "(", ",", "/", "than", "election", "elections", "summer", "as", "[", "into"}
_BEFORE_PLURAL = {"for", "in", "within", "over", "after", "recent", "of", "last", "the", "next", "by"}

_AFTER_HYPHEN = [["-", word] for word in ("old", "olds", "earlier", "ago")]


def year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """A bare number between 1500 and 2100 that no counted thing follows and no currency precedes."""
    value = lexemes[end - 1].values["YEAR"]
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    if not isinstance(value, int) or not 1500 <= value <= 2100 or before in _CURRENCY or after in _COUNTED:
        return False
    if after == "-" and end + 1 < len(lexemes) and lexemes[end + 1].lower in ("strong", "man", "member"):
        return False
    # A round number before a noun counts it ("in 2000 homes"), unless the number says that it is a year.
    plural = after.isalpha() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    counts = plural and after not in ("was", "has", "elections", "olympics", "talks", "sales", "results")
    return before in _BEFORE_YEAR or not counts or (value >= 1900 and value % 100 != 0)


def bare_plural(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'days', 'years' alone are a duration after a preposition, not when counted or compared."""
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    return before in _BEFORE_PLURAL - {"the", "last", "next"} or after in (
        "later",
        "earlier",
        "before",
        "after",
    )


def season(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'the fall of Kabul' is no autumn: a preposition of time must precede, and no 'of' follow."""
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    return before in ("in", "during", "by", "until", "since", "over", "before", "after") and after != "of"


def per(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'a day' repeats only behind an amount: '$5 a day', '1,200 casualties per day'."""
    if lexemes[start].lower == "per":
        return True
    behind = lexemes[max(0, start - 3) : start]
    after = lexemes[end].lower if end < len(lexemes) else ""
    counted = any("COUNT" in lexeme.values for lexeme in behind) and behind[-1].lower not in (
        "in",
        "for",
        "of",
    )
    return counted and after not in ("ago", "later", "earlier", "after", "before", "and", "or")


def within(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'within the next year' is a year from now, 'the next year' the year that follows."""
    return start > 0 and lexemes[start - 1].lower in ("within", "over", "during")


def row(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Whether an expression is the date cell of a row: it opens the line and a mark sets it off."""
    return start == 0 and end < len(lexemes) and lexemes[end].lower in ("|", ":", "–", "—")


def no_age(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'20-year-old', '52 years old': how old somebody is; 'a year-earlier loss': a date."""
    after = [lexeme.lower for lexeme in lexemes[end : end + 2]]
    return after[:1] not in (["old"], ["olds"], ["older"]) and after not in _AFTER_HYPHEN


def no_noun_follows(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the 16th Army' is no day."""
    return end >= len(lexemes) or lexemes[end].pos not in ("NOUN", "PROPN", "ADJ", "NUM")


def nothing_named(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the day after' counts from the date before; 'the day after the vote' from an event."""
    if lexemes[end - 1].lower not in ("after", "before", "following") or end >= len(lexemes):
        return True
    return lexemes[end].pos not in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "VERB")


def years_run_on(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'2022-23' are two years; '2023-05' is a month."""
    return int(lexemes[end - 1].values["YEAR2"]) > int(lexemes[start].values["YEAR"]) % 100


def iso_month(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'2023-05' is a month; what is no month, or goes on to a day, is not."""
    goes_on = end < len(lexemes) and lexemes[end].lower in ("-", "/")
    number = int(lexemes[end - 1].values["PADDED"])
    return 1 <= number <= 12 and number <= int(lexemes[start].values["YEAR"]) % 100 and not goes_on


def in_hand(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'for the year', 'during the week': the one of the publication, unless the words go on to name it."""
    before = lexemes[start - 1].lower if start else ""
    follows = lexemes[end] if end < len(lexemes) else None
    named = follows is not None and (follows.lower in ("of", "when", "that", "to") or follows.pos == "NOUN")
    return before in ("for", "during", "throughout") and not named


def ends_named(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the year ended March 31': a year of accounts."""
    return end < len(lexemes) and lexemes[end].lower in ("ended", "ending")


CHECKS: Mapping[str, Check] = {
    "year": year,
    "bare_plural": bare_plural,
    "season": season,
    "per": per,
    "no_age": no_age,
    "ends_named": ends_named,
    "in_hand": in_hand,
    "iso_month": iso_month,
    "nothing_named": nothing_named,
    "no_noun_follows": no_noun_follows,
    "within": within,
    "years_run_on": years_run_on,
    "row": row,
}
