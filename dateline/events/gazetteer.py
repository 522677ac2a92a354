"""Names of who acts and where, found in the words of a sentence.

To the names that the language room knows come the tables of entities/*.yaml: leaders, places, roles.
"""

import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from spacy.tokens import Token

from dateline.language.known_names import countries, known_names, organisations, plural, words_of_name
from dateline.language.word_lists import word_table
from dateline.records import Entity, EntityType, Precision

Kind = Literal["name", "demonym", "government", "capital", "organisation", "person", "role", "place"]

_FOLDER = Path(__file__).with_name("entities")
_POSSESSIVE = {"'s", "’s", "'", "’"}
_GAP = (
    4  # words that may stand between a country and the role: "South Korean intelligence and defense chiefs"
)
_HEADS = {"NOUN", "PROPN"}
_NOMINAL = _HEADS | {"ADJ"}
_NOMINAL_GAP = {"NOUN", "PROPN", "ADJ", "NUM", "CCONJ", "PUNCT"}
_TITLE_SECTORS = {"GOV", "MIL", "LEG", "OPP", "JUD", "ELI", "SPY", "REB"}


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a sentence: its words (start and end), the entity, and the kind of name.

    `precision`, `latitude` and `longitude` (degrees) are those of a place.
    """

    start: int
    end: int
    entity: Entity
    kind: Kind
    precision: Precision | None = None
    latitude: float | None = None
    longitude: float | None = None

    def covers(self, words: Sequence[Token], word: Token) -> bool:
        """Whether a word of the sentence, whose words are given, is part of the name."""
        return words[self.start].i <= word.i <= words[self.end - 1].i


@dataclass(frozen=True, slots=True)
class _Name:
    """A way to name an entity: its words without diacritics."""

    words: tuple[str, ...]
    entity: Entity
    kind: Kind
    precision: Precision | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class _Role:
    """A noun for somebody who acts, in one of its forms."""

    words: tuple[str, ...]
    singular: str
    sector: str


class Gazetteer:
    """All names by their first word."""

    def __init__(self, names: Sequence[_Name], roles: Sequence[_Role]) -> None:
        self._names: dict[str, list[_Name]] = {}
        for name in sorted(names, key=lambda name: (-len(name.words), name.entity.entity_id)):
            self._names.setdefault(name.words[0], []).append(name)
        self._roles: dict[str, list[_Role]] = {}
        for role in sorted(roles, key=lambda role: -len(role.words)):
            self._roles.setdefault(role.words[0], []).append(role)

    def find(self, words: Sequence[str]) -> list[NameMatch]:
        """The names in a sentence's words, left to right, the longest at each place."""
        forms = [plain(word) for word in words]
        found: list[NameMatch] = []
        index = 0
        while index < len(forms):
            name = self._at(forms, index)
            if name is None:
                index += 1
                continue
            end = index + len(name.words)
            located = (name.precision, name.latitude, name.longitude)
            found.append(NameMatch(index, end, name.entity, name.kind, *located))
            index = end
        return found

    def participants_in(
        self, words: Sequence[str], tags: Sequence[str], first_names: Collection[int] = ()
    ) -> list[NameMatch]:
        """The names of a sentence with the nouns of roles that go with them, left to right.

        `tags` are the universal part-of-speech tags of the words; no country or town is named by the
        `first_names` of people, given by their places.

        "North Korean troops" is one group of PRK, "Armenian Prime Minister Nikol Pashinyan" the person,
        "Armenian Defence Minister A. B." a person of ARM that the tables do not know.
        """
        names = {
            name.start: name
            for name in self.find(words)
            if name.start not in first_names or name.end > name.start + 1
        }
        lower = [word.lower() for word in words]
        found: list[NameMatch] = []
        index = 0
        while index < len(words):
            match = self._composed(words, lower, tags, names, index)
            if match is None:
                index += 1
            else:
                found.append(match)
                index = match.end
        return found

    def _at(self, forms: Sequence[str], index: int) -> _Name | None:
        word = forms[index]
        for first in {word, _capitalised(word)} if word.isupper() and len(word) > 3 else (word,):
            for name in self._names.get(first, ()):
                there = forms[index : index + len(name.words)]
                if tuple(there) == name.words or tuple(map(_capitalised, there)) == name.words:
                    return name
        return None

    def _role_at(self, lower: Sequence[str], index: int) -> _Role | None:
        for role in self._roles.get(lower[index], ()):
            if tuple(lower[index : index + len(role.words)]) == role.words:
                return role
        return None

    def _composed(
        self,
        words: Sequence[str],
        lower: Sequence[str],
        tags: Sequence[str],
        names: Mapping[int, NameMatch],
        index: int,
    ) -> NameMatch | None:
        """A name, a role, or both together, at a word; of several roles the last: "intelligence chiefs"."""
        name = names.get(index)
        if name is None:
            return self._role(words, lower, tags, names, index, None) if tags[index] in _NOMINAL else None
        if name.kind in ("person", "place"):
            return name
        owns = name.end < len(words) and lower[name.end] in _POSSESSIVE
        start = name.end + owns
        reach = _GAP if owns or name.kind == "demonym" else 1
        best: NameMatch = name
        for place in range(start, min(start + reach, len(words))):
            if place in names or (place >= best.end + owns and tags[place] not in _NOMINAL_GAP):
                break
            role = self._role(words, lower, tags, names, place, name) if tags[place] in _NOMINAL else None
            if role is not None and role.end > best.end:
                best = role
        return best

    def _role(
        self,
        words: Sequence[str],
        lower: Sequence[str],
        tags: Sequence[str],
        names: Mapping[int, NameMatch],
        index: int,
        country: NameMatch | None,
    ) -> NameMatch | None:
        """A role at a word, of a country named before it or after 'of'; a title gives way to its bearer."""
        role = self._role_at(lower, index)
        if role is None:
            return None
        end = index + len(role.words)
        if tags[end - 1] not in _HEADS:
            return None  # "military" in "military aid"
        if country is None and lower[end : end + 1] == ["of"]:
            after = end + 2 if lower[end + 1 : end + 2] == ["the"] else end + 1
            country = names.get(after)
            if country is not None and country.kind == "demonym":
                country = self._composed(words, lower, tags, names, after)
            if country is None or country.kind not in ("name", "organisation", "role"):
                country = None
            else:
                end = country.end
        start = index if country is None else min(index, country.start)
        bearer = names.get(end)
        if bearer is not None and bearer.kind == "person":
            return NameMatch(start, bearer.end, bearer.entity, "person")
        stop = _name_end(words, names, end)
        if stop - end >= 2 and role.sector in _TITLE_SECTORS:
            person = " ".join(words[end:stop])
            code = country.entity.iso3 if country else None
            entity = Entity(slug(person), person, "person", code, role.sector, ())
            return NameMatch(start, stop, entity, "person")
        return NameMatch(start, end, _role_entity(role, country), "role")


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of the project's tables."""
    return Gazetteer([*_known(), *_leaders(), *_places()], list(_roles()))


