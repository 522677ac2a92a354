"""Names in a treebank that has no such layer, where its trees and the word lists leave no doubt.

The tree gives a name's extent, the lists its kind. Proper nouns of which they say nothing are marked as
unsure, so that nothing is learned of them: partial annotation (Tsuboi et al. 2008).
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import IntFlag

from dateline.language.known_names import labelled_names, words_of_name
from dateline.language.training.corpus import Sentence, Word, name_around

_ORGANISATIONS = {
    *("agency", "airlines", "alliance", "army", "associates", "association", "bank", "board", "bureau"),
    *("cabinet", "church", "club", "co.", "college", "commission", "committee", "company", "congress"),
    *("consulting", "corp", "corp.", "corporation", "council", "court", "department", "enterprises"),
    *("federation", "force", "foundation", "fund", "group", "guard", "inc", "inc.", "institute", "ltd"),
    *("ltd.", "ministry", "navy", "organization", "organisation", "parliament", "party", "police", "post"),
    *("school", "senate", "services", "society", "team", "times", "trust", "union", "university"),
}
_PLACES = {
    *("avenue", "bay", "beach", "bridge", "canyon", "city", "coast", "county", "desert", "hotel", "island"),
    *("islands", "lake", "mountain", "mountains", "museum", "ocean", "park", "peninsula", "province"),
    *("restaurant", "river", "road", "sea", "square", "station", "street", "strip", "valley", "village"),
}
_CALENDAR = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february"),
    *("march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
}


class NameWord(IntFlag):
    """The kinds of names that a word can be, or be part of."""

    FIRST_NAME = 1
    LAST_NAME = 2
    CITY = 4
    CITY_PART = 8
    COUNTRY = 16
    COUNTRY_PART = 32
    REGION = 64


def add_inferred_names(sentences: Iterable[Sentence], lists: Mapping[str, int]) -> None:
    """Set the names and the unsure places of sentences that have none; `lists` as lexicon.name_words."""
    known = {
        " ".join(words_of_name(form)).casefold(): "" if label == "NORP" else label
        for form, label in labelled_names()
    }
    for sentence in sentences:
        if sentence.names is None:
            sentence.names, sentence.unsure = _infer(sentence.words, known, lists)


def _infer(
    words: Sequence[Word], known: Mapping[str, str], lists: Mapping[str, int]
) -> tuple[list[tuple[int, int, str]], list[tuple[int, int]]]:
    names: list[tuple[int, int, str]] = []
    unsure: list[tuple[int, int]] = []
    covered: set[int] = set()
    heads = [i for i, word in enumerate(words) if word.upos == "PROPN" and not _is_part(words, word)]
    for head in heads:
        found = name_around(words, head, 0, len(words), "ORG")
        if found is None or covered & set(range(*found)):
            continue
        covered |= set(range(*found))
        kind = _kind([words[i].form for i in range(*found)], known, lists)
        if kind:
            names.append((*found, kind))
        elif kind is None:
            unsure.append(found)
    unsure += [(i, i + 1) for i, word in enumerate(words) if word.upos == "PROPN" and i not in covered]
    return sorted(names), sorted(unsure)


def _is_part(words: Sequence[Word], word: Word) -> bool:
    """Whether a proper noun belongs to the name of another."""
    relation = word.deprel.partition(":")[0]
    return (
        word.head > 0
        and words[word.head - 1].upos == "PROPN"
        and relation in ("flat", "compound", "amod", "goeswith", "nmod")
        and not word.deprel.startswith("nmod:")
    )


def _kind(forms: Sequence[str], known: Mapping[str, str], lists: Mapping[str, int]) -> str | None:
    """The kind of a name; "" where it is none that is learned, None where the lists do not tell."""
    lower = [form.casefold() for form in forms]
    whole = " ".join(lower)
    if whole in known:
        return known[whole]
    if all(word in _CALENDAR or word.isdecimal() for word in lower):
        return ""
    if len(forms) > 1 and (lower[-1] in _ORGANISATIONS or (lower[0] in _ORGANISATIONS and "of" in lower)):
        return "ORG"
    if len(forms) > 1 and lower[-1] in _PLACES:
        return "LOC"
    kinds = [lists.get(word, 0) for word in lower]
    places = NameWord.CITY | NameWord.COUNTRY | NameWord.REGION
    if len(forms) == 1:
        if kinds[0] & places and not kinds[0] & NameWord.FIRST_NAME:
            return "LOC"
        return "PERSON" if kinds[0] & NameWord.FIRST_NAME and not kinds[0] & places else None
    parts = places | NameWord.CITY_PART | NameWord.COUNTRY_PART
    if kinds[0] & NameWord.FIRST_NAME and not kinds[-1] & places:
        is_person = len(forms) <= 4 and kinds[-1] & (NameWord.FIRST_NAME | NameWord.LAST_NAME)
        return "PERSON" if is_person else None
    return "LOC" if all(kind & parts for kind in kinds) and not kinds[0] & NameWord.FIRST_NAME else None
