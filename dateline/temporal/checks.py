"""Tests of the context that a pattern cannot say: is this number a year, this plural a time?"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dateline.language.word_lists import word_lists
from dateline.temporal.lexer import Lexeme

Check = Callable[[Sequence[Lexeme], int, int], bool]

_WORDS = word_lists(Path(__file__).with_name("checks.yaml"))
_JOINING = {"and", "or", ","}
_AFTER_HYPHEN = [["-", word] for word in ("old", "olds", "earlier", "ago", "long")]


def year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """A bare number between 1500 and 2100 that no counted thing follows and no currency precedes."""
    value = lexemes[end - 1].values.get("YEAR", lexemes[end - 1].values.get("COUNT"))
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    if (
        not isinstance(value, int)
        or not 1000 <= value <= 2100
        or before in _WORDS["before_a_number"]
        or after in _WORDS["counted"]
    ):
        return False
    if after == "-" and end + 1 < len(lexemes) and _measures(lexemes[end + 1]):
        return False
    if value < 1500:  # "in 1066", but not "in 1200 homes"
        noun = end < len(lexemes) and lexemes[end].pos in ("NOUN", "ADJ", "NUM")
        return before in _WORDS["before_an_early_year"] and not noun
    round_number = value < 1900 or value % 100 == 0
    if _is_many(lexemes, end, round_number and before not in _WORDS["before_a_year"]):
        return False
    if _ends_a_number(lexemes, start):
        return False
    if before == "at":  # "at 1800", but "at 2010 levels"
        return end < len(lexemes) and lexemes[end].pos in ("NOUN", "PROPN")
    # A round number before a plural counts it ("of 2000 homes") unless what stands before says otherwise
    counts = round_number and _counts(lexemes, end)
    if before in _WORDS["before_an_amount"] or (lexemes[end - 1].dep == "nummod" and before in _JOINING):
        return not counts
    return before in _WORDS["before_a_year"] or not counts


def _ends_a_number(lexemes: Sequence[Lexeme], start: int) -> bool:
    """Whether a year is the last group of a longer number: "555-10-2012"."""
    if start < 4 or lexemes[start - 1].lower not in ("-", "/") or lexemes[start - 3].lower not in ("-", "/"):
        return False
    return "COUNT" in lexemes[start - 2].values and "YEAR" not in lexemes[start - 2].values


def _is_many(lexemes: Sequence[Lexeme], end: int, doubtful: bool) -> bool:
    """Whether a number is the subject of what many do: "1500 were held", and if in doubt "1500 fled"."""
    if end >= len(lexemes) or not lexemes[end - 1].dep.startswith("nsubj"):
        return False
    return lexemes[end].lower in ("were", "are", "have") or (doubtful and lexemes[end].pos == "VERB")


def _counts(lexemes: Sequence[Lexeme], end: int) -> bool:
    """Whether a plural stands behind a number, or behind it and an adjective: "2000 armed men"."""
    if end < len(lexemes) and lexemes[end].pos == "ADJ":
        end += 1
    after = lexemes[end].lower if end < len(lexemes) else ""
    plural = after.isalpha() and after.endswith("s") and not after.endswith("ss") and len(after) > 3
    return after in _WORDS["counted"] or (plural and after not in _WORDS["plurals_behind_years"])


def about_a_date(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'about 1900 soldiers' are many, 'about 1900' is a date."""
    if "YEAR" not in lexemes[end - 1].values or end - start > 2:
        return True
    return lexemes[start].lower not in _WORDS["before_an_amount"] or not _counts(lexemes, end)


