"""Towns and provinces in the words of a sentence, as the atlas knows them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from spacy.tokens import Token

from dateline.events.atlas import Settled, look_up, within
from dateline.events.beside import seated
from dateline.events.gazetteer import NameMatch, plain, slug
from dateline.language.tokens import text_of
from dateline.language.word_lists import word_lists
from dateline.records import Entity
from dateline.temporal.periods import Period

_WORDS = word_lists(Path(__file__).with_name("towns.yaml"))
_NAME_PARTS = {"PROPN", "ADJ", "NOUN"}
_OTHERS = {"NORP", "EVENT", "PRODUCT"}  # what the model calls other names; it takes many a town for a person

# Times the inhabitants of a capital that a place has which is meant by its bare name: one of a country that
# the document names more often, and any.
_NOT_SMALL, _FAR_LARGER = 0.1, 10


def countries_of(names: Iterable[NameMatch]) -> list[str]:
    """The countries that the names of a document belong to, those of most names first.

    A capital counts less: other towns have its name.
    """
    codes: Counter[str] = Counter()
    for name in names:
        if name.entity.iso3:
            codes[name.entity.iso3] += 1 if name.kind == "capital" else 2
    return sorted(codes, key=lambda code: (-codes[code], code))


def with_towns(
    words: Sequence[Token],
    names: Sequence[NameMatch],
    periods: Sequence[Period],
    countries: Sequence[str],
    people: Collection[int] = (),
) -> list[NameMatch]:
    """The names of a sentence with those of towns and provinces that no other table has, in order.

    What `periods` cover is no place ("in August"), nor are the words of `people`. `countries` are those of
    the document (`countries_of`); what is told beside the name goes before them.
    """
    names = _reseated(words, names, countries)
    at = {name.start: name for name in names}
    covered = {index for name in names for index in range(name.start, name.end)}
    covered |= {index for period in periods for index in range(period.start, period.end)} | set(people)
    local = {words[name.end - 1].i for name in names if name.kind == "role" and name.entity.iso3 is None}
    found = list(names)
    index = 0
    while index < len(words):
        end = index
        if index not in covered and _opens(words, index, local):
            while end < len(words) and end not in covered and _is_part(words[end], end > index):
                end += 1
        towns = _town(words, at, index, end, countries) if end > index else []
        found += towns
        index = max([end, index + 1, *(town.end for town in towns)])
    return sorted(found, key=lambda name: name.start)


def _reseated(
    words: Sequence[Token], names: Sequence[NameMatch], countries: Sequence[str]
) -> list[NameMatch]:
    """The names of a sentence, capitals and countries among them that others are named like put right."""
    at = {name.start: name for name in names}
    found: list[NameMatch] = []
    for name in names:
        if found and name.start < found[-1].end:
            continue
        told = (
            seated(words, at, name.start, name.end, country=name.kind == "name")
            if name.kind in ("capital", "name", "place")
            else None
        )
        if told is not None:
            found += _matches(name.start, name.end, *told)
            continue
        namesake = _namesake(words, name, countries) if name.kind == "capital" else None
        found.append(_match(name.start, name.end, namesake) if namesake else name)
    return found


def _namesake(words: Sequence[Token], name: NameMatch, countries: Sequence[str]) -> Settled | None:
    """A larger place of a capital's name, in a country that the document speaks of or anywhere."""
    own = name.entity.iso3 or ""
    form = plain(text_of(words, name.start, name.end))
    here, place = within(form, "", own), look_up(form, [code for code in countries if code != own])
    if here is None or place is None or place.iso3 == own or plain(place.name) != form:
        return None
    rank = {code: number for number, code in enumerate(countries)}
    told = rank.get(place.iso3, len(rank)) < rank.get(own, len(rank))
    return place if place.population > here.population * (_NOT_SMALL if told else _FAR_LARGER) else None


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
) -> list[NameMatch]:
    """The place that a row of words names, or that it opens with, and the province told beside it."""
    if end < len(words) and words[end].tag_ == "POS":
        return []
    for last in range(end, start, -1):
        called = last - start > 1 and words[last - 1].lower_ in _WORDS["province"]
        told = None if called else seated(words, at, start, last)
        if told is not None:
            return _matches(start, last, *told)
        form = plain(text_of(words, start, last - 1 if called else last))
        place = look_up(form, countries, province=called)
        if place is not None:
            text = text_of(words, start, last)
            return [_match(start, last, _as_province(place, text) if called else place)]
    return []


def _as_province(place: Settled, text: str) -> Settled:
    """The province that is named after a town where the atlas has the town alone."""
    return place if place.precision == "admin1" else Settled(text, place.iso3, "admin1", None, None, 0)


def _matches(start: int, end: int, place: Settled, outer: tuple[int, int, Settled] | None) -> list[NameMatch]:
    """A place, and the province that is told beside it."""
    return [_match(start, end, place), *([_match(*outer)] if outer is not None else [])]


def _match(start: int, end: int, place: Settled) -> NameMatch:
    entity = Entity(f"{place.iso3}:{slug(place.name)}", place.name, "place", place.iso3, None, ())
    return NameMatch(start, end, entity, "place", place.precision, place.latitude, place.longitude)
