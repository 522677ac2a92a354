"""A lexical part-of-speech tagger: what a word can be, narrowed by its neighbours.

It sets `lemma_`, `pos_` (universal tags) and `tag_` (Penn tags) from lemminflect's dictionary, a table of
closed-class words and a dozen context rules. It knows no syntax: a phrase like "reduced relative" is a guess.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import lemminflect
import yaml
from spacy.language import Language
from spacy.tokens import Doc, Token

_BE_FORMS = {"'s", "’s"}
_CLOSED_TAGS = {"BE": "AUX", "HAVE": "AUX", "DO": "AUX", "MD": "AUX", "PRON$": "PRON", "POS": "PART"}
_CLOSED_LEMMAS = {"BE": "be", "HAVE": "have", "DO": "do"}
# What a word that the dictionary lacks is by its ending; anything else is a noun.
_ENDINGS = {"ed": "VERB", "ing": "VERB", "ly": "ADV", "ous": "ADJ", "ful": "ADJ", "ive": "ADJ", "ish": "ADJ"}
_ADJECTIVAL = ("al", "an", "ar", "ary", "ble", "ent", "ern", "ese", "ic", "ish", "ive", "ous")
_OPEN = ("NOUN", "VERB", "ADJ", "ADV")


@cache
def _closed_classes() -> Mapping[str, str]:
    table = yaml.safe_load(Path(__file__).with_name("closed_class.yaml").read_text(encoding="utf-8"))
    classes: dict[str, str] = {}
    for name, words in table.items():
        for word in words:
            classes.setdefault(str(word), name)
    return classes


@cache
def _lemmas(word: str) -> Mapping[str, str]:
    """The lemma of a lower-case form for each open part of speech that it can have."""
    found = lemminflect.getAllLemmas(word)
    lemmas = {pos: forms[0] for pos, forms in found.items() if pos in _OPEN}
    if not lemmas and word.isalpha():
        upos = next((pos for ending, pos in _ENDINGS.items() if word.endswith(ending)), "NOUN")
        lemmas = {upos: next(iter(lemminflect.getAllLemmasOOV(word, upos).get(upos, (word,))))}
    return lemmas


@cache
def _is_known(word: str) -> bool:
    """Whether the dictionary has a lower-case form, so that its capital may be the sentence's."""
    return bool(lemminflect.getAllLemmas(word))


@cache
def _verb_tags(word: str, lemma: str) -> frozenset[str]:
    """The Penn tags that a form of a verb can have."""
    inflections = lemminflect.getAllInflections(lemma, upos="VERB")
    if not inflections:
        inflections = lemminflect.getAllInflectionsOOV(lemma, upos="VERB")
    tags = {tag for tag, forms in inflections.items() if word in forms}
    return frozenset(tags | {"VBN"} if tags == {"VBD"} and word.endswith("ed") else tags)


@Language.component("lexical_tagger", assigns=["token.lemma", "token.pos", "token.tag"])
def lexical_tagger(doc: Doc) -> Doc:
    """Tag every token of a sentence-split document."""
    for sentence in doc.sents:
        words = [token for token in sentence if not token.is_space]
        capitals = sum(token.text[0].isupper() for token in words if token.is_alpha and len(token) > 3)
        long_words = sum(token.is_alpha and len(token) > 3 for token in words)
        headline = long_words > 2 and capitals > 0.8 * long_words
        kinds: list[str] = []
        for index in range(len(words)):
            kinds.append(_tag(words, index, kinds, headline))
    for token in doc:
        if token.is_space:
            token.pos_, token.tag_, token.lemma_ = "SPACE", "_SP", token.text
    return doc


def _tag(words: Sequence[Token], index: int, kinds: Sequence[str], headline: bool) -> str:
    """Set one token's tags; return its kind for the rules of the next (a universal tag or a closed class)."""
    token, lower = words[index], words[index].lower_
    if token.is_punct or token.is_currency or (not token.is_alpha and not any(c.isalnum() for c in lower)):
        return _set(token, "PUNCT", "PUNCT" if not token.is_currency else "$", token.text)
    if token.like_num or lower[0].isdigit():
        return _set(token, "NUM", "CD", lower)
    if lower in _BE_FORMS:
        return _clitic_s(words, index, kinds)
    closed = _closed_classes().get(lower)
    inside = index > 0 and words[index - 1].text not in ("“", '"', "‘", ":")
    capitalised = token.text[0].isupper() and not headline
    if closed and not (capitalised and inside and closed in ("MD", "VERB", "ADJ")):
        return _closed(token, lower, closed)
    lemmas = _lemmas(lower)
    if (capitalised and inside) or not lemmas or (token.text[0].isupper() and not _is_known(lower)):
        return _set(token, "PROPN", "NNP", token.text)
    pos, tag = _open(words, index, kinds, lemmas)
    _set(token, pos, tag, lemmas.get(pos, lower))
    return pos


def _set(token: Token, pos: str, tag: str, lemma: str) -> str:
    token.pos_, token.tag_, token.lemma_ = pos, tag, lemma
    return pos


