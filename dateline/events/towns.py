"""Towns and provinces in the words of a sentence, as the atlas knows them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.events.atlas import Settled, look_up
from dateline.events.gazetteer import NameMatch, plain, slug
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_lists
from dateline.records import Entity
from dateline.temporal.periods import Period

_WORDS = word_lists(Path(__file__).with_name("towns.yaml"))
_NAME_PARTS = {"PROPN", "ADJ", "NOUN"}
_OTHERS = {"NORP", "EVENT", "PRODUCT"}  # what the model calls other names; it takes many a town for a person


def countries_of(names: Iterable[NameMatch]) -> list[str]:
    """The countries that the names of a document belong to, those of most names first."""
    codes = Counter(name.entity.iso3 for name in names if name.entity.iso3)
    return sorted(codes, key=lambda code: (-codes[code], code))


def with_towns(
    words: Sequence[Token],
    names: Sequence[NameMatch],
    periods: Sequence[Period],
    countries: Sequence[str],
) -> list[NameMatch]:
    """The names of a sentence with those of towns and provinces that no other table has, in order.

    What `periods` cover is no place: "in August". `countries` are those of the document (`countries_of`); one
    that follows the name goes before them.
    """
    at = {name.start: name for name in names}
    covered = {index for name in names for index in range(name.start, name.end)}
    covered |= {index for period in periods for index in range(period.start, period.end)}
    local = {words[name.end - 1].i for name in names if name.kind == "role" and name.entity.iso3 is None}
    found = list(names)
    index = 0
    while index < len(words):
        end = index
        if index not in covered and _opens(words, index, local):
            while end < len(words) and end not in covered and _is_part(words[end], end > index):
                end += 1
        town = _town(words, at, index, end, countries) if end > index else None
        found += [town] if town else []
        index = max(end, index + 1)
    return sorted(found, key=lambda name: name.start)


def seat_of(name: Sequence[Token], countries: Sequence[str]) -> str | None:
    """The country of the town that a local body is named after, by its words; None if it is not local."""
    if not any(word.lower_ in _WORDS["local"] for word in name):
        return None
    towns = (look_up(plain(word.text), countries, province=True) for word in name if word.pos_ == "PROPN")
    return next((town.iso3 for town in towns if town is not None), None)


def _opens(words: Sequence[Token], index: int, local: set[int]) -> bool:
    """Whether a place may be named: after "in", before "police", or where the language model sees one."""
    word = words[index]
    if word.ent_type_ == "LOC":
        return True
    before = words[index - 1].lower_ if index else ""
    return word.pos_ == "PROPN" and (before in _WORDS["before"] or word.head.i in local)


def _is_part(word: Token, inside: bool) -> bool:
    if inside and word.ent_type_ == "LOC" and word.ent_iob_ == "B":
        return False
    capital = word.text[0].isupper() and word.ent_type_ not in _OTHERS
    return (capital and word.pos_ in _NAME_PARTS) or word.lower_ in _WORDS["province"] or word.text == "-"


def _town(
    words: Sequence[Token], at: dict[int, NameMatch], start: int, end: int, countries: Sequence[str]
) -> NameMatch | None:
    """The place that a row of words names, or that it opens with; None if the atlas has none."""
    if end < len(words) and words[end].tag_ == "POS":
        return None
    after = at.get(end + 1) if end < len(words) and words[end].text == "," else None
    if after is not None and after.kind == "name" and after.entity.iso3:
        countries = [after.entity.iso3, *countries]
    for last in range(end, start, -1):
        called = last - start > 1 and words[last - 1].lower_ in _WORDS["province"]
        form = plain(text_of(words, start, last - 1 if called else last))
        place = look_up(form, countries, province=called)
        if place is not None:
            text = text_of(words, start, last)
            return _match(start, last, _as_province(place, text) if called else place)
    return None


def _as_province(place: Settled, text: str) -> Settled:
    """The province that is named after a town where the atlas has the town alone."""
    return place if place.precision == "admin1" else Settled(text, place.iso3, "admin1", None, None, 0)


def _match(start: int, end: int, place: Settled) -> NameMatch:
    entity = Entity(f"{place.iso3}:{slug(place.name)}", place.name, "place", place.iso3, None, ())
    return NameMatch(start, end, entity, "place", place.precision, place.latitude, place.longitude)
