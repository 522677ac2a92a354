"""The names of a sentence as the language model reads them, but for people who are called like a country."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.events.atlas import is_known
from dateline.events.gazetteer import load_gazetteer, plain


def spans(words: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """The names that the language model sees, with its labels; a person's with the first name before it."""
    people = dict(people_in(words))
    index = 0
    while index < len(words):
        end = people.get(index, index)
        if end == index and words[index].ent_iob_ == "B":
            end = index + 1
            while end < len(words) and words[end].ent_iob_ == "I":
                end += 1
        if end > index:
            yield index, end, "PERSON" if index in people else words[index].ent_type_
        index = max(end, index + 1)


def people_in(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The people of a sentence whose first name the model may take for a place: "Jordan Peters"."""
    for index, word in enumerate(words[:-1]):
        after = words[index + 1]
        if word.ent_type_ not in ("PERSON", "LOC") or word.ent_iob_ != "B" or word.pos_ != "PROPN":
            continue
        one = after.ent_iob_ == "I" and (word.ent_type_ == "PERSON" or _is_person(word, after))
        parted = after.ent_iob_ == "B" and after.ent_type_ == "PERSON" and _together(word, after)
        if after.pos_ == "PROPN" and (one or parted):
            end = index + 2
            while end < len(words) and words[end].ent_iob_ == "I":
                end += 1
            yield index, end


def _is_person(word: Token, after: Token) -> bool:
    """Whether what the model takes for a place is a country's name with a surname: "Victoria Mora"."""
    whole = is_known(plain(f"{word.text} {after.text}"))
    return after.dep_ == "flat" and bool(load_gazetteer().find([word.text])) and not whole


def _together(word: Token, after: Token) -> bool:
    """Whether the parse takes two names side by side for one."""
    alike = word.dep_ == after.dep_ and word.head == after.head
    return alike or after.head == word or (word.head == after and word.dep_ in ("compound", "flat"))