def counts_nothing(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'at 5 pm, 2000' is of that year; "at 5 pm, 2000 fans came" is not."""
    return not _counts(lexemes, end)


def short_year(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'19 Nov 12' is a day of 2012; "on 19 Nov 12 people fell" is none."""
    return end >= len(lexemes) or lexemes[end].pos in ("ADP", "PUNCT", "CCONJ", "SCONJ")


def _measures(lexeme: Lexeme) -> bool:
    """Whether a number hyphened to a word counts: "2000-strong", "2000-year-old"."""
    return "UNIT" in lexeme.values or lexeme.lower in ("strong", "man", "member")


def bare_plural(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'for days', 'it took years': a duration; not "on days when", "working hours", "the early hours"."""
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    counted = start > 0 and "COUNT" in lexemes[start - 1].values  # "55 years old": an age
    return not counted and before not in _WORDS["before_no_plural"] and after != "-"


def season(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'the fall of Kabul' is no autumn: a preposition of time must precede, and no 'of' follow."""
    before = lexemes[start - 1].lower if start else ""
    after = lexemes[end].lower if end < len(lexemes) else ""
    return before in _WORDS["before_a_season"] and after != "of"


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
    if lexemes[end - 1].lower == "quarter" and after[:1] == ["of"]:
        return False  # "a quarter of the city"
    return after[:1] not in (["old"], ["olds"], ["older"]) and after not in _AFTER_HYPHEN


def not_the_last_of(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'the last week of the campaign' is no last week, 'the last Friday in the month' no last Friday."""
    follows = [lexeme.lower for lexeme in lexemes[end : end + 2]]
    definite = "the" in [lexeme.lower for lexeme in lexemes[max(0, start - 1) : start + 1]]
    return not definite or not (follows[:1] in (["of"], ["before"]) or follows == ["in", "the"])


def no_noun_follows(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the 16th Army' is no day, nor are 'the 3rd and 4th Armies'."""
    while end + 1 < len(lexemes) and lexemes[end].lower in (",", "and", "or"):
        following = end + 2 if lexemes[end + 1].lower in ("and", "or") else end + 1
        if following >= len(lexemes) or "ORDINAL" not in lexemes[following].values:
            break
        end = following + 1
    if end >= len(lexemes):
        return True
    return lexemes[end].pos not in ("NOUN", "PROPN", "ADJ", "NUM") and lexemes[end].lower != "others"


def nothing_named(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the day after' counts from the date before; 'the day after the vote' from an event."""
    if lexemes[end - 1].lower not in ("after", "before", "following") or end >= len(lexemes):
        return True
    return lexemes[end].pos not in ("NOUN", "PROPN", "DET", "PRON", "ADJ", "VERB")


def years_run_on(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'2022-23' are two years; '2023-05' is a month."""
    return int(lexemes[end - 1].values["YEAR2"]) > int(lexemes[start].values["YEAR"]) % 100


def behind_a_preposition(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'at noon', 'by midnight': not "high noon" nor "the midnight train"."""
    return start > 0 and lexemes[start - 1].lower in _WORDS["before_a_clock"]


def ahead_of_now(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'in two weeks' time'; not "two weeks' time off"."""
    after = lexemes[end].lower if end < len(lexemes) else ""
    return (
        start > 0 and lexemes[start - 1].lower in ("in", "within") and after not in ("off", "to", "in", "on")
    )


def in_its_course(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'in the morning', 'during the night': of the day in hand, unless the words go on to name it."""
    before = lexemes[start - 1].lower if start else ""
    named = end < len(lexemes) and (
        lexemes[end].lower in ("of", "when", "that") or lexemes[end].pos == "NOUN"
    )
    return before in ("in", "during") and not named


def of_accounts(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'first-half profit' is of a year; "first-half goals" are of a match."""
    hyphened = any(lexeme.lower == "-" for lexeme in lexemes[start:end])
    return hyphened and end < len(lexemes) and lexemes[end].lower in _WORDS["of_accounts"]


def no_comparison(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'a month earlier than usual' is a length, 'a month earlier' a date."""
    return end >= len(lexemes) or lexemes[end].lower != "than"


def attacks_follow(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'the Sept. 11 attacks': those of 2001."""
    follows = [lexeme.lower for lexeme in lexemes[end : end + 2]]
    return follows[:1] == ["attacks"] and follows != ["attacks", "of"]


def time_alone(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """'at the time, he was ill'; 'the time of the crash' and 'the time to go' name it."""
    before = lexemes[start - 1].lower if start else ""
    follows = lexemes[end] if end < len(lexemes) else None
    named = follows is not None and (
        follows.lower in ("of", "when", "that", "to", "for", "-")
        or follows.pos in ("NOUN", "PROPN", "PRON", "DET")
    )
    return before in _WORDS["before_that_time"] and not named


def behind_a_bound(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:  # noqa: ARG001
    """'since then', 'until then': a date; "then" alone goes on in the story."""
    return start > 0 and lexemes[start - 1].lower in ("since", "until", "till")


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
    "about_a_date": about_a_date,
    "counts_nothing": counts_nothing,
    "short_year": short_year,
    "ahead_of_now": ahead_of_now,
    "attacks_follow": attacks_follow,
    "bare_plural": bare_plural,
    "behind_a_bound": behind_a_bound,
    "in_its_course": in_its_course,
    "no_comparison": no_comparison,
    "of_accounts": of_accounts,
    "time_alone": time_alone,
    "behind_a_preposition": behind_a_preposition,
    "season": season,
    "per": per,
    "no_age": no_age,
    "ends_named": ends_named,
    "in_hand": in_hand,
    "iso_month": iso_month,
    "nothing_named": nothing_named,
    "no_noun_follows": no_noun_follows,
    "not_the_last_of": not_the_last_of,
    "within": within,
    "years_run_on": years_run_on,
    "row": row,
}
