"""The names of a document's sentences: of tables, towns, strangers, and the words that stand for them."""

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.events.claims import with_speakers
from dateline.events.context import Memory, main_country, with_references
from dateline.events.gazetteer import NameMatch, load_gazetteer
from dateline.events.hints import names_meant
from dateline.events.sorts import sorts_told
from dateline.events.spans import people_in
from dateline.events.strangers import with_strangers
from dateline.events.towns import countries_of, with_towns
from dateline.temporal.periods import Period

Sentence = tuple[Sequence[Token], Sequence[Period]]  # its words, and the periods told in it


def names_of(sentences: Sequence[Sentence], title: str | None = None) -> list[list[NameMatch]]:
    """The names of each sentence of a document, in order; the title names whom the text may point back to."""
    gazetteer = load_gazetteer()
    known = [
        names_meant(
            words,
            gazetteer.participants_in(
                [word.text for word in words],
                [word.pos_ for word in words],
                {start for start, _ in people_in(words)},
            ),
        )
        for words, _ in sentences
    ]
    everywhere = [name for names in known for name in names]
    countries = countries_of(everywhere)
    sorts = sorts_told([words for words, _ in sentences])
    memory = Memory(main_country(everywhere), sorts)
    with_references([], gazetteer.find((title or "").split()), memory)
    found = []
    for (words, periods), names in zip(sentences, known, strict=True):
        people = [index for span in people_in(words) for index in range(*span)]
        placed = with_towns(words, names, periods, countries, people)
        named = with_strangers(words, placed, countries, sorts)
        found.append(with_speakers(words, with_references(words, named, memory)))
    return found