def _known() -> Iterator[_Name]:
    """The names of countries and organisations."""
    entities = {code: found for code in countries() if (found := country(code))}
    for key, entry in organisations().items():
        kind: EntityType = "group" if entry.get("group") else "organisation"
        aliases = tuple(entry["aliases"])
        entities[key] = Entity(key, entry["name"], kind, entry.get("code"), entry["sector"], aliases)
    for known in known_names():
        yield _name(known.form, entities[known.key], known.kind)


def country(code: str) -> Entity | None:
    """The country of an ISO 3166-1 alpha-3 code; None for another code, such as NATO's."""
    if code not in countries():
        return None
    entry = countries()[code]
    listed = entry.get("names", [])
    official = [entry["official"]] if "," not in entry.get("official", ",") else []
    name = next(iter([*listed, *official] if len(listed) > 1 else [*official, *listed]), code)
    return Entity(code, _DISPLAY.get(code, name), "country", code, None, ())


# Where several names are listed, the one to print.
_DISPLAY = {
    "CHN": "China",
    "PRK": "North Korea",
    "KOR": "South Korea",
    "USA": "United States",
    "GBR": "United Kingdom",
    "COD": "DR Congo",
    "MMR": "Myanmar",
    "TUR": "Turkey",
    "RUS": "Russia",
    "IRN": "Iran",
    "TWN": "Taiwan",
    "PSE": "Palestine",
    "ARE": "United Arab Emirates",
    "NLD": "Netherlands",
    "VAT": "Vatican",
    "LAO": "Laos",
    "SYR": "Syria",
    "MDA": "Moldova",
}


