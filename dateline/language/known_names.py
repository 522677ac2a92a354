"""Names that are known without reading: countries, their people, capitals and governments, organisations.

Countries come from pycountry (ISO 3166) and entities/countries.yaml, organisations from
entities/organisations.yaml, both with codes; names of which no more than their kind is said from
entities/names.yaml.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import pycountry
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from dateline.language.word_lists import word_table

NameKind = Literal["name", "demonym", "government", "capital", "organisation"]

_FOLDER = Path(__file__).with_name("entities")
_LABELS: Mapping[NameKind, str] = {
    "name": "LOC",
    "capital": "LOC",
    "demonym": "NORP",
    "organisation": "ORG",
}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A way to name a country or an organisation; `key` is that of the tables (ISO 3166-1 alpha-3)."""

    form: str
    key: str
    kind: NameKind


def words_of_name(form: str) -> tuple[str, ...]:
    """A name as the tokeniser parts it: hyphens and possessives stand alone; no article."""
    return tuple(form.removeprefix("the ").replace("-", " - ").replace("'s", " 's").split())


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """The table of countries by code, each with `official`, pycountry's name for it, where it has one."""
    table: dict[str, dict[str, Any]] = word_table(_FOLDER / "countries.yaml")
    for country in pycountry.countries:
        entry = table.setdefault(country.alpha_3, {})
        entry["official"] = getattr(country, "common_name", country.name)
    return dict(sorted(table.items()))


@cache
def organisations() -> Mapping[str, Mapping[str, Any]]:
    """The table of organisations by key."""
    return word_table(_FOLDER / "organisations.yaml")


def known_names() -> Iterator[KnownName]:
    """Every form of every country's and organisation's name."""
    for code, entry in countries().items():
        official = [entry["official"]] if "," not in entry.get("official", ",") else []
        for form in dict.fromkeys([*official, *entry.get("names", ())]):
            yield KnownName(form, code, "name")
        for demonym in entry.get("demonym", ()):
            for form in (demonym, plural(demonym)):
                yield KnownName(form, code, "demonym")
        for form in entry.get("people", ()):
            yield KnownName(form, code, "demonym")
        for form in entry.get("government", ()):
            yield KnownName(form, code, "government")
        if "capital" in entry:
            yield KnownName(entry["capital"], code, "capital")
    for key, entry in organisations().items():
        for form in (entry["name"], *entry["aliases"]):
            yield KnownName(form, key, "organisation")


def labelled_names() -> Iterator[tuple[str, str]]:
    """The forms of names that are marked wherever they stand, each with its label."""
    for known in known_names():
        if known.kind in _LABELS:
            yield known.form, _LABELS[known.kind]
    for label, forms in word_table(_FOLDER / "names.yaml").items():
        for form in forms:
            yield form, label


def plural(noun: str) -> str:
    """The plural by the common rules: armies, churches, gunmen; demonyms in -ese and -ish stay."""
    if noun.endswith(("ese", "ish", "ch", "police", "people", "military", "intelligence", "media")):
        return noun
    if noun.endswith("man") and not noun.endswith(("German", "Roman", "woman")):
        return noun if noun[0].isupper() else noun[:-3] + "men"
    if noun.endswith("woman"):
        return noun[:-5] + "women"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + "s"


@Language.factory("known_names", assigns=["doc.ents"])
def create_known_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """A component that sets the names that are known, the longest at each place."""
    matcher = PhraseMatcher(nlp.vocab)
    for form, label in labelled_names():
        matcher.add(label, [Doc(nlp.vocab, words=list(words_of_name(form)))])

    def find(doc: Doc) -> Doc:
        spans = [Span(doc, start, end, label) for label, start, end in matcher(doc)]
        doc.set_ents(filter_spans(spans))
        return doc

    return find
