"""Products by the form of their names: iPhone 4, MiG-29, A380, 787 Dreamliner, Hwasong-18.

No table could keep up with them. A designation mixes letters with figures or has a capital inside a word that
starts small; the names and numbers that stand with it belong to it, as does a number to a name before it.
"""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch, slug
from dateline.records import Entity, TimeExpression

_DESIGNATION = re.compile(
    r"(?=.*\d)[A-Z][A-Za-z]*-?\d+[A-Za-z\d-]*|\d{2,4}-\d[\dA-Z]*[A-Z]*|[a-z]{1,2}[A-Z][A-Za-z]+"
)
_MODEL = re.compile(r"\d{1,4}[A-Z]{0,2}")
_INSIDE = {"compound", "flat", "nummod", "nmod:desc", "nmod:unmarked", "appos"}


def with_products(
    words: Sequence[Token], names: Sequence[NameMatch], expressions: Sequence[TimeExpression]
) -> list[NameMatch]:
    """The names of a sentence with its products, in order; a maker's name goes into that of its product."""
    timed = {i for i, word in enumerate(words) for e in expressions if e.char_start <= word.idx < e.char_end}
    found: list[NameMatch] = []
    index = 0
    while index < len(words):
        end = index + 1
        while end < len(words) and end not in timed and _go_together(words[end - 1], words[end]):
            end += 1
        run = words[index:end]
        if index not in timed and _is_product(run):
            text = words[0].doc[run[0].i : run[-1].i + 1].text
            found.append(NameMatch(index, end, Entity(slug(text), text, "product", None, None, ()), "name"))
        index = end
    taken = {index for product in found for index in range(product.start, product.end)}
    kept = [name for name in names if taken.isdisjoint(range(name.start, name.end))]
    return sorted([*kept, *found], key=lambda name: name.start)


def _go_together(word: Token, following: Token) -> bool:
    """Whether two words side by side are of one name by their forms and by the parse."""
    if not (_is_name(word) or _MODEL.fullmatch(word.text)) or not (
        _is_name(following) or _MODEL.fullmatch(following.text)
    ):
        return False
    return (word.head == following or following.head == word or word.head == following.head) and (
        word.dep_ in _INSIDE or following.dep_ in _INSIDE
    )


def _is_name(word: Token) -> bool:
    # a name that the tagger does not know may be a noun to it: "the 787 Dreamliner"
    capital = word.pos_ == "NOUN" and word.text[:1].isupper()
    return word.pos_ == "PROPN" or capital or _DESIGNATION.fullmatch(word.text) is not None


def _is_product(run: Sequence[Token]) -> bool:
    """Whether a word is a designation, or one number goes with a name that is no person's and no place's.

    A number before a plural counts: "20 Dreamliners".
    """
    if any(_DESIGNATION.fullmatch(word.text) for word in run):
        return True
    numbers = [word for word in run if _MODEL.fullmatch(word.text)]
    counts = run[0] in numbers and run[-1].lower_.endswith("s")
    return len(numbers) == 1 < len(run) and not counts and run[0].ent_type_ not in ("PERSON", "LOC")