def _leaders() -> Iterator[_Name]:
    for code, people in word_table(_FOLDER / "leaders.yaml").items():
        for entry in people:
            aliases = tuple(entry["aliases"])
            entity = Entity(slug(entry["name"]), entry["name"], "person", code, "GOV", aliases)
            for form in (entry["name"], *aliases):
                yield _name(form, entity, "person")


def _places() -> Iterator[_Name]:
    for key, entry in word_table(_FOLDER / "places.yaml").items():
        aliases = tuple(entry.get("aliases", ()))
        entity = Entity(slug(key), key, "place", entry.get("code"), None, aliases)
        for form in (key, *aliases):
            latitude, longitude = entry["at"]
            yield _name(form, entity, "place", entry["precision"], latitude, longitude)


def _roles() -> Iterator[_Role]:
    for sector, nouns in word_table(_FOLDER / "roles.yaml").items():
        for noun in nouns:
            for form in dict.fromkeys((noun, plural(noun))):
                yield _Role(tuple(form.split()), noun, sector)


def _name(
    form: str,
    entity: Entity,
    kind: Kind,
    precision: Precision | None = None,
    latitude: float | None = None,
    longitude: float | None = None,
) -> _Name:
    return _Name(words_of_name(plain(form)), entity, kind, precision, latitude, longitude)


def plain(word: str) -> str:
    """A word without diacritics and with a plain apostrophe."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ı", "i").replace("ł", "l"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _capitalised(word: str) -> str:
    return word if not word.isupper() or len(word) < 4 else word.capitalize()


def slug(name: str) -> str:
    """A readable id: lower case, hyphens, no diacritics."""
    letters = "".join(c if c.isalnum() else "-" for c in plain(name).lower())
    return "-".join(part for part in letters.split("-") if part)


def _name_end(words: Sequence[str], names: Mapping[int, NameMatch], index: int) -> int:
    """Where a row of capitalised words that no table knows ends."""
    end = index
    while end < len(words) and end not in names and words[end][0].isupper() and words[end][0].isalpha():
        end += 1
        if words[end : end + 1] == ["-"] and end + 1 < len(words) and words[end + 1][0].isalpha():
            end += 1
    return end


def role_of(role: Entity, owner: Entity) -> Entity:
    """A role that was named without its country ("the police"), as that of a country or organisation."""
    if owner.iso3 is None:
        return role
    country = owner.entity_id if owner.entity_type in ("country", "organisation") else owner.iso3
    called = owner.name if owner.entity_type == "organisation" else _adjective(country)
    entity_id = f"{country}:{role.entity_id}"
    return Entity(entity_id, f"{called} {role.name}", role.entity_type, owner.iso3, role.sector, ())


def _role_entity(role: _Role, country: NameMatch | None) -> Entity:
    plural = " ".join(role.words)
    if country is None:
        return Entity(slug(role.singular), plural, "group", None, role.sector, ())
    entity = country.entity
    owner = entity.entity_id.split(":")[0]
    name = (
        f"{entity.name} {plural}" if entity.entity_type == "organisation" else f"{_adjective(owner)} {plural}"
    )
    return Entity(f"{owner}:{slug(role.singular)}", name, "group", entity.iso3, role.sector, ())


@cache
def _adjective(code: str) -> str:
    """A country's adjective by its code; the code where the table has none."""
    demonyms = countries().get(code, {}).get("demonym", [])
    return str(demonyms[0]) if demonyms else code
