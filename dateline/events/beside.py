"""What is told beside the name of a place: its province or country, after a comma or before it.

"Birmingham, Alabama", "Tripoli, Lebanon", "Springfield, Ill.", "the Lebanese city of Tripoli".
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.events.atlas import Settled, province_of, within
from dateline.events.gazetteer import NameMatch, plain
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_table

_TABLE = word_table(Path(__file__).with_name("beside.yaml"))
_LONGEST = 3  # words in the name of a province: "New South Wales"
_BEFORE = 3  # words between a country and the place that is of it


def seated(
    words: Sequence[Token], at: Mapping[int, NameMatch], start: int, end: int, country: bool = False
) -> tuple[Settled, tuple[int, int, Settled] | None] | None:
    """The place that words[start:end] name by what stands beside them, and the province there with its words.

    `at` are the names of the sentence by their start; the name of a `country` is another place's only beside
    a province. None where nothing beside it tells.
    """
    form = plain(text_of(words, start, end))
    for first, last, outer in _outers(words, end):
        named = at.get(first)
        own = named.entity.iso3 if named is not None and named.kind == "name" and not country else None
        place = within(form, outer, own if named is not None and named.end == last else None)
        if place is not None:
            province = province_of(outer)
            known = province is not None and province.iso3 == place.iso3 and own != place.iso3
            return place, (first, last, province) if known and province is not None else None
    owner = None if country else _owner(words, at, start)
    place = within(form, "", owner) if owner else None
    return (place, None) if place is not None else None


def _outers(words: Sequence[Token], end: int) -> Iterator[tuple[int, int, str]]:
    """What may be the province or country after a comma, the longest first: its words and its full name."""
    if end + 1 >= len(words) or words[end].text != ",":
        return
    for last in range(min(end + 1 + _LONGEST, len(words)), end + 1, -1):
        outer = words[end + 1 : last]
        if all(word.text[0].isupper() for word in outer):
            text = text_of(words, end + 1, last)
            yield end + 1, last, plain(_TABLE["short"].get(text, text))


def _owner(words: Sequence[Token], at: Mapping[int, NameMatch], start: int) -> str | None:
    """The country named before a place that is of it: "the Lebanese city of X", "Lebanon's X"."""
    for index in range(start - 1, max(-1, start - 2 - _BEFORE), -1):
        name = at.get(index)
        if name is not None and name.kind in ("name", "demonym") and name.end <= start:
            between = words[name.end : start]
            told = [word.lower_ for word in between]
            of = bool(told) and (told[-1] == "of" or between[0].tag_ == "POS")
            known = all(word in _TABLE["called"] or between[n].tag_ == "POS" for n, word in enumerate(told))
            return name.entity.iso3 if (of or name.kind == "demonym") and known else None
    return None
