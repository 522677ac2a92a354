"""What is told of a name beside a trigger: how the parse, the words and the rules tie the two together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.events.gazetteer import NameMatch
from dateline.events.participants.frame import Frame, frame_of
from dateline.events.roles import cast
from dateline.events.syntax import preposition_of
from dateline.events.triggers import TriggerMatch

_STEPS = 5  # in the tree, up and down together, beyond which a path is only long
_FAR = (1, 2, 4, 8, 15)  # words between the two: the bounds of what counts as alike
_MANY = 6  # names of a sentence from which on they are only many


@dataclass(frozen=True, slots=True)
class Seen:
    """A trigger in its sentence, with the names there, what the rules say of them, and what stands around it.

    `said` holds the starts of names with the roles of the rules; `place` is the start of the place's name.
    """

    words: Sequence[Token]
    match: TriggerMatch
    names: Sequence[NameMatch]
    frame: Frame
    said: frozenset[tuple[int, str]]
    place: int | None

    @property
    def sort(self) -> str:
        """What the trigger is: a noun, a passive verb or another."""
        return "noun" if self.match.nominal else "passive" if self.match.passive else "verb"


def seen_by(
    words: Sequence[Token], match: TriggerMatch, names: Sequence[NameMatch], place: NameMatch | None
) -> Seen:
    """A trigger among the names of its sentence, `place` that of its place."""
    said = frozenset((entry.name.start, entry.role) for entry in cast(words, match, names))
    others = [name for name in names if name.end <= match.start or match.end <= name.start]
    return Seen(words, match, others, frame_of(words, match), said, place.start if place else None)


def features(seen: Seen, name: NameMatch) -> list[str]:
    """The features of a name as who takes part in what a trigger tells."""
    words, match, sort = seen.words, seen.match, seen.sort
    head = head_word(words, name)
    path = _path(words[match.head], head)
    rule = "+".join(role for role in ("actor", "recipient") if (name.start, role) in seen.said) or "no"
    preposition = preposition_of(head)
    kind = _kind(words, name)
    order = "before" if name.start < match.head else "after"
    gap = sum(abs(name.start - match.head) > bound for bound in _FAR)
    lemma, event_type = words[match.head].lemma_.lower(), match.event_type
    tie = seen.frame.tie(name, words)
    near = sum(_between(other, name, match.head) for other in seen.names)
    is_place = seen.place == name.start
    return [
        f"rule {rule}",
        f"rule {rule} {sort}",
        f"rule {rule} {kind}",
        f"rule {rule} {event_type}",
        f"rule {rule} {path}",
        f"rule {rule} {tie}",
        f"rule {rule} any {len(seen.said) > 0}",
        f"path {path} {sort}",
        f"path {path} {preposition}",
        f"path {path} {event_type}",
        f"tie {tie} {sort}",
        f"tie {tie} {event_type}",
        f"tie {tie} {kind}",
        f"tie {tie} {lemma}",
        f"preposition {preposition} {order} {sort}",
        f"preposition {preposition} {event_type}",
        f"kind {kind} {_has_country(name)}",
        f"kind {kind} {event_type}",
        f"kind {kind} {order}",
        f"sector {name.entity.sector}",
        f"sector {name.entity.sector} {event_type}",
        f"order {order} {gap}",
        f"order {order} {near} {sort}",
        f"order {order} {event_type}",
        f"order {order} {lemma}",
        f"relation {head.dep_} {order} {sort}",
        f"names {min(len(seen.names), _MANY)} {near}",
        f"place {is_place} {event_type}",
        f"place {is_place} {kind}",
    ]


def features_before(seen: Seen, words: Sequence[Token], name: NameMatch, back: int) -> list[str]:
    """The features of a name of a sentence some sentences back, of the words given, for a trigger."""
    head, kind = head_word(words, name), _kind(words, name)
    roles = "+".join(sorted({role for _, role in seen.said})) or "none"
    relation = "subject" if head.dep_.startswith("nsubj") else head.dep_
    return [
        f"back {back}",
        f"back {back} {kind} {_has_country(name)}",
        f"back {back} {relation}",
        f"back {back} roles {roles} {seen.sort}",
        f"back roles {roles} {kind} {relation}",
        f"back {kind} {seen.match.event_type}",
        f"back {relation} {seen.match.event_type}",
        f"back names {min(len(seen.names), _MANY)} {roles}",
        f"back sector {name.entity.sector}",
        f"back first {name.start == 0}",
    ]


def head_word(words: Sequence[Token], name: NameMatch) -> Token:
    """The word of a name on which its others hang."""
    own = words[name.start : name.end]
    first, last = own[0].i, own[-1].i
    return next((word for word in own if not first <= word.head.i <= last or word.head == word), own[-1])


def _kind(words: Sequence[Token], name: NameMatch) -> str:
    return name.kind if words[name.start].pos_ != "PRON" else "pronoun"


def _has_country(name: NameMatch) -> str:
    return "of a country" if name.entity.iso3 else "of none"


def _between(other: NameMatch, name: NameMatch, head: int) -> bool:
    low, high = (name.start, head) if name.start < head else (head, name.start)
    return other is not name and low < other.start < high


def _path(trigger: Token, word: Token) -> str:
    """The steps in the tree from a trigger up to what it shares with a word, and down to that word."""
    above = list(_up(trigger))
    down: list[str] = []
    for step in _up(word):
        if step in above:
            up = [each.dep_ for each in above[: above.index(step)]]
            steps = len(up) + len(down)
            return f"{'<'.join(up)}>{'>'.join(reversed(down))}" if steps <= _STEPS else f"long {len(up)}"
        down.append(step.dep_)
    return "apart"


def _up(word: Token) -> Iterator[Token]:
    yield word
    while word.head != word:
        word = word.head
        yield word