def _closed(token: Token, lower: str, closed: str) -> str:
    if closed == "VERB":
        lemma = _lemmas(lower).get("VERB", lower)
        return _set(token, "VERB", "VBD" if lower in ("said", "told", "went") else "VBZ", lemma)
    tag = {"MD": "MD", "PART": "TO" if lower == "to" else "RB", "PRON$": "PRP$", "ADP": "IN"}.get(closed)
    if closed in ("BE", "HAVE", "DO"):
        past = lower in ("was", "were", "had", "did")
        tag = "VBD" if past else "VBN" if lower == "been" else "VBG" if lower.endswith("ing") else "VBP"
        tag = "VB" if lower == "be" else tag
    _set(token, _CLOSED_TAGS.get(closed, closed), tag or closed, _CLOSED_LEMMAS.get(closed, lower))
    return closed


def _clitic_s(words: Sequence[Token], index: int, kinds: Sequence[str]) -> str:
    """'s is a verb after a pronoun or before a participle, else the possessive."""
    token = words[index]
    following = words[index + 1].lower_ if index + 1 < len(words) else ""
    after_pronoun = bool(kinds) and kinds[-1] in ("PRON", "SCONJ", "ADV")
    if after_pronoun or (following.endswith("ing") and _lemmas(following).get("VERB")):
        _set(token, "AUX", "VBZ", "be")
        return "BE"
    _set(token, "PART", "POS", "'s")
    return "POS"


def _open(
    words: Sequence[Token], index: int, kinds: Sequence[str], lemmas: Mapping[str, str]
) -> tuple[str, str]:
    """Universal and Penn tag of an open-class word, from what it can be and what stands beside it."""
    lower = words[index].lower_
    left = _left(words, index, kinds)
    tags = _verb_tags(lower, lemmas["VERB"]) if "VERB" in lemmas else frozenset()
    if tags and _is_verb(words, index, left, kinds, lemmas, tags):
        return "VERB", _verb_tag(left, tags)
    adjective = "ADJ" in lemmas and lower.endswith(_ADJECTIVAL) and _noun_follows(words, index)
    if "NOUN" in lemmas and not adjective:
        return "NOUN", "NNS" if lemmas["NOUN"] != lower and lower.endswith("s") else "NN"
    if "ADJ" in lemmas:
        return "ADJ", "JJ"
    if "ADV" in lemmas:
        return "ADV", "RB"
    if tags:
        return "VERB", _verb_tag(left, tags)
    return "NOUN", "NN"


def _left(words: Sequence[Token], index: int, kinds: Sequence[str]) -> str:
    """The kind of the nearest word to the left that is not an adverb ('has now opted': HAVE)."""
    for position in range(index - 1, -1, -1):
        if kinds[position] not in ("ADV",) and words[position].lower_ not in ("not", "n't", "n’t"):
            return kinds[position]
    return "START"


def _noun_follows(words: Sequence[Token], index: int) -> bool:
    if index + 1 >= len(words):
        return False
    following = words[index + 1]
    return following.is_alpha and "NOUN" in _lemmas(following.lower_) and not following.is_stop


def _object_follows(words: Sequence[Token], index: int) -> bool:
    """Whether what follows opens a noun phrase of its own, as a verb's object does."""
    if index + 1 >= len(words):
        return False
    following = words[index + 1]
    closed = _closed_classes().get(following.lower_)
    return closed in ("DET", "PRON$", "PRON") or following.text[0].isupper() or following.like_num


def _preposition_follows(words: Sequence[Token], index: int) -> bool:
    following = words[index + 1].lower_ if index + 1 < len(words) else ""
    return following == "to" or _closed_classes().get(following) == "ADP"


def _is_verb(
    words: Sequence[Token],
    index: int,
    left: str,
    kinds: Sequence[str],
    lemmas: Mapping[str, str],
    tags: frozenset[str],
) -> bool:
    others = [pos for pos in lemmas if pos != "VERB"]
    before = words[index - 1].lower_ if index else ""
    base, gerund, participle = "VB" in tags, "VBG" in tags, "VBN" in tags or "VBD" in tags
    if not others:
        return True
    if left == "MD" or left == "DO" or (before == "to" and base):
        return base
    if left in ("BE", "HAVE"):
        return gerund or participle
    if participle and not base and "NOUN" not in others:
        return not (left in ("DET", "PRON$", "ADJ") and _noun_follows(words, index))
    if before in ("this", "that") and tags == {"VBZ"}:
        return True
    if left in ("DET", "PRON$", "POS", "NUM", "ADJ"):
        return participle and not base and "NOUN" not in others
    if left == "PRON":
        return True
    if gerund:
        return _object_follows(words, index) and left not in ("DET", "ADJ", "NOUN")
    if participle and not base:
        return True
    if left == "ADP":
        return False
    if left in ("NOUN", "PROPN"):
        if base and kinds[0] in ("DO", "MD"):  # a question: "Did the army bomb …?"
            return True
        subject_agrees = "VBZ" in tags or kinds[index - 1] == "PROPN" or words[index - 1].tag_ == "NNS"
        plural_subject = words[index - 1].tag_ == "NNS" and base
        return (subject_agrees and _object_follows(words, index)) or (
            plural_subject and _preposition_follows(words, index)
        )
    return left in ("START", "CCONJ", "PART", "ADV") and base and _object_follows(words, index)


def _verb_tag(left: str, tags: frozenset[str]) -> str:
    """Which of a form's verb tags: a participle after be and have, the base after a modal or to."""
    if left in ("MD", "DO", "PART") and "VB" in tags:
        return "VB"
    if left in ("BE", "HAVE") and "VBN" in tags:
        return "VBN"
    for tag in ("VBG", "VBZ", "VBD", "VBN", "VBP"):
        if tag in tags:
            return tag
    return "VB"
